//! The page for a contact without an account: a code to the registered address, then one request and its answer (R134, R137, SPOC-2 to SPOC-5).

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use hawthorn_app::Refusal;
use hawthorn_app::mash::answer_request::{answer_nothing_known, answer_request};
use hawthorn_app::mash::open_request::open_request;
use hawthorn_app::platform::mail::answer_link::{Visitor, ask_for_code, enter_code, visitor};
use hawthorn_components::{Button, InsetText, NotificationBanner, Page, TextInput};
use hawthorn_domain::platform::words;
use maud::{Markup, html};

use super::requests::{Place, View, render, written};
use crate::WebState;
use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout;

/// The cookie of a look: its token and, behind it, that of the link, so that a new
/// code can be asked for when the time is over. It goes to these pages alone.
const COOKIE: &str = "hawthorn_answer";
/// How long the token of a look is.
const TOKEN: usize = 64;
/// Where the pages of a look stand.
const BASE: &str = "/answer";
/// Before the name of a field whose text is carried through a new code (SPOC-5).
const KEPT: &str = "kept-";
/// The most text that is carried.
const MOST_KEPT: usize = 60_000;

/// `GET /answer/{token}`: the same page for every link, good or not.
pub async fn first(State(state): State<WebState>, Path(token): Path<String>) -> Answer {
    let page = ask_page(&state, &token, &Typed::default(), "");
    Ok(layout::answer(page, &Problems::default()))
}

/// `POST /answer/{token}/code`: lets a code go, and says the same for every link.
pub async fn send_code(
    State(state): State<WebState>,
    Path(token): Path<String>,
    typed: Typed,
) -> Answer {
    let (now, mut dice) = (state.around.now(), state.around.dice());
    ask_for_code(&state.app, &token, now, dice.as_mut()).await?;
    let page = code_page(&state, &token, &Problems::default(), &typed);
    Ok(layout::answer(page, &Problems::default()))
}

/// `POST /answer/{token}`: tries a code.
pub async fn enter(
    State(state): State<WebState>,
    cookies: CookieJar,
    Path(token): Path<String>,
    typed: Typed,
) -> Answer {
    let (now, mut dice) = (state.around.now(), state.around.dice());
    match enter_code(&state.app, &token, typed.one("code"), now, dice.as_mut()).await {
        Ok(look) => {
            let kept = kept(&typed);
            let cookies = cookies.add(cookie(&state, format!("{look}{token}")));
            if kept.is_empty() {
                return Ok((cookies, Redirect::to(BASE)).into_response());
            }
            // What was typed before the time was over is in the form again (SPOC-5).
            let visitor = visitor(&state.app, &look, now, dice).await?;
            let back = Typed::from_pairs(kept);
            let shown = show(&state, visitor, &Problems::default(), &back).await?;
            Ok((cookies, shown).into_response())
        }
        Err(refusal) => {
            let problems = Problems::of(refusal)?;
            let page = code_page(&state, &token, &problems, &typed);
            Ok(layout::answer(page, &problems))
        }
    }
}

/// `GET /answer`.
pub async fn request(State(state): State<WebState>, cookies: CookieJar) -> Answer {
    match sitting(&state, &cookies).await? {
        Some(visitor) => {
            let (problems, typed) = (Problems::default(), Typed::default());
            show(&state, visitor, &problems, &typed).await
        }
        None => Ok(over(&state, &cookies, &Typed::default())),
    }
}

/// `POST /answer`: the answer, or more lines for it.
pub async fn answer(State(state): State<WebState>, cookies: CookieJar, typed: Typed) -> Answer {
    let Some(mut visitor) = sitting(&state, &cookies).await? else {
        return Ok(over(&state, &cookies, &typed));
    };
    let problems = Problems::default();
    if typed.one("act") == "more" {
        return show(&state, visitor, &problems, &typed).await;
    }
    let done = match written(&typed) {
        Ok(reply) => answer_request(&state.app, &mut visitor.ask, visitor.request, reply).await,
        Err(refusal) => Err(refusal),
    };
    after(&state, visitor, done.map(drop), &typed).await
}

/// `POST /answer/nothing`: nobody is known, said in one press (SPOC-1).
pub async fn nothing_known(State(state): State<WebState>, cookies: CookieJar) -> Answer {
    let Some(mut visitor) = sitting(&state, &cookies).await? else {
        return Ok(over(&state, &cookies, &Typed::default()));
    };
    let done = answer_nothing_known(&state.app, &mut visitor.ask, visitor.request).await;
    after(&state, visitor, done.map(drop), &Typed::default()).await
}

async fn after(
    state: &WebState,
    visitor: Visitor,
    done: Result<(), Refusal>,
    typed: &Typed,
) -> Answer {
    match done {
        Ok(()) => Ok(Redirect::to(BASE).into_response()),
        Err(refusal) => show(state, visitor, &Problems::of(refusal)?, typed).await,
    }
}

/// Who looks, when somebody does.
async fn sitting(state: &WebState, cookies: &CookieJar) -> Result<Option<Visitor>, Refusal> {
    let Some(cookie) = cookies.get(COOKIE) else {
        return Ok(None);
    };
    let look = cookie.value().get(..TOKEN).unwrap_or_default();
    let (now, dice) = (state.around.now(), state.around.dice());
    match visitor(&state.app, look, now, dice).await {
        Ok(visitor) => Ok(Some(visitor)),
        Err(Refusal::SignedOut) => Ok(None),
        Err(refusal) => Err(refusal),
    }
}

/// The one request, as its agency's contact sees it.
async fn show(
    state: &WebState,
    mut visitor: Visitor,
    problems: &Problems,
    typed: &Typed,
) -> Answer {
    let request = open_request(&state.app, &mut visitor.ask, visitor.request).await?;
    let view = View {
        request: &request,
        today: visitor.ask.today(),
        now: visitor.ask.now,
        place: Place::Answer,
    };
    let name = format!("Request for information {}", visitor.request.short());
    let page = Page {
        flash: request.request.reply.is_some().then(|| {
            NotificationBanner::success("Your answer is sent. A copy of it stands on this page.")
        }),
        ..furniture(state, &name)
    };
    let mut page = render(page, &view, problems, typed);
    page.caption = format!(
        "{}. This page is open until {}",
        page.caption,
        words::clock_time(visitor.until)
    );
    Ok(layout::answer(page, problems))
}

/// A page of this place: no navigation, since there is nowhere else to go.
fn furniture(state: &WebState, name: &str) -> Page {
    Page {
        title: name.to_owned(),
        heading: name.into(),
        demo: state.app.is_demonstration(),
        product: "Hawthorn".to_owned(),
        ..Page::default()
    }
}

/// The page that offers a code.
fn ask_page(state: &WebState, token: &str, typed: &Typed, lead: &str) -> Page {
    Page {
        body: html! {
            @if !lead.is_empty() { (InsetText::new(lead)) }
            p.govuk-body { "To open the request, we send a code to your agency’s registered address. The code works for ten minutes, once." }
            form method="post" action={ (BASE) "/" (token) "/code" } novalidate {
                (carried(typed))
                (Button { prevent_double_click: true, ..Button::new("Send me a code") })
            }
            (no_code())
        },
        ..furniture(state, "Answer a request for information")
    }
}

fn code_page(state: &WebState, token: &str, problems: &Problems, typed: &Typed) -> Page {
    let field = TextInput {
        hint: Some("Eight digits. Look in the mailbox that the request came to.".into()),
        error: problems.at("code"),
        autocomplete: "one-time-code".to_owned(),
        inputmode: "numeric".to_owned(),
        spellcheck: Some(false),
        classes: "govuk-input--width-10".to_owned(),
        ..TextInput::new("code", "The code from your mailbox")
    };
    Page {
        body: html! {
            p.govuk-body { "If the link is good, a code is on its way to your agency’s registered address." }
            form method="post" action={ (BASE) "/" (token) } novalidate {
                (field)
                (carried(typed))
                (Button { prevent_double_click: true, ..Button::new("Open the request") })
            }
            form method="post" action={ (BASE) "/" (token) "/code" } novalidate {
                (carried(typed))
                (Button::secondary("Send me another code"))
            }
            (no_code())
        },
        ..furniture(state, "Type the code")
    }
}

fn no_code() -> Markup {
    html! {
        h2.govuk-heading-m { "If no code comes" }
        p.govuk-body { "The request may have been answered or withdrawn, or too many codes were asked for within an hour. Look for a newer message about the request and use its link, or ring the hub. You can also answer by secure mail, as the message says." }
    }
}

/// The page when the time of a look is over. What was typed is carried along.
fn over(state: &WebState, cookies: &CookieJar, typed: &Typed) -> Response {
    let token = cookies
        .get(COOKIE)
        .and_then(|cookie| cookie.value().get(TOKEN..))
        .unwrap_or_default();
    let lead = if typed.is_empty() {
        "Your time on this page is over."
    } else {
        "Your time on this page is over. What you typed is not lost: it is in the form again once you have typed a new code. Do not close this page."
    };
    let page = if token.is_empty() {
        Page {
            body: html! {
                p.govuk-body { "Your time on this page is over, or no request was opened in this browser. Open the link in your message again." }
                (no_code())
            },
            ..furniture(state, "Open your message again")
        }
    } else {
        ask_page(state, token, typed, lead)
    };
    layout::answer(page, &Problems::default())
}

/// The fields that are carried through a new code.
fn kept(typed: &Typed) -> Vec<(String, String)> {
    let before: Vec<(String, String)> = typed.starting(KEPT);
    let mut left = MOST_KEPT;
    before
        .into_iter()
        .take_while(|(_, text)| {
            let fits = text.len() <= left;
            left = left.saturating_sub(text.len());
            fits
        })
        .collect()
}

/// Hidden fields with what was typed: from the answer itself, or carried already.
fn carried(typed: &Typed) -> Markup {
    let carried = kept(typed);
    let fresh = typed
        .starting("")
        .into_iter()
        .filter(|(name, _)| !name.starts_with(KEPT) && !["code", "act"].contains(&name.as_str()));
    let all: Vec<(String, String)> = carried.into_iter().chain(fresh).collect();
    html! {
        @for (name, text) in &all { input type="hidden" name={ (KEPT) (name) } value=(text); }
    }
}

/// The cookie of a look: never read by script, gone when the browser closes.
fn cookie(state: &WebState, look: String) -> Cookie<'static> {
    Cookie::build((COOKIE, look))
        .path(BASE)
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(state.options.cookie_secure)
        .build()
}
