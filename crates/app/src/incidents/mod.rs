//! The screening desk: the worklist, the workspace of one incident, and what officers do with it (R64–R91).

pub mod change_level;
pub mod child_screen;
pub mod claim;
pub mod columns;
pub mod decide;
pub mod findings;
pub mod form_feedback;
pub mod freeze_sheet;
pub mod make;
mod met_restricted;
pub mod open_incident;
pub mod receipt;
pub mod record_check;
pub mod run_import;
pub mod say_kinds;
pub mod sheet;
pub mod standing;
pub mod undo_import;
pub mod upload;
pub mod weekly;
pub mod worklist;
