//! What an area has decided for itself: typed, dated settings that replace any number in code.

pub mod choices;
mod code;
pub mod doors;
pub mod hub;
pub mod mail;
pub mod marac;
pub mod matac;
pub mod support;

pub use code::{AreaCode, AreaCodeError, is_slug};

use jiff::civil::Date;

use choices::{AgencyKind, AuditPopulation, DefinitionVersion};
use doors::{Directory, DoorRules, PublicHost};
use hub::{
    CloseRules, HealthNotices, LENGTH_FROM_RAG, RagTimes, RiskChange, Screening, Sheet, Triage,
};
use mail::{Contact, MailRules, Route};
use marac::Marac;
use matac::Matac;
use support::{SupervisionRules, SupportRules};

use crate::incidents::Flag;
use crate::mash::Rag;
use crate::platform::actor::{AgencyCode, Role};
use crate::platform::calendar::Calendar;
use crate::platform::deadline::{Promise, PromiseCode};
use crate::risk::RiskLevel;

/// Everything an area has decided, edition by edition (R340).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaBook {
    /// The area's short name.
    pub code: AreaCode,
    /// What people call the area.
    pub name: String,
    /// The first edition.
    pub first: Edition,
    /// Later editions, oldest first, each from a later date than the one before.
    pub later: Vec<Edition>,
}

/// One edition of an area's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The first day on which it applies.
    pub from: Date,
    /// What it says.
    pub settings: AreaSettings,
}

impl AreaBook {
    /// All editions, oldest first.
    pub fn editions(&self) -> impl DoubleEndedIterator<Item = &Edition> {
        std::iter::once(&self.first).chain(&self.later)
    }

    /// The settings that apply to something that happened on this date (R340).
    /// Before the first edition, the first one applies.
    #[must_use]
    pub fn settings_on(&self, date: Date) -> &AreaSettings {
        self.editions()
            .rev()
            .find(|edition| edition.from <= date)
            .map_or(&self.first.settings, |edition| &edition.settings)
    }
}

/// Words that the area prefers on its pages (C30).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The person whose behaviour causes harm.
    pub person_causing_harm: String,
    /// The person who is harmed.
    pub victim: String,
    /// The area's words for abuse in the name of honour; the stored flag is the same everywhere.
    pub honour_based: String,
    /// The police officer who looks after high-risk victims (C25).
    pub risk_officer: String,
}

/// Who the service is for (C3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Eligibility {
    /// Youngest age in whole years, inclusive, of both people.
    pub min_age: u8,
}

/// What people read for each level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelLabels {
    /// For [`RiskLevel::Standard`].
    pub standard: String,
    /// For [`RiskLevel::Medium`].
    pub medium: String,
    /// For [`RiskLevel::High`].
    pub high: String,
}

impl LevelLabels {
    /// The label of one level.
    #[must_use]
    pub fn of(&self, level: RiskLevel) -> &str {
        match level {
            RiskLevel::Standard => &self.standard,
            RiskLevel::Medium => &self.medium,
            RiskLevel::High => &self.high,
        }
    }
}

/// One risk tool that the area accepts (F1, F10, F14, F17, C4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskTool {
    /// Short code, unique in the area.
    pub code: String,
    /// What people read.
    pub name: String,
    /// How many questions it has; a score above this is refused.
    pub questions: u8,
    /// Number of yes answers that means high, for tools that count (F2).
    pub high_threshold: Option<u8>,
    /// Youngest age in years for which it is meant (C4, F7).
    pub min_age: u8,
    /// Oldest age in years, where it is meant for the young (F7).
    pub max_age: Option<u8>,
    /// Other names that a sheet or form may print for it.
    pub aliases: Vec<String>,
}

/// A calendar with the code by which promises name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedCalendar {
    /// Short code, unique in the area.
    pub code: String,
    /// What people read.
    pub name: String,
    /// How time is counted.
    pub rule: Calendar,
}

/// One agency of the partnership (R331).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agency {
    /// Short code, unique in the area.
    pub code: AgencyCode,
    /// What people read.
    pub name: String,
    /// What kind of body it is.
    pub kind: AgencyKind,
    /// Whether every triage asks it (R121).
    pub core_triage: bool,
    /// Whether its staff sit in the hub; others are asked through a named contact (R134, R135).
    pub in_hub: bool,
    /// Whether it sits at MARAC (F24).
    pub marac_member: bool,
    /// How its contacts outside the hub learn of requests (R134, R136).
    pub contact: Contact,
    /// Where its mail goes, once somebody has said.
    pub route: Option<Route>,
    /// A post of this agency that sits with another one (R212).
    pub liaison: Option<Liaison>,
}

/// A post of one agency that sits with another, such as a liaison manager of children's services with the police (R212).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Liaison {
    /// What the post is called.
    pub post: String,
    /// The agency that it sits with.
    pub with: AgencyCode,
}

/// How long an answer about safe contact holds (R25, R32).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SafeContactRules {
    /// Days after the day on which it was asked; then it must be asked again.
    pub lapse_days: u16,
}

/// Need-to-know handling (R213 to R218).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restricted {
    /// Flags that restrict an incident from the moment it arrives.
    pub arrival_flags: Vec<Flag>,
    /// The role that leads on a restricted case (R213).
    pub lead_role: Role,
    /// The role that is told of every restricted case (R214).
    pub manager_role: Role,
    /// Minutes for which an emergency opening holds (R218).
    pub emergency_minutes: u16,
}

/// Whether a MARAC referral brings an IDVA by itself (C21, R200).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Idva {
    /// True where every case gets one without asking.
    pub auto_allocate: bool,
}

/// Limits on a signed-in session and on failed sign-ins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// Minutes without a click after which a session ends.
    pub idle_minutes: u16,
    /// Hours after which a session ends whatever happens.
    pub absolute_hours: u16,
    /// Failed attempts in a row that lock the account.
    pub lockout_attempts: u8,
    /// Minutes for which the lock holds.
    pub lockout_minutes: u16,
    /// Days for which what somebody wrote and did not send is kept.
    pub draft_days: u16,
}

/// Limits on imports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Imports {
    /// Hours in which an import can be taken back whole.
    pub undo_hours: u16,
}

/// The audit of decisions by random sample (R269 to R275, C39).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audit {
    /// How many incidents a sample draws.
    pub sample_size: u16,
    /// From which list.
    pub population: AuditPopulation,
    /// Which levels are in the draw.
    pub levels: Vec<RiskLevel>,
}

/// Everything one edition decides. Keys in the file have the same names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaSettings {
    /// Preferred words.
    pub words: Words,
    /// Which meaning of domestic abuse applies.
    pub definition: DefinitionVersion,
    /// Who the service is for.
    pub eligibility: Eligibility,
    /// Labels of the levels.
    pub levels: LevelLabels,
    /// Risk tools that are accepted.
    pub risk_tools: Vec<RiskTool>,
    /// Screening on arrival.
    pub screening: Screening,
    /// The daily sheet.
    pub sheet: Sheet,
    /// Changing a level.
    pub risk_change: RiskChange,
    /// Recording and closing.
    pub close: CloseRules,
    /// Sending people to support.
    pub support: SupportRules,
    /// The hub's rating.
    pub rag: RagTimes,
    /// Calendars by code.
    pub calendars: Vec<NamedCalendar>,
    /// One row for each [`PromiseCode`]; read through [`AreaSettings::promise`].
    pub promises: Vec<Promise>,
    /// Triage.
    pub triage: Triage,
    /// MARAC.
    pub marac: Marac,
    /// MATAC.
    pub matac: Matac,
    /// Supervision by probation.
    pub supervision: SupervisionRules,
    /// IDVA allocation.
    pub idva: Idva,
    /// Agencies of the partnership.
    pub agencies: Vec<Agency>,
    /// Reaching people safely.
    pub safe_contact: SafeContactRules,
    /// Mail to and from agencies.
    pub mail: MailRules,
    /// Need-to-know handling.
    pub restricted: Restricted,
    /// What health is told.
    pub health_notice: HealthNotices,
    /// The directory of services.
    pub directory: Directory,
    /// The public pages.
    pub public: PublicHost,
    /// Who answers the doors.
    pub doors: DoorRules,
    /// Sessions.
    pub sign_in: SignIn,
    /// Imports.
    pub imports: Imports,
    /// Audit sample.
    pub audit: Audit,
}

impl AreaSettings {
    /// The area's promise of this code; where it has no row of its own, the built-in one.
    #[must_use]
    pub fn promise(&self, code: PromiseCode) -> Promise {
        self.promises
            .iter()
            .find(|promise| promise.code == code)
            .cloned()
            .unwrap_or_else(|| Promise::built_in(code))
    }

    /// The promise of this code for a referral with this rating. For codes that
    /// take their length from the rating it is the rating's time (R117, R137).
    #[must_use]
    pub fn promise_rated(&self, code: PromiseCode, rag: Rag) -> Promise {
        let base = self.promise(code);
        if LENGTH_FROM_RAG.contains(&code) {
            self.rag.level(rag).promise(&base)
        } else {
            base
        }
    }

    /// The agency with this code.
    #[must_use]
    pub fn agency(&self, code: &str) -> Option<&Agency> {
        self.agencies
            .iter()
            .find(|agency| agency.code.as_str() == code)
    }

    /// The calendar with this code.
    #[must_use]
    pub fn calendar(&self, code: &str) -> Option<&NamedCalendar> {
        self.calendars.iter().find(|calendar| calendar.code == code)
    }

    /// The tool with this code.
    #[must_use]
    pub fn risk_tool(&self, code: &str) -> Option<&RiskTool> {
        self.risk_tools.iter().find(|tool| tool.code == code)
    }

    /// The tool that a sheet or form means by a printed name: its code, name or
    /// any alias, whatever the capitals, spaces and punctuation.
    #[must_use]
    pub fn risk_tool_named(&self, printed: &str) -> Option<&RiskTool> {
        let wanted = bare(printed);
        self.risk_tools.iter().find(|tool| {
            bare(&tool.code) == wanted
                || bare(&tool.name) == wanted
                || tool.aliases.iter().any(|alias| bare(alias) == wanted)
        })
    }
}

/// Letters and digits only, lower-case, so that two spellings of one name agree.
fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
