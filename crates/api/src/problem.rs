//! Refusals as RFC 9457 problem details: a kind with a page of its own, words, and no personal data.

use axum::Json;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use hawthorn_app::Refusal;
use serde::Serialize;
use utoipa::ToSchema;

/// One field of the body that cannot be accepted.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldProblem {
    /// The field's name.
    pub field: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// A problem, as RFC 9457 writes it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Where the kind of problem is explained.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened and what to do.
    pub detail: String,
    /// Fields to correct, when there are any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
}

/// A refusal on its way out.
#[derive(Debug)]
pub struct ApiError(pub Refusal);

impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        ApiError(refusal)
    }
}

/// The kinds: code, title, what to do.
const KINDS: &[(&str, &str, &str)] = &[
    (
        "signed-out",
        "Not signed in",
        "Send the token of a session as `Authorization: Bearer …`. `POST /api/v1/sessions` gives one.",
    ),
    (
        "not-found",
        "Nothing to open here",
        "The reference is wrong, or the record is not for this reader. The answer is the same for both.",
    ),
    (
        "not-allowed",
        "Not allowed",
        "The reader’s roles do not allow this act. `docs/generated/who-may-do-what.md` lists who may.",
    ),
    (
        "fields",
        "Fields to correct",
        "`errors` names each field and says what to do.",
    ),
    (
        "rule",
        "A rule says no",
        "`detail` says which and what to do.",
    ),
    (
        "conflict",
        "Somebody else was quicker",
        "Read the record again and decide with its new content.",
    ),
    (
        "later",
        "Try again later",
        "Too much was asked in too short a time.",
    ),
    (
        "broken",
        "Something went wrong on our side",
        "Nothing that was acknowledged is lost. Try again; tell the administrator if it goes on.",
    ),
    (
        "no-such-path",
        "No such path",
        "`/api/openapi.json` lists every path.",
    ),
];

fn kind(refusal: &Refusal) -> (&'static str, StatusCode) {
    match refusal {
        Refusal::SignedOut => ("signed-out", StatusCode::UNAUTHORIZED),
        Refusal::NotFound => ("not-found", StatusCode::NOT_FOUND),
        Refusal::NotAllowed(_) => ("not-allowed", StatusCode::FORBIDDEN),
        Refusal::Fields(_) => ("fields", StatusCode::UNPROCESSABLE_ENTITY),
        Refusal::Rule(_) => ("rule", StatusCode::UNPROCESSABLE_ENTITY),
        Refusal::Conflict(_) => ("conflict", StatusCode::CONFLICT),
        Refusal::Later(_) => ("later", StatusCode::TOO_MANY_REQUESTS),
        Refusal::Broken(_) => ("broken", StatusCode::INTERNAL_SERVER_ERROR),
    }
}

fn problem(code: &str, status: StatusCode, detail: String, errors: Vec<FieldProblem>) -> Response {
    let title = KINDS
        .iter()
        .find(|(known, _, _)| *known == code)
        .map_or(code, |(_, title, _)| title)
        .to_owned();
    let body = Problem {
        kind: format!("/api/problems/{code}"),
        title,
        status: status.as_u16(),
        detail,
        errors,
    };
    (
        status,
        [
            (header::CONTENT_TYPE, "application/problem+json"),
            (header::CACHE_CONTROL, "no-store"),
        ],
        Json(body),
    )
        .into_response_with_type()
}

/// `Json` sets its own content type; this keeps ours.
trait WithType {
    fn into_response_with_type(self) -> Response;
}

impl WithType
    for (
        StatusCode,
        [(header::HeaderName, &'static str); 2],
        Json<Problem>,
    )
{
    fn into_response_with_type(self) -> Response {
        let (status, headers, body) = self;
        let mut answer = (status, body).into_response();
        for (name, value) in headers {
            answer
                .headers_mut()
                .insert(name, header::HeaderValue::from_static(value));
        }
        answer
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        if let Refusal::Broken(why) = &self.0 {
            tracing::error!(why, "an API request failed");
        }
        let (code, status) = kind(&self.0);
        let detail = self.0.to_string();
        let errors = match self.0 {
            Refusal::Fields(problems) => problems
                .into_iter()
                .map(|problem| FieldProblem {
                    field: problem.field,
                    message: problem.message,
                })
                .collect(),
            _ => Vec::new(),
        };
        problem(code, status, detail, errors)
    }
}

/// The page of one kind of problem.
pub async fn page(Path(code): Path<String>) -> Response {
    match KINDS.iter().find(|(known, _, _)| *known == code) {
        Some((_, title, help)) => (
            [(header::CONTENT_TYPE, "text/plain; charset=utf-8")],
            format!("{title}\n\n{help}\n"),
        )
            .into_response(),
        None => problem(
            "no-such-path",
            StatusCode::NOT_FOUND,
            "There is no such kind of problem.".to_owned(),
            Vec::new(),
        ),
    }
}

/// The answer to a path that does not exist.
pub async fn no_such_path() -> Response {
    problem(
        "no-such-path",
        StatusCode::NOT_FOUND,
        "There is no such path. /api/openapi.json lists every one.".to_owned(),
        Vec::new(),
    )
}
