//! The whole page for the public host: a dull name, an exit button, and nothing of the staff side.

use maud::{DOCTYPE, Markup, Render, html};

use crate::html::Content;
use crate::page::{document_title, head};
use crate::phase_banner::demo_banner;
use crate::{
    BackLink, ErrorLink, ErrorSummary, ExitThisPage, Footer, FooterLink, Header, SkipLink,
};

/// Another language in which the page can be read.
#[derive(Debug, Clone, Default)]
pub struct LanguageLink {
    /// Language tag, such as `cy`.
    pub lang: String,
    /// The language's own name for itself.
    pub name: String,
    /// Where it goes.
    pub href: String,
}

/// The words around every public page, which a page in another language brings with it.
#[derive(Debug, Clone)]
pub struct PublicWords {
    /// The link to the page itself.
    pub skip: String,
    /// The link out.
    pub exit: String,
    /// The link to the page before.
    pub back: String,
    /// What the links to other languages are.
    pub language: String,
    /// The heading above what is wrong.
    pub problem: String,
    /// Stands before the title when something is wrong.
    pub error: String,
    /// The heading of the links at the foot, for those who listen.
    pub links: String,
    /// Stands first on a page where everything is invented.
    pub demonstration: String,
    /// What that means.
    pub invented: String,
}

impl Default for PublicWords {
    fn default() -> Self {
        Self {
            skip: "Skip to main content".to_owned(),
            exit: "Exit this page".to_owned(),
            back: "Back".to_owned(),
            language: "Language".to_owned(),
            problem: "There is a problem".to_owned(),
            error: "Error".to_owned(),
            links: "Support links".to_owned(),
            demonstration: "Demonstration.".to_owned(),
            invented: "Every person and event here is invented. Do not enter real information."
                .to_owned(),
        }
    }
}

/// A page for the public host (D4 of ux.md).
#[derive(Debug, Clone)]
pub struct PublicPage {
    /// First words of the document's title: says what the page is, hides the topic (T4).
    pub title: String,
    /// The dull name of the service.
    pub service: String,
    /// The one `h1`; when empty the body must bring its own.
    pub heading: Content,
    /// What is wrong.
    pub errors: Vec<ErrorLink>,
    /// Link to the page before.
    pub back: Option<BackLink>,
    /// The exit button; on every page after the start.
    pub exit: Option<ExitThisPage>,
    /// Everything is invented: says so on every page.
    pub demo: bool,
    /// Language tag of the page.
    pub lang: String,
    /// Written from right to left.
    pub right_to_left: bool,
    /// Other languages.
    pub languages: Vec<LanguageLink>,
    /// The words around the page.
    pub words: PublicWords,
    /// The page itself.
    pub body: Markup,
    /// Links in the footer.
    pub footer_links: Vec<FooterLink>,
}

impl Default for PublicPage {
    fn default() -> Self {
        Self {
            title: String::new(),
            service: "Local services".to_owned(),
            heading: Content::default(),
            errors: Vec::new(),
            back: None,
            exit: Some(ExitThisPage::default()),
            demo: false,
            lang: "en".to_owned(),
            right_to_left: false,
            languages: Vec::new(),
            words: PublicWords::default(),
            body: Markup::default(),
            footer_links: vec![
                FooterLink::new("/words", "Words explained"),
                FooterLink::new("/privacy", "Privacy"),
                FooterLink::new("/accessibility", "Accessibility"),
                FooterLink::new("/contact", "Contact"),
            ],
        }
    }
}

impl PublicPage {
    /// The link back in the words of the page, unless it brings its own.
    fn worded(&self, back: &BackLink) -> BackLink {
        let mut back = back.clone();
        if back.content.is_empty() {
            back.content = self.words.back.as_str().into();
        }
        back
    }

    fn before_main(&self) -> Markup {
        html! {
            @if !self.languages.is_empty() {
                nav.hw-languages aria-label=(self.words.language) {
                    ul.hw-languages__list {
                        @for language in &self.languages {
                            li {
                                a.govuk-link href=(language.href) lang=(language.lang) hreflang=(language.lang) {
                                    (language.name)
                                }
                            }
                        }
                    }
                }
            }
            @if let Some(back) = &self.back { nav aria-label=(self.words.back) { (self.worded(back)) } }
        }
    }
}

impl Render for PublicPage {
    fn render(&self) -> Markup {
        let mut title = document_title(false, &[&self.title, &self.service]);
        if !self.errors.is_empty() {
            title.insert_str(0, &format!("{}: ", self.words.error));
        }
        html! {
            (DOCTYPE)
            html.govuk-template lang=(self.lang) dir=[self.right_to_left.then_some("rtl")] {
                (head(&title, (if self.right_to_left { "public-rtl" } else { "public" }, "public"), &[], None))
                body class={ "govuk-template__body" @if self.exit.is_some() { " hw-has-exit" } } {
                    (SkipLink { href: "#main-content".to_owned(), content: self.words.skip.as_str().into(), ..SkipLink::default() })
                    @if let Some(exit) = &self.exit {
                        (SkipLink {
                            href: exit.href.clone(),
                            content: self.words.exit.as_str().into(),
                            classes: "govuk-js-exit-this-page-skiplink".to_owned(),
                            attributes: [("rel", "nofollow noreferrer")].into(),
                        })
                    }
                    header.govuk-template__header {
                        (Header { name: self.service.as_str().into(), ..Header::default() })
                        @if self.demo { (demo_banner(&self.words.demonstration, &self.words.invented)) }
                    }
                    div.govuk-width-container {
                        @if let Some(exit) = &self.exit { (exit) }
                        (self.before_main())
                        main.govuk-main-wrapper id="main-content" {
                            @if !self.errors.is_empty() {
                                (ErrorSummary { errors: self.errors.clone(), title: self.words.problem.as_str().into(), ..ErrorSummary::default() })
                            }
                            @if !self.heading.is_empty() { h1.govuk-heading-l { (self.heading) } }
                            (self.body)
                        }
                    }
                    footer.govuk-template__footer {
                        (Footer { links: self.footer_links.clone(), links_heading: self.words.links.clone(), ..Footer::default() })
                    }
                }
            }
        }
    }
}
