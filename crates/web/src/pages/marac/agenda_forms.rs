//! The forms that open a meeting and close it, on the meeting's page.

use hawthorn_components::{Button, ButtonStyle, Checkboxes, Choice, TextInput};
use hawthorn_domain::platform::settings::Agency;
use hawthorn_domain::platform::words;
use maud::{Markup, html};

use super::agenda_view::{AgendaView, is_heard};
use super::{item_path, meeting_path};
use crate::forms::{Problems, Typed};

/// Opens the meeting: who chairs and who is there.
pub(super) fn open_form(view: &AgendaView<'_>, problems: &Problems, typed: &Typed) -> Markup {
    html! {
        form method="post" action={ (meeting_path(view.agenda.meeting.id)) "/open" } novalidate autocomplete="off" {
            h2.govuk-heading-m #open-the-meeting tabindex="-1" { "Open the meeting" }
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

/// Goes on to the next case, and closes the meeting when all are heard.
pub(super) fn close_form(view: &AgendaView<'_>) -> Markup {
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
        p.govuk-body { a.govuk-link href={ (meeting_path(agenda.meeting.id)) "/room" } { "Open the screen for the room, by initials" } }
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
