//! Where a page sits: the links above it.

use maud::{Markup, Render, html};

use crate::html::{Attributes, Content, Element, when};

/// One step on the way to a page.
#[derive(Debug, Clone, Default)]
pub struct Crumb {
    /// The words.
    pub content: Content,
    /// Where it goes; this very page when empty.
    pub href: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Crumb {
    /// A step with its link.
    #[must_use]
    pub fn new(href: impl Into<String>, content: impl Into<Content>) -> Self {
        Self {
            content: content.into(),
            href: href.into(),
            ..Self::default()
        }
    }
}

/// The way to a page, from home downwards.
#[derive(Debug, Clone, Default)]
pub struct Breadcrumbs {
    /// The steps.
    pub items: Vec<Crumb>,
    /// On narrow screens shows only the first and last step.
    pub collapse_on_mobile: bool,
    /// Name of the landmark; "Breadcrumb" when empty.
    pub label: String,
    /// Further class names.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Render for Breadcrumbs {
    fn render(&self) -> Markup {
        Element::new("nav")
            .class(&[
                "govuk-breadcrumbs",
                &self.classes,
                when(
                    self.collapse_on_mobile,
                    "govuk-breadcrumbs--collapse-on-mobile",
                ),
            ])
            .attrs(&self.attributes)
            .attr(
                "aria-label",
                crate::field::id_or_name(&self.label, "Breadcrumb"),
            )
            .body(html! {
                ol.govuk-breadcrumbs__list {
                    @for item in &self.items {
                        @if item.href.is_empty() {
                            li.govuk-breadcrumbs__list-item aria-current="page" { (item.content) }
                        } @else {
                            li.govuk-breadcrumbs__list-item {
                                (Element::new("a")
                                    .class(&["govuk-breadcrumbs__link"])
                                    .attr("href", &item.href)
                                    .attrs(&item.attributes)
                                    .body(&item.content))
                            }
                        }
                    }
                }
            })
    }
}
