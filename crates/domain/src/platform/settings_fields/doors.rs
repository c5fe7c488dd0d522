//! Keys about the doors and the directory.

use super::Kind::{Text, Whole};
use super::Preset::{Absent, Is};
use super::{Field, row};

// One key, one line: the table is read down its columns.
#[rustfmt::skip]
pub(super) static FIELDS: &[Field] = &[
    row("public.host", Text, Absent, "The host name of the public pages, such as help.example.org; without it the area has none.", "R6, R7, F79"),
    row("public.name", Text, Is("\"Local services\""), "What the public pages call themselves: a dull name that tells nothing.", "F79"),
    row("public.leave_to", Text, Is("\"https://www.bbc.co.uk/weather\""), "The dull page of another site that opens when somebody leaves.", "F79"),
    row("directory.stale_months", Whole { min: 1, max: 36 }, Is("6"), "Months after which an entry of the directory is listed as one to check again.", "R247"),
];
