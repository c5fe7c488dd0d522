//! Small pieces that several rooms' pages share: clocks, levels, ratings and histories, said one way everywhere.

use hawthorn_components::DueDate;
use hawthorn_components::SafeContact;
use hawthorn_components::{Rag, RagLevel};
use hawthorn_components::{RiskBadge, RiskLevel as BadgeLevel};
use hawthorn_domain::mash;
use hawthorn_domain::people::contact::Standing;
use hawthorn_domain::platform::deadline::Clock;
use hawthorn_domain::platform::words;
use hawthorn_domain::risk::RiskLevel;
use jiff::Timestamp;
use maud::{Markup, html};

/// A due time with how long is left, in words and by its look.
pub fn due(clock: &Clock, now: Timestamp) -> Markup {
    if let Some(done) = clock.done_at() {
        let words = if done <= clock.due_at() {
            "Done in time"
        } else {
            "Done late"
        };
        return html! { (words) ", " (words::moment(done)) };
    }
    let due = due_at(
        clock.due_at(),
        now,
        i64::from(clock.promise().due_soon_minutes),
    );
    html! { (due) }
}

/// A due moment without its clock.
pub fn due_at(due: Timestamp, now: Timestamp, soon_minutes: i64) -> DueDate {
    DueDate {
        when: words::due(due),
        datetime: due.to_string(),
        minutes_left: due.duration_since(now).as_secs() / 60,
        soon_minutes,
    }
}

/// The badge of a level with what it rests on.
pub fn level_badge(
    level: RiskLevel,
    basis: impl Into<String>,
    date: impl Into<String>,
) -> RiskBadge {
    let level = match level {
        RiskLevel::High => BadgeLevel::High,
        RiskLevel::Medium => BadgeLevel::Medium,
        RiskLevel::Standard => BadgeLevel::Standard,
    };
    RiskBadge::new(level, basis, date)
}

/// The mark of a rating with the time it allows and what is left of it.
pub fn rag_mark(rag: mash::Rag, clock: Option<&Clock>, now: Timestamp) -> Rag {
    let level = match rag {
        mash::Rag::Red => RagLevel::Red,
        mash::Rag::Amber => RagLevel::Amber,
        mash::Rag::Green => RagLevel::Green,
    };
    let allowed = clock
        .map(|clock| format!("due {}", words::due(clock.due_at())))
        .unwrap_or_default();
    let left = clock
        .filter(|clock| clock.done_at().is_none())
        .map(|clock| {
            let seconds = clock.due_at().duration_since(now).as_secs();
            if seconds < 0 {
                format!("{} late", words::span(seconds))
            } else {
                format!("{} left", words::span(seconds))
            }
        })
        .unwrap_or_default();
    Rag::new(level, allowed, left)
}

/// How it stands with reaching a person, as the strip of every page says it (R32).
pub fn safe_contact(standing: &Standing) -> SafeContact {
    match standing {
        Standing::Safe { ways, times } => {
            let ways: Vec<String> = ways.iter().map(|way| words::inside(way.label())).collect();
            let times = if times.is_empty() {
                String::new()
            } else {
                format!(", {times}")
            };
            SafeContact::Safe(format!("by {}{times}", ways.join(" or ")))
        }
        Standing::DoNotContact => SafeContact::Unsafe("asked not to be contacted".to_owned()),
        Standing::Unsafe => {
            SafeContact::Unsafe("a way is unsafe, and none is known to be safe".to_owned())
        }
        Standing::Lapsed { asked } => SafeContact::Lapsed(words::date(*asked)),
        Standing::NotKnown => SafeContact::NotKnown,
    }
}

/// Text that a person wrote, with its line breaks kept.
pub fn written(text: &str) -> Markup {
    html! { @for paragraph in text.split("\n").filter(|line| !line.trim().is_empty()) { p.govuk-body { (paragraph) } } }
}

/// What an empty list says.
pub fn nothing(words: &str) -> Markup {
    html! { p.govuk-body.hw-empty { (words) } }
}

/// A rule's words without the numbers of the requirements behind it, such as
/// “(R90)”: those are for whoever reads the rules, not for the desk.
pub fn without_numbers(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, after)) = rest.split_once(" (") {
        let inside = after.split(')').next().unwrap_or_default();
        let numbers = !inside.is_empty() && inside.split(", ").all(is_number);
        plain.push_str(before);
        if numbers && after.len() > inside.len() {
            rest = after.get(inside.len() + 1..).unwrap_or_default();
        } else {
            plain.push_str(" (");
            rest = after;
        }
    }
    plain.push_str(rest);
    plain
}

/// `R90`, `C36`, `F5`.
fn is_number(word: &str) -> bool {
    let mut letters = word.chars();
    letters
        .next()
        .is_some_and(|first| matches!(first, 'R' | 'C' | 'F'))
        && word.len() > 1
        && letters.all(|digit| digit.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::without_numbers;

    #[test]
    fn numbers_of_requirements_go_and_other_brackets_stay() {
        for (words, plain) in [
            (
                "the level is medium: consider a referral (R90)",
                "the level is medium: consider a referral",
            ),
            (
                "an adult may need safeguarding (R66, R77), so ask",
                "an adult may need safeguarding, so ask",
            ),
            (
                "incident 23/1 (20 March 2026) counts (C36).",
                "incident 23/1 (20 March 2026) counts.",
            ),
            ("an open (bracket", "an open (bracket"),
        ] {
            assert_eq!(without_numbers(words), plain);
        }
    }
}
