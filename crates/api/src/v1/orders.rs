//! Recording protective orders: the order, that it was served, a breach, an early end, and the places it keeps somebody away from (R325–R327, F53).

use axum::Json;
use axum::extract::Path;
use axum::routing::{get, post};
use hawthorn_app::Refusal;
use hawthorn_app::risk::orders::{excluded_places, open_order};
use hawthorn_app::risk::record_order::{
    RecordOrder, order_breached, order_ended, order_served, record_order,
};
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::risk::order::OrderKind;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::casework::{Done, OrderNow, done, order_now};
use super::{Answer, coded, id};
use crate::desk::{Body, Desk};
use crate::document::Shape;
use crate::endpoints::Endpoint;
use crate::problem::ApiError;

/// What is done with orders.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    let act = |path, about, body, run| {
        Endpoint::act(
            path,
            Verb::RecordOrder,
            about,
            Some(body),
            Shape::of::<Done>(),
            run,
        )
    };
    vec![
        Endpoint::act(
            "/v1/orders/{victim}/{perpetrator}",
            Verb::RecordOrder,
            "Record a protective order",
            Some(Shape::of::<NewOrder>()),
            Shape::of::<Recorded>(),
            post(record),
        ),
        Endpoint::see(
            "/v1/order/{id}",
            Verb::ViewOrders,
            "One protective order, without its places",
            Shape::of::<OrderNow>(),
            get(order),
        ),
        Endpoint::see(
            "/v1/order/{id}/places",
            Verb::RecordOrder,
            "The places that an order keeps somebody away from; each look is kept",
            Shape::of::<Places>(),
            get(places),
        ),
        act(
            "/v1/order/{id}/served",
            "Record that an order was served",
            Shape::of::<OnDay>(),
            post(served),
        ),
        act(
            "/v1/order/{id}/breach",
            "Record a breach of an order",
            Shape::of::<NewBreach>(),
            post(breached),
        ),
        act(
            "/v1/order/{id}/end",
            "Record that an order ended before its time",
            Shape::of::<NewEnd>(),
            post(ended),
        ),
    ]
}

/// An order.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOrder {
    /// dapn, dapo, dvpn, dvpo, non_molestation, occupation, restraining, stalking_protection,
    /// forced_marriage, sexual_harm, bail, licence or other.
    pub kind: String,
    /// The court or the officer.
    pub court: String,
    /// The day on which it was made, such as 2026-03-27.
    pub made: String,
    /// The moment at which a notice was given, such as 2026-03-27T10:00:00Z.
    pub given_at: Option<String>,
    /// The day on which it was served.
    pub served: Option<String>,
    /// Its first day.
    pub starts: String,
    /// Its last day; none until further order.
    pub ends: Option<String>,
    /// What it forbids or demands.
    pub terms: String,
    /// Places to stay away from, each as on a letter.
    #[serde(default)]
    pub places: Vec<String>,
}

/// The order that was recorded.
#[derive(Debug, Serialize, ToSchema)]
pub struct Recorded {
    /// The order.
    pub id: String,
}

fn day(field: &str, text: &str) -> Result<Date, ApiError> {
    let words = "Write the day like 2026-03-27.";
    text.parse()
        .map_err(|_| ApiError(Refusal::field(field, words)))
}

/// Records an order.
pub async fn record(
    mut desk: Desk,
    Path((victim, perpetrator)): Path<(String, String)>,
    Body(body): Body<NewOrder>,
) -> Answer<Recorded> {
    let codes: Vec<&str> = OrderKind::ALL.iter().map(|one| one.code()).collect();
    let given_at = match &body.given_at {
        Some(text) => Some(text.parse().map_err(|_| {
            Refusal::field("given_at", "Write the moment like 2026-03-27T10:00:00Z.")
        })?),
        None => None,
    };
    let maybe = |field: &str, text: &Option<String>| match text {
        Some(text) => day(field, text).map(Some),
        None => Ok(None),
    };
    let input = RecordOrder {
        victim: id(&victim)?,
        perpetrator: id(&perpetrator)?,
        kind: coded("kind", &body.kind, OrderKind::from_code, &codes)?,
        court: body.court,
        made: day("made", &body.made)?,
        given_at,
        served: maybe("served", &body.served)?,
        starts: day("starts", &body.starts)?,
        ends: maybe("ends", &body.ends)?,
        terms: body.terms,
        excluded: body.places.join("\n"),
    };
    let made = record_order(&desk.app, &mut desk.ask, input).await?;
    Ok(Json(Recorded {
        id: made.to_string(),
    }))
}

/// One order.
pub async fn order(mut desk: Desk, Path(text): Path<String>) -> Answer<OrderNow> {
    let shown = open_order(&desk.app, &mut desk.ask, id(&text)?).await?;
    Ok(Json(order_now(&shown)))
}

/// The places of an order.
#[derive(Debug, Serialize, ToSchema)]
pub struct Places {
    /// Each as on a letter.
    pub places: Vec<String>,
}

/// The places of an order.
pub async fn places(mut desk: Desk, Path(text): Path<String>) -> Answer<Places> {
    let found = excluded_places(&desk.app, &mut desk.ask, id(&text)?).await?;
    let places = found.iter().map(|place| {
        let parts = [place.line.as_str(), place.postcode.as_str()];
        let said = parts.iter().filter(|part| !part.is_empty());
        said.copied().collect::<Vec<_>>().join(", ")
    });
    Ok(Json(Places {
        places: places.collect(),
    }))
}

/// A day.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OnDay {
    /// The day, such as 2026-03-27.
    pub on: String,
}

/// Records that it was served.
pub async fn served(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<OnDay>,
) -> Answer<Done> {
    let on = day("on", &body.on)?;
    order_served(&desk.app, &mut desk.ask, id(&text)?, on).await?;
    Ok(done())
}

/// A breach.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewBreach {
    /// The day.
    pub on: String,
    /// What happened.
    pub what: String,
    /// Whether the police know of it.
    #[serde(default)]
    pub police_know: bool,
}

/// Records a breach.
pub async fn breached(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<NewBreach>,
) -> Answer<Done> {
    let (order, on) = (id(&text)?, day("on", &body.on)?);
    order_breached(
        &desk.app,
        &mut desk.ask,
        order,
        on,
        &body.what,
        body.police_know,
    )
    .await?;
    Ok(done())
}

/// An early end.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewEnd {
    /// The day.
    pub on: String,
    /// Why.
    pub why: String,
}

/// Records an early end.
pub async fn ended(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<NewEnd>,
) -> Answer<Done> {
    let on = day("on", &body.on)?;
    order_ended(&desk.app, &mut desk.ask, id(&text)?, on, &body.why).await?;
    Ok(done())
}
