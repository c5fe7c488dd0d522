//! The outcome: proposed with its rationale, authorised by the manager, told to the referrer (R130, R131, R141–R150).

use axum::extract::{Path, Query};
use hawthorn_app::mash::authorise_outcome::authorise_outcome;
use hawthorn_app::mash::propose_outcome::{Proposed, propose_outcome};
use hawthorn_app::mash::send_back_outcome::send_back_outcome;
use hawthorn_app::mash::send_feedback::send_feedback;
use hawthorn_components::{
    Button, ButtonStyle, Checkboxes, Choice, InsetText, Page, SummaryList, SummaryRow, TextInput,
};
use hawthorn_domain::mash::outcome::Outcome;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use maud::{Markup, html};

use super::{Asked, Here, View, after, first, reference};
use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout::pieces;
use crate::pages::incidents::{refused, writing};
use crate::seat::Seat;

/// `GET /referrals/{id}/outcome`.
pub async fn page(seat: Seat, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    first(seat, &id, &asked, Here::Outcome, render).await
}

/// `POST /referrals/{id}/outcome`.
pub async fn propose(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    let proposed = Proposed {
        outcomes: typed.all("outcomes").to_vec(),
        rationale: typed.one("rationale").to_owned(),
        legal_basis: typed.one("legal_basis").to_owned(),
    };
    let done = propose_outcome(&seat.app, &mut seat.ask, id, proposed)
        .await
        .map(|_| "proposed");
    after(seat, id, done, Here::Outcome, render, &typed).await
}

/// `POST /referrals/{id}/outcome/authorise`.
pub async fn authorise(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    let done = authorise_outcome(&seat.app, &mut seat.ask, id, typed.one("note"))
        .await
        .map(|_| "authorised");
    after(seat, id, done, Here::Outcome, render, &typed).await
}

/// `POST /referrals/{id}/outcome/return`.
pub async fn send_back(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    let done = send_back_outcome(&seat.app, &mut seat.ask, id, typed.one("reason"))
        .await
        .map(|()| "returned");
    after(seat, id, done, Here::Outcome, render, &typed).await
}

/// `POST /referrals/{id}/feedback`.
pub async fn feedback(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    let done = send_feedback(&seat.app, &mut seat.ask, id, typed.one("words"))
        .await
        .map(|_| "told");
    after(seat, id, done, Here::Outcome, render, &typed).await
}

/// The page from its value.
pub fn render(page: Page, view: &View<'_>, problems: &Problems, typed: &Typed) -> Page {
    let referral = &view.referral.referral;
    let (authorise, propose) = (
        view.may(Verb::AuthoriseOutcome),
        view.may(Verb::ProposeOutcome),
    );
    Page {
        body: html! {
            @if let Some(message) = refused(problems) { (message) }
            @if let Some(outcome) = &referral.outcome { (shown(view, outcome)) }
            @if authorise { (answer_forms(view, problems, typed)) }
            @if propose { (propose_form(view, problems, typed)) }
            @if let Some(words) = in_the_way(view) { (pieces::nothing(words)) }
            (told(view, problems, typed))
        },
        ..page
    }
}

/// Why there is nothing to do here for this reader, when there is not.
fn in_the_way(view: &View<'_>) -> Option<&'static str> {
    let referral = &view.referral.referral;
    match (&referral.triage, &referral.outcome) {
        (None, _) => {
            Some("The triage discussion has to be recorded before an outcome is proposed.")
        }
        (Some(_), None) if !view.may(Verb::ProposeOutcome) => {
            Some("No outcome has been proposed yet.")
        }
        (Some(_), Some(outcome))
            if outcome.authorised.is_none() && !view.may(Verb::AuthoriseOutcome) =>
        {
            Some(
                "The outcome waits for the social care team manager. Whoever proposed it cannot authorise it.",
            )
        }
        _ => None,
    }
}

fn shown(view: &View<'_>, outcome: &Outcome) -> Markup {
    let chosen = html! {
        ul."govuk-list"."govuk-list--bullet" { @for chosen in view.referral.chosen() { li { (chosen.label) } } }
    };
    let mut rows = vec![
        SummaryRow::new("Outcome", chosen),
        SummaryRow::new("Rationale", pieces::written(&outcome.rationale)),
    ];
    if !outcome.legal_basis.is_empty() {
        rows.push(SummaryRow::new(
            "Statutory basis",
            pieces::written(&outcome.legal_basis),
        ));
    }
    rows.push(SummaryRow::new(
        "Proposed by",
        format!(
            "{}, {}",
            outcome.proposed_by.name,
            words::moment(outcome.proposed_at)
        ),
    ));
    if let Some(authority) = &outcome.authorised {
        rows.push(SummaryRow::new(
            "Authorised by",
            format!("{}, {}", authority.by.name, words::moment(authority.at)),
        ));
        if !authority.note.is_empty() {
            rows.push(SummaryRow::new(
                "The manager’s words",
                pieces::written(&authority.note),
            ));
        }
    }
    if let Some(clock) = &view.referral.referral.meeting_clock {
        rows.push(SummaryRow::new(
            "Record of the meeting",
            html! { (pieces::due(clock, view.now)) " " a.govuk-link href=(view.path("/meeting")) { "Go to the meeting" } },
        ));
    }
    html! { (SummaryList::new(rows)) }
}

fn answer_forms(view: &View<'_>, problems: &Problems, typed: &Typed) -> Markup {
    let reason = TextInput {
        hint: Some(
            "At most 200 characters. It stands in the history, so name nobody of the case.".into(),
        ),
        error: problems.at("reason"),
        value: typed.one("reason").to_owned(),
        autocomplete: "off".to_owned(),
        ..TextInput::new("reason", "What is missing")
    };
    html! {
        h2.govuk-heading-m { "Authorise the outcome" }
        form method="post" action=(view.path("/outcome/authorise")) novalidate {
            (writing("note", "Anything to add", "May be left empty.", typed.one("note"), problems.at("note")))
            (Button::new("Authorise this outcome"))
        }
        h2.govuk-heading-m { "Or send it back" }
        form method="post" action=(view.path("/outcome/return")) novalidate {
            (reason)
            (Button::secondary("Send the outcome back"))
        }
    }
}

fn propose_form(view: &View<'_>, problems: &Problems, typed: &Typed) -> Markup {
    let waiting = view.referral.referral.outcome.is_some();
    let items = view
        .referral
        .outcomes
        .iter()
        .map(|outcome| {
            let hint = outcome
                .needs_legal_basis
                .then(|| "Needs its statutory basis".into());
            Choice {
                checked: typed.all("outcomes").contains(&outcome.code),
                hint,
                ..Choice::new(outcome.code.as_str(), outcome.label.as_str())
            }
        })
        .collect();
    // Once an outcome waits, authorising it is the next thing to do, not replacing it.
    let style = if waiting {
        ButtonStyle::Secondary
    } else {
        ButtonStyle::Primary
    };
    html! {
        form method="post" action=(view.path("/outcome")) novalidate {
            h2.govuk-heading-m { @if waiting { "Propose another in its place" } @else { "Propose the outcome" } }
            (Checkboxes { error: problems.at("outcomes"), hint: Some("Several may apply.".into()), ..Checkboxes::new("outcomes", "What should happen?", items) })
            (writing("rationale", "Rationale", "It must be possible to defend the decision a year from now.", typed.one("rationale"), problems.at("rationale")))
            (writing("legal_basis", "Statutory basis", "Only for the outcomes that say so: the Act and section that the meeting rests on.", typed.one("legal_basis"), problems.at("legal_basis")))
            (Button { style, ..Button::new("Propose this outcome") })
        }
    }
}

fn told(view: &View<'_>, problems: &Problems, typed: &Typed) -> Markup {
    let referral = &view.referral.referral;
    html! {
        @if let Some(feedback) = &referral.feedback {
            h2.govuk-heading-m { "What the referrer was told" }
            (InsetText::new(pieces::written(&feedback.words)))
            p.govuk-body { (feedback.by.name) ", " (words::moment(feedback.at)) "." }
        } @else if let Some(clock) = &view.referral.feedback_clock {
            h2.govuk-heading-m { "Tell the referrer" }
            p.govuk-body { (pieces::due(clock, view.now)) }
            @if view.may(Verb::SendFeedback) {
                form method="post" action=(view.path("/feedback")) novalidate {
                    (writing("words", "What the referrer may be told", "Only what they need to know for their own work. These words are kept.", typed.one("words"), problems.at("words")))
                    (Button::new("Record what the referrer is told"))
                }
            }
        }
    }
}
