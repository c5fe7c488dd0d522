//! Finds keys in an area's file that no setting has, and the key that was probably meant.

use hawthorn_domain::platform::deadline::PromiseCode;
use hawthorn_domain::platform::settings_fields::{all, field};

use super::areas_reader::Reader;
use super::areas_tree::{Body, Entry, Node};

/// Keys that belong to the file as a whole and not to a later edition.
const WHOLE_FILE: [&str; 2] = ["code", "name"];

/// The key under which later editions stand.
pub(super) const LATER: &str = "later";

/// Notes every unknown key of a file, later editions included.
pub(super) fn refuse_unknown(reader: &mut Reader<'_>, top: &Node) {
    for entry in top.entries() {
        if entry.key == LATER {
            walk_later(reader, &entry.node);
        } else {
            walk(reader, entry, "", "");
        }
    }
}

fn walk_later(reader: &mut Reader<'_>, node: &Node) {
    let rows = match &node.body {
        Body::List(rows) if rows.iter().all(|row| matches!(row.body, Body::Table(_))) => rows,
        _ => {
            reader.problem(
                node.at,
                LATER,
                node.in_words(),
                "repeated sections, each headed [[later]]",
            );
            return;
        }
    };
    for entry in rows.iter().flat_map(Node::entries) {
        if WHOLE_FILE.contains(&entry.key.as_str()) || entry.key == LATER {
            reader.problem(
                entry.key_at,
                &entry.key,
                "this key inside a later edition",
                "it only at the top of the file",
            );
        } else {
            walk(reader, entry, "", "");
        }
    }
}

fn walk(reader: &mut Reader<'_>, entry: &Entry, path: &str, pattern: &str) {
    let own_path = join(path, &entry.key);
    let known_promise = pattern == "promises" && PromiseCode::from_code(&entry.key).is_some();
    let own_pattern = if known_promise {
        "promises.*".to_owned()
    } else {
        join(pattern, &entry.key)
    };
    if field(&own_pattern).is_some() {
        return;
    }
    let rows_pattern = format!("{own_pattern}[]");
    if is_section(&rows_pattern) {
        walk_rows(reader, entry, &own_path, &rows_pattern);
    } else if is_section(&own_pattern) {
        match entry.node.body {
            Body::Table(_) => entry
                .node
                .entries()
                .iter()
                .for_each(|inner| walk(reader, inner, &own_path, &own_pattern)),
            _ => reader.problem(
                entry.node.at,
                &own_path,
                entry.node.in_words(),
                format!("a section headed [{own_path}]"),
            ),
        }
    } else {
        let names = names_in(pattern);
        let allowed = match nearest(&entry.key, names.iter().map(String::as_str)) {
            Some(near) => format!("only known keys; did you mean \"{near}\"?"),
            None => format!("only these keys here: {}", names.join(", ")),
        };
        reader.problem(entry.key_at, &own_path, "a key that is not known", allowed);
    }
}

fn walk_rows(reader: &mut Reader<'_>, entry: &Entry, path: &str, pattern: &str) {
    let Body::List(rows) = &entry.node.body else {
        reader.problem(
            entry.node.at,
            path,
            entry.node.in_words(),
            format!("repeated sections, each headed [[{path}]]"),
        );
        return;
    };
    for (index, row) in rows.iter().enumerate() {
        let row_path = format!("{path}[{}]", index + 1);
        match row.body {
            Body::Table(_) => row
                .entries()
                .iter()
                .for_each(|inner| walk(reader, inner, &row_path, pattern)),
            _ => reader.problem(
                row.at,
                &row_path,
                row.in_words(),
                format!("a section headed [[{path}]]"),
            ),
        }
    }
}

fn is_section(pattern: &str) -> bool {
    all().any(|field| {
        field
            .path
            .strip_prefix(pattern)
            .is_some_and(|rest| rest.starts_with('.'))
    })
}

/// The names that may stand in the section of this pattern.
fn names_in(pattern: &str) -> Vec<String> {
    if pattern == "promises" {
        return PromiseCode::ALL
            .iter()
            .map(|code| code.code().to_owned())
            .collect();
    }
    let mut names: Vec<String> = Vec::new();
    for field in all() {
        let rest = if pattern.is_empty() {
            Some(field.path)
        } else {
            field
                .path
                .strip_prefix(pattern)
                .and_then(|rest| rest.strip_prefix('.'))
        };
        let Some(name) = rest.and_then(|rest| rest.split('.').next()) else {
            continue;
        };
        let name = name.trim_end_matches("[]").to_owned();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}

/// The name that differs least from what was written, if one is near enough to have been meant.
pub(super) fn nearest<'c>(written: &str, names: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let limit = (written.chars().count() / 3).max(1);
    names
        .map(|name| (edits(written, name), name))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// How many single-letter changes lead from one word to the other.
fn edits(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, a) in one.chars().enumerate() {
        let mut next = vec![line + 1];
        for (b, pair) in other.iter().zip(row.windows(2)) {
            if let ([diagonal, above], Some(left)) = (pair, next.last().copied()) {
                let step = diagonal + usize::from(a != *b);
                next.push(step.min(above + 1).min(left + 1));
            }
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}
