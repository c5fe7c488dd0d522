//! The generic header: the service's own name, nothing of GOV.UK's dress.

use maud::{Markup, Render, html};

use crate::html::{Attributes, Content, Element};

/// The bar at the top with the service's name (D3 of ux.md).
#[derive(Debug, Clone, Default)]
pub struct Header {
    /// Name of the service.
    pub name: Content,
    /// Where the name links to; `/` when empty.
    pub href: String,
    /// Class names of the container; `govuk-width-container` when empty.
    pub container_classes: String,
    /// Further class names.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Header {
    /// A header with the product's name and the area's beside it.
    #[must_use]
    pub fn with_area(product: &str, area: &str) -> Self {
        Self {
            name: html! {
                span.hw-header__product { (product) }
                @if !area.is_empty() { " " span.hw-header__area { (area) } }
            }
            .into(),
            ..Self::default()
        }
    }
}

impl Render for Header {
    fn render(&self) -> Markup {
        let container = crate::field::id_or_name(&self.container_classes, "govuk-width-container");
        let href = crate::field::id_or_name(&self.href, "/");
        Element::new("div")
            .class(&["govuk-generic-header", &self.classes])
            .attrs(&self.attributes)
            .body(html! {
                div class={ "govuk-generic-header__container " (container) } {
                    div.govuk-generic-header__logo {
                        a.govuk-generic-header__homepage-link href=(href) { (self.name) }
                    }
                }
            })
    }
}
