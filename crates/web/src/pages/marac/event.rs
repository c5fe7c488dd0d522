//! Telling of something new between a pair that came to MARAC, by any agency (F19, F21, C10).

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::marac::open_marac_referral::{MaracReferralPage, open_marac_referral};
use hawthorn_app::marac::tell_of_event::{TellOfEvent, tell_of_event};
use hawthorn_app::platform::refusal::Told;
use hawthorn_components::{
    BackLink, Button, Checkboxes, Choice, DateInput, Page, Radios, Textarea,
};
use hawthorn_domain::incidents::AbuseKind;
use hawthorn_domain::platform::ids::{IncidentId, MaracReferralId};
use hawthorn_domain::risk::RiskLevel;
use maud::html;

use super::{CAPTION, id};
use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout;
use crate::seat::Seat;

/// The page, from what was typed.
pub fn render(
    mut page: Page,
    case: &MaracReferralPage,
    problems: &Problems,
    typed: &Typed,
) -> Page {
    page.caption = CAPTION.to_owned();
    page.back = Some(BackLink::new(format!("/marac/{}", case.id)));
    page.body = html! {
        p.govuk-body {
            "Tell of anything abusive that has happened between "
            (case.victim.initials) " and " (case.perpetrator.initials)
            ". It need not be a crime: contact against bail, or a dispute over the children, counts too."
        }
        p.govuk-body { "The police desk in the hub sees what you write, and the pair’s flag tells whether it should come to MARAC again. In an emergency ring 999 first." }
        form method="post" novalidate autocomplete="off" {
            (day(problems, typed))
            (kinds_question(problems, typed.all("kinds")))
            (Textarea {
                hint: Some("What you were told or saw, and by whom. Leave out any address that has to stay secret.".into()),
                error: problems.at("what"),
                value: typed.one("what").to_owned(),
                rows: Some(6),
                autocomplete: "off".to_owned(),
                ..Textarea::new("what", "What happened?")
            })
            (Radios {
                error: problems.at("level"),
                value: typed.one("level").to_owned(),
                ..Radios::new("level", "How high do you judge the risk?", RiskLevel::ALL.iter().map(|level| Choice::new(level.code(), level.label())).collect())
            })
            (Button::new("Tell of this"))
        }
    };
    page
}

fn day(problems: &Problems, typed: &Typed) -> DateInput {
    let mut date = DateInput {
        id: "happened-group".to_owned(),
        name_prefix: "happened".to_owned(),
        hint: Some("For example 27 3 2026. If you are not sure, the day you were told.".into()),
        error: problems.at("happened"),
        ..DateInput::new("happened", "When did it happen?")
    }
    .with_values(["day", "month", "year"].map(|part| typed.one(&format!("happened-{part}"))));
    if let Some(first) = date.boxes.first_mut() {
        first.id = "happened".to_owned();
    }
    date
}

/// The kinds of abuse, as many as apply.
pub(crate) fn kinds_question(problems: &Problems, chosen: &[String]) -> Checkboxes {
    let items = AbuseKind::ALL
        .iter()
        .map(|kind| Choice::new(kind.code(), kind.label()))
        .collect();
    Checkboxes {
        hint: Some("Choose all that apply.".into()),
        error: problems.at("kinds"),
        values: chosen.to_vec(),
        classes: "govuk-checkboxes--small".to_owned(),
        ..Checkboxes::new("kinds", "Which kinds of abuse?", items)
    }
}

/// The kinds that a form sends; words that are no kind are left out.
pub(crate) fn kinds_of(typed: &Typed) -> Vec<AbuseKind> {
    typed
        .all("kinds")
        .iter()
        .filter_map(|code| AbuseKind::from_code(code))
        .collect()
}

/// `GET /marac/{id}/event`.
///
/// # Errors
/// When the referral is not there for this reader.
pub async fn page(seat: Seat, Path(referral): Path<String>) -> Answer {
    show(
        seat,
        id(&referral)?,
        &Problems::default(),
        &Typed::default(),
    )
    .await
}

/// `POST /marac/{id}/event`.
///
/// # Errors
/// When the referral is not there for this reader.
pub async fn send(mut seat: Seat, Path(referral): Path<String>, typed: Typed) -> Answer {
    let referral: MaracReferralId = id(&referral)?;
    match told(&mut seat, referral, &typed).await {
        Ok(_) => Ok(Redirect::to(&format!("/marac/{referral}?done=told")).into_response()),
        Err(refusal) => show(seat, referral, &Problems::of(refusal)?, &typed).await,
    }
}

async fn told(seat: &mut Seat, referral: MaracReferralId, typed: &Typed) -> Told<IncidentId> {
    let level = RiskLevel::from_code(typed.one("level"))
        .ok_or_else(|| Refusal::field("level", "Choose standard, medium or high."))?;
    let input = TellOfEvent {
        referral,
        happened: typed.date("happened")?,
        what: typed.one("what").to_owned(),
        kinds: kinds_of(typed),
        level,
    };
    tell_of_event(&seat.app, &mut seat.ask, input).await
}

async fn show(
    mut seat: Seat,
    referral: MaracReferralId,
    problems: &Problems,
    typed: &Typed,
) -> Answer {
    let case = open_marac_referral(&seat.app, &mut seat.ask, referral).await?;
    let title = "Tell of something new between the two";
    let page = render(seat.page(title, title), &case, problems, typed);
    Ok(layout::answer(page, problems))
}
