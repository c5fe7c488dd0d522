//! The one search box. What is typed is sent as a form, so that no name lands in an address or a browser's history.

use hawthorn_app::people::search::{FoundPerson, SearchResults, search};
use hawthorn_components::InputKind;
use hawthorn_components::Page;
use hawthorn_components::{Button, Cell, Details, InsetText, Table, Tag, TagColour, TextInput};
use hawthorn_domain::platform::words;
use maud::{Markup, html};

use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout::answer;
use crate::layout::pieces::nothing;
use crate::seat::Seat;

/// The empty box.
pub async fn page(seat: Seat) -> Answer {
    let problems = Problems::default();
    Ok(answer(
        render(
            seat.page("Search", "Search"),
            None,
            &problems,
            &Typed::default(),
        ),
        &problems,
    ))
}

/// The results.
pub async fn send(mut seat: Seat, typed: Typed) -> Answer {
    let (found, problems) = match search(&seat.app, &mut seat.ask, typed.one("q")).await {
        Ok(found) => (Some(found), Problems::default()),
        Err(refusal) => (None, Problems::of(refusal)?),
    };
    Ok(answer(
        render(
            seat.page("Search", "Search"),
            found.as_ref(),
            &problems,
            &typed,
        ),
        &problems,
    ))
}

/// The page: the box, and what came up.
pub fn render(
    page: Page,
    found: Option<&SearchResults>,
    problems: &Problems,
    typed: &Typed,
) -> Page {
    Page {
        wide: found.is_some(),
        body: html! {
            form method="post" action="/search" role="search" novalidate {
                (TextInput {
                    hint: Some("A name, a date of birth, an address, a postcode or a phone number, in any order; or a reference. Spelling need not be exact.".into()),
                    error: problems.at("q"),
                    value: typed.one("q").to_owned(),
                    kind: InputKind::Search,
                    autocomplete: "off".to_owned(),
                    spellcheck: Some(false),
                    classes: "govuk-!-width-two-thirds".to_owned(),
                    ..TextInput::new("q", "People and references")
                })
                (Button::new("Search"))
            }
            @if let Some(found) = found { (results(found)) }
        },
        ..page
    }
}

fn results(found: &SearchResults) -> Markup {
    html! {
        @if let Some(incident) = &found.incident {
            (InsetText::new(html! {
                "Incident " a.govuk-link href={ "/incidents/" (incident.id) } { (incident.reference) }
                " has exactly this reference. It was reported on " (words::moment(incident.reported_at)) "."
            }))
        }
        @if found.people.is_empty() {
            @if found.incident.is_none() {
                (nothing("Nobody whom you may see came up. Try a former name, another spelling or a date of birth alone."))
            }
        } @else {
            (people(found))
        }
        (Details::new("How well it fits", html! {
            p.govuk-body { "Very likely, likely or possible says how much the record and what you typed agree. It is a guide for where to look first. Two people can share a name and a date of birth." }
        }))
    }
}

fn people(found: &SearchResults) -> Markup {
    let count = words::count(found.people.len() as i64, "person", "people");
    let caption = if found.more {
        format!("The first {count}; more came up. Type more to narrow it down")
    } else {
        format!("{count} came up")
    };
    let columns = ["Name", "Born", "Fit", "Why this person came up"];
    html! {
        (Table { first_cell_is_header: true, ..Table::new(caption, columns.map(Into::into).to_vec(), found.people.iter().map(row).collect()) })
    }
}

fn row(person: &FoundPerson) -> Vec<Cell> {
    let others: Vec<&str> = person
        .names
        .iter()
        .map(String::as_str)
        .filter(|name| *name != person.name)
        .collect();
    vec![
        html! {
            a.govuk-link href={ "/people/" (person.id) } { (person.name) }
            @if person.restricted { " " (Tag::new("Restricted", TagColour::Grey)) }
            br; span.govuk-hint { (person.id.short()) @if !person.home.is_empty() { ", " (person.home) } }
            @if !others.is_empty() { br; span.govuk-hint { "Also known as " (others.join(", ")) } }
        }
        .into(),
        person.born.words().into(),
        person.fit.as_str().into(),
        html! {
            ul class="govuk-list govuk-!-margin-bottom-0" { @for why in &person.why { li { (why) } } }
            @for caution in &person.cautions { p.govuk-body { strong { "Take care: " } (caution) } }
        }
        .into(),
    ]
}
