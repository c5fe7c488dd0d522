//! A first line that says what a file is for; files and functions that fit in a head.

use super::Finding;
use super::source::{Source, is_name};

/// Lines a file may have.
const FILE_LINES: usize = 400;
/// Lines a function may have, from `fn` to its closing brace.
const FUNCTION_LINES: usize = 70;

/// Something whose length is limited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Length {
    /// `file-length` or `function-length`.
    pub rule: &'static str,
    /// The path, with `::name` after it for a function.
    pub subject: String,
    /// The file.
    pub path: String,
    /// Where it begins.
    pub line: usize,
    /// How many lines it has.
    pub lines: usize,
    /// How many it may have.
    pub limit: usize,
}

/// Every file opens with a `//!` line.
pub fn check_first_line(source: &Source) -> Vec<Finding> {
    let first = source.text.lines().next().unwrap_or_default();
    if first
        .strip_prefix("//!")
        .is_some_and(|said| !said.trim().is_empty())
    {
        return Vec::new();
    }
    vec![Finding {
        path: source.path.clone(),
        line: 1,
        rule: "first-line",
        message: "begin the file with one `//!` line that says what it is for".to_owned(),
    }]
}

/// The file's length and that of each function in it.
pub fn measure(source: &Source) -> Vec<Length> {
    let mut lengths = vec![Length {
        rule: "file-length",
        subject: source.path.clone(),
        path: source.path.clone(),
        line: 0,
        lines: source.text.lines().count(),
        limit: FILE_LINES,
    }];
    for start in source.find("fn") {
        let after = source.code.get(start + 2..).unwrap_or_default();
        let name: String = after
            .trim_start()
            .chars()
            .take_while(|c| is_name(*c))
            .collect();
        // A type such as `fn(u8)` and a macro's `fn $name` have no name here.
        if name.is_empty() {
            continue;
        }
        let Some(body) = source.body(start) else {
            continue;
        };
        let line = source.line(start);
        lengths.push(Length {
            rule: "function-length",
            subject: format!("{}::{name}", source.path),
            path: source.path.clone(),
            line,
            lines: source.line(body.end.saturating_sub(1)) - line + 1,
            limit: FUNCTION_LINES,
        });
    }
    lengths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_says_what_the_file_is_for() {
        for (text, good) in [
            ("//! For this.\nfn a() {}", true),
            ("//!\n", false),
            ("use a;\n//! Late.", false),
        ] {
            let findings = check_first_line(&Source::new("crates/x/src/a.rs", text));
            assert_eq!(findings.is_empty(), good, "{text}");
        }
    }

    #[test]
    fn functions_are_measured_from_fn_to_brace() {
        let text = "//! A.\nfn short() {}\nfn longer(\n    a: u8,\n) -> u8 {\n    a // }\n}\ntype F = fn(u8);\n";
        let lengths = measure(&Source::new("crates/x/src/a.rs", text));
        let told: Vec<_> = lengths
            .iter()
            .map(|l| (l.subject.as_str(), l.line, l.lines))
            .collect();
        assert_eq!(
            told,
            [
                ("crates/x/src/a.rs", 0, 8),
                ("crates/x/src/a.rs::short", 2, 1),
                ("crates/x/src/a.rs::longer", 3, 5),
            ]
        );
    }
}
