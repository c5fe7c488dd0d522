//! Flag and tag: something new on a pair inside its twelve months is seen where it arrives, and the flag lapses by itself (F21).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_app::governance::named_access::restrict_record;
use hawthorn_app::incidents::open_incident::open_incident;
use hawthorn_app::incidents::say_kinds::say_kinds;
use hawthorn_app::incidents::worklist::{Filter, worklist};
use hawthorn_app::marac::every_pair::every_pair;
use hawthorn_app::marac::flags::{FlagShown, flagged_pairs};
use hawthorn_app::marac::gateways::{gateways, gateways_of_incident};
use hawthorn_app::marac::open_marac_referral::open_marac_referral;
use hawthorn_app::marac::refer_to_marac::{ReferToMarac, refer_to_marac};
use hawthorn_app::marac::tell_of_event::{TellOfEvent, tell_of_event};
use hawthorn_app::people::answer_suggestion::{PairAnswer, answer_suggestion};
use hawthorn_app::people::history::RecordKind;
use hawthorn_app::{Ask, Refusal};
use hawthorn_domain::incidents::{AbuseKind, Incident};
use hawthorn_domain::marac::{Criterion, MaracReferral};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{IncidentId, MaracReferralId, PersonId};
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::risk::RiskLevel;
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};

async fn arrives(app: &TestApp, received: &str) -> IncidentId {
    app.incident(IncidentSketch {
        received: received.into(),
        level: "High".into(),
        score: "16".into(),
        ..IncidentSketch::default()
    })
    .await
}

async fn refer(app: &TestApp, ask: &mut Ask, id: IncidentId) -> MaracReferralId {
    let pair = gateways_of_incident(&app.app, ask, id).await.unwrap();
    let input = ReferToMarac {
        victim: pair.victim.person.unwrap(),
        perpetrator: pair.perpetrator.person.unwrap(),
        incident: Some(id),
        mash_referral: None,
        reason: "He has said that he will come back.".to_owned(),
        judgement: None,
        moved_from: None,
        victim_voice: String::new(),
    };
    refer_to_marac(&app.app, ask, input).await.unwrap().id
}

/// Marks a referral as heard, as a meeting would have done.
async fn hear(app: &TestApp, id: MaracReferralId, at: &str) {
    let read = app
        .store
        .get_unscoped::<MaracReferral>(&id.to_string())
        .await
        .unwrap()
        .unwrap();
    let mut heard = read.value.clone();
    heard.heard_at = Some(at.parse().unwrap());
    let ask = app.ask(Cast::Coordinator, at);
    let mut tx = app.store.begin().await.unwrap();
    let entry = ask.entry(Deed::Changed, Verb::RunMeeting, "Was heard");
    tx.update(&read, &heard, entry).await.unwrap();
    tx.finish().await.unwrap();
}

/// Confirms that the people of an incident are those who are on record already.
async fn confirm(app: &TestApp, ask: &mut Ask, id: IncidentId) {
    let actor = Cast::MashManager.actor(&app.book);
    let scope = Scope {
        account: actor.account,
        area: actor.area,
        agency: actor.agency,
        hub: true,
        restricted: true,
        at: ask.now,
    };
    let incident = app
        .store
        .get::<Incident>(&scope, &id.to_string())
        .await
        .unwrap()
        .unwrap();
    let people: Vec<PersonId> = incident.parties.iter().map(|party| party.person).collect();
    for suggestion in app.store.suggestions_about(&scope, &people).await.unwrap() {
        let why = "The same date of birth and phone.";
        answer_suggestion(&app.app, ask, suggestion.id, PairAnswer::Same, why)
            .await
            .unwrap();
    }
}

fn told(referral: MaracReferralId, day: &str, kinds: &[AbuseKind]) -> TellOfEvent {
    TellOfEvent {
        referral,
        happened: day.parse().unwrap(),
        what: "He waited outside the school twice this week.".to_owned(),
        kinds: kinds.to_vec(),
        level: RiskLevel::Medium,
    }
}

#[tokio::test]
async fn something_new_is_flagged_at_every_desk_and_lapses_by_itself() {
    for app in TestApp::each_database().await {
        let first = arrives(&app, "10/06/2025 09:00").await;
        let mut daro = app.ask(Cast::Daro, "2025-06-11T09:00:00Z");
        let referral = refer(&app, &mut daro, first).await;
        hear(&app, referral, "2025-06-19T10:00:00Z").await;

        // A new incident: nobody has said yet that these are the same people.
        let second = arrives(&app, "20/03/2026 09:00").await;
        let mut desk = app.ask(Cast::SupportOfficer, "2026-03-25T14:00:00Z");
        let workspace = open_incident(&app.app, &mut desk, second).await.unwrap();
        assert_eq!(workspace.flag, None);
        confirm(&app, &mut desk, second).await;
        let workspace = open_incident(&app.app, &mut desk, second).await.unwrap();
        let Some(FlagShown::Running(flag)) = workspace.flag else {
            panic!("no flag: {:?}", workspace.flag)
        };
        assert_eq!(flag.referral, referral);
        assert_eq!(flag.until.to_string(), "2026-06-11");
        assert!(flag.calls_for_referral());
        assert_eq!(
            flag.new.iter().map(|new| new.incident).collect::<Vec<_>>(),
            [second]
        );

        let list = worklist(&app.app, &mut desk, Filter::default(), None, 50)
            .await
            .unwrap();
        let row = |id: IncidentId| list.rows.iter().find(|row| row.id == id).unwrap();
        assert_eq!(row(second).flagged_until, Some(flag.until));

        let mut coordinator = app.ask(Cast::Coordinator, "2026-03-25T14:00:00Z");
        let pairs = flagged_pairs(&app.app, &mut coordinator).await.unwrap();
        assert_eq!(
            (pairs.again.len(), pairs.running.len(), pairs.lapsed.len()),
            (1, 0, 0)
        );
        assert_eq!(pairs.again[0].victim.name, "Katarzyna Ellwood");

        // The day after the last, nobody has done anything, and the flag is gone.
        let mut later = app.ask(Cast::SupportOfficer, "2026-06-12T09:00:00Z");
        assert_eq!(
            open_incident(&app.app, &mut later, second)
                .await
                .unwrap()
                .flag,
            None
        );
        let mut later = app.ask(Cast::Coordinator, "2026-06-12T09:00:00Z");
        let pairs = flagged_pairs(&app.app, &mut later).await.unwrap();
        assert_eq!(
            (pairs.again.len(), pairs.running.len(), pairs.lapsed.len()),
            (0, 0, 1)
        );
        let mut later = app.ask(Cast::Coordinator, "2026-08-01T09:00:00Z");
        let pairs = flagged_pairs(&app.app, &mut later).await.unwrap();
        assert!(pairs.lapsed.is_empty());
    }
}

#[tokio::test]
async fn any_agency_tells_of_something_new_and_the_police_desk_screens_it() {
    for app in TestApp::each_database().await {
        let first = arrives(&app, "10/03/2026 09:00").await;
        let mut daro = app.ask(Cast::Daro, "2026-03-11T09:00:00Z");
        let referral = refer(&app, &mut daro, first).await;
        hear(&app, referral, "2026-03-19T10:00:00Z").await;

        let mut housing = app.ask(Cast::HousingSpoc, "2026-03-25T14:00:00Z");
        let wrong = told(referral, "2026-03-26", &[AbuseKind::Stalking]);
        assert!(matches!(
            tell_of_event(&app.app, &mut housing, wrong).await,
            Err(Refusal::Fields(problems)) if problems[0].field == "happened"
        ));
        let wrong = told(referral, "2026-03-24", &[]);
        assert!(matches!(
            tell_of_event(&app.app, &mut housing, wrong).await,
            Err(Refusal::Fields(problems)) if problems[0].field == "kinds"
        ));
        let right = told(referral, "2026-03-24", &[AbuseKind::Stalking]);
        let made = tell_of_event(&app.app, &mut housing, right).await.unwrap();

        let mut desk = app.ask(Cast::SupportOfficer, "2026-03-25T15:00:00Z");
        let workspace = open_incident(&app.app, &mut desk, made).await.unwrap();
        assert_eq!(
            workspace.told_to.as_deref(),
            Some("District and borough housing")
        );
        assert!(
            matches!(workspace.flag, Some(FlagShown::Running(ref flag)) if flag.calls_for_referral())
        );

        // It makes a repeat, but does not count where the area counts police reports only (C10).
        let page = open_marac_referral(&app.app, &mut daro, referral)
            .await
            .unwrap();
        assert_eq!(page.victim.name, "Katarzyna Ellwood");
        let found = gateways_of_incident(&app.app, &mut desk, made)
            .await
            .unwrap()
            .findings;
        let of = |criterion| {
            found
                .iter()
                .find(|finding| finding.criterion == criterion)
                .unwrap()
        };
        assert!(of(Criterion::Repeat).met, "{:?}", of(Criterion::Repeat));
        assert!(of(Criterion::Escalation).incidents.is_empty());

        let mut board = app.ask(Cast::BoardMember, "2026-03-25T15:00:00Z");
        let nobody = told(referral, "2026-03-24", &[AbuseKind::Stalking]);
        assert!(tell_of_event(&app.app, &mut board, nobody).await.is_err());
    }
}

#[tokio::test]
async fn the_desk_says_which_kinds_of_abuse_were_reported() {
    let app = TestApp::sqlite().await;
    let id = arrives(&app, "10/03/2026 09:00").await;
    let mut desk = app.ask(Cast::SupportOfficer, "2026-03-11T09:00:00Z");
    assert!(
        say_kinds(&app.app, &mut desk, id, Vec::new())
            .await
            .is_err()
    );
    let kinds = vec![AbuseKind::Threats, AbuseKind::Violence, AbuseKind::Threats];
    say_kinds(&app.app, &mut desk, id, kinds).await.unwrap();
    let workspace = open_incident(&app.app, &mut desk, id).await.unwrap();
    assert_eq!(
        workspace.incident.kinds,
        [AbuseKind::Violence, AbuseKind::Threats]
    );
}

#[tokio::test]
async fn a_flag_behind_closed_records_is_told_without_them() {
    let app = TestApp::sqlite().await;
    let first = arrives(&app, "10/03/2026 09:00").await;
    let mut daro = app.ask(Cast::Daro, "2026-03-11T09:00:00Z");
    let referral = refer(&app, &mut daro, first).await;
    hear(&app, referral, "2026-03-19T10:00:00Z").await;
    let mut lead = app.ask(Cast::PoliceSupervisor, "2026-03-20T09:00:00Z");
    restrict_record(
        &app.app,
        &mut lead,
        RecordKind::MaracReferral,
        &referral.to_string(),
        "Family works for an agency.",
    )
    .await
    .unwrap();
    let mut desk = app.ask(Cast::SupportOfficer, "2026-03-25T15:00:00Z");
    let flag = open_incident(&app.app, &mut desk, first)
        .await
        .unwrap()
        .flag;
    assert_eq!(flag, Some(FlagShown::CloselyHeld));
    let mut coordinator = app.ask(Cast::Coordinator, "2026-03-25T14:00:00Z");
    let pairs = flagged_pairs(&app.app, &mut coordinator).await.unwrap();
    assert!(pairs.again.is_empty() && pairs.running.is_empty());
}

#[tokio::test]
async fn what_is_worked_out_of_every_pair_is_what_is_said_of_each_alone() {
    for app in TestApp::each_database().await {
        let first = arrives(&app, "10/06/2025 09:00").await;
        let mut daro = app.ask(Cast::Daro, "2025-06-11T09:00:00Z");
        let referral = refer(&app, &mut daro, first).await;
        hear(&app, referral, "2025-06-19T10:00:00Z").await;
        let mut desk = app.ask(Cast::SupportOfficer, "2026-03-25T14:00:00Z");
        let second = arrives(&app, "20/03/2026 09:00").await;
        confirm(&app, &mut desk, second).await;
        // Nobody says of this one who they are, so it is a pair of its own.
        let third = arrives(&app, "21/03/2026 09:00").await;

        let mut lead = app.ask(Cast::PoliceSupervisor, "2026-03-25T14:00:00Z");
        let scope = lead.scope(&app.app).unwrap();
        let every = every_pair(&app.app, &scope, lead.now).await.unwrap();
        assert_eq!(
            (every.facts.len(), every.incidents, every.referrals),
            (2, 3, 1)
        );
        let criteria = app.book.first.settings.marac.criteria.clone();
        let all: Vec<_> = every.findings(&criteria, lead.now).collect();
        let mut met = 0;
        for incident in [second, third] {
            let kept = app.kept(incident).await;
            let victim = kept.victim().unwrap().person;
            let other = kept.person_causing_harm().unwrap().person;
            let alone = gateways(&app.app, &mut lead, victim, other).await.unwrap();
            let groups = app.store.same_people([victim, other]).await.unwrap();
            let key = (groups.of(victim), groups.of(other));
            let found = all.iter().find(|(pair, _)| *pair == key).unwrap();
            assert_eq!(found.1, alone.findings, "{incident}");
            met += usize::from(alone.findings.iter().any(|one| one.met));
        }
        let counts = every.counts(&criteria, lead.now);
        assert_eq!((counts.pairs, counts.any), (2, met));
        assert!(counts.met.contains_key("repeat"), "{counts:?}");
    }
}
