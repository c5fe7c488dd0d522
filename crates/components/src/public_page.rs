//! The whole page for the public host: a dull name, an exit button, and nothing of the staff side.

use maud::{DOCTYPE, Markup, Render, html};

use crate::html::Content;
use crate::page::{document_title, head};
use crate::{
    BackLink, DemoBanner, ErrorLink, ErrorSummary, ExitThisPage, Footer, FooterLink, Header,
    SkipLink,
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
    fn before_main(&self) -> Markup {
        html! {
            @if !self.languages.is_empty() {
                nav.hw-languages aria-label="Language" {
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
            @if let Some(back) = &self.back { nav aria-label="Back" { (back) } }
        }
    }
}

impl Render for PublicPage {
    fn render(&self) -> Markup {
        let title = document_title(!self.errors.is_empty(), &[&self.title, &self.service]);
        html! {
            (DOCTYPE)
            html.govuk-template lang=(self.lang) dir=[self.right_to_left.then_some("rtl")] {
                (head(&title, "public", &[], None))
                body class={ "govuk-template__body" @if self.exit.is_some() { " hw-has-exit" } } {
                    (SkipLink { href: "#main-content".to_owned(), content: "Skip to main content".into(), ..SkipLink::default() })
                    @if let Some(exit) = &self.exit {
                        (SkipLink {
                            href: exit.href.clone(),
                            content: "Exit this page".into(),
                            classes: "govuk-js-exit-this-page-skiplink".to_owned(),
                            attributes: [("rel", "nofollow noreferrer")].into(),
                        })
                    }
                    header.govuk-template__header {
                        (Header { name: self.service.as_str().into(), ..Header::default() })
                        @if self.demo { (DemoBanner) }
                    }
                    div.govuk-width-container {
                        @if let Some(exit) = &self.exit { (exit) }
                        (self.before_main())
                        main.govuk-main-wrapper id="main-content" {
                            @if !self.errors.is_empty() {
                                (ErrorSummary { errors: self.errors.clone(), ..ErrorSummary::default() })
                            }
                            @if !self.heading.is_empty() { h1.govuk-heading-l { (self.heading) } }
                            (self.body)
                        }
                    }
                    footer.govuk-template__footer {
                        (Footer { links: self.footer_links.clone(), note: Content::default() })
                    }
                }
            }
        }
    }
}
