//! The child protection screen of an incident: by the hub, then by several agencies together (R114, C23).

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::incidents::child_screen::{
    Joint, ScreenPage, open_child_screen, pre_screen, screen_jointly,
};
use hawthorn_components::{
    BackLink, Button, Checkboxes, Choice, Crumb, NotificationBanner, Page, Radios, SummaryList,
    SummaryRow, TextInput,
};
use hawthorn_domain::incidents::child_screen::{JointOutcome, PreScreen, ScreenStep};
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::ids::IncidentId;
use hawthorn_domain::platform::words;
use maud::{Markup, html};

use super::workspace::reference;
use super::{refused, writing};
use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout::{self, pieces};
use crate::seat::Seat;

const DONE: &[(&str, &str)] = &[("kept", "The screen is kept.")];

/// What has just been done.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub struct Asked {
    /// Its code.
    #[serde(default)]
    done: String,
}

/// `GET /incidents/{id}/child-screen`.
pub async fn page(seat: Seat, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let flash = layout::done_banner(Some(&asked.done), DONE);
    show(
        seat,
        reference(&id)?,
        flash,
        &Problems::default(),
        &Typed::default(),
    )
    .await
}

/// `POST /incidents/{id}/child-screen`: the hub's screen.
pub async fn pre(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    let done = match PreScreen::from_code(typed.one("found")) {
        Some(found) => pre_screen(&seat.app, &mut seat.ask, id, found, typed.one("reason")).await,
        None => Err(Refusal::field("found", "Choose what the screen found.")),
    };
    after(seat, id, done.map(drop), &typed).await
}

/// `POST /incidents/{id}/child-screen/joint`: the joint screening.
pub async fn joint(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    let done = match JointOutcome::from_code(typed.one("outcome")) {
        Some(outcome) => {
            let joint = Joint {
                agencies: typed.all("agencies").iter().map(AgencyCode::new).collect(),
                grade: typed.one("grade").to_owned(),
                outcome,
                reason: typed.one("reason").to_owned(),
            };
            screen_jointly(&seat.app, &mut seat.ask, id, joint).await
        }
        None => Err(Refusal::field("outcome", "Choose what was found.")),
    };
    after(seat, id, done.map(drop), &typed).await
}

async fn after(seat: Seat, id: IncidentId, done: Result<(), Refusal>, typed: &Typed) -> Answer {
    match done {
        Ok(()) => {
            Ok(Redirect::to(&format!("/incidents/{id}/child-screen?done=kept")).into_response())
        }
        Err(refusal) => show(seat, id, None, &Problems::of(refusal)?, typed).await,
    }
}

async fn show(
    mut seat: Seat,
    id: IncidentId,
    flash: Option<NotificationBanner>,
    problems: &Problems,
    typed: &Typed,
) -> Answer {
    let view = open_child_screen(&seat.app, &mut seat.ask, id).await?;
    let page = Page {
        flash,
        caption: format!("Incident {}", view.incident.reference),
        breadcrumbs: vec![
            Crumb::new("/", "My work"),
            Crumb::new("/incidents", "Incidents"),
        ],
        back: Some(BackLink::new(format!("/incidents/{id}"))),
        ..seat.page(
            format!("Child protection screen, {}", id.short()),
            "Child protection screen",
        )
    };
    Ok(layout::answer(
        render(page, &view, problems, typed),
        problems,
    ))
}

/// The page from its value.
pub fn render(page: Page, view: &ScreenPage, problems: &Problems, typed: &Typed) -> Page {
    Page {
        body: html! {
            @if let Some(message) = refused(problems) { (message) }
            p.govuk-body { "Next: " (words::inside(view.step.label())) "." }
            @if let Some(screen) = &view.screen {
                (SummaryList::new(vec![
                    SummaryRow::new("Hub’s screen", screen.pre.found.label()),
                    SummaryRow::new("Why", pieces::written(&screen.pre.reason)),
                    SummaryRow::new("Screened by", format!("{}, {}", screen.pre.by.name, words::moment(screen.pre.at))),
                ]))
                @if let Some(joint) = &screen.joint {
                    (SummaryList::new(vec![
                        SummaryRow::new("Joint screening", joint.outcome.label()),
                        SummaryRow::new("Took part", joint.agencies.join("; ")),
                        SummaryRow::new("Grade on the joint tool", joint.grade.as_str()),
                        SummaryRow::new("Why", pieces::written(&joint.reason)),
                        SummaryRow::new("Recorded by", format!("{}, {}", joint.by.name, words::moment(joint.at))),
                    ]))
                }
            }
            @match view.step {
                ScreenStep::PreScreen => { (pre_form(view, problems, typed)) }
                ScreenStep::Joint => { (joint_form(view, problems, typed)) }
                ScreenStep::Desk => { p.govuk-body { a.govuk-link href={ "/incidents/" (view.incident.id) } { "Open the incident" } } }
            }
        },
        ..page
    }
}

fn pre_form(view: &ScreenPage, problems: &Problems, typed: &Typed) -> Markup {
    let found = PreScreen::ALL
        .iter()
        .map(|found| Choice::new(found.code(), found.label()))
        .collect();
    html! {
        form method="post" action={ "/incidents/" (view.incident.id) "/child-screen" } novalidate {
            (Radios { value: typed.one("found").to_owned(), error: problems.at("found"), ..Radios::new("found", "What does the screen find?", found) })
            (writing("reason", "Why", "", typed.one("reason"), problems.at("reason")))
            (Button::new("Keep the hub’s screen"))
        }
    }
}

fn joint_form(view: &ScreenPage, problems: &Problems, typed: &Typed) -> Markup {
    let agencies = view
        .agencies
        .iter()
        .map(|(code, name)| Choice::new(code, name.as_str()))
        .collect();
    let outcomes = JointOutcome::ALL
        .iter()
        .map(|outcome| Choice::new(outcome.code(), outcome.label()))
        .collect();
    html! {
        form method="post" action={ "/incidents/" (view.incident.id) "/child-screen/joint" } novalidate {
            (Checkboxes { values: typed.all("agencies").to_vec(), error: problems.at("agencies"), ..Checkboxes::new("agencies", "Which agencies took part?", agencies) })
            (TextInput { value: typed.one("grade").to_owned(), error: problems.at("grade"), hint: Some("In the words of the area’s joint tool.".into()), ..TextInput::new("grade", "Grade on the joint tool") })
            (Radios { value: typed.one("outcome").to_owned(), error: problems.at("outcome"), ..Radios::new("outcome", "What was found?", outcomes) })
            (writing("reason", "Why", "", typed.one("reason"), problems.at("reason")))
            (Button::new("Keep the joint screening"))
        }
    }
}
