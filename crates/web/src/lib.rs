//! The staff pages: server-rendered, complete without script, every route guarded by a declared act.

pub mod assets;
pub mod by_role;
pub mod by_script;
pub mod error;
pub mod forms;
pub mod guard;
pub mod headers;
pub mod kept;
pub mod layout;
pub mod onlooker;
pub mod pages;
pub mod public;
pub mod routes;
pub mod seat;

use std::sync::Arc;

use axum::Router;
use hawthorn_app::App;
use hawthorn_app::jobs::run::Surroundings;
use hawthorn_domain::platform::actor::Role;
use hawthorn_domain::platform::verb::Verb;

/// What the pages need besides the service.
#[derive(Debug, Clone)]
pub struct Options {
    /// Whether the session cookie is for HTTPS only; off for a service on this machine alone.
    pub cookie_secure: bool,
}

/// What every handler can reach.
#[derive(Clone)]
pub struct WebState {
    /// The service.
    pub app: Arc<App>,
    /// Where moments and chance come from.
    pub around: Arc<dyn Surroundings + Sync>,
    /// Settings of the pages.
    pub options: Arc<Options>,
}

/// Every page of the staff host.
pub fn router(app: Arc<App>, around: Arc<dyn Surroundings + Sync>, options: Options) -> Router {
    let state = WebState {
        app,
        around,
        options: Arc::new(options),
    };
    routes::table()
        .into_iter()
        .fold(Router::new(), |router, route| route.mount(router, &state))
        .route("/assets/{*path}", axum::routing::get(assets::serve))
        .fallback(pages::platform::missing::page)
        .layer(axum::middleware::from_fn(headers::set))
        .layer(tower_http::catch_panic::CatchPanicLayer::custom(
            error::after_panic,
        ))
        .layer(tower_http::compression::CompressionLayer::new())
        .with_state(state)
}

/// The list of routes with who may use each, as `docs/generated/routes.md` shows it.
pub fn route_list() -> String {
    routes::list()
}

/// Every route with what each role is answered, as `docs/generated/routes-by-role.md` shows it.
/// `api` holds the routes of the API; `may` says whether a role held alone could ever be allowed an act.
pub fn routes_by_role(api: &[by_role::Line], may: impl Fn(Verb, Role) -> bool) -> String {
    by_role::page(api, may)
}
