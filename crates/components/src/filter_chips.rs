//! The filters that are on, each with a link that takes it off.

use maud::{Markup, Render, html};

/// One filter that is on.
#[derive(Debug, Clone, Default)]
pub struct Chip {
    /// What is filtered, such as "Level".
    pub group: String,
    /// By what, such as "High".
    pub value: String,
    /// Link to the same list without this filter.
    pub remove_href: String,
}

impl Chip {
    /// A filter that is on.
    #[must_use]
    pub fn new(
        group: impl Into<String>,
        value: impl Into<String>,
        remove_href: impl Into<String>,
    ) -> Self {
        Self {
            group: group.into(),
            value: value.into(),
            remove_href: remove_href.into(),
        }
    }
}

/// The filters that are on, above the list (ux.md rule 10). Writes nothing when none is on.
#[derive(Debug, Clone, Default)]
pub struct FilterChips {
    /// The filters.
    pub chips: Vec<Chip>,
    /// Link to the list without any filter; none when empty.
    pub clear_href: String,
}

impl Render for FilterChips {
    fn render(&self) -> Markup {
        html! {
            @if !self.chips.is_empty() {
                div.hw-chips role="group" aria-label="Filters that are on" {
                    ul.hw-chips__list {
                        @for chip in &self.chips {
                            li.hw-chips__item {
                                a.hw-chips__link href=(chip.remove_href) {
                                    span.govuk-visually-hidden { "Remove this filter: " }
                                    (chip.group) ": " (chip.value)
                                    span.hw-chips__cross aria-hidden="true" { "✕" }
                                }
                            }
                        }
                    }
                    @if !self.clear_href.is_empty() {
                        a.govuk-link href=(self.clear_href) { "Clear all filters" }
                    }
                }
            }
        }
    }
}
