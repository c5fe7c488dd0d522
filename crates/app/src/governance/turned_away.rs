//! Somebody asked for a record that is not there for them: the log names it, its keepers are told, and they learn nothing (R218, R339).

use hawthorn_domain::incidents::Incident;
use hawthorn_domain::marac::{AgreedAction, MaracReferral};
use hawthorn_domain::mash::request::InformationRequest;
use hawthorn_domain::people::Person;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::{Deed, Entry};
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::referrals::Referral;
use hawthorn_store::Document;
use hawthorn_store::governance::keeper_notices::NoticeKind;
use hawthorn_store::people::Suggestion;

use super::keepers::{About, notice, tell};
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// The most names of records that one address is read for.
const MOST: usize = 3;

/// Keeps that an address was answered as missing. There is one line for whoever
/// reads the log, the same whether something is there or not. For each record in the
/// address that is held closely from the asker there is another, which names it
/// and which only those see who may open it, and a word to its keepers.
///
/// # Errors
/// When the log cannot be written.
pub async fn turned_away(app: &App, ask: &mut Ask, verb: Verb, path: &str) -> Told<()> {
    let scope = ask.scope(app)?;
    let mut about = Vec::new();
    for part in path.split('/').filter(|part| is_name(part)).take(MOST) {
        about.extend(held_from(app, &scope, part).await?);
    }
    let words = "Somebody who may not open the record asked for it by its reference";
    let mut notices = Vec::new();
    for about in &about {
        notices.push(notice(ask, NoticeKind::Refused, about, words));
    }
    let mut tx = app.store.begin().await?;
    let line = "Asked for something that is not there for them";
    tx.note(ask.entry(Deed::Refused, verb, line)).await?;
    for (about, notice) in about.iter().zip(&notices) {
        let (kind, record) = about.record();
        tx.note(Entry {
            kind: kind.to_owned(),
            record: record.to_owned(),
            ..ask.entry(
                Deed::Refused,
                verb,
                "Asked for the record and was told that nothing is there",
            )
        })
        .await?;
        tell(&mut tx, ask, verb, notice).await?;
    }
    Ok(tx.finish().await?)
}

/// Whether a part of an address has the form of a record's name.
fn is_name(part: &str) -> bool {
    part.len() == 28 && part.as_bytes().get(1) == Some(&b'-')
}

/// The record of this name, when it is held closely from the asker.
async fn held_from(app: &App, scope: &Scope, id: &str) -> Told<Option<About>> {
    match id.as_bytes().first() {
        Some(b'P') => hidden::<Person>(app, scope, id).await,
        Some(b'I') => hidden::<Incident>(app, scope, id).await,
        Some(b'R') => hidden::<Referral>(app, scope, id).await,
        Some(b'Q') => hidden::<InformationRequest>(app, scope, id).await,
        Some(b'C') => hidden::<MaracReferral>(app, scope, id).await,
        Some(b'A') => hidden::<AgreedAction>(app, scope, id).await,
        Some(b'G') => hidden::<Suggestion>(app, scope, id).await,
        _ => Ok(None),
    }
}

async fn hidden<T: Document>(app: &App, scope: &Scope, id: &str) -> Told<Option<About>> {
    let read = app.store.get_unscoped::<T>(id).await?;
    let found = read.filter(|read| {
        let value = &read.value;
        let own = value.area() == scope.area.as_str();
        own && value.restriction().is_restricted() && !value.seen_by(scope)
    });
    Ok(found.map(|_| About::new(scope, T::TABLE, id)))
}
