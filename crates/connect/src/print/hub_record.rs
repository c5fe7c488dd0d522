//! The record of one MASH meeting as a printed paper (R152–R156).

use serde::Serialize;

use super::world::{PrintError, Stamp, render};

const TEMPLATE: &str = include_str!("hub_record.typ");

/// The record in words that are ready to be shown to this reader.
#[derive(Debug, Clone, Serialize)]
pub struct HubRecordPrint {
    /// Title of the document: a reference, no name.
    pub title: String,
    /// What kind of meeting.
    pub meeting: String,
    /// Day and time in words.
    pub date_words: String,
    /// Where it was held.
    pub venue: String,
    /// Protective marking at the head of each page.
    pub marking: String,
    /// How the paper is to be kept.
    pub confidentiality: String,
    /// The agency that leads.
    pub lead_agency: String,
    /// The statutory basis as stated.
    pub legal_basis: String,
    /// Who chaired.
    pub chair: String,
    /// Who was there, who was not and why.
    pub seats: Vec<SeatPrint>,
    /// The people of the case, a line each.
    pub people: Vec<String>,
    /// The plan for the children; empty where there are none.
    pub plan_child: String,
    /// The plan for the adult.
    pub plan_adult: String,
    /// Pathways and outcomes, a line each.
    pub outcomes: Vec<String>,
    /// The lead agency's decision.
    pub decision: String,
    /// Its reasons.
    pub reasons: String,
    /// Who completed the record and when.
    pub completed: String,
}

/// One agency at the meeting.
#[derive(Debug, Clone, Serialize)]
pub struct SeatPrint {
    /// Agency.
    pub agency: String,
    /// Who came.
    pub name: String,
    /// Present, or why not.
    pub presence: String,
}

/// The record as tagged PDF (PDF/UA-1 when the fonts allow).
///
/// # Errors
/// [`PrintError`], whose message says what to do.
pub fn print_hub_record(record: &HubRecordPrint, stamp: &Stamp) -> Result<Vec<u8>, PrintError> {
    render(TEMPLATE, record, stamp)
}

#[cfg(test)]
mod tests {
    use super::super::world::tests::{page_texts, stamp};
    use super::*;

    #[test]
    fn the_record_prints_its_basis_before_its_plan_and_who_was_missing() {
        let record = HubRecordPrint {
            title: "Record of the meeting on referral R-ABC123".to_owned(),
            meeting: "Multi-agency safeguarding hub (MASH)".to_owned(),
            date_words: "26 March 2026, 9:00am".to_owned(),
            venue: "Hub, room 2".to_owned(),
            marking: "OFFICIAL - SENSITIVE".to_owned(),
            confidentiality: "Keep it with the case.".to_owned(),
            lead_agency: "Children’s social care".to_owned(),
            legal_basis: "Children Act 1989, section 47".to_owned(),
            chair: "Una Thatcham".to_owned(),
            seats: vec![SeatPrint {
                agency: "Early help".to_owned(),
                name: String::new(),
                presence: "Not there: sent its words".to_owned(),
            }],
            people: vec!["Katarzyna Ellwood, victim, born 2 November 1976".to_owned()],
            plan_child: "A visit today. ".repeat(300),
            plan_adult: "A safe number was agreed.".to_owned(),
            outcomes: vec!["Goes on: child safeguarding".to_owned()],
            decision: "An enquiry begins today.".to_owned(),
            reasons: "What the school saw.".to_owned(),
            completed: "Gwen Xu, 26 March 2026, 11:00am".to_owned(),
        };
        let (pages, accessible) = page_texts(TEMPLATE, &record, &stamp());
        assert!(accessible);
        let all = pages.concat();
        let place = |words: &str| all.find(words).unwrap_or_else(|| panic!("{words}: {all}"));
        assert!(place("section 47") < place("A visit today."));
        assert!(place("sent its words") < place("An enquiry begins today."));
        assert!(pages.len() > 1 && pages.iter().all(|page| page.contains("SENSITIVE")));
    }
}
