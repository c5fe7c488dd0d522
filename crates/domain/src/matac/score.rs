//! The score: recency, frequency, gravity and victims, each from the record and each shown (F46). It decides nothing.

use jiff::{Span, Timestamp, civil::Date};

use crate::incidents::Flag;
use crate::platform::calendar::london_date;
use crate::platform::ids::{IncidentId, PersonId};
use crate::platform::settings::matac::Matac;
use crate::risk::RiskLevel;

/// One incident in which the person is said to have caused harm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HarmIncident {
    /// The incident.
    pub incident: IncidentId,
    /// When it was reported.
    pub reported_at: Timestamp,
    /// The level in force.
    pub level: RiskLevel,
    /// What else it showed.
    pub flags: Vec<Flag>,
    /// The victim, when it names one.
    pub victim: Option<PersonId>,
}

codes! {
    /// A part of the score (F46).
    pub enum PartKind {
        Recency = "recency", "Recency: how lately";
        Frequency = "frequency", "Frequency: how often";
        Gravity = "gravity", "Gravity: how grave";
        Victims = "victims", "Victims: how many people";
    }
}

/// A part of the score with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ScorePart {
    /// Which part.
    pub kind: PartKind,
    /// Its points.
    pub points: u32,
    /// The most that the area's weights let it have.
    pub most: u32,
    /// What it rests on, in a sentence.
    pub why: String,
}

/// A score on a day, by the weights of that day.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Score {
    /// The day.
    pub on: Date,
    /// Its parts, in a fixed order.
    pub parts: Vec<ScorePart>,
}

impl Score {
    /// All points.
    pub fn total(&self) -> u32 {
        self.parts.iter().map(|part| part.points).sum()
    }

    /// By how much per cent it has fallen since an earlier one; negative when it rose, none when
    /// there was nothing to fall from.
    pub fn fallen_since(&self, before: &Score) -> Option<i64> {
        let (now, then) = (i64::from(self.total()), i64::from(before.total()));
        (then > 0).then(|| (then - now) * 100 / then)
    }
}

/// The flags that make an incident graver than its level says.
const GRAVE: &[Flag] = &[
    Flag::Strangulation,
    Flag::Weapon,
    Flag::SexualViolence,
    Flag::Stalking,
];

/// The score of a person from their incidents. Those to come and those before the window do not count.
pub fn score(incidents: &[HarmIncident], weights: &Matac, today: Date) -> Score {
    let since = today
        .checked_sub(Span::new().months(i64::from(weights.window_months)))
        .unwrap_or(today);
    let counted: Vec<&HarmIncident> = incidents
        .iter()
        .filter(|one| {
            let day = london_date(one.reported_at);
            day >= since && day <= today
        })
        .collect();
    Score {
        on: today,
        parts: vec![
            recency(&counted, weights, today),
            frequency(&counted, weights),
            gravity(&counted, weights),
            victims(&counted, weights),
        ],
    }
}

/// All points on the day of the last incident, falling evenly to none at the end of the window.
fn recency(counted: &[&HarmIncident], weights: &Matac, today: Date) -> ScorePart {
    let most = u32::from(weights.recency_most);
    let last = counted.iter().map(|one| london_date(one.reported_at)).max();
    let (points, why) = match last {
        None => (0, "No incident in the window.".to_owned()),
        Some(last) => {
            let days = u32::try_from((today - last).get_days().max(0)).unwrap_or(0);
            let window = u32::from(weights.window_months) * 30;
            let left = window.saturating_sub(days);
            let why = format!("The last incident was {days} days ago.");
            (most * left / window.max(1), why)
        }
    };
    ScorePart {
        kind: PartKind::Recency,
        points,
        most,
        why,
    }
}

fn frequency(counted: &[&HarmIncident], weights: &Matac) -> ScorePart {
    let number = u32::try_from(counted.len()).unwrap_or(u32::MAX);
    let most = u32::from(weights.frequency_most);
    ScorePart {
        kind: PartKind::Frequency,
        points: number
            .saturating_mul(u32::from(weights.frequency_each))
            .min(most),
        most,
        why: format!(
            "{number} in {} months, {} each.",
            weights.window_months, weights.frequency_each
        ),
    }
}

fn gravity(counted: &[&HarmIncident], weights: &Matac) -> ScorePart {
    let of = |one: &HarmIncident| {
        let level = match one.level {
            RiskLevel::Standard => weights.gravity_standard,
            RiskLevel::Medium => weights.gravity_medium,
            RiskLevel::High => weights.gravity_high,
        };
        let grave = one.flags.iter().any(|flag| GRAVE.contains(flag));
        u32::from(level)
            + if grave {
                u32::from(weights.gravity_grave)
            } else {
                0
            }
    };
    let number = |level| counted.iter().filter(|one| one.level == level).count();
    let grave = counted
        .iter()
        .filter(|one| one.flags.iter().any(|flag| GRAVE.contains(flag)));
    let most = u32::from(weights.gravity_most);
    ScorePart {
        kind: PartKind::Gravity,
        points: counted.iter().map(|one| of(one)).sum::<u32>().min(most),
        most,
        why: format!(
            "{} high, {} medium, {} standard; {} with strangulation, a weapon, sexual violence or stalking.",
            number(RiskLevel::High),
            number(RiskLevel::Medium),
            number(RiskLevel::Standard),
            grave.count()
        ),
    }
}

/// Points for each victim after the first.
fn victims(counted: &[&HarmIncident], weights: &Matac) -> ScorePart {
    let number = victims_of(counted);
    let most = u32::from(weights.victims_most);
    let further = u32::try_from(number.saturating_sub(1)).unwrap_or(u32::MAX);
    ScorePart {
        kind: PartKind::Victims,
        points: further
            .saturating_mul(u32::from(weights.victims_each))
            .min(most),
        most,
        why: match number {
            0 => "No victim is named.".to_owned(),
            1 => "One victim.".to_owned(),
            more => format!("{more} different victims."),
        },
    }
}

fn victims_of(counted: &[&HarmIncident]) -> usize {
    let mut all: Vec<PersonId> = counted.iter().filter_map(|one| one.victim).collect();
    all.sort_unstable();
    all.dedup();
    all.len()
}

/// Whether the record shows serial behaviour: more than one report against two or more victims
/// within the months that the area says (F47, R259).
pub fn is_serial(incidents: &[HarmIncident], months: u8, today: Date) -> bool {
    let since = today
        .checked_sub(Span::new().months(i64::from(months)))
        .unwrap_or(today);
    let counted: Vec<&HarmIncident> = incidents
        .iter()
        .filter(|one| {
            let day = london_date(one.reported_at);
            day >= since && day <= today
        })
        .collect();
    counted.len() > 1 && victims_of(&counted) > 1
}
