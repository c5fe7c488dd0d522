//! The safe-contact card: what was said about reaching a person, and one way in full after the check.

use axum::Json;
use axum::extract::Path;
use axum::routing::{get, post};
use hawthorn_app::people::record_safe_contact::{ContactSaid, record_safe_contact};
use hawthorn_app::people::safe_contact::{self as cards, open_contact};
use hawthorn_domain::people::contact::{ContactSafety, Standing, Told, Way, Whose};
use hawthorn_domain::platform::verb::Verb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::platform::Done;
use super::{Answer, coded, id};
use crate::desk::{Body, Desk};
use crate::document::Shape;
use crate::endpoints::Endpoint;
use crate::problem::ApiError;

/// Safe contact.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    use Verb::{EditPerson, ViewPerson};
    vec![
        Endpoint::see(
            "/v1/people/{id}/contact",
            ViewPerson,
            "The safe-contact card of a person; no number or address in full",
            Shape::of::<Card>(),
            get(card),
        ),
        Endpoint::act(
            "/v1/people/{id}/contact",
            EditPerson,
            "Write down how to reach a person safely",
            Some(Shape::of::<Said>()),
            Shape::of::<Done>(),
            post(record),
        ),
        Endpoint::act(
            "/v1/people/{id}/contact/reach",
            ViewPerson,
            "One number or address in full, after the safe-contact check; each look is kept",
            Some(Shape::of::<Reach>()),
            Shape::of::<Reached>(),
            post(reach),
        ),
    ]
}

/// How it stands, as a word.
pub(crate) fn standing(standing: &Standing) -> &'static str {
    match standing {
        Standing::Safe { .. } => "safe",
        Standing::DoNotContact => "do_not_contact",
        Standing::Unsafe => "unsafe",
        Standing::Lapsed { .. } => "lapsed",
        Standing::NotKnown => "not_known",
    }
}

/// One way to reach the person.
#[derive(Debug, Serialize, ToSchema)]
pub struct WayLine {
    /// `phone`, `letter` or `email`.
    pub way: String,
    /// Its place among those of its kind.
    pub index: usize,
    /// With most of it hidden.
    pub shown: String,
    /// `safe`, `unsafe` or `not_known`.
    pub safety: String,
    /// Why it must not be used now; nothing when it may.
    pub why_not: Option<String>,
}

/// The card.
#[derive(Debug, Serialize, ToSchema)]
pub struct Card {
    /// The version to send back.
    pub version: i64,
    /// How it stands now: `safe`, `do_not_contact`, `unsafe`, `lapsed` or `not_known`.
    pub standing: String,
    /// The person asked not to be contacted at all.
    pub do_not_contact: bool,
    /// Every way on the record.
    pub ways: Vec<WayLine>,
    /// When it is safe.
    pub safe_times: String,
    /// What must never be done.
    pub never: String,
    /// What to say if somebody else answers.
    pub if_someone_else_answers: String,
    /// Who must not learn of it.
    pub unsafe_people: String,
    /// Whether a message may be left.
    pub may_leave_message: String,
    /// Whether the caller may say where the call comes from.
    pub may_say_who: String,
    /// Whose words these are.
    pub whose: Option<String>,
    /// When it was asked.
    pub asked_at: Option<String>,
}

/// The card of a person.
pub async fn card(mut desk: Desk, Path(text): Path<String>) -> Answer<Card> {
    let page = open_contact(&desk.app, &mut desk.ask, id(&text)?).await?;
    let ways = page.ways.into_iter().map(|line| WayLine {
        way: line.way.code().to_owned(),
        index: line.index,
        shown: line.shown,
        safety: line.safety.code().to_owned(),
        why_not: line.why_not,
    });
    Ok(Json(Card {
        version: page.version,
        standing: standing(&page.standing).to_owned(),
        do_not_contact: page.card.do_not_contact,
        ways: ways.collect(),
        safe_times: page.card.safe_times,
        never: page.card.never,
        if_someone_else_answers: page.card.if_someone_else_answers,
        unsafe_people: page.card.unsafe_people,
        may_leave_message: page.card.may_leave_message.code().to_owned(),
        may_say_who: page.card.may_say_who.code().to_owned(),
        whose: page.card.whose.map(|whose| whose.code().to_owned()),
        asked_at: page.card.checked_at.map(|at| at.to_string()),
    }))
}

/// What was said of one way.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WaySaid {
    /// `phone`, `letter` or `email`.
    pub way: String,
    /// Its place on the card; leave out for a new number or e-mail address.
    pub index: Option<usize>,
    /// A new number or e-mail address; leave out for one on the card.
    pub new: Option<String>,
    /// `safe`, `unsafe` or `not_known`.
    pub safety: String,
}

/// What was said.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// The version of the card that was read.
    pub version: Option<i64>,
    /// The person asked not to be contacted at all.
    #[serde(default)]
    pub do_not_contact: bool,
    /// Each way, on the card or new. A safe way that is left out is not known any more.
    #[serde(default)]
    pub ways: Vec<WaySaid>,
    /// When it is safe.
    #[serde(default)]
    pub safe_times: String,
    /// What must never be done.
    #[serde(default)]
    pub never: String,
    /// What to say if somebody else answers.
    #[serde(default)]
    pub if_someone_else_answers: String,
    /// Who must not learn of it.
    #[serde(default)]
    pub unsafe_people: String,
    /// A code word; empty keeps the one there is.
    #[serde(default)]
    pub code_word: String,
    /// `yes`, `no` or `not_asked`.
    #[serde(default)]
    pub may_leave_message: String,
    /// `yes`, `no` or `not_asked`.
    #[serde(default)]
    pub may_say_who: String,
    /// `person`, `worker`, `referrer` or `other`.
    #[serde(default)]
    pub whose: String,
    /// The day on which it was asked, such as `2026-03-25`.
    #[serde(default)]
    pub asked: String,
}

const SAFETY: &[&str] = &["safe", "unsafe", "not_known"];
const TOLD: &[&str] = &["yes", "no", "not_asked"];
const WAYS: &[&str] = &["phone", "letter", "email"];

/// Writes the card down.
pub async fn record(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<Said>,
) -> Answer<Done> {
    let said = said(body)?;
    record_safe_contact(&desk.app, &mut desk.ask, id(&text)?, said).await?;
    Ok(Done::ok())
}

fn said(body: Said) -> Result<ContactSaid, ApiError> {
    let told = |field: &str, text: &str| match text {
        "" => Ok(Told::NotAsked),
        text => coded(field, text, Told::from_code, TOLD),
    };
    let mut said = ContactSaid {
        version: body.version,
        do_not_contact: body.do_not_contact,
        safe_times: body.safe_times,
        never: body.never,
        if_someone_else_answers: body.if_someone_else_answers,
        unsafe_people: body.unsafe_people,
        code_word: body.code_word,
        may_leave_message: told("may_leave_message", &body.may_leave_message)?,
        may_say_who: told("may_say_who", &body.may_say_who)?,
        whose: Whose::from_code(&body.whose),
        asked: body.asked.parse().ok(),
        ..ContactSaid::default()
    };
    for way in body.ways {
        let kind = coded("ways", &way.way, Way::from_code, WAYS)?;
        let safety = coded("ways", &way.safety, ContactSafety::from_code, SAFETY)?;
        match (way.index, way.new, kind) {
            (Some(index), None, kind) => said.ways.push((kind, index, safety)),
            (None, Some(new), Way::Phone) => said.new_phone = (new, safety),
            (None, Some(new), Way::Email) => said.new_email = (new, safety),
            _ => {
                return Err(ApiError(hawthorn_app::Refusal::field(
                    "ways",
                    "Give each way its place on the card, or a new number or e-mail address.",
                )));
            }
        }
    }
    Ok(said)
}

/// Which way is wanted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reach {
    /// `phone`, `letter` or `email`.
    pub way: String,
    /// Its place on the card.
    pub index: usize,
}

/// One way in full, with what to keep to while using it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Reached {
    /// The number or address.
    pub to: String,
    /// When the check was made.
    pub checked_at: String,
    /// When it is safe.
    pub safe_times: String,
    /// What must never be done.
    pub never: String,
    /// What to say if somebody else answers.
    pub if_someone_else_answers: String,
    /// The code word, if one is agreed.
    pub code_word: String,
}

/// One way in full.
pub async fn reach(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<Reach>,
) -> Answer<Reached> {
    let person = id(&text)?;
    let way = coded("way", &body.way, Way::from_code, WAYS)?;
    let opened = cards::reach(&desk.app, &mut desk.ask, person, way, body.index).await?;
    Ok(Json(Reached {
        to: opened.cleared.to().to_owned(),
        checked_at: opened.cleared.at().to_string(),
        safe_times: opened.card.safe_times,
        never: opened.card.never,
        if_someone_else_answers: opened.card.if_someone_else_answers,
        code_word: opened.card.code_word,
    }))
}
