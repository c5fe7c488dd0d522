//! A partner's referral as it was told, in plain values, and how it is read as a report of people (R50, R102).

use hawthorn_connect::incidents as sheet;
use hawthorn_connect::incidents::{IncidentReport, ReportedBorn, ReportedPerson, ReportedSex};
use hawthorn_domain::incidents::{AbuseKind, Consent, Flag};
use hawthorn_domain::people::Sex;
use hawthorn_domain::platform::ids::{ConsultationId, PartnerReferralId};
use hawthorn_domain::referrals::partner::{
    DashDone, DashKnown, Door, Referrer, ToldVictim, level_on_arrival,
};
use hawthorn_domain::risk::RiskLevel;
use jiff::civil::Date;

use crate::platform::ask::Ask;
use crate::platform::refusal::{FieldProblem, Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::{needed, short};

/// The most children that one referral names.
const MOST_CHILDREN: usize = 20;

/// Somebody as the referrer named them. Every part may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewPerson {
    /// Given names.
    pub given: String,
    /// Family name.
    pub family: String,
    /// Date of birth as typed: `27 3 1990`, a year, or an age in years.
    pub born: String,
    /// Sex, when said.
    pub sex: Option<Sex>,
    /// Telephone.
    pub phone: String,
}

/// A partner's referral as it was told, in plain values: a page of the hub and the
/// public form give the same.
#[derive(Debug, Clone)]
pub struct NewPartnerReferral {
    /// How it came.
    pub door: Door,
    /// The consultation that it came from.
    pub consultation: Option<ConsultationId>,
    /// Who referred. Fields `referrer_name`, `referrer_organisation`, `referrer_contact`.
    pub referrer: Referrer,
    /// Field `worry`: what worries them.
    pub worry: String,
    /// Whether it cannot wait (C18).
    pub urgent: bool,
    /// Whether the caller was told to ring police as well (C18).
    pub advised_to_ring: bool,
    /// Whether the victim was told.
    pub told_victim: ToldVictim,
    /// Whether the victim agrees to support services being told.
    pub consent: Consent,
    /// What is known of a risk form.
    pub dash: DashKnown,
    /// The level that the referrer tells, if any.
    pub level: Option<RiskLevel>,
    /// Fields `victim_given`, `victim_family`, `victim_born`.
    pub victim: NewPerson,
    /// Fields `other_given` and so on; nobody when all are empty.
    pub person_causing_harm: NewPerson,
    /// What the person causing harm is to the victim.
    pub relationship: String,
    /// The children; those of whom nothing is said are left out.
    pub children: Vec<NewPerson>,
    /// The address where it happened, or where the victim lives.
    pub address: String,
    /// Its postcode.
    pub postcode: String,
    /// Facts that raise risk.
    pub flags: Vec<Flag>,
    /// Kinds of abuse.
    pub kinds: Vec<AbuseKind>,
    /// Whether somebody is pregnant, when said.
    pub pregnant: Option<bool>,
    /// Field `other_force`: the other force whose area it happened in; empty for our own (R110).
    pub other_force: String,
}

impl Default for NewPartnerReferral {
    fn default() -> Self {
        Self {
            door: Door::Form,
            consultation: None,
            referrer: Referrer::default(),
            worry: String::new(),
            urgent: false,
            advised_to_ring: false,
            told_victim: ToldVictim::NotKnown,
            consent: Consent::NotStated,
            dash: DashKnown {
                done: DashDone::NotKnown,
                tool: None,
                score: None,
                on: None,
                by: String::new(),
            },
            level: None,
            victim: NewPerson::default(),
            person_causing_harm: NewPerson::default(),
            relationship: String::new(),
            children: Vec::new(),
            address: String::new(),
            postcode: String::new(),
            flags: Vec::new(),
            kinds: Vec::new(),
            pregnant: None,
            other_force: String::new(),
        }
    }
}

/// The referral as a report, so that its people arrive as everybody else does.
pub(super) fn report(
    app: &App,
    ask: &Ask,
    id: PartnerReferralId,
    new: &NewPartnerReferral,
) -> Told<IncidentReport> {
    let worry = needed(
        "worry",
        &new.worry,
        "Say what worries the referrer, in their words.",
    )?;
    let mut problems = missing(new);
    let victim = person("victim", &new.victim, &mut problems);
    let other = person("other", &new.person_causing_harm, &mut problems);
    let children = children(new, &mut problems);
    if !problems.is_empty() {
        return Err(Refusal::Fields(problems));
    }
    let threshold = new
        .dash
        .tool
        .as_deref()
        .map(|tool| ask.settings(app).map(|settings| settings.risk_tool(tool)))
        .transpose()?
        .flatten()
        .and_then(|tool| tool.high_threshold);
    let level = level_on_arrival(new.level, new.dash.score, threshold, new.urgent);
    let postcode = short("postcode", &new.postcode)?;
    Ok(IncidentReport {
        reference: id.short(),
        reported_at: Some(ask.now),
        occurred_at: None,
        received_at: ask.now,
        location: short("address", &new.address)?,
        postcode: (!postcode.is_empty()).then_some(postcode),
        level: match level {
            RiskLevel::Standard => sheet::SheetLevel::Standard,
            RiskLevel::Medium => sheet::SheetLevel::Medium,
            RiskLevel::High => sheet::SheetLevel::High,
        },
        score: new.dash.score,
        tool: new.dash.tool.clone(),
        tool_as_typed: String::new(),
        victim,
        suspect: (!is_nobody(&new.person_causing_harm)).then_some(other),
        relationship: short("relationship", &new.relationship)?,
        children,
        children_not_named: 0,
        pregnant: new.pregnant,
        crime_number: None,
        flags: new.flags.iter().copied().map(sheet_flag).collect(),
        language: None,
        consent: match new.consent {
            Consent::Given => sheet::Consent::Yes,
            Consent::Refused => sheet::Consent::No,
            Consent::NotAsked => sheet::Consent::NotAsked,
            Consent::NotStated => sheet::Consent::NotStated,
        },
        officer: String::new(),
        summary: worry,
    })
}

/// The children of whom anything is said.
fn children(
    new: &NewPartnerReferral,
    problems: &mut Vec<FieldProblem>,
) -> Vec<sheet::ReportedChild> {
    let named = new.children.iter().filter(|child| !is_nobody(child));
    let mut children = Vec::new();
    for (place, child) in named.enumerate() {
        let field = format!("child-{place}");
        let dob = born(&field, &child.born, problems);
        let name = format!("{} {}", child.given.trim(), child.family.trim());
        children.push(sheet::ReportedChild {
            name: name.trim().to_owned(),
            dob,
        });
    }
    if children.len() > MOST_CHILDREN {
        problems.push(problem(
            "child-0",
            "Name at most 20 children here, and the others in the worry.",
        ));
    }
    children
}

fn problem(field: &str, message: &str) -> FieldProblem {
    FieldProblem {
        field: field.to_owned(),
        message: message.to_owned(),
    }
}

/// What a referral cannot be without: somebody to ring back, and somebody it is about.
fn missing(new: &NewPartnerReferral) -> Vec<FieldProblem> {
    let mut problems = Vec::new();
    let referrer = &new.referrer;
    for (field, value, message) in [
        (
            "referrer_name",
            &referrer.name,
            "Enter the name of whoever refers.",
        ),
        (
            "referrer_organisation",
            &referrer.organisation,
            "Enter where they work.",
        ),
        (
            "referrer_contact",
            &referrer.contact,
            "Enter how they can be reached at work: we ring back.",
        ),
    ] {
        if value.trim().is_empty() {
            problems.push(problem(field, message));
        }
    }
    if new.victim.given.trim().is_empty() && new.victim.family.trim().is_empty() {
        problems.push(problem(
            "victim_given",
            "Enter a name for the victim, or the part of it that is known.",
        ));
    }
    problems
}

fn is_nobody(person: &NewPerson) -> bool {
    [&person.given, &person.family, &person.born, &person.phone]
        .iter()
        .all(|part| part.trim().is_empty())
}

fn person(field: &str, new: &NewPerson, problems: &mut Vec<FieldProblem>) -> ReportedPerson {
    let part = |text: &str| {
        let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then(|| text.chars().take(100).collect())
    };
    ReportedPerson {
        surname: part(&new.family),
        forenames: part(&new.given),
        dob: born(&format!("{field}_born"), &new.born, problems),
        sex: match new.sex {
            Some(Sex::Female) => ReportedSex::Female,
            Some(Sex::Male) => ReportedSex::Male,
            Some(Sex::Other) => ReportedSex::Other,
            Some(Sex::Unknown) | None => ReportedSex::Unknown,
        },
        phone: part(&new.phone),
    }
}

/// A date of birth as typed: three numbers are a date, one of four figures a year,
/// one of fewer an age.
fn born(field: &str, typed: &str, problems: &mut Vec<FieldProblem>) -> ReportedBorn {
    let numbers: Option<Vec<i16>> = typed
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect();
    let read = match numbers.as_deref() {
        Some([]) => Some(ReportedBorn::Unknown),
        Some([age]) if (0..=120).contains(age) => u8::try_from(*age).ok().map(ReportedBorn::Age),
        Some([year]) if (1900..=2200).contains(year) => Some(ReportedBorn::Year(*year)),
        Some([day, month, year]) if (1900..=2200).contains(year) => {
            let parts = i8::try_from(*month).ok().zip(i8::try_from(*day).ok());
            parts
                .and_then(|(month, day)| Date::new(*year, month, day).ok())
                .map(ReportedBorn::Full)
        }
        _ => None,
    };
    read.unwrap_or_else(|| {
        problems.push(problem(
            field,
            "Enter a date such as 27 3 1990, a year, or an age in years.",
        ));
        ReportedBorn::Unknown
    })
}

/// The mark by which a sheet says the same; what a sheet has no mark for is kept in words.
fn sheet_flag(flag: Flag) -> sheet::SheetFlag {
    match flag {
        Flag::HonourBased => sheet::SheetFlag::HonourBased,
        Flag::ForcedMarriage => sheet::SheetFlag::ForcedMarriage,
        Flag::Fgm => sheet::SheetFlag::Fgm,
        Flag::MentalHealth => sheet::SheetFlag::MentalHealth,
        Flag::Alcohol => sheet::SheetFlag::Alcohol,
        Flag::Drugs => sheet::SheetFlag::Drugs,
        Flag::Disability => sheet::SheetFlag::Disability,
        Flag::NoRecourse => sheet::SheetFlag::NoRecourse,
        Flag::Stalking => sheet::SheetFlag::Stalking,
        Flag::Strangulation => sheet::SheetFlag::Strangulation,
        Flag::Weapon => sheet::SheetFlag::Weapons,
        Flag::Trafficking => sheet::SheetFlag::Trafficking,
        Flag::ChildProtection => sheet::SheetFlag::ChildSafeguarding,
        Flag::CareNeeds => sheet::SheetFlag::AdultAtRisk,
        other => sheet::SheetFlag::Other(other.label().to_owned()),
    }
}
