//! The page on which somebody who refers types the code that went to their work e-mail (ux.md 4.6). Nobody has to: a worry is taken without.

use axum::response::{IntoResponse, Redirect, Response};
use hawthorn_app::Refusal;
use hawthorn_app::doors::prove_email::{Standing, ask_code, enter_code, standing};
use hawthorn_components::{BackLink, Button, ButtonStyle, ErrorMessage, PublicPage, TextInput};
use hawthorn_domain::doors::{Answers, Door};
use maud::{Markup, html};

use super::here::Here;
use super::shared::{nothing_open, turned};
use super::visitor::Visitor;
use super::{Answer, PublicError, answer};
use crate::forms::{Problems, Typed};

const PAGE: &str = "/refer/email";

/// What the check says of the work e-mail.
///
/// # Errors
/// When the area is not served here.
pub(super) fn on_the_check(here: &Here, answers: &Answers) -> Result<Markup, Refusal> {
    let t = |english: &'static str| here.tongue.turn(english);
    let standing = standing(&here.app, &here.area, answers, here.around.now())?;
    Ok(match standing {
        Standing::NotOffered => html! {},
        Standing::NotWorkMail => html! {
            h2.govuk-heading-m { (t("Your work e-mail")) }
            p.govuk-body { (t("Codes that prove an address go to work addresses of public services alone, and yours is another. You can send all the same.")) }
        },
        Standing::CanBeProved => html! {
            h2.govuk-heading-m { (t("Your work e-mail")) }
            p.govuk-body { (t("A code sent to it shows that the address is yours, so that nobody has to ring and check. You can send without.")) }
            form method="post" action=(here.tongue.path(PAGE)) novalidate {
                input type="hidden" name="do" value="ask";
                (Button { style: ButtonStyle::Secondary, ..Button::new(t("Send me a code").into_owned()) })
            }
        },
        Standing::Proved => html! {
            h2.govuk-heading-m { (t("Your work e-mail")) }
            p.govuk-body { (t("The code was right: the address is yours.")) }
        },
    })
}

/// Asks for the code that was sent.
///
/// # Errors
/// When the store does not answer.
pub async fn page(here: Here, visitor: Visitor) -> Answer {
    match visitor.answers(&here, Door::Form).await? {
        Some(answers) if !answers.has("sent") => Ok(if waits_for_code(&here, &answers)? {
            shown(&here, &Problems::default())?
        } else {
            to_check(&here)
        }),
        _ => nothing_open(&here, "/refer"),
    }
}

fn waits_for_code(here: &Here, answers: &Answers) -> Result<bool, Refusal> {
    let standing = standing(&here.app, &here.area, answers, here.around.now())?;
    Ok(standing == Standing::CanBeProved)
}

fn to_check(here: &Here) -> Response {
    Redirect::to(&here.tongue.path("/refer/check")).into_response()
}

fn shown(here: &Here, problems: &Problems) -> Result<Response, PublicError> {
    let t = |english: &'static str| here.tongue.turn(english);
    let mut page: PublicPage = here.page("Your code", "Type the code from the e-mail")?;
    page.back = Some(BackLink::new(here.tongue.path("/refer/check")));
    page.body = html! {
        p.govuk-body { (t("It has eight digits and works for ten minutes. It can take a minute to arrive.")) }
        form method="post" action=(here.tongue.path(PAGE)) novalidate autocomplete="off" {
            (TextInput {
                error: problems.at("code_sent").map(|error| ErrorMessage {
                    prefix: t("Error").into_owned(),
                    ..error
                }),
                autocomplete: "one-time-code".to_owned(),
                inputmode: "numeric".to_owned(),
                spellcheck: Some(false),
                classes: "govuk-input--width-10".to_owned(),
                ..TextInput::new("code_sent", t("The code").into_owned())
            })
            (Button::new(t("Go on").into_owned()))
        }
        form method="post" action=(here.tongue.path(PAGE)) novalidate {
            input type="hidden" name="do" value="ask";
            (Button { style: ButtonStyle::Secondary, ..Button::new(t("Send me another code").into_owned()) })
        }
        p.govuk-body { a.govuk-link href=(here.tongue.path("/refer/check")) { (t("Go on without a code")) } }
    };
    Ok(answer(page, problems))
}

/// Sends a code, or tries the one that was typed.
///
/// # Errors
/// When too many codes were asked for, or the store does not answer.
pub async fn take(here: Here, visitor: Visitor, typed: Typed) -> Answer {
    let answers = match visitor.answers(&here, Door::Form).await? {
        Some(answers) if !answers.has("sent") => answers,
        _ => return nothing_open(&here, "/refer"),
    };
    let now = here.around.now();
    if typed.one("do") == "ask" {
        let with = (now, here.around.dice());
        let asked = ask_code(&here.app, &here.area, &answers, &visitor.place, with).await;
        return match asked {
            Ok(kept) => visitor.keep(&here, Door::Form, kept, PAGE).await,
            Err(Refusal::Later(words)) => {
                refused(&here, Refusal::field("code_sent", words.as_str()))
            }
            // What was typed on the page before cannot be an address, or no code goes to it.
            Err(Refusal::Fields(_)) => {
                Ok(Redirect::to(&here.tongue.path("/refer/9?to=check")).into_response())
            }
            Err(Refusal::NotFound) => Ok(to_check(&here)),
            Err(refusal) => Err(refusal.into()),
        };
    }
    let (kept, wrong) = enter_code(&answers, typed.one("code_sent"), now);
    let on = visitor
        .keep(&here, Door::Form, kept, "/refer/check")
        .await?;
    match wrong {
        None => Ok(on),
        Some(refusal) => refused(&here, refusal),
    }
}

fn refused(here: &Here, refusal: Refusal) -> Answer {
    let problems = Problems::of(refusal).map_err(|error| PublicError(error.0))?;
    shown(here, &turned(here, problems))
}
