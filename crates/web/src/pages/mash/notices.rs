//! Notices to health and schools: those that wait for a person, the ledger, and what an agency got (R223–R226, F63).

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::mash::notices::{NoticeLine, Notices, list_notices, open_notice, release_notice};
use hawthorn_components::{
    BackLink, Button, Cell, Choice, Column, Crumb, Details, NotificationBanner, Page, Radios,
    SummaryList, SummaryRow, Table,
};
use hawthorn_domain::platform::ids::NoticeId;
use hawthorn_domain::platform::words;
use maud::{Markup, html};

use crate::error::{Answer, PageError};
use crate::forms::{Problems, Typed, at_row};
use crate::layout::{self, pieces};
use crate::pages::incidents::{refused, writing};
use crate::seat::Seat;

const DONE: &[(&str, &str)] = &[("answered", "The answer is kept with the notice.")];

/// What has just been done.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub struct Asked {
    /// Its code.
    #[serde(default)]
    done: String,
}

fn reference(id: &str) -> Result<NoticeId, PageError> {
    id.parse().map_err(|_| PageError(Refusal::NotFound))
}

/// `GET /notices`.
pub async fn list(seat: Seat, Query(asked): Query<Asked>) -> Answer {
    let flash = layout::done_banner(Some(&asked.done), DONE);
    show(seat, flash, &Problems::default(), &Typed::default(), None).await
}

/// `POST /notices/{id}/release`.
pub async fn release(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    let field = |what: &str| format!("{what}-{id}");
    // Whether there is such a notice for this reader is asked before what was typed.
    let release = match typed.one(&field("release")) {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let words = typed.one(&field("words"));
    let done = release_notice(&seat.app, &mut seat.ask, id, release, words).await;
    match done {
        Ok(()) => Ok(Redirect::to("/notices?done=answered").into_response()),
        Err(refusal) => {
            let open = matches!(refusal, Refusal::Fields(_)).then_some(id);
            let problems = Problems::of(at_row(refusal, field))?;
            show(seat, None, &problems, &typed, open).await
        }
    }
}

async fn show(
    mut seat: Seat,
    flash: Option<NotificationBanner>,
    problems: &Problems,
    typed: &Typed,
    open: Option<NoticeId>,
) -> Answer {
    let notices = list_notices(&seat.app, &mut seat.ask).await?;
    let page = Page {
        flash,
        breadcrumbs: vec![Crumb::new("/", "My work")],
        ..seat.page("Notices", "Notices to health and schools")
    };
    Ok(layout::answer(
        render(page, &notices, problems, typed, open),
        problems,
    ))
}

/// The page from its value.
pub fn render(
    page: Page,
    notices: &Notices,
    problems: &Problems,
    typed: &Typed,
    open: Option<NoticeId>,
) -> Page {
    Page {
        wide: true,
        body: html! {
            @if let Some(message) = refused(problems) { (message) }
            @if notices.hub {
                p.govuk-body { "Facts on an incident tell child health, the family doctor or the school by themselves, once for each incident. What is held closely waits here for a person." }
                h2.govuk-heading-m { "Held for a person" }
                @if notices.held.is_empty() { (pieces::nothing("No notice waits for a person.")) }
                @for line in &notices.held { (held(line, notices.may_release, problems, typed, open)) }
                h2.govuk-heading-m { "Ledger" }
                (table("Sent, read or not sent, newest first", &notices.ledger, "No notice has been sent yet."))
            } @else {
                p.govuk-body { "The hub tells your agency here of an incident that touches somebody in its care." }
                (table("Notices to your agency, newest first", &notices.ours, "Your agency has not been told of any incident."))
            }
        },
        ..page
    }
}

fn held(
    line: &NoticeLine,
    may_release: bool,
    problems: &Problems,
    typed: &Typed,
    open: Option<NoticeId>,
) -> Markup {
    let notice = &line.notice;
    let field = |what: &str| format!("{what}-{}", notice.id);
    let choices = vec![
        Choice::new("yes", "Yes, send it"),
        Choice::new("no", "No, it is not sent"),
    ];
    let form = html! {
        form method="post" action={ "/notices/" (notice.id) "/release" } novalidate {
            (Radios { value: typed.one(&field("release")).to_owned(), error: problems.at(&field("release")), ..Radios::new(field("release"), "May it go?", choices) })
            (writing(&field("words"), "Why", "The reason is kept with the notice.", typed.one(&field("words")), problems.at(&field("words"))))
            (Button::secondary("Keep the answer"))
        }
    };
    html! {
        h3.govuk-heading-s { (notice.trigger.label()) " to " (line.agency) }
        p.govuk-body {
            "Incident " a.govuk-link href={ "/incidents/" (notice.incident) } { (notice.reference) } ". "
            @if let Some(hold) = notice.hold { (hold.label()) ". " }
            @if let Some(due) = notice.due_at { "Due " (words::due(due)) "." }
        }
        @if may_release {
            (Details { open: open == Some(notice.id), ..Details::new(html! { "Answer" span.govuk-visually-hidden { " on the notice of " (notice.reference) " to " (line.agency) } }, form) })
        }
    }
}

fn table(caption: &str, lines: &[NoticeLine], nothing: &str) -> Markup {
    let head: Vec<Column> = ["Notice", "Made", "Why", "To", "How far"]
        .map(Into::into)
        .into();
    let rows: Vec<Vec<Cell>> = lines
        .iter()
        .map(|line| {
            let notice = &line.notice;
            let link =
                html! { a.govuk-link href={ "/notices/" (notice.id) } { (notice.id.short()) } };
            let far = html! {
                (notice.state.label())
                @if let Some((by, at)) = &notice.read { br; (by.name) ", " (words::moment(*at)) }
                @if let Some(answer) = &notice.answer { br; (answer.by.name) ": " (answer.words) }
            };
            vec![
                link.into(),
                words::moment(notice.made_at).into(),
                notice.trigger.label().into(),
                line.agency.as_str().into(),
                far.into(),
            ]
        })
        .collect();
    html! {
        @if lines.is_empty() { (pieces::nothing(nothing)) } @else { (Table::new(caption, head, rows)) }
    }
}

/// `GET /notices/{id}`.
pub async fn one(mut seat: Seat, Path(id): Path<String>) -> Answer {
    let id = reference(&id)?;
    let line = open_notice(&seat.app, &mut seat.ask, id).await?;
    let title = format!("Notice {}", id.short());
    let page = Page {
        breadcrumbs: vec![
            Crumb::new("/", "My work"),
            Crumb::new("/notices", "Notices"),
        ],
        back: Some(BackLink::new("/notices")),
        ..seat.page(title.clone(), title)
    };
    Ok(layout::answer(
        render_one(page, &line),
        &Problems::default(),
    ))
}

/// One notice from its value: what the agency is told, and nothing more.
pub fn render_one(page: Page, line: &NoticeLine) -> Page {
    let notice = &line.notice;
    let people = html! {
        ul.govuk-list {
            @for named in &notice.people { li { (named.role.label()) ": " (named.name) ", " (named.born.after_a_name()) } }
        }
    };
    let mut rows = vec![
        SummaryRow::new("Why you are told", notice.trigger.label()),
        SummaryRow::new("To", line.agency.as_str()),
        SummaryRow::new("People", people),
        SummaryRow::new("It happened", words::moment(notice.happened_at)),
        SummaryRow::new("Police reference", notice.reference.as_str()),
        SummaryRow::new("How far", notice.state.label()),
    ];
    if let Some(due) = notice.due_at {
        rows.push(SummaryRow::new("Due before school begins", words::due(due)));
    }
    Page {
        body: html! {
            p.govuk-body { "An incident of domestic abuse was reported. Do not write to the family’s address about it, and do not tell the person causing harm." }
            (SummaryList::new(rows))
        },
        ..page
    }
}
