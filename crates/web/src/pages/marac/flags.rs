//! Flag and tag: the flag on a pair where something new arrives, and the list of flagged pairs (F21).

use hawthorn_app::marac::flags::{FlagShown, FlaggedPair, FlaggedPairs, flagged_pairs};
use hawthorn_components::{Cell, Column, Crumb, InsetText, Page, Table, Tag, TagColour};
use hawthorn_domain::marac::criteria::PairIncident;
use hawthorn_domain::marac::criteria::flag::PairFlag;
use hawthorn_domain::platform::calendar::london_date;
use hawthorn_domain::platform::words;
use maud::{Markup, Render, html};

use super::CAPTION;
use crate::error::Answer;
use crate::forms::Problems;
use crate::layout::{self, pieces};
use crate::seat::Seat;

/// The flag on a pair, with the way to refer it again where that is called for.
pub(crate) fn shown(flag: Option<&FlagShown>, refer_again: Option<&str>) -> Markup {
    match flag {
        None => Markup::default(),
        Some(FlagShown::CloselyHeld) => html! {
            (InsetText::new(html! {
                strong { "This pair is flagged. " }
                "The records behind the flag are held closely. Tell the MARAC coordinator or the lead on restricted cases that something new has arrived."
            }))
        },
        Some(FlagShown::Running(flag)) => html! {
            (InsetText::new(html! {
                p.govuk-body { (Tag::new("Flagged for MARAC", TagColour::Purple)) " until " (words::date(flag.until)) "." }
                p.govuk-body {
                    (standing(flag)) " "
                    a.govuk-link href={ "/marac/" (flag.referral) } { "Open the last referral" }
                }
                @if !flag.new.is_empty() { (news(&flag.new)) }
                @if flag.calls_for_referral() {
                    @if let Some(href) = refer_again {
                        p.govuk-body { a.govuk-link href=(href) { "Refer the pair to MARAC again" } }
                    } @else {
                        p.govuk-body { "The pair should come to MARAC again." }
                    }
                }
            }))
        },
    }
}

fn standing(flag: &PairFlag) -> String {
    let since = words::date(flag.from);
    if flag.heard {
        format!("The pair came to MARAC; its flag runs from {since}.")
    } else {
        format!(
            "The pair was referred to MARAC on {since} and waits to be heard: what is new belongs to that meeting."
        )
    }
}

fn news(new: &[PairIncident]) -> Markup {
    html! {
        p.govuk-body { "New since then: " (words::count(new.len() as i64, "incident", "incidents")) "." }
        ul.govuk-list.govuk-list--bullet {
            @for incident in new {
                li {
                    a.govuk-link href={ "/incidents/" (incident.incident) } { (words::date(london_date(incident.reported_at))) }
                    ", level " (incident.level.label().to_lowercase())
                    @if !incident.by_police { ", told to another agency than the police" }
                    @if incident.kinds.is_empty() { ", kind of abuse not said" }
                }
            }
        }
    }
}

/// The page of flagged pairs, from its lists.
pub fn render(mut page: Page, pairs: &FlaggedPairs) -> Page {
    page.caption = CAPTION.to_owned();
    page.wide = true;
    page.breadcrumbs = vec![Crumb::new("/meetings", "MARAC meetings")];
    page.body = html! {
        p.govuk-body {
            "A pair that comes to MARAC is flagged from then on. Mark your agency’s own files for as long as the flag runs, so that something new is recognised. "
            "A flag lapses by itself."
        }
        (part("Something new: refer again", &pairs.again, "No flagged pair has something new that calls for a referral."))
        (part("Flagged now, first to lapse first", &pairs.running, "No other pair is flagged."))
        (part("Lapsed in the last 31 days", &pairs.lapsed, "No flag has lapsed in the last 31 days."))
    };
    page
}

fn part(heading: &str, pairs: &[FlaggedPair], nothing: &str) -> Markup {
    let head = ["Referral", "Pair", "Flagged from", "Until", "New since"].map(Column::from);
    let row = |pair: &FlaggedPair| -> Vec<Cell> {
        let reference = html! {
            a.govuk-link href={ "/marac/" (pair.referral) } { (pair.referral.short()) }
            @if !pair.flag.heard { br; "Waits to be heard" }
        };
        let new = match pair.flag.new.first() {
            None => "Nothing".to_owned(),
            Some(first) => format!(
                "{}, first {}",
                words::count(pair.flag.new.len() as i64, "incident", "incidents"),
                words::date(london_date(first.reported_at))
            ),
        };
        vec![
            reference.into(),
            format!("{} and {}", pair.victim.initials, pair.perpetrator.initials).into(),
            words::date(pair.flag.from).into(),
            words::date(pair.flag.until).into(),
            new.into(),
        ]
    };
    html! {
        @if pairs.is_empty() {
            h2.govuk-heading-m { (heading) }
            (pieces::nothing(nothing))
        } @else {
            (Table {
                caption_classes: "govuk-table__caption--m".to_owned(),
                first_cell_is_header: true,
                ..Table::new(
                    format!("{heading}: {}", words::count(pairs.len() as i64, "pair", "pairs")),
                    head.into(),
                    pairs.iter().map(row).collect(),
                )
            }.render())
        }
    }
}

/// `GET /marac/flags`.
///
/// # Errors
/// When the reader may not see the meetings.
pub async fn page(mut seat: Seat) -> Answer {
    let pairs = flagged_pairs(&seat.app, &mut seat.ask).await?;
    let page = render(seat.page("Flagged pairs", "Flagged pairs"), &pairs);
    Ok(layout::answer(page, &Problems::default()))
}
