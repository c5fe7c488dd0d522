//! How one record is held: restricting it, naming who may open it, taking somebody off, releasing it, and what happened to it (R213–R218).

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::governance::keepers::{HeldPage, held_page};
use hawthorn_app::governance::named_access::{
    name_on_record, release_record, remove_from_record, restrict_record,
};
use hawthorn_app::marac::place_restricted::place_restricted;
use hawthorn_app::people::history::RecordKind;
use hawthorn_components::{
    BackLink, Button, Choice, Details, InsetText, Page, Radios, SummaryList, SummaryRow, Table,
    TextInput, Textarea,
};
use hawthorn_domain::platform::ids::{MaracReferralId, MeetingId};
use hawthorn_domain::platform::words;
use jiff::Timestamp;
use maud::{Markup, html};

use crate::error::{Answer, PageError};
use crate::forms::{Problems, Typed};
use crate::layout::pieces::nothing;
use crate::layout::{answer, done_banner};
use crate::pages::incidents::{refused, writing};
use crate::seat::Seat;

const DONE: &[(&str, &str)] = &[
    (
        "restricted",
        "The record is restricted, with everything that would betray it.",
    ),
    (
        "named",
        "Named. The record is open to them now, as far as their role goes.",
    ),
    ("removed", "Taken off the list."),
    (
        "heard",
        "The pair is brought to the meeting, and those who hear it are named.",
    ),
    (
        "released",
        "The record is open again to everyone whose work it is.",
    ),
];

/// What has just been done.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Asked {
    done: Option<String>,
}

fn kind(code: &str) -> Result<RecordKind, PageError> {
    RecordKind::from_code(code).ok_or(PageError(Refusal::NotFound))
}

/// `GET /restricted/{kind}/{id}`.
pub async fn page(
    seat: Seat,
    Path((code, id)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let none = (Problems::default(), Typed::default());
    show(
        seat,
        kind(&code)?,
        &id,
        &none.0,
        &none.1,
        asked.done.as_deref(),
    )
    .await
}

/// `POST /restricted/{kind}/{id}/restrict`.
pub async fn restrict(
    mut seat: Seat,
    Path((code, id)): Path<(String, String)>,
    typed: Typed,
) -> Answer {
    let kind = kind(&code)?;
    let why = typed.one("why");
    let done = restrict_record(&seat.app, &mut seat.ask, kind, &id, why).await;
    after(seat, kind, &id, done.map(drop), &typed, "restricted").await
}

/// `POST /restricted/{kind}/{id}/name`.
pub async fn name(
    mut seat: Seat,
    Path((code, id)): Path<(String, String)>,
    typed: Typed,
) -> Answer {
    let kind = kind(&code)?;
    let (account, why) = (typed.one("account"), typed.one("why"));
    let done = name_on_record(&seat.app, &mut seat.ask, kind, &id, account, why).await;
    after(seat, kind, &id, done.map(drop), &typed, "named").await
}

/// `POST /restricted/{kind}/{id}/remove`.
pub async fn remove(
    mut seat: Seat,
    Path((code, id)): Path<(String, String)>,
    typed: Typed,
) -> Answer {
    let kind = kind(&code)?;
    let (account, why) = (typed.one("account"), typed.one("why"));
    let done = remove_from_record(&seat.app, &mut seat.ask, kind, &id, account, why).await;
    after(seat, kind, &id, done.map(drop), &typed, "removed").await
}

/// `POST /restricted/{kind}/{id}/release`.
pub async fn release(
    mut seat: Seat,
    Path((code, id)): Path<(String, String)>,
    typed: Typed,
) -> Answer {
    let kind = kind(&code)?;
    let why = typed.one("why");
    let done = release_record(&seat.app, &mut seat.ask, kind, &id, why).await;
    after(seat, kind, &id, done.map(drop), &typed, "released").await
}

/// `POST /restricted/{kind}/{id}/hear`.
pub async fn hear(
    mut seat: Seat,
    Path((code, id)): Path<(String, String)>,
    typed: Typed,
) -> Answer {
    let kind = kind(&code)?;
    let missing = || PageError(Refusal::NotFound);
    let referral: MaracReferralId = id.parse().map_err(|_| missing())?;
    let hears: Vec<String> = typed.one("hears").lines().map(str::to_owned).collect();
    let done = match typed.one("meeting").parse::<MeetingId>() {
        Ok(meeting) => place_restricted(&seat.app, &mut seat.ask, meeting, referral, &hears).await,
        Err(_) => Err(Refusal::field("meeting", "Choose the meeting.")),
    };
    after(seat, kind, &id, done, &typed, "heard").await
}

async fn after(
    seat: Seat,
    kind: RecordKind,
    id: &str,
    done: Result<(), Refusal>,
    typed: &Typed,
    what: &str,
) -> Answer {
    match done {
        Ok(()) => {
            let there = format!("/restricted/{}/{id}?done={what}", kind.code());
            Ok(Redirect::to(&there).into_response())
        }
        Err(refusal) => show(seat, kind, id, &Problems::of(refusal)?, typed, None).await,
    }
}

async fn show(
    mut seat: Seat,
    kind: RecordKind,
    id: &str,
    problems: &Problems,
    typed: &Typed,
    done: Option<&str>,
) -> Answer {
    let view = held_page(&seat.app, &mut seat.ask, kind, id).await?;
    let page = seat.page(format!("Who may open {id}"), "Who may open this record");
    let mut page = render(page, &view, problems, typed);
    page.flash = done_banner(done, DONE);
    Ok(answer(page, problems))
}

/// The page of one record.
pub fn render(page: Page, view: &HeldPage, problems: &Problems, typed: &Typed) -> Page {
    Page {
        caption: format!("{} {}", view.kind.label(), view.id),
        back: Some(BackLink {
            content: "Restricted records".into(),
            ..BackLink::new("/restricted")
        }),
        body: html! {
            @if let Some(message) = refused(problems) { (message) }
            @if !view.meetings.is_empty() { (meeting_form(view, problems, typed)) }
            @if view.restricted { (closed(view, problems, typed)) } @else { (open(view, problems, typed)) }
            h2.govuk-heading-m { "What happened" }
            (happened(view))
            p.govuk-body { a.govuk-link href={ "/history/" (view.kind.code()) "/" (view.id) } { "See who did what to this record" } }
        },
        ..page
    }
}

fn action(view: &HeldPage, what: &str) -> String {
    format!("/restricted/{}/{}/{what}", view.kind.code(), view.id)
}

fn why(problems: &Problems, typed: &Typed, label: &str) -> TextInput {
    TextInput {
        hint: Some("In words that do not tell the case. Others read the log.".into()),
        error: problems.at("why"),
        value: typed.one("why").to_owned(),
        autocomplete: "off".to_owned(),
        ..TextInput::new("why", label)
    }
}

fn open(view: &HeldPage, problems: &Problems, typed: &Typed) -> Markup {
    html! {
        p.govuk-body { "This record is open to everyone whose work it is." }
        form method="post" action=(action(view, "restrict")) novalidate {
            (why(problems, typed, "Why must it be held closely?"))
            (Button::warning("Restrict this record and what betrays it"))
        }
    }
}

fn closed(view: &HeldPage, problems: &Problems, typed: &Typed) -> Markup {
    let mut rows = vec![SummaryRow::new("Held closely because", view.why.as_str())];
    for (opening, now) in &view.opened {
        let until = words::moment(opening.until);
        let ends = if *now {
            "closes by itself on"
        } else {
            "closed by itself on"
        };
        rows.push(SummaryRow::new(
            "Opened in an emergency",
            format!(
                "{}, by {}; {ends} {until}. {}: {}",
                words::moment(opening.at),
                opening.name,
                opening.emergency.label(),
                opening.why
            ),
        ));
    }
    html! {
        (InsetText::new("For everyone who is not named, and has not one of the two roles told of it, this record is not there: not in lists, searches, counts or papers."))
        (SummaryList::new(rows))
        h2.govuk-heading-m { "Named on it" }
        @if view.named.is_empty() { (nothing("Nobody is named.")) } @else { (named(view)) }
        form method="post" action=(action(view, "name")) novalidate {
            (TextInput { error: problems.at("account"), value: typed.one("account").to_owned(), autocomplete: "off".to_owned(), autocapitalize: "none".to_owned(), spellcheck: Some(false), classes: "govuk-input--width-20".to_owned(), ..TextInput::new("account", "Name somebody, by the name they sign in with") })
            (why(problems, typed, "Why do they need to know?"))
            (Button::new("Name this person"))
        }
        (Details::new("Open this record again to everyone", html! {
            form method="post" action=(action(view, "release")) novalidate {
                (TextInput { id: "why-release".to_owned(), autocomplete: "off".to_owned(), ..TextInput::new("why", "Why is the danger over?") })
                (Button::warning("Release this record"))
            }
        }))
    }
}

/// Bringing a restricted pair to a meeting, with who hears it.
fn meeting_form(view: &HeldPage, problems: &Problems, typed: &Typed) -> Markup {
    let choice = |(id, at, venue): &(MeetingId, Timestamp, String)| {
        Choice::new(id.to_string(), format!("{}, {venue}", words::moment(*at)))
    };
    let items = view.meetings.iter().map(choice).collect();
    let hears = Textarea {
        rows: Some(3),
        ..writing(
            "hears",
            "Who hears it, by the names they sign in with, one on each line",
            "At least one coordinator or chair. They are named on the case from now on; nobody else at the meeting learns of it. It is heard last.",
            typed.one("hears"),
            problems.at("hears"),
        )
    };
    html! {
        h2.govuk-heading-m { "Bring this pair to a meeting" }
        form method="post" action=(action(view, "hear")) novalidate {
            (Radios { value: typed.one("meeting").to_owned(), error: problems.at("meeting"), ..Radios::new("meeting", "Which meeting?", items) })
            (hears)
            (Button::new("Bring it to this meeting"))
        }
    }
}

fn named(view: &HeldPage) -> Markup {
    let rows = view.named.iter().map(|account| {
        let take_off = html! {
            form method="post" action=(action(view, "remove")) {
                input type="hidden" name="account" value=(account.sign_in_name);
                input type="hidden" name="why" value="Does not need to know any more";
                (Button { classes: "govuk-!-margin-bottom-0".to_owned(), ..Button::secondary(html! { "Take off" span.govuk-visually-hidden { " " (account.name) } }) })
            }
        };
        vec![
            account.name.as_str().into(),
            account.sign_in_name.as_str().into(),
            take_off.into(),
        ]
    });
    let columns = ["Name", "Signs in as", "Change"].map(Into::into);
    html! { (Table::new("People named on this record", columns.to_vec(), rows.collect())) }
}

fn happened(view: &HeldPage) -> Markup {
    if view.notices.is_empty() {
        return nothing("Nothing has been told of this record.");
    }
    let rows = view.notices.iter().map(|notice| {
        let looked = notice.reviewed.as_ref().map_or_else(
            || "Waits for a keeper".to_owned(),
            |seen| {
                format!(
                    "{}, {}: {}",
                    seen.by.name,
                    words::moment(seen.at),
                    seen.note
                )
            },
        );
        vec![
            words::moment(notice.at).into(),
            html! { (notice.kind.label()) ". " (notice.words) }.into(),
            notice.by.name.as_str().into(),
            looked.into(),
        ]
    });
    let columns = ["When", "What", "Who", "Looked into"].map(Into::into);
    html! { (Table::new("Newest first", columns.to_vec(), rows.collect())) }
}
