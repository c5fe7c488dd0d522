//! The figures of MARAC: what is counted of each case, and which rows stand behind each number (R190–R195, F31–F35).

pub mod period;
pub mod publish;
pub mod summary;

use jiff::civil::Date;

use crate::people::Born;
use crate::platform::actor::AgencyCode;
use crate::platform::ids::{MaracReferralId, MeetingId, PersonId};

/// From which age a victim is counted as 16 or 17, and at which no longer (F31, R41).
const YOUNG: std::ops::Range<i16> = 16..18;

codes! {
    /// What is counted, in the order of the national return. Cases are counted, not people (F31).
    pub enum Measure {
        Cases = "cases", "Cases";
        Repeats = "repeats", "Repeat cases";
        Children = "children", "Children";
        Partner = "partner", "Referred by an agency other than the police";
        MinorityEthnic = "minority_ethnic", "Victim from a minority ethnic group";
        Lgbt = "lgbt", "Victim LGBT+";
        Disabled = "disabled", "Victim with a disability";
        MaleVictims = "male_victims", "Male victim";
        YoungVictims = "young_victims", "Victim aged 16 or 17";
        YoungHarm = "young_harm", "Person causing harm aged 17 or under";
    }
}

/// One case that a meeting heard, as far as the figures look at it. What nobody has asked is
/// absent, and is counted nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFacts {
    /// The referral.
    pub referral: MaracReferralId,
    /// The meeting that heard it.
    pub meeting: MeetingId,
    /// The agency that referred; none when no agency is known.
    pub referrer: Option<AgencyCode>,
    /// Whether that agency is the police.
    pub by_police: bool,
    /// Whether it came as a repeat (R166).
    pub repeat: bool,
    /// The children.
    pub children: Vec<PersonId>,
    /// Whether the victim is from a minority ethnic group.
    pub minority_ethnic: Option<bool>,
    /// Whether the victim is LGBT+.
    pub lgbt: Option<bool>,
    /// Whether the victim has a disability.
    pub disabled: Option<bool>,
    /// Whether the victim is male.
    pub male_victim: Option<bool>,
    /// The victim's whole years on the day of the meeting.
    pub victim_age: Option<i16>,
    /// The whole years of the person causing harm on the day of the meeting.
    pub harm_age: Option<i16>,
}

impl CaseFacts {
    /// How many rows the case has under a measure: one or none, and for children one for each child.
    pub fn rows(&self, measure: Measure) -> usize {
        let holds = match measure {
            Measure::Children => return self.children.len(),
            Measure::Cases => true,
            Measure::Repeats => self.repeat,
            Measure::Partner => !self.by_police,
            Measure::MinorityEthnic => self.minority_ethnic == Some(true),
            Measure::Lgbt => self.lgbt == Some(true),
            Measure::Disabled => self.disabled == Some(true),
            Measure::MaleVictims => self.male_victim == Some(true),
            Measure::YoungVictims => self.victim_age.is_some_and(|age| YOUNG.contains(&age)),
            Measure::YoungHarm => self.harm_age.is_some_and(|age| age < YOUNG.end),
        };
        usize::from(holds)
    }

    /// Whether anybody has said what the measure asks; for the words about what is not known.
    pub fn is_known(&self, measure: Measure) -> bool {
        match measure {
            Measure::MinorityEthnic => self.minority_ethnic.is_some(),
            Measure::Lgbt => self.lgbt.is_some(),
            Measure::Disabled => self.disabled.is_some(),
            Measure::MaleVictims => self.male_victim.is_some(),
            Measure::YoungVictims => self.victim_age.is_some(),
            Measure::YoungHarm => self.harm_age.is_some(),
            Measure::Partner => self.referrer.is_some(),
            Measure::Cases | Measure::Repeats | Measure::Children => true,
        }
    }
}

/// The age on the day of the meeting. Where only a year or a month is known it is the lowest that
/// it can be, so that a possible child is treated as one (C3).
pub fn age_at(born: Born, day: Date) -> Option<i16> {
    born.lowest_age_on(day)
}

/// The number under a measure.
pub fn count<'a>(measure: Measure, cases: impl IntoIterator<Item = &'a CaseFacts>) -> usize {
    cases.into_iter().map(|case| case.rows(measure)).sum()
}

/// In how many cases nobody has said what the measure asks.
pub fn not_known<'a>(measure: Measure, cases: impl IntoIterator<Item = &'a CaseFacts>) -> usize {
    cases
        .into_iter()
        .filter(|case| !case.is_known(measure))
        .count()
}

/// The cases that stand behind a number, each as often as it counts.
pub fn behind(measure: Measure, cases: &[CaseFacts]) -> Vec<&CaseFacts> {
    cases
        .iter()
        .flat_map(|case| std::iter::repeat_n(case, case.rows(measure)))
        .collect()
}
