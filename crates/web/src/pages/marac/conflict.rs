//! A conflict on a case: the person takes no part, and the case is not there for them (R187, MAR-6).

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::marac::conflicts::{Whose, declare_conflict, lift_conflict};
use hawthorn_app::marac::open_agenda::{AgendaPage, open_agenda};
use hawthorn_app::marac::open_marac_referral::open_marac_referral;
use hawthorn_app::platform::refusal::Told;
use hawthorn_components::{
    Button, Crumb, Page, Select, SelectOption, SummaryList, SummaryRow, TextInput, WarningText,
};
use hawthorn_domain::marac::meeting::Conflict;
use hawthorn_domain::platform::ids::{MaracReferralId, MeetingId};
use hawthorn_domain::platform::words;
use maud::{Markup, Render, html};

use super::{CAPTION, id, initials, item_path, meeting_path};
use crate::error::{Answer, PageError};
use crate::forms::{Problems, Typed};
use crate::layout::{self, pieces};
use crate::seat::Seat;

const DONE: &[(&str, &str)] = &[
    ("declared", "The conflict is recorded"),
    ("lifted", "The conflict is lifted; it stays on the record"),
];

/// What the query of the page may say.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Asked {
    done: Option<String>,
}

/// Everything that the page shows.
#[derive(Debug)]
pub struct ConflictView<'a> {
    /// The meeting.
    pub agenda: &'a AgendaPage,
    /// The case.
    pub item: MaracReferralId,
    /// The pair by initials.
    pub pair: String,
    /// Who has declared a conflict so far; shown to those who run the meeting.
    pub conflicts: &'a [Conflict],
}

/// The page, from what it shows and what was typed.
pub fn render(mut page: Page, view: &ConflictView<'_>, problems: &Problems, typed: &Typed) -> Page {
    let meeting = &view.agenda.meeting;
    let day = words::moment(meeting.starts_at);
    page.caption = CAPTION.to_owned();
    page.breadcrumbs = vec![
        Crumb::new("/meetings", "MARAC meetings"),
        Crumb::new(
            meeting_path(meeting.id),
            format!("{}, {day}", meeting.venue),
        ),
    ];
    let path = format!("{}/conflict", item_path(meeting.id, view.item));
    page.body = html! {
        p.govuk-body { "Case " (view.item.short()) ", " (view.pair) "." }
        p.govuk-body { "Somebody who knows a person of the case from their own life, or is otherwise too close to it, leaves the room while it is heard." }
        (WarningText::new("From then on the case, its papers and its actions are not there for that person. Only somebody else can lift that again."))
        form method="post" action=(path) novalidate autocomplete="off" {
            @if view.agenda.may_run { (who(view.agenda, problems, typed)) }
            (TextInput {
                hint: Some("For example: a relative. Do not write what the case is about.".into()),
                error: problems.at("why"),
                value: typed.one("why").to_owned(),
                autocomplete: "off".to_owned(),
                ..TextInput::new("why", "Why, in a few words")
            })
            (Button::warning("Record this conflict"))
        }
        @if view.agenda.may_run { (declared(view, &path)) }
    };
    page
}

fn who(agenda: &AgendaPage, problems: &Problems, typed: &Typed) -> Markup {
    let own = SelectOption::new("own", "Me");
    let others = agenda
        .attendance
        .iter()
        .enumerate()
        .filter(|(_, line)| line.row.present);
    let others = others.map(|(place, line)| {
        SelectOption::new(
            place.to_string(),
            format!("{}, {}", line.row.name, line.agency),
        )
    });
    Select {
        error: problems.at("who"),
        value: typed.one("who").to_owned(),
        ..Select::new(
            "who",
            "Who takes no part?",
            std::iter::once(own).chain(others).collect(),
        )
    }
    .render()
}

fn declared(view: &ConflictView<'_>, path: &str) -> Markup {
    let row = |(place, conflict): (usize, &Conflict)| {
        let value = html! {
            p.govuk-body { (conflict.why) ". Recorded by " (conflict.declared_by.name) ", " (words::moment(conflict.declared_at)) "." }
            @match &conflict.lifted {
                Some((by, at, why)) => { p.govuk-body { "Lifted by " (by.name) ", " (words::moment(*at)) ": " (why) } },
                None => { (lift_form(path, place, &conflict.name)) },
            }
        };
        SummaryRow::new(conflict.name.as_str(), value)
    };
    html! {
        h2.govuk-heading-m { "Conflicts on this case" }
        @if view.conflicts.is_empty() { (pieces::nothing("Nobody has declared a conflict.")) } @else {
            (SummaryList::new(view.conflicts.iter().enumerate().map(row).collect()))
        }
    }
}

fn lift_form(path: &str, place: usize, name: &str) -> Markup {
    html! {
        form method="post" action={ (path) "/lift" } novalidate autocomplete="off" {
            input type="hidden" name="place" value=(place);
            (TextInput {
                id: format!("lift-{place}"),
                autocomplete: "off".to_owned(),
                ..TextInput::new("why", "Why it no longer holds")
            })
            (super::small_button("Lift this conflict", name))
        }
    }
}

/// The page of a case's conflicts.
///
/// # Errors
/// When the case is not there for this reader.
pub async fn page(
    mut seat: Seat,
    Path((meeting, item)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let at = (id(&meeting)?, id(&item)?);
    let (problems, typed) = (Problems::default(), Typed::default());
    show(&mut seat, at, &problems, &typed, asked.done.as_deref()).await
}

/// Declares a conflict.
///
/// # Errors
/// When the case is not there for this reader.
pub async fn send(
    mut seat: Seat,
    Path((meeting, item)): Path<(String, String)>,
    typed: Typed,
) -> Answer {
    let at: (MeetingId, MaracReferralId) = (id(&meeting)?, id(&item)?);
    match declare(&mut seat, at.1, &typed).await {
        // Whoever declared their own conflict does not find the case any more.
        Ok(Whose::Own) => {
            Ok(Redirect::to(&format!("{}?done=conflict", meeting_path(at.0))).into_response())
        }
        Ok(Whose::Attending(_)) => Ok(back(at, "declared")),
        Err(refusal) => show(&mut seat, at, &Problems::of(refusal)?, &typed, None).await,
    }
}

async fn declare(seat: &mut Seat, item: MaracReferralId, typed: &Typed) -> Told<Whose> {
    let whose =
        match typed.one("who") {
            "" | "own" => Whose::Own,
            place => Whose::Attending(place.parse().map_err(|_| {
                Refusal::field("who", "Choose somebody who stands on the attendance.")
            })?),
        };
    let why = typed.one("why");
    declare_conflict(&seat.app, &mut seat.ask, item, whose.clone(), why).await?;
    Ok(whose)
}

/// Lifts a conflict.
///
/// # Errors
/// When the case is not there, or the reader does not run meetings.
pub async fn lift(
    mut seat: Seat,
    Path((meeting, item)): Path<(String, String)>,
    typed: Typed,
) -> Answer {
    let at: (MeetingId, MaracReferralId) = (id(&meeting)?, id(&item)?);
    let place = typed.one("place").parse().unwrap_or(usize::MAX);
    match lift_conflict(&seat.app, &mut seat.ask, at.1, place, typed.one("why")).await {
        Ok(()) => Ok(back(at, "lifted")),
        Err(refusal) => {
            let problems = Problems::of(refusal)?;
            show(&mut seat, at, &problems, &Typed::default(), None).await
        }
    }
}

fn back(at: (MeetingId, MaracReferralId), done: &str) -> axum::response::Response {
    Redirect::to(&format!("{}/conflict?done={done}", item_path(at.0, at.1))).into_response()
}

async fn show(
    seat: &mut Seat,
    (meeting, item): (MeetingId, MaracReferralId),
    problems: &Problems,
    typed: &Typed,
    done: Option<&str>,
) -> Answer {
    let agenda = open_agenda(&seat.app, &mut seat.ask, meeting).await?;
    let line = agenda
        .items
        .iter()
        .find(|line| line.id == item && line.pair.is_some())
        .ok_or(PageError(Refusal::NotFound))?;
    let conflicts = if agenda.may_run {
        open_marac_referral(&seat.app, &mut seat.ask, item)
            .await?
            .conflicts
    } else {
        Vec::new()
    };
    let view = ConflictView {
        agenda: &agenda,
        item,
        pair: initials(line),
        conflicts: &conflicts,
    };
    let title = format!("Conflict on case {}", item.short());
    let mut page = render(
        seat.page(title, "Declare a conflict"),
        &view,
        problems,
        typed,
    );
    page.flash = layout::done_banner(done, DONE);
    Ok(layout::answer(page, problems))
}
