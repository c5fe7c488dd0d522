//! The risk level of an incident: proposed with a reason, answered by somebody else (R84–R87, C36).

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::incidents::change_level::{answer_level, propose_level};
use hawthorn_app::incidents::open_incident::{Workspace, open_incident};
use hawthorn_components::{
    Button, Cell, Choice, Column, Page, Radios, SummaryList, SummaryRow, Table,
};
use hawthorn_domain::platform::ids::IncidentId;
use hawthorn_domain::platform::words;
use hawthorn_domain::risk::RiskLevel;
use hawthorn_domain::risk::grading::LevelChange;
use maud::{Markup, html};

use super::workspace::reference;
use super::{Here, furnished, refused, seen, writing};
use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout::{self, pieces};
use crate::seat::Seat;

/// `GET /incidents/{id}/level`.
pub async fn page(seat: Seat, Path(id): Path<String>) -> Answer {
    show(
        seat,
        reference(&id)?,
        &Problems::default(),
        &Typed::default(),
    )
    .await
}

/// `POST /incidents/{id}/level`.
pub async fn propose(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    let proposed = match RiskLevel::from_code(typed.one("to")) {
        Some(to) => propose_level(&seat.app, &mut seat.ask, id, to, typed.one("reason")).await,
        None => Err(Refusal::field("to", "Choose the level that you propose.")),
    };
    match proposed {
        Ok(change) => {
            let done = if change.answer.is_some() {
                "changed"
            } else {
                "proposed"
            };
            Ok(Redirect::to(&format!("/incidents/{id}?done={done}")).into_response())
        }
        Err(refusal) => show(seat, id, &Problems::of(refusal)?, &typed).await,
    }
}

/// `POST /incidents/{id}/level/answer`.
pub async fn answer(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    let answered = match typed.one("agreed") {
        code @ ("yes" | "no") => answer_level(
            &seat.app,
            &mut seat.ask,
            id,
            seen(&typed),
            code == "yes",
            typed.one("reason"),
        )
        .await
        .map(drop),
        _ => Err(Refusal::field(
            "agreed",
            "Choose whether you authorise the change.",
        )),
    };
    match answered {
        Ok(()) => Ok(Redirect::to(&format!("/incidents/{id}?done=answered")).into_response()),
        Err(refusal) => show(seat, id, &Problems::of(refusal)?, &typed).await,
    }
}

async fn show(mut seat: Seat, id: IncidentId, problems: &Problems, typed: &Typed) -> Answer {
    let workspace = open_incident(&seat.app, &mut seat.ask, id).await?;
    let page = furnished(&seat, &workspace, "Risk level", "Risk level", Here::Level);
    Ok(layout::answer(
        render(page, &workspace, problems, typed),
        problems,
    ))
}

/// The page from its value.
pub fn render(page: Page, workspace: &Workspace, problems: &Problems, typed: &Typed) -> Page {
    Page {
        body: html! {
            @if let Some(message) = refused(problems) { (message) }
            p.govuk-body { "The level in force is " (workspace.level.label().to_lowercase()) ". It was reported as " (workspace.incident.reported_level.label().to_lowercase()) "." }
            @if let Some(waiting) = &workspace.level_waiting { (waits(workspace, waiting, problems, typed)) }
            @if workspace.allowed.propose_level { (propose_form(workspace, problems, typed)) }
            (past(&workspace.incident.level_changes))
        },
        ..page
    }
}

fn propose_form(workspace: &Workspace, problems: &Problems, typed: &Typed) -> Markup {
    let items = RiskLevel::ALL
        .iter()
        .rev()
        .filter(|level| **level != workspace.level)
        .map(|level| Choice::new(level.code(), level.label()))
        .collect();
    html! {
        form method="post" action={ "/incidents/" (workspace.incident.id) "/level" } novalidate {
            h2.govuk-heading-m { "Propose another level" }
            (Radios { value: typed.one("to").to_owned(), error: problems.at("to"), ..Radios::new("to", "The level you propose", items) })
            (writing("reason", "Why the level should change", "A supervisor reads it, and it stays with the incident.", typed.one("reason"), problems.at("reason")))
            (Button::new("Propose this level"))
        }
    }
}

fn waits(
    workspace: &Workspace,
    change: &LevelChange,
    problems: &Problems,
    typed: &Typed,
) -> Markup {
    html! {
        h2.govuk-heading-m { "A change waits for a supervisor" }
        (SummaryList::new(vec![
            SummaryRow::new("Change", format!("From {} to {}", change.from.label().to_lowercase(), change.to.label().to_lowercase())),
            SummaryRow::new("Why", pieces::written(&change.reason)),
            SummaryRow::new("Proposed by", format!("{}, {}", change.proposed_by.name, words::moment(change.proposed_at))),
        ]))
        @if workspace.allowed.answer_level {
            form method="post" action={ "/incidents/" (workspace.incident.id) "/level/answer" } novalidate {
                input type="hidden" name="version" value=(workspace.version);
                (Radios {
                    value: typed.one("agreed").to_owned(),
                    error: problems.at("agreed"),
                    ..Radios::new("agreed", "Do you authorise the change?", vec![
                        Choice::new("yes", format!("Yes, change the level to {}", change.to.label().to_lowercase())),
                        Choice::new("no", format!("No, leave the level at {}", change.from.label().to_lowercase())),
                    ])
                })
                (writing("reason", "Why", "", typed.one("reason"), problems.at("reason")))
                (Button::new("Answer the change of level"))
            }
        } @else {
            p.govuk-body { "Until a supervisor other than the proposer has answered, the level stays as it is and the incident cannot be decided." }
        }
    }
}

fn past(changes: &[LevelChange]) -> Markup {
    let answered: Vec<&LevelChange> = changes
        .iter()
        .rev()
        .filter(|change| change.answer.is_some())
        .collect();
    let head = vec!["Change".into(), "Why".into(), Column::from("Answer")];
    let rows = answered.iter().map(|change| line(change)).collect();
    html! {
        h2.govuk-heading-m { "Earlier changes" }
        @if answered.is_empty() { (pieces::nothing("The level has not been changed.")) } @else {
            (Table::new(words::count(answered.len() as i64, "change of level, newest first", "changes of level, newest first"), head, rows))
        }
    }
}

fn line(change: &LevelChange) -> Vec<Cell> {
    let what = html! { "From " (change.from.label().to_lowercase()) " to " (change.to.label().to_lowercase()) };
    let why = html! { (pieces::written(&change.reason)) (change.proposed_by.name) ", " (words::moment(change.proposed_at)) };
    let answer = html! {
        @if let Some(answer) = &change.answer {
            p.govuk-body { @if answer.agreed { "Authorised: " } @else { "Not authorised: " } (answer.reason) }
            (answer.by.name) ", " (words::moment(answer.at))
        }
    };
    vec![what.into(), why.into(), answer.into()]
}
