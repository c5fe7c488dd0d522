//! One cookie says that these pages are open, and nothing else. When it is gone, the Back button and a
//! tab that is opened again lead to the dull page and not to ours (VIC-2).
//!
//! A browser says of every request whether a person asked for the page by a click (`Sec-Fetch-User`)
//! and from where (`Sec-Fetch-Site`). A page that was reached from one of ours and is asked for again
//! without a click and without the cookie is one that somebody goes back to after they left. Whoever
//! keeps no cookies still gets every page that they click on.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};

use super::PublicState;
use super::leave::away;

/// The cookie. Its name and its value tell nothing.
pub(super) const COOKIE: &str = "open";

/// The cookie, to be set.
fn cookie(secure: bool) -> Cookie<'static> {
    Cookie::build((COOKIE, "1"))
        .path("/")
        .http_only(true)
        // A link from another site opens a page and begins a visit as well.
        .same_site(SameSite::Lax)
        .secure(secure)
        .build()
}

/// Leads away whoever comes back after leaving, and notes that the pages are open.
pub(super) async fn visited(
    State(state): State<PublicState>,
    request: Request,
    next: Next,
) -> Response {
    let page = request.method() == Method::GET
        && is(request.headers(), "sec-fetch-mode", "navigate")
        && request.uri().path() != "/leave";
    let open = CookieJar::from_headers(request.headers())
        .get(COOKIE)
        .is_some();
    if !page || open {
        return next.run(request).await;
    }
    let clicked = is(request.headers(), "sec-fetch-user", "?1");
    if is(request.headers(), "sec-fetch-site", "same-origin") && !clicked {
        return away(&state).into_response();
    }
    let mut answer = next.run(request).await;
    let set = cookie(state.cookie_secure).to_string();
    // The script of the first page asks whether the visit began with it.
    let new = HeaderValue::from_static("new");
    answer.headers_mut().insert("server-timing", new);
    // A page that sets or takes away its own cookies keeps them beside this one.
    if let Ok(set) = HeaderValue::from_str(&set) {
        answer.headers_mut().append(header::SET_COOKIE, set);
    }
    answer
}

fn is(headers: &HeaderMap, name: &str, value: &str) -> bool {
    headers.get(name).is_some_and(|found| found == value)
}
