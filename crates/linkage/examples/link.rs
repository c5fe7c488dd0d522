//! The jobs of `hawthorn link` alone, for measuring without the rest of Hawthorn.
//!
//! `link PEOPLE.csv PAIRS.csv [CLUSTERS.csv]`, `link search PEOPLE QUERIES OUT
//! LATENCY.json`, `link repeat-cases PEOPLE CASES OUT`; `HAWTHORN_MODEL` names weights.

#![allow(
    clippy::disallowed_methods,
    reason = "a tool that measures times itself"
)]

use std::path::{Path, PathBuf};

use hawthorn_linkage::bulk::job::{self, LinkFiles, SearchFiles};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let start = std::time::Instant::now();
    let mut progress = |text: &str| eprintln!("{:7.3} s  {text}", start.elapsed().as_secs_f64());
    let model = std::env::var_os("HAWTHORN_MODEL").map(PathBuf::from);
    let path = |at: usize| Path::new(args.get(at).map_or("", String::as_str));
    match args.first().map(String::as_str) {
        Some("search") => {
            let files = SearchFiles {
                people: path(1).into(),
                queries: path(2).into(),
                out: path(3).into(),
                latency: Some(path(4).into()),
                model,
            };
            job::search(&files, &|| start.elapsed().as_secs_f64(), &mut progress)?;
        }
        Some("repeat-cases") => {
            job::repeat_cases(path(1), path(2), path(3), model.as_deref(), &mut progress)?
        }
        _ => {
            let files = LinkFiles {
                people: path(0).into(),
                pairs: path(1).into(),
                clusters: args.get(2).map(PathBuf::from),
                model,
                explain: std::env::var_os("HAWTHORN_EXPLAIN").is_some(),
                ..LinkFiles::default()
            };
            job::link(&files, &mut progress)?;
        }
    }
    Ok(())
}
