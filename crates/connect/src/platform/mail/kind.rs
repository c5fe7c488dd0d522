//! What a file is, told by its first bytes: a name can say anything.

use hawthorn_domain::platform::mail::incoming::AttachmentKind;

/// How far into a file is looked for what gives a text away as a page.
const LOOK: usize = 4_096;

/// First bytes, and what they mean.
const MARKS: &[(&[u8], AttachmentKind)] = &[
    (b"%PDF-", AttachmentKind::Pdf),
    (b"\x89PNG\r\n\x1a\n", AttachmentKind::Picture),
    (b"\xff\xd8\xff", AttachmentKind::Picture),
    (b"GIF8", AttachmentKind::Picture),
    (b"II*\0", AttachmentKind::Picture),
    (b"MM\0*", AttachmentKind::Picture),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        AttachmentKind::OldOffice,
    ),
    (b"{\\rtf", AttachmentKind::OldOffice),
    (b"MZ", AttachmentKind::Program),
    (b"\x7fELF", AttachmentKind::Program),
    (b"#!", AttachmentKind::Program),
    (b"L\0\0\0\x01\x14\x02\0", AttachmentKind::Program),
    (b"\x1f\x8b", AttachmentKind::Archive),
    (b"Rar!", AttachmentKind::Archive),
    (b"7z\xbc\xaf\x27\x1c", AttachmentKind::Archive),
];

/// What these bytes are. `mail` says that the mail itself calls them a mail.
pub(super) fn kind(bytes: &[u8], mail: bool) -> AttachmentKind {
    if mail {
        return AttachmentKind::Mail;
    }
    if let Some((_, kind)) = MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return *kind;
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return zipped(bytes);
    }
    let start = bytes.get(..LOOK.min(bytes.len())).unwrap_or_default();
    match std::str::from_utf8(start) {
        Ok(text) => text_kind(text),
        // The look may end inside a letter.
        Err(error) if error.error_len().is_none() => start
            .get(..error.valid_up_to())
            .and_then(|whole| std::str::from_utf8(whole).ok())
            .map_or(AttachmentKind::Unknown, text_kind),
        Err(_) => AttachmentKind::Unknown,
    }
}

/// A document of the present kind is an archive whose entries have names of its own; it is not unpacked.
fn zipped(bytes: &[u8]) -> AttachmentKind {
    let has = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    if has(b"vbaProject.bin") {
        AttachmentKind::OldOffice
    } else if has(b"word/document.xml") {
        AttachmentKind::Word
    } else if has(b"xl/workbook.xml") {
        AttachmentKind::Sheet
    } else if has(b"ppt/presentation.xml") {
        AttachmentKind::Slides
    } else {
        AttachmentKind::Archive
    }
}

fn text_kind(text: &str) -> AttachmentKind {
    let small = text.to_lowercase();
    let pages = ["<html", "<!doctype html", "<script", "<svg", "<?xml"];
    let odd = |c: char| c.is_control() && !"\r\n\t\u{c}".contains(c);
    if text.is_empty() || text.chars().any(odd) {
        AttachmentKind::Unknown
    } else if pages.iter().any(|mark| small.contains(mark)) {
        AttachmentKind::WebPage
    } else {
        AttachmentKind::Text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_say() {
        for (bytes, expected) in [
            (&b"%PDF-1.7 ..."[..], AttachmentKind::Pdf),
            (b"\x89PNG\r\n\x1a\n....", AttachmentKind::Picture),
            (b"PK\x03\x04....word/document.xml", AttachmentKind::Word),
            (b"PK\x03\x04....xl/workbook.xml", AttachmentKind::Sheet),
            (
                b"PK\x03\x04....word/document.xml..word/vbaProject.bin",
                AttachmentKind::OldOffice,
            ),
            (b"PK\x03\x04....run.exe", AttachmentKind::Archive),
            (b"MZ\x90\0", AttachmentKind::Program),
            (b"#!/bin/sh\n", AttachmentKind::Program),
            (b"<HTML><script>x</script>", AttachmentKind::WebPage),
            ("Seen twice in 2025. Café.".as_bytes(), AttachmentKind::Text),
            (b"\0\x01\x02", AttachmentKind::Unknown),
            (b"", AttachmentKind::Unknown),
        ] {
            assert_eq!(kind(bytes, false), expected, "{bytes:?}");
        }
        assert_eq!(kind(b"From: a", true), AttachmentKind::Mail);
    }
}
