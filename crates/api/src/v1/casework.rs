//! Around the meeting: figures, what becomes of a referral, protective orders and MATAC (R173–R195, R258, F53).

use axum::Json;
use axum::extract::{Path, Query};
use axum::routing::{get, post};
use hawthorn_app::marac::accept_referral::accept_referral;
use hawthorn_app::marac::answer_question::answer_question;
use hawthorn_app::marac::ask_referrer::ask_referrer;
use hawthorn_app::marac::figures::figures;
use hawthorn_app::matac::lists::{MatacLine, matac_lists};
use hawthorn_app::risk::orders::{OrderShown, pair_orders};
use hawthorn_domain::marac::figures::Measure;
use hawthorn_domain::marac::figures::period::Quarter;
use hawthorn_domain::platform::verb::Verb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Answer, id};
use crate::desk::{Body, Desk};
use crate::document::Shape;
use crate::endpoints::Endpoint;

/// Everything around the meeting.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::see(
            "/v1/insight/marac",
            Verb::ViewFigures,
            "The figures of MARAC for a quarter, meeting by meeting",
            Shape::of::<MaracFigures>(),
            get(marac_figures),
        )
        .with_query(&[(
            "quarter",
            "a quarter such as 2026-q1; the last one that is over when left out",
        )]),
        Endpoint::act(
            "/v1/marac/{id}/accept",
            Verb::SettleMaracReferral,
            "Accept a MARAC referral",
            None,
            Shape::of::<Done>(),
            post(accept),
        ),
        Endpoint::act(
            "/v1/marac/{id}/ask",
            Verb::SettleMaracReferral,
            "Send a MARAC referral back with a question",
            Some(Shape::of::<Words>()),
            Shape::of::<Done>(),
            post(ask),
        ),
        Endpoint::act(
            "/v1/marac/{id}/answer",
            Verb::ReferToMarac,
            "Answer the question with which a referral came back",
            Some(Shape::of::<Words>()),
            Shape::of::<Done>(),
            post(answer),
        ),
        Endpoint::see(
            "/v1/orders/{victim}/{perpetrator}",
            Verb::ViewOrders,
            "The protective orders of a pair, without their places",
            Shape::of::<Orders>(),
            get(orders),
        ),
        Endpoint::see(
            "/v1/matac",
            Verb::ViewMatac,
            "Who is nominated to MATAC, taken on and closed, by initials",
            Shape::of::<MatacNow>(),
            get(matac),
        ),
    ]
}

/// It is done.
#[derive(Debug, Serialize, ToSchema)]
pub struct Done {
    /// Always true.
    pub done: bool,
}

pub(crate) fn done() -> Json<Done> {
    Json(Done { done: true })
}

/// A question or an answer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The words.
    pub text: String,
}

/// One number, as the caller may see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Figure {
    /// The code of what is counted.
    pub measure: String,
    /// The number itself, or the form in which it leaves: “fewer than 5”, “about 20”, “not shown”.
    pub number: String,
}

/// One meeting's numbers.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeetingNumbers {
    /// The meeting.
    pub meeting: String,
    /// When it began.
    pub starts_at: String,
    /// Its numbers.
    pub numbers: Vec<Figure>,
}

/// The figures of a quarter.
#[derive(Debug, Serialize, ToSchema)]
pub struct MaracFigures {
    /// The quarter.
    pub quarter: String,
    /// Whether the numbers are the numbers themselves.
    pub exact: bool,
    /// Meeting by meeting.
    pub meetings: Vec<MeetingNumbers>,
    /// The quarter together.
    pub total: Vec<Figure>,
    /// The twelve months that end with it.
    pub year: Vec<Figure>,
    /// Cases in those months for each 10,000 adult women.
    pub per_10000: Option<String>,
}

/// Which quarter.
#[derive(Debug, Default, Deserialize)]
pub struct WhichQuarter {
    quarter: Option<String>,
}

/// The figures of a quarter.
pub async fn marac_figures(
    mut desk: Desk,
    Query(asked): Query<WhichQuarter>,
) -> Answer<MaracFigures> {
    let quarter = asked.quarter.as_deref().and_then(Quarter::from_code);
    let made = figures(&desk.app, &mut desk.ask, quarter).await?;
    let all = |numbers: &std::collections::BTreeMap<Measure, _>| {
        numbers
            .iter()
            .map(
                |(measure, number): (
                    &Measure,
                    &hawthorn_domain::marac::figures::publish::Shown,
                )| Figure {
                    measure: measure.code().to_owned(),
                    number: number.words(),
                },
            )
            .collect()
    };
    Ok(Json(MaracFigures {
        quarter: made.quarter.code(),
        exact: made.exact,
        meetings: made
            .meetings
            .iter()
            .map(|line| MeetingNumbers {
                meeting: line.meeting.id.to_string(),
                starts_at: line.meeting.starts_at.to_string(),
                numbers: all(&line.numbers),
            })
            .collect(),
        total: all(&made.quarter_total),
        year: all(&made.year_total),
        per_10000: made.per_10000.map(|rate| rate.to_string()),
    }))
}

/// Accepts a referral.
pub async fn accept(mut desk: Desk, Path(text): Path<String>) -> Answer<Done> {
    accept_referral(&desk.app, &mut desk.ask, id(&text)?).await?;
    Ok(done())
}

/// Asks the referrer.
pub async fn ask(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<Words>,
) -> Answer<Done> {
    ask_referrer(&desk.app, &mut desk.ask, id(&text)?, &body.text).await?;
    Ok(done())
}

/// Answers the question.
pub async fn answer(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<Words>,
) -> Answer<Done> {
    answer_question(&desk.app, &mut desk.ask, id(&text)?, &body.text).await?;
    Ok(done())
}

/// One order; the places that it keeps somebody away from are counted and not told.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrderNow {
    /// The order.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// How it stands today.
    pub standing: String,
    /// Whom it protects.
    pub protects: String,
    /// Its first day.
    pub starts: String,
    /// Its last day; none until further order.
    pub ends: Option<String>,
    /// What it forbids or demands.
    pub terms: String,
    /// How many places it names.
    pub places: usize,
    /// How many breaches are recorded.
    pub breaches: usize,
    /// By when a court has to hear a notice.
    pub hearing_due: Option<String>,
}

/// The orders of a pair.
#[derive(Debug, Serialize, ToSchema)]
pub struct Orders {
    /// The orders, newest first.
    pub orders: Vec<OrderNow>,
}

/// The orders of a pair.
pub async fn orders(
    mut desk: Desk,
    Path((victim, perpetrator)): Path<(String, String)>,
) -> Answer<Orders> {
    let (victim, perpetrator) = (id(&victim)?, id(&perpetrator)?);
    let found = pair_orders(&desk.app, &mut desk.ask, victim, perpetrator).await?;
    Ok(Json(Orders {
        orders: found.orders.iter().map(order_now).collect(),
    }))
}

pub(crate) fn order_now(one: &OrderShown) -> OrderNow {
    OrderNow {
        id: one.order.id.to_string(),
        kind: one.order.kind.code().to_owned(),
        standing: one.standing.code().to_owned(),
        protects: one.order.victim.to_string(),
        starts: one.order.starts.to_string(),
        ends: one.order.ends.map(|day| day.to_string()),
        terms: one.order.terms.clone(),
        places: one.places,
        breaches: one.order.breaches.len(),
        hearing_due: one.hearing_due.map(|at| at.to_string()),
    }
}

/// One nomination.
#[derive(Debug, Serialize, ToSchema)]
pub struct NominationNow {
    /// The nomination.
    pub id: String,
    /// The person by initials.
    pub initials: String,
    /// The score when they were nominated.
    pub score: u32,
    /// The score on entry.
    pub entry: Option<u32>,
    /// By how much per cent it fell from entry to exit.
    pub fall: Option<i64>,
    /// Open steps of the plan.
    pub open_steps: usize,
}

/// MATAC now.
#[derive(Debug, Serialize, ToSchema)]
pub struct MatacNow {
    /// To be decided on, the highest score first.
    pub nominated: Vec<NominationNow>,
    /// Taken on.
    pub taken_on: Vec<NominationNow>,
    /// Closed, the newest first.
    pub closed: Vec<NominationNow>,
}

/// MATAC now.
pub async fn matac(mut desk: Desk) -> Answer<MatacNow> {
    let lists = matac_lists(&desk.app, &mut desk.ask).await?;
    let all = |lines: Vec<MatacLine>| {
        let line = |line: MatacLine| NominationNow {
            id: line.id.to_string(),
            initials: line.initials,
            score: line.score,
            entry: line.entry,
            fall: line.fall,
            open_steps: line.open_steps,
        };
        lines.into_iter().map(line).collect()
    };
    Ok(Json(MatacNow {
        nominated: all(lists.nominated),
        taken_on: all(lists.taken_on),
        closed: all(lists.closed),
    }))
}
