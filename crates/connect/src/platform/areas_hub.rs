//! Builds the settings of the hub: screening, levels, closing, triage and notices to health.

use hawthorn_domain::incidents::screening::ScreeningCheck;
use hawthorn_domain::mash::feedback::FeedbackLevel;
use hawthorn_domain::platform::actor::Role;
use hawthorn_domain::platform::settings::choices::{
    AgencyKind, HealthRecipient, HealthTrigger, ScreeningWorkflow,
};
use hawthorn_domain::platform::settings::hub::{
    CloseRules, HealthNoticeRule, HealthNotices, RiskChange, Screening, Sheet, Triage,
    TriageOutcome,
};

use super::areas_reader::{Place, Reader, gather};
use super::areas_settings::refuse_twice;

pub(super) fn screening(reader: &mut Reader<'_>, place: &Place<'_>) -> Option<Screening> {
    gather!(Screening {
        workflow: reader.choice(place, "workflow", ScreeningWorkflow::from_code),
        checks: reader.choices(place, "checks", ScreeningCheck::from_code),
        claim_minutes: reader.whole(place, "claim_minutes"),
        week_end_measure: reader.yes_no(place, "week_end_measure"),
    })
}

pub(super) fn sheet(reader: &mut Reader<'_>, place: &Place<'_>) -> Option<Sheet> {
    gather!(Sheet {
        enabled: reader.yes_no(place, "enabled"),
        cut_off: reader.time(place, "cut_off"),
    })
}

pub(super) fn risk_change(reader: &mut Reader<'_>, place: &Place<'_>) -> Option<RiskChange> {
    gather!(RiskChange {
        authoriser_role: reader.choice(place, "authoriser_role", Role::from_code),
        up_needs_authoriser: reader.yes_no(place, "up_needs_authoriser"),
        down_needs_authoriser: reader.yes_no(place, "down_needs_authoriser"),
        score_still_counts: reader.yes_no(place, "score_still_counts"),
    })
}

pub(super) fn close(reader: &mut Reader<'_>, place: &Place<'_>) -> Option<CloseRules> {
    gather!(CloseRules {
        hub_require_no_previous: reader.yes_no(place, "hub_require_no_previous"),
        desk_require_no_previous: reader.yes_no(place, "desk_require_no_previous"),
    })
}

pub(super) fn triage(reader: &mut Reader<'_>, place: &Place<'_>) -> Option<Triage> {
    gather!(Triage {
        core: reader.choices(place, "core", AgencyKind::from_code),
        one_social_care_is_enough: reader.yes_no(place, "one_social_care_is_enough"),
        authoriser_role: reader.choice(place, "authoriser_role", Role::from_code),
        reply_subject: reader.text(place, "reply_subject"),
        feedback_level: reader.choice(place, "feedback_level", FeedbackLevel::from_code),
        meeting_minutes: reader.whole(place, "meeting_minutes"),
        outcomes: outcomes(reader, place),
    })
}

fn outcomes(reader: &mut Reader<'_>, triage: &Place<'_>) -> Option<Vec<TriageOutcome>> {
    let rows = triage.rows("outcomes");
    if rows.is_empty() {
        reader.problem(
            triage.at_key("outcomes"),
            "triage.outcomes",
            "no outcome",
            "at least one section headed [[triage.outcomes]]",
        );
    }
    let mut outcomes: Vec<TriageOutcome> = Vec::new();
    for row in &rows {
        let outcome = gather!(TriageOutcome {
            code: reader.slug(row, "code"),
            label: reader.text(row, "label"),
            is_meeting: reader.yes_no(row, "is_meeting"),
            needs_legal_basis: reader.yes_no(row, "needs_legal_basis"),
            follow_up: reader.choice_if(row, "follow_up", AgencyKind::from_code),
            tell_referrer: reader.yes_no(row, "tell_referrer"),
            within: reader.length_if(row, "within"),
        });
        let Some(outcome) = outcome else { continue };
        refuse_twice(
            reader,
            row,
            &outcome.code,
            outcomes.iter().map(|other| other.code.as_str()),
        );
        outcomes.push(outcome);
    }
    (outcomes.len() == rows.len()).then_some(outcomes)
}

pub(super) fn health_notice(reader: &mut Reader<'_>, place: &Place<'_>) -> Option<HealthNotices> {
    let rules: Vec<_> = place
        .rows("rules")
        .iter()
        .map(|row| {
            gather!(HealthNoticeRule {
                trigger: reader.choice(row, "trigger", HealthTrigger::from_code),
                recipient: reader.choice(row, "recipient", HealthRecipient::from_code),
            })
        })
        .collect();
    gather!(HealthNotices {
        young_child_under: reader.whole(place, "young_child_under"),
        hold_if_restricted: reader.yes_no(place, "hold_if_restricted"),
        school_starts: reader.time(place, "school_starts"),
        rules: rules.into_iter().collect::<Option<Vec<_>>>(),
    })
}
