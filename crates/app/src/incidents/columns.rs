//! Which column of a sheet holds what: guessed first, corrected by a person, remembered per source.

use hawthorn_connect::incidents::{ColumnMap, Field};
use hawthorn_connect::sheets::{Cell, RawRow, SourceKind, Table};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::ImportId;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Stored;
use hawthorn_store::platform::imports::{ImportRow, ImportRun, ImportState};

use crate::platform::ask::Ask;
use crate::platform::refusal::{FieldProblem, Refusal, Told};
use crate::platform::service::App;

/// The columns of a map as they are stored: column number and field code.
pub(super) fn chosen(map: &ColumnMap, columns: usize) -> Vec<(usize, String)> {
    (0..columns)
        .filter_map(|column| {
            map.field(column)
                .map(|field| (column, field.code().to_owned()))
        })
        .collect()
}

/// The stored columns as a map.
pub(super) fn map_of(run: &ImportRun) -> ColumnMap {
    ColumnMap::new(
        run.columns
            .iter()
            .filter_map(|(column, code)| Field::from_code(code).map(|field| (*column, field)))
            .collect(),
    )
}

/// Rows of an import as the sheet reader knows them.
pub(super) fn table_of(run: &ImportRun, rows: &[ImportRow]) -> Table {
    Table {
        source_kind: SourceKind::Csv,
        encoding: "UTF-8".to_owned(),
        separator: None,
        sheet_name: None,
        heading_row: 0,
        headings: run.headings.clone(),
        rows: rows
            .iter()
            .map(|row| RawRow {
                line: row.line,
                cells: row
                    .cells
                    .iter()
                    .map(|text| {
                        if text.is_empty() {
                            Cell::Empty
                        } else {
                            Cell::Text(text.clone())
                        }
                    })
                    .collect(),
            })
            .collect(),
        notes: Vec::new(),
    }
}

/// Finds an import within the reader's scope and asks whether they may work on it.
pub(super) async fn load(
    app: &App,
    ask: &Ask,
    verb: Verb,
    id: ImportId,
) -> Told<Stored<ImportRun>> {
    let scope = ask.scope(app)?;
    let run = app
        .store
        .get::<ImportRun>(&scope, &id.to_string())
        .await?
        .ok_or(Refusal::NotFound)?;
    ask.allow(app, verb, &Thing::record(&run.area, &run.restriction))
        .await?;
    Ok(run)
}

/// Sets which column holds what, and remembers it for the source.
///
/// # Errors
/// When the import has run already, a field is given to two columns, or one that is needed has none.
pub async fn set_columns(
    app: &App,
    ask: &mut Ask,
    id: ImportId,
    columns: &[(usize, String)],
) -> Told<ImportRun> {
    let read = load(app, ask, Verb::RunImport, id).await?;
    if read.state != ImportState::Uploaded {
        return Err(Refusal::Rule(
            "This import has run already. Upload the sheet again to read it with other columns."
                .to_owned(),
        ));
    }
    let mut problems = Vec::new();
    let mut fields: Vec<(usize, Field)> = Vec::new();
    for (column, code) in columns.iter().filter(|(_, code)| !code.is_empty()) {
        let name = format!("column_{column}");
        match Field::from_code(code) {
            None => problems.push(FieldProblem {
                field: name,
                message: format!(
                    "“{code}” is not something a column can hold. Choose from the list."
                ),
            }),
            Some(_) if *column >= read.headings.len() => problems.push(FieldProblem {
                field: name,
                message: "The sheet has no such column.".to_owned(),
            }),
            Some(field) if fields.iter().any(|(_, known)| *known == field) => {
                problems.push(FieldProblem {
                    field: name,
                    message: format!(
                        "Two columns are said to hold “{}”. Choose one.",
                        field.label()
                    ),
                })
            }
            Some(field) => fields.push((*column, field)),
        }
    }
    let map = ColumnMap::new(fields);
    for field in map.missing_required() {
        problems.push(FieldProblem {
            field: field.code().to_owned(),
            message: format!(
                "Choose the column that holds “{}”: without it no row can be read.",
                field.label()
            ),
        });
    }
    if !problems.is_empty() {
        return Err(Refusal::Fields(problems));
    }
    let changed = ImportRun {
        columns: chosen(&map, read.headings.len()),
        ..read.value.clone()
    };
    let mut tx = app.store.begin().await?;
    tx.update(
        &read,
        &changed,
        ask.entry(Deed::Changed, Verb::RunImport, "Set what each column holds"),
    )
    .await?;
    tx.put_column_map(&read.area, &read.source, &map.to_pairs(&read.headings))
        .await?;
    tx.finish().await?;
    Ok(changed)
}
