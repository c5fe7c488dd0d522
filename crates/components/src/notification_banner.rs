//! News about the whole page: what has just been done, or what matters now.

use maud::{Markup, Render, html};

use crate::html::{Attributes, Content, Element, classes, heading_tag, when};

/// What a [`NotificationBanner`] is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum BannerKind {
    /// Something to know.
    #[default]
    Important,
    /// Something has been done; takes the focus and is read at once.
    Success,
}

/// News about the whole page. It never goes away by itself (ux.md rule 14).
#[derive(Debug, Clone, Default)]
pub struct NotificationBanner {
    /// Text becomes the heading of the banner; markup is taken as it is.
    pub content: Content,
    /// What it is about.
    pub kind: BannerKind,
    /// The words on the bar; "Success" or "Important" when empty.
    pub title: Content,
    /// Id of the bar's words; `govuk-notification-banner-title` when empty.
    pub title_id: String,
    /// Heading level of the bar's words; 2 when not given.
    pub heading_level: Option<u8>,
    /// ARIA role; chosen by kind when empty.
    pub role: String,
    /// Tells the script not to take the focus.
    pub disable_auto_focus: Option<bool>,
    /// Further class names.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl NotificationBanner {
    /// Something to know.
    #[must_use]
    pub fn important(content: impl Into<Content>) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }

    /// Something has been done.
    #[must_use]
    pub fn success(content: impl Into<Content>) -> Self {
        Self {
            kind: BannerKind::Success,
            ..Self::important(content)
        }
    }
}

impl Render for NotificationBanner {
    fn render(&self) -> Markup {
        let success = self.kind == BannerKind::Success;
        let title_id = crate::field::id_or_name(&self.title_id, "govuk-notification-banner-title");
        let role = crate::field::id_or_name(&self.role, if success { "alert" } else { "region" });
        let fallback = if success { "Success" } else { "Important" };
        let title = Element::new(heading_tag(self.heading_level.unwrap_or(2)))
            .class(&["govuk-notification-banner__title"])
            .attr("id", title_id)
            .body(html! {
                @if self.title.is_empty() { (fallback) } @else { (self.title) }
            });
        let names = classes(&[
            "govuk-notification-banner",
            when(success, "govuk-notification-banner--success"),
            &self.classes,
        ]);
        let mut element = Element::new("div")
            .attr("class", names)
            .attr("role", role)
            .attr("aria-labelledby", title_id)
            .attr("data-module", "govuk-notification-banner");
        if let Some(disable) = self.disable_auto_focus {
            element = element.attr("data-disable-auto-focus", crate::html::truth(disable));
        }
        element.attrs(&self.attributes).body(html! {
            div.govuk-notification-banner__header { (title) }
            div.govuk-notification-banner__content {
                @if self.content.is_html() {
                    (self.content)
                } @else if !self.content.is_empty() {
                    p.govuk-notification-banner__heading { (self.content) }
                }
            }
        })
    }
}
