//! Word to an attending officer's supervisor about a risk form: the desk's page of one incident, and the supervisor's list (R72).

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::incidents::form_feedback::{
    FeedbackPage, answer_form_feedback, give_form_feedback, list_form_feedback, open_form_feedback,
};
use hawthorn_components::{
    BackLink, Button, Checkboxes, Choice, Crumb, Details, NotificationBanner, Page, Radios,
    SummaryList, SummaryRow,
};
use hawthorn_domain::incidents::form_feedback::{FeedbackReply, FormFault, FormFeedback};
use hawthorn_domain::platform::ids::{FormFeedbackId, IncidentId};
use hawthorn_domain::platform::words;
use maud::{Markup, html};

use super::workspace::reference;
use super::{refused, writing};
use crate::error::{Answer, PageError};
use crate::forms::{Problems, Typed};
use crate::layout::{self, pieces};
use crate::seat::Seat;

const DONE: &[(&str, &str)] = &[
    ("written", "The officer’s supervisor has been written to."),
    ("answered", "The answer is kept, and the desk can read it."),
];

/// What has just been done.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub struct Asked {
    /// Its code.
    #[serde(default)]
    done: String,
}

/// `GET /incidents/{id}/feedback`.
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

/// `POST /incidents/{id}/feedback`.
pub async fn send(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    let faults = typed
        .all("faults")
        .iter()
        .filter_map(|code| FormFault::from_code(code))
        .collect();
    match give_form_feedback(&seat.app, &mut seat.ask, id, faults, typed.one("words")).await {
        Ok(_) => {
            Ok(Redirect::to(&format!("/incidents/{id}/feedback?done=written")).into_response())
        }
        Err(refusal) => show(seat, id, None, &Problems::of(refusal)?, &typed).await,
    }
}

async fn show(
    mut seat: Seat,
    id: IncidentId,
    flash: Option<NotificationBanner>,
    problems: &Problems,
    typed: &Typed,
) -> Answer {
    let view = open_form_feedback(&seat.app, &mut seat.ask, id).await?;
    let page = Page {
        flash,
        caption: format!("Incident {}", view.incident.reference),
        breadcrumbs: vec![
            Crumb::new("/", "My work"),
            Crumb::new("/incidents", "Incidents"),
        ],
        back: Some(BackLink::new(format!("/incidents/{id}"))),
        ..seat.page(
            format!("Risk form, {}", id.short()),
            "The attending officer’s risk form",
        )
    };
    Ok(layout::answer(
        render(page, &view, problems, typed),
        problems,
    ))
}

/// The desk's page from its value.
pub fn render(page: Page, view: &FeedbackPage, problems: &Problems, typed: &Typed) -> Page {
    let incident = &view.incident;
    let faults = FormFault::ALL
        .iter()
        .map(|fault| Choice::new(fault.code(), fault.label()))
        .collect();
    Page {
        body: html! {
            @if let Some(message) = refused(problems) { (message) }
            @if incident.officer.trim().is_empty() {
                (pieces::nothing("The report names no attending officer, so there is no supervisor to write to."))
            } @else {
                p.govuk-body { "The attending officer was " (incident.officer) "." }
            }
            @if view.may_give {
                form method="post" action={ "/incidents/" (incident.id) "/feedback" } novalidate {
                    h2.govuk-heading-m { "Write to the officer’s supervisor" }
                    p.govuk-body { "The supervisor sees the incident’s reference and the officer, and what you write. Name nobody of the case." }
                    (Checkboxes { values: typed.all("faults").to_vec(), error: problems.at("faults"), ..Checkboxes::new("faults", "What was wanting", faults) })
                    (writing("words", "In your words", "", typed.one("words"), problems.at("words")))
                    (Button::new("Write to the supervisor"))
                }
            }
            h2.govuk-heading-m { "Written so far" }
            @if view.written.is_empty() { (pieces::nothing("Nothing has been written about this form.")) }
            @for one in &view.written { (written(one)) }
        },
        ..page
    }
}

fn written(one: &FormFeedback) -> Markup {
    let faults: Vec<&str> = one.faults.iter().map(|fault| fault.label()).collect();
    let mut rows = vec![
        SummaryRow::new(
            "What was wanting",
            html! { (faults.join("; ")) @if !one.words.is_empty() { br; (one.words) } },
        ),
        SummaryRow::new(
            "Written by",
            format!("{}, {}", one.by.name, words::moment(one.at)),
        ),
    ];
    rows.push(match &one.reply {
        None => SummaryRow::new("Answer", "None yet"),
        Some(reply) => SummaryRow::new(
            "Answer",
            html! {
                (reply.reply.label()) @if !reply.words.is_empty() { ": " (reply.words) }
                br; (reply.by.name) ", " (words::moment(reply.at))
            },
        ),
    });
    html! { (SummaryList::new(rows).with_card(format!("{}, {}", one.reference, one.officer))) }
}

/// `GET /form-feedback`.
pub async fn list(seat: Seat, Query(asked): Query<Asked>) -> Answer {
    let flash = layout::done_banner(Some(&asked.done), DONE);
    show_list(seat, flash, &Problems::default(), &Typed::default(), None).await
}

/// `POST /form-feedback/{id}`.
pub async fn answer(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id: FormFeedbackId = id.parse().map_err(|_| PageError(Refusal::NotFound))?;
    let done = match FeedbackReply::from_code(typed.one("reply")) {
        Some(reply) => {
            answer_form_feedback(&seat.app, &mut seat.ask, id, reply, typed.one("words")).await
        }
        None => Err(Refusal::field("reply", "Choose what you did.")),
    };
    match done {
        Ok(()) => Ok(Redirect::to("/form-feedback?done=answered").into_response()),
        Err(refusal) => show_list(seat, None, &Problems::of(refusal)?, &typed, Some(id)).await,
    }
}

async fn show_list(
    mut seat: Seat,
    flash: Option<NotificationBanner>,
    problems: &Problems,
    typed: &Typed,
    open: Option<FormFeedbackId>,
) -> Answer {
    let found = list_form_feedback(&seat.app, &mut seat.ask).await?;
    let page = Page {
        flash,
        breadcrumbs: vec![Crumb::new("/", "My work")],
        ..seat.page("Risk forms", "What the desk wrote about risk forms")
    };
    Ok(layout::answer(
        render_list(page, &found, problems, typed, open),
        problems,
    ))
}

/// The supervisor's list from its value.
pub fn render_list(
    page: Page,
    found: &[FormFeedback],
    problems: &Problems,
    typed: &Typed,
    open: Option<FormFeedbackId>,
) -> Page {
    Page {
        body: html! {
            @if let Some(message) = refused(problems) { (message) }
            p.govuk-body { "The desk says here what was wanting in an officer’s risk form. You make sure that the officer learns the standard, and say what you did." }
            @if found.is_empty() { (pieces::nothing("Nothing has been written about your force’s risk forms.")) }
            @for one in found {
                (written(one))
                @if one.reply.is_none() {
                    @let mine = open == Some(one.id);
                    (Details { open: mine, ..Details::new(
                        html! { "Answer" span.govuk-visually-hidden { " on " (one.reference) } },
                        reply_form(one, mine, problems, typed),
                    ) })
                }
            }
        },
        ..page
    }
}

/// The page has one form for each, so only the one that was sent shows its problems.
fn reply_form(one: &FormFeedback, mine: bool, problems: &Problems, typed: &Typed) -> Markup {
    let id = |field: &str| {
        if mine {
            field.to_owned()
        } else {
            format!("{field}-{}", one.id)
        }
    };
    let replies = FeedbackReply::ALL
        .iter()
        .map(|reply| Choice::new(reply.code(), reply.label()))
        .collect();
    let mut box_of_words = writing(
        "words",
        "In your words",
        "",
        if mine { typed.one("words") } else { "" },
        problems.at("words").filter(|_| mine),
    );
    box_of_words.id = id("words");
    html! {
        form method="post" action={ "/form-feedback/" (one.id) } novalidate {
            (Radios {
                id_prefix: id("reply"),
                error: problems.at("reply").filter(|_| mine),
                value: if mine { typed.one("reply").to_owned() } else { String::new() },
                ..Radios::new("reply", "What did you do?", replies)
            })
            (box_of_words)
            (Button::secondary("Keep the answer"))
        }
    }
}
