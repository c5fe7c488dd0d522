//! One Rust file, with its comments and texts blanked out so that rules see code alone.
//!
//! This is no parser: it knows comments, texts, braces and a few words. That is
//! enough for the rules here, and it takes milliseconds for the whole repository.

use std::ops::Range;

/// A Rust file ready for checking. All three texts have the same length and lines.
pub struct Source {
    /// The path from the repository's top folder, with forward slashes.
    pub path: String,
    /// As written.
    pub text: String,
    /// Comments blanked out; texts kept.
    pub with_texts: String,
    /// Comments and the insides of texts blanked out.
    pub code: String,
    tests: Vec<Range<usize>>,
}

impl Source {
    /// Reads a file's text.
    pub fn new(path: &str, text: &str) -> Self {
        let masks = Masker::run(text);
        let mut source = Self {
            path: path.to_owned(),
            text: text.to_owned(),
            with_texts: masks.with_texts,
            code: masks.code,
            tests: Vec::new(),
        };
        source.tests = source.find_tests();
        source
    }

    /// The line of a byte position, from 1.
    pub fn line(&self, position: usize) -> usize {
        self.text
            .as_bytes()
            .iter()
            .take(position)
            .filter(|byte| **byte == b'\n')
            .count()
            + 1
    }

    /// Whether the position is in a test, or the whole file is for tests.
    pub fn is_test(&self, position: usize) -> bool {
        self.tests.iter().any(|range| range.contains(&position))
    }

    /// Every place in the code where `word` stands as a word of its own: what
    /// comes before and after it does not belong to the same name.
    pub fn find<'a>(&'a self, word: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.code
            .match_indices(word)
            .map(|(position, _)| position)
            .filter(move |position| {
                let before = position
                    .checked_sub(1)
                    .and_then(|at| self.code.as_bytes().get(at));
                let after = self.code.as_bytes().get(position + word.len());
                let joins = |edge: Option<char>, beside: Option<&u8>| {
                    edge.is_some_and(is_name)
                        && beside.is_some_and(|byte| is_name(char::from(*byte)))
                };
                !joins(word.chars().next(), before) && !joins(word.chars().last(), after)
            })
    }

    /// From an opening bracket in the code to just after its partner, or to
    /// the end of the file when it has none.
    pub fn bracketed(&self, open: usize) -> Range<usize> {
        let mut depth = 0_usize;
        for (position, byte) in self.code.bytes().enumerate().skip(open) {
            match byte {
                b'{' | b'(' | b'[' => depth += 1,
                b'}' | b')' | b']' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return open..position + 1;
                    }
                }
                _ => {}
            }
        }
        open..self.code.len()
    }

    /// The body that follows `from`: from its opening brace to just after its
    /// closing one. `None` for an item that ends with a semicolon.
    pub fn body(&self, from: usize) -> Option<Range<usize>> {
        let mut depth = 0_usize;
        for (position, byte) in self.code.bytes().enumerate().skip(from) {
            match byte {
                b'(' | b'[' => depth += 1,
                b')' | b']' => depth = depth.saturating_sub(1),
                b'{' if depth == 0 => return Some(self.bracketed(position)),
                b';' if depth == 0 => return None,
                _ => {}
            }
        }
        None
    }

    fn find_tests(&self) -> Vec<Range<usize>> {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        let in_folder = ["/tests/", "/benches/", "/examples/"]
            .iter()
            .any(|folder| self.path.contains(folder));
        let by_name = name == "tests.rs" || name.ends_with("_tests.rs");
        if in_folder || by_name || self.code.contains("#![cfg(test)]") {
            return std::iter::once(0..self.code.len() + 1).collect();
        }
        let marks = ["#[cfg(test)]", "#[cfg(all(test", "#[test]", "#[tokio::test"];
        let mut ranges = Vec::new();
        for (start, _) in marks.iter().flat_map(|mark| self.code.match_indices(mark)) {
            let after_mark = self.bracketed(start + 1).end;
            if let Some(body) = self.body(after_mark) {
                ranges.push(start..body.end);
            }
        }
        ranges
    }
}

/// Whether the character can be part of a name.
pub fn is_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

struct Masker<'a> {
    bytes: &'a [u8],
    at: usize,
    with_texts: Vec<u8>,
    code: Vec<u8>,
}

struct Masks {
    with_texts: String,
    code: String,
}

impl<'a> Masker<'a> {
    fn run(text: &'a str) -> Masks {
        let mut masker = Self {
            bytes: text.as_bytes(),
            at: 0,
            with_texts: Vec::new(),
            code: Vec::new(),
        };
        while masker.at < masker.bytes.len() {
            masker.step();
        }
        // Whole comments and texts are blanked, never part of a character.
        Masks {
            with_texts: String::from_utf8_lossy(&masker.with_texts).into_owned(),
            code: String::from_utf8_lossy(&masker.code).into_owned(),
        }
    }

    fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn step(&mut self) {
        let after_name = self
            .at
            .checked_sub(1)
            .and_then(|before| self.bytes.get(before))
            .is_some_and(|byte| is_name(char::from(*byte)));
        match (self.peek(0), self.peek(1)) {
            (b'/', b'/') => self.line_comment(),
            (b'/', b'*') => self.block_comment(),
            (b'"', _) => self.plain_text(),
            (b'r', b'"' | b'#') if !after_name => self.raw_text(),
            (b'b' | b'c', b'r') if !after_name && matches!(self.peek(2), b'"' | b'#') => {
                self.keep(1);
                self.raw_text();
            }
            (b'\'', _) => self.quote(),
            _ => self.keep(1),
        }
    }

    fn keep(&mut self, count: usize) {
        let end = (self.at + count).min(self.bytes.len());
        let kept = self.bytes.get(self.at..end).unwrap_or_default();
        self.with_texts.extend_from_slice(kept);
        self.code.extend_from_slice(kept);
        self.at = end;
    }

    fn blank(&mut self, count: usize, keep_in_texts: bool) {
        let end = (self.at + count).min(self.bytes.len());
        for byte in self.bytes.get(self.at..end).unwrap_or_default() {
            let blanked = if *byte == b'\n' { b'\n' } else { b' ' };
            self.code.push(blanked);
            self.with_texts
                .push(if keep_in_texts { *byte } else { blanked });
        }
        self.at = end;
    }

    fn line_comment(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest
            .iter()
            .position(|byte| *byte == b'\n')
            .unwrap_or(rest.len());
        self.blank(length, false);
    }

    fn block_comment(&mut self) {
        let mut depth = 0_usize;
        while self.at < self.bytes.len() {
            match (self.peek(0), self.peek(1)) {
                (b'/', b'*') => {
                    depth += 1;
                    self.blank(2, false);
                }
                (b'*', b'/') => {
                    depth -= 1;
                    self.blank(2, false);
                    if depth == 0 {
                        return;
                    }
                }
                _ => self.blank(1, false),
            }
        }
    }

    fn plain_text(&mut self) {
        self.keep(1);
        while self.at < self.bytes.len() {
            match self.peek(0) {
                b'\\' => self.blank(2, true),
                b'"' => return self.keep(1),
                _ => self.blank(1, true),
            }
        }
    }

    fn raw_text(&mut self) {
        let rest = self.bytes.get(self.at + 1..).unwrap_or_default();
        let hashes = rest.iter().take_while(|byte| **byte == b'#').count();
        if rest.get(hashes) != Some(&b'"') {
            // A raw name such as r#type.
            return self.keep(1);
        }
        self.keep(hashes + 2);
        let mut end = vec![b'"'];
        end.resize(hashes + 1, b'#');
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest
            .windows(end.len())
            .position(|found| found == end.as_slice());
        self.blank(length.unwrap_or(rest.len()), true);
        self.keep(end.len());
    }

    /// A character such as 'a' or '\n', or else a lifetime.
    fn quote(&mut self) {
        let rest = self.bytes.get(self.at + 1..).unwrap_or_default();
        let inside = if rest.first() == Some(&b'\\') {
            rest.iter()
                .skip(2)
                .position(|byte| *byte == b'\'')
                .map(|length| length + 2)
        } else {
            let first = std::str::from_utf8(rest.get(..rest.len().min(4)).unwrap_or_default());
            let valid = first.or_else(|error| {
                std::str::from_utf8(rest.get(..error.valid_up_to()).unwrap_or_default())
            });
            let width = valid
                .ok()
                .and_then(|text| text.chars().next())
                .map_or(1, char::len_utf8);
            (rest.get(width) == Some(&b'\'')).then_some(width)
        };
        match inside {
            Some(length) => {
                self.keep(1);
                self.blank(length, true);
                self.keep(1);
            }
            None => self.keep(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> String {
        let source = Source::new("crates/x/src/a.rs", text);
        assert_eq!(source.code.len(), text.len());
        assert_eq!(source.with_texts.len(), text.len());
        source.code
    }

    #[test]
    fn comments_and_texts_are_blank() {
        assert_eq!(code("a // b\nc"), "a     \nc");
        assert_eq!(code("a /* b /* c */ d */ e"), "a                   e");
        assert_eq!(
            code(r#"f("a\"b", 'c', '\'', 'ŷ')"#),
            r#"f("    ", ' ', '  ', '  ')"#
        );
        assert_eq!(code("r#\"a\"b\"# + r#type"), "r#\"   \"# + r#type");
        assert_eq!(code("fn f<'a>(x: &'a str)"), "fn f<'a>(x: &'a str)");
    }

    #[test]
    fn words_stand_alone() {
        let source = Source::new(
            "crates/x/src/a.rs",
            "Instant::now(); MyInstant::now(); Instant::nowhere()",
        );
        assert_eq!(source.find("Instant::now").collect::<Vec<_>>(), [0]);
    }

    #[test]
    fn tests_are_known_by_mark_and_by_place() {
        let text = "fn a() {}\n#[cfg(test)]\nmod tests {\n fn b() {}\n}\nfn c() {}\n";
        let source = Source::new("crates/x/src/a.rs", text);
        let at = |word: &str| source.is_test(text.find(word).unwrap());
        assert_eq!([at("fn a"), at("fn b"), at("fn c")], [false, true, false]);
        assert!(Source::new("crates/x/tests/a.rs", "fn a() {}").is_test(0));
        assert!(Source::new("crates/x/src/search_tests.rs", "fn a() {}").is_test(0));
    }

    #[test]
    fn a_body_is_found_past_arrays_and_absent_after_a_semicolon() {
        let source = Source::new("a.rs", "fn a(x: [u8; 4]) -> u8 { x[0] } fn b();");
        assert_eq!(
            source.body(0).map(|body| source.code[body].to_owned()),
            Some("{ x[0] }".to_owned())
        );
        assert_eq!(source.body(32), None);
    }
}
