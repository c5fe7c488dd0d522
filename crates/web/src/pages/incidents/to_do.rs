//! What to do with an incident: its checks, its level, its decision (R67–R74, ux.md 4.1).

use hawthorn_app::incidents::open_incident::{CheckView, Workspace};
use hawthorn_components::{
    Button, ButtonStyle, InsetText, LinkButton, SummaryList, SummaryRow, Tag, TagColour,
};
use hawthorn_domain::platform::words;
use maud::{Markup, html};

use super::workspace::View;
use super::{refused, writing};
use crate::forms::{Problems, Typed};
use crate::layout::pieces;

/// The third column: what is open, with the next thing to do first in line.
pub(super) fn to_do(view: &View<'_>, problems: &Problems, typed: &Typed) -> Markup {
    let workspace = view.workspace;
    let open: Vec<&CheckView> = workspace
        .checks
        .iter()
        .filter(|check| check.done.is_none())
        .collect();
    html! {
        h2.govuk-heading-m id="to-do" tabindex="-1" { "What to do" }
        @if let Some(message) = refused(problems) { (message) }
        @if workspace.incident.screening.decision.is_some() { (decided(view)) } @else {
            p.govuk-body { (words::count((workspace.checks.len() - open.len()) as i64, "check", "checks")) " of " (workspace.checks.len()) " done." }
            (all_quiet(workspace, &open))
            (level(workspace))
            // The next thing to do has the one green button (ux.md rule 2), once the incident is the reader's.
            @let mine = workspace.held.as_ref().is_some_and(|held| held.mine);
            @for check in &workspace.checks {
                @let next = mine && open.first().is_some_and(|first| first.check == check.check);
                (one_check(workspace, check, next, problems, typed))
            }
            (decision_link(workspace, mine))
        }
        @if let Some(referral) = workspace.referral {
            p.govuk-body { a.govuk-link href={ "/referrals/" (referral) } { "Open the referral that came of it" } }
        }
        @if view.may_refer { (refer(workspace, problems, typed)) }
    }
}

fn level(workspace: &Workspace) -> Markup {
    let href = format!("/incidents/{}/level", workspace.incident.id);
    html! {
        @if let Some(change) = &workspace.level_waiting {
            (InsetText::new(html! {
                (change.proposed_by.name) " proposes to change the level from " (change.from.label().to_lowercase()) " to " (change.to.label().to_lowercase()) ". "
                a.govuk-link href=(href) { @if workspace.allowed.answer_level { "Answer the change of level" } @else { "See the proposal" } }
            }))
        } @else if workspace.allowed.propose_level {
            p.govuk-body { a.govuk-link href=(href) { "Propose another level" } }
        }
    }
}

/// One button for the checks in which the system found nothing to look at.
fn all_quiet(workspace: &Workspace, open: &[&CheckView]) -> Markup {
    let quiet: Vec<&&CheckView> = open.iter().filter(|check| !check.look).collect();
    html! {
        @if workspace.allowed.record_check && quiet.len() > 1 {
            form method="post" action={ "/incidents/" (workspace.incident.id) "/check" } {
                @for check in &quiet { input type="hidden" name="check" value=(check.check.code()); }
                @if quiet.len() == open.len() { input type="hidden" name="all" value="yes"; }
                (Button::secondary(format!("Confirm {} checks as found", quiet.len())))
            }
        }
    }
}

fn one_check(
    workspace: &Workspace,
    check: &CheckView,
    next: bool,
    problems: &Problems,
    typed: &Typed,
) -> Markup {
    let code = check.check.code();
    let again = typed.one("check") == code;
    let text = if again { typed.one("note") } else { "" };
    let mut note = writing(
        "note",
        "Your note",
        "",
        text,
        problems.at("note").filter(|_| again),
    );
    // Six notes on one page: only the one with the problem has the plain id that the summary links to.
    note.id = if again {
        "note".to_owned()
    } else {
        format!("note-{code}")
    };
    note.rows = Some(2);
    let style = if next {
        ButtonStyle::Primary
    } else {
        ButtonStyle::Secondary
    };
    html! {
        h3 class="govuk-heading-s govuk-!-margin-bottom-1" id={ "check-" (code) } { (check.check.label()) }
        @if check.look && check.done.is_none() { p class="govuk-body govuk-!-margin-bottom-1" { (Tag::new("Needs a closer look", TagColour::Yellow)) } }
        p.govuk-body { (check.found) }
        @if let Some(done) = &check.done {
            p.govuk-body-s { "Done by " (done.by.name) ", " (words::moment(done.at)) @if !done.note.is_empty() { ": " (done.note) } }
        } @else if workspace.allowed.record_check {
            form method="post" action={ "/incidents/" (workspace.incident.id) "/check" } novalidate {
                input type="hidden" name="check" value=(code);
                (note)
                (Button { style, ..Button::new(html! { "Done" span.govuk-visually-hidden { ": " (check.check.label()) } }) })
            }
        } @else { p.govuk-hint { "Not done yet." } }
    }
}

fn decision_link(workspace: &Workspace, mine: bool) -> Markup {
    let href = format!("/incidents/{}/decision", workspace.incident.id);
    let ready = workspace
        .checks
        .iter()
        .all(|check| check.done.is_some() || !check.required);
    html! {
        @if ready && mine && workspace.allowed.decide && workspace.checks.iter().all(|check| check.done.is_some()) {
            (LinkButton::new(href, "Decide what becomes of it"))
        } @else {
            p.govuk-body { a.govuk-link href=(href) { @if ready { "Decide what becomes of it" } @else { "See what the rules point to" } } }
        }
    }
}

fn decided(view: &View<'_>) -> Markup {
    html! {
        @if let Some(decision) = &view.workspace.incident.screening.decision {
            (SummaryList::new(vec![
                SummaryRow::new("Decision", decision.outcome.label()),
                SummaryRow::new("Why", pieces::written(&decision.reason)),
                SummaryRow::new("Decided by", format!("{}, {}", decision.by.name, words::moment(decision.at))),
            ]))
            p.govuk-body { a.govuk-link href={ "/incidents/" (view.workspace.incident.id) "/decision" } { "See the decision and the checks behind it" } }
        }
        @if view.may_take_next {
            form method="post" action="/incidents/next" { (Button::new("Take the next incident")) }
        }
    }
}

fn refer(workspace: &Workspace, problems: &Problems, typed: &Typed) -> Markup {
    html! {
        form method="post" action={ "/incidents/" (workspace.incident.id) "/refer" } novalidate {
            h3.govuk-heading-s { "Refer into the MASH" }
            (writing("reason", "Why the MASH should look at this", "The MASH is the multi-agency safeguarding hub. The people who decide there read this first.", typed.one("reason"), problems.at("reason")))
            (Button::secondary("Refer this incident"))
        }
    }
}
