//! Who answers the public doors: the services whose people do, with their real hours, and which doors are open (R3, R4, R10, R33).

use hawthorn_access::visitor_scope;
use hawthorn_domain::directory::{ForWhom, PublicService, ServiceKind};
use hawthorn_domain::doors::routing::Routing;
use hawthorn_domain::platform::settings::AreaCode;
use jiff::Timestamp;

use crate::directory::public::public_services;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// The service whose people answer those who ask for themselves; none where the area has named
/// none, or the directory does not tell when it is open: then the door stays shut.
///
/// # Errors
/// When the area is not served here, or the store does not answer.
pub async fn who_answers_own(
    app: &App,
    area: &AreaCode,
    now: Timestamp,
) -> Told<Option<PublicService>> {
    let Some(code) = app.settings(area, now)?.doors.own_service.clone() else {
        return Ok(None);
    };
    let entries = app.store.directory(&visitor_scope(area)).await?;
    let found = entries.iter().find(|entry| entry.value.code == code);
    Ok(found
        .and_then(|entry| entry.value.public())
        .filter(|service| !service.opening.told().is_empty()))
}

/// The parts of the area that some service names, for choosing one.
#[must_use]
pub fn places(services: &[PublicService]) -> Vec<String> {
    let mut places: Vec<String> = services
        .iter()
        .flat_map(|service| service.places.iter().cloned())
        .collect();
    places.sort();
    places.dedup();
    places
}

/// The services to show for a route, those that can be reached now first (R45, R245).
///
/// # Errors
/// When the area is not served here, or the store does not answer.
pub async fn services_for(
    app: &App,
    area: &AreaCode,
    routing: &Routing,
    place: &str,
    now: Timestamp,
) -> Told<Vec<PublicService>> {
    let mut fitting = fitting(public_services(app, area).await?, routing, place);
    fitting.sort_by_cached_key(|service| {
        let open = service.opening.state(now, app.holidays()).is_open();
        (
            rank(service, routing),
            // Somebody who can be rung comes before somebody who can only be read about.
            service.phones.is_empty(),
            service.national,
            !open,
            service.name.clone(),
        )
    });
    Ok(fitting)
}

/// The services that fit a route and a place.
fn fitting(services: Vec<PublicService>, routing: &Routing, place: &str) -> Vec<PublicService> {
    let wants_own = routing.services.first() == Some(&ServiceKind::BehaviourChange);
    let serves = |service: &PublicService| {
        let here = service.national
            || place.is_empty()
            || service.places.is_empty()
            || service.places.iter().any(|own| own == place);
        let for_them = !wants_own || service.for_whom.contains(&ForWhom::PeopleCausingHarm);
        let only_for_causing = service.for_whom == [ForWhom::PeopleCausingHarm];
        here && for_them && (wants_own || !only_for_causing)
    };
    let wanted = |service: &PublicService| {
        routing.services.contains(&service.kind)
            || service
                .needs
                .iter()
                .any(|need| routing.needs.contains(need))
    };
    services
        .into_iter()
        .filter(|service| serves(service) && wanted(service))
        .collect()
}

/// The kinds that the route names come first, in its order.
fn rank(service: &PublicService, routing: &Routing) -> usize {
    let place = routing
        .services
        .iter()
        .position(|kind| *kind == service.kind);
    place.unwrap_or(routing.services.len())
}
