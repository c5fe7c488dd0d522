//! One report: opened, taken, tried, decided, passed on, told of a service, referred and finished; one number at a time after the check (R3, R20, R25, R32).

use axum::extract::{Path, Query};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use hawthorn_app::Refusal;
use hawthorn_app::directory::search_directory::search_directory;
use hawthorn_app::doors::answer_door::{DoorAnswer, answer_door};
use hawthorn_app::doors::open_door::{WayOpened, open_door, open_file, open_way};
use hawthorn_app::doors::refer_on::refer_on;
use hawthorn_components::{BackLink, NotificationBanner, Page};
use hawthorn_domain::directory::search::{Show, Wanted};
use hawthorn_domain::doors::Desk;
use hawthorn_domain::doors::desk::TryTold;
use hawthorn_domain::doors::report::{EndKind, TryResult};
use hawthorn_domain::people::contact::Way;
use hawthorn_domain::platform::ids::DoorReportId;

use super::report_view::{self, Shown};
use super::{CAPTION, id};
use crate::error::{Answer, PageError};
use crate::forms::{Problems, Typed};
use crate::layout;
use crate::seat::Seat;

const DONE: &[(&str, &str)] = &[
    ("logged", "It is kept"),
    ("take", "It is yours now. Nobody else will ring"),
    ("tried", "The try is kept"),
    ("agreed", "It is written down that they agree"),
    (
        "decide",
        "The decision is written down. Contact may be made",
    ),
    (
        "signpost",
        "It is written down that they were told of the service",
    ),
    ("end", "It is finished"),
    (
        "referred",
        "It is referred into the MASH, with everything that stands here",
    ),
];

/// What the query of the page may say.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Asked {
    done: Option<String>,
}

/// The page.
///
/// # Errors
/// When the report is not there for the reader.
pub async fn page(mut seat: Seat, Path(text): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let with = With {
        flash: layout::done_banner(asked.done.as_deref(), DONE),
        ..With::default()
    };
    show(&mut seat, id(&text)?, with).await
}

/// What the page is shown with besides the report.
#[derive(Default)]
struct With {
    problems: Problems,
    typed: Typed,
    flash: Option<NotificationBanner>,
    opened: Option<WayOpened>,
}

async fn show(seat: &mut Seat, id: DoorReportId, with: With) -> Answer {
    let view = open_door(&seat.app, &mut seat.ask, id).await?;
    let wanted = Wanted::default();
    let found = search_directory(&seat.app, &mut seat.ask, &wanted, Show::All).await?;
    let services: Vec<(String, String)> = found
        .found
        .iter()
        .map(|line| (line.id.to_string(), line.details.name.clone()))
        .collect();
    let mut page = Page {
        back: Some(BackLink::new("/doors")),
        caption: CAPTION.to_owned(),
        ..seat.page(
            format!("Report {}", id.short()),
            format!("Report {}", id.short()),
        )
    };
    page.flash = with.flash;
    page.body = report_view::body(&Shown {
        view: &view,
        services: &services,
        problems: &with.problems,
        typed: &with.typed,
        opened: with.opened.as_ref(),
        now: seat.ask.now,
    });
    Ok(layout::answer(page, &with.problems))
}

/// Answers it: one form for each thing that may be done, told apart by `do`.
///
/// # Errors
/// When the report is not there for the reader, or they may not answer it.
pub async fn answer(mut seat: Seat, Path(text): Path<String>, typed: Typed) -> Answer {
    let id = id(&text)?;
    let version = typed.one("version").parse().ok();
    let told = match said(&typed) {
        Ok(answer) => answer_door(&seat.app, &mut seat.ask, id, version, answer).await,
        Err(refusal) => Err(refusal),
    };
    match told {
        // Passed on, it is no longer at this desk.
        Ok(()) if typed.one("do") == "pass_on" => {
            Ok(Redirect::to("/doors?done=passed").into_response())
        }
        Ok(()) => done(id, typed.one("do")),
        Err(refusal) => again(&mut seat, id, typed, refusal).await,
    }
}

fn done(id: DoorReportId, what: &str) -> Answer {
    let known = DONE.iter().find(|(code, _)| *code == what);
    let code = known.map_or("", |(code, _)| code);
    Ok(Redirect::to(&format!("/doors/{id}?done={code}")).into_response())
}

async fn again(seat: &mut Seat, id: DoorReportId, typed: Typed, refusal: Refusal) -> Answer {
    let with = With {
        problems: Problems::of(refusal)?,
        typed,
        ..With::default()
    };
    show(seat, id, with).await
}

fn said(typed: &Typed) -> Result<DoorAnswer, Refusal> {
    let words = || typed.one("words").to_owned();
    let choose = |field: &str, message: &str| Refusal::field(field, message);
    Ok(match typed.one("do") {
        "take" => DoorAnswer::Take,
        "tried" => DoorAnswer::Tried(TryTold {
            result: TryResult::from_code(typed.one("result"))
                .ok_or_else(|| choose("result", "Choose how it came out."))?,
            words: words(),
            next_at: if typed.one("again-day").is_empty() {
                None
            } else {
                Some(typed.moment("again", "again_time")?)
            },
        }),
        "agreed" => DoorAnswer::Agreed,
        "decide" => DoorAnswer::Decide(words()),
        "pass_on" => {
            let desk = Desk::from_code(typed.one("desk"))
                .ok_or_else(|| choose("desk", "Choose a desk."))?;
            DoorAnswer::PassOn(desk, words())
        }
        "signpost" => {
            let service = typed.one("service").parse();
            DoorAnswer::Signpost(
                service.map_err(|_| choose("service", "Choose a service of the directory."))?,
            )
        }
        "end" => {
            let how = EndKind::from_code(typed.one("how"))
                .ok_or_else(|| choose("how", "Choose how it ended."))?;
            DoorAnswer::End(how, words())
        }
        _ => return Err(Refusal::NotFound),
    })
}

/// Refers it into the MASH.
///
/// # Errors
/// When the report is not there for the reader, or they may not refer.
pub async fn refer(mut seat: Seat, Path(text): Path<String>, typed: Typed) -> Answer {
    let id = id(&text)?;
    match refer_on(&seat.app, &mut seat.ask, id, typed.one("words")).await {
        Ok(_) => done(id, "referred"),
        Err(refusal) => again(&mut seat, id, typed, refusal).await,
    }
}

/// One number or address in full, after the check; loading the page again hides it.
///
/// # Errors
/// When the report is not there for the reader.
pub async fn reach(mut seat: Seat, Path(text): Path<String>, typed: Typed) -> Answer {
    let id = id(&text)?;
    let missing = || PageError(Refusal::NotFound);
    let way = Way::from_code(typed.one("way")).ok_or_else(missing)?;
    let index: usize = typed.one("index").parse().map_err(|_| missing())?;
    match open_way(&seat.app, &mut seat.ask, id, (way, index)).await {
        Ok(opened) => {
            let with = With {
                opened: Some(opened),
                ..With::default()
            };
            show(&mut seat, id, with).await
        }
        Err(refusal) => again(&mut seat, id, Typed::default(), refusal).await,
    }
}

/// A file that came with it: always saved, never shown, whatever it says that it is.
///
/// # Errors
/// When the report or the file is not there for the reader.
pub async fn file(mut seat: Seat, Path((text, place)): Path<(String, usize)>) -> Answer {
    let (name, bytes) = open_file(&seat.app, &mut seat.ask, id(&text)?, place).await?;
    let plain: String = name
        .chars()
        .filter(char::is_ascii)
        .filter(|c| *c != '"')
        .collect();
    let as_file = HeaderValue::from_str(&format!("attachment; filename=\"{plain}\""))
        .unwrap_or_else(|_| HeaderValue::from_static("attachment"));
    let mut answer: Response = bytes.into_response();
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_DISPOSITION, as_file);
    let kind = HeaderValue::from_static("application/octet-stream");
    headers.insert(header::CONTENT_TYPE, kind);
    Ok(answer)
}
