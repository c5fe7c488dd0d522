//! The answer to an address that no page has.

use axum::http::StatusCode;
use axum::response::Response;

use crate::error::bare;

/// Says that there is no such page, and what to do instead.
pub async fn page() -> Response {
    bare(
        StatusCode::NOT_FOUND,
        "Page not found",
        "There is no page at this address. If you typed it, check it. If you followed a link, go to your work and look for the record there.",
    )
}
