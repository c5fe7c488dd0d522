//! A form that our own script sends: the answer is a few words of JSON instead of a page.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use hawthorn_app::Refusal;
use serde::Serialize;

use crate::error::status;

/// Whether a form was sent by script, which reads JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ByScript(pub bool);

impl<S: Send + Sync> FromRequestParts<S> for ByScript {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let accept = parts.headers.get(header::ACCEPT);
        let text = accept.and_then(|value| value.to_str().ok());
        Ok(ByScript(
            text.is_some_and(|text| text.starts_with("application/json")),
        ))
    }
}

#[derive(Serialize)]
struct Problem {
    field: String,
    message: String,
}

#[derive(Serialize)]
struct Refused {
    problems: Vec<Problem>,
}

/// An answer as JSON.
pub fn json(code: StatusCode, body: &impl Serialize) -> Response {
    match serde_json::to_string(body) {
        Ok(text) => (code, [(header::CONTENT_TYPE, "application/json")], text).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// A refusal as JSON, in the words that a page would show.
pub fn refused(refusal: Refusal) -> Response {
    let code = status(&refusal);
    if let Refusal::Broken(why) = &refusal {
        tracing::error!(why, "a request failed");
    }
    let problems = match refusal {
        Refusal::Fields(problems) => problems
            .into_iter()
            .map(|problem| Problem {
                field: problem.field,
                message: problem.message,
            })
            .collect(),
        other => vec![Problem {
            field: String::new(),
            message: other.to_string(),
        }],
    };
    json(code, &Refused { problems })
}
