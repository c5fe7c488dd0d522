//! People: search, one person, and whether two records are one person.

use axum::Json;
use axum::extract::Path;
use axum::routing::{get, post};
use hawthorn_app::people::answer_suggestion::{self as answering, PairAnswer};
use hawthorn_app::people::open_person;
use hawthorn_app::people::review_suggestion::{self as review, PairQueue};
use hawthorn_app::people::search as searching;
use hawthorn_domain::platform::verb::Verb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::platform::Done;
use super::{Answer, coded, id};
use crate::desk::{Body, Desk};
use crate::document::Shape;
use crate::endpoints::Endpoint;

/// People, and records that may be one person.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    use Verb::{ReviewSuggestion, SearchPeople, ViewPerson};
    vec![
        Endpoint::act(
            "/v1/people/search",
            SearchPeople,
            "Search for people; in a body, so that no name stands in an address",
            Some(Shape::of::<Search>()),
            Shape::of::<Found>(),
            post(search),
        ),
        Endpoint::see(
            "/v1/people/{id}",
            ViewPerson,
            "One person",
            Shape::of::<Person>(),
            get(person),
        ),
        Endpoint::see(
            "/v1/suggestions",
            ReviewSuggestion,
            "Records that may be one person",
            Shape::of::<Suggestions>(),
            get(suggestions),
        ),
        Endpoint::act(
            "/v1/suggestions/{id}",
            ReviewSuggestion,
            "Say whether two records are one person",
            Some(Shape::of::<Answered>()),
            Shape::of::<Done>(),
            post(answer),
        ),
    ]
}

/// What is searched for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// A name, date of birth, postcode, phone number or incident reference, in any order.
    pub text: String,
}

/// One person found.
#[derive(Debug, Serialize, ToSchema)]
pub struct FoundPerson {
    /// Their record.
    pub id: String,
    /// Their name.
    pub name: String,
    /// What is known of the date of birth, in words.
    pub born: String,
    /// How well they fit.
    pub fit: String,
    /// Why they came up.
    pub why: Vec<String>,
}

/// What was found.
#[derive(Debug, Serialize, ToSchema)]
pub struct Found {
    /// People, best first.
    pub people: Vec<FoundPerson>,
    /// The incident with this very reference, if there is one.
    pub incident: Option<String>,
    /// Whether there are more than are shown.
    pub more: bool,
}

/// Searches.
pub async fn search(mut desk: Desk, Body(body): Body<Search>) -> Answer<Found> {
    let found = searching::search(&desk.app, &mut desk.ask, &body.text).await?;
    Ok(Json(Found {
        people: found
            .people
            .into_iter()
            .map(|person| FoundPerson {
                id: person.id.to_string(),
                name: person.name,
                born: person.born.words(),
                fit: person.fit,
                why: person.why,
            })
            .collect(),
        incident: found.incident.map(|incident| incident.id.to_string()),
        more: found.more,
    }))
}

/// An incident that a person has a part in.
#[derive(Debug, Serialize, ToSchema)]
pub struct Part {
    /// The incident.
    pub incident: String,
    /// Its reference.
    pub reference: String,
    /// When it was reported.
    pub reported_at: String,
    /// The level in force.
    pub level: String,
    /// The person’s parts.
    pub roles: Vec<String>,
}

/// One person.
#[derive(Debug, Serialize, ToSchema)]
pub struct Person {
    /// Their record.
    pub id: String,
    /// The name to show.
    pub name: String,
    /// Every name.
    pub names: Vec<String>,
    /// Every date of birth, in words.
    pub born: Vec<String>,
    /// Addresses; a confidential one is named as such and not given.
    pub addresses: Vec<String>,
    /// How it stands with reaching them: safe, do_not_contact, unsafe, lapsed or not_known. Numbers stand on the safe-contact card.
    pub safe_contact: String,
    /// Records that people have said are this person too.
    pub linked: Vec<String>,
    /// Suggestions still to be answered.
    pub open_suggestions: Vec<String>,
    /// Incidents.
    pub incidents: Vec<Part>,
    /// MARAC referrals.
    pub marac: Vec<String>,
    /// Whether the record is held closely.
    pub restricted: bool,
}

/// One person.
pub async fn person(mut desk: Desk, Path(text): Path<String>) -> Answer<Person> {
    let view = open_person::open_person(&desk.app, &mut desk.ask, id(&text)?).await?;
    Ok(Json(Person {
        id: view.id.to_string(),
        name: view.name,
        names: view.names.iter().map(|name| name.shown()).collect(),
        born: view.born.iter().map(|fact| fact.born.words()).collect(),
        addresses: view
            .addresses
            .iter()
            .map(|address| {
                if address.confidential {
                    "Confidential address".to_owned()
                } else {
                    format!("{}, {}", address.line, address.postcode)
                }
            })
            .collect(),
        safe_contact: super::contact::standing(&view.standing).to_owned(),
        linked: view
            .linked
            .iter()
            .map(|linked| linked.id.to_string())
            .collect(),
        open_suggestions: view
            .open_suggestions
            .iter()
            .map(ToString::to_string)
            .collect(),
        incidents: view
            .incidents
            .into_iter()
            .map(|part| Part {
                incident: part.incident.to_string(),
                reference: part.reference,
                reported_at: part.reported_at.to_string(),
                level: part.level.code().to_owned(),
                roles: part
                    .roles
                    .iter()
                    .map(|role| role.code().to_owned())
                    .collect(),
            })
            .collect(),
        marac: view.marac.iter().map(|line| line.id.to_string()).collect(),
        restricted: view.restricted,
    }))
}

/// One suggestion.
#[derive(Debug, Serialize, ToSchema)]
pub struct Suggestion {
    /// Its identifier.
    pub id: String,
    /// Very likely, likely or possible.
    pub band: String,
    /// The newer record.
    pub newer: String,
    /// Its name.
    pub newer_name: String,
    /// The older record.
    pub older: String,
    /// Its name.
    pub older_name: String,
    /// The comparison, field by field.
    pub why: Vec<String>,
    /// Warnings.
    pub cautions: Vec<String>,
}

/// Suggestions waiting for an answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct Suggestions {
    /// The suggestions, oldest first.
    pub suggestions: Vec<Suggestion>,
}

/// Suggestions waiting for an answer.
pub async fn suggestions(mut desk: Desk) -> Answer<Suggestions> {
    let page = review::review_queue(&desk.app, &mut desk.ask, PairQueue::Open, None).await?;
    Ok(Json(Suggestions {
        suggestions: page
            .pairs
            .into_iter()
            .map(|pair| Suggestion {
                id: pair.id.to_string(),
                band: pair.band,
                newer: pair.newer.id.to_string(),
                newer_name: pair.newer.name,
                older: pair.older.id.to_string(),
                older_name: pair.older.name,
                why: pair
                    .fields
                    .iter()
                    .map(|field| format!("{}: {}", field.field, field.words))
                    .collect(),
                cautions: pair.cautions,
            })
            .collect(),
    }))
}

/// The answer to a suggestion.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename = "SuggestionAnswer", deny_unknown_fields)]
pub struct Answered {
    /// same, different or unsure.
    pub answer: String,
    /// Words, if any.
    #[serde(default)]
    pub note: String,
}

/// Answers a suggestion.
pub async fn answer(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<Answered>,
) -> Answer<Done> {
    let answer = coded(
        "answer",
        &body.answer,
        PairAnswer::from_code,
        &["same", "different", "unsure"],
    )?;
    answering::answer_suggestion(&desk.app, &mut desk.ask, id(&text)?, answer, &body.note).await?;
    Ok(Done::ok())
}
