//! Supervision by probation: who manages the person, summaries for reports, and who was told how it goes (R208–R210).

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::matac::supervise::{
    Manage, SupervisionPage, end_supervision, give_summary, open_supervision, record_managing_body,
    tell_progress,
};
use hawthorn_app::platform::refusal::Told;
use hawthorn_components::{
    BackLink, Button, Cell, Choice, Column, InsetText, Page, Radios, Select, SelectOption,
    SummaryList, SummaryRow, Table, Textarea,
};
use hawthorn_domain::matac::Supervision;
use hawthorn_domain::matac::call_outs::{CallOut, CallOuts};
use hawthorn_domain::matac::supervision::{
    HarmRisk, Managed, Mappa, ProgressTold, ReportStage, SummaryGiven, ToldWho,
};
use hawthorn_domain::platform::calendar::london_date;
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_domain::platform::words;
use maud::{Markup, Render, html};

use super::CAPTION;
use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout::{self, pieces};
use crate::pages::marac::id;
use crate::seat::Seat;

/// The page, from what it shows and what was typed.
pub fn render(mut page: Page, view: &SupervisionPage, problems: &Problems, typed: &Typed) -> Page {
    page.caption = CAPTION.to_owned();
    page.back = Some(BackLink::new(format!("/matac/person/{}", view.person)));
    page.body = html! {
        @match &view.open {
            Some(open) => { (running(view, open, problems, typed)) }
            None => { (pieces::nothing(&format!("The record shows no supervision of {} by probation now.", view.name))) }
        }
        @if view.may_supervise { (manage_form(view, problems, typed)) }
        @if view.open.is_some() && view.may_supervise { (end_form(view, problems, typed)) }
        @for one in &view.ended {
            h2.govuk-heading-m { "An earlier supervision" }
            (facts(view, one))
        }
    };
    page
}

fn running(
    view: &SupervisionPage,
    open: &Supervision,
    problems: &Problems,
    typed: &Typed,
) -> Markup {
    html! {
        (facts(view, open))
        h2.govuk-heading-m { "Summaries for reports" }
        p.govuk-body { "A summary tells what was reported to the police and names no victim. It is kept as it was given, and the person’s ledger of sharing has a line for it." }
        @if open.summaries.is_empty() { (pieces::nothing("No summary has been given yet.")) }
        @for given in open.summaries.iter().rev() { (summary_given(given)) }
        @if view.may_supervise { (summary_form(view, problems, typed)) }
        h2.govuk-heading-m { "Told how it goes" }
        @if open.told.is_empty() { (pieces::nothing("Nobody who is harmed has been told yet.")) }
        @for told in open.told.iter().rev() { (one_told(view, told)) }
        @if view.may_supervise { (told_form(view, problems, typed)) }
    }
}

fn facts(view: &SupervisionPage, one: &Supervision) -> Markup {
    let line = |managed: &Managed| {
        let body = view
            .bodies
            .iter()
            .find(|(code, _)| *code == managed.body)
            .map_or(managed.body.as_str(), |(_, name)| name.as_str());
        format!(
            "{body}. Risk of serious harm: {}. {}. {}, {}.",
            words::inside(managed.harm.label()),
            managed.mappa.label(),
            managed.by.name,
            words::moment(managed.at)
        )
    };
    let mut rows: Vec<SummaryRow> = one
        .managed
        .iter()
        .rev()
        .enumerate()
        .map(|(back, managed)| {
            let label = if back == 0 { "Managed by" } else { "Before" };
            SummaryRow::new(label, line(managed))
        })
        .collect();
    if let Some(ended) = &one.ended {
        let words = format!(
            "{} {}, {}.",
            ended.why,
            ended.by.name,
            words::moment(ended.at)
        );
        rows.push(SummaryRow::new("Ended", words));
    }
    SummaryList::new(rows).render()
}

fn summary_given(given: &SummaryGiven) -> Markup {
    let heading = format!(
        "{}: {}, {}",
        given.stage.label(),
        given.by.name,
        words::moment(given.at)
    );
    html! {
        h3.govuk-heading-s { (heading) }
        p.govuk-body { (in_words(&given.summary)) }
        @if !given.summary.lines.is_empty() { (lines(&heading, &given.summary.lines)) }
    }
}

fn in_words(summary: &CallOuts) -> String {
    let count = |number: usize, one: &str, more: &str| {
        words::count(i64::try_from(number).unwrap_or(i64::MAX), one, more)
    };
    if summary.total() == 0 {
        return "The record shows no report of domestic abuse by this person.".to_owned();
    }
    format!(
        "{} in all, naming {}. Since {} one by one{}.",
        count(summary.total(), "report", "reports"),
        count(summary.victims, "person harmed", "different people harmed"),
        words::date(summary.since),
        match summary.earlier {
            0 => String::new(),
            earlier => format!("; {} before that", count(earlier, "report", "reports")),
        }
    )
}

fn lines(caption: &str, all: &[CallOut]) -> Markup {
    let head: Vec<Column> = ["Reported", "Level", "Person harmed", "What else it showed"]
        .map(Column::from)
        .into();
    let row = |one: &CallOut| -> Vec<Cell> {
        vec![
            words::date(one.on).into(),
            one.level.label().into(),
            one.victim.as_deref().unwrap_or("Not named").into(),
            if one.showed.is_empty() {
                "Nothing more".into()
            } else {
                one.showed.join(", ").into()
            },
        ]
    };
    Table {
        caption_classes: "govuk-visually-hidden".to_owned(),
        first_cell_is_header: true,
        ..Table::new(caption.to_owned(), head, all.iter().map(row).collect())
    }
    .render()
}

fn one_told(view: &SupervisionPage, told: &ProgressTold) -> Markup {
    let name = view
        .concerned
        .iter()
        .find(|one| one.person == told.person)
        .map_or("Somebody whose record you cannot see", |one| {
            one.name.as_str()
        });
    html! {
        h3.govuk-heading-s { (name) ", " (words::inside(told.who.label())) ": " (told.by.name) ", " (words::date(london_date(told.at))) }
        (InsetText::new(pieces::written(&told.words)))
    }
}

fn manage_form(view: &SupervisionPage, problems: &Problems, typed: &Typed) -> Markup {
    if view.bodies.is_empty() {
        return html! { p.govuk-body { "The area’s settings name no body that manages people. Ask the administrator to add it." } };
    }
    let bodies = view
        .bodies
        .iter()
        .map(|(code, name)| SelectOption::new(code.as_str(), name.as_str()))
        .collect();
    let harm = HarmRisk::ALL
        .iter()
        .map(|one| SelectOption::new(one.code(), one.label()))
        .collect();
    let mappa = Mappa::ALL
        .iter()
        .map(|one| SelectOption::new(one.code(), one.label()))
        .collect();
    let now = view.open.as_ref().and_then(Supervision::now_managed);
    let value = |field: &str, kept: Option<&str>| match typed.one(field) {
        "" => kept.unwrap_or_default().to_owned(),
        typed => typed.to_owned(),
    };
    let (heading, button) = match now {
        None => ("Record a supervision", "Record the supervision"),
        Some(_) => ("Record a change", "Record the change"),
    };
    html! {
        form method="post" action={ "/matac/person/" (view.person) "/supervision" } novalidate autocomplete="off" {
            h2.govuk-heading-m { (heading) }
            (Select { error: problems.at("body"), value: value("body", now.map(|now| now.body.as_str())), ..Select::new("body", "Which body manages the person?", bodies) })
            (Select { error: problems.at("harm"), value: value("harm", now.map(|now| now.harm.code())), ..Select::new("harm", "Risk of serious harm", harm) })
            (Select { error: problems.at("mappa"), value: value("mappa", now.map(|now| now.mappa.code())), ..Select::new("mappa", "Public protection arrangements", mappa) })
            (Button::new(button))
        }
    }
}

fn summary_form(view: &SupervisionPage, problems: &Problems, typed: &Typed) -> Markup {
    let stages = ReportStage::ALL
        .iter()
        .map(|one| Choice::new(one.code(), one.label()))
        .collect();
    html! {
        form method="post" action={ "/matac/person/" (view.person) "/supervision/summary" } novalidate autocomplete="off" {
            (Radios { error: problems.at("stage"), value: typed.one("stage").to_owned(), ..Radios::new("stage", "What is the summary for?", stages) })
            (Button::secondary("Get a summary"))
        }
    }
}

fn told_form(view: &SupervisionPage, problems: &Problems, typed: &Typed) -> Markup {
    if view.concerned.is_empty() {
        return html! { p.govuk-body { "The record names nobody as harmed by this person." } };
    }
    let people = view
        .concerned
        .iter()
        .map(|one| {
            let hint = if one.safe {
                "A safe way to reach them is on their own page"
            } else {
                "No way to reach them is known to be safe now"
            };
            Choice {
                hint: Some(hint.into()),
                ..Choice::new(one.person.to_string(), one.name.as_str())
            }
        })
        .collect();
    let who = ToldWho::ALL
        .iter()
        .map(|one| SelectOption::new(one.code(), one.label()))
        .collect();
    html! {
        form method="post" action={ "/matac/person/" (view.person) "/supervision/told" } novalidate autocomplete="off" {
            (Radios { error: problems.at("whom"), value: typed.one("whom").to_owned(), ..Radios::new("whom", "Who was told?", people) })
            (Select { value: typed.one("who").to_owned(), ..Select::new("who", "As what?", who) })
            (Textarea { hint: Some("How the work goes, never where the person is or what they said of others.".into()), error: problems.at("words"), value: typed.one("words").to_owned(), rows: Some(3), autocomplete: "off".to_owned(), ..Textarea::new("words", "What were they told?") })
            (Button::secondary("Record that they were told"))
        }
    }
}

fn end_form(view: &SupervisionPage, problems: &Problems, typed: &Typed) -> Markup {
    html! {
        form method="post" action={ "/matac/person/" (view.person) "/supervision/end" } novalidate autocomplete="off" {
            h2.govuk-heading-m { "End the supervision" }
            (Textarea { error: problems.at("why"), value: typed.one("why").to_owned(), rows: Some(2), autocomplete: "off".to_owned(), ..Textarea::new("why", "Why does it end?") })
            (Button::secondary("End it"))
        }
    }
}

/// `GET /matac/person/{id}/supervision`.
///
/// # Errors
/// When the person is not there for this reader.
pub async fn page(seat: Seat, Path(person): Path<String>) -> Answer {
    show(seat, id(&person)?, &Problems::default(), &Typed::default()).await
}

/// `POST /matac/person/{id}/supervision`.
///
/// # Errors
/// When the person is not there for this reader.
pub async fn managed(mut seat: Seat, Path(person): Path<String>, typed: Typed) -> Answer {
    let person: PersonId = id(&person)?;
    let done = match manage(&typed) {
        Ok(manage) => record_managing_body(&seat.app, &mut seat.ask, person, manage).await,
        Err(refusal) => Err(refusal),
    };
    after(seat, person, done.map(|_| ()), &typed).await
}

/// What was typed of who manages the person; nothing is taken for granted about the risk.
fn manage(typed: &Typed) -> Told<Manage> {
    let harm = HarmRisk::from_code(typed.one("harm"));
    let mappa = Mappa::from_code(typed.one("mappa"));
    Ok(Manage {
        body: typed.one("body").to_owned(),
        harm: harm.ok_or_else(|| Refusal::field("harm", "Choose how grave the risk is."))?,
        mappa: mappa
            .ok_or_else(|| Refusal::field("mappa", "Say whether the person is under MAPPA."))?,
    })
}

/// `POST /matac/person/{id}/supervision/summary`.
///
/// # Errors
/// When the person is not there for this reader.
pub async fn summary(mut seat: Seat, Path(person): Path<String>, typed: Typed) -> Answer {
    let person: PersonId = id(&person)?;
    let stage = ReportStage::from_code(typed.one("stage"));
    let done = give_summary(&seat.app, &mut seat.ask, person, stage).await;
    after(seat, person, done, &typed).await
}

/// `POST /matac/person/{id}/supervision/told`.
///
/// # Errors
/// When the person is not there for this reader.
pub async fn told(mut seat: Seat, Path(person): Path<String>, typed: Typed) -> Answer {
    let person: PersonId = id(&person)?;
    let whom = typed.one("whom").parse().ok();
    let who = ToldWho::from_code(typed.one("who")).unwrap_or(ToldWho::Victim);
    let words = typed.one("words");
    let done = tell_progress(&seat.app, &mut seat.ask, person, whom, who, words).await;
    after(seat, person, done, &typed).await
}

/// `POST /matac/person/{id}/supervision/end`.
///
/// # Errors
/// When the person is not there for this reader.
pub async fn end(mut seat: Seat, Path(person): Path<String>, typed: Typed) -> Answer {
    let person: PersonId = id(&person)?;
    let done = end_supervision(&seat.app, &mut seat.ask, person, typed.one("why")).await;
    after(seat, person, done, &typed).await
}

async fn after(seat: Seat, person: PersonId, done: Told<()>, typed: &Typed) -> Answer {
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/matac/person/{person}/supervision")).into_response()),
        Err(refusal) => show(seat, person, &Problems::of(refusal)?, typed).await,
    }
}

async fn show(mut seat: Seat, person: PersonId, problems: &Problems, typed: &Typed) -> Answer {
    let view = open_supervision(&seat.app, &mut seat.ask, person).await?;
    let page = render(
        seat.page(
            "Supervision by probation",
            format!("Supervision of {}", view.name),
        ),
        &view,
        problems,
        typed,
    );
    Ok(layout::answer(page, problems))
}
