//! What the area has settled between police and children's services for an incident with children at the address (R212).

use crate::platform::settings::AreaSettings;
use crate::platform::settings::choices::{AgencyKind, HealthRecipient, HealthTrigger};

/// A post of children's services that sits with another agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiaisonPost {
    /// What the post is called.
    pub post: String,
    /// The agency that it is of, by name.
    pub of: String,
    /// The agency that it sits with, by name.
    pub with: String,
}

/// What goes where, by the area's settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChildProtocol {
    /// Which fact about a child is told to whom by itself.
    pub told: Vec<(HealthTrigger, HealthRecipient)>,
    /// Whether standard incidents stand on the daily sheet, where social care writes what it holds.
    pub on_sheet: bool,
    /// Whom to ask first.
    pub liaison: Option<LiaisonPost>,
}

/// The protocol of an area.
pub fn child_protocol(settings: &AreaSettings) -> ChildProtocol {
    let about_children = |trigger: &HealthTrigger| {
        matches!(
            trigger,
            HealthTrigger::AnyChild | HealthTrigger::YoungChild | HealthTrigger::SchoolChild
        )
    };
    let mut told = Vec::new();
    for rule in &settings.health_notice.rules {
        let pair = (rule.trigger, rule.recipient);
        if about_children(&rule.trigger) && !told.contains(&pair) {
            told.push(pair);
        }
    }
    let of_children = settings
        .agencies
        .iter()
        .filter(|agency| agency.kind == AgencyKind::ChildrensSocialCare);
    let liaison = of_children
        .filter_map(|agency| {
            let liaison = agency.liaison.as_ref()?;
            let with = settings.agency(liaison.with.as_str())?;
            Some(LiaisonPost {
                post: liaison.post.clone(),
                of: agency.name.clone(),
                with: with.name.clone(),
            })
        })
        .next();
    ChildProtocol {
        told,
        on_sheet: settings.sheet.enabled,
        liaison,
    }
}
