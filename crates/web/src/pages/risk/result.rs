//! The result of an assessment: the score with what is open, the professional's judgement, and the grade (F2, F3, F5).

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::platform::refusal::Told;
use hawthorn_app::risk::finish_assessment::finish_assessment;
use hawthorn_app::risk::open_assessment::{AssessmentPage, open_assessment};
use hawthorn_components::{
    BackLink, Button, Choice, InsetText, Page, Radios, SummaryList, SummaryRow, Textarea,
    WarningText,
};
use hawthorn_domain::platform::ids::AssessmentId;
use hawthorn_domain::platform::settings::Words;
use hawthorn_domain::platform::words;
use hawthorn_domain::risk::RiskLevel;
use hawthorn_domain::risk::instrument::grade::Graded;
use jiff::civil::Date;
use maud::{Markup, Render, html};

use super::{CAPTION, path};
use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout::{self, pieces};
use crate::pages::marac::{id, strip};
use crate::seat::Seat;

/// The page, from what it shows and what was typed.
pub fn render(
    mut page: Page,
    view: &AssessmentPage,
    said: &Words,
    today: Date,
    problems: &Problems,
    typed: &Typed,
) -> Page {
    let assessment = &view.assessment;
    page.caption = format!("{CAPTION}: {}", assessment.name);
    page.identity = Some(strip(&view.victim, &said.victim, String::new(), today));
    page.back = Some(BackLink::new(path(assessment.id)));
    page.body = html! {
        (strip(&view.perpetrator, &said.person_causing_harm, String::new(), today))
        div."govuk-!-margin-top-6" {
            @match &assessment.finished {
                Some(graded) => (finished(view, graded)),
                None => (open(view, problems, typed)),
            }
        }
        p.govuk-body {
            a.govuk-link href={ "/marac/refer/" (assessment.victim) "/" (assessment.perpetrator) } {
                "See which criteria of the MARAC meeting this pair meets, or refer it"
            }
        }
    };
    page
}

fn score_row(view: &AssessmentPage) -> SummaryRow {
    let score = view.score;
    let words = html! {
        (words::count(i64::from(score.yes), "answer is", "answers are")) " yes, of " (score.of()) " questions that count. "
        (score.no) " no, " (score.open) " not known or not asked, " (score.blank) " not answered."
        @if let Some(needed) = view.needed { br; "From " (needed) " the score is high." }
        @else { br; "This instrument is graded by judgement. The number alone gives no level." }
    };
    SummaryRow::new("Score", words)
}

fn scored_words(level: Option<RiskLevel>) -> &'static str {
    level.map_or(
        "None: below high the score gives no level",
        RiskLevel::label,
    )
}

fn open(view: &AssessmentPage, problems: &Problems, typed: &Typed) -> Markup {
    html! {
        (SummaryList::new(vec![
            score_row(view),
            SummaryRow::new("Level by the score", scored_words(view.scored)),
        ]).render())
        @if view.score.may_be_low() {
            (WarningText::new("Questions are open. Open is not no: the score may be too low."))
        }
        @if !view.look_again.is_empty() {
            (InsetText::new(html! {
                p.govuk-body { "The score is not high. These answers call for a second look all the same:" }
                ul.govuk-list.govuk-list--bullet { @for item in &view.look_again { li { (item.number) ". " (item.label) } } }
            }))
        }
        @if view.may_answer { (form(view, problems, typed)) }
    }
}

fn form(view: &AssessmentPage, problems: &Problems, typed: &Typed) -> Markup {
    let levels = RiskLevel::ALL
        .iter()
        .map(|level| Choice::new(level.code(), level.label()));
    let none = Choice {
        hint: Some("The score decides.".into()),
        ..Choice::new("none", "I have no other judgement")
    };
    let choices = if view.scored.is_some() {
        std::iter::once(none).chain(levels).collect()
    } else {
        levels.collect()
    };
    html! {
        form method="post" action={ (path(view.assessment.id)) "/finish" } novalidate autocomplete="off" {
            (Radios {
                hint: Some("Your judgement can raise the grade above the score. It never lowers it.".into()),
                error: problems.at("level"),
                value: typed.one("level").to_owned(),
                ..Radios::new("level", "How high do you judge the risk to be?", choices)
            })
            (Textarea {
                hint: Some("What you know or fear that the answers do not show.".into()),
                error: problems.at("reason"),
                value: typed.one("reason").to_owned(),
                rows: Some(4),
                autocomplete: "off".to_owned(),
                ..Textarea::new("reason", "Why do you judge it so?")
            })
            (Button::new("Finish the assessment"))
        }
    }
}

fn finished(view: &AssessmentPage, graded: &Graded) -> Markup {
    let judgement = match &graded.judged {
        None => html! { "None given" },
        Some(judged) => html! {
            (judged.level.label())
            @if graded.scored.is_some_and(|scored| judged.level < scored) {
                " (below the score, and so without effect on the grade)"
            }
            (pieces::written(&judged.reason))
        },
    };
    html! {
        (SummaryList::new(vec![
            score_row(view),
            SummaryRow::new("Level by the score", scored_words(graded.scored)),
            SummaryRow::new("Professional judgement", judgement),
            SummaryRow::new("Grade", html! { (pieces::level_badge(graded.level, "the higher of the two", "")) }),
            SummaryRow::new("Finished", format!("{}, {}", words::moment(graded.at), graded.by.name)),
        ]).render())
    }
}

/// `GET /risk/{id}/result`.
///
/// # Errors
/// When the assessment is not there for this reader.
pub async fn page(mut seat: Seat, Path(assessment): Path<String>) -> Answer {
    show(
        &mut seat,
        id(&assessment)?,
        &Problems::default(),
        &Typed::default(),
    )
    .await
}

/// `POST /risk/{id}/finish`.
///
/// # Errors
/// When the assessment is not there for this reader.
pub async fn finish(mut seat: Seat, Path(assessment): Path<String>, typed: Typed) -> Answer {
    let id: AssessmentId = id(&assessment)?;
    match finish_it(&mut seat, id, &typed).await {
        Ok(_) => Ok(Redirect::to(&format!("{}/result", path(id))).into_response()),
        Err(refusal) => show(&mut seat, id, &Problems::of(refusal)?, &typed).await,
    }
}

async fn finish_it(seat: &mut Seat, id: AssessmentId, typed: &Typed) -> Told<Graded> {
    let level = match typed.one("level") {
        "" | "none" => None,
        code => Some(
            RiskLevel::from_code(code)
                .ok_or_else(|| Refusal::field("level", "Choose one of the levels shown."))?,
        ),
    };
    finish_assessment(&seat.app, &mut seat.ask, id, level, typed.one("reason")).await
}

async fn show(seat: &mut Seat, id: AssessmentId, problems: &Problems, typed: &Typed) -> Answer {
    let view = open_assessment(&seat.app, &mut seat.ask, id).await?;
    let words = &seat.ask.settings(&seat.app)?.words;
    let title = format!("Result of risk assessment {}", id.short());
    let page = render(
        seat.page(title, "Result"),
        &view,
        words,
        seat.ask.today(),
        problems,
        typed,
    );
    Ok(layout::answer(page, problems))
}
