//! A case that goes to the MARAC of another area, as a printed paper (F29).

use serde::Serialize;

use super::minutes::ActionPrint;
use super::world::{PrintError, Stamp, render};

const TEMPLATE: &str = include_str!("transfer.typ");

/// A transfer in words; a part that is not sent is empty.
#[derive(Debug, Clone, Serialize)]
pub struct TransferPrint {
    /// Title of the document, without a name.
    pub title: String,
    /// At the head of each page: from where to where.
    pub meeting: String,
    /// When it was sent, at the head of each page.
    pub date_words: String,
    /// Protective marking at the head of each page.
    pub marking: String,
    /// Who may read it.
    pub confidentiality: String,
    /// The area and the person who send it.
    pub from: String,
    /// The area to which it goes.
    pub to: String,
    /// When.
    pub sent: String,
    /// Why.
    pub why: String,
    /// The reference in the area that sends it.
    pub reference: String,
    /// The victim with the date of birth.
    pub victim: String,
    /// The person causing harm with the date of birth.
    pub perpetrator: String,
    /// The children.
    pub children: String,
    /// When it was heard there, or that it was not.
    pub heard: String,
    /// Why the pair was referred, and the criteria met.
    pub referred: Vec<String>,
    /// What the victim says and wants.
    pub voice: String,
    /// Risk assessments.
    pub assessments: Vec<String>,
    /// Protective orders, without a place.
    pub orders: Vec<String>,
    /// Risks that the meeting named.
    pub risks: Vec<String>,
    /// What was said.
    pub discussion: String,
    /// What was agreed; who does it there is the agency's own.
    pub plan: Vec<ActionPrint>,
}

/// The transfer as tagged PDF (PDF/UA-1 when the fonts allow).
///
/// # Errors
/// [`PrintError`], whose message says what to do.
pub fn print_transfer(transfer: &TransferPrint, stamp: &Stamp) -> Result<Vec<u8>, PrintError> {
    render(TEMPLATE, transfer, stamp)
}

#[cfg(test)]
mod tests {
    use super::super::world::tests::{page_texts, stamp};
    use super::*;

    fn transfer() -> TransferPrint {
        TransferPrint {
            title: "Transfer to Elsewhere".to_owned(),
            meeting: "From Example to Elsewhere".to_owned(),
            date_words: "2 April 2026, 9:30am".to_owned(),
            marking: "OFFICIAL".to_owned(),
            confidentiality: "For the coordinator there.".to_owned(),
            from: "Example: Gwen Xu".to_owned(),
            to: "Elsewhere".to_owned(),
            sent: "2 April 2026, 9:30am".to_owned(),
            why: "She moves on Friday.".to_owned(),
            reference: "C-26".to_owned(),
            victim: "Vera Example (born 4 May 1991)".to_owned(),
            perpetrator: "Otto Example (born 1 February 1988)".to_owned(),
            children: String::new(),
            heard: "1 April 2026, 10am".to_owned(),
            referred: vec!["He has a key.".to_owned()],
            voice: "She wants to stay near her school.".to_owned(),
            assessments: Vec::new(),
            orders: Vec::new(),
            risks: vec!["Contact through the children".to_owned()],
            discussion: String::new(),
            plan: vec![ActionPrint {
                agency: "Housing".to_owned(),
                who: String::new(),
                what: "Change the locks".to_owned(),
                due: "28 November 2026".to_owned(),
                status: "To do".to_owned(),
            }],
        }
    }

    #[test]
    fn it_says_who_sends_it_and_why_and_holds_only_the_parts_that_are_sent() {
        let (pages, accessible) = page_texts(TEMPLATE, &transfer(), &stamp());
        assert!(accessible);
        assert_eq!(pages.len(), 1, "a short case begins on the first page");
        for told in [
            "Why it is sent",
            "She moves on Friday.",
            "Vera Example",
            "Change the locks",
            "She wants to stay",
            "Contact through the children",
        ] {
            assert!(pages[0].contains(told), "{told}: {}", pages[0]);
        }
        for left_out in [
            "Risk assessments",
            "Protective orders",
            "What was said",
            "Children",
        ] {
            assert!(!pages[0].contains(left_out), "{left_out}: {}", pages[0]);
        }
    }

    #[test]
    fn a_long_one_names_its_reader_on_every_page() {
        let mut long = transfer();
        long.discussion = "One line of many.\n".repeat(150);
        let (pages, accessible) = page_texts(TEMPLATE, &long, &stamp());
        assert!(accessible && pages.len() > 2, "{} pages", pages.len());
        for page in &pages {
            assert!(page.contains("Printed for"), "{page}");
            assert!(page.contains("OFFICIAL"), "{page}");
        }
    }
}
