//! The search box: what brings whom up, in which order, and that a crowd does not hide anybody.

mod cast;

use cast::person;
use hawthorn_linkage::{Address, Birth, Candidate, Field, Index, Name, Record, Verdict};
use proptest::prelude::*;

fn town() -> Index {
    let mut index = Index::new();
    for (id, name, born, home, phone) in [
        (
            "p1",
            ("Morwenna", "Thackeray"),
            "1981-04-09",
            ("12 Mill Lane", "CV99 1AA"),
            "07700 900101",
        ),
        (
            "p2",
            ("Jory", "Thackeray"),
            "1979-08-30",
            ("12 Mill Lane", "CV99 1AA"),
            "07700 900102",
        ),
        (
            "p3",
            ("Robert", "Castell-Jones"),
            "1990-12-03",
            ("4 Quay Road", "CV99 2BB"),
            "07700 900105",
        ),
        (
            "p4",
            ("Harpreet", "Kaur"),
            "1988-02-21",
            ("9 Dock Street", "CV99 3CC"),
            "07700 900106",
        ),
    ] {
        index.insert(id, &person(name, born, ' ', home, phone));
    }
    index
}

fn named(text: &str) -> Record {
    Record {
        names: vec![Name::full(text)],
        ..Record::default()
    }
}

fn ids(found: &[Candidate]) -> Vec<&str> {
    found
        .iter()
        .map(|candidate| candidate.id.as_str())
        .collect()
}

fn found(asked: &Record) -> Vec<String> {
    ids(&town().find(asked, 10))
        .into_iter()
        .map(str::to_owned)
        .collect()
}

#[test]
fn one_thing_is_enough_to_be_found_by() {
    for (asked, want) in [
        (named("Thackeray"), &["p1", "p2"][..]),
        (named("Thakeray"), &["p1", "p2"]),
        (named("Thack"), &["p1", "p2"]),
        (named("Morwenna"), &["p1"]),
        (named("Morwena"), &["p1"]),
        (named("Morw"), &["p1"]),
        (named("Bob"), &["p3"]),
        (named("Castell"), &["p3"]),
        (named("Nobody"), &[]),
        (named("K"), &[]),
        (
            Record {
                phones: vec!["+447700900106".into()],
                ..Record::default()
            },
            &["p4"],
        ),
        (
            Record {
                birth: Birth::parse("03/12/1990"),
                ..Record::default()
            },
            &["p3"],
        ),
        (
            Record {
                birth: Birth::parse("12/03/1990"),
                ..Record::default()
            },
            &["p3"],
        ),
        (
            Record {
                addresses: vec![Address {
                    postcode: "cv991aa".into(),
                    ..Address::default()
                }],
                ..Record::default()
            },
            &["p1", "p2"],
        ),
        (Record::default(), &[]),
    ] {
        assert_eq!(found(&asked), want, "{asked:?}");
    }
}

#[test]
fn more_said_puts_the_right_one_first_and_says_why() {
    let index = town();
    for text in [
        "Morwenna Thackeray",
        "Thackeray Morwenna",
        "Morw Thack",
        "thackery morwena",
    ] {
        assert_eq!(
            ids(&index.find(&named(text), 10)).first(),
            Some(&"p1"),
            "{text}"
        );
    }
    let half = Record {
        birth: Birth::parse("09/04/1981"),
        ..named("Thack")
    };
    let found = index.find(&half, 10);
    assert_eq!(
        ids(&found),
        ["p1"],
        "another date speaks against the brother"
    );
    assert!(found[0].band.is_some() && !found[0].cautions.is_empty());
    let why = |field: Field| {
        let all = found[0].reasons.iter().find(|reason| reason.field == field);
        all.map(|reason| (reason.verdict, reason.words.as_str()))
    };
    assert_eq!(
        why(Field::FamilyName),
        Some((Verdict::Close, "surname begins with the letters asked for"))
    );
    assert_eq!(
        why(Field::DateOfBirth),
        Some((Verdict::Same, "same date of birth"))
    );
    assert_eq!(
        why(Field::GivenName),
        Some((Verdict::NotKnown, "first name not known"))
    );
    let alone = index.find(&named("Thackeray"), 10);
    assert!(
        alone
            .iter()
            .all(|one| one.band.is_none() && one.cautions.is_empty()),
        "{alone:?}"
    );
    assert!(
        index.candidates(&named("Thackeray"), 10).is_empty(),
        "a surname proposes nobody"
    );
}

#[test]
fn one_held_person_can_be_asked_again_with_less() {
    let index = town();
    let all = Record {
        addresses: vec![Address {
            postcode: "CV99 3CC".into(),
            ..Address::default()
        }],
        ..named("Kaur")
    };
    let less = named("Kaur");
    let (one, two) = (index.find_held(&all, "p4"), index.find_held(&less, "p4"));
    assert!(one.expect("her name agrees").bits > two.expect("her name agrees").bits);
    assert!(
        index
            .find_held(
                &Record {
                    names: Vec::new(),
                    ..less
                },
                "p4"
            )
            .is_none()
    );
    assert!(index.find_held(&all, "p9").is_none());
}

#[test]
fn a_very_common_surname_gives_the_first_by_id_and_a_first_name_still_tells() {
    let mut index = Index::new();
    for n in (0..9_000).rev() {
        let given = if n == 8_765 { "Zebedee" } else { "Ann" };
        index.insert(
            &format!("n{n:05}"),
            &person((given, "Smith"), "", ' ', ("", ""), ""),
        );
    }
    let crowd = index.find(&named("Smith"), 3);
    assert_eq!(ids(&crowd), ["n00000", "n00001", "n00002"]);
    assert_eq!(
        ids(&index.find(&named("Zebedee Smith"), 3)).first(),
        Some(&"n08765")
    );
    assert_eq!(
        ids(&index.find(&named("Zebede Smyth"), 3)).first(),
        Some(&"n08765")
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// The order of putting in makes no difference, and nobody with exactly the
    /// asked surname is left out.
    #[test]
    fn a_search_is_stable_bounded_and_whole(
        people in prop::collection::vec((
            prop::sample::select(vec!["Ann", "Owen", "Li", "Roberta", ""]),
            prop::sample::select(vec!["Hussain", "Husein", "Lee", "Ann-Lee", "Owens", ""]),
            prop::sample::select(vec!["1980-02-03", "1999-09-09", ""]),
        ), 1..25),
        asked in prop::sample::select(vec!["Hussain", "Lee", "Owen", "Rob", "Ann Lee"]),
        limit in 0usize..30,
    ) {
        let (mut forward, mut backward) = (Index::new(), Index::new());
        for (n, (given, family, born)) in people.iter().enumerate() {
            forward.insert(&format!("n{n:02}"), &person((given, family), born, ' ', ("", ""), ""));
        }
        backward.insert("gone", &named("Ann Lee"));
        for (n, (given, family, born)) in people.iter().enumerate().rev() {
            backward.insert(&format!("n{n:02}"), &person((given, family), born, ' ', ("", ""), ""));
        }
        backward.remove("gone");
        let found = forward.find(&named(asked), limit);
        prop_assert_eq!(&found, &backward.find(&named(asked), limit));
        prop_assert!(found.len() <= limit);
        prop_assert!(found.windows(2).all(|w| w[0].bits > w[1].bits || (w[0].bits == w[1].bits && w[0].id < w[1].id)));
        let all = forward.find(&named(asked), people.len());
        for (n, (_, family, _)) in people.iter().enumerate() {
            if *family == asked {
                let id = format!("n{n:02}");
                prop_assert!(ids(&all).contains(&id.as_str()), "{} is not among {:?}", id, ids(&all));
            }
        }
    }
}

#[test]
fn each_word_of_a_name_is_told_for_what_it_is_and_the_exact_one_comes_first() {
    let mut index = Index::new();
    let named = |given: &str, family: &str| Record {
        names: vec![Name::new(given, family)],
        ..Record::default()
    };
    for (id, family) in [("D1", "Denton"), ("D2", "Denton"), ("D3", "Denten")] {
        index.insert(id, &named("Kyle", family));
    }
    index.insert("N1", &named("Nadia", "Rahman"));
    let said = |asked: &str| -> Vec<String> {
        let names = vec![Name::full(asked)];
        let asked = Record {
            names,
            ..Record::default()
        };
        let found = index.find(&asked, 9);
        let words = |one: &hawthorn_linkage::Candidate| {
            let words = one.reasons.iter().map(|reason| reason.words.clone());
            format!("{} {}", one.id, words.collect::<Vec<_>>().join(", "))
        };
        assert!(
            found.iter().all(|one| one.cautions.is_empty()),
            "nobody typed a date"
        );
        found.iter().map(words).collect()
    };
    let found = said("Kyle Denten");
    assert!(
        found[0].starts_with("D3 ") && found[0].contains("same surname"),
        "{found:?}"
    );
    assert!(
        found[1].contains("same first name") && !found[1].contains("same surname"),
        "{found:?}"
    );
    let found = said("Denton Kyle");
    assert!(
        found[0].starts_with("D1 ") && found[0].contains("same surname"),
        "{found:?}"
    );
    let found = said("Rahmaan Nadia");
    assert!(
        found[0].contains("same first name") && !found[0].contains("same surname"),
        "{found:?}"
    );
}

#[test]
fn a_street_with_or_without_its_number_brings_up_who_lives_there() {
    let mut index = Index::new();
    let at = |given: &str, line: &str| Record {
        names: vec![Name::new(given, "Thackeray")],
        addresses: vec![Address {
            line: line.to_owned(),
            town: "Bedworth".to_owned(),
            postcode: String::new(),
        }],
        ..Record::default()
    };
    index.insert("A", &at("Morwenna", "180 Sample Close"));
    index.insert("B", &at("Tobias", "12 Sample Close"));
    index.insert("C", &at("Ngozi", "12 Oak Road"));
    let found = |line: &str| -> Vec<String> {
        let addresses = vec![Address {
            line: line.to_owned(),
            town: String::new(),
            postcode: String::new(),
        }];
        let asked = Record {
            addresses,
            ..Record::default()
        };
        index
            .find(&asked, 9)
            .into_iter()
            .map(|one| one.id)
            .collect()
    };
    // A neighbour comes up as well, below.
    assert_eq!(found("180 sample close"), ["A", "B"]);
    let mut street = found("Sample Close");
    street.sort();
    assert_eq!(street, ["A", "B"]);
    assert_eq!(found("12 Oak Rd"), ["C"]);
}

#[test]
fn another_name_speaks_against_somebody_however_many_numbers_they_have() {
    let (mut one, mut two) = (Index::new(), Index::new());
    let other = |phones: &[&str]| Record {
        names: vec![Name::new("Morwenna", "Thackeray")],
        phones: phones.iter().map(|phone| (*phone).to_owned()).collect(),
        ..Record::default()
    };
    one.insert("A", &other(&["07700 900123"]));
    two.insert("A", &other(&["07700 900123", "07700 900456"]));
    let asked = Record {
        names: vec![Name::full("Kyle Denton")],
        phones: vec!["07700 900123".to_owned()],
        ..Record::default()
    };
    let bits = |index: &Index| index.find(&asked, 9).first().map(|one| one.bits);
    assert!(bits(&one).is_some());
    assert_eq!(bits(&one), bits(&two));
}
