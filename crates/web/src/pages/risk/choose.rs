//! Choosing an instrument for a pair: what each is, how sure we are of it, and what is to be said first (C4, R50, F8).

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::risk::begin_assessment::{BeginAssessment, begin_assessment};
use hawthorn_app::risk::choose_instrument::{Choosing, Offered, choose_instrument};
use hawthorn_components::{
    BackLink, Button, Choice, Details, InsetText, Page, Radios, Tag, TagColour,
};
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_domain::platform::settings::Words;
use hawthorn_domain::platform::words;
use hawthorn_domain::risk::instrument::answer::Fit;
use hawthorn_domain::risk::instrument::{Confidence, Wording};
use jiff::civil::Date;
use maud::{Markup, html};

use super::{CAPTION, lines};
use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout::{self, pieces};
use crate::pages::marac::{id, optional_id, strip};
use crate::seat::Seat;

/// Where the assessment comes from, by opaque references only.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Origin {
    #[serde(default)]
    incident: String,
}

/// The page, from what it shows and what was typed.
pub fn render(
    mut page: Page,
    choosing: &Choosing,
    said: &Words,
    today: Date,
    problems: &Problems,
    typed: &Typed,
) -> Page {
    page.caption = CAPTION.to_owned();
    page.identity = Some(strip(&choosing.victim, &said.victim, String::new(), today));
    page.back = choosing
        .victim
        .person
        .map(|id| BackLink::new(format!("/people/{id}")));
    page.body = html! {
        (strip(&choosing.perpetrator, &said.person_causing_harm, String::new(), today))
        div."govuk-!-margin-top-6" {
            (Details::new("Before you ask", html! {
                ul.govuk-list.govuk-list--bullet {
                    li { "Is it safe to talk now, and for how long?" }
                    li { "How can the person be reached safely afterwards?" }
                    li { "Where are the other person and the children at this moment?" }
                    li { "Say why you ask, and who may have to be told." }
                    li { "Ask early whom the person is afraid of." }
                }
            }))
            @if choosing.offered.is_empty() {
                (pieces::nothing("Your area’s settings name no instrument that is loaded here."))
            } @else {
                (form(choosing, problems, typed))
            }
        }
        @if choosing.before.is_empty() {
            h2.govuk-heading-m { "Assessments so far" }
            (pieces::nothing("No risk assessment of this pair is on record."))
        } @else {
            (lines("Assessments so far, newest first", &choosing.before, None))
        }
    };
    page
}

fn form(choosing: &Choosing, problems: &Problems, typed: &Typed) -> Markup {
    let items = choosing.offered.iter().map(choice).collect();
    html! {
        form method="post" novalidate autocomplete="off" {
            @if !typed.one("incident").is_empty() { input type="hidden" name="incident" value=(typed.one("incident")); }
            (Radios {
                error: problems.at("instrument"),
                value: typed.one("instrument").to_owned(),
                ..Radios::new("instrument", "Which instrument do you use?", items)
            })
            (Button::new("Begin the assessment"))
        }
    }
}

fn choice(offered: &Offered) -> Choice {
    let never = matches!(offered.fit, Fit::Never(_));
    let hint = html! {
        (offered.about) " " (words::count(offered.questions as i64, "question", "questions")) ", version " (offered.version) "."
        br; (sureness(offered))
        br; (pieces::without_numbers(&offered.note))
        @match &offered.fit {
            Fit::Fits => {}
            Fit::Warn(words) | Fit::Never(words) => { br; strong { (words) } }
        }
        @if let Some((training, had)) = &offered.training {
            br;
            @match had {
                Some(day) => { "You are on record as trained in " (training.to_uppercase()) " since " (words::date(*day)) "." }
                None => { strong { "You are not on record as trained in " (training.to_uppercase()) "." } " You may go on: the record will say so. Ask somebody trained if one can be reached, and do not hold a referral back for it." }
            }
        }
    };
    Choice {
        hint: Some(hint.into()),
        disabled: never,
        ..Choice::new(offered.code.as_str(), offered.name.as_str())
    }
}

/// How sure it is that these are the questions of the published tool.
pub(super) fn sureness(offered: &Offered) -> Markup {
    tags(offered.wording, offered.confidence)
}

/// The two marks of every instrument: whose words, and how sure.
pub(super) fn tags(wording: Wording, confidence: Confidence) -> Markup {
    let colour = match confidence {
        Confidence::High => TagColour::Green,
        Confidence::Medium => TagColour::Yellow,
        Confidence::Low => TagColour::Orange,
    };
    html! {
        (Tag::new(wording.label(), TagColour::Grey)) " "
        (Tag::new(confidence.label(), colour))
    }
}

/// `GET /risk/assess/{victim}/{perpetrator}`.
///
/// # Errors
/// When one of the two is not there for this reader, or they may not assess.
pub async fn page(
    mut seat: Seat,
    Path((victim, perpetrator)): Path<(String, String)>,
    Query(origin): Query<Origin>,
) -> Answer {
    let pair = (id(&victim)?, id(&perpetrator)?);
    let typed = Typed::from_pairs([("incident", origin.incident)]);
    show(&mut seat, pair, &Problems::default(), &typed).await
}

/// `POST /risk/assess/{victim}/{perpetrator}`.
///
/// # Errors
/// When one of the two is not there for this reader, or they may not assess.
pub async fn send(
    mut seat: Seat,
    Path((victim, perpetrator)): Path<(String, String)>,
    typed: Typed,
) -> Answer {
    let pair: (PersonId, PersonId) = (id(&victim)?, id(&perpetrator)?);
    let input = BeginAssessment {
        victim: pair.0,
        perpetrator: pair.1,
        incident: optional_id(typed.one("incident"))?,
        instrument: typed.one("instrument").to_owned(),
    };
    match begin_assessment(&seat.app, &mut seat.ask, input).await {
        Ok(made) => Ok(Redirect::to(&super::path(made)).into_response()),
        Err(refusal) => show(&mut seat, pair, &Problems::of(refusal)?, &typed).await,
    }
}

async fn show(
    seat: &mut Seat,
    (victim, perpetrator): (PersonId, PersonId),
    problems: &Problems,
    typed: &Typed,
) -> Answer {
    let choosing = choose_instrument(&seat.app, &mut seat.ask, victim, perpetrator).await?;
    let words = &seat.ask.settings(&seat.app)?.words;
    let page = render(
        seat.page("Assess the risk", "Assess the risk"),
        &choosing,
        words,
        seat.ask.today(),
        problems,
        typed,
    );
    Ok(layout::answer(page, problems))
}

/// A note of who may not use the tool, shown with the answers, too.
pub(super) fn warning(fit: &Fit) -> Markup {
    match fit {
        Fit::Fits => Markup::default(),
        Fit::Warn(words) | Fit::Never(words) => html! { (InsetText::new(words.as_str())) },
    }
}
