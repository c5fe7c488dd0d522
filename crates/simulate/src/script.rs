//! What the script says: reports, cases, meetings, and how far today’s cases have come.

use hawthorn_domain::risk::RiskLevel;
use jiff::Timestamp;

use crate::people::{Home, Soul};

/// Where a case of today stops, so that somebody finds it waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stop {
    /// Nobody has screened it.
    Screen,
    /// A change of level waits for the supervisor.
    Level,
    /// It waits to be rated.
    Rate,
    /// Child health has still to answer.
    Answer,
    /// It is ready for triage.
    Triage,
    /// An outcome waits for the manager.
    Authorise,
    /// A meeting of the hub is set and still to be held.
    Meet,
    /// It waits for an agenda.
    List,
    /// It stands on an agenda that is still to come.
    Hear,
}

/// Why a pair is referred to MARAC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gateway {
    /// The score or the level.
    VisibleHigh,
    /// A professional's opinion.
    Judgement,
    /// A new incident within twelve months of the last referral.
    Repeat,
}

/// A report that leads to MARAC.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MaracCase {
    pub gateway: Gateway,
    pub minority_ethnic: bool,
}

/// One report as the sheet will have it, and what is to become of it.
#[derive(Debug, Clone)]
pub(crate) struct Report {
    pub reference: String,
    pub received: Timestamp,
    pub reported: Timestamp,
    pub occurred: Timestamp,
    pub couple: usize,
    pub victim: Soul,
    pub other: Option<Soul>,
    pub relationship: &'static str,
    pub children: Vec<Soul>,
    pub home: Home,
    pub level: RiskLevel,
    pub score: u16,
    pub pregnant: bool,
    pub flags: Vec<String>,
    pub consent: &'static str,
    pub summary: &'static str,
    pub case: Option<MaracCase>,
    pub stop: Option<Stop>,
    pub closely_held: bool,
}

/// When and where a meeting sits.
#[derive(Debug, Clone)]
pub(crate) struct Sitting {
    pub venue: String,
    /// Which of the county's three parts it serves; every part when none.
    pub part: Option<usize>,
    pub starts: Timestamp,
}

impl Sitting {
    /// Whether it serves a part of the county.
    pub(crate) fn serves(&self, part: usize) -> bool {
        self.part.is_none_or(|own| own == part)
    }
}

/// The whole script.
#[derive(Debug, Clone)]
pub struct Story {
    pub(crate) reports: Vec<Report>,
}

impl Story {
    /// Reports in all.
    pub fn reports(&self) -> usize {
        self.reports.len()
    }
    /// Reports that lead to MARAC.
    pub fn marac_cases(&self) -> usize {
        self.cases().count()
    }
    /// Those of a pair that was referred before.
    pub fn repeats(&self) -> usize {
        self.cases()
            .filter(|(_, case)| case.gateway == Gateway::Repeat)
            .count()
    }
    /// Children named in them.
    pub fn children(&self) -> usize {
        self.cases().map(|(report, _)| report.children.len()).sum()
    }
    /// Those from minority ethnic communities.
    pub fn minority_ethnic(&self) -> usize {
        self.cases()
            .filter(|(_, case)| case.minority_ethnic)
            .count()
    }
    /// Those with a male victim.
    pub fn male_victims(&self) -> usize {
        self.cases()
            .filter(|(report, _)| !report.victim.female)
            .count()
    }
    fn cases(&self) -> impl Iterator<Item = (&Report, MaracCase)> {
        self.reports
            .iter()
            .filter_map(|report| report.case.map(|case| (report, case)))
    }
}
