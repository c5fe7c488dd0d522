//! Screens a partner's referral: its four checks, then onwards to triage, signposting or no further action (R102–R106, R111, R112).

use hawthorn_domain::incidents::Incident;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{PartnerReferralId, ReferralId};
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use hawthorn_domain::referrals::partner::{
    PartnerCheck, PartnerCheckDone, PartnerDecision, PartnerOutcome, PartnerRefusal, may_decide,
    propose,
};
use hawthorn_domain::referrals::{PartnerReferral, Referral, Subject};
use hawthorn_store::Stored;

use super::partners::{facts, found};
use crate::mash::refer::{Referring, referral_from_incident, referral_of};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::{long, needed};

/// Keeps what one check found. A check may be done again until the referral is decided.
///
/// # Errors
/// When it is not there for the reader, the role may not screen, it is decided, or
/// nothing is written (field `found`).
pub async fn record_partner_check(
    app: &App,
    ask: &mut Ask,
    id: PartnerReferralId,
    check: PartnerCheck,
    what: &str,
) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let (read, thing, _) = found(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::ScreenPartner, &thing).await?;
    // Decide
    if !read.is_open() {
        return Err(Refusal::rule(PartnerRefusal::AlreadyDecided));
    }
    let field = format!("found-{}", check.code());
    let what = needed(&field, what, "Say what was found, or that nothing is held.")?;
    let mut changed = read.value.clone();
    let done = PartnerCheckDone {
        found: what,
        by: ask.doer(),
        at: ask.now,
    };
    changed.checks.insert(check, done);
    // Keep
    let mut tx = app.store.begin().await?;
    let words = format!("Did a check: {}", words::inside(check.label()));
    let entry = ask.entry(Deed::Changed, Verb::ScreenPartner, words);
    tx.update(&read, &changed, entry).await?;
    tx.finish().await?;
    // Tell
    Ok(())
}

/// Decides where a partner's referral goes. Onwards to triage, it becomes a referral
/// into the MASH with everything that its checks found (R111).
///
/// # Errors
/// When it is not there for the reader, the role may not screen or refer, a check is
/// missing, another force was not told, or no reason is given (field `reason`).
pub async fn decide_partner(
    app: &App,
    ask: &mut Ask,
    id: PartnerReferralId,
    outcome: PartnerOutcome,
    reason: &str,
) -> Told<Option<ReferralId>> {
    // Load
    let scope = ask.scope(app)?;
    let (read, thing, incident) = found(app, &scope, id).await?;
    let there = match &incident {
        Some(incident) => app.store.referral_of(&scope, incident.id).await?,
        None => None,
    };
    // Allow
    ask.allow(app, Verb::ScreenPartner, &thing).await?;
    if outcome == PartnerOutcome::Triage {
        ask.allow(app, Verb::MakeReferral, &thing).await?;
    }
    // Decide
    let reason = long("reason", reason)?;
    may_decide(&read, &reason).map_err(|refusal| match refusal {
        PartnerRefusal::NoReason => Refusal::field("reason", refusal.to_string()),
        other => Refusal::rule(other),
    })?;
    let (proposed, because) = propose(facts(app, &scope, &read, incident.as_ref()).await?);
    let wanted = outcome == PartnerOutcome::Triage;
    let new = if wanted && there.is_none() {
        Some(referral_from_partner(
            app,
            ask,
            &read,
            incident.as_ref(),
            &reason,
        )?)
    } else {
        None
    };
    let became = new
        .as_ref()
        .map(|referral| referral.id)
        .or(there.map(|referral| referral.id).filter(|_| wanted));
    let mut changed = read.value.clone();
    changed.decision = Some(PartnerDecision {
        outcome,
        reason,
        proposed,
        because,
        referral: became,
        by: ask.doer(),
        at: ask.now,
    });
    // Keep
    let mut tx = app.store.begin().await?;
    let words = format!("Decided: {}", words::inside(outcome.label()));
    let entry = ask.entry(Deed::Changed, Verb::ScreenPartner, words);
    tx.update(&read, &changed, entry).await?;
    if let Some(referral) = &new {
        let words = "Referred into the MASH from a partner’s referral";
        let entry = ask.entry(Deed::Created, Verb::MakeReferral, words);
        tx.create(referral, entry).await?;
    }
    tx.finish().await?;
    // Tell
    Ok(became)
}

/// The referral into the MASH: the worry and what each check found go with it (R111).
fn referral_from_partner(
    app: &App,
    ask: &mut Ask,
    partner: &PartnerReferral,
    incident: Option<&Stored<Incident>>,
    reason: &str,
) -> Told<Referral> {
    let mut said = vec![
        reason.to_owned(),
        format!("The referrer: {}", partner.worry),
    ];
    for (check, done) in &partner.checks {
        said.push(format!("{}: {}", check.label(), done.found));
    }
    let said = said.join("\n\n");
    let lead = ask.actor.agency.clone();
    if let Some(incident) = incident {
        return referral_from_incident(app, ask, lead, incident, &said);
    }
    let subjects = partner.parties.iter().map(|party| Subject {
        person: party.person,
        role: party.role,
    });
    let from = Referring {
        area: partner.area.clone(),
        lead_agency: lead,
        incident: None,
        reason: said,
        level: partner.level,
        subjects: subjects.collect(),
        restriction: partner.restriction.clone(),
    };
    referral_of(app, ask, from)
}
