//! The screen of the room: the case's number, initials, the clock and what comes next; nothing else of anybody (ux.md 4.4).

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::marac::open_agenda::{AgendaPage, open_agenda};
use hawthorn_app::marac::open_live::must_join_first;
use hawthorn_app::marac::watch_meeting::{Pulse, watch_meeting};
use hawthorn_components::Page;
use hawthorn_domain::marac::meeting::MeetingState;
use hawthorn_domain::marac::referral::MaracState;
use hawthorn_domain::platform::ids::MeetingId;
use hawthorn_domain::platform::words;
use maud::{Markup, html};

use super::live_view::timer;
use super::{id, initials, meeting_path};
use crate::error::Answer;
use crate::forms::Problems;
use crate::layout;
use crate::seat::Seat;

/// The page, from the agenda and where the meeting stands.
pub fn render(mut page: Page, agenda: &AgendaPage, pulse: &Pulse) -> Page {
    let path = meeting_path(agenda.meeting.id);
    page.wide = true;
    page.scripts = vec!["live.js".to_owned()];
    page.body = html! {
        div.hw-room data-live-room data-stream={ (path) "/live/stream" } {
            (board(agenda, pulse))
        }
        p.govuk-body { a.govuk-link href={ (path) "/room" } { "Refresh this screen" } }
    };
    page
}

fn board(agenda: &AgendaPage, pulse: &Pulse) -> Markup {
    let total = agenda.items.len();
    let at = pulse.floor.as_ref().and_then(|floor| floor.item);
    let place = at.and_then(|item| agenda.items.iter().position(|line| line.id == item));
    let now = place.and_then(|place| agenda.items.get(place).map(|line| (place + 1, line)));
    let waits = |line: &&hawthorn_app::marac::shown::ReferralLine| {
        line.pair
            .as_ref()
            .is_some_and(|pair| pair.state != MaracState::Heard)
    };
    let next = agenda
        .items
        .iter()
        .skip(place.map_or(0, |place| place + 1))
        .find(waits);
    html! {
        div #room-board data-part="room" {
            @match (&pulse.floor, now) {
                (Some(floor), Some((number, line))) => {
                    p.hw-room__case { "Case " (number) " of " (total) }
                    p.hw-room__pair { (initials(line)) }
                    (timer(floor))
                },
                (Some(floor), None) => {
                    p.hw-room__case { "A case is heard" }
                    (timer(floor))
                },
                (None, _) => { p.hw-room__case { (standing(agenda.meeting.state)) } },
            }
            @if let Some(next) = next.filter(|_| pulse.state == MeetingState::Open) {
                p.hw-room__next { "Next: " (initials(next)) }
            }
        }
    }
}

fn standing(state: MeetingState) -> &'static str {
    match state {
        MeetingState::Planned => "The meeting has not begun",
        MeetingState::Open => "No case has the floor",
        MeetingState::Closed => "The meeting is closed",
    }
}

/// The screen of the room.
///
/// # Errors
/// When the meeting is not there for this reader.
pub async fn page(mut seat: Seat, Path(meeting): Path<String>) -> Answer {
    let meeting: MeetingId = id(&meeting)?;
    if must_join_first(&seat.app, &mut seat.ask, meeting).await? {
        return Ok(Redirect::to(&format!("{}/join", meeting_path(meeting))).into_response());
    }
    let agenda = open_agenda(&seat.app, &mut seat.ask, meeting).await?;
    let pulse = watch_meeting(&seat.app, &mut seat.ask, meeting).await?;
    let heading = format!(
        "{}, {}",
        agenda.meeting.venue,
        words::moment(agenda.meeting.starts_at)
    );
    let page = render(seat.page("MARAC room screen", heading), &agenda, &pulse);
    Ok(layout::answer(page, &Problems::default()))
}
