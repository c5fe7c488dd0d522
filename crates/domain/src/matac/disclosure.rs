//! The disclosure scheme (Clare's Law): that it was asked or given, by whom and when, and never what was said (R250–R252, F48–F52).

use jiff::{Span, Timestamp, civil::Date};

use super::score::HarmIncident;
use crate::platform::audit::Doer;
use crate::platform::calendar::london_date;
use crate::platform::ids::{PersonId, SchemeRequestId};
use crate::platform::restriction::Restriction;
use crate::platform::settings::AreaCode;

/// Within how many days the whole of it is done (F51).
pub const DAYS: i64 = 28;

codes! {
    /// By which door it came (F49).
    pub enum DisclosureDoor {
        RightToKnow = "right_to_know", "Right to know: police or a partner agency began it";
        RightToAsk = "right_to_ask", "Right to ask: the person or somebody close asked";
    }
}

codes! {
    /// Where it stands (F52).
    pub enum DisclosureState {
        Requested = "requested", "Requested";
        InProgress = "in_progress", "In progress";
        Disclosed = "disclosed", "Disclosed";
        NotDisclosed = "not_disclosed", "Not disclosed";
        Unknown = "unknown", "Not known";
    }
}

impl DisclosureState {
    /// Whether it has come to an end.
    pub fn is_over(self) -> bool {
        matches!(
            self,
            DisclosureState::Disclosed | DisclosureState::NotDisclosed | DisclosureState::Unknown
        )
    }
}

/// One step, by whom and when.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DisclosureStep {
    /// Where it then stood.
    pub state: DisclosureState,
    /// Who said so.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// A request under the scheme. It has no box for words: what the police hold and say stays with them.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SchemeRequest {
    /// Its identifier.
    pub id: SchemeRequestId,
    /// The area.
    pub area: AreaCode,
    /// The person whom it is about.
    pub person: PersonId,
    /// The partner whom it would protect.
    pub partner: PersonId,
    /// The door.
    pub door: DisclosureDoor,
    /// Each step, the first one the request.
    pub steps: Vec<DisclosureStep>,
    /// How closely it is held: as closely as the closer of the two.
    pub restriction: Restriction,
}

impl SchemeRequest {
    /// Where it stands.
    pub fn state(&self) -> DisclosureState {
        self.steps
            .last()
            .map_or(DisclosureState::Requested, |step| step.state)
    }

    /// The day by which the whole of it should be done; none once it is over.
    pub fn due(&self) -> Option<Date> {
        let first = self.steps.first().filter(|_| !self.state().is_over())?;
        london_date(first.at)
            .checked_add(Span::new().days(DAYS))
            .ok()
    }
}

/// Why a step was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DisclosureRefusal {
    /// One person.
    #[error("The two people cannot be the same person.")]
    SamePerson,
    /// Open already.
    #[error("A request about these two is open already.")]
    AlreadyOpen,
    /// Over.
    #[error("This request has come to an end. Make a new one if something is new.")]
    Over,
    /// Backwards.
    #[error("A request does not go back to being requested.")]
    Backwards,
}

/// Checks a step.
///
/// # Errors
/// When the request is over, or would go back to its beginning.
pub fn may_go_on(now: DisclosureState, next: DisclosureState) -> Result<(), DisclosureRefusal> {
    if now.is_over() {
        return Err(DisclosureRefusal::Over);
    }
    if next == DisclosureState::Requested {
        return Err(DisclosureRefusal::Backwards);
    }
    Ok(())
}

/// The new partners whom a right to know should be thought of for: a person who has harmed somebody
/// before, within the months that the area says, is named with somebody else. The victims of the
/// older incidents are known to be harmed already; the newest victim is the one who may not know.
pub fn new_partners(incidents: &[HarmIncident], months: u8, today: Date) -> Vec<PersonId> {
    let since = today
        .checked_sub(Span::new().months(i64::from(months)))
        .unwrap_or(today);
    let mut counted: Vec<&HarmIncident> = incidents
        .iter()
        .filter(|one| london_date(one.reported_at) >= since)
        .collect();
    counted.sort_by_key(|one| (one.reported_at, one.incident));
    let mut seen: Vec<PersonId> = Vec::new();
    let mut new = Vec::new();
    for victim in counted.iter().filter_map(|one| one.victim) {
        if seen.contains(&victim) {
            continue;
        }
        if !seen.is_empty() {
            new.push(victim);
        }
        seen.push(victim);
    }
    new
}
