//! One row of a police sheet, read but not yet judged.

use jiff::Timestamp;
use jiff::civil::Date;

/// A police report as the sheet tells it. Times are instants; a sheet's clock
/// is taken for Europe/London.
#[derive(Debug, Clone, PartialEq)]
pub struct IncidentReport {
    /// The force's number, without spaces at its ends.
    pub reference: String,
    /// When it was reported to the police.
    pub reported_at: Option<Timestamp>,
    /// When it happened.
    pub occurred_at: Option<Timestamp>,
    /// When the unit received it; the given moment of import when the sheet does not say.
    pub received_at: Timestamp,
    /// The place as typed, spaces tidied.
    pub location: String,
    /// Postcode in capitals with its space, when there is one.
    pub postcode: Option<String>,
    /// Risk level of the sheet.
    pub level: SheetLevel,
    /// Questions answered yes.
    pub score: Option<u16>,
    /// Code of the risk tool, when the typed name is one the area knows.
    pub tool: Option<String>,
    /// The tool's name as typed, empty when blank.
    pub tool_as_typed: String,
    /// The victim; any of the values may be unknown.
    pub victim: ReportedPerson,
    /// The person said to be causing harm; nothing when nobody is named yet.
    pub suspect: Option<ReportedPerson>,
    /// What the person causing harm is to the victim, as typed.
    pub relationship: String,
    /// Children with a name.
    pub children: Vec<ReportedChild>,
    /// Children counted but not named ("2 children", "Yes").
    pub children_not_named: u16,
    /// Whether the victim is pregnant; nothing when not said.
    pub pregnant: Option<bool>,
    /// Crime number, when there is one.
    pub crime_number: Option<String>,
    /// Short marks.
    pub flags: Vec<SheetFlag>,
    /// Language that the victim speaks, when the sheet names one.
    pub language: Option<String>,
    /// Whether the victim agreed to sharing.
    pub consent: Consent,
    /// Attending officer as typed.
    pub officer: String,
    /// What happened, as typed.
    pub summary: String,
}

/// Risk level of a police sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SheetLevel {
    /// Standard.
    Standard,
    /// Medium.
    Medium,
    /// High.
    High,
}

impl SheetLevel {
    /// Code kept in records.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// A person as a sheet names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportedPerson {
    /// Surname with tidy capitals.
    pub surname: Option<String>,
    /// Forenames with tidy capitals; a person with one name has it here.
    pub forenames: Option<String>,
    /// Birth, as far as known.
    pub dob: ReportedBorn,
    /// Sex as typed.
    pub sex: ReportedSex,
    /// Telephone, `+44…` for British numbers.
    pub phone: Option<String>,
}

impl ReportedPerson {
    /// True when nothing tells this person from any other: sex alone does not.
    #[must_use]
    pub fn is_nobody(&self) -> bool {
        self.surname.is_none()
            && self.forenames.is_none()
            && self.phone.is_none()
            && self.dob == ReportedBorn::Unknown
    }
}

/// What a sheet says about a birth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportedBorn {
    /// A whole date.
    Full(Date),
    /// Only a year.
    Year(i16),
    /// Only an age in years on the day of the report.
    Age(u8),
    /// Blank or said to be unknown.
    Unknown,
}

/// Sex as the sheet gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportedSex {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Another word was written.
    Other,
    /// Blank or said to be unknown.
    Unknown,
}

impl ReportedSex {
    /// Code kept in records.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
            Self::Other => "other",
            Self::Unknown => "unknown",
        }
    }
}

/// A child named on a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportedChild {
    /// Name as typed, with tidy capitals.
    pub name: String,
    /// Birth, as far as known.
    pub dob: ReportedBorn,
}

/// A short mark on a sheet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum SheetFlag {
    /// So-called honour-based abuse.
    HonourBased,
    /// Forced marriage.
    ForcedMarriage,
    /// Female genital mutilation.
    Fgm,
    /// Mental health.
    MentalHealth,
    /// Alcohol.
    Alcohol,
    /// Drugs.
    Drugs,
    /// Disability.
    Disability,
    /// No recourse to public funds.
    NoRecourse,
    /// Stalking or harassment.
    Stalking,
    /// Strangulation or suffocation.
    Strangulation,
    /// A weapon was used or is within reach.
    Weapons,
    /// Trafficking or modern slavery.
    Trafficking,
    /// A child needs safeguarding.
    ChildSafeguarding,
    /// An adult with care and support needs.
    AdultAtRisk,
    /// A party works for the police.
    PoliceInvolved,
    /// Marked as a repeat by the force.
    Repeat,
    /// Anything else, as typed.
    Other(String),
}

impl SheetFlag {
    /// Code kept in records; `other` for a mark that is not ours.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::HonourBased => "honour_based",
            Self::ForcedMarriage => "forced_marriage",
            Self::Fgm => "fgm",
            Self::MentalHealth => "mental_health",
            Self::Alcohol => "alcohol",
            Self::Drugs => "drugs",
            Self::Disability => "disability",
            Self::NoRecourse => "no_recourse",
            Self::Stalking => "stalking",
            Self::Strangulation => "strangulation",
            Self::Weapons => "weapons",
            Self::Trafficking => "trafficking",
            Self::ChildSafeguarding => "child_safeguarding",
            Self::AdultAtRisk => "adult_at_risk",
            Self::PoliceInvolved => "police_involved",
            Self::Repeat => "repeat",
            Self::Other(_) => "other",
        }
    }
}

/// Whether the victim agreed to sharing with services.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consent {
    /// Agreed.
    Yes,
    /// Refused.
    No,
    /// Nobody asked.
    NotAsked,
    /// The sheet does not say.
    NotStated,
}

impl Consent {
    /// Code kept in records.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::NotAsked => "not_asked",
            Self::NotStated => "not_stated",
        }
    }
}
