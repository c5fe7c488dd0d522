//! Requests for information as the agencies that answer them see them (ux.md 4.3).

mod reply_form;
pub mod requests;
