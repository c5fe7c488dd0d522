//! Sessions, the reader, and a record's history.

use axum::Json;
use axum::extract::{Path, State};
use axum::routing::{get, post};
use hawthorn_app::Refusal;
use hawthorn_app::people::history::{RecordKind, history as read_history};
use hawthorn_app::platform::sessions;
use hawthorn_app::platform::sign_in::{self, Credentials, SignedInOr};
use hawthorn_domain::platform::verb::Verb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Answer;
use crate::ApiState;
use crate::desk::{Body, Desk};
use crate::document::Shape;
use crate::endpoints::Endpoint;
use crate::problem::ApiError;

/// Sessions, the reader and the history of records.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    use Verb::{ManageOwnAccount, SeeHome, ViewHistory};
    vec![
        Endpoint::act(
            "/v1/sessions",
            SeeHome,
            "Sign in: a token for the calls that follow",
            Some(Shape::of::<SignIn>()),
            Shape::of::<Token>(),
            post(sign_in),
        )
        .for_anybody(),
        Endpoint::act(
            "/v1/sessions/end",
            ManageOwnAccount,
            "End the session of this token",
            None,
            Shape::of::<Done>(),
            post(sign_out),
        ),
        Endpoint::see(
            "/v1/me",
            SeeHome,
            "Who the token stands for",
            Shape::of::<Me>(),
            get(me),
        ),
        Endpoint::see(
            "/v1/history/{kind}/{id}",
            ViewHistory,
            "Who did what to a record",
            Shape::of::<History>(),
            get(history),
        ),
    ]
}

/// What is needed to sign in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The sign-in name.
    pub name: String,
    /// The password.
    pub password: String,
    /// A code of the second factor, when one is enrolled.
    #[serde(default)]
    pub code: String,
    /// The area to work in, when there are several.
    #[serde(default)]
    pub area: String,
}

/// A token for the calls that follow.
#[derive(Debug, Serialize, ToSchema)]
pub struct Token {
    /// Send it as `Authorization: Bearer …`.
    pub token: String,
}

/// It was done.
#[derive(Debug, Serialize, ToSchema)]
pub struct Done {
    /// Always true.
    pub done: bool,
}

impl Done {
    /// The answer of a verb that has nothing more to tell.
    pub(crate) fn ok() -> Json<Done> {
        Json(Done { done: true })
    }
}

/// What was made.
#[derive(Debug, Serialize, ToSchema)]
pub struct Made {
    /// Its identifier.
    pub id: String,
}

/// A reason.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// Why.
    pub reason: String,
}

/// A note that may be empty.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// The words.
    #[serde(default)]
    pub note: String,
}

/// Who the token stands for.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    /// The account.
    pub account: String,
    /// The name shown.
    pub name: String,
    /// The area.
    pub area: String,
    /// The agency’s code.
    pub agency: String,
    /// The roles’ codes.
    pub roles: Vec<String>,
}

/// One line of a record’s history.
#[derive(Debug, Serialize, ToSchema)]
pub struct HistoryLine {
    /// When.
    pub at: String,
    /// Who.
    pub by: String,
    /// Their agency’s code.
    pub agency: Option<String>,
    /// The kind of act.
    pub deed: String,
    /// What happened.
    pub words: String,
}

/// A record’s history, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct History {
    /// The lines.
    pub lines: Vec<HistoryLine>,
}

/// Signs in.
pub async fn sign_in(State(state): State<ApiState>, Body(typed): Body<SignIn>) -> Answer<Token> {
    let credentials = Credentials {
        name: typed.name,
        password: typed.password,
        code: typed.code,
        area: typed.area,
    };
    match sign_in::sign_in(
        &state.app,
        &credentials,
        state.around.now(),
        state.around.dice().as_mut(),
    )
    .await?
    {
        SignedInOr::Token(token) => Ok(Json(Token { token })),
        SignedInOr::CodeNeeded => Err(ApiError(Refusal::field(
            "code",
            "Send the code of your second factor as well.",
        ))),
    }
}

/// Ends the session of the token.
pub async fn sign_out(desk: Desk, token: crate::desk::Token) -> Answer<Done> {
    sessions::sign_out(&desk.app, &token.0, desk.ask.now).await?;
    Ok(Done::ok())
}

/// Who the token stands for.
pub async fn me(desk: Desk) -> Answer<Me> {
    let actor = &desk.ask.actor;
    Ok(Json(Me {
        account: actor.account.to_string(),
        name: actor.name.clone(),
        area: actor.area.to_string(),
        agency: actor.agency.to_string(),
        roles: actor
            .roles
            .iter()
            .map(|role| role.code().to_owned())
            .collect(),
    }))
}

/// A record’s history.
pub async fn history(mut desk: Desk, Path((kind, id)): Path<(String, String)>) -> Answer<History> {
    let kind = RecordKind::from_code(&kind).ok_or(ApiError(Refusal::NotFound))?;
    let lines = read_history(&desk.app, &mut desk.ask, kind, &id).await?;
    Ok(Json(History {
        lines: lines
            .into_iter()
            .map(|line| HistoryLine {
                at: line.at.to_string(),
                by: line.doer,
                agency: line.agency,
                deed: line.deed.code().to_owned(),
                words: line.words,
            })
            .collect(),
    }))
}
