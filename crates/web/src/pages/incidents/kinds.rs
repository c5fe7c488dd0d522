//! Which kinds of abuse an incident shows, and saying so (F19, F20).

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::incidents::open_incident::Workspace;
use hawthorn_app::incidents::say_kinds::say_kinds;
use hawthorn_components::{Button, Details};
use maud::{Markup, html};

use super::workspace::{reference, show};
use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::pages::marac::event::{kinds_of, kinds_question};
use crate::seat::Seat;

/// The kinds that are known, and the form to say others.
pub(super) fn part(workspace: &Workspace, problems: &Problems, typed: &Typed) -> Markup {
    let incident = &workspace.incident;
    let known: Vec<&str> = incident
        .shows_kinds()
        .iter()
        .map(|kind| kind.label())
        .collect();
    let chosen: Vec<String> = if problems.at("kinds").is_some() {
        typed.all("kinds").to_vec()
    } else {
        incident
            .kinds
            .iter()
            .map(|kind| kind.code().to_owned())
            .collect()
    };
    let form = html! {
        form method="post" action={ "/incidents/" (incident.id) "/kinds" } novalidate {
            (kinds_question(problems, &chosen))
            (Button::secondary("Save the kinds of abuse"))
        }
    };
    html! {
        p.govuk-body {
            strong { "Kinds of abuse" } br;
            @if known.is_empty() { "Nobody has said yet" } @else { (known.join(", ")) }
        }
        @if workspace.allowed.say_kinds {
            @if problems.at("kinds").is_some() { (form) } @else { (Details::new("Say which kinds of abuse were reported", form)) }
        }
    }
}

/// `POST /incidents/{id}/kinds`.
///
/// # Errors
/// When the incident is not there for this reader.
pub async fn send(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    match say_kinds(&seat.app, &mut seat.ask, id, kinds_of(&typed)).await {
        Ok(()) => Ok(Redirect::to(&format!("/incidents/{id}?done=kinds")).into_response()),
        Err(refusal) => show(seat, id, None, &Problems::of(refusal)?, &typed).await,
    }
}
