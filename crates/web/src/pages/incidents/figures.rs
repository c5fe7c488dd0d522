//! The desk's day and week, the incidents behind every figure, and signing the week's report (R80, R98, R100, C15).

use axum::extract::Query;
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::incidents::weekly::{
    Behind, DeskSpan, MOST_SHOWN, behind, open_desk_span, sign_report,
};
use hawthorn_components::{Button, Cell, Column, Crumb, NotificationBanner, Page, Table};
use hawthorn_domain::incidents::weekly::{Figures, Measure, WeeklyReport, monday_of};
use hawthorn_domain::platform::words;
use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};

use super::{refused, writing};
use crate::error::{Answer, PageError};
use crate::forms::{Problems, Typed};
use crate::layout::{self, pieces};
use crate::seat::Seat;

const DONE: &[(&str, &str)] = &[(
    "signed",
    "The report is signed and filed. It is not changed any more.",
)];

/// What the address asks for.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub struct Asked {
    /// A day.
    #[serde(default)]
    day: String,
    /// A day of the week.
    #[serde(default)]
    week: String,
    /// The figure whose incidents are shown.
    #[serde(default)]
    which: String,
    /// What has just been done.
    #[serde(default)]
    done: String,
}

fn day_or(text: &str, today: Date) -> Result<Date, PageError> {
    if text.is_empty() {
        return Ok(today);
    }
    text.parse().map_err(|_| PageError(Refusal::NotFound))
}

/// `GET /insight/day`.
pub async fn day(mut seat: Seat, Query(asked): Query<Asked>) -> Answer {
    let day = day_or(&asked.day, seat.ask.today())?;
    let span = open_desk_span(&seat.app, &mut seat.ask, day, 1).await?;
    let page = page_of(
        &seat,
        "Desk’s day",
        format!("The desk on {}", words::date(day)),
    );
    let nothing = Problems::default();
    Ok(layout::answer(
        render(page, &span, &nothing, &Typed::default()),
        &nothing,
    ))
}

/// `GET /insight/weekly`.
pub async fn week(seat: Seat, Query(asked): Query<Asked>) -> Answer {
    let flash = layout::done_banner(Some(&asked.done), DONE);
    let today = seat.ask.today();
    // Without a week in the address it is the last whole one, whose report is due.
    let last = today.checked_sub(7.days()).unwrap_or(today);
    let week = monday_of(day_or(&asked.week, last)?);
    show_week(seat, week, flash, &Problems::default(), &Typed::default()).await
}

/// `POST /insight/weekly`.
pub async fn sign(mut seat: Seat, typed: Typed) -> Answer {
    let week = monday_of(day_or(typed.one("week"), seat.ask.today())?);
    let (slowing, quality) = (typed.one("slowing"), typed.one("quality"));
    match sign_report(&seat.app, &mut seat.ask, week, slowing, quality).await {
        Ok(_) => {
            Ok(Redirect::to(&format!("/insight/weekly?week={week}&done=signed")).into_response())
        }
        Err(refusal) => show_week(seat, week, None, &Problems::of(refusal)?, &typed).await,
    }
}

/// `GET /insight/behind`.
pub async fn rows(mut seat: Seat, Query(asked): Query<Asked>) -> Answer {
    let measure = Measure::from_code(&asked.which).ok_or(PageError(Refusal::NotFound))?;
    let today = seat.ask.today();
    let (first, days) = if asked.week.is_empty() {
        (day_or(&asked.day, today)?, 1)
    } else {
        (monday_of(day_or(&asked.week, today)?), 7)
    };
    let found = behind(&seat.app, &mut seat.ask, first, days, measure).await?;
    let heading = format!(
        "{}: {}{}",
        measure.label(),
        if days == 1 { "" } else { "week of " },
        words::date(first)
    );
    let page = page_of(&seat, "Behind a figure", heading);
    Ok(layout::answer(
        render_rows(page, &found),
        &Problems::default(),
    ))
}

fn page_of(seat: &Seat, title: &str, heading: String) -> Page {
    Page {
        breadcrumbs: vec![
            Crumb::new("/", "My work"),
            Crumb::new("/incidents", "Incidents"),
        ],
        ..seat.page(title, heading)
    }
}

async fn show_week(
    mut seat: Seat,
    week: Date,
    flash: Option<NotificationBanner>,
    problems: &Problems,
    typed: &Typed,
) -> Answer {
    let span = open_desk_span(&seat.app, &mut seat.ask, week, 7).await?;
    let heading = format!("The desk in the week of {}", words::date(week));
    let page = Page {
        flash,
        ..page_of(&seat, "Weekly report", heading)
    };
    Ok(layout::answer(
        render(page, &span, problems, typed),
        problems,
    ))
}

/// The page of a day or a week from its value.
pub fn render(page: Page, span: &DeskSpan, problems: &Problems, typed: &Typed) -> Page {
    let of = if span.days == 1 { "day" } else { "week" };
    let path = |first: Date| match span.days {
        1 => format!("/insight/day?day={first}"),
        _ => format!("/insight/weekly?week={first}"),
    };
    Page {
        body: html! {
            @if let Some(message) = refused(problems) { (message) }
            p.govuk-body {
                @if let Ok(before) = span.first.checked_sub(span.days.days()) { a.govuk-link href=(path(before)) { "The " (of) " before" } " · " }
                @if let Ok(after) = span.first.checked_add(span.days.days()) { a.govuk-link href=(path(after)) { "The " (of) " after" } " · " }
                @if span.days == 1 { a.govuk-link href={ "/insight/weekly?week=" (span.first) } { "Its week" } }
                @else { a.govuk-link href="/insight/day" { "Today" } }
            }
            @match &span.report {
                Some(report) => { (signed(report)) }
                None => { @for sentence in &span.sentences { p.govuk-body { (sentence) } } }
            }
            (figures_table(span, of))
            @if !span.each_day.is_empty() { (days_table(span)) }
            p.govuk-body-s { "What is held closely is counted in nobody’s figures. The two measures of time stand side by side: the desk’s 72 hours, and the end of the week." }
            @if span.may_sign { (sign_form(span, problems, typed)) }
            @if span.days == 7 && !span.signed.is_empty() {
                h2.govuk-heading-m { "Signed reports" }
                ul.govuk-list { @for week in &span.signed { li { a.govuk-link href=(path(*week)) { "Week of " (words::date(*week)) } } } }
            }
        },
        ..page
    }
}

fn number(figures: &Figures, measure: Measure, of: &str, first: Date) -> Markup {
    html! {
        a.govuk-link href={ "/insight/behind?" (of) "=" (first) "&which=" (measure.code()) } {
            (figures.of(measure)) span.govuk-visually-hidden { " " (words::inside(measure.label())) ", " (words::date(first)) }
        }
    }
}

fn figures_table(span: &DeskSpan, of: &str) -> Markup {
    let rows: Vec<Vec<Cell>> = Measure::ALL
        .iter()
        .map(|measure| {
            vec![
                measure.label().into(),
                number(&span.figures, *measure, of, span.first).into(),
            ]
        })
        .collect();
    let head = vec!["Measure".into(), Column::from("Incidents")];
    html! {
        (Table::new("Figures as they stand now; each opens the incidents behind it", head, rows))
        @if let Some(oldest) = span.figures.oldest { p.govuk-body { "The oldest that is open was received " (words::moment(oldest)) "." } }
    }
}

fn days_table(span: &DeskSpan) -> Markup {
    const SHOWN: [Measure; 4] = [
        Measure::Received,
        Measure::Done,
        Measure::Open,
        Measure::OpenLate,
    ];
    let mut head: Vec<Column> = vec!["Day".into()];
    head.extend(SHOWN.iter().map(|measure| measure.label().into()));
    let rows: Vec<Vec<Cell>> = span
        .each_day
        .iter()
        .map(|(day, figures)| {
            let link =
                html! { a.govuk-link href={ "/insight/day?day=" (day) } { (words::date(*day)) } };
            let mut row: Vec<Cell> = vec![link.into()];
            row.extend(
                SHOWN
                    .iter()
                    .map(|measure| number(figures, *measure, "day", *day).into()),
            );
            row
        })
        .collect();
    html! { (Table::new("Day by day", head, rows)) }
}

fn signed(report: &WeeklyReport) -> Markup {
    html! {
        h2.govuk-heading-m { "The report as it was signed" }
        @for sentence in &report.sentences { p.govuk-body { (sentence) } }
        h3.govuk-heading-s { "What is slowing the work" }
        (pieces::written(&report.slowing))
        @if !report.quality.is_empty() { h3.govuk-heading-s { "Quality and what the team needs" } (pieces::written(&report.quality)) }
        p.govuk-body { "Signed by " (report.signed_by.name) ", " (words::moment(report.signed_at)) "." }
    }
}

fn sign_form(span: &DeskSpan, problems: &Problems, typed: &Typed) -> Markup {
    html! {
        form method="post" action="/insight/weekly" novalidate {
            h2.govuk-heading-m { "Sign the report" }
            input type="hidden" name="week" value=(span.first);
            (writing("slowing", "What is slowing the work", "Senior officers and the hub’s managers read it. Name nobody.", typed.one("slowing"), problems.at("slowing")))
            (writing("quality", "Quality, consistency and what the team needs", "", typed.one("quality"), problems.at("quality")))
            (Button::new("Sign the report of this week"))
        }
    }
}

/// The incidents behind a figure from their value.
pub fn render_rows(page: Page, found: &[Behind]) -> Page {
    let head: Vec<Column> = ["Incident", "Level", "Received", "Due", "Decided"]
        .map(Into::into)
        .into();
    let rows: Vec<Vec<Cell>> = found
        .iter()
        .map(|one| {
            let item = &one.item;
            let link =
                html! { a.govuk-link href={ "/incidents/" (item.incident) } { (one.reference) } };
            vec![
                link.into(),
                item.level.label().into(),
                words::moment(item.received_at).into(),
                words::due(item.due_at).into(),
                item.decided_at
                    .map_or_else(|| "Not yet".to_owned(), words::moment)
                    .into(),
            ]
        })
        .collect();
    Page {
        body: html! {
            @if found.is_empty() { (pieces::nothing("No incident stands behind this figure.")) } @else {
                @if found.len() >= MOST_SHOWN { p.govuk-body { "The first " (MOST_SHOWN) " are shown." } }
                (Table::new(words::count(found.len() as i64, "incident, in the order of receipt", "incidents, in the order of receipt"), head, rows))
            }
        },
        ..page
    }
}
