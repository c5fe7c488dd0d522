//! Who is written down when and by whom, and the files of it.

use std::path::Path;

use crate::chance::Chance;
use crate::people::{County, Day, Person};
use crate::scribe::record;

/// One written record.
pub struct Written {
    pub person: usize,
    pub on: Day,
    pub cells: [String; 14],
}

const SOURCES: &[&str] = &[
    "police",
    "idva",
    "csc",
    "housing",
    "health",
    "probation",
    "education",
    "asc",
    "substance",
    "selfref",
];
const HEADER: [&str; 15] = [
    "id",
    "source",
    "record_date",
    "given_name",
    "family_name",
    "other_names",
    "aliases",
    "date_of_birth",
    "age",
    "sex",
    "address_line",
    "town",
    "postcode",
    "phone",
    "email",
];

/// All records, in an order that says nothing.
pub fn records(county: &County<'_>, most: usize, chance: &mut Chance) -> Vec<Written> {
    let mix = county.mix;
    let mut out = Vec::new();
    let mut at_once: Vec<(usize, Day, &str)> = Vec::new();
    for person in &county.people {
        // One record in any case, more with falling chance.
        let mut left = 1;
        while left < 14 && chance.happens(1.0 - 1.0 / mix.records) {
            left += 1;
        }
        for _ in 0..left {
            let on = day(person, chance);
            let source = *chance.favoured(SOURCES, 1.7);
            out.push(record(mix, person, on, source, chance));
            if chance.happens(mix.referred) {
                let other = *chance.favoured(SOURCES, 1.7);
                out.push(record(mix, person, on, other, chance));
            }
            if chance.happens(mix.together) {
                at_once.push((person.household, on, source));
            }
        }
    }
    at_once.sort_by_key(|(household, ..)| *household);
    let mut next = at_once.iter().peekable();
    for person in &county.people {
        while next
            .next_if(|(household, ..)| *household < person.household)
            .is_some()
        {}
        if let Some((household, on, source)) = next.peek()
            && *household == person.household
            && *on > person.born
            && chance.happens(0.3)
        {
            out.push(record(mix, person, *on, source, chance));
        }
    }
    for last in (1..out.len()).rev() {
        out.swap(last, chance.between(0, last as i64) as usize);
    }
    out.truncate(most);
    out
}

fn day(person: &Person, chance: &mut Chance) -> Day {
    loop {
        let day = Day::any(chance.between(2019, 2026), chance);
        if day > person.born {
            return day;
        }
        if person.born.year >= 2026 {
            return Day {
                year: 2026,
                month: 12,
                day: 28,
            };
        }
    }
}

/// Writes people.csv and truth.csv.
pub fn people(
    folder: &Path,
    county: &County<'_>,
    written: &[Written],
) -> Result<(), Box<dyn std::error::Error>> {
    let mut sheet = csv::Writer::from_path(folder.join("people.csv"))?;
    let mut truth = csv::Writer::from_path(folder.join("truth.csv"))?;
    sheet.write_record(HEADER)?;
    truth.write_record(["id", "person_id", "household", "origin"])?;
    for (at, record) in written.iter().enumerate() {
        let id = format!("R{:08}", at + 1);
        sheet.write_record(std::iter::once(&id).chain(&record.cells))?;
        let person = &county.people[record.person];
        truth.write_record([
            &id,
            &record.person.to_string(),
            &person.household.to_string(),
            person.origin.name,
        ])?;
    }
    sheet.flush()?;
    Ok(truth.flush()?)
}

/// Writes queries.csv and queries_truth.csv: half of people who are known or
/// may be, and some relatives of known people.
pub fn queries(
    folder: &Path,
    county: &County<'_>,
    number: usize,
    chance: &mut Chance,
) -> Result<(), Box<dyn std::error::Error>> {
    let mut sheet = csv::Writer::from_path(folder.join("queries.csv"))?;
    let mut truth = csv::Writer::from_path(folder.join("queries_truth.csv"))?;
    sheet.write_record(HEADER)?;
    truth.write_record(["id", "person_id"])?;
    for at in 0..number {
        let person = chance.one(&county.people);
        let on = Day {
            year: 2026,
            month: 12,
            day: chance.between(20, 28),
        };
        let source = *chance.favoured(SOURCES, 1.7);
        let record = record(county.mix, person, on, source, chance);
        let id = format!("Q{:07}", at + 1);
        sheet.write_record(std::iter::once(&id).chain(&record.cells))?;
        truth.write_record([&id, &person.number.to_string()])?;
    }
    sheet.flush()?;
    Ok(truth.flush()?)
}
