//! Properties that hold for any records in any order.

mod cast;

use cast::person;
use hawthorn_linkage::{Address, Birth, Index, Name, Record};
use proptest::prelude::*;

/// Values that collide often, so that random records meet each other.
fn any_person() -> impl Strategy<Value = Record> {
    let given = prop::sample::select(vec!["Ann", "Anne", "Owen", "", "Unknown", "Li", "A"]);
    let family = prop::sample::select(vec!["Hussain", "Husein", "Lee", "Owen", "Ann-Lee", ""]);
    let born = prop::sample::select(vec!["1980-02-03", "1980-03-02", "1980", "1999-09-09", ""]);
    let post = prop::sample::select(vec!["CV99 1AA", "CV99 1AB", "CV99", ""]);
    let line = prop::sample::select(vec!["1 Mill Lane", "2 Mill Ln", "Mill Lane", "NFA"]);
    let phone = prop::sample::select(vec!["07700 900101", "07700 900110", ""]);
    (given, family, born, post, line, phone).prop_map(|(g, f, b, p, l, t)| {
        person((g, f), b, if g == "Owen" { 'M' } else { 'F' }, (l, p), t)
    })
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        ".{0,40}",
        "\\PC{0,300}",
        Just("a\u{301}".repeat(5_000)),
        Just("\u{fdfa}".repeat(999))
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_putting_in_makes_no_difference(
        people in prop::collection::vec(any_person(), 1..25),
        asked in any_person(),
        turn in 0usize..25,
    ) {
        let ids: Vec<String> = (0..people.len()).map(|n| format!("n{n:02}")).collect();
        let mut forward = Index::new();
        for (id, record) in ids.iter().zip(&people) {
            forward.insert(id, record);
        }
        let mut backward = Index::new();
        backward.insert("gone", &asked);
        let mut order: Vec<usize> = (0..people.len()).rev().collect();
        order.rotate_left(turn % people.len());
        for n in order {
            backward.insert(&ids[n], &people[n]);
        }
        backward.remove("gone");
        prop_assert_eq!(forward.candidates(&asked, 50), backward.candidates(&asked, 50));
        for id in &ids {
            prop_assert_eq!(forward.candidates_for(id, 50), backward.candidates_for(id, 50));
        }
    }

    #[test]
    fn comparing_is_the_same_both_ways_and_reasons_add_up(
        left in any_person(),
        right in any_person(),
    ) {
        let mut index = Index::new();
        index.insert("l", &left);
        index.insert("r", &right);
        let one = index.compare_held("l", "r").expect("both are held");
        let two = index.compare_held("r", "l").expect("both are held");
        prop_assert_eq!(&one.reasons, &two.reasons);
        prop_assert_eq!(one.score, two.score);
        prop_assert!((0.0..=1.0).contains(&one.score));
        let sum: f64 = one.reasons.iter().map(|r| r.bits).sum();
        prop_assert!((sum - one.bits).abs() < 1e-9);
    }

    #[test]
    fn answers_are_bounded_sorted_and_proposable(
        people in prop::collection::vec(any_person(), 0..25),
        asked in any_person(),
        limit in 0usize..10,
    ) {
        let mut index = Index::new();
        for (n, record) in people.iter().enumerate() {
            index.insert(&n.to_string(), record);
        }
        let found = index.candidates(&asked, limit);
        prop_assert!(found.len() <= limit);
        prop_assert!(found.iter().all(|c| c.band.is_some()));
        prop_assert!(found.windows(2).all(|w| w[0].bits >= w[1].bits));
    }

    #[test]
    fn any_text_of_any_length_is_taken(texts in prop::collection::vec(any_text(), 8)) {
        let record = Record {
            names: vec![
                Name { given: texts[0].clone(), middle: texts[1].clone(), family: texts[2].clone() },
                Name::full(&texts[3]),
            ],
            birth: Birth::parse(&texts[4]),
            addresses: vec![Address {
                line: texts[5].clone(),
                town: texts[6].clone(),
                postcode: texts[7].clone(),
            }],
            phones: texts.clone(),
            emails: texts.clone(),
            ..Record::default()
        };
        let mut index = Index::new();
        index.insert("x", &record);
        let told = index.compare_with(&record, "x").expect("x is held");
        prop_assert!(told.bits.is_finite());
        prop_assert!(index.candidates(&record, 3).len() <= 1);
    }
}
