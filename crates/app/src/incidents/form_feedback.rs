//! Writes to an attending officer's supervisor about a risk form, and keeps the answer (R72).

use hawthorn_domain::incidents::Incident;
use hawthorn_domain::incidents::form_feedback::{
    FeedbackReply, FormFault, FormFeedback, FormFeedbackRefusal, Replied, may_give, may_reply,
};
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{FormFeedbackId, IncidentId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::incidents::desk::FeedbackOf;
use hawthorn_store::{Document, Stored};

use super::claim::load;
use super::worklist::listed;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::long;

/// The most rows of one list.
const MOST: u64 = 200;

fn refused(refusal: FormFeedbackRefusal) -> Refusal {
    let text = refusal.to_string();
    match refusal {
        FormFeedbackRefusal::NoFault => Refusal::field("faults", text),
        FormFeedbackRefusal::NoWords | FormFeedbackRefusal::NoReason => {
            Refusal::field("words", text)
        }
        _ => Refusal::Rule(text),
    }
}

/// Writes to the supervisor of the officer who attended an incident.
///
/// # Errors
/// When the incident is not there for the reader, the role may not, no officer is
/// named, an earlier word waits, or nothing is said of what was wanting.
pub async fn give_form_feedback(
    app: &App,
    ask: &mut Ask,
    incident: IncidentId,
    faults: Vec<FormFault>,
    words: &str,
) -> Told<FormFeedbackId> {
    // Load
    let read = load(app, ask, incident).await?;
    let scope = ask.scope(app)?;
    let of = FeedbackOf::Incident(incident);
    let earlier = app.store.form_feedback(&scope, of, MOST).await?;
    // Allow
    let thing = Thing::record(&read.area, &read.restriction);
    ask.allow(app, Verb::GiveFormFeedback, &thing).await?;
    // Decide
    let words = long("words", words)?;
    let waits = earlier.iter().any(|earlier| earlier.reply.is_none());
    may_give(&read.officer, waits, &faults, &words).map_err(refused)?;
    let feedback = FormFeedback {
        id: FormFeedbackId::new(ask.now, ask.dice.as_mut()),
        area: read.area.clone(),
        incident,
        reference: read.reference.clone(),
        officer: read.officer.clone(),
        agency: ask.actor.agency.clone(),
        faults,
        words,
        by: ask.doer(),
        at: ask.now,
        reply: None,
        restriction: Restriction::default(),
    };
    // Keep
    let mut tx = app.store.begin().await?;
    let line = "Wrote to the attending officer’s supervisor about the risk form";
    let entry = ask.entry(Deed::Created, Verb::GiveFormFeedback, line);
    tx.create(&feedback, entry).await?;
    tx.finish().await?;
    // Tell
    Ok(feedback.id)
}

/// What was written about the form of one incident, for the desk.
#[derive(Debug, Clone)]
pub struct FeedbackPage {
    /// The incident.
    pub incident: Stored<Incident>,
    /// What was written, what waits first.
    pub written: Vec<FormFeedback>,
    /// Whether the reader may write now.
    pub may_give: bool,
}

/// Opens the page of one incident's form.
///
/// # Errors
/// When the incident is not there for the reader, or the role may not see it.
pub async fn open_form_feedback(
    app: &App,
    ask: &mut Ask,
    incident: IncidentId,
) -> Told<FeedbackPage> {
    let read = load(app, ask, incident).await?;
    let scope = ask.scope(app)?;
    let thing = Thing::record(&read.area, &read.restriction);
    ask.allow(app, Verb::ViewFormFeedback, &thing).await?;
    let of = FeedbackOf::Incident(incident);
    let written = app.store.form_feedback(&scope, of, MOST).await?;
    let waits = written.iter().any(|earlier| earlier.reply.is_none());
    let may = !waits && !read.officer.trim().is_empty();
    let words = "Looked at what was written about the risk form";
    let id = incident.to_string();
    ask.looked(app, Verb::ViewFormFeedback, Incident::TABLE, &id, words)
        .await?;
    Ok(FeedbackPage {
        may_give: may && ask.may(app, Verb::GiveFormFeedback, &thing),
        incident: read,
        written: written.into_iter().map(|read| read.value).collect(),
    })
}

/// What was written to the reader's own force, what waits first.
///
/// # Errors
/// When the role may not see it.
pub async fn list_form_feedback(app: &App, ask: &mut Ask) -> Told<Vec<FormFeedback>> {
    let scope = ask.scope(app)?;
    let agency: AgencyCode = ask.actor.agency.clone();
    let thing = Thing::of_area(ask.area()).addressed_to(&agency);
    ask.allow(app, Verb::ViewFormFeedback, &thing).await?;
    let of = FeedbackOf::Agency(&agency);
    let found = app.store.form_feedback(&scope, of, MOST).await?;
    let words = "Looked through what was written about risk forms";
    listed(app, ask, Verb::ViewFormFeedback, words).await?;
    Ok(found.into_iter().map(|read| read.value).collect())
}

/// Answers what was written.
///
/// # Errors
/// When it is not there for the reader, the role may not, it was answered before, or
/// the supervisor does not agree and says no why (field `words`).
pub async fn answer_form_feedback(
    app: &App,
    ask: &mut Ask,
    id: FormFeedbackId,
    reply: FeedbackReply,
    words: &str,
) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let of = FeedbackOf::Agency(&ask.actor.agency);
    let found = app.store.form_feedback(&scope, of, MOST).await?;
    let read = found
        .into_iter()
        .find(|read| read.id == id)
        .ok_or(Refusal::NotFound)?;
    // Allow
    let thing = Thing::of_area(&read.area).addressed_to(&read.agency);
    ask.allow(app, Verb::AnswerFormFeedback, &thing).await?;
    // Decide
    let words = long("words", words)?;
    may_reply(&read, reply, &words).map_err(refused)?;
    let mut changed = read.value.clone();
    changed.reply = Some(Replied {
        reply,
        words,
        by: ask.doer(),
        at: ask.now,
    });
    // Keep
    let mut tx = app.store.begin().await?;
    let line = "The officer’s supervisor answered";
    let entry = ask.entry(Deed::Changed, Verb::AnswerFormFeedback, line);
    tx.update(&read, &changed, entry).await?;
    tx.finish().await?;
    // Tell
    Ok(())
}
