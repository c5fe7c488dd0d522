//! The agenda of a meeting (R182) as a printed paper.

use serde::Serialize;

use super::world::{PrintError, Stamp, render};

const TEMPLATE: &str = include_str!("agenda.typ");

/// An agenda, in words that are ready to be shown to this reader: names or
/// initials, and what is masked, are decided before.
#[derive(Debug, Clone, Serialize)]
pub struct AgendaPrint {
    /// Title of the document, neutral enough for a file list.
    pub title: String,
    /// Name of the meeting.
    pub meeting: String,
    /// Day and time in words.
    pub date_words: String,
    /// Where it is held.
    pub venue: String,
    /// Protective marking at the head of each page.
    pub marking: String,
    /// The area's confidentiality statement.
    pub confidentiality: String,
    /// The cases, in the order in which they are heard.
    pub items: Vec<AgendaItemPrint>,
}

/// One case of an agenda.
#[derive(Debug, Clone, Serialize)]
pub struct AgendaItemPrint {
    /// Place on the agenda, from 1.
    pub number: u32,
    /// Reference of the case.
    pub reference: String,
    /// Initials or names.
    pub people: String,
    /// Children in words; empty when there are none.
    pub children: String,
    /// Why the case is heard, a line for each gateway met.
    pub gateways: Vec<String>,
    /// Agency that brought the case.
    pub referrer: String,
    /// Whether the case is restricted.
    pub restricted: bool,
    /// Earlier hearings in words; empty when there are none.
    pub earlier: String,
}

/// The agenda as tagged PDF (PDF/UA-1 when the fonts allow).
///
/// # Errors
/// [`PrintError`], whose message says what to do.
pub fn print_agenda(agenda: &AgendaPrint, stamp: &Stamp) -> Result<Vec<u8>, PrintError> {
    render(TEMPLATE, agenda, stamp)
}

#[cfg(test)]
mod tests {
    use super::super::world::tests::{page_texts, stamp};
    use super::*;

    fn item(number: u32) -> AgendaItemPrint {
        AgendaItemPrint {
            number,
            reference: format!("WM-26-{number:04}"),
            people: "K E and S D".to_owned(),
            children: "Two, aged 4 and 7".to_owned(),
            gateways: vec!["Fourteen ticks on 25 March 2026".to_owned()],
            referrer: "Police".to_owned(),
            restricted: number == 2,
            earlier: String::new(),
        }
    }

    fn agenda(items: Vec<AgendaItemPrint>) -> AgendaPrint {
        AgendaPrint {
            title: "Agenda for 2 April 2026".to_owned(),
            meeting: "Thursday meeting".to_owned(),
            date_words: "2 April 2026, 09:30".to_owned(),
            venue: "Room 4".to_owned(),
            marking: "OFFICIAL".to_owned(),
            confidentiality: "What is said here stays here.".to_owned(),
            items,
        }
    }

    #[test]
    fn every_page_carries_marking_reader_time_and_number() {
        let (pages, accessible) =
            page_texts(TEMPLATE, &agenda((1..=20).map(item).collect()), &stamp());
        assert!(accessible);
        assert!(pages.len() > 2);
        for (index, text) in pages.iter().enumerate() {
            for part in ["OFFICIAL", "Tamsin Farrow", "25 March 2026, 14:30"] {
                assert!(
                    text.contains(part),
                    "page {index}: {part} missing in {text}"
                );
            }
            assert!(
                text.contains(&format!("Page {} of {}", index + 1, pages.len())),
                "{text}"
            );
        }
        let all = pages.concat();
        assert!(all.contains("RESTRICTED") && all.contains("WM-26-0020"));
    }

    #[test]
    fn text_is_never_markup() {
        let evil = "#panic() *bold* $x$ #read(\"/etc/passwd\") <img> @ref = head";
        let mut one = item(1);
        one.people = evil.to_owned();
        one.gateways = vec![evil.to_owned()];
        let (pages, _) = page_texts(TEMPLATE, &agenda(vec![one]), &stamp());
        let found: String = pages.concat().split_whitespace().collect();
        let wanted: String = evil.split_whitespace().collect();
        assert!(found.matches(&wanted).count() >= 2, "{found}");
    }

    #[test]
    fn an_empty_agenda_and_an_unknown_script_still_print() {
        let empty = print_agenda(&agenda(Vec::new()), &stamp()).unwrap();
        assert!(empty.starts_with(b"%PDF"));
        let mut one = item(1);
        one.people = "\u{0644}\u{064A}\u{0644}\u{0649} \u{5F20} \u{0175}".to_owned();
        let pdf = print_agenda(&agenda(vec![one]), &stamp()).unwrap();
        assert!(pdf.starts_with(b"%PDF"));
    }
}
