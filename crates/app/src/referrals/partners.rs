//! The list of partners' referrals, and one of them with what the record holds for its checks (R102–R106).

use hawthorn_domain::incidents::Incident;
use hawthorn_domain::incidents::screening::{self, ScreeningCheck};
use hawthorn_domain::people::Person;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::{PartnerReferralId, PersonId};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::referrals::PartnerReferral;
use hawthorn_domain::referrals::consultation::Signpost;
use hawthorn_domain::referrals::partner::{DashDone, PartnerFacts, PartnerOutcome, propose};
use hawthorn_store::referrals::partner::PartnerList;
use hawthorn_store::{Document, Stored};

use crate::incidents::worklist::listed;
use crate::mash::RESTRICTED_PERSON;
use crate::people::candidates::{MayBe, may_be};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// The most rows of each part of the list.
const MOST: u64 = 200;

/// The lists of partners' referrals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partners {
    /// Waiting for checks and decision, the oldest first.
    pub to_screen: Vec<PartnerReferral>,
    /// Flagged to police and not taken up, the oldest first.
    pub for_police: Vec<PartnerReferral>,
    /// Decided, the newest first.
    pub done: Vec<PartnerReferral>,
    /// Whether the reader may receive one.
    pub may_receive: bool,
}

/// Lists partners' referrals.
///
/// # Errors
/// When the role may not see them.
pub async fn list_partners(app: &App, ask: &mut Ask) -> Told<Partners> {
    let scope = ask.scope(app)?;
    let of_area = Thing::of_area(ask.area());
    ask.allow(app, Verb::ViewPartner, &of_area).await?;
    let mut lists = Vec::new();
    for which in [
        PartnerList::ToScreen,
        PartnerList::ForPolice,
        PartnerList::Done,
    ] {
        let found = app.store.partner_referrals(&scope, which, MOST).await?;
        lists.push(found.into_iter().map(|read| read.value).collect::<Vec<_>>());
    }
    listed(
        app,
        ask,
        Verb::ViewPartner,
        "Looked through partners’ referrals",
    )
    .await?;
    let mut lists = lists.into_iter();
    let mut next = || lists.next().unwrap_or_default();
    Ok(Partners {
        to_screen: next(),
        for_police: next(),
        done: next(),
        may_receive: ask.may(app, Verb::ReceivePartner, &of_area),
    })
}

/// A partner's referral within the reader's scope, with the thing that the policies
/// are asked about; what belongs to an incident is there as far as the incident is.
pub(crate) async fn found(
    app: &App,
    scope: &Scope,
    id: PartnerReferralId,
) -> Told<(Stored<PartnerReferral>, Thing, Option<Stored<Incident>>)> {
    let read = app
        .store
        .get::<PartnerReferral>(scope, &id.to_string())
        .await?
        .ok_or(Refusal::NotFound)?;
    let Some(incident) = read.incident else {
        let thing = Thing::record(&read.area, &read.restriction);
        return Ok((read, thing, None));
    };
    let incident = app
        .store
        .get::<Incident>(scope, &incident.to_string())
        .await?
        .ok_or(Refusal::NotFound)?;
    let thing = Thing::record(&read.area, &incident.restriction);
    Ok((read, thing, Some(incident)))
}

/// A person as this reader may know them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedParty {
    /// Their part in words.
    pub role: &'static str,
    /// The name shown.
    pub name: String,
    /// The page of their record, where it is open.
    pub href: Option<String>,
    /// Date of birth in words.
    pub born: String,
}

/// What the pages of a partner's referral show.
#[derive(Debug, Clone)]
pub struct PartnerView {
    /// The referral.
    pub referral: PartnerReferral,
    /// The people.
    pub people: Vec<NamedParty>,
    /// What the record holds on earlier incidents, in words (R104).
    pub earlier: String,
    /// Who its people may be.
    pub may_be: Vec<MayBe>,
    /// Where the rules point to, and why.
    pub proposed: (PartnerOutcome, Vec<String>),
    /// Services that somebody was pointed to.
    pub signposts: Vec<Signpost>,
    /// The acts that fit and that the reader may do.
    pub may: Vec<Verb>,
    /// Whether the police desk's own screening has been done (R107).
    pub desk: Option<&'static str>,
}

impl PartnerView {
    /// Whether the reader may do this now.
    pub fn may(&self, verb: Verb) -> bool {
        self.may.contains(&verb)
    }
}

/// Opens a partner's referral.
///
/// # Errors
/// When it is not there for the reader, or the role may not see it.
pub async fn open_partner(app: &App, ask: &mut Ask, id: PartnerReferralId) -> Told<PartnerView> {
    // Load
    let scope = ask.scope(app)?;
    let (read, thing, incident) = found(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::ViewPartner, &thing).await?;
    // Decide
    let facts = facts(app, &scope, &read, incident.as_ref()).await?;
    let people = people(app, ask, &scope, &read).await?;
    let ids: Vec<PersonId> = read.parties.iter().map(|party| party.person).collect();
    let may_be = may_be(app, ask, &scope, &ids).await?;
    let signposts = app.store.signposts_of(&scope, &id.to_string()).await?;
    let other_force = read.police.other_force.is_some();
    let may = [
        (Verb::ScreenPartner, read.is_open() || other_force),
        (
            Verb::TakePoliceFlag,
            !other_force && read.police.taken.is_none(),
        ),
        (Verb::RecordSignpost, true),
    ]
    .into_iter()
    .filter(|(verb, fits)| *fits && ask.may(app, *verb, &thing))
    .map(|(verb, _)| verb)
    .collect();
    // Keep
    let words = "Looked at a partner’s referral";
    ask.looked(
        app,
        Verb::ViewPartner,
        PartnerReferral::TABLE,
        &id.to_string(),
        words,
    )
    .await?;
    // Tell
    Ok(PartnerView {
        people,
        earlier: earlier_words(&facts, may_be.len()),
        may_be,
        proposed: propose(facts),
        signposts: signposts.into_iter().map(|read| read.value).collect(),
        may,
        desk: incident.map(|incident| screening::queue(&incident).label()),
        referral: read.value,
    })
}

fn earlier_words(facts: &PartnerFacts, may_be: usize) -> String {
    match facts.earlier {
        // Under another record there may be more, and nobody has said yet whether it is the same person.
        0 if may_be > 0 => "Hawthorn holds no earlier incident under these records. Answer who they may be first: what is held under another record counts once it is said to be the same person.".to_owned(),
        0 => "Hawthorn holds no earlier incident of these people that is open to you.".to_owned(),
        number => format!(
            "Hawthorn holds {} of these people.",
            hawthorn_domain::platform::words::count(
                number as i64,
                "earlier incident",
                "earlier incidents"
            )
        ),
    }
}

/// What the rule needs, read from the record within the reader's scope (R103, R104, C12).
pub(crate) async fn facts(
    app: &App,
    scope: &Scope,
    referral: &PartnerReferral,
    incident: Option<&Stored<Incident>>,
) -> Told<PartnerFacts> {
    let mut records = Vec::new();
    for party in &referral.parties {
        records.extend(app.store.same_person(party.person).await?);
    }
    let mut earlier = app.store.incidents_of(scope, &records, MOST).await?;
    earlier.retain(|other| {
        Some(other.id) != referral.incident && other.counts_from() < referral.received_at
    });
    let at_risk = incident.is_some_and(|incident| {
        incident.pregnant == Some(true)
            || incident
                .flags
                .iter()
                .any(|flag| flag.is_adult_vulnerability())
    });
    let settings = app.settings(&referral.area, referral.received_at)?;
    Ok(PartnerFacts {
        level: incident.map_or(referral.level, |incident| incident.level()),
        form_done: referral.dash.done == DashDone::Yes || form_found(incident),
        vulnerable: referral.has_child() || at_risk,
        earlier: earlier.len(),
        earlier_bars: settings.close.hub_require_no_previous,
    })
}

/// Whether the police desk has looked at a form since.
fn form_found(incident: Option<&Stored<Incident>>) -> bool {
    incident.is_some_and(|incident| {
        incident.score.is_some()
            && incident
                .screening
                .checks
                .contains_key(&ScreeningCheck::FormQuality)
    })
}

async fn people(
    app: &App,
    ask: &Ask,
    scope: &Scope,
    referral: &PartnerReferral,
) -> Told<Vec<NamedParty>> {
    let ids: Vec<String> = referral
        .parties
        .iter()
        .map(|party| party.person.to_string())
        .collect();
    let known = app.store.get_many::<Person>(scope, &ids).await?;
    Ok(referral
        .parties
        .iter()
        .map(|party| {
            let person = known.iter().find(|person| person.id == party.person);
            let open = person.is_some_and(|person| {
                let thing = Thing::record(&person.area, &person.restriction);
                ask.may(app, Verb::ViewPerson, &thing)
            });
            NamedParty {
                role: party.role.label(),
                name: person.map_or_else(
                    || RESTRICTED_PERSON.to_owned(),
                    |person| person.shown_name(),
                ),
                href: open.then(|| format!("/people/{}", party.person)),
                born: person.map_or_else(String::new, |person| person.born().after_a_name()),
            }
        })
        .collect())
}
