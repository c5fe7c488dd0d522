//! Opens an incident: what was reported, what is known, and what is to be done, on one page (R64–R91).

use std::collections::BTreeMap;

use hawthorn_domain::incidents::child_protocol::{ChildProtocol, child_protocol};
use hawthorn_domain::incidents::screening::{
    self, CheckDone, Proposal, Queue, ScreeningCheck, ScreeningOutcome,
};
use hawthorn_domain::incidents::{Incident, Party, PartyRole};
use hawthorn_domain::people::contact::Standing;
use hawthorn_domain::people::{Born, Person};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::deadline::ClockState;
use hawthorn_domain::platform::ids::{IncidentId, PersonId, ReferralId, SuggestionId};
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::risk::RiskLevel;
use hawthorn_domain::risk::grading::{self, LevelChange};
use hawthorn_store::Stored;
use jiff::Timestamp;

use super::claim::load;
use super::findings::{self, Past, checks};
use super::standing::{Held, WeekEnd, held, week_end};
use super::worklist::RESTRICTED;
use crate::marac::flags::{FlagShown, flag_of_pair, pair_of};
use crate::people::open_person::people_by_id;
use crate::people::reach::standings;
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// A person of the incident as this reader may see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyView {
    /// Their record; none when it is not for this reader.
    pub person: Option<PersonId>,
    /// Their part.
    pub role: PartyRole,
    /// The name to show, or “Restricted person”.
    pub name: String,
    /// The name as the report gave it; empty when masked.
    pub name_as_reported: String,
    /// The date of birth to rely on.
    pub born: Born,
    /// The age today in whole years, when known.
    pub age: Option<i16>,
    /// What they are to the victim, in the report's words; empty when masked.
    pub relationship: String,
    /// The language they need.
    pub language: Option<String>,
    /// How it stands with reaching them.
    pub safe_contact: Standing,
}

/// One of the six checks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckView {
    /// Which check.
    pub check: ScreeningCheck,
    /// Whether the area asks for it before a decision.
    pub required: bool,
    /// What the system can prove now, and what it searched.
    pub found: String,
    /// Whether that calls for a closer look.
    pub look: bool,
    /// The check as done, once it is.
    pub done: Option<CheckDone>,
}

/// Another incident of the victim, of the person causing harm, or of both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// Which incident.
    pub id: IncidentId,
    /// The source's reference.
    pub reference: String,
    /// When it was reported.
    pub reported_at: Timestamp,
    /// The level in force.
    pub level: RiskLevel,
    /// The decision, once made.
    pub outcome: Option<ScreeningOutcome>,
    /// Its victim, as far as this reader may know.
    pub victim: Option<String>,
    /// Its person causing harm, as far as this reader may know.
    pub person_causing_harm: Option<String>,
    /// Whether this incident's victim has a part in it.
    pub of_victim: bool,
    /// Whether this incident's person causing harm has a part in it.
    pub of_person_causing_harm: bool,
    /// Whether it is between the same two people, whichever way round (R44).
    pub of_pair: bool,
    /// Whether it was reported before this one.
    pub earlier: bool,
}

/// Which buttons to show. The verbs behind them ask again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowed {
    /// Take it.
    pub claim: bool,
    /// Give it back.
    pub release: bool,
    /// Record a check.
    pub record_check: bool,
    /// Propose another level.
    pub propose_level: bool,
    /// Answer the level that waits.
    pub answer_level: bool,
    /// Decide.
    pub decide: bool,
    /// Decide to refer.
    pub refer: bool,
    /// Answer possible duplicates.
    pub review_suggestions: bool,
    /// Say which kinds of abuse were reported.
    pub say_kinds: bool,
    /// Read who did what.
    pub view_history: bool,
}

/// Everything on the workspace of one incident.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// The report with its screening and its changes of level. Its parties are for
    /// [`Workspace::parties`] to show, so this copy holds none.
    pub incident: Incident,
    /// The version to send back with a save, so that a late one is refused.
    pub version: i64,
    /// The level in force.
    pub level: RiskLevel,
    /// The people involved, in the report's order.
    pub parties: Vec<PartyView>,
    /// The six checks.
    pub checks: Vec<CheckView>,
    /// Other incidents of these people, newest first.
    pub others: Vec<Other>,
    /// Possible duplicates of the two people, not yet answered.
    pub open_suggestions: Vec<SuggestionId>,
    /// What the rules point to, with the facts; none once decided.
    pub proposal: Option<Proposal>,
    /// Where it stands.
    pub queue: Queue,
    /// How its clock stands (R79).
    pub clock: ClockState,
    /// The second measure, where the area shows it (C15).
    pub week_end: Option<WeekEnd>,
    /// Who has it now.
    pub held: Option<Held>,
    /// The change of level that waits.
    pub level_waiting: Option<LevelChange>,
    /// The MASH referral that came from it, when there is one that this reader may open.
    pub referral: Option<ReferralId>,
    /// The flag that the pair carries after a MARAC referral (F21).
    pub flag: Option<FlagShown>,
    /// What the area has settled for children at the address; none when no child is named (R212).
    pub child_protocol: Option<ChildProtocol>,
    /// The name of the agency that it was told to; none when it came on a police sheet.
    pub told_to: Option<String>,
    /// Which buttons to show.
    pub allowed: Allowed,
}

/// Opens an incident and keeps that it was opened (R339).
///
/// # Errors
/// When it does not exist for this reader, or the reader may not open incidents.
pub async fn open_incident(app: &App, ask: &mut Ask, id: IncidentId) -> Told<Workspace> {
    // Load
    let scope = ask.scope(app)?;
    let read = load(app, ask, id).await?;
    let settings = app.settings(&read.area, read.received_at)?;
    // Allow
    let thing = Thing::record(&read.area, &read.restriction);
    ask.allow(app, Verb::ViewIncident, &thing).await?;
    // Decide
    let past = findings::past(app, &scope, &read).await?;
    let ids: Vec<PersonId> = past
        .others
        .iter()
        .map(|other| &other.value)
        .chain([&read.value])
        .flat_map(|incident| incident.parties.iter().map(|party| party.person))
        .collect();
    let people = people_by_id(app, &scope, ids).await?;
    let own = |party: &Party| people.get(&party.person);
    let own: Vec<&Stored<Person>> = read.parties.iter().filter_map(own).collect();
    let standings = standings(app, ask, &scope, &own).await?;
    let proposal = read.screening.decision.is_none().then(|| {
        screening::propose(
            &read,
            &past.history(&read),
            settings.close.desk_require_no_previous,
        )
    });
    let workspace = Workspace {
        version: read.version,
        level: read.level(),
        parties: read
            .parties
            .iter()
            .map(|party| party_view(party, &people, &standings, ask))
            .collect(),
        checks: check_views(&read, settings, &past),
        others: past
            .others
            .iter()
            .map(|other| other_view(other, &read, &past, &people))
            .collect(),
        open_suggestions: past.open.iter().map(|suggestion| suggestion.id).collect(),
        proposal,
        queue: screening::queue(&read),
        clock: read.screening.clock.state(ask.now),
        week_end: week_end(app, ask, &read)?,
        held: held(&read, ask),
        level_waiting: grading::waiting(&read.level_changes).cloned(),
        referral: referral(app, ask, &scope, id).await?,
        flag: flag(app, ask, &read).await?,
        child_protocol: (read.children().count() > 0).then(|| child_protocol(settings)),
        told_to: told_to(settings, &read),
        allowed: allowed(app, ask, &read, &thing),
        incident: without_people(&read),
    };
    // Keep
    ask.looked(
        app,
        Verb::ViewIncident,
        "incident",
        &id.to_string(),
        "Opened the incident",
    )
    .await?;
    // Tell
    Ok(workspace)
}

/// The incident for the page, whose people are shown as the reader may see them.
fn without_people(incident: &Incident) -> Incident {
    Incident {
        parties: Vec::new(),
        ..incident.clone()
    }
}

/// The flag that the pair of an incident carries.
async fn flag(app: &App, ask: &Ask, incident: &Incident) -> Told<Option<FlagShown>> {
    match pair_of(incident) {
        Some((victim, other)) => flag_of_pair(app, ask, victim, other).await,
        None => Ok(None),
    }
}

/// The name of the agency that an incident was told to.
fn told_to(settings: &AreaSettings, incident: &Incident) -> Option<String> {
    let code = incident.told_to.as_ref()?;
    let agency = settings.agency(code.as_str());
    Some(agency.map_or_else(|| code.to_string(), |agency| agency.name.clone()))
}

/// The six checks, each with what the system found and who has done it.
fn check_views(incident: &Incident, settings: &AreaSettings, past: &Past) -> Vec<CheckView> {
    let must = findings::required(settings);
    ScreeningCheck::ALL
        .iter()
        .map(|check| {
            let found = checks::found(*check, incident, settings, past);
            CheckView {
                check: *check,
                required: must.contains(check),
                found: found.words,
                look: found.look,
                done: incident.screening.checks.get(check).cloned(),
            }
        })
        .collect()
}

fn party_view(
    party: &Party,
    people: &BTreeMap<PersonId, Stored<Person>>,
    standings: &BTreeMap<PersonId, Standing>,
    ask: &Ask,
) -> PartyView {
    let Some(person) = people.get(&party.person) else {
        return PartyView {
            person: None,
            role: party.role,
            name: RESTRICTED.to_owned(),
            name_as_reported: String::new(),
            born: Born::Unknown,
            age: None,
            relationship: String::new(),
            language: None,
            safe_contact: Standing::NotKnown,
        };
    };
    PartyView {
        person: Some(party.person),
        role: party.role,
        name: person.shown_name(),
        name_as_reported: party.name_as_reported.clone(),
        born: person.born(),
        age: person.born().lowest_age_on(ask.today()),
        relationship: party.relationship.clone(),
        language: person.language.clone(),
        safe_contact: standings.get(&person.id).cloned().unwrap_or_default(),
    }
}

fn other_view(
    other: &Incident,
    this: &Incident,
    past: &Past,
    people: &BTreeMap<PersonId, Stored<Person>>,
) -> Other {
    let name = |party: Option<&Party>| {
        party.map(|party| {
            people
                .get(&party.person)
                .map_or_else(|| RESTRICTED.to_owned(), |person| person.shown_name())
        })
    };
    Other {
        id: other.id,
        reference: other.reference.clone(),
        reported_at: other.reported_at,
        level: other.level(),
        outcome: other
            .screening
            .decision
            .as_ref()
            .map(|decision| decision.outcome),
        victim: name(other.victim()),
        person_causing_harm: name(other.person_causing_harm()),
        of_victim: Past::is_of(&past.victim, other),
        of_person_causing_harm: Past::is_of(&past.causing_harm, other),
        of_pair: past.is_of_pair(other),
        earlier: findings::is_earlier(other, this),
    }
}

async fn referral(app: &App, ask: &Ask, scope: &Scope, id: IncidentId) -> Told<Option<ReferralId>> {
    let found = app.store.referral_of(scope, id).await?;
    Ok(found
        .filter(|referral| {
            ask.may(
                app,
                Verb::ViewReferral,
                &Thing::record(&referral.area, &referral.restriction),
            )
        })
        .map(|referral| referral.id))
}

fn allowed(app: &App, ask: &Ask, incident: &Incident, thing: &Thing) -> Allowed {
    let open = incident.screening.decision.is_none();
    let hold = held(incident, ask);
    let free = open && hold.as_ref().is_none_or(|hold| hold.mine);
    let waiting = grading::waiting(&incident.level_changes);
    let answers = waiting
        .and_then(|change| change.proposed_by.account)
        .is_some_and(|proposer| {
            ask.may(
                app,
                Verb::AuthoriseLevel,
                &thing.clone().proposed_by(proposer),
            )
        });
    let decide = free && waiting.is_none() && ask.may(app, Verb::DecideScreening, thing);
    Allowed {
        claim: free && ask.may(app, Verb::ClaimIncident, thing),
        release: open && hold.is_some_and(|hold| hold.mine),
        record_check: free && ask.may(app, Verb::RecordCheck, thing),
        propose_level: free && waiting.is_none() && ask.may(app, Verb::ProposeLevel, thing),
        answer_level: answers,
        decide,
        refer: decide && ask.may(app, Verb::MakeReferral, thing),
        review_suggestions: ask.may(app, Verb::ReviewSuggestion, thing),
        say_kinds: ask.may(app, Verb::RecordCheck, thing),
        view_history: ask.may(app, Verb::ViewHistory, thing),
    }
}
