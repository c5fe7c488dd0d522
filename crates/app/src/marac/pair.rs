//! What is on record about one pair, gathered for the criteria, whoever asks (R165–R168, R177, C7–C11, C36).

use hawthorn_domain::incidents::{Incident, PartyRole};
use hawthorn_domain::marac::criteria::{
    self, EarlierReferral, Finding, PairAssessment, PairFacts, PairIncident,
};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::{MaracReferralId, PersonId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_domain::platform::settings::choices::AgencyKind;
use hawthorn_domain::platform::settings::marac::MaracCriteria;
use hawthorn_domain::risk::instrument::answer::Assessment;
use hawthorn_store::Document;
use jiff::Timestamp;

use super::found::{opened, whole};
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// The most incidents of one victim that are looked at; the newest come first.
const MOST: u64 = 1_000;

/// Said of a criterion that holds only by records which the reader may not open.
const CLOSELY_HELD: &str = "The records meet this criterion, and part of them is held closely. \
                            Ask the MARAC coordinator or the lead on restricted cases.";

/// The pair that is asked about.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    /// The victim.
    pub victim: PersonId,
    /// The person causing harm.
    pub perpetrator: PersonId,
    /// A professional's opinion with its reason.
    pub judgement: Option<String>,
    /// The area whose MARAC heard the victim before.
    pub moved_from: Option<String>,
    /// A referral that is not to be counted as an earlier one: the one being read.
    pub besides: Option<MaracReferralId>,
}

/// What is on record about a pair, within one scope.
#[derive(Debug, Clone)]
pub(super) struct Known {
    /// What the criteria look at.
    pub facts: PairFacts,
    /// Every record confirmed to be the victim.
    pub victims: Vec<PersonId>,
    /// Every record confirmed to be the person causing harm.
    pub perpetrators: Vec<PersonId>,
    /// As closely held as the closest of the incidents between the two.
    pub restriction: Restriction,
    /// The referral of the pair that waits to be heard, if one does.
    pub open: Option<MaracReferralId>,
}

/// Gathers the facts. Records that people have confirmed to be one person count
/// as that person, on both sides of the pair.
pub(super) async fn facts(app: &App, scope: &Scope, pair: &Pair, now: Timestamp) -> Told<Known> {
    let victims = app.store.same_person(pair.victim).await?;
    let perpetrators = app.store.same_person(pair.perpetrator).await?;
    let perpetrator = representative(pair.perpetrator, &perpetrators);
    let mut incidents = Vec::new();
    let mut restriction = Restriction::default();
    for incident in app.store.incidents_of(scope, &victims, MOST).await? {
        if is_between(&incident, &victims, &perpetrators) {
            restriction = restriction.cautious(&incident.restriction);
            incidents.push(pair_incident(app, &incident)?);
        }
    }
    let mut earlier = Vec::new();
    let mut open = None;
    for referral in app.store.marac_referrals_of_victim(scope, &victims).await? {
        if Some(referral.id) == pair.besides || !referral.seen_by(scope) {
            continue;
        }
        let same = perpetrators.contains(&referral.perpetrator);
        if same && referral.heard_at.is_none() && referral.intake.joined_to.is_none() {
            open = open.or(Some(referral.id));
        }
        earlier.push(EarlierReferral {
            referral: referral.id,
            perpetrator: if same {
                perpetrator
            } else {
                referral.perpetrator
            },
            referred_at: referral.referred_at,
            heard_at: referral.heard_at,
        });
    }
    let facts = PairFacts {
        perpetrator,
        incidents,
        assessments: assessments(app, scope, &victims, &perpetrators).await?,
        earlier: earlier
            .into_iter()
            .filter(|past| past.referred_at <= now)
            .collect(),
        judgement: pair.judgement.clone(),
        moved_from: pair.moved_from.clone(),
    };
    Ok(Known {
        facts,
        victims,
        perpetrators,
        restriction,
        open,
    })
}

/// What the criteria say of the pair, in words that this reader may read. Every
/// record counts whoever asks, for a repeat must be spotted on restricted cases
/// too; where only a restricted record makes the difference, the words do not tell which.
pub(super) async fn findings(
    app: &App,
    scope: &Scope,
    pair: &Pair,
    criteria: &MaracCriteria,
    now: Timestamp,
) -> Told<(Vec<Finding>, Known)> {
    let reader = opened(scope);
    let known = facts(app, &reader, pair, now).await?;
    let mut seen = criteria::findings(&known.facts, criteria, now);
    if !reader.restricted {
        let all = facts(app, &whole(scope), pair, now).await?;
        let all = criteria::findings(&all.facts, criteria, now);
        for finding in &mut seen {
            if !finding.met
                && all
                    .iter()
                    .any(|whole| whole.criterion == finding.criterion && whole.met)
            {
                finding.met = true;
                finding.near = false;
                finding.why = CLOSELY_HELD.to_owned();
            }
        }
    }
    Ok((seen, known))
}

/// The one record that stands for a group of the same person: the oldest, so
/// that either way round the same record is named.
pub(super) fn representative(person: PersonId, group: &[PersonId]) -> PersonId {
    group.iter().min().copied().unwrap_or(person)
}

fn is_between(incident: &Incident, victims: &[PersonId], perpetrators: &[PersonId]) -> bool {
    let has = |role: PartyRole, group: &[PersonId]| {
        incident
            .parties
            .iter()
            .any(|party| party.role == role && group.contains(&party.person))
    };
    has(PartyRole::Victim, victims) && has(PartyRole::PersonCausingHarm, perpetrators)
}

/// The finished assessments of the pair (R165).
async fn assessments(
    app: &App,
    scope: &Scope,
    victims: &[PersonId],
    perpetrators: &[PersonId],
) -> Told<Vec<PairAssessment>> {
    let all = app.store.assessments_of(scope, victims).await?;
    let of_pair = all
        .into_iter()
        .filter(|one| perpetrators.contains(&one.perpetrator));
    Ok(of_pair
        .filter_map(|one| pair_assessment(one.value))
        .collect())
}

/// What the criteria look at in one assessment, once it is finished.
pub(super) fn pair_assessment(one: Assessment) -> Option<PairAssessment> {
    let graded = one.finished?;
    Some(PairAssessment {
        assessment: one.id,
        name: one.name,
        finished_at: graded.at,
        score: graded.needed.map(|_| graded.score.yes),
        needed: graded.needed,
        level: graded.level,
    })
}

/// What the criteria look at in one incident.
pub(super) fn pair_incident(app: &App, incident: &Incident) -> Told<PairIncident> {
    let settings = app.settings(&incident.area, incident.reported_at)?;
    let tool = incident
        .tool
        .as_deref()
        .and_then(|code| settings.risk_tool(code));
    Ok(PairIncident {
        incident: incident.id,
        reference: incident.reference.clone(),
        reported_at: incident.reported_at,
        level: incident.level(),
        reported_level: incident.reported_level,
        score: incident.score,
        high_threshold: tool.and_then(|tool| tool.high_threshold),
        by_police: by_police(settings, incident),
        kinds: incident.shows_kinds(),
    })
}

/// Whether it was reported to the police: on a police sheet, or told to an agency
/// that is one (C10).
fn by_police(settings: &AreaSettings, incident: &Incident) -> bool {
    let told_to = incident.told_to.as_ref();
    told_to.is_none_or(|code| {
        let agency = settings.agency(code.as_str());
        agency.is_some_and(|agency| agency.kind == AgencyKind::Police)
    })
}
