//! An answer of several lines.

use maud::{Markup, Render, html};

use crate::field::{Notes, id_or_name};
use crate::html::{Attributes, Element, when};
use crate::{ErrorMessage, Hint, Label};

/// A box for an answer of several lines.
#[derive(Debug, Clone, Default)]
pub struct Textarea {
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
    /// The answer so far.
    pub value: String,
    /// Height in lines; 5 when not given.
    pub rows: Option<u16>,
    /// Autofill token, or `off`.
    pub autocomplete: String,
    /// Spelling check on or off; the browser's own choice when not given.
    pub spellcheck: Option<bool>,
    /// Ids of further elements that describe the box.
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

impl Textarea {
    /// A box with a name and a label.
    #[must_use]
    pub fn new(name: impl Into<String>, label: impl Into<Label>) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            ..Self::default()
        }
    }

    /// The id that label, hint and error hang on.
    pub(crate) fn control_id(&self) -> &str {
        id_or_name(&self.id, &self.name)
    }

    pub(crate) fn notes(&self) -> Notes<'_> {
        Notes {
            id: self.control_id(),
            hint: self.hint.as_ref(),
            error: self.error.as_ref(),
        }
    }

    /// The textarea element alone; `class` and `described_by` come before the caller's own.
    pub(crate) fn control(&self, class: &str, described_by: &str) -> Markup {
        let described_by = self
            .notes()
            .described_by(&crate::html::classes(&[described_by, &self.described_by]));
        let mut element = Element::new("textarea")
            .class(&[
                "govuk-textarea",
                when(self.error.is_some(), "govuk-textarea--error"),
                class,
                &self.classes,
            ])
            .attr("id", self.control_id())
            .attr("name", &self.name)
            .attr("rows", self.rows.unwrap_or(5));
        if let Some(spellcheck) = self.spellcheck {
            element = element.attr("spellcheck", crate::html::truth(spellcheck));
        }
        element
            .flag("disabled", self.disabled)
            .attr_if("aria-describedby", &described_by)
            .attr_if("autocomplete", &self.autocomplete)
            .attrs(&self.attributes)
            // A browser drops one line break straight after the opening tag, so an answer that
            // begins with one needs a second to survive being shown and sent again.
            .body(html! { @if self.value.starts_with('\n') { "\n" } (self.value) })
    }
}

impl Render for Textarea {
    fn render(&self) -> Markup {
        self.notes()
            .group(&self.label, &self.group_classes, &self.control("", ""))
    }
}
