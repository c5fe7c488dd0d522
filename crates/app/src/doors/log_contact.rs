//! Logs a call or a visit as it happens: anonymous if wished, advice alone or taken on, nothing typed twice (R4–R8, R11, R13–R18).

use hawthorn_domain::directory::DirectoryEntry;
use hawthorn_domain::doors::report::{EndKind, Ended, Signposted, Taken};
use hawthorn_domain::doors::said::read;
use hawthorn_domain::doors::{Answers, Desk, Door, DoorReport};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{DoorReportId, EntryId};
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;

use super::make::{Making, reports, routing};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text;

/// What became of the call or the visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// Advice was given, and nothing more is to be done (R17).
    AdviceOnly,
    /// The one who logs it goes on with it.
    Mine,
    /// It goes to whoever takes it next, here and at the desks that the rules name.
    Hand,
}

impl Then {
    /// The value with this code, if there is one.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "advice" => Some(Self::AdviceOnly),
            "mine" => Some(Self::Mine),
            "hand" => Some(Self::Hand),
            _ => None,
        }
    }
}

/// A call or a visit.
#[derive(Debug, Clone)]
pub struct Contact {
    /// A call or a visit.
    pub door: Door,
    /// What was said, by the names of the public forms.
    pub answers: Answers,
    /// What became of it.
    pub then: Then,
    /// What was advised.
    pub advice: String,
    /// A service that they were told of.
    pub service: Option<EntryId>,
}

/// Logs a call or a visit at the reader's own desk.
///
/// # Errors
/// When the reader answers no desk, what it was about is left out (field `happening`), a number
/// cannot be used (field `phone`), or advice alone has no advice (field `advice`).
pub async fn log_contact(app: &App, ask: &mut Ask, contact: Contact) -> Told<DoorReportId> {
    // Load
    let scope = ask.scope(app)?;
    // Allow
    let desk = Thing::of_area(ask.area()).addressed_to(&ask.actor.agency);
    ask.allow(app, Verb::LogContact, &desk).await?;
    // Decide
    if !matches!(contact.door, Door::Call | Door::Visit) {
        return Err(Refusal::field("door", "Choose a call or a visit."));
    }
    let mut said = read(contact.door, &contact.answers, ask.now);
    said.happening = text::needed(
        "happening",
        &said.happening,
        "Say in a few words what it was about.",
    )?;
    let advice = text::long("advice", &contact.advice)?;
    if contact.then == Then::AdviceOnly && advice.is_empty() && contact.service.is_none() {
        return Err(Refusal::field(
            "advice",
            "Say in a few words what was advised.",
        ));
    }
    let mut routing = routing(app, ask.area(), &said, ask.now)?;
    if contact.then != Then::Hand {
        routing.also.clear();
    }
    let area = ask.area().clone();
    let settings = ask.settings(app)?;
    let own_desk = Some((own(settings, ask), ask.actor.agency.clone()));
    let making = Making {
        area: &area,
        door: contact.door,
        said,
        routing,
        own_desk,
    };
    let mut made = reports(app, &making, ask.now, ask.dice.as_mut())?;
    if contact.then != Then::Hand {
        made.truncate(1);
    }
    let service = match contact.service {
        Some(id) => app
            .store
            .get::<DirectoryEntry>(&scope, &id.to_string())
            .await?
            .map(|entry| entry.name().to_owned()),
        None => None,
    };
    let Some(first) = made.first_mut() else {
        return Err(Refusal::Broken("a contact has no desk".to_owned()));
    };
    finish(first, ask, contact.then, &advice, service);
    let id = first.id;
    // Keep
    let mut tx = app.store.begin().await?;
    for report in &made {
        let words = format!("Logged, for the desk: {}", report.desk.label());
        let entry = ask.entry(Deed::Created, Verb::LogContact, words);
        tx.create(report, entry).await?;
    }
    tx.finish().await?;
    // Tell
    Ok(id)
}

/// Which desk the reader's agency is.
fn own(settings: &AreaSettings, ask: &Ask) -> Desk {
    let agency = &ask.actor.agency;
    let answers_doors = settings
        .support
        .front_doors
        .iter()
        .any(|door| door.agency == *agency);
    if answers_doors {
        Desk::Support
    } else if settings.marac.coordinator_agency == *agency {
        Desk::Marac
    } else {
        Desk::Mash
    }
}

fn finish(report: &mut DoorReport, ask: &Ask, then: Then, advice: &str, service: Option<String>) {
    report.wish = advice.to_owned();
    if let Some(service) = service {
        report.signposted.push(Signposted {
            service,
            by: ask.doer(),
            at: ask.now,
        });
    }
    if then != Then::Hand {
        report.taken = Some(Taken {
            by: ask.doer(),
            at: ask.now,
        });
    }
    if then == Then::AdviceOnly {
        // Nobody is to be rung, so nothing is promised.
        report.first_contact = None;
        report.ended = Some(Ended {
            how: EndKind::AdviceOnly,
            words: advice.to_owned(),
            by: ask.doer(),
            at: ask.now,
        });
    }
}
