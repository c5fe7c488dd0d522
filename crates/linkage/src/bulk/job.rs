//! The three jobs of the command line, from files to files.

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::cases::{Case, repeats};
use super::context::Edge;
use super::encode::Encoder;
use super::learn::learn;
use super::link::{Found, MOST_OF_ONE, TOLD, Told, groups, meetings, pairs};
use super::model::Model;
use super::person::People;
use super::read::{self, FileError, Sheet};
use super::search::Search;
use super::write::{create, quoted, unwritable, write_clusters, write_pairs};
use super::{encode, explain};

/// Seconds since some moment; handed in, so that this crate reads no clock.
pub type Clock<'a> = &'a dyn Fn() -> f64;

/// Says how far a job is.
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

/// Links a file with itself.
///
/// # Errors
/// When a file cannot be read or written, in words that say which and where.
pub fn link(files: &LinkFiles, progress: Progress<'_>) -> Result<(), FileError> {
    let people = load(&files.people, progress)?;
    let told = match &files.told {
        Some(path) => self::told(path, &people)?,
        None => Vec::new(),
    };
    let met = met(&people, progress);
    let model = weights(files.model.as_deref(), &people, &met)?;
    if let Some(path) = &files.save_model {
        std::fs::write(path, model.to_json()).map_err(|e| unwritable(path, &e))?;
    }
    let Found { pairs, alone, cut } = pairs(&people, &model, &met, &told);
    drop(met);
    // Needed for the reasons alone, and as large as the pairs themselves.
    let alone = files.explain.then_some(alone);
    progress(&format!("{} pairs that may be one person", pairs.len()));
    tell_cut(cut, progress);
    let why = |edge: &Edge| {
        if edge.bits >= TOLD {
            return "a person said that they are the same".to_owned();
        }
        explain::line(&explain::steps(
            &people,
            &model,
            alone.as_ref(),
            edge.left,
            edge.right,
        ))
    };
    let why: Option<&(dyn Fn(&Edge) -> String + Sync)> =
        if files.explain { Some(&why) } else { None };
    write_pairs(&files.pairs, &people, &pairs, why)?;
    if let Some(path) = &files.clusters {
        let group = groups(&people, &pairs, &told);
        write_clusters(path, &people, &group)?;
    }
    progress("done");
    Ok(())
}

/// What `search` reads and writes.
#[derive(Clone, Debug, Default)]
pub struct SearchFiles {
    /// The people.
    pub people: PathBuf,
    /// Whom to look up.
    pub queries: PathBuf,
    /// Where the answers go: `query_id,id,score`.
    pub out: PathBuf,
    /// Where the time that look-ups took goes, as JSON.
    pub latency: Option<PathBuf>,
    /// Weights to use instead of the shipped ones.
    pub model: Option<PathBuf>,
}

/// Looks every query up among the people; writes `query_id,id,score`, best
/// first, and, where asked, how long the look-ups took as JSON.
///
/// # Errors
/// As [`link`].
pub fn search(
    files: &SearchFiles,
    clock: Clock<'_>,
    progress: Progress<'_>,
) -> Result<(), FileError> {
    let mut encoder = Encoder::default();
    read::read_into(&mut encoder, &files.people, &mut |n| {
        progress(&format!("{n} records read"))
    })?;
    let model = match files.model.as_deref() {
        Some(path) => read_model(path)?,
        None => Model::shipped(),
    };
    let search = Search::new(encoder, model);
    progress(&format!(
        "{} people filed in {} MiB",
        search.people().len(),
        search.bytes() >> 20
    ));
    let mut sheet = Sheet::open(&files.queries, "id")?;
    let mut writer = create(&files.out)?;
    let fault = |e: &std::io::Error| unwritable(&files.out, e);
    writeln!(writer, "query_id,id,score").map_err(|e| fault(&e))?;
    let mut took: Vec<f64> = Vec::new();
    while sheet.advance()? {
        let asked = sheet.person();
        let row = asked.row();
        let start = clock();
        let hits = search.ask(&row, MOST_HITS);
        took.push((clock() - start) * 1e3);
        for hit in hits {
            let id = search.people().id(hit.slot);
            writeln!(writer, "{},{},{:.3}", quoted(row.id), quoted(id), hit.bits)
                .map_err(|e| fault(&e))?;
        }
    }
    writer.flush().map_err(|e| fault(&e))?;
    if let Some(path) = &files.latency {
        write_latency(path, &mut took)?;
    }
    progress(&format!("{} queries answered", took.len()));
    Ok(())
}

fn write_latency(path: &Path, took: &mut [f64]) -> Result<(), FileError> {
    took.sort_by(f64::total_cmp);
    let last = took.len().saturating_sub(1);
    let at = |share: f64| {
        took.get(((took.len() as f64 * share) as usize).min(last))
            .copied()
            .unwrap_or(0.0)
    };
    let text = format!(
        "{{\"queries\":{},\"p50_ms\":{:.4},\"p90_ms\":{:.4},\"p99_ms\":{:.4},\"max_ms\":{:.4}}}\n",
        took.len(),
        at(0.5),
        at(0.9),
        at(0.99),
        at(1.0)
    );
    std::fs::write(path, text).map_err(|e| unwritable(path, &e))
}

/// Hits handed out for one query.
const MOST_HITS: usize = 10;

/// Finds repeat cases; writes `case_l,case_r,score`.
///
/// # Errors
/// As [`link`].
pub fn repeat_cases(
    people: &Path,
    cases: &Path,
    out: &Path,
    model: Option<&Path>,
    progress: Progress<'_>,
) -> Result<(), FileError> {
    let people = load(people, progress)?;
    let met = met(&people, progress);
    let model = weights(model, &people, &met)?;
    let found = pairs(&people, &model, &met, &[]);
    drop(met);
    progress(&format!(
        "{} pairs that may be one person",
        found.pairs.len()
    ));
    let list = self::cases(cases, &people)?;
    let repeats = repeats(&people, &model, &found.pairs, &list);
    let mut writer = create(out)?;
    let mut write = || -> std::io::Result<()> {
        writeln!(writer, "case_l,case_r,score")?;
        for repeat in &repeats {
            writeln!(
                writer,
                "{},{},{:.3}",
                quoted(&repeat.left),
                quoted(&repeat.right),
                repeat.bits
            )?;
        }
        writer.flush()
    };
    write().map_err(|e| unwritable(out, &e))?;
    progress(&format!("{} pairs of cases", repeats.len()));
    Ok(())
}

fn load(path: &Path, progress: Progress<'_>) -> Result<People, FileError> {
    let people = read::read(path, &mut |n| progress(&format!("{n} records read")))?;
    progress(&format!("{} records read", people.len()));
    Ok(people)
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

fn tell_cut(cut: usize, progress: Progress<'_>) {
    if cut > 0 {
        progress(&format!(
            "warning: {cut} records say the same as so many others that all their pairs would be more than {MOST_OF_ONE}; each is paired with the first of them by id alone, and joins its group"
        ));
    }
}

fn weights(path: Option<&Path>, people: &People, met: &[(u32, u32)]) -> Result<Model, FileError> {
    match path {
        Some(path) => read_model(path),
        None => Ok(learn(people, &Model::shipped(), met)),
    }
}

fn read_model(path: &Path) -> Result<Model, FileError> {
    let file = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|e| FileError::Unreadable {
        file: file.clone(),
        why: e.to_string(),
    })?;
    Model::from_json(&text).map_err(|why| FileError::Unreadable { file, why })
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

fn told(path: &Path, people: &People) -> Result<Vec<Told>, FileError> {
    let (places, mut sheet, mut out) = (places(people), Sheet::open(path, "id_l")?, Vec::new());
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
        out.push(Told { left, right, same });
    }
    Ok(out)
}

fn cases(path: &Path, people: &People) -> Result<Vec<Case>, FileError> {
    let (places, mut sheet, mut out) = (places(people), Sheet::open(path, "case_id")?, Vec::new());
    while sheet.advance()? {
        let date = sheet.cell("case_date");
        let day = encode::days(&date).ok_or_else(|| {
            sheet.fault(format!("case_date is \"{date}\"; write it as 2026-03-09"))
        })?;
        out.push(Case {
            id: sheet.cell("case_id"),
            day,
            victim: place(&places, &sheet, "victim_id")?,
            perpetrator: place(&places, &sheet, "perpetrator_id")?,
        });
    }
    Ok(out)
}
