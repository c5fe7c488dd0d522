//! The command line: every command and flag, with the help that `--help` prints.

mod instrument;
mod link;
mod mail;
mod words;

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use hawthorn_domain::platform::actor::Role;
use hawthorn_domain::platform::settings::AreaCode;
use jiff::civil::Date;

use crate::config::Flags;
pub use instrument::{InstrumentCheck, InstrumentCommand, InstrumentList, InstrumentLoad};
pub use link::{Link, LinkCommand};
pub use mail::{MailCommand, MailReceive};
pub use words::words;
use words::{area, role, setting};

/// Hawthorn: the shared record and the shared clock of a partnership against domestic abuse.
#[derive(Debug, Parser)]
#[command(name = "hawthorn", version)]
pub struct Line {
    /// What holds for every command.
    #[command(flatten)]
    pub global: Global,
    /// The command.
    #[command(subcommand)]
    pub command: Command,
}

/// Flags that stand before or after any command.
#[derive(Debug, Args)]
pub struct Global {
    /// The data directory: keys, checkpoints and, unless told otherwise, the database [environment: HAWTHORN_DATA; default: data]
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// The database: a SQLite file, or postgres://NAME@HOST/DATABASE [environment: HAWTHORN_DATABASE; default: hawthorn.db in the data directory]
    #[arg(long, global = true, value_name = "URL")]
    pub database: Option<String>,
    /// A settings file of this installation, in TOML [environment: HAWTHORN_CONFIG]
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Any setting of this installation, by the name that `doctor --settings` shows; give the flag once for each
    #[arg(long, global = true, value_name = "KEY=VALUE", value_parser = setting)]
    pub set: Vec<(String, String)>,
}

impl Global {
    /// The flags as the configuration reads them.
    pub fn flags(&self) -> Flags {
        Flags {
            config: self.config.clone(),
            data: self.data.as_ref().map(|path| path.display().to_string()),
            database: self.database.clone(),
            listen: None,
            set: self.set.clone(),
        }
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the pages and the JSON API until told to stop
    Serve(Serve),
    /// Make a demonstration county of invented people, and print who can sign in
    Demo(Demo),
    /// Bring the database's schema up to this release
    Migrate,
    /// Say in words what is wrong with this installation and how to mend it
    Doctor(Doctor),
    /// Take in records from a file
    Import {
        /// What to take in.
        #[command(subcommand)]
        what: ImportCommand,
    },
    /// The settings of areas: check, list, show
    Area {
        /// What to do with them.
        #[command(subcommand)]
        what: AreaCommand,
    },
    /// The directory of services: load one
    Directory {
        /// What to do with it.
        #[command(subcommand)]
        what: DirectoryCommand,
    },
    /// Risk instruments: check, load, list
    Instrument {
        /// What to do with them.
        #[command(subcommand)]
        what: InstrumentCommand,
    },
    /// The audit log: verify it, sign a checkpoint of it
    Audit {
        /// What to do with it.
        #[command(subcommand)]
        what: AuditCommand,
    },
    /// Accounts: add one, reset one, record a training
    User {
        /// What to do with them.
        #[command(subcommand)]
        what: UserCommand,
    },
    /// Mail to the hub: take one in
    Mail {
        /// What to do with it.
        #[command(subcommand)]
        what: MailCommand,
    },
    /// Backups: create, verify, restore
    Backup {
        /// What to do with them.
        #[command(subcommand)]
        what: BackupCommand,
    },
    /// Find who is who in files of people, without a database
    Link(Link),
    /// Write the generated documents
    #[command(hide = true)]
    Gen(Generate),
}

/// `hawthorn serve`
#[derive(Debug, Args)]
pub struct Serve {
    /// The address to listen on; port 0 takes a free one [environment: HAWTHORN_LISTEN; default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub listen: Option<SocketAddr>,
    /// Let the clock stand at this moment and run on from there; for practice with invented people only
    #[arg(long, value_name = "MOMENT", hide = true)]
    pub at: Option<jiff::Timestamp>,
}

/// `hawthorn demo`
#[derive(Debug, Args)]
pub struct Demo {
    /// A small county, made in seconds
    #[arg(long, conflicts_with = "year")]
    pub small: bool,
    /// A whole year of work
    #[arg(long)]
    pub year: bool,
    /// The number from which everything is invented; the same number gives the same county
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
}

/// `hawthorn doctor`
#[derive(Debug, Args)]
pub struct Doctor {
    /// List every setting of this installation, its value and where the value comes from; `--config` without a file means the same here
    #[arg(long)]
    pub settings: bool,
    /// Print JSON for a script
    #[arg(long)]
    pub json: bool,
}

/// `hawthorn import …`
#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    /// Take in a sheet of police incidents, wait for the end, and print a receipt
    Incidents(Import),
}

/// `hawthorn import incidents`
#[derive(Debug, Args)]
pub struct Import {
    /// The sheet: xlsx, xls, ods or csv
    pub file: PathBuf,
    /// The area whose incidents these are [default: the setting default_area]
    #[arg(long, value_name = "CODE", value_parser = area)]
    pub area: Option<AreaCode>,
    /// The force or system it comes from; its columns are remembered under this name
    #[arg(long, value_name = "NAME", default_value = "police")]
    pub source: String,
    /// Act as this account, with its roles, instead of as the console
    #[arg(long, value_name = "SIGN_IN_NAME")]
    pub user: Option<String>,
    /// Print JSON for a script
    #[arg(long)]
    pub json: bool,
}

/// `hawthorn area …`
#[derive(Debug, Subcommand)]
pub enum AreaCommand {
    /// Check settings files; without a file, those that this installation uses
    Check(AreaCheck),
    /// List the areas that this installation serves
    List(AreaList),
    /// Show what an area has decided
    Show(AreaShow),
}

/// `hawthorn area check`
#[derive(Debug, Args)]
pub struct AreaCheck {
    /// Files to check, or folders of such files
    pub files: Vec<PathBuf>,
    /// Print JSON for a script
    #[arg(long)]
    pub json: bool,
}

/// `hawthorn area list`
#[derive(Debug, Args)]
pub struct AreaList {
    /// Print JSON for a script
    #[arg(long)]
    pub json: bool,
}

/// `hawthorn area show`
#[derive(Debug, Args)]
pub struct AreaShow {
    /// The area's code
    #[arg(value_parser = area)]
    pub code: AreaCode,
    /// The settings that apply to what happened on this day [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub on: Option<Date>,
    /// Also print every key that a settings file may have: what it allows, its default, why it is there
    #[arg(long)]
    pub fields: bool,
}

/// `hawthorn directory …`
#[derive(Debug, Subcommand)]
pub enum DirectoryCommand {
    /// Add the services of a file that an area's directory does not hold yet; those it holds stay as they are
    Load(DirectoryLoad),
}

/// `hawthorn directory load`
#[derive(Debug, Args)]
pub struct DirectoryLoad {
    /// A file of services in TOML [default: those that ship with Hawthorn for the area and the whole country]
    pub file: Option<PathBuf>,
    /// The area [default: the setting default_area]
    #[arg(long, value_name = "CODE", value_parser = area)]
    pub area: Option<AreaCode>,
}

/// `hawthorn audit …`
#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Check every entry, record and seal; ends with 1 and names what is wrong
    Verify(AuditVerify),
    /// Sign the log's present end, to be kept where nobody who runs this machine can reach it
    Checkpoint(AuditCheckpoint),
}

/// `hawthorn audit verify`
#[derive(Debug, Args)]
pub struct AuditVerify {
    /// A checkpoint that was kept elsewhere [default: the data directory's own newest one, if there is one]
    #[arg(long, value_name = "FILE")]
    pub checkpoint: Option<PathBuf>,
    /// Print JSON for a script
    #[arg(long)]
    pub json: bool,
}

/// `hawthorn audit checkpoint`
#[derive(Debug, Args)]
pub struct AuditCheckpoint {
    /// Where to write it
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// `hawthorn user …`
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Add an account
    Add(UserAdd),
    /// Give an account a new password and take its second factor away
    Reset(UserReset),
    /// Record that an account’s holder was trained
    Train(UserTrain),
}

/// `hawthorn user add`
#[derive(Debug, Args)]
pub struct UserAdd {
    /// The name to sign in with, for example a.officer
    pub sign_in_name: String,
    /// The area they work in [default: the setting default_area]
    #[arg(long, value_name = "CODE", value_parser = area)]
    pub area: Option<AreaCode>,
    /// The agency they answer to, by its code in the area's settings
    #[arg(long, value_name = "CODE")]
    pub agency: String,
    /// A role they hold; give the flag once for each
    #[arg(long = "role", value_name = "ROLE", required = true, value_parser = role)]
    pub roles: Vec<Role>,
    /// The name to show beside what they do
    #[arg(long = "name", value_name = "FULL NAME")]
    pub full_name: String,
    /// Their team, in words
    #[arg(long, value_name = "TEAM", default_value = "")]
    pub team: String,
    /// Read the password from standard input instead of making one up
    #[arg(long)]
    pub password_stdin: bool,
    /// Enrol a second factor at once and print its secret
    #[arg(long)]
    pub second_factor: bool,
    /// Print JSON for a script
    #[arg(long)]
    pub json: bool,
}

/// `hawthorn user reset`
#[derive(Debug, Args)]
pub struct UserReset {
    /// The name they sign in with
    pub sign_in_name: String,
    /// Read the password from standard input instead of making one up
    #[arg(long)]
    pub password_stdin: bool,
    /// Print JSON for a script
    #[arg(long)]
    pub json: bool,
}

/// `hawthorn user train`
#[derive(Debug, Args)]
pub struct UserTrain {
    /// The name they sign in with
    pub sign_in_name: String,
    /// In what, for example dash
    #[arg(long = "in", value_name = "CODE")]
    pub subject: String,
    /// On which day
    #[arg(long, value_name = "DATE")]
    pub on: Date,
}

/// `hawthorn backup …`
#[derive(Debug, Subcommand)]
pub enum BackupCommand {
    /// Copy the database, while in use, and the keys into one file
    Create(BackupCreate),
    /// Check a backup: every digest, and the audit log of the copy in it
    Verify(BackupVerify),
    /// Put a backup into a new or empty data directory
    Restore(BackupRestore),
}

/// `hawthorn backup create`
#[derive(Debug, Args)]
pub struct BackupCreate {
    /// The file to write, for example 2026-04-01.hawthorn-backup
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Print JSON for a script
    #[arg(long)]
    pub json: bool,
}

/// `hawthorn backup verify`
#[derive(Debug, Args)]
pub struct BackupVerify {
    /// The backup
    pub file: PathBuf,
    /// Print JSON for a script
    #[arg(long)]
    pub json: bool,
}

/// `hawthorn backup restore`
#[derive(Debug, Args)]
pub struct BackupRestore {
    /// The backup
    pub file: PathBuf,
    /// The data directory to make; it may not hold anything yet
    #[arg(long, value_name = "DIR")]
    pub to: PathBuf,
}

/// `hawthorn gen`
#[derive(Debug, Args)]
pub struct Generate {
    /// The folder to write into
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}
