//! What is told about a possible match: how likely, why, and what to beware of.

use crate::band::Band;
use crate::field::{Field, Verdict};

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
