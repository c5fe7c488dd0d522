//! The service's own log: JSON lines on standard error, with names of routes and identifiers only.

use anyhow::{Context, Result};
use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use tracing_subscriber::EnvFilter;

use crate::world::Stopwatch;

/// Starts logging at this level. The database driver is kept to warnings: its finer lines hold statements.
///
/// # Errors
/// When the level cannot be read.
pub fn start(level: &str) -> Result<()> {
    let filter = EnvFilter::try_new(format!("{level},sqlx=warn")).with_context(|| {
        format!("log: “{level}” is not a level; use error, warn, info or debug")
    })?;
    tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_writer(std::io::stderr)
        .with_env_filter(filter)
        .try_init()
        .map_err(|error| anyhow::anyhow!("the log cannot be started: {error}"))
}

/// One line for each request: the route as it is declared, never the address that was asked for.
pub async fn each_request(request: Request, next: Next) -> Response {
    let watch = Stopwatch::start();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "none".to_owned(), |path| path.as_str().to_owned());
    let method = request.method().clone();
    let response = next.run(request).await;
    let milliseconds = u64::try_from(watch.taken().as_millis()).unwrap_or(u64::MAX);
    tracing::info!(%method, route, status = response.status().as_u16(), milliseconds, "request");
    response
}
