//! The page furniture that a signed-in reader sees, and small pieces that many pages share.

use axum::response::{IntoResponse, Response};
use hawthorn_components::FooterLink;
use hawthorn_components::NavItem;
use hawthorn_components::NotificationBanner;
use hawthorn_components::{Page, SignedIn};
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use maud::Render;

use crate::forms::Problems;
use crate::seat::Seat;

pub mod in_time;
pub mod pieces;

/// The areas of work and the act that opens each; at most five are shown (ux.md 3.2).
const WORK: &[(&str, &str, Verb)] = &[
    ("/incidents", "Incidents", Verb::ListIncidents),
    ("/search", "People", Verb::SearchPeople),
    ("/imports", "Imports", Verb::RunImport),
    ("/referrals", "Referrals", Verb::ListReferrals),
    ("/requests", "Requests", Verb::ListRequests),
    ("/notices", "Notices", Verb::ViewNotice),
    ("/form-feedback", "Risk forms", Verb::AnswerFormFeedback),
    ("/meetings", "MARAC", Verb::ListMeetings),
    ("/actions", "Actions", Verb::ListActions),
    ("/caseload", "Caseload", Verb::ViewCaseload),
    ("/matac", "MATAC", Verb::RunMatac),
    ("/insight/marac", "MARAC figures", Verb::ViewFigures),
    ("/directory", "Services", Verb::SearchDirectory),
    ("/admin/accounts", "Accounts", Verb::ManageAccounts),
    ("/audit/log", "Audit log", Verb::ViewAuditLog),
];

impl Seat {
    /// A page with the reader's furniture. The title never holds a name (ux.md 3).
    pub fn page(
        &self,
        title: impl Into<String>,
        heading: impl Into<hawthorn_components::Content>,
    ) -> Page {
        let area = self
            .app
            .area(self.ask.area())
            .map(|book| book.name.clone())
            .unwrap_or_default();
        let roles = self
            .ask
            .actor
            .roles
            .iter()
            .map(|role| role.label())
            .collect::<Vec<_>>()
            .join(", ");
        let mut footer_links = Page::default().footer_links;
        if self.ask.may_in_area(&self.app, Verb::SearchDirectory) {
            // Everybody signposts, and the links at the top are few: the directory is always here.
            footer_links.insert(0, FooterLink::new("/directory", "Find a service"));
        }
        Page {
            title: title.into(),
            heading: heading.into(),
            footer_links,
            nav: self.navigation(),
            user: Some(SignedIn {
                name: self.ask.actor.name.clone(),
                role: roles,
                account_href: "/account".to_owned(),
                sign_out_action: "/sign-out".to_owned(),
            }),
            demo: self.app.is_demonstration(),
            product: "Hawthorn".to_owned(),
            area,
            ..Page::default()
        }
    }

    fn navigation(&self) -> Vec<NavItem> {
        let home = NavItem::new("/", "My work").current_if(self.path == "/");
        let work = WORK
            .iter()
            .filter(|(_, _, verb)| self.ask.may_ever(&self.app, *verb))
            .take(4);
        std::iter::once(home)
            .chain(work.map(|(href, words, _)| {
                NavItem::new(*href, *words).current_if(self.path.starts_with(href))
            }))
            .collect()
    }

    /// A mark for one form, so that what it does is done once though it may be sent twice.
    pub fn new_key(&mut self) -> String {
        format!("{:032x}", self.ask.dice.bits())
    }

    /// The moment of the request in words, for “as at” lines.
    pub fn now_words(&self) -> String {
        words::moment(self.ask.now)
    }
}

/// Adds the problems of a form to its page and answers with the status that fits.
pub fn answer(mut page: Page, problems: &Problems) -> Response {
    page.errors = problems.links();
    let status = if problems.is_empty() {
        axum::http::StatusCode::OK
    } else {
        axum::http::StatusCode::UNPROCESSABLE_ENTITY
    };
    (status, page.render()).into_response()
}

/// The banner that tells that something was done, from the code in `?done=`.
pub fn done_banner(code: Option<&str>, known: &[(&str, &str)]) -> Option<NotificationBanner> {
    let code = code?;
    known
        .iter()
        .find(|(name, _)| *name == code)
        .map(|(_, words)| NotificationBanner::success(*words))
}
