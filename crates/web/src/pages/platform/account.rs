//! One's own sign-in: password, second factor with its recovery codes, and where one is signed in.

use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use hawthorn_app::Refusal;
use hawthorn_app::platform::own_account::{
    change_password, enrol_second_factor, offer_second_factor, own_account,
};
use hawthorn_app::platform::second_factor::enrolment_address;
use hawthorn_app::platform::sessions::{own_sessions, sign_out_elsewhere};
use hawthorn_components::InputKind;
use hawthorn_components::Page;
use hawthorn_components::{
    BackLink, Button, InsetText, LinkButton, SummaryList, SummaryRow, Table, TextInput, WarningText,
};
use hawthorn_domain::platform::words;
use jiff::Timestamp;
use maud::{Markup, html};
use serde::Deserialize;

use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout::{answer, done_banner};
use crate::seat::Seat;

const DONE: &[(&str, &str)] = &[
    (
        "password",
        "Your password is changed, and you are signed out everywhere else",
    ),
    ("sessions", "You are signed out everywhere else"),
];

/// What the address of the page may say.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    done: Option<String>,
}

/// One place where the reader is or was signed in.
pub struct SessionLine {
    /// When it began.
    pub began: Timestamp,
    /// When it was last used.
    pub used: Timestamp,
    /// Whether it has ended.
    pub ended: bool,
    /// Whether it is the one this page was asked for in.
    pub this: bool,
}

/// What the page shows.
pub struct AccountView {
    /// The name to sign in with.
    pub sign_in_name: String,
    /// The agency's name.
    pub agency: String,
    /// The roles, in words.
    pub roles: String,
    /// How many recovery codes are left; none without a second factor.
    pub recovery_left: Option<usize>,
    /// Sessions, newest first.
    pub sessions: Vec<SessionLine>,
}

/// The reader's account.
pub async fn page(seat: Seat, Query(asked): Query<Asked>) -> Answer {
    let view = view(&seat).await?;
    let mut page = render(
        seat.page("Your account", "Your account"),
        &view,
        &Problems::default(),
    );
    page.flash = done_banner(asked.done.as_deref(), DONE);
    Ok(answer(page, &Problems::default()))
}

/// Changes the password.
pub async fn password(mut seat: Seat, typed: Typed) -> Answer {
    let (present, new) = (typed.one("present"), typed.one("new"));
    let changed = change_password(
        &seat.app,
        &mut seat.ask,
        &seat.signed_in.session,
        present,
        new,
    );
    let Err(refusal) = changed.await else {
        return Ok(Redirect::to("/account?done=password").into_response());
    };
    let problems = Problems::of(refusal)?;
    let view = view(&seat).await?;
    Ok(answer(
        render(seat.page("Your account", "Your account"), &view, &problems),
        &problems,
    ))
}

/// Ends every session but this one.
pub async fn end_sessions(mut seat: Seat) -> Answer {
    sign_out_elsewhere(&seat.app, &mut seat.ask, &seat.signed_in.session).await?;
    Ok(Redirect::to("/account?done=sessions").into_response())
}

/// Offers a second factor.
pub async fn offer(mut seat: Seat) -> Answer {
    if own_account(&seat.app, &seat.ask)
        .await?
        .second_factor
        .is_some()
    {
        return Err(Refusal::Rule("You have set up a second factor already. Ask your administrator to reset it before you set up another.".to_owned()).into());
    }
    let offered = offer_second_factor(&seat.app, &mut seat.ask).await?;
    let page = seat.page("Set up a second factor", "Set up a second factor");
    Ok(offer_answer(
        page,
        &offered.secret,
        &offered.address,
        &Problems::default(),
    ))
}

/// Enrols the second factor once a code of it is given, and shows the recovery codes once.
pub async fn enrol(mut seat: Seat, typed: Typed) -> Answer {
    let (secret, code) = (typed.one("secret"), typed.one("code"));
    let refusal = match enrol_second_factor(&seat.app, &mut seat.ask, secret, code).await {
        Ok(codes) => {
            let page = seat.page("Your recovery codes", "Your recovery codes");
            return Ok(answer(render_codes(page, &codes), &Problems::default()));
        }
        Err(refusal) => refusal,
    };
    let problems = Problems::of(refusal)?;
    let name = own_account(&seat.app, &seat.ask)
        .await?
        .sign_in_name
        .clone();
    // The same secret again, so that the app need not be set up twice for one mistyped code.
    let secret: String = secret
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(64)
        .collect();
    let address = enrolment_address(&secret, &name);
    Ok(offer_answer(
        seat.page("Set up a second factor", "Set up a second factor"),
        &secret,
        &address,
        &problems,
    ))
}

async fn view(seat: &Seat) -> Result<AccountView, crate::error::PageError> {
    let account = own_account(&seat.app, &seat.ask).await?;
    let here = &seat.signed_in.session;
    let sessions = own_sessions(&seat.app, &seat.ask).await?;
    let agency = &seat.ask.actor.agency;
    let settings = seat.ask.settings(&seat.app)?;
    Ok(AccountView {
        sign_in_name: account.sign_in_name.clone(),
        agency: settings
            .agency(agency.as_str())
            .map_or_else(|| agency.to_string(), |agency| agency.name.clone()),
        roles: seat
            .ask
            .actor
            .roles
            .iter()
            .map(|role| role.label())
            .collect::<Vec<_>>()
            .join(", "),
        recovery_left: account
            .second_factor
            .as_ref()
            .map(|factor| factor.recovery.len()),
        sessions: sessions
            .iter()
            .take(20)
            .map(|session| SessionLine {
                began: session.created_at,
                used: session.seen_at,
                ended: session.ended_at.is_some(),
                this: session.id == here.id,
            })
            .collect(),
    })
}

/// The account page.
pub fn render(page: Page, view: &AccountView, problems: &Problems) -> Page {
    Page {
        body: html! {
            (SummaryList::new(vec![
                SummaryRow::new("Sign-in name", view.sign_in_name.as_str()),
                SummaryRow::new("Agency", view.agency.as_str()),
                SummaryRow::new("Roles", view.roles.as_str()),
            ]))
            p.govuk-body { "Ask your administrator if one of these is wrong." }
            h2.govuk-heading-m { "Second factor" }
            (second_factor(view.recovery_left))
            h2.govuk-heading-m { "Change your password" }
            (password_form(problems))
            h2.govuk-heading-m { "Where you are signed in" }
            (sessions(&view.sessions))
        },
        ..page
    }
}

fn second_factor(recovery_left: Option<usize>) -> Markup {
    html! {
        @match recovery_left {
            Some(left) => {
                p.govuk-body {
                    "Set up. You type a code from your app each time you sign in. Unused recovery codes: " (left) "."
                }
                @if left < 3 {
                    p.govuk-body { "Few recovery codes are left. Ask your administrator to reset your second factor, then set it up again." }
                }
            }
            None => {
                p.govuk-body { "Not set up. With a second factor, nobody can sign in with your password alone." }
                (LinkButton { style: hawthorn_components::ButtonStyle::Secondary, ..LinkButton::new("/account/second-factor", "Set up a second factor") })
            }
        }
    }
}

fn password_form(problems: &Problems) -> Markup {
    html! {
        form method="post" action="/account/password" novalidate {
            (TextInput {
                error: problems.at("present"),
                kind: InputKind::Password,
                autocomplete: "current-password".to_owned(),
                classes: "govuk-input--width-20".to_owned(),
                ..TextInput::new("present", "Present password")
            })
            (TextInput {
                hint: Some("Three or four words that have nothing to do with you are easy to remember and hard to guess.".into()),
                error: problems.at("new"),
                kind: InputKind::Password,
                autocomplete: "new-password".to_owned(),
                classes: "govuk-input--width-20".to_owned(),
                ..TextInput::new("new", "New password")
            })
            (Button::new("Change password"))
        }
    }
}

fn sessions(sessions: &[SessionLine]) -> Markup {
    let rows = sessions.iter().map(|session| {
        let state = match (session.this, session.ended) {
            (true, _) => "This one",
            (false, true) => "Ended",
            (false, false) => "Open, unless unused for too long",
        };
        vec![
            words::moment(session.began).into(),
            words::moment(session.used).into(),
            state.into(),
        ]
    });
    let elsewhere = sessions
        .iter()
        .any(|session| !session.this && !session.ended);
    html! {
        (Table::new("Your latest sign-ins", vec!["Signed in".into(), "Last used".into(), "State".into()], rows.collect()))
        @if elsewhere {
            form method="post" action="/account/sessions/end" {
                (Button::secondary("Sign out everywhere else"))
            }
        } @else {
            p.govuk-body { "You are signed in nowhere else." }
        }
    }
}

fn offer_answer(page: Page, secret: &str, address: &str, problems: &Problems) -> Response {
    answer(render_offer(page, secret, address, problems), problems)
}

/// The page that offers a second factor.
pub fn render_offer(page: Page, secret: &str, address: &str, problems: &Problems) -> Page {
    Page {
        back: Some(BackLink::new("/account")),
        body: html! {
            p.govuk-body { "You need an app that shows sign-in codes, on your phone or your computer. Most password managers can do it too." }
            p.govuk-body { "Add an account in the app and type in this key:" }
            (InsetText::new(html! { p.govuk-body { code { (in_fours(secret)) } } p.govuk-body { a.govuk-link href=(address) { "Open the app on this device" } } }))
            p.govuk-body { "Then type the six digits that the app shows for Hawthorn." }
            form method="post" action="/account/second-factor" novalidate {
                input type="hidden" name="secret" value=(secret);
                (TextInput {
                    error: problems.at("code"),
                    inputmode: "numeric".to_owned(),
                    autocomplete: "one-time-code".to_owned(),
                    classes: "govuk-input--width-10".to_owned(),
                    ..TextInput::new("code", "Code")
                })
                (Button::new("Set up second factor"))
            }
        },
        ..page
    }
}

/// The page that shows the recovery codes, once.
pub fn render_codes(page: Page, codes: &[String]) -> Page {
    Page {
        body: html! {
            p.govuk-body { "Your second factor is set up. From now on you type a code from your app each time you sign in." }
            (WarningText::new("These codes are shown only now. Keep them where nobody else can read them, and not on the device that has the app."))
            p.govuk-body { "If you lose the app, each of them works once in place of a code:" }
            (InsetText::new(html! { ul.govuk-list { @for code in codes { li { code { (code) } } } } }))
            p.govuk-body { a.govuk-link href="/account" { "Go to your account" } }
        },
        ..page
    }
}

/// A secret in groups of four, as people read it out.
fn in_fours(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    letters
        .chunks(4)
        .map(|four| four.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_secret_is_read_in_fours() {
        assert_eq!(super::in_fours("ABCDEFGHIJ"), "ABCD EFGH IJ");
    }
}
