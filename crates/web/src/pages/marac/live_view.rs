//! How a case looks while it is heard: the bar with the clock, the agenda, the boxes, the plan. Each part stands by itself, so that script can change one without the others.

use hawthorn_app::marac::open_live::{Floor, LivePage, OfferLine, Pace};
use hawthorn_app::marac::shown::ReferralLine;
use hawthorn_components::{Attributes, Button, InsetText, Tag, TagColour};
use hawthorn_domain::marac::minutes::MinuteBox;
use hawthorn_domain::marac::offer::OfferState;
use hawthorn_domain::marac::referral::MaracState;
use hawthorn_domain::platform::ids::MaracReferralId;
use hawthorn_domain::platform::words;
use jiff::SignedDuration;
use jiff::civil::Date;
use maud::{Markup, Render, html};

use super::actions::actions_table;
use super::{children_words, initials, item_path, small_button};
use crate::layout::pieces;

/// Everything that changes while a case is heard.
pub fn parts(live: &LivePage, item: MaracReferralId, today: Date) -> Markup {
    html! {
        (bar(live, item))
        (agenda(live, item, today))
        (plan(live, item))
        (notes(live))
        @for (field, words) in &live.boxes {
            data data-box=(field.code()) data-version=(words.version) value=(words.text) {}
        }
    }
}

/// Minutes and seconds as a clock shows them.
fn clock(spent: SignedDuration) -> String {
    let seconds = spent.as_secs().max(0);
    format!("{:02}:{:02}", seconds / 60, seconds % 60)
}

/// The bar: which case has the floor, and its clock as the server keeps it.
pub fn bar(live: &LivePage, item: MaracReferralId) -> Markup {
    html! {
        div #live-bar .hw-live__floor data-part="bar" {
            @match &live.floor {
                Some(floor) => {
                    (floor_words(live, floor, item))
                    (timer(floor))
                },
                None => { p.hw-live__case { "No case has the floor." } },
            }
        }
    }
}

fn floor_words(live: &LivePage, floor: &Floor, item: MaracReferralId) -> Markup {
    let of = live.items.len();
    html! {
        p.hw-live__case {
            @match (floor.item, floor.number) {
                (Some(now), Some(number)) => {
                    "Case " (number) " of " (of) " has the floor"
                    @if now != item {
                        ". " a.govuk-link href=(item_path(live.meeting.id, now)) { "Go to it" }
                    }
                },
                _ => "A case that you take no part in has the floor",
            }
        }
    }
}

/// The clock. It is not read out by itself: a button says the time when asked (ux.md 4.4).
pub fn timer(floor: &Floor) -> Markup {
    let (pace, words) = match floor.pace {
        Pace::InTime => ("in", ""),
        Pace::Over => ("over", "Over the planned time"),
        Pace::FarOver => ("far", "Far over the planned time"),
    };
    html! {
        p.hw-live__clock data-pace=(pace) {
            span.hw-live__time role="timer" aria-live="off" data-clock
                data-spent=(floor.spent.as_millis()) data-planned=(floor.planned.as_millis())
                data-paused=(floor.paused) { (clock(floor.spent)) }
            " of " (floor.planned.as_mins()) " min "
            strong data-pace-words { (words) }
            @if floor.paused { " " (Tag::new("Clock stopped", TagColour::Yellow)) }
        }
    }
}

/// The agenda beside the case: what is heard, what has the floor, what is to come.
pub fn agenda(live: &LivePage, item: MaracReferralId, today: Date) -> Markup {
    let floor = live.floor.as_ref().and_then(|floor| floor.item);
    html! {
        nav #live-agenda .hw-live__agenda data-part="agenda" aria-label="Agenda" {
            h2.govuk-heading-s { "Agenda" }
            ol.hw-live__list {
                @for line in &live.items { (agenda_line(live, line, item, floor, today)) }
            }
        }
    }
}

fn agenda_line(
    live: &LivePage,
    line: &ReferralLine,
    item: MaracReferralId,
    floor: Option<MaracReferralId>,
    today: Date,
) -> Markup {
    let pair = line.pair.as_ref();
    let heard = pair.is_some_and(|pair| pair.state == MaracState::Heard);
    let children = pair.map(|pair| children_words(&pair.children, today));
    html! {
        li.hw-live__line data-heard=(heard) {
            @if pair.is_none() { (initials(line)) } @else if line.id == item {
                strong aria-current="page" { (initials(line)) }
            } @else {
                a.govuk-link href=(item_path(live.meeting.id, line.id)) { (initials(line)) }
            }
            @if floor == Some(line.id) { " " (Tag::new("Has the floor", TagColour::Blue)) }
            @else if heard { span.hw-live__heard { " Heard" } }
            @if let Some(children) = children.filter(|words| words != "None") {
                span.hw-live__children { (children) }
            }
        }
    }
}

/// What was offered and agreed on this case.
pub fn plan(live: &LivePage, item: MaracReferralId) -> Markup {
    let open = live
        .offers
        .iter()
        .filter(|offer| offer.state == OfferState::Open);
    let answered = live
        .offers
        .iter()
        .filter(|offer| offer.state == OfferState::Declined);
    let (open, answered): (Vec<_>, Vec<_>) = (open.collect(), answered.collect());
    html! {
        section #plan .hw-live__plan data-part="plan" aria-labelledby="plan-heading" tabindex="-1" {
            h2.govuk-heading-m #plan-heading { "Plan" }
            @if !open.is_empty() {
                h3.govuk-heading-s { (words::count(open.len() as i64, "action is offered", "actions are offered")) }
                @for offer in &open { (one_offer(live, offer, item)) }
            }
            (actions_table(&live.actions))
            @if !answered.is_empty() {
                h3.govuk-heading-s { "Offered and not agreed" }
                ul.govuk-list.govuk-list--bullet {
                    @for offer in &answered { li { (offer.agency) ": " (offer.what) " " span.govuk-hint { (offer.note) } } }
                }
            }
        }
    }
}

fn one_offer(live: &LivePage, offer: &OfferLine, item: MaracReferralId) -> Markup {
    let path = item_path(live.meeting.id, item);
    let hidden = format!("{}: {}", offer.agency, offer.what);
    let note = format!("note-{}", offer.id);
    let choice = |words: &str, value: &str| Button {
        name: "answer".to_owned(),
        value: value.to_owned(),
        prevent_double_click: false,
        ..small_button(words, &hidden)
    };
    let words = html! {
        p.govuk-body { strong { (offer.what) } }
        p.govuk-body-s {
            (offer.agency) ", " (offer.owner) ", by " (words::date(offer.due))
            @if !offer.lowers.is_empty() { ". Lowers the risk: " (offer.lowers) }
            @if offer.victim_facing { ". The victim sees it or is told" }
        }
        @if live.may_run {
            form method="post" action={ (path) "/offer/answer" } data-live-form {
                input type="hidden" name="offer" value=(offer.id);
                (choice("Agree", "agree")) " "
                div.govuk-form-group {
                    label.govuk-label.govuk-body-s for=(note) { "Why it is not agreed" span.govuk-visually-hidden { " (" (hidden) ")" } }
                    input.govuk-input #(note) name="note" autocomplete="off";
                }
                (choice("Do not agree", "decline"))
            }
        } @else if offer.own && live.may_offer {
            form method="post" action={ (path) "/offer/withdraw" } data-live-form {
                input type="hidden" name="offer" value=(offer.id);
                (small_button("Take back", &hidden))
            }
        }
    };
    InsetText::new(words).render()
}

/// The minutes as they are being written, for those who follow.
pub fn notes(live: &LivePage) -> Markup {
    html! {
        section #live-notes .hw-live__notes data-part="notes" aria-label="Minutes so far" {
            @if !live.may_run {
                @for (field, words) in &live.boxes { (note(*field, &words.text)) }
            }
        }
    }
}

fn note(field: MinuteBox, text: &str) -> Markup {
    let nothing = match field {
        MinuteBox::Risks => "No risk is recorded.",
        MinuteBox::Discussion => "No discussion is recorded.",
        MinuteBox::Told => "Nothing is recorded yet.",
    };
    html! {
        h2.govuk-heading-m { (field.label()) }
        @if text.trim().is_empty() { (pieces::nothing(nothing)) } @else if field == MinuteBox::Risks {
            ul.govuk-list.govuk-list--bullet {
                @for line in text.lines().filter(|line| !line.trim().is_empty()) { li { (line) } }
            }
        } @else { (pieces::written(text)) }
    }
}

/// The floor's own buttons: begin this case, stop the clock, let it go on.
pub fn floor_buttons(live: &LivePage, item: MaracReferralId) -> Markup {
    let path = item_path(live.meeting.id, item);
    let has_floor = live.floor.as_ref().and_then(|floor| floor.item) == Some(item);
    let paused = live.floor.as_ref().is_some_and(|floor| floor.paused);
    let (words, value) = match (has_floor, paused) {
        (false, _) => ("Give this case the floor", "begin"),
        (true, false) => ("Stop the clock", "pause"),
        (true, true) => ("Let the clock go on", "resume"),
    };
    html! {
        form.hw-live__turn method="post" action={ (path) "/turn" } {
            (Button {
                name: "turn".to_owned(),
                value: value.to_owned(),
                classes: "govuk-!-margin-bottom-0".to_owned(),
                ..Button::secondary(words)
            })
        }
    }
}

/// The button that ends a case, which belongs to the form of the minutes though it stands in the bar.
pub fn heard_button(words: &str, path: &str) -> Markup {
    Button {
        attributes: Attributes::new()
            .with("form", "minutes")
            .with("formaction", format!("{path}/heard"))
            .with("data-live-next", ""),
        classes: "govuk-!-margin-bottom-0".to_owned(),
        ..Button::new(words)
    }
    .render()
}
