//! The languages of the public pages: their words in Fluent files, which way they are written, and which of them an area has had checked by a human translator.

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use hawthorn_components::{ExitThisPage, FooterLink, LanguageLink, PublicPage, PublicWords};
use hawthorn_domain::platform::calendar::london;
use hawthorn_domain::platform::words;
use jiff::Timestamp;
use maud::{Markup, html};

/// A language in which the public pages can be read.
pub struct Tongue {
    /// Its code, as it stands in an address and in `doors.languages`.
    pub code: &'static str,
    /// Its name in itself.
    pub name: &'static str,
    /// Whether it is written from right to left; the whole page is then mirrored.
    pub right_to_left: bool,
    words: FluentBundle<FluentResource>,
}

/// English first; the others stay off until an area says that a human translator has checked them.
static TONGUES: LazyLock<[Tongue; 3]> = LazyLock::new(|| {
    [
        tongue("en", "English", false, include_str!("../../words/en.ftl")),
        tongue("cy", "Cymraeg", false, include_str!("../../words/cy.ftl")),
        tongue("ur", "اردو", true, include_str!("../../words/ur.ftl")),
    ]
});

fn tongue(code: &'static str, name: &'static str, right_to_left: bool, file: &str) -> Tongue {
    // A line that cannot be read is left out, so that English stands in for it; the test finds it.
    let resource = match FluentResource::try_new(file.to_owned()) {
        Ok(resource) => resource,
        Err((resource, _)) => resource,
    };
    let mut words = FluentBundle::new_concurrent(code.parse().into_iter().collect());
    words.set_use_isolating(false);
    words.add_resource_overriding(resource);
    Tongue {
        code,
        name,
        right_to_left,
        words,
    }
}

/// English.
pub fn english() -> &'static Tongue {
    let [english, ..] = &*TONGUES;
    english
}

/// Every language whose words are here.
pub fn all() -> &'static [Tongue] {
    &*TONGUES
}

/// The language of this code, where the area lets it be shown.
pub fn shown(code: &str, checked: &[String]) -> Option<&'static Tongue> {
    TONGUES.iter().find(|tongue| {
        tongue.code == code && (code == "en" || checked.iter().any(|one| one == code))
    })
}

/// The other language that an address begins with, where the area shows it, and the address without it.
pub fn of_path<'a>(path: &'a str, checked: &[String]) -> Option<(&'static Tongue, &'a str)> {
    let whole = path.strip_prefix('/')?;
    let code = whole.split('/').next().unwrap_or_default();
    let tongue = shown(code, checked).filter(|tongue| !tongue.is_english())?;
    let rest = whole.strip_prefix(code).unwrap_or_default();
    Some((tongue, if rest.is_empty() { "/" } else { rest }))
}

/// How a text is named in the files: by its first English words, and a question by a mark of its own.
fn key(english: &str) -> String {
    let mut key = String::new();
    let words = english
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    for word in words.take(12) {
        if !key.is_empty() {
            key.push('-');
        }
        key.push_str(&word.to_ascii_lowercase());
    }
    if english.trim_end().ends_with('?') {
        key.push_str("-q");
    }
    if key.starts_with(|first: char| first.is_ascii_digit()) {
        key.insert_str(0, "n-");
    }
    key
}

impl Tongue {
    /// A text in this language; as it is where this language has no words for it.
    pub fn turn<'a>(&self, english: &'a str) -> Cow<'a, str> {
        if self.is_english() {
            return Cow::Borrowed(english);
        }
        self.find(&key(english), None)
            .map_or(Cow::Borrowed(english), Cow::Owned)
    }

    /// A text with values in it: each stands in braces in the English words.
    pub fn turn_with(&self, english: &str, values: &[(&str, &str)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set(*name, *value);
        }
        let turned = if self.is_english() {
            None
        } else {
            self.find(&key(english), Some(&args))
        };
        turned.unwrap_or_else(|| {
            values
                .iter()
                .fold(english.to_owned(), |text, (name, value)| {
                    text.replace(&format!("{{{name}}}"), value)
                })
        })
    }

    /// A text around a name, which stays as it is and is marked as English for those who listen.
    pub fn turn_around(&self, english: &str, name: &str, value: &str) -> Markup {
        // A letter that no language uses holds the place of the name.
        let text = self.turn_with(english, &[(name, "\u{E000}")]);
        let (before, after) = text.split_once('\u{E000}').unwrap_or((text.as_str(), ""));
        html! { (before) (self.in_english(value)) (after) }
    }

    fn find(&self, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.words.get_message(key)?.value()?;
        let mut problems = Vec::new();
        let words = self.words.format_pattern(pattern, args, &mut problems);
        Some(words.into_owned()).filter(|words| !words.is_empty() && problems.is_empty())
    }

    /// Whether it is English.
    pub fn is_english(&self) -> bool {
        self.code == "en"
    }

    /// A path of ours in this language.
    pub fn path(&self, path: &str) -> String {
        match (self.is_english(), path) {
            (true, _) => path.to_owned(),
            (false, "/") => format!("/{}", self.code),
            (false, _) => format!("/{}{path}", self.code),
        }
    }

    /// A moment in London: in English as elsewhere, otherwise in figures.
    pub fn moment(&self, at: Timestamp) -> String {
        if self.is_english() {
            return words::moment(at);
        }
        let local = london().to_datetime(at);
        local.strftime("%d/%m/%Y, %H:%M").to_string()
    }

    /// A due time, in the same way.
    pub fn due(&self, at: Timestamp) -> String {
        if self.is_english() {
            words::due(at)
        } else {
            self.moment(at)
        }
    }

    /// What is written in English whatever the language of the page: what a service says of itself,
    /// names and addresses. A screen reader is told, and the words keep their direction.
    pub fn in_english(&self, text: &str) -> Markup {
        if self.is_english() {
            return html! { (text) };
        }
        html! { span lang="en" dir="ltr" { (text) } }
    }

    /// Turns a page into this language, with links to the others that the area shows.
    pub fn dress(&self, page: &mut PublicPage, path: &str, checked: &[String]) {
        page.languages = TONGUES
            .iter()
            .filter(|other| other.code != self.code && shown(other.code, checked).is_some())
            .map(|other| LanguageLink {
                lang: other.code.to_owned(),
                name: other.name.to_owned(),
                href: other.path(path),
            })
            .collect();
        if self.is_english() {
            return;
        }
        let turn = |english: &'static str| self.turn(english).into_owned();
        page.lang = self.code.to_owned();
        page.right_to_left = self.right_to_left;
        page.words = PublicWords {
            skip: turn("Skip to main content"),
            exit: turn("Exit this page"),
            back: turn("Back"),
            language: turn("Language"),
            problem: turn("There is a problem"),
            error: turn("Error"),
            links: turn("Support links"),
            demonstration: turn("Demonstration."),
            invented: turn(
                "Every person and event here is invented. Do not enter real information.",
            ),
        };
        page.exit = Some(ExitThisPage {
            href: self.path("/leave"),
            content: html! { span.govuk-visually-hidden { (self.turn("Emergency")) } " " (self.turn("Exit this page")) }.into(),
            activated_text: turn("Leaving this page."),
            timed_out_text: turn("Leaving timed out."),
            press_two_more_text: turn("Shift, press 2 more times to leave."),
            press_one_more_text: turn("Shift, press 1 more time to leave."),
            ..ExitThisPage::default()
        });
        page.footer_links = ["/words", "/privacy", "/accessibility", "/contact"]
            .into_iter()
            .zip(["Words explained", "Privacy", "Accessibility", "Contact"])
            .map(|(path, english)| FooterLink::new(self.path(path), turn(english)))
            .collect();
    }
}

#[cfg(test)]
#[path = "tongues_test.rs"]
mod tests;
