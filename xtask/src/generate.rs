//! `docs/generated`: written by the program itself, kept in git, compared by the tests.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};

use crate::command;
use crate::coverage;
use crate::machine::{self, Tool};
use crate::postgres::{Durability, Postgres, VARIABLE};
use crate::tally::Tally;
use crate::workspace::{self, Build, root};

/// Where the documents are kept, from the repository's top folder.
const KEPT: &str = "docs/generated";

/// `./dev gen`.
///
/// # Errors
/// When the program does not build or does not write the documents.
pub fn generate(arguments: &[String]) -> Result<ExitCode> {
    if let Some(word) = arguments.first() {
        bail!("./dev gen takes no arguments, but was given {word}");
    }
    machine::ensure(&[Tool::Node, Tool::Postgres])?;
    let hawthorn = workspace::build_hawthorn(Build::Dev)?;
    let postgres = Postgres::start(Durability::Off)?;
    write(&hawthorn, postgres.url(), &root().join(KEPT))?;
    println!("wrote {KEPT}");
    Ok(ExitCode::SUCCESS)
}

/// Writes the documents again elsewhere and compares. One check a file.
///
/// # Errors
/// When the program fails to write them.
pub fn compare(hawthorn: &Path, postgres: &str) -> Result<Tally> {
    let fresh = workspace::target()?.join("generated");
    if fresh.exists() {
        fs::remove_dir_all(&fresh).with_context(|| format!("clearing {}", fresh.display()))?;
    }
    write(hawthorn, postgres, &fresh)?;
    let differences = differences(&root().join(KEPT), &fresh)?;
    for difference in &differences.found {
        println!("    {difference}");
    }
    if !differences.found.is_empty() {
        println!("    run ./dev gen, look at what changed, and commit it");
    }
    let failed = differences.found.len() as u64;
    Ok(Tally {
        passed: differences.same,
        failed,
    })
}

fn write(hawthorn: &Path, postgres: &str, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    let mut gen_command = Command::new(hawthorn);
    gen_command
        .arg("gen")
        .arg("--out")
        .arg(folder)
        .env(VARIABLE, postgres);
    command::run(&mut gen_command)?;
    let table = coverage::table(&root())?;
    let file = folder.join("coverage.md");
    fs::write(&file, table).with_context(|| format!("writing {}", file.display()))
}

struct Differences {
    same: u64,
    found: Vec<String>,
}

fn differences(kept: &Path, fresh: &Path) -> Result<Differences> {
    let names: BTreeSet<String> = names(kept)?.into_iter().chain(names(fresh)?).collect();
    let mut differences = Differences {
        same: 0,
        found: Vec::new(),
    };
    for name in names {
        let old = fs::read_to_string(kept.join(&name)).ok();
        let new = fs::read_to_string(fresh.join(&name)).ok();
        let told = match (old, new) {
            (Some(old), Some(new)) if old == new => {
                differences.same += 1;
                continue;
            }
            (Some(old), Some(new)) => {
                format!("is out of date, from line {}", first_change(&old, &new))
            }
            (None, _) => "has not been committed".to_owned(),
            (_, None) => "is no longer written by the program: remove it".to_owned(),
        };
        differences.found.push(format!("{KEPT}/{name} {told}"));
    }
    if differences.same == 0 && differences.found.is_empty() {
        bail!("the program wrote no documents");
    }
    Ok(differences)
}

fn names(folder: &Path) -> Result<Vec<String>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.with_context(|| format!("reading {}", folder.display()))?;
        names.push(entry.file_name().to_string_lossy().into_owned());
    }
    Ok(names)
}

/// The number of the first line that differs, from 1.
fn first_change(old: &str, new: &str) -> usize {
    let same = old
        .lines()
        .zip(new.lines())
        .take_while(|(one, other)| one == other)
        .count();
    same + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_changed_what_is_new_and_what_is_left_over() {
        let top = std::env::temp_dir().join(format!("hawthorn-generated-{}", std::process::id()));
        let (kept, fresh) = (top.join("kept"), top.join("fresh"));
        fs::create_dir_all(&kept).unwrap();
        fs::create_dir_all(&fresh).unwrap();
        for (name, old, new) in [
            ("a", Some("1\n2\n"), Some("1\n3\n")),
            ("b", None, Some("new")),
            ("c", Some("old"), None),
            ("d", Some("same"), Some("same")),
        ] {
            for (folder, text) in [(&kept, old), (&fresh, new)] {
                if let Some(text) = text {
                    fs::write(folder.join(name), text).unwrap();
                }
            }
        }
        let differences = differences(&kept, &fresh).unwrap();
        fs::remove_dir_all(&top).unwrap();
        assert_eq!(differences.same, 1);
        let told = differences.found.join("\n");
        assert!(told.contains("a is out of date, from line 2"), "{told}");
        assert!(told.contains("b has not been committed"), "{told}");
        assert!(told.contains("c is no longer written"), "{told}");
    }
}
