//! The list of everything that is wrong, at the top of a page.

use maud::{Markup, Render, html};

use crate::html::{Attributes, Content, Element};

/// One line of an [`ErrorSummary`].
#[derive(Debug, Clone, Default)]
pub struct ErrorLink {
    /// The words, the same as beside the control.
    pub content: Content,
    /// `#` and the id of the control; plain words when empty.
    pub href: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl ErrorLink {
    /// A line that links to the control with this id.
    #[must_use]
    pub fn new(id: &str, content: impl Into<Content>) -> Self {
        Self {
            content: content.into(),
            href: format!("#{id}"),
            ..Self::default()
        }
    }
}

/// Everything that is wrong; takes the focus when the page opens. [`Page`](crate::Page) writes it
/// itself from its `errors`.
#[derive(Debug, Clone)]
pub struct ErrorSummary {
    /// The heading, "There is a problem" by default.
    pub title: Content,
    /// Words under the heading.
    pub description: Content,
    /// The lines.
    pub errors: Vec<ErrorLink>,
    /// Tells the script not to take the focus.
    pub disable_auto_focus: Option<bool>,
    /// Further class names.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Default for ErrorSummary {
    fn default() -> Self {
        Self {
            title: "There is a problem".into(),
            description: Content::default(),
            errors: Vec::new(),
            disable_auto_focus: None,
            classes: String::new(),
            attributes: Attributes::default(),
        }
    }
}

impl Render for ErrorSummary {
    fn render(&self) -> Markup {
        let mut element = Element::new("div").class(&["govuk-error-summary", &self.classes]);
        if let Some(disable) = self.disable_auto_focus {
            element = element.attr("data-disable-auto-focus", crate::html::truth(disable));
        }
        element
            .attrs(&self.attributes)
            .attr("data-module", "govuk-error-summary")
            .body(html! {
                div role="alert" {
                    h2.govuk-error-summary__title { (self.title) }
                    div.govuk-error-summary__body {
                        @if !self.description.is_empty() { p { (self.description) } }
                        @if !self.errors.is_empty() {
                            ul."govuk-list"."govuk-error-summary__list" {
                                @for error in &self.errors {
                                    li {
                                        @if error.href.is_empty() {
                                            (error.content)
                                        } @else {
                                            (Element::new("a")
                                                .attr("href", &error.href)
                                                .attrs(&error.attributes)
                                                .body(&error.content))
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            })
    }
}
