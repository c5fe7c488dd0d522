//! What somebody has answered on a form so far: names and values, kept until it is sent or dropped.

use std::collections::BTreeMap;

/// The most characters that one answer may have; what is longer is cut when it is kept as a draft.
pub const LONGEST: usize = 8_000;
/// The most values that one question may have.
const MOST_VALUES: usize = 40;

/// Answers by the name of their question.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Answers(BTreeMap<String, Vec<String>>);

impl Answers {
    /// The first answer to a question; empty when there is none.
    #[must_use]
    pub fn one(&self, name: &str) -> &str {
        self.all(name).first().map_or("", String::as_str)
    }
    /// Every answer to a question.
    #[must_use]
    pub fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }
    /// Whether the question was answered at all, were it by nothing.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }
    /// Whether nothing was written or chosen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.values().flatten().all(String::is_empty)
    }
    /// Puts the answers to a question in place of the earlier ones, trimmed, without control
    /// characters and bounded, so that a draft cannot grow without end.
    pub fn set(&mut self, name: &str, values: &[String]) {
        let kept = values.iter().take(MOST_VALUES).map(|value| clean(value));
        self.0.insert(name.to_owned(), kept.collect());
    }
    /// Puts the answers to a question as they were typed, to show them again with what is wrong; they
    /// are too long to be kept.
    pub fn show(&mut self, name: &str, values: &[String]) {
        self.0.insert(name.to_owned(), values.to_vec());
    }
    /// The same answers with one more.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.set(name, &[value.to_owned()]);
        self
    }
    /// Answers from pairs, as a form sends them.
    pub fn of<N: AsRef<str>, V: Into<String>>(pairs: impl IntoIterator<Item = (N, V)>) -> Self {
        let mut gathered: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in pairs {
            let values = gathered.entry(name.as_ref().to_owned()).or_default();
            values.push(value.into());
        }
        let mut answers = Self::default();
        for (name, values) in gathered {
            answers.set(&name, &values);
        }
        answers
    }
}

fn clean(value: &str) -> String {
    let text: String = value
        .replace("\r\n", "\n")
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .take(LONGEST)
        .collect();
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_trimmed_bounded_and_replaced_as_a_whole() {
        let mut answers = Answers::of([("a", " one\r\ntwo\u{0} "), ("b", "x"), ("b", "y")]);
        assert_eq!(answers.one("a"), "one\ntwo");
        assert_eq!(answers.all("b"), ["x", "y"]);
        answers.set("b", &[]);
        assert!(answers.has("b") && answers.one("b").is_empty());
        answers.set("c", &["z".repeat(LONGEST + 9)]);
        assert_eq!(answers.one("c").len(), LONGEST);
        answers.set("d", &vec![String::new(); 99]);
        assert_eq!(answers.all("d").len(), MOST_VALUES);
    }
}
