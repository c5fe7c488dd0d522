//! The service's own lists: accounts for its administrator, and the audit log for those who check how records are used.

use axum::extract::Query;
use hawthorn_app::governance::audit_log::{LogPlace, read_log};
use hawthorn_app::people::history::RecordKind;
use hawthorn_app::platform::accounts::list_accounts;
use hawthorn_components::Page;
use hawthorn_components::{Details, PageLink, Pagination, Table, Tag, TagColour};
use hawthorn_domain::platform::words;
use jiff::Timestamp;
use maud::{Render, html};
use serde::Deserialize;

use crate::error::Answer;
use crate::forms::Problems;
use crate::layout::answer;
use crate::layout::pieces::nothing;
use crate::seat::Seat;

/// What an account may do in this area, in a row.
pub struct AccountLine {
    /// The name shown.
    pub name: String,
    /// The name to sign in with.
    pub sign_in_name: String,
    /// The agency's name and the team.
    pub agency: String,
    /// The roles, in words.
    pub roles: String,
    /// Whether a second factor is set up.
    pub second_factor: bool,
    /// Whether it is switched off.
    pub disabled: bool,
    /// When it was made.
    pub made: Timestamp,
}

/// The accounts of the area.
pub async fn accounts(mut seat: Seat) -> Answer {
    let found = list_accounts(&seat.app, &mut seat.ask).await?;
    let settings = seat.ask.settings(&seat.app)?;
    let mut lines = Vec::new();
    for account in &found {
        for membership in account
            .memberships
            .iter()
            .filter(|membership| membership.area == *seat.ask.area())
        {
            let agency = settings.agency(membership.agency.as_str()).map_or_else(
                || membership.agency.to_string(),
                |agency| agency.name.clone(),
            );
            lines.push(AccountLine {
                name: account.name.clone(),
                sign_in_name: account.sign_in_name.clone(),
                agency: if membership.team.is_empty() {
                    agency
                } else {
                    format!("{agency}, {}", membership.team)
                },
                roles: membership
                    .roles
                    .iter()
                    .map(|role| role.label())
                    .collect::<Vec<_>>()
                    .join(", "),
                second_factor: account.second_factor.is_some(),
                disabled: account.disabled,
                made: account.created_at,
            });
        }
    }
    Ok(answer(
        render_accounts(seat.page("Accounts", "Accounts"), &lines),
        &Problems::default(),
    ))
}

/// The page of accounts.
pub fn render_accounts(page: Page, lines: &[AccountLine]) -> Page {
    let without = lines
        .iter()
        .filter(|line| !line.second_factor && !line.disabled)
        .count();
    let rows = lines.iter().map(|line| {
        let off = line
            .disabled
            .then(|| Tag::new("Switched off", TagColour::Grey));
        vec![
            html! { (line.name) @if let Some(off) = &off { " " (off) } }.into(),
            line.sign_in_name.as_str().into(),
            line.agency.as_str().into(),
            line.roles.as_str().into(),
            if line.second_factor {
                "Set up"
            } else {
                "Not set up"
            }
            .into(),
            words::moment(line.made).into(),
        ]
    });
    let columns = [
        "Name",
        "Sign-in name",
        "Agency and team",
        "Roles",
        "Second factor",
        "Made",
    ];
    let caption = words::count(
        lines.len() as i64,
        "account in this area",
        "accounts in this area",
    );
    Page {
        wide: true,
        body: html! {
            @if without > 0 {
                p.govuk-body { "In use without a second factor: " (without) ". Each person sets it up on the page of their own account." }
            }
            (Table { first_cell_is_header: true, ..Table::new(caption, columns.map(Into::into).to_vec(), rows.collect()) })
            (Details::new("How to add or reset an account", html! {
                p.govuk-body { "Accounts are added and reset at the console of the machine that Hawthorn runs on, so that nobody can do it from a stolen session." }
                p.govuk-body { code { "hawthorn account add --help" } " and " code { "hawthorn account reset --help" } " say how." }
                p.govuk-body { "A reset sets a new password, takes the second factor away and signs the person out everywhere." }
            }))
        },
        ..page
    }
}

/// Where the page of the log begins.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    from: Option<String>,
}

/// One entry of the log.
pub struct LogLine {
    /// When.
    pub at: Timestamp,
    /// Who, with their agency.
    pub who: String,
    /// What kind of act.
    pub deed: &'static str,
    /// What happened, in one sentence.
    pub words: String,
    /// The kind of record and its reference; empty when none.
    pub record: String,
}

/// The area's audit log, newest first.
pub async fn log(mut seat: Seat, Query(asked): Query<Asked>) -> Answer {
    let from: Option<LogPlace> = asked.from.as_deref().and_then(|text| text.parse().ok());
    let found = read_log(&seat.app, &mut seat.ask, from).await?;
    let settings = seat.ask.settings(&seat.app)?;
    let named = |code: &String| {
        settings
            .agency(code)
            .map_or_else(|| code.clone(), |agency| agency.name.clone())
    };
    let lines: Vec<LogLine> = found
        .lines
        .iter()
        .map(|line| LogLine {
            at: line.at,
            who: line.agency.as_ref().map_or_else(
                || line.doer.clone(),
                |code| format!("{}, {}", line.doer, named(code)),
            ),
            deed: line.deed.label(),
            words: line.words.clone(),
            record: record(&line.kind, &line.record),
        })
        .collect();
    let page = render_log(
        seat.page("Audit log", "Audit log"),
        &lines,
        found.next,
        from.is_some(),
    );
    Ok(answer(page, &Problems::default()))
}

fn record(kind: &str, id: &str) -> String {
    let kind = RecordKind::from_code(kind)
        .map_or_else(|| kind.replace('_', " "), |kind| kind.label().to_owned());
    format!("{kind} {id}").trim().to_owned()
}

/// The page of the log.
pub fn render_log(page: Page, lines: &[LogLine], next: Option<LogPlace>, later: bool) -> Page {
    let rows = lines.iter().map(|line| {
        vec![
            words::moment(line.at).into(),
            line.who.as_str().into(),
            line.deed.into(),
            line.words.as_str().into(),
            line.record.as_str().into(),
        ]
    });
    let columns = ["When", "Who", "Act", "What happened", "Record"];
    let caption = if lines.is_empty() {
        "No entries"
    } else {
        "Entries, newest first"
    };
    let older = next.map(|next| PageLink {
        content: "Older".into(),
        ..PageLink::new(format!("/audit/log?from={next}"))
    });
    let newest = later.then(|| PageLink {
        content: "Newest".into(),
        ..PageLink::new("/audit/log")
    });
    Page {
        wide: true,
        body: html! {
            p.govuk-body { "Every act in this area, looking included. Entries are chained, so that a change or a gap can be proved with " code { "hawthorn audit verify" } ". Reading this page is an entry too. What is about a record held closely is in its keepers’ hands and not on this page." }
            @if lines.is_empty() {
                (nothing("There is nothing before this entry."))
            } @else {
                (Table::new(caption, columns.map(Into::into).to_vec(), rows.collect()))
            }
            @if older.is_some() || newest.is_some() {
                (Pagination { previous: newest.clone(), next: older.clone(), label: "Pages of the log".to_owned(), ..Pagination::default() }.render())
            }
        },
        ..page
    }
}
