//! What the referrer is told, from the first word to the last: acknowledged, spoken with, told the outcome (R129, R150, C38, F42).

use axum::extract::Path;
use hawthorn_app::mash::acknowledge_referral::acknowledge_referral;
use hawthorn_app::mash::send_feedback::send_feedback;
use hawthorn_app::mash::speak_with_referrer::speak_with_referrer;
use hawthorn_components::{Button, Details, InsetText};
use hawthorn_domain::mash::feedback::FeedbackLevel;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use hawthorn_domain::referrals::referral::Feedback;
use maud::{Markup, html};

use super::{Here, View, after, outcome, reference};
use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout::pieces;
use crate::pages::incidents::writing;
use crate::seat::Seat;

/// `POST /referrals/{id}/feedback`.
pub async fn feedback(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    let done = send_feedback(&seat.app, &mut seat.ask, id, typed.one("words"))
        .await
        .map(|_| "told");
    after(seat, id, done, Here::Outcome, outcome::render, &typed).await
}

/// `POST /referrals/{id}/acknowledge`.
pub async fn acknowledge(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    let done = acknowledge_referral(&seat.app, &mut seat.ask, id)
        .await
        .map(|_| "acknowledged");
    after(seat, id, done, Here::Outcome, outcome::render, &typed).await
}

/// `POST /referrals/{id}/contacts`.
pub async fn contact(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    let done = speak_with_referrer(&seat.app, &mut seat.ask, id, typed.one("said"))
        .await
        .map(|()| "spoken");
    after(seat, id, done, Here::Outcome, outcome::render, &typed).await
}

/// The part of the outcome page that is about the referrer.
pub(super) fn part(view: &View<'_>, problems: &Problems, typed: &Typed) -> Markup {
    let referral = &view.referral.referral;
    html! {
        h2.govuk-heading-m { "The referrer" }
        p.govuk-body { "Referred by " (referral.referred_by.name) "." }
        @match &referral.acknowledged {
            Some(told) => { (sent("Acknowledged", told)) }
            None => {
                p.govuk-body {
                    "Not acknowledged yet."
                    @if let Some(clock) = &view.referral.acknowledge_clock { " A child is named, so it is due: " (pieces::due(clock, view.now)) }
                }
                @if view.referral.may_speak {
                    form method="post" action=(view.path("/acknowledge")) { (Button::secondary("Acknowledge the referral")) }
                }
            }
        }
        (spoken(view, problems, typed))
        (told(view, problems, typed))
    }
}

fn sent(what: &str, told: &Feedback) -> Markup {
    html! {
        (InsetText::new(pieces::written(&told.words)))
        p.govuk-body { (what) " by " (told.by.name) ", " (words::moment(told.at)) "." }
    }
}

fn spoken(view: &View<'_>, problems: &Problems, typed: &Typed) -> Markup {
    let contacts = &view.referral.referral.contacts;
    html! {
        @if !contacts.is_empty() {
            h3.govuk-heading-s { "Spoken with the referrer" }
            @for contact in contacts.iter().rev() {
                (pieces::written(&contact.words))
                p.govuk-body-s { (contact.by.name) ", " (words::moment(contact.at)) "." }
            }
        }
        @if view.referral.may_speak {
            (Details {
                open: problems.at("said").is_some(),
                ..Details::new("Keep a conversation with the referrer", html! {
                    form method="post" action=(view.path("/contacts")) novalidate autocomplete="off" {
                        (writing("said", "What was asked and said", "", typed.one("said"), problems.at("said")))
                        (Button::secondary("Keep this conversation"))
                    }
                })
            })
        }
    }
}

fn told(view: &View<'_>, problems: &Problems, typed: &Typed) -> Markup {
    html! {
        @if let Some(feedback) = &view.referral.referral.feedback {
            h3.govuk-heading-s { "What the referrer was told" }
            (sent("Told", feedback))
        } @else if let Some(clock) = &view.referral.feedback_clock {
            h3.govuk-heading-s { "Tell the referrer" }
            p.govuk-body { (pieces::due(clock, view.now)) }
            @if view.may(Verb::SendFeedback) {
                form method="post" action=(view.path("/feedback")) novalidate {
                    @match view.referral.feedback_level {
                        FeedbackLevel::Words => (writing("words", "What the referrer may be told", "Only what they need to know for their own work. These words are kept.", typed.one("words"), problems.at("words"))),
                        FeedbackLevel::Outcomes => { p.govuk-body { "The area lets the referrer hear which outcomes were decided. The standard words are sent." } }
                        FeedbackLevel::Acknowledgement => { p.govuk-body { "The referrer hears that the referral was dealt with, and no more. The standard words are sent." } }
                    }
                    (Button::new("Record what the referrer is told"))
                }
            }
        }
    }
}
