//! What the keepers of restricted records see first: what waits for them, and what is held closely (R213, R214, R218).

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::governance::keepers::{
    HeldRecord, KeeperNotice, Keeping, keeping, review_notice,
};
use hawthorn_components::{Button, Cell, Details, Page, Table, TextInput};
use hawthorn_domain::platform::ids::KeeperNoticeId;
use hawthorn_domain::platform::words;
use maud::{Markup, html};

use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout::pieces::nothing;
use crate::layout::{answer, done_banner};
use crate::seat::Seat;

const DONE: &[(&str, &str)] = &[("reviewed", "Your words are kept with the notice.")];

/// What has just been done.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Asked {
    done: Option<String>,
}

/// `GET /restricted`.
pub async fn page(seat: Seat, Query(asked): Query<Asked>) -> Answer {
    show(
        seat,
        &Problems::default(),
        &Typed::default(),
        asked.done.as_deref(),
    )
    .await
}

/// `POST /restricted/notices/{id}`.
pub async fn review(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id: KeeperNoticeId = id.parse().map_err(|_| Refusal::NotFound)?;
    match review_notice(&seat.app, &mut seat.ask, id, typed.one("note")).await {
        Ok(()) => Ok(Redirect::to("/restricted?done=reviewed").into_response()),
        Err(refusal) => show(seat, &Problems::of(refusal)?, &typed, None).await,
    }
}

async fn show(mut seat: Seat, problems: &Problems, typed: &Typed, done: Option<&str>) -> Answer {
    let view = keeping(&seat.app, &mut seat.ask).await?;
    let heading = "Restricted records";
    let mut page = render(seat.page(heading, heading), &view, problems, typed);
    page.flash = done_banner(done, DONE);
    Ok(answer(page, problems))
}

/// The page of the list.
pub fn render(page: Page, view: &Keeping, problems: &Problems, typed: &Typed) -> Page {
    Page {
        wide: true,
        body: html! {
            @if let Some(message) = crate::pages::incidents::refused(problems) { (message) }
            p.govuk-body { "Only the two roles that the area has chosen see this page. Nobody else is told that these records exist." }
            h2.govuk-heading-m { "What waits for you" }
            (waiting(view, problems, typed))
            h2.govuk-heading-m { "Held closely" }
            (held(&view.held))
        },
        ..page
    }
}

fn waiting(view: &Keeping, problems: &Problems, typed: &Typed) -> Markup {
    if view.waiting.is_empty() {
        return nothing(
            "Nothing waits. You are told here when a record is restricted, opened in an emergency, searched for or asked for.",
        );
    }
    html! {
        @if let Some(message) = problems.at("note") { (message) }
        @for notice in &view.waiting {
            div."govuk-!-margin-bottom-6" {
                h3.govuk-heading-s { (notice.kind.label()) }
                p.govuk-body {
                    (words::moment(notice.at)) ", " (notice.by.name) ". " (notice.words.trim_end_matches('.')) ". "
                    a.govuk-link href=(page_of(notice)) { "Who may open it" span.govuk-visually-hidden { ": " (notice.record) } }
                }
                (Details::new("Say what you made of it", form(notice, typed)))
            }
        }
    }
}

fn form(notice: &KeeperNotice, typed: &Typed) -> Markup {
    html! {
        form method="post" action={ "/restricted/notices/" (notice.id) } novalidate {
            (TextInput { id: format!("note-{}", notice.id), value: typed.one("note").to_owned(), autocomplete: "off".to_owned(), ..TextInput::new("note", "What you found, and what you did") })
            (Button::secondary("Keep this with the notice"))
        }
    }
}

/// The page of how the record of a notice is held.
pub(super) fn page_of(notice: &KeeperNotice) -> String {
    format!("/restricted/{}/{}", notice.record_kind, notice.record)
}

fn held(records: &[HeldRecord]) -> Markup {
    if records.is_empty() {
        return nothing("No incident and no MARAC referral is held closely.");
    }
    let row = |record: &HeldRecord| -> Vec<Cell> {
        vec![
            html! { a.govuk-link href={ "/restricted/" (record.kind.code()) "/" (record.id) } { (record.reference) } }.into(),
            record.kind.label().into(),
            record.why.as_str().into(),
            record.named.to_string().into(),
            if record.open_now == 0 { "No".into() } else { words::count(record.open_now as i64, "person now", "people now").into() },
        ]
    };
    let columns = ["Reference", "What", "Why", "Named", "Open in an emergency"];
    let rows = records.iter().map(row).collect();
    html! { (Table::new("Newest first", columns.map(Into::into).to_vec(), rows)) }
}
