//! A nomination: the score then and now, the decision, and the plan by its five ways (F45, F46, R253, R257).

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::matac::decide::{close_nomination, decide_nomination};
use hawthorn_app::matac::open_nomination::{NominationPage, open_nomination};
use hawthorn_app::matac::plan::{AddStep, add_step, answer_step};
use hawthorn_app::platform::refusal::Told;
use hawthorn_components::{
    Button, Choice, Crumb, DateInput, Details, Page, Radios, Select, SelectOption, SummaryList,
    SummaryRow, Tag, TagColour, TextInput, Textarea, WarningText,
};
use hawthorn_domain::matac::nomination::{Decision, NominationState, PlanStep, PlanWay, StepFor};
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::ids::NominationId;
use hawthorn_domain::platform::words;
use maud::{Markup, Render, html};

use super::{CAPTION, parts};
use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout::{self, pieces};
use crate::pages::marac::id;
use crate::seat::Seat;

/// The page, from what it shows and what was typed.
pub fn render(mut page: Page, view: &NominationPage, problems: &Problems, typed: &Typed) -> Page {
    let one = &view.nomination;
    page.caption = CAPTION.to_owned();
    page.breadcrumbs = vec![Crumb::new("/matac", "MATAC")];
    page.body = html! {
        (facts(view))
        (parts(format!("Score when nominated: {}", one.score.total()), &one.score))
        @if view.score_now.total() != one.score.total() {
            (parts(format!("Score today: {}", view.score_now.total()), &view.score_now))
        }
        @if let Some(fall) = one.fall() {
            p.govuk-body { "From entry to exit the score fell by " (fall) "%." }
        }
        @if one.lacks_support() {
            (WarningText::new("The plan does nothing yet for those who are harmed. Work with the person causing harm is safe only beside support for the others."))
        }
        @if one.taken_on.is_some() { (plan(view, problems, typed)) }
        @if view.may_run { (forms(view, problems, typed)) }
    };
    page
}

fn facts(view: &NominationPage) -> Markup {
    let one = &view.nomination;
    let mut rows = vec![
        SummaryRow::new(
            "Person causing harm",
            html! { a.govuk-link href={ "/matac/person/" (one.person) } { (view.name) } },
        ),
        SummaryRow::new("Status", one.state().label()),
        SummaryRow::new(
            "Nominated",
            format!("{}, {}", one.by.name, words::moment(one.at)),
        ),
    ];
    if !one.reason.is_empty() {
        rows.push(SummaryRow::new("Why", pieces::written(&one.reason)));
    }
    let mut decided = |label: &str, decision: &Option<Decision>| {
        if let Some(decision) = decision {
            let words = format!(
                "{} {}, {}. Score {}.",
                decision.why,
                decision.by.name,
                words::moment(decision.at),
                decision.score.total()
            );
            rows.push(SummaryRow::new(label.to_owned(), words));
        }
    };
    decided("Taken on", &one.taken_on);
    decided("Not taken on", &one.not_taken_on);
    decided("Closed", &one.closed);
    SummaryList::new(rows).render()
}

fn plan(view: &NominationPage, problems: &Problems, typed: &Typed) -> Markup {
    let steps = &view.nomination.plan;
    html! {
        h2.govuk-heading-m { "Plan" }
        @if steps.is_empty() { (pieces::nothing("Nothing is planned yet.")) }
        @for way in PlanWay::ALL {
            @let of_way: Vec<(usize, &PlanStep)> = steps.iter().enumerate().filter(|(_, step)| step.way == *way).collect();
            @if !of_way.is_empty() {
                h3.govuk-heading-s { (way.label()) }
                @for (place, step) in of_way { (one_step(view, place, step, problems, typed)) }
            }
        }
    }
}

fn one_step(
    view: &NominationPage,
    place: usize,
    step: &PlanStep,
    problems: &Problems,
    typed: &Typed,
) -> Markup {
    let agency = view
        .agencies
        .iter()
        .find(|(code, _)| code == step.agency.as_str())
        .map_or_else(|| step.agency.to_string(), |(_, name)| name.clone());
    let this = typed.one("place") == place.to_string();
    let result = |done: bool| {
        if done {
            Tag::new("Done", TagColour::Green)
        } else {
            Tag::new("Not done", TagColour::Red)
        }
    };
    html! {
        p.govuk-body { (step.what) " " (agency) ", by " (words::date(step.due)) ". For: " (words::inside(step.whom.label())) "." }
        @match &step.result {
            Some(said) => { p.govuk-body { (result(said.done)) " " (said.note) " " (said.by.name) ", " (words::moment(said.at)) } }
            None if view.may_run && view.nomination.closed.is_none() => {
                (Details { open: this, ..Details::new("What became of it", html! {
                    form method="post" action={ "/matac/" (view.nomination.id) "/step/" (place) } novalidate autocomplete="off" {
                        input type="hidden" name="place" value=(place);
                        (Select { id: format!("done-{place}"), ..Select::new("done", "Was it done?", vec![SelectOption::new("yes", "Yes"), SelectOption::new("no", "No")]) })
                        (TextInput { id: format!("note-{place}"), error: problems.at("note").filter(|_| this), value: if this { typed.one("note").to_owned() } else { String::new() }, autocomplete: "off".to_owned(), ..TextInput::new("note", "How, or why not?") })
                        (Button::secondary("Record it"))
                    }
                }) })
            }
            None => { p.govuk-body { "To do." } }
        }
    }
}

fn forms(view: &NominationPage, problems: &Problems, typed: &Typed) -> Markup {
    let path = format!("/matac/{}", view.nomination.id);
    html! {
        @match view.nomination.state() {
            NominationState::Nominated => {
                form method="post" action={ (path) "/decision" } novalidate autocomplete="off" {
                    (Radios { error: problems.at("take_on"), value: typed.one("take_on").to_owned(), ..Radios::new("take_on", "Is the person taken on?", vec![Choice::new("yes", "Yes"), Choice::new("no", "No")]) })
                    (why(problems, typed))
                    (Button::new("Record the decision"))
                }
            }
            NominationState::TakenOn => {
                (step_form(view, &path, problems, typed))
                form method="post" action={ (path) "/close" } novalidate autocomplete="off" {
                    h2.govuk-heading-m { "Close" }
                    (why(problems, typed))
                    (Button::secondary("Close with the score of today"))
                }
            }
            NominationState::NotTakenOn | NominationState::Closed => {}
        }
    }
}

fn why(problems: &Problems, typed: &Typed) -> Textarea {
    Textarea {
        error: problems.at("why"),
        value: typed.one("why").to_owned(),
        rows: Some(3),
        autocomplete: "off".to_owned(),
        ..Textarea::new("why", "Why?")
    }
}

fn step_form(view: &NominationPage, path: &str, problems: &Problems, typed: &Typed) -> Markup {
    let ways = PlanWay::ALL
        .iter()
        .map(|way| SelectOption::new(way.code(), way.label()))
        .collect();
    let whom = StepFor::ALL
        .iter()
        .map(|one| SelectOption::new(one.code(), one.label()))
        .collect();
    let agencies = view
        .agencies
        .iter()
        .map(|(code, name)| SelectOption::new(code.as_str(), name.as_str()))
        .collect();
    html! {
        form method="post" action={ (path) "/step" } novalidate autocomplete="off" {
            h2.govuk-heading-m { "Add a step" }
            (Select { value: typed.one("way").to_owned(), ..Select::new("way", "By which way?", ways) })
            (Select { value: typed.one("whom").to_owned(), ..Select::new("whom", "For whom?", whom) })
            (Textarea { hint: Some("What the person causing harm must change, or what others do. Never what the victim must manage.".into()), error: problems.at("what"), value: typed.one("what").to_owned(), rows: Some(2), autocomplete: "off".to_owned(), ..Textarea::new("what", "What is to be done?") })
            (Select { error: problems.at("agency"), value: typed.one("agency").to_owned(), ..Select::new("agency", "Which agency does it?", agencies) })
            (DateInput { error: problems.at("due"), ..DateInput::new("due", "By when?") }.with_values(["day", "month", "year"].map(|part| typed.one(&format!("due-{part}")))))
            (Button::new("Add the step"))
        }
    }
}

/// `GET /matac/{id}`.
///
/// # Errors
/// When the nomination is not there for this reader.
pub async fn page(seat: Seat, Path(nomination): Path<String>) -> Answer {
    show(
        seat,
        id(&nomination)?,
        &Problems::default(),
        &Typed::default(),
    )
    .await
}

/// `POST /matac/{id}/decision`.
///
/// # Errors
/// When the nomination is not there for this reader.
pub async fn decision(mut seat: Seat, Path(nomination): Path<String>, typed: Typed) -> Answer {
    let id: NominationId = id(&nomination)?;
    let done = match typed.one("take_on") {
        "yes" | "no" => {
            let take_on = typed.one("take_on") == "yes";
            decide_nomination(&seat.app, &mut seat.ask, id, take_on, typed.one("why")).await
        }
        _ => match open_nomination(&seat.app, &mut seat.ask, id).await {
            Ok(_) => Err(Refusal::field(
                "take_on",
                "Say whether the person is taken on.",
            )),
            Err(refusal) => Err(refusal),
        },
    };
    after(seat, id, done, &typed).await
}

/// `POST /matac/{id}/step`.
///
/// # Errors
/// When the nomination is not there for this reader.
pub async fn step(mut seat: Seat, Path(nomination): Path<String>, typed: Typed) -> Answer {
    let id: NominationId = id(&nomination)?;
    let done = added(&mut seat, id, &typed).await;
    after(seat, id, done, &typed).await
}

async fn added(seat: &mut Seat, id: NominationId, typed: &Typed) -> Told<()> {
    // Asked first, so that one that is not there is answered as missing.
    open_nomination(&seat.app, &mut seat.ask, id).await?;
    let input = AddStep {
        way: PlanWay::from_code(typed.one("way")).unwrap_or(PlanWay::Support),
        whom: StepFor::from_code(typed.one("whom")).unwrap_or(StepFor::Harming),
        what: typed.one("what").to_owned(),
        agency: AgencyCode::new(typed.one("agency")),
        due: typed.date("due")?,
    };
    add_step(&seat.app, &mut seat.ask, id, input).await
}

/// `POST /matac/{id}/step/{place}`.
///
/// # Errors
/// When the nomination or the step is not there for this reader.
pub async fn answer(
    mut seat: Seat,
    Path((nomination, place)): Path<(String, String)>,
    typed: Typed,
) -> Answer {
    let (id, place): (NominationId, usize) = (id(&nomination)?, id(&place)?);
    let (finished, note) = (typed.one("done") == "yes", typed.one("note"));
    let done = answer_step(&seat.app, &mut seat.ask, id, place, finished, note).await;
    after(seat, id, done, &typed).await
}

/// `POST /matac/{id}/close`.
///
/// # Errors
/// When the nomination is not there for this reader.
pub async fn close(mut seat: Seat, Path(nomination): Path<String>, typed: Typed) -> Answer {
    let id: NominationId = id(&nomination)?;
    let done = close_nomination(&seat.app, &mut seat.ask, id, typed.one("why")).await;
    after(seat, id, done, &typed).await
}

async fn after(seat: Seat, id: NominationId, done: Told<()>, typed: &Typed) -> Answer {
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/matac/{id}")).into_response()),
        Err(refusal) => show(seat, id, &Problems::of(refusal)?, typed).await,
    }
}

async fn show(mut seat: Seat, id: NominationId, problems: &Problems, typed: &Typed) -> Answer {
    let view = open_nomination(&seat.app, &mut seat.ask, id).await?;
    let title = format!("Nomination {}", id.short());
    let page = render(
        seat.page(title.as_str(), title.as_str()),
        &view,
        problems,
        typed,
    );
    Ok(layout::answer(page, problems))
}
