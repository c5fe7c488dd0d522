//! Signing in and out: one page that works without script, and one cookie.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use hawthorn_app::Refusal;
use hawthorn_app::platform::sign_in::{Credentials, SignedInOr, sign_in};
use hawthorn_app::platform::{sessions, text};
use hawthorn_components::InputKind;
use hawthorn_components::Page;
use hawthorn_components::{Button, InsetText, NotificationBanner, TextInput};
use maud::{Markup, Render, html};
use serde::Deserialize;

use crate::WebState;
use crate::error::{Answer, PageError};
use crate::forms::{Problems, Typed};
use crate::kept;
use crate::seat::COOKIE;

/// What the address of the page may say.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// Where to go on afterwards.
    #[serde(default)]
    next: String,
    /// What has just happened.
    done: Option<String>,
}

/// What the page shows.
pub struct SignInView<'a> {
    /// Whether the database holds invented people only.
    pub demonstration: bool,
    /// Where to go on afterwards.
    pub next: &'a str,
    /// Whether somebody has just signed out.
    pub signed_out: bool,
}

/// The form, for whoever comes, signed in or not.
pub async fn page(State(state): State<WebState>, Query(asked): Query<Asked>) -> Response {
    let view = SignInView {
        demonstration: state.app.is_demonstration(),
        next: local(&asked.next),
        signed_out: asked.done.as_deref() == Some("signed-out"),
    };
    html_answer(
        StatusCode::OK,
        &render(&view, &Problems::default(), &Typed::default()),
    )
}

/// Checks what was typed and begins a session under a new token; the token that
/// the browser had before ends.
pub async fn send(State(state): State<WebState>, cookies: CookieJar, typed: Typed) -> Answer {
    let (now, mut dice) = (state.around.now(), state.around.dice());
    let credentials = Credentials {
        name: typed.one("name").to_owned(),
        password: typed.one("password").to_owned(),
        code: typed.one("code").to_owned(),
        area: String::new(),
    };
    // A name of that length is nobody's, and is not worth looking up.
    let tried = match text::short("name", &credentials.name) {
        Ok(_) => sign_in(&state.app, &credentials, now, dice.as_mut()).await,
        Err(refusal) => Err(refusal),
    };
    let refusal = match tried {
        Ok(SignedInOr::Token(token)) => {
            if let Some(before) = cookies.get(COOKIE) {
                sessions::sign_out(&state.app, before.value(), now).await?;
            }
            let cookies = cookies.add(cookie(&state, token));
            return Ok((cookies, Redirect::to(local(typed.one("next")))).into_response());
        }
        Ok(SignedInOr::CodeNeeded) => Refusal::field(
            "code",
            "Your account has a second factor. Type your password again, and the code that your app shows now.",
        ),
        Err(refusal) => refusal,
    };
    let status = crate::error::status(&refusal);
    let problems = Problems::of(refusal)?;
    let view = SignInView {
        demonstration: state.app.is_demonstration(),
        next: local(typed.one("next")),
        signed_out: false,
    };
    let page = Page {
        errors: problems.links(),
        ..render(&view, &problems, &typed)
    };
    Ok(html_answer(status, &page))
}

fn html_answer(status: StatusCode, page: &Page) -> Response {
    (status, Html(page.render().into_string())).into_response()
}

/// Ends the session and takes the cookie away.
pub async fn out(State(state): State<WebState>, cookies: CookieJar) -> Answer {
    if let Some(cookie) = cookies.get(COOKIE) {
        sessions::sign_out(&state.app, cookie.value(), state.around.now())
            .await
            .map_err(PageError)?;
    }
    let cookies = cookies.remove(Cookie::build(COOKIE).path("/"));
    Ok((
        StatusCode::SEE_OTHER,
        cookies,
        Redirect::to("/sign-in?done=signed-out"),
    )
        .into_response())
}

/// The page. The password never stands in it, whatever was sent.
pub fn render(view: &SignInView<'_>, problems: &Problems, typed: &Typed) -> Page {
    Page {
        title: "Sign in".to_owned(),
        heading: "Sign in".into(),
        demo: view.demonstration,
        flash: view
            .signed_out
            .then(|| NotificationBanner::success("You have signed out")),
        body: html! {
            @if view.demonstration {
                (InsetText::new("This is a demonstration. It holds invented people only, and nothing that you do here reaches anybody."))
            }
            @if kept::named(view.next.split_once('?').map(|(_, query)| query)).is_some() {
                (InsetText::new("Your session ran out before the form was sent. What you wrote is kept for you: it is in the form again once you have signed in."))
            }
            form method="post" action="/sign-in" novalidate {
                (fields(problems, typed))
                input type="hidden" name="next" value=(view.next);
                (Button { prevent_double_click: true, ..Button::new("Sign in") })
            }
            p.govuk-body { "If you cannot sign in, " a.govuk-link href="/help" { "see who can help" } "." }
        },
        ..Page::default()
    }
}

fn fields(problems: &Problems, typed: &Typed) -> Markup {
    let narrow = "govuk-input--width-20".to_owned();
    html! {
        (TextInput {
            value: typed.one("name").to_owned(),
            error: problems.at("name"),
            autocomplete: "username".to_owned(),
            autocapitalize: "none".to_owned(),
            spellcheck: Some(false),
            classes: narrow.clone(),
            ..TextInput::new("name", "Sign-in name")
        })
        (TextInput {
            error: problems.at("password"),
            kind: InputKind::Password,
            autocomplete: "current-password".to_owned(),
            classes: narrow,
            ..TextInput::new("password", "Password")
        })
        (TextInput {
            hint: Some("Six digits. You can also use one of your recovery codes. Leave this empty if you have not set up an app.".into()),
            error: problems.at("code"),
            autocomplete: "one-time-code".to_owned(),
            autocapitalize: "none".to_owned(),
            spellcheck: Some(false),
            classes: "govuk-input--width-10".to_owned(),
            ..TextInput::new("code", "Code from your app, if you have one set up")
        })
    }
}

/// The cookie of a session: never read by script, sent with links from elsewhere
/// so that a link in an e-mail works, gone when the browser closes.
fn cookie(state: &WebState, token: String) -> Cookie<'static> {
    Cookie::build((COOKIE, token))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(state.options.cookie_secure)
        .build()
}

/// A path on this host, or the reader's own work: a link must not lead through
/// our sign-in to somebody else's page.
fn local(next: &str) -> &str {
    let ours = next.starts_with('/')
        && !next.starts_with("//")
        && !next.starts_with("/sign-")
        && next.len() <= 500
        && next.chars().all(|c| c.is_ascii_graphic() && c != '\\');
    if ours { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn only_paths_of_this_host_are_followed() {
        for path in ["/", "/incidents?queue=to_screen&after=1.I-2", "/people/P-1"] {
            assert_eq!(local(path), path);
        }
        for path in [
            "",
            "//elsewhere.example",
            "/\\elsewhere.example",
            "https://elsewhere.example",
            "incidents",
            "/sign-in",
            "/a\r\nb",
            "/\t/elsewhere.example",
        ] {
            assert_eq!(local(path), "/", "{path:?}");
        }
    }
}
