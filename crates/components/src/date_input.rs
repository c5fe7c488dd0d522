//! A date in three boxes.

use maud::{Markup, Render, html};

use crate::field::Notes;
use crate::html::{Attributes, Element, classes, when};
use crate::{ErrorMessage, Fieldset, Hint, Legend, TextInput};

/// One box of a [`DateInput`].
#[derive(Debug, Clone, Default)]
pub struct DateBox {
    /// Form field name after the prefix, such as `day`.
    pub name: String,
    /// The words above the box.
    pub label: String,
    /// The answer so far.
    pub value: String,
    /// Width in characters, 2 or 4.
    pub width: u8,
    /// This box is the one that is wrong.
    pub error: bool,
    /// Element id; made from the group's id when empty.
    pub id: String,
    /// Keyboard to show; `numeric` when empty.
    pub inputmode: String,
    /// Autofill token, such as `bday-day`.
    pub autocomplete: String,
    /// Pattern attribute.
    pub pattern: String,
    /// Further class names.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl DateBox {
    fn new(name: &str, label: &str, width: u8) -> Self {
        Self {
            name: name.to_owned(),
            label: label.to_owned(),
            width,
            ..Self::default()
        }
    }
}

/// A date in boxes: day, month and year unless other boxes are given.
#[derive(Debug, Clone)]
pub struct DateInput {
    /// Element id, from which the ids of the boxes are made.
    pub id: String,
    /// Start of the field names, before a hyphen; none when empty.
    pub name_prefix: String,
    /// The question.
    pub fieldset: Option<Fieldset>,
    /// Help under the question.
    pub hint: Option<Hint>,
    /// What is wrong; all boxes turn red unless some are marked as wrong themselves.
    pub error: Option<ErrorMessage>,
    /// The boxes.
    pub boxes: Vec<DateBox>,
    /// Class names of the form group.
    pub group_classes: String,
    /// Further class names.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Default for DateInput {
    fn default() -> Self {
        Self {
            id: String::new(),
            name_prefix: String::new(),
            fieldset: None,
            hint: None,
            error: None,
            boxes: vec![
                DateBox::new("day", "Day", 2),
                DateBox::new("month", "Month", 2),
                DateBox::new("year", "Year", 4),
            ],
            group_classes: String::new(),
            classes: String::new(),
            attributes: Attributes::default(),
        }
    }
}

impl DateInput {
    /// Day, month and year; the fields are called `{id}-day`, `{id}-month` and `{id}-year`.
    #[must_use]
    pub fn new(id: impl Into<String>, legend: impl Into<Legend>) -> Self {
        let id = id.into();
        Self {
            name_prefix: id.clone(),
            id,
            fieldset: Some(legend.into().into()),
            ..Self::default()
        }
    }

    /// The same question with answers in its boxes, in order.
    #[must_use]
    pub fn with_values<S: Into<String>>(mut self, values: impl IntoIterator<Item = S>) -> Self {
        for (date_box, value) in self.boxes.iter_mut().zip(values) {
            date_box.value = value.into();
        }
        self
    }

    /// The same question with only these boxes marked as wrong, in order.
    #[must_use]
    pub fn with_wrong(mut self, wrong: impl IntoIterator<Item = bool>) -> Self {
        for (date_box, wrong) in self.boxes.iter_mut().zip(wrong) {
            date_box.error = wrong;
        }
        self
    }

    fn date_box(&self, date_box: &DateBox, red: bool) -> Markup {
        let id = if date_box.id.is_empty() {
            format!("{}-{}", self.id, date_box.name)
        } else {
            date_box.id.clone()
        };
        let name = if self.name_prefix.is_empty() {
            date_box.name.clone()
        } else {
            format!("{}-{}", self.name_prefix, date_box.name)
        };
        let width = match date_box.width {
            0 => String::new(),
            width => format!("govuk-input--width-{width}"),
        };
        let mut input = TextInput::new(name, date_box.label.as_str());
        input.label.classes = "govuk-date-input__label".to_owned();
        input.id = id;
        input.classes = classes(&[
            "govuk-date-input__input",
            when(red, "govuk-input--error"),
            &width,
            &date_box.classes,
        ]);
        input.value.clone_from(&date_box.value);
        input.inputmode = crate::field::id_or_name(&date_box.inputmode, "numeric").to_owned();
        input.autocomplete.clone_from(&date_box.autocomplete);
        input.pattern.clone_from(&date_box.pattern);
        input.attributes = date_box.attributes.clone();
        html! { div.govuk-date-input__item { (input) } }
    }
}

impl Render for DateInput {
    fn render(&self) -> Markup {
        let notes = Notes {
            id: &self.id,
            hint: self.hint.as_ref(),
            error: self.error.as_ref(),
        };
        let all_red = self.error.is_some() && !self.boxes.iter().any(|date_box| date_box.error);
        let boxes = Element::new("div")
            .class(&["govuk-date-input", &self.classes])
            .attrs(&self.attributes)
            .attr_if("id", &self.id)
            .body(html! {
                @for date_box in &self.boxes { (self.date_box(date_box, all_red || date_box.error)) }
            });
        let inner = html! { (notes.markup()) (boxes) };
        let body = match &self.fieldset {
            // The role makes JAWS read the description of a fieldset that holds text boxes.
            Some(fieldset) => {
                fieldset.render_around(&notes.described_by(&fieldset.described_by), "group", &inner)
            }
            None => inner,
        };
        notes.bare_group(&self.group_classes, &body)
    }
}
