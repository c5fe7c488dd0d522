//! Makes the reports of what was said: one for the desk that takes it, and a copy for each desk that it must reach besides. Nothing is saved here.

use hawthorn_domain::doors::desk::begin_clock;
use hawthorn_domain::doors::report::Reach;
use hawthorn_domain::doors::routing::{Routing, agency_of, route};
use hawthorn_domain::doors::said::Said;
use hawthorn_domain::doors::{Desk, Door, DoorReport};
use hawthorn_domain::people::Source;
use hawthorn_domain::people::contact::{Email, Phone, is_mailbox};
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::deadline::{Clock, PromiseCode};
use hawthorn_domain::platform::ids::{Chance, DoorReportId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::platform::words;
use hawthorn_linkage::normal;
use jiff::Timestamp;

use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text;

/// Where what was said goes, by the area's settings now and its definition on the day of the event (R340).
///
/// # Errors
/// When the area is not served here.
pub fn routing(app: &App, area: &AreaCode, said: &Said, now: Timestamp) -> Told<Routing> {
    let settings = app.settings(area, now)?;
    let book = app.area(area).ok_or(Refusal::NotFound)?;
    let version = said
        .concern
        .on
        .map_or(settings.definition, |day| book.settings_on(day).definition);
    Ok(route(&said.concern, settings, version))
}

/// What was said, with where it goes.
pub struct Making<'a> {
    /// The area.
    pub area: &'a AreaCode,
    /// By which door it came.
    pub door: Door,
    /// What was said.
    pub said: Said,
    /// Where it goes.
    pub routing: Routing,
    /// The agency of the desk that must take it, where it is not for the rules to say: a call is
    /// answered by whoever took it.
    pub own_desk: Option<(Desk, AgencyCode)>,
}

/// The reports, the one for the desk that takes it first; none where it is sent elsewhere.
///
/// # Errors
/// When the area is not served here, a number or address cannot be used (fields `phone`, `email`),
/// or a clock cannot be started.
pub fn reports(
    app: &App,
    making: &Making<'_>,
    now: Timestamp,
    dice: &mut dyn Chance,
) -> Told<Vec<DoorReport>> {
    let settings = app.settings(making.area, now)?;
    let needs_consent = settings.support.contact_needs_consent;
    let desks = desks(app, making, now)?;
    let reach = reach(making, now)?;
    // The promise runs where the support service answers, or at the desk that takes it (R3, C17).
    let promised = desks
        .iter()
        .position(|(desk, _)| *desk == Desk::Support)
        .unwrap_or(0);
    let mut made: Vec<DoorReport> = Vec::new();
    for (place, (desk, agency)) in desks.into_iter().enumerate() {
        let mut report = blank(making, (desk, agency), reach.clone(), now, dice);
        report.copy_of = made.first().map(|first| first.id);
        if place == promised {
            let promise = settings.promise(PromiseCode::FirstContact);
            let clock = Clock::start(promise, now, app.holidays()).map_err(Refusal::rule)?;
            report.first_contact =
                begin_clock(&report, clock, needs_consent).map_err(Refusal::rule)?;
        }
        made.push(report);
    }
    Ok(made)
}

/// The desks with their agencies, each agency once.
fn desks(app: &App, making: &Making<'_>, now: Timestamp) -> Told<Vec<(Desk, AgencyCode)>> {
    let settings = app.settings(making.area, now)?;
    let by_rule = making.routing.desk.iter().chain(&making.routing.also);
    let by_rule = by_rule.filter_map(|desk| {
        agency_of(*desk, settings, &making.said.concern).map(|agency| (*desk, agency))
    });
    let mut desks: Vec<(Desk, AgencyCode)> = Vec::new();
    for (desk, agency) in making.own_desk.iter().cloned().chain(by_rule) {
        if desks.iter().all(|(_, known)| *known != agency) {
            desks.push((desk, agency));
        }
    }
    Ok(desks)
}

fn reach(making: &Making<'_>, now: Timestamp) -> Told<Reach> {
    let said = &making.said;
    let whose = said.card.whose.map_or("", |whose| whose.label());
    let source = Source {
        what: format!(
            "{}, {}",
            words::inside(making.door.label()),
            words::inside(whose)
        ),
        at: now,
    };
    let (number, safety) = &said.phone;
    let phones = if number.is_empty() {
        Vec::new()
    } else {
        let canonical = normal::phone::canonical(number).ok_or_else(|| {
            Refusal::field(
                "phone",
                "Enter a telephone number, for example 07700 900123.",
            )
        })?;
        vec![Phone {
            number: format!("+{canonical}"),
            safety: *safety,
            source: source.clone(),
        }]
    };
    let (address, safety) = &said.email;
    let emails = if address.is_empty() {
        Vec::new()
    } else {
        vec![Email {
            address: mailbox("email", address)?,
            safety: *safety,
            source,
        }]
    };
    Ok(Reach {
        first_move: said.first_move,
        phones,
        emails,
        card: said.card.clone(),
    })
}

/// An e-mail address as it can be kept.
///
/// # Errors
/// When it cannot be one; the field is named.
pub fn mailbox(field: &str, address: &str) -> Told<String> {
    let address = text::short(field, address)?;
    if is_mailbox(&address) {
        Ok(address)
    } else {
        Err(Refusal::field(
            field,
            "Enter an e-mail address, for example name@example.org.",
        ))
    }
}

fn blank(
    making: &Making<'_>,
    (desk, agency): (Desk, AgencyCode),
    reach: Reach,
    now: Timestamp,
    dice: &mut dyn Chance,
) -> DoorReport {
    let said = making.said.clone();
    DoorReport {
        id: DoorReportId::new(now, dice),
        area: making.area.clone(),
        door: making.door,
        desk,
        agency,
        copy_of: None,
        received_at: now,
        referrer: said.referrer,
        person: said.person,
        other: said.other,
        children: said.children,
        happening: said.happening,
        wish: said.wish,
        concern: said.concern,
        signs: said.signs,
        why_share: said.why_share,
        reach,
        routing: making.routing.clone(),
        first_contact: None,
        code: String::new(),
        word: String::new(),
        taken: None,
        tries: Vec::new(),
        decided: None,
        passed_on: Vec::new(),
        signposted: Vec::new(),
        files: Vec::new(),
        referral: None,
        ended: None,
        flood: String::new(),
        restriction: Restriction::default(),
    }
}
