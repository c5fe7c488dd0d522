//! Mail: handing messages to a mail server, and taking them in.

pub mod imap;
mod kind;
pub mod receive;
pub mod send;
mod tls;
