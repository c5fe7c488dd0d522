//! Who belongs to a person, by what was reported and by what is recorded: partners and former ones, children, others, and who was reported to harm whom (R44, R67–R70, R259).

use std::collections::{BTreeMap, BTreeSet};

use hawthorn_domain::incidents::{Incident, PartyRole};
use hawthorn_domain::people::tie::Tie;
use hawthorn_domain::people::{Born, Person};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_linkage::normal::text::fold;
use hawthorn_store::Stored;

use super::open_person::people_by_id;
use crate::incidents::worklist::RESTRICTED;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// Somebody who belongs to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Their record; none when it is not for this reader.
    pub id: Option<PersonId>,
    /// Their name, or “Restricted person”.
    pub name: String,
    /// What is known of their date of birth.
    pub born: Born,
    /// What they are to the person, the most telling first.
    pub ties: Vec<Tie>,
    /// The ties in the words of their sources, each once.
    pub words: Vec<String>,
    /// In how many reports the two stand together.
    pub reports: usize,
}

/// Somebody while their links are gathered.
#[derive(Default)]
struct Gathered {
    ties: BTreeSet<Tie>,
    words: BTreeSet<String>,
    reports: BTreeSet<String>,
}

type Known = BTreeMap<PersonId, Stored<Person>>;

/// Everybody who belongs to the person for whom these records stand, the most telling first.
///
/// # Errors
/// When the store does not answer.
pub(crate) async fn links(
    app: &App,
    scope: &Scope,
    group: &[PersonId],
    incidents: &[Stored<Incident>],
) -> Told<Vec<Link>> {
    let own = people_by_id(app, scope, group.iter().copied()).await?;
    let parties = incidents.iter().flat_map(|incident| &incident.parties);
    let ties = own.values().flat_map(|person| &person.relationships);
    let others: BTreeSet<PersonId> = parties
        .map(|party| party.person)
        .chain(ties.map(|tie| tie.other))
        .filter(|id| !group.contains(id))
        .collect();
    let known = people_by_id(app, scope, others.iter().copied()).await?;
    let groups = app.store.same_people(others.iter().copied()).await?;
    let head = |id: PersonId| groups.of(id);
    let gathered = gathered(group, incidents, (&own, &known), &head);
    // Of several records of one person the first that the reader may know is shown.
    let mut shown: BTreeMap<PersonId, &Stored<Person>> = BTreeMap::new();
    for (id, person) in &known {
        shown.entry(head(*id)).or_insert(person);
    }
    let mut links: Vec<Link> = gathered
        .into_iter()
        .map(|(id, gathered)| link(shown.get(&id).copied(), gathered))
        .collect();
    links.sort_by(|a, b| {
        let of = |link: &Link| (link.ties.first().copied(), std::cmp::Reverse(link.reports));
        of(a).cmp(&of(b)).then_with(|| a.name.cmp(&b.name))
    });
    Ok(links)
}

/// What is told of everybody else, by the record that stands for each.
fn gathered(
    group: &[PersonId],
    incidents: &[Stored<Incident>],
    (own, known): (&Known, &Known),
    head: &impl Fn(PersonId) -> PersonId,
) -> BTreeMap<PersonId, Gathered> {
    let mut gathered: BTreeMap<PersonId, Gathered> = BTreeMap::new();
    for person in own.values() {
        for tie in person
            .relationships
            .iter()
            .filter(|tie| !group.contains(&tie.other))
        {
            let other = gathered.entry(head(tie.other)).or_default();
            other.ties.insert(Tie::of_words(&tie.is));
            other.words.insert(tie.is.clone());
        }
    }
    for (id, person) in known {
        // A tie is kept with one of the two: here it is read from the other side.
        let back = person
            .relationships
            .iter()
            .filter(|tie| group.contains(&tie.other));
        for tie in back {
            let other = gathered.entry(head(*id)).or_default();
            other.ties.insert(Tie::of_words(&tie.is).turned());
            other
                .words
                .insert(format!("this person is their {}", tie.is));
        }
    }
    for incident in incidents {
        of_report(incident, group, &mut |id, tie| {
            let other = gathered.entry(head(id)).or_default();
            other.reports.insert(incident.id.to_string());
            other.ties.insert(tie);
        });
    }
    let homes = homes(own.values());
    for (id, person) in known {
        if !homes.is_disjoint(&self::homes(std::iter::once(person))) {
            gathered
                .entry(head(*id))
                .or_default()
                .ties
                .insert(Tie::SameAddress);
        }
    }
    gathered
}

fn link(known: Option<&Stored<Person>>, mut gathered: Gathered) -> Link {
    if gathered.ties.len() > 1 {
        // Standing in one report says nothing beside a tie that is told.
        gathered.ties.remove(&Tie::SameReport);
    }
    Link {
        id: known.map(|person| person.id),
        name: known.map_or_else(|| RESTRICTED.to_owned(), |person| person.shown_name()),
        born: known.map_or(Born::Unknown, |person| person.born()),
        ties: gathered.ties.into_iter().collect(),
        words: gathered.words.into_iter().collect(),
        reports: gathered.reports.len(),
    }
}

/// What one report says of the others in it.
fn of_report(incident: &Incident, group: &[PersonId], say: &mut impl FnMut(PersonId, Tie)) {
    let has = |role: PartyRole| {
        let of_role = |party: &&hawthorn_domain::incidents::Party| party.role == role;
        incident
            .parties
            .iter()
            .filter(of_role)
            .any(|party| group.contains(&party.person))
    };
    let (harmed, causing) = (has(PartyRole::Victim), has(PartyRole::PersonCausingHarm));
    if !incident
        .parties
        .iter()
        .any(|party| group.contains(&party.person))
    {
        return;
    }
    for party in incident
        .parties
        .iter()
        .filter(|party| !group.contains(&party.person))
    {
        let tie = match party.role {
            PartyRole::PersonCausingHarm if harmed => Tie::HarmsThem,
            PartyRole::Victim if causing => Tie::HarmedByThem,
            PartyRole::Child => Tie::Child,
            _ => Tie::SameReport,
        };
        say(party.person, tie);
    }
}

/// The homes of people, as far as they may stand in a general view (R30).
fn homes<'a>(people: impl Iterator<Item = &'a Stored<Person>>) -> BTreeSet<String> {
    people
        .flat_map(|person| person.value.open_addresses())
        .filter(|home| !home.line.is_empty())
        .map(|home| fold(&format!("{} {}", home.line, home.postcode)))
        .collect()
}
