//! The link to the page before in a run of pages.

use maud::{Markup, Render, html};

use crate::html::{Attributes, Content, Element};

/// A link to the page before.
#[derive(Debug, Clone, Default)]
pub struct BackLink {
    /// Where it goes; `#` when empty.
    pub href: String,
    /// The words; "Back" when empty.
    pub content: Content,
    /// Further class names.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl BackLink {
    /// A link that says "Back".
    #[must_use]
    pub fn new(href: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            ..Self::default()
        }
    }
}

impl Render for BackLink {
    fn render(&self) -> Markup {
        Element::new("a")
            .attr("href", crate::field::id_or_name(&self.href, "#"))
            .class(&["govuk-back-link", &self.classes])
            .attrs(&self.attributes)
            .body(html! {
                @if self.content.is_empty() { "Back" } @else { (self.content) }
            })
    }
}
