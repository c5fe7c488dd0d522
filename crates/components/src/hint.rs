//! The hint under a label.

use maud::{Markup, Render};

use crate::html::{Attributes, Content, Element};

/// Help for most people, in one short sentence.
#[derive(Debug, Clone, Default)]
pub struct Hint {
    /// The words.
    pub content: Content,
    /// Element id; form components fill this in themselves.
    pub id: String,
    /// Further class names.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Hint {
    pub(crate) fn render_as(&self, id: &str, class: &str) -> Markup {
        Element::new("div")
            .attr_if("id", id)
            .class(&["govuk-hint", class, &self.classes])
            .attrs(&self.attributes)
            .body(&self.content)
    }
}

impl<T: Into<Content>> From<T> for Hint {
    fn from(content: T) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }
}

impl Render for Hint {
    fn render(&self) -> Markup {
        self.render_as(&self.id, "")
    }
}
