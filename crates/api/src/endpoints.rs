//! Every endpoint as a value: how, where, who may, what goes in and what comes out; each room lists its own beside their handlers.

use axum::Router;
use axum::routing::MethodRouter;
use hawthorn_domain::platform::verb::Verb;

use crate::document::Shape;
use crate::v1::{
    actions, advice, assessments, casework, child_screen, contact, desk_figures, disclosures,
    doors, flags, front_door, hub, hub_meeting, imports, incidents, late, marac, mash, matac,
    meetings, orders, people, platform, referrals, referrer, restricted, supervision, support,
    transfers, worklist,
};
use crate::{ApiState, desk};

/// Who may call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anybody.
    Anybody,
    /// Whoever the policies allow this act.
    May(Verb),
}

/// How it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Reading.
    Get,
    /// Doing.
    Post,
}

/// One endpoint. It cannot be made without saying who may call it.
pub struct Endpoint {
    /// How it is called.
    pub how: How,
    /// Its path under `/api`.
    pub path: &'static str,
    /// Who may call it.
    pub who: Who,
    /// What it does, in one line.
    pub about: &'static str,
    /// Names of the query with what they mean.
    pub query: &'static [(&'static str, &'static str)],
    /// The JSON body it takes.
    pub body: Option<Shape>,
    /// A body that is not JSON: its media type and what it is.
    pub raw_body: Option<(&'static str, &'static str)>,
    /// The JSON it gives.
    pub answer: Option<Shape>,
    /// The media type it gives, when that is not JSON.
    pub media: Option<&'static str>,
    run: MethodRouter<ApiState>,
}

impl Endpoint {
    pub(crate) fn see(
        path: &'static str,
        verb: Verb,
        about: &'static str,
        answer: Shape,
        run: MethodRouter<ApiState>,
    ) -> Self {
        Self {
            how: How::Get,
            path,
            who: Who::May(verb),
            about,
            query: &[],
            body: None,
            raw_body: None,
            answer: Some(answer),
            media: None,
            run,
        }
    }
    pub(crate) fn act(
        path: &'static str,
        verb: Verb,
        about: &'static str,
        body: Option<Shape>,
        answer: Shape,
        run: MethodRouter<ApiState>,
    ) -> Self {
        Self {
            how: How::Post,
            path,
            who: Who::May(verb),
            about,
            query: &[],
            body,
            raw_body: None,
            answer: Some(answer),
            media: None,
            run,
        }
    }
    pub(crate) fn paper(
        path: &'static str,
        verb: Verb,
        about: &'static str,
        media: &'static str,
        run: MethodRouter<ApiState>,
    ) -> Self {
        Self {
            how: How::Get,
            path,
            who: Who::May(verb),
            about,
            query: &[],
            body: None,
            raw_body: None,
            answer: None,
            media: Some(media),
            run,
        }
    }
    /// The same without a sign-in.
    pub(crate) fn for_anybody(self) -> Self {
        Self {
            who: Who::Anybody,
            ..self
        }
    }
    /// The same with a body that is not JSON: its media type and what it is.
    pub(crate) fn with_raw_body(self, media: &'static str, about: &'static str) -> Self {
        Self {
            raw_body: Some((media, about)),
            ..self
        }
    }
    pub(crate) fn with_query(self, query: &'static [(&'static str, &'static str)]) -> Self {
        Self { query, ..self }
    }

    pub(crate) fn mount(self, router: Router<ApiState>, state: &ApiState) -> Router<ApiState> {
        router.route(
            self.path,
            self.run.layer(axum::middleware::from_fn_with_state(
                (state.clone(), self.who),
                desk::check,
            )),
        )
    }
}

/// The whole table, room by room.
pub fn table() -> Vec<Endpoint> {
    [
        platform::endpoints(),
        imports::endpoints(),
        worklist::endpoints(),
        incidents::endpoints(),
        child_screen::endpoints(),
        people::endpoints(),
        restricted::endpoints(),
        late::endpoints(),
        contact::endpoints(),
        referrals::endpoints(),
        hub::endpoints(),
        hub_meeting::endpoints(),
        referrer::endpoints(),
        front_door::endpoints(),
        advice::endpoints(),
        desk_figures::endpoints(),
        mash::endpoints(),
        assessments::endpoints(),
        marac::endpoints(),
        flags::endpoints(),
        casework::endpoints(),
        transfers::endpoints(),
        orders::endpoints(),
        matac::endpoints(),
        supervision::endpoints(),
        disclosures::endpoints(),
        support::endpoints(),
        meetings::endpoints(),
        meetings::endpoints_in_session(),
        actions::endpoints(),
        doors::endpoints(),
        crate::directory::endpoints(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
