//! Taking in a police sheet: the file is read, its rows are kept unchanged, and nothing is made of them yet.

use std::path::Path;

use hawthorn_connect::incidents::ColumnMap;
use hawthorn_connect::sheets::locked::{self, Inside, LockedError};
use hawthorn_connect::sheets::{self, Limits, Table};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::ImportId;
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::platform::imports::{ImportRow, ImportRun, ImportState, RowState};

use super::columns;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text;

/// Where the bytes of a sheet are.
pub enum Sheet<'a> {
    /// In memory, as a browser or the API sent them.
    Bytes(&'a [u8]),
    /// In a file on this machine, as the console names it.
    File(&'a Path),
}

/// Whether a file is locked with a password, so that the form can ask for it.
pub fn is_locked(bytes: &[u8]) -> bool {
    locked::is_locked(bytes)
}

/// Opens a locked file that holds one sheet: the sheet's name and bytes (R12, R175).
///
/// # Errors
/// When the password is wrong (field `password`), or the file is not a zip locked
/// with AES that holds exactly one sheet (field `file`).
pub async fn unlock_sheet(bytes: Vec<u8>, password: String) -> Told<(String, Vec<u8>)> {
    // Making the key from the password takes a core for a while.
    let opened = tokio::task::spawn_blocking(move || locked::unlock(&bytes, &password)).await;
    let inside = opened
        .map_err(|error| Refusal::Broken(error.to_string()))?
        .map_err(|error| match error {
            LockedError::WrongPassword => Refusal::field("password", error.to_string()),
            other => Refusal::field("file", other.to_string()),
        })?;
    match <[Inside; 1]>::try_from(inside) {
        Ok([sheet]) => Ok((sheet.name, sheet.bytes)),
        Err(_) => Err(Refusal::field(
            "file",
            "The locked file has to hold one sheet and nothing else. Ask the sender for it, or unpack it and send each sheet by itself.",
        )),
    }
}

/// Reads a sheet and keeps its rows. `source` names the force or system it comes
/// from; the columns chosen for it are remembered under that name.
///
/// # Errors
/// When the reader may not import, or the file cannot be read; the words say what to do.
pub async fn upload_sheet(
    app: &App,
    ask: &mut Ask,
    source: &str,
    file_name: &str,
    sheet: Sheet<'_>,
) -> Told<ImportRun> {
    ask.allow(app, Verb::RunImport, &Thing::of_area(ask.area()))
        .await?;
    let source = text::short("source", source)?;
    let source = if source.is_empty() {
        "police".to_owned()
    } else {
        source
    };
    let file_name = text::short("file", file_name)?;
    let table = read(&file_name, sheet)?;
    let remembered = app.store.column_map(ask.area(), &source).await?;
    let map = match remembered {
        Some(pairs) => Some(ColumnMap::from_pairs(&table.headings, &pairs))
            .filter(|map| map.missing_required().is_empty()),
        None => None,
    };
    let map = map.unwrap_or_else(|| ColumnMap::guess(&table.headings));
    let run = ImportRun {
        id: ImportId::new(ask.now, ask.dice.as_mut()),
        area: ask.area().clone(),
        source,
        file_name,
        headings: table.headings.clone(),
        columns: columns::chosen(&map, table.headings.len()),
        notes: table.notes.clone(),
        data_rows: u32::try_from(table.rows.len()).unwrap_or(u32::MAX),
        state: ImportState::Uploaded,
        made_by: ask.doer(),
        made_at: ask.now,
        finished_at: None,
        undone_at: None,
        restriction: Restriction::default(),
    };
    let mut tx = app.store.begin().await?;
    tx.create(
        &run,
        ask.entry(
            Deed::Created,
            Verb::RunImport,
            format!("Uploaded a sheet with {} rows", run.data_rows),
        ),
    )
    .await?;
    for row in &table.rows {
        let cells = (0..table.headings.len())
            .map(|column| row.cell(column).to_text())
            .collect();
        tx.put_import_row(
            run.id,
            &ImportRow {
                line: row.line,
                reference: String::new(),
                cells,
                state: RowState::Waiting,
                reason: String::new(),
                incident: None,
            },
        )
        .await?;
    }
    tx.finish().await?;
    Ok(run)
}

fn read(file_name: &str, sheet: Sheet<'_>) -> Told<Table> {
    let limits = Limits::default();
    let table = match sheet {
        Sheet::Bytes(bytes) => sheets::read_table_from_bytes(file_name, bytes, &limits),
        Sheet::File(path) => sheets::read_table_from_path(path, &limits),
    };
    table.map_err(|error| Refusal::field("file", error.to_string()))
}
