//! What was passed on to the reader's roles because it is late: the list, and taking it up (R117, R140).

use std::collections::{BTreeMap, BTreeSet};

use hawthorn_domain::doors::DoorReport;
use hawthorn_domain::incidents::Incident;
use hawthorn_domain::mash::request::InformationRequest;
use hawthorn_domain::platform::actor::{Role, Scope};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::chase::{Chaser, ChaserState, Ground, TakeUpRefusal, TakenUp};
use hawthorn_domain::platform::ids::ChaserId;
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::referrals::Referral;
use hawthorn_domain::support::SupportCase;
use hawthorn_store::Stored;

use crate::incidents::worklist::Counted;
use crate::mash::reading;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::{App, there};
use crate::platform::text::long;

/// The most rows of the list.
const MOST: u64 = 200;

/// Something late, as the role that it was passed on to sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassedOn {
    /// The chaser.
    pub chaser: Chaser,
    /// The name of the agency that owes it.
    pub owes: String,
}

/// What waits with the reader's roles, the longest late first. What stands on a record that the
/// reader is not handed is not in it, however open the record was when it was passed on (R218).
///
/// # Errors
/// When the role may not see it, or the store does not answer.
pub async fn list_passed_on(app: &App, ask: &mut Ask) -> Told<Vec<PassedOn>> {
    // Load
    let scope = ask.scope(app)?;
    let roles = roles(ask);
    let found = app.store.passed_on(&scope, &roles, MOST).await?;
    // Allow
    ask.allow(app, Verb::SeePassedOn, &Thing::of_area(ask.area()))
        .await?;
    // Decide
    let handed = handed(app, &scope, &found).await?;
    let settings = ask.settings(app)?;
    let lines = found
        .into_iter()
        .filter(|chaser| handed.contains(&chaser.promised.record()))
        .map(|chaser| line(settings, chaser.value))
        .collect();
    // Keep
    reading::listed::<Chaser>(
        app,
        ask,
        Verb::SeePassedOn,
        "Looked through what was passed on because it is late",
    )
    .await?;
    // Tell
    Ok(lines)
}

/// How much waits with the reader's roles; nothing for those who see no such list.
pub(crate) async fn waiting(app: &App, ask: &Ask, scope: &Scope) -> Told<Option<Counted>> {
    if !ask.may_in_area(app, Verb::SeePassedOn) {
        return Ok(None);
    }
    let found = app.store.passed_on(scope, &roles(ask), MOST).await?;
    let handed = handed(app, scope, &found).await?;
    let number = found
        .iter()
        .filter(|chaser| handed.contains(&chaser.promised.record()))
        .count() as u64;
    Ok(Some(Counted {
        number,
        more: number >= MOST,
    }))
}

/// Keeps who takes up something late, and what they do about it.
///
/// # Errors
/// When it is not there for the reader, does not wait, or nothing is said (field `words`).
pub async fn take_up_late(app: &App, ask: &mut Ask, id: ChaserId, words: &str) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let read = app
        .store
        .get::<Chaser>(&scope, &id.to_string())
        .await?
        .ok_or(Refusal::NotFound)?;
    let roles = roles(ask);
    let theirs =
        read.restriction.is_restricted() || read.role.is_some_and(|role| roles.contains(&role));
    let there = handed(app, &scope, std::slice::from_ref(&read)).await?;
    if !theirs || !there.contains(&read.promised.record()) {
        return Err(Refusal::NotFound);
    }
    // Allow
    let thing = Thing::record(&read.area, &read.restriction);
    ask.allow(app, Verb::TakeUpLate, &thing).await?;
    // Decide
    let words = long("words", words)?;
    read.may_be_taken_up(&words)
        .map_err(|refusal| match refusal {
            TakeUpRefusal::NoWords => Refusal::field("words", refusal.to_string()),
            TakeUpRefusal::NotWaiting => Refusal::Conflict(refusal.to_string()),
        })?;
    let changed = Chaser {
        state: ChaserState::TakenUp,
        taken_up: Some(TakenUp {
            by: ask.doer(),
            at: ask.now,
            words,
        }),
        ..read.value.clone()
    };
    // Keep
    let mut tx = app.store.begin().await?;
    let line = format!("Took up what is late: {}", read.promise.label());
    let entry = ask.entry(Deed::Changed, Verb::TakeUpLate, line);
    tx.update(&read, &changed, entry).await?;
    tx.finish().await?;
    // Tell
    Ok(())
}

fn roles(ask: &Ask) -> Vec<Role> {
    ask.actor.roles.iter().copied().collect()
}

fn line(settings: &AreaSettings, chaser: Chaser) -> PassedOn {
    PassedOn {
        owes: reading::agency_name(settings, &chaser.owes),
        chaser,
    }
}

/// The records that chasers stand on, those that the reader is handed now. What a service owes its
/// clients comes to that service and to nobody else.
async fn handed(app: &App, scope: &Scope, chasers: &[Stored<Chaser>]) -> Told<BTreeSet<String>> {
    let mut on: BTreeMap<Ground, Vec<String>> = BTreeMap::new();
    for chaser in chasers {
        let ground = chaser.promised.ground();
        if !ground.is_the_agencys_own() || chaser.owes == scope.agency {
            on.entry(ground).or_default().push(chaser.promised.record());
        }
    }
    let mut found = BTreeSet::new();
    for (ground, ids) in on {
        found.extend(match ground {
            Ground::Incident => there::<Incident>(app, scope, &ids).await?,
            Ground::Request => there::<InformationRequest>(app, scope, &ids).await?,
            Ground::Referral => there::<Referral>(app, scope, &ids).await?,
            Ground::DoorReport => there::<DoorReport>(app, scope, &ids).await?,
            Ground::Client => there::<SupportCase>(app, scope, &ids).await?,
        });
    }
    Ok(found)
}
