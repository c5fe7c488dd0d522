//! My work: what waits for the reader, in numbers that each lead to the list behind them (ux.md 3.2).

use hawthorn_app::incidents::worklist::Counted;
use hawthorn_app::platform::home::{HomeView, HubPlace, home};
use hawthorn_components::Page;
use hawthorn_components::{SummaryList, SummaryRow};
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use jiff::Timestamp;
use maud::{Markup, html};

use crate::error::Answer;
use crate::forms::Problems;
use crate::layout::answer;
use crate::layout::pieces::{due_at, nothing};
use crate::seat::Seat;

mod beside;

/// A due time counts as near within this many minutes on this page.
const SOON: i64 = 4 * 60;

/// Where else the reader may go: address, words, and the act that opens it.
type Door = (&'static str, &'static str, Verb);

/// What the main navigation may have no place for, since it holds five links at most (ux.md 3.2).
const DOORS: &[Door] = &[
    (
        "/search",
        "Search for people and references",
        Verb::SearchPeople,
    ),
    ("/imports", "Import police sheets", Verb::RunImport),
    ("/doors", "What came in by the doors", Verb::ListDoors),
    ("/mail", "Answers by mail", Verb::ViewMessages),
    ("/messages", "Messages by mail", Verb::ViewMessages),
    ("/restricted", "Restricted records", Verb::NameOnRecord),
    (
        "/emergency",
        "Open a restricted record in an emergency",
        Verb::BreakGlass,
    ),
    ("/admin/accounts", "Accounts", Verb::ManageAccounts),
    ("/audit/log", "Audit log", Verb::ViewAuditLog),
];

/// The reader's own work.
pub async fn page(mut seat: Seat) -> Answer {
    let view = home(&seat.app, &mut seat.ask).await?;
    let doors: Vec<Door> = DOORS
        .iter()
        .copied()
        .filter(|door| seat.ask.may_ever(&seat.app, door.2))
        .collect();
    let page = render(seat.page("My work", "My work"), &view, &doors, seat.ask.now);
    Ok(answer(page, &Problems::default()))
}

/// What waits, how much of it, where the list is, and what is said beside it.
struct Waiting {
    what: &'static str,
    much: String,
    href: String,
    beside: Markup,
}

impl Waiting {
    fn new(what: &'static str, much: String, href: impl Into<String>) -> Self {
        Self {
            what,
            much,
            href: href.into(),
            beside: Markup::default(),
        }
    }
    fn beside(mut self, beside: Markup) -> Self {
        self.beside = beside;
        self
    }
}

/// What waits in one room.
struct Group {
    heading: &'static str,
    lead: &'static str,
    lines: Vec<Waiting>,
}

/// The page from what waits and where else the reader may go.
pub fn render(page: Page, view: &HomeView, doors: &[Door], now: Timestamp) -> Page {
    let groups = groups(view, now);
    Page {
        caption: format!("As at {}", words::moment(now)),
        body: html! {
            @if view.is_empty() { (nothing("Nothing is waiting for you.")) }
            @for group in groups.iter().filter(|group| !group.lines.is_empty()) {
                h2.govuk-heading-m { (group.heading) }
                @if !group.lead.is_empty() { p.govuk-body { (group.lead) } }
                (SummaryList::new(group.lines.iter().map(row).collect()))
            }
            @if !doors.is_empty() {
                h2.govuk-heading-m { "Go to" }
                ul.govuk-list { @for (href, words, _) in doors { li { a.govuk-link href=(href) { (words) } } } }
            }
        },
        ..page
    }
}

fn row(line: &Waiting) -> SummaryRow {
    let value = html! {
        a.govuk-link href=(line.href) { (line.much) span.govuk-visually-hidden { ": " (line.what) } }
        @if !line.beside.0.is_empty() { br; (line.beside) }
    };
    SummaryRow::new(line.what, value)
}

/// `3 incidents`, `1 incident`, `more than 500 incidents`.
fn of(counted: &Counted, one: &str, many: &str) -> String {
    if counted.number == 1 && !counted.more {
        format!("1 {one}")
    } else {
        format!("{counted} {many}")
    }
}

/// The same for a number that is counted to its end.
fn many(number: usize, one: &str, many: &str) -> String {
    words::count(i64::try_from(number).unwrap_or(i64::MAX), one, many)
}

fn first_due(due: Option<Timestamp>, now: Timestamp) -> Markup {
    html! {
        @if let Some(due) = due {
            div { span.govuk-visually-hidden { "The first: " } (due_at(due, now, SOON)) }
        }
    }
}

fn groups(view: &HomeView, now: Timestamp) -> Vec<Group> {
    vec![
        Group {
            heading: "Not sent yet",
            lead: "",
            lines: beside::drafts(view),
        },
        Group {
            heading: "Incidents",
            lead: "",
            lines: incidents(view, now),
        },
        Group {
            heading: "Came in",
            lead: "",
            lines: beside::front(view),
        },
        Group {
            heading: "Referrals",
            lead: "Referrals into the multi-agency safeguarding hub (MASH).",
            lines: view
                .hub
                .iter()
                .flat_map(|hub| &hub.waiting)
                .map(|place| referrals(place, now))
                .collect(),
        },
        Group {
            heading: "Late",
            lead: "",
            lines: beside::late(view),
        },
        Group {
            heading: "Requests to your agency",
            lead: "",
            lines: requests(view, now),
        },
        Group {
            heading: "MARAC",
            lead: "The multi-agency risk assessment conference, where agencies plan together for victims at high risk.",
            lines: marac(view),
        },
        Group {
            heading: "Cases",
            lead: "",
            lines: cases(view),
        },
        Group {
            heading: "Actions of your agency",
            lead: "",
            lines: actions(view),
        },
        Group {
            heading: "People",
            lead: "",
            lines: pairs(view),
        },
        Group {
            heading: "Mail",
            lead: "",
            lines: beside::mail(view),
        },
        Group {
            heading: "Restricted records",
            lead: "",
            lines: beside::keeping(view),
        },
    ]
}

fn incidents(view: &HomeView, now: Timestamp) -> Vec<Waiting> {
    let mut lines = Vec::new();
    if let Some(desk) = &view.desk {
        let late = (desk.late.number > 0).then(|| format!("{} late. ", desk.late));
        lines.push(
            Waiting::new("To screen", of(&desk.to_screen, "incident", "incidents"), "/incidents?queue=to_screen")
                .beside(html! { @if let Some(late) = &late { strong { (late) } } (first_due(desk.first_due, now)) }),
        );
        lines.push(Waiting::new(
            "Held by you",
            of(&desk.mine, "incident", "incidents"),
            "/incidents?queue=mine",
        ));
    }
    if let Some(levels) = &view.levels {
        let much = of(levels, "change of level", "changes of level");
        lines.push(Waiting::new(
            "Waiting for a supervisor",
            much,
            "/incidents?queue=awaiting_supervisor",
        ));
    }
    lines
}

fn referrals(place: &HubPlace, now: Timestamp) -> Waiting {
    let href = format!("/referrals?state={}", place.state.code());
    let much = of(&place.number, "referral", "referrals");
    Waiting::new(place.state.label(), much, href).beside(html! {
        @if place.late > 0 { strong { (place.late) " late. " } }
        (first_due(place.first_due, now))
    })
}

fn requests(view: &HomeView, now: Timestamp) -> Vec<Waiting> {
    let line = |requests: &hawthorn_app::platform::home::AgencyRequests| {
        Waiting::new(
            "Waiting for your answer",
            of(&requests.open, "request", "requests"),
            "/requests",
        )
        .beside(html! {
            @if requests.late > 0 { strong { (requests.late) " late. " } }
            (first_due(requests.first_due, now))
        })
    };
    view.requests
        .as_ref()
        .filter(|requests| requests.open.number > 0)
        .map(line)
        .into_iter()
        .collect()
}

fn marac(view: &HomeView) -> Vec<Waiting> {
    let Some(work) = &view.marac else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    if let Some(to_list) = work.to_list {
        lines.push(Waiting::new(
            "To put on an agenda",
            many(to_list, "pair", "pairs"),
            "/meetings",
        ));
    }
    if let Some(again) = work.again {
        let much = many(again, "flagged pair", "flagged pairs");
        lines.push(Waiting::new("To refer again", much, "/marac/flags"));
    }
    if let Some(next) = &work.next {
        let whose = if next.every_agency {
            "Research still to come"
        } else {
            "Research still to come from your agency"
        };
        let href = format!("/meetings/{}", next.id);
        lines.push(
            Waiting::new("Next meeting", words::moment(next.starts_at), href).beside(html! {
                (many(next.cases, "case", "cases")) " on the agenda. "
                @if next.research_missing > 0 {
                    strong { (whose) ": " (many(next.research_missing, "piece", "pieces")) "." }
                } @else {
                    "No research is missing."
                }
            }),
        );
    }
    lines
}

fn cases(view: &HomeView) -> Vec<Waiting> {
    let cases = &view.cases;
    let line = |what, number: usize, one: &str, more: &str, href: &str| {
        (number > 0).then(|| Waiting::new(what, many(number, one, more), href))
    };
    [
        line(
            "About your MARAC referrals",
            cases.questions,
            "question",
            "questions",
            "/marac/questions",
        ),
        line(
            "With your service or team",
            cases.clients,
            "client",
            "clients",
            "/caseload",
        ),
        line(
            "Nobody has tried to reach them yet",
            cases.not_tried,
            "client",
            "clients",
            "/caseload",
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn actions(view: &HomeView) -> Vec<Waiting> {
    let line = |actions: &hawthorn_app::platform::home::AgencyActions| {
        Waiting::new("To do", of(&actions.open, "action", "actions"), "/actions").beside(html! {
            @if actions.late > 0 { strong { (actions.late) " late. " } }
            @if let Some(day) = actions.first_due { "First due on " (words::date(day)) "." }
        })
    };
    view.actions
        .as_ref()
        .filter(|actions| actions.open.number > 0)
        .map(line)
        .into_iter()
        .collect()
}

fn pairs(view: &HomeView) -> Vec<Waiting> {
    let Some(pairs) = &view.pairs else {
        return Vec::new();
    };
    let line = |what, number, queue: &str| {
        Waiting::new(
            what,
            of(number, "pair of records", "pairs of records"),
            format!("/people/review?queue={queue}"),
        )
    };
    let mut lines = vec![line("Possible duplicates", &pairs.open, "open")];
    if pairs.unsure.number > 0 {
        lines.push(line("Not sure: for a supervisor", &pairs.unsure, "unsure"));
    }
    lines
}
