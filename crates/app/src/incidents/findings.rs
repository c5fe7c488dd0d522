//! What the record holds on the two people of an incident, and which checks the area asks for (R67–R73).

use std::collections::BTreeSet;

use hawthorn_domain::incidents::screening::{History, ScreeningCheck};
use hawthorn_domain::incidents::{Incident, PartyRole};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_linkage::normal::text::fold;
use hawthorn_store::Stored;
use hawthorn_store::people::Suggestion;

use crate::people::open_person::people_by_id;
use crate::people::review_suggestion::open_about;
use crate::platform::refusal::Told;
use crate::platform::service::App;

pub mod checks;

/// The most incidents of two people that are read; more is told as such.
const MOST_READ: u64 = 200;

/// What the record holds on the two people of an incident besides the incident
/// itself, as far as the reader may know it.
#[derive(Debug, Clone, Default)]
pub struct Past {
    /// The records that stand for the victim.
    pub victim: Vec<PersonId>,
    /// The records that stand for the person causing harm.
    pub causing_harm: Vec<PersonId>,
    /// Every other incident of either, newest first.
    pub others: Vec<Stored<Incident>>,
    /// Records that may be the same people, not yet answered.
    pub(crate) open: Vec<Stored<Suggestion>>,
    /// Under how many spellings.
    pub spellings: usize,
}

/// The checks that must be done before a decision, by the area's settings (R73).
pub fn required(settings: &AreaSettings) -> Vec<ScreeningCheck> {
    settings.screening.checks.clone()
}

/// Reads what is known of the two people of an incident, following every record
/// that people have confirmed to be theirs.
pub(crate) async fn past(app: &App, scope: &Scope, incident: &Incident) -> Told<Past> {
    let victim = group(app, incident, PartyRole::Victim).await?;
    let causing_harm = group(app, incident, PartyRole::PersonCausingHarm).await?;
    let both: Vec<PersonId> = victim.iter().chain(&causing_harm).copied().collect();
    let mut others = app.store.incidents_of(scope, &both, MOST_READ).await?;
    others.retain(|other| other.id != incident.id);
    let mut spellings: BTreeSet<String> = incident
        .parties
        .iter()
        .filter(|party| both.contains(&party.person))
        .map(|party| fold(&party.name_as_reported))
        .collect();
    for person in people_by_id(app, scope, both.iter().copied())
        .await?
        .values()
    {
        spellings.extend(person.names.iter().map(|name| fold(&name.shown())));
    }
    spellings.remove("");
    let open = open_about(app, scope, &both).await?;
    Ok(Past {
        victim,
        causing_harm,
        others,
        open,
        spellings: spellings.len(),
    })
}

async fn group(app: &App, incident: &Incident, role: PartyRole) -> Told<Vec<PersonId>> {
    match incident.party(role) {
        Some(party) => Ok(app.store.same_person(party.person).await?),
        None => Ok(Vec::new()),
    }
}

impl Past {
    /// What may be kept with an incident. Its readers may know less than the
    /// officer who screens it, so an open incident keeps nothing of restricted ones (R218).
    pub(crate) fn kept_with(mut self, incident: &Incident) -> Self {
        if !incident.restriction.is_restricted() {
            self.others
                .retain(|other| !other.restriction.is_restricted());
            self.open
                .retain(|suggestion| !suggestion.restriction.is_restricted());
        }
        self
    }

    /// Whether both people have a part in it as victim or as person causing harm,
    /// whichever way round (R44).
    pub fn is_of_pair(&self, other: &Incident) -> bool {
        let main = |group: &[PersonId]| {
            other.parties.iter().any(|party| {
                matches!(party.role, PartyRole::Victim | PartyRole::PersonCausingHarm)
                    && group.contains(&party.person)
            })
        };
        main(&self.victim) && main(&self.causing_harm)
    }

    /// Whether this person's records have a part in it.
    pub fn is_of(group: &[PersonId], other: &Incident) -> bool {
        other
            .parties
            .iter()
            .any(|party| group.contains(&party.person))
    }

    pub(crate) fn has_role(group: &[PersonId], other: &Incident, role: PartyRole) -> bool {
        other
            .parties
            .iter()
            .any(|party| party.role == role && group.contains(&party.person))
    }

    /// The other incidents that came before this one.
    pub(crate) fn earlier<'a>(
        &'a self,
        incident: &'a Incident,
    ) -> impl Iterator<Item = &'a Incident> {
        self.others
            .iter()
            .map(|other| &other.value)
            .filter(|other| is_earlier(other, incident))
    }

    /// The facts that the proposal needs (R69, R70, R259).
    pub fn history(&self, incident: &Incident) -> History {
        let apart = || {
            self.earlier(incident)
                .filter(|other| !self.is_of_pair(other))
        };
        History {
            same_pair: self
                .earlier(incident)
                .filter(|other| self.is_of_pair(other))
                .count(),
            victim_other: apart()
                .filter(|other| Past::has_role(&self.victim, other, PartyRole::Victim))
                .count(),
            harm_to_others: apart()
                .filter(|other| {
                    Past::has_role(&self.causing_harm, other, PartyRole::PersonCausingHarm)
                })
                .count(),
            open_suggestions: self.open.len(),
        }
    }
}

/// Whether one incident was reported before another.
pub(crate) fn is_earlier(other: &Incident, than: &Incident) -> bool {
    (other.counts_from(), other.id) < (than.counts_from(), than.id)
}
