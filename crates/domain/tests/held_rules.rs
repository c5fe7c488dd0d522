//! Runs the examples of docs/rules/restricted.md on records that stand for one person, and parts them again (R68, R218).
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_domain::people::held::{of_proposal, together};
use hawthorn_domain::people::{Person, SafeContact, Sex};
use hawthorn_domain::platform::ids::{AccountId, Chance, PersonId};
use hawthorn_domain::platform::restriction::{Emergency, Opening, Restriction};
use hawthorn_domain::platform::settings::AreaCode;
use jiff::Timestamp;

const PAGE: &str = include_str!("../../../docs/rules/restricted.md");
const PEOPLE: [&str; 3] = ["ann", "bea", "cem"];

struct Count(u128);

impl Chance for Count {
    fn bits(&mut self) -> u128 {
        self.0 += 1;
        self.0
    }
}

fn account(name: &str) -> AccountId {
    let number = PEOPLE.iter().position(|one| *one == name).unwrap();
    AccountId::new(Timestamp::UNIX_EPOCH, &mut Count(number as u128))
}

/// `open`, `restricted` or `restricted: ann, bea`.
fn restriction(cell: &str) -> Restriction {
    let (closeness, names) = cell.split_once(": ").unwrap_or((cell, ""));
    let mut held = match closeness {
        "open" => Restriction::default(),
        _ => Restriction::on_arrival("Held closely"),
    };
    let named = names.split(", ").filter(|name| !name.is_empty());
    held.named = named.map(account).collect();
    held
}

fn person(number: u128, restriction: Restriction) -> Person {
    Person {
        id: PersonId::new(Timestamp::UNIX_EPOCH, &mut Count(number)),
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
        about: hawthorn_domain::people::Diversity::default(),
        restriction,
        held_with_another: false,
        created_at: Timestamp::UNIX_EPOCH,
    }
}

/// Everybody as they are held with these others.
fn settled(group: &[Person]) -> Vec<Person> {
    let held = together(&group.iter().collect::<Vec<_>>());
    group
        .iter()
        .zip(held)
        .map(|(person, held)| Person {
            restriction: held.restriction,
            held_with_another: held.with_another,
            ..person.clone()
        })
        .collect()
}

fn rows() -> Vec<Vec<&'static str>> {
    let table = PAGE
        .lines()
        .skip_while(|line| !line.starts_with("| First by itself |"))
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    table
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect()
}

#[test]
fn records_are_held_together_as_the_table_says_and_apart_as_before() {
    let rows = rows();
    assert!(rows.len() >= 6, "the table of docs/rules/restricted.md");
    for row in rows {
        let alone: Vec<Person> = (0u128..)
            .zip(&row[..3])
            .filter(|(_, cell)| **cell != "none")
            .map(|(number, cell)| person(number, restriction(cell)))
            .collect();
        let joined = settled(&alone);
        for ((alone, joined), cell) in alone.iter().zip(&joined).zip(&row[3..]) {
            let wanted = restriction(cell);
            assert_eq!(joined.restriction, wanted, "{row:?}");
            assert_eq!(
                joined.held_with_another,
                wanted.is_restricted() && !alone.restriction.is_restricted(),
                "{row:?}"
            );
            // Parted again, each is as it was; so it is in any smaller group.
            assert_eq!(
                settled(std::slice::from_ref(joined)),
                std::slice::from_ref(alone)
            );
        }
        assert_eq!(settled(&joined), joined, "twice is no more than once");
    }
}

#[test]
fn an_emergency_opens_no_other_record_and_is_not_forgotten() {
    let opening = Opening {
        account: account("ann"),
        name: "Ann Example".to_owned(),
        emergency: Emergency::Danger,
        why: "Somebody is in danger.".to_owned(),
        at: Timestamp::UNIX_EPOCH,
        until: Timestamp::UNIX_EPOCH,
    };
    let mut closed = person(1, restriction("restricted: bea"));
    closed.restriction.opened.push(opening.clone());
    let joined = settled(&[person(0, restriction("open")), closed.clone()]);
    assert!(joined[0].restriction.opened.is_empty());
    assert_eq!(joined[1], closed);
    let proposal = of_proposal(&joined[0].restriction, &joined[1].restriction);
    assert!(proposal.is_restricted() && proposal.opened.is_empty());

    // Opened itself while it stood together: kept when it is open again.
    let mut taken_over = joined[0].clone();
    taken_over.restriction.opened.push(opening.clone());
    let parted = settled(&[taken_over]);
    assert!(!parted[0].restriction.is_restricted());
    assert_eq!(parted[0].restriction.opened, [opening]);
}
