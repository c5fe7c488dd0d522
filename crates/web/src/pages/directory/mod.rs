//! The directory of services for staff: find, read, keep right, approve.

pub mod edit;
pub mod entry;
pub mod form;
pub mod list;
mod takes;
pub mod values;

use hawthorn_app::Refusal;
use hawthorn_components::{Tag, TagColour};
use hawthorn_domain::directory::{OpenState, ServiceDetails, ServiceState};
use hawthorn_domain::platform::calendar::london_date;
use hawthorn_domain::platform::ids::EntryId;
use hawthorn_domain::platform::words;
use jiff::Timestamp;
use maud::{Markup, html};

use crate::error::PageError;

/// Small words above the headings of the room.
pub(crate) const CAPTION: &str = "Services";

/// Reads an entry's identifier; a broken one is answered as a missing entry.
pub(crate) fn id(text: &str) -> Result<EntryId, PageError> {
    text.parse().map_err(|_| PageError(Refusal::NotFound))
}

/// Whether a service is open, in a tag and in words.
pub(crate) fn open_words(details: &ServiceDetails, state: OpenState, now: Timestamp) -> Markup {
    if details.state == ServiceState::TemporarilyClosed {
        return html! { (Tag::new("Closed for a while", TagColour::Red)) };
    }
    match state {
        OpenState::NotKnown => html! { "Opening times not known" },
        OpenState::Open(until) => html! {
            (Tag::new("Open now", TagColour::Green))
            @if let Some(until) = until { " until " (when(until, now)) }
        },
        OpenState::Closed(None) => html! { (Tag::new("Closed", TagColour::Grey)) },
        OpenState::Closed(Some(opens)) => html! {
            (Tag::new("Closed", TagColour::Grey)) " opens " (when(opens, now))
        },
    }
}

/// `8:30pm` today, `tomorrow, 8:30am`, or a whole date.
pub(crate) fn when(at: Timestamp, now: Timestamp) -> String {
    let (day, today) = (london_date(at), london_date(now));
    let time = words::clock_time(at);
    if day == today {
        time
    } else if today.tomorrow().ok() == Some(day) {
        format!("tomorrow, {time}")
    } else {
        format!("{}, {time}", day.strftime("%A %-d %B"))
    }
}

/// When an entry was last found right.
pub(crate) fn checked_words(details: &ServiceDetails) -> String {
    match &details.checked {
        Some(checked) => format!("Checked on {} by {}", words::date(checked.on), checked.by),
        None => "Never checked".to_owned(),
    }
}
