//! Two front doors in one binary: the host that a browser asks for decides which of them opens (D4 of ux.md).

use std::collections::HashMap;
use std::sync::Arc;

use anyhow::{Context, Result};
use axum::Router;
use axum::extract::Request;
use axum::http::header;
use axum::response::Response;
use hawthorn_app::App;
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_web::public::{self, PublicState};
use jiff::Timestamp;
use tokio::net::TcpListener;
use tower::ServiceExt;

use super::log;
use crate::config::Config;
use crate::world::RealWorld;

/// The public pages and the open feed of one area.
pub fn public(app: &Arc<App>, world: RealWorld, area: AreaCode, cookie_secure: bool) -> Router {
    let around = Arc::new(world);
    let state = PublicState {
        app: Arc::clone(app),
        around: around.clone(),
        area,
        cookie_secure,
    };
    Router::new()
        .nest("/api", hawthorn_api::open_router(Arc::clone(app), around))
        .merge(public::router(state))
        .layer(axum::middleware::from_fn(log::each_request))
}

/// The pages of the staff, and under its own host name the public pages of each area that has one.
pub fn by_host(
    staff: Router,
    app: &Arc<App>,
    world: RealWorld,
    now: Timestamp,
    cookie_secure: bool,
) -> Router {
    let mut doors = HashMap::new();
    for book in app.areas() {
        let settings = app.settings(&book.code, now).ok();
        if let Some(host) = settings.and_then(|settings| settings.public.host.clone()) {
            let pages = public(app, world, book.code.clone(), cookie_secure);
            doors.insert(host.to_lowercase(), pages);
        }
    }
    if doors.is_empty() {
        return staff;
    }
    Router::new().fallback(move |request: Request| {
        let door = doors.get(&host(&request)).unwrap_or(&staff).clone();
        answer(door, request)
    })
}

async fn answer(door: Router, request: Request) -> Response {
    match door.oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

/// The host that the browser asks for, without its port.
fn host(request: &Request) -> String {
    let named = request
        .headers()
        .get(header::HOST)
        .and_then(|value| value.to_str().ok());
    let host = request.uri().host().or(named).unwrap_or_default();
    host.split(':').next().unwrap_or_default().to_lowercase()
}

/// The listener of the public pages alone, where the installation has one, with their area.
///
/// # Errors
/// When the address cannot be listened on, or no default area says whose pages they are.
pub async fn listener(config: &Config) -> Result<Option<(TcpListener, AreaCode)>> {
    let Some(address) = config.public_listen else {
        return Ok(None);
    };
    let area = config.area(None).context(
        "public_listen serves the public pages of one area; say which with default_area",
    )?;
    let listener = TcpListener::bind(address).await.with_context(|| {
        format!("{address} cannot be listened on; choose another public_listen")
    })?;
    Ok(Some((listener, area)))
}
