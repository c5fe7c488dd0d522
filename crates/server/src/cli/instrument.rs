//! The commands about risk instruments.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use hawthorn_domain::platform::settings::AreaCode;

use super::words::area;

/// `hawthorn instrument …`
#[derive(Debug, Subcommand)]
pub enum InstrumentCommand {
    /// Say what is wrong with the files of instruments
    Check(InstrumentCheck),
    /// Load an instrument for an area
    Load(InstrumentLoad),
    /// List what an area can use
    List(InstrumentList),
}

/// `hawthorn instrument check`
#[derive(Debug, Args)]
pub struct InstrumentCheck {
    /// Files; without any, those that ship with Hawthorn are checked
    pub files: Vec<PathBuf>,
}

/// `hawthorn instrument load`
#[derive(Debug, Args)]
pub struct InstrumentLoad {
    /// The file, in the format of instruments/schema.json
    pub file: PathBuf,
    /// The area that is licensed to use it [default: the setting default_area]
    #[arg(long, value_name = "CODE", value_parser = area)]
    pub area: Option<AreaCode>,
}

/// `hawthorn instrument list`
#[derive(Debug, Args)]
pub struct InstrumentList {
    /// The area [default: the setting default_area]
    #[arg(long, value_name = "CODE", value_parser = area)]
    pub area: Option<AreaCode>,
    /// Print JSON for a script
    #[arg(long)]
    pub json: bool,
}
