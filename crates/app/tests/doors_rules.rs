//! Runs the tables of docs/rules/doors.md: the rules of single services, the definition by date, and ten stories in each of the four places (R33–R46, D2 of issue 6).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use std::collections::BTreeMap;

use hawthorn_app::doors::make::{Making, reports, routing};
use hawthorn_app::doors::who_answers::services_for;
use hawthorn_domain::directory::ServiceKind;
use hawthorn_domain::doors::routing::{Concern, ServiceFacts, barred, meaning};
use hawthorn_domain::doors::said::read;
use hawthorn_domain::doors::{About, AgeBand, Answers, Connection, Door};
use hawthorn_domain::people::contact::Told;
use hawthorn_domain::platform::calendar::london;
use hawthorn_domain::platform::deadline::ClockState;
use hawthorn_domain::platform::settings::choices::DefinitionVersion;
use hawthorn_testkit::{CountingDice, TestApp};
use jiff::Timestamp;
use jiff::civil::DateTime;

const PAGE: &str = include_str!("../../../docs/rules/doors.md");

/// The rows of the table under a heading.
fn rows(heading: &str) -> Vec<Vec<String>> {
    let (_, after) = PAGE
        .split_once(&format!("\n## {heading}\n"))
        .expect(heading);
    let part = after.split("\n## ").next().unwrap();
    let rows: Vec<Vec<String>> = part
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("|---"))
        .skip(1)
        .map(|line| {
            let inner = line.trim().trim_matches('|');
            inner
                .split('|')
                .map(|cell| cell.trim().to_owned())
                .collect()
        })
        .collect();
    assert!(!rows.is_empty(), "{heading}");
    rows
}

#[test]
fn single_services_have_rules_of_their_own() {
    for row in rows("What single services ask") {
        let mut facts = ServiceFacts::default();
        for fact in row[1].split(", ") {
            let (name, value) = fact.split_once(' ').unwrap();
            let told = Told::from_code(value).unwrap_or_default();
            match name {
                "age" => facts.age = AgeBand::from_code(value).unwrap(),
                "woman" => facts.woman = told,
                "ended" => facts.ended = told,
                "inside" => facts.inside = told,
                "patient" => facts.patient = told,
                other => panic!("{other}"),
            }
        }
        let kind = ServiceKind::from_code(&row[0]).unwrap();
        assert_eq!(barred(kind, &facts).unwrap_or("yes"), row[2], "{row:?}");
    }
}

#[test]
fn the_definition_is_the_one_of_the_day() {
    for row in rows("The definition by the day of the event") {
        let (age, other_age) = row[1].split_once(", ").unwrap();
        let concern = Concern {
            age: AgeBand::from_code(age).unwrap(),
            other_age: AgeBand::from_code(other_age).unwrap(),
            connection: Connection::from_code(&row[0]).unwrap(),
            ..Concern::about(About::Somebody)
        };
        let version = DefinitionVersion::from_code(&row[2]).unwrap();
        assert_eq!(meaning(&concern, version).code(), row[3], "{row:?}");
    }
}

struct Story {
    door: Door,
    at: Timestamp,
    answers: Answers,
}

fn stories() -> BTreeMap<String, Story> {
    rows("Ten stories")
        .into_iter()
        .map(|row| {
            let civil: DateTime = row[2].replace(' ', "T").parse().unwrap();
            let pairs = row[3].split(", ").map(|pair| pair.split_once('=').unwrap());
            let story = Story {
                door: Door::from_code(&row[1]).unwrap(),
                at: london().to_timestamp(civil).unwrap(),
                answers: Answers::of(pairs),
            };
            (row[0].clone(), story)
        })
        .collect()
}

/// Who takes a story in a place and by when somebody is reached, in the words of the table; whoever
/// is sent elsewhere is shown somebody.
async fn taken_by(app: &TestApp, place: &str, story: &Story) -> (String, String) {
    // Kent and Medway are two places of one area; the others are one place each.
    let place = if matches!(place, "Kent" | "Medway") {
        place
    } else {
        ""
    };
    let answers = story.answers.clone().with("place", place);
    let said = read(story.door, &answers, story.at);
    let area = &app.book.code;
    let route = routing(&app.app, area, &said, story.at).unwrap();
    let shown = services_for(&app.app, area, &route, place, story.at);
    assert!(
        !shown.await.unwrap().is_empty(),
        "somebody who helps is shown"
    );
    if route.desk.is_none() {
        return ("nobody".to_owned(), "-".to_owned());
    }
    let making = Making {
        area,
        door: story.door,
        said,
        routing: route,
        own_desk: None,
    };
    let mut dice = CountingDice::new(7);
    let made = reports(&app.app, &making, story.at, &mut dice).unwrap();
    let by = made[0]
        .first_contact
        .as_ref()
        .map_or("-".to_owned(), |clock| match clock.state(story.at) {
            ClockState::Paused { .. } => "once they agree".to_owned(),
            _ => {
                let due = london().to_datetime(clock.due_at());
                due.strftime("%Y-%m-%d %H:%M").to_string()
            }
        });
    (format!("{}: {}", made[0].desk.code(), made[0].agency), by)
}

#[tokio::test]
async fn ten_stories_end_where_each_of_the_four_places_says() {
    let places = [
        ("Warwickshire", "warwickshire"),
        ("Wolverhampton", "wolverhampton"),
        ("Kent", "kent-medway"),
        ("Medway", "kent-medway"),
    ];
    let mut apps = BTreeMap::new();
    for (place, area) in places {
        let app = TestApp::sqlite_in(area).await;
        app.load_directory().await;
        apps.insert(place, app);
    }
    let stories = stories();
    let mut told = BTreeMap::new();
    for row in rows("Where they end") {
        let end = (row[2].clone(), row[3].clone());
        told.insert((row[0].clone(), row[1].clone()), end);
    }
    let mut wrong = Vec::new();
    for (name, story) in &stories {
        for (place, _) in places {
            let taken = taken_by(&apps[place], place, story).await;
            if told.get(&(name.clone(), place.to_owned())) != Some(&taken) {
                wrong.push(format!("| {name} | {place} | {} | {} |", taken.0, taken.1));
            }
        }
    }
    assert_eq!(stories.len(), 10);
    assert_eq!(told.len(), 40, "every story in every place");
    assert!(
        wrong.is_empty(),
        "these end otherwise:\n{}",
        wrong.join("\n")
    );
}
