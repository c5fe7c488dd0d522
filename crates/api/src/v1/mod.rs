//! Version 1 of the API, room by room: shapes in and out, and one handler for each verb.

pub mod actions;
pub mod advice;
pub mod assessments;
pub mod casework;
pub mod child_screen;
pub mod contact;
pub mod desk_figures;
pub mod disclosures;
pub mod doors;
pub mod flags;
pub mod front_door;
pub mod hub;
pub mod hub_meeting;
pub mod imports;
pub mod incidents;
pub mod late;
pub mod marac;
pub mod mash;
pub mod matac;
pub mod meetings;
pub mod orders;
pub mod people;
pub mod platform;
pub mod referrals;
pub mod referrer;
pub mod restricted;
pub mod supervision;
pub mod support;
pub mod transfers;
pub mod worklist;

use axum::Json;
use hawthorn_app::Refusal;
use hawthorn_domain::platform::deadline::ClockState;

use crate::problem::ApiError;

/// What every handler gives back.
pub type Answer<T> = Result<Json<T>, ApiError>;

/// Reads an identifier from a path; a broken one is answered as a missing record.
pub(crate) fn id<T: std::str::FromStr>(text: &str) -> Result<T, ApiError> {
    text.parse().map_err(|_| ApiError(Refusal::NotFound))
}

/// Reads a value of a closed list, naming what is allowed.
pub(crate) fn coded<T>(
    field: &str,
    text: &str,
    from_code: impl Fn(&str) -> Option<T>,
    allowed: &[&str],
) -> Result<T, ApiError> {
    from_code(text).ok_or_else(|| {
        ApiError(Refusal::field(
            field,
            format!(
                "“{text}” is not allowed here. Use one of: {}.",
                allowed.join(", ")
            ),
        ))
    })
}

/// A clock's state as a word.
pub(crate) fn clock(state: &ClockState) -> &'static str {
    match state {
        ClockState::OnTime { .. } => "on_time",
        ClockState::DueSoon { .. } => "due_soon",
        ClockState::Late { .. } => "late",
        ClockState::Paused { .. } => "paused",
        ClockState::Done { on_time: true } => "done_on_time",
        ClockState::Done { on_time: false } => "done_late",
    }
}
