//! Whether the process lives and whether it can do its work. The answers hold no personal data.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, HeaderName};
use tokio::time::timeout;

use crate::open::Opened;

/// A status, a header against caching and a word.
type Answer = (StatusCode, [(HeaderName, &'static str); 1], &'static str);

/// A load balancer that asks wants an answer soon.
const SOON: Duration = Duration::from_secs(2);

const fn answer(status: StatusCode, word: &'static str) -> Answer {
    (status, [(CACHE_CONTROL, "no-store")], word)
}

/// The process answers.
pub async fn alive() -> Answer {
    answer(StatusCode::OK, "alive\n")
}

/// The database answers as well.
pub async fn ready(State(opened): State<Arc<Opened>>) -> Answer {
    match timeout(SOON, opened.store.meta("schema")).await {
        Ok(Ok(Some(_))) => answer(StatusCode::OK, "ready\n"),
        _ => answer(StatusCode::SERVICE_UNAVAILABLE, "not ready\n"),
    }
}
