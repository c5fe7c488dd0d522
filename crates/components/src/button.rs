//! Button, and the link that looks like one.

use maud::{Markup, Render, html};

use crate::html::{Attributes, Content, Element, when};

/// What pressing a [`Button`] does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// Sends the form.
    #[default]
    Submit,
    /// Does nothing without script.
    Button,
    /// Puts the form back as it was.
    Reset,
}

/// How a button looks. A screen has at most one primary button (ux.md rule 2).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ButtonStyle {
    /// The one main action.
    #[default]
    Primary,
    /// Any other action.
    Secondary,
    /// An action that is hard to take back.
    Warning,
    /// On a dark background.
    Inverse,
}

impl ButtonStyle {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "",
            Self::Secondary => "govuk-button--secondary",
            Self::Warning => "govuk-button--warning",
            Self::Inverse => "govuk-button--inverse",
        }
    }
}

/// A button that acts on a form. Name it with a verb and its object.
#[derive(Debug, Clone, Default)]
pub struct Button {
    /// The words on it.
    pub content: Content,
    /// What it does.
    pub kind: ButtonKind,
    /// How it looks.
    pub style: ButtonStyle,
    /// Form field name; left out when empty.
    pub name: String,
    /// Form field value; left out when empty.
    pub value: String,
    /// Element id; left out when empty.
    pub id: String,
    /// Cannot be pressed.
    pub disabled: bool,
    /// Script ignores a second press within a second (G14).
    pub prevent_double_click: bool,
    /// Shows the arrow of a start button.
    pub start: bool,
    /// Further class names.
    pub classes: String,
    /// Further attributes, such as `formaction`.
    pub attributes: Attributes,
}

impl Button {
    /// A primary button that sends the form once.
    #[must_use]
    pub fn new(content: impl Into<Content>) -> Self {
        Self {
            content: content.into(),
            prevent_double_click: true,
            ..Self::default()
        }
    }

    /// A secondary button that sends the form once.
    #[must_use]
    pub fn secondary(content: impl Into<Content>) -> Self {
        Self {
            style: ButtonStyle::Secondary,
            ..Self::new(content)
        }
    }

    /// A warning button that sends the form once.
    #[must_use]
    pub fn warning(content: impl Into<Content>) -> Self {
        Self {
            style: ButtonStyle::Warning,
            ..Self::new(content)
        }
    }
}

impl Render for Button {
    fn render(&self) -> Markup {
        let kind = match self.kind {
            ButtonKind::Submit => "submit",
            ButtonKind::Button => "button",
            ButtonKind::Reset => "reset",
        };
        let mut element = Element::new("button")
            .attr("type", kind)
            .attr_if("value", &self.value)
            .attr_if("name", &self.name)
            .flag("disabled", self.disabled)
            .attr_if("aria-disabled", when(self.disabled, "true"));
        if self.prevent_double_click {
            element = element.attr("data-prevent-double-click", "true");
        }
        element
            .class(&[
                "govuk-button",
                self.style.class(),
                &self.classes,
                when(self.start, "govuk-button--start"),
            ])
            .attr("data-module", "govuk-button")
            .attrs(&self.attributes)
            .attr_if("id", &self.id)
            .body(words(&self.content, self.start))
    }
}

/// A link to another page that looks like a button; for "start" and "take next" only, since links
/// that change nothing should look like links.
#[derive(Debug, Clone, Default)]
pub struct LinkButton {
    /// Where it goes.
    pub href: String,
    /// The words on it.
    pub content: Content,
    /// How it looks.
    pub style: ButtonStyle,
    /// Element id; left out when empty.
    pub id: String,
    /// Shows the arrow of a start button.
    pub start: bool,
    /// Further class names.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl LinkButton {
    /// A primary link button.
    #[must_use]
    pub fn new(href: impl Into<String>, content: impl Into<Content>) -> Self {
        Self {
            href: href.into(),
            content: content.into(),
            ..Self::default()
        }
    }
}

impl Render for LinkButton {
    fn render(&self) -> Markup {
        Element::new("a")
            .attr("href", &self.href)
            .attr("role", "button")
            .attr("draggable", "false")
            .class(&[
                "govuk-button",
                self.style.class(),
                &self.classes,
                when(self.start, "govuk-button--start"),
            ])
            .attr("data-module", "govuk-button")
            .attrs(&self.attributes)
            .attr_if("id", &self.id)
            .body(words(&self.content, self.start))
    }
}

/// The words, in a span when they are markup beside the arrow: the start button is a flex row,
/// which would drop the spaces between inline elements.
fn words(content: &Content, start: bool) -> Markup {
    html! {
        @if start && content.is_html() { span { (content) } } @else { (content) }
        @if start {
            svg.govuk-button__start-icon xmlns="http://www.w3.org/2000/svg" width="17.5" height="19" viewBox="0 0 33 40" aria-hidden="true" focusable="false" {
                path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" {}
            }
        }
    }
}
