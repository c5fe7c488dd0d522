//! Places of a person that have to stay secret, for those who may change the record.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::people::secret_places::{
    SecretPlaces, add_secret_place, remove_secret_place, secret_places,
};
use hawthorn_app::platform::refusal::Told;
use hawthorn_components::{
    BackLink, Button, Page, Select, SelectOption, SummaryList, SummaryRow, TextInput,
};
use hawthorn_domain::people::leak::SecretKind;
use hawthorn_domain::platform::ids::PersonId;
use maud::{Render, html};

use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout::{self, pieces};
use crate::pages::marac::id;
use crate::seat::Seat;

/// The page, from what it shows and what was typed.
pub fn render(mut page: Page, view: &SecretPlaces, problems: &Problems, typed: &Typed) -> Page {
    let path = format!("/people/{}", view.id);
    let rows = view.places.iter().enumerate().map(|(position, place)| {
        let value = html! {
            (place.line) @if !place.postcode.is_empty() { ", " (place.postcode) }
            form method="post" action={ (path) "/secret-places/remove" } novalidate {
                input type="hidden" name="position" value=(position);
                (Button::secondary(html! { "Take away" span.govuk-visually-hidden { " the place: " (place.kind.label()) } }))
            }
        };
        SummaryRow::new(place.kind.label(), value)
    });
    let first = SelectOption::new("", "Choose what it is");
    let kinds = SecretKind::ALL
        .iter()
        .map(|kind| SelectOption::new(kind.code(), kind.label()));
    page.caption = view.name.clone();
    page.back = Some(BackLink::new(path.clone()));
    page.body = html! {
        p.govuk-body { "No agenda, minutes or pack leaves Hawthorn with one of these places in it, however it is spelled. They are shown on this page alone." }
        @if view.places.is_empty() { (pieces::nothing("No place is written down yet.")) }
        @else { (SummaryList::new(rows.collect()).render()) }
        form method="post" action={ (path) "/secret-places" } novalidate autocomplete="off" {
            h2.govuk-heading-m { "Add a place" }
            (Select {
                error: problems.at("kind"),
                value: typed.one("kind").to_owned(),
                ..Select::new("kind", "What is it?", std::iter::once(first).chain(kinds).collect())
            })
            (TextInput {
                hint: Some("As it would stand on a letter: the name, or number and street.".into()),
                error: problems.at("line"),
                value: typed.one("line").to_owned(),
                autocomplete: "off".to_owned(),
                ..TextInput::new("line", "Address or name")
            })
            (TextInput {
                error: problems.at("postcode"),
                value: typed.one("postcode").to_owned(),
                autocomplete: "off".to_owned(),
                ..TextInput::new("postcode", "Postcode (optional)")
            })
            (Button::new("Add the place"))
        }
    };
    page
}

/// `GET /people/{id}/secret-places`.
///
/// # Errors
/// When the record is not there for this reader, or they may not change it.
pub async fn page(seat: Seat, Path(person): Path<String>) -> Answer {
    show(seat, id(&person)?, &Problems::default(), &Typed::default()).await
}

/// `POST /people/{id}/secret-places`.
///
/// # Errors
/// When the record is not there for this reader, or they may not change it.
pub async fn add(mut seat: Seat, Path(person): Path<String>, typed: Typed) -> Answer {
    let id: PersonId = id(&person)?;
    let done = added(&mut seat, id, &typed).await;
    after(seat, id, done, &typed).await
}

async fn added(seat: &mut Seat, id: PersonId, typed: &Typed) -> Told<()> {
    let kind = SecretKind::from_code(typed.one("kind"))
        .ok_or_else(|| Refusal::field("kind", "Choose what the place is."))?;
    let (line, postcode) = (typed.one("line"), typed.one("postcode"));
    add_secret_place(&seat.app, &mut seat.ask, id, kind, line, postcode).await
}

/// `POST /people/{id}/secret-places/remove`.
///
/// # Errors
/// When the record or the place is not there for this reader.
pub async fn remove(mut seat: Seat, Path(person): Path<String>, typed: Typed) -> Answer {
    let id: PersonId = id(&person)?;
    let done = match typed.one("position").parse() {
        Ok(position) => remove_secret_place(&seat.app, &mut seat.ask, id, position).await,
        Err(_) => Err(Refusal::NotFound),
    };
    after(seat, id, done, &Typed::default()).await
}

async fn after(seat: Seat, id: PersonId, done: Told<()>, typed: &Typed) -> Answer {
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/people/{id}/secret-places")).into_response()),
        Err(refusal) => show(seat, id, &Problems::of(refusal)?, typed).await,
    }
}

async fn show(mut seat: Seat, id: PersonId, problems: &Problems, typed: &Typed) -> Answer {
    let view = secret_places(&seat.app, &mut seat.ask, id).await?;
    let title = "Places that have to stay secret";
    let page = render(seat.page(title, title), &view, problems, typed);
    Ok(layout::answer(page, problems))
}
