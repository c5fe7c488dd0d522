//! Why a file was refused, with what to do about it.

use std::io::ErrorKind;
use std::path::Path;

use thiserror::Error;

/// Why a file was refused, with what to do about it.
#[derive(Debug, Error)]
pub enum FileError {
    /// The file cannot be opened, read or written.
    #[error("{file}: {why}")]
    Unreadable {
        /// The file.
        file: String,
        /// What the system says.
        why: String,
    },
    /// The header lacks a column that cannot be done without.
    #[error(
        "{file}, line 1: there is no column \"{column}\"; the first line must hold the names of the columns, and holds {found}"
    )]
    NoColumn {
        /// The file.
        file: String,
        /// The column.
        column: &'static str,
        /// The columns that there are.
        found: String,
    },
    /// One line cannot be read.
    #[error("{file}, line {line}: {why}")]
    Line {
        /// The file.
        file: String,
        /// The line, counted from 1.
        line: u64,
        /// What is wrong and what to do.
        why: String,
    },
}

impl FileError {
    /// A refusal of a whole file.
    pub(crate) fn of(path: &Path, why: impl Into<String>) -> FileError {
        FileError::Unreadable {
            file: path.display().to_string(),
            why: why.into(),
        }
    }

    /// A file that cannot be read, in words.
    pub(crate) fn reading(path: &Path, error: &std::io::Error) -> FileError {
        let why = match error.kind() {
            ErrorKind::NotFound => format!(
                "there is no such file; check the name, and the folder: names count from {}",
                here()
            ),
            ErrorKind::PermissionDenied => {
                "this file may not be read by you; ask its owner, or copy it to a folder of yours"
                    .to_owned()
            }
            ErrorKind::IsADirectory => "this is a folder; name a file in it".to_owned(),
            _ => format!("cannot be read: {error}"),
        };
        FileError::of(path, why)
    }

    /// A file that cannot be written, in words.
    pub(crate) fn writing(path: &Path, error: &std::io::Error) -> FileError {
        let why = match error.kind() {
            ErrorKind::NotFound => format!(
                "cannot be written: there is no such folder; make it first, or check the name: names count from {}",
                here()
            ),
            ErrorKind::PermissionDenied => {
                "cannot be written: you have no leave to write there; choose another folder"
                    .to_owned()
            }
            ErrorKind::NotADirectory => {
                "cannot be written: a part of the name is a file and no folder; check the name"
                    .to_owned()
            }
            ErrorKind::StorageFull => {
                "cannot be written: the disk is full; make room, or choose another one".to_owned()
            }
            _ => format!("cannot be written: {error}"),
        };
        FileError::of(path, why)
    }
}

fn here() -> String {
    std::env::current_dir().map_or_else(
        |_| "the folder that the command runs in".to_owned(),
        |folder| folder.display().to_string(),
    )
}
