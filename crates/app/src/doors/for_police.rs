//! What came in by a door as a partner's referral that is flagged to police, so that nothing is typed twice (C18). It is shown to be checked, and sent like any other.

use hawthorn_domain::doors::report::Described;
use hawthorn_domain::doors::{Agreed, DoorReport};
use hawthorn_domain::incidents::Consent;
use hawthorn_domain::people::Born;
use hawthorn_domain::platform::ids::DoorReportId;
use hawthorn_domain::referrals::partner::{Door, Referrer};

use super::open_door::open_door;
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;
use crate::referrals::receive_partner::{NewPartnerReferral, NewPerson};

/// Opens a report as a partner's referral to check and send. No number goes over: each is opened by itself.
///
/// # Errors
/// When the report is not there for the reader.
pub async fn for_police(app: &App, ask: &mut Ask, id: DoorReportId) -> Told<NewPartnerReferral> {
    let opened = open_door(app, ask, id).await?;
    Ok(referral(&opened.report, &opened.agency))
}

fn referral(report: &DoorReport, agency: &str) -> NewPartnerReferral {
    let by = report.referrer.clone().unwrap_or_default();
    let mut worry = report.happening.clone();
    if !report.children.is_empty() {
        worry = format!("{worry}\n\nChildren: {}", report.children);
    }
    let contact = first_of([
        by.phone,
        by.email,
        format!("By {agency}, {}", report.id.short()),
    ]);
    NewPartnerReferral {
        door: Door::Telephone,
        referrer: Referrer {
            name: first_of([by.name, "Whoever rang".to_owned()]),
            role: by.job,
            organisation: first_of([by.organisation, agency.to_owned()]),
            agency: None,
            contact,
        },
        worry,
        urgent: true,
        consent: report
            .concern
            .agreed
            .map_or(Consent::NotAsked, Agreed::consent),
        victim: person(&report.person),
        person_causing_harm: person(&report.other),
        relationship: report.concern.connection.label().to_owned(),
        address: report.person.known_by.clone(),
        flags: report.concern.flags.clone(),
        ..NewPartnerReferral::default()
    }
}

/// The first text that is not empty.
fn first_of<const N: usize>(texts: [String; N]) -> String {
    let mut texts = texts.into_iter();
    texts.find(|text| !text.is_empty()).unwrap_or_default()
}

fn person(described: &Described) -> NewPerson {
    let (given, family) = described.halves();
    NewPerson {
        given: given.to_owned(),
        family: family.to_owned(),
        born: match described.born {
            Born::Unknown => String::new(),
            Born::On { date } => date.strftime("%d %m %Y").to_string(),
            Born::InMonth { year, .. } | Born::In { year } => year.to_string(),
            Born::Aged { years, .. } => years.to_string(),
        },
        ..NewPerson::default()
    }
}
