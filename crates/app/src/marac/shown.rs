//! What a reader is shown of people, referrals and actions, with everything restricted masked (R213–R218).

use std::collections::BTreeMap;

use hawthorn_domain::marac::meeting::MeetingState;
use hawthorn_domain::marac::referral::{MaracState, Research};
use hawthorn_domain::marac::{MaracReferral, Meeting};
use hawthorn_domain::people::contact::Standing;
use hawthorn_domain::people::{Born, Person};
use hawthorn_domain::platform::actor::{AgencyCode, Scope};
use hawthorn_domain::platform::ids::{MaracReferralId, MeetingId, PersonId};
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use hawthorn_store::{Document, Stored};
use jiff::{Timestamp, civil::Date};

use super::found::opened;
use crate::people::reach::standings;
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;
use crate::risk::orders::strip_words;

/// Stands for a person whom the reader may not see.
pub const RESTRICTED_PERSON: &str = "Restricted person";
/// Stands for a referral that the reader may not open.
pub const RESTRICTED_ITEM: &str = "Restricted item";

/// A person as this reader may see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The record, unless it is held from this reader.
    pub person: Option<PersonId>,
    /// The name to show.
    pub name: String,
    /// Initials, for screens and papers that a room can see.
    pub initials: String,
    /// What is known of the date of birth.
    pub born: Born,
    /// How it stands with reaching them; read for the pages of one case only.
    pub safe_contact: Standing,
    /// Protective orders that matter today, in words; read for the pages of one case only (F53).
    pub orders: Vec<String>,
}

/// What is shown of a referral in a list or on an agenda.
#[derive(Debug, Clone)]
pub struct PairLine {
    /// The victim.
    pub victim: Named,
    /// The person causing harm.
    pub perpetrator: Named,
    /// The children.
    pub children: Vec<Named>,
    /// When it was referred.
    pub referred_at: Timestamp,
    /// The agency that referred.
    pub referrer: String,
    /// The criteria met when it was referred: their labels and why.
    pub met: Vec<(String, String)>,
    /// Where it stands.
    pub state: MaracState,
    /// Whether it is held closely, for a mark on the page.
    pub restricted: bool,
    /// Moved here from an area, or to one, for a mark on the agenda (F29).
    pub moved: Option<String>,
}

/// One referral in a list: with its pair, or masked for a coordinator who may
/// place it but not open it.
#[derive(Debug, Clone)]
pub struct ReferralLine {
    /// The referral.
    pub id: MaracReferralId,
    /// The pair; none when it is masked as [`RESTRICTED_ITEM`].
    pub pair: Option<PairLine>,
}

/// A meeting in a list.
#[derive(Debug, Clone)]
pub struct MeetingLine {
    /// The meeting.
    pub id: MeetingId,
    /// The venue's name.
    pub venue: String,
    /// When it starts.
    pub starts_at: Timestamp,
    /// Where it stands.
    pub state: MeetingState,
    /// Cases on its agenda that this reader is shown.
    pub cases: usize,
}

/// Several people by their records. A restricted person has a place without a name.
pub(crate) async fn people(
    app: &App,
    scope: &Scope,
    ids: &[PersonId],
) -> Told<BTreeMap<PersonId, Named>> {
    let keys: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let found = app.store.get_many::<Person>(&opened(scope), &keys).await?;
    let named = |person: &Stored<Person>| Named {
        person: Some(person.id),
        name: person.shown_name(),
        initials: person.initials(),
        born: person.born(),
        safe_contact: Standing::NotKnown,
        orders: Vec::new(),
    };
    Ok(found
        .iter()
        .map(|person| (person.id, named(person)))
        .collect())
}

/// The same for the pages of one case, which tell how it stands with reaching them.
pub(super) async fn people_of_case(
    app: &App,
    ask: &Ask,
    scope: &Scope,
    ids: &[PersonId],
) -> Told<BTreeMap<PersonId, Named>> {
    let keys: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let scope = opened(scope);
    let found = app.store.get_many::<Person>(&scope, &keys).await?;
    let each: Vec<&Stored<Person>> = found.iter().collect();
    let mut standings = standings(app, ask, &scope, &each).await?;
    let mut named = people(app, &scope, ids).await?;
    let sees_orders = ask.may_ever(app, Verb::ViewOrders);
    for (id, named) in &mut named {
        named.safe_contact = standings.remove(id).unwrap_or_default();
        if sees_orders {
            let group = app.store.same_person(*id).await?;
            named.orders = strip_words(app, &scope, &group, ask.today()).await?;
        }
    }
    Ok(named)
}

/// One of the people read before, or the words for one who is held closely.
pub(crate) fn name_of(people: &BTreeMap<PersonId, Named>, id: PersonId) -> Named {
    people.get(&id).cloned().unwrap_or_else(|| Named {
        person: None,
        name: RESTRICTED_PERSON.to_owned(),
        initials: RESTRICTED_PERSON.to_owned(),
        born: Born::Unknown,
        safe_contact: Standing::NotKnown,
        orders: Vec::new(),
    })
}

/// Several of the people read before, in their order.
pub(super) fn names_of(people: &BTreeMap<PersonId, Named>, ids: &[PersonId]) -> Vec<Named> {
    ids.iter().map(|id| name_of(people, *id)).collect()
}

/// The agency's name as the area writes it.
pub(crate) fn agency_name(settings: &AreaSettings, code: &AgencyCode) -> String {
    settings
        .agency(code.as_str())
        .map_or_else(|| code.to_string(), |agency| agency.name.clone())
}

/// Lists referrals: those in scope with their pair; others leave no trace.
pub(super) async fn lines(
    app: &App,
    scope: &Scope,
    settings: &AreaSettings,
    referrals: &[Stored<MaracReferral>],
) -> Told<Vec<ReferralLine>> {
    let everyone: Vec<PersonId> = referrals
        .iter()
        .filter(|referral| referral.seen_by(scope))
        .flat_map(|referral| {
            referral
                .children
                .iter()
                .copied()
                .chain([referral.victim, referral.perpetrator])
        })
        .collect();
    let names = people(app, scope, &everyone).await?;
    let kept = referrals.iter().filter(|referral| referral.seen_by(scope));
    Ok(kept
        .map(|referral| ReferralLine {
            id: referral.id,
            pair: referral
                .seen_by(scope)
                .then(|| pair_line(referral, &names, settings)),
        })
        .collect())
}

fn pair_line(
    referral: &MaracReferral,
    names: &BTreeMap<PersonId, Named>,
    settings: &AreaSettings,
) -> PairLine {
    let met = referral.findings.iter().filter(|finding| finding.met);
    PairLine {
        victim: name_of(names, referral.victim),
        perpetrator: name_of(names, referral.perpetrator),
        children: referral
            .children
            .iter()
            .map(|child| name_of(names, *child))
            .collect(),
        referred_at: referral.referred_at,
        referrer: referrer(referral, settings),
        met: met
            .map(|found| (found.criterion.label().to_owned(), found.why.clone()))
            .collect(),
        state: referral.state(),
        restricted: referral.restriction.is_restricted(),
        moved: moved(referral),
    }
}

fn moved(referral: &MaracReferral) -> Option<String> {
    let to = referral
        .transfers
        .last()
        .map(|sent| format!("Moved to {}", sent.paper.to_area));
    let from = referral.moved_from.as_ref();
    to.or_else(|| from.map(|area| format!("Moved here from {area}")))
}

/// The agency that referred, or the name of what did.
pub(super) fn referrer(referral: &MaracReferral, settings: &AreaSettings) -> String {
    let by = &referral.referred_by;
    by.agency
        .as_ref()
        .map_or_else(|| by.name.clone(), |agency| agency_name(settings, agency))
}

/// A meeting with its venue's name.
pub(super) fn meeting_line(
    settings: &AreaSettings,
    meeting: &Meeting,
    cases: usize,
) -> MeetingLine {
    let venue = settings.marac.venue(&meeting.venue);
    MeetingLine {
        id: meeting.id,
        venue: venue.map_or_else(|| meeting.venue.clone(), |venue| venue.name.clone()),
        starts_at: meeting.starts_at,
        state: meeting.state(),
        cases,
    }
}

/// What an agency brings now: the last thing it wrote.
pub(super) fn current_research<'a>(
    referral: &'a MaracReferral,
    agency: &AgencyCode,
) -> Option<&'a Research> {
    referral
        .research
        .iter()
        .rfind(|research| research.agency == *agency)
}

/// Children in words for an agenda: how many, and the ages that are known.
pub(super) fn children_words(children: &[Named], today: Date) -> String {
    if children.is_empty() {
        return String::new();
    }
    let count = words::count(children.len() as i64, "child", "children");
    let mut ages: Vec<i16> = children
        .iter()
        .filter_map(|child| child.born.lowest_age_on(today))
        .collect();
    if ages.is_empty() {
        return count;
    }
    ages.sort_unstable();
    let ages: Vec<String> = ages.iter().map(ToString::to_string).collect();
    format!("{count}, aged {}", ages.join(", "))
}
