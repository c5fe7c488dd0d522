//! The committed table of routes by role read back, an account for every single role, and a case held closely with everything made of it.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

pub mod assessed;
pub mod casework;

use std::collections::{BTreeMap, BTreeSet};

use hawthorn_app::governance::named_access::restrict_record;
use hawthorn_app::marac::agree_action::{AgreeAction, agree_action};
use hawthorn_app::marac::gateways::gateways_of_incident;
use hawthorn_app::marac::open_meeting::open_meeting;
use hawthorn_app::marac::plan_meeting::plan_meeting;
use hawthorn_app::marac::put_on_agenda::put_on_agenda;
use hawthorn_app::marac::refer_to_marac::{ReferToMarac, refer_to_marac};
use hawthorn_app::mash::notices::list_notices;
use hawthorn_app::mash::refer::make_referral;
use hawthorn_app::mash::request_information::{Question, request_information};
use hawthorn_app::mash::set_rating::{NewRating, set_rating};
use hawthorn_app::people::history::RecordKind;
use hawthorn_app::people::review_suggestion::{PairQueue, review_queue};
use hawthorn_app::platform::accounts::{NewAccount, add_account};
use hawthorn_app::platform::sessions;
use hawthorn_domain::marac::meeting::Attendance;
use hawthorn_domain::mash::Rag;
use hawthorn_domain::platform::actor::Role;
use hawthorn_domain::platform::audit::{Deed, Doer, Entry};
use hawthorn_domain::platform::ids::AccountId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_testkit::{Cast, CountingDice, IncidentSketch, TestApp};
use jiff::Timestamp;

/// The moment of every request: the meeting of the restricted case has begun.
pub const NOW: &str = "2026-04-07T08:45:00Z";
const REFERRED: &str = "2026-03-25T15:00:00Z";

/// The page as it is committed.
pub const COMMITTED: &str = include_str!("../../../../docs/generated/routes-by-role.md");

/// What the committed page says of one route.
pub struct Expected {
    /// `GET` or `POST`.
    pub how: String,
    /// The path with names in braces.
    pub path: String,
    /// The act's code; none where anybody may.
    pub act: Option<String>,
    /// The answer to somebody who is not signed in.
    pub stranger: String,
    /// The answer to each role.
    pub roles: BTreeMap<Role, String>,
}

fn cells(line: &str) -> Vec<String> {
    let inner = line.trim().trim_matches('|');
    inner
        .split('|')
        .map(|cell| cell.trim().trim_matches('`').to_owned())
        .collect()
}

/// The lines below a heading of the committed page.
fn rows(heading: &str) -> Vec<Vec<String>> {
    let (_, after) = COMMITTED
        .split_once(&format!("\n## {heading}\n"))
        .expect("the heading");
    let table = after.split("\n## ").next().unwrap();
    table
        .lines()
        .filter(|line| line.starts_with("| "))
        .skip(1)
        .map(cells)
        .collect()
}

/// A section of the committed page, `Pages` or `API`, with all thirty roles told apart.
pub fn committed(heading: &str) -> Vec<Expected> {
    let groups: Vec<Vec<Role>> = rows("Groups")
        .iter()
        .map(|row| {
            let named = |role: &&Role| row[1].contains(&format!("(`{}`", role.code()));
            Role::ALL.iter().filter(named).copied().collect()
        })
        .collect();
    let read = |row: Vec<String>| Expected {
        how: row[0].clone(),
        path: row[1].clone(),
        act: Some(row[2].clone()).filter(|act| act != "anybody"),
        stranger: row[3].clone(),
        roles: groups
            .iter()
            .zip(&row[4..])
            .flat_map(|(group, cell)| group.iter().map(move |role| (*role, cell.clone())))
            .collect(),
    };
    let read: Vec<Expected> = rows(heading).into_iter().map(read).collect();
    for route in &read {
        assert_eq!(route.roles.len(), Role::ALL.len(), "{}", route.path);
    }
    read
}

/// Whether the policies could ever allow a role, held alone, an act.
pub fn may(app: &TestApp) -> impl Fn(Verb, Role) -> bool {
    move |verb, role| {
        let mut ask = app.ask(ASKED, NOW);
        ask.actor.roles = BTreeSet::from([role]);
        ask.may_ever(&app.app, verb)
    }
}

/// A session for each single role. Everybody answers to the agency of the one who is named here.
pub async fn sessions(app: &TestApp, colleague: Cast) -> Vec<(Role, String)> {
    let now: Timestamp = NOW.parse().unwrap();
    let area = app.book.code.clone();
    let mut dice = CountingDice::new(0x5E55_1005);
    let first = NewAccount {
        sign_in_name: "pattern".to_owned(),
        name: "Pattern Example".to_owned(),
        area: area.clone(),
        agency: colleague.agency(&app.book).to_string(),
        team: String::new(),
        roles: BTreeSet::from([Role::BoardMember]),
        password: "quiet lantern orchard seven".to_owned(),
        second_factor: false,
    };
    add_account(&app.app, first, Doer::system("test"), now, &mut dice)
        .await
        .unwrap();
    let pattern = app
        .store
        .account_named("pattern")
        .await
        .unwrap()
        .unwrap()
        .value;
    let mut held = Vec::new();
    for role in Role::ALL {
        let mut account = pattern.clone();
        account.id = AccountId::new(now, &mut dice);
        account.sign_in_name = role.code().replace('_', "-");
        account.memberships[0].roles = BTreeSet::from([*role]);
        let entry = Entry {
            at: now,
            by: Doer::system("test"),
            area: Some(area.clone()),
            deed: Deed::Created,
            verb: Some(Verb::ManageAccounts),
            kind: String::new(),
            record: String::new(),
            words: "Added the account".to_owned(),
        };
        let mut tx = app.store.begin().await.unwrap();
        tx.create(&account, entry).await.unwrap();
        tx.finish().await.unwrap();
        let words = "Signed in for a test";
        let token = sessions::begin(&app.app, &account, &area, now, &mut dice, words).await;
        held.push((*role, token.unwrap()));
    }
    held
}

/// The identifiers that stand in for the names in braces.
#[derive(Clone)]
pub struct Ids(pub BTreeMap<&'static str, String>);

impl Ids {
    /// Identifiers of the right form that stand for nothing.
    pub fn of_nothing(like: &Ids) -> Self {
        let nothing = |id: &String| {
            let letters = id.split('-').next().unwrap_or_default();
            format!("{letters}-{}7", "0".repeat(25))
        };
        Self(
            like.0
                .iter()
                .map(|(what, id)| (*what, nothing(id)))
                .collect(),
        )
    }

    /// One of them.
    pub fn of(&self, what: &str) -> &str {
        self.0
            .get(what)
            .unwrap_or_else(|| panic!("no {what} was made"))
    }

    /// The addresses of a route with these identifiers: one, or one for each kind of record.
    pub fn fill(&self, path: &str) -> Vec<String> {
        if path.contains("{kind}") {
            let id = |kind: &RecordKind| self.0.get(kind.code());
            return RecordKind::ALL
                .iter()
                .filter_map(|kind| {
                    Some(
                        path.replace("{kind}", kind.code())
                            .replace("{id}", id(kind)?),
                    )
                })
                .collect();
        }
        let whose = path.trim_start_matches("/api").trim_start_matches("/v1");
        let id = match whose
            .trim_start_matches('/')
            .split('/')
            .next()
            .unwrap_or_default()
        {
            "incidents" | "directory" | "doors" | "open-referral" => "incident",
            "imports" => "import",
            "people" if whose.contains("/review/") => "suggestion",
            "people" => "person",
            "suggestions" => "suggestion",
            "referrals" | "messages" | "mail" | "drafts" => "mash_referral",
            "restricted" => "keeper_notice",
            "requests" => "information_request",
            "notices" => "notice",
            "partner-referrals" | "consultations" | "form-feedback" | "late" => "incident",
            "marac" => "marac_referral",
            "meetings" => "meeting",
            "actions" => "agreed_action",
            "risk" | "assessments" => "assessment",
            "order" => "protective_order",
            "clients" => "support_case",
            "matac" if whose.contains("/person/") => "other",
            "matac" => "nomination",
            "disclosure" => "scheme_request",
            _ => "nothing",
        };
        let names = [
            ("{request}", "information_request"),
            ("{item}", "marac_referral"),
            ("{victim}", "person"),
            ("{perpetrator}", "other"),
            ("{other}", "assessment"),
            ("{id}", id),
        ];
        let filled = names.iter().filter(|(name, _)| path.contains(name)).fold(
            path.replace("{area}", "warwickshire"),
            |path, (name, what)| path.replace(name, self.of(what)),
        );
        let filled = filled.replace("{place}", "0").replace("{token}", "0");
        let known = !filled.contains('{');
        assert!(known, "say in Ids::fill what stands for the name in {path}");
        vec![filled]
    }
}

/// Answers to the agency that the case was put to, so it has a request to answer and an action to do.
pub const ASKED: Cast = Cast::HealthSpoc;
/// Answers to an agency that the case was not put to.
pub const NOT_ASKED: Cast = Cast::HousingSpoc;

/// Whether a route names a record of the case itself. A meeting and an import hold other cases,
/// too, and the coordinator orders an agenda without opening what stands on it.
pub fn is_of_the_case(path: &str) -> bool {
    let of_the_meeting = path.contains("/meetings/") && !path.contains("/item/");
    path.contains('{') && !of_the_meeting && !path.contains("/imports/")
}

/// Whether a route is about what an agency was asked or has agreed to do: at that agency it is
/// open to those whose work it is, although the rest of the case is not (R134, R183, R215).
pub fn is_put_to_an_agency(path: &str) -> bool {
    let path = path.trim_start_matches("/api").trim_start_matches("/v1");
    path.starts_with("/requests") || path.starts_with("/actions")
}

/// When a route is called: reading first, then changing, then what takes things away, the session last.
pub fn rank(route: &Expected) -> u8 {
    match route.path.rsplit('/').next().unwrap_or_default() {
        _ if route.how == "GET" => 0,
        "sign-out" => 4,
        "end" if route.path.contains("session") => 3,
        "remove" | "close" | "undo" => 2,
        _ => 1,
    }
}

/// Words that tell the restricted case: its people's names, the police reference, and a word in every text.
pub const TELLING: &[&str] = &[
    "Quillfeather",
    "Ottoline",
    "Thistlewhite",
    "Barnaby",
    "Peregrine",
    "QX/77/26",
    "zebrawood",
];

/// A pair with a child, referred to the MASH and to MARAC, asked about, on the agenda of a
/// meeting in session with an action, and with a second record that may be the same people;
/// all of it then held closely.
pub async fn restricted_case(app: &TestApp) -> Ids {
    let sketch = |reference: &str, forename: &str| IncidentSketch {
        reference: reference.to_owned(),
        level: "High".to_owned(),
        victim_surname: "Quillfeather".to_owned(),
        victim_forename: forename.to_owned(),
        victim_born: "04/05/1991".to_owned(),
        other_surname: "Thistlewhite".to_owned(),
        other_forename: "Barnaby".to_owned(),
        other_born: "01/02/1988".to_owned(),
        children: "Peregrine Quillfeather 04/05/2019".to_owned(),
        summary: "He broke the zebrawood door.".to_owned(),
        ..IncidentSketch::default()
    };
    let incident = app.incident(sketch("QX/77/26", "Ottoline")).await;
    let second = app.incident(sketch("QX/77/26-2", "Ottoline M")).await;
    let pairs = review_queue(
        &app.app,
        &mut app.ask(Cast::PoliceSupervisor, REFERRED),
        PairQueue::Open,
        None,
    )
    .await
    .unwrap()
    .pairs;
    let agency = ASKED.agency(&app.book);

    let mut police = app.ask(Cast::PoliceSupervisor, REFERRED);
    let gateways = gateways_of_incident(&app.app, &mut police, incident).await;
    let gateways = gateways.unwrap();
    let person = gateways.victim.person.unwrap();
    let other = gateways.perpetrator.person.unwrap();
    let made = make_referral(&app.app, &mut police, incident, "The zebrawood door.").await;
    let referral = made.unwrap().id;
    let rating = NewRating {
        rag: Rag::Amber,
        reason: "The zebrawood door.".to_owned(),
    };
    set_rating(
        &app.app,
        &mut app.ask(Cast::SocialCareManager, REFERRED),
        referral,
        rating,
    )
    .await
    .unwrap();
    let question = Question {
        agencies: vec![agency.clone()],
        why: "After the zebrawood door.".to_owned(),
        people: Vec::new(),
    };
    let request = request_information(
        &app.app,
        &mut app.ask(Cast::SocialWorker, REFERRED),
        referral,
        question,
    )
    .await
    .unwrap()[0];
    let refer = ReferToMarac {
        victim: person,
        perpetrator: other,
        incident: Some(incident),
        mash_referral: Some(referral),
        reason: "The zebrawood door.".to_owned(),
        judgement: None,
        moved_from: None,
        victim_voice: "Mend the zebrawood door.".to_owned(),
    };
    let made = refer_to_marac(&app.app, &mut police, refer).await;
    let marac = made.unwrap().id;

    let around = casework::around(app, &mut police, (person, other), incident).await;
    let mut coordinator = app.ask(Cast::Coordinator, "2026-03-26T10:00:00Z");
    let meeting = plan_meeting(
        &app.app,
        &mut coordinator,
        "north",
        "2026-04-07T08:30:00Z".parse().unwrap(),
    )
    .await
    .unwrap();
    put_on_agenda(&app.app, &mut coordinator, meeting, marac)
        .await
        .unwrap();
    let mut minutes = app.ask(Cast::Coordinator, NOW);
    let there = vec![Attendance::named(agency.clone(), "Gwen Example", true)];
    open_meeting(&app.app, &mut minutes, meeting, "Una Example", there)
        .await
        .unwrap();
    let action = AgreeAction {
        referral: marac,
        agency,
        owner: "Duty officer".to_owned(),
        what: "Mend the zebrawood door.".to_owned(),
        lowers: "He has a key".to_owned(),
        due: "2026-04-14".parse().unwrap(),
        victim_facing: false,
        key: String::new(),
    };
    let action = agree_action(&app.app, &mut minutes, action).await.unwrap();

    for id in [incident.to_string(), second.to_string()] {
        let mut manager = app.ask(Cast::MashManager, NOW);
        let why = "A relative works in one of the agencies.";
        restrict_record(&app.app, &mut manager, RecordKind::Incident, &id, why)
            .await
            .unwrap();
    }
    let mut manager = app.ask(Cast::MashManager, NOW);
    let sent = list_notices(&app.app, &mut manager).await.unwrap();
    let import = app.kept(incident).await.import;
    let case = BTreeMap::from([
        ("incident", incident.to_string()),
        ("person", person.to_string()),
        ("other", other.to_string()),
        ("mash_referral", referral.to_string()),
        ("information_request", request.to_string()),
        ("marac_referral", marac.to_string()),
        ("meeting", meeting.to_string()),
        ("agreed_action", action.to_string()),
        ("suggestion", pairs[0].id.to_string()),
        ("keeper_notice", app.keeper_notice().await),
        ("notice", sent.ledger[0].notice.id.to_string()),
        ("import", import.expect("it came by a sheet").to_string()),
    ]);
    Ids(case.into_iter().chain(around).collect())
}
