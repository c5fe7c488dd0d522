//! Builds what counts time in an area: its calendars, the hub's rating times and its promises.

use hawthorn_domain::mash::Rag;
use hawthorn_domain::platform::actor::Role;
use hawthorn_domain::platform::calendar::{Calendar, OpenHours};
use hawthorn_domain::platform::deadline::{AfterHours, Promise, PromiseCode, Roll, StartEvent};
use hawthorn_domain::platform::settings::NamedCalendar;
use hawthorn_domain::platform::settings::hub::{RagLevel, RagTimes};
use hawthorn_domain::platform::settings_fields::{CALENDAR_KINDS, WEEKDAYS};

use super::areas_reader::{Place, Reader, gather};
use super::areas_settings::refuse_twice;

/// The two calendars that every area has, and the area's own.
pub(super) fn calendars(reader: &mut Reader<'_>, top: &Place<'_>) -> Option<Vec<NamedCalendar>> {
    let mut calendars = vec![
        NamedCalendar {
            code: "elapsed".to_owned(),
            name: "Every hour".to_owned(),
            rule: Calendar::Elapsed,
        },
        NamedCalendar {
            code: "working_days".to_owned(),
            name: "Working days".to_owned(),
            rule: Calendar::WorkingDays,
        },
    ];
    let rows = top.rows("calendars");
    let wanted = calendars.len() + rows.len();
    for row in &rows {
        let calendar = gather!(NamedCalendar {
            code: reader.slug(row, "code"),
            name: reader.text(row, "name"),
            rule: rule(reader, row),
        });
        let Some(calendar) = calendar else { continue };
        refuse_twice(
            reader,
            row,
            &calendar.code,
            calendars.iter().map(|other| other.code.as_str()),
        );
        calendars.push(calendar);
    }
    (calendars.len() == wanted).then_some(calendars)
}

fn rule(reader: &mut Reader<'_>, place: &Place<'_>) -> Option<Calendar> {
    let kind = reader.choice(place, "kind", |code| {
        CALENDAR_KINDS.iter().find(|kind| **kind == code)
    });
    let days: Vec<_> = WEEKDAYS
        .iter()
        .map(|day| reader.windows(place, day))
        .collect();
    let on_bank_holidays = reader.yes_no(place, "on_bank_holidays");
    let days: Vec<_> = days.into_iter().collect::<Option<_>>()?;
    let open = days.iter().any(|windows| !windows.is_empty());
    match *kind? {
        "hours" if !open => {
            reader.problem(
                place.at_key("kind"),
                &place.path_of("kind"),
                "\"hours\" without opening times",
                "opening times on at least one weekday",
            );
            None
        }
        "hours" => Some(Calendar::Hours(OpenHours {
            week: days.try_into().ok()?,
            on_bank_holidays: on_bank_holidays?,
        })),
        _ if open => {
            reader.problem(
                place.at_key("kind"),
                &place.path_of("kind"),
                "opening times on a calendar that has none",
                "kind = \"hours\", or no opening times",
            );
            None
        }
        "elapsed" => Some(Calendar::Elapsed),
        "working_days" => Some(Calendar::WorkingDays),
        _ => Some(Calendar::DapnStyle),
    }
}

/// A calendar that must stand in the list. Where that list could not be read, its own problem is enough.
fn known_calendar(
    reader: &mut Reader<'_>,
    place: &Place<'_>,
    key: &str,
    code: &str,
    known: Option<&[NamedCalendar]>,
) -> Option<NamedCalendar> {
    let known = known?;
    let calendar = known.iter().find(|calendar| calendar.code == code);
    if calendar.is_none() {
        let codes: Vec<_> = known
            .iter()
            .map(|calendar| calendar.code.as_str())
            .collect();
        reader.problem(
            place.at_key(key),
            &place.path_of(key),
            format!("\"{code}\""),
            format!("the code of one of the calendars: {}", codes.join(", ")),
        );
    }
    calendar.cloned()
}

/// The hub's ratings and their times.
pub(super) fn rag(
    reader: &mut Reader<'_>,
    place: &Place<'_>,
    known: Option<&[NamedCalendar]>,
) -> Option<RagTimes> {
    gather!(RagTimes {
        confirmed: reader.yes_no(place, "confirmed"),
        red: rag_level(reader, &place.section("red"), Rag::Red, known),
        amber: rag_level(reader, &place.section("amber"), Rag::Amber, known),
        green: rag_level(reader, &place.section("green"), Rag::Green, known),
    })
}

fn rag_level(
    reader: &mut Reader<'_>,
    place: &Place<'_>,
    code: Rag,
    known: Option<&[NamedCalendar]>,
) -> Option<RagLevel> {
    let calendar = reader.slug(place, "calendar");
    gather!(RagLevel {
        code: Some(code),
        minutes: reader.whole(place, "minutes"),
        calendar: calendar
            .and_then(|named| known_calendar(reader, place, "calendar", &named, known)),
        after_hours: reader.choice(place, "after_hours", AfterHours::from_code),
    })
}

/// One promise for every code; what the file leaves out is as built in.
pub(super) fn promises(
    reader: &mut Reader<'_>,
    place: &Place<'_>,
    known: Option<&[NamedCalendar]>,
) -> Option<Vec<Promise>> {
    let read: Vec<_> = PromiseCode::ALL
        .iter()
        .map(|code| promise(reader, &place.coded_section(code.code()), *code, known))
        .collect();
    read.into_iter().collect()
}

fn promise(
    reader: &mut Reader<'_>,
    place: &Place<'_>,
    code: PromiseCode,
    known: Option<&[NamedCalendar]>,
) -> Option<Promise> {
    let built_in = Promise::built_in(code);
    let calendar = match reader.slug_if(place, "calendar") {
        Some(Some(named)) => known_calendar(reader, place, "calendar", &named, known)
            .map(|found| (found.code, found.rule)),
        Some(None) => Some((built_in.calendar_code, built_in.calendar)),
        None => None,
    };
    gather!(Promise {
        code: Some(code),
        starts: reader
            .choice_if(place, "starts", StartEvent::from_code)
            .map(|given| given.unwrap_or(built_in.starts)),
        length: reader
            .length_if(place, "length")
            .map(|given| given.unwrap_or(built_in.length)),
        calendar_code: calendar.as_ref().map(|(named, _)| named.clone()),
        calendar: calendar.map(|(_, rule)| rule),
        after_hours: reader
            .choice_if(place, "after_hours", AfterHours::from_code)
            .map(|given| given.unwrap_or(built_in.after_hours)),
        roll: reader
            .choice_if(place, "roll", Roll::from_code)
            .map(|given| given.unwrap_or(built_in.roll)),
        may_pause: reader
            .yes_no_if(place, "may_pause")
            .map(|given| given.unwrap_or(built_in.may_pause)),
        due_soon_minutes: reader
            .whole_if(place, "due_soon_minutes")
            .map(|given| given.unwrap_or(built_in.due_soon_minutes)),
        escalate_to: reader
            .choice_if(place, "escalate_to", Role::from_code)
            .map(|given| given.or(built_in.escalate_to)),
        chase_before: reader
            .wholes_if(place, "chase_before")
            .map(|given| given.unwrap_or(built_in.chase_before)),
        chase_after: reader
            .wholes_if(place, "chase_after")
            .map(|given| given.unwrap_or(built_in.chase_after)),
    })
}
