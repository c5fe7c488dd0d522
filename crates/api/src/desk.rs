//! The caller's desk: who the bearer token stands for, and bodies read with clear words about what does not fit.

use std::sync::Arc;

use axum::extract::{FromRequest, FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use hawthorn_app::governance::turned_away::turned_away;
use hawthorn_app::platform::sessions::{self, SignedIn};
use hawthorn_app::{App, Ask, Refusal};
use serde::de::DeserializeOwned;

use crate::ApiState;
use crate::endpoints::Who;
use crate::problem::ApiError;

/// What an endpoint gets of its caller.
pub struct Desk {
    /// The service.
    pub app: Arc<App>,
    /// A request of this caller at this moment.
    pub ask: Ask,
}

#[derive(Clone)]
struct Sitting(SignedIn);

/// Runs before an endpoint: who calls, and could their roles ever do this.
/// Cookies are not looked at, so that no page elsewhere can call in a reader's name.
pub async fn check(
    State((state, who)): State<(ApiState, Who)>,
    mut request: Request,
    next: Next,
) -> Response {
    let Who::May(verb) = who else {
        return next.run(request).await;
    };
    let token = request
        .headers()
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "))
        .map(str::to_owned);
    let now = state.around.now();
    let signed_in = match token {
        Some(token) => sessions::authenticate(&state.app, token.trim(), now).await,
        None => Err(Refusal::SignedOut),
    };
    let signed_in = match signed_in {
        Ok(signed_in) => signed_in,
        Err(refusal) => return ApiError(refusal).into_response(),
    };
    let ask = Ask::new(signed_in.actor.clone(), now, state.around.dice());
    if !ask.may_ever(&state.app, verb) {
        let thing = hawthorn_domain::platform::thing::Thing::of_area(ask.area());
        let refusal = ask
            .allow(&state.app, verb, &thing)
            .await
            .err()
            .unwrap_or(Refusal::NotAllowed(verb));
        return ApiError(refusal).into_response();
    }
    request.extensions_mut().insert(Sitting(signed_in));
    let path = request.uri().path().to_owned();
    let response = next.run(request).await;
    if response.status() == StatusCode::NOT_FOUND {
        let mut ask = ask;
        if let Err(refusal) = turned_away(&state.app, &mut ask, verb, &path).await {
            return ApiError(refusal).into_response();
        }
    }
    response
}

impl FromRequestParts<ApiState> for Desk {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, state: &ApiState) -> Result<Self, ApiError> {
        let Sitting(signed_in) = parts
            .extensions
            .get::<Sitting>()
            .cloned()
            .ok_or(ApiError(Refusal::SignedOut))?;
        Ok(Desk {
            app: Arc::clone(&state.app),
            ask: Ask::new(signed_in.actor, state.around.now(), state.around.dice()),
        })
    }
}

/// The token of the call, for ending its own session.
pub struct Token(pub String);

impl FromRequestParts<ApiState> for Token {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, _: &ApiState) -> Result<Self, ApiError> {
        parts
            .headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "))
            .map(|token| Token(token.trim().to_owned()))
            .ok_or(ApiError(Refusal::SignedOut))
    }
}

/// A JSON body of a known shape. What does not fit is said with its place.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = ApiError;
    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let bytes = axum::body::Bytes::from_request(request, state)
            .await
            .map_err(|_| {
                ApiError(Refusal::Rule(
                    "The body could not be read; it may be larger than the 2 MB that are allowed."
                        .to_owned(),
                ))
            })?;
        serde_json::from_slice(&bytes).map(Body).map_err(|error| {
            ApiError(Refusal::Rule(format!(
                "The body is not as it should be: {error}. /api/openapi.json shows its shape."
            )))
        })
    }
}
