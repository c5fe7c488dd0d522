//! When people work: the hub on working days, the police desk every day; all in London time.

use hawthorn_domain::platform::calendar::london;
use hawthorn_domain::platform::holidays::BankHolidays;
use jiff::civil::{Date, Time, time};
use jiff::{SignedDuration, Timestamp};

/// The hub's hours, a little narrower than the area's, so that nothing happens at the door.
const HUB: (Time, Time) = (time(8, 30, 0, 0), time(17, 0, 0, 0));
/// The police desk's hours.
const DESK: (Time, Time) = (time(7, 0, 0, 0), time(20, 0, 0, 0));
/// Between two slots of [`slot_before`].
const SLOT: SignedDuration = SignedDuration::from_mins(30);

/// Later by so many minutes.
pub(crate) fn plus(at: Timestamp, minutes: i64) -> Timestamp {
    at.checked_add(SignedDuration::from_mins(minutes))
        .unwrap_or(at)
}

/// A civil time of a day in London.
pub(crate) fn at(day: Date, clock: Time) -> Timestamp {
    london()
        .to_ambiguous_timestamp(day.to_datetime(clock))
        .compatible()
        .unwrap_or(Timestamp::UNIX_EPOCH)
}

/// This moment if the hub works then, or when it next opens.
pub(crate) fn hub(moment: Timestamp, holidays: &BankHolidays) -> Timestamp {
    open(moment, HUB, |day| holidays.is_working_day(day))
}

/// This moment if the police desk works then, or when it next opens.
pub(crate) fn desk(moment: Timestamp) -> Timestamp {
    open(moment, DESK, |_| true)
}

fn open(moment: Timestamp, hours: (Time, Time), works: impl Fn(Date) -> bool) -> Timestamp {
    let local = london().to_datetime(moment);
    if works(local.date()) && local.time() < hours.1 {
        return if local.time() >= hours.0 {
            moment
        } else {
            at(local.date(), hours.0)
        };
    }
    let mut day = local.date();
    loop {
        let Ok(next) = day.tomorrow() else {
            return moment;
        };
        day = next;
        if works(day) {
            return at(day, hours.0);
        }
    }
}

/// The `number`th half hour of the hub's working time before a moment, counted from 1.
pub(crate) fn slot_before(moment: Timestamp, number: usize, holidays: &BankHolidays) -> Timestamp {
    let mut slot = moment;
    let mut found = 0;
    while found < number {
        let Ok(earlier) = slot.checked_sub(SLOT) else {
            return slot;
        };
        slot = earlier;
        if hub(slot, holidays) == slot {
            found += 1;
        }
    }
    slot
}

#[cfg(test)]
mod tests {
    use super::*;

    fn none() -> BankHolidays {
        let far = jiff::civil::date(2019, 12, 25);
        BankHolidays::new(vec![hawthorn_domain::platform::holidays::BankHoliday {
            date: far,
            title: "Christmas Day".to_owned(),
        }])
        .unwrap()
    }

    #[test]
    fn work_goes_on_when_the_door_opens() {
        let friday_evening: Timestamp = "2026-03-27T18:00:00Z".parse().unwrap();
        assert_eq!(
            hub(friday_evening, &none()).to_string(),
            "2026-03-30T07:30:00Z",
            "Monday in summer time"
        );
        assert_eq!(desk(friday_evening), friday_evening);
    }

    #[test]
    fn slots_lie_in_working_time_and_before() {
        let sunday: Timestamp = "2026-03-22T03:00:00Z".parse().unwrap();
        assert_eq!(
            slot_before(sunday, 1, &none()).to_string(),
            "2026-03-20T16:30:00Z"
        );
        assert!(slot_before(sunday, 20, &none()) < slot_before(sunday, 3, &none()));
    }
}
