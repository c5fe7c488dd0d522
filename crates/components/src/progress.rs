//! How far a long piece of work has come, as a bar and in words.

use maud::{Markup, Render, html};

/// How far a piece of work has come.
#[derive(Debug, Clone, Default)]
pub struct Progress {
    /// Element id of the bar.
    pub id: String,
    /// What is under way, such as "Reading the file".
    pub label: String,
    /// How much is done.
    pub done: u64,
    /// How much there is; not known when not given.
    pub total: Option<u64>,
    /// What is counted, such as "rows".
    pub unit: String,
}

impl Render for Progress {
    fn render(&self) -> Markup {
        html! {
            div.hw-progress {
                label.hw-progress__label for=(self.id) { (self.label) }
                @match self.total {
                    Some(total) => {
                        progress.hw-progress__bar id=(self.id) value=(self.done.min(total)) max=(total.max(1)) {}
                        p.hw-progress__words { (self.done) " of " (total) " " (self.unit) }
                    }
                    None => {
                        progress.hw-progress__bar id=(self.id) {}
                        p.hw-progress__words { (self.done) " " (self.unit) " so far" }
                    }
                }
            }
        }
    }
}
