//! The list of referrals, one tab for each place where a referral can stand (R335), and referring an incident (R111).

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::mash::list_referrals::{MOST, ReferralList, ReferralRow, list_referrals};
use hawthorn_app::mash::refer::make_referral;
use hawthorn_components::{
    Cell, Column, Details, NavItem, Page, SubNavigation, Table, Tag, TagColour,
};
use hawthorn_domain::platform::deadline::ClockState;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use hawthorn_domain::referrals::ReferralState;
use jiff::Timestamp;
use maud::{Markup, html};

use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout::{self, pieces};
use crate::pages::incidents::workspace;
use crate::seat::Seat;

/// What the address asks for.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub struct Asked {
    /// The tab: a state's code; what waits for a rating when empty.
    #[serde(default)]
    state: String,
}

/// What the page shows.
pub struct View<'a> {
    /// The rows and counts.
    pub list: &'a ReferralList,
    /// The tab.
    pub state: ReferralState,
    /// The moment of the request.
    pub now: Timestamp,
}

/// `GET /referrals`.
pub async fn page(mut seat: Seat, Query(asked): Query<Asked>) -> Answer {
    let state = ReferralState::from_code(&asked.state).unwrap_or(ReferralState::ToRate);
    let list = list_referrals(&seat.app, &mut seat.ask, state).await?;
    let view = View {
        list: &list,
        state,
        now: seat.ask.now,
    };
    let page = seat.page("Referrals", "Referrals");
    Ok(layout::answer(render(page, &view), &Problems::default()))
}

/// `POST /incidents/{id}/refer`.
pub async fn make(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = workspace::reference(&id)?;
    match make_referral(&seat.app, &mut seat.ask, id, typed.one("reason")).await {
        Ok(referral) if seat.ask.may_ever(&seat.app, Verb::ViewReferral) => {
            Ok(Redirect::to(&format!("/referrals/{}?done=referred", referral.id)).into_response())
        }
        Ok(_) => Ok(Redirect::to("/").into_response()),
        Err(refusal) => workspace::show(seat, id, None, &Problems::of(refusal)?, &typed).await,
    }
}

/// The page from its value.
pub fn render(page: Page, view: &View<'_>) -> Page {
    let tabs = view
        .list
        .counts
        .iter()
        .map(|(state, count)| {
            NavItem::new(format!("/referrals?state={}", state.code()), state.label())
                .with_count(u32::try_from(*count).unwrap_or(u32::MAX), "referrals")
                .current_if(*state == view.state)
        })
        .collect();
    Page {
        wide: true,
        caption: "Multi-agency safeguarding hub (MASH)".to_owned(),
        sub_nav: Some(SubNavigation::new("Which referrals", tabs)),
        body: html! {
            p.govuk-body-l { (headline(view)) }
            @if view.list.rows.is_empty() { (pieces::nothing(empty(view.state))) } @else { (table(view)) }
            (Details::new("What the rating means", "Red, amber or green (RAG) says how soon the hub has to decide. It is shown with the time that is left."))
        },
        ..page
    }
}

/// How many, how old, how late (ux.md rule 4).
fn headline(view: &View<'_>) -> String {
    let rows = &view.list.rows;
    let number = words::count(rows.len() as i64, "referral", "referrals");
    let more = if rows.len() as u64 >= MOST {
        " or more"
    } else {
        ""
    };
    let late = rows
        .iter()
        .filter(|row| matches!(row.clock, Some(ClockState::Late { .. })))
        .count();
    let late = if late == 0 {
        String::new()
    } else {
        format!(", {late} late")
    };
    let oldest = rows
        .iter()
        .map(|row| row.received_at)
        .min()
        .filter(|_| view.state != ReferralState::Finished);
    let oldest = oldest
        .map(|at| {
            format!(
                ", oldest {}",
                words::span(view.now.duration_since(at).as_secs())
            )
        })
        .unwrap_or_default();
    format!(
        "{number}{more}: {}{late}{oldest}",
        view.state.label().to_lowercase()
    )
}

const fn empty(state: ReferralState) -> &'static str {
    match state {
        ReferralState::ToRate => "No referral waits for a rating.",
        ReferralState::Gathering => "No referral waits for agencies’ answers.",
        ReferralState::ReadyForTriage => "No referral is ready for triage.",
        ReferralState::AwaitingAuthorisation => "No outcome waits for the manager.",
        ReferralState::MeetingToRecord => "No meeting is still to be held or recorded.",
        ReferralState::FollowingUp => "No outcome is still to be followed up.",
        ReferralState::Finished => "No referral is finished yet.",
    }
}

fn table(view: &View<'_>) -> Markup {
    let head = vec![
        if view.state == ReferralState::ToRate {
            "Received".into()
        } else {
            "Due".into()
        },
        "Referral".into(),
        "People".into(),
        "Level".into(),
        "Rating".into(),
        "Answers".into(),
        Column::from("Lead agency"),
    ];
    let rows = view
        .list
        .rows
        .iter()
        .map(|row| cells(row, view.now))
        .collect();
    let order = if view.state == ReferralState::ToRate {
        "first received first"
    } else {
        "due first"
    };
    let table = Table::new(format!("{}, {order}", view.state.label()), head, rows);
    html! { (Table { first_cell_is_header: false, ..table }) }
}

fn cells(row: &ReferralRow, now: Timestamp) -> Vec<Cell> {
    let rating = html! { @match row.rag { Some(rag) => (pieces::rag_mark(rag, None, now)), None => "Not rated" } };
    let reference = html! {
        a.govuk-link href={ "/referrals/" (row.id) } { (row.id.short()) }
        br;
        "Received " (words::moment(row.received_at))
        @if row.discussed { br; (Tag::new("Triage recorded", TagColour::Blue)) }
    };
    let answers = if row.answers.asked == 0 {
        "None asked".to_owned()
    } else {
        format!("{} of {}", row.answers.answered, row.answers.asked)
    };
    vec![
        due(row, now).into(),
        reference.into(),
        row.people.join(", ").into(),
        html! { (pieces::level_badge(row.level, "", "")) }.into(),
        rating.into(),
        answers.into(),
        row.lead_agency.clone().into(),
    ]
}

fn due(row: &ReferralRow, now: Timestamp) -> Markup {
    html! {
        @match (row.clock, row.due_at) {
            (Some(ClockState::Done { on_time }), _) => { @if on_time { "Done in time" } @else { "Done late" } }
            (Some(ClockState::DueSoon { .. }), Some(at)) => (pieces::due_at(at, now, i64::MAX)),
            (Some(_), Some(at)) => (pieces::due_at(at, now, 0)),
            _ => { (words::span(now.duration_since(row.received_at).as_secs())) " ago" }
        }
    }
}
