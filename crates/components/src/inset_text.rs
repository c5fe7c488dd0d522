//! Words set apart from the rest by a bar.

use maud::{Markup, Render};

use crate::html::{Attributes, Content, Element};

/// Words set apart, such as a quotation or an example.
#[derive(Debug, Clone, Default)]
pub struct InsetText {
    /// The words.
    pub content: Content,
    /// Element id; left out when empty.
    pub id: String,
    /// Further class names.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl InsetText {
    /// Words set apart.
    #[must_use]
    pub fn new(content: impl Into<Content>) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }
}

impl Render for InsetText {
    fn render(&self) -> Markup {
        Element::new("div")
            .attr_if("id", &self.id)
            .class(&["govuk-inset-text", &self.classes])
            .attrs(&self.attributes)
            .body(&self.content)
    }
}
