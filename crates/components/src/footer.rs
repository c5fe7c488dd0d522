//! The bar at the foot of a page; our own, without crown, crest or Crown copyright.

use maud::{Markup, Render, html};

use crate::html::Content;

/// One link in the footer.
#[derive(Debug, Clone, Default)]
pub struct FooterLink {
    /// Where it goes.
    pub href: String,
    /// The words.
    pub text: String,
}

impl FooterLink {
    /// A link.
    #[must_use]
    pub fn new(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            text: text.into(),
        }
    }
}

/// Links that stand in the same place on every page, and a line of words.
#[derive(Debug, Clone, Default)]
pub struct Footer {
    /// The heading of the links, for those who listen; "Support links" when empty.
    pub links_heading: String,
    /// The links.
    pub links: Vec<FooterLink>,
    /// Words under the links, such as who runs the service.
    pub note: Content,
}

impl Render for Footer {
    fn render(&self) -> Markup {
        html! {
            div.govuk-footer {
                div.govuk-width-container {
                    div.govuk-footer__meta {
                        div."govuk-footer__meta-item"."govuk-footer__meta-item--grow" {
                            @if !self.links.is_empty() {
                                h2.govuk-visually-hidden {
                                    @if self.links_heading.is_empty() { "Support links" } @else { (self.links_heading) }
                                }
                                ul.govuk-footer__inline-list {
                                    @for link in &self.links {
                                        li.govuk-footer__inline-list-item {
                                            a.govuk-footer__link href=(link.href) { (link.text) }
                                        }
                                    }
                                }
                            }
                            @if !self.note.is_empty() {
                                div.govuk-footer__meta-custom { (self.note) }
                            }
                        }
                    }
                }
            }
        }
    }
}
