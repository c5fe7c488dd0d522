//! Runs the tables of docs/rules/sheet.md, and of docs/rules/screening.md on word about forms and the child screen, row by row (R72, R80, R92–R101, R114, C15, C23).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

#[path = "common/incident.rs"]
mod common;

use hawthorn_domain::incidents::PartyRole;
use hawthorn_domain::incidents::child_screen::{
    ChildScreen, JointOutcome, JointlyScreened, PreScreen, PreScreened, next_step,
};
use hawthorn_domain::incidents::form_feedback::{FormFault, may_give};
use hawthorn_domain::incidents::sheet::{
    CareHolds, CareSystem, frozen_at, newest_to_freeze, systems_for,
};
use hawthorn_domain::incidents::weekly::{
    DeskItem, Measure, Span, counts, figures, may_sign, monday_of, sentences,
};
use hawthorn_domain::platform::audit::Doer;
use hawthorn_domain::platform::calendar::{london, london_date};
use hawthorn_domain::platform::ids::{Chance, ChildScreenId, IncidentId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::platform::settings::choices::ScreeningWorkflow;
use hawthorn_domain::risk::RiskLevel;
use jiff::civil::{DateTime, date, time};
use jiff::{SignedDuration, Timestamp};

const PAGE: &str = concat!(
    include_str!("../../../docs/rules/sheet.md"),
    "\n",
    include_str!("../../../docs/rules/screening.md")
);

struct Fixed;
impl Chance for Fixed {
    fn bits(&mut self) -> u128 {
        7
    }
}

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
    assert!(rows.len() >= 5, "the table “{heading}” has lost rows");
    rows
}

fn at(text: &str) -> Timestamp {
    let civil: DateTime = text.parse().unwrap();
    london().to_timestamp(civil).unwrap()
}

fn dash(cell: &str) -> &str {
    if cell == "-" { "" } else { cell }
}

#[test]
fn everybody_is_looked_up_where_the_table_says() {
    for row in table("Part | Children's system") {
        let systems = systems_for(PartyRole::from_code(row[0]).unwrap());
        assert_eq!(
            systems.contains(&CareSystem::Child),
            row[1] == "yes",
            "{row:?}"
        );
        assert_eq!(
            systems.contains(&CareSystem::Adult),
            row[2] == "yes",
            "{row:?}"
        );
    }
}

#[test]
fn a_sheet_freezes_at_noon_of_the_day_after() {
    let noon = time(12, 0, 0, 0);
    for row in table("Now in London") {
        let newest = newest_to_freeze(at(row[0]), noon);
        assert_eq!(newest.to_string(), row[1], "{row:?}");
        assert!(frozen_at(newest, noon) <= at(row[0]));
        assert!(frozen_at(newest.tomorrow().unwrap(), noon) > at(row[0]));
    }
}

/// The desk's item of one row, with the 72 hours and the end of its working week.
fn item(row: &[&str]) -> DeskItem {
    let received_at = at(row[0]);
    let monday = monday_of(london_date(received_at));
    let saturday = monday.checked_add(jiff::ToSpan::days(5)).unwrap();
    DeskItem {
        incident: IncidentId::new(received_at, &mut Fixed),
        received_at,
        decided_at: (row[1] != "-").then(|| at(row[1])),
        due_at: received_at + SignedDuration::from_hours(72),
        week_end: Some(at(&format!("{saturday}T00:00"))),
        level: RiskLevel::Standard,
    }
}

fn the_week() -> Span {
    Span::of(date(2026, 3, 23), 7, at("2026-04-06T09:00"))
}

#[test]
fn every_incident_stands_behind_the_figures_that_the_table_names() {
    for row in table("Received | Decided | Counted") {
        let item = item(&row);
        let behind: Vec<&str> = Measure::ALL
            .iter()
            .filter(|measure| counts(&item, **measure, the_week()))
            .map(|measure| measure.code())
            .collect();
        let expected = if row[2] == "-" { "" } else { row[2] };
        assert_eq!(behind.join(", "), expected, "{row:?}");
    }
}

#[test]
fn the_report_says_the_figures_in_sentences() {
    let rows = table("Received | Decided | Counted");
    let items: Vec<DeskItem> = rows.iter().map(|row| item(row)).collect();
    let figures = figures(&items, the_week());
    let behind = |measure: Measure| {
        items
            .iter()
            .filter(|item| counts(item, measure, the_week()))
            .count() as u64
    };
    for measure in Measure::ALL {
        assert_eq!(figures.of(*measure), behind(*measure), "{measure}");
    }
    let said = sentences(&figures, the_week());
    assert_eq!(said[0], "5 incidents came in and 4 were finished.");
    assert_eq!(said[1], "1 incident was finished after its time.");
    assert!(
        said[2].starts_with("3 incidents were open at the end, 2 past their time."),
        "{said:?}"
    );
    assert_eq!(
        said[3],
        "3 incidents were not finished by the end of the week."
    );
    let quiet = sentences(&figures_of_nothing(), the_week());
    assert!(quiet.contains(&"Nothing is outstanding.".to_owned()));
}

fn figures_of_nothing() -> hawthorn_domain::incidents::weekly::Figures {
    figures(&[], the_week())
}

#[test]
fn a_report_is_signed_once_and_when_its_week_is_over() {
    let monday = date(2026, 3, 23);
    let over = at("2026-03-30T00:00");
    assert!(may_sign(monday, over, false, "Nothing.").is_ok());
    assert!(
        may_sign(
            monday,
            over - SignedDuration::from_secs(1),
            false,
            "Nothing."
        )
        .is_err()
    );
    assert!(may_sign(monday, over, true, "Nothing.").is_err());
    assert!(may_sign(monday, over, false, " ").is_err());
}

#[test]
fn the_supervisor_is_written_to_as_the_table_says() {
    for row in table("Officer | Earlier waits") {
        let faults: Vec<FormFault> = dash(row[2])
            .split(", ")
            .filter_map(FormFault::from_code)
            .collect();
        let said = may_give(dash(row[0]), row[1] == "yes", &faults, dash(row[3]))
            .map_or_else(|refusal| refusal.to_string(), |()| "written".to_owned());
        assert_eq!(said, row[4], "{row:?}");
    }
}

fn screen(pre: &str, joint: &str) -> Option<ChildScreen> {
    let by = Doer::system("test");
    let when = at("2026-03-25T09:00");
    Some(ChildScreen {
        id: ChildScreenId::new(when, &mut Fixed),
        area: AreaCode::new("wolverhampton").unwrap(),
        incident: IncidentId::new(when, &mut Fixed),
        pre: PreScreened {
            found: PreScreen::from_code(pre)?,
            reason: "A reason.".to_owned(),
            by: by.clone(),
            at: when,
        },
        joint: JointOutcome::from_code(joint).map(|outcome| JointlyScreened {
            agencies: vec!["One".to_owned(), "Two".to_owned()],
            grade: "2".to_owned(),
            outcome,
            reason: "A reason.".to_owned(),
            by,
            at: when,
        }),
        restriction: Restriction::default(),
    })
}

#[test]
fn the_child_screen_takes_the_steps_of_the_table() {
    for row in table("Workflow | Child") {
        let workflow = ScreeningWorkflow::from_code(row[0]).unwrap();
        let screen = screen(row[3], row[4]);
        let step = next_step(workflow, row[1] == "yes", row[2] == "yes", screen.as_ref());
        assert_eq!(step.code(), row[5], "{row:?}");
    }
}

#[test]
fn an_answer_needs_what_the_table_says() {
    let incident = an_incident();
    let person = incident.parties[0].person;
    for row in table("Holds | Worker") {
        let holds = CareHolds::from_code(row[0]).unwrap();
        let said = hawthorn_domain::incidents::sheet::may_answer(
            &incident,
            person,
            holds,
            dash(row[1]),
            dash(row[2]),
        )
        .map_or_else(|refusal| refusal.to_string(), |()| "kept".to_owned());
        assert_eq!(said, row[3], "{row:?}");
    }
}

/// An incident with one party, as little of it as the rule reads.
fn an_incident() -> hawthorn_domain::incidents::Incident {
    common::incident("2026-03-25T14:00:00Z")
}
