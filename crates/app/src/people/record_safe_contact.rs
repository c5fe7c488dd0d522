//! Writes down how, when and where it is safe to reach a person, in whose words and when it was asked (R25, R26, R32).

use hawthorn_domain::people::contact::{
    self, Answers, ContactSafety, Email, NotAnAnswer, Phone, Told as Said, Way, Whose,
};
use hawthorn_domain::people::{Person, SafeContact, Source};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::calendar::london;
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use hawthorn_linkage::normal;
use hawthorn_store::Stored;
use jiff::Timestamp;
use jiff::civil::Date;

use super::arrive::refile;
use super::safe_contact::load;
use crate::platform::ask::Ask;
use crate::platform::refusal::{FieldProblem, Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::{long, short};

/// The most earlier cards that are kept with a record; the log keeps that there were more.
const MOST_EARLIER: usize = 50;

/// What was said, to be written down.
#[derive(Debug, Clone, Default)]
pub struct ContactSaid {
    /// The version that the form was shown with.
    pub version: Option<i64>,
    /// The person asked not to be contacted at all.
    pub do_not_contact: bool,
    /// What was said of the ways on the record; a safe one that is left out is not known any more.
    pub ways: Vec<(Way, usize, ContactSafety)>,
    /// Another phone number, with its safety; empty for none.
    pub new_phone: (String, ContactSafety),
    /// Another e-mail address, with its safety; empty for none.
    pub new_email: (String, ContactSafety),
    /// When it is safe.
    pub safe_times: String,
    /// What to say if somebody else answers.
    pub if_someone_else_answers: String,
    /// Who must not learn of it.
    pub unsafe_people: String,
    /// What must never be done.
    pub never: String,
    /// A code word; empty keeps the one there is.
    pub code_word: String,
    /// Whether a message may be left.
    pub may_leave_message: Said,
    /// Whether the caller may say where the call comes from.
    pub may_say_who: Said,
    /// Whose words these are.
    pub whose: Option<Whose>,
    /// The day on which it was asked.
    pub asked: Option<Date>,
}

/// Writes down what was said about reaching a person. The card before is kept with
/// the record; a new number or address joins the record with its safety.
///
/// # Errors
/// When the record is not there for this reader, they may not change it, somebody
/// saved in between, or the answers cannot be kept as they are (fields named).
pub async fn record_safe_contact(
    app: &App,
    ask: &mut Ask,
    id: PersonId,
    said: ContactSaid,
) -> Told<()> {
    // Load
    let (whole, thing) = load(app, ask, id).await?;
    // Allow
    ask.allow(app, Verb::EditPerson, &thing).await?;
    // Decide
    let read = whole.record;
    if said.version.is_some_and(|version| version != read.version) {
        return Err(hawthorn_store::StoreError::Conflict.into());
    }
    contact::may_keep(&answers(&said), ask.today()).map_err(problems)?;
    let changed = changed(ask, &read, &said)?;
    // Keep
    let mut tx = app.store.begin().await?;
    let words = "Wrote down how to reach the person safely";
    let entry = ask.entry(Deed::Changed, Verb::EditPerson, words);
    tx.update(&read, &changed, entry).await?;
    tx.finish().await?;
    // A new number or address also tells records apart, so the matching index learns it.
    refile(app, &changed);
    // Tell
    Ok(())
}

fn answers(said: &ContactSaid) -> Answers {
    let new = [&said.new_phone, &said.new_email];
    let new = new.into_iter().filter(|(to, _)| !to.trim().is_empty());
    let safety = said.ways.iter().map(|(_, _, safety)| *safety);
    let words = [
        &said.safe_times,
        &said.if_someone_else_answers,
        &said.unsafe_people,
        &said.never,
    ];
    Answers {
        do_not_contact: said.do_not_contact,
        safety: safety.chain(new.map(|(_, safety)| *safety)).collect(),
        words: words.iter().any(|text| !text.trim().is_empty()),
        whose: said.whose,
        asked: said.asked,
    }
}

/// Each problem beside its field of the form and of the API.
fn problems(found: Vec<NotAnAnswer>) -> Refusal {
    let field = |problem: &NotAnAnswer| match problem {
        NotAnAnswer::Nothing | NotAnAnswer::Hearsay => "ways",
        NotAnAnswer::Both => "do_not_contact",
        NotAnAnswer::Whose => "whose",
        NotAnAnswer::Asked => "asked",
    };
    let problem = |problem: &NotAnAnswer| FieldProblem {
        field: field(problem).to_owned(),
        message: problem.to_string(),
    };
    Refusal::Fields(found.iter().map(problem).collect())
}

fn changed(ask: &Ask, read: &Stored<Person>, said: &ContactSaid) -> Told<Person> {
    let mut person = read.value.clone();
    let source = Source {
        what: said.whose.map_or_else(String::new, |whose| {
            format!("safe contact, {}", words::inside(whose.label()))
        }),
        at: ask.now,
    };
    mark(&mut person, &said.ways)?;
    let (number, safety) = &said.new_phone;
    if !number.trim().is_empty() {
        let number = normal::phone::canonical(&short("new_phone", number)?).ok_or_else(|| {
            Refusal::field(
                "new_phone",
                "Enter a telephone number, for example 07700 900123.",
            )
        })?;
        let number = format!("+{number}");
        person.phones.retain(|phone| phone.number != number);
        let (safety, source) = (*safety, source.clone());
        person.phones.push(Phone {
            number,
            safety,
            source,
        });
    }
    let (address, safety) = &said.new_email;
    if !address.trim().is_empty() {
        let address = normal::email::canonical(&short("new_email", address)?).ok_or_else(|| {
            Refusal::field(
                "new_email",
                "Enter an e-mail address, for example name@example.org.",
            )
        })?;
        person.emails.retain(|email| email.address != address);
        let (safety, source) = (*safety, source);
        person.emails.push(Email {
            address,
            safety,
            source,
        });
    }
    let before = std::mem::replace(&mut person.safe_contact, card(ask, read, said)?);
    if before.checked_at.is_some() || before.do_not_contact {
        person.earlier_contact.push(before);
        let over = person.earlier_contact.len().saturating_sub(MOST_EARLIER);
        person.earlier_contact.drain(..over);
    }
    Ok(person)
}

/// Marks every way on the record by what was said of it now.
fn mark(person: &mut Person, said: &[(Way, usize, ContactSafety)]) -> Told<()> {
    for (way, index, _) in said {
        if person.way(*way, *index).is_none() {
            let message = format!(
                "The record has no such {}. Open the card again.",
                way.thing()
            );
            return Err(Refusal::field("ways", message));
        }
    }
    let now = |way: Way, index: usize, before: ContactSafety| {
        let given = said.iter().find(|(w, i, _)| (*w, *i) == (way, index));
        contact::asked_anew(before, given.map(|(_, _, safety)| *safety))
    };
    for (index, phone) in person.phones.iter_mut().enumerate() {
        phone.safety = now(Way::Phone, index, phone.safety);
    }
    for (index, address) in person.addresses.iter_mut().enumerate() {
        address.letters = now(Way::Letter, index, address.letters);
    }
    for (index, email) in person.emails.iter_mut().enumerate() {
        email.safety = now(Way::Email, index, email.safety);
    }
    Ok(())
}

fn card(ask: &Ask, read: &Person, said: &ContactSaid) -> Told<SafeContact> {
    let code_word = short("code_word", &said.code_word)?;
    Ok(SafeContact {
        do_not_contact: said.do_not_contact,
        safe_times: short("safe_times", &said.safe_times)?,
        if_someone_else_answers: short("if_someone_else_answers", &said.if_someone_else_answers)?,
        unsafe_people: short("unsafe_people", &said.unsafe_people)?,
        never: long("never", &said.never)?,
        code_word: if code_word.is_empty() {
            read.safe_contact.code_word.clone()
        } else {
            code_word
        },
        may_leave_message: said.may_leave_message,
        may_say_who: said.may_say_who,
        whose: said.whose,
        checked_at: said.asked.map(|day| asked_at(day, ask.now)),
        recorded_by: Some(ask.doer()),
    })
}

/// The moment kept for a day: now for today, else the end of that day in London.
fn asked_at(day: Date, now: Timestamp) -> Timestamp {
    let end = london().to_timestamp(day.at(23, 59, 0, 0));
    end.map_or(now, |at| at.min(now))
}
