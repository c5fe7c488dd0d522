//! The languages of the public pages: their words in Fluent files, which way they are written, and which of them an area has had checked by a human translator.

use std::sync::LazyLock;

use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
use hawthorn_components::{LanguageLink, PublicPage};

/// A language in which some of the public pages can be read.
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

impl Tongue {
    /// The words under a key; the English ones where this language has none.
    pub fn say(&self, key: &str) -> String {
        self.find(key)
            .or_else(|| english().find(key))
            .unwrap_or_else(|| key.to_owned())
    }

    /// The words under a key in this language alone.
    pub fn find(&self, key: &str) -> Option<String> {
        let pattern = self.words.get_message(key)?.value()?;
        let mut problems = Vec::new();
        let words = self.words.format_pattern(pattern, None, &mut problems);
        Some(words.into_owned()).filter(|words| !words.is_empty())
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

    /// Turns a page into this language, with links to the others that the area shows.
    pub fn dress(&self, page: &mut PublicPage, path: &str, checked: &[String]) {
        page.lang = self.code.to_owned();
        page.right_to_left = self.right_to_left;
        page.languages = TONGUES
            .iter()
            .filter(|other| other.code != self.code && shown(other.code, checked).is_some())
            .map(|other| LanguageLink {
                lang: other.code.to_owned(),
                name: other.name.to_owned(),
                href: other.path(path),
            })
            .collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The keys of a file, by its own lines.
    fn keys(file: &str) -> Vec<&str> {
        file.lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once(" = "))
            .map(|(key, _)| key)
            .collect()
    }

    #[test]
    fn every_language_has_every_word_and_no_other() {
        let english_keys = keys(include_str!("../../words/en.ftl"));
        assert!(english_keys.len() > 20);
        for (tongue, file) in all().iter().zip([
            include_str!("../../words/en.ftl"),
            include_str!("../../words/cy.ftl"),
            include_str!("../../words/ur.ftl"),
        ]) {
            assert_eq!(keys(file), english_keys, "{}", tongue.code);
            for key in &english_keys {
                assert!(tongue.find(key).is_some(), "{}: {key}", tongue.code);
            }
        }
    }

    #[test]
    fn a_language_is_shown_only_where_the_area_had_it_checked() {
        assert!(shown("cy", &[]).is_none());
        let checked = ["ur".to_owned()];
        assert!(shown("ur", &checked).is_some_and(|tongue| tongue.right_to_left));
        assert!(shown("cy", &checked).is_none());
        assert!(shown("en", &[]).is_some());
        assert_eq!(english().path("/before"), "/before");
    }
}
