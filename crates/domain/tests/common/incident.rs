//! One incident with two adults, as plain as the rules about it need.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test file uses its own part of this, and stops at the first thing that is wrong"
)]

use std::collections::BTreeMap;

use hawthorn_domain::incidents::screening::Screening;
use hawthorn_domain::incidents::{Consent, Incident, Party, PartyRole};
use hawthorn_domain::people::Born;
use hawthorn_domain::platform::deadline::{Clock, Promise, PromiseCode};
use hawthorn_domain::platform::holidays::{BankHoliday, BankHolidays};
use hawthorn_domain::platform::ids::{Chance, IncidentId, PersonId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::risk::RiskLevel;
use jiff::Timestamp;

/// Chance that counts.
pub struct Count(pub u128);

impl Chance for Count {
    fn bits(&mut self) -> u128 {
        self.0 += 1;
        self.0
    }
}

/// Good Friday and Easter Monday of 2026.
pub fn holidays() -> BankHolidays {
    let days = [
        ("2026-04-03", "Good Friday"),
        ("2026-04-06", "Easter Monday"),
    ];
    let day = |(day, title): (&str, &str)| BankHoliday {
        date: day.parse().unwrap(),
        title: title.to_owned(),
    };
    BankHolidays::new(days.map(day).to_vec()).unwrap()
}

/// Somebody of an incident.
pub fn party(number: u128, role: PartyRole, born: Born) -> Party {
    Party {
        person: PersonId::new(Timestamp::UNIX_EPOCH, &mut Count(number)),
        role,
        name_as_reported: format!("Person {number}"),
        born_as_reported: born,
        relationship: String::new(),
    }
}

/// An incident received at this moment.
pub fn incident(received: &str) -> Incident {
    let at: Timestamp = received.parse().unwrap();
    let promise = Promise::built_in(PromiseCode::HauStandard);
    Incident {
        id: IncidentId::new(at, &mut Count(1)),
        area: AreaCode::new("test-area").unwrap(),
        reference: "T/1".to_owned(),
        content: String::new(),
        import: None,
        told_to: None,
        kinds: Vec::new(),
        reported_at: at,
        occurred_at: None,
        received_at: at,
        location: String::new(),
        postcode: String::new(),
        reported_level: RiskLevel::Standard,
        score: None,
        tool: None,
        parties: vec![
            party(1, PartyRole::Victim, Born::Unknown),
            party(2, PartyRole::PersonCausingHarm, Born::Unknown),
        ],
        pregnant: Some(false),
        flags: Vec::new(),
        other_flags: Vec::new(),
        language: None,
        consent: Consent::Given,
        crime_number: String::new(),
        officer: "PC 1000".to_owned(),
        summary: String::new(),
        restriction: Restriction::default(),
        routes: Vec::new(),
        level_changes: Vec::new(),
        screening: Screening {
            clock: Clock::start(promise, at, &holidays()).unwrap(),
            claim: None,
            checks: BTreeMap::new(),
            decision: None,
        },
    }
}
