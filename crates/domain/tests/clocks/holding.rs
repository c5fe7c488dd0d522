//! How a clock stands, and what holding, extending, rating again and finishing do to it.

use hawthorn_domain::platform::calendar::Calendar;
use hawthorn_domain::platform::deadline::{
    AfterHours, Clock, ClockError, ClockState, Length, Promise,
};
use jiff::SignedDuration;

use crate::{at, holidays, hub, promise, shown};

#[test]
fn states_follow_the_due_time() {
    let holidays = holidays();
    let mut clock = Clock::start(
        Promise {
            due_soon_minutes: 60,
            ..promise(Length::Minutes(240), Calendar::Elapsed)
        },
        at("Mon 2026-03-02 09:00"),
        &holidays,
    )
    .unwrap();
    let minutes = SignedDuration::from_mins;
    assert_eq!(
        clock.state(at("Mon 2026-03-02 10:00")),
        ClockState::OnTime { left: minutes(180) }
    );
    assert_eq!(
        clock.state(at("Mon 2026-03-02 12:00")),
        ClockState::DueSoon { left: minutes(60) }
    );
    assert_eq!(
        clock.state(at("Mon 2026-03-02 13:00")),
        ClockState::DueSoon { left: minutes(0) }
    );
    assert_eq!(
        clock.state(at("Mon 2026-03-02 13:05")),
        ClockState::Late { by: minutes(5) }
    );
    clock.finish(at("Mon 2026-03-02 13:00"), &holidays).unwrap();
    assert_eq!(
        clock.state(at("Tue 2026-03-03 13:00")),
        ClockState::Done { on_time: true }
    );
    assert_eq!(
        clock.finish(at("Mon 2026-03-02 14:00"), &holidays),
        Err(ClockError::AlreadyDone)
    );
}

#[test]
fn a_hold_over_a_weekend_moves_a_working_days_clock_by_nothing() {
    let holidays = holidays();
    let mut clock = Clock::start(
        promise(Length::Minutes(2880), Calendar::WorkingDays),
        at("Fri 2026-03-06 12:00"),
        &holidays,
    )
    .unwrap();
    let due = clock.due_at();
    clock
        .pause(at("Sat 2026-03-07 09:00"), "waiting for consent")
        .unwrap();
    assert_eq!(
        clock.state(at("Sun 2026-03-08 09:00")),
        ClockState::Paused {
            since: at("Sat 2026-03-07 09:00")
        }
    );
    assert_eq!(
        clock.pause(at("Sun 2026-03-08 09:00"), "again"),
        Err(ClockError::AlreadyPaused)
    );
    clock.resume(at("Sun 2026-03-08 18:00"), &holidays).unwrap();
    assert_eq!(clock.due_at(), due);
    clock
        .pause(at("Mon 2026-03-09 09:00"), "waiting for consent")
        .unwrap();
    clock.resume(at("Mon 2026-03-09 15:00"), &holidays).unwrap();
    assert_eq!(
        clock.due_at(),
        due.checked_add(SignedDuration::from_hours(6)).unwrap()
    );
}

#[test]
fn what_may_not_happen_to_a_clock_is_refused_and_changes_nothing() {
    let holidays = holidays();
    let start = at("Mon 2026-03-02 09:00");
    let fixed = Promise {
        may_pause: false,
        ..promise(Length::Minutes(60), Calendar::Elapsed)
    };
    let mut clock = Clock::start(fixed, start, &holidays).unwrap();
    let before = clock.clone();
    assert_eq!(clock.pause(start, "reason"), Err(ClockError::MayNotPause));
    assert_eq!(clock.resume(start, &holidays), Err(ClockError::NotPaused));
    assert_eq!(
        clock.extend(start, Length::Minutes(5), "  ", &holidays),
        Err(ClockError::NoReason)
    );
    assert_eq!(
        clock.extend(
            at("Sun 2026-03-01 09:00"),
            Length::Minutes(5),
            "reason",
            &holidays
        ),
        Err(ClockError::OutOfOrder)
    );
    assert_eq!(
        clock.finish(at("Sun 2026-03-01 09:00"), &holidays),
        Err(ClockError::OutOfOrder)
    );
    assert_eq!(clock, before);
}

#[test]
fn a_new_rating_counts_from_the_original_start() {
    let holidays = holidays();
    let start = at("Mon 2026-03-02 09:00");
    let amber = promise(Length::Minutes(1440), Calendar::WorkingDays);
    let red = Promise {
        after_hours: AfterHours::RunsOn,
        ..promise(Length::Minutes(240), hub())
    };
    let mut clock = Clock::start(amber, start, &holidays).unwrap();
    clock
        .extend(
            at("Mon 2026-03-02 15:00"),
            Length::Minutes(30),
            "the school answers at four",
            &holidays,
        )
        .unwrap();
    clock.rebase(red, &holidays).unwrap();
    assert_eq!(
        shown(clock.due_at()),
        "Mon 2026-03-02 13:30",
        "four hours from the start, and the half hour that was given (R119)"
    );
    assert!(matches!(
        clock.state(at("Mon 2026-03-02 16:00")),
        ClockState::Late { .. }
    ));
    assert_eq!(clock.started_at(), start);
}

#[test]
fn reminders_stand_around_the_due_time_and_never_before_the_start() {
    let holidays = holidays();
    let chased = Promise {
        chase_before: vec![30, 600],
        chase_after: vec![60],
        ..promise(Length::Minutes(120), Calendar::Elapsed)
    };
    let clock = Clock::start(chased, at("Mon 2026-03-02 09:00"), &holidays).unwrap();
    let times: Vec<_> = clock.chasers().into_iter().map(shown).collect();
    assert_eq!(times, ["Mon 2026-03-02 10:30", "Mon 2026-03-02 12:00"]);
}

#[test]
fn a_clock_made_again_from_its_parts_is_the_same_clock() {
    let holidays = holidays();
    let mut clock = Clock::start(
        promise(Length::WorkingDays(3), hub()),
        at("Mon 2026-03-02 09:00"),
        &holidays,
    )
    .unwrap();
    clock.pause(at("Tue 2026-03-03 09:00"), "held").unwrap();
    clock.resume(at("Wed 2026-03-04 09:00"), &holidays).unwrap();
    clock
        .extend(
            at("Thu 2026-03-05 09:00"),
            Length::WorkingDays(1),
            "more time",
            &holidays,
        )
        .unwrap();
    let again = Clock::rebuild(
        clock.promise().clone(),
        clock.started_at(),
        clock.pauses().to_vec(),
        clock.extensions().to_vec(),
        clock.done_at(),
        &holidays,
    );
    assert_eq!(again.unwrap(), clock);
}
