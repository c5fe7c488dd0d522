//! The main links of the service, under the header.

use maud::{Markup, Render, html};

use crate::html::{Attributes, Content, Element, classes, when};

/// A link in a row of links, with a count when there is work behind it.
#[derive(Debug, Clone, Default)]
pub struct NavItem {
    /// The words.
    pub content: Content,
    /// Where it goes; plain words when empty.
    pub href: String,
    /// This very page.
    pub current: bool,
    /// A page below this one.
    pub active: bool,
    /// How much waits there, shown as a badge.
    pub count: Option<u32>,
    /// What the number counts, for screen readers: "incidents to screen".
    pub count_label: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl NavItem {
    /// A link.
    #[must_use]
    pub fn new(href: impl Into<String>, content: impl Into<Content>) -> Self {
        Self {
            content: content.into(),
            href: href.into(),
            ..Self::default()
        }
    }

    /// The same link with a count and what it counts.
    #[must_use]
    pub fn with_count(mut self, count: u32, label: impl Into<String>) -> Self {
        self.count = Some(count);
        self.count_label = label.into();
        self
    }

    /// The same link marked as this very page, or not.
    #[must_use]
    pub const fn current_if(mut self, current: bool) -> Self {
        self.current = current;
        self
    }

    /// The value of `aria-current`; empty when the link is not marked.
    pub(crate) const fn aria_current(&self) -> &'static str {
        if self.current {
            "page"
        } else {
            when(self.active, "true")
        }
    }

    /// The words with the count.
    pub(crate) fn words(&self) -> Markup {
        html! {
            (self.content)
            @if let Some(count) = self.count.filter(|count| *count > 0) {
                " " span.hw-count {
                    (count)
                    @if !self.count_label.is_empty() {
                        span.govuk-visually-hidden { " " (self.count_label) }
                    }
                }
            }
        }
    }
}

/// The main links of the service: five at most.
#[derive(Debug, Clone, Default)]
pub struct ServiceNavigation {
    /// The links.
    pub items: Vec<NavItem>,
    /// Name of the service; none when empty.
    pub service_name: String,
    /// Link of the name; plain words when empty.
    pub service_url: String,
    /// On narrow screens hides the links behind a button; yes when there is more than one.
    pub collapse: Option<bool>,
    /// The words of that button; "Menu" when empty.
    pub menu_text: String,
    /// Fuller words of that button for screen readers.
    pub menu_label: String,
    /// Name of the navigation landmark; the button's words when empty.
    pub navigation_label: String,
    /// Id of the list; `navigation` when empty.
    pub navigation_id: String,
    /// Class names of the navigation.
    pub navigation_classes: String,
    /// Name of the section around a service name; "Service information" when empty.
    pub label: String,
    /// Markup before everything.
    pub start: Option<Markup>,
    /// Markup after everything, such as who is signed in.
    pub end: Option<Markup>,
    /// Puts `end` on the same line.
    pub end_inline: bool,
    /// Markup before the links; list items.
    pub navigation_start: Option<Markup>,
    /// Markup after the links; list items.
    pub navigation_end: Option<Markup>,
    /// Further class names.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl ServiceNavigation {
    fn navigation(&self) -> Markup {
        let menu_text = crate::field::id_or_name(&self.menu_text, "Menu");
        let id = crate::field::id_or_name(&self.navigation_id, "navigation");
        let label = crate::field::id_or_name(&self.navigation_label, menu_text);
        let menu_label = if self.menu_label == menu_text {
            ""
        } else {
            &self.menu_label
        };
        let toggle = Element::new("button")
            .attr("type", "button")
            .class(&["govuk-service-navigation__toggle govuk-js-service-navigation-toggle"])
            .attr("aria-controls", id)
            .attr_if("aria-label", menu_label)
            .flag("hidden", true)
            .attr("aria-hidden", "true")
            .body(menu_text);
        html! {
            nav aria-label=(label) class=(classes(&["govuk-service-navigation__wrapper", &self.navigation_classes])) {
                @if self.collapse.unwrap_or(self.items.len() > 1) { (toggle) }
                ul.govuk-service-navigation__list id=(id) {
                    @if let Some(start) = &self.navigation_start { (start) }
                    @for item in &self.items { (navigation_item(item)) }
                    @if let Some(end) = &self.navigation_end { (end) }
                }
            }
        }
    }

    fn inner(&self) -> Markup {
        let container = classes(&[
            "govuk-width-container",
            when(
                self.end.is_some() && self.end_inline,
                "govuk-service-navigation__inlining-container",
            ),
        ]);
        let any_links = !self.items.is_empty()
            || self.navigation_start.is_some()
            || self.navigation_end.is_some();
        html! {
            div class=(container) {
                @if let Some(start) = &self.start { (start) }
                div.govuk-service-navigation__container {
                    @if !self.service_name.is_empty() {
                        span.govuk-service-navigation__service-name {
                            @if self.service_url.is_empty() {
                                span.govuk-service-navigation__text { (self.service_name) }
                            } @else {
                                a.govuk-service-navigation__link href=(self.service_url) { (self.service_name) }
                            }
                        }
                    }
                    @if any_links { (self.navigation()) }
                }
                @if let Some(end) = &self.end { (end) }
            }
        }
    }
}

fn navigation_item(item: &NavItem) -> Markup {
    let marked = item.active || item.current;
    let words = html! {
        @if marked {
            strong.govuk-service-navigation__active-fallback { (item.words()) }
        } @else {
            (item.words())
        }
    };
    let names = classes(&[
        "govuk-service-navigation__item",
        when(marked, "govuk-service-navigation__item--active"),
    ]);
    html! {
        li class=(names) {
            @if !item.href.is_empty() {
                (Element::new("a")
                    .class(&["govuk-service-navigation__link"])
                    .attr("href", &item.href)
                    .attr_if("aria-current", item.aria_current())
                    .attrs(&item.attributes)
                    .body(&words))
            } @else if !item.content.is_empty() {
                (Element::new("span")
                    .class(&["govuk-service-navigation__text"])
                    .attr_if("aria-current", item.aria_current())
                    .body(&words))
            }
        }
    }
}

impl Render for ServiceNavigation {
    fn render(&self) -> Markup {
        // A name or other content makes it more than navigation, so it becomes a named section.
        let section = !self.service_name.is_empty() || self.start.is_some() || self.end.is_some();
        let mut element = Element::new(if section { "section" } else { "div" });
        if section {
            element = element.attr(
                "aria-label",
                crate::field::id_or_name(&self.label, "Service information"),
            );
        }
        element
            .class(&["govuk-service-navigation", &self.classes])
            .attr("data-module", "govuk-service-navigation")
            .attrs(&self.attributes)
            .body(self.inner())
    }
}
