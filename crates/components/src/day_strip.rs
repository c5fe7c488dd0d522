//! The days of a worklist in a row, each with how much it holds.

use maud::{Markup, Render, html};

/// One day.
#[derive(Debug, Clone, Default)]
pub struct Day {
    /// The day in words, such as "Mon 23 Nov".
    pub label: String,
    /// Where it goes.
    pub href: String,
    /// How much it holds.
    pub count: u32,
    /// It is the day shown.
    pub current: bool,
}

/// The days of a worklist. Weekends are kept: abuse does not stop (ux.md section 7).
#[derive(Debug, Clone, Default)]
pub struct DayStrip {
    /// Name of the landmark, such as "Days".
    pub label: String,
    /// What the numbers count, such as "incidents".
    pub count_label: String,
    /// The days.
    pub days: Vec<Day>,
    /// Link to earlier days; none when empty.
    pub earlier_href: String,
    /// Link to later days; none when empty.
    pub later_href: String,
}

impl Render for DayStrip {
    fn render(&self) -> Markup {
        html! {
            nav.hw-days aria-label=(self.label) {
                ul.hw-days__list {
                    @if !self.earlier_href.is_empty() {
                        li.hw-days__item { a.hw-days__link href=(self.earlier_href) rel="prev" { "Earlier" } }
                    }
                    @for day in &self.days {
                        li.hw-days__item {
                            a.hw-days__link href=(day.href) aria-current=[day.current.then_some("date")] {
                                (day.label) " "
                                span.hw-days__count {
                                    (day.count)
                                    span.govuk-visually-hidden { " " (self.count_label) }
                                }
                            }
                        }
                    }
                    @if !self.later_href.is_empty() {
                        li.hw-days__item { a.hw-days__link href=(self.later_href) rel="next" { "Later" } }
                    }
                }
            }
        }
    }
}
