//! A group of controls under one question.

use maud::{Markup, Render, html};

use crate::html::{Attributes, Content, Element};

/// The question that names a [`Fieldset`].
#[derive(Debug, Clone, Default)]
pub struct Legend {
    /// The words; an empty legend is not written.
    pub content: Content,
    /// Wraps the words in the page's `h1`.
    pub page_heading: bool,
    /// Further class names, such as `govuk-fieldset__legend--m`.
    pub classes: String,
}

impl Legend {
    /// A legend that is also the page's `h1`, for one-question pages.
    #[must_use]
    pub fn heading(content: impl Into<Content>) -> Self {
        Self {
            content: content.into(),
            page_heading: true,
            classes: "govuk-fieldset__legend--l".to_owned(),
        }
    }

    /// A bold, middle-sized legend, for one of several questions on a page.
    #[must_use]
    pub fn medium(content: impl Into<Content>) -> Self {
        Self {
            content: content.into(),
            page_heading: false,
            classes: "govuk-fieldset__legend--m".to_owned(),
        }
    }
}

impl<T: Into<Content>> From<T> for Legend {
    fn from(content: T) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }
}

/// A group of controls under one question.
#[derive(Debug, Clone, Default)]
pub struct Fieldset {
    /// The question.
    pub legend: Legend,
    /// Ids of the elements that describe the group.
    pub described_by: String,
    /// ARIA role; none when empty.
    pub role: String,
    /// Further class names.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
    /// The controls; choice and date components fill this in themselves.
    pub body: Markup,
}

impl Fieldset {
    /// A group with a question and controls.
    #[must_use]
    pub fn new(legend: impl Into<Legend>, body: Markup) -> Self {
        Self {
            legend: legend.into(),
            body,
            ..Self::default()
        }
    }

    pub(crate) fn render_around(&self, described_by: &str, role: &str, body: &Markup) -> Markup {
        Element::new("fieldset")
            .class(&["govuk-fieldset", &self.classes])
            .attr_if("role", role)
            .attr_if("aria-describedby", described_by)
            .attrs(&self.attributes)
            .body(html! {
                @if !self.legend.content.is_empty() {
                    legend class=(crate::html::classes(&["govuk-fieldset__legend", &self.legend.classes])) {
                        @if self.legend.page_heading {
                            h1.govuk-fieldset__heading { (self.legend.content) }
                        } @else {
                            (self.legend.content)
                        }
                    }
                }
                (body)
            })
    }
}

impl From<Legend> for Fieldset {
    fn from(legend: Legend) -> Self {
        Self {
            legend,
            ..Self::default()
        }
    }
}

impl From<&str> for Fieldset {
    fn from(legend: &str) -> Self {
        Legend::from(legend).into()
    }
}

impl Render for Fieldset {
    fn render(&self) -> Markup {
        self.render_around(&self.described_by, &self.role, &self.body)
    }
}
