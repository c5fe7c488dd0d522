//! The public host: its own routes, layout and headers, and nothing of the staff side (D4 of ux.md).

pub mod find;
pub mod here;
pub mod leave;
pub mod own;
pub mod pages;
pub mod prove;
mod questions;
pub mod refer;
mod routes;
mod shared;
pub mod tongues;
pub mod track;
mod visit;
pub mod visitor;

use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use hawthorn_app::jobs::run::Surroundings;
use hawthorn_app::{App, Refusal};
use hawthorn_components::PublicPage;
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::platform::settings::doors::PublicHost;
use maud::{Render, html};

use crate::forms::Problems;

/// What every public handler can reach.
#[derive(Clone)]
pub struct PublicState {
    /// The service.
    pub app: Arc<App>,
    /// Where moments and chance come from.
    pub around: Arc<dyn Surroundings + Sync>,
    /// The area whose public host this is.
    pub area: AreaCode,
    /// Whether the cookie of an open form is for HTTPS only; off for a service on this machine alone.
    pub cookie_secure: bool,
}

impl PublicState {
    /// What the area has decided for its public pages.
    ///
    /// # Errors
    /// When the area is not served here.
    pub fn host(&self) -> Result<&PublicHost, Refusal> {
        Ok(&self.app.settings(&self.area, self.around.now())?.public)
    }
}

/// A refusal on its way to becoming a public page.
#[derive(Debug)]
pub struct PublicError(pub Refusal);

impl From<Refusal> for PublicError {
    fn from(refusal: Refusal) -> Self {
        Self(refusal)
    }
}

/// What a public handler gives back.
pub type Answer = Result<Response, PublicError>;

impl IntoResponse for PublicError {
    fn into_response(self) -> Response {
        if let Refusal::Broken(why) = &self.0 {
            tracing::error!(why, "a public request failed");
        }
        let status = crate::error::status(&self.0);
        let fault = Fault::of(status);
        let page = PublicPage {
            title: fault.heading.to_owned(),
            heading: fault.heading.into(),
            body: html! {
                p.govuk-body { (fault.words) }
                p.govuk-body { a.govuk-link href="/" { "Start again" } }
            },
            ..PublicPage::default()
        };
        let mut answer = (status, page.render()).into_response();
        answer.extensions_mut().insert(fault);
        answer
    }
}

/// What went wrong, in English; the layer that knows the language of the visitor says it in theirs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fault {
    /// The heading.
    pub heading: &'static str,
    /// What to do.
    pub words: &'static str,
}

impl Fault {
    /// For an answer of this status.
    fn of(status: StatusCode) -> Self {
        let (heading, words) = match status {
            StatusCode::NOT_FOUND => ("Page not found", "Check the address, or start again."),
            StatusCode::INTERNAL_SERVER_ERROR => (
                "Something went wrong on our side",
                "Try again in a few minutes. In an emergency ring 999.",
            ),
            StatusCode::TOO_MANY_REQUESTS => (
                "Please wait a little",
                "Too many people are writing at once. Try again in a few minutes. In an emergency ring 999.",
            ),
            _ => ("This could not be done", "Go back and try again."),
        };
        Self { heading, words }
    }

    /// Every one.
    #[cfg(test)]
    pub(super) fn all() -> [Self; 4] {
        [404, 500, 429, 400]
            .map(|status| Self::of(StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST)))
    }
}

/// A page with the problems of its form, and the status that fits.
pub fn answer(mut page: PublicPage, problems: &Problems) -> Response {
    page.errors = problems.links();
    let status = if problems.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    (status, page.render()).into_response()
}

/// Every page of one area's public host.
pub fn router(state: PublicState) -> Router {
    let pages = routes::table()
        .into_iter()
        .fold(Router::new(), |router, route| {
            router.route(route.path, route.page)
        })
        .route("/assets/{*path}", axum::routing::get(crate::assets::serve))
        .fallback(|| async { PublicError(Refusal::NotFound) })
        .layer(axum::middleware::from_fn_with_state(
            state.clone(),
            visit::visited,
        ))
        .layer(axum::middleware::from_fn(headers))
        .layer(tower_http::catch_panic::CatchPanicLayer::custom(
            after_panic,
        ))
        .layer(tower_http::compression::CompressionLayer::new())
        .with_state(state.clone());
    // The language is taken out of the address before the pages are looked up by it.
    let speaking = axum::middleware::from_fn_with_state(state, here::spoken);
    Router::new().fallback_service(tower::Layer::layer(&speaking, pages))
}

/// Every path of the public host, for the list of routes and for the test of forbidden words.
pub fn paths() -> Vec<&'static str> {
    routes::table().iter().map(|route| route.path).collect()
}

fn after_panic(_: Box<dyn std::any::Any + Send>) -> Response {
    tracing::error!("a public request ended in a panic");
    PublicError(Refusal::Broken(String::new())).into_response()
}

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

/// The headers of every public answer: nothing kept, nothing told to the next site (VIC-5).
async fn headers(request: Request, next: Next) -> Response {
    let mut answer = next.run(request).await;
    let headers = answer.headers_mut();
    let mut put = |name: HeaderName, value: &'static str| {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    };
    put(header::CONTENT_SECURITY_POLICY, POLICY);
    put(header::CACHE_CONTROL, "no-store");
    put(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(header::X_FRAME_OPTIONS, "DENY");
    put(header::REFERRER_POLICY, "no-referrer");
    put(
        header::STRICT_TRANSPORT_SECURITY,
        "max-age=63072000; includeSubDomains",
    );
    put(
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), payment=()",
    );
    put(
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    put(HeaderName::from_static("x-robots-tag"), "noindex, nofollow");
    answer
}
