//! Sample pages with invented people, for looking at and for tests of the whole page.

use hawthorn_components::{
    Action, BackLink, Bar, BarChart, Button, Cell, CharacterCount, Checkboxes, Chip, Choice,
    Column, Crumb, DateInput, Day, DayStrip, Details, DueDate, ErrorLink, FileUpload, FilterChips,
    IdentityStrip, InsetText, LanguageLink, Limit, NavItem, NotificationBanner, Page, PageLink,
    Pagination, Progress, PublicPage, Radios, Rag, RagLevel, RiskBadge, RiskLevel, SafeContact,
    Select, SelectOption, SignedIn, SortDirection, SubNavigation, SummaryList, SummaryRow, Table,
    Tag, TagColour, Task, TaskList, TaskStatus, TextInput, Textarea, Timeline, TimelineItem,
    TimelinePicture, WarningText,
};
use hawthorn_components::{Bracket, Mark, MarkShape, Severity, Tick};
use maud::{Markup, Render, html};

/// The frame that every sample staff page has.
fn frame() -> Page {
    Page {
        area: "Kent and Medway".to_owned(),
        demo: true,
        wide: true,
        nav: vec![
            NavItem::new("/", "My work").current_if(true),
            NavItem::new("/incidents", "Incidents").with_count(14, "to screen"),
            NavItem::new("/referrals", "Referrals"),
            NavItem::new("/meetings", "Meetings"),
            NavItem::new("/search", "Search"),
        ],
        user: Some(SignedIn {
            name: "Tamsin Okafor".to_owned(),
            role: "Harm assessment officer".to_owned(),
            account_href: "/account".to_owned(),
            sign_out_action: "/sign-out".to_owned(),
        }),
        ..Page::default()
    }
}

/// A record and a worklist on one page.
pub fn staff() -> Page {
    Page {
        title: "I-7K2M-4Q screening".to_owned(),
        heading: "Screen incident I-7K2M-4Q".into(),
        caption: "Standard queue".to_owned(),
        breadcrumbs: vec![
            Crumb::new("/", "Home"),
            Crumb::new("/incidents", "Incidents"),
        ],
        flash: Some(NotificationBanner::success("Request sent to 4 agencies")),
        identity: Some(IdentityStrip {
            name: "Marigold Fenwick-Achterberg".to_owned(),
            href: "/people/P-33".to_owned(),
            reference: "P-33XK-01".to_owned(),
            born: "3 May 1990 (36)".to_owned(),
            pronouns: "she/her".to_owned(),
            language: "Polish, interpreter needed".to_owned(),
            safe_contact: SafeContact::Safe("by mobile, weekdays 10am to 2pm".to_owned()),
            risk: Some(RiskBadge::new(
                RiskLevel::High,
                "professional judgement",
                "12 Nov 2026",
            )),
            children: "2 children, youngest 3".to_owned(),
            orders: vec!["Non-molestation order to 4 March 2027".to_owned()],
            beside_another: false,
        }),
        sub_nav: Some(SubNavigation::new(
            "Incident",
            vec![
                NavItem::new("/i/1", "Overview").current_if(true),
                NavItem::new("/i/1/match", "Possible same people").with_count(3, "to review"),
                NavItem::new("/i/1/risk", "Risk form"),
                NavItem::new("/i/1/history", "History"),
            ],
        )),
        body: html! {
            (marks())
            (worklist())
            (record())
        },
        ..frame()
    }
}

fn marks() -> Markup {
    let levels = [
        RiskLevel::Medium,
        RiskLevel::Standard,
        RiskLevel::NotAssessed,
        RiskLevel::CannotLoad,
        RiskLevel::Disagreed,
    ];
    html! {
        h2.govuk-heading-m { "Marks" }
        @for level in levels { p.govuk-body { (RiskBadge::from(level)) } }
        p.govuk-body { (RiskBadge { score: Some((17, 24)), ..RiskBadge::new(RiskLevel::High, "score", "12 Nov 2026") }) }
        @for (level, allowed, left) in [(RagLevel::Red, "4 hours allowed", "1 hour left"), (RagLevel::Amber, "24 hours allowed", "20 hours left"), (RagLevel::Green, "72 hours allowed", "late by 2 hours")] {
            p.govuk-body { (Rag::new(level, allowed, left)) }
        }
        (Progress { id: "import".to_owned(), label: "Reading the file".to_owned(), done: 1200, total: Some(5000), unit: "rows".to_owned() })
    }
}

fn due(minutes_left: i64) -> Markup {
    DueDate {
        when: "23 November 2026, 3:05pm".to_owned(),
        datetime: "2026-11-23T15:05:00Z".to_owned(),
        minutes_left,
        soon_minutes: 240,
    }
    .render()
}

fn worklist() -> Markup {
    let days = [
        "Fri 20 Nov",
        "Sat 21 Nov",
        "Sun 22 Nov",
        "Mon 23 Nov",
        "Tue 24 Nov",
    ];
    let row = |minutes, reference: &str, people: &str, level, children: &str| -> Vec<Cell> {
        vec![
            due(minutes).into(),
            html! { a.govuk-link href="/incidents/1" { (reference) } }.into(),
            people.into(),
            RiskBadge::from(level).render().into(),
            Cell::numeric(children),
        ]
    };
    html! {
        h2.govuk-heading-m { "Worklist" }
        (DayStrip {
            label: "Days".to_owned(),
            count_label: "incidents".to_owned(),
            days: days.iter().zip([12, 31, 44, 43, 0]).map(|(label, count)| Day {
                label: (*label).to_owned(), href: "/incidents?day=1".to_owned(), count, current: *label == "Mon 23 Nov",
            }).collect(),
            earlier_href: "/incidents?day=0".to_owned(),
            later_href: "/incidents?day=2".to_owned(),
        })
        (FilterChips { chips: vec![Chip::new("Level", "High", "?a"), Chip::new("District", "Thanet", "?b")], clear_href: "?".to_owned() })
        (Table {
            first_cell_is_header: false,
            ..Table::new(
                "14 of 43 still to screen, oldest 51 hours",
                vec![
                    Column::sortable("Due", "?sort=due", SortDirection::Ascending),
                    Column::sortable("Reference", "?sort=reference", SortDirection::None),
                    "People".into(),
                    "Level".into(),
                    Column::numeric("Children"),
                ],
                vec![
                    row(-95, "I-7K2M-4Q", "Marigold Fenwick-Achterberg, Piers Hallow", RiskLevel::High, "2"),
                    row(120, "I-9QQ1-7T", "Ŵyn ap Siôn, Aoife Brannagh", RiskLevel::Standard, "0"),
                    row(3900, "I-2B4C-9A", "Restricted record", RiskLevel::NotAssessed, "1"),
                ],
            )
        })
        (Pagination { results: "1 to 50 of more than 500".to_owned(), previous: Some(PageLink::new("?before=a")), next: Some(PageLink::new("?after=b")), ..Pagination::default() })
    }
}

fn bars() -> BarChart {
    BarChart {
        id: "cases".to_owned(),
        title: "Cases at each meeting".to_owned(),
        description: "The meeting in the north heard the most cases.".to_owned(),
        bars: [("North", 19), ("South", 12)]
            .map(|(label, value)| Bar {
                label: label.to_owned(),
                value,
                words: value.to_string(),
            })
            .to_vec(),
    }
}

fn record() -> Markup {
    let mark = |lane, at, severity, shape, hollow, label: &str| Mark {
        lane,
        at,
        shape,
        severity,
        hollow,
        label: label.to_owned(),
        href: "#item-1".to_owned(),
    };
    html! {
        h2.govuk-heading-m { "History" }
        (TimelinePicture {
            id: "history".to_owned(),
            title: "History from January to December 2026".to_owned(),
            description: "Three police incidents in twelve months, growing in severity.".to_owned(),
            start: 0,
            end: 365,
            lanes: ["Police", "Health", "Housing", "Children"].map(str::to_owned).to_vec(),
            marks: vec![
                mark(0, 40, Severity::Low, MarkShape::Circle, false, "Verbal argument, 10 February 2026"),
                mark(0, 200, Severity::Middle, MarkShape::Square, false, "Criminal damage, 20 July 2026"),
                mark(0, 320, Severity::High, MarkShape::Triangle, false, "Assault, 17 November 2026"),
                mark(1, 210, Severity::Middle, MarkShape::Diamond, true, "Missed appointment, 30 July 2026"),
                mark(2, 322, Severity::Low, MarkShape::Cross, false, "Lock change asked for, 19 November 2026"),
                mark(3, 322, Severity::High, MarkShape::Cross, true, "Visit attempted, 19 November 2026"),
            ],
            brackets: vec![Bracket { from: 40, to: 320, label: "3 in 12 months".to_owned() }],
            ticks: [(0, "Jan"), (90, "Apr"), (181, "Jul"), (273, "Oct")].map(|(at, label)| Tick { at, label: label.to_owned() }).to_vec(),
            gaps: vec!["Probation holds nothing.".to_owned()],
        })
        (bars())
        (Timeline {
            heading_level: Some(3),
            items: vec![
                TimelineItem {
                    id: "item-1".to_owned(),
                    title: "Assault reported".into(),
                    href: "/incidents/1".to_owned(),
                    byline: "PC Anwen Tolley, Police".to_owned(),
                    when: "17 November 2026, 11:40pm".to_owned(),
                    datetime: "2026-11-17T23:40:00Z".to_owned(),
                    source: "Police import, 18 November 2026".to_owned(),
                    tag: Some(Tag::new("Needs a look", TagColour::Yellow)),
                    content: html! { p.govuk-body { "Neighbour called. Children were in the house." } }.into(),
                },
                TimelineItem { title: "Criminal damage".into(), when: "20 July 2026".to_owned(), byline: "Police".to_owned(), ..TimelineItem::default() },
            ],
        })
        (TaskList { items: vec![
            Task { hint: "No earlier incidents found in 12 months".into(), ..Task::new("Check the level", "/c/1", TaskStatus::Words("Completed".into())) },
            Task::new("Look for duplicate people", "/c/2", TaskStatus::Tag(Tag::new("To do", TagColour::Blue))),
        ], ..TaskList::default() })
        (SummaryList::new(vec![
            SummaryRow::new("Date of birth", "3 May 1990").with_action(Action::new("/edit", "Change", "date of birth")),
            SummaryRow::new("Ethnicity", "Not asked yet"),
        ]).with_card("About the person"))
        (Details::new("Why is this due today?", "Standard incidents are screened within 72 hours."))
        (InsetText::new("She says she will stay at her sister's until Friday."))
        (WarningText::new("Do not leave a voicemail."))
        div.govuk-button-group {
            (Button::new("Send request to 4 agencies"))
            (Button::secondary("Save for now"))
            (Button::warning("Withdraw"))
        }
    }
}

/// A form that came back with errors.
pub fn form() -> Page {
    Page {
        title: "Reply to R-1".to_owned(),
        heading: "Reply to request R-1".into(),
        back: Some(BackLink::new("/requests")),
        errors: vec![
            ErrorLink::new("surname", "Enter a surname"),
            ErrorLink::new("born-day", "Enter a real date of birth"),
        ],
        wide: false,
        body: html! {
            form method="post" novalidate {
                (TextInput { hint: Some("As given".into()), error: Some("Enter a surname".into()), value: "\"><img src=x onerror=alert(1)>".to_owned(), ..TextInput::new("surname", "Surname") })
                (DateInput { hint: Some("For example, 3 5 1990".into()), error: Some("Enter a real date of birth".into()), ..DateInput::new("born", "Date of birth") }.with_values(["31", "2", "1990"]))
                (Radios::new("known", "Do you know this person?", vec![
                    Choice { conditional: Some(TextInput::new("since", "Since when?").render()), ..Choice::new("yes", "Yes") },
                    Choice { hint: Some("You looked and found nothing".into()), ..Choice::new("no", "No") },
                    Choice { divider: "or".to_owned(), ..Choice::new("unsure", "Not sure") },
                ]))
                (Checkboxes::new("needs", "What does she need?", vec![
                    Choice::new("housing", "Housing"),
                    Choice::new("health", "Health"),
                    Choice { divider: "or".to_owned(), exclusive: true, ..Choice::new("none", "Nothing just now") },
                ]))
                (Select::new("district", "District", vec![SelectOption::new("", "Choose a district"), SelectOption::new("thanet", "Thanet")]))
                (CharacterCount::new(Textarea { hint: Some("What you saw or heard".into()), ..Textarea::new("notes", "What you know") }, Limit::Characters(2000)))
                (FileUpload::new("file", "Attach a file"))
                (Button::new("Send reply"))
            }
        },
        ..frame()
    }
}

/// A question on the public host.
pub fn public() -> PublicPage {
    PublicPage {
        title: "How to reach you".to_owned(),
        back: Some(BackLink::new("/q/2")),
        demo: true,
        languages: vec![LanguageLink {
            lang: "cy".to_owned(),
            name: "Cymraeg".to_owned(),
            href: "/cy/q/3".to_owned(),
        }],
        body: html! {
            form method="post" novalidate {
                (Radios::new("how", hawthorn_components::Legend::heading("How may we reach you?"), vec![
                    Choice::new("phone", "By phone"),
                    Choice::new("post", "By post"),
                    Choice { divider: "or".to_owned(), ..Choice::new("none", "Please do not contact me") },
                ]))
                (Button::new("Continue"))
            }
        },
        ..PublicPage::default()
    }
}
