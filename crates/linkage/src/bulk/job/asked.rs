//! Look-ups, one at a time.

use std::io::Write;
use std::path::PathBuf;

use super::given::read_model;
use super::{Clock, Progress, encode, named};
use crate::bulk::model::Model;
use crate::bulk::outputs::{Output, apart};
use crate::bulk::read::{FileError, Ids, Sheet};
use crate::bulk::search::Search;
use crate::bulk::write::quoted;

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

/// Hits handed out for one query.
const MOST_HITS: usize = 10;

/// Looks every query up among the people; writes `query_id,id,score`, best
/// first, and, where asked, how long the look-ups took as JSON.
///
/// # Errors
/// As [`super::link`].
pub fn search(
    files: &SearchFiles,
    clock: Clock<'_>,
    progress: Progress<'_>,
) -> Result<(), FileError> {
    apart(
        &named([
            ("--people", Some(files.people.as_path())),
            ("--queries", Some(files.queries.as_path())),
            ("--model", files.model.as_deref()),
        ]),
        &named([
            ("--out", Some(files.out.as_path())),
            ("--latency", files.latency.as_deref()),
        ]),
    )?;
    let model = files.model.as_deref().map(read_model).transpose()?;
    let queries = Sheet::of_people(&files.queries)?;
    let sheet = Sheet::of_people(&files.people)?;
    let mut out = Output::open(&files.out)?;
    let mut latency = Output::open_if(files.latency.as_deref())?;

    let encoder = encode(sheet, progress)?;
    let search = Search::new(encoder, model.unwrap_or_else(Model::shipped));
    progress(&format!(
        "{} people filed in {} MiB",
        search.people().len(),
        search.bytes() >> 20
    ));
    let mut took = answer(&search, queries, &mut out, clock, progress)?;
    if let Some(latency) = &mut latency {
        let text = told(&mut took);
        latency.write(|to| to.write_all(text.as_bytes()))?;
    }
    Output::finish([Some(out), latency].into_iter().flatten())?;
    progress(&format!("{} queries answered", took.len()));
    Ok(())
}

/// Writes the answers; gives how many milliseconds each took.
fn answer(
    search: &Search,
    mut sheet: Sheet,
    out: &mut Output,
    clock: Clock<'_>,
    progress: Progress<'_>,
) -> Result<Vec<f64>, FileError> {
    progress(&sheet.columns());
    let (mut ids, mut took) = (Ids::default(), Vec::new());
    out.write(|to| writeln!(to, "query_id,id,score"))?;
    while sheet.advance()? {
        let asked = sheet.person();
        let row = asked.row();
        ids.add(&sheet, row.id, ("id", "query"))?;
        let start = clock();
        let hits = search.ask(&row, MOST_HITS);
        took.push((clock() - start) * 1e3);
        out.write_more(|to| {
            for hit in hits {
                let id = quoted(search.people().id(hit.slot));
                writeln!(to, "{},{id},{:.3}", quoted(row.id), hit.bits)?;
            }
            Ok(())
        })?;
    }
    sheet.warnings().iter().for_each(|text| progress(text));
    Ok(took)
}

/// How long look-ups took, as JSON.
fn told(took: &mut [f64]) -> String {
    took.sort_by(f64::total_cmp);
    let last = took.len().saturating_sub(1);
    let at = |share: f64| {
        took.get(((took.len() as f64 * share) as usize).min(last))
            .copied()
            .unwrap_or(0.0)
    };
    format!(
        "{{\"queries\":{},\"p50_ms\":{:.4},\"p90_ms\":{:.4},\"p99_ms\":{:.4},\"max_ms\":{:.4}}}\n",
        took.len(),
        at(0.5),
        at(0.9),
        at(0.99),
        at(1.0)
    )
}
