//! The two kinds of value that a column may hold: text and whole numbers. Dates are
//! ISO text and moments are microseconds since 1970, which both engines sort alike.

use jiff::Timestamp;
use sea_orm::{QueryResult, Value};

use crate::error::StoreError;
use crate::schema::Kind;

/// One value of one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Text.
    Text(String),
    /// A whole number; a moment is microseconds since 1970.
    Int(i64),
    /// Nothing.
    Null,
}

impl Cell {
    /// The text of the cell as the seal reads it: unlike values never read alike.
    pub(crate) fn canonical(&self) -> String {
        match self {
            Cell::Text(text) => format!("t{}:{text}", text.len()),
            Cell::Int(number) => format!("i{number}"),
            Cell::Null => "n".to_owned(),
        }
    }
    /// The value as text, when it is text.
    pub fn text(&self) -> Option<&str> {
        if let Cell::Text(text) = self {
            Some(text)
        } else {
            None
        }
    }
    /// The value as a number, when it is one.
    pub fn int(&self) -> Option<i64> {
        if let Cell::Int(number) = self {
            Some(*number)
        } else {
            None
        }
    }
}

impl Cell {
    /// The value to bind for a column of this kind. PostgreSQL wants to know the
    /// type of a missing value too.
    pub(crate) fn bind(self, kind: Kind) -> Value {
        match (self, kind) {
            (Cell::Text(text), _) => Value::String(Some(text)),
            (Cell::Int(number), _) => Value::BigInt(Some(number)),
            (Cell::Null, Kind::Text) => Value::String(None),
            (Cell::Null, Kind::Int) => Value::BigInt(None),
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }
}
impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell::Text(text)
    }
}
impl From<i64> for Cell {
    fn from(number: i64) -> Cell {
        Cell::Int(number)
    }
}
impl From<bool> for Cell {
    fn from(yes: bool) -> Cell {
        Cell::Int(i64::from(yes))
    }
}
impl From<Timestamp> for Cell {
    fn from(at: Timestamp) -> Cell {
        Cell::Int(at.as_microsecond())
    }
}
impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Cell {
        value.map_or(Cell::Null, Into::into)
    }
}

/// One row read back, by column name.
pub struct Row<'a>(pub(crate) &'a QueryResult);

impl Row<'_> {
    /// Text that must be there.
    ///
    /// # Errors
    /// When the column is missing or holds no text.
    pub fn text(&self, column: &str) -> Result<String, StoreError> {
        Ok(self.0.try_get("", column)?)
    }
    /// Text that may be missing.
    ///
    /// # Errors
    /// When the column is missing or holds something else.
    pub fn text_or(&self, column: &str) -> Result<Option<String>, StoreError> {
        Ok(self.0.try_get("", column)?)
    }
    /// A whole number.
    ///
    /// # Errors
    /// When the column is missing or holds something else.
    pub fn int(&self, column: &str) -> Result<i64, StoreError> {
        Ok(self.0.try_get("", column)?)
    }
    /// A whole number that may be missing.
    ///
    /// # Errors
    /// When the column is missing or holds something else.
    pub fn int_or(&self, column: &str) -> Result<Option<i64>, StoreError> {
        Ok(self.0.try_get("", column)?)
    }
    /// A moment.
    ///
    /// # Errors
    /// When the column is missing or outside the calendar.
    pub fn moment(&self, column: &str) -> Result<Timestamp, StoreError> {
        moment(self.int(column)?)
    }
    /// A moment that may be missing.
    ///
    /// # Errors
    /// When the column is missing or outside the calendar.
    pub fn moment_or(&self, column: &str) -> Result<Option<Timestamp>, StoreError> {
        self.int_or(column)?.map(moment).transpose()
    }
}

/// A moment from its microseconds.
///
/// # Errors
/// When the number lies outside the calendar.
pub fn moment(microseconds: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_microsecond(microseconds).map_err(|error| StoreError::Unreadable {
        kind: "moment".to_owned(),
        id: microseconds.to_string(),
        why: error.to_string(),
    })
}
