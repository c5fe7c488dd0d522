//! What every verb shares: the service itself, who asks, how a refusal is said, and signing in.

pub mod accounts;
pub mod ask;
pub mod chase;
pub mod drafts;
pub mod home;
mod indexes;
pub mod mail;
pub mod own_account;
pub mod password;
pub mod record_training;
pub mod refusal;
pub mod second_factor;
pub mod service;
pub mod sessions;
pub mod sign_in;
pub mod text;
