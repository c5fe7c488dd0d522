//! Risk instruments as data: questions with our own short labels, the official numbers beside them, and how they score (R60, R62, F9, F17).
//!
//! Nothing here knows of 14 or of 24: numbers, blocks, kinds of answer and levels
//! all come from the instrument's file. `instruments/schema.json` says the same in
//! JSON Schema; `docs/rules/instruments.md` says it in prose.

pub mod answer;
pub mod compare;
pub mod grade;
mod problems;

use serde::{Deserialize, Serialize};

pub use problems::problems;

/// The version of the file format that this release reads.
pub const FORMAT: u8 = 1;

codes! {
    /// How sure it is that the questions are those of the published tool (part B of the requirements).
    pub enum Confidence {
        High = "high", "Read in the owner’s text";
        Medium = "medium", "Read in part, or in another’s text";
        Low = "low", "From general knowledge only";
    }
}

codes! {
    /// Whose words the questions are in (F9).
    pub enum Wording {
        Own = "own", "Our own short labels";
        Licensed = "licensed", "Wording that the area is licensed to use";
    }
}

/// One version of one instrument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// Where the schema of the file lies, for editors that read it.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The version of the format, [`FORMAT`].
    pub format: u8,
    /// Its code; the area's settings name the tools that it accepts by the same codes.
    pub code: String,
    /// Its version. A version never changes once it has been used.
    pub version: String,
    /// What people call it.
    pub name: String,
    /// What it is for, in a sentence.
    pub about: String,
    /// How sure it is that this is the published tool.
    pub confidence: Confidence,
    /// What that rests on.
    pub confidence_note: String,
    /// Whose words it is in.
    pub wording: Wording,
    /// Whom the tool belongs to, and what its owner asks to be said.
    pub acknowledgement: String,
    /// For whom it is meant.
    pub ages: Ages,
    /// The training that its users need (R50, R307); none when anybody may use it.
    #[serde(default)]
    pub training: Option<String>,
    /// The kinds of answer.
    pub scales: Vec<Scale>,
    /// The questions, in blocks.
    pub blocks: Vec<Block>,
    /// How the answers make a level, or that they do not.
    pub scoring: Scoring,
}

/// For whom an instrument is meant, in whole years, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ages {
    /// The youngest.
    pub from: u8,
    /// The oldest, for instruments for the young.
    #[serde(default)]
    pub to: Option<u8>,
}

/// One kind of answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// Its code.
    pub code: String,
    /// The answers, in the order shown.
    pub answers: Vec<ScaleAnswer>,
}

/// One answer of a scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleAnswer {
    /// Its code.
    pub code: String,
    /// The words shown.
    pub label: String,
    /// Whether it says that the risk is there: it counts, and leads to follow-ups.
    #[serde(default)]
    pub yes: bool,
    /// Whether it leaves the question open: not known, not asked. Open is not "no" (F2).
    #[serde(default)]
    pub open: bool,
}

/// Questions that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// Its code.
    pub code: String,
    /// What people read above it.
    pub label: String,
    /// The question that opens the block when it is answered yes; always open without.
    #[serde(default)]
    pub when: Option<String>,
    /// The questions.
    pub items: Vec<Item>,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// What it asks about. The same code in two instruments means the same thing, so
    /// that they can be compared; the numbers differ (F10).
    pub code: String,
    /// The number in the official form.
    pub number: String,
    /// The words shown.
    pub label: String,
    /// Help for whoever asks.
    #[serde(default)]
    pub help: String,
    /// The code of its scale.
    pub scale: String,
    /// Whether a yes calls for a second look below the threshold (F5).
    #[serde(default)]
    pub look: bool,
    /// Whether it stays out of the score.
    #[serde(default)]
    pub uncounted: bool,
    /// The instrument to go on with when it is answered yes (F12).
    #[serde(default)]
    pub follow_up: Option<String>,
}

/// How the answers make a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum Scoring {
    /// The number of yes answers (F2, F4).
    CountYes {
        /// The number from which the level is high; the area's settings may name another.
        high: u16,
        /// The number from which it is medium, where the area has published one.
        #[serde(default)]
        medium: Option<u16>,
    },
    /// Trained judgement alone (F11, F15).
    Judgement,
}

impl Instrument {
    /// Every question in the order of the form.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.blocks.iter().flat_map(|block| &block.items)
    }
    /// The question with this code.
    pub fn item(&self, code: &str) -> Option<&Item> {
        self.items().find(|item| item.code == code)
    }
    /// The kind of answer of a question.
    pub fn scale_of(&self, item: &Item) -> Option<&Scale> {
        self.scales.iter().find(|scale| scale.code == item.scale)
    }
    /// The answer of a question with this code.
    pub fn answer_of(&self, item: &Item, code: &str) -> Option<&ScaleAnswer> {
        let scale = self.scale_of(item)?;
        scale.answers.iter().find(|answer| answer.code == code)
    }
}
