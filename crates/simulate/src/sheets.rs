//! Police sheets as text: the headings that forces use, a row for each report, and the slips that real sheets have.

use hawthorn_domain::platform::calendar::london;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::luck::Luck;
use crate::people::Soul;
use crate::script::Report;

/// The headings of every sheet.
const HEADINGS: &str = "Incident Ref,Date/Time Reported,Date/Time Occurred,HAU Received,Location,Postcode,DASH Level,DASH Score,DASH Form,Victim Surname,Victim Forename(s),Victim DOB,Victim Sex,Victim Phone,Suspect Surname,Suspect Forename(s),Suspect DOB,Suspect Sex,Relationship (suspect is victim's…),Children at address (name dob; …),Pregnant,Crime No,Flags,Consent to share,Attending Officer,Summary";

/// Where the level stands in a row.
const LEVEL: usize = 6;
/// Where the summary stands in a row.
const SUMMARY: usize = 25;

/// A sheet of these rows.
pub(crate) fn sheet(rows: &[Vec<String>]) -> String {
    let mut text = format!("{HEADINGS}\r\n");
    for row in rows {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")))
            .collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

/// A report as a row.
pub(crate) fn row(luck: &mut Luck, report: &Report) -> Vec<String> {
    let other = report.other.as_ref();
    let sex = |soul: &Soul| if soul.female { "F" } else { "M" }.to_owned();
    let family = |luck: &mut Luck, soul: &Soul| {
        if luck.in_thousand(250) {
            soul.family.to_uppercase()
        } else {
            soul.family.clone()
        }
    };
    let children: Vec<String> = report
        .children
        .iter()
        .map(|child| {
            format!("{} {} {}", child.given, child.family, born(child.born)).replace("  ", " ")
        })
        .collect();
    let postcode = if luck.in_thousand(200) {
        report.home.postcode.to_lowercase().replace(' ', "")
    } else {
        report.home.postcode.clone()
    };
    let level = if luck.in_thousand(200) {
        report.level.label().to_uppercase()
    } else {
        report.level.label().to_owned()
    };
    let victim_family = family(luck, &report.victim);
    let other_family = other.map_or_else(|| "U/K".to_owned(), |soul| family(luck, soul));
    vec![
        report.reference.clone(),
        moment(report.reported),
        moment(report.occurred),
        moment(report.received),
        report.home.line.clone(),
        postcode,
        level,
        report.score.to_string(),
        "Police DASH 2009".to_owned(),
        victim_family,
        report.victim.given.clone(),
        born(report.victim.born),
        sex(&report.victim),
        phone(luck, report.victim.phone),
        other_family,
        other.map_or_else(|| "U/K".to_owned(), |soul| soul.given.clone()),
        other.map_or_else(String::new, |soul| born(soul.born)),
        other.map_or_else(String::new, sex),
        report.relationship.to_owned(),
        children.join("; "),
        if report.pregnant { "Y" } else { "N" }.to_owned(),
        String::new(),
        report.flags.join("; "),
        report.consent.to_owned(),
        format!("PC {}", 1_000 + luck.below(9_000)),
        report.summary.to_owned(),
    ]
}

/// The row with a level that is not one, under a reference of its own: the importer refuses it.
pub(crate) fn spoilt(row: &[String], reference: String) -> Vec<String> {
    let mut spoilt = row.to_vec();
    if let Some(cell) = spoilt.first_mut() {
        *cell = reference;
    }
    if let Some(cell) = spoilt.get_mut(LEVEL) {
        *cell = "Standrad".to_owned();
    }
    spoilt
}

/// The row with another account of what happened, under the same reference: a person has to look.
pub(crate) fn amended(row: &[String]) -> Vec<String> {
    let mut amended = row.to_vec();
    if let Some(cell) = amended.get_mut(SUMMARY) {
        cell.push_str(" Amended after a call from the officer.");
    }
    amended
}

fn born(date: Option<Date>) -> String {
    date.map_or_else(
        || "U/K".to_owned(),
        |date| date.strftime("%d/%m/%Y").to_string(),
    )
}

fn moment(at: Timestamp) -> String {
    london()
        .to_datetime(at)
        .strftime("%d/%m/%Y %H:%M")
        .to_string()
}

fn phone(luck: &mut Luck, digits: Option<u16>) -> String {
    match digits {
        None => String::new(),
        Some(digits) if luck.in_thousand(300) => format!("+447700900{digits:03}"),
        Some(digits) => format!("07700 900{digits:03}"),
    }
}
