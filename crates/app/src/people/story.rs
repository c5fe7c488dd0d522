//! A person's whole story: what was reported and when, who belongs to them, where they lived, and whether harm goes on from one victim to the next (R44, R67–R70, R259, F47).

use std::collections::BTreeSet;

use hawthorn_domain::incidents::{Incident, PartyRole};
use hawthorn_domain::matac::score::is_serial;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::{IncidentId, PersonId};
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::risk::RiskLevel;
use hawthorn_store::Stored;
use jiff::Timestamp;

use super::links::{Link, links};
use super::load::person;
use super::open_person::{AddressView, MaracLine, addresses, marac, people_by_id, reports_of};
use crate::incidents::worklist::RESTRICTED;
use crate::matac::found::caused_by;
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;
use crate::risk::orders::{between, line, strip_words};

/// What part the person had in a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// As the person who is harmed.
    Harmed,
    /// As the person causing harm.
    CausingHarm,
    /// Named in it.
    Named,
}

impl Part {
    /// Every value.
    pub const ALL: &'static [Part] = &[Part::Harmed, Part::CausingHarm, Part::Named];
    /// The words shown to people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Part::Harmed => "Harmed",
            Part::CausingHarm => "Causing harm",
            Part::Named => "Named in it",
        }
    }
}

/// One report of a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The incident.
    pub id: IncidentId,
    /// Its reference.
    pub reference: String,
    /// When it was reported.
    pub reported_at: Timestamp,
    /// Its level in force.
    pub level: RiskLevel,
    /// The part that the person had in it.
    pub part: Part,
    /// The other of the two main people, as far as the reader may know them.
    pub with: Option<(Option<PersonId>, String)>,
    /// What was decided.
    pub outcome: &'static str,
}

/// Whether harm is reported against more than one victim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pattern {
    /// How many people were reported to be harmed.
    pub victims: usize,
    /// In how many reports.
    pub reports: usize,
    /// Whether it is serial by the area's months.
    pub serial: bool,
    /// Those months.
    pub months: u8,
}

/// A person's story.
#[derive(Debug, Clone)]
pub struct Story {
    /// The person.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Whether the record is held closely.
    pub restricted: bool,
    /// Under how many records the person is known.
    pub records: usize,
    /// Reports, newest first.
    pub reports: Vec<Report>,
    /// MARAC referrals as the victim, oldest first.
    pub marac: Vec<MaracLine>,
    /// Orders that matter today, in words (F53).
    pub orders: Vec<String>,
    /// Every address of every record, in the order in which they were noted.
    pub addresses: Vec<AddressView>,
    /// Everybody who belongs to them.
    pub links: Vec<Link>,
    /// Harm reported against others, where any is.
    pub pattern: Option<Pattern>,
    /// Whether the reader may see orders.
    pub may_view_orders: bool,
    /// Whether the reader may see who was given what.
    pub may_view_shared: bool,
    /// Whether the reader may see who looked.
    pub may_view_history: bool,
    /// The moment of the reading.
    pub now: Timestamp,
}

/// Opens a person's story, and keeps that it was opened.
///
/// # Errors
/// When the person is not there for this reader.
pub async fn open_story(app: &App, ask: &mut Ask, id: PersonId) -> Told<Story> {
    // Load
    let scope = ask.scope(app)?;
    // Allow
    let (read, thing) = person(app, ask, &scope, id, Verb::ViewPerson).await?;
    // Decide
    let group = app.store.same_person(id).await?;
    let incidents = reports_of(app, ask, &scope, &group).await?;
    let own = people_by_id(app, &scope, group.iter().copied()).await?;
    let mut homes: Vec<AddressView> = own.values().flat_map(|one| addresses(&one.value)).collect();
    homes.sort_by_key(|home| (home.from, home.source.at));
    let may_view_orders = ask.may(app, Verb::ViewOrders, &thing);
    let story = Story {
        id,
        name: read.shown_name(),
        restricted: read.restriction.is_restricted(),
        records: own.len().max(1),
        reports: told(app, &scope, &group, &incidents).await?,
        marac: marac(app, ask, &scope, &group).await?,
        orders: if may_view_orders {
            strip_words(app, &scope, &group, ask.today()).await?
        } else {
            Vec::new()
        },
        addresses: homes,
        links: links(app, &scope, &group, &incidents).await?,
        pattern: pattern(app, ask, &group, &incidents).await?,
        may_view_orders,
        may_view_shared: ask.may(app, Verb::ViewDisclosures, &thing),
        may_view_history: ask.may(app, Verb::ViewHistory, &thing),
        now: ask.now,
    };
    // Keep
    ask.looked(
        app,
        Verb::ViewPerson,
        "person",
        &id.to_string(),
        "Opened the person’s story",
    )
    .await?;
    // Tell
    Ok(story)
}

/// One of two people whose story together is told.
#[derive(Debug, Clone)]
pub struct OneOfTwo {
    /// The person.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Harm reported against anybody, where any is.
    pub pattern: Option<Pattern>,
}

/// What lies between two people.
#[derive(Debug, Clone)]
pub struct PairStory {
    /// The one whose part the reports tell.
    pub one: OneOfTwo,
    /// The other.
    pub two: OneOfTwo,
    /// Reports with both, newest first.
    pub reports: Vec<Report>,
    /// Whom both know, as the one knows them: their children first.
    pub both_know: Vec<Link>,
    /// Orders between the two that matter today, in words (F53).
    pub orders: Vec<String>,
    /// The moment of the reading.
    pub now: Timestamp,
}

/// Opens what lies between two people, and keeps for both that it was opened.
///
/// # Errors
/// When either is not there for this reader.
pub async fn open_pair_story(
    app: &App,
    ask: &mut Ask,
    id: PersonId,
    other: PersonId,
) -> Told<PairStory> {
    let mut one = open_story(app, ask, id).await?;
    let two = open_story(app, ask, other).await?;
    let of_two: BTreeSet<IncidentId> = two.reports.iter().map(|report| report.id).collect();
    one.reports.retain(|report| of_two.contains(&report.id));
    let theirs: BTreeSet<PersonId> = two.links.iter().filter_map(|link| link.id).collect();
    one.links
        .retain(|link| link.id.is_some_and(|id| theirs.contains(&id)));
    let orders = if one.may_view_orders && two.may_view_orders {
        let scope = ask.scope(app)?;
        let all = between(app, &scope, id, other).await?;
        let today = ask.today();
        let matter = all.iter().filter(|order| order.matters(today));
        matter.map(|order| line(order, today)).collect()
    } else {
        Vec::new()
    };
    let of = |story: &Story| OneOfTwo {
        id: story.id,
        name: story.name.clone(),
        pattern: story.pattern,
    };
    Ok(PairStory {
        two: of(&two),
        one: of(&one),
        reports: one.reports,
        both_know: one.links,
        orders,
        now: ask.now,
    })
}

async fn told(
    app: &App,
    scope: &Scope,
    group: &[PersonId],
    incidents: &[Stored<Incident>],
) -> Told<Vec<Report>> {
    let mut mains: Vec<PersonId> = Vec::new();
    for incident in incidents {
        let both = [incident.victim(), incident.person_causing_harm()];
        mains.extend(both.into_iter().flatten().map(|party| party.person));
    }
    let people = people_by_id(app, scope, mains).await?;
    let report = |incident: &Stored<Incident>| {
        let of = |role| {
            let party = incident.party(role);
            party.is_some_and(|party| group.contains(&party.person))
        };
        let (part, other) = if of(PartyRole::Victim) {
            (Part::Harmed, incident.person_causing_harm())
        } else if of(PartyRole::PersonCausingHarm) {
            (Part::CausingHarm, incident.victim())
        } else {
            (Part::Named, None)
        };
        Report {
            id: incident.id,
            reference: incident.reference.clone(),
            reported_at: incident.reported_at,
            level: incident.level(),
            part,
            with: other.map(|party| match people.get(&party.person) {
                Some(person) => (Some(person.id), person.shown_name()),
                None => (None, RESTRICTED.to_owned()),
            }),
            outcome: incident
                .screening
                .decision
                .as_ref()
                .map_or("Not decided", |decision| decision.outcome.label()),
        }
    };
    Ok(incidents.iter().map(report).collect())
}

/// Harm that the person was reported to cause; none where nothing was reported.
async fn pattern(
    app: &App,
    ask: &Ask,
    group: &[PersonId],
    incidents: &[Stored<Incident>],
) -> Told<Option<Pattern>> {
    let harms = caused_by(app, group, incidents).await?;
    let months = ask.settings(app)?.matac.serial_months;
    let victims: BTreeSet<PersonId> = harms.iter().filter_map(|one| one.victim).collect();
    Ok((!harms.is_empty()).then(|| Pattern {
        victims: victims.len(),
        reports: harms.len(),
        serial: is_serial(&harms, months, ask.today()),
        months,
    }))
}
