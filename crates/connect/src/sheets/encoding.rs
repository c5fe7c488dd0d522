//! Bytes of a text file become letters: marked, UTF-8, or a guess that is shown to the person.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252};

use super::sniff;

/// Text with the name of its encoding and, when it was a guess, a sentence about it.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: &'static str,
    pub(super) note: Option<String>,
}

/// Decodes a whole file. Letters that cannot be read become the replacement sign, with a note.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return finish(encoding, bytes.get(mark..).unwrap_or_default(), None);
    }
    if let Some(low_first) = sniff::zero_halves(bytes) {
        let encoding = if low_first { UTF_16LE } else { UTF_16BE };
        return finish(encoding, bytes, None);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return finish(UTF_8, bytes, None);
    }
    let encoding = guess(bytes);
    let note = format!(
        "The letters of this file are not marked. They were read as {}: check names with accents.",
        encoding.name()
    );
    finish(encoding, bytes, Some(note))
}

/// Only the two single-byte sets that British and Polish office machines write are believed.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let found = detector.guess(Some(b"uk"), Utf8Detection::Deny);
    if found == WINDOWS_1250 {
        WINDOWS_1250
    } else {
        WINDOWS_1252
    }
}

fn finish(encoding: &'static Encoding, bytes: &[u8], note: Option<String>) -> Decoded {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let note = if broken {
        Some(format!(
            "Some letters could not be read as {} and are shown as \u{FFFD}.",
            encoding.name()
        ))
    } else {
        note
    };
    Decoded {
        text: text.into_owned(),
        encoding: encoding.name(),
        note,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_text_is_guessed_and_said() {
        let (bytes, _, _) =
            WINDOWS_1252.encode("Reference,Surname\n1,Si\u{e2}n caf\u{e9} O\u{2019}Rourke\n");
        let decoded = decode(&bytes);
        assert_eq!(decoded.encoding, "windows-1252");
        assert!(decoded.text.contains("Si\u{e2}n caf\u{e9} O\u{2019}Rourke"));
        assert!(decoded.note.is_some());
    }

    #[test]
    fn marks_are_believed_and_removed() {
        let mut bytes = vec![0xFF, 0xFE];
        bytes.extend("W\u{f3}jcik".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(decode(&bytes).text, "W\u{f3}jcik");
        assert_eq!(decode(b"\xEF\xBB\xBFRef").text, "Ref");
    }
}
