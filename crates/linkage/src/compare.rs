//! Two prepared records to one comparison: a level and a weight for each field.

mod birth;
mod contact;
mod name;
mod place;
mod together;

use crate::level::{Evidence, Level};
use crate::population::{Counted, Population};
use crate::prepared::Prepared;
use crate::record::Sex;
use crate::weights::Weights;

/// A level with what it weighs here.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Row {
    pub level: Level,
    pub bits: f64,
}

/// All rows of a comparison: fields first, then interactions.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Comparison {
    pub rows: Vec<Row>,
}

impl Comparison {
    /// The sum of all weights.
    pub fn bits(&self) -> f64 {
        self.rows.iter().map(|row| row.bits).sum()
    }

    /// Whether a level is among the rows.
    pub fn has(&self, level: Level) -> bool {
        self.rows.iter().any(|row| row.level == level)
    }

    /// Whether any of the levels is among the rows.
    pub fn any(&self, levels: &[Level]) -> bool {
        self.rows.iter().any(|row| levels.contains(&row.level))
    }
}

/// The weights in use together with the people they are weighed among.
#[derive(Clone, Copy)]
pub(crate) struct Scales<'a> {
    pub weights: &'a Weights,
    pub people: &'a Population,
}

impl Scales<'_> {
    /// A row with the level's fixed weight.
    pub fn row(&self, level: Level) -> Row {
        Row {
            level,
            bits: self.weights.bits(level, 1.0),
        }
    }

    /// A row whose weight depends on how rare the agreeing value is.
    pub fn rare(&self, level: Level, kind: Counted, value: &str) -> Row {
        let share = match self.weights.get(level) {
            Evidence::Fixed(_) => 1.0,
            Evidence::Rarity { .. } => self.people.share(kind, value),
        };
        Row {
            level,
            bits: self.weights.bits(level, share),
        }
    }
}

/// Compares two records. The same whichever comes first.
pub(crate) fn compare(left: &Prepared, right: &Prepared, scales: Scales<'_>) -> Comparison {
    let mut found = Comparison {
        rows: Vec::with_capacity(12),
    };
    name::compare(left, right, scales, &mut found.rows);
    found.rows.push(birth::compare(left, right, scales));
    found.rows.push(scales.row(sex(left.sex, right.sex)));
    found.rows.push(place::compare(left, right, scales));
    found.rows.push(contact::phones(left, right, scales));
    found.rows.push(contact::emails(left, right, scales));
    found.rows.push(contact::identifiers(left, right, scales));
    together::add(&mut found, scales);
    found
}

fn sex(left: Option<Sex>, right: Option<Sex>) -> Level {
    match (left, right) {
        (Some(Sex::Female), Some(Sex::Female)) | (Some(Sex::Male), Some(Sex::Male)) => {
            Level::SexSame
        }
        (Some(Sex::Female), Some(Sex::Male)) | (Some(Sex::Male), Some(Sex::Female)) => {
            Level::SexDifferent
        }
        _ => Level::SexNotKnown,
    }
}

/// Of two rows the one that weighs more; the earlier level on a tie, so that
/// the order of values does not matter.
fn better(held: Option<Row>, next: Row) -> Option<Row> {
    match held {
        Some(row) if row.bits > next.bits || (row.bits == next.bits && row.level <= next.level) => {
            Some(row)
        }
        _ => Some(next),
    }
}

#[cfg(test)]
pub(crate) mod testing {
    use super::{Comparison, Scales, compare};
    use crate::population::Population;
    use crate::prepared::Prepared;
    use crate::record::Record;
    use crate::weights::Weights;

    /// Compares two records among nobody, with the shipped weights.
    pub fn compared(left: &Record, right: &Record) -> Comparison {
        let (weights, people) = (Weights::shipped(), Population::default());
        let scales = Scales {
            weights: &weights,
            people: &people,
        };
        compare(&Prepared::new(left), &Prepared::new(right), scales)
    }
}
