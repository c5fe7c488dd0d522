//! Refers a pair to MARAC with what the criteria say; a rule asks for a judgement and never shuts the door (R173, R177).

use hawthorn_domain::incidents::{Incident, PartyRole};
use hawthorn_domain::marac::MaracReferral;
use hawthorn_domain::marac::criteria::Finding;
use hawthorn_domain::marac::referral::may_refer;
use hawthorn_domain::people::Person;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{IncidentId, MaracReferralId, PersonId, ReferralId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::referrals::Referral;
use hawthorn_store::Stored;

use super::found::referral_refused;
use super::pair::{self, Known, Pair, representative};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::{long, short};
use crate::support::allocate::{keep_with_referral, with_referral};

/// What the referrer says.
#[derive(Debug, Clone)]
pub struct ReferToMarac {
    /// The victim.
    pub victim: PersonId,
    /// The person causing harm.
    pub perpetrator: PersonId,
    /// The incident it comes from, if one.
    pub incident: Option<IncidentId>,
    /// The MASH referral it comes from, if one.
    pub mash_referral: Option<ReferralId>,
    /// Why.
    pub reason: String,
    /// The professional judgement, if one is given.
    pub judgement: Option<String>,
    /// The area whose MARAC heard the victim before, if one did.
    pub moved_from: Option<String>,
    /// The victim's own voice (R202).
    pub victim_voice: String,
}

/// What came of it.
#[derive(Debug, Clone)]
pub struct Referred {
    /// The new referral.
    pub id: MaracReferralId,
    /// What each criterion said.
    pub findings: Vec<Finding>,
}

/// What a referral is drawn from.
struct Sources {
    people: Vec<Stored<Person>>,
    incident: Option<Stored<Incident>>,
    mash: Option<Stored<Referral>>,
}

/// Refers a pair to MARAC.
///
/// # Errors
/// When a record is not there for this reader, the pair is one person or waits
/// already, no reason is given, or no criterion holds and no judgement is given.
pub async fn refer_to_marac(app: &App, ask: &mut Ask, input: ReferToMarac) -> Told<Referred> {
    // Load
    let scope = ask.scope(app)?;
    let sources = load(app, &scope, &input).await?;
    // Allow
    let thing = Thing::record(ask.area(), &held(&sources));
    ask.allow(app, Verb::ReferToMarac, &thing).await?;
    // Decide
    let reason = long("reason", &input.reason)?;
    let victim_voice = long("victim_voice", &input.victim_voice)?;
    let asked = pair_asked(&input)?;
    let criteria = &ask.settings(app)?.marac.criteria;
    let (findings, known) = pair::findings(app, &scope, &asked, criteria, ask.now).await?;
    must_fit(&sources, &known)?;
    let victim = representative(input.victim, &known.victims);
    may_refer(
        victim,
        known.facts.perpetrator,
        &reason,
        &findings,
        known.open.is_some(),
    )
    .map_err(referral_refused)?;
    // Keep
    let referral = MaracReferral {
        id: MaracReferralId::new(ask.now, ask.dice.as_mut()),
        area: ask.area().clone(),
        victim: input.victim,
        perpetrator: input.perpetrator,
        children: children(&sources),
        incident: input.incident,
        mash_referral: input.mash_referral,
        referred_by: ask.doer(),
        referred_at: ask.now,
        reason,
        judgement: asked.judgement,
        moved_from: asked.moved_from,
        findings: findings.clone(),
        victim_voice,
        meeting: None,
        heard_at: None,
        research: Vec::new(),
        risks: Vec::new(),
        discussion: String::new(),
        victim_told: String::new(),
        intake: Default::default(),
        transfers: Vec::new(),
        came_as: None,
        conflicts: Vec::new(),
        restriction: held(&sources).cautious(&known.restriction),
    };
    let idva = match sources.people.first() {
        Some(victim) => with_referral(app, ask, victim, referral.id).await?,
        None => None,
    };
    let mut tx = app.store.begin().await?;
    keep_with_referral(&mut tx, ask, idva.as_ref(), &referral).await?;
    tx.create(
        &referral,
        ask.entry(Deed::Created, Verb::ReferToMarac, words_for_log(&findings)),
    )
    .await?;
    tx.finish().await?;
    // Tell
    Ok(Referred {
        id: referral.id,
        findings,
    })
}

/// The pair with what the referrer adds; what is blank was not said.
fn pair_asked(input: &ReferToMarac) -> Told<Pair> {
    let judgement = match &input.judgement {
        Some(text) => Some(long("judgement", text)?),
        None => None,
    };
    let moved_from = match &input.moved_from {
        Some(area) => Some(short("moved_from", area)?),
        None => None,
    };
    Ok(Pair {
        victim: input.victim,
        perpetrator: input.perpetrator,
        judgement: judgement.filter(|text| !text.is_empty()),
        moved_from: moved_from.filter(|area| !area.is_empty()),
        besides: None,
    })
}

fn words_for_log(findings: &[Finding]) -> String {
    let met = findings.iter().filter(|found| found.met);
    let labels: Vec<&str> = met.map(|found| found.criterion.label()).collect();
    format!(
        "Referred the pair to MARAC: {}",
        labels.join(", ").to_lowercase()
    )
}

async fn load(app: &App, scope: &Scope, input: &ReferToMarac) -> Told<Sources> {
    let mut people = Vec::new();
    for id in [input.victim, input.perpetrator] {
        let read = app.store.get::<Person>(scope, &id.to_string()).await?;
        people.push(read.ok_or(Refusal::NotFound)?);
    }
    let incident = match input.incident {
        Some(id) => {
            let read = app.store.get::<Incident>(scope, &id.to_string()).await?;
            Some(read.ok_or(Refusal::NotFound)?)
        }
        None => None,
    };
    let mash = match input.mash_referral {
        Some(id) => {
            let read = app.store.get::<Referral>(scope, &id.to_string()).await?;
            Some(read.ok_or(Refusal::NotFound)?)
        }
        None => None,
    };
    Ok(Sources {
        people,
        incident,
        mash,
    })
}

/// A referral is held as closely as the closest thing it is drawn from.
fn held(sources: &Sources) -> Restriction {
    let people = sources.people.iter().map(|person| &person.restriction);
    let incident = sources
        .incident
        .iter()
        .map(|incident| &incident.restriction);
    let mash = sources.mash.iter().map(|referral| &referral.restriction);
    people
        .chain(incident)
        .chain(mash)
        .fold(Restriction::default(), |held, next| held.cautious(next))
}

/// An incident or MASH referral that is named has to be about this pair.
fn must_fit(sources: &Sources, known: &Known) -> Told<()> {
    let both = |parts: &[(PersonId, PartyRole)]| {
        let has = |role: PartyRole, group: &[PersonId]| {
            parts
                .iter()
                .any(|(person, part)| *part == role && group.contains(person))
        };
        has(PartyRole::Victim, &known.victims)
            && has(PartyRole::PersonCausingHarm, &known.perpetrators)
    };
    if let Some(incident) = &sources.incident {
        let parts: Vec<_> = incident
            .parties
            .iter()
            .map(|party| (party.person, party.role))
            .collect();
        if !both(&parts) {
            let words = "This incident is not between these two people. Choose one that is.";
            return Err(Refusal::field("incident", words));
        }
    }
    if let Some(mash) = &sources.mash {
        let parts: Vec<_> = mash
            .subjects
            .iter()
            .map(|one| (one.person, one.role))
            .collect();
        if !both(&parts) {
            let words = "This MASH referral is not about these two people. Choose one that is.";
            return Err(Refusal::field("mash_referral", words));
        }
    }
    Ok(())
}

fn children(sources: &Sources) -> Vec<PersonId> {
    let of_incident = sources
        .incident
        .iter()
        .flat_map(|incident| incident.children());
    let of_mash = sources.mash.iter().flat_map(|mash| &mash.subjects);
    let mut all: Vec<PersonId> = of_incident
        .map(|party| party.person)
        .chain(
            of_mash
                .filter(|one| one.role == PartyRole::Child)
                .map(|one| one.person),
        )
        .collect();
    let mut seen = Vec::new();
    all.retain(|child| {
        let new = !seen.contains(child);
        seen.push(*child);
        new
    });
    all
}
