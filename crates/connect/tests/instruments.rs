//! Runs the tables of docs/rules/instruments.md on the instruments that ship, and holds them to the JSON Schema.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_connect::risk::{SCHEMA, SHIPPED, shipped};
use hawthorn_domain::platform::audit::Doer;
use hawthorn_domain::risk::RiskLevel;
use hawthorn_domain::risk::instrument::answer::{AnswerSource, Fit, Given, fit};
use hawthorn_domain::risk::instrument::compare::{Change, compare};
use hawthorn_domain::risk::instrument::grade::{Judged, finish, look_again, score};
use hawthorn_domain::risk::instrument::{Instrument, Item, Scoring};
use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::Value;

const PAGE: &str = include_str!("../../../docs/rules/instruments.md");

fn instrument(code: &str) -> Instrument {
    let all = shipped().unwrap();
    all.into_iter()
        .find(|one| one.code == code)
        .unwrap_or_else(|| panic!("no instrument {code}"))
}

/// The rows of the table whose heading is this.
fn rows(heading: &str) -> Vec<Vec<&str>> {
    let mut wanted = false;
    let mut rows = Vec::new();
    for line in PAGE.lines().filter(|line| line.starts_with('|')) {
        if line.starts_with("| Instrument") {
            wanted = line == heading;
        } else if wanted && !line.starts_with("|--") {
            rows.push(line.trim_matches('|').split('|').map(str::trim).collect());
        }
    }
    assert!(!rows.is_empty(), "{heading}");
    rows
}

/// An answer of the item's scale of this sort: yes, no, open.
fn code_of(instrument: &Instrument, item: &Item, sort: &str) -> String {
    let scale = instrument.scale_of(item).unwrap();
    let found = scale.answers.iter().find(|answer| match sort {
        "yes" => answer.yes,
        "open" => answer.open,
        _ => !answer.yes && !answer.open,
    });
    found.unwrap().code.clone()
}

/// `13 yes, 11 open`: answered in the order of the form.
fn answers(instrument: &Instrument, cell: &str) -> Vec<Given> {
    let mut sorts: Vec<&str> = Vec::new();
    for part in cell.split(", ") {
        let (number, sort) = part.split_once(' ').unwrap();
        sorts.extend(std::iter::repeat_n(sort, number.parse().unwrap()));
    }
    assert_eq!(sorts.len(), instrument.items().count(), "{cell}");
    instrument
        .items()
        .zip(sorts)
        .filter(|(_, sort)| *sort != "blank")
        .map(|(item, sort)| Given {
            item: item.code.clone(),
            answer: code_of(instrument, item, sort),
            source: AnswerSource::Victim,
            comment: String::new(),
        })
        .collect()
}

#[test]
fn the_shipped_instruments_are_as_the_page_says() {
    for row in rows("| Instrument | Questions | How sure | Counts | For |") {
        let [code, questions, sure, counts, ages] = row[..] else {
            panic!("{row:?}")
        };
        let one = instrument(code.trim_matches('`'));
        assert_eq!(one.items().count().to_string(), questions, "{code}");
        assert_eq!(one.confidence.code(), sure, "{code}");
        let by = match one.scoring {
            Scoring::CountYes { high, .. } => format!("from {high}"),
            Scoring::Judgement => "judgement".to_owned(),
        };
        assert_eq!(by, counts, "{code}");
        let meant = match one.ages.to {
            Some(to) => format!("{} to {to}", one.ages.from),
            None => format!("{} and over", one.ages.from),
        };
        assert_eq!(meant, ages, "{code}");
    }
}

#[test]
fn every_row_of_the_grades_is_true() {
    for row in rows("| Instrument | Answers | Area | Judged | Scored | Grade | Look | Why |") {
        let [code, given, area, judged, scored, grade, look, _] = row[..] else {
            panic!("{row:?}")
        };
        let one = instrument(code);
        let given = answers(&one, given);
        let area = area.parse().ok();
        let level = |code: &str| RiskLevel::from_code(code);
        let judged = level(judged).map(|level| Judged {
            level,
            reason: "Because.".to_owned(),
        });
        let by = Doer::system("test");
        let done = finish(&one, &given, judged, area, by, Timestamp::UNIX_EPOCH);
        assert_eq!(
            done.as_ref().ok().map(|done| done.level),
            level(grade),
            "{row:?} {done:?}"
        );
        if let Ok(done) = &done {
            assert_eq!(done.scored, level(scored), "{row:?}");
        }
        let again = if look_again(&one, &given, area).is_empty() {
            "no"
        } else {
            "yes"
        };
        assert_eq!(again, look, "{row:?}");
    }
}

#[test]
fn every_row_of_the_ages_is_true() {
    for row in rows("| Instrument | Age | May | Why |") {
        let [code, age, may, _] = row[..] else {
            panic!("{row:?}")
        };
        let found = match fit(&instrument(code), age.parse().ok()) {
            Fit::Fits => "yes",
            Fit::Warn(_) => "warn",
            Fit::Never(_) => "never",
        };
        assert_eq!(found, may, "{row:?}");
    }
}

#[test]
fn two_forms_are_compared_by_what_they_ask() {
    let (police, safelives) = (instrument("police_dash_2009"), instrument("safelives_dash"));
    let given = |one: &Instrument, code: &str| {
        let item = one.item(code).unwrap();
        vec![Given {
            item: code.to_owned(),
            answer: code_of(one, item, "yes"),
            source: AnswerSource::Records,
            comment: "From the report.".to_owned(),
        }]
    };
    let first = given(&safelives, "strangulation");
    let second = given(&police, "harmed_children");
    let rows = compare((&safelives, &first), (&police, &second));
    let of = |label: &str| {
        rows.iter()
            .find(|row| row.label.starts_with(label))
            .unwrap()
    };
    let choking = of("Strangling");
    assert_eq!(
        choking.numbers,
        [Some("15".to_owned()), Some("18".to_owned())]
    );
    assert_eq!(choking.change, Change::NoLongerYes);
    assert_eq!(of("Has harmed children").change, Change::OneOnly);
    assert_eq!(of("Injury").change, Change::Same);
    assert_eq!(
        rows.len(),
        27,
        "every question of one stands among those of the other"
    );
}

proptest! {
    #[test]
    fn judgement_never_lowers(sorts in prop::collection::vec(0usize..4, 24), judged in 0usize..3, area in prop::option::of(1u8..25)) {
        let one = instrument("safelives_dash");
        let words = ["yes", "no", "open", "blank"];
        let given: Vec<Given> = one
            .items()
            .zip(sorts)
            .filter(|(_, sort)| *sort < 3)
            .map(|(item, sort)| Given {
                item: item.code.clone(),
                answer: code_of(&one, item, words[sort]),
                source: AnswerSource::Victim,
                comment: String::new(),
            })
            .collect();
        let counted = score(&one, &given);
        prop_assert_eq!(counted.of(), 24);
        let judged = Judged { level: RiskLevel::ALL[judged], reason: "Because.".to_owned() };
        let done = finish(&one, &given, Some(judged.clone()), area, Doer::system("test"), Timestamp::UNIX_EPOCH).unwrap();
        prop_assert!(done.level >= judged.level);
        prop_assert!(done.scored.is_none_or(|scored| done.level >= scored));
        prop_assert_eq!(done.scored == Some(RiskLevel::High), counted.yes >= u16::from(area.unwrap_or(14)));
    }
}

/// Whether a value is of a type that the schema names.
fn is(value: &Value, name: &Value) -> bool {
    match name.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64(),
        "null" => value.is_null(),
        other => panic!("{other}"),
    }
}

/// Just enough of JSON Schema for our own schema; anything else in it stops the test.
fn breaks(schema: &Value, value: &Value, place: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (key, rule) in schema.as_object().unwrap() {
        let fits = match key.as_str() {
            "$schema" | "title" | "description" => true,
            "const" => rule == value,
            "enum" => rule.as_array().unwrap().contains(value),
            "type" => rule.as_array().map_or_else(
                || is(value, rule),
                |all| all.iter().any(|one| is(value, one)),
            ),
            "required" => {
                let has = |name: &Value| value.get(name.as_str().unwrap()).is_some();
                rule.as_array().unwrap().iter().all(has)
            }
            "properties" => {
                for (name, inner) in rule.as_object().unwrap() {
                    if let Some(part) = value.get(name) {
                        found.extend(breaks(inner, part, &format!("{place}/{name}")));
                    }
                }
                true
            }
            "additionalProperties" => {
                let known = &schema["properties"];
                let all = |object: &serde_json::Map<String, Value>| {
                    object.keys().all(|name| known.get(name).is_some())
                };
                *rule == Value::Bool(false) && value.as_object().is_none_or(all)
            }
            "items" => {
                for (number, part) in value.as_array().into_iter().flatten().enumerate() {
                    found.extend(breaks(rule, part, &format!("{place}/{number}")));
                }
                true
            }
            "minItems" => value
                .as_array()
                .is_none_or(|list| list.len() as u64 >= rule.as_u64().unwrap()),
            "minLength" => value
                .as_str()
                .is_none_or(|text| text.len() as u64 >= rule.as_u64().unwrap()),
            "minimum" => value
                .as_u64()
                .is_none_or(|number| number >= rule.as_u64().unwrap()),
            "maximum" => value
                .as_u64()
                .is_none_or(|number| number <= rule.as_u64().unwrap()),
            "pattern" => value
                .as_str()
                .is_none_or(hawthorn_domain::platform::settings::is_slug),
            "oneOf" => {
                let good = |one: &&Value| breaks(one, value, place).is_empty();
                rule.as_array().unwrap().iter().filter(good).count() == 1
            }
            other => panic!("the schema uses {other}, which this test does not know"),
        };
        if !fits {
            found.push(format!("{place}: {key}"));
        }
    }
    found
}

#[test]
fn the_schema_and_the_reader_agree() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    for (name, text) in SHIPPED {
        let value: Value = serde_json::from_str(text).unwrap();
        assert_eq!(breaks(&schema, &value, name), Vec::<String>::new());
    }
    let good: Value = serde_json::from_str(SHIPPED[0].1).unwrap();
    let spoil: [(&str, Value); 5] = [
        ("code", "Not A Code".into()),
        ("format", 2.into()),
        ("confidence", "sure".into()),
        ("blocks", Value::Array(Vec::new())),
        ("surplus", true.into()),
    ];
    for (key, value) in spoil {
        let mut bad = good.clone();
        bad[key] = value;
        assert!(
            !breaks(&schema, &bad, "bad").is_empty(),
            "{key}: the schema lets it pass"
        );
        let text = serde_json::to_string(&bad).unwrap();
        assert!(
            hawthorn_connect::risk::read("bad.json", &text).is_err(),
            "{key}: the reader lets it pass"
        );
    }
}
