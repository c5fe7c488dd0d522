//! Pointing somebody to a service in one press, on any record (R51, R112).

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::referrals::signposts::{
    open_signposts, record_signpost, services, signpost_from,
};
use hawthorn_components::{
    BackLink, Button, Crumb, NotificationBanner, Page, Select, SelectOption,
};
use hawthorn_domain::platform::words;
use hawthorn_domain::referrals::consultation::{Signpost, SignpostFrom};
use maud::{Markup, html};

use crate::error::{Answer, PageError};
use crate::forms::{Problems, Typed};
use crate::layout::{self, pieces};
use crate::seat::Seat;

const DONE: &[(&str, &str)] = &[(
    "signposted",
    "It is kept that somebody was pointed to this service.",
)];

/// The services that the form offers; none where the reader may not.
pub(crate) async fn offered(seat: &Seat, may: bool) -> Result<Vec<(String, String)>, PageError> {
    if !may {
        return Ok(Vec::new());
    }
    services(&seat.app, &seat.ask).await.map_err(PageError)
}

/// The part of a record's page: what was kept, and the form.
pub(crate) fn part(
    kind: &str,
    id: &str,
    kept: &[Signpost],
    services: &[(String, String)],
    problems: &Problems,
) -> Markup {
    let offered = std::iter::once(SelectOption::new("", "Choose a service"))
        .chain(
            services
                .iter()
                .map(|(code, name)| SelectOption::new(code, name.as_str())),
        )
        .collect();
    html! {
        @if !kept.is_empty() || !services.is_empty() {
            h2.govuk-heading-m { "Pointed to services" }
        }
        @if !kept.is_empty() {
            ul.govuk-list.govuk-list--bullet {
                @for signpost in kept { li { (signpost.service_name) ", " (words::moment(signpost.at)) " by " (signpost.by.name) } }
            }
        }
        @if !services.is_empty() {
            form method="post" action="/signposts" novalidate {
                input type="hidden" name="kind" value=(kind);
                input type="hidden" name="record" value=(id);
                (Select { error: problems.at("service"), ..Select::new("service", "Service", offered) })
                (Button::secondary("Keep that somebody was pointed to it"))
            }
        }
    }
}

/// What has just been done.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub struct Asked {
    /// Its code.
    #[serde(default)]
    done: String,
}

/// `GET /signposts/{kind}/{id}`.
pub async fn page(
    seat: Seat,
    Path((kind, id)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let flash = layout::done_banner(Some(&asked.done), DONE);
    show(seat, &kind, &id, flash, &Problems::default()).await
}

/// `POST /signposts`.
pub async fn send(mut seat: Seat, typed: Typed) -> Answer {
    let (kind, id) = (typed.one("kind").to_owned(), typed.one("record").to_owned());
    let from = signpost_from(&kind, &id)?;
    match record_signpost(&seat.app, &mut seat.ask, from, typed.one("service")).await {
        Ok(_) => {
            let back = match from {
                SignpostFrom::Partner(id) => format!("/partner-referrals/{id}"),
                SignpostFrom::Consultation(id) => format!("/consultations/{id}"),
                SignpostFrom::Incident(_) | SignpostFrom::Referral(_) => {
                    format!("/signposts/{kind}/{id}")
                }
            };
            Ok(Redirect::to(&format!("{back}?done=signposted")).into_response())
        }
        Err(refusal) => show(seat, &kind, &id, None, &Problems::of(refusal)?).await,
    }
}

async fn show(
    mut seat: Seat,
    kind: &str,
    id: &str,
    flash: Option<NotificationBanner>,
    problems: &Problems,
) -> Answer {
    let from = signpost_from(kind, id)?;
    let kept = open_signposts(&seat.app, &mut seat.ask, from).await?;
    let services = offered(&seat, true).await?;
    let back = match from {
        SignpostFrom::Incident(id) => format!("/incidents/{id}"),
        SignpostFrom::Referral(id) => format!("/referrals/{id}"),
        SignpostFrom::Partner(id) => format!("/partner-referrals/{id}"),
        SignpostFrom::Consultation(id) => format!("/consultations/{id}"),
    };
    let page = Page {
        flash,
        breadcrumbs: vec![Crumb::new("/", "My work")],
        back: Some(BackLink::new(back)),
        ..seat.page("Pointed to services", "Pointing somebody to a service")
    };
    let page = Page {
        body: html! {
            p.govuk-body { "Keep here that somebody was told of a service. It sends nothing to anybody." }
            @if kept.is_empty() { (pieces::nothing("Nobody has been pointed to a service from this record.")) }
            (part(kind, id, &kept, &services, problems))
        },
        ..page
    };
    Ok(layout::answer(page, problems))
}
