//! The meetings of the area: in session, planned and past, the pairs that wait for one, and planning a new one.

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::marac::lists::{Meetings, meetings, to_list};
use hawthorn_app::marac::plan_meeting::plan_meeting;
use hawthorn_app::marac::put_on_agenda::put_on_agenda;
use hawthorn_app::marac::shown::{MeetingLine, ReferralLine};
use hawthorn_app::platform::refusal::Told;
use hawthorn_components::{
    Button, Cell, Column, DateInput, Label, Page, Select, SelectOption, Table, TextInput,
};
use hawthorn_domain::platform::calendar::{london, london_date};
use hawthorn_domain::platform::ids::{MaracReferralId, MeetingId};
use hawthorn_domain::platform::settings::marac::Venue;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use maud::{Markup, Render, html};

use super::{
    CAPTION, children_words, criteria_tags, id, initials, meeting_path, reference, small_button,
};
use crate::error::Answer;
use crate::forms::{Problems, Typed, read_time};
use crate::layout::{self, pieces};
use crate::seat::Seat;

/// Everything that the page shows.
#[derive(Debug)]
pub struct MeetingsView<'a> {
    /// The meetings.
    pub meetings: &'a Meetings,
    /// The pairs that wait for an agenda, oldest first.
    pub waiting: &'a [ReferralLine],
    /// The area's venues.
    pub venues: &'a [Venue],
    /// Whether this reader plans meetings and builds agendas.
    pub may_manage: bool,
    /// The moment.
    pub now: Timestamp,
}

/// What the query of the page may say.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Asked {
    done: Option<String>,
}

/// The page, from what it shows and what was typed.
pub fn render(mut page: Page, view: &MeetingsView<'_>, problems: &Problems, typed: &Typed) -> Page {
    let lists = view.meetings;
    page.caption = CAPTION.to_owned();
    page.wide = true;
    page.body = html! {
        p.govuk-body { a.govuk-link href="/marac/flags" { "Flagged pairs and what is new on them" } }
        p.govuk-body { a.govuk-link href="/insight/marac" { "Figures of each quarter" } }
        @if view.may_manage { p.govuk-body { a.govuk-link href="/marac/transfers" { "Take in a case of another area" } } }
        @if !lists.open.is_empty() { (meetings_table("In session now", &lists.open)) }
        @if lists.planned.is_empty() {
            h2.govuk-heading-m { "Planned meetings" }
            (pieces::nothing("No meeting is planned."))
        } @else {
            (meetings_table("Planned meetings, soonest first", &lists.planned))
        }
        (waiting(view))
        @if view.may_manage { (plan_form(view, problems, typed)) }
        @if !lists.past.is_empty() { (meetings_table("Past meetings, newest first", &lists.past)) }
    };
    page
}

fn meetings_table(caption: &str, lines: &[MeetingLine]) -> Markup {
    let row = |line: &MeetingLine| -> Vec<Cell> {
        let when = html! {
            a.govuk-link href=(meeting_path(line.id)) { (words::moment(line.starts_at)) }
        };
        vec![
            when.into(),
            line.venue.as_str().into(),
            line.state.label().into(),
            Cell::numeric(line.cases.to_string()),
        ]
    };
    let head = vec![
        "When".into(),
        "Where".into(),
        "Status".into(),
        Column::numeric("Cases"),
    ];
    let table = Table {
        caption_classes: "govuk-table__caption--m".to_owned(),
        first_cell_is_header: true,
        ..Table::new(caption, head, lines.iter().map(row).collect())
    };
    table.render()
}

fn waiting(view: &MeetingsView<'_>) -> Markup {
    let count = words::count(
        view.waiting.len() as i64,
        "referral waits",
        "referrals wait",
    );
    let today = london_date(view.now);
    let row = |line: &ReferralLine| -> Vec<Cell> {
        let masked = |text: Option<String>| text.unwrap_or_else(|| "Restricted".to_owned());
        let pair = line.pair.as_ref();
        let mut cells: Vec<Cell> = vec![
            reference(line, &format!("/marac/{}", line.id)).into(),
            initials(line).into(),
            masked(pair.map(|pair| children_words(&pair.children, today))).into(),
            criteria_tags(line).into(),
            masked(pair.map(|pair| {
                format!(
                    "{}, {}",
                    words::date(london_date(pair.referred_at)),
                    pair.referrer
                )
            }))
            .into(),
        ];
        if view.may_manage {
            cells.push(put_form(view, line).into());
        }
        cells
    };
    let mut head: Vec<Column> = ["Reference", "Pair", "Children", "Why", "Referred"]
        .map(Column::from)
        .into();
    if view.may_manage {
        head.push("Agenda".into());
    }
    let oldest = view
        .waiting
        .first()
        .and_then(|line| line.pair.as_ref())
        .map(|pair| {
            format!(
                ", oldest {}",
                words::span(view.now.duration_since(pair.referred_at).as_secs())
            )
        });
    let caption = format!("{count} for a meeting{}", oldest.unwrap_or_default());
    html! {
        @if view.waiting.is_empty() {
            h2.govuk-heading-m { "Referrals that wait for a meeting" }
            (pieces::nothing("No referral waits for a meeting."))
        } @else {
            (Table {
                caption_classes: "govuk-table__caption--m".to_owned(),
                first_cell_is_header: true,
                ..Table::new(caption, head, view.waiting.iter().map(row).collect())
            })
        }
    }
}

fn put_form(view: &MeetingsView<'_>, line: &ReferralLine) -> Markup {
    let lists = view.meetings;
    let option = |meeting: &MeetingLine| {
        let day = words::date(london_date(meeting.starts_at));
        SelectOption::new(meeting.id.to_string(), format!("{day}, {}", meeting.venue))
    };
    let items: Vec<SelectOption> = lists
        .open
        .iter()
        .chain(&lists.planned)
        .map(option)
        .collect();
    let short = line.id.short();
    html! {
        @if items.is_empty() {
            "Plan a meeting first."
        } @else {
            form method="post" action={ "/marac/" (line.id) "/agenda" } novalidate {
                (Select {
                    id: format!("meeting-{}", line.id),
                    group_classes: "govuk-!-margin-bottom-1".to_owned(),
                    ..Select::new("meeting", Label::hidden(format!("Meeting for {short}")), items)
                })
                (small_button("Put on agenda", &format!("referral {short}")))
            }
        }
    }
}

fn plan_form(view: &MeetingsView<'_>, problems: &Problems, typed: &Typed) -> Markup {
    let venues = view
        .venues
        .iter()
        .map(|venue| SelectOption::new(&*venue.code, &*venue.name));
    let first = SelectOption::new("", "Choose where it meets");
    let mut date = DateInput {
        id: "starts_at-group".to_owned(),
        name_prefix: "starts_at".to_owned(),
        hint: Some(next_dates(view).into()),
        error: problems.at("starts_at"),
        ..DateInput::new("starts_at", "Date of the meeting")
    }
    .with_values(["day", "month", "year"].map(|part| typed.one(&format!("starts_at-{part}"))));
    // The first box has the field's own name, so that the summary of errors leads to it.
    if let Some(day) = date.boxes.first_mut() {
        day.id = "starts_at".to_owned();
    }
    html! {
        form."govuk-!-margin-top-8" method="post" action="/meetings" novalidate autocomplete="off" {
            h2.govuk-heading-m { "Plan a meeting" }
            (Select {
                error: problems.at("venue"),
                value: typed.one("venue").to_owned(),
                ..Select::new("venue", "Where it meets", std::iter::once(first).chain(venues).collect())
            })
            (date)
            (TextInput {
                hint: Some("For example, 9:30am or 13:00. Left empty, it is the usual time there.".into()),
                error: problems.at("time"),
                value: typed.one("time").to_owned(),
                classes: "govuk-input--width-5".to_owned(),
                autocomplete: "off".to_owned(),
                ..TextInput::new("time", "Start")
            })
            (Button::new("Plan this meeting"))
        }
    }
}

/// When each venue would usually meet next, to save looking it up.
fn next_dates(view: &MeetingsView<'_>) -> Markup {
    let today = london_date(view.now);
    let usual = view.venues.iter().filter_map(|venue| {
        venue
            .next_meeting(today)
            .map(|day| format!("{}: {}", venue.name, words::date(day)))
    });
    html! {
        "The usual next dates are "
        (usual.collect::<Vec<_>>().join("; "))
        "."
    }
}

/// The page of the meetings.
///
/// # Errors
/// When the reader may not see the meetings.
pub async fn page(mut seat: Seat, Query(asked): Query<Asked>) -> Answer {
    show(
        &mut seat,
        &Problems::default(),
        &Typed::default(),
        asked.done.as_deref(),
    )
    .await
}

/// Plans a meeting and opens its agenda.
///
/// # Errors
/// When the reader may not plan meetings.
pub async fn plan(mut seat: Seat, typed: Typed) -> Answer {
    match try_plan(&mut seat, &typed).await {
        Ok(id) => Ok(Redirect::to(&format!("{}?done=planned", meeting_path(id))).into_response()),
        Err(refusal) => show(&mut seat, &Problems::of(refusal)?, &typed, None).await,
    }
}

/// Puts a waiting referral on the agenda of the meeting that was chosen beside it.
///
/// # Errors
/// When the referral is not there, or the reader does not build agendas.
pub async fn put(mut seat: Seat, Path(referral): Path<String>, typed: Typed) -> Answer {
    let referral: MaracReferralId = id(&referral)?;
    let meeting: MeetingId = id(typed.one("meeting"))?;
    match put_on_agenda(&seat.app, &mut seat.ask, meeting, referral).await {
        Ok(_) => Ok(
            Redirect::to(&format!("{}?moved={referral}", meeting_path(meeting))).into_response(),
        ),
        Err(refusal) => show(&mut seat, &Problems::of(refusal)?, &Typed::default(), None).await,
    }
}

async fn try_plan(seat: &mut Seat, typed: &Typed) -> Told<MeetingId> {
    let date = typed.date("starts_at")?;
    let settings = seat.ask.settings(&seat.app)?;
    let usual = settings
        .marac
        .venue(typed.one("venue"))
        .map(|venue| venue.starts);
    let time = start_time(typed.one("time"), usual)?;
    let starts_at = moment(date, time)
        .ok_or_else(|| Refusal::field("starts_at", "Choose a date that can be planned for."))?;
    plan_meeting(&seat.app, &mut seat.ask, typed.one("venue"), starts_at).await
}

fn moment(date: Date, time: Time) -> Option<Timestamp> {
    london().to_timestamp(date.to_datetime(time)).ok()
}

/// Reads `9:30am`, `9.30`, `13:00` or `2pm`; empty is the venue's usual start.
fn start_time(text: &str, usual: Option<Time>) -> Told<Time> {
    if let (true, Some(usual)) = (text.trim().is_empty(), usual) {
        return Ok(usual);
    }
    read_time(text)
        .ok_or_else(|| Refusal::field("time", "Enter a time of day, for example 9:30am or 13:00."))
}

async fn show(seat: &mut Seat, problems: &Problems, typed: &Typed, done: Option<&str>) -> Answer {
    let lists = meetings(&seat.app, &mut seat.ask).await?;
    let waiting = to_list(&seat.app, &mut seat.ask).await?;
    let view = MeetingsView {
        meetings: &lists,
        waiting: &waiting,
        venues: &seat.ask.settings(&seat.app)?.marac.venues,
        may_manage: seat.ask.may_in_area(&seat.app, Verb::ManageMeeting),
        now: seat.ask.now,
    };
    let mut page = render(
        seat.page("MARAC meetings", "MARAC meetings"),
        &view,
        problems,
        typed,
    );
    page.flash = layout::done_banner(done, &[("removed", "Taken off the agenda")]);
    Ok(layout::answer(page, problems))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day_are_read_as_people_write_them() {
        let at = |hour, minute| Some(jiff::civil::time(hour, minute, 0, 0));
        for (text, time) in [
            ("9:30am", at(9, 30)),
            ("9.30", at(9, 30)),
            ("13:00", at(13, 0)),
            ("2pm", at(14, 0)),
            ("12am", at(0, 0)),
            ("12:15pm", at(12, 15)),
            ("9", None),
            ("25:00", None),
            ("13pm", None),
            ("9:3", None),
            ("noon", None),
        ] {
            assert_eq!(read_time(text), time, "{text}");
        }
    }

    #[test]
    fn an_empty_time_is_the_usual_one() {
        let usual = jiff::civil::time(9, 30, 0, 0);
        assert_eq!(start_time("  ", Some(usual)).ok(), Some(usual));
        assert!(start_time("", None).is_err());
    }

    #[test]
    fn a_meeting_in_summer_time_starts_by_the_clock_on_the_wall() {
        let starts = moment(
            jiff::civil::date(2026, 4, 7),
            jiff::civil::time(9, 30, 0, 0),
        );
        assert_eq!(starts, "2026-04-07T08:30:00Z".parse().ok());
    }
}
