//! Changing an entry, or proposing a new one.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::directory::edit_entry::{add_entry, edit_entry};
use hawthorn_app::directory::open_entry::open_entry;
use hawthorn_app::platform::refusal::Told;
use hawthorn_components::{BackLink, Button, Page};
use hawthorn_domain::directory::{Audience, Cost, Opening, ServiceDetails, ServiceKind};
use hawthorn_domain::platform::ids::EntryId;
use hawthorn_domain::platform::verb::Verb;
use maud::html;

use super::{CAPTION, form, id, values};
use crate::error::{Answer, PageError};
use crate::forms::{Problems, Typed};
use crate::layout;
use crate::seat::Seat;

/// The form, filled with what stands in the entry or in the change that waits.
///
/// # Errors
/// When the reader does not keep the entry.
pub async fn page(mut seat: Seat, Path(text): Path<String>) -> Answer {
    let opened = open_entry(&seat.app, &mut seat.ask, id(&text)?).await?;
    if !opened.may_edit {
        return Err(PageError(Refusal::NotAllowed(Verb::EditEntry)));
    }
    let waiting = opened
        .entry
        .proposal
        .as_ref()
        .map(|proposal| &proposal.details);
    let typed = waiting
        .or(opened.entry.details.as_ref())
        .map(values::filled)
        .unwrap_or_default();
    let version = opened.version.to_string();
    Ok(show(
        &seat,
        &format!("/directory/{text}"),
        &version,
        &Problems::default(),
        &typed,
    ))
}

/// Proposes the change.
///
/// # Errors
/// When the reader does not keep the entry.
pub async fn send(mut seat: Seat, Path(text): Path<String>, typed: Typed) -> Answer {
    let entry = id(&text)?;
    match try_edit(&mut seat, entry, &typed).await {
        Ok(()) => Ok(Redirect::to(&format!("/directory/{entry}?done=proposed")).into_response()),
        Err(refusal) => {
            let problems = Problems::of(refusal)?;
            let version = typed.one("version").to_owned();
            Ok(show(
                &seat,
                &format!("/directory/{text}"),
                &version,
                &problems,
                &typed,
            ))
        }
    }
}

async fn try_edit(seat: &mut Seat, entry: EntryId, typed: &Typed) -> Told<()> {
    let version = typed.one("version").parse().unwrap_or(0);
    // Whether the entry is there for the reader at all comes before what is wrong with the form.
    let opened = open_entry(&seat.app, &mut seat.ask, entry).await?;
    let mut details = values::details(typed)?;
    details.checked = opened.entry.details.and_then(|details| details.checked);
    edit_entry(&seat.app, &mut seat.ask, entry, version, details).await
}

/// An empty form for a new service.
///
/// # Errors
/// When the reader's role keeps no entries.
pub async fn new(seat: Seat) -> Answer {
    let empty = ServiceDetails {
        cost: Cost::Free,
        audience: Audience::Everybody,
        opening: Opening::NotKnown,
        ..ServiceDetails::new("", "", ServiceKind::Outreach)
    };
    Ok(show(
        &seat,
        "/directory",
        "",
        &Problems::default(),
        &values::filled(&empty),
    ))
}

/// Proposes a new service.
///
/// # Errors
/// When the reader's role keeps no entries.
pub async fn add(mut seat: Seat, typed: Typed) -> Answer {
    let added = match values::details(&typed) {
        Ok(details) => add_entry(&seat.app, &mut seat.ask, details).await,
        Err(refusal) => Err(refusal),
    };
    match added {
        Ok(entry) => Ok(Redirect::to(&format!("/directory/{entry}?done=proposed")).into_response()),
        Err(refusal) => {
            let problems = Problems::of(refusal)?;
            Ok(show(&seat, "/directory", "", &problems, &typed))
        }
    }
}

fn show(
    seat: &Seat,
    back: &str,
    version: &str,
    problems: &Problems,
    typed: &Typed,
) -> axum::response::Response {
    let (heading, action) = if version.is_empty() {
        ("Add a service", "/directory/new".to_owned())
    } else {
        ("Change an entry", format!("{back}/edit"))
    };
    let page = Page {
        caption: CAPTION.to_owned(),
        back: Some(BackLink::new(back)),
        body: html! {
            p.govuk-body { "A steward approves what you send before readers see it." }
            form method="post" action=(action) novalidate autocomplete="off" {
                input type="hidden" name="version" value=(version);
                (form::fields(typed, problems))
                (Button::new("Send to a steward"))
            }
        },
        ..seat.page(heading, heading)
    };
    layout::answer(page, problems)
}
