//! The policies against a plain Rust model of the same rules, written from the requirements.

mod common;
#[path = "model/front_door.rs"]
mod front_door;

use std::cell::RefCell;
use std::collections::BTreeMap;

use common::{account, actor, agency, area, restricted};
use hawthorn_access::{Access, Answer, AreaRule, scope_lets_see};
use hawthorn_domain::platform::actor::{Actor, Role};
use hawthorn_domain::platform::restriction::{Emergency, Opening, Restriction};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use jiff::{SignedDuration, Timestamp};
use proptest::collection::vec;
use proptest::option;
use proptest::sample::select;
use proptest::strategy::{Just, Strategy, Union};
use proptest::test_runner::{Config, TestRunner};

const QUESTIONS: u32 = 24_000;

/// Who somebody is, told by questions about one role rather than by the lists
/// that the policies use.
struct Kind(Role);

#[path = "common/pair_model.rs"]
mod pair_model;

impl Kind {
    fn police_desk(&self) -> bool {
        matches!(
            self.0,
            Role::PoliceSupportOfficer | Role::PoliceSupervisor | Role::Daro
        )
    }
    fn social_worker(&self) -> bool {
        matches!(self.0, Role::SocialWorkerChild | Role::SocialWorkerAdult)
    }
    fn care_manager(&self) -> bool {
        self.0 == Role::SocialCareManager
    }
    fn lead_agency(&self) -> bool {
        self.police_desk() || self.social_worker() || self.care_manager()
    }
    fn mash_manager(&self) -> bool {
        matches!(self.0, Role::MashServiceManager | Role::MashSupervisor)
    }
    fn hub(&self) -> bool {
        self.lead_agency() || self.mash_manager() || self.0 == Role::RiskManagementOfficer
    }
    fn triage_partner(&self) -> bool {
        matches!(self.0, Role::EarlyHelpOfficer | Role::HealthRepresentative)
    }
    fn named_contact(&self) -> bool {
        self.triage_partner() || matches!(self.0, Role::Spoc | Role::ProbationOfficer)
    }
    fn support_worker(&self) -> bool {
        matches!(
            self.0,
            Role::Idva | Role::Isva | Role::OutreachWorker | Role::RefugeWorker
        )
    }
    fn coordinator(&self) -> bool {
        self.0 == Role::MaracCoordinator
    }
    fn sits_at_marac(&self) -> bool {
        self.coordinator()
            || matches!(
                self.0,
                Role::MaracChair | Role::MaracRepresentative | Role::Idva | Role::Daro
            )
    }
    fn researches(&self) -> bool {
        self.lead_agency()
            || self.named_contact()
            || self.support_worker()
            || self.0 == Role::MaracRepresentative
    }
    /// Looks after the service or its standards, and does not work with people in it.
    fn looks_on(&self) -> bool {
        matches!(
            self.0,
            Role::Champion
                | Role::Commissioner
                | Role::Auditor
                | Role::BoardMember
                | Role::Administrator
                | Role::DataProtectionOfficer
        )
    }
    /// Keeps the directory right for everybody (R247).
    fn steward(&self) -> bool {
        self.coordinator() || matches!(self.0, Role::Champion | Role::Commissioner)
    }
    fn checks_use(&self) -> bool {
        matches!(self.0, Role::Auditor | Role::DataProtectionOfficer)
    }

    fn may(&self, verb: Verb, ours: bool, restricted: bool, rule: &AreaRule) -> bool {
        match verb {
            Verb::SeeHome | Verb::ManageOwnAccount => true,
            Verb::ListIncidents | Verb::ViewIncident => self.hub(),
            Verb::ClaimIncident
            | Verb::RecordCheck
            | Verb::DecideScreening
            | Verb::ProposeLevel => self.police_desk(),
            Verb::AuthoriseLevel => self.0 == rule.level_authoriser,
            Verb::AuthoriseOutcome => self.0 == rule.outcome_authoriser,
            Verb::NameOnRecord | Verb::PlaceRestricted => {
                restricted && (self.0 == rule.lead_role || self.0 == rule.manager_role)
            }
            Verb::RunImport | Verb::UndoImport => {
                matches!(self.0, Role::PoliceSupportOfficer | Role::PoliceSupervisor)
            }
            Verb::SearchPeople | Verb::ViewPerson => {
                self.hub() || self.triage_partner() || self.coordinator() || self.0 == Role::Idva
            }
            Verb::EditPerson => self.hub() || self.coordinator() || self.0 == Role::Idva,
            Verb::ViewHistory => self.hub() || self.coordinator() || self.checks_use(),
            Verb::ReviewSuggestion => {
                self.police_desk() || self.social_worker() || self.coordinator()
            }
            Verb::WeighSuggestion => self.compares_again(),
            Verb::ListReferrals | Verb::ViewReferral => self.hub() || self.triage_partner(),
            Verb::MakeReferral | Verb::ReferToMarac | Verb::AssessRisk | Verb::ViewAssessment => {
                !self.looks_on()
            }
            Verb::RequestInformation | Verb::SendFeedback => self.lead_agency(),
            Verb::ListRequests | Verb::AnswerRequest => {
                ours && (self.lead_agency() || self.named_contact())
            }
            Verb::ViewRequest => {
                self.lead_agency() || self.mash_manager() || (ours && self.named_contact())
            }
            Verb::RecordTriage | Verb::ProposeOutcome => {
                self.social_worker() || self.care_manager() || self.0 == Role::PoliceSupervisor
            }
            Verb::RunHubMeeting => {
                self.social_worker()
                    || self.care_manager()
                    || matches!(self.0, Role::PoliceSupervisor | Role::MashServiceManager)
            }
            Verb::ListDoors | Verb::ViewDoor | Verb::LogContact | Verb::AnswerDoor => {
                ours && (self.support_worker()
                    || self.coordinator()
                    || self.social_worker()
                    || self.care_manager())
            }
            Verb::ViewMessages | Verb::ReleaseMessage | Verb::PlaceMail => {
                self.lead_agency() || self.mash_manager()
            }
            Verb::BreakGlass => {
                restricted && (self.hub() || self.0 == Role::Idva || self.coordinator())
            }
            other => front_door::may(self, other, ours)
                .unwrap_or_else(|| self.may_around_the_pair(other, ours)),
        }
    }
}

/// Whether an emergency opening of this account covers the moment of the question.
fn opened_now(restriction: &Restriction, actor: &Actor, rule: &AreaRule) -> bool {
    let mut mine = restriction
        .opened
        .iter()
        .filter(|opening| opening.account == actor.account);
    mine.any(|opening| opening.at <= rule.at && rule.at < opening.until)
}

fn model(actor: &Actor, verb: Verb, thing: &Thing, rule: &AreaRule) -> Answer {
    let listed = thing.restriction.named.contains(&actor.account)
        || opened_now(&thing.restriction, actor, rule)
        || verb == Verb::BreakGlass
        || actor
            .roles
            .iter()
            .any(|role| *role == rule.lead_role || *role == rule.manager_role);
    if actor.area != thing.area
        || (thing.restriction.is_restricted() && !listed)
        || thing.kept_from.contains(&actor.account)
    {
        return Answer::Refused { hidden: true };
    }
    let open = Answer::Refused { hidden: false };
    let everyone = matches!(verb, Verb::SeeHome | Verb::ManageOwnAccount);
    let service = matches!(verb, Verb::ManageAccounts | Verb::ViewSystem);
    if actor.is(Role::Administrator) && !everyone && !service {
        return open;
    }
    if matches!(
        verb,
        Verb::AuthoriseLevel | Verb::AuthoriseOutcome | Verb::ApproveEntry
    ) && thing
        .proposed_by
        .is_none_or(|proposer| proposer == actor.account)
    {
        return open;
    }
    let ours = thing.addressed_to.as_ref() == Some(&actor.agency);
    let restricted = thing.restriction.is_restricted();
    let may = |role: &Role| Kind(*role).may(verb, ours, restricted, rule);
    let everyone = everyone || verb == Verb::SearchDirectory;
    if everyone || actor.roles.iter().any(may) {
        Answer::Allowed
    } else {
        open
    }
}

/// Somebody with none to four roles, in one of two areas and one of three agencies.
fn any_actor() -> impl Strategy<Value = Actor> {
    (
        vec(select(Role::ALL), 0..5),
        0..4usize,
        0..3usize,
        0..10usize,
    )
        .prop_map(|(roles, who, from, place)| Actor {
            account: account(who),
            agency: agency(from),
            area: area(usize::from(place == 0)),
            ..actor(&roles)
        })
}

fn any_restriction() -> impl Strategy<Value = Restriction> {
    // Openings that are over, hold at the moment of every question, or are still to come.
    let openings = vec((0..4usize, -90..30i64), 0..3).prop_map(|openings| {
        let opening = |(who, from): (usize, i64)| Opening {
            account: account(who),
            name: String::new(),
            emergency: Emergency::Danger,
            why: String::new(),
            at: Timestamp::UNIX_EPOCH + SignedDuration::from_mins(from),
            until: Timestamp::UNIX_EPOCH + SignedDuration::from_mins(from + 60),
        };
        openings.into_iter().map(opening).collect::<Vec<_>>()
    });
    let closed = (vec(0..4usize, 0..3), openings).prop_map(|(named, opened)| Restriction {
        opened,
        ..restricted(&named)
    });
    // A list of names left over on a record that is open again must not matter.
    let reopened = vec(0..4usize, 1..3).prop_map(|named| Restriction {
        named: named.into_iter().map(account).collect(),
        ..Restriction::default()
    });
    Union::new([
        Just(Restriction::default()).boxed(),
        closed.boxed(),
        reopened.boxed(),
    ])
}

fn any_thing() -> impl Strategy<Value = Thing> {
    (
        0..10usize,
        any_restriction(),
        option::of(0..3usize),
        option::of(0..4usize),
        option::of(0..4usize),
    )
        .prop_map(|(place, restriction, addressed, proposer, kept)| Thing {
            area: area(usize::from(place == 0)),
            restriction,
            addressed_to: addressed.map(agency),
            proposed_by: proposer.map(account),
            kept_from: kept.map(account).into_iter().collect(),
        })
}

fn any_rule() -> impl Strategy<Value = AreaRule> {
    let role = || select(Role::ALL);
    (role(), role(), role(), role()).prop_map(|(lead, manager, level, outcome)| AreaRule {
        lead_role: lead,
        manager_role: manager,
        level_authoriser: level,
        outcome_authoriser: outcome,
        at: Timestamp::UNIX_EPOCH,
    })
}

/// A failure prints the smallest question that shows it, so no file of failures is kept.
fn runner(cases: u32) -> TestRunner {
    TestRunner::new(Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    })
}

#[test]
fn the_policies_and_the_model_give_the_same_answer_to_every_random_question() {
    let access = Access::new().expect("the policies load");
    let seen = RefCell::new(BTreeMap::<&str, u32>::new());
    let questions = (any_actor(), select(Verb::ALL), any_thing(), any_rule());
    runner(QUESTIONS)
        .run(&questions, |(actor, verb, thing, rule)| {
            let expected = model(&actor, verb, &thing, &rule);
            proptest::prop_assert_eq!(access.decide(&actor, verb, &thing, &rule), expected);
            let kind = match expected {
                Answer::Allowed => "allowed",
                Answer::Refused { hidden: true } => "hidden",
                Answer::Refused { hidden: false } => "refused",
            };
            *seen.borrow_mut().entry(kind).or_default() += 1;
            Ok(())
        })
        .expect("the engine and the model agree");
    // Were nearly all questions of one kind, agreement would prove little.
    for kind in ["allowed", "hidden", "refused"] {
        let count = seen.borrow().get(kind).copied().unwrap_or_default();
        assert!(count > QUESTIONS / 20, "{kind}: {count} of {QUESTIONS}");
    }
}

#[test]
fn every_role_alone_and_every_verb_agree_with_the_model() {
    let access = Access::new().expect("the policies load");
    let rule = common::RULE;
    let plain = Thing::of_area(&area(0));
    let things = [
        plain.clone(),
        plain.clone().addressed_to(&agency(0)),
        plain.clone().addressed_to(&agency(1)),
        plain.clone().proposed_by(account(0)),
        plain.clone().proposed_by(account(1)),
        Thing::record(&area(0), &restricted(&[0])),
        plain.addressed_to(&agency(0)).proposed_by(account(1)),
    ];
    for role in Role::ALL {
        let actor = actor(&[*role]);
        for (verb, thing) in Verb::ALL
            .iter()
            .flat_map(|verb| things.iter().map(move |t| (*verb, t)))
        {
            assert_eq!(
                access.decide(&actor, verb, thing, &rule),
                model(&actor, verb, thing, &rule),
                "{role} · {verb} · {thing:?}"
            );
        }
    }
}

#[test]
fn a_list_cut_by_the_scope_shows_what_decide_would_open() {
    let access = Access::new().expect("the policies load");
    let readers = RefCell::new(0u32);
    let questions = (any_actor(), any_restriction(), 0..10usize, any_rule());
    runner(6_000)
        .run(&questions, |(actor, restriction, place, rule)| {
            let own_area = Thing::of_area(&actor.area);
            if !access
                .decide(&actor, Verb::ViewIncident, &own_area, &rule)
                .is_allowed()
            {
                return Ok(());
            }
            *readers.borrow_mut() += 1;
            let incident = Thing::record(&area(usize::from(place == 0)), &restriction);
            let listed = scope_lets_see(
                &access.scope(&actor, &rule),
                &incident.area,
                restriction.is_restricted(),
                restriction.named.contains(&actor.account)
                    || opened_now(&restriction, &actor, &rule),
            );
            let opens = access.decide(&actor, Verb::ViewIncident, &incident, &rule);
            proptest::prop_assert_eq!(listed, opens.is_allowed());
            Ok(())
        })
        .expect("the scope and the engine agree");
    assert!(*readers.borrow() > 1_500, "{} readers", readers.borrow());
}

#[test]
fn nobody_reads_the_hub_through_a_scope_who_may_not_ask_for_one_of_its_lists() {
    let access = Access::new().expect("the policies load");
    for role in Role::ALL {
        let actor = actor(&[*role]);
        let asks = [Verb::ListIncidents, Verb::ListReferrals, Verb::SearchPeople]
            .iter()
            .any(|verb| Kind(*role).may(*verb, false, false, &common::RULE));
        let scope = access.scope(&actor, &common::RULE);
        assert_eq!(scope.hub, asks, "{role}");
        assert_eq!(
            scope.restricted,
            matches!(role, Role::PoliceSupervisor | Role::MashServiceManager),
            "{role}"
        );
        assert_eq!(
            (scope.account, scope.area, scope.agency),
            (actor.account, actor.area, actor.agency)
        );
    }
}
