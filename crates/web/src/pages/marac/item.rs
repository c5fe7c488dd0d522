//! One case while the meeting sits: minutes, actions and on to the next, without losing a word (ux.md 4.4).

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::marac::agree_action::{AgreeAction, agree_action};
use hawthorn_app::marac::hear_item::hear_item;
use hawthorn_app::marac::open_agenda::{AgendaPage, open_agenda};
use hawthorn_app::marac::open_live::{LivePage, must_join_first, open_live};
use hawthorn_app::marac::open_marac_referral::open_marac_referral;
use hawthorn_app::marac::write_minutes::{keep_minutes, write_minutes};
use hawthorn_app::platform::refusal::Told;
use hawthorn_components::NotificationBanner;
use hawthorn_domain::marac::minutes::{MinuteBox, Sent};
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::ids::{MaracReferralId, MeetingId};
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::risk::tool::offered;
use jiff::Span;
use jiff::civil::Date;

use super::item_view::{ItemView, render};
use super::live::done_json;
use super::{id, item_path, meeting_path};
use crate::by_script::{ByScript, refused};
use crate::error::{Answer, PageError};
use crate::forms::{Problems, Typed};
use crate::layout;
use crate::seat::Seat;

const DONE: &[(&str, &str)] = &[
    ("saved", "Risks and discussion are saved"),
    (
        "both",
        "Saved. Somebody else wrote at the same place: both texts are in the box, theirs first. Read them over",
    ),
    ("offered", "Your offer is made. The minute-taker sees it"),
    ("back", "Your offer is taken back"),
    ("declined", "The offer is not agreed, with your reason"),
    ("agreed", "The action is agreed"),
    ("heard", "Heard. This is the next case"),
];
/// The boxes of the action that hold words.
const ACTION_WORDS: [&str; 3] = ["what", "owner", "lowers"];

/// What the query of the page may say.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Asked {
    done: Option<String>,
}

/// The page of one case of a meeting.
///
/// # Errors
/// When the meeting or the case is not there for this reader.
pub async fn page(
    mut seat: Seat,
    Path((meeting, item)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let at = (id(&meeting)?, id(&item)?);
    let flash = layout::done_banner(asked.done.as_deref(), DONE);
    show(&mut seat, at, &Problems::default(), None, flash).await
}

/// Keeps the risks and the discussion. An action that is being written stays in its boxes.
///
/// # Errors
/// When the case is not there, or the reader does not run meetings.
pub async fn record(
    mut seat: Seat,
    Path((meeting, item)): Path<(String, String)>,
    by_script: ByScript,
    typed: Typed,
) -> Answer {
    let at: (MeetingId, MaracReferralId) = (id(&meeting)?, id(&item)?);
    match save_words(&mut seat, at.1, &typed).await {
        Err(refusal) if by_script.0 => Ok(refused(refusal)),
        Err(refusal) => show_refused(&mut seat, at, refusal, typed).await,
        Ok(_) if by_script.0 => Ok(done_json("")),
        Ok(done) if action_begun(&typed) => {
            let flash = layout::done_banner(Some(done), DONE);
            let typed = without_minutes(&typed);
            show(&mut seat, at, &Problems::default(), Some(typed), flash).await
        }
        Ok(done) => Ok(to(&item_path(at.0, at.1), done)),
    }
}

/// Agrees an action, and keeps the risks and the discussion that were typed beside it.
///
/// # Errors
/// When the case is not there, or the reader does not run meetings.
pub async fn action(
    mut seat: Seat,
    Path((meeting, item)): Path<(String, String)>,
    by_script: ByScript,
    typed: Typed,
) -> Answer {
    let at: (MeetingId, MaracReferralId) = (id(&meeting)?, id(&item)?);
    match try_action(&mut seat, at.1, &typed).await {
        Ok(()) if by_script.0 => Ok(done_json("")),
        // To the plan, where the next action is written, and not to the top of the page.
        Ok(()) => {
            let path = format!("{}?done=agreed#plan", item_path(at.0, at.1));
            Ok(Redirect::to(&path).into_response())
        }
        Err(refusal) if by_script.0 => Ok(refused(refusal)),
        Err(refusal) => show_refused(&mut seat, at, refusal, typed).await,
    }
}

/// Marks the case as heard and goes on, after keeping what was typed.
///
/// # Errors
/// When the case is not there, or the reader does not run meetings.
pub async fn heard(
    mut seat: Seat,
    Path((meeting, item)): Path<(String, String)>,
    by_script: ByScript,
    typed: Typed,
) -> Answer {
    let at: (MeetingId, MaracReferralId) = (id(&meeting)?, id(&item)?);
    match try_heard(&mut seat, at.1, &typed).await {
        Ok(()) => {}
        Err(refusal) if by_script.0 => return Ok(refused(refusal)),
        Err(refusal) => return show_refused(&mut seat, at, refusal, typed).await,
    }
    let agenda = open_agenda(&seat.app, &mut seat.ask, at.0).await?;
    let path = match neighbours(&agenda, at.1).1 {
        Some(next) => item_path(at.0, next),
        None => meeting_path(at.0),
    };
    if by_script.0 {
        return Ok(done_json(&format!("{path}?done=heard")));
    }
    Ok(to(&path, "heard"))
}

fn to(path: &str, done: &str) -> axum::response::Response {
    Redirect::to(&format!("{path}?done={done}")).into_response()
}

/// Keeps what was typed in the boxes, together with what others wrote there meanwhile, and makes it
/// the minutes. The answer is the banner that tells of it.
async fn save_words(
    seat: &mut Seat,
    referral: MaracReferralId,
    typed: &Typed,
) -> Told<&'static str> {
    let mut both = false;
    for field in MinuteBox::ALL {
        let (base, text) = (was(typed, *field), plain(typed.one(field.code())));
        if base == text || !typed.has(field.code()) {
            continue;
        }
        let sent = Sent {
            base,
            text,
            writer: String::new(),
            number: 0,
        };
        let written = write_minutes(&seat.app, &mut seat.ask, referral, *field, sent).await?;
        both |= written.both;
    }
    keep_minutes(&seat.app, &mut seat.ask, referral).await?;
    Ok(if both { "both" } else { "saved" })
}

/// What a box held when the page was made.
fn was(typed: &Typed, field: MinuteBox) -> String {
    plain(typed.one(&format!("{}-was", field.code())))
}

/// Browsers send line ends in another form than they were given.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n")
}

async fn try_action(seat: &mut Seat, referral: MaracReferralId, typed: &Typed) -> Told<()> {
    save_words(seat, referral, typed).await?;
    if typed.one("agency").is_empty() {
        return Err(Refusal::field(
            "agency",
            "Choose the agency that will do it.",
        ));
    }
    let input = AgreeAction {
        referral,
        agency: AgencyCode::new(typed.one("agency")),
        owner: typed.one("owner").to_owned(),
        what: typed.one("what").to_owned(),
        lowers: typed.one("lowers").to_owned(),
        due: due(typed, seat.ask.today())?,
        victim_facing: typed.one("victim_facing") == "yes",
        key: typed.one("key").to_owned(),
    };
    agree_action(&seat.app, &mut seat.ask, input)
        .await
        .map(|_| ())
}

async fn try_heard(seat: &mut Seat, referral: MaracReferralId, typed: &Typed) -> Told<()> {
    save_words(seat, referral, typed).await?;
    if action_begun(typed) {
        let words = "This action is written but not agreed. Agree it or clear its boxes, then mark the case as heard.";
        return Err(Refusal::field("what", words));
    }
    let case = open_marac_referral(&seat.app, &mut seat.ask, referral).await?;
    // Sent twice because the answer was lost: it is heard, and that is all that was wanted.
    if case.heard_at.is_some() && !typed.one("key").is_empty() {
        return Ok(());
    }
    hear_item(&seat.app, &mut seat.ask, referral).await
}

/// Whether somebody has begun to write an action.
fn action_begun(typed: &Typed) -> bool {
    ACTION_WORDS
        .iter()
        .any(|name| !typed.one(name).trim().is_empty())
}

/// The due day from a quick pick or from the date boxes.
pub(super) fn due(typed: &Typed, today: Date) -> Told<Date> {
    match typed.one("due_in") {
        "other" => typed.date("due"),
        "" => Err(Refusal::field("due", "Choose by when it is to be done.")),
        days => {
            let span = days.parse().ok().filter(|days| (0..=31).contains(days));
            span.and_then(|days: i64| today.checked_add(Span::new().days(days)).ok())
                .ok_or_else(|| Refusal::field("due", "Choose by when it is to be done."))
        }
    }
}

/// The cases before and after one that this reader may open.
pub(super) fn neighbours(
    agenda: &AgendaPage,
    item: MaracReferralId,
) -> (Option<MaracReferralId>, Option<MaracReferralId>) {
    let open: Vec<MaracReferralId> = agenda
        .items
        .iter()
        .filter(|line| line.pair.is_some())
        .map(|line| line.id)
        .collect();
    let Some(at) = open.iter().position(|id| *id == item) else {
        return (None, None);
    };
    let before = at.checked_sub(1).and_then(|before| open.get(before));
    (before.copied(), open.get(at + 1).copied())
}

/// Shows the case again with what was refused; nothing that was typed is lost.
pub(super) async fn show_refused(
    seat: &mut Seat,
    at: (MeetingId, MaracReferralId),
    refusal: Refusal,
    typed: Typed,
) -> Answer {
    show(seat, at, &Problems::of(refusal)?, Some(typed), None).await
}

async fn show(
    seat: &mut Seat,
    (meeting, item): (MeetingId, MaracReferralId),
    problems: &Problems,
    typed: Option<Typed>,
    flash: Option<NotificationBanner>,
) -> Answer {
    let agenda = open_agenda(&seat.app, &mut seat.ask, meeting).await?;
    let number = agenda
        .items
        .iter()
        .position(|line| line.id == item && line.pair.is_some());
    let number = number.ok_or(PageError(Refusal::NotFound))? + 1;
    if must_join_first(&seat.app, &mut seat.ask, meeting).await? {
        let path = format!("{}/join", meeting_path(meeting));
        return Ok(Redirect::to(&path).into_response());
    }
    let case = open_marac_referral(&seat.app, &mut seat.ask, item).await?;
    let live = open_live(&seat.app, &mut seat.ask, meeting, item).await?;
    let typed = brought_up(&typed.unwrap_or_default(), &live);
    let key = seat.new_key();
    let settings = seat.ask.settings(&seat.app)?;
    let tools = offered(&settings.marac.tools, seat.ask.today());
    let view = ItemView {
        tools: &tools,
        case: &case,
        agenda: &agenda,
        live: &live,
        number,
        agencies: &settings.agencies,
        words: &settings.words,
        may_open_incidents: seat.ask.may_ever(&seat.app, Verb::ViewIncident),
        key: &key,
        today: seat.ask.today(),
    };
    let heading = format!("Case {number} of {}, {}", agenda.items.len(), item.short());
    let title = format!("MARAC case {}", item.short());
    let mut page = render(seat.page(title, heading), &view, problems, &typed);
    page.flash = flash;
    Ok(layout::answer(page, problems))
}

/// What was typed beside the minutes, when the minutes are saved.
fn without_minutes(typed: &Typed) -> Typed {
    let minutes = |name: &str| {
        let name = name.strip_suffix("-was").unwrap_or(name);
        MinuteBox::from_code(name).is_some()
    };
    let others = typed.starting("").into_iter();
    Typed::from_pairs(others.filter(|(name, _)| !minutes(name)))
}

/// What was typed, with the boxes as they now stand where this writer had not touched them.
fn brought_up(typed: &Typed, live: &LivePage) -> Typed {
    let mut pairs = without_minutes(typed).starting("");
    for (field, words) in &live.boxes {
        let (name, before) = (field.code(), format!("{}-was", field.code()));
        let touched = typed.has(name) && plain(typed.one(name)) != was(typed, *field);
        if touched {
            pairs.push((name.to_owned(), plain(typed.one(name))));
            pairs.push((before, was(typed, *field)));
        } else {
            pairs.push((name.to_owned(), words.text.clone()));
            pairs.push((before, words.text.clone()));
        }
    }
    Typed::from_pairs(pairs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_due_day_is_a_quick_pick_or_a_date() {
        let today = jiff::civil::date(2026, 4, 7);
        let pick = |days: &str| due(&Typed::from_pairs([("due_in", days)]), today);
        assert_eq!(pick("0").ok(), Some(today));
        assert_eq!(pick("7").ok(), Some(jiff::civil::date(2026, 4, 14)));
        for wrong in ["", "-1", "400", "soon"] {
            assert!(pick(wrong).is_err(), "{wrong}");
        }
        let other = [
            ("due_in", "other"),
            ("due-day", "1"),
            ("due-month", "5"),
            ("due-year", "2026"),
        ];
        assert_eq!(
            due(&Typed::from_pairs(other), today).ok(),
            Some(jiff::civil::date(2026, 5, 1))
        );
    }
}
