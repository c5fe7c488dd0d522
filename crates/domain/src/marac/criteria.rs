//! Which gateways a pair meets, which nearly hold, and by which records and dates (R165–R168, R177, C7–C11, C36).

use jiff::{Span, Timestamp, civil::Date};

pub mod flag;
mod repeat;
mod visible_high;

use self::repeat::repeat;
use self::visible_high::visible_high;
use super::Criterion;
use crate::incidents::AbuseKind;
use crate::platform::calendar::london_date;
use crate::platform::ids::{AssessmentId, IncidentId, MaracReferralId, PersonId};
use crate::platform::settings::choices::EscalationSources;
use crate::platform::settings::marac::MaracCriteria;
use crate::platform::words;
use crate::risk::RiskLevel;

/// One incident of the pair, as far as the criteria look at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairIncident {
    /// The incident.
    pub incident: IncidentId,
    /// The source's reference, to name it in the explanation.
    pub reference: String,
    /// When it was reported.
    pub reported_at: Timestamp,
    /// The level in force.
    pub level: RiskLevel,
    /// The level as first reported, before any change (C36).
    pub reported_level: RiskLevel,
    /// The score of the risk tool.
    pub score: Option<u16>,
    /// The score from which the tool counts as high, when it has one of its own.
    pub high_threshold: Option<u8>,
    /// Whether it was reported to the police, rather than told to another agency (C10).
    pub by_police: bool,
    /// The kinds of abuse it shows; empty when nobody has said (F20).
    pub kinds: Vec<AbuseKind>,
}

/// One finished risk assessment of the pair, as far as the criteria look at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairAssessment {
    /// The assessment.
    pub assessment: AssessmentId,
    /// The instrument's name, for the explanation.
    pub name: String,
    /// When it was finished.
    pub finished_at: Timestamp,
    /// The number of yes answers, where the instrument counts.
    pub score: Option<u16>,
    /// The number from which it was high, where the instrument counts.
    pub needed: Option<u16>,
    /// The grade: the higher of score and judgement.
    pub level: RiskLevel,
}

/// One earlier MARAC referral of the victim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierReferral {
    /// The referral.
    pub referral: MaracReferralId,
    /// The person said to cause harm then.
    pub perpetrator: PersonId,
    /// When it was referred.
    pub referred_at: Timestamp,
    /// When it was heard, if it has been.
    pub heard_at: Option<Timestamp>,
}

/// Everything the criteria look at for one pair at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairFacts {
    /// The person causing harm now.
    pub perpetrator: PersonId,
    /// Incidents between the two, in any order.
    pub incidents: Vec<PairIncident>,
    /// Finished risk assessments of the pair, in any order.
    pub assessments: Vec<PairAssessment>,
    /// Earlier MARAC referrals of this victim, with anyone.
    pub earlier: Vec<EarlierReferral>,
    /// Why a professional judges the risk high, if one does.
    pub judgement: Option<String>,
    /// The area whose MARAC heard the victim before a move here, if one did.
    pub moved_from: Option<String>,
}

/// What one criterion says of the pair.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Finding {
    /// The criterion.
    pub criterion: Criterion,
    /// Whether it holds.
    pub met: bool,
    /// Whether it nearly holds, so that a person should look.
    pub near: bool,
    /// Why, in one plain sentence with dates.
    pub why: String,
    /// The incidents that show it.
    pub incidents: Vec<IncidentId>,
    /// The earlier MARAC referrals that show it.
    pub referrals: Vec<MaracReferralId>,
    /// The risk assessments that show it.
    #[serde(default)]
    pub assessments: Vec<AssessmentId>,
}

/// Looks at every criterion that the area uses, in a fixed order. Any one met is
/// enough (C7); none met never refuses a referral, for judgement is always open (R177).
pub fn findings(facts: &PairFacts, criteria: &MaracCriteria, now: Timestamp) -> Vec<Finding> {
    let mut found = Vec::new();
    if criteria.visible_high.on {
        found.push(visible_high(facts, &criteria.visible_high, now));
    }
    if criteria.judgement.on {
        found.push(judgement(facts));
    }
    if criteria.repeat.on {
        found.push(repeat(facts, &criteria.repeat, now));
    }
    if criteria.escalation.on {
        found.push(escalation(facts, criteria, now));
    }
    if criteria.transfer_in.on {
        found.push(transfer_in(facts));
    }
    found
}

/// The first day still inside a window of whole months that ends on `today`.
pub fn window_start(today: Date, months: u8) -> Date {
    today
        .checked_sub(Span::new().months(i64::from(months)))
        .unwrap_or(today)
}

fn finding(criterion: Criterion, met: bool, near: bool, why: String) -> Finding {
    Finding {
        criterion,
        met,
        near,
        why,
        incidents: Vec::new(),
        referrals: Vec::new(),
        assessments: Vec::new(),
    }
}

/// Criterion 1, second half: a professional's opinion with its reason (R165, F3).
fn judgement(facts: &PairFacts) -> Finding {
    match facts
        .judgement
        .as_deref()
        .map(str::trim)
        .filter(|reason| !reason.is_empty())
    {
        Some(reason) => finding(
            Criterion::Judgement,
            true,
            false,
            format!("A professional judges the risk to be high: {reason}"),
        ),
        None => finding(
            Criterion::Judgement,
            false,
            false,
            "No professional judgement is recorded. Anyone who works with the pair may add one."
                .to_owned(),
        ),
    }
}

/// Criterion 3: enough incidents of the counted levels inside the window (R167, C10).
fn escalation(facts: &PairFacts, criteria: &MaracCriteria, now: Timestamp) -> Finding {
    let rule = &criteria.escalation;
    let since = window_start(london_date(now), rule.months);
    let mut counted: Vec<&PairIncident> = facts
        .incidents
        .iter()
        .filter(|incident| {
            rule.levels.contains(&incident.level)
                && incident.reported_at <= now
                && london_date(incident.reported_at) >= since
        })
        .filter(|incident| incident.by_police || rule.sources == EscalationSources::AnyAgency)
        .collect();
    counted.sort_by_key(|incident| (incident.reported_at, incident.incident));
    let needed = usize::from(rule.count);
    let names: Vec<String> = counted
        .iter()
        .map(|incident| {
            format!(
                "{} ({})",
                incident.reference,
                words::date(london_date(incident.reported_at))
            )
        })
        .collect();
    let met = counted.len() >= needed && needed > 0;
    let why = if counted.is_empty() {
        format!(
            "No counted incident since {}; {needed} are needed.",
            words::date(since)
        )
    } else {
        format!(
            "{} since {}, {needed} needed: {}.",
            words::count(
                counted.len() as i64,
                "counted incident",
                "counted incidents"
            ),
            words::date(since),
            names.join(", ")
        )
    };
    Finding {
        incidents: counted.iter().map(|incident| incident.incident).collect(),
        ..finding(
            Criterion::Escalation,
            met,
            !met && counted.len() + 1 >= needed && !counted.is_empty(),
            why,
        )
    }
}

/// Criterion 4: a victim known to another area's MARAC has moved in (R168, R188).
fn transfer_in(facts: &PairFacts) -> Finding {
    match &facts.moved_from {
        Some(area) => finding(
            Criterion::TransferIn,
            true,
            false,
            format!("Known to the MARAC of {area} before moving here."),
        ),
        None => finding(
            Criterion::TransferIn,
            false,
            false,
            "No move from another area’s MARAC is recorded.".to_owned(),
        ),
    }
}
