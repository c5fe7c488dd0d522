//! Reads a fixture's options; an option that nobody read makes the fixture count as not supported.

use std::cell::RefCell;
use std::collections::BTreeSet;

use hawthorn_components::{Attributes, Content};
use maud::PreEscaped;
use serde_json::{Map, Value};

/// Why a fixture cannot be said with our structs.
pub type Unsupported = String;

/// One group of options.
pub struct Options<'a> {
    map: &'a Map<String, Value>,
    read: RefCell<BTreeSet<String>>,
    /// What cannot be said, found while reading.
    wrong: RefCell<Option<Unsupported>>,
}

impl<'a> Options<'a> {
    pub fn new(value: &'a Value) -> Result<Self, Unsupported> {
        let map = value
            .as_object()
            .ok_or_else(|| format!("option {value} is not a group"))?;
        Ok(Self {
            map,
            read: RefCell::default(),
            wrong: RefCell::default(),
        })
    }

    fn get(&self, name: &str) -> Option<&'a Value> {
        self.read.borrow_mut().insert(name.to_owned());
        self.map.get(name).filter(|value| !value.is_null())
    }

    fn wrong(&self, name: &str, value: &Value) {
        *self.wrong.borrow_mut() = Some(format!("option {name} as {value}"));
    }

    /// True when the group holds no option; the templates leave such entries out.
    pub fn is_empty(&self) -> bool {
        self.map.is_empty()
    }

    /// True when the option is there.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Words or a number; empty when not given.
    pub fn text(&self, name: &str) -> String {
        match self.get(name) {
            None => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            Some(other) => {
                self.wrong(name, other);
                String::new()
            }
        }
    }

    /// Words that a default stands in for when they are not given.
    pub fn text_or(&self, name: &str, default: &str) -> String {
        if self.has(name) {
            self.text(name)
        } else {
            default.to_owned()
        }
    }

    pub fn flag(&self, name: &str) -> Option<bool> {
        let value = self.get(name)?;
        if !value.is_boolean() {
            self.wrong(name, value);
        }
        value.as_bool()
    }

    /// True when the option says no where a group could stand.
    pub fn is_false(&self, name: &str) -> bool {
        self.get(name) == Some(&Value::Bool(false))
    }

    /// A yes-or-no option for which "no" and "not given" are the same.
    pub fn yes(&self, name: &str) -> bool {
        self.flag(name).unwrap_or(false)
    }

    pub fn number<T: TryFrom<u64>>(&self, name: &str) -> Option<T> {
        let value = self.get(name)?;
        let number = value.as_u64().and_then(|number| T::try_from(number).ok());
        if number.is_none() {
            self.wrong(name, value);
        }
        number
    }

    pub fn group(&self, name: &str) -> Result<Option<Options<'a>>, Unsupported> {
        self.get(name).map(Options::new).transpose()
    }

    /// The entries of a list that are groups; other entries cannot be said with our structs,
    /// but those that say "no entry" are left out as the templates do.
    pub fn list(&self, name: &str) -> Vec<&'a Value> {
        let Some(Value::Array(entries)) = self.get(name) else {
            return Vec::new();
        };
        let nothing = |value: &Value| {
            value.is_null() || *value == Value::Bool(false) || value.as_str() == Some("")
        };
        entries.iter().filter(|value| !nothing(value)).collect()
    }

    /// True when the list has entries that say "no entry".
    pub fn list_has_gaps(&self, name: &str) -> bool {
        let all = self.get(name).and_then(Value::as_array).map_or(0, Vec::len);
        all != self.list(name).len()
    }

    /// Markup if given, else words.
    pub fn content_of(&self, html: &str, text: &str) -> Content {
        let (html, text) = (self.text_or(html, ""), self.text(text));
        if html.is_empty() {
            text.into()
        } else {
            PreEscaped(html.trim().to_owned()).into()
        }
    }

    pub fn content(&self) -> Content {
        self.content_of("html", "text")
    }

    pub fn attributes(&self, name: &str) -> Attributes {
        let mut attributes = Attributes::new();
        match self.get(name) {
            None => {}
            Some(Value::Object(map)) => {
                for (name, value) in map {
                    let name: &'static str = name.clone().leak();
                    match value {
                        Value::String(text) => attributes = attributes.with(name, text.as_str()),
                        Value::Number(_) | Value::Bool(_) => {
                            attributes = attributes.with(name, value.to_string());
                        }
                        other => self.wrong(name, other),
                    }
                }
            }
            Some(other) => self.wrong(name, other),
        }
        attributes
    }

    /// Fails when an option was left unread or could not be said.
    pub fn finish(&self) -> Result<(), Unsupported> {
        if let Some(wrong) = self.wrong.borrow().clone() {
            return Err(wrong);
        }
        let read = self.read.borrow();
        let unread: Vec<&str> = self
            .map
            .iter()
            .filter(|(name, value)| !read.contains(*name) && !value.is_null())
            .map(|(name, _)| name.as_str())
            .collect();
        if unread.is_empty() {
            Ok(())
        } else {
            Err(format!("option {}", unread.join(", ")))
        }
    }
}
