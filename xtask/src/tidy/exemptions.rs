//! What may be longer for now: a list that can only shrink.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};

use super::lengths::Length;
use super::{EXEMPTIONS, Finding};

/// The list, as read: rule and subject, with the count and the line it is on.
pub struct Exemptions {
    entries: BTreeMap<(String, String), (usize, usize)>,
}

impl Exemptions {
    /// Reads lines of the form `RULE SUBJECT COUNT`; `#` begins a comment.
    ///
    /// # Errors
    /// When a line cannot be read or something is listed twice.
    pub fn read(text: &str) -> Result<Self> {
        let mut entries = BTreeMap::new();
        for (index, line) in text.lines().enumerate() {
            let Some((rule, subject, count)) = entry(line)? else {
                continue;
            };
            let before = entries.insert((rule.to_owned(), subject.to_owned()), (count, index + 1));
            if before.is_some() {
                bail!("{EXEMPTIONS}:{}: {subject} is listed twice", index + 1);
            }
        }
        Ok(Self { entries })
    }

    /// Compares what was measured with the list.
    pub fn settle(&self, lengths: &[Length]) -> Vec<Finding> {
        let longest = longest(lengths);
        let mut findings: Vec<Finding> = longest
            .iter()
            .filter_map(|(key, length)| self.too_long(key, length))
            .collect();
        for (key, (count, line)) in &self.entries {
            let lines = longest.get(key).map(|length| (length.lines, length.limit));
            let message = match lines {
                None => format!("{} is not there any more: remove this line", key.1),
                Some((lines, limit)) if lines <= limit => {
                    format!(
                        "{} has {lines} lines and needs no exemption: remove this line",
                        key.1
                    )
                }
                Some((lines, _)) if lines < *count => {
                    format!(
                        "{} has shrunk to {lines} lines: lower the {count} here (./dev tidy --lower does it)",
                        key.1
                    )
                }
                Some(_) => continue,
            };
            findings.push(Finding {
                path: EXEMPTIONS.to_owned(),
                line: *line,
                rule: "exemptions",
                message,
            });
        }
        findings
    }

    fn too_long(&self, key: &(String, String), length: &Length) -> Option<Finding> {
        let listed = self.entries.get(key).map_or(0, |(count, _)| *count);
        let allowed = length.limit.max(listed);
        if length.lines <= allowed {
            return None;
        }
        let advice = match length.rule {
            "file-length" => "move one of its subjects to a file of its own",
            _ => "name a part of it and make that a function",
        };
        Some(Finding {
            path: length.path.clone(),
            line: length.line,
            rule: length.rule,
            message: format!(
                "{} has {} lines and may have {allowed}: {advice}",
                length.subject, length.lines
            ),
        })
    }
}

/// The same list with each count brought down to what is still needed, and the
/// lines that are no longer needed left out. Comments stay.
///
/// # Errors
/// When a line cannot be read.
pub fn lower(text: &str, lengths: &[Length]) -> Result<String> {
    let longest = longest(lengths);
    let mut lowered = String::new();
    for line in text.lines() {
        let kept = match entry(line)? {
            None => line.to_owned(),
            Some((rule, subject, count)) => {
                let key = (rule.to_owned(), subject.to_owned());
                match longest.get(&key) {
                    Some(length) if length.lines > length.limit => {
                        format!("{rule} {subject} {}", count.min(length.lines))
                    }
                    _ => continue,
                }
            }
        };
        lowered.push_str(&kept);
        lowered.push('\n');
    }
    Ok(lowered)
}

/// By rule and subject. Functions of the same name in a file share an entry,
/// which the longest of them decides.
fn longest(lengths: &[Length]) -> BTreeMap<(String, String), &Length> {
    let mut longest: BTreeMap<(String, String), &Length> = BTreeMap::new();
    for length in lengths {
        let key = (length.rule.to_owned(), length.subject.clone());
        let held = longest.entry(key).or_insert(length);
        if held.lines < length.lines {
            *held = length;
        }
    }
    longest
}

fn entry(line: &str) -> Result<Option<(&str, &str, usize)>> {
    let line = line.trim();
    if line.is_empty() || line.starts_with('#') {
        return Ok(None);
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let [rule @ ("file-length" | "function-length"), subject, count] = words.as_slice() else {
        bail!(
            "{EXEMPTIONS}: `{line}` should read `file-length PATH LINES` or `function-length PATH::NAME LINES`"
        );
    };
    let count = count
        .parse()
        .with_context(|| format!("{EXEMPTIONS}: {count} is not a number of lines"))?;
    Ok(Some((rule, subject, count)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(lines: usize) -> Vec<Length> {
        let path = "crates/x/src/a.rs".to_owned();
        vec![Length {
            rule: "file-length",
            subject: path.clone(),
            path,
            line: 0,
            lines,
            limit: 400,
        }]
    }

    fn told(list: &str, lines: usize) -> String {
        let findings = Exemptions::read(list).unwrap().settle(&file(lines));
        findings
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn a_listed_file_may_stay_as_long_as_it_is_and_no_longer() {
        let list = "# Read in one go.\nfile-length crates/x/src/a.rs 500\n";
        assert_eq!(told(list, 500), "");
        assert!(told(list, 501).contains("has 501 lines and may have 500: move one"));
        assert!(
            told(list, 450).contains(
                "tidy-exemptions.txt:2: [exemptions] crates/x/src/a.rs has shrunk to 450"
            )
        );
        assert!(told(list, 400).contains("needs no exemption"));
        assert!(told("file-length crates/gone.rs 500", 10).contains("not there any more"));
    }

    #[test]
    fn an_unlisted_file_keeps_to_the_limit() {
        assert_eq!(told("", 400), "");
        assert!(told("", 401).contains("may have 400"));
    }

    #[test]
    fn lowering_never_raises() {
        let list = "# Why.\nfile-length crates/x/src/a.rs 500\nfile-length crates/gone.rs 900\n";
        assert_eq!(
            lower(list, &file(450)).unwrap(),
            "# Why.\nfile-length crates/x/src/a.rs 450\n"
        );
        assert_eq!(
            lower(list, &file(600)).unwrap(),
            "# Why.\nfile-length crates/x/src/a.rs 500\n"
        );
        assert_eq!(lower(list, &file(300)).unwrap(), "# Why.\n");
    }

    #[test]
    fn a_list_that_cannot_be_read_is_refused() {
        for bad in [
            "no-panic crates/a.rs 3",
            "file-length a.rs many",
            "file-length a.rs 1\nfile-length a.rs 2",
        ] {
            assert!(Exemptions::read(bad).is_err(), "{bad}");
        }
    }
}
