//! How great the risk is held to be, by whom and since when.

use maud::{Markup, Render, html};

/// What is known of the risk. *Not assessed* and *cannot load* are different (D7 of ux.md).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RiskLevel {
    /// High.
    High,
    /// Medium.
    Medium,
    /// Standard.
    Standard,
    /// Nobody has assessed it yet.
    #[default]
    NotAssessed,
    /// It could not be read just now; it may exist.
    CannotLoad,
    /// A lower level is proposed and waits for a supervisor.
    Disagreed,
}

impl RiskLevel {
    /// The words on the badge.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::High => "High",
            Self::Medium => "Medium",
            Self::Standard => "Standard",
            Self::NotAssessed => "Not assessed",
            Self::CannotLoad => "Cannot load",
            Self::Disagreed => "Disagreed, awaiting supervisor",
        }
    }

    const fn modifier(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Standard => "standard",
            Self::NotAssessed => "none",
            Self::CannotLoad => "error",
            Self::Disagreed => "disagreed",
        }
    }

    /// Three bars, filled from the left, so that the level shows without colour; other signs for
    /// the states that are no level.
    fn shape(self) -> Markup {
        let filled = match self {
            Self::High => 3,
            Self::Medium => 2,
            Self::Standard => 1,
            Self::NotAssessed | Self::CannotLoad | Self::Disagreed => 0,
        };
        html! {
            svg.hw-risk__shape xmlns="http://www.w3.org/2000/svg" width="18" height="16" viewBox="0 0 18 16" aria-hidden="true" focusable="false" {
                @match self {
                    Self::CannotLoad => {
                        circle cx="9" cy="8" r="7" fill="none" stroke="currentColor" stroke-width="2" {}
                        path d="M9 4v5M9 11v1.5" stroke="currentColor" stroke-width="2" {}
                    }
                    Self::Disagreed => {
                        path d="M5 14V4M5 2l4 5H1zM13 2v10M13 14l4-5H9z" fill="currentColor" stroke="currentColor" stroke-width="1.5" {}
                    }
                    _ => {
                        @for (bar, (x, y, height)) in [("1", "10", "5"), ("7", "5.5", "9.5"), ("13", "1", "14")].into_iter().enumerate() {
                            rect x=(x) y=(y) width="4" height=(height)
                                fill={ @if bar < filled { "currentColor" } @else { "none" } }
                                stroke="currentColor" stroke-width="1.2" {}
                        }
                    }
                }
            }
        }
    }
}

/// `level · basis · date`, and a score as a guide only.
#[derive(Debug, Clone, Default)]
pub struct RiskBadge {
    /// The level, or why there is none.
    pub level: RiskLevel,
    /// What it rests on, such as "professional judgement".
    pub basis: String,
    /// The date in words, such as "12 Nov 2026".
    pub date: String,
    /// Score and greatest possible score; a guide only (T10).
    pub score: Option<(u32, u32)>,
}

impl RiskBadge {
    /// A badge with its basis and date.
    #[must_use]
    pub fn new(level: RiskLevel, basis: impl Into<String>, date: impl Into<String>) -> Self {
        Self {
            level,
            basis: basis.into(),
            date: date.into(),
            score: None,
        }
    }
}

impl From<RiskLevel> for RiskBadge {
    fn from(level: RiskLevel) -> Self {
        Self {
            level,
            ..Self::default()
        }
    }
}

impl Render for RiskBadge {
    fn render(&self) -> Markup {
        html! {
            span.hw-risk {
                strong class={ "hw-risk__level hw-risk__level--" (self.level.modifier()) } {
                    (self.level.shape())
                    span.govuk-visually-hidden { "Risk: " }
                    (self.level.words())
                }
                @if !self.basis.is_empty() { span.hw-risk__part { " · " (self.basis) } }
                @if !self.date.is_empty() { span.hw-risk__part { " · " (self.date) } }
                @if let Some((score, most)) = self.score {
                    span.hw-risk__part { " · " (score) " of " (most) " (guide only)" }
                }
            }
        }
    }
}
