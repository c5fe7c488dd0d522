//! The building bricks under every component: text or markup, extra attributes, and an element writer that escapes.

use maud::{Markup, PreEscaped, Render};

/// What a component shows: plain text, which is escaped, or markup that was made by `maud`.
///
/// `"words".into()` and a `String` give text; only a `Markup` value gives markup, so words typed by
/// a person can never become HTML by accident.
#[derive(Debug, Clone)]
pub enum Content {
    /// Plain text; escaped when written.
    Text(String),
    /// Ready markup; written as it is.
    Html(Markup),
}

impl Content {
    /// True when there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Html(PreEscaped(html)) => html.is_empty(),
        }
    }

    /// True for ready markup.
    #[must_use]
    pub const fn is_html(&self) -> bool {
        matches!(self, Self::Html(_))
    }
}

impl Default for Content {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl From<&str> for Content {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Content {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Markup> for Content {
    fn from(html: Markup) -> Self {
        Self::Html(html)
    }
}

impl Render for Content {
    fn render_to(&self, buffer: &mut String) {
        match self {
            Self::Text(text) => text.render_to(buffer),
            Self::Html(PreEscaped(html)) => buffer.push_str(html),
        }
    }
}

/// Extra attributes for a component's main element, in the order given.
///
/// Names are fixed at compile time, so only the values can come from data; values are escaped.
#[derive(Debug, Clone, Default)]
pub struct Attributes(Vec<(&'static str, String)>);

impl Attributes {
    /// No attributes.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same attributes and one more.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.0.push((name, value.into()));
        self
    }
}

impl<const N: usize> From<[(&'static str, &str); N]> for Attributes {
    fn from(pairs: [(&'static str, &str); N]) -> Self {
        Self(pairs.map(|(name, value)| (name, value.to_owned())).into())
    }
}

/// Writes one element. maud cannot take a changing set of attributes, so components whose main
/// element takes [`Attributes`] write its opening tag with this and the rest with `html!`.
pub(crate) struct Element {
    name: &'static str,
    out: String,
}

impl Element {
    /// Begins `<name`.
    pub(crate) fn new(name: &'static str) -> Self {
        Self {
            name,
            out: format!("<{name}"),
        }
    }

    /// Adds `name="value"`, escaped.
    pub(crate) fn attr(mut self, name: &str, value: impl Render) -> Self {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        value.render_to(&mut self.out);
        self.out.push('"');
        self
    }

    /// Adds `name="value"` unless the value is empty.
    pub(crate) fn attr_if(self, name: &str, value: &str) -> Self {
        if value.is_empty() {
            self
        } else {
            self.attr(name, value)
        }
    }

    /// Adds a bare attribute, such as `checked`, when `on`.
    pub(crate) fn flag(mut self, name: &str, on: bool) -> Self {
        if on {
            self.out.push(' ');
            self.out.push_str(name);
        }
        self
    }

    /// Adds `class` from the parts that are not empty.
    pub(crate) fn class(self, parts: &[&str]) -> Self {
        self.attr("class", classes(parts))
    }

    /// Adds the caller's own attributes.
    pub(crate) fn attrs(mut self, attributes: &Attributes) -> Self {
        for (name, value) in &attributes.0 {
            self = self.attr(name, value);
        }
        self
    }

    /// Closes the opening tag, writes the body and the closing tag.
    pub(crate) fn body(mut self, body: impl Render) -> Markup {
        self.out.push('>');
        body.render_to(&mut self.out);
        self.out.push_str("</");
        self.out.push_str(self.name);
        self.out.push('>');
        PreEscaped(self.out)
    }

    /// Closes an element that has no body, such as `input`.
    pub(crate) fn void(mut self) -> Markup {
        self.out.push('>');
        PreEscaped(self.out)
    }
}

/// Joins class names with spaces, leaving out the empty ones.
pub(crate) fn classes(parts: &[&str]) -> String {
    let mut joined = String::new();
    for part in parts.iter().filter(|part| !part.is_empty()) {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(part);
    }
    joined
}

/// Gives `words` when the condition holds, else nothing; for optional class names.
pub(crate) const fn when(condition: bool, words: &'static str) -> &'static str {
    if condition { words } else { "" }
}

/// A heading element of level 1 to 6; other levels are brought into that range.
pub(crate) const fn heading_tag(level: u8) -> &'static str {
    match level {
        0 | 1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    }
}

/// The words of a yes-or-no attribute.
pub(crate) const fn truth(yes: bool) -> &'static str {
    if yes { "true" } else { "false" }
}
