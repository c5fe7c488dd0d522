//! What is told about a possible match: how likely, why, and what to beware of.

use crate::band::Band;
use crate::compare::Comparison;
use crate::level::{Field, Level, Verdict};
use crate::weights::Weights;

/// A held record that may be the person asked about.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The caller's id of the held record.
    pub id: String,
    /// Probability, 0 to 1, that it is the same person.
    pub score: f64,
    /// The probability in words; `None` when too low to propose.
    pub band: Option<Band>,
    /// One reason for each field, then what several fields say together. Their bits sum to `bits`.
    pub reasons: Vec<Reason>,
    /// What to look at twice before answering "same person".
    pub cautions: Vec<Caution>,
    /// All evidence, in bits.
    pub bits: f64,
}

/// One piece of evidence in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The field compared.
    pub field: Field,
    /// Same, close, different or not known.
    pub verdict: Verdict,
    /// The reason in plain words, for example "day and month swapped".
    pub words: String,
    /// What it counted for (above nought) or against (below), in bits.
    pub bits: f64,
}

/// Something that makes two people look like one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Caution {
    /// Same date of birth and family, other first name.
    Twins,
    /// Same name and home, another generation.
    ParentAndChild,
    /// Shares a home, phone or surname with another first name or none.
    SharedHome,
    /// Nothing but name and date of birth agrees.
    NameAndDateOnly,
}

impl Caution {
    /// The caution in plain words.
    pub fn words(self) -> &'static str {
        match self {
            Caution::Twins => "These may be twins: same date of birth, different first names.",
            Caution::ParentAndChild => {
                "These may be a parent and child with the same name at one address."
            }
            Caution::SharedHome => "These may be two people who share a home or a phone.",
            Caution::NameAndDateOnly => {
                "Only the name and date of birth agree. Look for one more thing that agrees before you say it is the same person."
            }
        }
    }
}

/// Puts a comparison into words. `held` is the number of records in the index.
pub(crate) fn tell(id: &str, found: &Comparison, weights: &Weights, held: usize) -> Candidate {
    let bits = found.bits();
    let score = weights.probability(bits, held);
    let cautions = cautions(found);
    Candidate {
        id: id.to_owned(),
        score,
        band: Band::of(score, !cautions.is_empty()),
        reasons: found
            .rows
            .iter()
            .map(|row| Reason {
                field: row.level.field(),
                verdict: row.level.verdict(),
                words: row.level.words().to_owned(),
                bits: row.bits,
            })
            .collect(),
        cautions,
        bits,
    }
}

fn cautions(found: &Comparison) -> Vec<Caution> {
    let mut out = Vec::new();
    if found.any(&[Level::Twins, Level::TwinsOtherSex, Level::TwinsAlike]) {
        out.push(Caution::Twins);
    }
    if found.has(Level::ParentAndChild) {
        out.push(Caution::ParentAndChild);
    }
    if found.any(&[
        Level::OtherInHome,
        Level::UnnamedInHome,
        Level::HouseholdTwice,
    ]) {
        out.push(Caution::SharedHome);
    }
    let agrees = |row: &&crate::compare::Row| {
        matches!(row.level.verdict(), Verdict::Same | Verdict::Close)
            && matches!(
                row.level.field(),
                Field::Address | Field::Phone | Field::Email | Field::Identifier
            )
            // Living in the same district is shared by tens of thousands.
            && row.level != Level::OutwardSame
    };
    if !found.rows.iter().any(|row| agrees(&row)) {
        out.push(Caution::NameAndDateOnly);
    }
    out
}
