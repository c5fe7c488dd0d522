//! Leaving at once: every cookie is ended, stored things are cleared, and a dull page of another site opens (D5, VIC-1, VIC-2).

use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::PublicState;
use super::visitor::Visitor;

/// The dull page that opens where the area names none that can be written in a header.
const DULL: &str = "https://www.bbc.co.uk/weather";

/// Leaves. It needs no script and never fails: whatever is wrong here, the other page opens.
pub async fn leave(State(state): State<PublicState>, visitor: Visitor) -> Response {
    let answer = away(&state);
    // What was written goes as well, here and in the browser.
    (visitor.leave(&state).await, answer).into_response()
}

/// The way to the dull page.
pub(super) fn away(state: &PublicState) -> Response {
    let wanted = state.host().map(|host| host.leave_to.clone());
    let to = wanted
        .ok()
        .and_then(|to| HeaderValue::from_str(&to).ok())
        .unwrap_or_else(|| HeaderValue::from_static(DULL));
    let mut answer = StatusCode::SEE_OTHER.into_response();
    answer.headers_mut().insert(header::LOCATION, to);
    // Not the cache: emptying it can take seconds, and no page of ours is ever kept in it.
    answer.headers_mut().insert(
        HeaderName::from_static("clear-site-data"),
        HeaderValue::from_static("\"cookies\", \"storage\""),
    );
    answer
}
