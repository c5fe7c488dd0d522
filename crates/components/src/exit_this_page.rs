//! The button that leaves a public page at once.

use maud::{Markup, Render, html};

use crate::html::{Attributes, Content, Element};

/// Leaves the service at once, by pressing it or by pressing Shift three times (D5 of ux.md).
#[derive(Debug, Clone)]
pub struct ExitThisPage {
    /// Our own `/leave`, which ends the session and goes on to a dull site.
    pub href: String,
    /// The words; "Exit this page" when empty.
    pub content: Content,
    /// What is read out once it is pressed.
    pub activated_text: String,
    /// What is read out when the presses came too slowly.
    pub timed_out_text: String,
    /// What is read out after the first press of Shift.
    pub press_two_more_text: String,
    /// What is read out after the second press of Shift.
    pub press_one_more_text: String,
    /// Element id; left out when empty.
    pub id: String,
    /// Further class names.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Default for ExitThisPage {
    fn default() -> Self {
        Self {
            href: "/leave".to_owned(),
            content: Content::default(),
            activated_text: String::new(),
            timed_out_text: String::new(),
            press_two_more_text: String::new(),
            press_one_more_text: String::new(),
            id: String::new(),
            classes: String::new(),
            attributes: Attributes::default(),
        }
    }
}

impl Render for ExitThisPage {
    fn render(&self) -> Markup {
        let button = Element::new("a")
            .attr("href", &self.href)
            .attr("role", "button")
            .attr("draggable", "false")
            .class(&["govuk-button govuk-button--warning govuk-exit-this-page__button govuk-js-exit-this-page-button"])
            .attr("data-module", "govuk-button")
            .attr("rel", "nofollow noreferrer")
            .body(html! {
                @if self.content.is_empty() {
                    span.govuk-visually-hidden { "Emergency" } " Exit this page"
                } @else {
                    (self.content)
                }
            });
        Element::new("div")
            .attr_if("id", &self.id)
            .class(&["govuk-exit-this-page", &self.classes])
            .attr("data-module", "govuk-exit-this-page")
            .attrs(&self.attributes)
            .attr_if("data-i18n.activated", &self.activated_text)
            .attr_if("data-i18n.timed-out", &self.timed_out_text)
            .attr_if("data-i18n.press-two-more-times", &self.press_two_more_text)
            .attr_if("data-i18n.press-one-more-time", &self.press_one_more_text)
            .body(button)
    }
}
