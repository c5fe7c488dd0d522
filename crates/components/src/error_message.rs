//! The error beside a form control.

use maud::{Markup, Render, html};

use crate::html::{Attributes, Content, Element};

/// What is wrong with one answer and what to do; the same words stand in the error summary.
#[derive(Debug, Clone)]
pub struct ErrorMessage {
    /// The words.
    pub content: Content,
    /// Element id; form components fill this in themselves.
    pub id: String,
    /// The word read before the message by screen readers; none when empty. "Error" by default.
    pub prefix: String,
    /// Further class names.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Default for ErrorMessage {
    fn default() -> Self {
        Self {
            content: Content::default(),
            id: String::new(),
            prefix: "Error".to_owned(),
            classes: String::new(),
            attributes: Attributes::default(),
        }
    }
}

impl ErrorMessage {
    pub(crate) fn render_as(&self, id: &str) -> Markup {
        Element::new("p")
            .attr_if("id", id)
            .class(&["govuk-error-message", &self.classes])
            .attrs(&self.attributes)
            .body(html! {
                @if !self.prefix.is_empty() {
                    span.govuk-visually-hidden { (self.prefix) ":" } " "
                }
                (self.content)
            })
    }
}

impl<T: Into<Content>> From<T> for ErrorMessage {
    fn from(content: T) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }
}

impl Render for ErrorMessage {
    fn render(&self) -> Markup {
        self.render_as(&self.id)
    }
}
