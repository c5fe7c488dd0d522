//! The papers of a meeting: printed, locked for sending, or let through after the check for secret places (R175).

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use hawthorn_app::Refusal;
use hawthorn_app::marac::papers::{PaperKind, let_paper_through, locked_paper};
use hawthorn_app::marac::print_agenda::Paper;
use hawthorn_app::platform::refusal::Told;
use hawthorn_components::{
    BackLink, Button, Choice, Details, Page, Radios, TextInput, Textarea, WarningText,
};
use hawthorn_domain::platform::ids::MeetingId;
use hawthorn_domain::platform::verb::Verb;
use maud::{Markup, html};

use super::{CAPTION, id, meeting_path};
use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout;
use crate::seat::Seat;

/// The page, from what was typed.
pub fn render(
    mut page: Page,
    meeting: MeetingId,
    may_let: bool,
    problems: &Problems,
    typed: &Typed,
) -> Page {
    let path = meeting_path(meeting);
    page.caption = CAPTION.to_owned();
    page.back = Some(BackLink::new(path.clone()));
    page.body = html! {
        p.govuk-body { "Before a paper is made, Hawthorn looks in it for every place that has to stay secret: a refuge, a new address, a school. A paper with one in it is not made." }
        ul.govuk-list.govuk-list--bullet {
            li { a.govuk-link href={ (path) "/agenda.pdf" } { "The agenda, by initials (PDF)" } }
            li { a.govuk-link href={ (path) "/pack" } { "The pack: a case a page, with what changed since your last copy (PDF)" } }
            li { a.govuk-link href={ (path) "/minutes.pdf" } { "The minutes or papers, by names (PDF)" } }
        }
        form method="post" action={ (path) "/papers/locked" } novalidate autocomplete="off" {
            h2.govuk-heading-m { "Download as a locked file" }
            p.govuk-body { "A zip file locked with AES-256. Send it by secure e-mail and tell the password by phone, never in the same message." }
            (which("locked", problems, typed))
            (TextInput {
                hint: Some("12 characters or more. Hawthorn does not keep it: without it nobody can open the file.".into()),
                error: problems.at("password"),
                autocomplete: "off".to_owned(),
                ..TextInput::new("password", "Password")
            })
            (Button::new("Download the locked file"))
        }
        @if may_let { (anyway(&path, problems, typed)) }
    };
    page
}

fn which(form: &str, problems: &Problems, typed: &Typed) -> Radios {
    let mine = typed.one("form") == form;
    Radios {
        id_prefix: format!("{form}-paper"),
        error: problems.at("paper").filter(|_| mine),
        value: if mine {
            typed.one("paper").to_owned()
        } else {
            "minutes".to_owned()
        },
        classes: "govuk-radios--inline".to_owned(),
        ..Radios::new(
            "paper",
            "Which paper?",
            vec![
                Choice::new("agenda", "The agenda"),
                Choice::new("minutes", "The minutes or papers"),
            ],
        )
    }
}

fn anyway(path: &str, problems: &Problems, typed: &Typed) -> Markup {
    let form = html! {
        form method="post" action={ (path) "/papers/anyway" } novalidate autocomplete="off" {
            (WarningText::new("Somebody’s safety can hang on this. Read the place that was named, and only go on when it is another place after all."))
            (which("anyway", problems, typed))
            (Textarea {
                hint: Some("It is kept in the log with your name. Write no names and no address.".into()),
                error: problems.at("reason"),
                value: typed.one("reason").to_owned(),
                rows: Some(3),
                autocomplete: "off".to_owned(),
                ..Textarea::new("reason", "Why may the paper leave as it is?")
            })
            (Button::secondary("Let the paper through"))
        }
    };
    html! {
        @if problems.at("reason").is_some() { h2.govuk-heading-m { "Let a stopped paper through" } (form) }
        @else { (Details::new("Let a stopped paper through", form)) }
    }
}

/// `GET /meetings/{id}/papers`.
///
/// # Errors
/// When the reader may not print.
pub async fn page(seat: Seat, Path(meeting): Path<String>) -> Answer {
    show(
        &seat,
        id(&meeting)?,
        &Problems::default(),
        &Typed::default(),
    )
}

/// `POST /meetings/{id}/papers/locked`.
///
/// # Errors
/// When the meeting is not there for this reader, or they may not print.
pub async fn locked(mut seat: Seat, Path(meeting): Path<String>, typed: Typed) -> Answer {
    let meeting: MeetingId = id(&meeting)?;
    let made = match kind(&typed) {
        Ok(kind) => {
            locked_paper(
                &seat.app,
                &mut seat.ask,
                meeting,
                kind,
                typed.one("password"),
            )
            .await
        }
        Err(refusal) => Err(refusal),
    };
    match made {
        Ok(paper) => Ok(download(paper, "application/zip")),
        Err(refusal) => show(
            &seat,
            meeting,
            &Problems::of(refusal)?,
            &marked(&typed, "locked"),
        ),
    }
}

/// `POST /meetings/{id}/papers/anyway`.
///
/// # Errors
/// When the meeting is not there for this reader, or they may not let papers through.
pub async fn anyway_send(mut seat: Seat, Path(meeting): Path<String>, typed: Typed) -> Answer {
    let meeting: MeetingId = id(&meeting)?;
    let made = match kind(&typed) {
        Ok(kind) => {
            let_paper_through(&seat.app, &mut seat.ask, meeting, kind, typed.one("reason")).await
        }
        Err(refusal) => Err(refusal),
    };
    match made {
        Ok(paper) => Ok(download(paper, "application/pdf")),
        Err(refusal) => show(
            &seat,
            meeting,
            &Problems::of(refusal)?,
            &marked(&typed, "anyway"),
        ),
    }
}

fn kind(typed: &Typed) -> Told<PaperKind> {
    PaperKind::from_code(typed.one("paper"))
        .ok_or_else(|| Refusal::field("paper", "Choose the agenda or the minutes."))
}

/// What was typed, without the password, and which of the two forms it was.
fn marked(typed: &Typed, form: &str) -> Typed {
    Typed::from_pairs([
        ("form", form),
        ("paper", typed.one("paper")),
        ("reason", typed.one("reason")),
    ])
}

fn download(paper: Paper, media: &'static str) -> Response {
    let disposition = format!("attachment; filename=\"{}\"", paper.file_name);
    let disposition = HeaderValue::from_str(&disposition)
        .unwrap_or_else(|_| HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media)),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    (headers, paper.bytes).into_response()
}

fn show(seat: &Seat, meeting: MeetingId, problems: &Problems, typed: &Typed) -> Answer {
    let may_let = seat.ask.may_ever(&seat.app, Verb::RunMeeting)
        || seat.ask.may_ever(&seat.app, Verb::ManageMeeting);
    let title = "Papers of the meeting";
    let page = render(seat.page(title, title), meeting, may_let, problems, typed);
    Ok(layout::answer(page, problems))
}
