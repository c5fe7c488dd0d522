//! Opening a restricted record in an emergency: why, for how long, and that its keepers are told at once (R218).

use axum::response::{IntoResponse, Redirect};
use hawthorn_app::governance::break_glass::{BrokenGlass, break_glass};
use hawthorn_app::people::history::RecordKind;
use hawthorn_components::{Button, Choice, Page, Radios, TextInput, WarningText};
use hawthorn_domain::platform::restriction::Emergency;
use hawthorn_domain::platform::words;
use maud::html;

use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout::answer;
use crate::pages::incidents::{refused, writing};
use crate::seat::Seat;

/// `GET /emergency`.
pub async fn page(seat: Seat) -> Answer {
    show(&seat, &Problems::default(), &Typed::default())
}

/// `POST /emergency`.
pub async fn send(mut seat: Seat, typed: Typed) -> Answer {
    let emergency = Emergency::from_code(typed.one("emergency"));
    let (reference, why) = (typed.one("reference"), typed.one("why"));
    match break_glass(&seat.app, &mut seat.ask, reference, emergency, why).await {
        Ok(opened) => Ok(Redirect::to(&home_of(&opened)).into_response()),
        Err(refusal) => show(&seat, &Problems::of(refusal)?, &typed),
    }
}

fn home_of(opened: &BrokenGlass) -> String {
    let room = match opened.kind {
        RecordKind::Person => "people",
        RecordKind::MashReferral => "referrals",
        RecordKind::MaracReferral => "marac",
        _ => "incidents",
    };
    format!("/{room}/{}", opened.id)
}

fn show(seat: &Seat, problems: &Problems, typed: &Typed) -> Answer {
    let minutes = seat.ask.settings(&seat.app)?.restricted.emergency_minutes;
    let heading = "Open a restricted record in an emergency";
    let page = render(seat.page(heading, heading), minutes, problems, typed);
    Ok(answer(page, problems))
}

/// The page of the form.
pub fn render(page: Page, minutes: u16, problems: &Problems, typed: &Typed) -> Page {
    let items = Emergency::ALL
        .iter()
        .map(|one| Choice::new(one.code(), one.label()))
        .collect();
    let why = writing(
        "why",
        "Why must you open it now?",
        "Leave out the names of the people in the case. What you write stays with the record.",
        typed.one("why"),
        problems.at("why"),
    );
    Page {
        body: html! {
            @if let Some(message) = refused(problems) { (message) }
            (WarningText::new(format!("The people who keep this record are told at once that you opened it, and why. It closes again by itself after {}.", words::count(i64::from(minutes), "minute", "minutes"))))
            p.govuk-body { "Use this only when somebody may come to harm before a person who is named on the record can be reached. Every use is looked into." }
            form method="post" action="/emergency" novalidate {
                (TextInput { hint: Some("As it stands on a paper or in a message, for example a police reference.".into()), error: problems.at("reference"), value: typed.one("reference").to_owned(), autocomplete: "off".to_owned(), spellcheck: Some(false), classes: "govuk-input--width-20".to_owned(), ..TextInput::new("reference", "Reference of the record") })
                (Radios { value: typed.one("emergency").to_owned(), error: problems.at("emergency"), ..Radios::new("emergency", "Which emergency is it?", items) })
                (why)
                (Button::warning("Open it now and tell its keepers"))
            }
        },
        ..page
    }
}
