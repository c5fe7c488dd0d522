//! What becomes of an incident: what the rules point to, and what the officer decides and why (R74–R77, R336).

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::incidents::decide::decide;
use hawthorn_app::incidents::open_incident::{CheckView, Workspace, open_incident};
use hawthorn_components::{
    Button, Choice, InsetText, Page, Radios, SummaryList, SummaryRow, WarningText,
};
use hawthorn_domain::incidents::screening::ScreeningOutcome;
use hawthorn_domain::platform::ids::IncidentId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use maud::{Markup, html};

use super::workspace::reference;
use super::{Here, furnished, held_words, refused, seen, writing};
use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout::{self, pieces};
use crate::seat::Seat;

/// `GET /incidents/{id}/decision`.
pub async fn page(seat: Seat, Path(id): Path<String>) -> Answer {
    show(
        seat,
        reference(&id)?,
        &Problems::default(),
        &Typed::default(),
    )
    .await
}

/// `POST /incidents/{id}/decision`.
pub async fn send(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    let decided = match ScreeningOutcome::from_code(typed.one("outcome")) {
        Some(outcome) => {
            decide(
                &seat.app,
                &mut seat.ask,
                id,
                seen(&typed),
                outcome,
                typed.one("reason"),
            )
            .await
        }
        None => Err(Refusal::field(
            "outcome",
            "Choose what becomes of the incident.",
        )),
    };
    match decided {
        Ok(Some(referral)) if seat.ask.may_ever(&seat.app, Verb::ViewReferral) => {
            Ok(Redirect::to(&format!("/referrals/{referral}?done=referred")).into_response())
        }
        Ok(_) => Ok(Redirect::to(&format!("/incidents/{id}?done=decided")).into_response()),
        Err(refusal) => show(seat, id, &Problems::of(refusal)?, &typed).await,
    }
}

async fn show(mut seat: Seat, id: IncidentId, problems: &Problems, typed: &Typed) -> Answer {
    let workspace = open_incident(&seat.app, &mut seat.ask, id).await?;
    let page = furnished(
        &seat,
        &workspace,
        "Decision",
        "Decide what becomes of the incident",
        Here::Decision,
    );
    Ok(layout::answer(
        render(page, &workspace, problems, typed),
        problems,
    ))
}

/// The page from its value.
pub fn render(page: Page, workspace: &Workspace, problems: &Problems, typed: &Typed) -> Page {
    let missing: Vec<&CheckView> = workspace
        .checks
        .iter()
        .filter(|check| check.required && check.done.is_none())
        .collect();
    let decided = workspace.incident.screening.decision.is_some();
    Page {
        heading: if decided {
            "The decision".into()
        } else {
            page.heading
        },
        body: html! {
            @if let Some(message) = refused(problems) { (message) }
            @if decided { (made(workspace)) } @else {
                (proposal(workspace))
                (in_the_way(workspace, &missing))
                @if workspace.allowed.decide && missing.is_empty() { (form(workspace, problems, typed)) }
            }
            (checks(workspace))
        },
        ..page
    }
}

fn proposal(workspace: &Workspace) -> Markup {
    html! {
        @if let Some(proposal) = &workspace.proposal {
            (InsetText::new(html! {
                p.govuk-body { "The area’s rules point to: " strong { (proposal.outcome.label()) } ", because:" }
                ul."govuk-list"."govuk-list--bullet" { @for fact in &proposal.because { li { (pieces::without_numbers(fact)) } } }
                p.govuk-body { "You decide. If you see it otherwise, say why." }
            }))
        }
    }
}

/// Everything that keeps the reader from deciding, in words.
fn in_the_way(workspace: &Workspace, missing: &[&CheckView]) -> Markup {
    let id = workspace.incident.id;
    let other = workspace.held.as_ref().filter(|held| !held.mine);
    html! {
        @if let Some(held) = other { (WarningText::new(format!("{} has this incident: {}. It can be decided after that.", held.by, held_words(held)))) }
        @if workspace.level_waiting.is_some() {
            (WarningText::new(html! { "A change of level is waiting for a supervisor. " a.govuk-link href={ "/incidents/" (id) "/level" } { "See the change of level" } }))
        }
        @if !missing.is_empty() {
            h2.govuk-heading-m { (words::count(missing.len() as i64, "check", "checks")) " still to do before a decision" }
            ul."govuk-list"."govuk-list--bullet" {
                @for check in missing {
                    li { a.govuk-link href={ "/incidents/" (id) "#check-" (check.check.code()) } { (check.check.label()) } }
                }
            }
        } @else if !workspace.allowed.decide && other.is_none() && workspace.level_waiting.is_none() {
            (pieces::nothing("An officer of the screening desk decides this incident."))
        }
    }
}

fn form(workspace: &Workspace, problems: &Problems, typed: &Typed) -> Markup {
    let chosen = match (typed.one("outcome"), &workspace.proposal) {
        ("", Some(proposal)) if problems.is_empty() => proposal.outcome.code(),
        (typed, _) => typed,
    };
    let items = ScreeningOutcome::ALL
        .iter()
        .filter(|outcome| workspace.allowed.refer || **outcome != ScreeningOutcome::Refer)
        .map(|outcome| Choice {
            hint: Some(meaning(*outcome).into()),
            ..Choice::new(outcome.code(), outcome.label())
        })
        .collect();
    html! {
        form method="post" action={ "/incidents/" (workspace.incident.id) "/decision" } novalidate {
            input type="hidden" name="version" value=(workspace.version);
            (Radios { value: chosen.to_owned(), error: problems.at("outcome"), ..Radios::new("outcome", "What becomes of the incident?", items) })
            (writing("reason", "Why", "One or two sentences that still stand a year from now.", typed.one("reason"), problems.at("reason")))
            (Button::new("Record the decision"))
        }
    }
}

const fn meaning(outcome: ScreeningOutcome) -> &'static str {
    match outcome {
        ScreeningOutcome::Close => "Kept on record. Nothing is sent to anybody.",
        ScreeningOutcome::Share => "Early help or a support service is told.",
        ScreeningOutcome::Refer => "The multi-agency safeguarding hub (MASH) looks at it.",
    }
}

fn made(workspace: &Workspace) -> Markup {
    html! {
        @if let Some(decision) = &workspace.incident.screening.decision {
            (SummaryList::new(vec![
                SummaryRow::new("Decision", decision.outcome.label()),
                SummaryRow::new("Why", pieces::written(&decision.reason)),
                SummaryRow::new("The rules pointed to", html! {
                    (decision.proposed.label()) ", because:"
                    ul."govuk-list"."govuk-list--bullet" { @for fact in &decision.because { li { (pieces::without_numbers(fact)) } } }
                }),
                SummaryRow::new("Decided by", format!("{}, {}", decision.by.name, words::moment(decision.at))),
            ]))
        }
    }
}

/// The checks that the decision leans on, with what was found at the time.
fn checks(workspace: &Workspace) -> Markup {
    let done: Vec<SummaryRow> = workspace
        .checks
        .iter()
        .filter_map(|check| {
            let done = check.done.as_ref()?;
            let value = html! {
                p.govuk-body { (done.system_found) }
                (pieces::written(&done.note))
                p.govuk-body-s { (done.by.name) ", " (words::moment(done.at)) }
            };
            Some(SummaryRow::new(check.check.label(), value))
        })
        .collect();
    html! {
        h2.govuk-heading-m { "Checks done" }
        @if done.is_empty() { (pieces::nothing("No check has been recorded yet.")) } @else { (SummaryList::new(done)) }
    }
}
