//! Reads one row field by field and collects what is wrong or odd in it.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use super::dates::{self, DateFault, DateOrder};
use super::fields::Field;
use super::mapping::ColumnMap;
use super::people::{self, SUSPECT, VICTIM};
use super::report::{IncidentReport, SheetLevel};
use super::rows::ReadContext;
use super::{digest, flags, words};
use crate::sheets::{Cell, RawRow};

/// One row while it is being read, with what was found wrong so far.
pub(super) struct RowReader<'a> {
    pub(super) row: &'a RawRow,
    pub(super) map: &'a ColumnMap,
    pub(super) context: &'a ReadContext<'a>,
    pub(super) order: DateOrder,
    pub(super) faults: Vec<(Field, String)>,
    pub(super) remarks: Vec<String>,
}

impl<'a> RowReader<'a> {
    /// The cell of a field; empty when no column holds it.
    pub(super) fn cell(&self, field: Field) -> &'a Cell {
        self.map
            .column(field)
            .map_or(&Cell::Empty, |column| self.row.cell(column))
    }

    /// The text of a field. Line breaks are kept: they separate children.
    pub(super) fn text(&self, field: Field) -> String {
        let text = self.cell(field).to_text();
        crate::sheets::write::unguard_formula(text.trim()).to_owned()
    }

    /// Notes a reason to refuse the row.
    pub(super) fn fault(&mut self, field: Field, reason: String) {
        self.faults.push((field, reason));
    }

    /// Notes something odd that is no reason to refuse the row.
    pub(super) fn remark(&mut self, sentence: String) {
        self.remarks.push(sentence);
    }

    /// The reference, empty when there is none.
    pub(super) fn reference(&self) -> String {
        let text = words::tidy(&self.text(Field::Reference));
        if words::is_unknown(&text) || !text.chars().any(char::is_alphanumeric) {
            String::new()
        } else {
            text
        }
    }

    /// The report and its digest, or nothing when there is a reason to refuse the row.
    pub(super) fn read(&mut self, reference: &str) -> Option<(IncidentReport, String)> {
        if reference.is_empty() {
            self.fault(
                Field::Reference,
                "There is no incident reference. Add the force's number for this incident."
                    .to_owned(),
            );
        }
        let level = self.level();
        let reported_at = self.moment(Field::ReportedAt, Field::ReportedTime);
        let occurred_at = self.moment(Field::OccurredAt, Field::OccurredTime);
        let received = self.moment(Field::ReceivedAt, Field::ReceivedTime);
        let (tool, tool_as_typed, score) = self.tool_and_score();
        let victim = people::read_person(self, &VICTIM);
        let suspect = people::read_person(self, &SUSPECT);
        let (children, children_not_named) = people::read_children(self);
        if victim.is_nobody() && self.faults.is_empty() {
            self.fault(
                Field::VictimSurname,
                "Nothing is said about the victim: add a name, a date of birth or a telephone number.".to_owned(),
            );
        }
        let (sheet_flags, flag_language) = flags::read_flags(&self.text(Field::Flags));
        let language = known(words::tidy(&self.text(Field::Language)))
            .filter(|text| words::yes_or_no(text).is_none())
            .or(flag_language);
        let postcode = self.postcode();
        let report = IncidentReport {
            reference: reference.to_owned(),
            reported_at,
            occurred_at,
            received_at: received.unwrap_or(self.context.received_default),
            location: words::tidy(&self.text(Field::Location)),
            postcode,
            level: level?,
            score,
            tool,
            tool_as_typed,
            victim,
            suspect: (!suspect.is_nobody()).then_some(suspect),
            relationship: known(words::tidy(&self.text(Field::Relationship))).unwrap_or_default(),
            children,
            children_not_named,
            pregnant: words::yes_or_no(&self.text(Field::Pregnant)),
            crime_number: known(words::tidy(&self.text(Field::CrimeNumber))),
            flags: sheet_flags,
            language,
            consent: flags::read_consent(&self.text(Field::Consent)),
            officer: words::tidy(&self.text(Field::Officer)),
            summary: self.text(Field::Summary),
        };
        if !self.faults.is_empty() {
            return None;
        }
        let canonical = digest::canonical(&report, received);
        Some((report, (self.context.digest)(&canonical)))
    }

    fn level(&mut self) -> Option<SheetLevel> {
        let text = words::tidy(&self.text(Field::Level));
        let level = flags::read_level(&text);
        if level.is_none() {
            let reason = if words::is_unknown(&text) {
                "There is no risk level. Write Standard, Medium or High.".to_owned()
            } else {
                format!(
                    "The risk level \u{2018}{text}\u{2019} is not known. Write Standard, Medium or High."
                )
            };
            self.fault(Field::Level, reason);
        }
        level
    }

    /// A date and its time as an instant on the clock of Europe/London. A time
    /// that the change of clocks skips or repeats is read as jiff's compatible rule says.
    fn moment(&mut self, field: Field, time_field: Field) -> Option<Timestamp> {
        let text = words::tidy(&self.text(field));
        if words::is_unknown(&text) {
            return None;
        }
        // A day in the coming year may be typed by mistake; a century ago may not be meant.
        let latest = self
            .context
            .today
            .checked_add(jiff::Span::new().years(1))
            .unwrap_or(self.context.today);
        match dates::moment(self.cell(field), self.order, latest) {
            Ok((day, time)) => {
                let time = time
                    .or_else(|| dates::time_of(self.cell(time_field)))
                    .unwrap_or(Time::midnight());
                self.instant(field, day, time)
            }
            Err(DateFault::DoesNotExist) => {
                self.fault(
                    field,
                    format!(
                        "The date {text} ({}) does not exist.",
                        field.label().to_lowercase()
                    ),
                );
                None
            }
            Err(DateFault::NotADate) => {
                self.fault(
                    field,
                    format!(
                        "\u{2018}{text}\u{2019} ({}) cannot be read as a date. Write it as 25/03/2026 14:30.",
                        field.label().to_lowercase()
                    ),
                );
                None
            }
        }
    }

    fn instant(&mut self, field: Field, day: Date, time: Time) -> Option<Timestamp> {
        let zone = TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC);
        match day.to_datetime(time).to_zoned_datetime(zone) {
            Ok(at) => {
                if day > self.context.today {
                    self.remark(format!("{} is after the day of the import.", field.label()));
                }
                Some(at.timestamp())
            }
            Err(_) => {
                self.fault(field, format!("The date {day} is out of range."));
                None
            }
        }
    }

    /// The tool's code if known, its name as typed, and the score within its questions.
    fn tool_and_score(&mut self) -> (Option<String>, String, Option<u16>) {
        let typed = words::tidy(&self.text(Field::Tool));
        let tool = self.context.tools.iter().find(|tool| {
            tool.names
                .iter()
                .any(|name| letters(name) == letters(&typed))
        });
        if tool.is_none() && !words::is_unknown(&typed) {
            self.remark(format!(
                "The risk tool \u{2018}{typed}\u{2019} is not one that the area uses."
            ));
        }
        let score = self.score();
        if let (Some(tool), Some(score)) = (tool, score)
            && score > tool.questions
        {
            self.fault(
                Field::Score,
                format!(
                    "The score {score} is more than the {} questions of {typed}.",
                    tool.questions
                ),
            );
        }
        (tool.map(|tool| tool.code.to_owned()), typed, score)
    }

    fn score(&mut self) -> Option<u16> {
        let text = words::tidy(&self.text(Field::Score));
        if words::is_unknown(&text) {
            return None;
        }
        // "14/27" and "14 of 27" give the ticks before the number of questions.
        let ticks = text
            .split(['/', ' '])
            .next()
            .unwrap_or_default()
            .trim_end_matches(".0");
        match ticks.parse::<u16>() {
            Ok(score) => Some(score),
            Err(_) => {
                self.fault(
                    Field::Score,
                    format!("The score \u{2018}{text}\u{2019} is not a whole number."),
                );
                None
            }
        }
    }

    fn postcode(&mut self) -> Option<String> {
        let text = words::tidy(&self.text(Field::Postcode));
        if words::is_unknown(&text) {
            return None;
        }
        let postcode = words::postcode(&text);
        if postcode.is_none() {
            self.remark(format!(
                "The postcode \u{2018}{text}\u{2019} does not read like one and was left out."
            ));
        }
        postcode
    }
}

fn known(text: String) -> Option<String> {
    (!words::is_unknown(&text)).then_some(text)
}

/// Small letters and digits only, to compare names of tools.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
