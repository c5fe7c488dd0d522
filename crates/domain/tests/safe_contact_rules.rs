//! Runs every row of the tables in docs/rules/safe-contact.md against the rules of safe contact (R25, R26, R30, R32).

use hawthorn_domain::people::contact::{
    Answers, ContactSafety, Email, Phone, Standing, Way, Whose, asked_anew, may_keep, may_reach,
    standing,
};
use hawthorn_domain::people::{Address, Person, SafeContact, Sex, Source};
use hawthorn_domain::platform::ids::{Chance, PersonId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::AreaCode;
use jiff::Timestamp;
use jiff::civil::Date;

const PAGE: &str = include_str!("../../../docs/rules/safe-contact.md");

struct Counting(u128);
impl Chance for Counting {
    fn bits(&mut self) -> u128 {
        self.0 += 1;
        self.0
    }
}

/// The rows of the table whose first heading is this one.
fn table(heading: &str) -> Vec<Vec<&'static str>> {
    let rows: Vec<Vec<&str>> = PAGE
        .lines()
        .skip_while(|line| !line.starts_with(&format!("| {heading} |")))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert!(
        rows.len() >= 6,
        "the table that begins with “{heading}” has lost rows"
    );
    rows
}

fn day(cell: &str) -> Option<Date> {
    (cell != "never").then(|| cell.parse().unwrap())
}

fn noon(day: Date) -> Timestamp {
    day.at(12, 0, 0, 0).in_tz("UTC").unwrap().timestamp()
}

fn safety(cell: &str) -> ContactSafety {
    ContactSafety::from_code(cell).unwrap()
}

#[test]
fn who_may_say_that_a_way_is_safe() {
    for row in table("Not to be contacted") {
        let ways = row[1].split(", ").filter(|way| *way != "none");
        let answers = Answers {
            do_not_contact: row[0] == "yes",
            safety: ways.map(safety).collect(),
            words: row[2] == "yes",
            whose: Whose::from_code(row[3]),
            asked: day(row[4]),
        };
        let said = may_keep(&answers, "2026-03-25".parse().unwrap()).map_or_else(
            |problems| {
                let each: Vec<String> = problems.iter().map(ToString::to_string).collect();
                each.join(" ")
            },
            |()| "kept".to_owned(),
        );
        assert_eq!(said, row[5], "{row:?}");
    }
}

#[test]
fn what_a_new_card_leaves_of_the_one_before() {
    for row in table("Before") {
        let after = asked_anew(safety(row[0]), ContactSafety::from_code(row[1]));
        assert_eq!(after.code(), row[2], "{row:?}");
    }
}

fn nobody() -> Person {
    Person {
        id: PersonId::new(Timestamp::UNIX_EPOCH, &mut Counting(0)),
        area: AreaCode::new("warwickshire").unwrap(),
        names: Vec::new(),
        born: Vec::new(),
        sex: Sex::Unknown,
        addresses: Vec::new(),
        phones: Vec::new(),
        emails: Vec::new(),
        safe_contact: SafeContact::default(),
        earlier_contact: Vec::new(),
        secret_places: Vec::new(),
        identifiers: Vec::new(),
        relationships: Vec::new(),
        language: None,
        about: Default::default(),
        restriction: Restriction::default(),
        held_with_another: false,
        created_at: Timestamp::UNIX_EPOCH,
    }
}

fn reached_by(way: &str, safety: ContactSafety) -> Person {
    let source = Source {
        what: "test".to_owned(),
        at: Timestamp::UNIX_EPOCH,
    };
    let mut person = nobody();
    match way {
        "phone" => person.phones.push(Phone {
            number: "+447700900123".to_owned(),
            safety,
            source,
        }),
        "email" => person.emails.push(Email {
            address: "kate@example.org".to_owned(),
            safety,
            source,
        }),
        _ => person.addresses.push(Address {
            line: "2 Test Avenue".to_owned(),
            postcode: "CV12 6BF".to_owned(),
            confidential: way.ends_with("confidential"),
            from: None,
            to: None,
            letters: safety,
            source,
        }),
    }
    person
}

fn strip(standing: &Standing) -> &'static str {
    match standing {
        Standing::Safe { .. } => "safe",
        Standing::DoNotContact => "do_not_contact",
        Standing::Unsafe => "unsafe",
        Standing::Lapsed { .. } => "lapsed",
        Standing::NotKnown => "not_known",
    }
}

#[test]
fn the_check_before_any_contact() {
    for row in table("Way") {
        let way = row[0].split(", ").next().unwrap();
        let mut person = reached_by(row[0], safety(row[1]));
        person.safe_contact.checked_at = day(row[2]).map(noon);
        let lapse: u16 = row[3].split(' ').next().unwrap().parse().unwrap();
        let now = noon(row[4].parse().unwrap());
        let mut other = nobody();
        match row[5] {
            "none" => {}
            "not to be contacted" => other.safe_contact.do_not_contact = true,
            same => other = reached_by(row[0], safety(same.trim_start_matches("same, "))),
        }
        let linked = [&other];
        let way = Way::from_code(way).unwrap();
        let may = may_reach(&person, &linked, (way, 0), now, lapse);
        assert_eq!(
            may.as_ref()
                .map_or_else(ToString::to_string, |_| "yes".to_owned()),
            row[6],
            "{row:?}"
        );
        if let Ok(cleared) = may {
            assert_eq!((cleared.way(), cleared.at()), (way, now));
            assert_eq!(
                Some(cleared.to().to_owned()),
                person.way(way, 0).map(|it| it.0)
            );
        }
        let standing = standing(&person, &linked, now, lapse);
        assert_eq!(strip(&standing), row[7], "{row:?}");
        assert!(
            may_reach(&person, &linked, (way, 1), now, lapse).is_err(),
            "what is not there is not cleared"
        );
    }
}
