//! How the page of one case looks: the agenda, the case, minutes and actions side by side, with the clock above them.

use hawthorn_app::marac::open_agenda::AgendaPage;
use hawthorn_app::marac::open_live::LivePage;
use hawthorn_app::marac::open_marac_referral::MaracReferralPage;
use hawthorn_components::{
    Attributes, Button, Checkboxes, Choice, Crumb, DateInput, Details, Page, PageLink, Pagination,
    Radios, Select, SelectOption, TextInput, Textarea,
};
use hawthorn_domain::marac::meeting::MeetingState;
use hawthorn_domain::marac::minutes::MinuteBox;
use hawthorn_domain::platform::settings::{Agency, Words};
use hawthorn_domain::platform::words;
use hawthorn_domain::risk::tool::Tool;
use jiff::civil::Date;
use maud::{Markup, Render, html};

use super::item::neighbours;
use super::live_view;
use super::referral::voice;
use super::research;
use super::{children_words, findings_list, item_path, meeting_path, strip};
use crate::forms::{Problems, Typed};
use crate::layout::pieces;

/// Everything that the page shows.
#[derive(Debug)]
pub struct ItemView<'a> {
    /// The case.
    pub case: &'a MaracReferralPage,
    /// The meeting.
    pub agenda: &'a AgendaPage,
    /// What changes while it is heard.
    pub live: &'a LivePage,
    /// Its place on the agenda, from 1.
    pub number: usize,
    /// The area's agencies.
    pub agencies: &'a [Agency],
    /// The tools that the area has on the day.
    pub tools: &'a [Tool],
    /// The area's words for the two people.
    pub words: &'a Words,
    /// Whether this reader can open incidents.
    pub may_open_incidents: bool,
    /// A mark for the form, so that an action is agreed once though the form may be sent twice.
    pub key: &'a str,
    /// The day.
    pub today: Date,
}

impl ItemView<'_> {
    fn may_write(&self) -> bool {
        self.live.may_run
    }
    fn is_open(&self) -> bool {
        self.agenda.meeting.state == MeetingState::Open
    }
    fn path(&self) -> String {
        item_path(self.agenda.meeting.id, self.case.id)
    }
}

/// The page, from what it shows and what was typed.
pub fn render(mut page: Page, view: &ItemView<'_>, problems: &Problems, typed: &Typed) -> Page {
    let case = view.case;
    let meeting = &view.agenda.meeting;
    let day = words::moment(meeting.starts_at);
    page.wide = true;
    page.breadcrumbs = vec![
        Crumb::new("/meetings", "MARAC meetings"),
        Crumb::new(
            meeting_path(meeting.id),
            format!("{}, {day}", meeting.venue),
        ),
    ];
    if view.is_open() {
        page.scripts = vec!["live.js".to_owned()];
    }
    let children = children_words(&case.children, view.today);
    let victim = strip(&case.victim, &view.words.victim, children, view.today);
    let stream = format!("{}/live/stream", meeting_path(meeting.id));
    page.body = html! {
        div.hw-live data-live[view.is_open()] data-meeting=(meeting.id) data-item=(case.id)
            data-path=(view.path()) data-stream=(stream) data-writes=(view.may_write()) data-key=(view.key) {
            @if view.is_open() { (bar(view)) } @else { p.govuk-body { (standing(view)) } }
            div.hw-live__columns {
                (live_view::agenda(view.live, case.id, view.today))
                section.hw-live__paper aria-label="Minutes and plan" {
                    @if view.may_write() { (form(view, problems, typed)) }
                    (live_view::notes(view.live))
                    @if !view.may_write() && view.live.may_offer { (offer_form(view, problems, typed)) }
                    (live_view::plan(view.live, case.id))
                }
                section.hw-live__facts aria-label="The case" {
                    // A box of its own keeps this strip from following the reader down the page beside the others.
                    div."govuk-!-margin-bottom-4" { (victim) }
                    (the_case(view))
                }
            }
        }
        (steps(view))
    };
    page
}

/// The bar above everything: the floor, its clock, and what is done with them.
fn bar(view: &ItemView<'_>) -> Markup {
    html! {
        div.hw-live__bar {
            (live_view::bar(view.live, view.case.id))
            div.hw-live__do {
                @if view.may_write() {
                    (live_view::floor_buttons(view.live, view.case.id))
                    @if view.case.heard_at.is_none() {
                        @let next = match neighbours(view.agenda, view.case.id).1 { Some(_) => "Heard – go to the next case", None => "Heard – go back to the agenda" };
                        (live_view::heard_button(next, &view.path()))
                    }
                }
            }
            p.hw-live__state.govuk-body-s role="status" data-live-state {}
            div.hw-live__problems role="alert" tabindex="-1" data-live-problems {}
            p.hw-live__links.govuk-body-s {
                a.govuk-link href=(view.path()) { "Refresh this case" } " "
                a.govuk-link href={ (meeting_path(view.agenda.meeting.id)) "/live" } { "Follow the chair" } " "
                a.govuk-link href={ (view.path()) "/conflict" } { "Declare a conflict" }
                @if let Some(at) = view.case.heard_at { " Heard at " (words::clock_time(at)) "." }
                " Forecast finish " (words::clock_time(view.agenda.forecast_finish)) "."
            }
        }
    }
}

fn standing(view: &ItemView<'_>) -> String {
    let heard = view
        .case
        .heard_at
        .map(|at| format!("Heard at {}. ", words::clock_time(at)));
    let meeting = match view.agenda.meeting.state {
        MeetingState::Planned => {
            "The meeting is not open yet, so nothing can be recorded.".to_owned()
        }
        MeetingState::Open => "The meeting is in session.".to_owned(),
        MeetingState::Closed => {
            "The meeting is closed, so its record no longer changes.".to_owned()
        }
    };
    format!("{}{meeting}", heard.unwrap_or_default())
}

fn the_case(view: &ItemView<'_>) -> Markup {
    let case = view.case;
    let harm = &view.words.person_causing_harm;
    html! {
        // A box of its own keeps this strip from following the reader down the page beside the first.
        div."govuk-!-margin-bottom-6" { (strip(&case.perpetrator, harm, String::new(), view.today)) }
        h2.govuk-heading-m { "Why the pair was referred" }
        p.govuk-body-s { "By " (case.referred_by) ", " (case.referrer) ", " (words::moment(case.referred_at)) }
        (pieces::written(&case.reason))
        @if let Some(judgement) = &case.judgement {
            h3.govuk-heading-s { "Professional judgement" }
            (pieces::written(judgement))
        }
        (voice(case))
        h2.govuk-heading-m { "What the criteria say now" }
        (findings_list(&case.findings_now, view.may_open_incidents))
        (research::shown(case))
        p.govuk-body { a.govuk-link href={ "/marac/" (case.id) } { "Open the whole referral" } }
    }
}

/// One form for everything, so that whichever button is pressed no typed word is lost.
fn form(view: &ItemView<'_>, problems: &Problems, typed: &Typed) -> Markup {
    let path = view.path();
    html! {
        form #minutes method="post" action=(path) novalidate autocomplete="off" {
            // The first button answers the Enter key: in a box of the action it agrees the action.
            button.govuk-visually-hidden type="submit" formaction={ (path) "/action" } tabindex="-1" aria-hidden="true" { "Agree this action" }
            input type="hidden" name="key" value=(view.key);
            @for (field, words) in &view.live.boxes {
                input type="hidden" name={ (field.code()) "-was" } value=(typed.one(&format!("{}-was", field.code())));
                (minute_box(*field, words.version, problems, typed))
            }
            (Button::secondary("Save risks and discussion"))
            (action_boxes(view, true, problems, typed))
            // A second press within the second may be the next action; its key tells the two apart.
            (Button { attributes: Attributes::new().with("formaction", format!("{path}/action")), prevent_double_click: false, ..Button::secondary("Agree this action") })
        }
    }
}

fn minute_box(field: MinuteBox, version: i64, problems: &Problems, typed: &Typed) -> Markup {
    let (hint, rows) = match field {
        MinuteBox::Risks => ("One risk on each line.", 3),
        MinuteBox::Discussion => ("", 4),
        MinuteBox::Told => ("Only if it is safe to tell her.", 2),
    };
    let attributes = Attributes::new()
        .with("data-box", field.code())
        .with("data-version", version.to_string());
    html! {
        (area(field.code(), field.label(), hint, rows, attributes, problems, typed))
        p.hw-live__note.govuk-body-s data-note=(field.code()) hidden {}
    }
}

/// What a representative offers for their own agency.
fn offer_form(view: &ItemView<'_>, problems: &Problems, typed: &Typed) -> Markup {
    html! {
        form #offer method="post" action={ (view.path()) "/offer" } novalidate autocomplete="off" {
            input type="hidden" name="key" value=(view.key);
            (action_boxes(view, false, problems, typed))
            (Button { prevent_double_click: false, ..Button::secondary("Offer this action") })
        }
    }
}

/// The boxes of an action: of any agency for the minute-taker, of the own one for an offer.
fn action_boxes(
    view: &ItemView<'_>,
    any_agency: bool,
    problems: &Problems,
    typed: &Typed,
) -> Markup {
    let agencies = view
        .agencies
        .iter()
        .map(|one| SelectOption::new(one.code.as_str(), &*one.name));
    let first = SelectOption::new("", "Choose an agency");
    html! {
        h2.govuk-heading-m { @if any_agency { "Agree an action" } @else { "Offer an action for your agency" } }
        (area("what", "What is to be done", "", 2, Attributes::new(), problems, typed))
        @if any_agency {
            (Select {
                error: problems.at("agency"),
                value: typed.one("agency").to_owned(),
                ..Select::new("agency", "Agency that will do it", std::iter::once(first).chain(agencies).collect())
            })
        }
        (line("owner", "Who there: a person or a role", problems, typed))
        (line("lowers", "Which risk it lowers, if you can name it", problems, typed))
        (due_picks(view, problems, typed))
        (Checkboxes {
            values: typed.all("victim_facing").to_vec(),
            classes: "govuk-checkboxes--small".to_owned(),
            ..Checkboxes::single("victim_facing", Choice::new("yes", "The victim sees it or is told"))
        })
        (tools(view))
    }
}

/// The tools that the area has today, to think of while an action is worded (R325, B9).
fn tools(view: &ItemView<'_>) -> Details {
    Details::new(
        "Tools that may help",
        html! {
            ul.govuk-list.govuk-list--bullet {
                @for tool in view.tools { li { strong { (tool.label()) } ": " (tool.what()) } }
            }
        },
    )
}

fn due_picks(view: &ItemView<'_>, problems: &Problems, typed: &Typed) -> Markup {
    let day = |days: i64, words: &str| {
        let date = view
            .today
            .checked_add(jiff::Span::new().days(days))
            .unwrap_or(view.today);
        Choice::new(days.to_string(), format!("{words}, {}", words::date(date)))
    };
    let date = DateInput::new("due", "Date")
        .with_values(["day", "month", "year"].map(|part| typed.one(&format!("due-{part}"))));
    let date = DateInput {
        id: "due-date".to_owned(),
        ..date
    };
    let other = Choice {
        conditional: Some(date.render()),
        ..Choice::new("other", "Another date")
    };
    Radios {
        id_prefix: "due".to_owned(),
        error: problems.at("due"),
        value: typed.one("due_in").to_owned(),
        classes: "govuk-radios--small".to_owned(),
        ..Radios::new(
            "due_in",
            "By when",
            vec![
                day(0, "Today"),
                day(2, "In 2 days"),
                day(7, "In 1 week"),
                other,
            ],
        )
    }
    .render()
}

fn area(
    name: &str,
    label: &str,
    hint: &str,
    rows: u16,
    attributes: Attributes,
    problems: &Problems,
    typed: &Typed,
) -> Markup {
    Textarea {
        hint: if hint.is_empty() {
            None
        } else {
            Some(hint.into())
        },
        error: problems.at(name),
        value: typed.one(name).to_owned(),
        rows: Some(rows),
        autocomplete: "off".to_owned(),
        attributes,
        ..Textarea::new(name, label)
    }
    .render()
}

fn line(name: &str, label: &str, problems: &Problems, typed: &Typed) -> Markup {
    TextInput {
        error: problems.at(name),
        value: typed.one(name).to_owned(),
        autocomplete: "off".to_owned(),
        ..TextInput::new(name, label)
    }
    .render()
}

fn steps(view: &ItemView<'_>) -> Markup {
    let meeting = view.agenda.meeting.id;
    let link = |to, words: &str| PageLink {
        content: words.into(),
        ..PageLink::new(item_path(meeting, to))
    };
    let (before, after) = neighbours(view.agenda, view.case.id);
    Pagination {
        label: "Cases".to_owned(),
        previous: before.map(|id| link(id, "Previous case")),
        next: after.map(|id| link(id, "Next case")),
        ..Pagination::default()
    }
    .render()
}
