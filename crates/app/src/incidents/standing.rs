//! Where an incident stands at the desk: who has it, and the second measure of its time (R80, C15).

use hawthorn_domain::incidents::Incident;
use hawthorn_domain::platform::deadline::friday_measure;
use jiff::Timestamp;

use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// Who has an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Who.
    pub by: String,
    /// Until when, unless they go on working.
    pub until: Timestamp,
    /// Whether it is the reader.
    pub mine: bool,
}

/// The second measure of C15: the end of the working week in which the incident arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeekEnd {
    /// When the week ends.
    pub at: Timestamp,
    /// Whether the incident was, or still is, undecided at that moment.
    pub missed: bool,
}

/// Who holds an incident now, if anybody does.
pub(crate) fn held(incident: &Incident, ask: &Ask) -> Option<Held> {
    let open = incident.screening.decision.is_none();
    incident
        .screening
        .claim
        .as_ref()
        .filter(|claim| open && claim.until > ask.now)
        .map(|claim| Held {
            by: claim.by.name.clone(),
            until: claim.until,
            mine: claim.by.account == Some(ask.actor.account),
        })
}

/// The second measure of an incident, by the settings of the day it arrived (C15, R340).
pub(crate) fn week_end(app: &App, ask: &Ask, incident: &Incident) -> Told<Option<WeekEnd>> {
    if !app
        .settings(&incident.area, incident.received_at)?
        .screening
        .week_end_measure
    {
        return Ok(None);
    }
    let at = friday_measure(incident.received_at, app.holidays()).map_err(Refusal::rule)?;
    let until = incident
        .screening
        .decision
        .as_ref()
        .map_or(ask.now, |decision| decision.at);
    Ok(Some(WeekEnd {
        at,
        missed: until > at,
    }))
}
