//! `hawthorn serve`: the pages and the JSON API, the jobs beside them, and an orderly end.

mod background;
mod health;
mod hear_out;
mod hosts;
mod log;
mod mail;

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use axum::Router;
use axum::routing::get;
use hawthorn_app::App;
use hawthorn_app::jobs::run::Surroundings;
use hawthorn_store::engine::Sync;
use jiff::Timestamp;
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
pub async fn serve(config: &Config, at: Option<Timestamp>) -> Result<ExitCode> {
    log::start(&config.log)?;
    let _lock = open::lock_or_refuse(&config.data)?;
    let opened = Arc::new(open::open(config, Sync::Full).await?);
    let world = match at {
        Some(moment) => practice(&opened, moment).await?,
        None => RealWorld::default(),
    };
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
    let jobs = spawn_local(background::jobs(Arc::clone(&app), world, stopped.clone()));
    let mail = mail::start(config, &app, world, &stopped)?;
    let minutes = tokio::spawn(background::checkpoints(
        config.data.clone(),
        Arc::clone(&opened),
        stopped.clone(),
    ));
    public_pages(config, &app, world, stopped.clone()).await?;
    let router = router(config, world, &app, &opened);
    let router = router.into_make_service_with_connect_info::<SocketAddr>();
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
    app.live.end();
    if !pages.is_finished() && timeout(LAST_REQUESTS, &mut pages).await.is_err() {
        tracing::warn!("some requests did not finish in time");
        pages.abort();
    }
    if timeout(LAST_STEP, jobs).await.is_err() {
        tracing::warn!("the job under way is taken up again at the next start");
    }
    mail.end(LAST_STEP).await;
    minutes.abort();
    let entries = open::keep_checkpoint(&config.data, &opened).await?;
    tracing::info!(entries, "stopped");
    Ok(ExitCode::SUCCESS)
}

/// The public pages on a listener of their own, where the configuration names one.
async fn public_pages(
    config: &Config,
    app: &Arc<App>,
    world: RealWorld,
    mut until: watch::Receiver<bool>,
) -> Result<()> {
    let Some((listener, area)) = hosts::listener(config).await? else {
        return Ok(());
    };
    let address = listener.local_addr()?;
    let pages = hosts::public(app, world, area, cookie_secure(config));
    let pages = pages.into_make_service_with_connect_info::<SocketAddr>();
    let pages = axum::serve(listener, pages).with_graceful_shutdown(async move {
        let _gone = until.wait_for(|stop| *stop).await;
    });
    tokio::spawn(async move { pages.await });
    out::line(&format!("public pages on http://{address}"));
    Ok(())
}

/// A world whose clock stands at another moment: for practice with invented
/// people only, since a record of real people must hold real times. A database
/// without people becomes a demonstration by it, and says so on every page.
async fn practice(opened: &Opened, moment: Timestamp) -> Result<RealWorld> {
    if !opened.store.is_demonstration().await? {
        if !opened.store.all_people("", 1).await?.is_empty() {
            bail!(
                "--at is for practice with invented people; this database holds others. Use a new --data directory"
            );
        }
        opened.store.set_meta("demonstration", "yes").await?;
    }
    Ok(RealWorld::standing_at(moment))
}

/// Pages, API and health together.
fn router(config: &Config, world: RealWorld, app: &Arc<App>, opened: &Arc<Opened>) -> Router {
    let around = Arc::new(world);
    let cookie_secure = cookie_secure(config);
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
    let api = hawthorn_api::router(Arc::clone(app), around.clone());
    let staff = Router::new()
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready).with_state(Arc::clone(opened)))
        .nest("/api", api)
        .merge(pages)
        .layer(axum::middleware::from_fn(hear_out::hear_out))
        .layer(axum::middleware::from_fn(log::each_request));
    hosts::by_host(staff, app, world, around.now(), cookie_secure)
}

/// Whether cookies are for HTTPS alone.
fn cookie_secure(config: &Config) -> bool {
    config
        .cookie_secure
        .unwrap_or(!config.listen.ip().is_loopback())
}
