//! The status of a thing in a word or two.

use maud::{Markup, Render};

use crate::html::{Attributes, Content, Element};

/// The colour of a [`Tag`]; the words always say the same without it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "each colour is its own description")]
pub enum TagColour {
    /// The service's own colour.
    #[default]
    Plain,
    Grey,
    Green,
    Teal,
    Blue,
    Purple,
    Magenta,
    Red,
    Orange,
    Yellow,
}

impl TagColour {
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Grey => "govuk-tag--grey",
            Self::Green => "govuk-tag--green",
            Self::Teal => "govuk-tag--teal",
            Self::Blue => "govuk-tag--blue",
            Self::Purple => "govuk-tag--purple",
            Self::Magenta => "govuk-tag--magenta",
            Self::Red => "govuk-tag--red",
            Self::Orange => "govuk-tag--orange",
            Self::Yellow => "govuk-tag--yellow",
        }
    }
}

/// The status of a thing, in sentence case; a finished thing shows plain words instead (ux.md
/// rule 11), and risk has its own [`RiskBadge`](crate::RiskBadge).
#[derive(Debug, Clone, Default)]
pub struct Tag {
    /// The words.
    pub content: Content,
    /// The colour.
    pub colour: TagColour,
    /// Further class names.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Tag {
    /// A status with a colour.
    #[must_use]
    pub fn new(content: impl Into<Content>, colour: TagColour) -> Self {
        Self {
            content: content.into(),
            colour,
            ..Self::default()
        }
    }
}

impl Render for Tag {
    fn render(&self) -> Markup {
        Element::new("strong")
            .class(&["govuk-tag", self.colour.class(), &self.classes])
            .attrs(&self.attributes)
            .body(&self.content)
    }
}
