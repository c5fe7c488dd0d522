//! What every room of the store shares: reading records, accounts, sessions, imports, jobs and the database's own facts.

pub mod accounts;
pub mod answer_links;
pub mod chasers;
pub mod drafts;
pub mod imports;
pub mod incoming;
pub mod jobs;
pub mod messages;
pub mod meta;
pub mod read;
pub mod sessions;
