//! The safe-contact card of a person: what was said, how it stands now, and one way in full after the check (R25, R26, R32).

use hawthorn_domain::people::contact::{self, Cleared, ContactSafety, Standing, Way};
use hawthorn_domain::people::{Person, SafeContact, Source};
use hawthorn_domain::platform::audit::{Deed, Entry};
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use hawthorn_store::Document;
use jiff::Timestamp;

use super::reach::{Whole, whole};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// One way to reach the person, before the check: never in full.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayLine {
    /// What it is.
    pub way: Way,
    /// Its place among those of its kind, by which it is marked and opened.
    pub index: usize,
    /// A number or e-mail address with most of it hidden; an address as a general view shows it.
    pub shown: String,
    /// What is known of its safety.
    pub safety: ContactSafety,
    /// Why it must not be used now; none when it may be opened.
    pub why_not: Option<String>,
    /// Where it came from.
    pub source: Source,
}

/// The safe-contact card of a person.
#[derive(Debug, Clone)]
pub struct ContactPage {
    /// The person.
    pub id: PersonId,
    /// The name to show.
    pub name: String,
    /// The version to send back with a save.
    pub version: i64,
    /// Every way on the record.
    pub ways: Vec<WayLine>,
    /// What was said last. The code word is left out: it is shown with a cleared number only.
    pub card: SafeContact,
    /// Whether a code word is agreed.
    pub has_code_word: bool,
    /// What was said before, newest first, without code words.
    pub earlier: Vec<SafeContact>,
    /// How it stands now.
    pub standing: Standing,
    /// Days for which an answer holds in this area.
    pub lapse_days: u16,
    /// Whether the reader may write it down anew.
    pub may_record: bool,
}

/// A way that may be used now, with what must be kept to while using it.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The proof that the check was made.
    pub cleared: Cleared,
    /// The card, code word included.
    pub card: SafeContact,
}

/// Opens a person's safe-contact card and keeps that it was opened (R339).
///
/// # Errors
/// When the record is not there for this reader, or they may not open people's records.
pub async fn open_contact(app: &App, ask: &mut Ask, id: PersonId) -> Told<ContactPage> {
    // Load
    let (whole, thing) = load(app, ask, id).await?;
    // Allow
    ask.allow(app, Verb::ViewPerson, &thing).await?;
    // Decide
    let lapse_days = ask.settings(app)?.safe_contact.lapse_days;
    let record = &whole.record;
    let quiet = |card: &SafeContact| SafeContact {
        code_word: String::new(),
        ..card.clone()
    };
    let page = ContactPage {
        id,
        name: record.shown_name(),
        version: record.version,
        ways: ways(record, &whole.others(), ask.now, lapse_days),
        card: quiet(&record.safe_contact),
        has_code_word: !record.safe_contact.code_word.is_empty(),
        earlier: record.earlier_contact.iter().rev().map(quiet).collect(),
        standing: contact::standing(record, &whole.others(), ask.now, lapse_days),
        lapse_days,
        may_record: ask.may(app, Verb::EditPerson, &thing),
    };
    // Keep
    let words = "Looked at how to reach the person safely";
    ask.looked(app, Verb::ViewPerson, Person::TABLE, &id.to_string(), words)
        .await?;
    // Tell
    Ok(page)
}

/// Shows one number or address in full, after the safe-contact check: a hard stop
/// (R32). The look, or the refusal, is kept.
///
/// # Errors
/// When the way is not known to be safe now, the person asked not to be contacted,
/// or the record or the way is not there for this reader.
pub async fn reach(app: &App, ask: &mut Ask, id: PersonId, way: Way, index: usize) -> Told<Opened> {
    // Load
    let (whole, thing) = load(app, ask, id).await?;
    // Allow
    ask.allow(app, Verb::ViewPerson, &thing).await?;
    // Decide
    let lapse_days = ask.settings(app)?.safe_contact.lapse_days;
    let record = &whole.record;
    if record.way(way, index).is_none() {
        return Err(Refusal::NotFound);
    }
    let cleared = contact::may_reach(record, &whole.others(), (way, index), ask.now, lapse_days);
    // Keep
    let (deed, words) = match &cleared {
        Ok(_) => (
            Deed::Looked,
            format!("Saw a way to reach the person in full: {}", inside(way)),
        ),
        Err(_) => (
            Deed::Refused,
            format!(
                "Asked for a way to reach the person that is not cleared: {}",
                inside(way)
            ),
        ),
    };
    app.store
        .note(Entry {
            kind: Person::TABLE.to_owned(),
            record: id.to_string(),
            ..ask.entry(deed, Verb::ViewPerson, words)
        })
        .await?;
    // Tell
    Ok(Opened {
        cleared: cleared.map_err(Refusal::rule)?,
        card: record.safe_contact.clone(),
    })
}

fn inside(way: Way) -> String {
    words::inside(way.label())
}

pub(super) async fn load(app: &App, ask: &Ask, id: PersonId) -> Told<(Whole, Thing)> {
    let scope = ask.scope(app)?;
    let read = app.store.get::<Person>(&scope, &id.to_string()).await?;
    let read = read.ok_or(Refusal::NotFound)?;
    let thing = Thing::record(&read.area, &read.restriction);
    Ok((whole(app, &scope, read).await?, thing))
}

/// Every way on the record, none of them in full, each with what the check says of it now.
fn ways(person: &Person, linked: &[&Person], now: Timestamp, lapse_days: u16) -> Vec<WayLine> {
    let line = |way: Way, index: usize, to: &str, safety| WayLine {
        way,
        index,
        shown: shown(person, way, index, to),
        safety,
        why_not: contact::may_reach(person, linked, (way, index), now, lapse_days)
            .err()
            .map(|why| why.to_string()),
        source: source(person, way, index),
    };
    let of = |way: &Way| {
        let all: Vec<_> = person.ways(*way).enumerate().collect();
        all.into_iter()
            .map(|(index, (to, safety))| line(*way, index, &to, safety))
            .collect::<Vec<_>>()
    };
    Way::ALL.iter().flat_map(of).collect()
}

/// A number or e-mail address with most of it hidden; an address as a general view shows it (R30).
fn shown(person: &Person, way: Way, index: usize, to: &str) -> String {
    match (way, person.addresses.get(index)) {
        (Way::Phone, _) => masked(to),
        (Way::Email, _) => masked_email(to),
        (Way::Letter, Some(address)) if !address.confidential => to.to_owned(),
        (Way::Letter, _) => "Confidential address".to_owned(),
    }
}

fn source(person: &Person, way: Way, index: usize) -> Source {
    let found = match way {
        Way::Phone => person.phones.get(index).map(|phone| &phone.source),
        Way::Letter => person.addresses.get(index).map(|address| &address.source),
        Way::Email => person.emails.get(index).map(|email| &email.source),
    };
    found.cloned().unwrap_or_else(|| Source {
        what: String::new(),
        at: person.created_at,
    })
}

/// A telephone number with all but its last two digits hidden.
fn masked(number: &str) -> String {
    let digits: Vec<char> = number.chars().filter(char::is_ascii_digit).collect();
    let last: String = digits.iter().skip(digits.len().saturating_sub(2)).collect();
    format!("•••••••••{last}")
}

/// The first letter and the host: `k•••••@example.org`.
fn masked_email(address: &str) -> String {
    let (name, host) = address.split_once('@').unwrap_or((address, ""));
    let first: String = name.chars().take(1).collect();
    format!("{first}•••••@{host}")
}
