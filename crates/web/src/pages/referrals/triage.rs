//! The triage discussion: who took part, what was said, and why it went on without somebody (R120–R133).

use axum::extract::{Path, Query};
use hawthorn_app::mash::open_referral::ReferralPage;
use hawthorn_app::mash::record_triage::{Discussion, record_triage};
use hawthorn_components::{
    Button, Checkboxes, Choice, Fieldset, InsetText, Page, SummaryList, SummaryRow, TextInput,
};
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
        absent: typed
            .starting("why-")
            .into_iter()
            .map(|(code, why)| (AgencyCode::new(code), why))
            .collect(),
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
            (considered(referral))
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

/// What must not be overlooked, before anything is decided (R264–R268).
pub(super) fn considered(referral: &ReferralPage) -> Markup {
    html! {
        @if !referral.considered.is_empty() {
            h2.govuk-heading-s { "Not to be overlooked" }
            ul.govuk-list.govuk-list--bullet { @for one in &referral.considered { li { (one.label()) } } }
        }
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
    if !triage.absent.is_empty() {
        let absent = html! {
            ul.govuk-list { @for absent in &triage.absent { li { (name(&absent.agency)) ": " (absent.why) } } }
        };
        rows.push(SummaryRow::new("Not there, and why", absent));
    }
    if !triage.without.is_empty() {
        rows.push(SummaryRow::new(
            "Why it went on without an answer",
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
    let first = problems.is_empty() && typed.is_empty();
    let text = |name: &str, kept: fn(&Triage) -> &str| match before {
        Some(triage) if first => kept(triage).to_owned(),
        _ => typed.one(name).to_owned(),
    };
    let there = |code: &AgencyCode| match before {
        Some(triage) if first => triage.agencies.contains(code),
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
        (typed.offer())
        form method="post" action=(typed.action(&view.path("/triage"))) novalidate {
            @if before.is_some() { h2.govuk-heading-m { "Write it again" } }
            (Checkboxes { error: problems.at("agencies"), ..Checkboxes::new("agencies", "Who took part?", items) })
            (why_absent(view, problems, typed))
            (writing("discussion", "What was discussed", "What the answers mean together, for each person, and what is recommended.", &text("discussion", |triage| &triage.discussion), problems.at("discussion")))
            (writing("without", "Why it went on without a member or an answer", "Only when an agency of every triage was not there, or an answer had not come.", &text("without", |triage| &triage.without), problems.at("without")))
            (Button::new(words))
            (typed.keep_button())
        }
    }
}

/// For each member of the core, a line on why it was not there (R121).
fn why_absent(view: &View<'_>, problems: &Problems, typed: &Typed) -> Markup {
    let before = view.referral.referral.triage.as_ref();
    let why = |code: &AgencyCode| {
        let kept = before
            .filter(|_| problems.is_empty() && typed.is_empty())
            .and_then(|triage| triage.absent.iter().find(|absent| absent.agency == *code));
        kept.map_or_else(
            || typed.one(&format!("why-{code}")).to_owned(),
            |absent| absent.why.clone(),
        )
    };
    html! {
        (Fieldset {
            role: "group".to_owned(),
            ..Fieldset::new("Why was a member of the core not there?", html! {
                div.govuk-hint { "Leave empty for those who took part. Either side of social care stands for both where the area says so." }
                @for agency in view.referral.agencies.iter().filter(|agency| agency.core) {
                    (TextInput {
                        value: why(&agency.code),
                        autocomplete: "off".to_owned(),
                        group_classes: "govuk-!-margin-bottom-2".to_owned(),
                        ..TextInput::new(format!("why-{}", agency.code), agency.name.as_str())
                    })
                }
            })
        })
    }
}
