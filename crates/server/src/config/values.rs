//! The settings of an installation, their values, and where each value comes from.

use std::path::PathBuf;

/// One setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// Its name in the file.
    pub name: &'static str,
    /// Its name in the environment.
    pub env: &'static str,
    /// What it is when nobody says.
    pub preset: &'static str,
    /// One sentence of help.
    pub help: &'static str,
    /// Whether it names a file or folder; one in the file stands relative to the file.
    pub(super) is_path: bool,
}

const fn key(
    name: &'static str,
    env: &'static str,
    preset: &'static str,
    help: &'static str,
    is_path: bool,
) -> Key {
    Key {
        name,
        env,
        preset,
        help,
        is_path,
    }
}

/// Every setting.
pub const KEYS: [Key; 21] = [
    key(
        "data",
        "HAWTHORN_DATA",
        "data",
        "The data directory: keys, checkpoints and, unless told otherwise, the database.",
        true,
    ),
    key(
        "database",
        "HAWTHORN_DATABASE",
        "",
        "The database: a SQLite file, or postgres://NAME@HOST/DATABASE; when empty, hawthorn.db in the data directory.",
        false,
    ),
    key(
        "listen",
        "HAWTHORN_LISTEN",
        "127.0.0.1:8080",
        "The address and port that hawthorn serve listens on.",
        false,
    ),
    key(
        "public_listen",
        "HAWTHORN_PUBLIC_LISTEN",
        "",
        "A second address and port that serves the public pages of default_area alone; when empty, an area’s public pages are served under their own host name (public.host) on the first.",
        false,
    ),
    key(
        "areas_dir",
        "HAWTHORN_AREAS_DIR",
        "",
        "The folder with the areas’ settings files; when empty, the areas that ship with Hawthorn.",
        true,
    ),
    key(
        "bank_holidays",
        "HAWTHORN_BANK_HOLIDAYS",
        "",
        "The file of bank holidays as published at gov.uk/bank-holidays.json; when empty, the list that ships with Hawthorn.",
        true,
    ),
    key(
        "log",
        "HAWTHORN_LOG",
        "info",
        "How much is logged: error, warn, info, debug, or a list such as info,hawthorn_app=debug.",
        false,
    ),
    key(
        "default_area",
        "HAWTHORN_DEFAULT_AREA",
        "",
        "The code of the area that commands mean when they are not given one.",
        false,
    ),
    key(
        "cookie_secure",
        "HAWTHORN_COOKIE_SECURE",
        "auto",
        "Whether the sign-in cookie is sent over HTTPS only: true, false, or auto, which is false while listening on this machine alone. Set it to true behind a proxy that speaks HTTPS.",
        false,
    ),
    key(
        "web_address",
        "HAWTHORN_WEB_ADDRESS",
        "",
        "The address under which people reach the pages, for links in mail, for example https://hub.council.example; when empty, mail holds no link.",
        false,
    ),
    key(
        "mail.smtp_server",
        "HAWTHORN_MAIL_SMTP_SERVER",
        "",
        "The mail server that sends, as name:port; when empty, nothing is sent and messages wait.",
        false,
    ),
    key(
        "mail.smtp_security",
        "HAWTHORN_MAIL_SMTP_SECURITY",
        "starttls",
        "How the connection to it is protected: tls, starttls, or none for a relay on the same machine.",
        false,
    ),
    key(
        "mail.smtp_user",
        "HAWTHORN_MAIL_SMTP_USER",
        "",
        "The name to sign in to it with; when empty, Hawthorn does not sign in.",
        false,
    ),
    key(
        "mail.smtp_password_file",
        "HAWTHORN_MAIL_SMTP_PASSWORD_FILE",
        "",
        "The file with the password for it, readable by its owner alone.",
        true,
    ),
    key(
        "mail.from",
        "HAWTHORN_MAIL_FROM",
        "",
        "The sender of every message, for example Safeguarding hub <hub@council.example>; answers come back to it.",
        false,
    ),
    key(
        "mail.ca_file",
        "HAWTHORN_MAIL_CA_FILE",
        "",
        "Certificates of mail servers to believe besides the machine’s own list, as PEM.",
        true,
    ),
    key(
        "mail.imap_server",
        "HAWTHORN_MAIL_IMAP_SERVER",
        "",
        "The mail server that holds the hub’s mailbox, as name:port, encrypted from the first byte; when empty, no mailbox is read.",
        false,
    ),
    key(
        "mail.imap_user",
        "HAWTHORN_MAIL_IMAP_USER",
        "",
        "The name to sign in to it with.",
        false,
    ),
    key(
        "mail.imap_password_file",
        "HAWTHORN_MAIL_IMAP_PASSWORD_FILE",
        "",
        "The file with the password for it, readable by its owner alone.",
        true,
    ),
    key(
        "mail.imap_folder",
        "HAWTHORN_MAIL_IMAP_FOLDER",
        "INBOX",
        "The folder of the mailbox that answers come into.",
        false,
    ),
    key(
        "mail.imap_done_folder",
        "HAWTHORN_MAIL_IMAP_DONE_FOLDER",
        "Hawthorn",
        "The folder that mail is moved to once it has been taken in.",
        false,
    ),
];

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A flag on the command line.
    Flag,
    /// The environment.
    Environment,
    /// The file, and its line.
    File(PathBuf, usize),
    /// Nobody said.
    Default,
}

/// A setting with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The setting.
    pub key: Key,
    /// Its value as text.
    pub text: String,
    /// Where the value comes from.
    pub source: Source,
}

impl Value {
    /// Names the value and its source, for an error.
    pub(super) fn place(&self) -> String {
        match &self.source {
            Source::Flag if matches!(self.key.name, "data" | "database" | "listen") => {
                format!("--{}", self.key.name)
            }
            Source::Flag => format!("--set {}", self.key.name),
            Source::Environment => self.key.env.to_owned(),
            Source::File(path, line) => format!("{}:{line}: {}", path.display(), self.key.name),
            Source::Default => self.key.name.to_owned(),
        }
    }

    /// The source in words.
    pub fn source_in_words(&self) -> String {
        match &self.source {
            Source::Flag => "flag".to_owned(),
            Source::Environment => format!("environment {}", self.key.env),
            Source::File(path, line) => format!("file {}:{line}", path.display()),
            Source::Default => "default".to_owned(),
        }
    }

    /// The value with any secret in it masked.
    pub fn shown(&self) -> String {
        if self.key.name == "database" {
            masked(&self.text)
        } else {
            self.text.clone()
        }
    }
}

/// An address with its password replaced by three dots.
pub fn masked(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else {
        return address.to_owned();
    };
    let (before, query) = rest
        .split_once('?')
        .map_or((rest, None), |(before, query)| (before, Some(query)));
    let before = match before.rsplit_once('@') {
        Some((user, host)) => match user.split_once(':') {
            Some((name, _)) => format!("{name}:…@{host}"),
            None => format!("{user}@{host}"),
        },
        None => before.to_owned(),
    };
    let query = query.map_or_else(String::new, |query| {
        let parts = query.split('&').map(|part| match part.split_once('=') {
            Some((name, _)) if name.contains("password") => format!("{name}=…"),
            _ => part.to_owned(),
        });
        format!("?{}", parts.collect::<Vec<_>>().join("&"))
    });
    format!("{scheme}://{before}{query}")
}
