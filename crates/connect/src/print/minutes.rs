//! The minutes of a meeting (F24), and the pack for it, as a printed paper.

use serde::Serialize;

use super::world::{PrintError, Stamp, render};

const TEMPLATE: &str = include_str!("minutes.typ");

/// Minutes or a pack, in words that are ready to be shown to this reader. A
/// pack is the same paper before the meeting: without attendance, discussion and outcome.
#[derive(Debug, Clone, Serialize)]
pub struct MinutesPrint {
    /// Title of the document, neutral enough for a file list.
    pub title: String,
    /// Name of the meeting.
    pub meeting: String,
    /// Day and time in words.
    pub date_words: String,
    /// Where it was held.
    pub venue: String,
    /// Protective marking at the head of each page.
    pub marking: String,
    /// The area's confidentiality statement.
    pub confidentiality: String,
    /// Who chaired; empty in a pack.
    pub chair: String,
    /// Who came, who sent apologies.
    pub attendance: Vec<AttendancePrint>,
    /// Actions of earlier meetings that are not done.
    pub open_actions: Vec<ActionPrint>,
    /// The cases, each on a page of its own.
    pub items: Vec<MinutesItemPrint>,
    /// Which copy it is, for a pack; a pack has its contents at the front.
    pub copy: Option<CopyPrint>,
}

/// Which copy of a pack this is.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CopyPrint {
    /// The number of the reader's copy.
    pub number: String,
    /// What has changed since the reader's last copy.
    pub changes: Vec<String>,
}

/// One line of attendance.
#[derive(Debug, Clone, Serialize)]
pub struct AttendancePrint {
    /// Agency.
    pub agency: String,
    /// Representative.
    pub name: String,
    /// Present, apologies, apologies with information sent.
    pub presence: String,
}

/// One case.
#[derive(Debug, Clone, Serialize)]
pub struct MinutesItemPrint {
    /// Place on the agenda, from 1.
    pub number: u32,
    /// Reference of the case.
    pub reference: String,
    /// Initials or names.
    pub people: String,
    /// Children in words; empty when there are none.
    pub children: String,
    /// Whether the case is restricted.
    pub restricted: bool,
    /// Why the case is heard.
    pub why: Vec<String>,
    /// What each agency knows.
    pub research: Vec<ResearchPrint>,
    /// Risks that were named.
    pub risks: Vec<String>,
    /// What was said.
    pub discussion: String,
    /// What was agreed.
    pub actions: Vec<ActionPrint>,
    /// How the case was left.
    pub outcome: String,
}

/// What one agency knows.
#[derive(Debug, Clone, Serialize)]
pub struct ResearchPrint {
    /// Agency.
    pub agency: String,
    /// Its summary.
    pub summary: String,
}

/// One action.
#[derive(Debug, Clone, Serialize)]
pub struct ActionPrint {
    /// Agency.
    pub agency: String,
    /// Who does it.
    pub who: String,
    /// What is to be done.
    pub what: String,
    /// By when, in words.
    pub due: String,
    /// Open, done, not done and why.
    pub status: String,
}

/// The minutes or the pack as tagged PDF (PDF/UA-1 when the fonts allow).
///
/// # Errors
/// [`PrintError`], whose message says what to do.
pub fn print_minutes(minutes: &MinutesPrint, stamp: &Stamp) -> Result<Vec<u8>, PrintError> {
    render(TEMPLATE, minutes, stamp)
}

#[cfg(test)]
mod tests {
    use super::super::world::tests::{page_texts, stamp};
    use super::*;

    fn action(what: &str) -> ActionPrint {
        ActionPrint {
            agency: "Housing".to_owned(),
            who: "Owain Mazur".to_owned(),
            what: what.to_owned(),
            due: "9 April 2026".to_owned(),
            status: "Open".to_owned(),
        }
    }

    fn minutes() -> MinutesPrint {
        let item = |number: u32, length: usize| MinutesItemPrint {
            number,
            reference: format!("WM-26-{number:04}"),
            people: "K E and S D".to_owned(),
            children: String::new(),
            restricted: number == 2,
            why: vec!["Professional judgement".to_owned()],
            research: vec![ResearchPrint {
                agency: "Housing".to_owned(),
                summary: "One line.\nAnother line. ".repeat(length),
            }],
            risks: vec!["Contact through the children".to_owned()],
            discussion: "It was agreed to act.".to_owned(),
            actions: vec![action("Change the locks")],
            outcome: "To be heard again if repeated.".to_owned(),
        };
        MinutesPrint {
            title: "Minutes of 2 April 2026".to_owned(),
            meeting: "Thursday meeting".to_owned(),
            date_words: "2 April 2026, 09:30".to_owned(),
            venue: "Room 4".to_owned(),
            marking: "OFFICIAL".to_owned(),
            confidentiality: "What is said here stays here.".to_owned(),
            chair: "Una Thatcham".to_owned(),
            attendance: vec![AttendancePrint {
                agency: "Police".to_owned(),
                name: "Gwen Xu".to_owned(),
                presence: "Present".to_owned(),
            }],
            open_actions: vec![action("Fit a new light")],
            items: vec![item(1, 1), item(2, 120), item(3, 1)],
            copy: None,
        }
    }

    #[test]
    fn a_pack_begins_with_its_copy_what_changed_and_its_contents() {
        let mut pack = minutes();
        pack.chair.clear();
        pack.attendance.clear();
        pack.open_actions.clear();
        pack.copy = Some(CopyPrint {
            number: "2".to_owned(),
            changes: vec!["New: case 3: WM-26-0003.".to_owned()],
        });
        let (pages, accessible) = page_texts(TEMPLATE, &pack, &stamp());
        assert!(accessible);
        let front = &pages[0];
        assert!(front.contains("Your copy"), "{front}");
        assert!(front.contains("New: case 3"), "{front}");
        for number in 1..=3 {
            assert!(front.contains(&format!("WM-26-{number:04}")), "{front}");
        }
        for page in &pages {
            assert!(page.contains("Printed for"), "every page names its reader");
        }
    }

    #[test]
    fn each_case_starts_a_page_and_every_page_names_its_case() {
        let (pages, accessible) = page_texts(TEMPLATE, &minutes(), &stamp());
        assert!(accessible);
        assert!(pages.len() > 4, "{} pages", pages.len());
        let opening = pages.first().unwrap();
        assert!(opening.contains("Fit a new light") && opening.contains("Gwen Xu"));
        for number in 1..=3 {
            let reference = format!("WM-26-{number:04}");
            let with: Vec<usize> = (0..pages.len())
                .filter(|at| pages[*at].contains(&reference))
                .collect();
            let others = pages.iter().filter(|text| text.contains("WM-26-")).count();
            assert_eq!(with.len(), if number == 2 { others - 2 } else { 1 });
        }
        for text in pages.iter().filter(|text| text.contains("WM-26-0002")) {
            assert!(text.contains("RESTRICTED"), "{text}");
        }
        assert!(!opening.contains("RESTRICTED"));
        assert!(pages.last().unwrap().contains("To be heard again"));
    }

    #[test]
    fn a_very_long_name_breaks_instead_of_running_out_of_its_column() {
        let mut long = minutes();
        long.attendance[0].agency = "Abcdefghij".repeat(20);
        let (pages, accessible) = page_texts(TEMPLATE, &long, &stamp());
        assert!(accessible);
        // The name is laid out in several pieces, and all of it is there.
        let opening: String = pages[0]
            .chars()
            .filter(|c| c.is_ascii_alphabetic())
            .collect();
        assert!(!pages[0].contains(&long.attendance[0].agency));
        assert!(opening.contains(&long.attendance[0].agency), "{}", pages[0]);
    }

    #[test]
    fn a_pack_prints_without_the_parts_that_come_later() {
        let mut pack = minutes();
        pack.attendance.clear();
        pack.open_actions.clear();
        pack.chair.clear();
        for item in &mut pack.items {
            item.actions.clear();
            item.discussion.clear();
            item.outcome.clear();
        }
        let pdf = print_minutes(&pack, &stamp()).unwrap();
        assert!(pdf.starts_with(b"%PDF"));
        let (pages, accessible) = page_texts(TEMPLATE, &pack, &stamp());
        assert!(accessible);
        assert!(!pages.concat().contains("Attendance"));
    }
}
