//! Reads single keys out of an area's tree by the table of settings keys, and gathers every problem.

use std::borrow::Cow;
use std::collections::BTreeSet;

use hawthorn_domain::platform::calendar::Window;
use hawthorn_domain::platform::deadline::Length;
use hawthorn_domain::platform::settings_fields::{Field, Preset, field};
use jiff::civil::{Date, Time};

use super::areas::SettingsProblem;
use super::areas_tree::{Body, Node, line_and_column};
use super::areas_values::{
    as_text, date, list_of, slug, text, time_of_day, whole, window, with_suggestion, yes_no,
};

/// Builds a value only when every part could be read, after all parts were tried,
/// so that one wrong key does not hide the next.
macro_rules! gather {
    ($kind:ident { $($part:ident $(: $value:expr)?),* $(,)? }) => {{
        $($(let $part = $value;)?)*
        Some($kind { $($part: $part?),* })
    }};
}
pub(super) use gather;

/// The reader of one file.
pub(super) struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    /// What was wrong, in the order in which it was found.
    pub problems: Vec<SettingsProblem>,
    /// Every field that was asked for; a test compares it with the table.
    pub asked: BTreeSet<&'static str>,
}

/// A table in the tree, with its path for people and its path in the table of fields.
#[derive(Clone, Debug)]
pub(super) struct Place<'n> {
    node: Option<&'n Node>,
    at: usize,
    path: String,
    pattern: String,
}

impl<'n> Place<'n> {
    /// The top of a file.
    pub fn top(node: &'n Node) -> Self {
        Self {
            node: Some(node),
            at: node.at,
            path: String::new(),
            pattern: String::new(),
        }
    }

    /// The table under a key, there or not.
    pub fn section(&self, key: &str) -> Self {
        let path = join(&self.path, key);
        self.child(key, path, join(&self.pattern, key))
    }

    /// As [`Place::section`], for tables named by the code of a promise.
    pub fn coded_section(&self, key: &str) -> Self {
        let path = join(&self.path, key);
        self.child(key, path, join(&self.pattern, "*"))
    }

    fn child(&self, key: &str, path: String, pattern: String) -> Self {
        let node = self
            .node
            .and_then(|node| node.get(key))
            .filter(|node| matches!(node.body, Body::Table(_)));
        Self {
            node,
            at: node.map_or(self.at, |node| node.at),
            path,
            pattern,
        }
    }

    /// The repeated tables under a key, in order. What is no table is left to the check of unknown keys.
    pub fn rows(&self, key: &str) -> Vec<Self> {
        let Some(Body::List(items)) = self
            .node
            .and_then(|node| node.get(key))
            .map(|node| &node.body)
        else {
            return Vec::new();
        };
        let path = join(&self.path, key);
        let pattern = join(&self.pattern, key);
        items
            .iter()
            .enumerate()
            .filter(|(_, node)| matches!(node.body, Body::Table(_)))
            .map(|(index, node)| Self {
                node: Some(node),
                at: node.at,
                path: format!("{path}[{}]", index + 1),
                pattern: format!("{pattern}[]"),
            })
            .collect()
    }

    /// Where the value of a key stands, or the table itself where the key is left out.
    pub fn at_key(&self, key: &str) -> usize {
        self.node
            .and_then(|node| node.get(key))
            .map_or(self.at, |node| node.at)
    }

    /// The path of a key for people.
    pub fn path_of(&self, key: &str) -> String {
        join(&self.path, key)
    }
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}

impl<'a> Reader<'a> {
    /// A reader for a file of this name and text.
    pub fn new(file: &'a str, text: &'a str) -> Self {
        Self {
            file,
            text,
            problems: Vec::new(),
            asked: BTreeSet::new(),
        }
    }

    /// Notes a problem at a byte of the text.
    pub fn problem(
        &mut self,
        at: usize,
        key: &str,
        found: impl Into<String>,
        allowed: impl Into<String>,
    ) {
        let (line, column) = line_and_column(self.text, at);
        let problem = SettingsProblem {
            file: self.file.to_owned(),
            line,
            column,
            key: key.to_owned(),
            found: found.into(),
            allowed: allowed.into(),
        };
        // Later editions read the first edition's keys again, and would report them twice.
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    /// Reads a key: nothing when it was wrong, `Some(None)` when it was left out and has no value then.
    fn value<T>(
        &mut self,
        place: &Place<'_>,
        key: &str,
        convert: impl Fn(&Node, &Field) -> Option<T>,
    ) -> Option<Option<T>> {
        let pattern = join(&place.pattern, key);
        let Some(field) = field(&pattern) else {
            self.problem(
                place.at,
                &place.path_of(key),
                "a key that the table of settings does not hold",
                "only keys of that table",
            );
            return None;
        };
        self.asked.insert(field.path);
        let node = match (place.node.and_then(|node| node.get(key)), field.preset) {
            (Some(node), _) => Cow::Borrowed(node),
            (None, Preset::Is(literal)) => Cow::Owned(Node::from_literal(literal, place.at)?),
            (None, Preset::Absent | Preset::BuiltIn) => return Some(None),
            (None, Preset::Required) => {
                self.problem(place.at, &place.path_of(key), "nothing", field.allowed());
                return None;
            }
        };
        let value = convert(&node, field);
        if value.is_none() {
            let allowed = with_suggestion(&node, field);
            self.problem(node.at, &place.path_of(key), node.in_words(), allowed);
            return None;
        }
        Some(value)
    }

    fn must<T>(
        &mut self,
        place: &Place<'_>,
        key: &str,
        convert: impl Fn(&Node, &Field) -> Option<T>,
    ) -> Option<T> {
        self.value(place, key, convert).flatten()
    }

    /// Words.
    pub fn text(&mut self, place: &Place<'_>, key: &str) -> Option<String> {
        self.must(place, key, text)
    }

    /// Words, or none.
    pub fn text_if(&mut self, place: &Place<'_>, key: &str) -> Option<Option<String>> {
        self.value(place, key, text)
    }

    /// A short code.
    pub fn slug(&mut self, place: &Place<'_>, key: &str) -> Option<String> {
        self.must(place, key, slug)
    }

    /// A short code, or none.
    pub fn slug_if(&mut self, place: &Place<'_>, key: &str) -> Option<Option<String>> {
        self.value(place, key, slug)
    }

    /// True or false.
    pub fn yes_no(&mut self, place: &Place<'_>, key: &str) -> Option<bool> {
        self.must(place, key, yes_no)
    }

    /// True or false, or none.
    pub fn yes_no_if(&mut self, place: &Place<'_>, key: &str) -> Option<Option<bool>> {
        self.value(place, key, yes_no)
    }

    /// A whole number in the field's range.
    pub fn whole<T: TryFrom<u32>>(&mut self, place: &Place<'_>, key: &str) -> Option<T> {
        self.must(place, key, whole)
    }

    /// A whole number in the field's range, or none.
    pub fn whole_if<T: TryFrom<u32>>(&mut self, place: &Place<'_>, key: &str) -> Option<Option<T>> {
        self.value(place, key, whole)
    }

    /// A date.
    pub fn date(&mut self, place: &Place<'_>, key: &str) -> Option<Date> {
        self.must(place, key, date)
    }

    /// A date, or none.
    pub fn date_if(&mut self, place: &Place<'_>, key: &str) -> Option<Option<Date>> {
        self.value(place, key, date)
    }

    /// A time of day.
    pub fn time(&mut self, place: &Place<'_>, key: &str) -> Option<Time> {
        self.must(place, key, |node, _| as_text(node).and_then(time_of_day))
    }

    /// A length of time, or none.
    pub fn length_if(&mut self, place: &Place<'_>, key: &str) -> Option<Option<Length>> {
        self.value(place, key, |node, _| {
            as_text(node).and_then(Length::from_words)
        })
    }

    /// One of a closed list.
    pub fn choice<T>(
        &mut self,
        place: &Place<'_>,
        key: &str,
        from_code: fn(&str) -> Option<T>,
    ) -> Option<T> {
        self.must(place, key, |node, _| as_text(node).and_then(from_code))
    }

    /// One of a closed list, or none.
    pub fn choice_if<T>(
        &mut self,
        place: &Place<'_>,
        key: &str,
        from_code: fn(&str) -> Option<T>,
    ) -> Option<Option<T>> {
        self.value(place, key, |node, _| as_text(node).and_then(from_code))
    }

    /// Some of a closed list, each once.
    pub fn choices<T: PartialEq>(
        &mut self,
        place: &Place<'_>,
        key: &str,
        from_code: fn(&str) -> Option<T>,
    ) -> Option<Vec<T>> {
        self.must(place, key, |node, _| {
            let mut found = Vec::new();
            for choice in list_of(node, |item| as_text(item).and_then(from_code))? {
                if !found.contains(&choice) {
                    found.push(choice);
                }
            }
            Some(found)
        })
    }

    /// A list of words.
    pub fn texts(&mut self, place: &Place<'_>, key: &str) -> Option<Vec<String>> {
        self.must(place, key, |node, field| {
            list_of(node, |item| text(item, field))
        })
    }

    /// A list of whole numbers in the field's range, or none.
    pub fn wholes_if(&mut self, place: &Place<'_>, key: &str) -> Option<Option<Vec<u32>>> {
        self.value(place, key, |node, field| {
            list_of(node, |item| whole(item, field))
        })
    }

    /// Opening windows of one day, in order.
    pub fn windows(&mut self, place: &Place<'_>, key: &str) -> Option<Vec<Window>> {
        self.must(place, key, |node, _| {
            let windows = list_of(node, |item| as_text(item).and_then(window))?;
            let in_order = windows.windows(2).all(|pair| match pair {
                [one, next] => one.to != Time::midnight() && one.to <= next.from,
                _ => true,
            });
            in_order.then_some(windows)
        })
    }
}
