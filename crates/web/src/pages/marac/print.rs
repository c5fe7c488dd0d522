//! The papers of a meeting as PDF, shown in the browser under a name that says nothing of what is inside.

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use hawthorn_app::marac::print_agenda::{Paper, print_agenda};
use hawthorn_app::marac::print_minutes::print_minutes;
use hawthorn_app::marac::print_pack::print_pack;

use crate::error::Answer;
use crate::seat::Seat;

/// The agenda by initials.
///
/// # Errors
/// When the meeting is not there for this reader, or they may not print.
pub async fn agenda(mut seat: Seat, Path(meeting): Path<String>) -> Answer {
    let paper = print_agenda(&seat.app, &mut seat.ask, super::id(&meeting)?).await?;
    Ok(shown(paper, "inline; filename=\"agenda.pdf\""))
}

/// The minutes by names; before the meeting the same paper is its pack.
///
/// # Errors
/// When the meeting is not there for this reader, or they may not print.
pub async fn minutes(mut seat: Seat, Path(meeting): Path<String>) -> Answer {
    let paper = print_minutes(&seat.app, &mut seat.ask, super::id(&meeting)?).await?;
    Ok(shown(paper, "inline; filename=\"minutes.pdf\""))
}

/// The pack before the meeting, by names, as this reader may have it.
///
/// # Errors
/// When the meeting is not there for this reader, or they may not print.
pub async fn pack(mut seat: Seat, Path(meeting): Path<String>) -> Answer {
    let paper = print_pack(&seat.app, &mut seat.ask, super::id(&meeting)?).await?;
    Ok(shown(paper, "inline; filename=\"pack.pdf\""))
}

fn shown(paper: Paper, disposition: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/pdf"),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    (headers, paper.bytes).into_response()
}
