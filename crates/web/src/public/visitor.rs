//! A visitor with a form open: one cookie while it is, the answers so far, and from which place they come.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use hawthorn_app::doors::drafts::{drop_draft, keep_draft, open_draft};
use hawthorn_domain::doors::{Answers, Door};

use super::here::Here;
use super::{PublicError, PublicState, visit};

/// The cookie of a form that is open: it tells nothing, is never read by script, and goes when the
/// browser closes. Each form has its own, so that one that is begun does not put an end to another.
const fn cookie_of(door: Door) -> &'static str {
    match door {
        Door::Own => "form2",
        Door::Form | Door::Call | Door::Visit => "form",
    }
}

/// Somebody on the public pages.
pub struct Visitor {
    cookies: CookieJar,
    /// From which place they come; it is compared and never kept.
    pub place: String,
}

impl FromRequestParts<PublicState> for Visitor {
    type Rejection = PublicError;
    async fn from_request_parts(parts: &mut Parts, _: &PublicState) -> Result<Self, PublicError> {
        Ok(Self {
            cookies: CookieJar::from_headers(&parts.headers),
            place: place(parts),
        })
    }
}

/// The network address that the request came from. Behind a proxy on this machine or in this
/// house, the proxy says which; anybody else who says so is not believed.
fn place(parts: &Parts) -> String {
    let peer = parts
        .extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map(|info| info.0.ip());
    let told = parts
        .headers
        .get("x-forwarded-for")
        .and_then(|value| value.to_str().ok())
        .and_then(|list| list.rsplit(',').next())
        .and_then(|last| last.trim().parse::<IpAddr>().ok());
    match (peer, told) {
        (Some(peer), Some(told)) if is_near(peer) => one_place(told),
        (Some(peer), _) => one_place(peer),
        (None, _) => String::new(),
    }
}

fn is_near(peer: IpAddr) -> bool {
    match peer {
        IpAddr::V4(v4) => v4.is_loopback() || v4.is_private(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local(),
    }
}

/// One household or office is one place: an IPv6 network of 64 bits, or one IPv4 address.
fn one_place(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}")
        }
    }
}

impl Visitor {
    /// The token of the form that is open by this door; empty for none.
    pub fn token(&self, door: Door) -> &str {
        let cookie = self.cookies.get(cookie_of(door));
        cookie.map_or("", |cookie| cookie.value())
    }

    /// The answers so far on this form; none where it was not begun.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn answers(
        &self,
        state: &PublicState,
        door: Door,
    ) -> Result<Option<Answers>, PublicError> {
        let now = state.around.now();
        Ok(open_draft(&state.app, &state.area, door, self.token(door), now).await?)
    }

    /// Keeps the answers and goes on to a page of ours, with the cookie where the form was just begun.
    ///
    /// # Errors
    /// When too many forms are open, or the store does not answer.
    pub async fn keep(
        self,
        here: &Here,
        door: Door,
        answers: Answers,
        to: &str,
    ) -> Result<Response, PublicError> {
        let with = (here.around.now(), here.around.dice());
        let token =
            keep_draft(&here.app, &here.area, door, self.token(door), answers, with).await?;
        let to = here.tongue.path(to);
        if token == self.token(door) {
            return Ok(Redirect::to(&to).into_response());
        }
        let cookie = Cookie::build((cookie_of(door), token))
            .path("/")
            .http_only(true)
            .same_site(SameSite::Strict)
            .secure(here.cookie_secure);
        Ok((self.cookies.add(cookie), Redirect::to(&to)).into_response())
    }

    /// Forgets the form that is open by this door, here and in the browser.
    pub async fn forget(self, state: &PublicState, door: Door) -> CookieJar {
        self.drop_draft(state, door).await;
        self.cookies.remove(gone(cookie_of(door)))
    }

    /// Forgets everything: the forms that are open, and that these pages were.
    pub async fn leave(self, state: &PublicState) -> CookieJar {
        let mut cookies = self.cookies.clone();
        for door in [Door::Form, Door::Own] {
            self.drop_draft(state, door).await;
            cookies = cookies.remove(gone(cookie_of(door)));
        }
        cookies.remove(gone(visit::COOKIE))
    }

    async fn drop_draft(&self, state: &PublicState, door: Door) {
        if !self.token(door).is_empty()
            && let Err(problem) = drop_draft(&state.app, self.token(door)).await
        {
            // Whoever leaves must get away whatever is wrong here; what is too old goes by itself.
            tracing::error!(%problem, "a form that was left could not be forgotten");
        }
    }
}

/// A cookie of ours, to be taken away.
fn gone(name: &'static str) -> Cookie<'static> {
    Cookie::build(name).path("/").build()
}
