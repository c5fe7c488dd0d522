//! One canonical text for what a row says, so that the same row sent again is known again.
//!
//! Capitals, spaces, the shape of a telephone number, the order of flags and
//! the kind of file make no difference; a different level or story does.

use std::fmt::Write;

use jiff::Timestamp;

use super::report::{IncidentReport, ReportedBorn, ReportedPerson};

/// The canonical text. `received` is what the sheet itself said: the moment of
/// import must not make a row look new.
pub(super) fn canonical(report: &IncidentReport, received: Option<Timestamp>) -> String {
    let mut text = String::from("report 1\n");
    let mut line = |name: &str, value: &str| {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{name}={value}");
    };
    line("reference", &packed(&report.reference));
    line("reported", &moment(report.reported_at));
    line("occurred", &moment(report.occurred_at));
    line("received", &moment(received));
    line("location", &folded(&report.location));
    line("postcode", report.postcode.as_deref().unwrap_or_default());
    line("level", report.level.code());
    line(
        "score",
        &report
            .score
            .map(|score| score.to_string())
            .unwrap_or_default(),
    );
    let tool = report
        .tool
        .clone()
        .unwrap_or_else(|| folded(&report.tool_as_typed));
    line("tool", &tool);
    line("victim", &person(&report.victim));
    line(
        "suspect",
        &report.suspect.as_ref().map(person).unwrap_or_default(),
    );
    line("relationship", &folded(&report.relationship));
    for child in &report.children {
        line(
            "child",
            &format!("{} {}", folded(&child.name), born(child.dob)),
        );
    }
    line("children not named", &report.children_not_named.to_string());
    line(
        "pregnant",
        &report
            .pregnant
            .map(|yes| yes.to_string())
            .unwrap_or_default(),
    );
    line(
        "crime",
        &packed(report.crime_number.as_deref().unwrap_or_default()),
    );
    let mut flags: Vec<String> = report.flags.iter().map(flag).collect();
    flags.sort();
    line("flags", &flags.join(";"));
    line(
        "language",
        &folded(report.language.as_deref().unwrap_or_default()),
    );
    line("consent", report.consent.code());
    line("officer", &folded(&report.officer));
    line("summary", &folded(&report.summary));
    text
}

fn flag(flag: &super::report::SheetFlag) -> String {
    match flag {
        super::report::SheetFlag::Other(text) => folded(text),
        known => known.code().to_owned(),
    }
}

fn person(person: &ReportedPerson) -> String {
    [
        folded(person.surname.as_deref().unwrap_or_default()),
        folded(person.forenames.as_deref().unwrap_or_default()),
        born(person.dob),
        person.sex.code().to_owned(),
        person.phone.clone().unwrap_or_default(),
    ]
    .join("|")
}

fn born(born: ReportedBorn) -> String {
    match born {
        ReportedBorn::Full(day) => day.to_string(),
        ReportedBorn::Year(year) => year.to_string(),
        ReportedBorn::Age(age) => format!("age {age}"),
        ReportedBorn::Unknown => String::new(),
    }
}

fn moment(at: Option<Timestamp>) -> String {
    at.map(|at| at.to_string()).unwrap_or_default()
}

/// Small letters, single spaces.
fn folded(text: &str) -> String {
    super::words::tidy(text).to_lowercase()
}

/// Capitals without spaces.
fn packed(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_uppercase)
        .collect()
}
