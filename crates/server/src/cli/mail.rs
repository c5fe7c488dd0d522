//! `hawthorn mail`: taking in what a mail server hands on.

use clap::{Args, Subcommand};
use hawthorn_domain::platform::settings::AreaCode;

use super::words::area;

/// `hawthorn mail …`
#[derive(Debug, Subcommand)]
pub enum MailCommand {
    /// Take in one mail from standard input, as a mail server hands it on
    Receive(MailReceive),
}

/// `hawthorn mail receive`
#[derive(Debug, Args)]
pub struct MailReceive {
    /// The area whose mailbox it is [default: the setting default_area, or the only area served]
    #[arg(long, value_name = "CODE", value_parser = area)]
    pub area: Option<AreaCode>,
    /// Print JSON for a script
    #[arg(long)]
    pub json: bool,
}
