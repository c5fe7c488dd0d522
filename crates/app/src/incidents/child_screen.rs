//! The child protection screen that comes before the desk's decision where the area screens that way (R114, C23).

use hawthorn_domain::incidents::Incident;
use hawthorn_domain::incidents::child_screen::{
    ChildScreen, ChildScreenRefusal, JointOutcome, JointlyScreened, PreScreen, PreScreened,
    ScreenStep, may_pre_screen, may_screen_jointly, next_step,
};
use hawthorn_domain::platform::actor::{AgencyCode, Scope};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{ChildScreenId, IncidentId, ReferralId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use hawthorn_domain::referrals::Referral;
use hawthorn_store::{Document, Stored};

use super::claim::load;
use crate::mash::refer::referral_from_incident;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::{long, short};

/// Where the screen of an incident stands.
#[derive(Debug, Clone)]
pub struct ScreenPage {
    /// The incident.
    pub incident: Stored<Incident>,
    /// What was found so far.
    pub screen: Option<ChildScreen>,
    /// What comes next.
    pub step: ScreenStep,
    /// The agencies that may take part: code and name.
    pub agencies: Vec<(String, String)>,
    /// Whether the reader may screen.
    pub may_screen: bool,
}

/// What is kept of the screen, and what comes next by the settings of the day on which
/// the incident arrived.
pub(crate) async fn standing(
    app: &App,
    scope: &Scope,
    incident: &Incident,
) -> Told<(Option<Stored<ChildScreen>>, ScreenStep)> {
    let settings = app.settings(&incident.area, incident.received_at)?;
    let found: Vec<Stored<ChildScreen>> = app.store.of_incidents(scope, &[incident.id]).await?;
    let screen = found.into_iter().next();
    let step = next_step(
        settings.screening.workflow,
        incident.children().next().is_some(),
        incident.pregnant == Some(true),
        screen.as_ref().map(|screen| &screen.value),
    );
    Ok((screen, step))
}

/// Opens the screen of an incident.
///
/// # Errors
/// When the incident is not there for the reader, or the role may not screen.
pub async fn open_child_screen(app: &App, ask: &mut Ask, id: IncidentId) -> Told<ScreenPage> {
    let incident = load(app, ask, id).await?;
    let scope = ask.scope(app)?;
    let thing = Thing::record(&incident.area, &incident.restriction);
    ask.allow(app, Verb::ScreenChild, &thing).await?;
    let (screen, step) = standing(app, &scope, &incident).await?;
    let agencies = ask
        .settings(app)?
        .agencies
        .iter()
        .map(|agency| (agency.code.to_string(), agency.name.clone()))
        .collect();
    let words = "Looked at the child protection screen";
    ask.looked(
        app,
        Verb::ScreenChild,
        Incident::TABLE,
        &id.to_string(),
        words,
    )
    .await?;
    Ok(ScreenPage {
        may_screen: step != ScreenStep::Desk,
        screen: screen.map(|screen| screen.value),
        incident,
        step,
        agencies,
    })
}

fn refused(refusal: ChildScreenRefusal) -> Refusal {
    let text = refusal.to_string();
    match refusal {
        ChildScreenRefusal::NoReason => Refusal::field("reason", text),
        ChildScreenRefusal::NotJoint => Refusal::field("agencies", text),
        ChildScreenRefusal::NoGrade => Refusal::field("grade", text),
        ChildScreenRefusal::NotDue => Refusal::Rule(text),
    }
}

/// A referral into the MASH from a screen, unless there is one already.
async fn referral(
    app: &App,
    ask: &mut Ask,
    scope: &Scope,
    incident: &Incident,
    wanted: bool,
    reason: &str,
) -> Told<Option<Referral>> {
    if !wanted || app.store.referral_of(scope, incident.id).await?.is_some() {
        return Ok(None);
    }
    let lead = ask.actor.agency.clone();
    let new = referral_from_incident(app, ask, lead, incident, reason)?;
    Ok(Some(new))
}

/// Keeps the hub's screen. Immediate child protection and a child in need go into the
/// MASH at once; below both, several agencies screen together.
///
/// # Errors
/// When the incident is not there for the reader, the role may not, it is not due, or
/// no reason is given (field `reason`).
pub async fn pre_screen(
    app: &App,
    ask: &mut Ask,
    id: IncidentId,
    found: PreScreen,
    reason: &str,
) -> Told<Option<ReferralId>> {
    // Load
    let incident = load(app, ask, id).await?;
    let scope = ask.scope(app)?;
    let (_, step) = standing(app, &scope, &incident).await?;
    // Allow
    let thing = Thing::record(&incident.area, &incident.restriction);
    ask.allow(app, Verb::ScreenChild, &thing).await?;
    // Decide
    let reason = long("reason", reason)?;
    may_pre_screen(step, &reason).map_err(refused)?;
    let wanted = found != PreScreen::Below;
    let new = referral(app, ask, &scope, &incident, wanted, &reason).await?;
    let screen = ChildScreen {
        id: ChildScreenId::new(ask.now, ask.dice.as_mut()),
        area: incident.area.clone(),
        incident: id,
        pre: PreScreened {
            found,
            reason,
            by: ask.doer(),
            at: ask.now,
        },
        joint: None,
        restriction: Restriction::default(),
    };
    // Keep
    let mut tx = app.store.begin().await?;
    let line = format!(
        "Screened for child protection: {}",
        words::inside(found.label())
    );
    let entry = ask.entry(Deed::Created, Verb::ScreenChild, line);
    tx.create(&screen, entry).await?;
    if let Some(referral) = &new {
        let line = "Referred into the MASH from the child protection screen";
        let entry = ask.entry(Deed::Created, Verb::ScreenChild, line);
        tx.create(referral, entry).await?;
    }
    tx.finish().await?;
    // Tell
    Ok(new.map(|referral| referral.id))
}

/// The joint screening as it is typed.
#[derive(Debug, Clone)]
pub struct Joint {
    /// Field `agencies`: codes of those that took part.
    pub agencies: Vec<AgencyCode>,
    /// Field `grade`.
    pub grade: String,
    /// What was found.
    pub outcome: JointOutcome,
    /// Field `reason`.
    pub reason: String,
}

/// Keeps what several agencies found together.
///
/// # Errors
/// When the incident is not there for the reader, the role may not, it is not due, or
/// agencies, grade or reason are missing.
pub async fn screen_jointly(
    app: &App,
    ask: &mut Ask,
    id: IncidentId,
    joint: Joint,
) -> Told<Option<ReferralId>> {
    // Load
    let incident = load(app, ask, id).await?;
    let scope = ask.scope(app)?;
    let (screen, step) = standing(app, &scope, &incident).await?;
    // Allow
    let thing = Thing::record(&incident.area, &incident.restriction);
    ask.allow(app, Verb::ScreenChild, &thing).await?;
    // Decide
    let settings = ask.settings(app)?;
    let mut agencies: Vec<String> = joint
        .agencies
        .iter()
        .filter_map(|code| settings.agency(code.as_str()))
        .map(|agency| agency.name.clone())
        .collect();
    agencies.dedup();
    let (grade, reason) = (
        short("grade", &joint.grade)?,
        long("reason", &joint.reason)?,
    );
    may_screen_jointly(step, agencies.len(), &grade, &reason).map_err(refused)?;
    let read = screen.ok_or(Refusal::NotFound)?;
    let wanted = joint.outcome == JointOutcome::Refer;
    let new = referral(app, ask, &scope, &incident, wanted, &reason).await?;
    let mut changed = read.value.clone();
    changed.joint = Some(JointlyScreened {
        agencies,
        grade,
        outcome: joint.outcome,
        reason,
        by: ask.doer(),
        at: ask.now,
    });
    // Keep
    let mut tx = app.store.begin().await?;
    let line = format!("Screened jointly: {}", words::inside(joint.outcome.label()));
    let entry = ask.entry(Deed::Changed, Verb::ScreenChild, line);
    tx.update(&read, &changed, entry).await?;
    if let Some(referral) = &new {
        let line = "Referred into the MASH from the joint screening";
        let entry = ask.entry(Deed::Created, Verb::ScreenChild, line);
        tx.create(referral, entry).await?;
    }
    tx.finish().await?;
    // Tell
    Ok(new.map(|referral| referral.id))
}
