//! Requests for information: the agency's inbox, and the reply on one page (R124–R140, ux.md 4.3).

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::mash::answer_request::{Answer as Reply, answer_nothing_known, answer_request};
use hawthorn_app::mash::list_requests::{Inbox, InboxRow, list_requests};
use hawthorn_app::mash::open_request::{RequestPage, open_request};
use hawthorn_app::{FieldProblem, Refusal};
use hawthorn_components::{
    BackLink, Cell, Column, Crumb, Details, NotificationBanner, Page, SummaryList, SummaryRow,
    Table,
};
use hawthorn_domain::mash::request::{AskedPerson, ChronologyLine, EarlyHelpFact, Holding};
use hawthorn_domain::platform::deadline::ClockState;
use hawthorn_domain::platform::ids::{PersonId, RequestId};
use hawthorn_domain::platform::words;
use jiff::Timestamp;
use jiff::civil::Date;
use maud::{Markup, html};

use super::reply_form::{form, lines, nothing_form};
use crate::error::{Answer, PageError};
use crate::forms::{Problems, Typed};
use crate::layout::{self, pieces};
use crate::pages::incidents::{born_phrase, refused};
use crate::pages::referrals::information::answer_in_full;
use crate::seat::Seat;

const DONE: &[(&str, &str)] = &[(
    "answered",
    "Your answer is sent. A copy of it stands on this page.",
)];

/// What has just been done.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub struct Asked {
    /// Its code.
    #[serde(default)]
    done: String,
}

/// What the page of a request shows.
pub struct View<'a> {
    /// The request and what the reader may do.
    pub request: &'a RequestPage,
    /// The day of the request in London.
    pub today: Date,
    /// The moment of the request.
    pub now: Timestamp,
    /// Where the page stands.
    pub place: Place,
}

/// Where the page of a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Among the pages of somebody who is signed in.
    Inbox,
    /// By itself, for a contact who came by a link.
    Answer,
}

impl View<'_> {
    /// Where the forms of the page go to.
    pub(super) fn action(&self) -> String {
        match self.place {
            Place::Inbox => format!("/requests/{}", self.request.request.id),
            Place::Answer => "/answer".to_owned(),
        }
    }
}

/// `GET /requests`.
pub async fn list(mut seat: Seat) -> Answer {
    let inbox = list_requests(&seat.app, &mut seat.ask).await?;
    let page = seat.page("Requests", "Requests for information");
    Ok(layout::answer(
        render_list(page, &inbox, seat.ask.now),
        &Problems::default(),
    ))
}

/// `GET /requests/{id}`.
pub async fn one(seat: Seat, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
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

/// `POST /requests/{id}`: the answer, or more lines for it.
pub async fn answer(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    if typed.one("act") == "more" {
        return show(seat, id, None, &Problems::default(), &typed).await;
    }
    let done = match written(&typed) {
        Ok(reply) => answer_request(&seat.app, &mut seat.ask, id, reply).await,
        Err(refusal) => Err(refusal),
    };
    after(seat, id, done.map(drop), &typed).await
}

/// `POST /requests/{id}/nothing`: nobody is known, said in one press (SPOC-1).
pub async fn nothing_known(mut seat: Seat, Path(id): Path<String>) -> Answer {
    let id = reference(&id)?;
    let done = answer_nothing_known(&seat.app, &mut seat.ask, id)
        .await
        .map(drop);
    after(seat, id, done, &Typed::default()).await
}

async fn after(seat: Seat, id: RequestId, done: Result<(), Refusal>, typed: &Typed) -> Answer {
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/requests/{id}?done=answered")).into_response()),
        Err(refusal) => show(seat, id, None, &Problems::of(refusal)?, typed).await,
    }
}

fn reference(id: &str) -> Result<RequestId, PageError> {
    id.parse().map_err(|_| PageError(Refusal::NotFound))
}

/// What was typed as an answer. Every date that is not a date is told at once.
pub(super) fn written(typed: &Typed) -> Result<Reply, Refusal> {
    let mut holdings = Vec::new();
    for (person, held) in typed.starting("holding-") {
        let person: PersonId = person
            .parse()
            .map_err(|bad| Refusal::field("holdings", format!("{bad}")))?;
        let held = Holding::from_code(&held).ok_or_else(|| {
            Refusal::field("holdings", "Choose known now, known before or not known.")
        })?;
        holdings.push((person, held));
    }
    let mut chronology = Vec::new();
    let mut problems = Vec::new();
    for line in 0..lines(typed) {
        match day(typed, line) {
            Ok(on) => chronology.push(ChronologyLine {
                on,
                what: typed.one(&format!("line-{line}-what")).to_owned(),
            }),
            Err(message) => problems.push(FieldProblem {
                field: format!("line-{line}-day"),
                message,
            }),
        }
    }
    if !problems.is_empty() {
        return Err(Refusal::Fields(problems));
    }
    let early_help = typed
        .all("early_help")
        .iter()
        .filter_map(|code| EarlyHelpFact::from_code(code))
        .collect();
    let text = |name: &str| typed.one(name).to_owned();
    Ok(Reply {
        early_help,
        holdings,
        chronology,
        summary: text("summary"),
        may_tell: text("may_tell"),
        withheld: text("withheld"),
        missing_people: text("missing_people"),
    })
}

fn day(typed: &Typed, line: usize) -> Result<Option<Date>, String> {
    let empty = ["day", "month", "year"]
        .iter()
        .all(|part| typed.one(&format!("line-{line}-{part}")).trim().is_empty());
    if empty {
        return Ok(None);
    }
    typed
        .date(&format!("line-{line}"))
        .map(Some)
        .map_err(|refusal| format!("Line {}: {refusal}", line.saturating_add(1)))
}

async fn show(
    mut seat: Seat,
    id: RequestId,
    flash: Option<NotificationBanner>,
    problems: &Problems,
    typed: &Typed,
) -> Answer {
    let request = open_request(&seat.app, &mut seat.ask, id).await?;
    let path = format!("/requests/{id}");
    let typed = &seat.kept(typed, path.clone(), path).await?;
    let view = View {
        request: &request,
        today: seat.ask.today(),
        now: seat.ask.now,
        place: Place::Inbox,
    };
    let inbox = !request.may_open_referral || request.request.agency == seat.ask.actor.agency;
    let mut page = seat.page(
        format!("Request {}", id.short()),
        format!("Request for information {}", id.short()),
    );
    page.flash = flash;
    if inbox {
        page.breadcrumbs = vec![
            Crumb::new("/", "My work"),
            Crumb::new("/requests", "Requests"),
        ];
    } else {
        page.back = Some(BackLink::new(format!(
            "/referrals/{}/information",
            request.request.referral
        )));
    }
    Ok(layout::answer(
        render(page, &view, problems, typed),
        problems,
    ))
}

/// The inbox from its value.
pub fn render_list(page: Page, inbox: &Inbox, now: Timestamp) -> Page {
    let late = inbox
        .open
        .iter()
        .filter(|row| matches!(row.clock, ClockState::Late { .. }))
        .count();
    let late = if late == 0 {
        String::new()
    } else {
        format!(", {late} late")
    };
    let waiting = words::count(inbox.open.len() as i64, "request waits", "requests wait");
    Page {
        body: html! {
            p.govuk-body-l { (waiting) " for your agency’s answer" (late) "." }
            @if inbox.open.is_empty() { (pieces::nothing("Nothing waits for your answer.")) } @else { (table("Waiting for an answer, due first", &inbox.open, now)) }
            h2.govuk-heading-m { "Answered" }
            @if inbox.answered.is_empty() { (pieces::nothing("Your agency has not answered a request yet.")) } @else { (table("Answered, latest first", &inbox.answered, now)) }
            (Details::new("What the rating means", "Red, amber or green (RAG) says how soon the answer is needed. The time beside it is the one that counts."))
        },
        ..page
    }
}

fn table(caption: &str, rows: &[InboxRow], now: Timestamp) -> Markup {
    let head = vec![
        "Due".into(),
        "Request".into(),
        "Rating".into(),
        Column::from("People"),
    ];
    let rows = rows.iter().map(|row| cells(row, now)).collect();
    html! { (Table { first_cell_is_header: false, ..Table::new(caption, head, rows) }) }
}

fn cells(row: &InboxRow, now: Timestamp) -> Vec<Cell> {
    let due = html! {
        @match (row.answered_at, row.clock) {
            (Some(at), _) => { "Answered " (words::moment(at)) }
            (None, ClockState::DueSoon { .. }) => (pieces::due_at(row.due_at, now, i64::MAX)),
            (None, _) => (pieces::due_at(row.due_at, now, 0)),
        }
    };
    let request = html! { a.govuk-link href={ "/requests/" (row.id) } { (row.id.short()) } br; "Asked " (words::moment(row.asked_at)) };
    vec![
        due.into(),
        request.into(),
        html! { (pieces::rag_mark(row.rag, None, now)) }.into(),
        row.people.join(", ").into(),
    ]
}

/// The page of one request from its value.
pub fn render(page: Page, view: &View<'_>, problems: &Problems, typed: &Typed) -> Page {
    let request = &view.request.request;
    Page {
        wide: view.request.may_answer,
        caption: format!("To {}", view.request.agency),
        body: html! {
            @if let Some(message) = refused(problems) { (message) }
            @if view.request.may_answer {
                div.govuk-grid-row {
                    div.govuk-grid-column-one-third-from-desktop { (question(view)) }
                    div.govuk-grid-column-two-thirds-from-desktop { (nothing_form(view)) (form(view, problems, typed)) }
                }
            } @else {
                (question(view))
                @if let Some(reply) = &request.reply {
                    h2.govuk-heading-m { "The answer as it was sent" }
                    (answer_in_full(request, reply, &view.request.agency))
                } @else if let Some(at) = request.withdrawn_at {
                    (pieces::nothing(&format!("This request was withdrawn on {}.", words::moment(at))))
                } @else {
                    (pieces::nothing("No answer has come yet."))
                }
            }
        },
        ..page
    }
}

fn question(view: &View<'_>) -> Markup {
    let request = &view.request.request;
    let by = view.request.asked_by_agency.as_ref().map_or_else(
        || request.asked_by.name.clone(),
        |agency| format!("{}, {agency}", request.asked_by.name),
    );
    let people = html! {
        ul.govuk-list { @for person in &request.people { li { (person_words(person, view.today)) } } }
    };
    let rows = vec![
        SummaryRow::new("Due", pieces::due(&request.clock, view.now)),
        SummaryRow::new(
            "Rating (red, amber or green)",
            html! { (pieces::rag_mark(request.rag, None, view.now)) },
        ),
        SummaryRow::new("Why we ask", pieces::written(&request.why)),
        SummaryRow::new("People", people),
        SummaryRow::new("Asked by", by),
        SummaryRow::new("Asked", words::moment(request.asked_at)),
    ];
    html! {
        h2.govuk-heading-m { "What is asked" }
        (SummaryList::new(rows))
        @if view.request.may_open_referral {
            p.govuk-body { a.govuk-link href={ "/referrals/" (request.referral) "/information" } { "Open the referral it belongs to" } }
        }
    }
}

/// A person asked about, in one line.
pub(super) fn person_words(person: &AskedPerson, today: Date) -> String {
    format!(
        "{}, {}, {}",
        person.name,
        person.role.label().to_lowercase(),
        born_phrase(person.born, person.born.lowest_age_on(today))
    )
}
