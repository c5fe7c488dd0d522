//! The MARAC pages: gateways and referral, meetings and agenda, the item under discussion, what was agreed.

use hawthorn_app::Refusal;
use hawthorn_app::marac::shown::{Named, PairLine, ReferralLine};
use hawthorn_components::{Button, IdentityStrip, SummaryList, SummaryRow, Tag, TagColour};
use hawthorn_domain::marac::criteria::Finding;
use hawthorn_domain::people::Born;
use hawthorn_domain::platform::ids::{MaracReferralId, MeetingId};
use hawthorn_domain::platform::words;
use jiff::civil::Date;
use maud::{Markup, Render, html};

use crate::error::PageError;
use crate::layout::pieces;

pub mod actions;
pub mod agenda;
mod agenda_forms;
pub mod agenda_view;
pub mod attend;
pub mod conflict;
pub mod event;
mod figure_parts;
pub mod figure_rows;
pub mod figures;
pub mod flags;
pub mod intake;
pub mod item;
pub mod item_view;
pub mod live;
pub mod live_view;
pub mod meetings;
pub mod papers;
pub mod print;
pub mod refer;
pub mod referral;
mod research;
pub mod room;
pub mod stream;
pub mod transfer;

/// Stands above the heading, so that every page of the room says what MARAC is.
pub(crate) const CAPTION: &str = "Multi-agency risk assessment conference (MARAC)";
/// Shown in place of an item that this reader may not open.
pub(crate) const RESTRICTED_ITEM: &str = "Restricted item";

/// Reads an identifier from an address or a form; one that is not there is answered as missing.
pub(crate) fn id<T: std::str::FromStr>(text: &str) -> Result<T, PageError> {
    text.trim()
        .parse()
        .map_err(|_| PageError(Refusal::NotFound))
}

/// An identifier that may be left out.
pub(crate) fn optional_id<T: std::str::FromStr>(text: &str) -> Result<Option<T>, PageError> {
    if text.trim().is_empty() {
        Ok(None)
    } else {
        id(text).map(Some)
    }
}

/// Whose record this is, with the part they play (ux.md 5.1).
pub(crate) fn strip(named: &Named, part: &str, children: String, today: Date) -> IdentityStrip {
    IdentityStrip {
        name: format!("{} ({part})", named.name),
        href: named
            .person
            .map(|id| format!("/people/{id}"))
            .unwrap_or_default(),
        reference: named.person.map(|id| id.short()).unwrap_or_default(),
        born: born_words(named.born, today),
        safe_contact: pieces::safe_contact(&named.safe_contact),
        children,
        orders: named.orders.clone(),
        beside_another: true,
        ..IdentityStrip::default()
    }
}

fn born_words(born: Born, today: Date) -> String {
    match born {
        Born::On { date } => {
            let age = born.lowest_age_on(today).unwrap_or_default();
            format!("{} ({age})", words::date(date))
        }
        other => other.words(),
    }
}

/// How many children, and the ages that are known: `2 children, aged 3 and 6`.
pub(crate) fn children_words(children: &[Named], today: Date) -> String {
    let count = words::count(children.len() as i64, "child", "children");
    let mut ages: Vec<i16> = children
        .iter()
        .filter_map(|child| child.born.lowest_age_on(today))
        .collect();
    ages.sort_unstable();
    let ages: Vec<String> = ages.iter().map(ToString::to_string).collect();
    match ages.split_last() {
        None if children.is_empty() => "None".to_owned(),
        None => count,
        Some((only, [])) => format!("{count}, aged {only}"),
        Some((last, before)) => format!("{count}, aged {} and {last}", before.join(", ")),
    }
}

/// Whether a criterion holds, in a word.
pub(crate) fn met_tag(finding: &Finding) -> Tag {
    match (finding.met, finding.near) {
        (true, _) => Tag::new("Met", TagColour::Purple),
        (false, true) => Tag::new("Nearly met", TagColour::Yellow),
        (false, false) => Tag::new("Not met", TagColour::Grey),
    }
}

/// What each criterion says of a pair, with the dates it rests on (R177).
pub(crate) fn findings_list(findings: &[Finding], link_incidents: bool) -> Markup {
    let row = |finding: &Finding| {
        let value = html! {
            p.govuk-body { (met_tag(finding)) }
            p.govuk-body { (pieces::without_numbers(&finding.why)) }
            @if link_incidents { (incident_links(finding)) }
            @for id in &finding.assessments {
                p.govuk-body-s { a.govuk-link href={ "/risk/" (id) } { "Risk assessment " (id.short()) } }
            }
        };
        SummaryRow::new(finding.criterion.label(), value)
    };
    SummaryList::new(findings.iter().map(row).collect()).render()
}

/// Links to the incidents that show a finding.
pub(crate) fn incident_links(finding: &Finding) -> Markup {
    html! {
        @if !finding.incidents.is_empty() {
            p.govuk-body-s {
                "Records: "
                @for (place, id) in finding.incidents.iter().enumerate() {
                    @if place > 0 { ", " }
                    a.govuk-link href={ "/incidents/" (id) } { "incident " (id.short()) }
                }
            }
        }
    }
}

/// The pair by initials, for pages that a room can see.
pub(crate) fn initials(line: &ReferralLine) -> String {
    line.pair
        .as_ref()
        .map_or_else(|| RESTRICTED_ITEM.to_owned(), pair_initials)
}

fn pair_initials(pair: &PairLine) -> String {
    format!("{} and {}", pair.victim.initials, pair.perpetrator.initials)
}

/// The reference as a link, or as words where the reader may not open it.
pub(crate) fn reference(line: &ReferralLine, href: &str) -> Markup {
    html! {
        @if line.pair.is_some() {
            a.govuk-link href=(href) { (line.id.short()) }
        } @else {
            (line.id.short())
        }
    }
}

/// Why a pair was referred, one tag for each criterion met.
pub(crate) fn criteria_tags(line: &ReferralLine) -> Markup {
    html! {
        @match &line.pair {
            Some(pair) => {
                @for (label, _) in &pair.met { (Tag::new(label.as_str(), TagColour::Blue)) " " }
                @if let Some(moved) = &pair.moved { (Tag::new(moved.as_str(), TagColour::Teal)) " " }
                @if pair.restricted { (Tag::new("Restricted", TagColour::Magenta)) }
            }
            None => { "Restricted" }
        }
    }
}

/// A button that sends one act about one item, with hidden words that name the item.
pub(crate) fn small_button(words: &str, hidden: &str) -> Button {
    Button {
        classes: "govuk-!-margin-bottom-1".to_owned(),
        ..Button::secondary(html! {
            (words) span.govuk-visually-hidden { " " (hidden) }
        })
    }
}

/// The address of a meeting's agenda.
pub(crate) fn meeting_path(id: MeetingId) -> String {
    format!("/meetings/{id}")
}

/// The address of an item of a meeting.
pub(crate) fn item_path(meeting: MeetingId, item: MaracReferralId) -> String {
    format!("/meetings/{meeting}/item/{item}")
}

/// The day in the past, today or to come, in words, with how it stands to today.
pub(crate) fn due_words(due: Date, late: bool) -> Markup {
    html! {
        (words::date(due))
        @if late { " " (Tag::new("Late", TagColour::Red)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn child(born: Born) -> Named {
        Named {
            person: None,
            name: "Ada Example".into(),
            initials: "AE".into(),
            born,
            safe_contact: hawthorn_domain::people::contact::Standing::NotKnown,
            orders: Vec::new(),
        }
    }

    #[test]
    fn children_are_counted_with_the_ages_that_are_known() {
        let today = jiff::civil::date(2026, 3, 25);
        let six = child(Born::On {
            date: jiff::civil::date(2020, 1, 2),
        });
        let three = child(Born::In { year: 2022 });
        assert_eq!(children_words(&[], today), "None");
        assert_eq!(children_words(&[child(Born::Unknown)], today), "1 child");
        assert_eq!(
            children_words(&[six, three], today),
            "2 children, aged 3 and 6"
        );
    }
}
