//! What a person says of themselves that the national figures count: ethnic group, disability, LGBT+ (F22, F31).

use super::Source;

codes! {
    /// Ethnic group in the broad groups of the census, as the person says it.
    pub enum EthnicGroup {
        WhiteBritish = "white_british", "White British";
        WhiteOther = "white_other", "White, other than British";
        Mixed = "mixed", "Mixed or multiple ethnic groups";
        Asian = "asian", "Asian or Asian British";
        Black = "black", "Black, Black British, Caribbean or African";
        Other = "other", "Other ethnic group";
        NotSaid = "not_said", "Asked, prefers not to say";
    }
}

impl EthnicGroup {
    /// Whether the national figures count it as a minority ethnic group (F31); none where nobody can say.
    pub fn is_minority(self) -> Option<bool> {
        match self {
            EthnicGroup::NotSaid => None,
            EthnicGroup::WhiteBritish => Some(false),
            _ => Some(true),
        }
    }
}

codes! {
    /// An answer to a question about oneself.
    pub enum OwnAnswer {
        Yes = "yes", "Yes";
        No = "no", "No";
        NotSaid = "not_said", "Asked, prefers not to say";
    }
}

impl OwnAnswer {
    /// Yes or no; none where the person prefers not to say.
    pub fn known(self) -> Option<bool> {
        match self {
            OwnAnswer::Yes => Some(true),
            OwnAnswer::No => Some(false),
            OwnAnswer::NotSaid => None,
        }
    }
}

/// What a person has said of themselves. Each is absent until somebody has asked; nothing is guessed.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Diversity {
    /// The ethnic group.
    pub ethnic_group: Option<EthnicGroup>,
    /// Whether the person has a disability or a long-lasting condition.
    pub disabled: Option<OwnAnswer>,
    /// Whether the person is lesbian, gay, bisexual, transgender or another of LGBT+.
    pub lgbt: Option<OwnAnswer>,
    /// Gender in the person's own words, where it is not what the record of sex says.
    #[serde(default)]
    pub gender: String,
    /// Who asked, and when it was last asked.
    pub source: Option<Source>,
}

impl Diversity {
    /// Whether nothing has been asked yet.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
