//! What an entry of the directory must hold, what it never tells, and how a search narrows (R30, R243, R247, F88).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_domain::directory::change::{holds_postcode, is_stale, problems};
use hawthorn_domain::directory::search::Wanted;
use hawthorn_domain::directory::service::{Checked, Email, Location, Phone};
use hawthorn_domain::directory::{
    Audience, DirectoryEntry, ForWhom, Gender, Need, Opening, ServiceDetails, ServiceKind,
    ServiceState,
};
use hawthorn_domain::platform::holidays::{BankHoliday, BankHolidays};
use hawthorn_domain::platform::ids::{Chance, EntryId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::AreaCode;
use jiff::Timestamp;
use jiff::civil::date;

struct Fixed;
impl Chance for Fixed {
    fn bits(&mut self) -> u128 {
        1
    }
}

fn details() -> ServiceDetails {
    ServiceDetails::new("Example service", "Example trust", ServiceKind::Outreach)
}

fn entry(details: ServiceDetails) -> DirectoryEntry {
    DirectoryEntry {
        id: EntryId::new(Timestamp::UNIX_EPOCH, &mut Fixed),
        area: AreaCode::new("example").unwrap(),
        code: "example".to_owned(),
        owner: None,
        details: Some(details),
        proposal: None,
        sent_back: None,
        changed_at: Timestamp::UNIX_EPOCH,
        restriction: Restriction::default(),
    }
}

fn address() -> Location {
    Location::Open {
        street: "1 Example Street".to_owned(),
        town: "Exampleton".to_owned(),
        postcode: "ZZ99 9ZZ".to_owned(),
    }
}

fn fields(details: &ServiceDetails) -> Vec<&'static str> {
    problems(details)
        .iter()
        .map(|problem| problem.field)
        .collect()
}

#[test]
fn a_postcode_is_known_by_its_form_wherever_it_stands() {
    for text in [
        "Come to ZZ99 9ZZ.",
        "zz999zz",
        "EC1A 1BB",
        "at W1A 0AX, ring first",
        "M1 1AE",
    ] {
        assert!(holds_postcode(text), "{text}");
    }
    for text in [
        "0800 408 1552",
        "Monday 09:30",
        "24 places",
        "a 7 day service",
        "IRIS",
        "07700 900123",
    ] {
        assert!(!holds_postcode(text), "{text}");
    }
}

#[test]
fn an_entry_with_faults_is_refused_field_by_field() {
    assert_eq!(fields(&details()), Vec::<&str>::new());
    let wrong = ServiceDetails {
        min_age: Some(18),
        max_age: Some(16),
        web: "http://example.org".to_owned(),
        phones: vec![Phone {
            number: "ring us".to_owned(),
            label: String::new(),
            audience: Audience::Everybody,
        }],
        emails: vec![Email {
            address: "nobody".to_owned(),
            secure: false,
            audience: Audience::Everybody,
            doubt: String::new(),
        }],
        ..ServiceDetails::new(" ", "", ServiceKind::Refuge)
    };
    assert_eq!(
        fields(&wrong),
        ["name", "organisation", "max_age", "web", "phones", "emails"]
    );
}

#[test]
fn where_a_refuge_is_cannot_be_written_down() {
    let refuge = ServiceDetails {
        kind: ServiceKind::Refuge,
        location: address(),
        ..details()
    };
    assert_eq!(fields(&refuge), ["location"]);
    let told = ServiceDetails {
        kind: ServiceKind::Refuge,
        how_to_refer: "The house is at ZZ99 9ZZ.".to_owned(),
        ..details()
    };
    assert_eq!(fields(&told), ["how_to_refer"]);
    let told = ServiceDetails {
        kind: ServiceKind::Refuge,
        about: "Behind the church in Leamington Spa, next to 12 Secret Lane.".to_owned(),
        web: "https://example.org/?at=52.2901,-1.5350".to_owned(),
        ..details()
    };
    assert_eq!(fields(&told), ["about", "web"]);
}

#[test]
fn the_public_view_leaves_out_what_is_not_for_everybody() {
    let professionals = ServiceDetails {
        audience: Audience::Professionals,
        ..details()
    };
    assert!(entry(professionals).public().is_none());
    let ended = ServiceDetails {
        state: ServiceState::Ended,
        ..details()
    };
    assert!(entry(ended).public().is_none());
    let unapproved = DirectoryEntry {
        details: None,
        ..entry(details())
    };
    assert!(unapproved.public().is_none());

    let number = |number: &str, audience| Phone {
        number: number.to_owned(),
        label: String::new(),
        audience,
    };
    let mailbox = |address: &str, secure, doubt: &str| Email {
        address: address.to_owned(),
        secure,
        audience: Audience::Everybody,
        doubt: doubt.to_owned(),
    };
    let shown = entry(ServiceDetails {
        phones: vec![
            number("01632 960001", Audience::Everybody),
            number("07700 900001", Audience::Professionals),
        ],
        emails: vec![
            mailbox("a@example.org", false, ""),
            mailbox("b@example.org", true, ""),
            mailbox("c@example.org", false, "Misspelt?"),
        ],
        location: address(),
        ..details()
    })
    .public()
    .unwrap();
    assert_eq!(shown.phones, [("01632 960001".to_owned(), String::new())]);
    assert_eq!(shown.emails, ["a@example.org"]);
    assert_eq!(shown.address.unwrap().town, "Exampleton");
}

#[test]
fn nothing_of_a_secret_place_leaves_even_when_it_was_stored_before_the_rule() {
    let stored = ServiceDetails {
        about: "A house near ZZ99 9ZZ.".to_owned(),
        places: vec!["Exampleton".to_owned()],
        location: address(),
        ..ServiceDetails::new("Safe housing", "Example trust", ServiceKind::Refuge)
    };
    let shown = entry(stored).public().unwrap();
    let everything = format!("{shown:?}");
    for secret in ["ZZ99", "Exampleton", "Example Street"] {
        assert!(!everything.contains(secret), "{secret}");
    }
    assert!(shown.secret);
}

#[test]
fn a_search_narrows_by_each_thing_asked() {
    let holidays = BankHolidays::new(vec![BankHoliday {
        date: date(2026, 1, 1),
        title: String::new(),
    }])
    .unwrap();
    let now: Timestamp = "2026-03-24T10:00:00Z".parse().unwrap();
    let service = ServiceDetails {
        places: vec!["Medway".to_owned()],
        needs: vec![Need::DomesticAbuse],
        for_whom: vec![ForWhom::Victims],
        genders: vec![Gender::Women],
        min_age: Some(16),
        former_names: vec!["Old name".to_owned()],
        opening: Opening::read("Tuesday 09:30-11:30").unwrap(),
        ..details()
    };
    let fits = |wanted: Wanted| wanted.fits(&service, now, &holidays);
    let any = Wanted::default;
    assert!(fits(any()));
    assert!(fits(Wanted {
        words: "OLD example".to_owned(),
        ..any()
    }));
    assert!(!fits(Wanted {
        words: "galop".to_owned(),
        ..any()
    }));
    assert!(fits(Wanted {
        need: Some(Need::DomesticAbuse),
        place: "medway".to_owned(),
        age: Some(16),
        gender: Some(Gender::Women),
        open_now: true,
        ..any()
    }));
    assert!(!fits(Wanted {
        need: Some(Need::Stalking),
        ..any()
    }));
    assert!(!fits(Wanted {
        place: "Kent".to_owned(),
        ..any()
    }));
    assert!(!fits(Wanted {
        age: Some(15),
        ..any()
    }));
    assert!(!fits(Wanted {
        gender: Some(Gender::Men),
        ..any()
    }));
    assert!(!fits(Wanted {
        for_whom: Some(ForWhom::PeopleCausingHarm),
        ..any()
    }));
    let later: Timestamp = "2026-03-24T12:00:00Z".parse().unwrap();
    assert!(
        !Wanted {
            open_now: true,
            ..any()
        }
        .fits(&service, later, &holidays)
    );
}

#[test]
fn an_entry_is_stale_when_its_months_are_over() {
    let checked = |day| ServiceDetails {
        checked: Some(Checked {
            on: day,
            by: "A steward".to_owned(),
        }),
        ..details()
    };
    assert!(is_stale(&details(), date(2026, 3, 1), 6), "never checked");
    assert!(!is_stale(&checked(date(2025, 9, 1)), date(2026, 3, 1), 6));
    assert!(is_stale(&checked(date(2025, 8, 31)), date(2026, 3, 1), 6));
}
