//! What a police sheet means: columns are recognised, each row becomes a report or a problem in plain words.
//!
//! One bad row never loses a file, and nothing is thrown away: every row comes
//! back with its cells as typed, whether it was read or refused.

mod dates;
mod digest;
mod fields;
mod flags;
mod mapping;
mod people;
mod problems;
mod report;
mod row_reader;
mod rows;
mod words;

pub use dates::DateOrder;
pub use fields::Field;
pub use mapping::{ColumnMap, Guess, guess_mapping};
pub use problems::problems_csv;
pub use report::{
    Consent, IncidentReport, ReportedBorn, ReportedChild, ReportedPerson, ReportedSex, SheetFlag,
    SheetLevel,
};
pub use rows::{ReadContext, ReadOutcome, ReportRow, RowProblem, ToolName, read_rows};
