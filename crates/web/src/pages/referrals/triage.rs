//! The triage discussion: who took part, what was said, and why it went on without somebody (R120–R133).

use axum::extract::{Path, Query};
use hawthorn_app::mash::record_triage::{Discussion, record_triage};
use hawthorn_components::{Button, Checkboxes, Choice, InsetText, Page, SummaryList, SummaryRow};
use hawthorn_domain::mash::triage::Triage;
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use maud::{Markup, html};

use super::{Asked, Here, View, after, first, reference};
use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout::pieces;
use crate::pages::incidents::{refused, writing};
use crate::seat::Seat;

/// `GET /referrals/{id}/triage`.
pub async fn page(seat: Seat, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    first(seat, &id, &asked, Here::Triage, render).await
}

/// `POST /referrals/{id}/triage`.
pub async fn send(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    let discussion = Discussion {
        agencies: typed.all("agencies").iter().map(AgencyCode::new).collect(),
        discussion: typed.one("discussion").to_owned(),
        without: typed.one("without").to_owned(),
    };
    let done = record_triage(&seat.app, &mut seat.ask, id, discussion)
        .await
        .map(|_| "triaged");
    after(seat, id, done, Here::Triage, render, &typed).await
}

/// The page from its value.
pub fn render(page: Page, view: &View<'_>, problems: &Problems, typed: &Typed) -> Page {
    let referral = view.referral;
    let answers = referral.answers;
    Page {
        body: html! {
            @if let Some(message) = refused(problems) { (message) }
            @if answers.open() > 0 && referral.referral.triage.is_none() {
                (InsetText::new(html! {
                    (words::count(answers.open() as i64, "answer is", "answers are")) " still to come. "
                    a.govuk-link href=(view.path("/information")) { "See who has answered" }
                }))
            }
            @if let Some(triage) = &referral.referral.triage { (recorded(view, triage)) }
            @if view.may(Verb::RecordTriage) { (form(view, problems, typed)) }
            @else if referral.referral.rating().is_none() {
                p.govuk-body { "The rating comes first: it says how long triage has. " a.govuk-link href=(view.path("")) { "Go to the rating" } }
            } @else if referral.referral.triage.is_none() {
                (pieces::nothing("No triage discussion has been recorded."))
            }
        },
        ..page
    }
}

fn recorded(view: &View<'_>, triage: &Triage) -> Markup {
    let name = |code: &AgencyCode| {
        view.referral
            .agencies
            .iter()
            .find(|agency| agency.code == *code)
            .map_or_else(|| code.to_string(), |agency| agency.name.clone())
    };
    let agencies: Vec<String> = triage.agencies.iter().map(name).collect();
    let mut rows = vec![
        SummaryRow::new("Took part", agencies.join(", ")),
        SummaryRow::new("Discussion", pieces::written(&triage.discussion)),
    ];
    if !triage.without.is_empty() {
        rows.push(SummaryRow::new(
            "Why it went on without somebody",
            pieces::written(&triage.without),
        ));
    }
    rows.push(SummaryRow::new(
        "Recorded by",
        format!("{}, {}", triage.by.name, words::moment(triage.at)),
    ));
    html! {
        (SummaryList::new(rows))
        p.govuk-body { a.govuk-link href=(view.path("/outcome")) { "Go to the outcome" } }
    }
}

fn form(view: &View<'_>, problems: &Problems, typed: &Typed) -> Markup {
    let before = view.referral.referral.triage.as_ref();
    // What was recorded is there to be written again, until something has been typed over it.
    let text = |name: &str, kept: fn(&Triage) -> &str| match before {
        Some(triage) if problems.is_empty() => kept(triage).to_owned(),
        _ => typed.one(name).to_owned(),
    };
    let there = |code: &AgencyCode| match before {
        Some(triage) if problems.is_empty() => triage.agencies.contains(code),
        _ => typed
            .all("agencies")
            .iter()
            .any(|typed| typed == code.as_str()),
    };
    let items = view
        .referral
        .agencies
        .iter()
        .map(|agency| {
            let hint = agency.core.then(|| "Part of every triage".into());
            Choice {
                checked: there(&agency.code),
                hint,
                ..Choice::new(agency.code.as_str(), agency.name.as_str())
            }
        })
        .collect();
    let words = if before.is_some() {
        "Record the discussion again"
    } else {
        "Record the discussion"
    };
    html! {
        form method="post" action=(view.path("/triage")) novalidate {
            @if before.is_some() { h2.govuk-heading-m { "Write it again" } }
            (Checkboxes { error: problems.at("agencies"), ..Checkboxes::new("agencies", "Who took part?", items) })
            (writing("discussion", "What was discussed", "What the answers mean together, for each person, and what is recommended.", &text("discussion", |triage| &triage.discussion), problems.at("discussion")))
            (writing("without", "Why it went on without a member or an answer", "Only when an agency of every triage was not there, or an answer had not come.", &text("without", |triage| &triage.without), problems.at("without")))
            (Button::new(words))
        }
    }
}
