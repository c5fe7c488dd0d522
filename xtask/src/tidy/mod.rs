//! The house rules, checked: each has a message that says how to mend what it finds.

mod calls;
mod documents;
mod edges;
mod exemptions;
mod lengths;
mod names;
mod source;
mod sql;
mod walk;

use std::fmt;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

use crate::workspace::root;
use exemptions::Exemptions;
use source::Source;
pub use walk::texts as every_text;

/// One place that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file, from the repository's top folder.
    pub path: String,
    /// The line, from 1; 0 when the file as a whole is meant.
    pub line: usize,
    /// The rule's short name.
    pub rule: &'static str,
    /// What is wrong and how to mend it.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        write!(f, ": [{}] {}", self.rule, self.message)
    }
}

/// Where the files and functions that may be longer for now are listed.
const EXEMPTIONS: &str = "xtask/tidy-exemptions.txt";

/// `./dev tidy`.
///
/// # Errors
/// When a rule is broken, or a file cannot be read.
pub fn command(arguments: &[String]) -> Result<ExitCode> {
    match arguments {
        [] => check()?,
        [word] if word == "--lower" => lower()?,
        _ => bail!("usage: ./dev tidy [--lower]"),
    }
    Ok(ExitCode::SUCCESS)
}

/// Checks the whole repository.
///
/// # Errors
/// As [`command`].
pub fn check() -> Result<()> {
    let top = root();
    let sources = walk::sources(&top)?;
    let mut findings = edges::check(&crate::workspace::metadata()?)?;
    for source in &sources {
        findings.extend(check_source(source));
    }
    findings.extend(names::check_rooms(&walk::folders(&top)?));
    findings.extend(exemptions()?.settle(&measure(&sources)));
    findings.extend(documents::check(&top, &walk::documents(&top)?));
    findings.sort();
    if findings.is_empty() {
        println!("    {} Rust files keep the house rules", sources.len());
        return Ok(());
    }
    for finding in &findings {
        println!("{finding}");
    }
    bail!("{} places break the house rules", findings.len());
}

/// The rules that need one file alone.
fn check_source(source: &Source) -> Vec<Finding> {
    let mut findings = lengths::check_first_line(source);
    findings.extend(calls::check(source));
    findings.extend(sql::check(source));
    findings.extend(names::check_words(source));
    findings
}

fn measure(sources: &[Source]) -> Vec<lengths::Length> {
    sources.iter().flat_map(lengths::measure).collect()
}

fn exemptions() -> Result<Exemptions> {
    let text = std::fs::read_to_string(root().join(EXEMPTIONS))
        .with_context(|| format!("reading {EXEMPTIONS}"))?;
    Exemptions::read(&text)
}

fn lower() -> Result<()> {
    let sources = walk::sources(&root())?;
    let path = root().join(EXEMPTIONS);
    let text = std::fs::read_to_string(&path).with_context(|| format!("reading {EXEMPTIONS}"))?;
    let lowered = exemptions::lower(&text, &measure(&sources))?;
    std::fs::write(&path, lowered).with_context(|| format!("writing {EXEMPTIONS}"))
}
