//! The weights in use: shipped with the crate, trained on a file, or read from one.

use serde::{Deserialize, Serialize};

use super::context::CONTEXT;
use super::level::FIELDS;
use super::table::{Table, Written};

/// All weights: of two records alone, and of what other records say about the two.
#[derive(Clone, Debug)]
pub struct Model {
    /// What comparing two records says.
    pub alone: Table,
    /// What the records around them add.
    pub among: Table,
    /// How often each level of `alone` is seen among pairs that are one person,
    /// in the files that the weights were fitted on; empty when not known.
    pub usual: Vec<f32>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    alone: Written,
    #[serde(default)]
    among: Written,
    #[serde(default)]
    usual: Vec<f32>,
}

impl Default for Model {
    fn default() -> Model {
        Model {
            alone: Table::new(FIELDS),
            among: Table::new(CONTEXT),
            usual: Vec::new(),
        }
    }
}

impl Model {
    /// The model as JSON: weights in bits under the names of fields and levels.
    pub fn to_json(&self) -> String {
        let file = File {
            alone: self.alone.write(),
            among: self.among.write(),
            usual: self.usual.clone(),
        };
        serde_json::to_string(&file).unwrap_or_default()
    }

    /// The model with every weight to two places, for shipping.
    pub fn rounded(self) -> Model {
        Model {
            alone: self.alone.rounded(),
            among: self.among.rounded(),
            usual: self.usual,
        }
    }

    /// Reads a model; levels that it does not name weigh nought.
    ///
    /// # Errors
    /// In words, when the text is not a model, or names or weighs what there is not.
    pub fn from_json(text: &str) -> Result<Model, String> {
        let file: File = serde_json::from_str(text).map_err(|e| unread(&e))?;
        let alone = Table::read(FIELDS, &file.alone)?;
        if !file.usual.is_empty() && file.usual.len() != alone.singles.len() {
            return Err("this model was made by another release of Hawthorn; make it again with --save-model".to_owned());
        }
        if let Some(share) = file
            .usual
            .iter()
            .find(|share| !(0.0..=1.0).contains(*share))
        {
            return Err(format!(
                "\"usual\" holds {share}, and a share is from 0 to 1; make the model again with --save-model"
            ));
        }
        Ok(Model {
            alone,
            among: Table::read(CONTEXT, &file.among)?,
            usual: file.usual,
        })
    }

    /// The weights that ship with the crate, fitted on invented people.
    pub fn shipped() -> Model {
        Model::from_json(include_str!("shipped.json")).unwrap_or_default()
    }
}

/// Why a text is no model, in plain words.
fn unread(error: &serde_json::Error) -> String {
    use serde_json::error::Category;
    let (line, place) = (error.line(), error.column());
    let what = match error.classify() {
        Category::Eof if line <= 1 && place == 0 => "the file is empty".to_owned(),
        Category::Eof => format!("the file breaks off in line {line}, as if a part were missing"),
        Category::Syntax => format!("line {line}, character {place}, is not as JSON is written"),
        Category::Data | Category::Io => {
            let said = error.to_string();
            let said = said.split(" at line ").next().unwrap_or_default();
            format!("line {line}, character {place}, holds what no model has: {said}")
        }
    };
    format!("this is not a model of weights: {what}; name a file that --save-model wrote")
}
