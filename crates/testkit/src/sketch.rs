//! An incident in a few words, brought in by the real way: a row of a sheet.

/// What a test says of an incident; the rest is invented the same way every time.
#[derive(Debug, Clone)]
pub struct IncidentSketch {
    /// The source's reference; a new one when empty.
    pub reference: String,
    /// When it was reported, dd/mm/yyyy hh:mm; the moment received when empty.
    pub reported: String,
    /// When the desk received it, dd/mm/yyyy hh:mm.
    pub received: String,
    /// Standard, Medium or High.
    pub level: String,
    /// The score of the police tool.
    pub score: String,
    /// The victim's family name.
    pub victim_surname: String,
    /// The victim's given name.
    pub victim_forename: String,
    /// The victim's date of birth, dd/mm/yyyy.
    pub victim_born: String,
    /// The family name of the person causing harm; none when empty.
    pub other_surname: String,
    /// Their given name.
    pub other_forename: String,
    /// Their date of birth, dd/mm/yyyy.
    pub other_born: String,
    /// What they are to the victim.
    pub relationship: String,
    /// Children: `name dd/mm/yyyy; …`.
    pub children: String,
    /// Y, N or nothing.
    pub pregnant: String,
    /// Flags as a sheet writes them: `MH; Alcohol`.
    pub flags: String,
    /// Y, N, Not asked.
    pub consent: String,
    /// What was reported.
    pub summary: String,
}

impl Default for IncidentSketch {
    fn default() -> Self {
        Self {
            reference: String::new(),
            reported: String::new(),
            received: "25/03/2026 14:00".to_owned(),
            level: "Standard".to_owned(),
            score: "4".to_owned(),
            victim_surname: "Ellwood".to_owned(),
            victim_forename: "Katarzyna".to_owned(),
            victim_born: "02/11/1976".to_owned(),
            other_surname: "Davies".to_owned(),
            other_forename: "Sunil".to_owned(),
            other_born: "02/10/1974".to_owned(),
            relationship: "Ex-partner".to_owned(),
            children: String::new(),
            pregnant: "N".to_owned(),
            flags: String::new(),
            consent: "Y".to_owned(),
            summary: "Invented for a test.".to_owned(),
        }
    }
}

/// The headings that the rows of sketches stand under.
pub const HEADINGS: &str = "Incident Ref,Date/Time Reported,HAU Received,Location,Postcode,DASH Level,DASH Score,DASH Form,Victim Surname,Victim Forename(s),Victim DOB,Victim Sex,Suspect Surname,Suspect Forename(s),Suspect DOB,Suspect Sex,Relationship (suspect is victim's…),Children at address (name dob; …),Pregnant,Flags,Consent to share,Attending Officer,Summary";

impl IncidentSketch {
    /// The sketch as one row of a sheet.
    pub fn row(&self, reference: &str) -> String {
        let reported = if self.reported.is_empty() {
            &self.received
        } else {
            &self.reported
        };
        let cells = [
            reference,
            reported,
            &self.received,
            "1 Test Avenue, Bedworth",
            "CV12 6BF",
            &self.level,
            &self.score,
            "Police DASH 2009",
            &self.victim_surname,
            &self.victim_forename,
            &self.victim_born,
            "F",
            &self.other_surname,
            &self.other_forename,
            &self.other_born,
            "M",
            &self.relationship,
            &self.children,
            &self.pregnant,
            &self.flags,
            &self.consent,
            "PC 1000",
            &self.summary,
        ];
        cells
            .iter()
            .map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")))
            .collect::<Vec<_>>()
            .join(",")
    }
}
