//! Transfers of a MARAC case between areas: sent, acknowledged, fetched as a file, taken in (R168, R188, F29).

use axum::Json;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use hawthorn_app::marac::send_transfer::{
    SendTransfer, TransferForm, acknowledge_transfer, send_transfer, transfer_file,
};
use hawthorn_app::marac::take_in_transfer::take_in_transfer;
use hawthorn_domain::marac::transfer::TransferPart;
use hawthorn_domain::platform::verb::Verb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::casework::{Done, done};
use super::{Answer, coded, id};
use crate::desk::{Body, Desk};
use crate::document::Shape;
use crate::endpoints::Endpoint;
use crate::problem::ApiError;

/// Transfers out and in.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    use Verb::TransferCase;
    vec![
        Endpoint::act(
            "/v1/marac/{id}/transfers",
            TransferCase,
            "Make a transfer to the MARAC of another area",
            Some(Shape::of::<NewTransfer>()),
            Shape::of::<Made>(),
            post(send),
        ),
        Endpoint::act(
            "/v1/marac/{id}/transfers/{place}/acknowledge",
            TransferCase,
            "Record that the other area has a transfer",
            Some(Shape::of::<There>()),
            Shape::of::<Done>(),
            post(acknowledge),
        ),
        Endpoint::paper(
            "/v1/marac/{id}/transfers/{place}/paper.json",
            TransferCase,
            "A transfer as the file that another Hawthorn takes in",
            "application/json",
            get(json_file),
        ),
        Endpoint::paper(
            "/v1/marac/{id}/transfers/{place}/paper.pdf",
            TransferCase,
            "A transfer on paper",
            "application/pdf",
            get(pdf_file),
        ),
        Endpoint::act(
            "/v1/transfers",
            TransferCase,
            "Take in a transfer that another area sent",
            None,
            Shape::of::<TakenIn>(),
            post(take_in),
        )
        .with_raw_body(
            "application/octet-stream",
            "the file as the other area sent it",
        ),
    ]
}

/// What is to be sent.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTransfer {
    /// The area to which the victim has moved.
    pub to_area: String,
    /// Why, and whether for a while or to stay.
    pub why: String,
    /// The parts: facts, voice, assessments, minutes, plan, orders.
    pub parts: Vec<String>,
}

/// Where the transfer stands among those of its referral.
#[derive(Debug, Serialize, ToSchema)]
pub struct Made {
    /// Its place, from 0.
    pub place: usize,
}

/// Makes a transfer.
pub async fn send(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<NewTransfer>,
) -> Answer<Made> {
    let codes: Vec<&str> = TransferPart::ALL.iter().map(|one| one.code()).collect();
    let parts = body
        .parts
        .iter()
        .map(|part| coded("parts", part, TransferPart::from_code, &codes));
    let input = SendTransfer {
        referral: id(&text)?,
        to_area: body.to_area,
        why: body.why,
        parts: parts.collect::<Result<_, _>>()?,
    };
    let place = send_transfer(&desk.app, &mut desk.ask, input).await?;
    Ok(Json(Made { place }))
}

/// Who has it there.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct There {
    /// The person in the other area.
    pub there: String,
}

/// Records that it has arrived.
pub async fn acknowledge(
    mut desk: Desk,
    Path((text, place)): Path<(String, String)>,
    Body(body): Body<There>,
) -> Answer<Done> {
    let (referral, place) = (id(&text)?, id(&place)?);
    acknowledge_transfer(&desk.app, &mut desk.ask, referral, place, &body.there).await?;
    Ok(done())
}

/// The file for another Hawthorn.
pub async fn json_file(desk: Desk, path: Path<(String, String)>) -> Result<Response, ApiError> {
    file(desk, path, TransferForm::Json, "application/json").await
}

/// The paper for people.
pub async fn pdf_file(desk: Desk, path: Path<(String, String)>) -> Result<Response, ApiError> {
    file(desk, path, TransferForm::Pdf, "application/pdf").await
}

async fn file(
    mut desk: Desk,
    Path((text, place)): Path<(String, String)>,
    form: TransferForm,
    media: &'static str,
) -> Result<Response, ApiError> {
    let (referral, place) = (id(&text)?, id(&place)?);
    let paper = transfer_file(&desk.app, &mut desk.ask, referral, place, form).await?;
    let disposition = format!("attachment; filename=\"{}\"", paper.file_name);
    let headers = [
        (header::CONTENT_TYPE, media.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, paper.bytes).into_response())
}

/// The referral that was made of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct TakenIn {
    /// The MARAC referral.
    pub id: String,
}

/// Takes a transfer in.
pub async fn take_in(mut desk: Desk, body: Bytes) -> Answer<TakenIn> {
    let made = take_in_transfer(&desk.app, &mut desk.ask, &body).await?;
    Ok(Json(TakenIn {
        id: made.to_string(),
    }))
}
