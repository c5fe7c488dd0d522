//! Finding a service: by words, need, place, age and whether it is open now; and what waits to be put right.

use axum::extract::Query;
use hawthorn_app::directory::search_directory::{
    FoundService, SearchedDirectory, search_directory,
};
use hawthorn_components::{
    Button, ButtonStyle, Cell, Checkboxes, Choice, LinkButton, Page, Select, SelectOption,
    SubNavigation, Table, Tag, TagColour, TextInput,
};
use hawthorn_domain::directory::search::{Show, Wanted};
use hawthorn_domain::directory::{ForWhom, Need};
use hawthorn_domain::platform::words;
use jiff::Timestamp;
use maud::{Markup, html};

use super::{CAPTION, open_words};
use crate::error::Answer;
use crate::forms::Problems;
use crate::layout::{self, pieces};
use crate::seat::Seat;

/// What the query of the page may say. None of it tells of a person.
#[derive(Debug, Default, Clone, serde::Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    need: String,
    #[serde(default)]
    whom: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    age: String,
    #[serde(default)]
    open: String,
    #[serde(default)]
    show: String,
    done: Option<String>,
}

impl Asked {
    fn wanted(&self) -> Wanted {
        Wanted {
            words: self.q.clone(),
            need: Need::from_code(&self.need),
            for_whom: ForWhom::from_code(&self.whom),
            place: self.place.clone(),
            age: self.age.trim().parse().ok(),
            open_now: self.open == "now",
            ..Wanted::default()
        }
    }
    fn show(&self) -> Show {
        Show::from_code(&self.show).unwrap_or(Show::All)
    }
}

/// The page.
///
/// # Errors
/// When the reader may not search the directory.
pub async fn page(mut seat: Seat, Query(asked): Query<Asked>) -> Answer {
    let found = search_directory(&seat.app, &mut seat.ask, &asked.wanted(), asked.show()).await?;
    let mut page = render(
        seat.page("Find a service", "Find a service"),
        &found,
        &asked,
        seat.ask.now,
    );
    page.flash = layout::done_banner(
        asked.done.as_deref(),
        &[(
            "proposed",
            "Sent to a steward. Readers see it once it is approved",
        )],
    );
    Ok(layout::answer(page, &Problems::default()))
}

/// The page, from what was found.
pub fn render(mut page: Page, found: &SearchedDirectory, asked: &Asked, now: Timestamp) -> Page {
    page.caption = CAPTION.to_owned();
    page.wide = true;
    page.body = html! {
        @if asked.show() == Show::All { (form(found, asked)) }
        (views(found, asked.show()))
        (list(found, asked, now))
        @if found.may_add {
            (LinkButton { style: ButtonStyle::Secondary, ..LinkButton::new("/directory/new", "Add a service") })
        }
    };
    page
}

fn form(found: &SearchedDirectory, asked: &Asked) -> Markup {
    let any = |words: &str| vec![SelectOption::new("", words)];
    let needs = Need::ALL
        .iter()
        .map(|need| SelectOption::new(need.code(), need.label()));
    let whom = ForWhom::ALL
        .iter()
        .map(|whom| SelectOption::new(whom.code(), whom.label()));
    let places = found
        .places
        .iter()
        .map(|place| SelectOption::new(place.as_str(), place.as_str()));
    html! {
        form method="get" action="/directory" role="search" novalidate {
            div.govuk-grid-row {
                div.govuk-grid-column-one-third {
                    (TextInput {
                        value: asked.q.clone(),
                        kind: hawthorn_components::InputKind::Search,
                        ..TextInput::new("q", "Name or words")
                    })
                    (TextInput {
                        value: asked.age.clone(),
                        classes: "govuk-input--width-2".to_owned(),
                        inputmode: "numeric".to_owned(),
                        ..TextInput::new("age", "Age of the person")
                    })
                }
                div.govuk-grid-column-one-third {
                    (Select { value: asked.need.clone(), ..Select::new("need", "Help with", any("Anything").into_iter().chain(needs).collect()) })
                    (Select { value: asked.whom.clone(), ..Select::new("whom", "For", any("Anybody").into_iter().chain(whom).collect()) })
                }
                div.govuk-grid-column-one-third {
                    @if !found.places.is_empty() {
                        (Select { value: asked.place.clone(), ..Select::new("place", "Part of the area", any("All of it").into_iter().chain(places).collect()) })
                    }
                    (Checkboxes {
                        values: vec![asked.open.clone()],
                        classes: "govuk-checkboxes--small".to_owned(),
                        ..Checkboxes::single("open", Choice::new("now", "Open now"))
                    })
                }
            }
            (Button::new("Find services"))
        }
    }
}

fn views(found: &SearchedDirectory, show: Show) -> Markup {
    let href = |view: Show| match view {
        Show::All => "/directory".to_owned(),
        _ => format!("/directory?show={}", view.code()),
    };
    let number = |view: Show| match view {
        Show::All => found.all,
        Show::Stale => found.stale,
        Show::Waiting => found.waiting,
    };
    let items = Show::ALL
        .iter()
        .map(|view| {
            hawthorn_components::NavItem::new(
                href(*view),
                format!("{} ({})", view.label(), number(*view)),
            )
            .current_if(*view == show)
        })
        .collect();
    html! { (SubNavigation { label: "Lists of services".to_owned(), items }) }
}

fn list(found: &SearchedDirectory, asked: &Asked, now: Timestamp) -> Markup {
    if found.found.is_empty() {
        return match asked.show() {
            Show::All if found.all == 0 => pieces::nothing(
                "The directory of this area is empty. Whoever runs the machine loads the services that ship with Hawthorn with the command “hawthorn directory load”.",
            ),
            Show::All => pieces::nothing(
                "No service fits. Take one thing out: “open now” and the age narrow the list most.",
            ),
            Show::Stale => {
                pieces::nothing("Every entry was checked within the time that the area allows.")
            }
            Show::Waiting => pieces::nothing("No change waits for a steward."),
        };
    }
    let caption = format!(
        "{}, those that can be reached now first",
        words::count(found.found.len() as i64, "service", "services")
    );
    let head = ["Service", "Open", "For", "Telephone"]
        .map(Into::into)
        .to_vec();
    let rows = found.found.iter().map(|line| row(line, now)).collect();
    html! {
        (Table { first_cell_is_header: true, ..Table::new(caption, head, rows) })
    }
}

fn row(line: &FoundService, now: Timestamp) -> Vec<Cell> {
    let details = &line.details;
    let whom: Vec<&str> = details.for_whom.iter().map(|whom| whom.label()).collect();
    vec![
        html! {
            a.govuk-link href={ "/directory/" (line.id) } { (details.name) }
            @if line.new { " " (Tag::new("New", TagColour::Blue)) }
            @if line.waiting && !line.new { " " (Tag::new("Change waits", TagColour::Blue)) }
            @if line.stale { " " (Tag::new("Check", TagColour::Yellow)) }
            br;
            span.govuk-hint { (details.kind.label()) }
        }
        .into(),
        open_words(details, line.state, now).into(),
        html! { (whom.join(", ")) @if details.min_age.is_some() || details.max_age.is_some() { br; (details.ages()) } }.into(),
        html! {
            @for phone in details.phones.iter().take(2) {
                div { @if !phone.label.is_empty() { (phone.label) ": " } (phone.number) }
            }
        }
        .into(),
    ]
}
