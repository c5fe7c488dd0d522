//! When something is due: the date written out, and beside it how soon that is.

use maud::{Markup, Render, html};

/// How near a due time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// Past.
    Late,
    /// Near.
    Soon,
    /// Far enough.
    Ok,
}

/// When something is due. The caller works out the minutes left, since clocks may pause.
#[derive(Debug, Clone, Default)]
pub struct DueDate {
    /// The date written out, such as "23 November 2026, 3:05pm".
    pub when: String,
    /// The date for machines, such as `2026-11-23T15:05:00Z`; none when empty.
    pub datetime: String,
    /// Minutes until it is due; negative when late.
    pub minutes_left: i64,
    /// Within how many minutes it counts as soon.
    pub soon_minutes: i64,
}

impl DueDate {
    /// How near it is.
    #[must_use]
    pub const fn urgency(&self) -> Urgency {
        if self.minutes_left < 0 {
            Urgency::Late
        } else if self.minutes_left <= self.soon_minutes {
            Urgency::Soon
        } else {
            Urgency::Ok
        }
    }

    /// How near it is in words: "due in 2 hours", "late by 3 days".
    #[must_use]
    pub fn words(&self) -> String {
        let span = span_words(self.minutes_left.unsigned_abs());
        match self.urgency() {
            Urgency::Late => format!("late by {span}"),
            Urgency::Soon | Urgency::Ok if self.minutes_left == 0 => "due now".to_owned(),
            Urgency::Soon | Urgency::Ok => format!("due in {span}"),
        }
    }
}

/// A length of time in one whole unit: minutes under an hour, hours under 3 days, then days.
/// Rounded down, so that nobody is promised time that is not there.
fn span_words(minutes: u64) -> String {
    let (number, unit) = match minutes {
        0..60 => (minutes, "minute"),
        60..4320 => (minutes / 60, "hour"),
        _ => (minutes / 1440, "day"),
    };
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {unit}{plural}")
}

impl Render for DueDate {
    fn render(&self) -> Markup {
        let (class, sign) = match self.urgency() {
            Urgency::Late => ("hw-due hw-due--late", "!"),
            Urgency::Soon => ("hw-due hw-due--soon", "◷"),
            Urgency::Ok => ("hw-due hw-due--ok", ""),
        };
        html! {
            span class=(class) {
                strong.hw-due__words {
                    @if !sign.is_empty() { span.hw-due__sign aria-hidden="true" { (sign) } " " }
                    (self.words())
                }
                @if !self.when.is_empty() {
                    " "
                    @if self.datetime.is_empty() {
                        span.hw-due__when { (self.when) }
                    } @else {
                        time.hw-due__when datetime=(self.datetime) { (self.when) }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DueDate, Urgency, span_words};

    #[test]
    fn spans_are_rounded_down_to_a_whole_unit() {
        let words = |minutes| span_words(minutes);
        assert_eq!(words(1), "1 minute");
        assert_eq!(words(59), "59 minutes");
        assert_eq!(words(60), "1 hour");
        assert_eq!(words(179), "2 hours");
        assert_eq!(words(4319), "71 hours");
        assert_eq!(words(4320), "3 days");
    }

    #[test]
    fn lateness_starts_after_the_due_minute() {
        let due = |minutes_left| DueDate {
            minutes_left,
            soon_minutes: 120,
            ..DueDate::default()
        };
        assert_eq!(due(-1).urgency(), Urgency::Late);
        assert_eq!(due(-1).words(), "late by 1 minute");
        assert_eq!(due(0).words(), "due now");
        assert_eq!(due(120).urgency(), Urgency::Soon);
        assert_eq!(due(121).urgency(), Urgency::Ok);
        assert_eq!(due(121).words(), "due in 2 hours");
    }
}
