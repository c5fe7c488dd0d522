//! Which certificates of mail servers are believed: the machine's own list, and what an installation adds.

use std::path::{Path, PathBuf};

/// How a connection to a mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// Encrypted from the first byte.
    Tls,
    /// Begun in the clear and encrypted before anything is said; refused when the server cannot.
    StartTls,
    /// Not at all: for a relay on the same machine.
    None,
}

impl Security {
    /// The setting with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "tls" => Some(Self::Tls),
            "starttls" => Some(Self::StartTls),
            "none" => Some(Self::None),
            _ => None,
        }
    }
}

/// Why mail cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum MailSetUpError {
    /// An address that is none.
    #[error("“{0}” is not a mail address; write it like hub@council.example")]
    Address(String),
    /// A server that is none.
    #[error("“{0}” is not a mail server; write its name and port, like mail.council.example:587")]
    Server(String),
    /// A file that cannot be read.
    #[error("{} cannot be read: {why}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// Why not.
        why: String,
    },
    /// Certificates that cannot be used.
    #[error("the certificates of mail servers cannot be used: {0}")]
    Certificates(String),
}

/// A server's name and port.
///
/// # Errors
/// When the text is not a name and a port.
pub(super) fn server(text: &str) -> Result<(String, u16), MailSetUpError> {
    text.rsplit_once(':')
        .and_then(|(host, port)| Some((host.to_owned(), port.parse().ok()?)))
        .filter(|(host, _)| !host.is_empty())
        .ok_or_else(|| MailSetUpError::Server(text.to_owned()))
}

/// The bytes of a file that the settings name.
///
/// # Errors
/// When it cannot be read.
pub(super) fn file(path: &Path) -> Result<Vec<u8>, MailSetUpError> {
    std::fs::read(path).map_err(|error| MailSetUpError::File {
        path: path.to_owned(),
        why: error.to_string(),
    })
}

/// A password from its file; the newline at the end is not part of it.
///
/// # Errors
/// When it cannot be read.
pub(super) fn password(path: &Path) -> Result<String, MailSetUpError> {
    let bytes = file(path)?;
    String::from_utf8(bytes)
        .map(|text| text.trim_end_matches(['\r', '\n']).to_owned())
        .map_err(|_| MailSetUpError::File {
            path: path.to_owned(),
            why: "it is not text".to_owned(),
        })
}
