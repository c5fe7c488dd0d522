//! Where each requirement is kept: the numbers found in rules, domain and tests, written as a table.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::tidy::every_text;

/// The groups and the explained holes, from the repository's top folder.
const REQUIREMENTS: &str = "docs/requirements.md";

/// One group of requirements.
#[derive(Debug, PartialEq, Eq)]
struct Group {
    code: String,
    first: u16,
    last: u16,
    held: bool,
    about: String,
}

/// Which kinds of place name a number.
#[derive(Debug, Default, PartialEq, Eq)]
struct Places {
    rules: BTreeSet<String>,
    domain: BTreeSet<String>,
    tests: BTreeSet<String>,
}

/// The table, as Markdown.
///
/// # Errors
/// When the list of requirements cannot be read, a held group has a hole that is not
/// explained, or an explanation is no longer needed.
pub fn table(top: &Path) -> Result<String> {
    let list = fs::read_to_string(top.join(REQUIREMENTS))
        .with_context(|| format!("reading {REQUIREMENTS}"))?;
    let groups = groups(&list)?;
    let explained = explained(&list);
    let mut places: BTreeMap<u16, Places> = BTreeMap::new();
    for (path, text) in every_text(top)? {
        let Some(kind) = kind(&path) else { continue };
        for number in numbers(&text) {
            let of = places.entry(number).or_default();
            match kind {
                Kind::Rule => of.rules.insert(short(&path)),
                Kind::Domain => of.domain.insert(short(&path)),
                Kind::Test => of.tests.insert(short(&path)),
            };
        }
    }
    let complaints = complaints(&groups, &explained, &places);
    if !complaints.is_empty() {
        bail!("{}", complaints.join("\n"));
    }
    Ok(written(&groups, &explained, &places))
}

#[derive(Clone, Copy)]
enum Kind {
    Rule,
    Domain,
    Test,
}

/// What kind of place a file is, if it counts.
fn kind(path: &str) -> Option<Kind> {
    if path.starts_with("docs/rules/") {
        Some(Kind::Rule)
    } else if path.contains("/tests/") || path.starts_with("tests/") {
        Some(Kind::Test)
    } else if path.starts_with("crates/domain/src/") || path.starts_with("crates/access/policies/")
    {
        Some(Kind::Domain)
    } else {
        None
    }
}

/// A path without what all of its kind share.
fn short(path: &str) -> String {
    ["docs/rules/", "crates/"]
        .iter()
        .find_map(|start| path.strip_prefix(start))
        .unwrap_or(path)
        .to_owned()
}

fn groups(list: &str) -> Result<Vec<Group>> {
    let rows = list.lines().filter(|line| line.starts_with("| G"));
    rows.filter(|line| !line.starts_with("| Group"))
        .map(group)
        .collect()
}

fn group(line: &str) -> Result<Group> {
    let wrong = || format!("{REQUIREMENTS}: this row is not group, numbers, state, about: {line}");
    let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
    let [code, range, state, about] = cells.as_slice() else {
        bail!(wrong());
    };
    let (first, last) = range.split_once('-').with_context(wrong)?;
    let held = match *state {
        "held" => true,
        "begun" => false,
        _ => bail!("{}: a group is held or begun", wrong()),
    };
    Ok(Group {
        code: (*code).to_owned(),
        first: first.trim_start_matches('R').parse().with_context(wrong)?,
        last: last.trim_start_matches('R').parse().with_context(wrong)?,
        held,
        about: (*about).to_owned(),
    })
}

/// The reasons below the heading “Explained”: `- R1: reason`.
fn explained(list: &str) -> BTreeMap<u16, String> {
    let below = list.split("## Explained").nth(1).unwrap_or_default();
    let lines = below.lines().filter_map(|line| line.strip_prefix("- R"));
    lines
        .filter_map(|line| {
            let (number, reason) = line.split_once(": ")?;
            Some((number.parse().ok()?, reason.trim().to_owned()))
        })
        .collect()
}

/// Every requirement that a text names, alone (`R64`) or as a range (`R64–R81`, `R64-R81`).
fn numbers(text: &str) -> BTreeSet<u16> {
    let mut found = BTreeSet::new();
    let mut rest = text;
    let mut before = None;
    while let Some(at) = rest.find('R') {
        let starts_a_word = !rest[..at]
            .chars()
            .next_back()
            .or(before)
            .is_some_and(|before| before.is_alphanumeric() || before == '_');
        rest = &rest[at + 1..];
        before = Some('R');
        let Some((first, after)) = number(rest).filter(|_| starts_a_word) else {
            continue;
        };
        let range = after
            .strip_prefix(['–', '-', '…'])
            .and_then(|after| after.strip_prefix('R'))
            .and_then(number);
        match range {
            Some((last, after)) => {
                found.extend(first..=last);
                rest = after;
            }
            None => {
                found.insert(first);
                rest = after;
            }
        }
    }
    found
}

/// A number of up to three digits at the start, and what comes after it.
fn number(text: &str) -> Option<(u16, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let ends = !text[digits..].starts_with(|next: char| next.is_alphanumeric() || next == '_');
    if !(1..=3).contains(&digits) || !ends {
        return None;
    }
    Some((text[..digits].parse().ok()?, &text[digits..]))
}

fn complaints(
    groups: &[Group],
    explained: &BTreeMap<u16, String>,
    places: &BTreeMap<u16, Places>,
) -> Vec<String> {
    let held = groups.iter().filter(|group| group.held);
    let holes = held.flat_map(|group| group.first..=group.last);
    let mut complaints: Vec<String> = holes
        .filter(|number| !places.contains_key(number) && !explained.contains_key(number))
        .map(|number| {
            format!("R{number} is named by no rule and no test: cite it, or explain it in {REQUIREMENTS}")
        })
        .collect();
    let stale = explained
        .keys()
        .filter(|number| places.contains_key(number));
    complaints.extend(stale.map(|number| {
        format!(
            "R{number} is named by a rule or a test now: take its explanation out of {REQUIREMENTS}"
        )
    }));
    complaints
}

fn written(
    groups: &[Group],
    explained: &BTreeMap<u16, String>,
    places: &BTreeMap<u16, Places>,
) -> String {
    let mut text = String::from(
        "# Where each requirement is kept\n\n\
         Written by `./dev gen` from the numbers that rules, domain and tests name. The groups and the reasons stand in\n\
         [the list of requirements](../requirements.md).\n\n\
         | Group | Numbers | About | State | Named | Explained | Open |\n|---|---|---|---|---:|---:|---:|\n",
    );
    for group in groups {
        let all = group.first..=group.last;
        let named = all
            .clone()
            .filter(|number| places.contains_key(number))
            .count();
        let reasons = all
            .clone()
            .filter(|number| explained.contains_key(number))
            .count();
        let open = all.count() - named - reasons;
        let state = if group.held { "held" } else { "begun" };
        let Group {
            code,
            first,
            last,
            about,
            ..
        } = group;
        let _ = writeln!(
            text,
            "| {code} | R{first}–R{last} | {about} | {state} | {named} | {reasons} | {open} |"
        );
    }
    for group in groups {
        let Group { code, about, .. } = group;
        let _ = write!(
            text,
            "\n## {code}: {about}\n\n| Requirement | Rules | Domain | Tests |\n|---|---|---|---|\n"
        );
        for number in group.first..=group.last {
            let row = match (places.get(&number), explained.get(&number)) {
                (Some(of), _) => {
                    let cells = [&of.rules, &of.domain, &of.tests].map(cell);
                    cells.join(" | ")
                }
                (None, Some(reason)) => format!("{reason} | | "),
                (None, None) => "not yet | | ".to_owned(),
            };
            let _ = writeln!(text, "| R{number} | {row} |");
        }
    }
    text
}

/// The first places of a kind, and how many more there are.
fn cell(paths: &BTreeSet<String>) -> String {
    const SHOWN: usize = 3;
    let mut words: Vec<String> = paths
        .iter()
        .take(SHOWN)
        .map(|path| format!("`{path}`"))
        .collect();
    if paths.len() > SHOWN {
        words.push(format!("and {} more", paths.len() - SHOWN));
    }
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_alone_and_in_ranges() {
        let text = "R1, (R3–R5) and R7-R8; not RR9, R9x, R1000 or BR10";
        assert_eq!(numbers(text), BTreeSet::from([1, 3, 4, 5, 7, 8]));
    }

    #[test]
    fn a_hole_in_a_held_group_and_a_needless_explanation_are_told() {
        let list = "| G01 | R1-R3 | held | Doors |\n| G02 | R4-R5 | begun | Else |\n\n## Explained\n\n- R2: left to the agencies\n- R3: no longer true\n";
        let groups = groups(list).unwrap();
        let explained = explained(list);
        assert_eq!(explained[&2], "left to the agencies");
        let places = BTreeMap::from([(3, Places::default())]);
        let told = complaints(&groups, &explained, &places);
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].starts_with("R1 is named by no rule"), "{told:?}");
        assert!(told[1].starts_with("R3 is named by a rule"), "{told:?}");
    }

    #[test]
    fn a_row_that_is_no_group_is_refused_with_its_words() {
        let told = groups("| G01 | R1 to R3 | held | Doors |").unwrap_err();
        assert!(told.to_string().contains("R1 to R3"), "{told}");
    }
}
