//! Pages about people: finding them, their record, possible duplicates, and who did what to a record.

pub mod history;
pub mod person;
pub mod review;
pub mod search;
