//! One service: everything the directory says of it, what is in doubt, and what its keepers may do.

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::directory::answer_change::{ChangeAnswer, answer_change};
use hawthorn_app::directory::check_entry::check_entry;
use hawthorn_app::directory::open_entry::{OpenedEntry, open_entry};
use hawthorn_components::{
    BackLink, Button, ButtonStyle, InsetText, LinkButton, Page, SummaryList, SummaryRow, Textarea,
    WarningText,
};
use hawthorn_domain::directory::service::Location;
use hawthorn_domain::directory::{Audience, Cost, OpenState, ServiceDetails};
use hawthorn_domain::platform::words;
use jiff::Timestamp;
use maud::{Markup, html};

use super::takes;
use super::{CAPTION, checked_words, id, open_words};
use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout::{self, pieces};
use crate::seat::Seat;

/// What the query of the page may say.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Asked {
    done: Option<String>,
    #[serde(flatten)]
    facts: takes::Facts,
}

/// The page.
///
/// # Errors
/// When the entry is not there for the reader.
pub async fn page(mut seat: Seat, Path(text): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let shown = Shown {
        typed: &Typed::default(),
        done: asked.done.as_deref(),
        said: Some(&asked.facts),
    };
    show(&mut seat, &text, &Problems::default(), &shown).await
}

/// Says that the entry was found right today.
///
/// # Errors
/// When the reader does not keep it.
pub async fn check(mut seat: Seat, Path(text): Path<String>) -> Answer {
    let entry = id(&text)?;
    match check_entry(&seat.app, &mut seat.ask, entry).await {
        Ok(()) => Ok(Redirect::to(&format!("/directory/{entry}?done=checked")).into_response()),
        Err(refusal) => {
            let problems = Problems::of(refusal)?;
            show(&mut seat, &text, &problems, &Shown::of(&Typed::default())).await
        }
    }
}

/// A steward answers the change that waits.
///
/// # Errors
/// When the reader is no steward, or proposed the change.
pub async fn answer(mut seat: Seat, Path(text): Path<String>, typed: Typed) -> Answer {
    let entry = id(&text)?;
    let version = typed.one("version").parse().unwrap_or(0);
    let said = if typed.one("answer") == "approve" {
        ChangeAnswer::Approve
    } else {
        ChangeAnswer::SendBack(typed.one("why").to_owned())
    };
    let done = match said {
        ChangeAnswer::Approve => "approved",
        ChangeAnswer::SendBack(_) => "returned",
    };
    match answer_change(&seat.app, &mut seat.ask, entry, version, said).await {
        Ok(()) => Ok(Redirect::to(&format!("/directory/{entry}?done={done}")).into_response()),
        Err(refusal) => {
            let problems = Problems::of(refusal)?;
            show(&mut seat, &text, &problems, &Shown::of(&typed)).await
        }
    }
}

/// What a page is shown with besides the entry.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// What was typed into the form that was sent.
    pub typed: &'a Typed,
    /// What has just been done.
    pub done: Option<&'a str>,
    /// What was said of somebody whom the service might take.
    said: Option<&'a takes::Facts>,
}

impl<'a> Shown<'a> {
    /// A form that was sent, and nothing else.
    fn of(typed: &'a Typed) -> Self {
        Self {
            typed,
            done: None,
            said: None,
        }
    }
}

async fn show(seat: &mut Seat, text: &str, problems: &Problems, shown: &Shown<'_>) -> Answer {
    let opened = open_entry(&seat.app, &mut seat.ask, id(text)?).await?;
    let heading = opened.entry.name().to_owned();
    let mut page = render(
        seat.page("Service", heading),
        &opened,
        seat.ask.now,
        problems,
        shown,
    );
    page.flash = layout::done_banner(
        shown.done,
        &[
            (
                "proposed",
                "Sent to a steward. Readers see the change once it is approved",
            ),
            ("approved", "Approved. Readers see it from now on"),
            ("returned", "Sent back with your reason"),
            ("checked", "Marked as checked today"),
        ],
    );
    Ok(layout::answer(page, problems))
}

/// The page, from the entry as it was opened.
pub fn render(
    mut page: Page,
    opened: &OpenedEntry,
    now: Timestamp,
    problems: &Problems,
    shown: &Shown<'_>,
) -> Page {
    let entry = &opened.entry;
    page.caption = CAPTION.to_owned();
    page.back = Some(BackLink::new("/directory"));
    page.body = html! {
        @if entry.details.is_none() {
            (InsetText::new("This is a new entry. Only those who keep the directory see it until a steward approves it."))
        }
        @if let Some(details) = entry.shown_or_proposed() {
            @if opened.stale {
                (WarningText::new(format!("{}. Ring before you send somebody there.", checked_words(details))))
            }
            (facts(details, opened.state, now))
            (doubts(details))
            (takes::section(details.kind, entry.id, shown.said.unwrap_or(&takes::Facts::default())))
            (keeping(opened, details))
        }
        (waiting(opened, problems, shown.typed))
    };
    page
}

fn facts(details: &ServiceDetails, state: OpenState, now: Timestamp) -> Markup {
    let row = |key: &str, value: String| {
        (!value.is_empty()).then(|| SummaryRow::new(key.to_owned(), value))
    };
    let labels = |labels: Vec<&str>| labels.join(", ");
    let cost = match (details.cost, details.cost_note.is_empty()) {
        (Cost::NotKnown, true) => String::new(),
        (cost, true) => cost.label().to_owned(),
        (cost, false) => format!("{}. {}", cost.label(), details.cost_note),
    };
    let rows = [
        row("What it does", details.kind.label().to_owned()),
        row("About", details.about.clone()),
        Some(SummaryRow::new(
            "Open",
            html! {
                p.govuk-body { (open_words(details, state, now)) }
                ul.govuk-list { @for line in details.opening.told() { li { (line) } } }
                @if !details.out_of_hours.is_empty() { p.govuk-body { "Outside these times: " (details.out_of_hours) } }
            },
        )),
        Some(SummaryRow::new("Telephone", phones(details))),
        Some(SummaryRow::new("E-mail", emails(details))),
        row("Web page", details.web.clone()),
        row("How to refer", details.how_to_refer.clone()),
        row(
            "Who may refer",
            labels(details.referral.iter().map(|route| route.label()).collect()),
        ),
        row(
            "For",
            labels(details.for_whom.iter().map(|whom| whom.label()).collect()),
        ),
        row(
            "Helps with",
            labels(details.needs.iter().map(|need| need.label()).collect()),
        ),
        row("Ages", details.ages()),
        row(
            "Genders",
            if details.genders.is_empty() {
                "Everybody".to_owned()
            } else {
                labels(
                    details
                        .genders
                        .iter()
                        .map(|gender| gender.label())
                        .collect(),
                )
            },
        ),
        row("Where", place(details)),
        row("Cost", cost),
        row("Languages besides English", details.languages.join(", ")),
        row("Access", details.accessibility.clone()),
        row("Run by", details.organisation.clone()),
        row("Former names", details.former_names.join(", ")),
        row("Shown to", details.audience.label().to_owned()),
    ];
    html! { (SummaryList::new(rows.into_iter().flatten().collect())) }
}

fn place(details: &ServiceDetails) -> String {
    let served = match (details.national, details.places.is_empty()) {
        (true, _) => "The whole country".to_owned(),
        (false, true) => "All of the area".to_owned(),
        (false, false) => details.places.join(", "),
    };
    match &details.location {
        Location::None => served,
        Location::Confidential => format!("{served}. The address is secret and is not held here"),
        Location::Open {
            street,
            town,
            postcode,
        } => format!("{served}. {street}, {town}, {postcode}"),
    }
}

fn phones(details: &ServiceDetails) -> Markup {
    html! {
        @if details.phones.is_empty() { "No number is known" }
        ul.govuk-list {
            @for phone in &details.phones {
                li {
                    @if !phone.label.is_empty() { (phone.label) ": " }
                    (phone.number)
                    @if phone.audience == Audience::Professionals { " (professionals only)" }
                }
            }
        }
    }
}

fn emails(details: &ServiceDetails) -> Markup {
    html! {
        @if details.emails.is_empty() { "No mailbox is known" }
        ul.govuk-list {
            @for email in &details.emails {
                li {
                    (email.address)
                    @if email.secure { " (secure)" }
                    @if !email.doubt.is_empty() {
                        br;
                        strong { "Do not write to it yet. " } (email.doubt)
                    }
                }
            }
        }
    }
}

fn doubts(details: &ServiceDetails) -> Markup {
    html! {
        @if !details.doubts.is_empty() {
            h2.govuk-heading-m { "What is in doubt" }
            ul.govuk-list.govuk-list--bullet { @for doubt in &details.doubts { li { (pieces::without_numbers(doubt)) } } }
        }
    }
}

fn keeping(opened: &OpenedEntry, details: &ServiceDetails) -> Markup {
    let id = opened.entry.id;
    let owner = opened
        .owner
        .as_deref()
        .unwrap_or("the stewards of the directory");
    html! {
        h2.govuk-heading-m { "Keeping this entry right" }
        p.govuk-body {
            (checked_words(details)) ". Kept by " (owner) "."
            @if !details.source.is_empty() { " Source: " (details.source) "." }
        }
        @if let Some(back) = &opened.entry.sent_back {
            (InsetText::new(html! {
                "The last change was sent back by " (back.by.name) " on " (words::moment(back.at)) ": " (back.why)
            }))
        }
        @if opened.may_edit {
            div.govuk-button-group {
                @if opened.entry.details.is_some() {
                    form method="post" action={ "/directory/" (id) "/check" } novalidate {
                        (Button::new("Say that it is right today"))
                    }
                }
                (LinkButton { style: ButtonStyle::Secondary, ..LinkButton::new(format!("/directory/{id}/edit"), "Change this entry") })
            }
        }
    }
}

fn waiting(opened: &OpenedEntry, problems: &Problems, typed: &Typed) -> Markup {
    let entry = &opened.entry;
    html! {
        @if let Some(proposal) = &entry.proposal {
            h2.govuk-heading-m { "Change that waits for a steward" }
            p.govuk-body { "Proposed by " (proposal.by.name) " on " (words::moment(proposal.at)) "." }
            @if let Some(now_shown) = &entry.details { (differences(now_shown, &proposal.details)) }
            @if opened.may_approve {
                form method="post" action={ "/directory/" (entry.id) "/answer" } novalidate autocomplete="off" {
                    input type="hidden" name="version" value=(opened.version);
                    (Textarea {
                        hint: Some("Needed only when you send it back.".into()),
                        error: problems.at("why"),
                        value: typed.one("why").to_owned(),
                        rows: Some(3),
                        ..Textarea::new("why", "Why it is sent back")
                    })
                    div.govuk-button-group {
                        (Button { name: "answer".to_owned(), value: "approve".to_owned(), ..Button::new("Approve this change") })
                        (Button { name: "answer".to_owned(), value: "return".to_owned(), style: ButtonStyle::Secondary, ..Button::new("Send this change back") })
                    }
                }
            } @else if opened.may_edit {
                p.govuk-body { "Somebody else, who is a steward, approves it." }
            }
        }
    }
}

/// What a change would change, line by line as the editing form writes it.
fn differences(now: &ServiceDetails, then: &ServiceDetails) -> Markup {
    let (before, after) = (super::values::lines(now), super::values::lines(then));
    let changed: Vec<_> = before
        .iter()
        .zip(&after)
        .filter(|((_, one), (_, other))| one != other)
        .collect();
    html! {
        @if changed.is_empty() {
            (pieces::nothing("Nothing that readers see would change; approving marks the entry as checked."))
        } @else {
            (hawthorn_components::Table {
                first_cell_is_header: true,
                ..hawthorn_components::Table::new(
                    "What would change",
                    vec!["Field".into(), "Now".into(), "Then".into()],
                    changed.iter().map(|((label, one), (_, other))| vec![(*label).into(), said(one).into(), said(other).into()]).collect(),
                )
            })
        }
    }
}

fn said(text: &str) -> Markup {
    html! {
        @if text.is_empty() { "Nothing" }
        @for line in text.lines() { div { (line) } }
    }
}
