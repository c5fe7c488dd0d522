//! The one search box: people by what is typed, and an incident by its exact reference, each with why it came up.

use std::collections::BTreeMap;

use hawthorn_domain::incidents::Incident;
use hawthorn_domain::people::{Born, Person};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{IncidentId, PersonId};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_linkage::{Band, Candidate, Record, Verdict};
use hawthorn_store::governance::keeper_notices::NoticeKind;
use hawthorn_store::{Document, Stored};
use jiff::Timestamp;

use super::matching;
use super::open_person::people_by_id;
use crate::governance::keepers::{About, notice, tell};
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;
use crate::platform::text::{needed, short};

/// The most people on a page of results.
const MOST_SHOWN: usize = 25;
/// More candidates are asked for than are shown, since those outside the scope fall away.
const MOST_ASKED: usize = 200;
/// So many are asked for at first: enough for a page, though some fall away. More are asked for only where
/// that does not fill a page, which a few hidden people do not bring about.
const MOST_READ: usize = 40;
/// Of how many hidden people one search tells their keepers.
const MOST_TOLD: usize = 5;

/// A person who came up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundPerson {
    /// Their record.
    pub id: PersonId,
    /// The name to show.
    pub name: String,
    /// The date of birth to rely on.
    pub born: Born,
    /// Every name of the record, so that an alias that matched can be marked.
    pub names: Vec<String>,
    /// The latest address that may stand in a general view; empty for none (R30).
    pub home: String,
    /// How well it fits: very likely, likely, possible; or that the reference is exact.
    pub fit: String,
    /// Why it came up, in plain words.
    pub why: Vec<String>,
    /// Warnings: name and date of birth alone, twins, shared home.
    pub cautions: Vec<String>,
    /// Whether the record is held closely.
    pub restricted: bool,
}

/// An incident that has the reference searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundIncident {
    /// The incident.
    pub id: IncidentId,
    /// Its reference.
    pub reference: String,
    /// When it was reported.
    pub reported_at: Timestamp,
}

/// What a search found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchResults {
    /// People, best first.
    pub people: Vec<FoundPerson>,
    /// The incident with exactly this reference.
    pub incident: Option<FoundIncident>,
    /// Whether more people came up than are shown.
    pub more: bool,
}

/// Searches. Records outside the reader's scope leave no trace in the answer, and
/// the log keeps that a search was made, not what was typed.
///
/// # Errors
/// When nothing was typed, the text is too long, or the reader may not search.
pub async fn search(app: &App, ask: &mut Ask, text: &str) -> Told<SearchResults> {
    // Load
    let scope = ask.scope(app)?;
    let text = needed(
        "q",
        &short("q", text)?,
        "Type a name, a date of birth, an address, a postcode, a phone number or a reference.",
    )?;
    // Allow
    ask.allow(app, Verb::SearchPeople, &Thing::of_area(ask.area()))
        .await?;
    // Decide
    let asked = super::asked::asked(&text, ask.today());
    let exact = text.to_uppercase().parse::<PersonId>().ok();
    let (candidates, known) = known(app, ask, &scope, &asked, exact).await?;
    let looked_for: Vec<PersonId> = exact.into_iter().chain(strong(&candidates)).collect();
    let candidates = hide_homes(app, ask, &asked, candidates, &known);
    let mut people: Vec<FoundPerson> = exact
        .and_then(|id| known.get(&id))
        .map(|person| {
            found(
                person,
                "exact",
                vec!["this is its reference".to_owned()],
                Vec::new(),
            )
        })
        .into_iter()
        .collect();
    people.extend(
        candidates
            .iter()
            .filter_map(|candidate| came_up(candidate, &known))
            .filter(|person| Some(person.id) != exact),
    );
    let more = people.len() > MOST_SHOWN;
    people.truncate(MOST_SHOWN);
    let incident = incident(app, ask, &scope, &text).await?;
    // Keep
    let looked_for = unknown(&looked_for, &known);
    keep(app, ask, &scope, &looked_for, &text).await?;
    // Tell
    Ok(SearchResults {
        people,
        incident,
        more,
    })
}

type Known = BTreeMap<PersonId, Stored<Person>>;

/// Who comes up, and those of them whom the reader may know. Where an address was typed many are asked
/// for at once, since a home that is kept secret changes their order.
async fn known(
    app: &App,
    ask: &Ask,
    scope: &Scope,
    asked: &Record,
    exact: Option<PersonId>,
) -> Told<(Vec<Candidate>, Known)> {
    let first = if asked.addresses.is_empty() {
        MOST_READ
    } else {
        MOST_ASKED
    };
    let (candidates, known) = read(app, ask, scope, (asked, exact), first).await?;
    if candidates.len() < first || known.len() > MOST_SHOWN {
        return Ok((candidates, known));
    }
    read(app, ask, scope, (asked, exact), MOST_ASKED).await
}

/// So many who come up, and those of them whom the reader may know.
async fn read(
    app: &App,
    ask: &Ask,
    scope: &Scope,
    (asked, exact): (&Record, Option<PersonId>),
    most: usize,
) -> Told<(Vec<Candidate>, Known)> {
    let index = app.index(ask.area());
    let candidates = index.map_or_else(Vec::new, |index| index.find(asked, most));
    let ids = candidates.iter().map(|candidate| candidate.id.parse().ok());
    let ids: Vec<PersonId> = ids.flatten().chain(exact).collect();
    let known = people_by_id(app, scope, ids).await?;
    Ok((candidates, known))
}

/// The people whom a search is likely to mean.
fn strong(candidates: &[Candidate]) -> Vec<PersonId> {
    let likely =
        |candidate: &&Candidate| matches!(candidate.band, Some(Band::VeryLikely | Band::Likely));
    let found = candidates.iter().filter(likely);
    found
        .filter_map(|candidate| candidate.id.parse().ok())
        .collect()
}

/// Those whom the reader may not know, as many as a notice is worth.
fn unknown(looked_for: &[PersonId], known: &Known) -> Vec<PersonId> {
    let hidden = looked_for.iter().filter(|id| !known.contains_key(id));
    hidden.copied().take(MOST_TOLD).collect()
}

/// The line of the log and, for a record held closely that the search would have
/// found, a quiet word to its keepers. Both in one transaction, which is there
/// whether or not somebody was looked for, so that the time taken tells little.
async fn keep(
    app: &App,
    ask: &mut Ask,
    scope: &Scope,
    looked_for: &[PersonId],
    text: &str,
) -> Told<()> {
    let mut about = Vec::new();
    for id in looked_for {
        let read = app.store.get_unscoped::<Person>(&id.to_string()).await?;
        let hidden = |person: &Stored<Person>| {
            person.restriction.is_restricted() && person.area == scope.area
        };
        about.extend(read.filter(hidden).map(|person| About::person(&person)));
    }
    let by_reference = match text.to_uppercase().parse::<IncidentId>() {
        Ok(id) => app.store.get_unscoped::<Incident>(&id.to_string()).await?,
        Err(_) => app.store.incident_by_reference(ask.area(), text).await?,
    };
    let hidden =
        |incident: &Stored<Incident>| incident.area == scope.area && !incident.value.seen_by(scope);
    about.extend(
        by_reference
            .filter(hidden)
            .map(|incident| About::incident(&incident)),
    );
    let words = "A search by somebody who may not open the record would have found it";
    let mut notices = Vec::new();
    for about in &about {
        notices.push(notice(ask, NoticeKind::Searched, about, words));
    }
    let mut tx = app.store.begin().await?;
    let line = ask.entry(Deed::Listed, Verb::SearchPeople, "Searched for people");
    tx.note(line).await?;
    for notice in &notices {
        tell(&mut tx, ask, Verb::SearchPeople, notice).await?;
    }
    Ok(tx.finish().await?)
}

/// The candidates with those whose home is confidential weighed again as if no
/// address had been typed. A search by the address of a refuge must not list who
/// lives there, nor tell it by a better fit or a higher place (R30).
fn hide_homes(
    app: &App,
    ask: &Ask,
    asked: &Record,
    candidates: Vec<Candidate>,
    known: &Known,
) -> Vec<Candidate> {
    if asked.addresses.is_empty() {
        return candidates;
    }
    let without = Record {
        addresses: Vec::new(),
        ..asked.clone()
    };
    let hides = |candidate: &Candidate| {
        let person = candidate.id.parse().ok().and_then(|id| known.get(&id));
        person.is_some_and(|person| person.addresses.iter().any(|home| home.confidential))
    };
    let index = app.index(ask.area());
    let mut shown: Vec<Candidate> = candidates
        .into_iter()
        .filter_map(|candidate| match &index {
            Some(index) if hides(&candidate) => index.find_held(&without, &candidate.id),
            _ => Some(candidate),
        })
        .collect();
    shown.sort_by(|a, b| b.bits.total_cmp(&a.bits).then_with(|| a.id.cmp(&b.id)));
    shown
}

/// The row of a candidate, when the reader may know the person and something that
/// may be shown brought them up.
fn came_up(candidate: &Candidate, known: &Known) -> Option<FoundPerson> {
    let person = known.get(&candidate.id.parse().ok()?)?;
    let why: Vec<String> = candidate
        .reasons
        .iter()
        .filter(|reason| matches!(reason.verdict, Verdict::Same | Verdict::Close))
        .map(|reason| format!("{}: {}", reason.field.words(), reason.words))
        .collect();
    if why.is_empty() {
        return None;
    }
    Some(found(
        person,
        candidate.band.map_or("possible", |band| band.words()),
        why,
        matching::cautions(candidate),
    ))
}

fn found(person: &Person, fit: &str, why: Vec<String>, cautions: Vec<String>) -> FoundPerson {
    FoundPerson {
        id: person.id,
        name: person.shown_name(),
        born: person.born(),
        names: person.names.iter().map(|name| name.shown()).collect(),
        home: person
            .open_addresses()
            .last()
            .map_or_else(String::new, |home| {
                format!("{} {}", home.line, home.postcode).trim().to_owned()
            }),
        fit: fit.to_owned(),
        why,
        cautions,
        restricted: person.restriction.is_restricted(),
    }
}

async fn incident(app: &App, ask: &Ask, scope: &Scope, text: &str) -> Told<Option<FoundIncident>> {
    let found: Option<Stored<Incident>> = match text.to_uppercase().parse::<IncidentId>() {
        Ok(id) => app.store.get(scope, &id.to_string()).await?,
        Err(_) => app.store.incident_by_reference(ask.area(), text).await?,
    };
    // The store finds a reference whatever the scope, to know a report again; a reader sees their own scope only.
    let shown = found.filter(|incident| {
        incident.value.seen_by(scope)
            && ask.may(
                app,
                Verb::ViewIncident,
                &Thing::record(&incident.area, &incident.restriction),
            )
    });
    Ok(shown.map(|incident| FoundIncident {
        id: incident.id,
        reference: incident.reference.clone(),
        reported_at: incident.reported_at,
    }))
}
