//! The protective orders of a pair, and recording one (R325–R327, F53).

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::platform::refusal::Told;
use hawthorn_app::risk::orders::{OrderShown, PairOrders, pair_orders};
use hawthorn_app::risk::record_order::{RecordOrder, record_order};
use hawthorn_components::{
    BackLink, Button, Cell, Column, DateInput, Details, Page, Select, SelectOption, Table,
    TextInput, Textarea,
};
use hawthorn_domain::platform::ids::{OrderId, PersonId};
use hawthorn_domain::platform::words;
use hawthorn_domain::risk::order::OrderKind;
use jiff::civil::Date;
use maud::{Markup, Render, html};

use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout::{self, pieces};
use crate::pages::marac::id;
use crate::seat::Seat;

/// Stands above the heading.
pub(super) const CAPTION: &str = "Protective orders";

/// The page, from what it shows and what was typed.
pub fn render(mut page: Page, view: &PairOrders, problems: &Problems, typed: &Typed) -> Page {
    page.caption = CAPTION.to_owned();
    page.wide = true;
    page.back = Some(BackLink::new(format!("/people/{}", view.victim.0)));
    page.body = html! {
        p.govuk-body { "Between " (view.victim.1) " and " (view.perpetrator.1) "." }
        @if view.orders.is_empty() { (pieces::nothing("No order is on record.")) }
        @else { (table(view)) }
        @if view.may_record {
            (Details { open: !problems.is_empty(), ..Details::new("Record an order", form(view, problems, typed)) })
        }
    };
    page
}

fn table(view: &PairOrders) -> Markup {
    let head: Vec<Column> = ["Order", "Stands", "Protects", "From and until", "Breaches"]
        .map(Column::from)
        .into();
    let row = |one: &OrderShown| -> Vec<Cell> {
        let order = &one.order;
        let protects = if order.victim == view.victim.0 {
            &view.victim.1
        } else {
            &view.perpetrator.1
        };
        let ends = order.ends.map_or_else(
            || "until further order".to_owned(),
            |ends| format!("to {}", words::date(ends)),
        );
        vec![
            html! { a.govuk-link href={ "/order/" (order.id) } { (order.kind.label()) } }.into(),
            one.standing.label().into(),
            protects.as_str().into(),
            format!("{} {ends}", words::date(order.starts)).into(),
            Cell::numeric(order.breaches.len().to_string()),
        ]
    };
    Table {
        caption_classes: "govuk-table__caption--m".to_owned(),
        first_cell_is_header: true,
        ..Table::new(
            words::count(view.orders.len() as i64, "order", "orders"),
            head,
            view.orders.iter().map(row).collect(),
        )
    }
    .render()
}

fn form(view: &PairOrders, problems: &Problems, typed: &Typed) -> Markup {
    let path = format!("/orders/{}/{}", view.victim.0, view.perpetrator.0);
    let first = SelectOption::new("", "Choose the order");
    let kinds = OrderKind::ALL
        .iter()
        .map(|kind| SelectOption::new(kind.code(), kind.label()));
    let protects = [&view.victim, &view.perpetrator]
        .map(|(id, name)| SelectOption::new(id.to_string(), name.as_str()))
        .to_vec();
    html! {
        form method="post" action=(path) novalidate autocomplete="off" {
            (Select { error: problems.at("kind"), value: typed.one("kind").to_owned(), ..Select::new("kind", "What kind of order?", std::iter::once(first).chain(kinds).collect()) })
            (Select { error: problems.at("protects"), value: typed.one("protects").to_owned(), ..Select::new("protects", "Whom does it protect?", protects) })
            (TextInput { hint: Some("For a notice, the officer’s rank and station.".into()), error: problems.at("court"), value: typed.one("court").to_owned(), autocomplete: "off".to_owned(), ..TextInput::new("court", "Which court made it?") })
            (day("made", "When was it made?", problems, typed))
            (TextInput { hint: Some("For a notice: the time of day at which it was given, from which the 48 hours to the hearing run.".into()), error: problems.at("given"), value: typed.one("given").to_owned(), ..TextInput::new("given", "At what time was it given? (notices only)") })
            (day("served", "When was it served? Leave it empty while it is not.", problems, typed))
            (day("starts", "First day. Leave it empty if it is the day on which it was made.", problems, typed))
            (day("ends", "Last day. Leave it empty if it runs until further order.", problems, typed))
            (Textarea { hint: Some("What it forbids or demands. Leave places out: they have their own box.".into()), error: problems.at("terms"), value: typed.one("terms").to_owned(), rows: Some(4), autocomplete: "off".to_owned(), ..Textarea::new("terms", "Its terms") })
            (Textarea { hint: Some("A line each, as on a letter, the postcode last. They are kept as secret as where somebody lives: no paper leaves with one in it.".into()), error: problems.at("excluded"), value: typed.one("excluded").to_owned(), rows: Some(3), autocomplete: "off".to_owned(), ..Textarea::new("excluded", "Places to stay away from (optional)") })
            (Button::new("Record the order"))
        }
    }
}

/// Three boxes for a day.
pub(super) fn day(name: &str, label: &str, problems: &Problems, typed: &Typed) -> DateInput {
    DateInput {
        error: problems.at(name),
        ..DateInput::new(name, label)
    }
    .with_values(["day", "month", "year"].map(|part| typed.one(&format!("{name}-{part}"))))
}

/// A day that may be left out.
pub(crate) fn optional_day(name: &str, typed: &Typed) -> Told<Option<Date>> {
    let empty = ["day", "month", "year"]
        .iter()
        .all(|part| typed.one(&format!("{name}-{part}")).trim().is_empty());
    if empty {
        return Ok(None);
    }
    typed.date(name).map(Some)
}

/// `GET /orders/{victim}/{perpetrator}`.
///
/// # Errors
/// When a person is not there for this reader, or they may not see orders.
pub async fn page(seat: Seat, Path((victim, other)): Path<(String, String)>) -> Answer {
    let pair = (id(&victim)?, id(&other)?);
    show(seat, pair, &Problems::default(), &Typed::default()).await
}

/// `POST /orders/{victim}/{perpetrator}`.
///
/// # Errors
/// When a person is not there for this reader, or they may not record orders.
pub async fn send(
    mut seat: Seat,
    Path((victim, other)): Path<(String, String)>,
    typed: Typed,
) -> Answer {
    let pair: (PersonId, PersonId) = (id(&victim)?, id(&other)?);
    match recorded(&mut seat, pair, &typed).await {
        Ok(order) => Ok(Redirect::to(&format!("/order/{order}")).into_response()),
        Err(refusal) => show(seat, pair, &Problems::of(refusal)?, &typed).await,
    }
}

async fn recorded(
    seat: &mut Seat,
    (victim, other): (PersonId, PersonId),
    typed: &Typed,
) -> Told<OrderId> {
    // Asked first, so that a form of a person who is not there is answered as missing.
    pair_orders(&seat.app, &mut seat.ask, victim, other).await?;
    let kind = OrderKind::from_code(typed.one("kind"))
        .ok_or_else(|| Refusal::field("kind", "Choose the kind of order."))?;
    let made = typed.date("made")?;
    let given_at = if typed.one("given").trim().is_empty() {
        None
    } else {
        Some(typed.moment("made", "given")?)
    };
    let (victim, perpetrator) = if typed.one("protects") == other.to_string() {
        (other, victim)
    } else {
        (victim, other)
    };
    let input = RecordOrder {
        victim,
        perpetrator,
        kind,
        court: typed.one("court").to_owned(),
        made,
        given_at,
        served: optional_day("served", typed)?,
        starts: optional_day("starts", typed)?.unwrap_or(made),
        ends: optional_day("ends", typed)?,
        terms: typed.one("terms").to_owned(),
        excluded: typed.one("excluded").to_owned(),
    };
    record_order(&seat.app, &mut seat.ask, input).await
}

async fn show(
    mut seat: Seat,
    (victim, other): (PersonId, PersonId),
    problems: &Problems,
    typed: &Typed,
) -> Answer {
    let view = pair_orders(&seat.app, &mut seat.ask, victim, other).await?;
    let title = "Protective orders of a pair";
    let page = render(seat.page(title, title), &view, problems, typed);
    Ok(layout::answer(page, problems))
}
