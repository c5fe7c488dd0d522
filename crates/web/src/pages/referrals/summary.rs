//! A referral in short: where it came from, its people, its rating with every rating before it (R115–R119).

use axum::extract::{Path, Query};
use hawthorn_app::Refusal;
use hawthorn_app::mash::open_referral::IncidentLine;
use hawthorn_app::mash::set_rating::{NewRating, set_rating};
use hawthorn_components::{
    Button, ButtonStyle, Cell, Choice, Column, InsetText, Page, Radios, SummaryList, SummaryRow,
    Table,
};
use hawthorn_domain::incidents::PartyRole;
use hawthorn_domain::mash::Rag;
use hawthorn_domain::mash::rag::Rating;
use hawthorn_domain::platform::ids::ReferralId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use hawthorn_domain::referrals::ReferralState;
use maud::{Markup, html};

use super::{Asked, Here, View, after, born, clock, first, reference};
use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout::pieces;
use crate::pages::incidents::{refused, writing};
use crate::pages::marac::flags;
use crate::pages::people::candidates;
use crate::seat::Seat;

/// `GET /referrals/{id}`.
pub async fn page(seat: Seat, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    first(seat, &id, &asked, Here::Summary, render).await
}

/// `POST /referrals/{id}/rating`.
pub async fn rate(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    let done = rated(&mut seat, id, &typed).await.map(|()| "rated");
    after(seat, id, done, Here::Summary, render, &typed).await
}

async fn rated(seat: &mut Seat, id: ReferralId, typed: &Typed) -> Result<(), Refusal> {
    let rag = Rag::from_code(typed.one("rag"))
        .ok_or_else(|| Refusal::field("rag", "Choose red, amber or green."))?;
    let new = NewRating {
        rag,
        reason: typed.one("reason").to_owned(),
    };
    set_rating(&seat.app, &mut seat.ask, id, new)
        .await
        .map(drop)
}

/// The page from its value.
pub fn render(page: Page, view: &View<'_>, problems: &Problems, typed: &Typed) -> Page {
    let referral = &view.referral.referral;
    Page {
        body: html! {
            @if let Some(message) = refused(problems) { (message) }
            (next(view))
            (candidates::panel(&view.referral.may_be))
            (flags::shown(view.referral.flag.as_ref(), None))
            (facts(view))
            @if let Some(incident) = &view.referral.incident { (incident_part(incident)) }
            (people(view))
            h2.govuk-heading-m { "Rating: red, amber or green (RAG)" }
            @if !view.referral.times_confirmed {
                (InsetText::new("The area has not confirmed how long each rating allows. The times shown here are a proposal."))
            }
            (rating(view))
            (clock::part(view, problems, typed))
            @if view.may(Verb::SetRating) { (form(view, problems, typed)) }
            (ratings(&referral.ratings))
        },
        ..page
    }
}

/// What is to be done next, and by whom.
fn next(view: &View<'_>) -> Markup {
    let (words, rest, link) = match view.referral.state {
        ReferralState::ToRate => (
            "Next: the social care team manager sets the rating.",
            "",
            "",
        ),
        ReferralState::Gathering => (
            "Next: agencies answer what they hold.",
            "/information",
            "See who has answered",
        ),
        ReferralState::ReadyForTriage if view.referral.referral.triage.is_some() => (
            "Next: somebody proposes the outcome.",
            "/outcome",
            "Go to the outcome",
        ),
        ReferralState::ReadyForTriage if view.referral.answers.asked == 0 => (
            "Next: ask agencies what they hold, or record the triage.",
            "/information",
            "Go to information",
        ),
        ReferralState::ReadyForTriage => (
            "Next: every agency asked has answered. Record the triage.",
            "/triage",
            "Go to triage",
        ),
        ReferralState::AwaitingAuthorisation => (
            "Next: the social care team manager authorises the outcome.",
            "/outcome",
            "Go to the outcome",
        ),
        ReferralState::MeetingToRecord => (
            "Next: the meeting is held and its record completed.",
            "/meeting",
            "Go to the meeting",
        ),
        ReferralState::FollowingUp => (
            "Next: somebody takes up what the outcomes ask for.",
            "/outcome",
            "Go to the outcome",
        ),
        ReferralState::Finished if view.referral.referral.feedback.is_none() => {
            ("Next: tell the referrer.", "/outcome", "Go to the outcome")
        }
        ReferralState::Finished => (
            "Finished: the outcome is authorised and the referrer has been told.",
            "",
            "",
        ),
    };
    html! {
        (InsetText::new(html! {
            (words)
            @if !link.is_empty() { " " a.govuk-link href=(view.path(rest)) { (link) } }
        }))
    }
}

fn facts(view: &View<'_>) -> Markup {
    let referral = &view.referral.referral;
    let mut rows = vec![
        SummaryRow::new("Where it stands", view.referral.state.label()),
        SummaryRow::new("Received", words::moment(referral.received_at)),
        SummaryRow::new("Referred by", referral.referred_by.name.as_str()),
        SummaryRow::new("Why it was referred", pieces::written(&referral.reason)),
        SummaryRow::new("Lead agency", view.referral.lead_agency.as_str()),
    ];
    if let Some(clock) = &referral.meeting_clock {
        rows.push(SummaryRow::new(
            "Record of the meeting",
            pieces::due(clock, view.now),
        ));
    }
    if let Some(clock) = &view.referral.acknowledge_clock {
        rows.push(SummaryRow::new(
            "Acknowledging it to the referrer",
            pieces::due(clock, view.now),
        ));
    }
    if let Some(clock) = &view.referral.feedback_clock {
        rows.push(SummaryRow::new(
            "Telling the referrer",
            pieces::due(clock, view.now),
        ));
    }
    html! { (SummaryList::new(rows)) }
}

fn incident_part(incident: &IncidentLine) -> Markup {
    html! {
        h2.govuk-heading-m { "The incident" }
        p.govuk-body {
            a.govuk-link href={ "/incidents/" (incident.id) } { "Incident " (incident.reference) }
            ", reported " (words::moment(incident.reported_at)) ". Level now: " (incident.level.label().to_lowercase()) "."
        }
        (pieces::written(&incident.summary))
    }
}

fn people(view: &View<'_>) -> Markup {
    let head = vec!["Name".into(), "Part".into(), Column::from("Born (age)")];
    let rows = view
        .referral
        .subjects
        .iter()
        .map(|subject| {
            let name = html! {
                @if subject.open { a.govuk-link href={ "/people/" (subject.person) } { (subject.name) } } @else { (subject.name) }
            };
            vec![Cell::from(name), subject.role.label().into(), born(subject, view.today).into()]
        })
        .collect();
    html! {
        h2.govuk-heading-m { "People" }
        (Table::new(words::count(view.referral.subjects.len() as i64, "person", "people"), head, rows))
        (marac(view))
    }
}

/// The way from a referral to MARAC; incidents that meet its criteria are considered for both (R132).
fn marac(view: &View<'_>) -> Markup {
    let of = |role| {
        view.referral
            .subjects
            .iter()
            .find(|subject| subject.open && subject.role == role)
    };
    html! {
        @if let (Some(victim), Some(other)) = (of(PartyRole::Victim), of(PartyRole::PersonCausingHarm)) {
            p.govuk-body {
                a.govuk-link href={ "/marac/refer/" (victim.person) "/" (other.person) "?referral=" (view.referral.referral.id) } {
                    "See which criteria of the MARAC meeting this pair meets, or refer it"
                }
            }
        }
    }
}

fn rating(view: &View<'_>) -> Markup {
    let referral = &view.referral.referral;
    html! {
        @match referral.rating() {
            Some(rating) => {
                p.govuk-body { (pieces::rag_mark(rating.rag, None, view.now)) }
                @if let Some(clock) = &referral.clock { p.govuk-body { (pieces::due(clock, view.now)) } }
            }
            None => { (pieces::nothing("Not rated yet.")) }
        }
    }
}

fn form(view: &View<'_>, problems: &Problems, typed: &Typed) -> Markup {
    let now = view.referral.referral.rating().map(|rating| rating.rag);
    let items = Rag::ALL
        .iter()
        .filter(|rag| Some(**rag) != now)
        .map(|rag| Choice {
            hint: Some(meaning(*rag).into()),
            ..Choice::new(rag.code(), rag.label())
        })
        .collect();
    let (style, words) = if now.is_none() {
        (ButtonStyle::Primary, "Set the rating")
    } else {
        (ButtonStyle::Secondary, "Change the rating")
    };
    html! {
        form method="post" action=(view.path("/rating")) novalidate {
            (Radios { value: typed.one("rag").to_owned(), error: problems.at("rag"), ..Radios::new("rag", if now.is_none() { "Which rating fits?" } else { "Which rating fits now?" }, items) })
            (writing("reason", "Why this rating fits", "Each rating is kept with its reason.", typed.one("reason"), problems.at("reason")))
            (Button { style, ..Button::new(words) })
        }
    }
}

const fn meaning(rag: Rag) -> &'static str {
    match rag {
        Rag::Red => "Immediate concern.",
        Rag::Amber => "A concern that can wait for the next day.",
        Rag::Green => "No sign of immediate harm.",
    }
}

fn ratings(ratings: &[Rating]) -> Markup {
    let head = vec![
        "Rating".into(),
        "Why".into(),
        "Set by".into(),
        Column::from("Due by it"),
    ];
    let rows = ratings
        .iter()
        .rev()
        .map(|rating| {
            let by = format!("{}, {}", rating.by.name, words::moment(rating.at));
            vec![
                Cell::from(rating.rag.label()),
                pieces::written(&rating.reason).into(),
                by.into(),
                words::due(rating.due_at).into(),
            ]
        })
        .collect();
    html! {
        @if !ratings.is_empty() {
            (Table::new(match ratings.len() { 1 => "1 rating".to_owned(), many => format!("{many} ratings, newest first") }, head, rows))
        }
    }
}
