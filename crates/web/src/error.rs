//! Refusals as pages: what happened, what to do next, nothing about anybody.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use hawthorn_app::Refusal;
use hawthorn_components::Page;
use maud::{Render, html};

/// A refusal on its way to becoming a page.
#[derive(Debug)]
pub struct PageError(pub Refusal);

impl From<Refusal> for PageError {
    fn from(refusal: Refusal) -> Self {
        PageError(refusal)
    }
}

/// What a handler gives back.
pub type Answer = Result<Response, PageError>;

/// The status that fits a refusal.
pub fn status(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::SignedOut => StatusCode::UNAUTHORIZED,
        Refusal::NotFound => StatusCode::NOT_FOUND,
        Refusal::NotAllowed(_) => StatusCode::FORBIDDEN,
        Refusal::Fields(_) | Refusal::Rule(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::Conflict(_) => StatusCode::CONFLICT,
        Refusal::Later(_) => StatusCode::TOO_MANY_REQUESTS,
        Refusal::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        if matches!(self.0, Refusal::SignedOut) {
            return Redirect::to("/sign-in").into_response();
        }
        if let Refusal::Broken(why) = &self.0 {
            tracing::error!(why, "a request failed");
        }
        let heading = match &self.0 {
            Refusal::NotFound => "Nothing to open here",
            Refusal::NotAllowed(_) => "Your role does not allow this",
            Refusal::Conflict(_) => "Somebody else has changed this",
            Refusal::Later(_) => "Please wait a little",
            Refusal::Broken(_) => "Something went wrong on our side",
            _ => "This could not be done",
        };
        bare(status(&self.0), heading, &self.0.to_string())
    }
}

/// A page without navigation, for when nothing is known of the reader.
pub fn bare(status: StatusCode, heading: &str, words: &str) -> Response {
    let page = Page {
        title: heading.to_owned(),
        heading: heading.into(),
        product: "Hawthorn".to_owned(),
        body: html! {
            p.govuk-body { (words) }
            p.govuk-body { a.govuk-link href="/" { "Go to your work" } }
        },
        ..Page::default()
    };
    (status, page.render()).into_response()
}

/// The page after a panic: the process lives on, the reader is told, the log has the rest.
pub fn after_panic(_: Box<dyn std::any::Any + Send>) -> Response {
    tracing::error!("a request ended in a panic");
    bare(
        StatusCode::INTERNAL_SERVER_ERROR,
        "Something went wrong on our side",
        "Nothing you had saved is lost. Try again, and tell your administrator if it goes on.",
    )
}
