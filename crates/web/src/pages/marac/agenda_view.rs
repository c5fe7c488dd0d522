//! How a meeting's page looks: a value in, a page out.

use hawthorn_app::marac::open_agenda::{AgendaPage, ResearchState};
use hawthorn_app::marac::shown::ReferralLine;
use hawthorn_components::{
    Attributes, Button, ButtonStyle, Cell, Checkboxes, Choice, Column, Crumb, Page, Select,
    SelectOption, SummaryList, SummaryRow, Table, Tag, TagColour, TextInput, WarningText,
};
use hawthorn_domain::marac::meeting::MeetingState;
use hawthorn_domain::marac::referral::MaracState;
use hawthorn_domain::platform::ids::MaracReferralId;
use hawthorn_domain::platform::settings::Agency;
use hawthorn_domain::platform::words;
use jiff::civil::Date;
use maud::{Markup, Render, html};

use super::{
    CAPTION, children_words, criteria_tags, initials, item_path, meeting_path, reference,
    small_button,
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
    fn state(&self) -> MeetingState {
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
        (papers(view))
        (items(view))
        @if view.may_change() { (put_form(view, problems, typed)) }
        (tracker(view))
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
            let rows = agenda
                .attendance
                .iter()
                .filter(|row| row.present == present);
            rows.map(|row| row.name.as_str())
                .collect::<Vec<_>>()
                .join(", ")
        };
        add("Present", there(true));
        if agenda.attendance.iter().any(|row| !row.present) {
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
    if let (MeetingState::Planned, Some(day)) = (view.state(), agenda.agenda_due) {
        add("Agenda to partners by", words::date(day));
    }
    SummaryList::new(rows).render()
}

fn is_heard(line: &ReferralLine) -> bool {
    line.pair
        .as_ref()
        .is_some_and(|pair| pair.state == MaracState::Heard)
}

fn papers(view: &AgendaView<'_>) -> Markup {
    let path = meeting_path(view.agenda.meeting.id);
    let by_names = if view.state() == MeetingState::Planned {
        "the pack"
    } else {
        "the minutes"
    };
    html! {
        @if view.may_print {
            ul.govuk-list {
                li { a.govuk-link href={ (path) "/papers" } { "All papers, and sending one as a locked file" } }
                li { a.govuk-link href={ (path) "/agenda.pdf" } { "Print the agenda, by initials (PDF)" } }
                li { a.govuk-link href={ (path) "/minutes.pdf" } { "Print " (by_names) ", by names (PDF)" } }
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

fn open_form(view: &AgendaView<'_>, problems: &Problems, typed: &Typed) -> Markup {
    html! {
        form method="post" action={ (meeting_path(view.agenda.meeting.id)) "/open" } novalidate autocomplete="off" {
            h2.govuk-heading-m { "Open the meeting" }
            p.govuk-body { "Read the confidentiality statement first. Everybody who is marked as present has accepted it." }
            (TextInput {
                error: problems.at("chair"),
                value: typed.one("chair").to_owned(),
                autocomplete: "off".to_owned(),
                classes: "govuk-input--width-20".to_owned(),
                ..TextInput::new("chair", "Who chairs?")
            })
            fieldset.govuk-fieldset id="attendance" {
                legend.govuk-fieldset__legend.govuk-fieldset__legend--s { "Who is there?" }
                @if let Some(problem) = problems.at("attendance") { (problem) }
                @for agency in &view.members { (attendance_row(agency, problems, typed)) }
            }
            (Button::new("Open the meeting"))
        }
    }
}

fn attendance_row(agency: &Agency, problems: &Problems, typed: &Typed) -> Markup {
    let (name, present) = (
        format!("name-{}", agency.code),
        format!("present-{}", agency.code),
    );
    let words = html! { "Present" span.govuk-visually-hidden { " for " (agency.name) } };
    html! {
        div.govuk-grid-row {
            div.govuk-grid-column-one-half {
                (TextInput {
                    error: problems.at(&name),
                    value: typed.one(&name).to_owned(),
                    autocomplete: "off".to_owned(),
                    group_classes: "govuk-!-margin-bottom-2".to_owned(),
                    ..TextInput::new(name.as_str(), agency.name.as_str())
                })
            }
            div.govuk-grid-column-one-half {
                (Checkboxes {
                    values: typed.all(&present).to_vec(),
                    classes: "govuk-checkboxes--small govuk-!-margin-top-5".to_owned(),
                    group_classes: "govuk-!-margin-bottom-2".to_owned(),
                    ..Checkboxes::single(present.as_str(), Choice::new("yes", words))
                })
            }
        }
    }
}

fn close_form(view: &AgendaView<'_>) -> Markup {
    let agenda = view.agenda;
    let next = agenda
        .items
        .iter()
        .find(|line| line.pair.is_some() && !is_heard(line));
    let left = agenda.items.iter().filter(|line| !is_heard(line)).count();
    let style = if left > 0 {
        ButtonStyle::Secondary
    } else {
        ButtonStyle::Primary
    };
    html! {
        h2.govuk-heading-m { "Run the meeting" }
        @if let Some(line) = next {
            p.govuk-body { a.govuk-link href=(item_path(agenda.meeting.id, line.id)) { "Go to the next item, " (line.id.short()) } }
        }
        @if left > 0 {
            p.govuk-body { (words::count(left as i64, "item is", "items are")) " not yet heard. Hear them or take them off the agenda, then close the meeting." }
        } @else {
            p.govuk-body { "Once closed, the record of this meeting can no longer change." }
        }
        form method="post" action={ (meeting_path(agenda.meeting.id)) "/close" } {
            (Button { style, ..Button::new("Close the meeting") })
        }
    }
}
