//! Who is at a meeting: people accept the confidentiality statement for themselves, the minute-taker adds others and says who chairs (R187, F24).

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::marac::attend::{Arrival, join_meeting, record_arrival};
use hawthorn_app::marac::open_agenda::{AgendaPage, open_agenda};
use hawthorn_app::marac::print_agenda::CONFIDENTIALITY;
use hawthorn_components::{
    Button, Cell, Checkboxes, Choice, Column, Crumb, InsetText, Page, Select, SelectOption, Table,
    TextInput,
};
use hawthorn_domain::marac::meeting::MeetingState;
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::ids::MeetingId;
use hawthorn_domain::platform::settings::Agency;
use hawthorn_domain::platform::words;
use maud::{Markup, html};

use super::{CAPTION, id, meeting_path};
use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout::{self, pieces};
use crate::seat::Seat;

const DONE: &[(&str, &str)] = &[("added", "The attendance is recorded")];

/// What the query of the page may say.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Asked {
    done: Option<String>,
}

fn way(page: &mut Page, agenda: &AgendaPage) {
    let meeting = &agenda.meeting;
    let day = words::moment(meeting.starts_at);
    page.caption = CAPTION.to_owned();
    page.breadcrumbs = vec![
        Crumb::new("/meetings", "MARAC meetings"),
        Crumb::new(
            meeting_path(meeting.id),
            format!("{}, {day}", meeting.venue),
        ),
    ];
}

/// The statement that each person accepts before they see the meeting as it sits.
pub fn render_join(
    mut page: Page,
    agenda: &AgendaPage,
    problems: &Problems,
    typed: &Typed,
) -> Page {
    way(&mut page, agenda);
    let path = format!("{}/join", meeting_path(agenda.meeting.id));
    page.body = html! {
        @if agenda.joined {
            p.govuk-body { "You have accepted the confidentiality statement of this meeting." }
            p.govuk-body { a.govuk-link href={ (meeting_path(agenda.meeting.id)) "/live" } { "Go to the case that is heard" } }
        } @else if agenda.meeting.state == MeetingState::Closed {
            (pieces::nothing("The meeting is closed. Nobody can join it any more."))
        } @else {
            (InsetText::new(CONFIDENTIALITY))
            p.govuk-body { "If you know anybody in a case on this agenda from your own life, say so on the agenda before that case is heard. It is then not shown to you." }
            form method="post" action=(path) novalidate {
                (Checkboxes {
                    error: problems.at("accepted"),
                    values: typed.all("accepted").to_vec(),
                    ..Checkboxes::single("accepted", Choice::new("yes", "I accept the confidentiality statement"))
                })
                (Button::new("Join the meeting"))
            }
        }
    };
    page
}

/// The page that asks for the statement.
///
/// # Errors
/// When the meeting is not there for this reader.
pub async fn join_page(mut seat: Seat, Path(meeting): Path<String>) -> Answer {
    let meeting: MeetingId = id(&meeting)?;
    show_join(&mut seat, meeting, &Problems::default(), &Typed::default()).await
}

/// The reader accepts the statement.
///
/// # Errors
/// When the meeting is not there for this reader.
pub async fn join(mut seat: Seat, Path(meeting): Path<String>, typed: Typed) -> Answer {
    let meeting: MeetingId = id(&meeting)?;
    let accepted = typed.one("accepted") == "yes";
    match join_meeting(&seat.app, &mut seat.ask, meeting, accepted).await {
        Ok(()) => {
            let agenda = open_agenda(&seat.app, &mut seat.ask, meeting).await?;
            let to = match agenda.meeting.state {
                MeetingState::Open => format!("{}/live", meeting_path(meeting)),
                _ => format!("{}?done=joined", meeting_path(meeting)),
            };
            Ok(Redirect::to(&to).into_response())
        }
        Err(refusal) => show_join(&mut seat, meeting, &Problems::of(refusal)?, &typed).await,
    }
}

async fn show_join(
    seat: &mut Seat,
    meeting: MeetingId,
    problems: &Problems,
    typed: &Typed,
) -> Answer {
    let agenda = open_agenda(&seat.app, &mut seat.ask, meeting).await?;
    let page = seat.page("Join a MARAC meeting", "Join the meeting");
    Ok(layout::answer(
        render_join(page, &agenda, problems, typed),
        problems,
    ))
}

/// Who is there, and the form that adds somebody.
pub fn render(
    mut page: Page,
    agenda: &AgendaPage,
    members: &[&Agency],
    problems: &Problems,
    typed: &Typed,
) -> Page {
    way(&mut page, agenda);
    let may_add = agenda.may_run && agenda.meeting.state != MeetingState::Closed;
    page.body = html! {
        (table(agenda))
        @if may_add { (add_form(agenda, members, problems, typed)) }
    };
    page
}

fn table(agenda: &AgendaPage) -> Markup {
    let rows = agenda.attendance.iter().map(|line| -> Vec<Cell> {
        let accepted = match line.row.accepted_at {
            Some(at) => format!("Accepted at {}", words::clock_time(at)),
            None if line.row.present => "Not recorded".to_owned(),
            None => "–".to_owned(),
        };
        vec![
            line.row.name.as_str().into(),
            line.agency.as_str().into(),
            line.words.as_str().into(),
            accepted.into(),
        ]
    });
    let head = ["Name", "Agency", "Attendance", "Confidentiality statement"];
    html! {
        @if agenda.attendance.is_empty() {
            (pieces::nothing("Nobody is recorded yet."))
        } @else {
            (Table {
                first_cell_is_header: true,
                ..Table::new("Who is there", head.map(Column::from).into(), rows.collect())
            })
        }
    }
}

fn add_form(
    agenda: &AgendaPage,
    members: &[&Agency],
    problems: &Problems,
    typed: &Typed,
) -> Markup {
    let first = SelectOption::new("", "Choose an agency");
    let options = members
        .iter()
        .map(|agency| SelectOption::new(agency.code.as_str(), agency.name.as_str()));
    let path = format!("{}/attendance", meeting_path(agenda.meeting.id));
    html! {
        form method="post" action=(path) novalidate autocomplete="off" {
            h2.govuk-heading-m { "Add somebody, or say who chairs" }
            p.govuk-body { "Somebody who comes late accepts the statement before anything is said. People with an account can do that themselves." }
            (TextInput {
                error: problems.at("name"),
                value: typed.one("name").to_owned(),
                autocomplete: "off".to_owned(),
                classes: "govuk-input--width-20".to_owned(),
                ..TextInput::new("name", "Name")
            })
            (Select {
                error: problems.at("agency"),
                value: typed.one("agency").to_owned(),
                ..Select::new("agency", "Agency", std::iter::once(first).chain(options).collect())
            })
            (Checkboxes {
                error: problems.at("accepted"),
                values: typed.all("accepted").to_vec(),
                classes: "govuk-checkboxes--small".to_owned(),
                ..Checkboxes::single("accepted", Choice::new("yes", "They have accepted the confidentiality statement"))
            })
            (Checkboxes {
                values: typed.all("chairs").to_vec(),
                classes: "govuk-checkboxes--small".to_owned(),
                ..Checkboxes::single("chairs", Choice::new("yes", "They chair from now on"))
            })
            (Button::secondary("Record this attendance"))
        }
    }
}

/// The attendance of a meeting.
///
/// # Errors
/// When the meeting is not there for this reader.
pub async fn page(
    mut seat: Seat,
    Path(meeting): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let meeting: MeetingId = id(&meeting)?;
    let (problems, typed) = (Problems::default(), Typed::default());
    show(&mut seat, meeting, &problems, &typed, asked.done.as_deref()).await
}

/// Records somebody who is there.
///
/// # Errors
/// When the meeting is not there, or the reader does not run meetings.
pub async fn send(mut seat: Seat, Path(meeting): Path<String>, typed: Typed) -> Answer {
    let meeting: MeetingId = id(&meeting)?;
    let arrival = Arrival {
        agency: AgencyCode::new(typed.one("agency")),
        name: typed.one("name").to_owned(),
        accepted: typed.one("accepted") == "yes",
        chairs: typed.one("chairs") == "yes",
    };
    match record_arrival(&seat.app, &mut seat.ask, meeting, arrival).await {
        Ok(()) => {
            let path = format!("{}/attendance?done=added", meeting_path(meeting));
            Ok(Redirect::to(&path).into_response())
        }
        Err(refusal) => {
            let problems = Problems::of(refusal)?;
            show(&mut seat, meeting, &problems, &typed, None).await
        }
    }
}

async fn show(
    seat: &mut Seat,
    meeting: MeetingId,
    problems: &Problems,
    typed: &Typed,
    done: Option<&str>,
) -> Answer {
    let agenda = open_agenda(&seat.app, &mut seat.ask, meeting).await?;
    let settings = seat.ask.settings(&seat.app)?;
    let members = super::agenda::members(&settings.agencies);
    let page = seat.page("MARAC attendance", "Attendance");
    let mut page = render(page, &agenda, &members, problems, typed);
    page.flash = layout::done_banner(done, DONE);
    Ok(layout::answer(page, problems))
}
