//! The screening desk's rules: the six checks, the claim, the decision and what it leans on (R64–R81).

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::{Flag, Incident};
use crate::platform::audit::Doer;
use crate::platform::deadline::Clock;
use crate::platform::ids::AccountId;
use crate::platform::words;
use crate::risk::RiskLevel;
use crate::risk::grading;

codes! {
    /// The six checks that are a minimum for every incident (R67–R73).
    pub enum ScreeningCheck {
        Level = "level", "Is the risk level right?";
        Duplicates = "duplicates", "Are these people already known under other records?";
        EarlierIncidents = "earlier_incidents", "Earlier incidents and offences";
        FormerPartners = "former_partners", "Former partners and other violence";
        OtherRisks = "other_risks", "Mental health, substances and other needs";
        FormQuality = "form_quality", "Was the risk form done well?";
    }
}

impl ScreeningCheck {
    /// The requirement that asks for this check.
    pub fn requirement(self) -> &'static str {
        match self {
            ScreeningCheck::Level => "R67",
            ScreeningCheck::Duplicates => "R68",
            ScreeningCheck::EarlierIncidents => "R69",
            ScreeningCheck::FormerPartners => "R70",
            ScreeningCheck::OtherRisks => "R71",
            ScreeningCheck::FormQuality => "R72",
        }
    }
}

codes! {
    /// The three decisions of R74.
    pub enum ScreeningOutcome {
        Close = "close", "Record and close";
        Share = "share", "Share for early help or targeted support";
        Refer = "refer", "Refer into the MASH";
    }
}

codes! {
    /// Where an incident stands at the desk.
    pub enum Queue {
        /// Waits to be screened.
        ToScreen = "to_screen", "To screen";
        /// Waits for a supervisor to answer a proposed change of level (R85).
        AwaitingSupervisor = "awaiting_supervisor", "Waiting for supervisor";
        /// Screened and decided.
        Done = "done", "Done";
    }
}

/// One check as done: by whom, when, with what found (R73).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CheckDone {
    /// What the system had found when the officer confirmed.
    pub system_found: String,
    /// What the officer adds; may be empty when the system's finding says it all.
    pub note: String,
    /// Who did it.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// An officer's hold on an incident, which lapses by itself.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Claim {
    /// Who holds it.
    pub by: Doer,
    /// Until when, unless they go on working.
    pub until: Timestamp,
}

/// The decision with its reason and the facts it leaned on (R74, R336).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ScreeningDecision {
    /// What was decided.
    pub outcome: ScreeningOutcome,
    /// Why, in the officer's words.
    pub reason: String,
    /// What the system proposed at that moment.
    pub proposed: ScreeningOutcome,
    /// The facts that the proposal leaned on.
    pub because: Vec<String>,
    /// Who decided.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// How far the screening of an incident is.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Screening {
    /// Its clock (R79).
    pub clock: Clock,
    /// Who holds it now.
    pub claim: Option<Claim>,
    /// Checks done so far.
    pub checks: BTreeMap<ScreeningCheck, CheckDone>,
    /// The decision, once made.
    pub decision: Option<ScreeningDecision>,
}

/// Why an act at the desk was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScreeningRefusal {
    /// A check is missing (R73).
    #[error("These checks are still to do before a decision: {}.", .0.iter().map(|check| check.label()).collect::<Vec<_>>().join("; "))]
    ChecksMissing(Vec<ScreeningCheck>),
    /// No reason was given.
    #[error("Say why, in a sentence. Every decision is kept with its reason.")]
    NoReason,
    /// It has been decided already.
    #[error("This incident has already been decided. Open it to see the decision.")]
    AlreadyDecided,
    /// Somebody else holds it.
    #[error("{by} has this incident until {until}. It can be taken after that.")]
    HeldByOther {
        /// Who holds it.
        by: String,
        /// Until when, in words.
        until: String,
    },
    /// A change of level must be answered first (R85).
    #[error("A change of level is waiting for a supervisor. Decide once it has been answered.")]
    LevelWaiting,
}

/// The facts about history that the rules need and only the record can give.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// Earlier incidents between the same two people.
    pub same_pair: usize,
    /// Earlier incidents of the victim with somebody else.
    pub victim_other: usize,
    /// Earlier incidents in which this person caused harm to somebody else (R70, R259).
    pub harm_to_others: usize,
    /// Records that may be the same people and are not yet answered (R68).
    pub open_suggestions: usize,
}

/// A proposal with the facts behind it. A person decides; this never does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// What the rules point to.
    pub outcome: ScreeningOutcome,
    /// The facts, in plain words, each with its requirement.
    pub because: Vec<String>,
}

/// Which decision the rules point to (R66, R75–R77, C12, C13).
///
/// `close_needs_no_history` is the area's reading of C12: whether an earlier
/// incident rules out record-and-close.
pub fn propose(incident: &Incident, history: &History, close_needs_no_history: bool) -> Proposal {
    let mut refer = family_reasons(incident);
    let mut share = Vec::new();
    for flag in &incident.flags {
        match flag_reason(*flag) {
            Some((ScreeningOutcome::Refer, why)) => refer.push(why),
            Some((_, why)) => share.push(why),
            None => {}
        }
    }
    match incident.level() {
        RiskLevel::High => refer.push("the level is high (R91)".to_owned()),
        RiskLevel::Medium => {
            share.push("the level is medium: consider a referral (R90)".to_owned())
        }
        RiskLevel::Standard => {}
    }
    let earlier = history.same_pair + history.victim_other + history.harm_to_others;
    if earlier > 0 && close_needs_no_history {
        share.push(format!(
            "{} on record (C12)",
            words::count(
                earlier as i64,
                "earlier incident is",
                "earlier incidents are"
            )
        ));
    }
    if !refer.is_empty() {
        refer.append(&mut share);
        return Proposal {
            outcome: ScreeningOutcome::Refer,
            because: refer,
        };
    }
    if !share.is_empty() {
        return Proposal {
            outcome: ScreeningOutcome::Share,
            because: share,
        };
    }
    Proposal {
        outcome: ScreeningOutcome::Close,
        because: vec![
            "no child, no adult at risk, no mental health or substance need is recorded (R75)"
                .to_owned(),
        ],
    }
}

/// Reasons to refer that lie in who was there: children, young people, a pregnancy.
fn family_reasons(incident: &Incident) -> Vec<String> {
    let mut refer = Vec::new();
    let children = incident.children().count();
    if children > 0 {
        refer.push(format!(
            "{} at the address: a referral must be considered (R66)",
            words::count(children as i64, "child is", "children are")
        ));
    }
    if !incident.routes.is_empty() {
        refer.push("a party is under 18 (R40)".to_owned());
    }
    if incident.pregnant == Some(true) {
        refer.push(
            "someone is pregnant: the effect on the child must be assessed (R226)".to_owned(),
        );
    }
    refer
}

/// What a flag points to, and why. A mental health concern always asks for a
/// referral; another health need asks to share (R66, R76, R77).
fn flag_reason(flag: Flag) -> Option<(ScreeningOutcome, String)> {
    if flag == Flag::MentalHealth {
        Some((
            ScreeningOutcome::Refer,
            "a mental health concern is recorded: a referral must be considered (R66)".to_owned(),
        ))
    } else if flag.is_health_need() {
        Some((
            ScreeningOutcome::Share,
            format!(
                "{} is recorded as a need (R76)",
                flag.label().to_lowercase()
            ),
        ))
    } else if flag.is_adult_vulnerability() {
        Some((
            ScreeningOutcome::Refer,
            format!(
                "{}: an adult may need safeguarding (R66, R77)",
                flag.label()
            ),
        ))
    } else {
        None
    }
}

/// Takes an incident to work on, or renews the hold.
///
/// # Errors
/// When it is decided, or another officer's hold has not lapsed.
pub fn claim(
    screening: &Screening,
    by: Doer,
    now: Timestamp,
    minutes: u32,
) -> Result<Claim, ScreeningRefusal> {
    if screening.decision.is_some() {
        return Err(ScreeningRefusal::AlreadyDecided);
    }
    held_by_other(screening, by.account, now)?;
    let until = now
        .checked_add(SignedDuration::from_mins(i64::from(minutes)))
        .unwrap_or(now);
    Ok(Claim { by, until })
}

/// Refuses when another officer holds the incident at this moment.
///
/// # Errors
/// [`ScreeningRefusal::HeldByOther`], naming who and until when.
pub fn held_by_other(
    screening: &Screening,
    me: Option<AccountId>,
    now: Timestamp,
) -> Result<(), ScreeningRefusal> {
    match &screening.claim {
        Some(held) if held.until > now && held.by.account != me => {
            Err(ScreeningRefusal::HeldByOther {
                by: held.by.name.clone(),
                until: words::moment(held.until),
            })
        }
        _ => Ok(()),
    }
}

/// Decides, once every check is done and no change of level waits.
///
/// # Errors
/// When a check is missing, no reason is given, a change of level waits, the
/// incident is held by another or already decided.
pub fn decide(
    incident: &Incident,
    required: &[ScreeningCheck],
    outcome: ScreeningOutcome,
    reason: &str,
    proposal: Proposal,
    by: Doer,
    now: Timestamp,
) -> Result<ScreeningDecision, ScreeningRefusal> {
    let screening = &incident.screening;
    if screening.decision.is_some() {
        return Err(ScreeningRefusal::AlreadyDecided);
    }
    held_by_other(screening, by.account, now)?;
    if grading::waiting(&incident.level_changes).is_some() {
        return Err(ScreeningRefusal::LevelWaiting);
    }
    let missing: Vec<ScreeningCheck> = required
        .iter()
        .filter(|check| !screening.checks.contains_key(check))
        .copied()
        .collect();
    if !missing.is_empty() {
        return Err(ScreeningRefusal::ChecksMissing(missing));
    }
    if reason.trim().is_empty() {
        return Err(ScreeningRefusal::NoReason);
    }
    Ok(ScreeningDecision {
        outcome,
        reason: reason.trim().to_owned(),
        proposed: proposal.outcome,
        because: proposal.because,
        by,
        at: now,
    })
}

/// The queue an incident stands in.
pub fn queue(incident: &Incident) -> Queue {
    if incident.screening.decision.is_some() {
        Queue::Done
    } else if grading::waiting(&incident.level_changes).is_some() {
        Queue::AwaitingSupervisor
    } else {
        Queue::ToScreen
    }
}
