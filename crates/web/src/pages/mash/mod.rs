//! Requests for information as the agencies that answer them see them (ux.md 4.3).

pub mod answer;
pub mod mail;
pub mod messages;
pub mod notices;
mod reply_form;
pub mod requests;
