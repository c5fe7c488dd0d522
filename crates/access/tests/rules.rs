//! The access rules one by one, as sentences a practitioner can check.

mod common;
#[path = "common/emergency.rs"]
mod emergency;

use common::{RULE, account, actor, agency, area, restricted};
use hawthorn_access::{Access, Answer, Cell};
use hawthorn_domain::platform::actor::Role;
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;

const HIDDEN: Answer = Answer::Refused { hidden: true };
const REFUSED: Answer = Answer::Refused { hidden: false };

fn access() -> Access {
    Access::new().expect("the policies load")
}

fn plain() -> Thing {
    Thing::of_area(&area(0))
}

/// A thing to which no verb is refused for want of an addressee or a proposer.
fn willing() -> Thing {
    plain().addressed_to(&agency(0)).proposed_by(account(1))
}

#[test]
fn somebody_without_a_role_sees_their_own_work_and_sign_in_and_the_directory_alone() {
    let access = access();
    for verb in Verb::ALL {
        let expected = match verb {
            Verb::SeeHome | Verb::ManageOwnAccount | Verb::SearchDirectory => Answer::Allowed,
            _ => REFUSED,
        };
        assert_eq!(
            access.decide(&actor(&[]), *verb, &willing(), &RULE),
            expected,
            "{verb}"
        );
    }
}

#[test]
fn boards_champions_and_commissioners_have_their_own_work_list_figures_and_the_directory_only() {
    let access = access();
    for role in [Role::BoardMember, Role::Champion, Role::Commissioner] {
        let open: Vec<Verb> = Verb::ALL
            .iter()
            .copied()
            .filter(|verb| {
                access
                    .decide(&actor(&[role]), *verb, &willing(), &RULE)
                    .is_allowed()
            })
            .collect();
        let steward: &[Verb] = match role {
            Role::BoardMember => &[],
            _ => &[Verb::EditEntry, Verb::ApproveEntry],
        };
        let own = [Verb::SeeHome, Verb::ManageOwnAccount];
        // Figures without their small numbers, and no row behind them (F35).
        let figures: &[Verb] = match role {
            Role::Champion => &[],
            _ => &[Verb::ViewFigures],
        };
        let directory = &[Verb::SearchDirectory];
        assert_eq!(open, [&own, figures, directory, steward].concat(), "{role}");
    }
}

#[test]
fn every_verb_is_allowed_to_somebody() {
    let access = access();
    let closely = Thing::record(&area(0), &restricted(&[]));
    for verb in Verb::ALL {
        assert!(
            Role::ALL
                .iter()
                .any(|role| [&willing(), &closely].into_iter().any(|thing| access
                    .decide(&actor(&[*role]), *verb, thing, &RULE)
                    .is_allowed())),
            "nobody may: {verb}"
        );
    }
}

#[test]
fn a_restricted_record_is_not_there_for_anyone_who_is_not_on_its_list() {
    let access = access();
    let record = Thing {
        restriction: restricted(&[1, 2]),
        ..willing()
    };
    for role in Role::ALL {
        let told = [RULE.lead_role, RULE.manager_role].contains(role);
        for verb in Verb::ALL {
            let answer = access.decide(&actor(&[*role]), *verb, &record, &RULE);
            match verb {
                Verb::BreakGlass => {
                    assert_eq!(answer.is_allowed(), emergency::ROLES.contains(role))
                }
                _ => assert_eq!(answer == HIDDEN, !told, "{role} · {verb}"),
            }
        }
    }
}

#[test]
fn being_on_the_list_opens_what_the_role_opens_and_no_more() {
    let access = access();
    let record = Thing {
        restriction: restricted(&[0, 3]),
        ..plain()
    };
    let officer = actor(&[Role::PoliceSupportOfficer]);
    assert_eq!(
        access.decide(&officer, Verb::ViewIncident, &record, &RULE),
        Answer::Allowed
    );
    let board = actor(&[Role::BoardMember]);
    assert_eq!(
        access.decide(&board, Verb::ViewIncident, &record, &RULE),
        REFUSED
    );
    let colleague = hawthorn_domain::platform::actor::Actor {
        account: account(7),
        ..officer
    };
    assert_eq!(
        access.decide(&colleague, Verb::ViewIncident, &record, &RULE),
        HIDDEN
    );
}

#[test]
fn the_roles_told_of_restricted_records_are_the_area_s_own_choice() {
    let access = access();
    let record = Thing::record(&area(0), &Restriction::on_arrival("Held closely"));
    let daro = actor(&[Role::Daro]);
    assert_eq!(
        access.decide(&daro, Verb::ViewIncident, &record, &RULE),
        HIDDEN
    );
    let other = hawthorn_access::AreaRule {
        lead_role: Role::Daro,
        ..RULE
    };
    assert_eq!(
        access.decide(&daro, Verb::ViewIncident, &record, &other),
        Answer::Allowed
    );
    assert!(access.scope(&daro, &other).restricted && !access.scope(&daro, &RULE).restricted);
}

#[test]
fn another_area_is_out_of_reach_even_with_every_role_and_a_name_on_the_list() {
    let access = access();
    let everyone = actor(Role::ALL);
    let workers: Vec<Role> = Role::ALL
        .iter()
        .copied()
        .filter(|role| *role != Role::Administrator)
        .collect();
    let abroad = Thing {
        area: area(1),
        restriction: restricted(&[0]),
        ..willing()
    };
    for verb in Verb::ALL {
        assert_eq!(
            access.decide(&everyone, *verb, &abroad, &RULE),
            HIDDEN,
            "{verb}"
        );
        assert_eq!(
            access.decide(&actor(&workers), *verb, &abroad, &RULE),
            HIDDEN,
            "{verb}"
        );
    }
}

#[test]
fn nobody_authorises_what_they_proposed_or_what_nobody_proposed() {
    let access = access();
    for (verb, role) in [
        (Verb::AuthoriseLevel, Role::PoliceSupervisor),
        (Verb::AuthoriseOutcome, Role::SocialCareManager),
    ] {
        let manager = actor(&[role]);
        let ask = |thing: &Thing| access.decide(&manager, verb, thing, &RULE);
        assert_eq!(ask(&plain().proposed_by(account(1))), Answer::Allowed);
        assert_eq!(ask(&plain().proposed_by(account(0))), REFUSED);
        assert_eq!(ask(&plain()), REFUSED);
    }
    let daro = actor(&[Role::Daro]);
    let proposal = plain().proposed_by(account(1));
    assert_eq!(
        access.decide(&daro, Verb::AuthoriseLevel, &proposal, &RULE),
        REFUSED
    );
}

#[test]
fn the_roles_that_authorise_are_the_area_s_own_choice() {
    let access = access();
    let proposal = plain().proposed_by(account(1));
    let other = hawthorn_access::AreaRule {
        level_authoriser: Role::Daro,
        outcome_authoriser: Role::MashServiceManager,
        ..RULE
    };
    for (verb, usual, chosen) in [
        (Verb::AuthoriseLevel, Role::PoliceSupervisor, Role::Daro),
        (
            Verb::AuthoriseOutcome,
            Role::SocialCareManager,
            Role::MashServiceManager,
        ),
    ] {
        for (role, rule, expected) in [
            (usual, &RULE, Answer::Allowed),
            (chosen, &RULE, REFUSED),
            (usual, &other, REFUSED),
            (chosen, &other, Answer::Allowed),
        ] {
            let answer = access.decide(&actor(&[role]), verb, &proposal, rule);
            assert_eq!(answer, expected, "{verb} · {role}");
        }
        let own = plain().proposed_by(account(0));
        assert_eq!(
            access.decide(&actor(&[chosen]), verb, &own, &other),
            REFUSED
        );
    }
}

#[test]
fn only_the_two_roles_told_of_restricted_records_say_who_may_open_them() {
    let access = access();
    let ask = |role: Role, thing: &Thing| {
        access.decide(&actor(&[role]), Verb::NameOnRecord, thing, &RULE)
    };
    for role in Role::ALL {
        let told = [RULE.lead_role, RULE.manager_role].contains(role);
        let closely = Thing::record(&area(0), &restricted(&[0]));
        let answer = ask(*role, &closely);
        assert_eq!(answer.is_allowed(), told, "{role}");
        assert_ne!(answer, HIDDEN, "{role} is named and sees that it is there");
        assert_eq!(
            ask(*role, &plain()),
            REFUSED,
            "{role}: an open record has no list"
        );
    }
    let both = actor(&[RULE.lead_role, Role::Administrator]);
    let closely = Thing::record(&area(0), &restricted(&[]));
    assert_eq!(
        access.decide(&both, Verb::NameOnRecord, &closely, &RULE),
        REFUSED
    );
}

#[test]
fn a_named_contact_opens_the_requests_of_their_own_agency_only() {
    let access = access();
    let contact = actor(&[Role::Spoc]);
    for verb in [
        Verb::ListRequests,
        Verb::ViewRequest,
        Verb::AnswerRequest,
        Verb::AddResearch,
    ] {
        let ask = |thing: &Thing| access.decide(&contact, verb, thing, &RULE);
        assert_eq!(
            ask(&plain().addressed_to(&agency(0))),
            Answer::Allowed,
            "{verb}"
        );
        assert_eq!(ask(&plain().addressed_to(&agency(1))), REFUSED, "{verb}");
        assert_eq!(ask(&plain()), REFUSED, "{verb}");
    }
    for verb in [
        Verb::ViewReferral,
        Verb::ViewPerson,
        Verb::SearchPeople,
        Verb::ViewIncident,
    ] {
        assert_eq!(
            access.decide(&contact, verb, &willing(), &RULE),
            REFUSED,
            "{verb}"
        );
    }
}

#[test]
fn an_administrator_opens_no_record_whatever_else_the_account_holds() {
    let access = access();
    let everything = actor(Role::ALL);
    let open: Vec<Verb> = Verb::ALL
        .iter()
        .copied()
        .filter(|verb| {
            access
                .decide(&everything, *verb, &willing(), &RULE)
                .is_allowed()
        })
        .collect();
    assert_eq!(
        open,
        [
            Verb::SeeHome,
            Verb::ManageOwnAccount,
            Verb::ManageAccounts,
            Verb::ViewSystem
        ]
    );
    assert!(!access.scope(&everything, &RULE).hub);
}

#[test]
fn the_table_has_every_cell_once_and_says_what_the_rules_say() {
    let access = access();
    let rows = access.matrix().expect("the examples can be made");
    assert_eq!(rows.len(), Role::ALL.len() * Verb::ALL.len());
    let cell = |verb, role| {
        let mut found = rows
            .iter()
            .filter(|row| row.verb == verb && row.role == role);
        let first = found.next().expect("a cell").cell;
        assert!(found.next().is_none(), "{verb} · {role} stands twice");
        first
    };
    assert_eq!(cell(Verb::SetRating, Role::SocialCareManager), Cell::Yes);
    assert_eq!(cell(Verb::SetRating, Role::MashServiceManager), Cell::No);
    assert_eq!(cell(Verb::AnswerRequest, Role::Spoc), Cell::OwnAgency);
    assert_eq!(cell(Verb::ViewRequest, Role::SocialWorkerChild), Cell::Yes);
    assert_eq!(
        cell(Verb::ViewRequest, Role::ProbationOfficer),
        Cell::OwnAgency
    );
    assert_eq!(
        cell(Verb::AuthoriseLevel, Role::PoliceSupervisor),
        Cell::NotOwnProposal
    );
    assert_eq!(
        cell(Verb::AuthoriseOutcome, Role::SocialCareManager),
        Cell::NotOwnProposal
    );
    assert_eq!(
        cell(Verb::NameOnRecord, Role::MashServiceManager),
        Cell::RestrictedOnly
    );
    assert_eq!(cell(Verb::NameOnRecord, Role::Daro), Cell::No);
    assert_eq!(cell(Verb::ViewIncident, Role::Administrator), Cell::No);
    assert_eq!(cell(Verb::UpdateAction, Role::MaracCoordinator), Cell::Yes);
    assert_eq!(
        cell(Verb::UpdateAction, Role::OutreachWorker),
        Cell::OwnAgency
    );
}

#[test]
fn the_page_is_the_same_each_time_and_every_line_of_a_table_is_whole() {
    let page = access().who_may_do_what().expect("the page");
    assert_eq!(page, access().who_may_do_what().expect("the page again"));
    assert!(page.contains("Warwickshire") && page.contains("risk_change.authoriser_role"));
    let tables: Vec<Vec<usize>> = page
        .split("\n\n")
        .filter(|block| block.starts_with('|'))
        .map(|block| {
            block
                .lines()
                .map(|line| line.matches('|').count())
                .collect()
        })
        .collect();
    assert_eq!(tables.len(), Role::ALL.len().div_ceil(8));
    for table in tables {
        assert_eq!(table.len(), Verb::ALL.len() + 2);
        assert!(
            table.iter().all(|bars| Some(bars) == table.first()),
            "{table:?}"
        );
    }
    for role in Role::ALL {
        assert_eq!(
            page.matches(&format!("| {} |", role.label())).count(),
            1,
            "{role}"
        );
    }
}
