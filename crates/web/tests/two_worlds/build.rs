//! Two worlds that are alike but for one case held closely: its incident, people, referrals, place at a meeting and action.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use std::collections::BTreeMap;

use hawthorn_app::Ask;
use hawthorn_app::marac::agree_action::{AgreeAction, agree_action};
use hawthorn_app::marac::gateways::gateways_of_incident;
use hawthorn_app::marac::open_meeting::open_meeting;
use hawthorn_app::marac::place_restricted::place_restricted;
use hawthorn_app::marac::plan_meeting::plan_meeting;
use hawthorn_app::marac::put_on_agenda::put_on_agenda;
use hawthorn_app::marac::refer_to_marac::{ReferToMarac, refer_to_marac};
use hawthorn_app::mash::refer::make_referral;
use hawthorn_app::mash::request_information::{Question, request_information};
use hawthorn_app::mash::set_rating::{NewRating, set_rating};
use hawthorn_app::people::review_suggestion::{PairQueue, review_queue};
use hawthorn_app::platform::accounts::{NewAccount, add_account};
use hawthorn_domain::incidents::Incident;
use hawthorn_domain::marac::meeting::Attendance;
use hawthorn_domain::mash::Rag;
use hawthorn_domain::people::Person;
use hawthorn_domain::platform::actor::Role;
use hawthorn_domain::platform::audit::{Deed, Doer};
use hawthorn_domain::platform::ids::{IncidentId, MaracReferralId, MeetingId, PersonId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_testkit::test_app::chance_from;
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};

use super::world::casework::around;
use super::world::{ASKED, Ids, NOT_ASKED, NOW, sessions};

const BEFORE: &str = "2026-03-25T15:00:00Z";
pub const LEAD: Cast = Cast::PoliceSupervisor;

/// A world, the sessions of every role in it, and the records that are there for everybody.
pub struct World {
    pub app: TestApp,
    pub tokens: Vec<(Role, String)>,
    pub open: Ids,
    /// The records of the case held closely; only in the world that has it.
    pub sealed: Option<Ids>,
}

/// Builds a world with or without the case. Everything else is the same to the last identifier.
pub async fn world(with_the_case: bool) -> World {
    chance_from(1);
    let app = TestApp::sqlite().await;
    let (open, meeting) = open_case(&app).await;
    let tokens = sessions(&app, NOT_ASKED).await;
    insider(&app).await;
    chance_from(500_000);
    let mut sealed = None;
    if with_the_case {
        sealed = Some(sealed_case(&app, &open, meeting).await);
    }
    let app = app.started_again().await;
    chance_from(900_000);
    World {
        app,
        tokens,
        open,
        sealed,
    }
}

fn sketch(reference: &str, forename: &str) -> IncidentSketch {
    IncidentSketch {
        reference: reference.to_owned(),
        level: "High".to_owned(),
        victim_surname: "Quillfeather".to_owned(),
        victim_forename: forename.to_owned(),
        victim_born: "09/09/1970".to_owned(),
        other_surname: "Thistlewhite".to_owned(),
        other_forename: "Conrad".to_owned(),
        other_born: "03/02/1968".to_owned(),
        children: "Wren Quillfeather 04/05/2017".to_owned(),
        ..IncidentSketch::default()
    }
}

/// A pair with everything that can be made of it, open to all whose work it is. Their names are
/// those of the case held closely, so that lists and searches have something to leave out from.
async fn open_case(app: &TestApp) -> (Ids, MeetingId) {
    let incident = app.incident(sketch("OP/1", "Rosalind")).await;
    app.incident(sketch("OP/2", "Rosalind M")).await;
    let mut lead = app.ask(LEAD, BEFORE);
    let pairs = review_queue(&app.app, &mut lead, PairQueue::Open, None).await;
    let suggestion = pairs.unwrap().pairs[0].id;
    let referral = make_referral(&app.app, &mut lead, incident, "Why.").await;
    let referral = referral.unwrap().id;
    let rating = NewRating {
        rag: Rag::Amber,
        reason: "Why.".to_owned(),
    };
    let mut manager = app.ask(Cast::SocialCareManager, BEFORE);
    set_rating(&app.app, &mut manager, referral, rating)
        .await
        .unwrap();
    let question = Question {
        agencies: vec![ASKED.agency(&app.book)],
        why: "Why.".to_owned(),
        people: Vec::new(),
    };
    let mut worker = app.ask(Cast::SocialWorker, BEFORE);
    let request = request_information(&app.app, &mut worker, referral, question).await;
    let (marac, person, other) = referred(app, incident).await;
    let work = around(app, &mut lead, (person, other), incident).await;
    let mut coordinator = app.ask(Cast::Coordinator, BEFORE);
    let starts = "2026-04-07T08:30:00Z".parse().unwrap();
    let meeting = plan_meeting(&app.app, &mut coordinator, "north", starts)
        .await
        .unwrap();
    put_on_agenda(&app.app, &mut coordinator, meeting, marac)
        .await
        .unwrap();
    let mut minutes = app.ask(Cast::Coordinator, NOW);
    let there = vec![Attendance {
        agency: ASKED.agency(&app.book),
        name: "Gwen Example".to_owned(),
        present: true,
        account: None,
        accepted_at: None,
    }];
    open_meeting(&app.app, &mut minutes, meeting, "Una Example", there)
        .await
        .unwrap();
    let action = agreed(app, minutes, marac).await;
    let kept = app.kept(incident).await;
    let mut ids = Ids(BTreeMap::from([
        ("incident", incident.to_string()),
        ("person", person.to_string()),
        ("other", other.to_string()),
        ("mash_referral", referral.to_string()),
        ("information_request", request.unwrap()[0].to_string()),
        ("marac_referral", marac.to_string()),
        ("meeting", meeting.to_string()),
        ("agreed_action", action),
        ("suggestion", suggestion.to_string()),
        ("keeper_notice", "W-00000000000000000000000007".to_owned()),
        ("notice", "NO-00000000000000000000000007".to_owned()),
        ("import", kept.import.unwrap().to_string()),
    ]));
    ids.0.extend(work);
    (ids, meeting)
}

async fn agreed(app: &TestApp, mut ask: Ask, referral: MaracReferralId) -> String {
    let action = AgreeAction {
        referral,
        agency: ASKED.agency(&app.book),
        owner: "Duty officer".to_owned(),
        what: "Mend the door.".to_owned(),
        lowers: "He has a key".to_owned(),
        due: "2026-04-14".parse().unwrap(),
        victim_facing: false,
        key: String::new(),
    };
    let made = agree_action(&app.app, &mut ask, action).await;
    made.unwrap().to_string()
}

async fn referred(app: &TestApp, incident: IncidentId) -> (MaracReferralId, PersonId, PersonId) {
    let mut lead = app.ask(LEAD, BEFORE);
    let pair = gateways_of_incident(&app.app, &mut lead, incident).await;
    let pair = pair.unwrap();
    let (person, other) = (
        pair.victim.person.unwrap(),
        pair.perpetrator.person.unwrap(),
    );
    let refer = ReferToMarac {
        victim: person,
        perpetrator: other,
        incident: Some(incident),
        mash_referral: None,
        reason: "Why.".to_owned(),
        judgement: None,
        moved_from: None,
        victim_voice: String::new(),
    };
    let made = refer_to_marac(&app.app, &mut lead, refer).await;
    (made.unwrap().id, person, other)
}

/// The coordinator who will hear the case held closely has an account in both worlds.
async fn insider(app: &TestApp) {
    let account = NewAccount {
        sign_in_name: "one.who.hears".to_owned(),
        name: "Hazel Example".to_owned(),
        area: app.book.code.clone(),
        agency: Cast::Coordinator.agency(&app.book).to_string(),
        team: String::new(),
        roles: [Role::MaracCoordinator].into(),
        password: "quiet lantern orchard seven".to_owned(),
        second_factor: false,
    };
    let ask = app.ask(LEAD, BEFORE);
    let (now, mut dice) = (ask.now, ask.dice);
    add_account(&app.app, account, Doer::system("test"), now, dice.as_mut())
        .await
        .unwrap();
}

/// The case held closely, made of the open one under other names and identifiers, so that no
/// sheet and no import tells of it.
async fn sealed_case(app: &TestApp, open: &Ids, meeting: MeetingId) -> Ids {
    let mut ask = app.ask(LEAD, BEFORE);
    let like = app.kept(open.of("incident").parse().unwrap()).await;
    let restriction = Restriction::on_arrival("Told to the keepers alone");
    let mut people = BTreeMap::new();
    let mut incident = Incident {
        id: IncidentId::new(ask.now, ask.dice.as_mut()),
        reference: "QX/77/26".to_owned(),
        content: "sealed".to_owned(),
        import: None,
        summary: "He broke the zebrawood door.".to_owned(),
        restriction: restriction.clone(),
        ..like.clone()
    };
    let mut tx = app.store.begin().await.unwrap();
    for party in &mut incident.parties {
        let id = party.person.to_string();
        let read = app.store.get_unscoped::<Person>(&id).await;
        let mut person = read.unwrap().unwrap().value;
        person.id = PersonId::new(ask.now, ask.dice.as_mut());
        person.restriction = restriction.clone();
        person.relationships.clear();
        person.names[0].given = format!("Ottoline {}", person.names[0].given);
        people.insert(party.person, person.id);
        party.person = person.id;
        let entry = ask.entry(Deed::Created, Verb::RunImport, "Made");
        tx.create(&person, entry).await.unwrap();
    }
    let entry = ask.entry(Deed::Created, Verb::RunImport, "Made");
    tx.create(&incident, entry).await.unwrap();
    tx.finish().await.unwrap();
    let referral = make_referral(&app.app, &mut ask, incident.id, "Why.").await;
    let (marac, person, other) = referred(app, incident.id).await;
    let work = around(app, &mut ask, (person, other), incident.id).await;
    let hears = ["one.who.hears".to_owned()];
    place_restricted(&app.app, &mut ask, meeting, marac, &hears)
        .await
        .unwrap();
    let account = app.store.account_named("one.who.hears").await;
    let mut hears = app.ask(Cast::Coordinator, NOW);
    hears.actor.account = account.unwrap().unwrap().id;
    let action = agreed(app, hears, marac).await;
    let mut ids = Ids(BTreeMap::from([
        ("incident", incident.id.to_string()),
        ("person", person.to_string()),
        ("other", other.to_string()),
        ("mash_referral", referral.unwrap().id.to_string()),
        ("marac_referral", marac.to_string()),
        ("agreed_action", action),
        ("meeting", meeting.to_string()),
        (
            "information_request",
            "Q-00000000000000000000000007".to_owned(),
        ),
        ("suggestion", "G-00000000000000000000000007".to_owned()),
        ("keeper_notice", "W-00000000000000000000000007".to_owned()),
        ("notice", "NO-00000000000000000000000007".to_owned()),
        ("import", open.of("import").to_owned()),
    ]));
    ids.0.extend(work);
    ids
}
