//! One answer from a drop-down list.

use maud::{Markup, Render, html};

use crate::field::{Notes, id_or_name};
use crate::html::{Attributes, Element, when};
use crate::{ErrorMessage, Hint, Label};

/// One line of a [`Select`].
#[derive(Debug, Clone, Default)]
pub struct SelectOption {
    /// What is sent; the words when not given.
    pub value: Option<String>,
    /// The words.
    pub text: String,
    /// Chosen already.
    pub selected: bool,
    /// Cannot be chosen.
    pub disabled: bool,
    /// Further attributes.
    pub attributes: Attributes,
}

impl SelectOption {
    /// A line with its value and words.
    #[must_use]
    pub fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            value: Some(value.into()),
            text: text.into(),
            ..Self::default()
        }
    }
}

/// A drop-down list; radios are kinder when there are fewer than about eight answers.
#[derive(Debug, Clone, Default)]
pub struct Select {
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
    /// The lines.
    pub items: Vec<SelectOption>,
    /// The value already chosen; none when empty.
    pub value: String,
    /// Ids of further elements that describe the list.
    pub described_by: String,
    /// Cannot be changed.
    pub disabled: bool,
    /// Class names of the form group.
    pub group_classes: String,
    /// Further class names.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Select {
    /// A list with a name, a label and its lines.
    #[must_use]
    pub fn new(name: impl Into<String>, label: impl Into<Label>, items: Vec<SelectOption>) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            items,
            ..Self::default()
        }
    }

    fn option(&self, item: &SelectOption) -> Markup {
        let sent = item.value.as_ref().unwrap_or(&item.text);
        let mut element = Element::new("option");
        if let Some(value) = &item.value {
            element = element.attr("value", value);
        }
        element
            .flag(
                "selected",
                item.selected || (!self.value.is_empty() && *sent == self.value),
            )
            .flag("disabled", item.disabled)
            .attrs(&item.attributes)
            .body(&item.text)
    }
}

impl Render for Select {
    fn render(&self) -> Markup {
        let id = id_or_name(&self.id, &self.name);
        let notes = Notes {
            id,
            hint: self.hint.as_ref(),
            error: self.error.as_ref(),
        };
        let control = Element::new("select")
            .class(&[
                "govuk-select",
                &self.classes,
                when(self.error.is_some(), "govuk-select--error"),
            ])
            .attr("id", id)
            .attr("name", &self.name)
            .flag("disabled", self.disabled)
            .attr_if("aria-describedby", &notes.described_by(&self.described_by))
            .attrs(&self.attributes)
            .body(html! { @for item in &self.items { (self.option(item)) } });
        notes.group(&self.label, &self.group_classes, &control)
    }
}
