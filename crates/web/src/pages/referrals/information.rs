//! What agencies hold: whom we asked, what they answered in full, and asking more (R124–R140).

use axum::extract::{Path, Query};
use hawthorn_app::mash::open_referral::RequestLine;
use hawthorn_app::mash::request_information::{Question, request_information};
use hawthorn_app::mash::withdraw_request::withdraw_request;
use hawthorn_app::{FieldProblem, Refusal};
use hawthorn_components::{
    Button, Cell, Checkboxes, Choice, Column, Page, SummaryList, SummaryRow, Table, Tag, TagColour,
};
use hawthorn_domain::mash::request::{InformationRequest, Reply};
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::deadline::ClockState;
use hawthorn_domain::platform::ids::{PersonId, ReferralId, RequestId};
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use maud::{Markup, html};

use super::{Asked, Here, View, after, first, reference};
use crate::error::{Answer, PageError};
use crate::forms::{Problems, Typed};
use crate::layout::pieces;
use crate::pages::incidents::{refused, writing};
use crate::seat::Seat;

/// `GET /referrals/{id}/information`.
pub async fn page(seat: Seat, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    first(seat, &id, &asked, Here::Information, render).await
}

/// `POST /referrals/{id}/requests`.
pub async fn ask(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    let done = asked(&mut seat, id, &typed).await.map(|()| "asked");
    after(seat, id, done, Here::Information, render, &typed).await
}

/// `POST /referrals/{id}/requests/{request}/withdraw`.
pub async fn withdraw(mut seat: Seat, Path((id, request)): Path<(String, String)>) -> Answer {
    let id = reference(&id)?;
    let request: RequestId = request.parse().map_err(|_| PageError(Refusal::NotFound))?;
    let done = withdraw_request(&seat.app, &mut seat.ask, request)
        .await
        .map(|()| "withdrawn");
    after(seat, id, done, Here::Information, render, &Typed::default()).await
}

async fn asked(seat: &mut Seat, id: ReferralId, typed: &Typed) -> Result<(), Refusal> {
    // The form shows whom it asks and about whom, so an empty choice is a slip
    // here and not the wish for everybody that it is to other callers.
    let mut problems = Vec::new();
    let mut none = |field: &str, message: &str| {
        if typed.all(field).is_empty() {
            problems.push(FieldProblem {
                field: field.to_owned(),
                message: message.to_owned(),
            });
        }
    };
    none("agencies", "Choose at least one agency to ask.");
    none("people", "Choose at least one person to ask about.");
    if !problems.is_empty() {
        return Err(Refusal::Fields(problems));
    }
    let people = typed
        .all("people")
        .iter()
        .map(|person| person.parse::<PersonId>())
        .collect::<Result<_, _>>();
    let people = people.map_err(|bad| Refusal::field("people", bad.to_string()))?;
    let agencies = typed.all("agencies").iter().map(AgencyCode::new).collect();
    let question = Question {
        agencies,
        why: typed.one("why").to_owned(),
        people,
    };
    request_information(&seat.app, &mut seat.ask, id, question)
        .await
        .map(drop)
}

/// The page from its value.
pub fn render(page: Page, view: &View<'_>, problems: &Problems, typed: &Typed) -> Page {
    let referral = view.referral;
    Page {
        body: html! {
            @if let Some(message) = refused(problems) { (message) }
            @if referral.requests.is_empty() { (pieces::nothing("No agency has been asked yet.")) } @else { (requests(view)) }
            @for line in &referral.requests { (reply_part(line)) }
            @if view.may(Verb::RequestInformation) { (form(view, problems, typed)) }
            @else if referral.referral.rating().is_none() {
                p.govuk-body { "The rating comes first: it says by when agencies have to answer. " a.govuk-link href=(view.path("")) { "Go to the rating" } }
            }
        },
        ..page
    }
}

fn requests(view: &View<'_>) -> Markup {
    let answers = view.referral.answers;
    let caption = format!("Answers in: {} of {}", answers.answered, answers.asked);
    let head = vec![
        "Agency".into(),
        "State".into(),
        "Due".into(),
        Column::from("Withdraw"),
    ];
    let rows = view
        .referral
        .requests
        .iter()
        .map(|line| cells(line, view))
        .collect();
    html! { (Table::new(caption, head, rows)) }
}

fn cells(line: &RequestLine, view: &View<'_>) -> Vec<Cell> {
    let agency = html! { @if line.whole.is_some() { a.govuk-link href={ "/requests/" (line.id) } { (line.agency_name) } } @else { (line.agency_name) } };
    let state = html! {
        @match line.state { "open" => (Tag::new("Waiting", TagColour::Blue)), "withdrawn" => (Tag::new("Withdrawn", TagColour::Grey)), _ => "Answered" }
    };
    let due = html! {
        @match (line.state, line.clock) {
            ("withdrawn", _) => "No longer due",
            (_, ClockState::Done { on_time }) => { @if on_time { "Answered in time" } @else { "Answered late" } }
            (_, ClockState::DueSoon { .. }) => (pieces::due_at(line.due_at, view.now, i64::MAX)),
            _ => (pieces::due_at(line.due_at, view.now, 0)),
        }
    };
    let withdraw = html! {
        @if line.state == "open" && view.may(Verb::RequestInformation) {
            form method="post" action=(view.path(&format!("/requests/{}/withdraw", line.id))) {
                button.hw-link-button type="submit" { "Withdraw" span.govuk-visually-hidden { " the request to " (line.agency_name) } }
            }
        }
    };
    vec![agency.into(), state.into(), due.into(), withdraw.into()]
}

fn reply_part(line: &RequestLine) -> Markup {
    html! {
        @if let Some(whole) = &line.whole {
            @if let Some(reply) = &whole.reply {
                h2.govuk-heading-m { "What " (line.agency_name) " answered" }
                (answer_in_full(whole, reply, &line.agency_name))
            }
        } @else if line.state == "answered" {
            h2.govuk-heading-m { "What " (line.agency_name) " answered" }
            (pieces::nothing("This answer is not open to you."))
        }
    }
}

/// An answer exactly as it was sent, for the hub and for the agency that sent it.
pub(crate) fn answer_in_full(request: &InformationRequest, reply: &Reply, agency: &str) -> Markup {
    let people = reply
        .holdings
        .iter()
        .map(|(person, holding)| {
            let name = request
                .people
                .iter()
                .find(|asked| asked.person == *person)
                .map_or("Restricted person", |asked| asked.name.as_str());
            vec![Cell::from(name), holding.label().into()]
        })
        .collect();
    let chronology = reply
        .chronology
        .iter()
        .map(|line| {
            vec![
                Cell::from(
                    line.on
                        .map_or_else(|| "Date not known".to_owned(), words::date),
                ),
                pieces::written(&line.what).into(),
            ]
        })
        .collect();
    let texts = [
        ("What it means for risk", &reply.summary),
        ("What the person may be told", &reply.may_tell),
        ("Withheld, and why", &reply.withheld),
        (
            "People or facts missing from the family",
            &reply.missing_people,
        ),
    ];
    let rows: Vec<SummaryRow> = texts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(key, text)| SummaryRow::new(key, pieces::written(text)))
        .collect();
    html! {
        p.govuk-body { "Answered by " (reply.by.name) ", " (words::moment(reply.at)) "." }
        @if let Some(mail) = reply.mail {
            p.govuk-body { "The answer came by mail. " a.govuk-link href={ "/mail/" (mail) } { "Read the mail and save its files" } "." }
        }
        @if !reply.holdings.is_empty() {
        (Table::new(format!("What {agency} holds on each person"), vec!["Person".into(), Column::from("Held")], people))
        }
        @if !reply.chronology.is_empty() {
            (Table::new(format!("Short chronology of {agency}"), vec!["Date".into(), Column::from("What happened")], chronology))
        }
        @if !reply.early_help.is_empty() {
            ul.govuk-list.govuk-list--bullet { @for fact in &reply.early_help { li { (fact.label()) } } }
        }
        @if !rows.is_empty() { (SummaryList::new(rows)) }
    }
}

fn form(view: &View<'_>, problems: &Problems, typed: &Typed) -> Markup {
    let referral = view.referral;
    // At first the agencies of every triage are chosen (R121); after a problem, what was typed.
    let chosen = |name: &str, value: &str, at_first: bool| {
        if problems.is_empty() {
            at_first
        } else {
            typed.all(name).iter().any(|typed| typed == value)
        }
    };
    let agencies: Vec<Choice> = referral
        .agencies
        .iter()
        .filter(|agency| !agency.asked)
        .map(|agency| {
            let core = agency.core && agency.code != referral.referral.lead_agency;
            let hint = agency.core.then(|| "Part of every triage".into());
            Choice {
                checked: chosen("agencies", agency.code.as_str(), core),
                hint,
                ..Choice::new(agency.code.as_str(), agency.name.as_str())
            }
        })
        .collect();
    let people: Vec<Choice> = referral
        .subjects
        .iter()
        .filter(|subject| subject.open)
        .map(|subject| {
            let id = subject.person.to_string();
            Choice {
                checked: chosen("people", &id, true),
                ..Choice::new(
                    id,
                    format!("{}, {}", subject.name, subject.role.label().to_lowercase()),
                )
            }
        })
        .collect();
    html! {
        h2.govuk-heading-m { "Ask agencies" }
        @if agencies.is_empty() { (pieces::nothing("Every agency of the area has been asked.")) }
        @else if people.is_empty() { (pieces::nothing("No person of this referral is open to you, so nobody can be asked about.")) }
        @else {
            form method="post" action=(view.path("/requests")) novalidate {
                (writing("why", "Why you ask", "Each agency reads these words and searches by them. Say only what it needs to know.", typed.one("why"), problems.at("why")))
                (Checkboxes { error: problems.at("people"), hint: Some("Each agency sees the names and dates of birth you choose here, and nobody else’s.".into()), ..Checkboxes::new("people", "About whom?", people) })
                (Checkboxes { error: problems.at("agencies"), ..Checkboxes::new("agencies", "Which agencies?", agencies) })
                (Button::new("Send the request to these agencies"))
            }
        }
    }
}
