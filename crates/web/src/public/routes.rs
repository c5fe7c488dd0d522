//! Every path of the public host on one page. Anybody may use each; no path names the topic (VIC-3).

use axum::routing::{MethodRouter, get};

use super::{PublicState, find, leave, own, pages, prove, refer, track};

/// One path.
pub(super) struct PublicRoute {
    /// The path, with names in braces.
    pub path: &'static str,
    /// What answers.
    pub page: MethodRouter<PublicState>,
}

// One path, one line: the table is read down its columns.
#[rustfmt::skip]
pub(super) fn table() -> Vec<PublicRoute> {
    let route = |path, page| PublicRoute { path, page };
    vec![
        route("/", get(pages::start)),
        route("/before", get(pages::before)),
        route("/safe", get(pages::safe)),
        route("/find", get(find::page).post(find::send)),
        route("/find/{id}", get(find::one)),
        route("/refer", get(refer::start)),
        route("/refer/track", get(track::page).post(track::look)),
        route("/refer/check", refer::check_route()),
        route("/refer/email", get(prove::page).post(prove::take)),
        route("/refer/done", get(refer::done)),
        route("/refer/{step}", get(refer::step).post(refer::take)),
        route("/q", get(own::start)),
        route("/q/check", get(own::check).post(own::send)),
        route("/q/done", get(own::done)),
        route("/q/{n}", get(own::step).post(own::take)),
        route("/back", get(track::back).post(track::come_back)),
        route("/leave", get(leave::leave).post(leave::leave)),
        route("/words", get(pages::words)),
        route("/privacy", get(pages::privacy)),
        route("/accessibility", get(pages::accessibility)),
        route("/contact", get(pages::contact)),
    ]
}
