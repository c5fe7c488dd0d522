//! The pages of one record, as a row of plain links.

use maud::{Markup, Render, html};

use crate::NavItem;
use crate::html::Element;

/// A row of links between the pages of one record; links rather than tabs, so that Back, print and
/// pages without script work (ux.md section 3.2).
#[derive(Debug, Clone, Default)]
pub struct SubNavigation {
    /// Name of the landmark, such as "Referral".
    pub label: String,
    /// The links.
    pub items: Vec<NavItem>,
}

impl SubNavigation {
    /// A row of links with a name.
    #[must_use]
    pub fn new(label: impl Into<String>, items: Vec<NavItem>) -> Self {
        Self {
            label: label.into(),
            items,
        }
    }
}

impl Render for SubNavigation {
    fn render(&self) -> Markup {
        html! {
            nav.hw-sub-nav aria-label=(self.label) {
                ul.hw-sub-nav__list {
                    @for item in &self.items {
                        li.hw-sub-nav__item {
                            (Element::new("a")
                                .class(&["hw-sub-nav__link"])
                                .attr("href", &item.href)
                                .attr_if("aria-current", item.aria_current())
                                .attrs(&item.attributes)
                                .body(item.words()))
                        }
                    }
                }
            }
        }
    }
}
