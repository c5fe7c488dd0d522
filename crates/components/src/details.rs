//! Words that open when asked for.

use maud::{Markup, Render, html};

use crate::html::{Attributes, Content, Element};

/// A link that opens more words on the same page.
#[derive(Debug, Clone, Default)]
pub struct Details {
    /// The words to press.
    pub summary: Content,
    /// What opens.
    pub content: Content,
    /// Open at first.
    pub open: bool,
    /// Element id; left out when empty.
    pub id: String,
    /// Further class names.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Details {
    /// Closed details.
    #[must_use]
    pub fn new(summary: impl Into<Content>, content: impl Into<Content>) -> Self {
        Self {
            summary: summary.into(),
            content: content.into(),
            ..Self::default()
        }
    }
}

impl Render for Details {
    fn render(&self) -> Markup {
        Element::new("details")
            .attr_if("id", &self.id)
            .class(&["govuk-details", &self.classes])
            .attrs(&self.attributes)
            .flag("open", self.open)
            .body(html! {
                summary.govuk-details__summary {
                    span.govuk-details__summary-text { (self.summary) }
                }
                div.govuk-details__text { (self.content) }
            })
    }
}
