//! The worklist: what waits, due first, who has it, and the next incident to take (R64, R79, R80, ux.md 4.1).

use axum::extract::Query;
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::incidents::claim;
use hawthorn_app::incidents::worklist::{
    Counted, Filter, MOST_ROWS, Place, Tabs, WorklistPage, worklist,
};
use hawthorn_components::{
    Button, Chip, FilterChips, NavItem, Page, PageLink, Pagination, Select, SelectOption,
    SubNavigation,
};
use hawthorn_domain::incidents::screening::Queue;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use hawthorn_domain::risk::RiskLevel;
use jiff::Timestamp;
use maud::{Markup, html};

use super::worklist_table::table;
use crate::error::Answer;
use crate::forms::Problems;
use crate::layout::{self, pieces};
use crate::seat::Seat;

const DONE: &[(&str, &str)] = &[(
    "none",
    "Nothing waits to be taken. Every incident to screen is with somebody or decided.",
)];

/// What the address asks for.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub struct Asked {
    /// The tab: `to_screen`, `mine`, `awaiting_supervisor` or `done`.
    #[serde(default)]
    queue: String,
    /// A level's code; all levels when empty.
    #[serde(default)]
    level: String,
    /// Where the page before ended.
    #[serde(default)]
    after: String,
    /// What has just been done.
    #[serde(default)]
    done: String,
}

/// The tabs of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// Waiting to be screened.
    ToScreen,
    /// Held by the reader.
    Mine,
    /// Waiting for a supervisor's answer on the level.
    Waiting,
    /// Decided since midnight.
    DoneToday,
}

impl Tab {
    const ALL: [Tab; 4] = [Tab::ToScreen, Tab::Mine, Tab::Waiting, Tab::DoneToday];
    const fn code(self) -> &'static str {
        match self {
            Tab::ToScreen => "to_screen",
            Tab::Mine => "mine",
            Tab::Waiting => "awaiting_supervisor",
            Tab::DoneToday => "done",
        }
    }
    pub(super) const fn label(self) -> &'static str {
        match self {
            Tab::ToScreen => "To screen",
            Tab::Mine => "Mine",
            Tab::Waiting => "Waiting for supervisor",
            Tab::DoneToday => "Done today",
        }
    }
    fn counted(self, tabs: &Tabs) -> Counted {
        match self {
            Tab::ToScreen => tabs.to_screen,
            Tab::Mine => tabs.mine,
            Tab::Waiting => tabs.awaiting_supervisor,
            Tab::DoneToday => tabs.done_today,
        }
    }
    fn filter(self, level: Option<RiskLevel>) -> Filter {
        let queue = match self {
            Tab::ToScreen => Some(Queue::ToScreen),
            Tab::Mine => None,
            Tab::Waiting => Some(Queue::AwaitingSupervisor),
            Tab::DoneToday => Some(Queue::Done),
        };
        Filter {
            queue,
            level,
            mine: self == Tab::Mine,
        }
    }
}

/// What the page shows.
pub struct View<'a> {
    /// The rows and counts.
    pub list: &'a WorklistPage,
    /// The tab.
    pub tab: Tab,
    /// The level chosen.
    pub level: Option<RiskLevel>,
    /// Whether this is the top of the list.
    pub first: bool,
    /// Whether the reader may take incidents.
    pub may_take: bool,
    /// The moment of the request.
    pub now: Timestamp,
}

/// `GET /incidents`.
pub async fn page(seat: Seat, Query(asked): Query<Asked>) -> Answer {
    show(seat, &asked, &Problems::default()).await
}

/// `POST /incidents/next`: takes what is due first, so that nobody picks the easy ones.
pub async fn take_next(mut seat: Seat) -> Answer {
    match claim::take_next(&seat.app, &mut seat.ask).await {
        Ok(Some(taken)) => {
            Ok(Redirect::to(&format!("/incidents/{}?done=claimed", taken.id)).into_response())
        }
        Ok(None) => Ok(Redirect::to("/incidents?done=none").into_response()),
        Err(refusal) => {
            let problems = Problems::of(refusal)?;
            show(seat, &Asked::default(), &problems).await
        }
    }
}

async fn show(mut seat: Seat, asked: &Asked, problems: &Problems) -> Answer {
    let tab = Tab::ALL
        .into_iter()
        .find(|tab| tab.code() == asked.queue)
        .unwrap_or(Tab::ToScreen);
    let level = RiskLevel::from_code(&asked.level);
    let after: Option<Place> = if asked.after.is_empty() {
        None
    } else {
        Some(asked.after.parse()?)
    };
    let list = worklist(
        &seat.app,
        &mut seat.ask,
        tab.filter(level),
        after.as_ref(),
        MOST_ROWS,
    )
    .await?;
    let view = View {
        list: &list,
        tab,
        level,
        first: after.is_none(),
        may_take: seat.ask.may_in_area(&seat.app, Verb::ClaimIncident),
        now: seat.ask.now,
    };
    let mut page = seat.page("Incidents", "Incidents");
    page.flash = layout::done_banner(Some(&asked.done), DONE);
    Ok(layout::answer(render(page, &view), problems))
}

/// The page from its value.
pub fn render(page: Page, view: &View<'_>) -> Page {
    let tabs = Tab::ALL
        .into_iter()
        .map(|tab| {
            let counted = tab.counted(&view.list.tabs);
            let words = if counted.more {
                format!("{} (more than)", tab.label())
            } else {
                tab.label().to_owned()
            };
            NavItem::new(href(tab, view.level, None), words)
                .with_count(
                    u32::try_from(counted.number).unwrap_or(u32::MAX),
                    "incidents",
                )
                .current_if(tab == view.tab)
        })
        .collect();
    Page {
        wide: true,
        caption: "Screening desk".to_owned(),
        sub_nav: Some(SubNavigation::new("Which incidents", tabs)),
        body: html! {
            p.govuk-body-l { (headline(view)) }
            @if view.may_take {
                form method="post" action="/incidents/next" { (Button::new("Take the next incident")) }
            }
            p.govuk-body {
                a.govuk-link href="/incidents/sheet" { "Daily sheet" } " · "
                a.govuk-link href="/insight/day" { "The desk’s day" } " · "
                a.govuk-link href="/insight/weekly" { "Weekly report" } " · "
                a.govuk-link href="/partner-referrals" { "Partners’ referrals" } " · "
                a.govuk-link href="/notices" { "Notices" }
            }
            (filters(view))
            @if view.list.rows.is_empty() { (empty(view)) } @else { (table(view)) (paging(view)) }
        },
        ..page
    }
}

fn href(tab: Tab, level: Option<RiskLevel>, after: Option<&Place>) -> String {
    let mut href = format!("/incidents?queue={}", tab.code());
    if let Some(level) = level {
        href.push_str(&format!("&level={}", level.code()));
    }
    if let Some(after) = after {
        href.push_str(&format!("&after={after}"));
    }
    href
}

/// How many, and how old (ux.md rule 4). The age is that of the oldest incident
/// on the page, which says so when there are others.
fn headline(view: &View<'_>) -> String {
    let tabs = &view.list.tabs;
    match view.tab {
        Tab::ToScreen => {
            let all = [tabs.to_screen, tabs.awaiting_supervisor, tabs.done_today];
            let sum: u64 = all.iter().map(|counted| counted.number).sum();
            let more = if all.iter().any(|counted| counted.more) {
                "more than "
            } else {
                ""
            };
            let whole = view.first && view.list.next.is_none() && view.level.is_none();
            let oldest = view
                .list
                .rows
                .iter()
                .map(|row| row.received_at)
                .min()
                .map(|received| {
                    let which = if whole { "oldest" } else { "oldest shown" };
                    format!(", {which} {}", age(received, view.now))
                });
            format!(
                "{} of {more}{sum} still to screen{}",
                tabs.to_screen,
                oldest.unwrap_or_default()
            )
        }
        Tab::Mine => format!("{} with you now", number(tabs.mine)),
        Tab::Waiting => format!(
            "{} waiting for a supervisor to answer a change of level",
            number(tabs.awaiting_supervisor)
        ),
        Tab::DoneToday => format!("{} decided today", number(tabs.done_today)),
    }
}

fn number(counted: Counted) -> String {
    format!(
        "{counted} {}",
        if counted.number == 1 {
            "incident"
        } else {
            "incidents"
        }
    )
}

/// An age in hours, because the desk's promise is in hours (R79).
fn age(since: Timestamp, now: Timestamp) -> String {
    let seconds = now.duration_since(since).as_secs().max(0);
    if seconds < 3600 {
        words::span(seconds)
    } else {
        words::count(seconds / 3600, "hour", "hours")
    }
}

fn filters(view: &View<'_>) -> Markup {
    let options = std::iter::once(SelectOption::new("", "All levels"))
        .chain(
            RiskLevel::ALL
                .iter()
                .rev()
                .map(|level| SelectOption::new(level.code(), level.label())),
        )
        .collect();
    let chips = view
        .level
        .map(|level| Chip::new("Level", level.label(), href(view.tab, None, None)));
    html! {
        form.hw-filter method="get" action="/incidents" {
            input type="hidden" name="queue" value=(view.tab.code());
            (Select { value: view.level.map(RiskLevel::code).unwrap_or_default().to_owned(), ..Select::new("level", "Level", options) })
            (Button::secondary("Show this level"))
        }
        @if let Some(chip) = chips {
            (FilterChips { chips: vec![chip], clear_href: href(view.tab, None, None) })
        }
    }
}

fn empty(view: &View<'_>) -> Markup {
    if let Some(level) = view.level {
        return pieces::nothing(&format!(
            "No incident of level {} here. Choose all levels to see the others.",
            level.label().to_lowercase()
        ));
    }
    pieces::nothing(match view.tab {
        Tab::ToScreen => "Nothing waits to be screened.",
        Tab::Mine => "You have no incident now. Take the next one to begin.",
        Tab::Waiting => "No change of level waits for a supervisor.",
        Tab::DoneToday => "Nothing has been decided today.",
    })
}

fn paging(view: &View<'_>) -> Markup {
    let first = (!view.first).then(|| PageLink {
        content: "First page".into(),
        ..PageLink::new(href(view.tab, view.level, None))
    });
    let next = view
        .list
        .next
        .as_ref()
        .map(|place| PageLink::new(href(view.tab, view.level, Some(place))));
    html! {
        @if first.is_some() || next.is_some() {
            (Pagination { previous: first, next, label: "Pages of the list".to_owned(), ..Pagination::default() })
        }
    }
}
