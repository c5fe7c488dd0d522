//! Supervision by probation: who manages somebody, the summary for a report, and telling those who are harmed how it goes (R208–R210).

use hawthorn_domain::matac::Supervision;
use hawthorn_domain::matac::call_outs::call_outs;
use hawthorn_domain::matac::score::HarmIncident;
use hawthorn_domain::matac::supervision::{
    HarmRisk, Managed, Mappa, ProgressTold, ReportStage, SummaryGiven, SupervisionEnd,
    SupervisionRefusal, ToldWho, may_change, may_end, may_tell,
};
use hawthorn_domain::people::Person;
use hawthorn_domain::people::contact::Standing;
use hawthorn_domain::people::disclosure::{DisclosureGround, SharedBy};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{PersonId, SupervisionId};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Stored;

use super::found;
use crate::people::disclosures::{NewDisclosure, share};
use crate::people::reach::standings;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::long;

/// Somebody whom the record names as harmed by the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concerned {
    /// Which person.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// Whether a way to reach them is known to be safe now (R32).
    pub safe: bool,
}

/// The page of a person's supervision.
#[derive(Debug, Clone)]
pub struct SupervisionPage {
    /// The person.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// The supervision that goes on, if one does.
    pub open: Option<Supervision>,
    /// Those that have ended, the newest first.
    pub ended: Vec<Supervision>,
    /// The bodies of the area: code and name.
    pub bodies: Vec<(String, String)>,
    /// Those who are harmed, as far as the reader may know.
    pub concerned: Vec<Concerned>,
    /// Whether the reader may record.
    pub may_supervise: bool,
}

/// Opens the page.
///
/// # Errors
/// When the person is not there for this reader, or they do not sit at MATAC.
pub async fn open_supervision(app: &App, ask: &mut Ask, id: PersonId) -> Told<SupervisionPage> {
    // Allow
    let read = found::person(app, ask, id, Verb::ViewMatac).await?;
    // Load
    let all = all_of(app, ask, id).await?;
    let concerned = concerned(app, ask, id).await?;
    // Decide
    let (open, ended): (Vec<_>, Vec<_>) = all
        .into_iter()
        .map(|one| one.value)
        .partition(Supervision::is_open);
    let thing = Thing::record(&read.area, &read.restriction);
    let may_supervise = ask.may(app, Verb::Supervise, &thing);
    let bodies = ask.settings(app)?.supervision.bodies.iter();
    let bodies = bodies.map(|body| (body.code.clone(), body.name.clone()));
    let bodies = bodies.collect();
    // Keep
    let words = "Looked at the supervision by probation";
    ask.looked(app, Verb::ViewMatac, "person", &id.to_string(), words)
        .await?;
    // Tell
    Ok(SupervisionPage {
        person: id,
        name: read.shown_name(),
        open: open.into_iter().next(),
        ended,
        bodies,
        concerned: concerned
            .into_iter()
            .map(|(person, standing)| Concerned {
                person: person.id,
                name: person.shown_name(),
                safe: matches!(standing, Standing::Safe { .. }),
            })
            .collect(),
        may_supervise,
    })
}

/// Every supervision of the person, on any record that people have confirmed to be theirs.
async fn all_of(app: &App, ask: &Ask, id: PersonId) -> Told<Vec<Stored<Supervision>>> {
    let group = app.store.same_person(id).await?;
    let scope = ask.scope(app)?;
    Ok(app.store.supervisions_of(&scope, &group).await?)
}

/// The supervision that goes on.
async fn running(app: &App, ask: &Ask, id: PersonId) -> Told<Stored<Supervision>> {
    let all = all_of(app, ask, id).await?;
    let open = all.into_iter().find(|one| one.is_open());
    open.ok_or_else(|| refused(SupervisionRefusal::Ended))
}

/// Those whom the record names as harmed by the person, and how it stands with reaching each.
async fn concerned(app: &App, ask: &Ask, id: PersonId) -> Told<Vec<(Stored<Person>, Standing)>> {
    let scope = ask.scope(app)?;
    let mut victims: Vec<PersonId> = harm(app, ask, id)
        .await?
        .iter()
        .filter_map(|one| one.victim)
        .collect();
    victims.sort_unstable();
    victims.dedup();
    let wide = found::wide(&scope);
    let ids: Vec<String> = victims.iter().map(ToString::to_string).collect();
    let people = app.store.get_many::<Person>(&wide, &ids).await?;
    let mut reach = standings(app, ask, &wide, &people.iter().collect::<Vec<_>>()).await?;
    let with_standing = people.into_iter().map(|person| {
        let standing = reach.remove(&person.id).unwrap_or_default();
        (person, standing)
    });
    Ok(with_standing.collect())
}

async fn harm(app: &App, ask: &Ask, id: PersonId) -> Told<Vec<HarmIncident>> {
    found::harm(app, &ask.scope(app)?, id).await
}

/// Who manages the person, and how grave the risk is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manage {
    /// The body's short code.
    pub body: String,
    /// The risk of serious harm.
    pub harm: HarmRisk,
    /// Whether under MAPPA.
    pub mappa: Mappa,
}

/// Begins a supervision, or records a change of who manages the person (R210).
///
/// # Errors
/// When the person is not there for this reader, the area has no such body, or nothing is new.
pub async fn record_managing_body(
    app: &App,
    ask: &mut Ask,
    id: PersonId,
    manage: Manage,
) -> Told<SupervisionId> {
    // Allow
    let person = found::person(app, ask, id, Verb::Supervise).await?;
    // Load
    let all = all_of(app, ask, id).await?;
    let open = all.into_iter().find(|one| one.is_open());
    // Decide
    let known = ask.settings(app)?.supervision.body(&manage.body).is_some();
    let next = Managed {
        body: manage.body,
        harm: manage.harm,
        mappa: manage.mappa,
        by: ask.doer(),
        at: ask.now,
    };
    let Some(read) = open else {
        may_change(true, known, true).map_err(refused)?;
        return begin(app, ask, &person, next).await;
    };
    let is_new = read
        .now_managed()
        .is_none_or(|now| (&now.body, now.harm, now.mappa) != (&next.body, next.harm, next.mappa));
    may_change(read.is_open(), known, is_new).map_err(refused)?;
    let mut changed = read.value.clone();
    changed.managed.push(next);
    // Keep
    let words = "Recorded a change of who manages the person";
    keep(app, ask, &read, &changed, words).await?;
    // Tell
    Ok(read.id)
}

async fn begin(
    app: &App,
    ask: &mut Ask,
    person: &Stored<Person>,
    first: Managed,
) -> Told<SupervisionId> {
    let supervision = Supervision {
        id: SupervisionId::new(ask.now, ask.dice.as_mut()),
        area: ask.area().clone(),
        person: person.id,
        managed: vec![first],
        summaries: Vec::new(),
        told: Vec::new(),
        ended: None,
        restriction: person.restriction.clone(),
    };
    let words = "Recorded who manages the person";
    let entry = ask.entry(Deed::Created, Verb::Supervise, words);
    let mut tx = app.store.begin().await?;
    tx.create(&supervision, entry).await?;
    tx.finish().await?;
    Ok(supervision.id)
}

/// Gives a summary of what the record shows, for a report; kept as it was given, and in the ledger
/// of sharing (R209).
///
/// # Errors
/// When the person is not there for this reader, or is not supervised now.
pub async fn give_summary(
    app: &App,
    ask: &mut Ask,
    id: PersonId,
    stage: Option<ReportStage>,
) -> Told<()> {
    // Allow
    let person = found::person(app, ask, id, Verb::Supervise).await?;
    // Load
    let read = running(app, ask, id).await?;
    // Decide
    let stage = stage.ok_or_else(|| Refusal::field("stage", "Say what the summary is for."))?;
    let summary = call_outs(&harm(app, ask, id).await?, ask.now);
    let mut changed = read.value.clone();
    changed.summaries.push(SummaryGiven {
        stage,
        summary,
        by: ask.doer(),
        at: ask.now,
    });
    // Keep
    let new = NewDisclosure {
        people: vec![id],
        agency: ask.actor.agency.clone(),
        what: "A summary of domestic abuse reported to the police".to_owned(),
        why: format!(
            "For {}.",
            hawthorn_domain::platform::words::inside(stage.label())
        ),
        ground: DisclosureGround::LegalDuty,
        shared_by: SharedBy::CallOuts(read.id),
        restriction: person.restriction.clone(),
    };
    let mut tx = app.store.begin().await?;
    let words = "Gave a summary for a report";
    tx.update(
        &read,
        &changed,
        ask.entry(Deed::Changed, Verb::Supervise, words),
    )
    .await?;
    share(ask, &mut tx, Verb::Supervise, new).await?;
    tx.finish().await?;
    // Tell
    Ok(())
}

/// Records that a victim or a new partner was told how it goes, where that is safe (R208, R32).
///
/// # Errors
/// When the person is not there for this reader or not supervised, the other is not named as harmed,
/// no way to reach them is safe, or nothing is written.
pub async fn tell_progress(
    app: &App,
    ask: &mut Ask,
    id: PersonId,
    whom: Option<PersonId>,
    who: ToldWho,
    words: &str,
) -> Told<()> {
    // Allow
    found::person(app, ask, id, Verb::Supervise).await?;
    // Load
    let read = running(app, ask, id).await?;
    let concerned = concerned(app, ask, id).await?;
    // Decide
    let words = long("words", words)?;
    let found = concerned.iter().find(|(person, _)| Some(person.id) == whom);
    let standing = found.map_or(Standing::NotKnown, |(_, standing)| standing.clone());
    may_tell(read.is_open(), found.is_some(), &standing, &words).map_err(refused)?;
    let person = whom.ok_or_else(|| refused(SupervisionRefusal::NotConcerned))?;
    let mut changed = read.value.clone();
    changed.told.push(ProgressTold {
        person,
        who,
        words,
        by: ask.doer(),
        at: ask.now,
    });
    // Keep
    keep(
        app,
        ask,
        &read,
        &changed,
        "Recorded that somebody harmed was told how it goes",
    )
    .await
}

/// Ends the supervision.
///
/// # Errors
/// When the person is not there for this reader, is not supervised, or no reason is given.
pub async fn end_supervision(app: &App, ask: &mut Ask, id: PersonId, why: &str) -> Told<()> {
    // Allow
    found::person(app, ask, id, Verb::Supervise).await?;
    // Load
    let read = running(app, ask, id).await?;
    // Decide
    let why = long("why", why)?;
    may_end(read.is_open(), &why).map_err(refused)?;
    let mut changed = read.value.clone();
    changed.ended = Some(SupervisionEnd {
        why,
        by: ask.doer(),
        at: ask.now,
    });
    // Keep
    keep(app, ask, &read, &changed, "Ended the supervision").await
}

async fn keep(
    app: &App,
    ask: &Ask,
    read: &Stored<Supervision>,
    changed: &Supervision,
    words: &str,
) -> Told<()> {
    let mut tx = app.store.begin().await?;
    let entry = ask.entry(Deed::Changed, Verb::Supervise, words);
    tx.update(read, changed, entry).await?;
    Ok(tx.finish().await?)
}

/// A refusal, at the field that can be mended where there is one.
fn refused(error: SupervisionRefusal) -> Refusal {
    let words = error.to_string();
    match error {
        SupervisionRefusal::UnknownBody => Refusal::field("body", words),
        SupervisionRefusal::NotConcerned | SupervisionRefusal::NotSafe => {
            Refusal::field("whom", words)
        }
        SupervisionRefusal::NoWords => Refusal::field("words", words),
        SupervisionRefusal::NoReason => Refusal::field("why", words),
        SupervisionRefusal::Ended | SupervisionRefusal::NothingNew => Refusal::rule(words),
    }
}
