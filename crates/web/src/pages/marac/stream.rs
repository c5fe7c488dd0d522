//! The stream of a meeting: tells every open screen when it is behind and what the clock says; references and versions only.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum_extra::extract::CookieJar;
use futures_util::stream::unfold;
use hawthorn_app::Refusal;
use hawthorn_app::marac::watch_meeting::{Pulse, watch_meeting};
use hawthorn_app::platform::refusal::Told;
use hawthorn_domain::marac::meeting::MeetingState;
use hawthorn_domain::platform::ids::MeetingId;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use super::id;
use crate::WebState;
use crate::error::Answer;
use crate::onlooker::Onlooker;
use crate::seat::Seat;

/// The clock is told again this often, and what another process changed is found.
const BEAT: Duration = Duration::from_secs(4);
/// Changes that come together are told once.
const TOGETHER: Duration = Duration::from_millis(80);
/// How soon a browser asks again when the stream is cut.
const AGAIN: Duration = Duration::from_secs(1);

struct Watcher {
    onlooker: Onlooker,
    meeting: MeetingId,
    bell: Receiver<MeetingId>,
    open: watch::Receiver<bool>,
    told: u64,
    over: bool,
}

/// The stream. Whoever may not follow the meeting is refused like anywhere else, also later on:
/// who reads is asked again before each word.
///
/// # Errors
/// When the meeting is not there for this reader, or they have not joined it.
pub async fn page(
    mut seat: Seat,
    State(state): State<WebState>,
    cookies: CookieJar,
    Path(meeting): Path<String>,
) -> Answer {
    let meeting: MeetingId = id(&meeting)?;
    // Listening begins before the first look, so that nothing falls in between.
    let watcher = Watcher {
        onlooker: Onlooker::of(&state, &cookies),
        meeting,
        bell: seat.app.live.listen(),
        open: seat.app.live.open(),
        told: 0,
        over: false,
    };
    watch_meeting(&seat.app, &mut seat.ask, meeting).await?;
    let stream = unfold(watcher, next);
    Ok(Sse::new(stream)
        .keep_alive(KeepAlive::default())
        .into_response())
}

async fn next(mut watcher: Watcher) -> Option<(Result<Event, Infallible>, Watcher)> {
    if watcher.over || (watcher.told > 0 && !watcher.wait().await) {
        return None;
    }
    watcher.told += 1;
    let event = Event::default().id(watcher.told.to_string()).retry(AGAIN);
    let event = match watcher.look().await {
        Ok(pulse) => {
            watcher.over = pulse.state == MeetingState::Closed;
            event
                .event("pulse")
                .data(data(&pulse, watcher.onlooker.now()))
        }
        Err(refusal) => {
            watcher.over = true;
            let why = match refusal {
                Refusal::SignedOut => "signed-out",
                _ => "left",
            };
            event.event("over").data(why)
        }
    };
    Some((Ok(event), watcher))
}

impl Watcher {
    /// Waits until something may have changed; false when the service stops.
    async fn wait(&mut self) -> bool {
        let beat = sleep(BEAT);
        tokio::pin!(beat);
        loop {
            tokio::select! {
                () = &mut beat => return true,
                _ = self.open.changed() => return false,
                heard = self.bell.recv() => match heard {
                    Ok(meeting) if meeting != self.meeting => {}
                    Err(RecvError::Closed) => return false,
                    Ok(_) | Err(RecvError::Lagged(_)) => break,
                },
            }
        }
        sleep(TOGETHER).await;
        while let Ok(Ok(_)) = timeout(Duration::ZERO, self.bell.recv()).await {}
        true
    }

    async fn look(&mut self) -> Told<Pulse> {
        let mut ask = self.onlooker.ask().await?;
        watch_meeting(&self.onlooker.app, &mut ask, self.meeting).await
    }
}

#[derive(serde::Serialize)]
struct Clock {
    item: Option<String>,
    /// The moment from which it counts. It stays the same while the clock runs on, so that a
    /// browser can tell a word that was long on its way from a clock that was changed.
    from: i64,
    spent: i64,
    paused: bool,
    planned: i64,
}

#[derive(serde::Serialize)]
struct Case {
    version: i64,
    plan: i64,
    boxes: BTreeMap<&'static str, i64>,
}

#[derive(serde::Serialize)]
struct Line {
    now: i64,
    version: i64,
    state: &'static str,
    clock: Option<Clock>,
    cases: BTreeMap<String, Case>,
}

/// A pulse in the words of the stream, as it leaves at `at`.
fn data(pulse: &Pulse, at: Timestamp) -> String {
    let ms = |span: SignedDuration| i64::try_from(span.as_millis()).unwrap_or_default();
    // Looking takes a moment, and the clock went on meanwhile.
    let looked = at.duration_since(pulse.now).max(SignedDuration::ZERO);
    let told = Line {
        now: pulse.now.as_millisecond(),
        version: pulse.version,
        state: pulse.state.code(),
        clock: pulse.floor.as_ref().map(|floor| Clock {
            item: floor.item.map(|item| item.to_string()),
            from: (pulse.now - floor.spent).as_millisecond(),
            spent: ms(floor.spent
                + if floor.paused {
                    SignedDuration::ZERO
                } else {
                    looked
                }),
            paused: floor.paused,
            planned: ms(floor.planned),
        }),
        cases: pulse
            .cases
            .iter()
            .map(|(id, case)| {
                let boxes = case.boxes.iter();
                let case = Case {
                    version: case.version,
                    plan: case.plan,
                    boxes: boxes.map(|(field, at)| (field.code(), *at)).collect(),
                };
                (id.to_string(), case)
            })
            .collect(),
    };
    serde_json::to_string(&told).unwrap_or_default()
}
