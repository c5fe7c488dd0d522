//! The reader's seat: who they are, with a fresh request to the service and their page furniture.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::request::Parts;
use hawthorn_app::platform::sessions::SignedIn;
use hawthorn_app::{App, Ask, Refusal};
use hawthorn_domain::platform::ids::DraftId;
use hawthorn_domain::platform::verb::Verb;

use crate::WebState;
use crate::error::PageError;
use crate::kept;

/// The one cookie: strictly necessary, never read by script.
pub const COOKIE: &str = "hawthorn_session";

/// What the guard found out, handed on to the handler.
#[derive(Debug, Clone)]
pub struct Sitting {
    /// Who is signed in.
    pub signed_in: SignedIn,
    /// The act that the route declared.
    pub verb: Verb,
}

/// What a handler gets of the reader.
pub struct Seat {
    /// The service.
    pub app: Arc<App>,
    /// A request of this reader at this moment.
    pub ask: Ask,
    /// Who is signed in, and their session.
    pub signed_in: SignedIn,
    /// The path asked for, to mark the place in the navigation.
    pub path: String,
    /// The draft that the address names: of the form that was sent, or to be put back into it.
    pub draft: Option<DraftId>,
    /// Whether a form was sent.
    pub sends: bool,
}

impl FromRequestParts<WebState> for Seat {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, PageError> {
        let sitting = parts
            .extensions
            .get::<Sitting>()
            .cloned()
            .ok_or(PageError(Refusal::SignedOut))?;
        let ask = Ask::new(
            sitting.signed_in.actor.clone(),
            state.around.now(),
            state.around.dice(),
        );
        Ok(Seat {
            app: Arc::clone(&state.app),
            ask,
            signed_in: sitting.signed_in,
            path: parts.uri.path().to_owned(),
            draft: kept::named(parts.uri.query()),
            sends: parts.method == Method::POST,
        })
    }
}
