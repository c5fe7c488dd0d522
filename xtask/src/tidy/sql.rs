//! SQL is never put together from parts outside one file of the store.

use super::Finding;
use super::source::{Source, is_name};

/// The one place that knows both engines and builds statements from parts.
const ENGINE: [&str; 2] = ["crates/store/src/engine.rs", "crates/store/src/engine/"];

const FORMATS: [&str; 4] = ["format!", "write!", "writeln!", "format_args!"];

/// Finds statements that are formatted together.
pub fn check(source: &Source) -> Vec<Finding> {
    if ENGINE.iter().any(|place| source.path.starts_with(place)) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for position in FORMATS.iter().flat_map(|word| source.find(word)) {
        let Some(open) = source
            .code
            .get(position..)
            .and_then(|code| code.find(['(', '[', '{']))
        else {
            continue;
        };
        let text = source
            .with_texts
            .get(source.bracketed(position + open))
            .unwrap_or_default();
        if let Some(word) = statement(text) {
            findings.push(Finding {
                path: source.path.clone(),
                line: source.line(position),
                rule: "formatted-sql",
                message: format!("a statement with {word} is formatted together: bind its values as parameters; what must differ between engines goes in {}", ENGINE[0]),
            });
        }
    }
    findings
}

/// The SQL word that the text holds, in capitals as a statement has it.
fn statement(text: &str) -> Option<&'static str> {
    ["SELECT", "INSERT INTO", "UPDATE", "DELETE FROM"]
        .into_iter()
        .find(|word| {
            text.match_indices(word).any(|(at, _)| {
                let before = text.get(..at).and_then(|text| text.chars().last());
                let after = text
                    .get(at + word.len()..)
                    .and_then(|text| text.chars().next());
                !before.is_some_and(is_name) && after == Some(' ')
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        check(&Source::new(path, text)).len()
    }

    #[test]
    fn formatted_statements_are_found() {
        let bad = r#"fn f() { format!("SELECT id FROM {table}"); }"#;
        assert_eq!(found("crates/store/src/people.rs", bad), 1);
        assert_eq!(found("crates/store/src/engine.rs", bad), 0);
        let written = r#"fn f() { write!(sql, "DELETE FROM {}", t); }"#;
        assert_eq!(found("crates/app/src/a.rs", written), 1);
    }

    #[test]
    fn bound_statements_and_plain_words_are_fine() {
        let bound =
            r#"fn f() { query("SELECT id FROM person WHERE id = ?"); format!("{n} rows"); }"#;
        assert_eq!(found("crates/store/src/people.rs", bound), 0);
        let words = r#"fn f() { format!("Select one of {n}; UPDATED {when}"); }"#;
        assert_eq!(found("crates/web/src/a.rs", words), 0);
    }
}
