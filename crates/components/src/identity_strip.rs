//! Whose record this is: the same strip in the same place on every page of a record.

use maud::{Markup, Render, html};

use crate::RiskBadge;

/// Whether there is a way to reach the person safely.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum SafeContact {
    /// Safe in the way the words say, such as "by mobile, weekdays 10am to 2pm".
    Safe(String),
    /// Not to be contacted, with the reason or the way round it.
    Unsafe(String),
    /// It was asked, but too long ago; on which day.
    Lapsed(String),
    /// Nobody has asked yet.
    #[default]
    NotKnown,
}

/// Whose record this is (ux.md section 5.1). It never holds an address. Printed on every sheet.
#[derive(Debug, Clone, Default)]
pub struct IdentityStrip {
    /// The name; "Restricted person" is shown when empty.
    pub name: String,
    /// Link to the person's overview; plain words when empty.
    pub href: String,
    /// The reference.
    pub reference: String,
    /// Date of birth and age in words, such as "3 May 1990 (36)".
    pub born: String,
    /// Pronouns, if given.
    pub pronouns: String,
    /// Language, and whether an interpreter is needed.
    pub language: String,
    /// Whether there is a way to reach the person safely.
    pub safe_contact: SafeContact,
    /// The risk.
    pub risk: Option<RiskBadge>,
    /// How many children, in words, such as "2 children, youngest 3".
    pub children: String,
    /// Legal orders in force, in words.
    pub orders: Vec<String>,
    /// Whether the page shows another strip as well; then neither stays in view while scrolling.
    pub beside_another: bool,
}

impl Render for IdentityStrip {
    fn render(&self) -> Markup {
        let facts = [
            ("Reference", &self.reference),
            ("Born", &self.born),
            ("Pronouns", &self.pronouns),
            ("Language", &self.language),
            ("Children", &self.children),
        ];
        // Two strips on one page need two labels, and only one may stick.
        let whose = if self.name.is_empty() {
            &self.reference
        } else {
            &self.name
        };
        let label = format!("Whose record this is: {whose}");
        let class = if self.beside_another {
            "hw-identity hw-identity--beside"
        } else {
            "hw-identity"
        };
        html! {
            section class=(class) aria-label=(label) {
                p.hw-identity__name {
                    @if self.name.is_empty() {
                        "Restricted person"
                    } @else if self.href.is_empty() {
                        (self.name)
                    } @else {
                        a.hw-identity__link href=(self.href) { (self.name) }
                    }
                }
                dl.hw-identity__facts {
                    @for (name, fact) in facts {
                        @if !fact.is_empty() {
                            div.hw-identity__fact { dt { (name) } dd { (fact) } }
                        }
                    }
                    div.hw-identity__fact { dt { "Safe contact" } dd { (self.contact()) } }
                    @if let Some(risk) = &self.risk {
                        div.hw-identity__fact { dt { "Risk" } dd { (risk) } }
                    }
                    @if !self.orders.is_empty() {
                        div.hw-identity__fact { dt { "Orders in force" } dd { (self.orders.join("; ")) } }
                    }
                }
            }
        }
    }
}

impl IdentityStrip {
    fn contact(&self) -> Markup {
        html! {
            @match &self.safe_contact {
                SafeContact::Safe(how) => {
                    span.hw-identity__sign aria-hidden="true" { "✓ " }
                    @if how.is_empty() { "Safe" } @else { "Safe: " (how) }
                }
                SafeContact::Unsafe(why) => {
                    strong.hw-identity__unsafe {
                        span.hw-identity__sign aria-hidden="true" { "✕ " }
                        @if why.is_empty() { "Do not contact" } @else { "Do not contact: " (why) }
                    }
                }
                SafeContact::Lapsed(day) => {
                    span.hw-identity__sign aria-hidden="true" { "? " }
                    "Asked on " (day) ", too long ago: ask again before any contact"
                }
                SafeContact::NotKnown => {
                    span.hw-identity__sign aria-hidden="true" { "? " }
                    "Not known, ask before any contact"
                }
            }
        }
    }
}
