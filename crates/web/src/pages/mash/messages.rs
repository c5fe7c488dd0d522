//! The ledger of messages that leave by mail, and letting one go that waits for a person (R134–R140).

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::platform::mail::ledger::{Ledger, LedgerRow, open_ledger};
use hawthorn_app::platform::mail::release::release_message;
use hawthorn_components::{
    Button, Cell, Column, Crumb, Details, NotificationBanner, Page, Table, Tag, TagColour,
};
use hawthorn_domain::platform::ids::MessageId;
use hawthorn_domain::platform::mail::{About, Attempt, Message, MessageState};
use hawthorn_domain::platform::words;
use maud::{Markup, html};

use crate::error::{Answer, PageError};
use crate::forms::{Problems, Typed, at_row};
use crate::layout::{self, pieces};
use crate::pages::incidents::{refused, writing};
use crate::seat::Seat;

const DONE: &[(&str, &str)] = &[(
    "released",
    "The message is let go. It is checked once more and leaves within a minute.",
)];

/// What has just been done.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub struct Asked {
    /// Its code.
    #[serde(default)]
    done: String,
}

/// `GET /messages`.
pub async fn page(seat: Seat, Query(asked): Query<Asked>) -> Answer {
    let flash = layout::done_banner(Some(&asked.done), DONE);
    show(seat, flash, &Problems::default(), &Typed::default(), None).await
}

/// `POST /messages/{id}/release`.
pub async fn release(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id: MessageId = id.parse().map_err(|_| PageError(Refusal::NotFound))?;
    let field = format!("words-{id}");
    match release_message(&seat.app, &mut seat.ask, id, typed.one(&field)).await {
        Ok(()) => Ok(Redirect::to("/messages?done=released").into_response()),
        Err(refusal) => {
            let open = matches!(refusal, Refusal::Fields(_)).then_some(id);
            let problems = Problems::of(at_row(refusal, |_| field.clone()))?;
            show(seat, None, &problems, &typed, open).await
        }
    }
}

async fn show(
    mut seat: Seat,
    flash: Option<NotificationBanner>,
    problems: &Problems,
    typed: &Typed,
    open: Option<MessageId>,
) -> Answer {
    let ledger = open_ledger(&seat.app, &mut seat.ask).await?;
    let mut page = seat.page("Messages by mail", "Messages by mail");
    page.flash = flash;
    page.breadcrumbs = vec![Crumb::new("/", "My work")];
    Ok(layout::answer(
        render(page, &ledger, problems, typed, open),
        problems,
    ))
}

/// The page from its value.
pub fn render(
    page: Page,
    ledger: &Ledger,
    problems: &Problems,
    typed: &Typed,
    open: Option<MessageId>,
) -> Page {
    Page {
        wide: true,
        body: html! {
            @if let Some(message) = refused(problems) { (message) }
            p.govuk-body { "Agencies without an account are written to by mail. A message holds a reference, the rating, the due time and a link; it names people only where the agency’s route is on the area’s secure list." }
            h2.govuk-heading-m { "Waiting for a person" }
            @if ledger.for_a_person.is_empty() { (pieces::nothing("No message waits for a person.")) }
            @for row in &ledger.for_a_person { (waiting(row, ledger.may_release, problems, typed, open)) }
            h2.govuk-heading-m { "Waiting to leave" }
            @if ledger.under_way.is_empty() { (pieces::nothing("No message waits to leave.")) } @else { (table("Waiting to leave, newest first", &ledger.under_way)) }
            h2.govuk-heading-m { "Sent" }
            @if ledger.done.is_empty() { (pieces::nothing("No message has been sent yet.")) } @else { (table("Sent or no longer needed, newest first", &ledger.done)) }
        },
        ..page
    }
}

/// A message that waits, with what keeps it and the form that lets it go.
fn waiting(
    row: &LedgerRow,
    may_release: bool,
    problems: &Problems,
    typed: &Typed,
    open: Option<MessageId>,
) -> Markup {
    let message = &row.message;
    let field = format!("words-{}", message.id);
    let button = match message.state {
        MessageState::Held => "Let the message go",
        _ => "Send the message again",
    };
    let form = html! {
        form method="post" action={ "/messages/" (message.id) "/release" } novalidate {
            (writing(&field, "Why it may go", "The reason is kept with the message.", typed.one(&field), problems.at(&field)))
            (Button::new(button))
        }
    };
    let summary = format!(
        "{button}: {} {}",
        words::inside(message.kind.label()),
        message.about.reference()
    );
    html! {
        h3.govuk-heading-s { (about(message)) " to " (row.agency) }
        p.govuk-body {
            (state_tag(message.state)) " " (why(message)) " "
            "Queued " (words::moment(message.queued_at)) " by " (message.queued_by.name) "."
        }
        @if may_release {
            (Details { open: open == Some(message.id), ..Details::new(summary, form) })
        }
    }
}

/// Why a message waits, in a sentence.
fn why(message: &Message) -> String {
    match (message.hold, message.state) {
        (Some(hold), _) => format!("{}.", hold.reason.label()),
        (None, MessageState::Bounced) => {
            "It was sent, and came back as undeliverable. Check the address with the agency."
                .to_owned()
        }
        (None, _) => {
            let tries = words::count(message.attempts.len() as i64, "try", "tries");
            let code = message
                .attempts
                .last()
                .map(|attempt| attempt.code.as_str())
                .filter(|code| !code.is_empty())
                .map_or_else(String::new, |code| format!(" ({code})"));
            format!("The mail server did not take it in {tries}{code}.")
        }
    }
}

fn table(caption: &str, rows: &[LedgerRow]) -> Markup {
    let head: Vec<Column> = ["Queued", "Message", "To", "How far", "What it said"]
        .map(Into::into)
        .into();
    let rows = rows.iter().map(cells).collect();
    html! { (Table { first_cell_is_header: false, ..Table::new(caption, head, rows) }) }
}

fn cells(row: &LedgerRow) -> Vec<Cell> {
    let message = &row.message;
    let far = html! {
        (state_tag(message.state))
        @if let Some(at) = message.sent_at() { br; (words::moment(at)) }
        @else if let Some(at) = message.next_at.filter(|_| !message.attempts.is_empty()) { br; "Next try " (words::moment(at)) }
        @for release in &message.releases { br; "Let go by " (release.by.name) ": " (release.words) }
    };
    vec![
        words::moment(message.queued_at).into(),
        about(message).into(),
        row.agency.as_str().into(),
        far.into(),
        message.attempts.last().map_or("", said).into(),
    ]
}

fn said(attempt: &Attempt) -> &'static str {
    attempt.contents.label()
}

fn about(message: &Message) -> Markup {
    let href = match message.about {
        About::Request(id) => format!("/requests/{id}"),
        About::Referral(id) => format!("/referrals/{id}"),
        About::Action(_) => "/actions".to_owned(),
        About::Meeting(id) => format!("/meetings/{id}"),
        About::Notice(id) => format!("/notices/{id}"),
    };
    html! { (message.kind.label()) " " a.govuk-link href=(href) { (message.about.reference()) } }
}

fn state_tag(state: MessageState) -> Tag {
    let colour = match state {
        MessageState::Held => TagColour::Yellow,
        MessageState::Failed | MessageState::Bounced => TagColour::Red,
        MessageState::Sent => TagColour::Green,
        MessageState::Queued | MessageState::Sending => TagColour::Blue,
        MessageState::Dropped => TagColour::Grey,
    };
    Tag::new(state.label(), colour)
}
