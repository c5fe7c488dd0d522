//! The child protection screen that comes first where an area screens that way: by the hub, then by several agencies together (R114, C23).

use jiff::Timestamp;

use crate::platform::audit::Doer;
use crate::platform::ids::{ChildScreenId, IncidentId};
use crate::platform::restriction::Restriction;
use crate::platform::settings::AreaCode;
use crate::platform::settings::choices::ScreeningWorkflow;

codes! {
    /// What the hub's screen found.
    pub enum PreScreen {
        Protection = "protection", "Immediate child protection";
        InNeed = "in_need", "Child in need";
        Below = "below", "Below both: for joint screening";
    }
}

codes! {
    /// What several agencies together found.
    pub enum JointOutcome {
        Refer = "refer", "Refer into the MASH after all";
        EarlyHelp = "early_help", "Early help or targeted support";
        Universal = "universal", "Services that are there for everybody";
    }
}

codes! {
    /// What comes next in the screening of an incident.
    pub enum ScreenStep {
        PreScreen = "pre_screen", "Child protection screen by the hub";
        Joint = "joint", "Joint screening by several agencies";
        Desk = "desk", "The desk’s decision";
    }
}

/// The hub's screen as it was made.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PreScreened {
    /// What was found.
    pub found: PreScreen,
    /// Why.
    pub reason: String,
    /// Who screened.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// The joint screening as it was made.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct JointlyScreened {
    /// Which agencies took part.
    pub agencies: Vec<String>,
    /// The grade on the area's joint tool, in the tool's own words.
    pub grade: String,
    /// What was found.
    pub outcome: JointOutcome,
    /// Why.
    pub reason: String,
    /// Who recorded it.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// The child protection screen of one incident.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ChildScreen {
    /// Its identifier.
    pub id: ChildScreenId,
    /// The area.
    pub area: AreaCode,
    /// The incident.
    pub incident: IncidentId,
    /// The hub's screen.
    pub pre: PreScreened,
    /// The joint screening, where the hub's screen asked for it.
    pub joint: Option<JointlyScreened>,
    /// It is held as closely as its incident, which is asked each time; this is the record's own.
    pub restriction: Restriction,
}

/// What comes next. Where the area's way of working is the police desk, or
/// neither a child nor a pregnancy is in the report, that is the desk (R114).
pub fn next_step(
    workflow: ScreeningWorkflow,
    has_child: bool,
    pregnant: bool,
    screen: Option<&ChildScreen>,
) -> ScreenStep {
    if workflow == ScreeningWorkflow::HauDesk || !(has_child || pregnant) {
        return ScreenStep::Desk;
    }
    match screen {
        None => ScreenStep::PreScreen,
        Some(screen) if screen.pre.found == PreScreen::Below && screen.joint.is_none() => {
            ScreenStep::Joint
        }
        Some(_) => ScreenStep::Desk,
    }
}

/// Why a screen was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChildScreenRefusal {
    /// It is not the turn of this step.
    #[error("This step is not due. Open the incident to see what comes next.")]
    NotDue,
    /// No reason was given.
    #[error("Say why, in a sentence. Every decision is kept with its reason.")]
    NoReason,
    /// One agency alone is not several.
    #[error("Joint screening needs at least two agencies. Choose those that took part.")]
    NotJoint,
    /// No grade was given.
    #[error("Enter the grade that the joint tool gave, in the tool’s own words.")]
    NoGrade,
}

/// Checks the hub's screen.
///
/// # Errors
/// When it is not due, or no reason is given.
pub fn may_pre_screen(step: ScreenStep, reason: &str) -> Result<(), ChildScreenRefusal> {
    if step != ScreenStep::PreScreen {
        return Err(ChildScreenRefusal::NotDue);
    }
    if reason.trim().is_empty() {
        return Err(ChildScreenRefusal::NoReason);
    }
    Ok(())
}

/// Checks the joint screening.
///
/// # Errors
/// When it is not due, fewer than two agencies took part, or a grade or a reason is missing.
pub fn may_screen_jointly(
    step: ScreenStep,
    agencies: usize,
    grade: &str,
    reason: &str,
) -> Result<(), ChildScreenRefusal> {
    if step != ScreenStep::Joint {
        return Err(ChildScreenRefusal::NotDue);
    }
    if agencies < 2 {
        return Err(ChildScreenRefusal::NotJoint);
    }
    if grade.trim().is_empty() {
        return Err(ChildScreenRefusal::NoGrade);
    }
    if reason.trim().is_empty() {
        return Err(ChildScreenRefusal::NoReason);
    }
    Ok(())
}
