//! How a meeting's page looks: a value in, a page out.

use hawthorn_app::marac::actions::ActionRow;
use hawthorn_app::marac::open_agenda::{AgendaPage, ResearchState};
use hawthorn_app::marac::shown::ReferralLine;
use hawthorn_components::{
    Attributes, Button, Cell, Column, Crumb, LinkButton, Page, Select, SelectOption, SummaryList,
    SummaryRow, Table, Tag, TagColour, WarningText,
};
use hawthorn_domain::marac::meeting::MeetingState;
use hawthorn_domain::marac::referral::MaracState;
use hawthorn_domain::platform::ids::MaracReferralId;
use hawthorn_domain::platform::settings::Agency;
use hawthorn_domain::platform::words;
use jiff::civil::Date;
use maud::{Markup, Render, html};

use super::agenda_forms::{close_form, open_form};
use super::{
    CAPTION, children_words, criteria_tags, due_words, initials, item_path, meeting_path,
    reference, small_button,
};
use crate::forms::{Problems, Typed};
use crate::layout::pieces;

/// Everything that the page shows.
#[derive(Debug)]
pub struct AgendaView<'a> {
    /// The meeting.
    pub agenda: &'a AgendaPage,
    /// Referrals that could be put on the agenda; empty for those who do not build it.
    pub waiting: &'a [ReferralLine],
    /// The agencies that sit at MARAC.
    pub members: Vec<&'a Agency>,
    /// Whether this reader opens items.
    pub may_open: bool,
    /// Whether this reader prints.
    pub may_print: bool,
    /// Whether this reader can see who did what.
    pub may_see_history: bool,
    /// The day.
    pub today: Date,
}

impl AgendaView<'_> {
    pub(super) fn state(&self) -> MeetingState {
        self.agenda.meeting.state
    }
    fn may_change(&self) -> bool {
        self.agenda.may_manage && self.state() != MeetingState::Closed
    }
}

/// The page, from what it shows and what was typed.
pub fn render(mut page: Page, view: &AgendaView<'_>, problems: &Problems, typed: &Typed) -> Page {
    let agenda = view.agenda;
    page.caption = CAPTION.to_owned();
    page.wide = true;
    page.breadcrumbs = vec![Crumb::new("/meetings", "MARAC meetings")];
    page.body = html! {
        (facts(view))
        @if let Some(warning) = &agenda.warning { (WarningText::new(warning.as_str())) }
        (doors(view))
        (papers(view))
        (items(view))
        @if view.may_change() { (put_form(view, problems, typed)) }
        (tracker(view))
        @if !view.agenda.reminders.is_empty() {
            h2.govuk-heading-m { "Reminders of research" }
            ul.govuk-list.govuk-list--bullet {
                @for line in &view.agenda.reminders { li { (line) } }
            }
        }
        (earlier(view))
        @if agenda.may_run {
            @match view.state() {
                MeetingState::Planned => { (open_form(view, problems, typed)) },
                MeetingState::Open => { (close_form(view)) },
                MeetingState::Closed => {},
            }
        }
        @if view.may_see_history {
            p.govuk-body { a.govuk-link href={ "/history/meeting/" (agenda.meeting.id) } { "See who did what to this meeting" } }
        }
    };
    page
}

fn facts(view: &AgendaView<'_>) -> Markup {
    let agenda = view.agenda;
    let mut rows = vec![SummaryRow::new("Status", agenda.meeting.state.label())];
    let mut add = |key: &str, value: String| rows.push(SummaryRow::new(key, value));
    if let Some(at) = agenda.opened_at {
        add("Opened", words::moment(at));
        add("Chair", agenda.chair.clone());
        let there = |present: bool| {
            let rows = agenda.attendance.iter();
            let rows = rows.filter(|line| line.row.present == present);
            rows.map(|line| line.row.name.as_str())
                .collect::<Vec<_>>()
                .join(", ")
        };
        add("Present", there(true));
        if agenda.attendance.iter().any(|line| !line.row.present) {
            add("Apologies", there(false));
        }
    }
    match agenda.closed_at {
        Some(at) => add("Closed", words::moment(at)),
        None => {
            let cases = words::count(agenda.items.len() as i64, "case", "cases");
            let heard = agenda.items.iter().filter(|line| is_heard(line)).count();
            let heard = if heard > 0 {
                format!(", {heard} heard")
            } else {
                String::new()
            };
            let finish = words::clock_time(agenda.forecast_finish);
            add("Forecast finish", format!("{finish} ({cases}{heard})"));
        }
    }
    if let Some(why) = &agenda.urgent {
        add("Called outside the calendar", why.clone());
    }
    if let (MeetingState::Planned, Some(day)) = (view.state(), agenda.agenda_due) {
        add("Agenda to partners by", words::date(day));
    }
    SummaryList::new(rows).render()
}

pub(super) fn is_heard(line: &ReferralLine) -> bool {
    line.pair
        .as_ref()
        .is_some_and(|pair| pair.state == MaracState::Heard)
}

/// Where to go while the meeting sits, and before it does: one link each, so that nobody searches the page.
fn doors(view: &AgendaView<'_>) -> Markup {
    let agenda = view.agenda;
    let path = meeting_path(agenda.meeting.id);
    html! {
        @match view.state() {
            MeetingState::Open if agenda.joined => {
                p.govuk-body { (LinkButton::new(format!("{path}/live"), "Go to the case that is heard")) }
            },
            MeetingState::Open => { p.govuk-body { (LinkButton::new(format!("{path}/join"), "Join the meeting")) } },
            MeetingState::Planned if agenda.may_run => {
                p.govuk-body { a.govuk-link href="#open-the-meeting" { "Open the meeting with its chair and who is there" } }
            },
            MeetingState::Planned if !agenda.joined => {
                p.govuk-body { a.govuk-link href={ (path) "/join" } { "Accept the confidentiality statement before the meeting" } }
            },
            _ => {},
        }
        p.govuk-body { a.govuk-link href={ (path) "/attendance" } { "See who is there" } }
    }
}

fn papers(view: &AgendaView<'_>) -> Markup {
    let path = meeting_path(view.agenda.meeting.id);
    let (by_names, paper) = if view.state() == MeetingState::Planned {
        ("the pack", "/pack")
    } else {
        ("the minutes", "/minutes.pdf")
    };
    html! {
        @if view.may_print {
            ul.govuk-list {
                li { a.govuk-link href={ (path) "/papers" } { "All papers, and sending one as a locked file" } }
                li { a.govuk-link href={ (path) "/agenda.pdf" } { "Print the agenda, by initials (PDF)" } }
                li { a.govuk-link href={ (path) (paper) } { "Print " (by_names) ", by names (PDF)" } }
            }
        }
    }
}

fn items(view: &AgendaView<'_>) -> Markup {
    let lines = &view.agenda.items;
    let count = words::count(lines.len() as i64, "case", "cases");
    let mut head: Vec<Column> = ["Number", "Reference", "Pair", "Children", "Why", "Research"]
        .map(Column::from)
        .into();
    if view.may_change() {
        head.push("Change the order".into());
    }
    let rows = (1usize..)
        .zip(lines)
        .map(|(number, line)| row(view, number, line))
        .collect();
    html! {
        @if lines.is_empty() {
            h2.govuk-heading-m { "Agenda" }
            (pieces::nothing("No case is on this agenda yet."))
        } @else {
            (Table {
                caption_classes: "govuk-table__caption--m".to_owned(),
                first_cell_is_header: true,
                ..Table::new(format!("Agenda: {count}"), head, rows)
            })
        }
    }
}

fn row(view: &AgendaView<'_>, number: usize, line: &ReferralLine) -> Vec<Cell> {
    let meeting = view.agenda.meeting.id;
    let children = line
        .pair
        .as_ref()
        .map(|pair| children_words(&pair.children, view.today));
    let name = html! {
        @if view.may_open { (reference(line, &item_path(meeting, line.id))) } @else { (line.id.short()) }
        @if is_heard(line) { br; "Heard" }
        @if line.pair.is_some() && view.state() != MeetingState::Closed {
            br;
            a.govuk-link.govuk-body-s href={ (item_path(meeting, line.id)) "/conflict" } { "Declare a conflict" span.govuk-visually-hidden { " on " (line.id.short()) } }
        }
    };
    let mut cells: Vec<Cell> = vec![
        number.to_string().into(),
        name.into(),
        initials(line).into(),
        children.unwrap_or_else(|| "Restricted".to_owned()).into(),
        criteria_tags(line).into(),
        research(view, line).into(),
    ];
    if view.may_change() {
        cells.push(order_buttons(view, number, line).into());
    }
    cells
}

/// How many agencies have answered for one item, by what this reader is told.
fn research(view: &AgendaView<'_>, line: &ReferralLine) -> String {
    let states: Vec<ResearchState> = states_of(view, line.id);
    let missing = states
        .iter()
        .filter(|state| **state == ResearchState::Due)
        .count();
    match (states.len(), missing) {
        _ if line.pair.is_none() => "Restricted".to_owned(),
        (0, _) => "Not for your agency".to_owned(),
        (1, 0) => "Yours is in".to_owned(),
        (1, _) => "Yours is missing".to_owned(),
        (all, 0) => format!("All {all} in"),
        (all, missing) => format!("{} in, {missing} missing", all - missing),
    }
}

fn states_of(view: &AgendaView<'_>, item: MaracReferralId) -> Vec<ResearchState> {
    let cells = view.agenda.research.iter().flat_map(|row| &row.cells);
    cells
        .filter(|(id, _)| *id == item)
        .map(|(_, state)| *state)
        .collect()
}

fn order_buttons(view: &AgendaView<'_>, number: usize, line: &ReferralLine) -> Markup {
    let path = format!(
        "{}/agenda/{}",
        meeting_path(view.agenda.meeting.id),
        line.id
    );
    let hidden = format!("number {number}, {}", line.id.short());
    let way = |words: &str, value: &str| {
        let button = small_button(words, &hidden);
        Button {
            name: "way".to_owned(),
            value: value.to_owned(),
            ..button
        }
    };
    let remove = Button {
        attributes: Attributes::new().with("formaction", format!("{path}/remove")),
        ..small_button("Remove", &hidden)
    };
    let last = number == view.agenda.items.len();
    html! {
        form method="post" action={ (path) "/move" } {
            @if number > 1 { (way("Up", "up")) " " }
            @if !last { (way("Down", "down")) " " }
            @if !is_heard(line) { (remove) }
        }
    }
}

fn put_form(view: &AgendaView<'_>, problems: &Problems, typed: &Typed) -> Markup {
    let option = |line: &ReferralLine| {
        let words = match &line.pair {
            Some(pair) => format!(
                "{}, {}, children: {}",
                line.id.short(),
                initials(line),
                children_words(&pair.children, view.today).to_lowercase()
            ),
            None => format!("{}, {}", line.id.short(), initials(line).to_lowercase()),
        };
        SelectOption::new(line.id.to_string(), words)
    };
    let first = SelectOption::new("", "Choose a referral");
    html! {
        @if view.waiting.is_empty() {
            p.govuk-body { "No other referral waits for a meeting." }
        } @else {
            form method="post" action={ (meeting_path(view.agenda.meeting.id)) "/agenda" } novalidate {
                (Select {
                    hint: Some("Cases with children go before those without.".into()),
                    error: problems.at("referral"),
                    value: typed.one("referral").to_owned(),
                    ..Select::new("referral", "Referral that waits for a meeting", std::iter::once(first).chain(view.waiting.iter().map(option)).collect())
                })
                (Button::secondary("Put this referral on the agenda"))
            }
        }
    }
}

/// What earlier meetings agreed and nobody has answered for yet; the meeting begins with it (F24).
fn earlier(view: &AgendaView<'_>) -> Markup {
    let rows = &view.agenda.earlier;
    let row = |row: &ActionRow| -> Vec<Cell> {
        vec![
            row.action.what.as_str().into(),
            row.pair.as_str().into(),
            format!("{}, {}", row.action.agency_name, row.action.owner).into(),
            due_words(row.action.due, row.action.late).into(),
        ]
    };
    let count = words::count(rows.len() as i64, "action", "actions");
    let head = ["What", "Pair", "Who", "By when"].map(Column::from).into();
    html! {
        @if !rows.is_empty() {
            (Table {
                caption_classes: "govuk-table__caption--m".to_owned(),
                ..Table::new(format!("Still open from earlier meetings: {count}"), head, rows.iter().map(row).collect())
            })
            p.govuk-body { a.govuk-link href="/actions?show=all" { "Say what became of them" } }
        }
    }
}

/// Agencies down, cases across (ux.md 4.4).
fn tracker(view: &AgendaView<'_>) -> Markup {
    let shown: Vec<&ReferralLine> = view
        .agenda
        .items
        .iter()
        .filter(|line| line.pair.is_some())
        .collect();
    let head = std::iter::once(Column::from("Agency"))
        .chain(shown.iter().map(|line| {
            let at = view.agenda.items.iter().position(|item| item.id == line.id);
            Column::from(format!("Case {}", at.map_or(0, |at| at + 1)))
        }))
        .collect();
    let cell = |state: ResearchState| -> Cell {
        match state {
            ResearchState::In => "In".into(),
            ResearchState::NoneHeld => "None held".into(),
            ResearchState::Due => Tag::new("Missing", TagColour::Yellow).render().into(),
        }
    };
    let rows: Vec<Vec<Cell>> = view
        .agenda
        .research
        .iter()
        .map(|row| {
            let cells = row.cells.iter().map(|(_, state)| cell(*state));
            std::iter::once(Cell::from(row.agency.as_str()))
                .chain(cells)
                .collect()
        })
        .collect();
    html! {
        @if !shown.is_empty() && !rows.is_empty() {
            (Table {
                caption_classes: "govuk-table__caption--m".to_owned(),
                first_cell_is_header: true,
                ..Table::new("Research by agency and case", head, rows)
            })
        }
    }
}
