//! Imports of police sheets and their receipts.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use hawthorn_app::incidents::{receipt, run_import, undo_import, upload as uploading};
use hawthorn_domain::platform::ids::ImportId;
use hawthorn_domain::platform::verb::Verb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::platform::Done;
use super::{Answer, id};
use crate::desk::Desk;
use crate::document::Shape;
use crate::endpoints::Endpoint;
use crate::problem::ApiError;

/// Sheets: uploaded, made into incidents, taken back.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    use Verb::{RunImport, UndoImport};
    vec![
        Endpoint::act(
            "/v1/imports",
            RunImport,
            "Upload a police sheet",
            None,
            Shape::of::<Import>(),
            post(upload),
        )
        .with_raw_body(
            "application/octet-stream",
            "The sheet, CSV or XLSX, at most 25 MB",
        )
        .with_query(&[
            ("source", "the force or system the sheet comes from"),
            ("file", "the file’s name"),
        ]),
        Endpoint::see(
            "/v1/imports/{id}",
            RunImport,
            "An import: how far it is, its receipt",
            Shape::of::<Import>(),
            get(import),
        ),
        Endpoint::act(
            "/v1/imports/{id}/start",
            RunImport,
            "Start the import in the background",
            None,
            Shape::of::<Import>(),
            post(start),
        ),
        Endpoint::act(
            "/v1/imports/{id}/undo",
            UndoImport,
            "Take back everything the import made",
            None,
            Shape::of::<Done>(),
            post(undo),
        ),
        Endpoint::paper(
            "/v1/imports/{id}/problems",
            RunImport,
            "The problem rows as CSV",
            "text/csv",
            get(problems),
        ),
    ]
}

/// One row of an import that needs somebody.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemRow {
    /// The line of the file.
    pub row: u32,
    /// The source’s reference, when it could be read.
    pub reference: String,
    /// Why, in plain words.
    pub reason: String,
}

/// Two reports whose people may be one person.
#[derive(Debug, Serialize, ToSchema)]
pub struct Suggested {
    /// The references of the two incidents.
    pub references: Vec<String>,
    /// What part the person has in each.
    pub parts: Vec<String>,
    /// Very likely, likely or possible.
    pub band: String,
    /// Why, field by field.
    pub why: Vec<String>,
}

/// An import and its receipt.
#[derive(Debug, Serialize, ToSchema)]
pub struct Import {
    /// Its identifier.
    pub id: String,
    /// uploaded, running, done or undone.
    pub state: String,
    /// The file’s name.
    pub file: String,
    /// Rows that hold data.
    pub data_rows: u32,
    /// Rows still to do.
    pub waiting: u64,
    /// Rows made into incidents.
    pub incidents: u64,
    /// Rows that are here already.
    pub same: u64,
    /// Refused rows.
    pub refused: Vec<ProblemRow>,
    /// Rows for a person’s look.
    pub needs_a_look: Vec<ProblemRow>,
    /// Who may be whom.
    pub suggestions: Vec<Suggested>,
    /// Until when it can be undone.
    pub undo_until: Option<String>,
}

/// Where an upload comes from.
#[derive(Debug, Deserialize)]
pub struct UploadQuery {
    #[serde(default)]
    source: String,
    #[serde(default)]
    file: String,
}

/// Uploads a sheet.
pub async fn upload(
    mut desk: Desk,
    Query(query): Query<UploadQuery>,
    body: Bytes,
) -> Answer<Import> {
    let name = if query.file.is_empty() {
        "sheet".to_owned()
    } else {
        query.file
    };
    let run = uploading::upload_sheet(
        &desk.app,
        &mut desk.ask,
        &query.source,
        &name,
        uploading::Sheet::Bytes(&body),
    )
    .await?;
    told(&mut desk, run.id).await
}

/// How an import stands.
pub async fn import(mut desk: Desk, Path(text): Path<String>) -> Answer<Import> {
    told(&mut desk, id(&text)?).await
}

/// Starts an import.
pub async fn start(mut desk: Desk, Path(text): Path<String>) -> Answer<Import> {
    let import: ImportId = id(&text)?;
    run_import::start_import(&desk.app, &mut desk.ask, import).await?;
    told(&mut desk, import).await
}

async fn told(desk: &mut Desk, import: ImportId) -> Answer<Import> {
    let receipt = receipt::receipt(&desk.app, &mut desk.ask, import).await?;
    let refused = receipt
        .refused
        .into_iter()
        .map(|row| ProblemRow {
            row: row.line,
            reference: row.reference,
            reason: row.reason,
        })
        .collect();
    let needs_a_look = receipt
        .needs_look
        .into_iter()
        .map(|row| ProblemRow {
            row: row.line,
            reference: row.reference,
            reason: row.reason,
        })
        .collect();
    Ok(Json(Import {
        id: receipt.run.id.to_string(),
        state: receipt.run.state.code().to_owned(),
        file: receipt.run.file_name,
        data_rows: receipt.run.data_rows,
        waiting: receipt.counts.waiting,
        incidents: receipt.counts.made,
        same: receipt.counts.same,
        refused,
        needs_a_look,
        suggestions: receipt
            .suggestions
            .into_iter()
            .map(|found| Suggested {
                references: vec![found.references.0, found.references.1],
                parts: vec![found.parts.0, found.parts.1],
                band: found.band,
                why: found.why,
            })
            .collect(),
        undo_until: receipt.undo_until.map(|at| at.to_string()),
    }))
}

/// Takes back everything an import made.
pub async fn undo(mut desk: Desk, Path(text): Path<String>) -> Answer<Done> {
    undo_import::undo_import(&desk.app, &mut desk.ask, id(&text)?).await?;
    Ok(Done::ok())
}

/// The problem rows as CSV.
pub async fn problems(mut desk: Desk, Path(text): Path<String>) -> Result<Response, ApiError> {
    let bytes = receipt::problems_file(&desk.app, &mut desk.ask, id(&text)?).await?;
    Ok((
        [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
            (
                header::CONTENT_DISPOSITION,
                "attachment; filename=\"rows.csv\"",
            ),
            (header::CACHE_CONTROL, "no-store"),
        ],
        bytes,
    )
        .into_response())
}
