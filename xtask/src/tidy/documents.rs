//! Documents that name a file name one that exists.

use std::path::Path;

use super::Finding;

/// A code span that begins so is a path, and has to lead somewhere.
const OUR_FOLDERS: [&str; 7] = [
    "crates/", "xtask/", "docs/", "areas/", "tests/", ".ci/", ".config/",
];

/// Checks links and paths of all documents, given with their texts.
pub fn check(top: &Path, documents: &[(String, String)]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in documents {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (line, place) in places(text) {
            let there = match &place {
                Place::Link(target) => exists(&top.join(folder), target),
                Place::Span(target) => exists(top, target),
            };
            if !there {
                let (Place::Link(target) | Place::Span(target)) = place;
                findings.push(Finding {
                    path: path.clone(),
                    line,
                    rule: "paths",
                    message: format!("`{target}` does not exist: name the file that took its place (a made-up path in an example needs a part in <…>)"),
                });
            }
        }
    }
    findings
}

#[derive(Debug, PartialEq, Eq)]
enum Place {
    /// The target of a Markdown link, from the document's own folder.
    Link(String),
    /// A path in a code span, from the top folder.
    Span(String),
}

/// What a text points at, with line numbers. Code blocks are left out: they
/// are things to type, and tests run those that matter.
fn places(text: &str) -> Vec<(usize, Place)> {
    let mut places = Vec::new();
    let mut in_block = false;
    for (index, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            in_block = !in_block;
        } else if !in_block && !line.starts_with("    ") {
            places.extend(spans(line).map(|place| (index + 1, place)));
            places.extend(links(line).map(|place| (index + 1, place)));
        }
    }
    places
}

fn spans(line: &str) -> impl Iterator<Item = Place> + '_ {
    line.split('`').skip(1).step_by(2).filter_map(|span| {
        // A placeholder, a command or a module path is no path of ours.
        let plain = !span.contains(['<', '…', ' ', '{', '$']) && !span.contains("::");
        let ours = OUR_FOLDERS.iter().any(|folder| span.starts_with(folder));
        (plain && ours).then(|| Place::Span(without_line(span).to_owned()))
    })
}

fn links(line: &str) -> impl Iterator<Item = Place> + '_ {
    // What stands in a code span is no link.
    let outside = line.split('`').step_by(2);
    outside
        .flat_map(|part| part.split("](").skip(1))
        .filter_map(|rest| {
            let target = rest.split([')', ' ', '#']).next().unwrap_or_default();
            let elsewhere = target.contains(':') || target.starts_with('/') || target.is_empty();
            (!elsewhere && !target.contains(['<', '…'])).then(|| Place::Link(target.to_owned()))
        })
}

/// `crates/a.rs` of `crates/a.rs:12`.
fn without_line(span: &str) -> &str {
    match span.rsplit_once(':') {
        Some((path, line)) if line.bytes().all(|byte| byte.is_ascii_digit()) => path,
        _ => span,
    }
}

/// Whether the path leads to something; `*` stands for any part of a name.
fn exists(from: &Path, target: &str) -> bool {
    let Some((step, rest)) = target.split_once('/') else {
        return step_exists(from, target, "");
    };
    step_exists(from, step, rest)
}

fn step_exists(from: &Path, step: &str, rest: &str) -> bool {
    let leads_on = |path: &Path| {
        if rest.is_empty() {
            path.exists()
        } else {
            exists(path, rest)
        }
    };
    if !step.contains('*') {
        return leads_on(&from.join(step));
    }
    let entries = std::fs::read_dir(from).into_iter().flatten().flatten();
    entries
        .filter(|entry| matches(step, &entry.file_name().to_string_lossy()))
        .any(|entry| leads_on(&entry.path()))
}

/// Whether a name fits a pattern in which `*` stands for any letters.
fn matches(pattern: &str, name: &str) -> bool {
    let Some((before, after)) = pattern.split_once('*') else {
        return pattern == name;
    };
    let Some(rest) = name.strip_prefix(before) else {
        return false;
    };
    (0..=rest.len())
        .filter_map(|at| rest.get(at..))
        .any(|rest| matches(after.trim_start_matches('*'), rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::root;

    fn told(text: &str) -> Vec<String> {
        let document = ("docs/how-to/made-up.md".to_owned(), text.to_owned());
        check(&root(), &[document])
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn paths_that_exist_are_fine() {
        let text = "See `xtask/src/tidy/documents.rs:12`, `crates/*/Cargo.toml`, `crates/domain/src/` and\n\
                    [the tool](../../xtask/src/main.rs#top), [elsewhere](https://example.org/x),\n\
                    `crates/app/src/<room>/<verb>.rs`, `crates/app/src/…`, `cargo test`, `docs/a b`.\n\
                    ```\n`crates/none.rs`\n```\n    `crates/none.rs`\n";
        assert_eq!(told(text), Vec::<String>::new());
    }

    #[test]
    fn paths_that_do_not_exist_are_named() {
        let told =
            told("First\n`crates/none/src/a.rs` and [gone](../gone.md)\n`crates/*/none.toml`\n");
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told[0].starts_with(
            "docs/how-to/made-up.md:2: [paths] `crates/none/src/a.rs` does not exist"
        ));
        assert!(told[1].contains("`../gone.md`"));
        assert!(told[2].contains("made-up.md:3"));
    }

    #[test]
    fn patterns() {
        assert!(matches("*.md", "a.md") && matches("a*b*c", "a--b-c") && matches("*", ""));
        assert!(!matches("*.md", "a.mdx") && !matches("a*b", "b"));
    }
}
