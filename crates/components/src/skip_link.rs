//! The link that jumps over the navigation.

use maud::{Markup, Render};

use crate::html::{Attributes, Content, Element};

/// The first link on a page: straight to what matters.
#[derive(Debug, Clone, Default)]
pub struct SkipLink {
    /// `#` and the id of the main part; `#content` when empty.
    pub href: String,
    /// The words.
    pub content: Content,
    /// Further class names.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Render for SkipLink {
    fn render(&self) -> Markup {
        Element::new("a")
            .attr("href", crate::field::id_or_name(&self.href, "#content"))
            .class(&["govuk-skip-link", &self.classes])
            .attrs(&self.attributes)
            .attr("data-module", "govuk-skip-link")
            .body(&self.content)
    }
}
