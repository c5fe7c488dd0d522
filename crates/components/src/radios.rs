//! One answer out of several.

use maud::{Markup, Render, html};

use crate::choice::{Choice, Group};
use crate::field::{Notes, id_or_name};
use crate::html::{Attributes, Element};
use crate::{ErrorMessage, Fieldset, Hint, Legend};

/// A question with one answer out of several.
#[derive(Debug, Clone, Default)]
pub struct Radios {
    /// Form field name.
    pub name: String,
    /// Start of the ids; the name when empty.
    pub id_prefix: String,
    /// The question.
    pub fieldset: Option<Fieldset>,
    /// Help under the question.
    pub hint: Option<Hint>,
    /// What is wrong.
    pub error: Option<ErrorMessage>,
    /// The answers.
    pub items: Vec<Choice>,
    /// The value already chosen; none when empty.
    pub value: String,
    /// Class names of the form group.
    pub group_classes: String,
    /// Further class names, such as `govuk-radios--inline` or `govuk-radios--small`.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Radios {
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
}

impl Render for Radios {
    fn render(&self) -> Markup {
        let id_prefix = id_or_name(&self.id_prefix, &self.name);
        let notes = Notes {
            id: id_prefix,
            hint: self.hint.as_ref(),
            error: self.error.as_ref(),
        };
        let group = Group {
            block: "radios",
            kind: "radio",
            name: &self.name,
            id_prefix,
            described_by: "",
        };
        let chosen =
            |item: &Choice| item.checked || (!self.value.is_empty() && item.value == self.value);
        let list = Element::new("div")
            .class(&["govuk-radios", &self.classes])
            .attrs(&self.attributes)
            .attr("data-module", "govuk-radios")
            .body(group.items(&self.items, chosen));
        let inner = html! { (notes.markup()) (list) };
        let body = match &self.fieldset {
            Some(fieldset) => {
                let described_by = notes.described_by(&fieldset.described_by);
                fieldset.render_around(&described_by, &fieldset.role, &inner)
            }
            None => inner,
        };
        notes.bare_group(&self.group_classes, &body)
    }
}
