//! Cases that come again.

use std::io::Write;
use std::path::Path;

use super::given::{CASES, read_cases, read_model};
use super::{Progress, load, met, named, tell_found};
use crate::bulk::cases::repeats;
use crate::bulk::learn::learn;
use crate::bulk::link::pairs;
use crate::bulk::model::Model;
use crate::bulk::outputs::{Output, apart};
use crate::bulk::read::{FileError, Sheet};
use crate::bulk::write::quoted;

/// Finds repeat cases; writes `case_l,case_r,score`.
///
/// # Errors
/// As [`super::link`].
pub fn repeat_cases(
    people: &Path,
    cases: &Path,
    out: &Path,
    model: Option<&Path>,
    progress: Progress<'_>,
) -> Result<(), FileError> {
    apart(
        &named([
            ("--people", Some(people)),
            ("--cases", Some(cases)),
            ("--model", model),
        ]),
        &[("--out", out)],
    )?;
    let model = model.map(read_model).transpose()?;
    let cases = Sheet::open(cases, &CASES)?;
    let sheet = Sheet::of_people(people)?;
    let mut out = Output::open(out)?;

    let people = load(sheet, progress)?;
    let list = read_cases(cases, &people, progress)?;
    let met = met(&people, progress);
    let model = model.unwrap_or_else(|| learn(&people, &Model::shipped(), &met));
    let found = pairs(&people, &model, &met, &[]);
    drop(met);
    tell_found(&found, progress);
    let repeats = repeats(&people, &model, &found.pairs, &list);
    out.write(|to| {
        writeln!(to, "case_l,case_r,score")?;
        for repeat in &repeats {
            let (left, right) = (quoted(&repeat.left), quoted(&repeat.right));
            writeln!(to, "{left},{right},{:.3}", repeat.bits)?;
        }
        Ok(())
    })?;
    Output::finish([out])?;
    progress(&format!("{} pairs of cases", repeats.len()));
    Ok(())
}
