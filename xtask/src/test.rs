//! `./dev test`, everything that continuous integration runs, and `./dev check`, the fast part of it.

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::browser;
use crate::generate;
use crate::lint;
use crate::machine::{self, Tool};
use crate::postgres::{Durability, Postgres};
use crate::report::Report;
use crate::rust::{self, Extent};
use crate::workspace::{self, Build};

/// The parts that `--only` can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Lint,
    Rust,
    Generated,
    Browser,
}

const ALL: [(&str, Part); 4] = [
    ("lint", Part::Lint),
    ("rust", Part::Rust),
    ("generated", Part::Generated),
    ("browser", Part::Browser),
];

/// `./dev test`.
///
/// # Errors
/// When the arguments make no sense. Failing checks are no error here: they
/// are in the closing line and the exit code.
pub fn test(arguments: &[String]) -> Result<ExitCode> {
    let parts = parts(arguments)?;
    let mut report = Report::start();
    run_parts(&parts, &mut report);
    Ok(report.close())
}

/// `./dev check`.
///
/// # Errors
/// As [`test`].
pub fn check(arguments: &[String]) -> Result<ExitCode> {
    if let Some(word) = arguments.first() {
        bail!("./dev check takes no arguments, but was given {word}");
    }
    let mut report = Report::start();
    let tools = || machine::ensure(&[Tool::Node]);
    if report.prepare("what the machine needs", tools).is_some() {
        lint::lint(&mut report);
        report.counted("unit tests", || rust::test(Extent::Unit, None));
    }
    Ok(report.close())
}

/// Stops at the first preparation that fails, since what follows needs it. A
/// failed check stops nothing: one run shows all there is to mend.
fn run_parts(parts: &[Part], report: &mut Report) -> Option<()> {
    let wants = |part| parts.contains(&part);
    report.prepare("what the machine needs", || machine::ensure(&tools(parts)))?;
    if wants(Part::Browser) {
        report.prepare("what drives the browser", browser::prepare)?;
    }
    if wants(Part::Lint) {
        lint::lint(report);
    }
    if parts == [Part::Lint] {
        return Some(());
    }
    report.prepare("build (cargo build --workspace --all-targets)", rust::build)?;
    let postgres = if wants(Part::Rust) || wants(Part::Generated) {
        Some(report.prepare("a private PostgreSQL", || Postgres::start(Durability::Off))?)
    } else {
        None
    };
    let url = postgres.as_ref().map(Postgres::url);
    if wants(Part::Rust) {
        report.counted("Rust tests", || rust::test(Extent::All, url));
    }
    if let Some(url) = url.filter(|_| wants(Part::Generated)) {
        report.counted("generated documents", || {
            generate::compare(&workspace::hawthorn(Build::Dev)?, url)
        });
    }
    if wants(Part::Browser) {
        report.counted("browser journeys", || {
            browser::walk(&workspace::hawthorn(Build::Dev)?)
        });
    }
    Some(())
}

fn tools(parts: &[Part]) -> Vec<Tool> {
    let mut tools = vec![Tool::Node];
    if parts.contains(&Part::Rust) || parts.contains(&Part::Generated) {
        tools.push(Tool::Postgres);
    }
    if parts.contains(&Part::Rust) {
        tools.push(Tool::Mail);
        tools.push(Tool::SevenZip);
    }
    if parts.contains(&Part::Browser) {
        tools.push(Tool::Chromium);
    }
    tools
}

fn parts(arguments: &[String]) -> Result<Vec<Part>> {
    let names = match arguments {
        [] => return Ok(ALL.map(|(_, part)| part).to_vec()),
        [only, names] if only == "--only" => names,
        _ => bail!("usage: ./dev test [--only lint,rust,generated,browser]"),
    };
    names
        .split(',')
        .map(|name| match ALL.iter().find(|(known, _)| *known == name) {
            Some((_, part)) => Ok(*part),
            None => bail!("there is no part called {name}: lint, rust, generated and browser"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn no_argument_means_everything() {
        assert_eq!(parts(&[]).unwrap().len(), ALL.len());
    }

    #[test]
    fn parts_can_be_named_and_a_wrong_name_is_refused() {
        let named = parts(&words("--only browser,lint")).unwrap();
        assert_eq!(named, [Part::Browser, Part::Lint]);
        assert_eq!(tools(&named), [Tool::Node, Tool::Chromium]);
        assert!(parts(&words("--only all")).is_err());
        assert!(parts(&words("--all")).is_err());
    }
}
