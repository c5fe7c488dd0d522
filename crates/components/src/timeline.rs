//! What happened, newest first, each with who, when and from where.

use maud::{Markup, Render, html};

use crate::Tag;
use crate::html::{Content, Element, heading_tag};

/// One thing that happened.
#[derive(Debug, Clone, Default)]
pub struct TimelineItem {
    /// What happened, in a few words.
    pub title: Content,
    /// Link of the title; plain words when empty.
    pub href: String,
    /// Who recorded it, such as "Priya Shah, Housing".
    pub byline: String,
    /// When, written out, such as "23 November 2026, 3:05pm".
    pub when: String,
    /// When, for machines, such as `2026-11-23T15:05:00Z`; none when empty.
    pub datetime: String,
    /// Where it comes from, such as "Police import, 24 November 2026"; none when empty.
    pub source: String,
    /// Its state.
    pub tag: Option<Tag>,
    /// More words.
    pub content: Content,
    /// Element id, so that the picture can link to it; none when empty.
    pub id: String,
}

impl TimelineItem {
    fn markup(&self, heading: &'static str) -> Markup {
        let title = Element::new(heading)
            .class(&["hw-timeline__title"])
            .body(html! {
                @if self.href.is_empty() { (self.title) } @else {
                    a.govuk-link href=(self.href) { (self.title) }
                }
            });
        Element::new("li")
            .class(&["hw-timeline__item"])
            .attr_if("id", &self.id)
            .body(html! {
                div.hw-timeline__header {
                    (title)
                    @if let Some(tag) = &self.tag { (tag) }
                }
                p.hw-timeline__byline {
                    @if self.datetime.is_empty() { span { (self.when) } } @else {
                        time datetime=(self.datetime) { (self.when) }
                    }
                    @if !self.byline.is_empty() { " · " (self.byline) }
                    @if !self.source.is_empty() { " · " (self.source) }
                }
                @if !self.content.is_empty() { div.hw-timeline__content { (self.content) } }
            })
    }
}

/// A list of what happened.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    /// The things, in the order to show.
    pub items: Vec<TimelineItem>,
    /// Heading level of the titles; 2 when not given.
    pub heading_level: Option<u8>,
}

impl Render for Timeline {
    fn render(&self) -> Markup {
        let heading = heading_tag(self.heading_level.unwrap_or(2));
        html! {
            ol.hw-timeline { @for item in &self.items { (item.markup(heading)) } }
        }
    }
}
