//! Links to the pages of a long list, or to the page before and after.

use maud::{Markup, Render, html};

use crate::html::{Attributes, Content, Element, classes, when};

/// The link to the page before or after.
#[derive(Debug, Clone, Default)]
pub struct PageLink {
    /// Where it goes.
    pub href: String,
    /// The words; "Previous page" or "Next page" when empty.
    pub content: Content,
    /// What is on that page, shown when there are no page numbers.
    pub label: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl PageLink {
    /// A link with the usual words.
    #[must_use]
    pub fn new(href: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            ..Self::default()
        }
    }
}

/// One place in the row of page numbers.
#[derive(Debug, Clone)]
pub enum PageNumber {
    /// A page.
    Page {
        /// Its number.
        number: String,
        /// Where it goes.
        href: String,
        /// It is this page.
        current: bool,
        /// Words for screen readers; "Page" and the number when empty.
        label: String,
        /// Further attributes.
        attributes: Attributes,
    },
    /// Pages left out.
    Gap,
}

impl PageNumber {
    /// A page with its number.
    #[must_use]
    pub fn page(number: u32, href: impl Into<String>, current: bool) -> Self {
        Self::Page {
            number: number.to_string(),
            href: href.into(),
            current,
            label: String::new(),
            attributes: Attributes::default(),
        }
    }
}

/// Links through a long list. Lists that page by key give `previous` and `next` only.
#[derive(Debug, Clone, Default)]
pub struct Pagination {
    /// Words above, such as "1 to 50 of more than 500".
    pub results: String,
    /// The page before.
    pub previous: Option<PageLink>,
    /// The page after.
    pub next: Option<PageLink>,
    /// Page numbers; none when empty.
    pub items: Vec<PageNumber>,
    /// Name of the landmark; "Pagination" when empty.
    pub label: String,
    /// Further class names.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Render for Pagination {
    fn render(&self) -> Markup {
        let block = self.items.is_empty() && (self.next.is_some() || self.previous.is_some());
        let nav = Element::new("nav")
            .class(&[
                "govuk-pagination",
                when(block, "govuk-pagination--block"),
                &self.classes,
            ])
            .attr(
                "aria-label",
                crate::field::id_or_name(&self.label, "Pagination"),
            )
            .attrs(&self.attributes)
            .body(html! {
                @if let Some(previous) = &self.previous { (arrow_link(previous, true, block)) }
                @if !self.items.is_empty() {
                    ul.govuk-pagination__list { @for item in &self.items { (page_number(item)) } }
                }
                @if let Some(next) = &self.next { (arrow_link(next, false, block)) }
            });
        html! {
            @if !self.results.is_empty() { p."govuk-body"."hw-results" { (self.results) } }
            (nav)
        }
    }
}

fn page_number(item: &PageNumber) -> Markup {
    match item {
        PageNumber::Gap => html! {
            li."govuk-pagination__item"."govuk-pagination__item--ellipsis" { "⋯" }
        },
        PageNumber::Page {
            number,
            href,
            current,
            label,
            attributes,
        } => {
            let label = if label.is_empty() {
                format!("Page {number}")
            } else {
                label.clone()
            };
            let link = Element::new("a")
                .class(&["govuk-link govuk-pagination__link"])
                .attr("href", href)
                .attr("aria-label", label)
                .attr_if("aria-current", when(*current, "page"))
                .attrs(attributes)
                .body(number);
            html! {
                li class=(classes(&["govuk-pagination__item", when(*current, "govuk-pagination__item--current")])) {
                    (link)
                }
            }
        }
    }
}

fn arrow_link(link: &PageLink, previous: bool, block: bool) -> Markup {
    let (kind, word) = if previous {
        ("prev", "Previous")
    } else {
        ("next", "Next")
    };
    let title = classes(&[
        "govuk-pagination__link-title",
        when(
            block && link.label.is_empty(),
            "govuk-pagination__link-title--decorated",
        ),
    ]);
    let anchor = Element::new("a")
        .class(&["govuk-link govuk-pagination__link"])
        .attr("href", &link.href)
        .attr("rel", kind)
        .attrs(&link.attributes)
        .body(html! {
            @if block || previous { (arrow(previous)) }
            span class=(title) {
                @if link.content.is_empty() {
                    (word) span.govuk-visually-hidden { " page" }
                } @else {
                    (link.content)
                }
            }
            @if block && !link.label.is_empty() {
                span.govuk-visually-hidden { ":" }
                span.govuk-pagination__link-label { (link.label) }
            }
            @if !block && !previous { (arrow(previous)) }
        });
    html! { div class={ "govuk-pagination__" (kind) } { (anchor) } }
}

fn arrow(previous: bool) -> Markup {
    let (kind, path) = if previous {
        (
            "prev",
            "m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z",
        )
    } else {
        (
            "next",
            "m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z",
        )
    };
    html! {
        svg class={ "govuk-pagination__icon govuk-pagination__icon--" (kind) } xmlns="http://www.w3.org/2000/svg" height="13" width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13" {
            path d=(path) {}
        }
    }
}
