//! What the criteria say of every pair of an area, worked out from nothing: how many meet which, before an area changes its criteria or to see that they do what was meant (R177).

use std::collections::{BTreeMap, HashMap};

use hawthorn_domain::incidents::{Incident, PartyRole};
use hawthorn_domain::marac::MaracReferral;
use hawthorn_domain::marac::criteria::{self, EarlierReferral, Finding, PairFacts};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_domain::platform::settings::marac::MaracCriteria;
use hawthorn_domain::risk::instrument::answer::Assessment;
use hawthorn_store::people::groups::Groups;
use jiff::Timestamp;

use super::pair;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// Records read at once.
const PAGE: u64 = 2_000;

/// A pair, each by the record that stands for the person.
pub type PairKey = (PersonId, PersonId);

/// What is on record of every pair, within one scope.
#[derive(Debug, Default)]
pub struct EveryPair {
    /// The facts of each pair that has an incident or an assessment.
    pub facts: HashMap<PairKey, PairFacts>,
    /// Incidents that were read.
    pub incidents: usize,
    /// MARAC referrals that were read.
    pub referrals: usize,
}

/// Reads the area once from end to end and gathers the facts of every pair: the same as
/// are gathered for one pair, but for who judges the risk high or came from elsewhere,
/// which somebody says when they refer.
///
/// # Errors
/// When the store does not answer.
pub async fn every_pair(app: &App, scope: &Scope, now: Timestamp) -> Told<EveryPair> {
    let groups = app.store.groups_of_area(&scope.area).await?;
    let mut every = EveryPair::default();
    let mut after: Option<String> = None;
    loop {
        let page = app
            .store
            .page_of::<Incident>(scope, after.as_deref(), PAGE)
            .await?;
        for incident in &page.found {
            every.incidents += 1;
            let fact = pair::pair_incident(app, incident)?;
            for key in pairs_of(incident, &groups) {
                every.of(key).incidents.push(fact.clone());
            }
        }
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assessments(app, scope, &groups, &mut every).await?;
    earlier(app, scope, &groups, now, &mut every).await?;
    Ok(every)
}

impl EveryPair {
    fn of(&mut self, key: PairKey) -> &mut PairFacts {
        self.facts.entry(key).or_insert_with(|| PairFacts {
            perpetrator: key.1,
            incidents: Vec::new(),
            assessments: Vec::new(),
            earlier: Vec::new(),
            judgement: None,
            moved_from: None,
        })
    }

    /// What each criterion says of each pair.
    pub fn findings(
        &self,
        criteria: &MaracCriteria,
        now: Timestamp,
    ) -> impl Iterator<Item = (PairKey, Vec<Finding>)> {
        self.facts
            .iter()
            .map(move |(key, facts)| (*key, criteria::findings(facts, criteria, now)))
    }

    /// How many pairs meet each criterion, and how many any.
    pub fn counts(&self, criteria: &MaracCriteria, now: Timestamp) -> PairCounts {
        let mut counts = PairCounts::default();
        for (_, findings) in self.findings(criteria, now) {
            counts.pairs += 1;
            counts.any += usize::from(findings.iter().any(|finding| finding.met));
            for finding in findings.iter().filter(|finding| finding.met) {
                *counts.met.entry(finding.criterion.code()).or_default() += 1;
            }
        }
        counts
    }
}

/// How many pairs meet what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PairCounts {
    /// Pairs looked at.
    pub pairs: usize,
    /// Those that meet at least one criterion.
    pub any: usize,
    /// Those that meet each, by its code.
    pub met: BTreeMap<&'static str, usize>,
}

/// Every victim of an incident with every person said to cause harm in it.
fn pairs_of(incident: &Incident, groups: &Groups) -> Vec<PairKey> {
    let with = |role: PartyRole| {
        let parties = incident.parties.iter();
        parties
            .filter(move |party| party.role == role)
            .map(|party| groups.of(party.person))
    };
    let mut pairs: Vec<PairKey> = with(PartyRole::Victim)
        .flat_map(|victim| with(PartyRole::PersonCausingHarm).map(move |other| (victim, other)))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

async fn assessments(app: &App, scope: &Scope, groups: &Groups, every: &mut EveryPair) -> Told<()> {
    let mut after: Option<String> = None;
    loop {
        let page = app
            .store
            .page_of::<Assessment>(scope, after.as_deref(), PAGE)
            .await?;
        for one in page.found {
            let key = (groups.of(one.victim), groups.of(one.perpetrator));
            if let Some(fact) = pair::pair_assessment(one.value) {
                every.of(key).assessments.push(fact);
            }
        }
        after = page.next;
        if after.is_none() {
            return Ok(());
        }
    }
}

/// The earlier referrals of each victim, with anyone, go to all pairs of the victim.
async fn earlier(
    app: &App,
    scope: &Scope,
    groups: &Groups,
    now: Timestamp,
    every: &mut EveryPair,
) -> Told<()> {
    let mut of_victim: HashMap<PersonId, Vec<EarlierReferral>> = HashMap::new();
    let mut after: Option<String> = None;
    loop {
        let page = app
            .store
            .page_of::<MaracReferral>(scope, after.as_deref(), PAGE)
            .await?;
        for referral in &page.found {
            every.referrals += 1;
            if referral.referred_at > now {
                continue;
            }
            let past = EarlierReferral {
                referral: referral.id,
                perpetrator: groups.of(referral.perpetrator),
                referred_at: referral.referred_at,
                heard_at: referral.heard_at,
            };
            of_victim
                .entry(groups.of(referral.victim))
                .or_default()
                .push(past);
        }
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    for ((victim, _), facts) in &mut every.facts {
        if let Some(past) = of_victim.get(victim) {
            facts.earlier.clone_from(past);
        }
    }
    Ok(())
}
