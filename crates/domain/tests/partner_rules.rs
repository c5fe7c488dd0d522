//! Runs the tables of docs/rules/partners.md, docs/rules/notices.md and, on the ledger, docs/rules/sharing.md row by row (R50, R57, R102–R113, R223–R226, R322, F63, C12, C18, C24).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

#[path = "common/incident.rs"]
mod common;

use std::collections::BTreeMap;

use common::{Count, holidays, incident, party};
use hawthorn_domain::incidents::{Consent, Flag, Incident, PartyRole};
use hawthorn_domain::mash::notice::{before_school, called_for, hold, reach};
use hawthorn_domain::people::disclosure::{DisclosureGround, SharedBy};
use hawthorn_domain::people::{Born, Disclosure};
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::audit::Doer;
use hawthorn_domain::platform::calendar::london;
use hawthorn_domain::platform::ids::{
    DisclosureId, MaracReferralId, NoticeId, PartnerReferralId, RequestId,
};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::choices::{AgencyKind, HealthRecipient, HealthTrigger};
use hawthorn_domain::platform::settings::hub::{HealthNoticeRule, HealthNotices};
use hawthorn_domain::platform::settings::mail::{
    Authentication, Contact, MailRules, Route, SenderMatch,
};
use hawthorn_domain::platform::settings::{Agency, AreaCode};
use hawthorn_domain::referrals::PartnerReferral;
use hawthorn_domain::referrals::partner::{
    DashDone, DashKnown, Door, FlagTaken, PartnerCheck, PartnerCheckDone, PartnerDecision,
    PartnerFacts, PartnerOutcome, PartnerRefusal, PoliceFlag, Referrer, ToldVictim,
    level_on_arrival, may_decide, may_take_flag, propose,
};
use hawthorn_domain::risk::RiskLevel;
use jiff::Timestamp;
use jiff::civil::{DateTime, time};

const PAGE: &str = concat!(
    include_str!("../../../docs/rules/partners.md"),
    "\n",
    include_str!("../../../docs/rules/notices.md"),
    "\n",
    include_str!("../../../docs/rules/sharing.md")
);

fn table(heading: &str) -> Vec<Vec<&'static str>> {
    let rows: Vec<Vec<&str>> = PAGE
        .lines()
        .skip_while(|line| !line.starts_with(&format!("| {heading} |")))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            line.trim_matches('|')
                .split('|')
                .map(str::trim)
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(rows.len() >= 3, "the table “{heading}” has lost rows");
    rows
}

fn now() -> Timestamp {
    "2026-03-25T14:00:00Z".parse().unwrap()
}

#[test]
fn the_level_on_arrival_is_that_of_the_table() {
    for row in table("Told | Score") {
        let level = level_on_arrival(
            RiskLevel::from_code(row[0]),
            row[1].parse().ok(),
            row[2].parse().ok(),
            row[3] == "yes",
        );
        assert_eq!(level.code(), row[4], "{row:?}");
    }
}

#[test]
fn the_rules_point_where_the_table_says_and_say_why() {
    for row in table("Level | Form done") {
        let (outcome, because) = propose(PartnerFacts {
            level: RiskLevel::from_code(row[0]).unwrap(),
            form_done: row[1] == "yes",
            vulnerable: row[2] == "yes",
            earlier: row[3].parse().unwrap(),
            earlier_bars: row[4] == "yes",
        });
        assert_eq!(outcome.code(), row[5], "{row:?}");
        let cited: Vec<&str> = because
            .iter()
            .filter_map(|why| {
                why.rsplit_once('(')?
                    .1
                    .trim_end_matches(')')
                    .split(", ")
                    .next()
            })
            .collect();
        assert_eq!(cited.join(", "), row[6], "{row:?}");
    }
}

/// A partner's referral with so many checks done, for our own force or another.
fn referral(checks: usize, force: &str, decided: bool) -> PartnerReferral {
    let by = Doer::system("test");
    let check = |check: &PartnerCheck| {
        let done = PartnerCheckDone {
            found: "Nothing held.".to_owned(),
            by: by.clone(),
            at: now(),
        };
        (*check, done)
    };
    let taken = FlagTaken {
        reference: "X/1".to_owned(),
        victim_reached: false,
        form_done: false,
        words: String::new(),
        by: by.clone(),
        at: now(),
    };
    PartnerReferral {
        id: PartnerReferralId::new(now(), &mut Count(1)),
        area: AreaCode::new("test-area").unwrap(),
        door: Door::Form,
        consultation: None,
        referrer: Referrer::default(),
        worry: "A worry.".to_owned(),
        urgent: false,
        advised_to_ring: false,
        told_victim: ToldVictim::NotKnown,
        consent: Consent::NotStated,
        dash: DashKnown {
            done: DashDone::NotKnown,
            tool: None,
            score: None,
            on: None,
            by: String::new(),
        },
        level: RiskLevel::Medium,
        parties: Vec::new(),
        incident: None,
        police: PoliceFlag {
            other_force: (force != "ours").then(|| "Another force".to_owned()),
            raised_at: now(),
            taken: (force == "other, told").then_some(taken),
        },
        received_at: now(),
        received_by: by.clone(),
        checks: PartnerCheck::ALL
            .iter()
            .take(checks)
            .map(check)
            .collect::<BTreeMap<_, _>>(),
        decision: decided.then(|| PartnerDecision {
            outcome: PartnerOutcome::Triage,
            reason: "A reason.".to_owned(),
            proposed: PartnerOutcome::Triage,
            because: Vec::new(),
            referral: None,
            by,
            at: now(),
        }),
        restriction: Restriction::default(),
    }
}

#[test]
fn a_decision_needs_what_the_table_says() {
    for row in table("Checks | Force") {
        let reason = if row[2] == "typed" { "A reason." } else { " " };
        let referral = referral(row[0].parse().unwrap(), row[1], row[3] == "yes");
        let said = match may_decide(&referral, reason) {
            Ok(()) => "accepted",
            Err(PartnerRefusal::ForceNotTold) => "force not told",
            Err(PartnerRefusal::ChecksMissing(_)) => "checks missing",
            Err(PartnerRefusal::NoReason) => "no reason",
            Err(PartnerRefusal::AlreadyDecided) => "already decided",
            Err(other) => panic!("{other}"),
        };
        assert_eq!(said, row[4], "{row:?}");
    }
}

#[test]
fn the_word_to_police_is_taken_up_once_and_under_a_reference() {
    let waiting = referral(0, "ours", false).police;
    assert!(may_take_flag(&waiting, "23/1").is_ok());
    assert_eq!(
        may_take_flag(&waiting, " "),
        Err(PartnerRefusal::NoPoliceReference)
    );
    let told = referral(0, "other, told", false).police;
    assert_eq!(
        may_take_flag(&told, "23/1"),
        Err(PartnerRefusal::AlreadyTaken)
    );
}

fn rules() -> HealthNotices {
    use {HealthRecipient as To, HealthTrigger as If};
    let rules = [
        (If::YoungChild, To::ChildHealth),
        (If::Pregnancy, To::ChildHealth),
        (If::MentalHealth, To::PrimaryCare),
        (If::SubstanceUse, To::PrimaryCare),
        (If::SchoolChild, To::Education),
        // A rule that stands twice makes one notice.
        (If::YoungChild, To::ChildHealth),
    ];
    HealthNotices {
        young_child_under: 5,
        hold_if_restricted: true,
        school_starts: time(8, 30, 0, 0),
        rules: rules
            .map(|(trigger, recipient)| HealthNoticeRule { trigger, recipient })
            .to_vec(),
    }
}

/// An incident with children of these ages on its day.
fn with_children(ages: &str) -> Incident {
    let mut made = incident("2026-03-25T14:00:00Z");
    let ages = ages.split(", ").filter(|age| *age != "-");
    for (place, age) in ages.enumerate() {
        let born = match age.parse::<i16>() {
            Ok(age) => Born::On {
                date: jiff::civil::date(2026 - age, 3, 25),
            },
            Err(_) => Born::Unknown,
        };
        made.parties
            .push(party(10 + place as u128, PartyRole::Child, born));
    }
    made
}

#[test]
fn every_fact_calls_for_the_notices_of_the_table() {
    for row in table("Children | Pregnant") {
        let mut made = with_children(row[0]);
        made.pregnant = match row[1] {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        made.flags = row[2].split(", ").filter_map(Flag::from_code).collect();
        let (notices, named) = called(&made, &rules());
        assert_eq!([notices, named], [row[3], row[4]].map(said), "{row:?}");
    }
}

/// A cell, where a dash says that there is nothing.
fn said(cell: &str) -> String {
    if cell == "-" {
        String::new()
    } else {
        cell.to_owned()
    }
}

/// The notices that the rules call for, and the parts of the people whom each names.
fn called(made: &Incident, rules: &HealthNotices) -> (String, String) {
    let found = called_for(made, rules);
    let notices: Vec<String> = found
        .iter()
        .map(|(rule, _)| format!("{}>{}", rule.trigger.code(), rule.recipient.code()))
        .collect();
    let named: Vec<String> = found
        .iter()
        .map(|(_, places)| {
            let roles: Vec<&str> = places
                .iter()
                .map(|place| made.parties[*place].role.code())
                .collect();
            roles.join(", ")
        })
        .collect();
    (notices.join(", "), named.join(" / "))
}

/// R212: a standing protocol tells of every child at the address, and the settings say so.
#[test]
fn a_standing_protocol_tells_of_every_child() {
    let protocol = HealthNotices {
        rules: vec![HealthNoticeRule {
            trigger: HealthTrigger::AnyChild,
            recipient: HealthRecipient::ChildrensSocialCare,
        }],
        ..rules()
    };
    for row in table("Children | Notices") {
        let (notices, named) = called(&with_children(row[0]), &protocol);
        assert_eq!([notices, named], [row[1], row[2]].map(said), "{row:?}");
    }
}

/// Rules for mail with one domain on the secure list.
fn secure_list() -> MailRules {
    MailRules {
        secure_domains: vec!["secure.example".to_owned()],
        retry_minutes: vec![5],
        sender_match: SenderMatch::Address,
        authentication: Authentication::Required,
        authentication_server: None,
        most_megabytes: 25,
    }
}

#[test]
fn a_notice_is_held_as_the_table_says() {
    for row in table("Restricted | Area holds restricted") {
        let (contact, address) = match row[2] {
            "signs in" => (Some(Contact::Account), ""),
            "by mail" => (Some(Contact::Mail), "duty@surgery.example"),
            "by secure mail" => (Some(Contact::Mail), "duty@surgery.secure.example"),
            "by secure mail, not confirmed" => {
                (Some(Contact::Mail), "?duty@surgery.secure.example")
            }
            _ => (None, ""),
        };
        let restricted = row[0] == "yes";
        let reach = contact.map(|contact| {
            let agency = Agency {
                code: AgencyCode::new("surgery"),
                name: "Surgery".to_owned(),
                kind: AgencyKind::PrimaryCare,
                core_triage: false,
                in_hub: false,
                marac_member: false,
                contact,
                route: Some(Route {
                    address: address.trim_start_matches('?').to_owned(),
                    confirmed: !address.starts_with('?'),
                    needs_tls: true,
                }),
                liaison: None,
            };
            reach(&agency, &secure_list(), restricted)
        });
        let held = hold(restricted, row[1] == "yes", reach);
        assert_eq!(held.map_or("-", |held| held.code()), row[3], "{row:?}");
    }
}

#[test]
fn a_school_is_told_before_its_next_day_begins() {
    let at = |text: &str| {
        let civil: DateTime = text.parse().unwrap();
        london().to_timestamp(civil).unwrap()
    };
    for row in table("Received | Due") {
        let due = before_school(at(row[0]), time(8, 30, 0, 0), &holidays());
        assert_eq!(due, at(row[1]), "{row:?}");
    }
}

#[test]
fn the_ledger_says_until_when_and_prints_a_purpose_that_names_nobody() {
    let chance = &mut Count(1);
    for row in table("Brought about by") {
        let shared_by = match row[0] {
            "request" => SharedBy::Request(RequestId::new(now(), chance)),
            "notice" => SharedBy::Notice(NoticeId::new(now(), chance)),
            _ => SharedBy::MaracPapers(MaracReferralId::new(now(), chance)),
        };
        let mut line = Disclosure {
            id: DisclosureId::new(now(), chance),
            area: AreaCode::new("test-area").unwrap(),
            people: Vec::new(),
            agency: AgencyCode::new("housing"),
            what: "Name".to_owned(),
            why: "Because of her brother.".to_owned(),
            ground: DisclosureGround::Safeguarding,
            shared_by,
            by: Doer::system("test"),
            at: now(),
            ended_at: None,
            restriction: Restriction::default(),
        };
        assert_eq!(shared_by.purpose(), row[1], "{row:?}");
        assert_eq!(line.until(), row[2], "{row:?}");
        line.ended_at = Some(now());
        assert!(line.until().starts_with("until 25 March 2026"));
    }
}
