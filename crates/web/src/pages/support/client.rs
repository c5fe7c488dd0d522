//! One client: how to reach them safely first of all, each try in two taps, their voice before and after the meeting (R3, R202, IDV-1, IDV-2).

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::platform::refusal::Told;
use hawthorn_app::support::client::{
    ClientPage, end_work, open_client, record_try, record_voice, set_work, take_on_client,
};
use hawthorn_components::{
    Button, Checkboxes, Choice, Crumb, DateInput, Details, IdentityStrip, InsetText, Page, Radios,
    TextInput, Textarea,
};
use hawthorn_domain::platform::ids::SupportCaseId;
use hawthorn_domain::platform::settings::choices::TeamWork;
use hawthorn_domain::platform::settings::support::SupportTeam;
use hawthorn_domain::platform::words;
use hawthorn_domain::support::client::{TryResult, VoiceTime};
use jiff::Timestamp;
use maud::{Markup, Render, html};

use super::CAPTION;
use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout::{self, pieces};
use crate::pages::marac::id;
use crate::seat::Seat;

/// The page, from what it shows and what was typed.
pub fn render(
    mut page: Page,
    view: &ClientPage,
    now: Timestamp,
    problems: &Problems,
    typed: &Typed,
) -> Page {
    let case = &view.case;
    page.caption = CAPTION.to_owned();
    page.breadcrumbs = vec![Crumb::new("/caseload", "Caseload")];
    page.identity = Some(IdentityStrip {
        name: view.name.clone(),
        href: format!("/people/{}", case.client),
        reference: case.id.short(),
        safe_contact: pieces::safe_contact(&view.standing),
        orders: view.orders.clone(),
        ..IdentityStrip::default()
    });
    page.body = html! {
        p.govuk-body { a.govuk-link href={ "/people/" (case.client) "/contact" } { "How to reach this person safely" } ". A number is shown there when you open it, and that is kept." }
        p.govuk-body { "First contact: " (pieces::due(&case.first_contact, now)) }
        @match &case.worker {
            Some(worker) => { p.govuk-body { (worker.name) " works with this client since " (words::moment(worker.since)) "." } }
            None => { p.govuk-body { "Nobody works with this client yet." } }
        }
        @if case.is_open() {
            form method="post" action={ "/clients/" (case.id) "/take-on" } novalidate { (Button::secondary("I work with this client")) }
            (try_form(view, problems, typed))
        } @else if let Some(ended) = &case.ended {
            (InsetText::new(html! { "The work ended on " (words::moment(ended.at)) ": " (ended.why) }))
        }
        @if let Some(team) = &view.team { (team_work(view, team, problems)) }
        (tries(view))
        (voice(view, problems, typed))
        @if case.is_open() { (end_form(view, problems, typed)) }
    };
    page
}

/// What the team does with the case, to say and to see (R206, R211).
fn team_work(view: &ClientPage, team: &SupportTeam, problems: &Problems) -> Markup {
    let case = &view.case;
    let choices = team
        .work
        .iter()
        .map(|work| Choice::new(work.code(), work.label()))
        .collect();
    let said: Vec<String> = case
        .work
        .iter()
        .map(|work| work.code().to_owned())
        .collect();
    html! {
        h2.govuk-heading-m { (team.name) }
        @if case.is_open() {
            form method="post" action={ "/clients/" (case.id) "/work" } novalidate {
                (Checkboxes { error: problems.at("work"), values: said, ..Checkboxes::new("work", "What does the team do?", choices) })
                (Button::secondary("Record the work"))
            }
        } @else {
            @for work in &case.work { p.govuk-body { (work.label()) } }
        }
    }
}

fn try_form(view: &ClientPage, problems: &Problems, typed: &Typed) -> Markup {
    let choices = TryResult::ALL
        .iter()
        .map(|one| Choice::new(one.code(), one.label()))
        .collect();
    html! {
        form method="post" action={ "/clients/" (view.case.id) "/try" } novalidate autocomplete="off" {
            (Radios { error: problems.at("result"), value: typed.one("result").to_owned(), ..Radios::new("result", "You tried to reach the client", choices) })
            (Details::new("Next try, and a note", html! {
                (DateInput { error: problems.at("next"), ..DateInput::new("next", "When will you try again?") }.with_values(["day", "month", "year"].map(|part| typed.one(&format!("next-{part}")))))
                (TextInput { error: problems.at("note"), value: typed.one("note").to_owned(), autocomplete: "off".to_owned(), ..TextInput::new("note", "Note (optional)") })
            }))
            (Button::new("Record the try"))
        }
    }
}

fn tries(view: &ClientPage) -> Markup {
    html! {
        h2.govuk-heading-m { "Tries" }
        @if view.case.tries.is_empty() { (pieces::nothing("Nobody has tried to reach the client yet.")) }
        ul.govuk-list {
            @for one in view.case.tries.iter().rev() {
                li {
                    strong { (one.result.label()) } ", " (words::moment(one.at)) ", " (one.by.name)
                    @if let Some(next) = one.next { ". Next try on " (words::date(next)) }
                    @if !one.note.is_empty() { ". " (one.note) }
                }
            }
        }
    }
}

fn voice(view: &ClientPage, problems: &Problems, typed: &Typed) -> Markup {
    let case = &view.case;
    html! {
        h2.govuk-heading-m { "In the client’s own words" }
        @if let Some(at) = view.meeting_at { p.govuk-body { "The pair is on the agenda of " (words::moment(at)) "." } }
        @if let Some(at) = view.heard_at { p.govuk-body { "The pair was heard on " (words::moment(at)) "." } }
        @if !view.told_of.is_empty() {
            p.govuk-body { "Of the plan the client sees or is told:" }
            ul.govuk-list.govuk-list--bullet { @for action in &view.told_of { li { (action.what) " By " (words::date(action.due)) "." } } }
        }
        @for note in &case.voice {
            h3.govuk-heading-s { (note.time.label()) ", " (words::moment(note.at)) ", " (note.by.name) }
            (InsetText::new(pieces::written(&note.text)))
        }
        @if case.is_open() {
            form method="post" action={ "/clients/" (case.id) "/voice" } novalidate autocomplete="off" {
                (Radios {
                    error: problems.at("time"),
                    value: typed.one("time").to_owned(),
                    ..Radios::new("time", "When?", vec![
                        Choice { hint: Some("What the client says and wants; it goes with the referral and is read out".into()), ..Choice::new(VoiceTime::Before.code(), VoiceTime::Before.label()) },
                        Choice { hint: Some("What the client was told of the plan, or that it was not safe to tell".into()), ..Choice::new(VoiceTime::After.code(), VoiceTime::After.label()) },
                    ])
                })
                (Textarea { error: problems.at("text"), value: typed.one("text").to_owned(), rows: Some(4), autocomplete: "off".to_owned(), ..Textarea::new("text", "The words") })
                (Button::new("Save the words"))
            }
        }
    }
}

fn end_form(view: &ClientPage, problems: &Problems, typed: &Typed) -> Markup {
    Details {
        open: problems.at("why").is_some(),
        ..Details::new(
            "End the work with this client",
            html! {
                form method="post" action={ "/clients/" (view.case.id) "/end" } novalidate autocomplete="off" {
                    (Textarea { error: problems.at("why"), value: typed.one("why").to_owned(), rows: Some(2), autocomplete: "off".to_owned(), ..Textarea::new("why", "Why does the work end?") })
                    (Button::secondary("End the work"))
                }
            },
        )
    }
    .render()
}

/// `GET /clients/{id}`.
///
/// # Errors
/// When the client is not there for this reader.
pub async fn page(seat: Seat, Path(client): Path<String>) -> Answer {
    show(seat, id(&client)?, &Problems::default(), &Typed::default()).await
}

/// `POST /clients/{id}/take-on`.
///
/// # Errors
/// When the client is not there for this reader.
pub async fn take_on(mut seat: Seat, Path(client): Path<String>) -> Answer {
    let id: SupportCaseId = id(&client)?;
    let done = take_on_client(&seat.app, &mut seat.ask, id).await;
    after(seat, id, done, &Typed::default()).await
}

/// `POST /clients/{id}/try`.
///
/// # Errors
/// When the client is not there for this reader.
pub async fn tried(mut seat: Seat, Path(client): Path<String>, typed: Typed) -> Answer {
    let id: SupportCaseId = id(&client)?;
    let done = recorded(&mut seat, id, &typed).await;
    after(seat, id, done, &typed).await
}

async fn recorded(seat: &mut Seat, id: SupportCaseId, typed: &Typed) -> Told<()> {
    // Asked first, so that a client who is not there is answered as missing.
    open_client(&seat.app, &mut seat.ask, id).await?;
    let result = TryResult::from_code(typed.one("result"))
        .ok_or_else(|| Refusal::field("result", "Say what came of the try."))?;
    let next = crate::pages::risk::orders::optional_day("next", typed)?;
    record_try(
        &seat.app,
        &mut seat.ask,
        id,
        result,
        next,
        typed.one("note"),
    )
    .await
}

/// `POST /clients/{id}/voice`.
///
/// # Errors
/// When the client is not there for this reader.
pub async fn heard(mut seat: Seat, Path(client): Path<String>, typed: Typed) -> Answer {
    let id: SupportCaseId = id(&client)?;
    let done = match VoiceTime::from_code(typed.one("time")) {
        Some(time) => record_voice(&seat.app, &mut seat.ask, id, time, typed.one("text")).await,
        None => match open_client(&seat.app, &mut seat.ask, id).await {
            Ok(_) => Err(Refusal::field(
                "time",
                "Say whether it was before or after the meeting.",
            )),
            Err(refusal) => Err(refusal),
        },
    };
    after(seat, id, done, &typed).await
}

/// `POST /clients/{id}/work`.
///
/// # Errors
/// When the client is not there for this reader.
pub async fn work(mut seat: Seat, Path(client): Path<String>, typed: Typed) -> Answer {
    let id: SupportCaseId = id(&client)?;
    let chosen: Option<Vec<TeamWork>> = typed
        .all("work")
        .iter()
        .map(|code| TeamWork::from_code(code))
        .collect();
    let done = match chosen {
        Some(chosen) => set_work(&seat.app, &mut seat.ask, id, chosen).await,
        None => Err(Refusal::field(
            "work",
            "Choose from the list of the team’s work.",
        )),
    };
    after(seat, id, done, &typed).await
}

/// `POST /clients/{id}/end`.
///
/// # Errors
/// When the client is not there for this reader.
pub async fn end(mut seat: Seat, Path(client): Path<String>, typed: Typed) -> Answer {
    let id: SupportCaseId = id(&client)?;
    let done = end_work(&seat.app, &mut seat.ask, id, typed.one("why")).await;
    after(seat, id, done, &typed).await
}

async fn after(seat: Seat, id: SupportCaseId, done: Told<()>, typed: &Typed) -> Answer {
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/clients/{id}")).into_response()),
        Err(refusal) => show(seat, id, &Problems::of(refusal)?, typed).await,
    }
}

async fn show(mut seat: Seat, id: SupportCaseId, problems: &Problems, typed: &Typed) -> Answer {
    let view = open_client(&seat.app, &mut seat.ask, id).await?;
    let title = format!("Client {}", id.short());
    let page = render(
        seat.page(title.as_str(), title.as_str()),
        &view,
        seat.ask.now,
        problems,
        typed,
    );
    Ok(layout::answer(page, problems))
}
