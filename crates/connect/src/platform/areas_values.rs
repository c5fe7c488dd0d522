//! Turns one value of an area's file into what its field holds; nothing when it does not fit.

use hawthorn_domain::platform::calendar::Window;
use hawthorn_domain::platform::settings::is_slug;
use hawthorn_domain::platform::settings_fields::{Field, Kind};
use jiff::civil::{Date, Time};

use super::areas_tree::{Body, Node};
use super::areas_unknown::nearest;

pub(super) fn with_suggestion(node: &Node, field: &Field) -> String {
    let allowed = field.allowed();
    if let (Kind::Choice(codes), Some(found)) = (field.kind, as_text(node))
        && let Some(near) = nearest(found, codes().into_iter())
    {
        return format!("{allowed}; did you mean \"{near}\"?");
    }
    allowed
}

pub(super) fn as_text(node: &Node) -> Option<&str> {
    match &node.body {
        Body::Text(text) => Some(text),
        _ => None,
    }
}

pub(super) fn text(node: &Node, _: &Field) -> Option<String> {
    as_text(node)
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}

pub(super) fn slug(node: &Node, _: &Field) -> Option<String> {
    as_text(node)
        .filter(|text| is_slug(text))
        .map(str::to_owned)
}

pub(super) fn yes_no(node: &Node, _: &Field) -> Option<bool> {
    match node.body {
        Body::YesNo(value) => Some(value),
        _ => None,
    }
}

pub(super) fn whole<T: TryFrom<u32>>(node: &Node, field: &Field) -> Option<T> {
    let (Body::Whole(number), Kind::Whole { min, max } | Kind::Wholes { min, max }) =
        (&node.body, field.kind)
    else {
        return None;
    };
    let number = u32::try_from(*number)
        .ok()
        .filter(|number| (min..=max).contains(number))?;
    T::try_from(number).ok()
}

pub(super) fn date(node: &Node, _: &Field) -> Option<Date> {
    match node.body {
        Body::Date(date) => Some(date),
        _ => None,
    }
}

pub(super) fn list_of<T>(node: &Node, convert: impl Fn(&Node) -> Option<T>) -> Option<Vec<T>> {
    match &node.body {
        Body::List(items) => items.iter().map(convert).collect(),
        _ => None,
    }
}

/// `09:30`; `24:00` is the end of the day.
pub(super) fn time_of_day(text: &str) -> Option<Time> {
    if text == "24:00" {
        return Some(Time::midnight());
    }
    let (hour, minute) = text.split_once(':').filter(|_| text.len() == 5)?;
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

pub(super) fn window(text: &str) -> Option<Window> {
    let (from, to) = text.split_once('-')?;
    let (from, to) = (time_of_day(from.trim())?, time_of_day(to.trim())?);
    (to == Time::midnight() || from < to).then_some(Window { from, to })
}
