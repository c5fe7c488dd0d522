//! A large message: something is finished, or a pause before something that matters.

use maud::{Markup, Render, html};

use crate::html::{Attributes, Content, Element, heading_tag, when};
use crate::{Button, ButtonKind, ButtonStyle, LinkButton};

/// A button or link on an interruption [`Panel`].
#[derive(Debug, Clone)]
pub enum PanelAction {
    /// A button that acts on the form around the panel.
    Button(Button),
    /// A link that looks like a button.
    LinkButton(LinkButton),
    /// A plain link.
    Link {
        /// Where it goes.
        href: String,
        /// The words.
        text: String,
        /// Further class names.
        classes: String,
        /// Further attributes.
        attributes: Attributes,
    },
}

impl Render for PanelAction {
    fn render(&self) -> Markup {
        match self {
            Self::Button(button) => Button {
                style: ButtonStyle::Inverse,
                ..button.clone()
            }
            .render(),
            Self::LinkButton(link) => LinkButton {
                style: ButtonStyle::Inverse,
                ..link.clone()
            }
            .render(),
            Self::Link {
                href,
                text,
                classes,
                attributes,
            } => Element::new("a")
                .class(&["govuk-link govuk-link--inverse", classes])
                .attr("href", href)
                .attrs(attributes)
                .body(text),
        }
    }
}

/// A large message. With `interruption` it is a pause before a risky act, with its own actions.
#[derive(Debug, Clone, Default)]
pub struct Panel {
    /// The heading.
    pub title: Content,
    /// Heading level; 1 when not given.
    pub heading_level: Option<u8>,
    /// The words under the heading.
    pub content: Content,
    /// A pause before a risky act rather than a message that something is finished.
    pub interruption: bool,
    /// Buttons and links of an interruption.
    pub actions: Vec<PanelAction>,
    /// Class names of the actions.
    pub actions_classes: String,
    /// Attributes of the actions.
    pub actions_attributes: Attributes,
    /// Further class names.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Panel {
    /// A message that something is finished.
    #[must_use]
    pub fn confirmation(title: impl Into<Content>, content: impl Into<Content>) -> Self {
        Self {
            title: title.into(),
            content: content.into(),
            ..Self::default()
        }
    }

    /// A pause before a risky act: one button that goes on and one link that goes back.
    #[must_use]
    pub fn interruption(
        title: impl Into<Content>,
        content: impl Into<Content>,
        go_on: impl Into<Content>,
        back_href: impl Into<String>,
        back_text: impl Into<String>,
    ) -> Self {
        Self {
            interruption: true,
            actions: vec![
                PanelAction::Button(Button {
                    kind: ButtonKind::Submit,
                    ..Button::new(go_on)
                }),
                PanelAction::Link {
                    href: back_href.into(),
                    text: back_text.into(),
                    classes: String::new(),
                    attributes: Attributes::default(),
                },
            ],
            ..Self::confirmation(title, content)
        }
    }
}

impl Render for Panel {
    fn render(&self) -> Markup {
        let title = Element::new(heading_tag(self.heading_level.unwrap_or(1)))
            .class(&["govuk-panel__title"])
            .body(&self.title);
        Element::new("div")
            .class(&[
                "govuk-panel",
                when(!self.interruption, "govuk-panel--confirmation"),
                when(self.interruption, "govuk-panel--interruption"),
                &self.classes,
            ])
            .attrs(&self.attributes)
            .body(html! {
                (title)
                @if !self.content.is_empty() { div.govuk-panel__body { (self.content) } }
                @if self.interruption && !self.actions.is_empty() {
                    (Element::new("div")
                        .class(&["govuk-panel__actions", &self.actions_classes])
                        .attrs(&self.actions_attributes)
                        .body(html! {
                            div.govuk-button-group { @for action in &self.actions { (action) } }
                        }))
                }
            })
    }
}
