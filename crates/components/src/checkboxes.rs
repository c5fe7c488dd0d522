//! Any number of answers out of several.

use maud::{Markup, Render, html};

use crate::choice::{Choice, Group};
use crate::field::{Notes, id_or_name};
use crate::html::{Attributes, Element};
use crate::{ErrorMessage, Fieldset, Hint, Legend};

/// A question with any number of answers.
#[derive(Debug, Clone, Default)]
pub struct Checkboxes {
    /// Form field name.
    pub name: String,
    /// Start of the ids; the name when empty.
    pub id_prefix: String,
    /// The question; a single box may go without.
    pub fieldset: Option<Fieldset>,
    /// Help under the question.
    pub hint: Option<Hint>,
    /// What is wrong.
    pub error: Option<ErrorMessage>,
    /// The answers.
    pub items: Vec<Choice>,
    /// The values already chosen.
    pub values: Vec<String>,
    /// Ids of further elements that describe the boxes.
    pub described_by: String,
    /// Class names of the form group.
    pub group_classes: String,
    /// Further class names, such as `govuk-checkboxes--small`.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Checkboxes {
    /// A question with its answers.
    #[must_use]
    pub fn new(name: impl Into<String>, legend: impl Into<Legend>, items: Vec<Choice>) -> Self {
        Self {
            name: name.into(),
            fieldset: Some(legend.into().into()),
            items,
            ..Self::default()
        }
    }

    /// One box on its own, whose words are the question.
    #[must_use]
    pub fn single(name: impl Into<String>, item: Choice) -> Self {
        Self {
            name: name.into(),
            items: vec![item],
            ..Self::default()
        }
    }
}

impl Render for Checkboxes {
    fn render(&self) -> Markup {
        let id_prefix = id_or_name(&self.id_prefix, &self.name);
        let notes = Notes {
            id: id_prefix,
            hint: self.hint.as_ref(),
            error: self.error.as_ref(),
        };
        let first = match &self.fieldset {
            Some(fieldset) if !fieldset.described_by.is_empty() => &fieldset.described_by,
            _ => &self.described_by,
        };
        let described_by = notes.described_by(first);
        let group = Group {
            block: "checkboxes",
            kind: "checkbox",
            name: &self.name,
            id_prefix,
            described_by: if self.fieldset.is_some() {
                ""
            } else {
                &described_by
            },
        };
        let chosen = |item: &Choice| item.checked || self.values.contains(&item.value);
        let list = Element::new("div")
            .class(&["govuk-checkboxes", &self.classes])
            .attrs(&self.attributes)
            .attr("data-module", "govuk-checkboxes")
            .body(group.items(&self.items, chosen));
        let inner = html! { (notes.markup()) (list) };
        let body = match &self.fieldset {
            Some(fieldset) => fieldset.render_around(&described_by, &fieldset.role, &inner),
            None => inner,
        };
        notes.bare_group(&self.group_classes, &body)
    }
}
