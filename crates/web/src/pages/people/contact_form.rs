//! The form in which somebody writes down how to reach a person safely, in whose words and when it was asked (R25).

use hawthorn_app::people::record_safe_contact::ContactSaid;
use hawthorn_app::people::safe_contact::{ContactPage, WayLine};
use hawthorn_components::{
    Button, Checkboxes, Choice, DateInput, ErrorMessage, Page, Radios, TextInput, Textarea,
};
use hawthorn_domain::people::contact::{ContactSafety, Told, Way, Whose};
use jiff::civil::Date;
use maud::{Markup, html};

use crate::forms::{Problems, Typed};
use crate::pages::incidents::{refused, seen, writing};

/// The form filled with the card as it stands, asked today.
pub(super) fn filled(view: &ContactPage, today: Date) -> Typed {
    let card = &view.card;
    // A way that was safe is asked about anew; it is never confirmed by leaving it alone.
    let closed = view
        .ways
        .iter()
        .filter(|line| line.safety != ContactSafety::Safe);
    let mut pairs: Vec<(String, String)> = closed
        .map(|line| (name(line.way, line.index), line.safety.code().to_owned()))
        .collect();
    let texts = [
        ("safe_times", &card.safe_times),
        ("never", &card.never),
        ("if_someone_else_answers", &card.if_someone_else_answers),
        ("unsafe_people", &card.unsafe_people),
    ];
    pairs.extend(texts.map(|(name, text)| (name.to_owned(), text.clone())));
    let day = [
        ("asked-day", i32::from(today.day())),
        ("asked-month", i32::from(today.month())),
        ("asked-year", i32::from(today.year())),
    ];
    pairs.extend(day.map(|(name, part)| (name.to_owned(), part.to_string())));
    let told = [
        ("may_leave_message", card.may_leave_message),
        ("may_say_who", card.may_say_who),
    ];
    pairs.extend(told.map(|(name, told)| (name.to_owned(), told.code().to_owned())));
    if card.do_not_contact {
        pairs.push(("do_not_contact".to_owned(), "yes".to_owned()));
    }
    Typed::from_pairs(pairs)
}

fn name(way: Way, index: usize) -> String {
    format!("way-{}-{index}", way.code())
}

/// What was typed. What cannot be read is left out, and the rule then says what is missing.
pub(super) fn said(typed: &Typed) -> ContactSaid {
    let safety = |name: &str| ContactSafety::from_code(typed.one(name)).unwrap_or_default();
    let told = |name: &str| Told::from_code(typed.one(name)).unwrap_or_default();
    let text = |name: &str| typed.one(name).to_owned();
    let way = |(name, value): (String, String)| {
        let (way, index) = name.rsplit_once('-')?;
        let (way, index) = (Way::from_code(way)?, index.parse().ok()?);
        Some((way, index, ContactSafety::from_code(&value)?))
    };
    ContactSaid {
        version: seen(typed),
        do_not_contact: typed.one("do_not_contact") == "yes",
        ways: typed.starting("way-").into_iter().filter_map(way).collect(),
        new_phone: (text("new_phone"), safety("new_phone_safety")),
        new_email: (text("new_email"), safety("new_email_safety")),
        safe_times: text("safe_times"),
        if_someone_else_answers: text("if_someone_else_answers"),
        unsafe_people: text("unsafe_people"),
        never: text("never"),
        code_word: text("code_word"),
        may_leave_message: told("may_leave_message"),
        may_say_who: told("may_say_who"),
        whose: Whose::from_code(typed.one("whose")),
        asked: typed.date("asked").ok(),
    }
}

/// The page of the form.
pub(super) fn render(page: Page, view: &ContactPage, problems: &Problems, typed: &Typed) -> Page {
    let long = |name: &str, label: &str, hint: &str| -> Textarea {
        Textarea {
            rows: Some(2),
            ..writing(name, label, hint, typed.one(name), problems.at(name))
        }
    };
    Page {
        body: html! {
            @if let Some(message) = refused(problems) { (message) }
            p.govuk-body { "Ask the person, or the worker who supports them. What is left as not known stays closed to everyone." }
            form method="post" action={ "/people/" (view.id) "/contact" } novalidate {
                input type="hidden" name="version" value=(view.version);
                (Checkboxes { values: typed.all("do_not_contact").to_vec(), error: problems.at("do_not_contact"), ..Checkboxes::single("do_not_contact", Choice::new("yes", "This person asked not to be contacted at all")) })
                h2.govuk-heading-m id="ways" tabindex="-1" { "Is each way safe?" }
                @if let Some(message) = problems.at("ways") { (message) }
                @for line in &view.ways { (one_way(line, typed)) }
                (another("new_phone", "Another phone number", problems.at("new_phone"), typed))
                (another("new_email", "Another e-mail address", problems.at("new_email"), typed))
                h2.govuk-heading-m { "How and when" }
                (long("safe_times", "When is it safe?", "For example: weekdays 10am to 2pm, when the children are at school."))
                (long("never", "What must never be done?", "For example: never come to the door, never leave a message."))
                (told("may_leave_message", "May a message be left?", typed))
                (told("may_say_who", "May the caller say where the call comes from?", typed))
                (long("if_someone_else_answers", "What to say if somebody else answers", ""))
                (long("unsafe_people", "Who must not learn of any contact?", ""))
                (TextInput { hint: Some("Leave empty to keep the one that is agreed.".into()), error: problems.at("code_word"), value: typed.one("code_word").to_owned(), autocomplete: "off".to_owned(), classes: "govuk-input--width-10".to_owned(), ..TextInput::new("code_word", "Code word, if one is agreed") })
                h2.govuk-heading-m { "Who said so, and when" }
                (Radios { value: typed.one("whose").to_owned(), error: problems.at("whose"), ..Radios::new("whose", "Whose words are these?", Whose::ALL.iter().map(|whose| Choice::new(whose.code(), whose.label())).collect()) })
                (day(problems.at("asked"), typed))
                (Button::new("Keep this card"))
            }
        },
        ..page
    }
}

fn one_way(line: &WayLine, typed: &Typed) -> Markup {
    let name = name(line.way, line.index);
    let legend = format!("{} {}", line.way.label(), line.shown);
    let before = (line.safety == ContactSafety::Safe)
        .then(|| "It was said to be safe before. It stays safe only when it is said again.".into());
    html! { (Radios { hint: before, ..safety(&name, &legend, typed) }) }
}

fn safety(name: &str, legend: &str, typed: &Typed) -> Radios {
    let items = ContactSafety::ALL.iter();
    Radios {
        value: typed.one(name).to_owned(),
        classes: "govuk-radios--small govuk-radios--inline".to_owned(),
        ..Radios::new(
            name,
            legend,
            items
                .map(|safety| Choice::new(safety.code(), safety.label()))
                .collect(),
        )
    }
}

fn told(name: &str, legend: &str, typed: &Typed) -> Radios {
    Radios {
        value: typed.one(name).to_owned(),
        classes: "govuk-radios--small govuk-radios--inline".to_owned(),
        ..Radios::new(
            name,
            legend,
            Told::ALL
                .iter()
                .map(|told| Choice::new(told.code(), told.label()))
                .collect(),
        )
    }
}

/// A number or address that is not on the record yet, with its safety.
fn another(name: &str, label: &str, error: Option<ErrorMessage>, typed: &Typed) -> Markup {
    html! {
        (TextInput { error, value: typed.one(name).to_owned(), autocomplete: "off".to_owned(), classes: "govuk-input--width-20".to_owned(), ..TextInput::new(name, label) })
        (safety(&format!("{name}_safety"), &format!("{label}: is it safe?"), typed))
    }
}

fn day(error: Option<ErrorMessage>, typed: &Typed) -> DateInput {
    let values =
        ["day", "month", "year"].map(|part| typed.one(&format!("asked-{part}")).to_owned());
    DateInput {
        error,
        ..DateInput::new("asked", "When was this asked?")
    }
    .with_values(values)
}
