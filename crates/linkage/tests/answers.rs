//! Questions asked of a small invented town.

mod cast;

use cast::person;
use hawthorn_linkage::{Band, Caution, Field, Index, Record, Verdict};

/// The people of an invented town.
fn town() -> Vec<(&'static str, Record)> {
    let mill = ("12 Mill Lane", "CV99 1AA");
    vec![
        (
            "p01",
            person(
                ("Morwenna", "Thackeray"),
                "1981-04-09",
                'F',
                mill,
                "07700 900101",
            ),
        ),
        (
            "p02",
            person(
                ("Jory", "Thackeray"),
                "1979-08-30",
                'M',
                mill,
                "07700 900102",
            ),
        ),
        (
            "p03",
            person(("Elowen", "Thackeray"), "2014-05-17", 'F', mill, ""),
        ),
        (
            "p04",
            person(("Lamorna", "Thackeray"), "2014-05-17", 'F', mill, ""),
        ),
        (
            "p05",
            person(
                ("Nadeem", "Hussain"),
                "1990-12-03",
                'M',
                ("4 Quay Road", "CV99 2BB"),
                "07700 900105",
            ),
        ),
        (
            "p06",
            person(
                ("Harpreet", "Kaur"),
                "1988-02-21",
                'F',
                ("Flat 3, 9 Dock Street", "CV99 3CC"),
                "07700 900106",
            ),
        ),
        (
            "p07",
            person(
                ("Aled", "Prosser"),
                "1955-10-10",
                'M',
                ("31 Chapel Row", "CV99 4DD"),
                "01632 960107",
            ),
        ),
        (
            "p08",
            person(
                ("Aled", "Prosser"),
                "1986-03-25",
                'M',
                ("31 Chapel Row", "CV99 4DD"),
                "01632 960107",
            ),
        ),
        (
            "p09",
            person(
                ("Katarzyna", "Zawadzka"),
                "1993-06-05",
                'F',
                ("77 Forge Way", "CV99 5EE"),
                "07700 900109",
            ),
        ),
        (
            "p10",
            person(
                ("Blessing", ""),
                "2001-09-14",
                'F',
                ("2 Orchard Close", "CV99 6FF"),
                "07700 900110",
            ),
        ),
        (
            "p11",
            person(("Siân", "O'Rourke"), "1972-01-28", 'F', ("NFA", ""), ""),
        ),
        ("p12", person(("Unknown", "U/K"), "", 'M', mill, "")),
    ]
}

fn index_of(people: &[(&str, Record)]) -> Index {
    let mut index = Index::new();
    for (id, record) in people {
        assert!(index.insert(id, record));
    }
    index
}

/// The id and band of the first answer.
fn first(index: &Index, asked: &Record) -> Option<(String, Band)> {
    let found = index.candidates(asked, 5).into_iter().next()?;
    Some((found.id, found.band?))
}

#[test]
fn the_right_person_comes_first_however_the_record_was_written() {
    let index = index_of(&town());
    let none = ("", "");
    for (what, asked, want, at_least) in [
        (
            "the same again",
            person(
                ("MORWENNA", "THACKERAY"),
                "1981-04-09",
                'F',
                ("12 Mill Ln", "cv991aa"),
                "+447700900101",
            ),
            "p01",
            Band::VeryLikely,
        ),
        (
            "first name misspelt",
            person(
                ("Katarzynh", "Zawadzka"),
                "1993-06-05",
                'F',
                ("8 Test Avenue", "CV98 1AA"),
                "+447700900109",
            ),
            "p09",
            Band::VeryLikely,
        ),
        (
            "day and month swapped",
            person(
                ("Katarzyna", "Zawadzka"),
                "1993-05-06",
                'F',
                ("8 Test Avenue", "CV98 1AA"),
                "07700 900109",
            ),
            "p09",
            Band::VeryLikely,
        ),
        (
            "name and date only",
            person(("Jory", "Thackeray"), "1979-08-30", 'M', none, ""),
            "p02",
            Band::Likely,
        ),
        (
            "nickname and no phone",
            person(("Kasia", "Zawadzka"), "1993-06-05", 'F', none, ""),
            "p09",
            Band::Likely,
        ),
        (
            "surname changed",
            person(
                ("Morwenna", "Penhale"),
                "1981-04-09",
                'F',
                none,
                "07700 900101",
            ),
            "p01",
            Band::VeryLikely,
        ),
        (
            "surname spelt another way",
            person(
                ("Nadeem", "Hossein"),
                "1990-12-03",
                'M',
                none,
                "07700 900105",
            ),
            "p05",
            Band::VeryLikely,
        ),
        (
            "names in each other's place",
            person(
                ("Kaur", "Harpreet"),
                "1988-02-21",
                'F',
                ("9 Dock Street", "CV99 3CC"),
                "",
            ),
            "p06",
            Band::Likely,
        ),
        (
            "one name, written as surname",
            person(("", "BLESSING"), "2001-09-14", 'F', none, "07700 900110"),
            "p10",
            Band::Likely,
        ),
        (
            "accent and apostrophe lost",
            person(("Sian", "O Rourke"), "1972-01-28", '?', none, ""),
            "p11",
            Band::Likely,
        ),
    ] {
        let (id, band) = first(&index, &asked).unwrap_or_else(|| panic!("{what}: nobody found"));
        assert_eq!(id, want, "{what}");
        assert!(band <= at_least, "{what}: only {band:?}");
    }
}

#[test]
fn relatives_are_not_taken_for_the_person() {
    let index = index_of(&town());
    for (left, right, caution) in [
        ("p03", "p04", Caution::Twins),
        ("p07", "p08", Caution::ParentAndChild),
        ("p01", "p02", Caution::SharedHome),
    ] {
        let told = index.compare_held(left, right).expect("both are held");
        assert!(
            told.band.is_none_or(|b| b == Band::Possible),
            "{left} {right}: {told:?}"
        );
        assert!(
            told.cautions.contains(&caution),
            "{left} {right}: {:?}",
            told.cautions
        );
    }
}

#[test]
fn name_and_date_alone_never_reach_the_top_band() {
    let index = index_of(&town());
    let asked = person(("Morwenna", "Thackeray"), "1981-04-09", 'F', ("", ""), "");
    let found = index.candidates(&asked, 1);
    assert_eq!(found[0].band, Some(Band::Likely));
    assert_eq!(found[0].cautions, vec![Caution::NameAndDateOnly]);
}

#[test]
fn reasons_are_plain_words_for_each_field() {
    let index = index_of(&town());
    let asked = person(
        ("Morwena", "Thackery"),
        "1981-09-04",
        'F',
        ("14 Mill Lane", "CV99 1AA"),
        "",
    );
    let told = index.compare_with(&asked, "p01").expect("p01 is held");
    let said: Vec<(Field, Verdict, &str)> = told
        .reasons
        .iter()
        .map(|r| (r.field, r.verdict, r.words.as_str()))
        .take_while(|(field, ..)| *field != Field::Together)
        .collect();
    assert_eq!(
        said,
        vec![
            (
                Field::GivenName,
                Verdict::Close,
                "first name differs by one letter"
            ),
            (
                Field::FamilyName,
                Verdict::Close,
                "surname differs by one letter"
            ),
            (Field::DateOfBirth, Verdict::Close, "day and month swapped"),
            (Field::Sex, Verdict::Same, "same sex"),
            (
                Field::Address,
                Verdict::Close,
                "same street and postcode, house number differs by one digit"
            ),
            (Field::Phone, Verdict::NotKnown, "phone not known"),
            (Field::Email, Verdict::NotKnown, "e-mail not known"),
            (
                Field::Identifier,
                Verdict::NotKnown,
                "no reference number to compare"
            ),
        ]
    );
}

#[test]
fn a_stranger_and_an_empty_question_find_nobody() {
    let index = index_of(&town());
    let stranger = person(
        ("Tamsin", "Oyelaran"),
        "1969-07-07",
        'F',
        ("1 Elsewhere Road", "ZE1 9ZZ"),
        "07700 900999",
    );
    assert!(index.candidates(&stranger, 5).is_empty());
    assert!(index.candidates(&Record::default(), 5).is_empty());
    assert!(Index::new().candidates(&stranger, 5).is_empty());
}

#[test]
fn putting_in_replacing_and_taking_out_are_seen_at_once() {
    let mut index = index_of(&town());
    let asked = town()[8].1.clone();
    assert_eq!(first(&index, &asked).map(|f| f.0).as_deref(), Some("p09"));
    let other = person(("Someone", "Else"), "1940-01-02", 'M', ("", ""), "");
    assert!(index.replace("p09", &other));
    assert!(index.candidates(&asked, 5).is_empty());
    assert!(!index.replace("p99", &other) && !index.contains("p99"));
    assert!(!index.insert("p09", &asked));
    assert_eq!(first(&index, &asked).map(|f| f.0).as_deref(), Some("p09"));
    assert!(index.remove("p09") && !index.remove("p09"));
    assert!(index.candidates(&asked, 5).is_empty());
    assert_eq!(index.len(), town().len() - 1);
}

#[test]
fn the_same_person_twice_is_found_from_either_record() {
    let mut index = index_of(&town());
    index.insert("q01", &town()[0].1);
    index.insert("q05", &town()[4].1);
    for (one, other) in [("p01", "q01"), ("p05", "q05")] {
        for (asked, want) in [(one, other), (other, one)] {
            let found = index.candidates_for(asked, 1);
            assert_eq!(found[0].id, want);
            assert_eq!(found[0].band, Some(Band::VeryLikely), "{found:?}");
        }
    }
    assert!(index.candidates_for("p99", 1).is_empty());
}

#[test]
fn a_crowd_with_one_name_and_home_does_not_slow_or_hide_a_person() {
    let mut index = Index::new();
    for n in 0..6_000_i32 {
        let born = format!("{}-{:02}-{:02}", 1940 + n % 60, 1 + n % 12, 1 + n % 28);
        let record = person(
            ("David", "Jones"),
            &born,
            'M',
            ("1 Hostel Street", "CV99 9ZZ"),
            "",
        );
        index.insert(&format!("c{n:04}"), &record);
    }
    let asked = person(
        ("David", "Jones"),
        "1951-12-12",
        'M',
        ("5 Mill Lane", "CV99 1AA"),
        "07700 900555",
    );
    index.insert("wanted", &asked);
    let found = index.candidates(&asked, 3);
    assert_eq!(found.first().map(|c| c.id.as_str()), Some("wanted"));
}
