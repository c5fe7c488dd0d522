//! A one-line answer.

use maud::{Markup, Render, html};

use crate::field::{Notes, id_or_name};
use crate::html::{Attributes, Content, Element, when};
use crate::{ErrorMessage, Hint, Label};

/// What kind of one-line answer is wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum InputKind {
    /// Any words.
    #[default]
    Text,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Tel,
    /// A password.
    Password,
    /// Words to look for.
    Search,
    /// A web address.
    Url,
    /// A number; prefer text with `inputmode` numeric, as the Design System advises.
    Number,
}

impl InputKind {
    const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Email => "email",
            Self::Tel => "tel",
            Self::Password => "password",
            Self::Search => "search",
            Self::Url => "url",
            Self::Number => "number",
        }
    }
}

/// Words before or after the box, such as a unit.
#[derive(Debug, Clone, Default)]
pub struct Affix {
    /// The words.
    pub content: Content,
    /// Further class names.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl<T: Into<Content>> From<T> for Affix {
    fn from(content: T) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }
}

/// A box for a one-line answer.
#[derive(Debug, Clone, Default)]
pub struct TextInput {
    /// Form field name.
    pub name: String,
    /// Element id; the name when empty.
    pub id: String,
    /// What is asked.
    pub label: Label,
    /// Help under the label.
    pub hint: Option<Hint>,
    /// What is wrong.
    pub error: Option<ErrorMessage>,
    /// The answer so far; left out when empty.
    pub value: String,
    /// What kind of answer.
    pub kind: InputKind,
    /// Keyboard to show, such as `numeric`.
    pub inputmode: String,
    /// Autofill token, or `off` (T3 of ux.md).
    pub autocomplete: String,
    /// Automatic capitals, such as `none`.
    pub autocapitalize: String,
    /// Pattern attribute.
    pub pattern: String,
    /// Spelling check on or off; the browser's own choice when not given.
    pub spellcheck: Option<bool>,
    /// Words before the box.
    pub prefix: Option<Affix>,
    /// Words after the box.
    pub suffix: Option<Affix>,
    /// Class names of the wrapper that holds box and affixes.
    pub wrapper_classes: String,
    /// Attributes of that wrapper.
    pub wrapper_attributes: Attributes,
    /// Ids of further elements that describe the box.
    pub described_by: String,
    /// Cannot be changed.
    pub disabled: bool,
    /// Class names of the form group.
    pub group_classes: String,
    /// Further class names, such as `govuk-input--width-10`.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl TextInput {
    /// A box with a name and a label.
    #[must_use]
    pub fn new(name: impl Into<String>, label: impl Into<Label>) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            ..Self::default()
        }
    }

    /// The input element alone.
    fn control(&self, id: &str, described_by: &str) -> Markup {
        let mut element = Element::new("input")
            .class(&[
                "govuk-input",
                &self.classes,
                when(self.error.is_some(), "govuk-input--error"),
            ])
            .attr("id", id)
            .attr("name", &self.name)
            .attr("type", self.kind.name());
        if let Some(spellcheck) = self.spellcheck {
            element = element.attr("spellcheck", crate::html::truth(spellcheck));
        }
        element
            .attr_if("value", &self.value)
            .flag("disabled", self.disabled)
            .attr_if("aria-describedby", described_by)
            .attr_if("autocomplete", &self.autocomplete)
            .attr_if("autocapitalize", &self.autocapitalize)
            .attr_if("pattern", &self.pattern)
            .attr_if("inputmode", &self.inputmode)
            .attrs(&self.attributes)
            .void()
    }
}

impl Render for TextInput {
    fn render(&self) -> Markup {
        let id = id_or_name(&self.id, &self.name);
        let notes = Notes {
            id,
            hint: self.hint.as_ref(),
            error: self.error.as_ref(),
        };
        let input = self.control(id, &notes.described_by(&self.described_by));
        let control = if self.prefix.is_some() || self.suffix.is_some() {
            Element::new("div")
                .class(&["govuk-input__wrapper", &self.wrapper_classes])
                .attrs(&self.wrapper_attributes)
                .body(html! {
                    @if let Some(prefix) = &self.prefix { (affix(prefix, "govuk-input__prefix")) }
                    (input)
                    @if let Some(suffix) = &self.suffix { (affix(suffix, "govuk-input__suffix")) }
                })
        } else {
            input
        };
        notes.group(&self.label, &self.group_classes, &control)
    }
}

fn affix(affix: &Affix, class: &str) -> Markup {
    Element::new("div")
        .class(&[class, &affix.classes])
        .attr("aria-hidden", "true")
        .attrs(&affix.attributes)
        .body(&affix.content)
}
