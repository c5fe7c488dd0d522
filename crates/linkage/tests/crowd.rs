//! Somebody who stands in a file many times: the records meet, and are one group.

use hawthorn_linkage::bulk::People;
use hawthorn_linkage::bulk::cases::{Case, repeats};
use hawthorn_linkage::bulk::encode::{Encoder, Row};
use hawthorn_linkage::bulk::link::{Found, MOST_OF_ONE, Told, groups, meetings, met, pairs};
use hawthorn_linkage::bulk::model::Model;

const ANN: Row<'_> = Row {
    id: "",
    source: "police",
    record_date: "2026-02-01",
    given_name: "Morwenna",
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

/// As many rows as asked for, each with an id of its own.
fn file(count: usize, row: impl Fn(usize) -> Row<'static>) -> People {
    let mut encoder = Encoder::default();
    for at in 0..count {
        let id = format!("r{at:06}");
        let row = row(at);
        encoder.add(&Row { id: &id, ..row });
    }
    encoder.finish()
}

fn linked(people: &People, told: &[Told]) -> (Found, Vec<u32>) {
    let found = pairs(people, &Model::shipped(), &met(people), told);
    let group = groups(people, &found.pairs, told);
    (found, group)
}

fn all_pairs(count: usize) -> usize {
    count * (count - 1) / 2
}

fn pick(list: &[&'static str], at: usize) -> &'static str {
    list[at % list.len()]
}

/// One woman as many hands write her down.
fn varied(at: usize) -> Row<'static> {
    Row {
        source: pick(&["police", "health", "csc", "idva"], at),
        record_date: pick(&["2021-03-01", "2022-04-02", "2023-05-03"], at),
        given_name: pick(
            &["Morwenna", "Morwena", "MORWENNA", "Morvenna", "Morwen"],
            at,
        ),
        family_name: pick(&["Thackeray", "Thackery", "THACKRAY", "Thakeray"], at / 5),
        date_of_birth: pick(&["1981-09-04", "1981-09-04", "1981-04-09"], at / 3),
        address_line: pick(&["12 Quarry Lane", "12 Quarry Ln", ""], at / 7),
        phone: pick(
            &["07700 900101", "+447700900101", "07700 900110", ""],
            at / 2,
        ),
        ..ANN
    }
}

#[test]
fn rows_that_say_the_same_are_one_group_whatever_their_number() {
    for count in [2, 7, 8, 24, 25, 100, 301] {
        let (found, group) = linked(&file(count, |_| ANN), &[]);
        assert_eq!(found.pairs.len(), all_pairs(count), "{count}");
        assert!(group.iter().all(|of| *of == 0), "{count}");
        assert!(found.pairs.iter().all(|edge| edge.bits > 10.0));
    }
}

#[test]
fn reports_of_one_woman_on_many_days_are_one_group() {
    const DAYS: [&str; 5] = ["2021-01-04", "2022-02-05", "2023-03-06", "2024-04-07", ""];
    let people = file(60, |at| Row {
        record_date: DAYS[at % 5],
        source: ["police", "health", "csc"][at % 3],
        ..ANN
    });
    let (found, group) = linked(&people, &[]);
    assert_eq!(found.pairs.len(), all_pairs(60));
    assert!(group.iter().all(|of| *of == 0));
}

#[test]
fn one_name_and_no_more_meets_itself_and_a_blank_row_nobody() {
    let bare = Row {
        given_name: "Ann",
        family_name: "Lee",
        aliases: "Anna Leigh; Annie",
        ..Row::default()
    };
    assert_eq!(
        linked(&file(50, |_| bare), &[]).0.pairs.len(),
        all_pairs(50)
    );
    assert!(
        linked(&file(50, |_| Row::default()), &[])
            .0
            .pairs
            .is_empty()
    );
}

#[test]
fn one_woman_in_many_spellings_is_one_group() {
    let people = file(120, varied);
    let (found, group) = linked(&people, &[]);
    assert!(found.pairs.len() > 7_000, "{}", found.pairs.len());
    assert!(group.iter().all(|of| *of == 0), "{group:?}");
}

#[test]
fn the_order_of_rows_changes_nothing_for_those_who_come_often() {
    let rows: Vec<(String, Row<'_>)> = (0..90)
        .map(|at| (format!("r{at}"), if at % 3 == 0 { ANN } else { varied(at) }))
        .collect();
    let scored = |turn: usize| {
        let mut encoder = Encoder::default();
        for (id, row) in rows.iter().cycle().skip(turn).take(rows.len()) {
            encoder.add(&Row { id, ..*row });
        }
        let people = encoder.finish();
        let (found, group) = linked(&people, &[]);
        let pairs: Vec<String> = found
            .pairs
            .iter()
            .map(|e| {
                let (l, r) = (people.id(e.left), people.id(e.right));
                format!("{},{},{:.3}", l.min(r), l.max(r), e.bits)
            })
            .collect();
        let mut groups: Vec<(&str, &str)> = (0u32..)
            .zip(&group)
            .map(|(slot, of)| (people.id(slot), people.id(*of)))
            .collect();
        groups.sort_unstable();
        format!("{pairs:?} {groups:?}")
    };
    let want = scored(0);
    for turn in [1, 17, 60] {
        assert_eq!(scored(turn), want, "{turn}");
    }
}

#[test]
fn more_pairs_than_the_bound_become_pairs_with_the_first_and_are_told() {
    let count = 2_100;
    assert!(all_pairs(count) > MOST_OF_ONE);
    let (found, group) = linked(&file(count, |_| ANN), &[]);
    assert_eq!(found.cut, count);
    assert!(found.pairs.len() < 2 * count, "{}", found.pairs.len());
    assert!(group.iter().all(|of| *of == 0));
}

#[test]
fn what_people_said_holds_for_those_who_say_the_same() {
    let people = file(30, |_| ANN);
    let no = Told {
        left: 3,
        right: 29,
        same: false,
    };
    let (found, group) = linked(&people, &[no]);
    assert!(!found.pairs.iter().any(|e| (e.left, e.right) == (3, 29)));
    assert_ne!(group[3], group[29]);
    assert_eq!(group.iter().filter(|of| **of == 0).count(), 29);
}

#[test]
fn a_value_that_too_many_share_is_counted() {
    let names = [
        "Ann", "Bea", "Cleo", "Dora", "Eve", "Fay", "Gwen", "Hope", "Iris",
    ];
    let people = file(1_200, |at| Row {
        given_name: names[at % 9],
        family_name: ["Lee", "Mazur", "Patel", "Quick", "Rahman", "Shah"][at / 9 % 6],
        date_of_birth: ["1970-01-02", "1985-04-05", "1993-11-12", "2001-07-20"][at / 54 % 4],
        town: ["Rugby", "Derby", "Leek", "Stoke", "Bath", "Hull"][at / 216],
        phone: "01788 900900",
        ..Row::default()
    });
    assert_eq!(meetings(&people).values, 1);
    assert_eq!(meetings(&file(300, |_| ANN)).values, 0);
}

#[test]
fn cases_of_somebody_who_comes_often_repeat() {
    let people = file(40, |at| {
        if at < 39 {
            ANN
        } else {
            Row {
                given_name: "Sunil",
                family_name: "Patel",
                sex: "M",
                date_of_birth: "1975-03-03",
                phone: "",
                ..ANN
            }
        }
    });
    let model = Model::shipped();
    let found = pairs(&people, &model, &met(&people), &[]);
    let cases: Vec<Case> = (0..39)
        .map(|victim| Case {
            id: format!("c{victim}"),
            day: i64::from(victim),
            victim,
            perpetrator: 39,
        })
        .collect();
    assert_eq!(
        repeats(&people, &model, &found.pairs, &cases).len(),
        all_pairs(39)
    );
}

/// Nobody's name tells these apart, and each has a house of her own.
fn with_houses(of: &'static [&'static str], at: usize) -> Row<'static> {
    let line: &'static str = Box::leak(format!("{at} Quarry Lane").into_boxed_str());
    Row {
        given_name: pick(of, at),
        address_line: line,
        ..ANN
    }
}

#[test]
fn records_that_nothing_further_tells_apart_still_meet() {
    const WOMEN: [&str; 12] = [
        "Morwenna", "Tamsin", "Loveday", "Demelza", "Jenifer", "Elowen", "Kerensa", "Lowenna",
        "Rosen", "Tegen", "Wenna", "Zenobia",
    ];
    for (count, women) in [(900, 1), (12 * 110, 12)] {
        let of: &'static [&'static str] = &WOMEN[..women];
        let people = file(count, |at| with_houses(of, at));
        let mut in_pairs = vec![false; count];
        for (left, right) in met(&people) {
            if left as usize % women == right as usize % women {
                in_pairs[left as usize] = true;
                in_pairs[right as usize] = true;
            }
        }
        let alone = in_pairs.iter().filter(|met| !**met).count();
        assert_eq!(alone, 0, "of {count} records of {women}");
        let found = linked(&people, &[]).0.pairs;
        let held = |at: u32| found.iter().any(|e| e.left == at || e.right == at);
        assert!((0..people.len()).all(|at| held(at as u32)), "{count}");
    }
}

#[test]
fn the_order_of_rows_decides_nothing_between_two_crowds() {
    let crowd = |at: usize| Row {
        given_name: if at < 1_000 { "Morwenna" } else { "Morwena" },
        ..ANN
    };
    let made = |places: &[usize]| {
        let mut encoder = Encoder::default();
        for at in places {
            let id = format!("r{at:06}");
            encoder.add(&Row {
                id: &id,
                ..crowd(*at)
            });
        }
        let people = encoder.finish();
        let found = pairs(&people, &Model::shipped(), &met(&people), &[]);
        let mut named: Vec<(String, String)> = found
            .pairs
            .iter()
            .map(|edge| {
                let (l, r) = (people.id(edge.left), people.id(edge.right));
                (l.min(r).to_owned(), l.max(r).to_owned())
            })
            .collect();
        named.sort();
        (found.cut, named)
    };
    let straight: Vec<usize> = (0..2_500).collect();
    let turned: Vec<usize> = (0..2_500).rev().collect();
    let (one, other) = (made(&straight), made(&turned));
    assert_eq!((one.0, one.1.len()), (other.0, other.1.len()));
    assert!(one.1 == other.1, "other pairs in another order");
}
