//! One case while the meeting sits: minutes, actions and on to the next, without losing a word (ux.md 4.4).

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::marac::agree_action::{AgreeAction, agree_action};
use hawthorn_app::marac::hear_item::hear_item;
use hawthorn_app::marac::open_agenda::{AgendaPage, open_agenda};
use hawthorn_app::marac::open_marac_referral::{MaracReferralPage, open_marac_referral};
use hawthorn_app::marac::record_item::{RecordItem, record_item};
use hawthorn_app::platform::refusal::Told;
use hawthorn_components::NotificationBanner;
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::ids::{MaracReferralId, MeetingId};
use hawthorn_domain::platform::verb::Verb;
use jiff::Span;
use jiff::civil::Date;

use super::item_view::{ItemView, render};
use super::{id, item_path, meeting_path};
use crate::error::{Answer, PageError};
use crate::forms::{Problems, Typed};
use crate::layout;
use crate::seat::Seat;

const DONE: &[(&str, &str)] = &[
    ("saved", "Risks and discussion are saved"),
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
    typed: Typed,
) -> Answer {
    let at: (MeetingId, MaracReferralId) = (id(&meeting)?, id(&item)?);
    match save_words(&mut seat, at.1, &typed).await {
        Err(refusal) => show(&mut seat, at, &Problems::of(refusal)?, Some(typed), None).await,
        Ok(()) if action_begun(&typed) => {
            let flash = layout::done_banner(Some("saved"), DONE);
            show(&mut seat, at, &Problems::default(), Some(typed), flash).await
        }
        Ok(()) => Ok(to(&item_path(at.0, at.1), "saved")),
    }
}

/// Agrees an action, and keeps the risks and the discussion that were typed beside it.
///
/// # Errors
/// When the case is not there, or the reader does not run meetings.
pub async fn action(
    mut seat: Seat,
    Path((meeting, item)): Path<(String, String)>,
    typed: Typed,
) -> Answer {
    let at: (MeetingId, MaracReferralId) = (id(&meeting)?, id(&item)?);
    match try_action(&mut seat, at.1, &typed).await {
        Ok(()) => Ok(to(&item_path(at.0, at.1), "agreed")),
        Err(refusal) => show(&mut seat, at, &Problems::of(refusal)?, Some(typed), None).await,
    }
}

/// Marks the case as heard and goes on, after keeping what was typed.
///
/// # Errors
/// When the case is not there, or the reader does not run meetings.
pub async fn heard(
    mut seat: Seat,
    Path((meeting, item)): Path<(String, String)>,
    typed: Typed,
) -> Answer {
    let at: (MeetingId, MaracReferralId) = (id(&meeting)?, id(&item)?);
    if let Err(refusal) = try_heard(&mut seat, at.1, &typed).await {
        return show(&mut seat, at, &Problems::of(refusal)?, Some(typed), None).await;
    }
    let agenda = open_agenda(&seat.app, &mut seat.ask, at.0).await?;
    Ok(match neighbours(&agenda, at.1).1 {
        Some(next) => to(&item_path(at.0, next), "heard"),
        None => to(&meeting_path(at.0), "heard"),
    })
}

fn to(path: &str, done: &str) -> axum::response::Response {
    Redirect::to(&format!("{path}?done={done}")).into_response()
}

/// Keeps the risks and the discussion, unless they are as they were when the page was made.
async fn save_words(seat: &mut Seat, referral: MaracReferralId, typed: &Typed) -> Told<()> {
    if untouched(typed) {
        return Ok(());
    }
    let input = RecordItem {
        referral,
        version: typed.one("version").parse().ok(),
        risks: typed.one("risks").lines().map(str::to_owned).collect(),
        discussion: typed.one("discussion").to_owned(),
    };
    record_item(&seat.app, &mut seat.ask, input)
        .await
        .map(|_| ())
}

/// Whether risks and discussion are as they were when the page was made.
fn untouched(typed: &Typed) -> bool {
    let same = |name: &str, was: &str| plain(typed.one(name)) == plain(typed.one(was));
    same("risks", "risks-was") && same("discussion", "discussion-was")
}

/// Browsers send line ends in another form than they were given.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
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
    hear_item(&seat.app, &mut seat.ask, referral).await
}

/// Whether somebody has begun to write an action.
fn action_begun(typed: &Typed) -> bool {
    ACTION_WORDS
        .iter()
        .any(|name| !typed.one(name).trim().is_empty())
}

/// The due day from a quick pick or from the date boxes.
fn due(typed: &Typed, today: Date) -> Told<Date> {
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
    let case = open_marac_referral(&seat.app, &mut seat.ask, item).await?;
    let typed = typed.map_or_else(|| as_kept(&case), |typed| brought_up(&typed, &case));
    let clash = is_clash(&typed, &case);
    let settings = seat.ask.settings(&seat.app)?;
    let view = ItemView {
        case: &case,
        agenda: &agenda,
        number,
        agencies: &settings.agencies,
        words: &settings.words,
        may_open_incidents: seat.ask.may_ever(&seat.app, Verb::ViewIncident),
        clash,
        today: seat.ask.today(),
    };
    let heading = format!("Case {number} of {}, {}", agenda.items.len(), item.short());
    let title = format!("MARAC case {}", item.short());
    let mut page = render(seat.page(title, heading), &view, problems, &typed);
    page.flash = flash;
    Ok(layout::answer(page, problems))
}

/// The boxes as the record has them.
fn as_kept(case: &MaracReferralPage) -> Typed {
    Typed::from_pairs([
        ("risks", case.risks.join("\n")),
        ("discussion", case.discussion.clone()),
    ])
}

/// What was typed, with the minutes as they now are where this writer had not touched them:
/// otherwise a second try would put older minutes in the place of newer ones.
fn brought_up(typed: &Typed, case: &MaracReferralPage) -> Typed {
    if !untouched(typed) {
        return typed.clone();
    }
    let kept = as_kept(case);
    let others = typed.starting("").into_iter();
    let others = others.filter(|(name, _)| !matches!(name.as_str(), "risks" | "discussion"));
    let minutes = ["risks", "discussion"].map(|name| (name.to_owned(), kept.one(name).to_owned()));
    Typed::from_pairs(others.chain(minutes))
}

/// Whether somebody else's minutes stand in the record where this writer wrote their own.
fn is_clash(typed: &Typed, case: &MaracReferralPage) -> bool {
    let lines = |text: &str| -> Vec<String> {
        text.lines()
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect()
    };
    let older =
        !typed.one("version").is_empty() && typed.one("version") != case.version.to_string();
    older
        && (lines(typed.one("risks")) != case.risks
            || lines(typed.one("discussion")) != lines(&case.discussion))
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
