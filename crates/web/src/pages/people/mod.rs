//! Pages about people: finding them, their record, how to reach them, possible duplicates, and who did what to a record.

pub mod about;
pub mod candidates;
pub mod contact;
mod contact_form;
pub mod history;
pub mod person;
pub mod review;
pub mod search;
pub mod secret_places;
pub mod shared;
pub mod story;
mod weighed;
