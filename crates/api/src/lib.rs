//! The JSON API: the same verbs as the pages, described by its own OpenAPI 3.1 document, errors as RFC 9457 problems.

pub mod desk;
mod directory;
pub mod document;
pub mod endpoints;
pub mod problem;
pub mod v1;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use hawthorn_app::App;
use hawthorn_app::jobs::run::Surroundings;

/// What every endpoint can reach.
#[derive(Clone)]
pub struct ApiState {
    /// The service.
    pub app: Arc<App>,
    /// Where moments and chance come from.
    pub around: Arc<dyn Surroundings + Sync>,
}

/// The API, to be nested under `/api`.
pub fn router(app: Arc<App>, around: Arc<dyn Surroundings + Sync>) -> Router {
    let state = ApiState { app, around };
    endpoints::table()
        .into_iter()
        .fold(Router::new(), |router, endpoint| {
            endpoint.mount(router, &state)
        })
        .route(
            "/openapi.json",
            get(|| async {
                (
                    [(axum::http::header::CONTENT_TYPE, "application/json")],
                    openapi_json(),
                )
            }),
        )
        .route("/problems/{kind}", get(problem::page))
        .fallback(problem::no_such_path)
        .with_state(state)
}

/// The open feed alone, to be nested under `/api` of the public host.
pub fn open_router(app: Arc<App>, around: Arc<dyn Surroundings + Sync>) -> Router {
    let state = ApiState { app, around };
    directory::endpoints()
        .into_iter()
        .fold(Router::new(), |router, endpoint| {
            endpoint.mount(router, &state)
        })
        .fallback(problem::no_such_path)
        .with_state(state)
}

/// The OpenAPI 3.1 document.
pub fn openapi_json() -> String {
    document::json()
}
