//! Proposes the outcome of a referral, with its rationale, for the manager to authorise (R130, R141–R148).

use hawthorn_domain::mash::Rag;
use hawthorn_domain::mash::outcome::{Outcome, OutcomeRefusal, OutcomeRule, may_propose};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::ReferralId;
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_domain::platform::verb::Verb;

use super::reading;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text;

/// An outcome as it is proposed.
#[derive(Debug, Clone, Default)]
pub struct Proposed {
    /// Field `outcomes`: codes from the area's settings; several may apply (R148).
    pub outcomes: Vec<String>,
    /// Field `rationale`.
    pub rationale: String,
    /// Field `legal_basis`: needed where one of the outcomes asks for it (R153).
    pub legal_basis: String,
    /// Field `rag`: the rating as triage leaves it, where it is weighed again (R118).
    pub rag: Option<Rag>,
}

/// Proposes an outcome, or puts another in the place of one not yet authorised.
///
/// # Errors
/// When the referral is not there for the reader, the role may not propose,
/// triage is not recorded, a field is missing or unknown, or an outcome has
/// been authorised.
pub async fn propose_outcome(
    app: &App,
    ask: &mut Ask,
    id: ReferralId,
    proposed: Proposed,
) -> Told<Outcome> {
    // Load
    let scope = ask.scope(app)?;
    let read = reading::referral(app, &scope, id).await?;
    let settings = reading::settings(app, &read)?;
    // Allow
    ask.allow(app, Verb::ProposeOutcome, &reading::referral_thing(&read))
        .await?;
    // Decide
    let mut outcomes: Vec<String> = Vec::new();
    for code in proposed.outcomes {
        if !outcomes.contains(&code) {
            outcomes.push(code);
        }
    }
    let outcome = Outcome {
        outcomes,
        rationale: text::long("rationale", &proposed.rationale)?,
        legal_basis: text::long("legal_basis", &proposed.legal_basis)?,
        rag: proposed.rag,
        proposed_by: ask.doer(),
        proposed_at: ask.now,
        authorised: None,
    };
    let rules: Vec<OutcomeRule<'_>> = settings
        .triage
        .outcomes
        .iter()
        .map(|rule| OutcomeRule {
            code: &rule.code,
            needs_legal_basis: rule.needs_legal_basis,
        })
        .collect();
    may_propose(
        &outcome,
        read.triage.is_some(),
        &rules,
        read.outcome.as_ref(),
    )
    .map_err(|refusal| refused(settings, &outcome, refusal))?;
    // Keep
    let mut changed = read.value.clone();
    changed.outcome = Some(outcome.clone());
    let again = if read.outcome.is_some() {
        " in place of the one before"
    } else {
        ""
    };
    let line = format!(
        "Proposed an outcome{again}: {}",
        labels(settings, &outcome).join("; ")
    );
    let mut tx = app.store.begin().await?;
    tx.update(
        &read,
        &changed,
        ask.entry(Deed::Changed, Verb::ProposeOutcome, line),
    )
    .await?;
    tx.finish().await?;
    // Tell
    Ok(outcome)
}

/// The area's words for the outcomes chosen.
pub(super) fn labels(settings: &AreaSettings, outcome: &Outcome) -> Vec<String> {
    outcome
        .outcomes
        .iter()
        .map(|code| {
            settings
                .triage
                .outcome(code)
                .map_or_else(|| code.clone(), |found| found.label.clone())
        })
        .collect()
}

fn refused(settings: &AreaSettings, outcome: &Outcome, refusal: OutcomeRefusal) -> Refusal {
    match refusal {
        OutcomeRefusal::NoneChosen | OutcomeRefusal::NotOfThisArea(_) => {
            Refusal::field("outcomes", refusal.to_string())
        }
        OutcomeRefusal::NoRationale => Refusal::field("rationale", refusal.to_string()),
        // Not only meetings need one, so the outcomes that do are named.
        OutcomeRefusal::NoLegalBasis => {
            let needing: Vec<&str> = settings
                .triage
                .outcomes
                .iter()
                .filter(|rule| rule.needs_legal_basis && outcome.outcomes.contains(&rule.code))
                .map(|rule| rule.label.as_str())
                .collect();
            Refusal::field(
                "legal_basis",
                format!(
                    "State the statutory basis. It is needed for: {}.",
                    needing.join("; ")
                ),
            )
        }
        other => Refusal::rule(other),
    }
}
