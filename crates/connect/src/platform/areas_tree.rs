//! An area's file as a plain tree in which every key and value knows its place in the text.

use jiff::civil::Date;
use toml_edit::{Document, Item, Value};

/// One value with the byte at which it starts.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub at: usize,
    pub body: Body,
}

/// What a value is.
#[derive(Clone, Debug)]
pub(super) enum Body {
    Text(String),
    Whole(i64),
    YesNo(bool),
    Date(Date),
    /// A kind of value that no key takes, by its name in English.
    Other(&'static str),
    List(Vec<Node>),
    Table(Vec<Entry>),
}

/// One key of a table.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub key: String,
    pub key_at: usize,
    pub node: Node,
}

/// Text that is not TOML: where, and what the reader said.
#[derive(Debug)]
pub(super) struct NotToml {
    pub at: usize,
    pub message: String,
}

impl Node {
    /// Reads a whole file.
    pub fn from_text(text: &str) -> Result<Self, NotToml> {
        let document = Document::parse(text).map_err(|error| NotToml {
            at: error.span().map_or(0, |span| span.start),
            message: error
                .message()
                .lines()
                .next()
                .unwrap_or_default()
                .to_owned(),
        })?;
        let entries = entries(document.iter().map(|(key, _)| key), document.as_table());
        Ok(Self {
            at: 0,
            body: Body::Table(entries),
        })
    }

    /// Reads one value as a file would write it, as if it stood at this byte.
    pub fn from_literal(literal: &str, at: usize) -> Option<Self> {
        let mut node = literal
            .parse::<Value>()
            .ok()
            .map(|value| from_value(&value))?;
        node.move_to(at);
        Some(node)
    }

    fn move_to(&mut self, at: usize) {
        self.at = at;
        if let Body::List(items) = &mut self.body {
            items.iter_mut().for_each(|item| item.move_to(at));
        }
    }

    /// The keys of a table; nothing for any other value.
    pub fn entries(&self) -> &[Entry] {
        match &self.body {
            Body::Table(entries) => entries,
            _ => &[],
        }
    }

    /// The tables of a list; nothing for any other value.
    pub fn rows(&self) -> Vec<&Self> {
        match &self.body {
            Body::List(items) => items
                .iter()
                .filter(|item| matches!(item.body, Body::Table(_)))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entries()
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.node)
    }

    /// This table with the keys of another laid over it, table by table. Lists are replaced whole.
    pub fn overlaid(&self, over: &Self) -> Self {
        let (Body::Table(base), Body::Table(top)) = (&self.body, &over.body) else {
            return over.clone();
        };
        let mut merged = base.clone();
        for entry in top {
            match merged.iter_mut().find(|own| own.key == entry.key) {
                Some(own) => own.node = own.node.overlaid(&entry.node),
                None => merged.push(entry.clone()),
            }
        }
        Self {
            at: over.at,
            body: Body::Table(merged),
        }
    }

    /// What the value is, in words for a person.
    pub fn in_words(&self) -> String {
        match &self.body {
            Body::Text(text) => format!("\"{text}\""),
            Body::Whole(number) => format!("the number {number}"),
            Body::YesNo(value) => value.to_string(),
            Body::Date(date) => format!("the date {date}"),
            Body::Other(name) => (*name).to_owned(),
            Body::List(items) if items.is_empty() => "an empty list".to_owned(),
            Body::List(items) => format!(
                "a list of {}",
                items
                    .iter()
                    .map(Self::in_words)
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
            Body::Table(_) => "a section with keys".to_owned(),
        }
    }
}

fn entries<'k>(
    keys: impl Iterator<Item = &'k str>,
    table: &dyn toml_edit::TableLike,
) -> Vec<Entry> {
    keys.filter_map(|name| {
        let (key, item) = table.get_key_value(name)?;
        let node = from_item(item);
        let key_at = key.span().map_or(node.at, |span| span.start);
        // Tables that a dotted header implies have no place of their own.
        let at = if node.at == 0 { key_at } else { node.at };
        Some(Entry {
            key: name.to_owned(),
            key_at,
            node: Node { at, ..node },
        })
    })
    .collect()
}

fn from_item(item: &Item) -> Node {
    let at = item.span().map_or(0, |span| span.start);
    let body = match item {
        Item::Value(value) => return from_value(value),
        Item::Table(table) => Body::Table(entries(table.iter().map(|(key, _)| key), table)),
        Item::ArrayOfTables(rows) => Body::List(
            rows.iter()
                .map(|row| Node {
                    at: row.span().map_or(at, |span| span.start),
                    body: Body::Table(entries(row.iter().map(|(key, _)| key), row)),
                })
                .collect(),
        ),
        Item::None => Body::Other("nothing"),
    };
    Node { at, body }
}

fn from_value(value: &Value) -> Node {
    let at = value.span().map_or(0, |span| span.start);
    let body = match value {
        Value::String(text) => Body::Text(text.value().clone()),
        Value::Integer(number) => Body::Whole(*number.value()),
        Value::Boolean(value) => Body::YesNo(*value.value()),
        Value::Float(_) => Body::Other("a number with a decimal point"),
        Value::Datetime(moment) => moment
            .value()
            .date
            .filter(|_| moment.value().time.is_none())
            .and_then(|date| {
                Date::new(
                    i16::try_from(date.year).ok()?,
                    i8::try_from(date.month).ok()?,
                    i8::try_from(date.day).ok()?,
                )
                .ok()
            })
            .map_or(Body::Other("a date with a time"), Body::Date),
        Value::Array(items) => Body::List(items.iter().map(from_value).collect()),
        Value::InlineTable(table) => Body::Table(entries(table.iter().map(|(key, _)| key), table)),
    };
    Node { at, body }
}

/// The line and column, both from one, of a byte of the text. Columns count characters.
pub(super) fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count()
        + 1;
    (line, column)
}
