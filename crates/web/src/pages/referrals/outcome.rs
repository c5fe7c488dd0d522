//! The outcome: proposed with its rationale, authorised by the manager, told to the referrer (R130, R131, R141–R150).

use axum::extract::{Path, Query};
use hawthorn_app::mash::authorise_outcome::authorise_outcome;
use hawthorn_app::mash::propose_outcome::{Proposed, propose_outcome};
use hawthorn_app::mash::send_back_outcome::send_back_outcome;
use hawthorn_components::{
    Button, ButtonStyle, Checkboxes, Choice, Page, Radios, SummaryList, SummaryRow,
};
use hawthorn_domain::mash::Rag;
use hawthorn_domain::mash::outcome::Outcome;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use maud::{Markup, html};

use super::triage::considered;
use super::{Asked, Here, View, after, first, follow_up, reference, referrer};
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
        rag: Rag::from_code(typed.one("rag")),
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
            @if authorise || propose { (considered(view.referral)) }
            @if let Some(outcome) = &referral.outcome { (shown(view, outcome)) }
            @if authorise { (answer_forms(view, problems, typed)) }
            @if propose { (propose_form(view, problems, typed)) }
            @if let Some(words) = in_the_way(view) { (pieces::nothing(words)) }
            (sent_back(view))
            (follow_up::part(view, problems, typed))
            (referrer::part(view, problems, typed))
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
    if let Some(rag) = outcome.rag {
        rows.push(SummaryRow::new("Rating at the end of triage", rag.label()));
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

/// The rating as triage leaves it (R118): the one in force unless another is chosen.
fn rating_again(view: &View<'_>, typed: &Typed) -> Radios {
    let now = view.referral.referral.rating().map(|rating| rating.rag);
    let chosen = Rag::from_code(typed.one("rag")).or(now);
    let items = Rag::ALL
        .iter()
        .map(|rag| Choice::new(rag.code(), rag.label()))
        .collect();
    Radios {
        value: chosen.map_or(String::new(), |rag| rag.code().to_owned()),
        classes: "govuk-radios--inline govuk-radios--small".to_owned(),
        hint: Some("Weigh it again with what triage learnt.".into()),
        ..Radios::new("rag", "Rating at the end of triage", items)
    }
}

/// What was proposed before and why it was sent back, the newest first (R131).
fn sent_back(view: &View<'_>) -> Markup {
    let label = |code: &String| {
        let found = view
            .referral
            .outcomes
            .iter()
            .find(|outcome| outcome.code == *code);
        found.map_or_else(|| code.clone(), |outcome| outcome.label.clone())
    };
    html! {
        @for back in view.referral.referral.sent_back.iter().rev() {
            h2.govuk-heading-m { "Sent back" }
            (SummaryList::new(vec![
                SummaryRow::new("What is missing", pieces::written(&back.reason)),
                SummaryRow::new("Sent back by", format!("{}, {}", back.by.name, words::moment(back.at))),
                SummaryRow::new("What was proposed", back.outcome.outcomes.iter().map(label).collect::<Vec<_>>().join("; ")),
                SummaryRow::new("Rationale", pieces::written(&back.outcome.rationale)),
            ]))
        }
    }
}

fn answer_forms(view: &View<'_>, problems: &Problems, typed: &Typed) -> Markup {
    let reason = writing(
        "reason",
        "What is missing",
        "It stays on the referral beside what was proposed.",
        typed.one("reason"),
        problems.at("reason"),
    );
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
        (typed.offer())
        form method="post" action=(typed.action(&view.path("/outcome"))) novalidate {
            h2.govuk-heading-m { @if waiting { "Propose another in its place" } @else { "Propose the outcome" } }
            (Checkboxes { error: problems.at("outcomes"), hint: Some("Several may apply.".into()), ..Checkboxes::new("outcomes", "What should happen?", items) })
            (writing("rationale", "Rationale", "It must be possible to defend the decision a year from now.", typed.one("rationale"), problems.at("rationale")))
            (writing("legal_basis", "Statutory basis", "Only for the outcomes that say so: the Act and section that the meeting rests on.", typed.one("legal_basis"), problems.at("legal_basis")))
            (rating_again(view, typed))
            (Button { style, ..Button::new("Propose this outcome") })
            (typed.keep_button())
        }
    }
}
