//! Abuse of the doors: how many reports from one place are still people, and what a file really is (D4 of issue 6).

codes! {
    /// What becomes of a report that is being sent.
    pub enum Passage {
        /// It goes to its desk.
        Pass = "pass", "Goes to its desk";
        /// The sender is first asked to show patience or work.
        Ask = "ask", "Asked to wait or work";
        /// It is kept and acknowledged, and folded into one line at the desk.
        SetAside = "set_aside", "Set aside";
    }
}

codes! {
    /// What a file is, by its first bytes; its name is not believed.
    pub enum FileKind {
        Pdf = "pdf", "PDF";
        Word = "docx", "Word document";
        Jpeg = "jpg", "Photograph (JPEG)";
        Png = "png", "Picture (PNG)";
    }
}

/// The largest file that a door takes, in bytes.
pub const MOST_BYTES: usize = 5 * 1024 * 1024;

/// How much has come lately.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lately {
    /// Reports from the same place within the hour, this one not counted.
    pub from_here: u32,
    /// Reports with the same words within the hour, this one not counted.
    pub same_words: u32,
    /// Whether the sender showed patience or work.
    pub shown: bool,
}

/// What becomes of a report. A first few from one place pass, since a surgery or a library is one
/// place; beyond that the sender waits or works, and beyond three times as many, or with words that
/// came as often, it is set aside. It is never refused: a flood must not hide one real report.
#[must_use]
pub fn passage(lately: Lately, from_one_place: u16) -> Passage {
    let few = u32::from(from_one_place);
    if lately.same_words >= few || lately.from_here >= few.saturating_mul(3) {
        Passage::SetAside
    } else if lately.from_here >= few && !lately.shown {
        Passage::Ask
    } else {
        Passage::Pass
    }
}

/// Words as they are compared: letters and figures alone, so that a changed comma hides nothing.
#[must_use]
pub fn bare(words: &str) -> String {
    words
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .take(400)
        .collect()
}

/// What a file is by its first bytes; none for anything that a door does not take (R12).
#[must_use]
pub fn kind_of(bytes: &[u8]) -> Option<FileKind> {
    let starts = |mark: &[u8]| bytes.starts_with(mark);
    if starts(b"%PDF-") {
        Some(FileKind::Pdf)
    } else if starts(b"\xFF\xD8\xFF") {
        Some(FileKind::Jpeg)
    } else if starts(b"\x89PNG\r\n\x1a\n") {
        Some(FileKind::Png)
    } else if starts(b"PK\x03\x04") && holds(bytes, b"word/") && !holds(bytes, b"vbaProject") {
        Some(FileKind::Word)
    } else {
        None
    }
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// A file's name without any path, short, and with the ending of what it is.
#[must_use]
pub fn safe_name(name: &str, kind: FileKind) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let kept: String = stem
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || matches!(c, '-' | '_' | ' ') {
                c
            } else {
                '_'
            }
        })
        .take(60)
        .collect();
    let kept = kept.trim();
    let stem = if kept.is_empty() { "file" } else { kept };
    format!("{stem}.{}", kind.code())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surgery_passes_and_a_flood_is_set_aside() {
        let from = |from_here, shown| Lately {
            from_here,
            shown,
            ..Lately::default()
        };
        assert_eq!(passage(from(0, false), 5), Passage::Pass);
        assert_eq!(passage(from(5, false), 5), Passage::Ask);
        assert_eq!(passage(from(5, true), 5), Passage::Pass);
        assert_eq!(passage(from(15, true), 5), Passage::SetAside);
        let same = Lately {
            same_words: 5,
            shown: true,
            ..Lately::default()
        };
        assert_eq!(
            passage(same, 5),
            Passage::SetAside,
            "from many places at once"
        );
        assert_eq!(bare("He HITS, me!"), bare("he hits me"));
    }

    #[test]
    fn a_file_is_what_its_bytes_say() {
        assert_eq!(kind_of(b"%PDF-1.7 ..."), Some(FileKind::Pdf));
        assert_eq!(kind_of(b"\xFF\xD8\xFF\xE0"), Some(FileKind::Jpeg));
        assert_eq!(
            kind_of(b"PK\x03\x04....word/document.xml"),
            Some(FileKind::Word)
        );
        assert_eq!(kind_of(b"PK\x03\x04....word/vbaProject.bin"), None);
        assert_eq!(kind_of(b"PK\x03\x04....xl/workbook.xml"), None);
        assert_eq!(kind_of(b"<html><script>"), None);
        assert_eq!(kind_of(b"MZ\x90\x00"), None);
        assert_eq!(
            safe_name("C:\\a\\..\\letter.exe", FileKind::Pdf),
            "letter.pdf"
        );
        assert_eq!(safe_name("../..", FileKind::Png), "_.png");
    }
}
