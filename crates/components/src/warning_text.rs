//! A warning that must not be missed.

use maud::{Markup, Render, html};

use crate::html::{Attributes, Content, Element};

/// A warning about what could follow.
#[derive(Debug, Clone)]
pub struct WarningText {
    /// The words.
    pub content: Content,
    /// The word for the sign, read by screen readers; "Warning" by default.
    pub icon_word: String,
    /// Further class names.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl WarningText {
    /// A warning.
    #[must_use]
    pub fn new(content: impl Into<Content>) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }
}

impl Default for WarningText {
    fn default() -> Self {
        Self {
            content: Content::default(),
            icon_word: "Warning".to_owned(),
            classes: String::new(),
            attributes: Attributes::default(),
        }
    }
}

impl Render for WarningText {
    fn render(&self) -> Markup {
        Element::new("div")
            .class(&["govuk-warning-text", &self.classes])
            .attrs(&self.attributes)
            .body(html! {
                span.govuk-warning-text__icon aria-hidden="true" { "!" }
                strong.govuk-warning-text__text {
                    span.govuk-visually-hidden { (self.icon_word) }
                    " " (self.content)
                }
            })
    }
}
