//! Facts as pairs of name and value, with links that change them.

use maud::{Markup, Render, html};

use crate::html::{Attributes, Content, Element, classes, heading_tag, when};

/// A link beside a fact or on a card.
#[derive(Debug, Clone, Default)]
pub struct Action {
    /// Where it goes.
    pub href: String,
    /// The words, such as "Change".
    pub content: Content,
    /// Words for screen readers that say what is changed.
    pub hidden: String,
    /// Further class names.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Action {
    /// A link with words for screen readers: `Action::new(href, "Change", "date of birth")`.
    #[must_use]
    pub fn new(
        href: impl Into<String>,
        content: impl Into<Content>,
        hidden: impl Into<String>,
    ) -> Self {
        Self {
            href: href.into(),
            content: content.into(),
            hidden: hidden.into(),
            ..Self::default()
        }
    }

    fn markup(&self, card: Option<&Content>) -> Markup {
        Element::new("a")
            .class(&["govuk-link", &self.classes])
            .attr("href", &self.href)
            .attrs(&self.attributes)
            .body(html! {
                (self.content)
                @if !self.hidden.is_empty() || card.is_some() {
                    span.govuk-visually-hidden {
                        @if !self.hidden.is_empty() { " " (self.hidden) }
                        @if let Some(title) = card { " (" (title) ")" }
                    }
                }
            })
    }
}

/// One fact.
#[derive(Debug, Clone, Default)]
pub struct SummaryRow {
    /// The name of the fact.
    pub key: Content,
    /// The fact.
    pub value: Content,
    /// Links that change it.
    pub actions: Vec<Action>,
    /// Further class names of the row.
    pub classes: String,
    /// Class names of the name.
    pub key_classes: String,
    /// Class names of the value.
    pub value_classes: String,
    /// Class names of the links.
    pub actions_classes: String,
}

impl SummaryRow {
    /// A fact.
    #[must_use]
    pub fn new(key: impl Into<Content>, value: impl Into<Content>) -> Self {
        Self {
            key: key.into(),
            value: value.into(),
            ..Self::default()
        }
    }

    /// A fact with one link.
    #[must_use]
    pub fn with_action(mut self, action: Action) -> Self {
        self.actions.push(action);
        self
    }

    fn markup(&self, any_actions: bool, card: Option<&Content>) -> Markup {
        let row = classes(&[
            "govuk-summary-list__row",
            when(
                any_actions && self.actions.is_empty(),
                "govuk-summary-list__row--no-actions",
            ),
            &self.classes,
        ]);
        html! {
            div class=(row) {
                dt class=(classes(&["govuk-summary-list__key", &self.key_classes])) { (self.key) }
                dd class=(classes(&["govuk-summary-list__value", &self.value_classes])) { (self.value) }
                @if let [action] = self.actions.as_slice() {
                    dd class=(classes(&["govuk-summary-list__actions", &self.actions_classes])) {
                        (action.markup(card))
                    }
                } @else if !self.actions.is_empty() {
                    dd class=(classes(&["govuk-summary-list__actions", &self.actions_classes])) {
                        ul.govuk-summary-list__actions-list {
                            @for action in &self.actions {
                                li.govuk-summary-list__actions-list-item { (action.markup(card)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The frame and title around a [`SummaryList`].
#[derive(Debug, Clone, Default)]
pub struct SummaryCard {
    /// The title.
    pub title: Content,
    /// Heading level of the title; 2 when not given.
    pub heading_level: Option<u8>,
    /// Links beside the title.
    pub actions: Vec<Action>,
    /// Further class names.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl SummaryCard {
    fn wrap(&self, list: &Markup) -> Markup {
        let title = Some(&self.title).filter(|title| !title.is_empty());
        Element::new("div")
            .class(&["govuk-summary-card", &self.classes])
            .attrs(&self.attributes)
            .body(html! {
                div.govuk-summary-card__title-wrapper {
                    @if let Some(title) = title {
                        (Element::new(heading_tag(self.heading_level.unwrap_or(2)))
                            .class(&["govuk-summary-card__title"])
                            .body(title))
                    }
                    @if let [action] = self.actions.as_slice() {
                        div.govuk-summary-card__actions { (action.markup(title)) }
                    } @else if !self.actions.is_empty() {
                        ul.govuk-summary-card__actions {
                            @for action in &self.actions {
                                li.govuk-summary-card__action { (action.markup(title)) }
                            }
                        }
                    }
                }
                div.govuk-summary-card__content { (list) }
            })
    }
}

/// Facts, one under the other.
#[derive(Debug, Clone, Default)]
pub struct SummaryList {
    /// The facts.
    pub rows: Vec<SummaryRow>,
    /// A frame with a title.
    pub card: Option<SummaryCard>,
    /// Further class names, such as `govuk-summary-list--no-border`.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl SummaryList {
    /// A list of facts.
    #[must_use]
    pub fn new(rows: Vec<SummaryRow>) -> Self {
        Self {
            rows,
            ..Self::default()
        }
    }

    /// The same facts in a frame with a title.
    #[must_use]
    pub fn with_card(mut self, title: impl Into<Content>) -> Self {
        self.card = Some(SummaryCard {
            title: title.into(),
            ..SummaryCard::default()
        });
        self
    }
}

impl Render for SummaryList {
    fn render(&self) -> Markup {
        let any_actions = self.rows.iter().any(|row| !row.actions.is_empty());
        let card_title = self
            .card
            .as_ref()
            .map(|card| &card.title)
            .filter(|title| !title.is_empty());
        let list = Element::new("dl")
            .class(&["govuk-summary-list", &self.classes])
            .attrs(&self.attributes)
            .body(html! { @for row in &self.rows { (row.markup(any_actions, card_title)) } });
        match &self.card {
            Some(card) => card.wrap(&list),
            None => list,
        }
    }
}
