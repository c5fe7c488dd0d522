//! A call or a visit, written down while it lasts: one box is needed, all else can wait or stay unknown (R4–R8, R17).

use axum::extract::Query;
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::directory::search_directory::search_directory;
use hawthorn_app::doors::log_contact::{Contact, Then, log_contact};
use hawthorn_components::{
    Button, Choice, Details, Page, Radios, Select, SelectOption, TextInput, Textarea, WarningText,
};
use hawthorn_domain::directory::search::{Show, Wanted};
use hawthorn_domain::doors::{About, AgeBand, Agreed, Answers, Connection, Door};
use hawthorn_domain::people::contact::ContactSafety;
use maud::{Markup, html};

use super::CAPTION;
use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout;
use crate::seat::Seat;

/// The names of the form that go over as they are, by the names of the public forms.
const NAMES: [&str; 17] = [
    "about",
    "age",
    "other_age",
    "connection",
    "place",
    "happening",
    "name",
    "born",
    "known_by",
    "other_name",
    "children",
    "children_affected",
    "agreed",
    "why_share",
    "phone",
    "phone_safety",
    "times",
];

/// What the page offers to choose from.
#[derive(Debug, Default)]
pub struct Offered {
    /// Parts of the area.
    pub places: Vec<String>,
    /// Services, each with its identifier.
    pub services: Vec<(String, String)>,
}

/// Which door the query says.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Asked {
    #[serde(default)]
    door: String,
}

/// The page.
///
/// # Errors
/// When the reader answers no desk.
pub async fn page(mut seat: Seat, Query(asked): Query<Asked>) -> Answer {
    let door = if asked.door == "visit" {
        "visit"
    } else {
        "call"
    };
    let typed = Typed::from_pairs([("door", door), ("about", "own")]);
    show(&mut seat, &Problems::default(), &typed).await
}

async fn show(seat: &mut Seat, problems: &Problems, typed: &Typed) -> Answer {
    let found = search_directory(&seat.app, &mut seat.ask, &Wanted::default(), Show::All).await?;
    let offered = Offered {
        services: found
            .found
            .iter()
            .map(|line| (line.id.to_string(), line.details.name.clone()))
            .collect(),
        places: found.places,
    };
    let page = render(
        seat.page("A call or a visit", "A call or a visit"),
        &offered,
        problems,
        typed,
    );
    Ok(layout::answer(page, problems))
}

/// Keeps it.
///
/// # Errors
/// When the reader answers no desk.
pub async fn send(mut seat: Seat, typed: Typed) -> Answer {
    let mut answers = Answers::default();
    for name in NAMES {
        answers.set(name, typed.all(name));
    }
    answers.set("serious", typed.all("serious"));
    answers.set("never", typed.all("never"));
    let Some(then) = Then::from_code(typed.one("then")) else {
        let problems = Problems::of(Refusal::field("then", "Choose what happens now."))?;
        return show(&mut seat, &problems, &typed).await;
    };
    let contact = Contact {
        door: Door::from_code(typed.one("door")).unwrap_or(Door::Call),
        answers,
        then,
        advice: typed.one("advice").to_owned(),
        service: typed.one("service").parse().ok(),
    };
    match log_contact(&seat.app, &mut seat.ask, contact).await {
        Ok(id) => Ok(Redirect::to(&format!("/doors/{id}?done=logged")).into_response()),
        Err(refusal) => {
            let problems = Problems::of(refusal)?;
            show(&mut seat, &problems, &typed).await
        }
    }
}

/// The page, from what it offers.
pub fn render(mut page: Page, offered: &Offered, problems: &Problems, typed: &Typed) -> Page {
    page.caption = CAPTION.to_owned();
    page.body = html! {
        (WarningText::new("In danger now: they ring 999, or you do. Whoever has no worry about a child or an adult at risk can also be told to ring the police on 101."))
        form method="post" action="/doors/new" novalidate autocomplete="off" {
            (radios("door", "It is", &[("call", "A call"), ("visit", "A visit")], problems, typed))
            (lines("happening", "What is it about?", problems, typed))
            (radios("about", "Whom is it about?", &[
                ("own", "Whoever rings or comes"),
                ("somebody", About::Somebody.label()),
                ("own_behaviour", About::OwnBehaviour.label()),
            ], problems, typed))
            (line("name", "What may we call them? They may stay without a name.", problems, typed))
            (line("phone", "A number to ring back", problems, typed))
            (radios("phone_safety", "The number", &safeties(), problems, typed))
            (line("times", "When is it safe?", problems, typed))
            (line("never", "What must never be done?", problems, typed))
            (radios("serious", "Is serious harm feared?", YES_NO, problems, typed))
            (radios("then", "What now?", &[
                ("mine", "I go on with it"),
                ("hand", "Somebody here takes it. Where somebody else rings for the person, the desks that must know of it have it too"),
                ("advice", "Advice was given; nothing more is to be done"),
            ], problems, typed))
            (lines("advice", "What was advised?", problems, typed))
            (services(offered, typed))
            (more(offered, problems, typed))
            (Button::new("Keep this contact"))
        }
    };
    page
}

const YES_NO: &[(&str, &str)] = &[("yes", "Yes"), ("no", "No"), ("not_known", "Not asked")];

fn safeties() -> [(&'static str, &'static str); 3] {
    [
        (ContactSafety::Safe.code(), "It is safe to use"),
        (ContactSafety::Unsafe.code(), "Never use it"),
        (ContactSafety::NotKnown.code(), "Not asked"),
    ]
}

/// What can wait: it folds away, so that a call is kept in under a minute.
fn more(offered: &Offered, problems: &Problems, typed: &Typed) -> Markup {
    let ages: Vec<_> = AgeBand::ALL
        .iter()
        .map(|one| (one.code(), one.label()))
        .collect();
    let ties: Vec<_> = Connection::ALL
        .iter()
        .map(|one| (one.code(), one.label()))
        .collect();
    let agreed: Vec<_> = Agreed::ALL
        .iter()
        .map(|one| (one.code(), one.label()))
        .collect();
    html! {
        (Details::new("More, if there is time", html! {
            (line("born", "Date of birth, year or age", problems, typed))
            (line("known_by", "Anything else that tells who it is", problems, typed))
            (radios("age", "The person who is harmed is", &ages, problems, typed))
            (radios("other_age", "The person who causes harm is", &ages, problems, typed))
            (radios("connection", "How are they connected?", &ties, problems, typed))
            @if !offered.places.is_empty() { (place(offered, typed)) }
            (line("other_name", "Name of the person who causes harm", problems, typed))
            (line("children", "Children: names and ages", problems, typed))
            (radios("children_affected", "Do children feel its effects?", YES_NO, problems, typed))
            (radios("agreed", "If somebody else rings: does the person agree?", &agreed, problems, typed))
            (line("why_share", "If not: why share it anyway?", problems, typed))
        }))
    }
}

fn line(name: &str, label: &'static str, problems: &Problems, typed: &Typed) -> Markup {
    html! { (TextInput { value: typed.one(name).to_owned(), error: problems.at(name), autocomplete: "off".to_owned(), ..TextInput::new(name, label) }) }
}

fn lines(name: &str, label: &'static str, problems: &Problems, typed: &Typed) -> Markup {
    html! { (Textarea { value: typed.one(name).to_owned(), error: problems.at(name), rows: Some(3), ..Textarea::new(name, label) }) }
}

fn radios(
    name: &str,
    label: &'static str,
    all: &[(&'static str, &'static str)],
    problems: &Problems,
    typed: &Typed,
) -> Markup {
    let items = all
        .iter()
        .map(|(code, words)| Choice::new(*code, *words))
        .collect();
    html! { (Radios { value: typed.one(name).to_owned(), error: problems.at(name), classes: "govuk-radios--small".to_owned(), ..Radios::new(name, label, items) }) }
}

fn place(offered: &Offered, typed: &Typed) -> Markup {
    let any = [SelectOption::new("", "Not known")];
    let items = offered
        .places
        .iter()
        .map(|place| SelectOption::new(place, place.as_str()));
    html! { (Select { value: typed.one("place").to_owned(), ..Select::new("place", "Where do they live?", any.into_iter().chain(items).collect()) }) }
}

/// A service that they were told of goes down with one choice (R51, R112).
fn services(offered: &Offered, typed: &Typed) -> Markup {
    let any = [SelectOption::new("", "None")];
    let items = offered
        .services
        .iter()
        .map(|(id, name)| SelectOption::new(id, name));
    html! { (Select { value: typed.one("service").to_owned(), ..Select::new("service", "A service that they were told of", any.into_iter().chain(items).collect()) }) }
}
