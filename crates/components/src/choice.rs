//! One answer among several, shared by radios and checkboxes.

use maud::{Markup, html};

use crate::html::{Attributes, Content, Element, classes, when};
use crate::{Hint, Label};

/// One answer in [`Radios`](crate::Radios) or [`Checkboxes`](crate::Checkboxes).
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// What is sent when it is chosen.
    pub value: String,
    /// The words.
    pub content: Content,
    /// Help under the words.
    pub hint: Option<Hint>,
    /// Chosen already.
    pub checked: bool,
    /// Cannot be chosen.
    pub disabled: bool,
    /// What appears when it is chosen; always shown when there is no script.
    pub conditional: Option<Markup>,
    /// Words on a line above this choice, such as "or".
    pub divider: String,
    /// Element id; made from the group's prefix when empty.
    pub id: String,
    /// Form field name, checkboxes only; the group's name when empty.
    pub name: String,
    /// Clears the others when chosen, checkboxes only ("None of these").
    pub exclusive: bool,
    /// Class names of the label.
    pub label_classes: String,
    /// Attributes of the label.
    pub label_attributes: Attributes,
    /// Attributes of the input.
    pub attributes: Attributes,
}

impl Choice {
    /// An answer with its value and words.
    #[must_use]
    pub fn new(value: impl Into<String>, content: impl Into<Content>) -> Self {
        Self {
            value: value.into(),
            content: content.into(),
            ..Self::default()
        }
    }
}

/// What the two kinds of group differ in.
pub(crate) struct Group<'a> {
    /// `radios` or `checkboxes`.
    pub block: &'static str,
    /// `radio` or `checkbox`.
    pub kind: &'static str,
    pub name: &'a str,
    pub id_prefix: &'a str,
    /// Ids that describe each box when there is no fieldset to hang them on.
    pub described_by: &'a str,
}

impl Group<'_> {
    /// All the choices. Numbers in ids count dividers too, as in the GOV.UK templates, so that the
    /// first choice has the bare prefix and can be linked to from the error summary.
    pub(crate) fn items(&self, items: &[Choice], chosen: impl Fn(&Choice) -> bool) -> Markup {
        let mut number = 0_usize;
        html! {
            @for item in items {
                @if !item.divider.is_empty() {
                    ({ number += 1; Markup::default() })
                    div class={ "govuk-" (self.block) "__divider" } { (item.divider) }
                }
                ({ number += 1; Markup::default() })
                (self.item(item, number, chosen(item)))
            }
        }
    }

    fn item(&self, item: &Choice, number: usize, checked: bool) -> Markup {
        let block = self.block;
        let id = match (item.id.is_empty(), number) {
            (false, _) => item.id.clone(),
            (true, 0 | 1) => self.id_prefix.to_owned(),
            (true, _) => format!("{}-{number}", self.id_prefix),
        };
        let hint_id = format!("{id}-item-hint");
        let conditional_id = format!("conditional-{id}");
        let described_by = classes(&[
            self.described_by,
            if item.hint.is_some() { &hint_id } else { "" },
        ]);
        let mut input = Element::new("input")
            .class(&[&format!("govuk-{block}__input")])
            .attr("id", &id)
            .attr("name", crate::field::id_or_name(&item.name, self.name))
            .attr("type", self.kind)
            .attr("value", &item.value)
            .flag("checked", checked)
            .flag("disabled", item.disabled);
        if item.conditional.is_some() {
            input = input.attr("data-aria-controls", &conditional_id);
        }
        let input = input
            .attr_if("data-behaviour", when(item.exclusive, "exclusive"))
            .attr_if("aria-describedby", &described_by)
            .attrs(&item.attributes)
            .void();
        let label = Label {
            content: item.content.clone(),
            classes: classes(&[&format!("govuk-{block}__label"), &item.label_classes]),
            attributes: item.label_attributes.clone(),
            ..Label::default()
        };
        html! {
            div class={ "govuk-" (block) "__item" } {
                (input)
                (label.render_for(&id))
                @if let Some(hint) = &item.hint {
                    (hint.render_as(&hint_id, &format!("govuk-{block}__hint")))
                }
            }
            @if let Some(conditional) = &item.conditional {
                div class={
                    "govuk-" (block) "__conditional"
                    @if !checked { " govuk-" (block) "__conditional--hidden" }
                } id=(conditional_id) { (conditional) }
            }
        }
    }
}
