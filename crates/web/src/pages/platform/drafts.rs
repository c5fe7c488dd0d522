//! Writing that is kept before it is sent: keeping it, and throwing it away in two steps (MASH-4, ux.md 5.6).

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::platform::drafts::{Keeping, close_draft, keep_draft, one_draft};
use hawthorn_components::{Button, Crumb, LinkButton, Page, SummaryList, SummaryRow, WarningText};
use hawthorn_domain::platform::ids::DraftId;
use hawthorn_domain::platform::words;
use maud::html;
use serde::Serialize;

use crate::by_script::{ByScript, json, refused};
use crate::error::{Answer, PageError};
use crate::forms::{Problems, Typed};
use crate::kept;
use crate::layout::{self, pieces};
use crate::seat::Seat;

/// What script is told of a save.
#[derive(Serialize)]
struct Said {
    /// Words for the page.
    said: String,
    /// Whether the form was sent or thrown away meanwhile, so that nothing more is kept.
    closed: bool,
}

/// `POST /drafts/{id}`: keeps what is written so far.
pub async fn keep(
    mut seat: Seat,
    Path(id): Path<String>,
    ByScript(script): ByScript,
    typed: Typed,
) -> Answer {
    let mut id = reference(&id)?;
    let written = kept::written(&typed);
    let page = written.page.clone();
    let mut done = keep_draft(&seat.app, &seat.ask, id, written.clone()).await;
    if !script && matches!(done, Ok(Keeping::Closed)) {
        // Somebody came back to a form that was sent and asks for this to be kept: it is new writing.
        id = DraftId::new(seat.ask.now, seat.ask.dice.as_mut());
        done = keep_draft(&seat.app, &seat.ask, id, written).await;
    }
    match done {
        Ok(keeping) if script => Ok(json(StatusCode::OK, &said(keeping))),
        Err(refusal) if script => Ok(refused(refusal)),
        Ok(_) => Ok(Redirect::to(&kept::address(&page, id)).into_response()),
        Err(refusal) => Err(PageError(refusal)),
    }
}

fn said(keeping: Keeping) -> Said {
    match keeping {
        Keeping::Kept(at) => Said {
            said: format!("Kept at {}. It is not sent yet.", words::clock_time(at)),
            closed: false,
        },
        Keeping::Closed => Said {
            said: "This form was sent or discarded in another window. What you write here now is not kept.".to_owned(),
            closed: true,
        },
    }
}

/// Texts shorter than this are choices and codes, not writing.
const WRITING: usize = 25;

/// `GET /drafts/{id}`: what was written, also where its form is no longer shown.
pub async fn one(seat: Seat, Path(id): Path<String>) -> Answer {
    let draft = one_draft(&seat.app, &seat.ask, reference(&id)?).await?;
    let texts: Vec<&str> = draft
        .fields
        .iter()
        .map(|(_, text)| text.as_str())
        .filter(|text| text.chars().count() >= WRITING)
        .collect();
    let what = match kept::reference(&draft.form) {
        Some(record) => format!("{}, {record}", kept::what(&draft.form)),
        None => kept::what(&draft.form).to_owned(),
    };
    let page = Page {
        breadcrumbs: vec![Crumb::new("/", "My work")],
        caption: what,
        body: html! {
            p.govuk-body { "It was kept on " (words::moment(draft.kept_at)) " and is not sent." }
            @if texts.is_empty() { (pieces::nothing("There is no longer text in it.")) }
            @for text in &texts { div.govuk-inset-text { (pieces::written(text)) } }
            (LinkButton::new(kept::address(&draft.page, draft.id), "Put it back into its form"))
            p.govuk-body { "Where the form is no longer there, because it was answered or decided meanwhile, copy from here what is still needed." }
            p.govuk-body { a.govuk-link href={ "/drafts/" (draft.id) "/discard" } { "Discard it" } }
        },
        ..seat.page(
            "What you wrote and did not send",
            "What you wrote and did not send",
        )
    };
    Ok(layout::answer(page, &Problems::default()))
}

/// `GET /drafts/{id}/discard`: asks once more.
pub async fn ask_discard(seat: Seat, Path(id): Path<String>) -> Answer {
    let draft = one_draft(&seat.app, &seat.ask, reference(&id)?).await?;
    let rows = vec![
        SummaryRow::new("What you wrote", kept::what(&draft.form)),
        SummaryRow::new("Kept", words::moment(draft.kept_at)),
    ];
    let page = Page {
        breadcrumbs: vec![Crumb::new("/", "My work")],
        body: html! {
            (SummaryList::new(rows))
            (WarningText::new("It cannot be brought back once it is discarded."))
            form method="post" action={ "/drafts/" (draft.id) "/discard" } novalidate {
                (Button::warning("Discard what I wrote"))
            }
            p.govuk-body { a.govuk-link href=(kept::address(&draft.page, draft.id)) { "Keep it and go back to the form" } }
        },
        ..seat.page("Discard what you wrote", "Discard what you wrote?")
    };
    Ok(layout::answer(page, &Problems::default()))
}

/// `POST /drafts/{id}/discard`.
pub async fn discard(seat: Seat, Path(id): Path<String>) -> Answer {
    let draft = one_draft(&seat.app, &seat.ask, reference(&id)?).await?;
    close_draft(&seat.app, &seat.ask, draft.id).await?;
    Ok(Redirect::to(&draft.page).into_response())
}

fn reference(id: &str) -> Result<DraftId, PageError> {
    id.parse().map_err(|_| PageError(Refusal::NotFound))
}
