//! What must hold of every clock, whatever its start, length and calendar.

use hawthorn_domain::platform::calendar::{Calendar, london};
use hawthorn_domain::platform::deadline::{Clock, Length, Promise, Roll, friday_measure};
use hawthorn_domain::platform::holidays::BankHolidays;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use crate::{calendar, holidays, hub, promise, shown};

fn any_calendar() -> impl Strategy<Value = Calendar> {
    prop_oneof![
        Just(Calendar::Elapsed),
        Just(Calendar::WorkingDays),
        Just(Calendar::DapnStyle),
        Just(hub()),
        Just(calendar("helpline"))
    ]
}

/// Any minute of 2025 to 2027.
fn any_instant() -> impl Strategy<Value = Timestamp> {
    (0_i64..3 * 365 * 1440).prop_map(|minute| {
        let first: Timestamp = "2025-01-01T00:00:00Z".parse().unwrap();
        first
            .checked_add(SignedDuration::from_mins(minute))
            .unwrap()
    })
}

fn any_length() -> impl Strategy<Value = Length> {
    prop_oneof![
        (1_u32..6000).prop_map(Length::Minutes),
        (1_u16..15).prop_map(Length::WorkingDays),
        Just(Length::NextWorkingDay),
        (1_u16..60).prop_map(Length::Days)
    ]
}

fn is_open(calendar: &Calendar, at: Timestamp, holidays: &BankHolidays) -> bool {
    let day: Date = london().to_datetime(at).date();
    // The end of a whole day is the first instant of the next.
    [day, day.yesterday().unwrap()].into_iter().any(|day| {
        calendar
            .counted_windows(day, holidays)
            .unwrap()
            .iter()
            .any(|(from, to)| *from <= at && at <= *to)
    })
}

proptest! {
    #[test]
    fn a_later_start_is_never_due_earlier(calendar in any_calendar(), length in any_length(), start in any_instant(), by in 0_i64..20_000) {
        let holidays = holidays();
        let later = start.checked_add(SignedDuration::from_mins(by)).unwrap();
        let promise = promise(length, calendar);
        prop_assert!(promise.due(start, &holidays).unwrap() <= promise.due(later, &holidays).unwrap());
    }

    #[test]
    fn nothing_is_due_while_its_calendar_is_closed(calendar in any_calendar(), minutes in 1_u32..6000, start in any_instant()) {
        let holidays = holidays();
        let due = calendar.add_minutes(start, minutes, &holidays).unwrap();
        prop_assert!(is_open(&calendar, due, &holidays), "{}", shown(due));
    }

    #[test]
    fn counting_back_gives_the_length_that_was_added(calendar in any_calendar(), minutes in 0_u32..6000, start in any_instant()) {
        let holidays = holidays();
        let due = calendar.add_minutes(start, minutes, &holidays).unwrap();
        prop_assert_eq!(calendar.counted(start, due, &holidays).unwrap(), SignedDuration::from_mins(i64::from(minutes)));
    }

    #[test]
    fn a_hold_moves_the_due_time_by_its_counted_time(calendar in any_calendar(), minutes in 60_u32..6000, start in any_instant(), after in 0_i64..3000, held in 0_i64..5000) {
        let holidays = holidays();
        let mut clock = Clock::start(promise(Length::Minutes(minutes), calendar.clone()), start, &holidays).unwrap();
        let before = clock.due_at();
        let from = start.checked_add(SignedDuration::from_mins(after)).unwrap();
        prop_assume!(from < before);
        let to = from.checked_add(SignedDuration::from_mins(held)).unwrap();
        clock.pause(from, "held").unwrap();
        clock.resume(to, &holidays).unwrap();
        prop_assert_eq!(calendar.counted(before, clock.due_at(), &holidays).unwrap(), calendar.counted(from, to, &holidays).unwrap());
        let worked = calendar.counted(start, from, &holidays).unwrap() + calendar.counted(to, clock.due_at().max(to), &holidays).unwrap();
        prop_assert_eq!(worked, SignedDuration::from_mins(i64::from(minutes)));
    }

    #[test]
    fn a_rolled_due_time_is_on_a_working_day(minutes in 1_u32..6000, start in any_instant(), end_of_day in any::<bool>()) {
        let holidays = holidays();
        let roll = if end_of_day { Roll::EndOfDay } else { Roll::SameTime };
        let due = Promise { roll, ..promise(Length::Minutes(minutes), Calendar::Elapsed) }.due(start, &holidays).unwrap();
        prop_assert!(holidays.is_working_day(london().to_datetime(due).date()));
        prop_assert!(due >= start.checked_add(SignedDuration::from_mins(i64::from(minutes))).unwrap());
    }

    #[test]
    fn the_weeks_end_is_after_receipt_and_within_eleven_days(start in any_instant()) {
        let holidays = holidays();
        let end = friday_measure(start, &holidays).unwrap();
        // The last minute of a day is written 23:59, so an arrival in that minute may stand after it.
        prop_assert!(end >= start.checked_sub(SignedDuration::from_mins(1)).unwrap());
        prop_assert!(end <= start.checked_add(SignedDuration::from_hours(11 * 24)).unwrap());
    }

    #[test]
    fn lengths_read_back_from_their_own_words(length in any_length()) {
        prop_assert_eq!(Length::from_words(&length.to_string()), Some(length));
    }
}
