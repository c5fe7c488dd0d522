//! The doors: what came in for the reader’s own desk, a call or a visit from another system, and what may be done with it.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::Path;
use axum::routing::{get, post};
use hawthorn_app::doors::answer_door::{DoorAnswer, answer_door};
use hawthorn_app::doors::list_doors::{DoorRow, list_doors};
use hawthorn_app::doors::log_contact::{Contact, Then, log_contact};
use hawthorn_app::doors::open_door::open_door;
use hawthorn_app::doors::refer_on::refer_on;
use hawthorn_domain::doors::desk::TryTold;
use hawthorn_domain::doors::report::{EndKind, TryResult};
use hawthorn_domain::doors::{Answers, Door};
use hawthorn_domain::platform::verb::Verb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::platform::{Done, Made, Reason};
use super::{Answer, coded, id};
use crate::desk::{Body, Desk};
use crate::document::Shape;
use crate::endpoints::Endpoint;

/// What came in by the doors.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    use Verb::{AnswerDoor, ListDoors, LogContact, MakeReferral, ViewDoor};
    let done = || Shape::of::<Done>();
    vec![
        Endpoint::see(
            "/v1/doors",
            ListDoors,
            "What came in for your desk",
            Shape::of::<Doors>(),
            get(list),
        ),
        Endpoint::act(
            "/v1/doors",
            LogContact,
            "Log a call or a visit",
            Some(Shape::of::<NewContact>()),
            Shape::of::<Made>(),
            post(log),
        ),
        Endpoint::see(
            "/v1/doors/{id}",
            ViewDoor,
            "One report",
            Shape::of::<DoorOut>(),
            get(one),
        ),
        Endpoint::act(
            "/v1/doors/{id}/take",
            AnswerDoor,
            "Take a report",
            None,
            done(),
            post(take),
        ),
        Endpoint::act(
            "/v1/doors/{id}/tries",
            AnswerDoor,
            "Keep a try to reach the person",
            Some(Shape::of::<NewTry>()),
            done(),
            post(tried),
        ),
        Endpoint::act(
            "/v1/doors/{id}/end",
            AnswerDoor,
            "Finish a report",
            Some(Shape::of::<DoorEnd>()),
            done(),
            post(end),
        ),
        Endpoint::act(
            "/v1/doors/{id}/refer",
            MakeReferral,
            "Refer it into the MASH",
            Some(Shape::of::<Reason>()),
            Shape::of::<Made>(),
            post(refer),
        ),
    ]
}

/// One line of the desk’s list. It names nobody.
#[derive(Debug, Serialize, ToSchema)]
pub struct DoorLine {
    /// Its identifier.
    pub id: String,
    /// form, own, call or visit.
    pub door: String,
    /// support, mash or marac.
    pub desk: String,
    /// new, taken, in_touch, ended or set_aside.
    pub state: String,
    /// When it came.
    pub received_at: String,
    /// When the person is to be reached.
    pub due_at: Option<String>,
    /// Whether somebody fears serious harm.
    pub serious: bool,
    /// Whether it waits for the person’s agreement.
    pub waits_for_consent: bool,
}

/// The desk’s list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Doors {
    /// What is to be done, in order.
    pub reports: Vec<DoorLine>,
}

fn line(row: DoorRow) -> DoorLine {
    DoorLine {
        id: row.id.to_string(),
        door: row.door.code().to_owned(),
        desk: row.desk.code().to_owned(),
        state: row.state.code().to_owned(),
        received_at: row.received_at.to_string(),
        due_at: row.due_at.map(|due| due.to_string()),
        serious: row.serious,
        waits_for_consent: row.waits_for_consent,
    }
}

/// What came in for the reader’s own desk.
pub async fn list(mut desk: Desk) -> Answer<Doors> {
    let found = list_doors(&desk.app, &mut desk.ask, None).await?;
    Ok(Json(Doors {
        reports: found.rows.into_iter().map(line).collect(),
    }))
}

/// One report. Numbers and addresses are not in it: they are opened one at a time, on the page.
#[derive(Debug, Serialize, ToSchema)]
pub struct DoorOut {
    /// Its identifier.
    pub id: String,
    /// form, own, call or visit.
    pub door: String,
    /// support, mash or marac.
    pub desk: String,
    /// new, taken, in_touch, ended or set_aside.
    pub state: String,
    /// When it came.
    pub received_at: String,
    /// What is happening.
    pub happening: String,
    /// The person’s name, as it was given.
    pub person: String,
    /// Why it is at this desk.
    pub why: Vec<String>,
    /// Whether contact may be made now.
    pub may_contact: bool,
    /// What must never be done.
    pub never: String,
}

/// Opens one report.
pub async fn one(mut desk: Desk, Path(text): Path<String>) -> Answer<DoorOut> {
    let opened = open_door(&desk.app, &mut desk.ask, id(&text)?).await?;
    let report = opened.report;
    Ok(Json(DoorOut {
        id: report.id.to_string(),
        door: report.door.code().to_owned(),
        desk: report.desk.code().to_owned(),
        state: opened.state.code().to_owned(),
        received_at: report.received_at.to_string(),
        happening: report.happening,
        person: report.person.name,
        why: report
            .routing
            .why
            .iter()
            .map(|why| why.label().to_owned())
            .collect(),
        may_contact: opened.may_contact,
        never: report.reach.card.never,
    }))
}

/// A call or a visit.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewContact {
    /// call or visit.
    pub door: String,
    /// advice, mine or hand.
    pub then: String,
    /// What was advised.
    #[serde(default)]
    pub advice: String,
    /// What was said, by the names of the questions, such as `happening`, `name`, `phone`.
    pub answers: BTreeMap<String, Vec<String>>,
}

/// Logs a call or a visit.
pub async fn log(mut desk: Desk, Body(body): Body<NewContact>) -> Answer<Made> {
    let mut answers = Answers::default();
    for (name, values) in body.answers.iter().take(60) {
        answers.set(name, values);
    }
    let contact = Contact {
        door: coded("door", &body.door, Door::from_code, &["call", "visit"])?,
        then: coded(
            "then",
            &body.then,
            Then::from_code,
            &["advice", "mine", "hand"],
        )?,
        answers,
        advice: body.advice,
        service: None,
    };
    let made = log_contact(&desk.app, &mut desk.ask, contact).await?;
    Ok(Json(Made {
        id: made.to_string(),
    }))
}

/// Takes a report.
pub async fn take(mut desk: Desk, Path(text): Path<String>) -> Answer<Done> {
    answer_door(&desk.app, &mut desk.ask, id(&text)?, None, DoorAnswer::Take).await?;
    Ok(Done::ok())
}

/// A try to reach the person.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTry {
    /// spoke, no_answer, not_safe or message.
    pub result: String,
    /// More about it.
    #[serde(default)]
    pub words: String,
}

/// Keeps a try.
pub async fn tried(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<NewTry>,
) -> Answer<Done> {
    let allowed = ["spoke", "no_answer", "not_safe", "message"];
    let told = TryTold {
        result: coded("result", &body.result, TryResult::from_code, &allowed)?,
        words: body.words,
        next_at: None,
    };
    let answer = DoorAnswer::Tried(told);
    answer_door(&desk.app, &mut desk.ask, id(&text)?, None, answer).await?;
    Ok(Done::ok())
}

/// How it ended.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DoorEnd {
    /// supported, to_marac, elsewhere, advice_only, not_reached, declined or junk.
    pub how: String,
    /// Why, in words.
    pub words: String,
}

/// Finishes a report.
pub async fn end(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<DoorEnd>,
) -> Answer<Done> {
    let allowed = [
        "supported",
        "to_marac",
        "elsewhere",
        "advice_only",
        "not_reached",
        "declined",
        "junk",
    ];
    let how = coded("how", &body.how, EndKind::from_code, &allowed)?;
    let answer = DoorAnswer::End(how, body.words);
    answer_door(&desk.app, &mut desk.ask, id(&text)?, None, answer).await?;
    Ok(Done::ok())
}

/// Refers it into the MASH.
pub async fn refer(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<Reason>,
) -> Answer<Made> {
    let made = refer_on(&desk.app, &mut desk.ask, id(&text)?, &body.reason).await?;
    Ok(Json(Made {
        id: made.id.to_string(),
    }))
}
