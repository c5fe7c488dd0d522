//! The label of a form control.

use maud::{Markup, Render, html};

use crate::html::{Attributes, Content, Element};

/// The words that name a form control.
#[derive(Debug, Clone, Default)]
pub struct Label {
    /// The words; an empty label is not written.
    pub content: Content,
    /// The control it names; form components fill this in themselves.
    pub for_id: String,
    /// Wraps the label in the page's `h1`.
    pub page_heading: bool,
    /// Further class names, such as `govuk-label--m`.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Label {
    /// A label that is also the page's `h1`, for one-question pages.
    #[must_use]
    pub fn heading(content: impl Into<Content>) -> Self {
        Self {
            content: content.into(),
            page_heading: true,
            classes: "govuk-label--l".to_owned(),
            ..Self::default()
        }
    }

    /// A label read by screen readers but not shown, for controls that a table heading names.
    #[must_use]
    pub fn hidden(content: impl Into<Content>) -> Self {
        Self {
            content: content.into(),
            classes: "govuk-visually-hidden".to_owned(),
            ..Self::default()
        }
    }

    pub(crate) fn render_for(&self, id: &str) -> Markup {
        if self.content.is_empty() {
            return Markup::default();
        }
        let label = Element::new("label")
            .class(&["govuk-label", &self.classes])
            .attrs(&self.attributes)
            .attr_if("for", id)
            .body(&self.content);
        html! {
            @if self.page_heading { h1.govuk-label-wrapper { (label) } } @else { (label) }
        }
    }
}

impl<T: Into<Content>> From<T> for Label {
    fn from(content: T) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }
}

impl Render for Label {
    fn render(&self) -> Markup {
        self.render_for(&self.for_id)
    }
}
