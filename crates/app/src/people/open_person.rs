//! Opens a person's record: facts with their sources, ties, incidents, and no number or address in full (R25–R32).

use std::collections::BTreeMap;

use hawthorn_domain::incidents::{Incident, PartyRole};
use hawthorn_domain::marac::referral::MaracState;
use hawthorn_domain::people::contact::Standing;
use hawthorn_domain::people::person::{BornFact, Identifier, PersonName};
use hawthorn_domain::people::{Born, Person, SafeContact, Sex, Source};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::{IncidentId, MaracReferralId, PersonId, SuggestionId};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use hawthorn_domain::risk::RiskLevel;
use hawthorn_store::people::{Suggestion, SuggestionState};
use hawthorn_store::{Document, Stored};
use jiff::Timestamp;
use jiff::civil::Date;

use super::links::{Link, links};
use super::load::person;
use super::reach::standings;
use super::review_suggestion::open_about;
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;
use crate::risk::orders::strip_words;

/// The most incidents on a person's page.
const MOST_INCIDENTS: u64 = 200;

/// An address as a general view shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressView {
    /// The line, or “Confidential address” (R30).
    pub line: String,
    /// The postcode; empty when confidential.
    pub postcode: String,
    /// Whether it is kept from general view.
    pub confidential: bool,
    /// From when, if known.
    pub from: Option<Date>,
    /// Until when, if known.
    pub to: Option<Date>,
    /// Where it came from.
    pub source: Source,
}

/// A record that people have confirmed to be the same person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedRecord {
    /// The record.
    pub id: PersonId,
    /// Its name.
    pub name: String,
    /// Its date of birth.
    pub born: Born,
    /// The answer that joined it, for whoever may change it.
    pub joined_by: Option<SuggestionId>,
}

/// An incident in which the person has a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The incident.
    pub incident: IncidentId,
    /// Its reference.
    pub reference: String,
    /// When it was reported.
    pub reported_at: Timestamp,
    /// Its level in force.
    pub level: RiskLevel,
    /// The person's parts in it.
    pub roles: Vec<PartyRole>,
}

/// A tie to another person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// The other person; none when their record is not for this reader.
    pub other: Option<PersonId>,
    /// The other person's name, or “Restricted person”.
    pub name: String,
    /// What they are to this person.
    pub is: String,
}

/// A MARAC referral in which the person is the victim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MaracLine {
    /// The referral.
    pub id: MaracReferralId,
    /// When the pair was referred.
    pub referred_at: Timestamp,
    /// When it was heard.
    pub heard_at: Option<Timestamp>,
    /// Where it stands.
    pub state: MaracState,
}

/// A person's page.
#[derive(Debug, Clone)]
pub struct PersonPage {
    /// Their reference.
    pub id: PersonId,
    /// The version to send back with a save.
    pub version: i64,
    /// The name to show.
    pub name: String,
    /// Every name with its source.
    pub names: Vec<PersonName>,
    /// Every date of birth with its source.
    pub born: Vec<BornFact>,
    /// The age today in whole years, when known.
    pub age: Option<i16>,
    /// Sex as recorded.
    pub sex: Sex,
    /// The language they need.
    pub language: Option<String>,
    /// Whether the record is held closely.
    pub restricted: bool,
    /// Addresses, latest first.
    pub addresses: Vec<AddressView>,
    /// How to reach them safely.
    pub safe_contact: SafeContact,
    /// How it stands with reaching them now.
    pub standing: Standing,
    /// Other systems' numbers.
    pub identifiers: Vec<Identifier>,
    /// Ties to other people.
    pub ties: Vec<Tie>,
    /// Other records confirmed as theirs.
    pub linked: Vec<LinkedRecord>,
    /// Possible duplicates not yet answered.
    pub open_suggestions: Vec<SuggestionId>,
    /// Incidents in which they have a part, newest first.
    pub incidents: Vec<Part>,
    /// MARAC referrals in which they are the victim, oldest first.
    pub marac: Vec<MaracLine>,
    /// Protective orders that matter today, in words (F53).
    pub orders: Vec<String>,
    /// Whether the reader sits at MATAC, where a score of harm is looked at.
    pub may_view_matac: bool,
    /// Whether the reader may answer possible duplicates.
    pub may_review: bool,
    /// Whether the reader may write down how to reach them.
    pub may_edit: bool,
    /// Whether the reader may see who did what.
    pub may_view_history: bool,
    /// Whether the reader may see who was given what.
    pub may_view_shared: bool,
}

/// Opens a person's record and keeps that it was opened (R339).
///
/// # Errors
/// When it does not exist for this reader, or the reader may not open people's records.
pub async fn open_person(app: &App, ask: &mut Ask, id: PersonId) -> Told<PersonPage> {
    // Load
    let scope = ask.scope(app)?;
    // Allow
    let (read, thing) = person(app, ask, &scope, id, Verb::ViewPerson).await?;
    // Decide
    let group = app.store.same_person(id).await?;
    let people = people_by_id(app, &scope, group.iter().copied()).await?;
    let reports = reports_of(app, ask, &scope, &group).await?;
    let links = links(app, &scope, &group, &reports).await?;
    // Records that stand for one person show one history, whichever of them is opened.
    let others = people.values().filter(|other| other.id != id);
    let homes = others.flat_map(|other| addresses(other));
    let homes = addresses(&read).into_iter().chain(homes).collect();
    let joined = answers(app, ask, &scope, &thing, &group).await?;
    let mut standings = standings(app, ask, &scope, &[&read]).await?;
    let page = PersonPage {
        id,
        version: read.version,
        name: read.shown_name(),
        names: read.names.clone(),
        born: read.born.clone(),
        age: read.born().lowest_age_on(ask.today()),
        sex: read.sex,
        language: read.language.clone(),
        restricted: read.restriction.is_restricted(),
        addresses: homes,
        safe_contact: read.safe_contact.clone(),
        standing: standings.remove(&id).unwrap_or_default(),
        identifiers: read.identifiers.clone(),
        ties: links.into_iter().map(tie).collect(),
        linked: linked(id, &group, &people, &joined),
        open_suggestions: open_about(app, &scope, &group)
            .await?
            .iter()
            .map(|suggestion| suggestion.id)
            .collect(),
        incidents: parts(&reports, &group),
        marac: marac(app, ask, &scope, &group).await?,
        orders: if ask.may(app, Verb::ViewOrders, &thing) {
            strip_words(app, &scope, &group, ask.today()).await?
        } else {
            Vec::new()
        },
        may_view_matac: ask.may(app, Verb::ViewMatac, &thing),
        may_review: ask.may(app, Verb::ReviewSuggestion, &thing),
        may_edit: ask.may(app, Verb::EditPerson, &thing),
        may_view_history: ask.may(app, Verb::ViewHistory, &thing),
        may_view_shared: ask.may(app, Verb::ViewDisclosures, &thing),
    };
    // Keep
    ask.looked(
        app,
        Verb::ViewPerson,
        "person",
        &id.to_string(),
        "Opened the person’s record",
    )
    .await?;
    // Tell
    Ok(page)
}

/// The answers that join the records of a group, as far as the reader may change them.
async fn answers(
    app: &App,
    ask: &Ask,
    scope: &Scope,
    thing: &Thing,
    group: &[PersonId],
) -> Told<Vec<Stored<Suggestion>>> {
    if group.len() < 2 || !ask.may(app, Verb::ReviewSuggestion, thing) {
        return Ok(Vec::new());
    }
    let mut found = app.store.every_suggestion_about(scope, group).await?;
    found.retain(|one| one.state == SuggestionState::Same);
    Ok(found)
}

/// The other records of a group that the reader may know, each with the answer that
/// joined it: the one about this very record, or else the first about the other.
fn linked(
    id: PersonId,
    group: &[PersonId],
    people: &BTreeMap<PersonId, Stored<Person>>,
    answers: &[Stored<Suggestion>],
) -> Vec<LinkedRecord> {
    let about = |one: &Suggestion, person: PersonId| one.left == person || one.right == person;
    let joined_by = |person: PersonId| {
        let of_it = || answers.iter().filter(move |one| about(one, person));
        let direct = of_it().find(|one| about(one, id));
        direct.or_else(|| of_it().next()).map(|one| one.id)
    };
    group
        .iter()
        .filter(|other| **other != id)
        .filter_map(|other| people.get(other))
        .map(|person| LinkedRecord {
            id: person.id,
            name: person.shown_name(),
            born: person.born(),
            joined_by: joined_by(person.id),
        })
        .collect()
}

/// The people with these identifiers whom the reader may know, by identifier.
pub(crate) async fn people_by_id(
    app: &App,
    scope: &Scope,
    ids: impl IntoIterator<Item = PersonId>,
) -> Told<BTreeMap<PersonId, Stored<Person>>> {
    let mut wanted: Vec<String> = ids.into_iter().map(|id| id.to_string()).collect();
    wanted.sort_unstable();
    wanted.dedup();
    Ok(app
        .store
        .get_many::<Person>(scope, &wanted)
        .await?
        .into_iter()
        .map(|person| (person.id, person))
        .collect())
}

pub(super) fn addresses(person: &Person) -> Vec<AddressView> {
    person
        .addresses
        .iter()
        .map(|address| {
            let (line, postcode) = if address.confidential {
                ("Confidential address".to_owned(), String::new())
            } else {
                (address.line.clone(), address.postcode.clone())
            };
            AddressView {
                line,
                postcode,
                confidential: address.confidential,
                from: address.from,
                to: address.to,
                source: address.source.clone(),
            }
        })
        .collect()
}

fn tie(link: Link) -> Tie {
    let is = if link.words.is_empty() {
        let labels = link.ties.iter().map(|tie| words::inside(tie.label()));
        labels.collect::<Vec<_>>().join(", ")
    } else {
        link.words.join(", ")
    };
    Tie {
        other: link.id,
        name: link.name,
        is,
    }
}

/// The reports of these records that the reader may open, newest first.
pub(super) async fn reports_of(
    app: &App,
    ask: &Ask,
    scope: &Scope,
    group: &[PersonId],
) -> Told<Vec<Stored<Incident>>> {
    let mut found = app.store.incidents_of(scope, group, MOST_INCIDENTS).await?;
    found.retain(|incident| {
        let thing = Thing::record(&incident.area, &incident.restriction);
        ask.may(app, Verb::ViewIncident, &thing)
    });
    Ok(found)
}

fn parts(reports: &[Stored<Incident>], group: &[PersonId]) -> Vec<Part> {
    reports
        .iter()
        .map(|incident| Part {
            incident: incident.id,
            reference: incident.reference.clone(),
            reported_at: incident.reported_at,
            level: incident.level(),
            roles: incident
                .parties
                .iter()
                .filter(|party| group.contains(&party.person))
                .map(|party| party.role)
                .collect(),
        })
        .collect()
}

pub(super) async fn marac(
    app: &App,
    ask: &Ask,
    scope: &Scope,
    group: &[PersonId],
) -> Told<Vec<MaracLine>> {
    // The store hands these over whatever the scope, for the criteria; a page shows only what is for its reader.
    let found = app.store.marac_referrals_of_victim(scope, group).await?;
    Ok(found
        .iter()
        .filter(|referral| {
            referral.value.seen_by(scope)
                && ask.may(
                    app,
                    Verb::ViewMaracReferral,
                    &Thing::record(&referral.area, &referral.restriction),
                )
        })
        .map(|referral| MaracLine {
            id: referral.id,
            referred_at: referral.referred_at,
            heard_at: referral.heard_at,
            state: referral.state(),
        })
        .collect())
}
