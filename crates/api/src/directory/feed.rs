//! The endpoints and filters of Open Referral UK 3.0: open to all, paged, without a sign-in (F83–F85).

use axum::Json;
use axum::extract::{FromRequestParts, Path, Query, State};
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use hawthorn_app::Refusal;
use hawthorn_app::directory::public::public_services;
use hawthorn_domain::directory::PublicService;
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::platform::verb::Verb;
use serde::Deserialize;
use serde_json::{Value, json};

use super::ids::of_entry;
use super::terms::TAXONOMIES;
use super::{schedules, shapes, terms};
use crate::ApiState;
use crate::endpoints::Endpoint;
use crate::problem::ApiError;

/// Rows of a page when nobody says.
const PER_PAGE: usize = 50;
/// The most rows of a page.
const MOST: usize = 200;

const PAGING: &[(&str, &str)] = &[
    ("page", "which page, from 1"),
    ("per_page", "rows of a page, 1 to 200"),
];
const FILTERS: &[(&str, &str)] = &[
    ("search", "words that must stand in the service"),
    ("page", "which page, from 1"),
    ("per_page", "rows of a page, 1 to 200"),
    ("taxonomy_term_id", "a term that the service must have"),
    ("taxonomy_id", "a taxonomy of which it must have a term"),
    ("minimum_age", "its youngest age is this or more"),
    ("maximum_age", "its oldest age is this or less"),
    (
        "start_time",
        "it opens at this time or later, such as 09:00",
    ),
    ("end_time", "it closes at this time or earlier"),
    ("day", "it opens on this day: MO, TU, WE, TH, FR, SA or SU"),
];
const PLACE_FILTERS: &[(&str, &str)] = &[
    ("search", "words that must stand in the service"),
    ("page", "which page, from 1"),
    ("per_page", "rows of a page, 1 to 200"),
    ("postcode", "places whose postcode has the same first half"),
    ("proximity", "refused: the feed holds no coordinates"),
];

/// The feed.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    let open = |path, about, run| {
        Endpoint::paper(path, Verb::SearchDirectory, about, "application/json", run).for_anybody()
    };
    vec![
        open(
            "/open-referral/{area}",
            "What this Open Referral UK 3.0 feed is",
            get(about),
        ),
        open(
            "/open-referral/{area}/services",
            "Services that anybody may be told of",
            get(services),
        )
        .with_query(FILTERS),
        open(
            "/open-referral/{area}/services/{id}",
            "One service with all that belongs to it",
            get(service),
        ),
        open(
            "/open-referral/{area}/service_at_locations",
            "Services at places that anybody may know",
            get(places),
        )
        .with_query(PLACE_FILTERS),
        open(
            "/open-referral/{area}/service_at_locations/{id}",
            "One service at its place",
            get(place),
        ),
        open(
            "/open-referral/{area}/taxonomies",
            "The lists of terms",
            get(taxonomies),
        )
        .with_query(PAGING),
        open(
            "/open-referral/{area}/taxonomies/{id}",
            "One list of terms",
            get(taxonomy),
        ),
        open(
            "/open-referral/{area}/taxonomy_terms",
            "Every term",
            get(all_terms),
        )
        .with_query(PAGING),
        open(
            "/open-referral/{area}/taxonomy_terms/{id}",
            "One term",
            get(term),
        ),
    ]
}

/// What a list may be asked.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    search: Option<String>,
    page: Option<usize>,
    per_page: Option<usize>,
    taxonomy_term_id: Option<String>,
    taxonomy_id: Option<String>,
    minimum_age: Option<u8>,
    maximum_age: Option<u8>,
    start_time: Option<String>,
    end_time: Option<String>,
    day: Option<String>,
    postcode: Option<String>,
    proximity: Option<String>,
}

type Answer = Result<Response, ApiError>;

const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = ApiError;
    /// Reads the filters; one that cannot be read is refused in the form of every other refusal.
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let Ok(Query(asked)) = Query::<Asked>::from_request_parts(parts, state).await else {
            return Err(ApiError(Refusal::field(
                "query",
                "One of the filters cannot be read. Pages, rows and ages are whole numbers, such as per_page=50.",
            )));
        };
        let known = |day: &str| DAYS.contains(&day.to_uppercase().as_str());
        if asked.day.as_deref().is_some_and(|day| !known(day)) {
            return Err(ApiError(Refusal::field(
                "day",
                "A day is one of MO, TU, WE, TH, FR, SA and SU.",
            )));
        }
        Ok(asked)
    }
}

/// An answer that pages of any site may read.
fn open(value: Value) -> Response {
    ([(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")], Json(value)).into_response()
}

async fn load(state: &ApiState, area: &str) -> Result<(Vec<PublicService>, String), ApiError> {
    let code = AreaCode::new(area).map_err(|_| ApiError(Refusal::NotFound))?;
    let found = public_services(&state.app, &code).await?;
    let name = state
        .app
        .area(&code)
        .map_or_else(String::new, |book| book.name.clone());
    Ok((found, name))
}

async fn about(State(state): State<ApiState>, Path(area): Path<String>) -> Answer {
    load(&state, &area).await?;
    Ok(open(json!({
        "version": "3.0",
        "profile": "https://docs.openreferraluk.org/en/3.0/",
        "openapi_url": "https://raw.githubusercontent.com/OpenReferralUK/uk-profile/3.0/schema/openapi.json",
    })))
}

async fn services(State(state): State<ApiState>, Path(area): Path<String>, asked: Asked) -> Answer {
    let (found, _) = load(&state, &area).await?;
    let kept = found
        .iter()
        .filter(|service| asked.fits(service))
        .map(|service| Value::Object(shapes::short(service)))
        .collect();
    Ok(open(asked.page_of(kept)))
}

async fn service(
    State(state): State<ApiState>,
    Path((area, id)): Path<(String, String)>,
) -> Answer {
    let (found, name) = load(&state, &area).await?;
    let one = found.iter().find(|service| of_entry(service.id) == id);
    let one = one.ok_or(ApiError(Refusal::NotFound))?;
    Ok(open(shapes::whole(one, &name)))
}

/// Every service that has a place anybody may know, with its shape.
fn at_places(found: &[PublicService], area: &str) -> Vec<(Value, Value)> {
    found
        .iter()
        .filter_map(|service| {
            let address = service.address.as_ref()?;
            let at = shapes::at_location(&of_entry(service.id), address, area);
            Some((at, Value::Object(shapes::short(service))))
        })
        .collect()
}

async fn places(State(state): State<ApiState>, Path(area): Path<String>, asked: Asked) -> Answer {
    if asked.proximity.is_some() {
        return Err(ApiError(Refusal::field(
            "proximity",
            "This feed holds no coordinates, so it cannot reckon a distance. Ask by postcode, or leave proximity out.",
        )));
    }
    let (mut found, name) = load(&state, &area).await?;
    found.retain(|service| asked.fits(service) && asked.is_near(service));
    let kept = at_places(&found, &name)
        .into_iter()
        .map(|(mut at, service)| {
            // A list holds only what there is one of: the addresses stand in the single answer.
            if let Some(location) = at.pointer_mut("/location").and_then(Value::as_object_mut) {
                location.remove("addresses");
            }
            with(at, "service", service)
        })
        .collect();
    Ok(open(asked.page_of(kept)))
}

async fn place(State(state): State<ApiState>, Path((area, id)): Path<(String, String)>) -> Answer {
    let (found, name) = load(&state, &area).await?;
    let one = at_places(&found, &name)
        .into_iter()
        .find(|(at, _)| is(at, &id))
        .ok_or(ApiError(Refusal::NotFound))?;
    Ok(open(with(one.0, "service", one.1)))
}

fn with(mut value: Value, key: &str, inner: Value) -> Value {
    if let Some(fields) = value.as_object_mut() {
        fields.insert(key.to_owned(), inner);
    }
    value
}

fn is(value: &Value, id: &str) -> bool {
    value.get("id").and_then(Value::as_str) == Some(id)
}

async fn taxonomies(
    State(state): State<ApiState>,
    Path(area): Path<String>,
    asked: Asked,
) -> Answer {
    load(&state, &area).await?;
    let all = TAXONOMIES.iter().map(|taxonomy| taxonomy.shape()).collect();
    Ok(open(asked.page_of(all)))
}

async fn taxonomy(
    State(state): State<ApiState>,
    Path((area, id)): Path<(String, String)>,
) -> Answer {
    load(&state, &area).await?;
    let one = TAXONOMIES.iter().find(|taxonomy| taxonomy.id() == id);
    one.map(|taxonomy| open(taxonomy.shape()))
        .ok_or(ApiError(Refusal::NotFound))
}

fn every_term() -> Vec<Value> {
    TAXONOMIES
        .iter()
        .flat_map(|taxonomy| taxonomy.terms())
        .collect()
}

async fn all_terms(
    State(state): State<ApiState>,
    Path(area): Path<String>,
    asked: Asked,
) -> Answer {
    load(&state, &area).await?;
    Ok(open(asked.page_of(every_term())))
}

async fn term(State(state): State<ApiState>, Path((area, id)): Path<(String, String)>) -> Answer {
    load(&state, &area).await?;
    let one = every_term().into_iter().find(|term| is(term, &id));
    one.map(open).ok_or(ApiError(Refusal::NotFound))
}

impl Asked {
    /// The page that is asked for, in the envelope of the standard (F84).
    fn page_of(&self, all: Vec<Value>) -> Value {
        let size = self.per_page.unwrap_or(PER_PAGE).clamp(1, MOST);
        let pages = all.len().div_ceil(size).max(1);
        let page = self.page.unwrap_or(1).max(1);
        let total = all.len();
        let from = (page - 1).saturating_mul(size);
        let contents: Vec<Value> = all.into_iter().skip(from).take(size).collect();
        json!({
            "total_items": total,
            "total_pages": pages,
            "page_number": page,
            "size": contents.len(),
            "first_page": page == 1,
            "last_page": page >= pages,
            "empty": contents.is_empty(),
            "contents": contents,
        })
    }

    fn fits(&self, service: &PublicService) -> bool {
        let ages = self
            .minimum_age
            .is_none_or(|age| service.min_age.is_some_and(|own| own >= age))
            && self
                .maximum_age
                .is_none_or(|age| service.max_age.is_some_and(|own| own <= age));
        ages && self.has_words(service) && self.has_term(service) && self.opens(service)
    }

    fn has_words(&self, service: &PublicService) -> bool {
        let text = format!(
            "{} {} {} {}",
            service.name,
            service.about,
            service.organisation,
            service.kind.label()
        )
        .to_lowercase();
        self.search
            .as_deref()
            .unwrap_or_default()
            .to_lowercase()
            .split_whitespace()
            .all(|word| text.contains(word))
    }

    fn has_term(&self, service: &PublicService) -> bool {
        let own = terms::of_service(service);
        let any = |key: &str, wanted: &Option<String>| {
            wanted.as_ref().is_none_or(|wanted| {
                own.iter()
                    .any(|term| term.get(key).and_then(Value::as_str) == Some(wanted.as_str()))
            })
        };
        any("id", &self.taxonomy_term_id) && any("taxonomy_id", &self.taxonomy_id)
    }

    /// One opening time must fit every filter of time at once.
    fn opens(&self, service: &PublicService) -> bool {
        if self.start_time.is_none() && self.end_time.is_none() && self.day.is_none() {
            return true;
        }
        schedules::slots(&service.opening).iter().any(|slot| {
            self.start_time
                .as_ref()
                .is_none_or(|from| slot.opens >= *from)
                && self.end_time.as_ref().is_none_or(|to| slot.closes <= *to)
                && self.day.as_ref().is_none_or(|day| {
                    slot.days
                        .iter()
                        .any(|own| own.ends_with(&day.to_uppercase()))
                })
        })
    }

    /// Whether a service's place lies in the postcode district that was asked for.
    fn is_near(&self, service: &PublicService) -> bool {
        let district = |postcode: &str| {
            let bare: String = postcode
                .split_whitespace()
                .collect::<String>()
                .to_uppercase();
            bare.get(..bare.len().saturating_sub(3))
                .unwrap_or_default()
                .to_owned()
        };
        self.postcode.as_ref().is_none_or(|wanted| {
            service
                .address
                .as_ref()
                .is_some_and(|address| district(&address.postcode) == district(wanted))
        })
    }
}
