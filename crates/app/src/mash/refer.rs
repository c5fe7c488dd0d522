//! Refers an incident into the MASH; the agency that refers leads until triage says otherwise (R111, R329).

use hawthorn_domain::incidents::Incident;
use hawthorn_domain::mash::Rag;
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::deadline::{Clock, PromiseCode};
use hawthorn_domain::platform::ids::{IncidentId, ReferralId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::referrals::{Referral, Subject};
use hawthorn_domain::risk::RiskLevel;

use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text;

/// What a referral is made of.
pub struct Referring {
    /// The area.
    pub area: AreaCode,
    /// The agency that loads it and leads until triage says otherwise (R329).
    pub lead_agency: AgencyCode,
    /// The incident it comes from, when it comes from one.
    pub incident: Option<IncidentId>,
    /// Why, in the referrer's words.
    pub reason: String,
    /// The risk level at the time.
    pub level: RiskLevel,
    /// The people it is about.
    pub subjects: Vec<Subject>,
    /// How closely it is held.
    pub restriction: Restriction,
}

/// A referral as it begins: every clock counts from now, the moment of receipt on the system (R337).
/// Until it is rated nobody can say that it is not the most pressing, so it has the time of red
/// (R115). Nothing is saved here.
///
/// # Errors
/// When the area is not served here, or the time cannot be worked out.
pub fn referral_of(app: &App, ask: &mut Ask, from: Referring) -> Told<Referral> {
    let promise = app
        .settings(&from.area, ask.now)?
        .promise_rated(PromiseCode::Rag, Rag::Red);
    let clock = Clock::start(promise, ask.now, app.holidays()).map_err(Refusal::rule)?;
    Ok(Referral {
        id: ReferralId::new(ask.now, ask.dice.as_mut()),
        area: from.area,
        incident: from.incident,
        lead_agency: from.lead_agency,
        referred_by: ask.doer(),
        reason: from.reason,
        level: from.level,
        subjects: from.subjects,
        received_at: ask.now,
        ratings: Vec::new(),
        clock: Some(clock),
        triage: None,
        outcome: None,
        meeting_clock: None,
        meeting: None,
        sent_back: Vec::new(),
        follow_ups: Vec::new(),
        acknowledged: None,
        contacts: Vec::new(),
        feedback: None,
        restriction: from.restriction,
    })
}

/// A referral made of an incident: everybody in it is a subject, the level in force and the
/// restriction travel with it. Nothing is saved here.
///
/// # Errors
/// When the area is not served here, or the time cannot be worked out.
pub fn referral_from_incident(
    app: &App,
    ask: &mut Ask,
    lead_agency: AgencyCode,
    incident: &Incident,
    reason: &str,
) -> Told<Referral> {
    let subjects = incident.parties.iter().map(|party| Subject {
        person: party.person,
        role: party.role,
    });
    let from = Referring {
        area: incident.area.clone(),
        lead_agency,
        incident: Some(incident.id),
        reason: reason.to_owned(),
        level: incident.level(),
        subjects: subjects.collect(),
        restriction: incident.restriction.clone(),
    };
    referral_of(app, ask, from)
}

/// Refers an incident into the MASH, with the reason in the referrer's words.
///
/// # Errors
/// When the incident is not there for the reader, the role may not refer, no
/// reason is given (field `reason`) or the incident has been referred already.
pub async fn make_referral(
    app: &App,
    ask: &mut Ask,
    incident: IncidentId,
    reason: &str,
) -> Told<Referral> {
    // Load
    let scope = ask.scope(app)?;
    let read = app
        .store
        .get::<Incident>(&scope, &incident.to_string())
        .await?
        .ok_or(Refusal::NotFound)?;
    // Allow
    ask.allow(
        app,
        Verb::MakeReferral,
        &Thing::record(&read.area, &read.restriction),
    )
    .await?;
    // Decide
    let reason = text::needed(
        "reason",
        reason,
        "Say why the MASH should look at this. The people who decide read it first.",
    )?;
    if let Some(earlier) = app.store.referral_of(&scope, incident).await? {
        return Err(Refusal::Conflict(format!(
            "This incident has been referred already, as {}. Open that referral to add to it.",
            earlier.id.short()
        )));
    }
    let lead = ask.actor.agency.clone();
    let referral = referral_from_incident(app, ask, lead, &read, &reason)?;
    // Keep
    let mut tx = app.store.begin().await?;
    tx.create(
        &referral,
        ask.entry(
            Deed::Created,
            Verb::MakeReferral,
            format!(
                "Referred into the MASH at level {}",
                referral.level.label().to_lowercase()
            ),
        ),
    )
    .await?;
    tx.finish().await?;
    // Tell
    Ok(referral)
}
