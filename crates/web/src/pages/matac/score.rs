//! A person's score of harm with its parts, nominating them, and the disclosure scheme (F46, F47, R252).

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::matac::nominate::nominate;
use hawthorn_app::matac::open_score::{DisclosureLine, NominationLine, ScorePage, open_score};
use hawthorn_app::matac::record_disclosure::{move_disclosure, request_disclosure};
use hawthorn_app::platform::refusal::Told;
use hawthorn_components::{
    BackLink, Button, Cell, Column, InsetText, Page, Select, SelectOption, Table, Tag, TagColour,
    Textarea, WarningText,
};
use hawthorn_domain::matac::disclosure::{DisclosureDoor, DisclosureState};
use hawthorn_domain::platform::calendar::london_date;
use hawthorn_domain::platform::ids::{PersonId, SchemeRequestId};
use hawthorn_domain::platform::words;
use maud::{Markup, Render, html};

use super::{CAPTION, parts};
use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout;
use crate::pages::marac::id;
use crate::seat::Seat;

/// The page, from what it shows and what was typed.
pub fn render(mut page: Page, view: &ScorePage, problems: &Problems, typed: &Typed) -> Page {
    page.caption = CAPTION.to_owned();
    page.back = Some(BackLink::new(format!("/people/{}", view.person)));
    page.body = html! {
        p.govuk-body { (view.name) ". The area looks at people from " (view.look_from) " points on. The score is made from the record of today by the area’s weights; it decides nothing." }
        @if view.serial {
            p.govuk-body { (Tag::new("Several victims", TagColour::Red)) " The record shows harm to more than one person." }
        }
        (parts(format!("Score today: {}", view.score.total()), &view.score))
        p.govuk-body { a.govuk-link href={ "/matac/person/" (view.person) "/supervision" } { "Supervision by probation" } }
        @for (partner, name) in &view.new_partners { (prompt(view, *partner, name)) }
        @if !view.disclosures.is_empty() { (disclosures(view)) }
        @if !view.nominations.is_empty() { (nominations(&view.nominations)) }
        @if view.may_nominate { (form(view, problems, typed)) }
    };
    page
}

fn prompt(view: &ScorePage, partner: PersonId, name: &str) -> Markup {
    html! {
        (WarningText::new(format!("Known to have harmed before, and named with a new partner: {name}. Think of the right to know (Clare’s Law), which takes up to 28 days, and tell MATAC. In danger now, act at once.")))
        @if view.may_disclose {
            form method="post" action={ "/matac/person/" (view.person) "/disclosure" } novalidate {
                input type="hidden" name="partner" value=(partner);
                input type="hidden" name="door" value=(DisclosureDoor::RightToKnow.code());
                (Button::secondary(html! { "Record that a right to know was asked for" span.govuk-visually-hidden { " for " (name) } }))
            }
        }
    }
}

fn disclosures(view: &ScorePage) -> Markup {
    let head: Vec<Column> = ["Partner", "Door", "Stands", "Due", "Change"]
        .map(Column::from)
        .into();
    let row = |line: &DisclosureLine| -> Vec<Cell> {
        let one = &line.disclosure;
        let last = one
            .steps
            .last()
            .map(|step| format!("{}, {}", step.by.name, words::date(london_date(step.at))));
        let states = DisclosureState::ALL
            .iter()
            .filter(|state| **state != DisclosureState::Requested)
            .map(|state| SelectOption::new(state.code(), state.label()))
            .collect();
        let change = html! {
            @if view.may_disclose && !one.state().is_over() {
                form method="post" action={ "/disclosure/" (one.id) } novalidate {
                    (Select { id: format!("state-{}", one.id), ..Select::new("state", "It now is", states) })
                    (Button::secondary("Record it"))
                }
            }
        };
        vec![
            line.partner.as_str().into(),
            one.door.label().into(),
            format!("{}. {}", one.state().label(), last.unwrap_or_default()).into(),
            line.due.map(words::date).unwrap_or_default().into(),
            change.into(),
        ]
    };
    html! {
        (Table {
            caption_classes: "govuk-table__caption--m".to_owned(),
            first_cell_is_header: true,
            ..Table::new("Disclosure scheme (Clare’s Law)", head, view.disclosures.iter().map(row).collect())
        }.render())
        p.govuk-body-s { "Only that it was asked or given is recorded, by whom and when. What the police hold and say stays with them." }
    }
}

fn nominations(lines: &[NominationLine]) -> Markup {
    let head = vec![
        Column::from("Nomination"),
        "When".into(),
        "Stands".into(),
        Column::numeric("Score then"),
    ];
    let row = |line: &NominationLine| -> Vec<Cell> {
        vec![
            html! { a.govuk-link href={ "/matac/" (line.id) } { (line.id.short()) } }.into(),
            words::date(london_date(line.at)).into(),
            line.state.label().into(),
            Cell::numeric(line.score.to_string()),
        ]
    };
    Table {
        caption_classes: "govuk-table__caption--m".to_owned(),
        first_cell_is_header: true,
        ..Table::new("Nominations", head, lines.iter().map(row).collect())
    }
    .render()
}

fn form(view: &ScorePage, problems: &Problems, typed: &Typed) -> Markup {
    let low = view.score.total() < view.look_from;
    html! {
        form method="post" action={ "/matac/person/" (view.person) } novalidate autocomplete="off" {
            h2.govuk-heading-m { "Nominate to MATAC" }
            @if low { (InsetText::new("The score is below what the area looks for. You can nominate all the same: say why.")) }
            (Textarea {
                hint: Some("What the record does not show, and what should be tried.".into()),
                error: problems.at("reason"),
                value: typed.one("reason").to_owned(),
                rows: Some(4),
                autocomplete: "off".to_owned(),
                ..Textarea::new("reason", if low { "Why?" } else { "Why? (optional)" })
            })
            (Button::new("Nominate"))
        }
    }
}

/// `GET /matac/person/{id}`.
///
/// # Errors
/// When the person is not there for this reader.
pub async fn page(seat: Seat, Path(person): Path<String>) -> Answer {
    show(seat, id(&person)?, &Problems::default(), &Typed::default()).await
}

/// `POST /matac/person/{id}`.
///
/// # Errors
/// When the person is not there for this reader, or they may not nominate.
pub async fn send(mut seat: Seat, Path(person): Path<String>, typed: Typed) -> Answer {
    let person: PersonId = id(&person)?;
    match nominate(&seat.app, &mut seat.ask, person, typed.one("reason")).await {
        Ok(made) => Ok(Redirect::to(&format!("/matac/{made}")).into_response()),
        Err(refusal) => show(seat, person, &Problems::of(refusal)?, &typed).await,
    }
}

/// `POST /matac/person/{id}/disclosure`.
///
/// # Errors
/// When a person is not there for this reader, or they may not record requests.
pub async fn disclosure(mut seat: Seat, Path(person): Path<String>, typed: Typed) -> Answer {
    let person: PersonId = id(&person)?;
    match requested(&mut seat, person, &typed).await {
        Ok(_) => Ok(Redirect::to(&format!("/matac/person/{person}")).into_response()),
        Err(refusal) => show(seat, person, &Problems::of(refusal)?, &typed).await,
    }
}

async fn requested(seat: &mut Seat, person: PersonId, typed: &Typed) -> Told<SchemeRequestId> {
    // Asked first, so that somebody who is not there is answered as missing.
    open_score(&seat.app, &mut seat.ask, person).await?;
    let door = DisclosureDoor::from_code(typed.one("door"))
        .ok_or_else(|| Refusal::field("door", "Say by which door it came."))?;
    let partner = typed
        .one("partner")
        .parse()
        .map_err(|_| Refusal::field("partner", "Choose the partner whom it would protect."))?;
    request_disclosure(&seat.app, &mut seat.ask, person, partner, door).await
}

/// `POST /disclosure/{id}`.
///
/// # Errors
/// When the request is not there for this reader, or has come to an end.
pub async fn moved(mut seat: Seat, Path(disclosure): Path<String>, typed: Typed) -> Answer {
    let disclosure: SchemeRequestId = id(&disclosure)?;
    let next =
        DisclosureState::from_code(typed.one("state")).unwrap_or(DisclosureState::InProgress);
    let person = move_disclosure(&seat.app, &mut seat.ask, disclosure, next).await?;
    Ok(Redirect::to(&format!("/matac/person/{person}")).into_response())
}

async fn show(mut seat: Seat, person: PersonId, problems: &Problems, typed: &Typed) -> Answer {
    let view = open_score(&seat.app, &mut seat.ask, person).await?;
    let title = "Score of harm";
    let page = render(seat.page(title, title), &view, problems, typed);
    Ok(layout::answer(page, problems))
}
