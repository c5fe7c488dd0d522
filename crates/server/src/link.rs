//! `hawthorn link …`: matching for people who hold files. Reads and writes CSV files and touches no database.

use std::process::ExitCode;

use hawthorn_linkage::bulk::job::{self, LinkFiles, SearchFiles};

use crate::cli::{Link, LinkCommand};
use crate::out;
use crate::world::Stopwatch;

/// The exit code of a command line that asks for nothing that can be done.
const USAGE: u8 = 2;

/// Runs one job; ends with 0, with 1 when a file was refused, with 2 when a flag is missing.
pub fn link(line: &Link) -> ExitCode {
    let start = Stopwatch::start();
    let mut progress =
        |text: &str| out::reason(&format!("{:6.1} s  {text}", start.taken().as_secs_f64()));
    let done = match &line.what {
        Some(LinkCommand::Search(search)) => job::search(
            &SearchFiles {
                people: search.people.clone(),
                queries: search.queries.clone(),
                out: search.out.clone(),
                latency: search.latency.clone(),
                model: search.model.clone(),
            },
            &|| start.taken().as_secs_f64(),
            &mut progress,
        ),
        Some(LinkCommand::RepeatCases(cases)) => job::repeat_cases(
            &cases.people,
            &cases.cases,
            &cases.out,
            cases.model.as_deref(),
            &mut progress,
        ),
        None => match (&line.people, &line.pairs) {
            (Some(people), Some(pairs)) => job::link(
                &LinkFiles {
                    people: people.clone(),
                    pairs: pairs.clone(),
                    clusters: line.clusters.clone(),
                    model: line.model.clone(),
                    save_model: line.save_model.clone(),
                    told: line.told.clone(),
                    explain: line.explain,
                },
                &mut progress,
            ),
            _ => {
                out::reason(
                    "say which file to link and where the pairs go: hawthorn link --in PEOPLE.csv --pairs OUT.csv; see hawthorn link --help",
                );
                return ExitCode::from(USAGE);
            }
        },
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            out::reason(&error.to_string());
            ExitCode::FAILURE
        }
    }
}
