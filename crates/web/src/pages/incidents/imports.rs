//! Importing police sheets: upload, look, choose columns, import, receipt, problems file, undo (ux.md 5.8, HAU-4).

pub mod choices;
pub mod show;
pub mod stream;

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Path, Query, Request};
use axum::http::header;
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::incidents::receipt::{list_imports, look, problems_file, receipt};
use hawthorn_app::incidents::upload::{Sheet, is_locked, unlock_sheet, upload_sheet};
use hawthorn_app::incidents::{columns as sheet_columns, run_import, undo_import};
use hawthorn_domain::platform::ids::ImportId;
use hawthorn_domain::platform::verb::Verb;
use serde::Deserialize;

use self::show::{ImportLine, render_list, render_look, render_receipt, render_running};
use crate::error::{Answer, PageError};
use crate::forms::{Problems, Typed};
use crate::layout::{answer, done_banner};
use crate::seat::Seat;

/// The largest upload: a sheet of 25 MB and the form around it.
const MOST_BYTES: usize = 26 * 1024 * 1024;

const DONE: &[(&str, &str)] = &[
    (
        "columns",
        "The columns are kept, and remembered for the next sheet from this source",
    ),
    (
        "undone",
        "The whole import is undone. Nothing that it made is left",
    ),
];

/// The imports of the area, with the form that uploads the next sheet.
pub async fn list(mut seat: Seat) -> Answer {
    let problems = Problems::default();
    list_answer(&mut seat, &problems, &Typed::default()).await
}

async fn list_answer(seat: &mut Seat, problems: &Problems, typed: &Typed) -> Answer {
    let runs = list_imports(&seat.app, &mut seat.ask).await?;
    let lines: Vec<ImportLine> = runs
        .into_iter()
        .map(|run| ImportLine {
            id: run.id,
            file_name: run.file_name,
            source: run.source,
            rows: run.data_rows,
            state: run.state.label(),
            by: run.made_by.name,
            at: run.made_at,
        })
        .collect();
    let page = render_list(
        seat.page("Imports", "Import police sheets"),
        &lines,
        problems,
        typed,
    );
    Ok(answer(page, problems))
}

/// Takes a sheet in. Nothing is made of its rows yet.
pub async fn upload(mut seat: Seat, mut request: Request) -> Answer {
    DefaultBodyLimit::max(MOST_BYTES).apply(&mut request);
    let sent = match Multipart::from_request(request, &()).await {
        Ok(form) => match read(form).await {
            Ok(sent) => unlocked(sent).await,
            Err(refusal) => Err(refusal),
        },
        Err(_) => Err(Refusal::field(
            "file",
            "The form did not arrive whole. Choose the sheet and send it again.",
        )),
    };
    let (tried, typed) = match sent {
        Ok(sent) => {
            let typed = Typed::from_pairs([("source", sent.source.as_str())]);
            (
                upload_sheet(
                    &seat.app,
                    &mut seat.ask,
                    &sent.source,
                    &sent.file_name,
                    Sheet::Bytes(&sent.bytes),
                )
                .await,
                typed,
            )
        }
        Err(refusal) => (Err(refusal), Typed::default()),
    };
    match tried {
        Ok(run) => Ok(Redirect::to(&format!("/imports/{}", run.id)).into_response()),
        Err(refusal) => list_answer(&mut seat, &Problems::of(refusal)?, &typed).await,
    }
}

/// A form as it was sent.
#[derive(Default)]
struct Sent {
    source: String,
    file_name: String,
    password: String,
    bytes: Bytes,
}

/// Takes the lock off a locked file; any other file stays as it is.
async fn unlocked(sent: Sent) -> Result<Sent, Refusal> {
    if !is_locked(&sent.bytes) {
        return Ok(sent);
    }
    let (file_name, bytes) = unlock_sheet(sent.bytes.to_vec(), sent.password).await?;
    Ok(Sent {
        source: sent.source,
        file_name,
        password: String::new(),
        bytes: bytes.into(),
    })
}

async fn read(mut form: Multipart) -> Result<Sent, Refusal> {
    let too_large = |_| {
        Refusal::field(
            "file",
            "The file is larger than 25 MB or did not arrive whole. Split the sheet by day or week, and send the parts one after the other.",
        )
    };
    let mut sent = Sent::default();
    while let Some(field) = form.next_field().await.map_err(too_large)? {
        match field.name() {
            Some("password") => sent.password = field.text().await.map_err(too_large)?,
            Some("source") => sent.source = field.text().await.map_err(too_large)?,
            Some("file") => {
                sent.file_name = field.file_name().unwrap_or_default().to_owned();
                sent.bytes = field.bytes().await.map_err(too_large)?;
            }
            _ => {}
        }
    }
    if sent.bytes.is_empty() {
        return Err(Refusal::field(
            "file",
            "Choose a sheet that has something in it: XLSX or CSV.",
        ));
    }
    Ok(sent)
}

/// What the address of one import may say.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    done: Option<String>,
}

/// One import, by where it stands.
pub async fn one(mut seat: Seat, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    one_answer(
        &mut seat,
        of(&id)?,
        asked.done.as_deref(),
        &Problems::default(),
        &Typed::default(),
    )
    .await
}

fn of(id: &str) -> Result<ImportId, PageError> {
    id.parse().map_err(|_| PageError(Refusal::NotFound))
}

async fn one_answer(
    seat: &mut Seat,
    id: ImportId,
    done: Option<&str>,
    problems: &Problems,
    typed: &Typed,
) -> Answer {
    let told = receipt(&seat.app, &mut seat.ask, id).await?;
    let page = seat.page(format!("Import {id}"), "");
    let mut page = match told.run.state.code() {
        "uploaded" => render_look(
            page,
            &look(&seat.app, &mut seat.ask, id).await?,
            problems,
            typed,
        ),
        "running" => render_running(page, &told),
        _ => {
            let may_undo = seat.ask.may_in_area(&seat.app, Verb::UndoImport);
            render_receipt(page, &told, may_undo, seat.ask.now)
        }
    };
    page.flash = done_banner(done, DONE);
    Ok(answer(page, problems))
}

/// Keeps which column holds what.
pub async fn columns(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = of(&id)?;
    match sheet_columns::set_columns(&seat.app, &mut seat.ask, id, &chosen(&typed)).await {
        Ok(_) => Ok(Redirect::to(&format!("/imports/{id}?done=columns")).into_response()),
        Err(refusal) => one_answer(&mut seat, id, None, &Problems::of(refusal)?, &typed).await,
    }
}

/// Starts the import with the columns as they stand on the page.
pub async fn start(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = of(&id)?;
    let chosen = chosen(&typed);
    let set = if chosen.is_empty() {
        Ok(())
    } else {
        sheet_columns::set_columns(&seat.app, &mut seat.ask, id, &chosen)
            .await
            .map(|_| ())
    };
    let started = match set {
        Ok(()) => run_import::start_import(&seat.app, &mut seat.ask, id)
            .await
            .map(|_| ()),
        Err(refusal) => Err(refusal),
    };
    match started {
        Ok(()) => Ok(Redirect::to(&format!("/imports/{id}")).into_response()),
        Err(refusal) => one_answer(&mut seat, id, None, &Problems::of(refusal)?, &typed).await,
    }
}

/// The selects of the page: column number and what it holds.
fn chosen(typed: &Typed) -> Vec<(usize, String)> {
    typed
        .starting("column_")
        .into_iter()
        .filter_map(|(column, code)| Some((column.parse().ok()?, code)))
        .collect()
}

/// Takes back everything that an import made.
pub async fn undo(mut seat: Seat, Path(id): Path<String>) -> Answer {
    let id = of(&id)?;
    match undo_import::undo_import(&seat.app, &mut seat.ask, id).await {
        Ok(_) => Ok(Redirect::to(&format!("/imports/{id}?done=undone")).into_response()),
        Err(refusal) => {
            one_answer(
                &mut seat,
                id,
                None,
                &Problems::of(refusal)?,
                &Typed::default(),
            )
            .await
        }
    }
}

/// The problems file. Its name says nothing of what is in it.
pub async fn problems(mut seat: Seat, Path(id): Path<String>) -> Answer {
    let bytes = problems_file(&seat.app, &mut seat.ask, of(&id)?).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"rows-to-correct.csv\"",
        ),
    ];
    Ok((headers, bytes).into_response())
}
