//! The daily sheet of standard incidents, with social care's side of each row (R92–R97, R101).

use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::incidents::sheet::{
    LiveRow, RowAnswer, SheetPage, answer_sheet, export_sheet, open_sheet,
};
use hawthorn_components::{
    Button, Crumb, Details, NotificationBanner, Page, Select, SelectOption, Tag, TagColour,
    TextInput,
};
use hawthorn_domain::incidents::sheet::{CareHolds, CareSystem, SheetPerson, systems_for};
use hawthorn_domain::platform::ids::{IncidentId, PersonId};
use hawthorn_domain::platform::words;
use jiff::civil::Date;
use maud::{Markup, html};

use super::workspace::reference;
use super::{refused, writing};
use crate::error::{Answer, PageError};
use crate::forms::{Problems, Typed};
use crate::layout::{self, pieces};
use crate::seat::Seat;

const DONE: &[(&str, &str)] = &[("answered", "What social care holds is kept.")];

/// What the address asks for.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub struct Asked {
    /// The day, for example `2026-03-25`.
    #[serde(default)]
    day: String,
    /// What has just been done.
    #[serde(default)]
    done: String,
}

fn day_of(text: &str) -> Result<Option<Date>, PageError> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse()
        .map(Some)
        .map_err(|_| PageError(Refusal::NotFound))
}

/// `GET /incidents/sheet`.
pub async fn page(seat: Seat, Query(asked): Query<Asked>) -> Answer {
    let flash = layout::done_banner(Some(&asked.done), DONE);
    show(
        seat,
        day_of(&asked.day)?,
        flash,
        &Problems::default(),
        &Typed::default(),
        None,
    )
    .await
}

/// `GET /incidents/sheet/workbook`.
pub async fn workbook(mut seat: Seat, Query(asked): Query<Asked>) -> Answer {
    let day = day_of(&asked.day)?.ok_or(PageError(Refusal::NotFound))?;
    let bytes = export_sheet(&seat.app, &mut seat.ask, day).await?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let name = format!("attachment; filename=\"standard-{day}.xlsx\"");
    Ok((
        [
            (header::CONTENT_TYPE, kind.to_owned()),
            (header::CONTENT_DISPOSITION, name),
        ],
        bytes,
    )
        .into_response())
}

/// `POST /incidents/{id}/sheet`.
pub async fn answer(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    let day = day_of(typed.one("day"))?;
    let done = match told(&typed) {
        Ok(answer) => answer_sheet(&seat.app, &mut seat.ask, id, answer).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(()) => {
            let day = day.map(|day| day.to_string()).unwrap_or_default();
            Ok(Redirect::to(&format!("/incidents/sheet?day={day}&done=answered")).into_response())
        }
        Err(refusal) => show(seat, day, None, &Problems::of(refusal)?, &typed, Some(id)).await,
    }
}

/// What was typed: one answer for each person and system that somebody chose.
fn told(typed: &Typed) -> Result<RowAnswer, Refusal> {
    let mut people = Vec::new();
    for system in CareSystem::ALL {
        for (person, code) in typed.starting(&format!("held-{}-", system.code())) {
            let Some(holds) = CareHolds::from_code(&code) else {
                continue;
            };
            let id: PersonId = person.parse().map_err(|_| Refusal::NotFound)?;
            let text = |what: &str| {
                typed
                    .one(&format!("{what}-{}-{person}", system.code()))
                    .to_owned()
            };
            people.push((id, *system, holds, text("worker"), text("team")));
        }
    }
    Ok(RowAnswer {
        people,
        risk: typed.one("risk").to_owned(),
    })
}

async fn show(
    mut seat: Seat,
    day: Option<Date>,
    flash: Option<NotificationBanner>,
    problems: &Problems,
    typed: &Typed,
    open: Option<IncidentId>,
) -> Answer {
    let sheet = open_sheet(&seat.app, &mut seat.ask, day).await?;
    let page = Page {
        flash,
        breadcrumbs: vec![
            Crumb::new("/", "My work"),
            Crumb::new("/incidents", "Incidents"),
        ],
        ..seat.page(
            "Daily sheet",
            format!("Standard incidents of {}", words::date(sheet.day)),
        )
    };
    Ok(layout::answer(
        render(page, &sheet, problems, typed, open),
        problems,
    ))
}

/// The page from its value.
pub fn render(
    page: Page,
    sheet: &SheetPage,
    problems: &Problems,
    typed: &Typed,
    open: Option<IncidentId>,
) -> Page {
    let missing = sheet.rows.iter().filter(|row| row.missing > 0).count();
    let link = |day: Date| format!("/incidents/sheet?day={day}");
    Page {
        wide: true,
        body: html! {
            @if let Some(message) = refused(problems) { (message) }
            p.govuk-body {
                @if let Ok(before) = sheet.day.yesterday() { a.govuk-link href=(link(before)) { "The day before" } " · " }
                @if let Ok(after) = sheet.day.tomorrow() { a.govuk-link href=(link(after)) { "The day after" } }
            }
            @if !sheet.enabled { p.govuk-body { "The area’s settings say that it does not work with a daily sheet." } }
            p.govuk-body {
                @match sheet.frozen_at {
                    Some(at) => {
                        "Frozen " (words::moment(at)) ". It is kept as it was; what came later stands beside it. "
                        a.govuk-link href={ "/incidents/sheet/workbook?day=" (sheet.day) } { "Download the sheet (XLSX)" }
                    }
                    None => { "It is frozen " (words::moment(sheet.to_freeze)) "." }
                }
            }
            @if sheet.rows.is_empty() { (pieces::nothing("No standard incident of this day is open to you.")) } @else {
                p.govuk-body { (words::count(sheet.rows.len() as i64, "incident", "incidents")) ", " (missing) " still to answer for social care." }
            }
            @for row in &sheet.rows { (one_row(sheet, row, problems, typed, open)) }
            @if !sheet.days.is_empty() {
                h2.govuk-heading-m { "Frozen sheets" }
                ul.govuk-list { @for day in &sheet.days { li { a.govuk-link href=(link(*day)) { (words::date(*day)) } } } }
            }
        },
        ..page
    }
}

fn one_row(
    sheet: &SheetPage,
    live: &LiveRow,
    problems: &Problems,
    typed: &Typed,
    open: Option<IncidentId>,
) -> Markup {
    let row = &live.row;
    let mine = open == Some(row.incident);
    html! {
        h2.govuk-heading-m { a.govuk-link href={ "/incidents/" (row.incident) } { (row.reference) } }
        p.govuk-body {
            "Received " (words::moment(row.received_at))
            @if !row.flags.is_empty() { ". " (row.flags.join(", ")) }
            @if !row.decided.is_empty() { ". " (row.decided) }
        }
        ul.govuk-list {
            @for person in &row.people { li { (person_line(person)) } }
        }
        @for risk in &row.risks { p.govuk-body { "Other risk: " (risk) } }
        @if !live.later.is_empty() {
            p.govuk-body { strong { "Since it was frozen:" } }
            ul.govuk-list.govuk-list--bullet { @for change in &live.later { li { (change) } } }
        }
        @if sheet.may_answer {
            (Details { open: mine, ..Details::new(
                html! { "Say what social care holds" span.govuk-visually-hidden { " on " (row.reference) } },
                form(sheet, live, mine, problems, typed),
            ) })
        }
    }
}

fn person_line(person: &SheetPerson) -> Markup {
    let said = |words: &str| {
        if words.is_empty() {
            "not answered".to_owned()
        } else {
            words.to_owned()
        }
    };
    let systems = systems_for(person.role);
    html! {
        (person.role.label()) ": " (person.name) " (" (person.born) "). "
        "Children’s system: " (said(&person.child_system)) "."
        @if systems.contains(&CareSystem::Adult) { " Adults’ system: " (said(&person.adult_system)) "." }
        @if person.known_before { " " (Tag::new("Known before", TagColour::Yellow)) }
    }
}

/// The page has one form for each row, so only the one that was sent shows its problems.
fn form(
    sheet: &SheetPage,
    live: &LiveRow,
    mine: bool,
    problems: &Problems,
    typed: &Typed,
) -> Markup {
    let row = &live.row;
    let mut risk = writing(
        "risk",
        "Another risk that social care knows of",
        "For example mental health, substances or an earlier child protection plan.",
        if mine { typed.one("risk") } else { "" },
        problems.at("risk").filter(|_| mine),
    );
    risk.id = if mine {
        "risk".to_owned()
    } else {
        format!("risk-{}", row.incident)
    };
    html! {
        form method="post" action={ "/incidents/" (row.incident) "/sheet" } novalidate autocomplete="off" {
            input type="hidden" name="day" value=(sheet.day);
            @for person in &row.people {
                @for system in systems_for(person.role) { (boxes(live, person, *system, mine, problems, typed)) }
            }
            (risk)
            (Button::secondary("Keep what social care holds"))
        }
    }
}

fn boxes(
    live: &LiveRow,
    person: &SheetPerson,
    system: CareSystem,
    mine: bool,
    problems: &Problems,
    typed: &Typed,
) -> Markup {
    let held = live
        .held
        .iter()
        .find(|held| held.person == person.person && held.system == system);
    let name = |what: &str| format!("{what}-{}-{}", system.code(), person.person);
    // The same person may stand on two rows of a day, so ids carry the row too, but not on
    // the form that was sent: there the summary links to the plain one.
    let id = |what: &str| {
        if mine {
            name(what)
        } else {
            format!("{}-{}", name(what), live.row.incident)
        }
    };
    let value = |what: &str, kept: Option<String>| {
        if mine {
            typed.one(&name(what)).to_owned()
        } else {
            kept.unwrap_or_default()
        }
    };
    let options = std::iter::once(SelectOption::new("", "Not answered"))
        .chain(
            CareHolds::ALL
                .iter()
                .map(|holds| SelectOption::new(holds.code(), holds.label())),
        )
        .collect();
    let label = format!("{}, {}", person.name, words::inside(system.label()));
    html! {
        (Select { id: id("held"), value: value("held", held.map(|held| held.holds.code().to_owned())), ..Select::new(name("held"), label.clone(), options) })
        (TextInput { id: id("worker"), error: problems.at(&name("worker")).filter(|_| mine), value: value("worker", held.map(|held| held.worker.clone())), ..TextInput::new(name("worker"), format!("{label}: worker, if allocated")) })
        (TextInput { id: id("team"), value: value("team", held.map(|held| held.team.clone())), ..TextInput::new(name("team"), format!("{label}: team, if allocated")) })
    }
}
