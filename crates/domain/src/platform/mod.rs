//! What every room shares: who acts, when, on what, under which area's settings.

#[macro_use]
pub mod codes;
pub mod actor;
pub mod audit;
pub mod calendar;
pub mod chase;
pub mod deadline;
pub mod holidays;
pub mod ids;
pub mod mail;
pub mod restriction;
pub mod settings;
pub mod settings_fields;
pub mod thing;
pub mod verb;
pub mod words;
