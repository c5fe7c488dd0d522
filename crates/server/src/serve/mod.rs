//! `hawthorn serve`: the pages and the JSON API, the jobs beside them, and an orderly end.

mod background;
mod health;
mod log;

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use axum::Router;
use axum::routing::get;
use hawthorn_app::App;
use hawthorn_store::engine::Sync;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::task::spawn_local;
use tokio::time::timeout;

use crate::config::Config;
use crate::open::{self, Opened};
use crate::out;
use crate::world::RealWorld;

/// How long requests that are under way may take to finish once the service is told to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(5);
/// How long the job under way may take to reach the end of its present step.
const LAST_STEP: Duration = Duration::from_secs(3);

/// Serves until it is told to stop.
///
/// # Errors
/// When the data directory, the database, the areas or the address cannot be used.
pub async fn serve(config: &Config) -> Result<ExitCode> {
    log::start(&config.log)?;
    let _lock = open::lock_or_refuse(&config.data)?;
    let opened = Arc::new(open::open(config, Sync::Full).await?);
    let app = open::start(config, &opened).await?;
    // The signals are caught before anybody is told the address, so that none is missed.
    let (mut terminate, mut interrupt) = (
        signal(SignalKind::terminate())?,
        signal(SignalKind::interrupt())?,
    );
    let listener = TcpListener::bind(config.listen).await.with_context(|| {
        format!(
            "{} cannot be listened on; another program may have it. Choose another with --listen",
            config.listen
        )
    })?;
    let address = listener.local_addr()?;
    let (stop, stopped) = watch::channel(false);
    let jobs = spawn_local(background::jobs(Arc::clone(&app), stopped.clone()));
    let minutes = tokio::spawn(background::checkpoints(
        config.data.clone(),
        Arc::clone(&opened),
        stopped.clone(),
    ));
    let router = router(config, &app, &opened);
    let mut until = stopped.clone();
    let pages = axum::serve(listener, router).with_graceful_shutdown(async move {
        // An error means that the sender is gone, which ends the service just the same.
        let _gone = until.wait_for(|stop| *stop).await;
    });
    let mut pages = tokio::spawn(async move { pages.await });
    out::line(&format!("listening on http://{address}"));
    tracing::info!(%address, "started");
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
        ended = &mut pages => {
            ended.context("the service stopped by itself")??;
        }
    }
    tracing::info!("stopping");
    stop.send_replace(true);
    if !pages.is_finished() && timeout(LAST_REQUESTS, &mut pages).await.is_err() {
        tracing::warn!("some requests did not finish in time");
        pages.abort();
    }
    if timeout(LAST_STEP, jobs).await.is_err() {
        tracing::warn!("the job under way is taken up again at the next start");
    }
    minutes.abort();
    let entries = open::keep_checkpoint(&config.data, &opened).await?;
    tracing::info!(entries, "stopped");
    Ok(ExitCode::SUCCESS)
}

/// Pages, API and health together.
fn router(config: &Config, app: &Arc<App>, opened: &Arc<Opened>) -> Router {
    let around = Arc::new(RealWorld);
    let cookie_secure = config
        .cookie_secure
        .unwrap_or(!config.listen.ip().is_loopback());
    if config.cookie_secure.is_none() && !cookie_secure && !app.is_demonstration() {
        tracing::warn!(
            "the sign-in cookie also goes over plain HTTP, which is right on this machine alone; behind a proxy set cookie_secure to true"
        );
    }
    let pages = hawthorn_web::router(
        Arc::clone(app),
        around.clone(),
        hawthorn_web::Options { cookie_secure },
    );
    let api = hawthorn_api::router(Arc::clone(app), around);
    Router::new()
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready).with_state(Arc::clone(opened)))
        .nest("/api", api)
        .merge(pages)
        .layer(axum::middleware::from_fn(log::each_request))
}
