//! The three jobs of the command line, from files to files.
//!
//! Each first looks at every file that it is given and opens every file that it
//! writes, so that nobody waits for an answer that has nowhere to go.

use std::path::{Path, PathBuf};

use super::context::Edge;
use super::encode::Encoder;
use super::explain;
use super::learn::learn;
use super::link::{Found, MOST_OF_ALL, MOST_OF_ONE, TOLD, groups, meetings, pairs};
use super::model::Model;
use super::outputs::{Output, apart};
use super::person::People;
use super::read::{self, FileError, Sheet};
use super::write::{write_clusters, write_pairs};

mod again;
mod asked;
mod given;

pub use again::repeat_cases;
pub use asked::{SearchFiles, search};
use given::{read_model, read_told};

/// Seconds since some moment; handed in, so that this crate reads no clock.
pub type Clock<'a> = &'a dyn Fn() -> f64;

/// Says how far a job is, and what it warns of.
pub type Progress<'a> = &'a mut dyn FnMut(&str);

/// What `link` reads and writes.
#[derive(Clone, Debug, Default)]
pub struct LinkFiles {
    /// The people.
    pub people: PathBuf,
    /// Where the pairs go: `id_l,id_r,score`, and `why` when explained.
    pub pairs: PathBuf,
    /// Where the groups go: `id,cluster_id`.
    pub clusters: Option<PathBuf>,
    /// Weights to use as they are, instead of training on the file.
    pub model: Option<PathBuf>,
    /// Where the weights in use go.
    pub save_model: Option<PathBuf>,
    /// What people said of pairs: `id_l,id_r,same` with yes or no.
    pub told: Option<PathBuf>,
    /// Whether each pair says why.
    pub explain: bool,
}

/// Files that a command may be given, without those that it was not.
fn named<'a>(
    files: impl IntoIterator<Item = (&'static str, Option<&'a Path>)>,
) -> Vec<(&'static str, &'a Path)> {
    let given = |(flag, path): (&'static str, Option<&'a Path>)| Some((flag, path?));
    files.into_iter().filter_map(given).collect()
}

/// Links a file with itself.
///
/// # Errors
/// When a file cannot be read or written, in words that say which and where.
pub fn link(files: &LinkFiles, progress: Progress<'_>) -> Result<(), FileError> {
    apart(
        &named([
            ("--in", Some(files.people.as_path())),
            ("--model", files.model.as_deref()),
            ("--told", files.told.as_deref()),
        ]),
        &named([
            ("--pairs", Some(files.pairs.as_path())),
            ("--clusters", files.clusters.as_deref()),
            ("--save-model", files.save_model.as_deref()),
        ]),
    )?;
    let model = files.model.as_deref().map(read_model).transpose()?;
    let told = files.told.as_deref();
    let told = told.map(|path| Sheet::open(path, &["id_l", "id_r", "same"]));
    let told = told.transpose()?;
    let sheet = Sheet::of_people(&files.people)?;
    let mut out = Output::open(&files.pairs)?;
    let mut clusters = Output::open_if(files.clusters.as_deref())?;
    let mut saved = Output::open_if(files.save_model.as_deref())?;

    let people = load(sheet, progress)?;
    let told = match told {
        Some(sheet) => read_told(sheet, &people, progress)?,
        None => Vec::new(),
    };
    let met = met(&people, progress);
    let model = model.unwrap_or_else(|| learn(&people, &Model::shipped(), &met));
    if let Some(saved) = &mut saved {
        saved.write(|to| std::io::Write::write_all(to, model.to_json().as_bytes()))?;
    }
    let found = pairs(&people, &model, &met, &told);
    drop(met);
    tell_found(&found, progress);
    let Found { pairs, alone, .. } = found;
    // Needed for the reasons alone, and as large as the pairs themselves.
    let alone = files.explain.then_some(alone);
    let why = |edge: &Edge| {
        if edge.bits >= TOLD {
            return explain::told();
        }
        let (l, r) = (edge.left, edge.right);
        explain::line(&explain::steps(&people, &model, alone.as_ref(), l, r))
    };
    let why: Option<&(dyn Fn(&Edge) -> String + Sync)> =
        if files.explain { Some(&why) } else { None };
    out.write(|to| write_pairs(to, &people, &pairs, why))?;
    if let Some(clusters) = &mut clusters {
        let group = groups(&people, &pairs, &told);
        clusters.write(|to| write_clusters(to, &people, &group))?;
    }
    Output::finish([Some(out), clusters, saved].into_iter().flatten())?;
    progress("done");
    Ok(())
}

/// Reads the people; says which columns there were and what was odd.
fn load(sheet: Sheet, progress: Progress<'_>) -> Result<People, FileError> {
    Ok(encode(sheet, progress)?.finish())
}

fn encode(mut sheet: Sheet, progress: Progress<'_>) -> Result<Encoder, FileError> {
    progress(&sheet.columns());
    let mut encoder = Encoder::default();
    read::read_into(&mut encoder, &mut sheet, &mut |n| {
        progress(&format!("{n} records so far"))
    })?;
    progress(&format!("{} records read", encoder.len()));
    if encoder.is_empty() {
        let file = sheet.path().display();
        progress(&format!(
            "warning: {file} holds no records below its first line; nothing can be found"
        ));
    }
    sheet.warnings().iter().for_each(|text| progress(text));
    Ok(encoder)
}

/// The pairs worth comparing; says what was passed over.
fn met(people: &People, progress: Progress<'_>) -> Vec<(u32, u32)> {
    let met = meetings(people);
    progress(&format!("{} pairs worth comparing", met.pairs.len()));
    if met.names > 0 {
        progress(&format!(
            "full names shared by so many records that those with nothing else in common were not compared: {}; a date of birth, postcode, town, phone or e-mail on more records tells them apart",
            met.names
        ));
    }
    if met.values > 0 {
        progress(&format!(
            "warning: values shared by so many records that not all of those were compared with each other: {} (a phone, a home, a date of birth with a name); if such a value is a placeholder or a service's own, leave it blank",
            met.values
        ));
    }
    met.pairs
}

/// Says how many pairs there are, and which are not handed out.
fn tell_found(found: &Found, progress: Progress<'_>) {
    let (count, cut) = (found.pairs.len(), found.cut);
    progress(&format!("{count} pairs that may be one person"));
    if cut > 0 {
        progress(&format!(
            "warning: {cut} records say the same as so many others that all their pairs would be too many to hand out (more than {MOST_OF_ONE} for one person, or {MOST_OF_ALL} for the file); each is paired with the first of them by id alone, and joins its group"
        ));
    }
}
