//! What kind of file the first bytes promise, whatever its name says.

use std::io::SeekFrom;

use super::table::{ReadSeek, SheetError};

/// What the first bytes look like.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum FileKind {
    /// Probably separated text.
    Text,
    /// A zip archive: perhaps a workbook.
    Zip,
    /// The compound format: an old `.xls`, or an encrypted workbook.
    OldBinary,
    /// Something else, named with its article.
    Other(&'static str),
}

const OLD_BINARY: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

const OTHERS: &[(&[u8], &str)] = &[
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xFF\xD8\xFF", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a text document"),
    (b"\x1F\x8B", "a compressed archive"),
    (b"Rar!", "a compressed archive"),
    (b"7z\xBC\xAF", "a compressed archive"),
    (b"\x7FELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
];

/// Judges the first bytes of a file.
pub(super) fn kind_of(head: &[u8]) -> FileKind {
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return FileKind::Zip;
    }
    if head.starts_with(OLD_BINARY) {
        return FileKind::OldBinary;
    }
    for (magic, what) in OTHERS {
        if head.starts_with(magic) {
            return FileKind::Other(what);
        }
    }
    let start: Vec<u8> = head
        .iter()
        .skip_while(|byte| byte.is_ascii_whitespace() || matches!(byte, 0xEF | 0xBB | 0xBF))
        .take(9)
        .map(u8::to_ascii_lowercase)
        .collect();
    if [&b"<html"[..], b"<!doctype", b"<table", b"<?xml"]
        .iter()
        .any(|tag| start.starts_with(tag))
    {
        return FileKind::Other("a web page or XML file");
    }
    if looks_binary(head) {
        return FileKind::Other("not text");
    }
    FileKind::Text
}

/// Control characters have no place in a table; two-byte text (UTF-16) is told by its mark or by its zeros.
fn looks_binary(head: &[u8]) -> bool {
    if head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]) {
        return false;
    }
    if zero_halves(head).is_some() {
        return false;
    }
    let odd = head
        .iter()
        .filter(|byte| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r'))
        .count();
    odd * 50 > head.len() || head.contains(&0)
}

/// Two-byte text without a mark: nearly every second byte is zero. Gives whether the low byte comes first.
pub(super) fn zero_halves(bytes: &[u8]) -> Option<bool> {
    let sample = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    let pairs = sample.len() / 2;
    if pairs < 8 {
        return None;
    }
    let zeros = |side: usize| {
        sample
            .iter()
            .skip(side)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 10 > pairs * 8 && even * 10 < pairs {
        Some(true)
    } else if even * 10 > pairs * 8 && odd * 10 < pairs {
        Some(false)
    } else {
        None
    }
}

/// Tells an encrypted workbook from an old `.xls` by the name of its inner stream.
pub(super) fn old_binary(input: &mut dyn ReadSeek) -> Result<SheetError, SheetError> {
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    input.seek(SeekFrom::Start(0))?;
    let mut window: Vec<u8> = Vec::with_capacity(128 * 1024);
    let mut chunk = vec![0_u8; 64 * 1024];
    loop {
        let count = input.read(&mut chunk)?;
        if count == 0 {
            return Ok(SheetError::OldExcel);
        }
        window.extend_from_slice(chunk.get(..count).unwrap_or_default());
        if window.windows(name.len()).any(|part| part == name) {
            return Ok(SheetError::PasswordProtected);
        }
        // Keep just enough of the end that a name across two chunks is seen.
        let keep_from = window.len().saturating_sub(name.len());
        window.drain(..keep_from);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell() {
        assert_eq!(kind_of(b"Ref,Level\n1,High\n"), FileKind::Text);
        assert_eq!(kind_of(b"PK\x03\x04rest"), FileKind::Zip);
        assert_eq!(kind_of(b"%PDF-1.7"), FileKind::Other("a PDF"));
        assert_eq!(
            kind_of(b"\xEF\xBB\xBF <HTML><table>"),
            FileKind::Other("a web page or XML file")
        );
        assert_eq!(kind_of(&[0, 1, 2, 3, 4, 5, 6]), FileKind::Other("not text"));
    }

    #[test]
    fn two_byte_text_is_text() {
        let little: Vec<u8> = "Ref,Level,Score\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let big: Vec<u8> = "Ref,Level,Score\n"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(zero_halves(&little), Some(true));
        assert_eq!(zero_halves(&big), Some(false));
        assert_eq!(kind_of(&little), FileKind::Text);
    }
}
