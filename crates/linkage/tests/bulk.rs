//! Files of people: any text, any order, and what people said before.

use hawthorn_linkage::bulk::context::Edge;
use hawthorn_linkage::bulk::encode::{Encoder, Row};
use hawthorn_linkage::bulk::link::{Told, groups, met, pairs};
use hawthorn_linkage::bulk::model::Model;
use hawthorn_linkage::bulk::search::Search;
use hawthorn_linkage::bulk::{People, explain, levels};
use proptest::prelude::*;

const ANN: Row<'_> = Row {
    id: "",
    source: "police",
    record_date: "2026-02-01",
    given_name: "Ann",
    family_name: "Thackeray",
    other_names: "",
    aliases: "",
    date_of_birth: "1981-09-04",
    age: "",
    sex: "F",
    address_line: "12 Quarry Lane",
    town: "Rugby",
    postcode: "CV21 9EH",
    phone: "07700 900101",
    email: "",
    identifier: "",
};

fn people(rows: &[Row<'_>]) -> People {
    let mut encoder = Encoder::default();
    for row in rows {
        encoder.add(row);
    }
    encoder.finish()
}

/// Ann three times, her twin, her son and a stranger.
fn family() -> Vec<Row<'static>> {
    vec![
        Row { id: "a1", ..ANN },
        Row {
            id: "a2",
            given_name: "ANNE",
            record_date: "2025-01-05",
            phone: "+447700900101",
            address_line: "12 Quarry Ln",
            ..ANN
        },
        Row {
            id: "a3",
            family_name: "Morley",
            date_of_birth: "1981-04-09",
            source: "health",
            record_date: "2024-01-05",
            ..ANN
        },
        Row {
            id: "t1",
            given_name: "Beatrix",
            phone: "07700 900202",
            source: "csc",
            record_date: "2023-03-03",
            ..ANN
        },
        Row {
            id: "s1",
            given_name: "Callum",
            sex: "M",
            date_of_birth: "2009-01-30",
            phone: "",
            source: "education",
            record_date: "2024-09-09",
            ..ANN
        },
        Row {
            id: "x1",
            given_name: "Sunil",
            family_name: "Patel",
            date_of_birth: "1990-02-02",
            sex: "M",
            address_line: "3 Mill Road",
            town: "Derby",
            postcode: "DE1 2AB",
            phone: "07700 900303",
            ..ANN
        },
    ]
}

fn scored(people: &People, found: &[Edge]) -> Vec<(String, String, String)> {
    let mut out: Vec<_> = found
        .iter()
        .map(|e| {
            let (l, r) = (people.id(e.left), people.id(e.right));
            (
                l.min(r).to_owned(),
                l.max(r).to_owned(),
                format!("{:.3}", e.bits),
            )
        })
        .collect();
    out.sort();
    out
}

#[test]
fn one_person_is_found_and_relatives_stay_apart() {
    let people = people(&family());
    let found = pairs(&people, &Model::shipped(), &met(&people), &[]).pairs;
    let group = groups(&people, &found, &[]);
    let of = |id: &str| {
        (0..people.len() as u32)
            .find(|s| people.id(*s) == id)
            .map(|s| people.id(group[s as usize]))
    };
    assert_eq!(of("a2"), Some("a1"));
    assert_eq!(of("a3"), Some("a1"));
    assert_eq!(of("t1"), Some("t1"));
    assert_eq!(of("s1"), Some("s1"));
    assert_eq!(of("x1"), Some("x1"));
}

#[test]
fn the_order_of_rows_changes_nothing() {
    let (mut rows, model) = (family(), Model::shipped());
    let first = people(&rows);
    let want = scored(&first, &pairs(&first, &model, &met(&first), &[]).pairs);
    for _ in 0..rows.len() {
        rows.rotate_left(1);
        let turned = people(&rows);
        assert_eq!(
            scored(&turned, &pairs(&turned, &model, &met(&turned), &[]).pairs),
            want
        );
    }
}

#[test]
fn what_people_said_goes_before_every_weight() {
    let people = people(&family());
    let told = [
        Told {
            left: 0,
            right: 1,
            same: false,
        },
        Told {
            left: 5,
            right: 0,
            same: true,
        },
    ];
    let found = pairs(&people, &Model::shipped(), &met(&people), &told).pairs;
    assert_eq!((found[0].left, found[0].right), (0, 5));
    assert!(!found.iter().any(|e| (e.left, e.right) == (0, 1)));
    let group = groups(&people, &found, &told);
    assert_eq!(group[0], group[5]);
    assert_ne!(group[0], group[1]);
}

#[test]
fn the_reasons_add_up_to_the_evidence() {
    let people = people(&family());
    let model = Model::shipped();
    for (left, right) in met(&people) {
        let bits = model.alone.bits(&levels(&people, left, right));
        let steps = explain::steps(&people, &model, None, left, right);
        let sum: f32 = steps.iter().map(|s| s.bits).sum();
        assert!((sum - bits).abs() < 0.01, "{sum} {bits}");
    }
}

#[test]
fn two_short_streets_compare_the_same_both_ways() {
    let mut encoder = Encoder::default();
    for (id, street) in [
        ("a", "\u{1970}"),
        ("b", "\u{11480}A"),
        ("c", "Oak"),
        ("d", "Oakes"),
    ] {
        let address_line = street;
        encoder.add(&Row {
            id,
            address_line,
            ..Row::default()
        });
    }
    let people = encoder.finish();
    for (l, r) in [(0, 1), (0, 2), (1, 2), (2, 3), (0, 3)] {
        assert_eq!(levels(&people, l, r), levels(&people, r, l));
    }
}

#[test]
fn what_the_records_around_say_adds_up_too() {
    let ids = ["a", "b", "c", "d", "e", "f", "g"];
    let mut rows = ids.map(|id| Row { id, ..ANN });
    rows[6].date_of_birth = "1968-05-29";
    let (people, model) = (people(&rows), Model::shipped());
    let found = pairs(&people, &model, &met(&people), &[]);
    let namesake = found.pairs.iter().filter(|edge| edge.right == 6);
    assert_eq!(namesake.clone().count(), 6);
    for edge in namesake {
        let steps = explain::steps(&people, &model, Some(&found.alone), edge.left, 6);
        assert!(steps.iter().any(|step| step.field == "other records"));
        let sum: f32 = steps.iter().map(|step| step.bits).sum();
        assert!((sum - edge.bits).abs() < 0.01);
    }
}

#[test]
fn a_person_is_found_by_asking() {
    let mut encoder = Encoder::default();
    for row in family() {
        encoder.add(&row);
    }
    let search = Search::new(encoder, Model::shipped());
    let hits = search.ask(
        &Row {
            id: "q",
            given_name: "Anne",
            phone: "",
            record_date: "2026-05-05",
            source: "idva",
            ..ANN
        },
        5,
    );
    assert!(["a1", "a2"].contains(&search.people().id(hits[0].slot)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_is_compared_without_a_fault(cells in prop::array::uniform15("\\PC{0,40}"), other in prop::array::uniform15("\\PC{0,40}"), long in 0usize..15) {
        let row = |id: &'static str, c: &[String; 15]| -> [String; 16] {
            let mut out: [String; 16] = Default::default();
            out[0] = id.to_owned();
            out[1..].clone_from_slice(c);
            out
        };
        let mut first = cells.clone();
        first[long] = first[long].repeat(400).chars().chain("x".repeat(10_000).chars()).take(10_000).collect();
        let rows = [row("a", &first), row("b", &other), row("c", &cells)];
        let mut encoder = Encoder::default();
        for cells in &rows {
            encoder.add(&Row::of(&cells.each_ref().map(String::as_str)));
        }
        let people = encoder.finish();
        for (l, r) in [(0, 1), (0, 2), (1, 2)] {
            prop_assert_eq!(levels(&people, l, r), levels(&people, r, l));
        }
        let found = pairs(&people, &Model::shipped(), &met(&people), &[]).pairs;
        prop_assert!(found.iter().all(|e| e.bits.is_finite()));
    }
}
