//! Somebody who is kept from most comes up like anybody else, and changes nothing that is said of other people.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_linkage::{Address, Birth, Filling, Index, Name, Record};

fn person(given: &str, family: &str, born: &str, phone: &str) -> Record {
    Record {
        names: vec![Name::new(given, family)],
        birth: Birth::parse(born),
        phones: vec![phone.to_owned()],
        addresses: vec![Address {
            line: "12 Oak Road".to_owned(),
            town: String::new(),
            postcode: "CV21 2AA".to_owned(),
        }],
        ..Record::default()
    }
}

/// A county of other people, so that names have a frequency.
fn county() -> Index {
    let mut index = Index::new();
    for number in 0..300 {
        let given = ["Morwenna", "Tobias", "Ngozi", "Ewa"][number % 4];
        let family = ["Thackeray", "Okonkwo", "Nowak", "Ellwood", "Abara"][number % 5];
        let born = format!("19{}-0{}-1{}", 50 + number % 40, 1 + number % 9, number % 9);
        let record = Record {
            names: vec![Name::new(given, family)],
            birth: Birth::parse(&born),
            ..Record::default()
        };
        index.insert(&format!("P-{number:03}"), &record);
    }
    index.insert(
        "P-open",
        &person("Zahra", "Qureshi", "1990-05-05", "07700 900123"),
    );
    index
}

#[test]
fn what_is_said_of_open_people_does_not_depend_on_who_is_quiet() {
    let (plain, mut held) = (county(), county());
    for number in 0..9 {
        let given = ["Zahra", "Zahrah", "Zara"][number % 3];
        let quiet = person(given, "Qureshi", "1990-05-05", "07700 900123");
        assert!(held.insert_quiet(&format!("P-quiet-{number}"), &quiet));
    }
    let asked = [
        person("Zahra", "Qureshi", "1990-05-05", "07700 900123"),
        person("Zahrah", "Qureshy", "1990-05-15", "07700 900124"),
        person("Imran", "Qureshi", "1961-01-01", "07700 900123"),
    ];
    for asked in &asked {
        let open = |index: &Index| {
            let mut found = index.candidates(asked, 40);
            found.retain(|candidate| !candidate.id.starts_with("P-quiet"));
            found
        };
        assert_eq!(open(&plain), open(&held));
        let mut came_up = held.find(asked, 40);
        came_up.retain(|candidate| !candidate.id.starts_with("P-quiet"));
        assert_eq!(came_up, plain.find(asked, 40));
    }
    // They are found and compared themselves all the same.
    let found = held.candidates(&asked[0], 40);
    assert_eq!(
        found
            .iter()
            .filter(|one| one.id.starts_with("P-quiet"))
            .count(),
        9
    );
    assert!(found.iter().all(|one| one.band.is_some()));
}

#[test]
fn somebody_becomes_quiet_and_is_heard_again() {
    let record = person("Zahra", "Qureshi", "1990-05-05", "07700 900123");
    let (plain, mut index) = (county(), county());
    assert!(index.insert_quiet("P-x", &record));
    assert!(!index.insert("P-x", &record));
    let mut heard = county();
    heard.insert("P-x", &record);
    let asked = person("Zahra", "Qureshi", "1990-05-05", "07700 900999");
    assert_eq!(index.candidates(&asked, 9), heard.candidates(&asked, 9));
    assert!(!index.insert_quiet("P-x", &record));
    assert!(index.remove("P-x"));
    assert_eq!(index.candidates(&asked, 9), plain.candidates(&asked, 9));
    assert_eq!(index.len(), plain.len());
}

#[test]
fn an_index_that_is_filled_is_as_quiet_as_one_that_grew() {
    let record = person("Zahra", "Qureshi", "1990-05-05", "07700 900123");
    let (mut filling, mut index) = (Filling::default(), Index::new());
    for number in 0..5 {
        let id = format!("P-{number}");
        if number % 2 == 0 {
            filling.add_quiet(&id, &record);
            index.insert_quiet(&id, &record);
        } else {
            filling.add(&id, &record);
            index.insert(&id, &record);
        }
    }
    assert_eq!(
        filling.finish().candidates(&record, 9),
        index.candidates(&record, 9)
    );
}

#[test]
fn who_is_quiet_takes_nobody_s_place_and_fills_no_block() {
    let (mut plain, mut held) = (Index::new(), Index::new());
    let one = |number: usize| {
        let born = format!(
            "19{:02}-0{}-1{}",
            40 + number % 50,
            1 + number % 9,
            number % 9
        );
        person("Zahra", "Qureshi", &born, &format!("07700 9{number:05}"))
    };
    for number in 0..100 {
        for index in [&mut plain, &mut held] {
            index.insert(&format!("P-{number:03}"), &one(number));
        }
    }
    for number in 0..60 {
        held.insert_quiet(&format!("Q-{number}"), &one(number));
    }
    let asked = one(7);
    let open = |mut found: Vec<hawthorn_linkage::Candidate>| {
        found.retain(|candidate| candidate.id.starts_with('P'));
        found
    };
    for limit in [1, 5, 40] {
        assert_eq!(
            open(held.candidates(&asked, limit)),
            plain.candidates(&asked, limit)
        );
        assert_eq!(open(held.find(&asked, limit)), plain.find(&asked, limit));
    }
}
