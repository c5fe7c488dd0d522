//! A transfer as a file: written for people to look through, read with every field it has to have and no other (F29).

use hawthorn_domain::marac::transfer::TransferPaper;

/// The largest file that is read, in bytes; a case with its minutes takes a few thousand.
const MOST: usize = 1_000_000;

/// Why a file could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum TransferFileError {
    /// Far too long to be one.
    #[error("The file is longer than any transfer is. Ask the other area for it again.")]
    TooLong,
    /// Of another form.
    #[error("The file is not a transfer that Hawthorn can read. Ask the other area for it again.")]
    NotOne,
}

/// Writes the file.
///
/// # Errors
/// When it cannot be written down, which no paper that was made here is.
pub fn write(paper: &TransferPaper) -> Result<Vec<u8>, TransferFileError> {
    let mut bytes = serde_json::to_vec_pretty(paper).map_err(|_| TransferFileError::NotOne)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Reads a file. The message of an error holds nothing of what is in it.
///
/// # Errors
/// When it is too long, or not a transfer.
pub fn read(bytes: &[u8]) -> Result<TransferPaper, TransferFileError> {
    if bytes.len() > MOST {
        return Err(TransferFileError::TooLong);
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    serde_json::from_slice(bytes).map_err(|_| TransferFileError::NotOne)
}
