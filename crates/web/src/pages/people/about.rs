//! What a person says of themselves: asked, never guessed, and counted in the figures only (F22, F31).

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::people::record_diversity::{
    DiversityPage, RecordDiversity, open_diversity, record_diversity,
};
use hawthorn_app::platform::refusal::Told;
use hawthorn_components::{BackLink, Button, Choice, Page, Radios, TextInput};
use hawthorn_domain::people::diversity::{EthnicGroup, OwnAnswer};
use hawthorn_domain::platform::calendar::london_date;
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_domain::platform::words;
use maud::html;

use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout;
use crate::pages::marac::id;
use crate::seat::Seat;

/// Stands for a question that nobody has asked yet.
const NOT_ASKED: &str = "not_asked";

/// The page, from what it shows and what was typed.
pub fn render(mut page: Page, view: &DiversityPage, problems: &Problems, typed: &Typed) -> Page {
    page.caption = view.name.clone();
    page.back = Some(BackLink::new(format!("/people/{}", view.id)));
    page.body = html! {
        p.govuk-body { "Ask the person. Do not guess, and do not ask when somebody else may be listening. The answers help to see whether everybody who needs help reaches it." }
        @if let Some(source) = &view.about.source {
            p.govuk-body { "Last " (source.what) " on " (words::date(london_date(source.at))) "." }
        }
        form method="post" novalidate autocomplete="off" {
            input type="hidden" name="version" value=(view.version);
            (Radios {
                error: problems.at("ethnic_group"),
                value: typed.one("ethnic_group").to_owned(),
                ..Radios::new("ethnic_group", "Which ethnic group?", choices(EthnicGroup::ALL.iter().map(|one| (one.code(), one.label()))))
            })
            (Radios {
                error: problems.at("disabled"),
                value: typed.one("disabled").to_owned(),
                ..Radios::new("disabled", "A disability or a long-lasting condition?", choices(answers()))
            })
            (Radios {
                error: problems.at("lgbt"),
                value: typed.one("lgbt").to_owned(),
                ..Radios::new("lgbt", "Lesbian, gay, bisexual, transgender or another of LGBT+?", choices(answers()))
            })
            (TextInput {
                hint: Some("In the person’s own words, if it is not what the record of sex says.".into()),
                error: problems.at("gender"),
                value: typed.one("gender").to_owned(),
                autocomplete: "off".to_owned(),
                ..TextInput::new("gender", "Gender (optional)")
            })
            (Button::new("Save the answers"))
        }
    };
    page
}

fn answers() -> impl Iterator<Item = (&'static str, &'static str)> {
    OwnAnswer::ALL.iter().map(|one| (one.code(), one.label()))
}

fn choices(all: impl Iterator<Item = (&'static str, &'static str)>) -> Vec<Choice> {
    all.chain([(NOT_ASKED, "Not asked yet")])
        .map(|(code, label)| Choice::new(code, label))
        .collect()
}

fn typed_of(view: &DiversityPage) -> Typed {
    let about = &view.about;
    let answer = |said: Option<OwnAnswer>| said.map_or(NOT_ASKED, OwnAnswer::code);
    Typed::from_pairs([
        (
            "ethnic_group",
            about.ethnic_group.map_or(NOT_ASKED, EthnicGroup::code),
        ),
        ("disabled", answer(about.disabled)),
        ("lgbt", answer(about.lgbt)),
        ("gender", about.gender.as_str()),
    ])
}

/// `GET /people/{id}/about`.
///
/// # Errors
/// When the record is not there for this reader, or they may not change it.
pub async fn page(seat: Seat, Path(person): Path<String>) -> Answer {
    show(seat, id(&person)?, &Problems::default(), None).await
}

/// `POST /people/{id}/about`.
///
/// # Errors
/// When the record is not there for this reader, or they may not change it.
pub async fn send(mut seat: Seat, Path(person): Path<String>, typed: Typed) -> Answer {
    let id: PersonId = id(&person)?;
    match saved(&mut seat, id, &typed).await {
        Ok(()) => Ok(Redirect::to(&format!("/people/{id}")).into_response()),
        Err(refusal) => show(seat, id, &Problems::of(refusal)?, Some(&typed)).await,
    }
}

async fn saved(seat: &mut Seat, id: PersonId, typed: &Typed) -> Told<()> {
    let input = RecordDiversity {
        ethnic_group: EthnicGroup::from_code(typed.one("ethnic_group")),
        disabled: OwnAnswer::from_code(typed.one("disabled")),
        lgbt: OwnAnswer::from_code(typed.one("lgbt")),
        gender: typed.one("gender").to_owned(),
        version: typed.one("version").parse().ok(),
    };
    record_diversity(&seat.app, &mut seat.ask, id, input).await
}

async fn show(mut seat: Seat, id: PersonId, problems: &Problems, typed: Option<&Typed>) -> Answer {
    let view = open_diversity(&seat.app, &mut seat.ask, id).await?;
    let filled = typed.cloned().unwrap_or_else(|| typed_of(&view));
    let title = "What the person says of themselves";
    let page = render(seat.page(title, title), &view, problems, &filled);
    Ok(layout::answer(page, problems))
}
