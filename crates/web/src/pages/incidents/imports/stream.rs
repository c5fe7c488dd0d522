//! The stream of a running import: how far it is, in numbers alone, until it is finished (HAU-4).

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum_extra::extract::CookieJar;
use futures_util::stream::unfold;
use hawthorn_app::incidents::receipt::import_progress;
use hawthorn_app::platform::refusal::Told;
use hawthorn_domain::platform::ids::ImportId;
use tokio::sync::watch;
use tokio::time::sleep;

use super::{of, show};
use crate::WebState;
use crate::error::Answer;
use crate::onlooker::Onlooker;
use crate::seat::Seat;

/// How often the numbers are told.
const BEAT: Duration = Duration::from_secs(1);

struct Watcher {
    onlooker: Onlooker,
    import: ImportId,
    open: watch::Receiver<bool>,
    begun: bool,
    over: bool,
}

/// `GET /imports/{id}/stream`. Who reads is asked again before each word.
pub async fn page(
    mut seat: Seat,
    State(state): State<WebState>,
    cookies: CookieJar,
    Path(id): Path<String>,
) -> Answer {
    let import = of(&id)?;
    import_progress(&seat.app, &mut seat.ask, import).await?;
    let watcher = Watcher {
        onlooker: Onlooker::of(&state, &cookies),
        import,
        open: seat.app.live.open(),
        begun: false,
        over: false,
    };
    Ok(Sse::new(unfold(watcher, next))
        .keep_alive(KeepAlive::default())
        .into_response())
}

async fn next(mut watcher: Watcher) -> Option<(Result<Event, Infallible>, Watcher)> {
    if watcher.over || (watcher.begun && !watcher.wait().await) {
        return None;
    }
    watcher.begun = true;
    let event = match watcher.look().await {
        Ok(Some(told)) => Event::default().event("count").data(told),
        // It is finished, or no longer this reader's: the page says which when it is loaded again.
        Ok(None) | Err(_) => {
            watcher.over = true;
            Event::default().event("over").data("over")
        }
    };
    Some((Ok(event), watcher))
}

impl Watcher {
    /// Waits a beat; false when the service stops.
    async fn wait(&mut self) -> bool {
        tokio::select! {
            () = sleep(BEAT) => true,
            _ = self.open.changed() => false,
        }
    }

    /// The numbers of a running import; none once it is not running.
    async fn look(&self) -> Told<Option<String>> {
        let mut ask = self.onlooker.ask().await?;
        let (running, counts) = import_progress(&self.onlooker.app, &mut ask, self.import).await?;
        Ok(running.then(|| show::progress_data(&counts)))
    }
}
