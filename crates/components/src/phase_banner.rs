//! A line under the header that says what state the service is in, and the demonstration line.

use maud::{Markup, Render, html};

use crate::html::{Attributes, Content, Element};
use crate::{Tag, TagColour};

/// A line that says what state the service is in.
#[derive(Debug, Clone, Default)]
pub struct PhaseBanner {
    /// The tag, such as "Beta".
    pub tag: Tag,
    /// The words.
    pub content: Content,
    /// Further class names.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl PhaseBanner {
    /// A line with its tag.
    #[must_use]
    pub fn new(tag: impl Into<Content>, content: impl Into<Content>) -> Self {
        Self {
            tag: Tag::new(tag, TagColour::Plain),
            content: content.into(),
            ..Self::default()
        }
    }
}

impl Render for PhaseBanner {
    fn render(&self) -> Markup {
        let tag = Tag {
            classes: crate::html::classes(&["govuk-phase-banner__content__tag", &self.tag.classes]),
            ..self.tag.clone()
        };
        Element::new("div")
            .class(&["govuk-phase-banner govuk-width-container", &self.classes])
            .attrs(&self.attributes)
            .body(html! {
                p.govuk-phase-banner__content {
                    (tag)
                    span.govuk-phase-banner__text { (self.content) }
                }
            })
    }
}

/// Says on every page that all people and events are invented (T14); stays in print.
#[derive(Debug, Clone, Copy, Default)]
pub struct DemoBanner;

impl Render for DemoBanner {
    fn render(&self) -> Markup {
        demo_banner(
            "Demonstration.",
            "Every person and event here is invented. Do not enter real information.",
        )
    }
}

/// The same in the words of a page.
pub(crate) fn demo_banner(title: &str, words: &str) -> Markup {
    html! {
        div.hw-demo {
            p."hw-demo__text"."govuk-width-container" {
                strong { (title) }
                " " (words)
            }
        }
    }
}
