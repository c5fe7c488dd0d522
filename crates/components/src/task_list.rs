//! Things to do, each with its state.

use maud::{Markup, Render, html};

use crate::Tag;
use crate::html::{Attributes, Content, Element, classes, when};

/// How far a [`Task`] has come.
#[derive(Debug, Clone)]
pub enum TaskStatus {
    /// Plain words, for done and for not yet possible.
    Words(Content),
    /// A tag, for work to do.
    Tag(Tag),
}

impl Default for TaskStatus {
    fn default() -> Self {
        Self::Words(Content::default())
    }
}

/// One thing to do.
#[derive(Debug, Clone, Default)]
pub struct Task {
    /// The words.
    pub title: Content,
    /// Where it is done; cannot be done yet when empty.
    pub href: String,
    /// Help under the words.
    pub hint: Content,
    /// How far it has come.
    pub status: TaskStatus,
    /// Class names of the words.
    pub title_classes: String,
    /// Class names of the state.
    pub status_classes: String,
    /// Further class names.
    pub classes: String,
}

impl Task {
    /// A thing to do.
    #[must_use]
    pub fn new(title: impl Into<Content>, href: impl Into<String>, status: TaskStatus) -> Self {
        Self {
            title: title.into(),
            href: href.into(),
            status,
            ..Self::default()
        }
    }

    fn markup(&self, id_prefix: &str, number: usize) -> Markup {
        let hint_id = format!("{id_prefix}-{number}-hint");
        let status_id = format!("{id_prefix}-{number}-status");
        let link = !self.href.is_empty();
        let has_hint = !self.hint.is_empty();
        let described_by = classes(&[if has_hint { &hint_id } else { "" }, &status_id]);
        let names = classes(&[
            "govuk-task-list__item",
            when(link, "govuk-task-list__item--with-link"),
            &self.classes,
        ]);
        html! {
            li class=(names) {
                div.govuk-task-list__name-and-hint {
                    @if link {
                        a class=(classes(&["govuk-link govuk-task-list__link", &self.title_classes])) href=(self.href) aria-describedby=(described_by) {
                            (self.title)
                        }
                    } @else {
                        div class=[Some(&self.title_classes).filter(|names| !names.is_empty())] { (self.title) }
                    }
                    @if has_hint { div.govuk-task-list__hint id=(hint_id) { (self.hint) } }
                }
                div class=(classes(&["govuk-task-list__status", &self.status_classes])) id=(status_id) {
                    @match &self.status {
                        TaskStatus::Words(words) => (words),
                        TaskStatus::Tag(tag) => (tag),
                    }
                }
            }
        }
    }
}

/// Things to do, in order.
#[derive(Debug, Clone, Default)]
pub struct TaskList {
    /// The things.
    pub items: Vec<Task>,
    /// Start of the ids; `task-list` when empty.
    pub id_prefix: String,
    /// Further class names.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Render for TaskList {
    fn render(&self) -> Markup {
        let id_prefix = crate::field::id_or_name(&self.id_prefix, "task-list");
        Element::new("ul")
            .class(&["govuk-task-list", &self.classes])
            .attrs(&self.attributes)
            .body(html! {
                @for (index, item) in self.items.iter().enumerate() {
                    (item.markup(id_prefix, index + 1))
                }
            })
    }
}
