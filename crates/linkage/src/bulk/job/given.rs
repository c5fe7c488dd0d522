//! What a job is given beside the people: weights, decisions and cases.

use std::collections::HashMap;
use std::path::Path;

use super::Progress;
use crate::bulk::cases::Case;
use crate::bulk::encode;
use crate::bulk::link::Told;
use crate::bulk::model::Model;
use crate::bulk::person::People;
use crate::bulk::read::{FileError, Ids, Sheet};

/// The weights of a file.
pub(super) fn read_model(path: &Path) -> Result<Model, FileError> {
    let text = std::fs::read(path).map_err(|e| FileError::reading(path, &e))?;
    let text = String::from_utf8(text).map_err(|_| {
        FileError::of(
            path,
            "this is no model of weights but a binary file; name a file that --save-model wrote",
        )
    })?;
    Model::from_json(&text).map_err(|why| FileError::of(path, why))
}

fn places(people: &People) -> HashMap<&str, u32> {
    (0..people.len() as u32)
        .map(|slot| (people.id(slot), slot))
        .collect()
}

fn place(
    places: &HashMap<&str, u32>,
    sheet: &Sheet,
    column: &'static str,
) -> Result<u32, FileError> {
    let id = sheet.cell(column);
    places.get(id.as_str()).copied().ok_or_else(|| {
        sheet.fault(format!("{column} is \"{id}\", which is no id in the file of people; mend it or take the line out"))
    })
}

/// What people said of pairs.
pub(super) fn read_told(
    mut sheet: Sheet,
    people: &People,
    progress: Progress<'_>,
) -> Result<Vec<Told>, FileError> {
    let (places, mut out) = (places(people), Vec::new());
    let mut said: HashMap<(u32, u32), (bool, u64)> = HashMap::new();
    while sheet.advance()? {
        let same = match sheet.cell("same").to_lowercase().as_str() {
            "yes" | "same" | "1" | "true" => true,
            "no" | "different" | "0" | "false" => false,
            _ => return Err(sheet.fault("the column \"same\" must say yes or no".to_owned())),
        };
        let (left, right) = (
            place(&places, &sheet, "id_l")?,
            place(&places, &sheet, "id_r")?,
        );
        if left == right {
            return Err(sheet.fault(format!(
                "id_l and id_r are both \"{}\"; a decision is about two records: mend one of the ids or take the line out",
                people.id(left)
            )));
        }
        let line = sheet.line;
        let (held, first) = *said
            .entry((left.min(right), left.max(right)))
            .or_insert((same, line));
        if held != same {
            return Err(sheet.fault(format!(
                "this says {} of a pair of which line {first} says {}; keep the line that holds and take the other out",
                yes_or_no(same),
                yes_or_no(held)
            )));
        }
        out.push(Told { left, right, same });
    }
    sheet.warnings().iter().for_each(|text| progress(text));
    Ok(out)
}

fn yes_or_no(same: bool) -> &'static str {
    if same { "yes" } else { "no" }
}

/// The columns of a file of cases.
pub(super) const CASES: [&str; 4] = ["case_id", "case_date", "victim_id", "perpetrator_id"];

/// The cases of a file.
pub(super) fn read_cases(
    mut sheet: Sheet,
    people: &People,
    progress: Progress<'_>,
) -> Result<Vec<Case>, FileError> {
    let (places, mut ids, mut out) = (places(people), Ids::default(), Vec::new());
    while sheet.advance()? {
        let date = sheet.cell("case_date");
        let day = encode::days(&date).ok_or_else(|| {
            sheet.fault(format!("case_date is \"{date}\"; write it as 2026-03-09"))
        })?;
        let id = sheet.cell("case_id");
        ids.add(&sheet, &id, ("case_id", "case"))?;
        out.push(Case {
            id,
            day,
            victim: place(&places, &sheet, "victim_id")?,
            perpetrator: place(&places, &sheet, "perpetrator_id")?,
        });
    }
    sheet.warnings().iter().for_each(|text| progress(text));
    Ok(out)
}
