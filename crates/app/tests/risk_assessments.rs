//! Assessing risk with an instrument: begun, answered in parts, finished, compared, and counted by the gateways (R53–R63).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_app::marac::gateways::gateways_of_incident;
use hawthorn_app::platform::refusal::Told;
use hawthorn_app::risk::answer_assessment::answer_assessment;
use hawthorn_app::risk::begin_assessment::{BeginAssessment, begin_assessment};
use hawthorn_app::risk::choose_instrument::choose_instrument;
use hawthorn_app::risk::compare_assessments::compare_assessments;
use hawthorn_app::risk::finish_assessment::finish_assessment;
use hawthorn_app::risk::load_instrument::{instruments_of, load_instrument};
use hawthorn_app::risk::open_assessment::open_assessment;
use hawthorn_app::{Ask, Refusal};
use hawthorn_domain::marac::Criterion;
use hawthorn_domain::platform::audit::Doer;
use hawthorn_domain::platform::ids::{AssessmentId, IncidentId, PersonId};
use hawthorn_domain::risk::RiskLevel;
use hawthorn_domain::risk::instrument::answer::{AnswerSource, Fit, Given};
use hawthorn_testkit::{Cast, CountingDice, IncidentSketch, TestApp};

const NOW: &str = "2026-03-25T15:00:00Z";

struct Case {
    incident: IncidentId,
    victim: PersonId,
    other: PersonId,
}

async fn case(app: &TestApp, born: &str) -> Case {
    let sketch = IncidentSketch {
        victim_born: born.into(),
        score: String::new(),
        ..IncidentSketch::default()
    };
    let incident = app.incident(sketch).await;
    let mut ask = app.ask(Cast::PoliceSupervisor, NOW);
    let pair = gateways_of_incident(&app.app, &mut ask, incident)
        .await
        .unwrap();
    Case {
        incident,
        victim: pair.victim.person.unwrap(),
        other: pair.perpetrator.person.unwrap(),
    }
}

async fn begin(app: &TestApp, ask: &mut Ask, case: &Case, code: &str) -> Told<AssessmentId> {
    let input = BeginAssessment {
        victim: case.victim,
        perpetrator: case.other,
        incident: Some(case.incident),
        instrument: code.to_owned(),
    };
    begin_assessment(&app.app, ask, input).await
}

fn given(item: &str, answer: &str, comment: &str) -> Given {
    Given {
        item: item.to_owned(),
        answer: answer.to_owned(),
        source: AnswerSource::Victim,
        comment: comment.to_owned(),
    }
}

fn field_of<T: std::fmt::Debug>(told: Told<T>) -> String {
    match told {
        Err(Refusal::Fields(problems)) => problems[0].field.clone(),
        other => panic!("a field to mend was expected: {other:?}"),
    }
}

#[tokio::test]
async fn answers_are_kept_in_parts_and_nothing_is_lost() {
    for app in TestApp::each_database().await {
        let case = case(&app, "02/11/1976").await;
        let mut idva = app.ask(Cast::Idva, NOW);
        let id = begin(&app, &mut idva, &case, "safelives_dash")
            .await
            .unwrap();
        let page = open_assessment(&app.app, &mut idva, id).await.unwrap();
        assert!(!page.assessment.trained && page.may_answer);
        assert_eq!((page.score.blank, page.needed), (24, Some(14)));

        let items: Vec<String> = page
            .instrument
            .items()
            .map(|item| item.code.clone())
            .collect();
        let first: Vec<Given> = items[..9]
            .iter()
            .map(|item| given(item, "yes", ""))
            .collect();
        answer_assessment(&app.app, &mut idva, id, first)
            .await
            .unwrap();
        // A second save of other questions loses nothing of the first.
        let mut second: Vec<Given> = items[9..13]
            .iter()
            .map(|item| given(item, "yes", ""))
            .collect();
        second.push(given(&items[20], "unknown", "She does not know."));
        answer_assessment(&app.app, &mut idva, id, second)
            .await
            .unwrap();
        let page = open_assessment(&app.app, &mut idva, id).await.unwrap();
        assert_eq!(
            (page.score.yes, page.score.open, page.score.blank),
            (13, 1, 10)
        );
        assert!(!page.look_again.is_empty());
        assert_eq!(
            page.assessment.given(&items[20]).unwrap().comment,
            "She does not know."
        );

        let wrong = vec![given("no_such_item", "yes", "")];
        assert_eq!(
            field_of(answer_assessment(&app.app, &mut idva, id, wrong).await),
            "answer-no_such_item"
        );
        assert!(
            answer_assessment(
                &app.app,
                &mut idva,
                id,
                vec![given(&items[0], "perhaps", "")]
            )
            .await
            .is_err()
        );
    }
}

/// An assessment with thirteen answers that are yes.
async fn thirteen(app: &TestApp, ask: &mut Ask, case: &Case) -> AssessmentId {
    let id = begin(app, ask, case, "safelives_dash").await.unwrap();
    let page = open_assessment(&app.app, ask, id).await.unwrap();
    let codes = page.instrument.items().map(|item| item.code.clone());
    let yes: Vec<Given> = codes.take(13).map(|code| given(&code, "yes", "")).collect();
    answer_assessment(&app.app, ask, id, yes).await.unwrap();
    id
}

#[tokio::test]
async fn a_judgement_raises_the_grade_and_opens_the_first_gateway() {
    for app in TestApp::each_database().await {
        let case = case(&app, "02/11/1976").await;
        let mut idva = app.ask(Cast::Idva, NOW);
        let id = thirteen(&app, &mut idva, &case).await;
        // Thirteen give no level: a judgement is asked for, with its reason.
        assert_eq!(
            field_of(finish_assessment(&app.app, &mut idva, id, None, "").await),
            "level"
        );
        assert_eq!(
            field_of(finish_assessment(&app.app, &mut idva, id, Some(RiskLevel::High), " ").await),
            "reason"
        );
        let why = "He has bought a knife.";
        let done = finish_assessment(&app.app, &mut idva, id, Some(RiskLevel::High), why)
            .await
            .unwrap();
        assert_eq!((done.scored, done.level), (None, RiskLevel::High));
        let late =
            answer_assessment(&app.app, &mut idva, id, vec![given("injury", "no", "")]).await;
        assert!(late.unwrap_err().to_string().contains("finished"));

        let mut police = app.ask(Cast::PoliceSupervisor, NOW);
        let pair = gateways_of_incident(&app.app, &mut police, case.incident)
            .await
            .unwrap();
        let high = pair
            .findings
            .iter()
            .find(|found| found.criterion == Criterion::VisibleHigh)
            .unwrap();
        assert!(high.met, "{high:?}");
        assert_eq!(high.assessments, [id]);
    }
}

#[tokio::test]
async fn no_checklist_is_used_under_16_and_an_adults_at_17_with_a_warning() {
    let app = TestApp::sqlite().await;
    let child = case(&app, "26/03/2010").await;
    let mut idva = app.ask(Cast::Idva, NOW);
    for code in ["safelives_dash", "young_person_dash", "dara"] {
        assert_eq!(
            field_of(begin(&app, &mut idva, &child, code).await),
            "instrument"
        );
    }
    let app = TestApp::sqlite().await;
    let young = case(&app, "25/03/2009").await;
    let mut idva = app.ask(Cast::Idva, NOW);
    let choosing = choose_instrument(&app.app, &mut idva, young.victim, young.other)
        .await
        .unwrap();
    let of = |code: &str| {
        choosing
            .offered
            .iter()
            .find(|one| one.code == code)
            .unwrap()
    };
    assert!(matches!(of("safelives_dash").fit, Fit::Warn(_)));
    assert_eq!(of("young_person_dash").fit, Fit::Fits);
    assert_eq!(
        of("safelives_dash").training,
        Some(("dash".to_owned(), None))
    );
    begin(&app, &mut idva, &young, "safelives_dash")
        .await
        .unwrap();
    assert_eq!(
        field_of(begin(&app, &mut idva, &young, "tarot").await),
        "instrument"
    );
    // Not among the area's tools, but one of them leads on to it.
    begin(&app, &mut idva, &young, "stalking_set")
        .await
        .unwrap();
}

#[tokio::test]
async fn two_assessments_of_a_pair_stand_side_by_side() {
    let app = TestApp::sqlite().await;
    let case = case(&app, "02/11/1976").await;
    let mut idva = app.ask(Cast::Idva, NOW);
    let first = begin(&app, &mut idva, &case, "safelives_dash")
        .await
        .unwrap();
    answer_assessment(
        &app.app,
        &mut idva,
        first,
        vec![given("strangulation", "no", "")],
    )
    .await
    .unwrap();
    let mut later = app.ask(Cast::Idva, "2026-05-02T09:00:00Z");
    let second = begin(&app, &mut later, &case, "police_dash_2009")
        .await
        .unwrap();
    answer_assessment(
        &app.app,
        &mut later,
        second,
        vec![given("strangulation", "yes", "Twice.")],
    )
    .await
    .unwrap();
    // Whichever is named first, the earlier one stands first.
    let view = compare_assessments(&app.app, &mut later, second, first)
        .await
        .unwrap();
    assert_eq!([view.both[0].id, view.both[1].id], [first, second]);
    let row = view
        .rows
        .iter()
        .find(|row| row.numbers[1].as_deref() == Some("18"))
        .unwrap();
    assert_eq!(row.change.label(), "New");
    assert_eq!(row.comments[1], "Twice.");
    let page = open_assessment(&app.app, &mut later, second).await.unwrap();
    assert_eq!(
        page.others.iter().map(|one| one.id).collect::<Vec<_>>(),
        [first]
    );
}

#[tokio::test]
async fn an_area_loads_its_own_version_and_old_assessments_keep_theirs() {
    for app in TestApp::each_database().await {
        let case = case(&app, "02/11/1976").await;
        let mut idva = app.ask(Cast::Idva, NOW);
        let before = begin(&app, &mut idva, &case, "safelives_dash")
            .await
            .unwrap();
        let area = app.book.code.clone();
        let shipped = instruments_of(&app.app, &area).await.unwrap();
        let mut own = shipped
            .iter()
            .find(|one| one.code == "safelives_dash")
            .unwrap()
            .clone();
        let mut dice = CountingDice::new(7);
        let console = || Doer::system("Console");
        let now = idva.now;
        let same = load_instrument(&app.app, &area, own.clone(), console(), now, &mut dice).await;
        assert!(
            same.unwrap_err()
                .to_string()
                .contains("ships with Hawthorn")
        );
        own.version = "licensed-1".to_owned();
        own.blocks[0].items[0].label = "Our licensed words".to_owned();
        load_instrument(&app.app, &area, own.clone(), console(), now, &mut dice)
            .await
            .unwrap();
        assert!(
            load_instrument(&app.app, &area, own.clone(), console(), now, &mut dice)
                .await
                .is_err()
        );
        let mut stranger = own;
        stranger.code = "tarot".to_owned();
        assert!(
            load_instrument(&app.app, &area, stranger, console(), now, &mut dice)
                .await
                .is_err()
        );

        let after = begin(&app, &mut idva, &case, "safelives_dash")
            .await
            .unwrap();
        let label = async |id: AssessmentId, ask: &mut Ask| {
            let page = open_assessment(&app.app, ask, id).await.unwrap();
            page.instrument.items().next().unwrap().label.clone()
        };
        assert_eq!(label(before, &mut idva).await, "Injury this time");
        assert_eq!(label(after, &mut idva).await, "Our licensed words");
    }
}
