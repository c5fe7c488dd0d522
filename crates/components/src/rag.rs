//! The red, amber or green mark of a referral, with the time it allows.

use maud::{Markup, Render, html};

/// The three marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RagLevel {
    /// Most urgent.
    Red,
    /// Urgent.
    Amber,
    /// In the usual time.
    Green,
}

impl RagLevel {
    const fn parts(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Red => ("●", "Red", "hw-rag__mark hw-rag__mark--red"),
            Self::Amber => ("▲", "Amber", "hw-rag__mark hw-rag__mark--amber"),
            Self::Green => ("■", "Green", "hw-rag__mark hw-rag__mark--green"),
        }
    }
}

/// A mark with its shape, its word and its time.
#[derive(Debug, Clone)]
pub struct Rag {
    /// The mark.
    pub level: RagLevel,
    /// The time it allows in words, such as "4 hours allowed" or "due today, 3pm"; left out when empty.
    pub allowed: String,
    /// Time left in words, such as "2 hours left"; left out when empty.
    pub left: String,
}

impl Rag {
    /// A mark with the time allowed and left.
    #[must_use]
    pub fn new(level: RagLevel, allowed: impl Into<String>, left: impl Into<String>) -> Self {
        Self {
            level,
            allowed: allowed.into(),
            left: left.into(),
        }
    }
}

impl Render for Rag {
    fn render(&self) -> Markup {
        let (shape, word, class) = self.level.parts();
        html! {
            span.hw-rag {
                span class=(class) aria-hidden="true" { (shape) }
                " " strong { (word) }
                @if !self.allowed.is_empty() { span.hw-rag__time { " · " (self.allowed) } }
                @if !self.left.is_empty() { span.hw-rag__time { " · " (self.left) } }
            }
        }
    }
}
