//! Choosing a file to send.

use maud::{Markup, Render, html};

use crate::field::{Notes, id_or_name};
use crate::html::{Attributes, Element, when};
use crate::{ErrorMessage, Hint, Label};

/// A control that chooses a file; the form needs `enctype="multipart/form-data"`.
#[derive(Debug, Clone, Default)]
pub struct FileUpload {
    /// Form field name.
    pub name: String,
    /// Element id; the name when empty.
    pub id: String,
    /// What is asked.
    pub label: Label,
    /// Help under the label: kinds of file and greatest size.
    pub hint: Option<Hint>,
    /// What is wrong.
    pub error: Option<ErrorMessage>,
    /// Script makes it a place to drop files on.
    pub drop_zone: bool,
    /// Several files may be chosen.
    pub multiple: bool,
    /// Cannot be used.
    pub disabled: bool,
    /// Ids of further elements that describe the control.
    pub described_by: String,
    /// Class names of the drop zone.
    pub wrapper_classes: String,
    /// Class names of the form group.
    pub group_classes: String,
    /// Further class names.
    pub classes: String,
    /// Further attributes, such as `accept`.
    pub attributes: Attributes,
}

impl FileUpload {
    /// A control with a drop zone.
    #[must_use]
    pub fn new(name: impl Into<String>, label: impl Into<Label>) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            drop_zone: true,
            ..Self::default()
        }
    }
}

impl Render for FileUpload {
    fn render(&self) -> Markup {
        let id = id_or_name(&self.id, &self.name);
        let notes = Notes {
            id,
            hint: self.hint.as_ref(),
            error: self.error.as_ref(),
        };
        let input = Element::new("input")
            .class(&[
                "govuk-file-upload",
                &self.classes,
                when(self.error.is_some(), "govuk-file-upload--error"),
            ])
            .attr("id", id)
            .attr("name", &self.name)
            .attr("type", "file")
            .flag("disabled", self.disabled)
            .flag("multiple", self.multiple)
            .attr_if("aria-describedby", &notes.described_by(&self.described_by))
            .attrs(&self.attributes)
            .void();
        let control = html! {
            @if self.drop_zone {
                (Element::new("div")
                    .class(&["govuk-file-upload-wrapper", &self.wrapper_classes])
                    .attr("data-module", "govuk-file-upload")
                    .body(&input))
            } @else {
                (input)
            }
        };
        notes.group(&self.label, &self.group_classes, &control)
    }
}
