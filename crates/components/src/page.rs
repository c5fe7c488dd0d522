//! The whole page for staff: header, navigation, main part and footer, with no inline script or style.

use maud::{DOCTYPE, Markup, Render, html};

use crate::html::{Content, when};
use crate::{
    BackLink, Breadcrumbs, Crumb, DemoBanner, ErrorLink, ErrorSummary, Footer, FooterLink, Header,
    IdentityStrip, NavItem, NotificationBanner, PhaseBanner, ServiceNavigation, SkipLink,
    SubNavigation, asset_url,
};

/// Who is signed in.
#[derive(Debug, Clone, Default)]
pub struct SignedIn {
    /// The person's own name.
    pub name: String,
    /// Role and organisation in words.
    pub role: String,
    /// Link to the person's own settings; plain words when empty.
    pub account_href: String,
    /// Where the sign-out form is posted.
    pub sign_out_action: String,
}

/// A page for staff. `Page { title, heading, body, ..Page::default() }.render()` is a whole
/// document.
#[derive(Debug, Clone)]
pub struct Page {
    /// First words of the document's title; a reference, never a person's name (G11 of ux.md).
    pub title: String,
    /// The one `h1`; when empty the body must bring its own (a label or legend as heading).
    pub heading: Content,
    /// Small words above the heading.
    pub caption: String,
    /// What is wrong; writes the summary and puts "Error:" before the title.
    pub errors: Vec<ErrorLink>,
    /// Main links, five at most.
    pub nav: Vec<NavItem>,
    /// Who is signed in.
    pub user: Option<SignedIn>,
    /// The way to this page.
    pub breadcrumbs: Vec<Crumb>,
    /// Link to the page before, instead of breadcrumbs.
    pub back: Option<BackLink>,
    /// Everything is invented: says so on every page.
    pub demo: bool,
    /// Name of the product.
    pub product: String,
    /// Name of the area.
    pub area: String,
    /// What state the service is in.
    pub phase: Option<PhaseBanner>,
    /// What has just been done.
    pub flash: Option<NotificationBanner>,
    /// Whose record this is.
    pub identity: Option<IdentityStrip>,
    /// The pages of this record.
    pub sub_nav: Option<SubNavigation>,
    /// The page itself.
    pub body: Markup,
    /// Names of further script modules among the assets, such as `live.js`.
    pub scripts: Vec<String>,
    /// Uses the whole width of a wide screen, for worklists and workspaces.
    pub wide: bool,
    /// Without script, loads the page again after this many seconds, for progress pages.
    pub refresh_seconds: Option<u32>,
    /// Links in the footer.
    pub footer_links: Vec<FooterLink>,
    /// Words in the footer.
    pub footer_note: Content,
}

impl Default for Page {
    fn default() -> Self {
        Self {
            title: String::new(),
            heading: Content::default(),
            caption: String::new(),
            errors: Vec::new(),
            nav: Vec::new(),
            user: None,
            breadcrumbs: Vec::new(),
            back: None,
            demo: false,
            product: "Hawthorn".to_owned(),
            area: String::new(),
            phase: None,
            flash: None,
            identity: None,
            sub_nav: None,
            body: Markup::default(),
            scripts: Vec::new(),
            wide: false,
            refresh_seconds: None,
            footer_links: vec![
                FooterLink::new("/words", "Words explained"),
                FooterLink::new("/accessibility", "Accessibility"),
                FooterLink::new("/privacy", "Privacy"),
                FooterLink::new("/licences", "Licences"),
                FooterLink::new("/help", "Get help"),
            ],
            footer_note: Content::default(),
        }
    }
}

impl Page {
    fn header(&self) -> Markup {
        html! {
            header.govuk-template__header {
                (Header::with_area(&self.product, &self.area))
                @if !self.nav.is_empty() || self.user.is_some() {
                    (ServiceNavigation {
                        items: self.nav.clone(),
                        label: "Main links and who is signed in".to_owned(),
                        navigation_label: "Main".to_owned(),
                        end: self.user.as_ref().map(signed_in),
                        end_inline: true,
                        ..ServiceNavigation::default()
                    })
                }
                @if self.demo { (DemoBanner) }
                @if let Some(phase) = &self.phase { (phase) }
            }
        }
    }

    fn main(&self) -> Markup {
        html! {
            main.govuk-main-wrapper id="main-content" {
                @if !self.errors.is_empty() {
                    (ErrorSummary { errors: self.errors.clone(), ..ErrorSummary::default() })
                }
                @if let Some(flash) = &self.flash { (flash) }
                @if !self.heading.is_empty() {
                    @if !self.caption.is_empty() { span.govuk-caption-l { (self.caption) } }
                    h1.govuk-heading-l { (self.heading) }
                }
                (self.body)
            }
        }
    }
}

/// Who is signed in, and the button that signs out. It is a form, so that a link seen elsewhere
/// cannot sign anyone out.
fn signed_in(user: &SignedIn) -> Markup {
    html! {
        div.hw-user {
            p.hw-user__name {
                @if user.account_href.is_empty() { (user.name) } @else {
                    a.govuk-link href=(user.account_href) { (user.name) }
                }
                @if !user.role.is_empty() { span.hw-user__role { " · " (user.role) } }
            }
            @if !user.sign_out_action.is_empty() {
                form.hw-user__form method="post" action=(user.sign_out_action) {
                    button.hw-link-button type="submit" { "Sign out" }
                }
            }
        }
    }
}

impl Render for Page {
    fn render(&self) -> Markup {
        let title = document_title(!self.errors.is_empty(), &[&self.title, &self.product]);
        let record = self.identity.is_some();
        html! {
            (DOCTYPE)
            html.govuk-template lang="en" {
                (head(&title, ("staff", "staff"), &self.scripts, self.refresh_seconds))
                body class={ "govuk-template__body" @if self.wide { " hw-wide" } } {
                    (SkipLink { href: "#main-content".to_owned(), content: "Skip to main content".into(), ..SkipLink::default() })
                    (self.header())
                    div class={ "govuk-width-container" @if record { " hw-record" } } {
                        @if let Some(back) = &self.back { nav aria-label="Back" { (back) } }
                        @if self.back.is_none() && !self.breadcrumbs.is_empty() {
                            (Breadcrumbs { items: self.breadcrumbs.clone(), collapse_on_mobile: true, ..Breadcrumbs::default() })
                        }
                        @if let Some(identity) = &self.identity { (identity) }
                        @if let Some(sub_nav) = &self.sub_nav { (sub_nav) }
                        (self.main())
                    }
                    footer.govuk-template__footer {
                        (Footer { links: self.footer_links.clone(), note: self.footer_note.clone(), ..Footer::default() })
                    }
                }
            }
        }
    }
}

/// "Error: " when something is wrong, then the parts that are not empty.
pub(crate) fn document_title(errors: bool, parts: &[&str]) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    format!("{}{}", when(errors, "Error: "), parts.join(" – "))
}

/// The head of a document: one style sheet, one script module and any further ones.
pub(crate) fn head(
    title: &str,
    (sheet, bundle): (&str, &str),
    scripts: &[String],
    refresh_seconds: Option<u32>,
) -> Markup {
    // The public pages tell the next site nothing at all; those of the staff tell their own.
    let referrer = if bundle == "public" {
        "no-referrer"
    } else {
        "same-origin"
    };
    html! {
        head {
            meta charset="utf-8";
            title { (title) }
            meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
            meta name="referrer" content=(referrer);
            link rel="icon" href=(asset_url("icon.svg")) type="image/svg+xml";
            link rel="stylesheet" href=(asset_url(&format!("{sheet}.css")));
            script type="module" src=(asset_url(&format!("{bundle}.js"))) {}
            @for script in scripts { script type="module" src=(asset_url(script)) {} }
            @if let Some(seconds) = refresh_seconds {
                noscript { meta http-equiv="refresh" content=(seconds); }
            }
        }
    }
}
