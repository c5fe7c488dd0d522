//! The mail that came in: the letterbox, one mail with its files, placing and discarding (R137–R140).

use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use hawthorn_app::Refusal;
use hawthorn_app::platform::mail::letterbox::{
    Letterbox, MailPage, TakenFile, open_letterbox, open_mail, take_file,
};
use hawthorn_app::platform::mail::place::{discard_mail, place_mail};
use hawthorn_components::{
    Button, Cell, Column, Crumb, NotificationBanner, Page, SummaryList, SummaryRow, Table, Tag,
    TagColour, TextInput, WarningText,
};
use hawthorn_domain::platform::ids::IncomingMailId;
use hawthorn_domain::platform::mail::incoming::{Attachment, IncomingMail, IncomingState};
use hawthorn_domain::platform::words;
use maud::{Markup, html};

use crate::error::{Answer, PageError};
use crate::forms::{Problems, Typed, at_row};
use crate::layout::{self, pieces};
use crate::pages::incidents::{refused, writing};
use crate::seat::Seat;

const DONE: &[(&str, &str)] = &[
    (
        "placed",
        "The mail is filed with its request, and those who lead the referral are told.",
    ),
    ("discarded", "The mail is discarded. It stays in the list."),
];

/// What has just been done.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub struct Asked {
    /// Its code.
    #[serde(default)]
    done: String,
}

/// `GET /mail`.
pub async fn list(mut seat: Seat, Query(asked): Query<Asked>) -> Answer {
    let letterbox = open_letterbox(&seat.app, &mut seat.ask).await?;
    let mut page = seat.page("Answers by mail", "Answers by mail");
    page.flash = layout::done_banner(Some(&asked.done), DONE);
    page.breadcrumbs = vec![Crumb::new("/", "My work")];
    Ok(layout::answer(
        render_list(page, &letterbox),
        &Problems::default(),
    ))
}

/// `GET /mail/{id}`.
pub async fn one(seat: Seat, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let flash = layout::done_banner(Some(&asked.done), DONE);
    let (problems, typed) = (Problems::default(), Typed::default());
    show(seat, reference(&id)?, flash, &problems, &typed).await
}

/// `POST /mail/{id}/place`.
pub async fn place(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    let (request, why) = (typed.one("request"), typed.one("words"));
    match place_mail(&seat.app, &mut seat.ask, id, request, why).await {
        Ok(()) => Ok(Redirect::to(&format!("/mail/{id}?done=placed")).into_response()),
        Err(refusal) => show(seat, id, None, &Problems::of(refusal)?, &typed).await,
    }
}

/// `POST /mail/{id}/discard`.
pub async fn discard(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    match discard_mail(&seat.app, &mut seat.ask, id, typed.one("discard")).await {
        Ok(()) => Ok(Redirect::to("/mail?done=discarded").into_response()),
        Err(refusal) => {
            let problems = Problems::of(at_row(refusal, |_| "discard".to_owned()))?;
            show(seat, id, None, &problems, &typed).await
        }
    }
}

/// `GET /mail/{id}/source`.
pub async fn source(mut seat: Seat, Path(id): Path<String>) -> Answer {
    let taken = take_file(&seat.app, &mut seat.ask, reference(&id)?, None).await?;
    Ok(saved(taken))
}

/// `GET /mail/{id}/file/{place}`.
pub async fn file(mut seat: Seat, Path((id, place)): Path<(String, String)>) -> Answer {
    let place: usize = place.parse().map_err(|_| PageError(Refusal::NotFound))?;
    let taken = take_file(&seat.app, &mut seat.ask, reference(&id)?, Some(place)).await?;
    Ok(saved(taken))
}

/// A file to be saved, never shown: its type is not told and its name is plain.
fn saved(taken: TakenFile) -> Response {
    let plain: String = taken
        .name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || "._- ".contains(c) {
                c
            } else {
                '_'
            }
        })
        .collect();
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{plain}\""),
        ),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox".to_owned(),
        ),
    ];
    (headers, taken.bytes).into_response()
}

fn reference(id: &str) -> Result<IncomingMailId, PageError> {
    id.parse().map_err(|_| PageError(Refusal::NotFound))
}

async fn show(
    mut seat: Seat,
    id: IncomingMailId,
    flash: Option<NotificationBanner>,
    problems: &Problems,
    typed: &Typed,
) -> Answer {
    let mail = open_mail(&seat.app, &mut seat.ask, id).await?;
    // The title of the mail may hold anything, so it is no title of a page.
    let name = format!("Mail {}", id.short());
    let mut page = seat.page(name.clone(), name);
    page.flash = flash;
    page.breadcrumbs = vec![
        Crumb::new("/", "My work"),
        Crumb::new("/mail", "Answers by mail"),
    ];
    Ok(layout::answer(
        render(page, &mail, problems, typed),
        problems,
    ))
}

/// The letterbox from its value.
pub fn render_list(page: Page, letterbox: &Letterbox) -> Page {
    Page {
        wide: true,
        body: html! {
            p.govuk-body { "Answers that agencies send by mail are filed with their request when the title, the reference and the sender fit. What does not fit waits here for a person." }
            h2.govuk-heading-m { "Waiting to be placed" }
            (table("Waiting to be placed, newest first", "No mail waits to be placed.", &letterbox.to_place))
            h2.govuk-heading-m { "Filed" }
            (table("Filed, newest first", "No answer has come by mail yet.", &letterbox.filed))
            h2.govuk-heading-m { "Set aside or discarded" }
            (table("Set aside or discarded, newest first", "Nothing has been set aside or discarded.", &letterbox.rest))
        },
        ..page
    }
}

fn table(caption: &str, empty: &str, mails: &[IncomingMail]) -> Markup {
    let head: Vec<Column> = ["Received", "Mail", "From", "Stands"]
        .map(Into::into)
        .into();
    let rows = mails.iter().map(cells).collect();
    html! {
        @if mails.is_empty() { (pieces::nothing(empty)) } @else {
            (Table { first_cell_is_header: false, ..Table::new(caption, head, rows) })
        }
    }
}

fn cells(mail: &IncomingMail) -> Vec<Cell> {
    let files = words::count(mail.attachments.len() as i64, "file", "files");
    let what = html! {
        a.govuk-link href={ "/mail/" (mail.id) } { (mail.id.short()) }
        @if let Some(request) = mail.request { " about " (request.short()) }
        @if !mail.attachments.is_empty() { br; (files) }
    };
    let unread = mail.state == IncomingState::Filed && mail.read_by.is_none();
    let stands = html! {
        (state_tag(mail.state))
        @if mail.late { " " (Tag::new("Late", TagColour::Red)) }
        @if mail.further { " " (Tag::new("Further mail", TagColour::Grey)) }
        @if unread { " " (Tag::new("Not read yet", TagColour::Blue)) }
        @if let Some(reason) = mail.reason.filter(|_| mail.state == IncomingState::Quarantined) { br; (reason.label()) "." }
    };
    vec![
        words::moment(mail.received_at).into(),
        what.into(),
        html! { span class="govuk-!-text-break-word" { (sender(mail)) } }.into(),
        stands.into(),
    ]
}

fn sender(mail: &IncomingMail) -> &str {
    if mail.from.is_empty() {
        "Names no sender"
    } else {
        &mail.from
    }
}

fn state_tag(state: IncomingState) -> Tag {
    let colour = match state {
        IncomingState::Quarantined => TagColour::Yellow,
        IncomingState::Filed => TagColour::Green,
        _ => TagColour::Grey,
    };
    Tag::new(state.label(), colour)
}

/// The page of one mail from its value.
pub fn render(page: Page, view: &MailPage, problems: &Problems, typed: &Typed) -> Page {
    let mail = &view.mail;
    Page {
        body: html! {
            @if let Some(message) = refused(problems) { (message) }
            @if let Some(reason) = mail.reason.filter(|_| mail.state == IncomingState::Quarantined) {
                (WarningText::new(format!("This mail was not filed by itself: {}.", words::inside(reason.label()))))
            }
            (about(mail))
            h2.govuk-heading-m { "What it says" }
            @if mail.text.is_empty() { (pieces::nothing("It has no text.")) } @else { (pieces::written(&mail.text)) }
            h2.govuk-heading-m { "Files" }
            (files(mail))
            p.govuk-body { a.govuk-link href={ "/mail/" (mail.id) "/source" } { "Save the mail as it came" } }
            @if view.may_place { (forms(mail, problems, typed)) }
        },
        ..page
    }
}

fn about(mail: &IncomingMail) -> Markup {
    let stands = html! {
        (state_tag(mail.state))
        @if mail.late { " after the answer was due" }
        @if mail.further { ", beside an answer that was there already or a request that was withdrawn" }
    };
    let mut rows = vec![
        SummaryRow::new("Stands", stands),
        SummaryRow::new("Received", words::moment(mail.received_at)),
        SummaryRow::new("From", sender(mail)),
        SummaryRow::new("Title", mail.subject.as_str()),
    ];
    if let Some(request) = mail.request {
        let link = html! { a.govuk-link href={ "/requests/" (request) } { (request.short()) } };
        rows.push(SummaryRow::new("Request", link));
    }
    if let Some(read) = &mail.read_by {
        let words = format!("{}, {}", read.by.name, words::moment(read.at));
        rows.push(SummaryRow::new("First read by", words));
    }
    if let Some(placed) = &mail.placed {
        let words = format!(
            "{}, {}: {}",
            placed.by.name,
            words::moment(placed.at),
            placed.words
        );
        rows.push(SummaryRow::new("Decided by", words));
    }
    html! { (SummaryList::new(rows)) }
}

fn files(mail: &IncomingMail) -> Markup {
    let row = |(place, file): (usize, &Attachment)| {
        let link = html! { a.govuk-link href={ "/mail/" (mail.id) "/file/" (place) } { "Save " (file.name) } };
        let kind = html! {
            (file.kind.label())
            @if file.kind.is_risky() { br; strong { "Open it only as your organisation’s rules say." } }
        };
        vec![link.into(), kind.into(), size(file.bytes).into()]
    };
    let rows: Vec<Vec<Cell>> = mail.attachments.iter().enumerate().map(row).collect();
    let head: Vec<Column> = ["File", "What it is", "Size"].map(Into::into).into();
    html! {
        @if rows.is_empty() { (pieces::nothing("No file came with it.")) } @else {
            p.govuk-body { "Files are kept as they came and are never opened here. What a file is was told by its content, not by its name." }
            (Table { first_cell_is_header: false, ..Table::new("Files of the mail", head, rows) })
        }
    }
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_024 => format!("{bytes} bytes"),
        1_024..1_048_576 => format!("{} KB", bytes / 1_024),
        _ => format!("{} MB", bytes / 1_048_576),
    }
}

fn forms(mail: &IncomingMail, problems: &Problems, typed: &Typed) -> Markup {
    let typed_request = typed.one("request");
    let at_first = mail.request.map(|id| id.short()).unwrap_or_default();
    let reference = TextInput {
        value: if typed_request.is_empty() {
            at_first
        } else {
            typed_request.to_owned()
        },
        error: problems.at("request"),
        hint: Some("For example Q-4F7K2M. It stands on the request’s page.".into()),
        autocomplete: "off".to_owned(),
        ..TextInput::new("request", "Reference of the request")
    };
    let why = |name: &str, label: &str| {
        writing(
            name,
            label,
            "The reason is kept with the mail.",
            typed.one(name),
            problems.at(name),
        )
    };
    html! {
        h2.govuk-heading-m { "Place it with a request" }
        form method="post" action={ "/mail/" (mail.id) "/place" } novalidate {
            (reference)
            (why("words", "Why it belongs there"))
            (Button::new("Place the mail"))
        }
        h2.govuk-heading-m { "Or discard it" }
        form method="post" action={ "/mail/" (mail.id) "/discard" } novalidate {
            (why("discard", "Why it belongs nowhere"))
            (Button::secondary("Discard the mail"))
        }
    }
}
