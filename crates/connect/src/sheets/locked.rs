//! A locked file: one zip in AES-256 that opens with a password given by phone, and such a file taken in (R12, R175).

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{AesMode, CompressionMethod, ZipArchive, ZipWriter};

/// One file inside.
#[derive(Clone, PartialEq, Eq)]
pub struct Inside {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Inside {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Inside({} bytes)", self.bytes.len())
    }
}

/// The most bytes that a locked file may unfold to.
const MOST: u64 = 50 * 1024 * 1024;
/// The most files inside.
const MOST_FILES: usize = 100;

/// Why a locked file could not be made or opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LockedError {
    /// It is not such a file.
    #[error("This is not a zip file, or it is damaged. Ask the sender to make it again.")]
    NotAZip,
    /// The password is wrong.
    #[error(
        "The password does not open this file. Ask the sender for it by phone; capitals and spaces count."
    )]
    WrongPassword,
    /// The old zip encryption, which anybody can break.
    #[error(
        "This file is locked in the old way that is easily broken, or not locked at all. Ask the sender to lock it with AES-256 and to send it again."
    )]
    NotAes,
    /// It unfolds to too much.
    #[error("This file holds more than {} MB or more than {MOST_FILES} files. Ask for it in parts.", MOST / 1024 / 1024)]
    TooMuch,
    /// It could not be made.
    #[error("The locked file could not be made: {0}")]
    NotMade(String),
}

/// Locks files into one zip with AES-256. Names inside can be read without the
/// password, so they must say nothing.
///
/// # Errors
/// When the archive cannot be written.
pub fn lock(files: &[Inside], password: &str) -> Result<Vec<u8>, LockedError> {
    let not_made = |error: &dyn std::fmt::Display| LockedError::NotMade(error.to_string());
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .with_aes_encryption(AesMode::Aes256, password);
        writer
            .start_file(file.name.as_str(), options)
            .map_err(|error| not_made(&error))?;
        writer
            .write_all(&file.bytes)
            .map_err(|error| not_made(&error))?;
    }
    let done = writer.finish().map_err(|error| not_made(&error))?;
    Ok(done.into_inner())
}

/// Opens a locked zip.
///
/// # Errors
/// When it is no zip, the password is wrong, a file inside is not locked with AES,
/// or it unfolds to too much.
pub fn unlock(bytes: &[u8], password: &str) -> Result<Vec<Inside>, LockedError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| LockedError::NotAZip)?;
    if archive.len() > MOST_FILES {
        return Err(LockedError::TooMuch);
    }
    let mut files = Vec::new();
    let mut left = MOST;
    for place in 0..archive.len() {
        let raw = archive
            .by_index_raw(place)
            .map_err(|_| LockedError::NotAZip)?;
        if raw.is_dir() {
            continue;
        }
        drop(raw);
        // The old encryption is refused before any password is tried on it.
        let aes = archive.get_aes_verification_key_and_salt(place);
        if !matches!(aes, Ok(Some(_))) {
            return Err(LockedError::NotAes);
        }
        let file = archive
            .by_index_decrypt(place, password.as_bytes())
            .map_err(|error| match error {
                zip::result::ZipError::InvalidPassword => LockedError::WrongPassword,
                _ => LockedError::NotAes,
            })?;
        let name = file.name().map_err(|_| LockedError::NotAZip)?.into_owned();
        let mut held = Vec::new();
        // One byte more than is allowed is enough to know; what the header says is not believed.
        file.take(left + 1)
            .read_to_end(&mut held)
            .map_err(|_| LockedError::WrongPassword)?;
        left = left
            .checked_sub(held.len() as u64)
            .ok_or(LockedError::TooMuch)?;
        files.push(Inside { name, bytes: held });
    }
    Ok(files)
}

/// Whether these bytes are a zip whose first file is locked; a workbook is a zip, too, and is not.
#[must_use]
pub fn is_locked(bytes: &[u8]) -> bool {
    ZipArchive::new(Cursor::new(bytes)).is_ok_and(|mut archive| {
        (0..archive.len().min(MOST_FILES))
            .any(|place| archive.by_index_raw(place).is_ok_and(|raw| raw.encrypted()))
    })
}
