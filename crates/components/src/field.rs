//! What every form control shares: the group around it, its hint and error, and what describes it.

use maud::{Markup, html};

use crate::html::{Element, when};
use crate::{ErrorMessage, Hint, Label};

/// The hint and error of one control, and the ids they are known by.
pub(crate) struct Notes<'a> {
    /// The id from which `-hint` and `-error` are made.
    pub id: &'a str,
    pub hint: Option<&'a Hint>,
    pub error: Option<&'a ErrorMessage>,
}

impl Notes<'_> {
    /// The value of `aria-describedby`: what the caller named, then hint, then error.
    pub(crate) fn described_by(&self, first: &str) -> String {
        let hint = self.hint.map(|_| format!("{}-hint", self.id));
        let error = self.error.map(|_| format!("{}-error", self.id));
        crate::html::classes(&[
            first,
            hint.as_deref().unwrap_or_default(),
            error.as_deref().unwrap_or_default(),
        ])
    }

    /// The hint and the error.
    pub(crate) fn markup(&self) -> Markup {
        html! {
            @if let Some(hint) = self.hint { (hint.render_as(&format!("{}-hint", self.id), "")) }
            @if let Some(error) = self.error { (error.render_as(&format!("{}-error", self.id))) }
        }
    }

    /// The form group with label, hint, error and the control.
    pub(crate) fn group(&self, label: &Label, group_classes: &str, control: &Markup) -> Markup {
        self.bare_group(
            group_classes,
            &html! { (label.render_for(self.id)) (self.markup()) (control) },
        )
    }

    /// The form group around a body that already holds hint and error.
    pub(crate) fn bare_group(&self, group_classes: &str, body: &Markup) -> Markup {
        Element::new("div")
            .class(&[
                "govuk-form-group",
                when(self.error.is_some(), "govuk-form-group--error"),
                group_classes,
            ])
            .body(body)
    }
}

/// The id of a control: its own, or else its name.
pub(crate) fn id_or_name<'a>(id: &'a str, name: &'a str) -> &'a str {
    if id.is_empty() { name } else { id }
}
