//! The ledger of sharing: the seam by which every share is kept, and the ledger of one person, for the hub and for the person (R20–R32, R322, F75).

use hawthorn_domain::incidents::Incident;
use hawthorn_domain::marac::MaracReferral;
use hawthorn_domain::mash::notice::Notice;
use hawthorn_domain::mash::request::InformationRequest;
use hawthorn_domain::matac::Supervision;
use hawthorn_domain::people::disclosure::{DisclosureGround, SharedBy};
use hawthorn_domain::people::{Disclosure, Person};
use hawthorn_domain::platform::actor::{AgencyCode, Scope};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{DisclosureId, PersonId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::{Document, Stored, Tx};
use jiff::Timestamp;

use super::load::person;
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// The most lines of one person's ledger.
const MOST: u64 = 200;

/// A share, to be kept with what brings it about.
pub(crate) struct NewDisclosure {
    pub people: Vec<PersonId>,
    pub agency: AgencyCode,
    /// In words that name nobody.
    pub what: String,
    pub why: String,
    pub ground: DisclosureGround,
    pub shared_by: SharedBy,
    pub restriction: Restriction,
}

/// Keeps a share in the transaction of the act that shares, so that neither is there alone.
pub(crate) async fn share(ask: &mut Ask, tx: &mut Tx, verb: Verb, new: NewDisclosure) -> Told<()> {
    let line = Disclosure {
        id: DisclosureId::new(ask.now, ask.dice.as_mut()),
        area: ask.area().clone(),
        people: new.people,
        agency: new.agency,
        what: new.what,
        why: new.why,
        ground: new.ground,
        shared_by: new.shared_by,
        by: ask.doer(),
        at: ask.now,
        ended_at: None,
        restriction: new.restriction,
    };
    let words = format!(
        "Kept in the ledger of sharing: {}",
        line.what.to_lowercase()
    );
    Ok(tx
        .create(&line, ask.entry(Deed::Created, verb, words))
        .await?)
}

/// Ends every share that one record brought about.
pub(crate) async fn end(app: &App, ask: &Ask, tx: &mut Tx, verb: Verb, source: &str) -> Told<()> {
    let whole = Scope {
        restricted: true,
        hub: true,
        ..ask.scope(app)?
    };
    for line in app.store.disclosures_by(&whole, source).await? {
        let ended = Disclosure {
            ended_at: Some(ask.now),
            ..line.value.clone()
        };
        let words = "The agency’s access ended";
        tx.update(&line, &ended, ask.entry(Deed::Changed, verb, words))
            .await?;
    }
    Ok(())
}

/// Keeps that the papers of these cases were handed to the printer's agency, once for
/// each case and agency however often they are printed.
pub(crate) async fn papers(
    app: &App,
    ask: &mut Ask,
    items: impl Iterator<Item = &Stored<MaracReferral>>,
) -> Told<()> {
    let whole = Scope {
        restricted: true,
        hub: true,
        ..ask.scope(app)?
    };
    let agency = ask.actor.agency.clone();
    let mut tx = app.store.begin().await?;
    for item in items {
        let before = app
            .store
            .disclosures_by(&whole, &item.id.to_string())
            .await?;
        if before.iter().any(|line| line.agency == agency) {
            continue;
        }
        let mut people = vec![item.victim, item.perpetrator];
        people.extend(&item.children);
        let new = NewDisclosure {
            people,
            agency: agency.clone(),
            what: "The papers of the case at MARAC".to_owned(),
            why: "The agency sits at the meeting that hears the case.".to_owned(),
            ground: DisclosureGround::Safeguarding,
            shared_by: SharedBy::MaracPapers(item.id),
            restriction: item.restriction.clone(),
        };
        share(ask, &mut tx, Verb::PrintMeeting, new).await?;
    }
    Ok(tx.finish().await?)
}

/// One line of a person's ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerLine {
    /// When.
    pub at: Timestamp,
    /// The agency's name.
    pub agency: String,
    /// What it got.
    pub what: String,
    /// Why, in words that name nobody.
    pub purpose: &'static str,
    /// Why, in the sharer's words; left out of what is printed for the person.
    pub why: String,
    /// The ground.
    pub ground: DisclosureGround,
    /// Until when, in words.
    pub until: String,
    /// Who shared.
    pub by: String,
    /// The page of what brought it about.
    pub href: String,
}

/// A person's ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonLedger {
    /// The person.
    pub person: PersonId,
    /// The name shown.
    pub name: String,
    /// Lines, the newest first.
    pub lines: Vec<LedgerLine>,
}

/// Reads who was given what about a person, under every record that people have
/// confirmed to be theirs. A line whose own record is not there for this reader is left out.
///
/// # Errors
/// When the person is not there for the reader, or the role may not see the ledger.
pub async fn disclosures(app: &App, ask: &mut Ask, id: PersonId) -> Told<PersonLedger> {
    // Load
    let scope = ask.scope(app)?;
    // Allow
    let (person, _) = person(app, ask, &scope, id, Verb::ViewDisclosures).await?;
    // Decide
    let all = app.store.same_person(id).await?;
    let mut lines = Vec::new();
    for line in app.store.disclosures_about(&scope, &all, MOST).await? {
        if is_there(app, &scope, line.shared_by).await? {
            lines.push(shown(app, ask, &line)?);
        }
    }
    // Keep
    let words = "Looked at who was given what about the person";
    ask.looked(
        app,
        Verb::ViewDisclosures,
        Person::TABLE,
        &id.to_string(),
        words,
    )
    .await?;
    // Tell
    Ok(PersonLedger {
        person: id,
        name: person.shown_name(),
        lines,
    })
}

async fn is_there(app: &App, scope: &Scope, by: SharedBy) -> Told<bool> {
    let record = by.record();
    Ok(match by {
        SharedBy::Request(_) => app
            .store
            .get::<InformationRequest>(scope, &record)
            .await?
            .is_some(),
        SharedBy::MaracPapers(_) => app
            .store
            .get::<MaracReferral>(scope, &record)
            .await?
            .is_some(),
        SharedBy::CallOuts(_) => app
            .store
            .get::<Supervision>(scope, &record)
            .await?
            .is_some(),
        SharedBy::Notice(_) => match app.store.get::<Notice>(scope, &record).await? {
            None => false,
            Some(notice) => app
                .store
                .get::<Incident>(scope, &notice.incident.to_string())
                .await?
                .is_some(),
        },
    })
}

fn shown(app: &App, ask: &Ask, line: &Stored<Disclosure>) -> Told<LedgerLine> {
    let settings = ask.settings(app)?;
    let href = match line.shared_by {
        SharedBy::Request(id) => format!("/requests/{id}"),
        SharedBy::Notice(id) => format!("/notices/{id}"),
        SharedBy::MaracPapers(id) => format!("/marac/{id}"),
        SharedBy::CallOuts(_) => line.people.first().map_or_else(String::new, |person| {
            format!("/matac/person/{person}/supervision")
        }),
    };
    Ok(LedgerLine {
        at: line.at,
        agency: settings
            .agency(line.agency.as_str())
            .map_or_else(|| line.agency.to_string(), |agency| agency.name.clone()),
        what: line.what.clone(),
        purpose: line.shared_by.purpose(),
        why: line.why.clone(),
        ground: line.ground,
        until: line.until(),
        by: line.by.name.clone(),
        href,
    })
}
