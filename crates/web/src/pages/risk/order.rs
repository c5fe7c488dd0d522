//! One protective order: how it stands, what to do on a breach, and what is recorded of it (F53, B9).

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::platform::refusal::Told;
use hawthorn_app::risk::orders::{OrderShown, excluded_places, open_order};
use hawthorn_app::risk::record_order::{order_breached, order_ended, order_served};
use hawthorn_components::{
    BackLink, Button, Checkboxes, Choice, Details, Page, SummaryList, SummaryRow, Textarea,
    WarningText,
};
use hawthorn_domain::platform::ids::OrderId;
use hawthorn_domain::platform::words;
use hawthorn_domain::risk::order::OrderStanding;
use maud::{Markup, Render, html};

use super::orders::{CAPTION, day};
use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout::{self, pieces};
use crate::pages::marac::id;
use crate::seat::Seat;

/// The page, from what it shows and what was typed.
pub fn render(mut page: Page, view: &OrderShown, problems: &Problems, typed: &Typed) -> Page {
    let order = &view.order;
    page.caption = CAPTION.to_owned();
    page.back = Some(BackLink::new(format!(
        "/orders/{}/{}",
        order.victim, order.perpetrator
    )));
    page.body = html! {
        @if order.matters(order.made) && view.standing != OrderStanding::Over && view.standing != OrderStanding::Ended {
            (WarningText::new(order.kind.on_breach()))
        }
        (facts(view))
        h2.govuk-heading-m { "Its terms" }
        (pieces::written(&order.terms))
        @if view.places > 0 {
            p.govuk-body {
                a.govuk-link href={ "/order/" (order.id) "/places" } {
                    "Show " (words::count(view.places as i64, "place", "places")) " to stay away from"
                }
                ". Each look is kept."
            }
        }
        h2.govuk-heading-m { "Breaches" }
        @if order.breaches.is_empty() { (pieces::nothing("No breach is recorded.")) }
        @for breach in &order.breaches {
            h3.govuk-heading-s { (words::date(breach.on)) }
            (pieces::written(&breach.what))
            p.govuk-body-s { @if breach.police_know { "The police know. " } @else { "The police do not know yet. " } (breach.by.name) ", " (words::moment(breach.at)) }
        }
        (forms(view, problems, typed))
    };
    page
}

fn facts(view: &OrderShown) -> Markup {
    let order = &view.order;
    let mut rows = vec![
        SummaryRow::new("Order", order.kind.label()),
        SummaryRow::new("Stands", view.standing.label()),
        SummaryRow::new(
            "Made",
            format!("{}, {}", words::date(order.made), order.court),
        ),
        SummaryRow::new(
            "Served",
            order
                .served
                .map_or_else(|| "Not yet".to_owned(), words::date),
        ),
        SummaryRow::new("First day", words::date(order.starts)),
        SummaryRow::new(
            "Last day",
            order
                .ends
                .map_or_else(|| "Until further order".to_owned(), words::date),
        ),
    ];
    if let Some(due) = view.hearing_due {
        rows.push(SummaryRow::new(
            "A court has to hear it by",
            words::moment(due),
        ));
    }
    if let Some(ended) = &order.ended {
        rows.push(SummaryRow::new(
            "Ended early",
            format!("{}: {}", words::date(ended.on), ended.why),
        ));
    }
    SummaryList::new(rows).render()
}

fn forms(view: &OrderShown, problems: &Problems, typed: &Typed) -> Markup {
    let order = &view.order;
    let path = format!("/order/{}", order.id);
    let at = |which: &str| typed.one("which") == which;
    let none = (Problems::default(), Typed::default());
    // Three forms ask for a day under one name; what was typed belongs to the one that was sent.
    let of = |which: &str| {
        if at(which) {
            (problems, typed)
        } else {
            (&none.0, &none.1)
        }
    };
    html! {
        @if order.served.is_none() {
            @let (problems, typed) = of("served");
            (Details { open: at("served"), ..Details::new("It was served", html! {
                form method="post" action={ (path) "/served" } novalidate {
                    input type="hidden" name="which" value="served";
                    (day("on", "On which day?", problems, typed))
                    (Button::new("Record that it was served"))
                }
            }) })
        }
        @let (breach_problems, breach_typed) = of("breach");
        (Details { open: at("breach"), ..Details::new("Tell of a breach", html! {
            form method="post" action={ (path) "/breach" } novalidate autocomplete="off" {
                input type="hidden" name="which" value="breach";
                (day("on", "On which day was it?", breach_problems, breach_typed))
                (Textarea { error: breach_problems.at("what"), value: breach_typed.one("what").to_owned(), rows: Some(3), autocomplete: "off".to_owned(), ..Textarea::new("what", "What happened?") })
                (Checkboxes { values: breach_typed.all("police_know").to_vec(), ..Checkboxes::single("police_know", Choice::new("yes", "The police know of it")) })
                (Button::new("Record the breach"))
            }
        }) })
        @if order.ended.is_none() {
            @let (end_problems, end_typed) = of("end");
            (Details { open: at("end"), ..Details::new("It ended early", html! {
                form method="post" action={ (path) "/end" } novalidate autocomplete="off" {
                    input type="hidden" name="which" value="end";
                    (day("on", "On which day?", end_problems, end_typed))
                    (Textarea { error: end_problems.at("why"), value: end_typed.one("why").to_owned(), rows: Some(2), autocomplete: "off".to_owned(), ..Textarea::new("why", "Why, or what took its place?") })
                    (Button::secondary("Record that it ended"))
                }
            }) })
        }
    }
}

/// `GET /order/{id}`.
///
/// # Errors
/// When the order is not there for this reader.
pub async fn page(seat: Seat, Path(order): Path<String>) -> Answer {
    show(seat, id(&order)?, &Problems::default(), &Typed::default()).await
}

/// `GET /order/{id}/places`.
///
/// # Errors
/// When the order is not there for this reader, or they may not record orders.
pub async fn places(mut seat: Seat, Path(order): Path<String>) -> Answer {
    let id: OrderId = id(&order)?;
    let places = excluded_places(&seat.app, &mut seat.ask, id).await?;
    let title = "Places to stay away from";
    let mut page = seat.page(title, title);
    page.caption = CAPTION.to_owned();
    page.back = Some(BackLink::new(format!("/order/{id}")));
    page.body = html! {
        p.govuk-body { "These places tell where somebody can be found. They are shown on this page alone." }
        ul.govuk-list.govuk-list--bullet {
            @for place in &places { li { (place.line) @if !place.postcode.is_empty() { ", " (place.postcode) } } }
        }
    };
    Ok(layout::answer(page, &Problems::default()))
}

/// `POST /order/{id}/served`.
///
/// # Errors
/// When the order is not there for this reader.
pub async fn served(mut seat: Seat, Path(order): Path<String>, typed: Typed) -> Answer {
    let id: OrderId = id(&order)?;
    let done = match ask_first(&mut seat, id, &typed).await {
        Ok(on) => order_served(&seat.app, &mut seat.ask, id, on).await,
        Err(refusal) => Err(refusal),
    };
    after(seat, id, done, &typed).await
}

/// `POST /order/{id}/breach`.
///
/// # Errors
/// When the order is not there for this reader.
pub async fn breach(mut seat: Seat, Path(order): Path<String>, typed: Typed) -> Answer {
    let id: OrderId = id(&order)?;
    let know = typed.one("police_know") == "yes";
    let done = match ask_first(&mut seat, id, &typed).await {
        Ok(on) => order_breached(&seat.app, &mut seat.ask, id, on, typed.one("what"), know).await,
        Err(refusal) => Err(refusal),
    };
    after(seat, id, done, &typed).await
}

/// `POST /order/{id}/end`.
///
/// # Errors
/// When the order is not there for this reader.
pub async fn end(mut seat: Seat, Path(order): Path<String>, typed: Typed) -> Answer {
    let id: OrderId = id(&order)?;
    let done = match ask_first(&mut seat, id, &typed).await {
        Ok(on) => order_ended(&seat.app, &mut seat.ask, id, on, typed.one("why")).await,
        Err(refusal) => Err(refusal),
    };
    after(seat, id, done, &typed).await
}

/// Opens the order before the day is read, so that one that is not there is answered as missing.
async fn ask_first(seat: &mut Seat, id: OrderId, typed: &Typed) -> Told<jiff::civil::Date> {
    open_order(&seat.app, &mut seat.ask, id).await?;
    typed.date("on")
}

async fn after(seat: Seat, id: OrderId, done: Told<()>, typed: &Typed) -> Answer {
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/order/{id}")).into_response()),
        Err(refusal) => show(seat, id, &Problems::of(refusal)?, typed).await,
    }
}

async fn show(mut seat: Seat, id: OrderId, problems: &Problems, typed: &Typed) -> Answer {
    let view = open_order(&seat.app, &mut seat.ask, id).await?;
    let title = "Protective order";
    let page = render(seat.page(title, title), &view, problems, typed);
    Ok(layout::answer(page, problems))
}
