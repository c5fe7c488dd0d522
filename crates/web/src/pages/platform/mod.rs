//! Pages that belong to no one room: signing in, one's own work and account, the service's own lists, and help.

pub mod account;
pub mod admin;
pub mod drafts;
pub mod help;
pub mod home;
pub mod late;
pub mod missing;
pub mod sign_in;
