//! Opening times as schedules of the feed; several spans are several schedules (F87).

use hawthorn_domain::directory::Opening;
use hawthorn_domain::directory::opening::{Day, Span, Weeks};
use jiff::civil::Time;
use serde_json::{Map, Value, json};

use super::ids::of_name;

/// One opening time, as filters ask about it.
pub(super) struct Slot {
    /// Days as in iCalendar: `MO`, `1TU`, `-1FR`.
    pub days: Vec<String>,
    /// Opening time, `08:30`.
    pub opens: String,
    /// Closing time.
    pub closes: String,
    rest: Map<String, Value>,
}

/// The opening times of a pattern; none where they are not known.
pub(super) fn slots(opening: &Opening) -> Vec<Slot> {
    match opening {
        Opening::NotKnown => Vec::new(),
        Opening::Always => vec![Slot {
            days: Day::ALL.iter().map(|day| letters(*day)).collect(),
            opens: "00:00".to_owned(),
            closes: "23:59".to_owned(),
            rest: Map::from_iter([("freq".to_owned(), json!("WEEKLY"))]),
        }],
        Opening::Hours(hours) => hours.spans.iter().map(slot).collect(),
    }
}

/// The schedules of a service.
pub(super) fn shapes(service: &str, opening: &Opening) -> Vec<Value> {
    let told = opening.told().join("; ");
    slots(opening)
        .into_iter()
        .enumerate()
        .map(|(place, slot)| {
            let mut shape = slot.rest;
            shape.insert(
                "id".to_owned(),
                json!(of_name(&format!("schedule:{service}:{place}"))),
            );
            shape.insert("service_id".to_owned(), json!(service));
            shape.insert("byday".to_owned(), json!(slot.days.join(",")));
            shape.insert("opens_at".to_owned(), json!(slot.opens));
            shape.insert("closes_at".to_owned(), json!(slot.closes));
            // Bank holidays and single days have no field of their own; the words tell them.
            shape.insert("description".to_owned(), json!(told));
            Value::Object(shape)
        })
        .collect()
}

fn slot(span: &Span) -> Slot {
    let (freq, before) = match span.weeks {
        Weeks::Every | Weeks::EverySecond(_) => ("WEEKLY", String::new()),
        Weeks::Nth(nth) => ("MONTHLY", nth.to_string()),
        Weeks::Last => ("MONTHLY", "-1".to_owned()),
    };
    let mut rest = Map::from_iter([("freq".to_owned(), json!(freq))]);
    if let Weeks::EverySecond(from) = span.weeks {
        rest.insert("interval".to_owned(), json!(2));
        rest.insert("dtstart".to_owned(), json!(from.to_string()));
    }
    if let Some(first) = span.first {
        rest.insert("valid_from".to_owned(), json!(first.to_string()));
    }
    if let Some(last) = span.last {
        rest.insert("valid_to".to_owned(), json!(last.to_string()));
    }
    let clock = |time: Time| time.strftime("%H:%M").to_string();
    Slot {
        days: span
            .days
            .iter()
            .map(|day| format!("{before}{}", letters(*day)))
            .collect(),
        opens: clock(span.from),
        closes: if span.to == Time::midnight() {
            "23:59".to_owned()
        } else {
            clock(span.to)
        },
        rest,
    }
}

/// `MO`, `TU` and so on.
fn letters(day: Day) -> String {
    day.code()
        .chars()
        .take(2)
        .collect::<String>()
        .to_uppercase()
}
