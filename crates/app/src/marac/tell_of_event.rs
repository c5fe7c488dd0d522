//! Tells of something new between a pair that came to MARAC: any agency may, and it need not be a crime (F19, F21, C10).

use hawthorn_domain::incidents::{AbuseKind, Consent, Incident, Party, PartyRole};
use hawthorn_domain::marac::MaracReferral;
use hawthorn_domain::people::{Born, Person};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::{Deed, Entry};
use hawthorn_domain::platform::calendar::london;
use hawthorn_domain::platform::deadline::{Clock, PromiseCode};
use hawthorn_domain::platform::ids::{IncidentId, MaracReferralId, PersonId};
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::risk::RiskLevel;
use hawthorn_store::{Document, Stored};
use jiff::civil::Date;

use super::found::{self, opened};
use super::open_marac_referral::{is_member, thing};
use crate::incidents::make::unscreened;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::needed;

/// What was told.
#[derive(Debug, Clone)]
pub struct TellOfEvent {
    /// A MARAC referral of the pair.
    pub referral: MaracReferralId,
    /// The day on which it happened.
    pub happened: Date,
    /// What happened, in the teller's words.
    pub what: String,
    /// The kinds of abuse.
    pub kinds: Vec<AbuseKind>,
    /// How high the teller judges the risk of it.
    pub level: RiskLevel,
}

/// Keeps what was told as an incident of the pair, with the agency it was told
/// to. The police desk in the hub screens it as it screens every other (R58).
///
/// # Errors
/// When the referral is not there for this reader, nothing is written, no kind is
/// chosen, or the day is still to come.
pub async fn tell_of_event(app: &App, ask: &mut Ask, input: TellOfEvent) -> Told<IncidentId> {
    // Load
    let scope = ask.scope(app)?;
    let read = found::referral(app, &scope, input.referral).await?;
    // Allow
    let thing = thing(&read, ask, is_member(ask.settings(app)?, ask));
    ask.allow(app, Verb::TellOfEvent, &thing).await?;
    // Decide
    let what = needed(
        "what",
        &input.what,
        "Say what happened, in a sentence or more.",
    )?;
    if input.kinds.is_empty() {
        let words = "Choose at least one kind of abuse. What makes a repeat can depend on it.";
        return Err(Refusal::field("kinds", words));
    }
    if input.happened > ask.today() {
        return Err(Refusal::field(
            "happened",
            "Enter a day that is today or earlier.",
        ));
    }
    let incident = made(app, ask, &scope, &read, &input, what).await?;
    // Keep
    let words = "Told of something new between the pair";
    let mut tx = app.store.begin().await?;
    tx.create(
        &incident,
        ask.entry(Deed::Created, Verb::TellOfEvent, words),
    )
    .await?;
    tx.note(Entry {
        kind: MaracReferral::TABLE.to_owned(),
        record: read.id.to_string(),
        ..ask.entry(Deed::Changed, Verb::TellOfEvent, words)
    })
    .await?;
    tx.finish().await?;
    // Tell
    Ok(incident.id)
}

async fn made(
    app: &App,
    ask: &mut Ask,
    scope: &Scope,
    referral: &Stored<MaracReferral>,
    input: &TellOfEvent,
    what: String,
) -> Told<Incident> {
    let clock = Clock::start(
        ask.settings(app)?.promise(PromiseCode::HauStandard),
        ask.now,
        app.holidays(),
    )
    .map_err(Refusal::rule)?;
    let id = IncidentId::new(ask.now, ask.dice.as_mut());
    let agency = ask.actor.agency.clone();
    let midday = input.happened.at(12, 0, 0, 0);
    Ok(Incident {
        id,
        area: referral.area.clone(),
        reference: format!("{agency}/{}", id.short()),
        content: id.to_string(),
        import: None,
        told_to: Some(agency),
        kinds: input.kinds.clone(),
        reported_at: ask.now,
        occurred_at: london().to_ambiguous_timestamp(midday).compatible().ok(),
        received_at: ask.now,
        location: String::new(),
        postcode: String::new(),
        reported_level: input.level,
        score: None,
        tool: None,
        parties: parties(app, scope, referral).await?,
        pregnant: None,
        flags: Vec::new(),
        other_flags: Vec::new(),
        language: None,
        consent: Consent::NotStated,
        crime_number: String::new(),
        officer: String::new(),
        summary: what,
        restriction: referral.restriction.clone(),
        routes: Vec::new(),
        level_changes: Vec::new(),
        screening: unscreened(clock),
    })
}

/// The two people and the children of the referral, by the records that it names.
async fn parties(app: &App, scope: &Scope, referral: &MaracReferral) -> Told<Vec<Party>> {
    let both = [
        (referral.victim, PartyRole::Victim),
        (referral.perpetrator, PartyRole::PersonCausingHarm),
    ];
    let children = referral
        .children
        .iter()
        .map(|child| (*child, PartyRole::Child));
    let roles: Vec<(PersonId, PartyRole)> = both.into_iter().chain(children).collect();
    let ids: Vec<String> = roles.iter().map(|(id, _)| id.to_string()).collect();
    let people = app.store.get_many::<Person>(&opened(scope), &ids).await?;
    Ok(roles
        .into_iter()
        .map(|(id, role)| {
            let person = people.iter().find(|person| person.id == id);
            Party {
                person: id,
                role,
                name_as_reported: person.map(|person| person.shown_name()).unwrap_or_default(),
                born_as_reported: person.map_or(Born::Unknown, |person| person.born()),
                relationship: String::new(),
            }
        })
        .collect())
}
