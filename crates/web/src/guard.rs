//! The guard before every route: is the form ours, who is signed in, could their role ever do this.

use axum::extract::{FromRequest, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use hawthorn_app::governance::turned_away::turned_away;
use hawthorn_app::platform::drafts::{Keeping, close_draft, keep_lapsed};
use hawthorn_app::platform::sessions;
use hawthorn_app::{Ask, Refusal};
use hawthorn_domain::platform::ids::DraftId;

use crate::WebState;
use crate::error::PageError;
use crate::forms::Typed;
use crate::kept;
use crate::routes::Who;
use crate::seat::{COOKIE, Sitting};

/// Runs before the handler of a route that `who` may use.
pub async fn check(
    State((state, who)): State<(WebState, Who)>,
    cookies: CookieJar,
    mut request: Request,
    next: Next,
) -> Response {
    if request.method() != Method::GET
        && request.method() != Method::HEAD
        && !is_ours(request.headers())
    {
        return PageError(Refusal::Rule("This form was not sent from this site, so it was not accepted. Open the page again and send it from there.".to_owned())).into_response();
    }
    let Who::May(verb) = who else {
        return next.run(request).await;
    };
    let now = state.around.now();
    let signed_in = match cookies.get(COOKIE) {
        Some(cookie) => sessions::authenticate(&state.app, cookie.value(), now).await,
        None => Err(Refusal::SignedOut),
    };
    let draft = match *request.method() {
        Method::POST => kept::named(request.uri().query()),
        _ => None,
    };
    let signed_in = match signed_in {
        Ok(signed_in) => signed_in,
        Err(Refusal::SignedOut) => {
            let token = cookies.get(COOKIE).map(|cookie| cookie.value().to_owned());
            let kept = draft.or_else(|| kept::saved(request.uri().path()));
            return match kept.zip(token) {
                Some((draft, token)) => too_late(&state, &token, draft, request).await,
                None => to_sign_in(&request),
            };
        }
        Err(refusal) => return PageError(refusal).into_response(),
    };
    let ask = Ask::new(signed_in.actor.clone(), now, state.around.dice());
    if !ask.may_ever(&state.app, verb) {
        // Asked once more in the ordinary way, so that the refusal is kept in the log.
        let thing = hawthorn_domain::platform::thing::Thing::of_area(ask.area());
        let refusal = ask
            .allow(&state.app, verb, &thing)
            .await
            .err()
            .unwrap_or(Refusal::NotAllowed(verb));
        return PageError(refusal).into_response();
    }
    request.extensions_mut().insert(Sitting { signed_in, verb });
    let path = request.uri().path().to_owned();
    let response = next.run(request).await;
    // A form that was taken leads on to another page. Its draft is closed then, so that a save of
    // it that is still on its way does not bring the writing back (MASH-5). The form is kept
    // whatever becomes of that, so its answer stands.
    if let Some(draft) = draft.filter(|_| response.status() == StatusCode::SEE_OTHER)
        && let Err(refusal) = close_draft(&state.app, &ask, draft).await
    {
        tracing::warn!(error = %refusal, "the draft of a form that was sent could not be closed");
    }
    if response.status() == StatusCode::NOT_FOUND {
        let mut ask = ask;
        if let Err(refusal) = turned_away(&state.app, &mut ask, verb, &path).await {
            return PageError(refusal).into_response();
        }
    }
    response
}

/// Whether a form came from a page of ours: the browser says so itself.
/// A request that says neither where it comes from nor its origin is refused.
fn is_ours(headers: &HeaderMap) -> bool {
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = headers
        .get("sec-fetch-site")
        .and_then(|value| value.to_str().ok())
    {
        return matches!(site, "same-origin" | "none");
    }
    match (text(header::ORIGIN), text(header::HOST)) {
        (Some(origin), Some(host)) => origin
            .split_once("://")
            .is_some_and(|(_, from)| from == host),
        _ => false,
    }
}

/// A form of somebody whose session ran out while they wrote: it is kept for them, and they are led
/// back to it by way of signing in (SPOC-5, ux.md 5.9).
async fn too_late(state: &WebState, token: &str, draft: DraftId, request: Request) -> Response {
    let back = to_sign_in(&request);
    let Ok(typed) = Typed::from_request(request, &()).await else {
        return back;
    };
    let (written, now) = (kept::written(&typed), state.around.now());
    let page = kept::address(&written.page, draft);
    match keep_lapsed(&state.app, token, draft, written, now).await {
        Ok(Keeping::Kept(_)) => sign_in_for(&page),
        Ok(Keeping::Closed) | Err(_) => back,
    }
}

fn to_sign_in(request: &Request) -> Response {
    let wanted = request
        .uri()
        .path_and_query()
        .map_or("/", |path| path.as_str());
    if request.method() == Method::GET {
        return sign_in_for(wanted);
    }
    Redirect::to("/sign-in").into_response()
}

/// On to signing in, and from there to what was wanted.
fn sign_in_for(wanted: &str) -> Response {
    if wanted != "/" {
        let encoded: String = wanted
            .bytes()
            .map(|byte| {
                if byte.is_ascii_alphanumeric() || b"-_./".contains(&byte) {
                    (byte as char).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            })
            .collect();
        return Redirect::to(&format!("/sign-in?next={encoded}")).into_response();
    }
    Redirect::to("/sign-in").into_response()
}
