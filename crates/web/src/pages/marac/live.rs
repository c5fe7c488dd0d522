//! A case as it is heard: the parts that change, the boxes that are written, the floor, and offers of actions (ux.md 4.4).

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use hawthorn_app::Refusal;
use hawthorn_app::marac::answer_offer::answer_offer;
use hawthorn_app::marac::offer_action::{OfferAction, offer_action, withdraw_offer};
use hawthorn_app::marac::open_agenda::{AgendaPage, open_agenda};
use hawthorn_app::marac::open_live::{must_join_first, open_live};
use hawthorn_app::marac::turn::{Step, take_turn};
use hawthorn_app::marac::watch_meeting::watch_meeting;
use hawthorn_app::marac::write_minutes::write_minutes;
use hawthorn_app::platform::refusal::Told;
use hawthorn_domain::marac::meeting::MeetingState;
use hawthorn_domain::marac::minutes::{MinuteBox, Sent};
use hawthorn_domain::marac::referral::MaracState;
use hawthorn_domain::platform::ids::{ActionOfferId, MaracReferralId, MeetingId};
use maud::{DOCTYPE, Render, html};

use super::item::{due, show_refused};
use super::live_view;
use super::{id, item_path, meeting_path};
use crate::by_script::{ByScript, json, refused};
use crate::error::Answer;
use crate::forms::Typed;
use crate::seat::Seat;

/// Goes to the case that has the floor, or to the first that is not heard.
///
/// # Errors
/// When the meeting is not there for this reader.
pub async fn follow(mut seat: Seat, Path(meeting): Path<String>) -> Answer {
    let meeting: MeetingId = id(&meeting)?;
    if must_join_first(&seat.app, &mut seat.ask, meeting).await? {
        return Ok(Redirect::to(&format!("{}/join", meeting_path(meeting))).into_response());
    }
    let agenda = open_agenda(&seat.app, &mut seat.ask, meeting).await?;
    let floor = if agenda.meeting.state == MeetingState::Open {
        let pulse = watch_meeting(&seat.app, &mut seat.ask, meeting).await?;
        pulse.floor.and_then(|floor| floor.item)
    } else {
        None
    };
    let to = match floor.or_else(|| first_to_hear(&agenda)) {
        Some(item) => item_path(meeting, item),
        None => meeting_path(meeting),
    };
    Ok(Redirect::to(&to).into_response())
}

fn first_to_hear(agenda: &AgendaPage) -> Option<MaracReferralId> {
    let mut told = agenda.items.iter().filter_map(|line| {
        let pair = line.pair.as_ref()?;
        (pair.state != MaracState::Heard).then_some(line.id)
    });
    told.next()
}

/// The parts of a case's page that change while it is heard, for the script to put in their places.
///
/// # Errors
/// When the case is not there for this reader, or they have not joined the meeting.
pub async fn parts(mut seat: Seat, Path((meeting, item)): Path<(String, String)>) -> Answer {
    let (meeting, item): (MeetingId, MaracReferralId) = (id(&meeting)?, id(&item)?);
    let live = open_live(&seat.app, &mut seat.ask, meeting, item).await?;
    let body = html! {
        (DOCTYPE)
        html lang="en" {
            head { title { "Parts of a case" } }
            body { (live_view::parts(&live, item, seat.ask.today())) }
        }
    };
    Ok(body.render().into_response())
}

#[derive(serde::Serialize)]
struct Kept {
    version: i64,
    text: String,
    both: bool,
}

/// Takes in what somebody is writing in a box. Only script sends this; without it the whole form is saved.
///
/// # Errors
/// Never as a page: a refusal is JSON, too.
pub async fn write(
    mut seat: Seat,
    Path((_, item)): Path<(String, String)>,
    typed: Typed,
) -> Answer {
    let item: MaracReferralId = id(&item)?;
    let Some(field) = MinuteBox::from_code(typed.one("field")) else {
        return Ok(refused(Refusal::NotFound));
    };
    let sent = Sent {
        base: typed.one("base").to_owned(),
        text: typed.one("text").to_owned(),
        writer: typed.one("writer").chars().take(40).collect(),
        number: typed.one("number").parse().unwrap_or_default(),
    };
    let written = write_minutes(&seat.app, &mut seat.ask, item, field, sent).await;
    Ok(match written {
        Ok(written) => json(
            StatusCode::OK,
            &Kept {
                version: written.version,
                text: written.text,
                both: written.both,
            },
        ),
        Err(refusal) => refused(refusal),
    })
}

/// Gives the floor to a case, stops its clock or lets it go on.
///
/// # Errors
/// When the meeting is not there, or the reader does not run meetings.
pub async fn turn(
    mut seat: Seat,
    Path((meeting, item)): Path<(String, String)>,
    by_script: ByScript,
    typed: Typed,
) -> Answer {
    let (meeting, item): (MeetingId, MaracReferralId) = (id(&meeting)?, id(&item)?);
    let step = match typed.one("turn") {
        "pause" => Step::Pause,
        "resume" => Step::Resume,
        _ => Step::Begin(item),
    };
    let done = take_turn(&seat.app, &mut seat.ask, meeting, step).await;
    after(&mut seat, (meeting, item), by_script, done, typed, "").await
}

/// Offers an action of the reader's own agency.
///
/// # Errors
/// When the case is not there, or the reader has not joined the meeting.
pub async fn offer(
    mut seat: Seat,
    Path((meeting, item)): Path<(String, String)>,
    by_script: ByScript,
    typed: Typed,
) -> Answer {
    let at: (MeetingId, MaracReferralId) = (id(&meeting)?, id(&item)?);
    let done = try_offer(&mut seat, at.1, &typed).await;
    after(&mut seat, at, by_script, done, typed, "?done=offered#plan").await
}

async fn try_offer(seat: &mut Seat, referral: MaracReferralId, typed: &Typed) -> Told<()> {
    let input = OfferAction {
        referral,
        owner: typed.one("owner").to_owned(),
        what: typed.one("what").to_owned(),
        lowers: typed.one("lowers").to_owned(),
        due: due(typed, seat.ask.today())?,
        victim_facing: typed.one("victim_facing") == "yes",
        key: typed.one("key").to_owned(),
    };
    offer_action(&seat.app, &mut seat.ask, input)
        .await
        .map(|_| ())
}

/// Takes an offer back.
///
/// # Errors
/// When it is not there, or another agency's.
pub async fn take_back(
    mut seat: Seat,
    Path((meeting, item)): Path<(String, String)>,
    by_script: ByScript,
    typed: Typed,
) -> Answer {
    let at: (MeetingId, MaracReferralId) = (id(&meeting)?, id(&item)?);
    let offer: ActionOfferId = id(typed.one("offer"))?;
    let done = withdraw_offer(&seat.app, &mut seat.ask, offer).await;
    after(&mut seat, at, by_script, done, typed, "?done=back#plan").await
}

/// Agrees an offer, or declines it with a reason.
///
/// # Errors
/// When it is not there, or the reader does not run meetings.
pub async fn answer(
    mut seat: Seat,
    Path((meeting, item)): Path<(String, String)>,
    by_script: ByScript,
    typed: Typed,
) -> Answer {
    let at: (MeetingId, MaracReferralId) = (id(&meeting)?, id(&item)?);
    let offer: ActionOfferId = id(typed.one("offer"))?;
    let agree = typed.one("answer") == "agree";
    let done = answer_offer(&seat.app, &mut seat.ask, offer, agree, typed.one("note")).await;
    let done = done.map(|_| ());
    let query = if agree {
        "?done=agreed#plan"
    } else {
        "?done=declined#plan"
    };
    after(&mut seat, at, by_script, done, typed, query).await
}

/// Goes back to the case after an act, or tells what was refused; to script in JSON.
async fn after(
    seat: &mut Seat,
    at: (MeetingId, MaracReferralId),
    by_script: ByScript,
    done: Told<()>,
    typed: Typed,
    query: &str,
) -> Answer {
    match (done, by_script.0) {
        (Ok(()), true) => Ok(done_json("")),
        (Ok(()), false) => {
            Ok(Redirect::to(&format!("{}{query}", item_path(at.0, at.1))).into_response())
        }
        (Err(refusal), true) => Ok(refused(refusal)),
        (Err(refusal), false) => show_refused(seat, at, refusal, typed).await,
    }
}

#[derive(serde::Serialize)]
struct DoneBy<'a> {
    to: &'a str,
}

/// Tells script that it is done, and where to go when the page ends with it.
pub(super) fn done_json(to: &str) -> Response {
    json(StatusCode::OK, &DoneBy { to })
}
