//! Flag and tag: which pairs are flagged after a referral, and what is new on them, at whichever desk it arrives (F21).

use std::collections::BTreeMap;

use hawthorn_domain::incidents::{Incident, PartyRole};
use hawthorn_domain::marac::MaracReferral;
use hawthorn_domain::marac::criteria::flag::{PairFlag, pair_flag};
use hawthorn_domain::marac::criteria::{EarlierReferral, PairFacts, PairIncident, window_start};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::calendar::london;
use hawthorn_domain::platform::ids::{MaracReferralId, PersonId};
use hawthorn_domain::platform::settings::marac::Repeat;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::people::groups::Groups;
use hawthorn_store::{Document, Stored};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::found::{listed, opened, whole};
use super::pair::{self, Pair};
use super::shown::{self, Named};
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// For how many days a flag that has lapsed is still listed, so that members can unmark their files.
const LAPSED_DAYS: i64 = 31;
/// How much longer than the window a referral is read back: it may have waited to be heard.
const WAITED_MONTHS: u8 = 4;

/// The flag of a pair as a reader may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FlagShown {
    /// The flag with what is new.
    Running(PairFlag),
    /// There is one by records that are not for this reader.
    CloselyHeld,
}

/// The flag on a pair, for the page on which something about it has arrived.
pub(crate) async fn flag_of_pair(
    app: &App,
    ask: &Ask,
    victim: PersonId,
    perpetrator: PersonId,
) -> Told<Option<FlagShown>> {
    let rule = &ask.settings(app)?.marac.criteria.repeat;
    let scope = ask.scope(app)?;
    let asked = Pair {
        victim,
        perpetrator,
        judgement: None,
        moved_from: None,
        besides: None,
    };
    let known = pair::facts(app, &opened(&scope), &asked, ask.now).await?;
    if let Some(flag) = pair_flag(&known.facts, rule, ask.now) {
        return Ok(Some(FlagShown::Running(flag)));
    }
    if scope.restricted {
        return Ok(None);
    }
    let all = pair::facts(app, &whole(&scope), &asked, ask.now).await?;
    Ok(pair_flag(&all.facts, rule, ask.now).map(|_| FlagShown::CloselyHeld))
}

/// For each pair the last day of its flag, as far as the reader may know; for lists.
pub(crate) async fn flagged_until(
    app: &App,
    ask: &Ask,
    pairs: &[Option<(PersonId, PersonId)>],
) -> Told<Vec<Option<Date>>> {
    let scope = opened(&ask.scope(app)?);
    let rule = &ask.settings(app)?.marac.criteria.repeat;
    let everyone = pairs
        .iter()
        .flatten()
        .flat_map(|(one, other)| [*one, *other]);
    let groups = app.store.same_people(everyone).await?;
    let victims = groups.members(pairs.iter().flatten().map(|(victim, _)| *victim));
    let mut referrals = app
        .store
        .marac_referrals_of_victim(&scope, &victims)
        .await?;
    referrals.retain(|referral| referral.seen_by(&scope));
    Ok(pairs
        .iter()
        .map(|pair| {
            let (victim, perpetrator) = (*pair)?;
            let of_victim = referrals
                .iter()
                .filter(|referral| groups.of(referral.victim) == groups.of(victim));
            let facts = facts_of(of_victim, &groups, groups.of(perpetrator), Vec::new());
            pair_flag(&facts, rule, ask.now).map(|flag| flag.until)
        })
        .collect())
}

/// One flagged pair in the list.
#[derive(Debug, Clone)]
pub struct FlaggedPair {
    /// The last referral.
    pub referral: MaracReferralId,
    /// The victim.
    pub victim: Named,
    /// The person causing harm.
    pub perpetrator: Named,
    /// The flag.
    pub flag: PairFlag,
}

/// The pairs of an area by their flags.
#[derive(Debug, Clone, Default)]
pub struct FlaggedPairs {
    /// Heard, and something new was reported since: to be referred again. First reported first.
    pub again: Vec<FlaggedPair>,
    /// Flagged without anything new that calls for a referral, first to lapse first.
    pub running: Vec<FlaggedPair>,
    /// Lapsed in the last 31 days, so that members can unmark their files.
    pub lapsed: Vec<FlaggedPair>,
}

/// Lists the flagged pairs. Restricted ones are left out for a reader who may not open them.
///
/// # Errors
/// When the reader may not see the meetings.
pub async fn flagged_pairs(app: &App, ask: &mut Ask) -> Told<FlaggedPairs> {
    // Load
    let scope = ask.scope(app)?;
    // Allow
    ask.allow(app, Verb::ListMeetings, &Thing::of_area(ask.area()))
        .await?;
    // Decide
    let pairs = sorted(app, ask, &scope).await?;
    // Keep
    let words = "Looked through the flagged pairs";
    listed(app, ask, Verb::ListMeetings, words).await?;
    // Tell
    Ok(pairs)
}

/// How many pairs have something new and should be referred again; for the coordinator's own work.
pub(crate) async fn to_refer_again(app: &App, ask: &Ask) -> Told<usize> {
    let scope = ask.scope(app)?;
    Ok(sorted(app, ask, &scope).await?.again.len())
}

async fn sorted(app: &App, ask: &Ask, scope: &Scope) -> Told<FlaggedPairs> {
    let rule = &ask.settings(app)?.marac.criteria.repeat;
    let histories = histories(app, ask, scope, rule).await?;
    let before = ask
        .now
        .checked_sub((LAPSED_DAYS * 24).hours())
        .unwrap_or(ask.now);
    let ids: Vec<PersonId> = histories
        .iter()
        .flat_map(|history| [history.victim, history.perpetrator])
        .collect();
    let names = shown::people(app, scope, &ids).await?;
    let mut pairs = FlaggedPairs::default();
    for history in &histories {
        let line = |flag: PairFlag| FlaggedPair {
            referral: flag.referral,
            victim: shown::name_of(&names, history.victim),
            perpetrator: shown::name_of(&names, history.perpetrator),
            flag,
        };
        match pair_flag(&history.facts, rule, ask.now) {
            Some(flag) if flag.calls_for_referral() => pairs.again.push(line(flag)),
            Some(flag) => pairs.running.push(line(flag)),
            None => {
                let lapsed = pair_flag(&history.facts, rule, before).map(line);
                pairs.lapsed.extend(lapsed);
            }
        }
    }
    pairs.again.sort_by_key(|pair| {
        let first = pair.flag.new.first();
        first.map(|incident| (incident.reported_at, incident.incident))
    });
    for list in [&mut pairs.running, &mut pairs.lapsed] {
        list.sort_by_key(|pair| (pair.flag.until, pair.referral));
    }
    Ok(pairs)
}

/// What is on record of one pair since its window could have begun.
struct PairHistory {
    victim: PersonId,
    perpetrator: PersonId,
    facts: PairFacts,
}

/// What is on record of every pair referred lately. Where the area asks about the
/// victim alone (C9), a victim stands once, with the person of the last referral.
async fn histories(app: &App, ask: &Ask, scope: &Scope, rule: &Repeat) -> Told<Vec<PairHistory>> {
    let scope = opened(scope);
    let first_day = window_start(ask.today(), rule.months.saturating_add(WAITED_MONTHS));
    let since = midnight(first_day);
    let referrals = app.store.marac_referrals_since(&scope, since).await?;
    let victims = referrals.iter().map(|referral| referral.victim);
    let people = victims.chain(referrals.iter().map(|referral| referral.perpetrator));
    let groups = app.store.same_people(people).await?;
    let members = groups.members(referrals.iter().map(|referral| referral.victim));
    let incidents = app
        .store
        .incidents_of_victims_since(&scope, &members, since)
        .await?;
    let key = |victim, other| {
        (
            groups.of(victim),
            rule.same_perpetrator.then(|| groups.of(other)),
        )
    };
    let mut between: BTreeMap<_, Vec<PairIncident>> = BTreeMap::new();
    for incident in &incidents {
        let Some((victim, other)) = pair_of(incident) else {
            continue;
        };
        between
            .entry(key(victim, other))
            .or_default()
            .push(pair::pair_incident(app, incident)?);
    }
    let mut pairs = BTreeMap::new();
    for referral in &referrals {
        let pair = key(referral.victim, referral.perpetrator);
        pairs.insert(pair, groups.of(referral.perpetrator));
    }
    let mut of_victim: BTreeMap<PersonId, Vec<&Stored<MaracReferral>>> = BTreeMap::new();
    for referral in &referrals {
        of_victim
            .entry(groups.of(referral.victim))
            .or_default()
            .push(referral);
    }
    Ok(pairs
        .into_iter()
        .map(|(pair, perpetrator)| {
            let victim = pair.0;
            let incidents = between.remove(&pair).unwrap_or_default();
            let of_victim = of_victim.get(&victim).into_iter().flatten().copied();
            PairHistory {
                victim,
                perpetrator,
                facts: facts_of(of_victim, &groups, perpetrator, incidents),
            }
        })
        .collect())
}

/// The pair of an incident, where it names both.
pub(crate) fn pair_of(incident: &Incident) -> Option<(PersonId, PersonId)> {
    let of = |role: PartyRole| incident.party(role).map(|party| party.person);
    Some((of(PartyRole::Victim)?, of(PartyRole::PersonCausingHarm)?))
}

/// The first moment of a day in London.
pub(super) fn midnight(day: Date) -> Timestamp {
    london()
        .to_ambiguous_timestamp(day.at(0, 0, 0, 0))
        .compatible()
        .unwrap_or(Timestamp::UNIX_EPOCH)
}

fn facts_of<'a>(
    referrals: impl Iterator<Item = &'a Stored<MaracReferral>>,
    groups: &Groups,
    perpetrator: PersonId,
    incidents: Vec<PairIncident>,
) -> PairFacts {
    PairFacts {
        perpetrator,
        incidents,
        assessments: Vec::new(),
        earlier: referrals
            .map(|referral| EarlierReferral {
                referral: referral.id,
                perpetrator: groups.of(referral.perpetrator),
                referred_at: referral.referred_at,
                heard_at: referral.heard_at,
            })
            .collect(),
        judgement: None,
        moved_from: None,
    }
}
