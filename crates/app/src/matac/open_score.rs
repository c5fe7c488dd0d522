//! The score of a person today with its parts, their nominations, and whom a right to know should be thought of for (F46, F47, R252, R259).

use hawthorn_domain::matac::disclosure::{SchemeRequest, new_partners};
use hawthorn_domain::matac::nomination::NominationState;
use hawthorn_domain::matac::score::{Score, is_serial, score};
use hawthorn_domain::people::Person;
use hawthorn_domain::platform::ids::{NominationId, PersonId};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use jiff::{Timestamp, civil::Date};

use super::found;
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// A nomination in a list.
#[derive(Debug, Clone)]
pub struct NominationLine {
    /// The nomination.
    pub id: NominationId,
    /// When.
    pub at: Timestamp,
    /// Where it stands.
    pub state: NominationState,
    /// The score then.
    pub score: u32,
}

/// A request under the disclosure scheme: where it stands, by whom and when, and nothing else.
#[derive(Debug, Clone)]
pub struct DisclosureLine {
    /// The request.
    pub disclosure: SchemeRequest,
    /// The partner by name.
    pub partner: String,
    /// The day by which it should be done.
    pub due: Option<Date>,
}

/// A person's page at MATAC.
#[derive(Debug, Clone)]
pub struct ScorePage {
    /// The person.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// The score today.
    pub score: Score,
    /// From which score the area looks at somebody.
    pub look_from: u32,
    /// Whether the record shows harm to several victims.
    pub serial: bool,
    /// Their nominations, the newest first.
    pub nominations: Vec<NominationLine>,
    /// New partners for whom no request has been made: the record and the name.
    pub new_partners: Vec<(PersonId, String)>,
    /// Requests under the disclosure scheme.
    pub disclosures: Vec<DisclosureLine>,
    /// Whether the reader may nominate.
    pub may_nominate: bool,
    /// Whether the reader may record a request under the disclosure scheme.
    pub may_disclose: bool,
}

/// Opens the page.
///
/// # Errors
/// When the person is not there for this reader, or they do not sit at MATAC.
pub async fn open_score(app: &App, ask: &mut Ask, id: PersonId) -> Told<ScorePage> {
    // Load
    let scope = ask.scope(app)?;
    // Allow
    let read = found::person(app, ask, id, Verb::ViewMatac).await?;
    // Decide
    let weights = ask.settings(app)?.matac;
    let today = ask.today();
    let incidents = found::harm(app, &scope, id).await?;
    let group = app.store.same_person(id).await?;
    let disclosures = app.store.scheme_requests_about(&scope, &group).await?;
    let thought_of: Vec<PersonId> = disclosures.iter().map(|one| one.partner).collect();
    let asked_for = app.store.same_people(thought_of.iter().copied()).await?;
    let covered = asked_for.members(thought_of);
    let mut new = new_partners(&incidents, weights.serial_months, today);
    new.retain(|partner| !covered.contains(partner));
    let wide = found::wide(&scope);
    let mut partners = Vec::new();
    for partner in new {
        let read = app.store.get::<Person>(&wide, &partner.to_string()).await?;
        partners.extend(read.map(|person| (partner, person.shown_name())));
    }
    let mut lines = Vec::new();
    for one in disclosures {
        let partner = one.partner.to_string();
        let read = app.store.get::<Person>(&wide, &partner).await?;
        lines.extend(read.map(|person| DisclosureLine {
            partner: person.shown_name(),
            due: one.due(),
            disclosure: one.value,
        }));
    }
    let nominations = app.store.nominations_of(&scope, &group).await?;
    let thing = Thing::record(&read.area, &read.restriction);
    // Keep
    let words = "Looked at the score of harm";
    ask.looked(app, Verb::ViewMatac, "person", &id.to_string(), words)
        .await?;
    // Tell
    Ok(ScorePage {
        person: id,
        name: read.shown_name(),
        score: score(&incidents, &weights, today),
        look_from: u32::from(weights.look_from),
        serial: is_serial(&incidents, weights.serial_months, today),
        nominations: nominations
            .iter()
            .map(|one| NominationLine {
                id: one.id,
                at: one.at,
                state: one.state(),
                score: one.score.total(),
            })
            .collect(),
        new_partners: partners,
        disclosures: lines,
        may_nominate: ask.may(app, Verb::NominateToMatac, &thing),
        may_disclose: ask.may(app, Verb::RecordDisclosure, &thing),
    })
}
