//! Cases between two people of one household or not, and which of them repeat.

use std::collections::HashMap;
use std::path::Path;

use crate::chance::Chance;
use crate::people::County;
use crate::write::Written;

/// Writes cases.csv (case_id, case_date, victim_id, perpetrator_id) and cases_truth.csv (case_l, case_r).
pub fn write(
    folder: &Path,
    county: &County<'_>,
    written: &[Written],
    chance: &mut Chance,
) -> Result<(), Box<dyn std::error::Error>> {
    let mut of: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, record) in written.iter().enumerate() {
        of.entry(record.person).or_default().push(at);
    }
    let mut sheet = csv::Writer::from_path(folder.join("cases.csv"))?;
    let mut truth = csv::Writer::from_path(folder.join("cases_truth.csv"))?;
    sheet.write_record(["case_id", "case_date", "victim_id", "perpetrator_id"])?;
    truth.write_record(["case_l", "case_r"])?;
    let mut cases: HashMap<(usize, usize), Vec<(String, i64)>> = HashMap::new();
    let mut number = 0;
    for (at, person) in county.people.iter().enumerate().skip(1) {
        let before = &county.people[at - 1];
        let together = before.household == person.household
            && before.born.year < 2008
            && person.born.year < 2008;
        if !together || !chance.happens(0.5) {
            continue;
        }
        let (Some(victims), Some(others)) = (of.get(&person.number), of.get(&before.number)) else {
            continue;
        };
        for victim in victims {
            let perpetrator = *chance.one(others);
            let on = written[*victim].on;
            number += 1;
            let id = format!("C{number:07}");
            sheet.write_record([
                &id,
                &on.text(),
                &format!("R{:08}", victim + 1),
                &format!("R{:08}", perpetrator + 1),
            ])?;
            let days = days(on.year, on.month, on.day);
            cases
                .entry((person.number, before.number))
                .or_default()
                .push((id, days));
        }
    }
    let mut all: Vec<_> = cases.into_iter().collect();
    all.sort_by_key(|(pair, _)| *pair);
    for (_, of_pair) in all {
        for (at, (left, on)) in of_pair.iter().enumerate() {
            for (right, then) in &of_pair[at + 1..] {
                if (on - then).abs() <= 365 {
                    truth.write_record([left.min(right), left.max(right)])?;
                }
            }
        }
    }
    sheet.flush()?;
    Ok(truth.flush()?)
}

/// Days since a fixed day.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (y, m) = if month <= 2 {
        (year - 1, month + 9)
    } else {
        (year, month - 3)
    };
    365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day
}
