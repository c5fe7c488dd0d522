//! The settings file of an installation: TOML, read with line numbers, unknown keys refused.

use std::path::Path;

use anyhow::{Context, Result, bail};
use toml_edit::{Document, Item, Value as Toml};

use super::{KEYS, Source, Value, closest};

/// The settings that a file holds.
///
/// # Errors
/// When it cannot be read, is not TOML, or holds a key or kind of value that does not exist; all of these at once.
pub fn read(path: &Path) -> Result<Vec<Value>> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("the settings file {} cannot be read", path.display()))?;
    settings(path, &text)
}

fn settings(path: &Path, text: &str) -> Result<Vec<Value>> {
    let line_of = |at: usize| {
        text.get(..at)
            .map_or(1, |before| before.matches('\n').count() + 1)
    };
    let name = path.display();
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(error) => bail!(
            "{name}:{}: {}",
            line_of(error.span().map_or(0, |span| span.start)),
            error.message()
        ),
    };
    let (mut values, mut problems) = (Vec::new(), Vec::new());
    for (word, at, item) in named(document.as_table()) {
        let line = line_of(at);
        let Some(key) = KEYS.iter().find(|key| key.name == word) else {
            let names = || KEYS.iter().map(|key| key.name);
            let hint = match closest(&word, names()) {
                Some(near) => format!("did you mean {near}?"),
                None => format!(
                    "the settings are {}",
                    names().collect::<Vec<_>>().join(", ")
                ),
            };
            problems.push(format!("{name}:{line}: there is no setting {word}; {hint}"));
            continue;
        };
        match text_of(item) {
            Some(text) => {
                let text = if key.is_path && !text.is_empty() {
                    beside(path, &text)
                } else {
                    text
                };
                values.push(Value {
                    key: *key,
                    text,
                    source: Source::File(path.to_owned(), line),
                });
            }
            None => problems.push(format!(
                "{name}:{line}: {word} takes words in quotation marks, or true or false"
            )),
        }
    }
    if !problems.is_empty() {
        bail!("{}", problems.join("\n"));
    }
    Ok(values)
}

/// Every key with its place. A key in a section is named with the section before a dot.
fn named(table: &toml_edit::Table) -> Vec<(String, usize, &Item)> {
    let mut found = Vec::new();
    for (word, item) in table.iter() {
        let at = table
            .key(word)
            .and_then(toml_edit::Key::span)
            .map_or(0, |span| span.start);
        match item {
            Item::Table(section) if is_section(word) => found.extend(
                named(section)
                    .into_iter()
                    .map(|(inner, at, item)| (format!("{word}.{inner}"), at, item)),
            ),
            _ => found.push((word.to_owned(), at, item)),
        }
    }
    found
}

fn is_section(word: &str) -> bool {
    KEYS.iter().any(|key| {
        key.name
            .split_once('.')
            .is_some_and(|(name, _)| name == word)
    })
}

fn text_of(item: &Item) -> Option<String> {
    match item.as_value()? {
        Toml::String(text) => Some(text.value().clone()),
        Toml::Boolean(yes) => Some(yes.value().to_string()),
        _ => None,
    }
}

/// A path that the file names, relative to the folder the file is in.
fn beside(file: &Path, path: &str) -> String {
    crate::files::parent(file).join(path).display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_with_their_lines() {
        let values = settings(
            Path::new("/etc/hawthorn.toml"),
            "# ours\nlisten = \"0.0.0.0:80\"\ncookie_secure = true\nareas_dir = \"areas\"\n",
        )
        .unwrap();
        let found: Vec<_> = values
            .iter()
            .map(|value| (value.key.name, value.text.as_str(), value.source.clone()))
            .collect();
        let from = |line| Source::File("/etc/hawthorn.toml".into(), line);
        assert_eq!(
            found,
            [
                ("listen", "0.0.0.0:80", from(2)),
                ("cookie_secure", "true", from(3)),
                ("areas_dir", "/etc/areas", from(4))
            ]
        );
    }

    #[test]
    fn every_unknown_key_is_refused_with_its_line_and_the_nearest_word() {
        let words = settings(
            Path::new("h.toml"),
            "listn = \"a\"\n\n[post]\nhost = \"x\"\n\n[mail]\nsmtp_serve = \"x\"\n",
        )
        .unwrap_err()
        .to_string();
        assert!(
            words.contains("h.toml:1: there is no setting listn; did you mean listen?"),
            "{words}"
        );
        assert!(
            words.contains("h.toml:3: there is no setting post; the settings are data,"),
            "{words}"
        );
        assert!(
            words.contains(
                "h.toml:7: there is no setting mail.smtp_serve; did you mean mail.smtp_server?"
            ),
            "{words}"
        );
        let words = settings(Path::new("h.toml"), "listen = 80\n")
            .unwrap_err()
            .to_string();
        assert!(words.contains("h.toml:1: listen takes words"), "{words}");
        let words = settings(Path::new("h.toml"), "\nlisten = \n")
            .unwrap_err()
            .to_string();
        assert!(words.starts_with("h.toml:2: "), "{words}");
    }
}
