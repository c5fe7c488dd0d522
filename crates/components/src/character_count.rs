//! A box of several lines that says how much room is left.

use maud::{Markup, Render, html};

use crate::html::{Element, when};
use crate::{Hint, Textarea};

/// How long the answer may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// So many characters, as the browser counts them (UTF-16 units).
    Characters(u32),
    /// So many words.
    Words(u32),
}

/// A [`Textarea`] with a limit; script counts down, without it the limit is stated.
#[derive(Debug, Clone)]
pub struct CharacterCount {
    /// The box.
    pub textarea: Textarea,
    /// How long the answer may be.
    pub limit: Limit,
    /// The count shows only past this percentage of the limit.
    pub threshold: Option<u8>,
    /// Class names of the count message.
    pub message_classes: String,
}

impl CharacterCount {
    /// A box with a limit.
    #[must_use]
    pub const fn new(textarea: Textarea, limit: Limit) -> Self {
        Self {
            textarea,
            limit,
            threshold: None,
            message_classes: String::new(),
        }
    }
}

impl Render for CharacterCount {
    fn render(&self) -> Markup {
        let info = format!("{}-info", self.textarea.control_id());
        let (attribute, limit, unit) = match self.limit {
            Limit::Characters(limit) => ("data-maxlength", limit, "characters"),
            Limit::Words(limit) => ("data-maxwords", limit, "words"),
        };
        let message = Hint {
            classes: self.message_classes.clone(),
            ..format!("You can enter up to {limit} {unit}").into()
        };
        let mut group = Element::new("div")
            .class(&[
                "govuk-form-group",
                when(self.textarea.error.is_some(), "govuk-form-group--error"),
                "govuk-character-count",
                &self.textarea.group_classes,
            ])
            .attr("data-module", "govuk-character-count")
            .attr(attribute, limit);
        if matches!(self.limit, Limit::Words(_)) {
            group = group.attr("data-count-type", "words");
        }
        if let Some(threshold) = self.threshold {
            group = group.attr("data-threshold", threshold);
        }
        let notes = self.textarea.notes();
        group.body(html! {
            (self.textarea.label.render_for(self.textarea.control_id()))
            (notes.markup())
            (self.textarea.control("govuk-js-character-count", &info))
            (message.render_as(&info, "govuk-character-count__message"))
        })
    }
}
