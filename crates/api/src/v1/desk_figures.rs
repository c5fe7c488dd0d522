//! The desk's day and week in figures, and signing the week's report.

use axum::Json;
use axum::extract::Query;
use axum::routing::{get, post};
use hawthorn_app::Refusal;
use hawthorn_app::incidents::weekly::{DeskSpan, open_desk_span, sign_report};
use hawthorn_domain::incidents::weekly::monday_of;
use hawthorn_domain::platform::verb::Verb;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Answer;
use super::advice::Kept;
use crate::desk::{Body, Desk};
use crate::document::Shape;
use crate::endpoints::Endpoint;
use crate::problem::ApiError;

/// The desk's figures.
#[rustfmt::skip]
pub(crate) fn endpoints() -> Vec<Endpoint> {
    use Verb::{SignWeekly, ViewWeekly};
    vec![
        Endpoint::see("/v1/desk/figures", ViewWeekly, "The desk’s figures of a day or of a week from its Monday", Shape::of::<Figures>(), get(figures)).with_query(&[("first", "The first day, for example 2026-03-23; today when left out."), ("days", "1 or 7; 7 when left out.")]),
        Endpoint::act("/v1/desk/figures/sign", SignWeekly, "Sign the report of a week; it is not changed again", Some(Shape::of::<Sign>()), Shape::of::<Kept>(), post(sign)),
    ]
}

/// The span that is asked for.
#[derive(Debug, Deserialize)]
pub struct SpanQuery {
    /// The first day.
    first: Option<String>,
    /// One or seven.
    days: Option<i64>,
}

/// One figure.
#[derive(Debug, Serialize, ToSchema)]
pub struct Figure {
    /// The code of what is counted.
    pub measure: &'static str,
    /// How many.
    pub number: u64,
}

/// The figures of a span.
#[derive(Debug, Serialize, ToSchema)]
pub struct Figures {
    /// The first day.
    pub first: String,
    /// How many days.
    pub days: i64,
    /// The figures.
    pub figures: Vec<Figure>,
    /// In sentences.
    pub sentences: Vec<String>,
    /// Whether the week's report is signed.
    pub signed: bool,
}

fn counted(span: &DeskSpan) -> Figures {
    let figures = span.figures.numbers.iter().map(|(measure, number)| Figure {
        measure: measure.code(),
        number: *number,
    });
    Figures {
        first: span.first.to_string(),
        days: span.days,
        figures: figures.collect(),
        sentences: span.sentences.clone(),
        signed: span.report.is_some(),
    }
}

fn day(field: &str, text: &str) -> Result<Date, ApiError> {
    let wrong = || Refusal::field(field, "A day looks like 2026-03-23.");
    text.parse().map_err(|_| ApiError(wrong()))
}

/// Reads the figures.
pub async fn figures(mut desk: Desk, Query(query): Query<SpanQuery>) -> Answer<Figures> {
    let days = query.days.unwrap_or(7);
    if days != 1 && days != 7 {
        let message = "Ask for 1 day or for 7.";
        return Err(ApiError(Refusal::field("days", message)));
    }
    let first = match &query.first {
        Some(text) => day("first", text)?,
        None => desk.ask.today(),
    };
    let first = if days == 7 { monday_of(first) } else { first };
    let span = open_desk_span(&desk.app, &mut desk.ask, first, days).await?;
    Ok(Json(counted(&span)))
}

/// The week, and what the supervisor adds.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Sign {
    /// A day of the week.
    pub week: String,
    /// What slows the work.
    #[serde(default)]
    pub slowing: String,
    /// On the quality of forms.
    #[serde(default)]
    pub quality: String,
}

/// Signs a week.
pub async fn sign(mut desk: Desk, Body(body): Body<Sign>) -> Answer<Kept> {
    let week = day("week", &body.week)?;
    let report = sign_report(&desk.app, &mut desk.ask, week, &body.slowing, &body.quality).await?;
    Ok(Json(Kept {
        id: report.id.to_string(),
    }))
}
