//! Referring a pair to MARAC: repeats by the dates on record, judgement, what is open already, research and need to know.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_app::marac::add_research::add_research;
use hawthorn_app::marac::gateways::{Gateways, gateways_of_incident};
use hawthorn_app::marac::lists::{meetings, to_list};
use hawthorn_app::marac::open_marac_referral::open_marac_referral;
use hawthorn_app::marac::refer_to_marac::{ReferToMarac, Referred, refer_to_marac};
use hawthorn_app::people::answer_suggestion::{PairAnswer, answer_suggestion};
use hawthorn_app::platform::refusal::Told;
use hawthorn_app::{Ask, Refusal};
use hawthorn_domain::marac::criteria::Finding;
use hawthorn_domain::marac::{Criterion, MaracReferral};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::{IncidentId, PersonId};
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};

fn input(pair: &Gateways, incident: Option<IncidentId>) -> ReferToMarac {
    ReferToMarac {
        victim: pair.victim.person.unwrap(),
        perpetrator: pair.perpetrator.person.unwrap(),
        incident,
        mash_referral: None,
        reason: "He has said that he will come back.".to_owned(),
        judgement: None,
        moved_from: None,
        victim_voice: "She wants the locks changed.".to_owned(),
    }
}

async fn refer(
    app: &TestApp,
    ask: &mut Ask,
    id: IncidentId,
    judgement: Option<&str>,
) -> Told<Referred> {
    let pair = gateways_of_incident(&app.app, ask, id).await?;
    let asked = ReferToMarac {
        judgement: judgement.map(str::to_owned),
        ..input(&pair, Some(id))
    };
    refer_to_marac(&app.app, ask, asked).await
}

fn scope_of_all(app: &TestApp) -> Scope {
    let actor = Cast::MashManager.actor(&app.book);
    Scope {
        account: actor.account,
        area: actor.area,
        agency: actor.agency,
        hub: true,
        restricted: true,
        at: "2026-03-25T15:00:00Z".parse().unwrap(),
    }
}

/// Confirms every suggestion about these people.
async fn all_the_same(app: &TestApp, ask: &mut Ask, people: &[PersonId]) {
    let scope = scope_of_all(app);
    for suggestion in app.store.suggestions_about(&scope, people).await.unwrap() {
        answer_suggestion(
            &app.app,
            ask,
            suggestion.id,
            PairAnswer::Same,
            "The same date of birth and phone.",
        )
        .await
        .unwrap();
    }
}

fn of(findings: &[Finding], criterion: Criterion) -> &Finding {
    findings
        .iter()
        .find(|finding| finding.criterion == criterion)
        .unwrap()
}

fn field_of(refusal: &Refusal) -> &str {
    match refusal {
        Refusal::Fields(problems) => &problems[0].field,
        other => panic!("a field to mend was expected: {other}"),
    }
}

#[tokio::test]
async fn a_repeat_by_the_dates_on_record_meets_the_second_criterion() {
    for app in TestApp::each_database().await {
        let first = app
            .incident(IncidentSketch {
                received: "10/06/2025 09:00".into(),
                level: "High".into(),
                score: "16".into(),
                ..IncidentSketch::default()
            })
            .await;
        let mut ask = app.ask(Cast::Daro, "2025-06-11T09:00:00Z");
        let before = refer(&app, &mut ask, first, None).await.unwrap();
        assert!(of(&before.findings, Criterion::VisibleHigh).met);
        assert!(!of(&before.findings, Criterion::Repeat).met);
        hear(&app, before.id, "2025-06-19T10:00:00Z").await;

        let second = app
            .incident(IncidentSketch {
                received: "20/03/2026 09:00".into(),
                ..IncidentSketch::default()
            })
            .await;
        let mut ask = app.ask(Cast::SupportOfficer, "2026-03-25T14:00:00Z");
        let pair = gateways_of_incident(&app.app, &mut ask, second)
            .await
            .unwrap();
        assert!(
            !of(&pair.findings, Criterion::Repeat).met,
            "nobody has said that these are the same people yet"
        );
        all_the_same(
            &app,
            &mut ask,
            &[
                pair.victim.person.unwrap(),
                pair.perpetrator.person.unwrap(),
            ],
        )
        .await;

        let pair = gateways_of_incident(&app.app, &mut ask, second)
            .await
            .unwrap();
        let repeat = of(&pair.findings, Criterion::Repeat);
        assert!(repeat.met && !pair.already_open, "{repeat:?}");
        assert!(
            repeat.why.contains("11 June 2025") && repeat.why.contains("20 March 2026"),
            "{}",
            repeat.why
        );
        let again = refer(&app, &mut ask, second, None).await.unwrap();
        assert_eq!(
            of(&again.findings, Criterion::Repeat).referrals,
            [before.id]
        );

        let page = open_marac_referral(&app.app, &mut ask, again.id)
            .await
            .unwrap();
        assert_eq!(page.victim.name, "Katarzyna Ellwood");
        assert!(
            of(&page.findings_then, Criterion::Repeat).met
                && of(&page.findings_now, Criterion::Repeat).met
        );
        assert_eq!(
            page.missing, None,
            "only coordinator and chair are told which agencies are missing"
        );
    }
}

/// Marks a referral as heard, as a meeting would have done.
async fn hear(app: &TestApp, id: hawthorn_domain::platform::ids::MaracReferralId, at: &str) {
    use hawthorn_domain::platform::audit::Deed;
    use hawthorn_domain::platform::verb::Verb;
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
    tx.update(
        &read,
        &heard,
        ask.entry(Deed::Changed, Verb::RunMeeting, "Was heard"),
    )
    .await
    .unwrap();
    tx.finish().await.unwrap();
}

#[tokio::test]
async fn with_no_criterion_a_judgement_is_asked_for_and_is_enough() {
    let app = TestApp::sqlite().await;
    let children = "Ada Ellwood 04/05/2019".to_owned();
    let id = app
        .incident(IncidentSketch {
            children,
            ..IncidentSketch::default()
        })
        .await;
    let mut ask = app.ask(Cast::Idva, "2026-03-25T14:00:00Z");
    let mut police = app.ask(Cast::SupportOfficer, "2026-03-25T14:00:00Z");
    let refused = refer(&app, &mut police, id, None).await.unwrap_err();
    assert_eq!(field_of(&refused), "judgement");
    let refused = refer(&app, &mut police, id, Some("  ")).await.unwrap_err();
    assert_eq!(field_of(&refused), "judgement");

    let done = refer(
        &app,
        &mut ask,
        id,
        Some("She believes that he will kill her."),
    )
    .await
    .unwrap();
    assert!(of(&done.findings, Criterion::Judgement).met);
    let page = open_marac_referral(&app.app, &mut ask, done.id)
        .await
        .unwrap();
    assert_eq!(page.children.len(), 1);
    assert_eq!(
        page.judgement.as_deref(),
        Some("She believes that he will kill her.")
    );
    assert_eq!(page.victim_voice, "She wants the locks changed.");
}

#[tokio::test]
async fn a_pair_that_waits_already_is_not_referred_twice() {
    let app = TestApp::sqlite().await;
    let id = app
        .incident(IncidentSketch {
            level: "High".into(),
            ..IncidentSketch::default()
        })
        .await;
    let mut ask = app.ask(Cast::Daro, "2026-03-25T14:00:00Z");
    refer(&app, &mut ask, id, None).await.unwrap();
    assert!(
        gateways_of_incident(&app.app, &mut ask, id)
            .await
            .unwrap()
            .already_open
    );
    let refused = refer(&app, &mut ask, id, Some("Still afraid."))
        .await
        .unwrap_err();
    assert!(
        matches!(&refused, Refusal::Rule(words) if words.contains("already waiting")),
        "{refused}"
    );
}

#[tokio::test]
async fn a_pair_is_two_people_and_needs_a_reason_and_its_own_incident() {
    let app = TestApp::sqlite().await;
    let id = app
        .incident(IncidentSketch {
            level: "High".into(),
            ..IncidentSketch::default()
        })
        .await;
    let other = app
        .incident(IncidentSketch {
            victim_surname: "Abara".into(),
            victim_forename: "Ngozi".into(),
            victim_born: "01/01/1990".into(),
            ..IncidentSketch::default()
        })
        .await;
    let mut ask = app.ask(Cast::Daro, "2026-03-25T14:00:00Z");
    let pair = gateways_of_incident(&app.app, &mut ask, id).await.unwrap();
    let refused = refer_to_marac(
        &app.app,
        &mut ask,
        ReferToMarac {
            reason: " ".into(),
            ..input(&pair, Some(id))
        },
    )
    .await
    .unwrap_err();
    assert_eq!(field_of(&refused), "reason");
    let alone = ReferToMarac {
        perpetrator: pair.victim.person.unwrap(),
        ..input(&pair, None)
    };
    assert_eq!(
        field_of(&refer_to_marac(&app.app, &mut ask, alone).await.unwrap_err()),
        "perpetrator"
    );
    let wrong = refer_to_marac(&app.app, &mut ask, input(&pair, Some(other)))
        .await
        .unwrap_err();
    assert_eq!(field_of(&wrong), "incident");
    let mut auditor = app.ask(Cast::Administrator, "2026-03-25T14:00:00Z");
    assert!(
        refer_to_marac(&app.app, &mut auditor, input(&pair, Some(id)))
            .await
            .is_err()
    );
}

#[tokio::test]
async fn research_is_the_agencys_own_until_it_is_shared() {
    let app = TestApp::sqlite().await;
    let id = app
        .incident(IncidentSketch {
            level: "High".into(),
            ..IncidentSketch::default()
        })
        .await;
    let mut daro = app.ask(Cast::Daro, "2026-03-25T14:00:00Z");
    let referral = refer(&app, &mut daro, id, None).await.unwrap().id;
    let mut housing = app.ask(Cast::HousingSpoc, "2026-03-26T09:00:00Z");
    assert_eq!(
        field_of(
            &add_research(&app.app, &mut housing, referral, true, " ", false)
                .await
                .unwrap_err()
        ),
        "text"
    );
    add_research(
        &app.app,
        &mut housing,
        referral,
        true,
        "Rent arrears, and a joint tenancy.",
        false,
    )
    .await
    .unwrap();

    let own = open_marac_referral(&app.app, &mut housing, referral)
        .await
        .unwrap();
    assert_eq!(own.research.len(), 1);
    assert!(own.research[0].own && own.may_research);
    assert_eq!(
        own.victim.name, "Katarzyna Ellwood",
        "an agency that is asked has to know about whom"
    );
    let others = open_marac_referral(&app.app, &mut daro, referral)
        .await
        .unwrap();
    assert!(others.research.is_empty());

    add_research(
        &app.app,
        &mut housing,
        referral,
        true,
        "A joint tenancy.",
        true,
    )
    .await
    .unwrap();
    let others = open_marac_referral(&app.app, &mut daro, referral)
        .await
        .unwrap();
    assert_eq!(
        others
            .research
            .iter()
            .map(|part| part.research.text.as_str())
            .collect::<Vec<_>>(),
        ["A joint tenancy."]
    );
    let own = open_marac_referral(&app.app, &mut housing, referral)
        .await
        .unwrap();
    assert_eq!(
        own.own_earlier.len(),
        1,
        "what was written before stays on the record"
    );

    let mut coordinator = app.ask(Cast::Coordinator, "2026-03-26T10:00:00Z");
    let missing = open_marac_referral(&app.app, &mut coordinator, referral)
        .await
        .unwrap()
        .missing
        .unwrap();
    assert!(
        missing.iter().any(|name| name == "Probation")
            && !missing.iter().any(|name| name.contains("housing")),
        "{missing:?}"
    );
    let mut early_help = app.ask(Cast::EarlyHelp, "2026-03-26T10:00:00Z");
    assert!(
        add_research(&app.app, &mut early_help, referral, true, "Known.", true)
            .await
            .is_err(),
        "early help does not sit at this MARAC"
    );
}

#[tokio::test]
async fn a_restricted_pair_is_not_there_for_those_not_on_its_list() {
    let app = TestApp::sqlite().await;
    let id = app
        .incident(IncidentSketch {
            level: "High".into(),
            flags: "HBA".into(),
            ..IncidentSketch::default()
        })
        .await;
    assert!(app.kept(id).await.restriction.is_restricted());
    let mut lead = app.ask(Cast::PoliceSupervisor, "2026-03-25T14:00:00Z");
    let referral = refer(&app, &mut lead, id, None).await.unwrap().id;
    for who in [
        Cast::SupportOfficer,
        Cast::Idva,
        Cast::Chair,
        Cast::Coordinator,
        Cast::HousingSpoc,
    ] {
        let mut ask = app.ask(who, "2026-03-25T15:00:00Z");
        let refused = open_marac_referral(&app.app, &mut ask, referral)
            .await
            .unwrap_err();
        assert!(matches!(refused, Refusal::NotFound), "{who:?}: {refused}");
    }
    let mut coordinator = app.ask(Cast::Coordinator, "2026-03-25T15:00:00Z");
    let lines = to_list(&app.app, &mut coordinator).await.unwrap();
    assert!(lines.is_empty(), "its keepers bring it to a meeting");
    assert_eq!(
        meetings(&app.app, &mut coordinator).await.unwrap().to_list,
        Some(0)
    );
    let mut chair = app.ask(Cast::Chair, "2026-03-25T15:00:00Z");
    assert!(to_list(&app.app, &mut chair).await.unwrap().is_empty());
    assert!(
        open_marac_referral(&app.app, &mut lead, referral)
            .await
            .unwrap()
            .restricted
    );
}

/// Holds one incident closely after its people were linked, the people themselves staying open.
async fn restrict(app: &TestApp, ask: &Ask, id: IncidentId) {
    use hawthorn_domain::incidents::Incident;
    use hawthorn_domain::platform::audit::Deed;
    use hawthorn_domain::platform::restriction::Restriction;
    use hawthorn_domain::platform::verb::Verb;
    let read = app
        .store
        .get_unscoped::<Incident>(&id.to_string())
        .await
        .unwrap()
        .unwrap();
    let mut held = read.value.clone();
    held.restriction = Restriction::on_arrival("Told to the lead only");
    let mut tx = app.store.begin().await.unwrap();
    tx.update(
        &read,
        &held,
        ask.entry(Deed::Changed, Verb::EditPerson, "Is held closely now"),
    )
    .await
    .unwrap();
    tx.finish().await.unwrap();
}

#[tokio::test]
async fn a_restricted_incident_counts_and_its_words_do_not_tell_of_it() {
    let app = TestApp::sqlite().await;
    let held = app
        .incident(IncidentSketch {
            reference: "T/HELD".into(),
            received: "10/02/2026 09:00".into(),
            score: "19".into(),
            ..IncidentSketch::default()
        })
        .await;
    let open = app
        .incident(IncidentSketch {
            reference: "T/OPEN".into(),
            received: "20/03/2026 09:00".into(),
            ..IncidentSketch::default()
        })
        .await;
    let mut lead = app.ask(Cast::PoliceSupervisor, "2026-03-25T14:00:00Z");
    let pair = gateways_of_incident(&app.app, &mut lead, open)
        .await
        .unwrap();
    all_the_same(
        &app,
        &mut lead,
        &[
            pair.victim.person.unwrap(),
            pair.perpetrator.person.unwrap(),
        ],
    )
    .await;
    restrict(&app, &lead, held).await;
    let told = gateways_of_incident(&app.app, &mut lead, open)
        .await
        .unwrap();
    assert!(
        of(&told.findings, Criterion::VisibleHigh)
            .why
            .contains("T/HELD"),
        "the lead reads which"
    );
    let mut officer = app.ask(Cast::SupportOfficer, "2026-03-25T14:00:00Z");
    let masked = gateways_of_incident(&app.app, &mut officer, open)
        .await
        .unwrap();
    let high = of(&masked.findings, Criterion::VisibleHigh);
    assert!(high.met && high.incidents.is_empty(), "{high:?}");
    assert!(
        masked
            .findings
            .iter()
            .all(|finding| !finding.why.contains("T/HELD") && !finding.why.contains("19"))
    );
    let done = refer(&app, &mut officer, open, None).await.unwrap();
    let kept = open_marac_referral(&app.app, &mut officer, done.id)
        .await
        .unwrap();
    assert!(
        kept.findings_then
            .iter()
            .chain(&kept.findings_now)
            .all(|finding| !finding.why.contains("T/HELD"))
    );
}
