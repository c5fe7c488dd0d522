//! Records the triage discussion: who took part, what was said, and why it went on without somebody (R120–R133).

use hawthorn_domain::mash::triage::{Absent, Triage, TriageRefusal, may_record};
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::ReferralId;
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_domain::platform::settings::choices::AgencyKind;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;

use super::reading::{self, Answers};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text;

/// The discussion as it is written down.
#[derive(Debug, Clone, Default)]
pub struct Discussion {
    /// Field `agencies`: those that took part.
    pub agencies: Vec<AgencyCode>,
    /// Field `why-…` of each core member that was not there, and why (R121).
    pub absent: Vec<(AgencyCode, String)>,
    /// Field `discussion`.
    pub discussion: String,
    /// Field `without`: why it went on without an answer.
    pub without: String,
}

/// Records the discussion, or writes it again until an outcome is proposed.
///
/// # Errors
/// When the referral is not there for the reader, the role may not record
/// triage, there is no rating, nothing was written, an outcome is proposed, or
/// a core member or an answer is missing without a word on why.
pub async fn record_triage(
    app: &App,
    ask: &mut Ask,
    id: ReferralId,
    discussion: Discussion,
) -> Told<Triage> {
    // Load
    let scope = ask.scope(app)?;
    let read = reading::referral(app, &scope, id).await?;
    let settings = reading::settings(app, &read)?;
    let answers = Answers::of(&app.store.requests_of(&scope, id).await?);
    // Allow
    ask.allow(app, Verb::RecordTriage, &reading::referral_thing(&read))
        .await?;
    // Decide
    let triage = Triage {
        absent: absent(settings, &discussion)?,
        agencies: reading::known_agencies(settings, &discussion.agencies)?,
        discussion: text::long("discussion", &discussion.discussion)?,
        without: text::long("without", &discussion.without)?,
        by: ask.doer(),
        at: ask.now,
    };
    let missing = absent_core(settings, &triage.agencies);
    may_record(
        &triage,
        read.rating().is_some(),
        read.outcome.is_some(),
        &missing,
        answers.open(),
    )
    .map_err(|refusal| refused(settings, refusal))?;
    // Keep
    let mut changed = read.value.clone();
    changed.triage = Some(triage.clone());
    let took_part = words::count(triage.agencies.len() as i64, "agency", "agencies");
    let line = match answers.open() {
        0 => format!("Recorded the triage discussion of {took_part}"),
        open => format!(
            "Recorded the triage discussion of {took_part}; it went on without {}",
            words::count(open as i64, "answer", "answers")
        ),
    };
    let mut tx = app.store.begin().await?;
    tx.update(
        &read,
        &changed,
        ask.entry(Deed::Changed, Verb::RecordTriage, line),
    )
    .await?;
    tx.finish().await?;
    // Tell
    Ok(triage)
}

/// Those who were not there, each with a word on why; what is empty is left out,
/// as is whoever took part after all.
fn absent(settings: &AreaSettings, discussion: &Discussion) -> Told<Vec<Absent>> {
    let mut kept = Vec::new();
    for (agency, why) in &discussion.absent {
        let why = text::short("agencies", why)?;
        if why.is_empty() || discussion.agencies.contains(agency) {
            continue;
        }
        reading::known_agencies(settings, std::slice::from_ref(agency))?;
        kept.push(Absent {
            agency: agency.clone(),
            why,
        });
    }
    Ok(kept)
}

/// The core agencies that did not take part, one for each kind: another agency
/// of the same kind stands in for it, and either side of social care stands for
/// both where the area says that one is enough (R121).
pub(super) fn absent_core(settings: &AreaSettings, took_part: &[AgencyCode]) -> Vec<AgencyCode> {
    let there = |kind: AgencyKind| {
        settings
            .agencies
            .iter()
            .any(|agency| agency.kind == kind && took_part.contains(&agency.code))
    };
    let social_care = [AgencyKind::ChildrensSocialCare, AgencyKind::AdultSocialCare];
    let one_is_there =
        settings.triage.one_social_care_is_enough && social_care.into_iter().any(there);
    settings
        .triage
        .core
        .iter()
        .filter(|kind| {
            let other_side = one_is_there && social_care.contains(kind);
            !(there(**kind) || other_side)
        })
        .filter_map(|kind| settings.agencies.iter().find(|agency| agency.kind == *kind))
        .map(|agency| agency.code.clone())
        .collect()
}

/// The refusal at its field; core agencies are named, not coded.
fn refused(settings: &AreaSettings, refusal: TriageRefusal) -> Refusal {
    match refusal {
        TriageRefusal::CoreMissing(codes) => {
            let names: Vec<String> = codes
                .split(", ")
                .map(|code| reading::agency_name(settings, &AgencyCode::new(code)))
                .collect();
            Refusal::field(
                "agencies",
                TriageRefusal::CoreMissing(names.join(", ")).to_string(),
            )
        }
        TriageRefusal::AnswersMissing(_) => Refusal::field("without", refusal.to_string()),
        TriageRefusal::NoDiscussion => Refusal::field("discussion", refusal.to_string()),
        TriageRefusal::NotRated | TriageRefusal::TooLate => Refusal::rule(refusal),
    }
}
