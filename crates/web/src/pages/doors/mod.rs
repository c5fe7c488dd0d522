//! The doors on the staff host: the desk's list, a call or a visit written down as it happens, and one report with what may be done (R1–R19).

pub mod list;
pub mod new;
pub mod report;
mod report_view;

use hawthorn_app::Refusal;
use hawthorn_domain::platform::ids::DoorReportId;

use crate::error::PageError;

/// What stands over every page of the doors.
pub(super) const CAPTION: &str = "Doors";

/// The identifier in an address.
pub(super) fn id(text: &str) -> Result<DoorReportId, PageError> {
    text.parse().map_err(|_| PageError(Refusal::NotFound))
}
