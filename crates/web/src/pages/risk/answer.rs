//! Answering an instrument: one page, by keyboard, without script; saved as often as wanted and taken up again (R60, F1).

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::risk::answer_assessment::answer_assessment;
use hawthorn_app::risk::begin_assessment::{BeginAssessment, begin_assessment};
use hawthorn_app::risk::open_assessment::{AssessmentPage, open_assessment};
use hawthorn_components::{
    Button, Choice, Details, InsetText, LinkButton, Page, Radios, Select, SelectOption, Textarea,
};
use hawthorn_domain::platform::ids::AssessmentId;
use hawthorn_domain::platform::settings::Words;
use hawthorn_domain::platform::words;
use hawthorn_domain::risk::instrument::answer::{AnswerSource, Given};
use hawthorn_domain::risk::instrument::grade::is_yes;
use hawthorn_domain::risk::instrument::{Block, Item};
use jiff::civil::Date;
use maud::{Markup, html};

use super::choose::{tags, warning};
use super::{CAPTION, lines, path};
use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout::{self, pieces};
use crate::pages::marac::{id, strip};
use crate::seat::Seat;

const DONE: &[(&str, &str)] = &[
    ("saved", "Saved. You can leave the page and come back."),
    ("finished", "The assessment is finished"),
];

/// What the query of the page may say.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Asked {
    done: Option<String>,
}

/// The page, from what it shows and what was typed.
pub fn render(
    mut page: Page,
    view: &AssessmentPage,
    said: &Words,
    today: Date,
    problems: &Problems,
    typed: Option<&Typed>,
) -> Page {
    let assessment = &view.assessment;
    page.caption = CAPTION.to_owned();
    page.identity = Some(strip(&view.victim, &said.victim, String::new(), today));
    page.body = html! {
        (strip(&view.perpetrator, &said.person_causing_harm, String::new(), today))
        div."govuk-!-margin-top-6" { (begun(view)) }
        (warning(&view.fit))
        @if view.may_answer {
            (form(view, problems, typed))
        } @else {
            p.govuk-body { (LinkButton::new(format!("{}/result", path(assessment.id)), "See the result")) }
            (read_only(view))
        }
        (go_on(view))
        @if !view.others.is_empty() {
            (lines("Other assessments of the pair, newest first", &view.others, Some(assessment.id)))
        }
    };
    page
}

fn begun(view: &AssessmentPage) -> Markup {
    let assessment = &view.assessment;
    html! {
        p.govuk-body {
            "Begun on " (words::moment(assessment.begun_at)) " by " (assessment.begun_by.name) ", " (view.agency)
            ". Version " (assessment.version) "."
            br; (tags(view.instrument.wording, view.instrument.confidence))
        }
        @if !assessment.trained {
            (InsetText::new("Whoever began this was not on record as trained in the instrument. Have somebody trained look through it. No referral waits for that."))
        }
        (Details::new("About this instrument", html! {
            p.govuk-body { (view.instrument.about) }
            p.govuk-body { (pieces::without_numbers(&view.instrument.confidence_note)) }
            p.govuk-body { (view.instrument.acknowledgement) }
        }))
    }
}

fn form(view: &AssessmentPage, problems: &Problems, typed: Option<&Typed>) -> Markup {
    html! {
        form method="post" action=(path(view.assessment.id)) novalidate autocomplete="off" {
            // Return in a box saves and stays; the other button comes second.
            @for block in &view.instrument.blocks { (block_of(view, block, problems, typed)) }
            div.govuk-button-group {
                (Button { name: "then".to_owned(), value: "stay".to_owned(), ..Button::new("Save and go on later") })
                (Button { name: "then".to_owned(), value: "result".to_owned(), ..Button::secondary("Save and see the result") })
            }
        }
    }
}

/// A block; one that a question opens is closed away until that is answered yes,
/// and its answers are never lost.
fn block_of(
    view: &AssessmentPage,
    block: &Block,
    problems: &Problems,
    typed: Option<&Typed>,
) -> Markup {
    let questions = html! {
        @for item in &block.items { (question(view, item, problems, typed)) }
    };
    let opened = block.when.as_ref().is_none_or(|when| {
        let item = view.instrument.item(when);
        item.is_some_and(|item| is_yes(&view.instrument, &view.assessment.answers, item))
    });
    html! {
        h2."govuk-heading-m" { (block.label) }
        @if opened { (questions) } @else { (Details::new(format!("Questions that follow: {}", block.label), questions)) }
    }
}

fn question(
    view: &AssessmentPage,
    item: &Item,
    problems: &Problems,
    typed: Option<&Typed>,
) -> Markup {
    let given = view.assessment.given(&item.code);
    let was = |name: &str, saved: String| {
        typed.map_or(saved, |typed| {
            typed.one(&format!("{name}-{}", item.code)).to_owned()
        })
    };
    let answer = was(
        "answer",
        given.map(|given| given.answer.clone()).unwrap_or_default(),
    );
    let comment = was(
        "comment",
        given.map(|given| given.comment.clone()).unwrap_or_default(),
    );
    let source = was(
        "source",
        given
            .map_or(AnswerSource::Victim, |given| given.source)
            .code()
            .to_owned(),
    );
    let answers = view.instrument.scale_of(item).map(|scale| &scale.answers);
    let choices = answers
        .into_iter()
        .flatten()
        .map(|answer| Choice::new(answer.code.as_str(), answer.label.as_str()))
        .collect();
    let name = |part: &str| format!("{part}-{}", item.code);
    let more = html! {
        (Textarea {
            error: problems.at(&name("comment")),
            value: comment.clone(),
            rows: Some(3),
            autocomplete: "off".to_owned(),
            ..Textarea::new(name("comment"), format!("Comment on question {}", item.number))
        })
        (Select {
            value: source.clone(),
            ..Select::new(
                name("source"),
                format!("Where the answer to question {} comes from", item.number),
                AnswerSource::ALL.iter().map(|one| SelectOption::new(one.code(), one.label())).collect(),
            )
        })
    };
    let written = !comment.is_empty() || source != AnswerSource::Victim.code();
    html! {
        (Radios {
            hint: (!item.help.is_empty()).then(|| item.help.as_str().into()),
            error: problems.at(&name("answer")),
            value: answer,
            classes: "govuk-radios--inline govuk-radios--small".to_owned(),
            group_classes: "govuk-!-margin-bottom-2".to_owned(),
            ..Radios::new(name("answer"), format!("{}. {}", item.number, item.label), choices)
        })
        @if written { (more) } @else { (Details::new(format!("Comment or source of {}", item.number), more)) }
    }
}

/// A finished assessment, or one of another agency: the answers as they are.
fn read_only(view: &AssessmentPage) -> Markup {
    html! {
        @for block in &view.instrument.blocks {
            h2.govuk-heading-m { (block.label) }
            dl.govuk-summary-list {
                @for item in &block.items {
                    @let given = view.assessment.given(&item.code);
                    @let answer = given.and_then(|given| view.instrument.answer_of(item, &given.answer));
                    div.govuk-summary-list__row {
                        dt.govuk-summary-list__key { (item.number) ". " (item.label) }
                        dd.govuk-summary-list__value {
                            @match answer { Some(answer) => (answer.label), None => "Not answered" }
                            @if let Some(given) = given {
                                @if given.source != AnswerSource::Victim { br; (given.source.label()) }
                                @if !given.comment.is_empty() { br; (given.comment) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The instruments that an answer leads on to, each begun by a button (F12).
fn go_on(view: &AssessmentPage) -> Markup {
    let assessment = &view.assessment;
    html! {
        @for next in &view.go_on {
            form method="post" action={ (path(assessment.id)) "/go-on" } novalidate {
                input type="hidden" name="instrument" value=(next.code);
                (InsetText::new(html! {
                    p.govuk-body { "Because of the answer to “" (next.because) "”, further questions belong to this." }
                    (Button::secondary("Begin the further questions"))
                }))
            }
        }
    }
}

/// `GET /risk/{id}`.
///
/// # Errors
/// When the assessment is not there for this reader.
pub async fn page(
    mut seat: Seat,
    Path(assessment): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    show(
        &mut seat,
        id(&assessment)?,
        &Problems::default(),
        None,
        asked.done.as_deref(),
    )
    .await
}

/// `POST /risk/{id}`.
///
/// # Errors
/// When the assessment is not there for this reader.
pub async fn send(mut seat: Seat, Path(assessment): Path<String>, typed: Typed) -> Answer {
    let id: AssessmentId = id(&assessment)?;
    match answer_assessment(&seat.app, &mut seat.ask, id, given(&typed)).await {
        Ok(()) if typed.one("then") == "result" => {
            Ok(Redirect::to(&format!("{}/result", path(id))).into_response())
        }
        Ok(()) => Ok(Redirect::to(&format!("{}?done=saved", path(id))).into_response()),
        Err(refusal) => show(&mut seat, id, &Problems::of(refusal)?, Some(&typed), None).await,
    }
}

/// `POST /risk/{id}/go-on`: begins the instrument that an answer leads to, for the same pair.
///
/// # Errors
/// When the assessment is not there for this reader, or they may not assess.
pub async fn go_on_with(mut seat: Seat, Path(assessment): Path<String>, typed: Typed) -> Answer {
    let id: AssessmentId = id(&assessment)?;
    let view = open_assessment(&seat.app, &mut seat.ask, id).await?;
    let input = BeginAssessment {
        victim: view.assessment.victim,
        perpetrator: view.assessment.perpetrator,
        incident: view.assessment.incident,
        instrument: typed.one("instrument").to_owned(),
    };
    match begin_assessment(&seat.app, &mut seat.ask, input).await {
        Ok(made) => Ok(Redirect::to(&path(made)).into_response()),
        Err(Refusal::Fields(problems)) => {
            let problem = problems.into_iter().next().map(|problem| problem.message);
            let refusal = Refusal::Rule(problem.unwrap_or_default());
            show(&mut seat, id, &Problems::of(refusal)?, None, None).await
        }
        Err(refusal) => show(&mut seat, id, &Problems::of(refusal)?, None, None).await,
    }
}

/// Every question that the form sends.
fn given(typed: &Typed) -> Vec<Given> {
    typed
        .starting("source-")
        .into_iter()
        .map(|(item, source)| Given {
            answer: typed.one(&format!("answer-{item}")).to_owned(),
            source: AnswerSource::from_code(&source).unwrap_or(AnswerSource::Victim),
            comment: typed.one(&format!("comment-{item}")).to_owned(),
            item,
        })
        .collect()
}

async fn show(
    seat: &mut Seat,
    id: AssessmentId,
    problems: &Problems,
    typed: Option<&Typed>,
    done: Option<&str>,
) -> Answer {
    let view = open_assessment(&seat.app, &mut seat.ask, id).await?;
    let words = &seat.ask.settings(&seat.app)?.words;
    let title = format!("Risk assessment {}", id.short());
    let mut page = render(
        seat.page(title, view.assessment.name.as_str()),
        &view,
        words,
        seat.ask.today(),
        problems,
        typed,
    );
    page.flash = layout::done_banner(done, DONE);
    Ok(layout::answer(page, problems))
}
