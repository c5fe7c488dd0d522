//! A professional's referral received by children's social care: its four checks, the word to police at once, and where it goes (R102–R112).

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::incidents::{Consent, Party, PartyRole};
use crate::platform::actor::AgencyCode;
use crate::platform::audit::Doer;
use crate::platform::ids::{ConsultationId, IncidentId, PartnerReferralId, ReferralId};
use crate::platform::restriction::Restriction;
use crate::platform::settings::AreaCode;
use crate::platform::words;
use crate::risk::RiskLevel;

codes! {
    /// How a partner referral came.
    pub enum Door {
        Telephone = "telephone", "By telephone";
        Form = "form", "On a form that was typed in";
        PublicForm = "public_form", "On the public form";
        Mail = "mail", "By mail";
        Consultation = "consultation", "From a consultation";
    }
}

codes! {
    /// Whether somebody trained has gone through a risk form with the victim (R50, R60, R106).
    pub enum DashDone {
        Yes = "yes", "Yes";
        No = "no", "No";
        NotKnown = "not_known", "Not known";
    }
}

codes! {
    /// Whether the victim was told that a referral is being made (R24, R29).
    pub enum ToldVictim {
        Told = "told", "Yes, she or he was told";
        NotSafe = "not_safe", "No, it was not safe to";
        NotYet = "not_yet", "No, not yet";
        NotKnown = "not_known", "Not known";
    }
}

codes! {
    /// The four checks that social care makes of every partner referral.
    pub enum PartnerCheck {
        Holdings = "holdings", "What children’s social care holds on them, and on children or adults at risk linked to them or the household";
        Earlier = "earlier", "Earlier domestic abuse incidents or concerns";
        OtherRisk = "other_risk", "Anything else: past involvement, offences against children, other risk";
        Dash = "dash", "Has a risk form been done?";
    }
}

impl PartnerCheck {
    /// The requirement that asks for this check.
    pub fn requirement(self) -> &'static str {
        match self {
            PartnerCheck::Holdings => "R103",
            PartnerCheck::Earlier => "R104",
            PartnerCheck::OtherRisk => "R105",
            PartnerCheck::Dash => "R106",
        }
    }
}

codes! {
    /// Where a partner referral goes after its checks (R111, R112).
    pub enum PartnerOutcome {
        Triage = "triage", "Onwards to triage";
        Signpost = "signpost", "Advice and signposting";
        NoFurtherAction = "no_further_action", "No further action";
    }
}

/// Who referred, as they said it.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Referrer {
    /// Their name.
    pub name: String,
    /// Their part: health visitor, teacher.
    pub role: String,
    /// The organisation, in their words.
    pub organisation: String,
    /// The agency of the area that it is, where it is one.
    pub agency: Option<AgencyCode>,
    /// Where they can be reached at work: telephone or mail.
    pub contact: String,
}

/// What is known of a risk form (R60).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DashKnown {
    /// Whether one was done.
    pub done: DashDone,
    /// The form's code in the area's settings, when it is known.
    pub tool: Option<String>,
    /// Questions answered yes.
    pub score: Option<u16>,
    /// The day on which it was done.
    pub on: Option<Date>,
    /// Who did it.
    pub by: String,
}

/// The word to police, which every partner referral makes: nobody can leave it out (R107–R110).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PoliceFlag {
    /// The other force, where it happened in another force's area (R110); none for our own.
    pub other_force: Option<String>,
    /// When police were flagged: the moment of receipt (R109).
    pub raised_at: Timestamp,
    /// What became of it.
    pub taken: Option<FlagTaken>,
}

/// What became of the word to police.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct FlagTaken {
    /// The police system's own reference, or what the other force gave.
    pub reference: String,
    /// Whether the victim has been reached (R108); for another force, not ours to say.
    pub victim_reached: bool,
    /// Whether a risk form was done with the victim (R58, R108).
    pub form_done: bool,
    /// What is to be added.
    pub words: String,
    /// Who recorded it.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// One check as done.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PartnerCheckDone {
    /// What was found.
    pub found: String,
    /// Who looked.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// Where it went, and why.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PartnerDecision {
    /// Where it went.
    pub outcome: PartnerOutcome,
    /// Why, in the decider's words.
    pub reason: String,
    /// What the rules pointed to at that moment.
    pub proposed: PartnerOutcome,
    /// The facts that they leaned on.
    pub because: Vec<String>,
    /// The referral into the MASH that it became.
    pub referral: Option<ReferralId>,
    /// Who decided.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// A professional's referral as children's social care received it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PartnerReferral {
    /// Its identifier.
    pub id: PartnerReferralId,
    /// The area.
    pub area: AreaCode,
    /// How it came.
    pub door: Door,
    /// The consultation that it came from, if it did (R52).
    #[serde(default)]
    pub consultation: Option<ConsultationId>,
    /// Who referred.
    pub referrer: Referrer,
    /// What worries them, in their words.
    pub worry: String,
    /// Whether it cannot wait (C18).
    pub urgent: bool,
    /// Whether the caller was told to ring police as well; both are done (C18).
    pub advised_to_ring: bool,
    /// Whether the victim knows of the referral.
    pub told_victim: ToldVictim,
    /// Whether the victim agrees to support services being told.
    pub consent: Consent,
    /// What is known of a risk form.
    pub dash: DashKnown,
    /// The level it was received at.
    pub level: RiskLevel,
    /// The people named in it.
    pub parties: Vec<Party>,
    /// The incident at the police desk that flags it to our own police; none for another force's.
    pub incident: Option<IncidentId>,
    /// The word to police.
    pub police: PoliceFlag,
    /// When it was received on the system (R337).
    pub received_at: Timestamp,
    /// Who received it.
    pub received_by: Doer,
    /// Checks done so far.
    pub checks: BTreeMap<PartnerCheck, PartnerCheckDone>,
    /// Where it went.
    pub decision: Option<PartnerDecision>,
    /// How closely it is held.
    pub restriction: Restriction,
}

impl PartnerReferral {
    /// Whether it waits for its checks or its decision.
    pub fn is_open(&self) -> bool {
        self.decision.is_none()
    }
    /// Whether a child is named.
    pub fn has_child(&self) -> bool {
        self.parties
            .iter()
            .any(|party| party.role == PartyRole::Child)
    }
}

/// The level that a partner referral is received at. Whoever tells a level is
/// believed, but a score over the area's threshold or urgency is never received
/// below high (R57, C18), and where nobody has assessed the risk it is received
/// at medium, so that it is discussed and not left to the sheet (R50, R82).
pub fn level_on_arrival(
    told: Option<RiskLevel>,
    score: Option<u16>,
    threshold: Option<u8>,
    urgent: bool,
) -> RiskLevel {
    let by_score = score
        .zip(threshold)
        .is_some_and(|(score, threshold)| score >= u16::from(threshold));
    if urgent || by_score {
        return RiskLevel::High;
    }
    told.unwrap_or(RiskLevel::Medium)
}

/// What the checks and the record say, as far as the rule needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartnerFacts {
    /// The level it was received at.
    pub level: RiskLevel,
    /// Whether a risk form was done.
    pub form_done: bool,
    /// Children or adults at risk are named or linked.
    pub vulnerable: bool,
    /// Earlier incidents known of these people.
    pub earlier: usize,
    /// Whether earlier incidents rule out no further action, by the area's settings (C12).
    pub earlier_bars: bool,
}

/// Where the rules point to, with the facts behind it (R111, R112). Only a
/// standard level that rests on a risk form, with nobody vulnerable and nothing
/// before, points away from triage. No count of incidents decides by itself (R113).
pub fn propose(facts: PartnerFacts) -> (PartnerOutcome, Vec<String>) {
    let mut because = Vec::new();
    if facts.level > RiskLevel::Standard {
        because.push(format!(
            "the level is {} (R111)",
            facts.level.label().to_lowercase()
        ));
    }
    if !facts.form_done {
        because.push("no risk form has been done, so nobody can say standard (R112)".to_owned());
    }
    if facts.vulnerable {
        because.push("a child or an adult at risk is linked (R103)".to_owned());
    }
    if facts.earlier > 0 && facts.earlier_bars {
        because.push(format!(
            "{} on record (C12, R104)",
            words::count(
                facts.earlier as i64,
                "earlier incident is",
                "earlier incidents are"
            )
        ));
    }
    if because.is_empty() {
        let why =
            "standard by a risk form, nobody vulnerable linked, nothing before that bars it (R112)";
        (PartnerOutcome::NoFurtherAction, vec![why.to_owned()])
    } else {
        (PartnerOutcome::Triage, because)
    }
}

/// Why an act on a partner referral was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PartnerRefusal {
    /// A check is missing (R103–R106).
    #[error("These checks are still to do before a decision: {}.", .0.iter().map(|check| check.label()).collect::<Vec<_>>().join("; "))]
    ChecksMissing(Vec<PartnerCheck>),
    /// The other force has not been told (R110).
    #[error(
        "It happened in another force’s area, and that force has not been told yet. Tell it first, and record how."
    )]
    ForceNotTold,
    /// No reason was given.
    #[error("Say why, in a sentence. Every decision is kept with its reason.")]
    NoReason,
    /// It has been decided already.
    #[error("This referral has already been decided. Open it to see the decision.")]
    AlreadyDecided,
    /// The word to police has been taken up before.
    #[error("The word to police has been taken up already.")]
    AlreadyTaken,
    /// Nothing says that police have it.
    #[error("Enter the reference under which police have it.")]
    NoPoliceReference,
}

/// Checks that a partner referral may be decided now.
///
/// # Errors
/// When it is decided, a check is missing, another force was not told, or no reason is given.
pub fn may_decide(referral: &PartnerReferral, reason: &str) -> Result<(), PartnerRefusal> {
    if !referral.is_open() {
        return Err(PartnerRefusal::AlreadyDecided);
    }
    if referral.police.other_force.is_some() && referral.police.taken.is_none() {
        return Err(PartnerRefusal::ForceNotTold);
    }
    let missing: Vec<PartnerCheck> = PartnerCheck::ALL
        .iter()
        .filter(|check| !referral.checks.contains_key(check))
        .copied()
        .collect();
    if !missing.is_empty() {
        return Err(PartnerRefusal::ChecksMissing(missing));
    }
    if reason.trim().is_empty() {
        return Err(PartnerRefusal::NoReason);
    }
    Ok(())
}

/// Checks that the word to police may be recorded as taken up.
///
/// # Errors
/// When it was taken up before, or nothing says under which reference police have it.
pub fn may_take_flag(flag: &PoliceFlag, reference: &str) -> Result<(), PartnerRefusal> {
    if flag.taken.is_some() {
        return Err(PartnerRefusal::AlreadyTaken);
    }
    if reference.trim().is_empty() {
        return Err(PartnerRefusal::NoPoliceReference);
    }
    Ok(())
}
