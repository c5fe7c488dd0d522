//! Keeps in one press that somebody was pointed to a service, from any record (R51, R112).

use hawthorn_domain::incidents::Incident;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::SignpostId;
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::referrals::consultation::{Signpost, SignpostFrom};
use hawthorn_domain::referrals::{Consultation, Referral};

use super::partners;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// The kinds of record that a form names, with their code.
///
/// # Errors
/// When the kind or the reference is not one of ours.
pub fn signpost_from(kind: &str, id: &str) -> Told<SignpostFrom> {
    let read = match kind {
        "incident" => id.parse().ok().map(SignpostFrom::Incident),
        "mash_referral" => id.parse().ok().map(SignpostFrom::Referral),
        "partner_referral" => id.parse().ok().map(SignpostFrom::Partner),
        "consultation" => id.parse().ok().map(SignpostFrom::Consultation),
        _ => None,
    };
    read.ok_or(Refusal::NotFound)
}

/// Keeps that somebody was pointed to a service of the directory.
///
/// # Errors
/// When the record is not there for the reader, the role may not, or the service is
/// not in the directory (field `service`).
pub async fn record_signpost(
    app: &App,
    ask: &mut Ask,
    from: SignpostFrom,
    service: &str,
) -> Told<Signpost> {
    // Load
    let scope = ask.scope(app)?;
    let thing = thing(app, &scope, from).await?;
    // Allow
    ask.allow(app, Verb::RecordSignpost, &thing).await?;
    // Decide
    let directory = app.store.directory(&scope).await?;
    let entry = directory
        .iter()
        .find(|entry| entry.code == service)
        .and_then(|entry| Some((entry.code.clone(), entry.details.as_ref()?.name.clone())))
        .ok_or_else(|| Refusal::field("service", "Choose a service from the list."))?;
    let signpost = Signpost {
        id: SignpostId::new(ask.now, ask.dice.as_mut()),
        area: ask.area().clone(),
        from,
        service: entry.0,
        service_name: entry.1,
        by: ask.doer(),
        at: ask.now,
        restriction: Restriction::default(),
    };
    // Keep
    let mut tx = app.store.begin().await?;
    let words = "Pointed somebody to a service";
    let entry = ask.entry(Deed::Created, Verb::RecordSignpost, words);
    tx.create(&signpost, entry).await?;
    tx.finish().await?;
    // Tell
    Ok(signpost)
}

async fn thing(app: &App, scope: &Scope, from: SignpostFrom) -> Told<Thing> {
    let id = from.record();
    let (area, restriction) = match from {
        SignpostFrom::Incident(_) => {
            let read = app.store.get::<Incident>(scope, &id).await?;
            read.map(|read| (read.value.area, read.value.restriction))
        }
        SignpostFrom::Referral(_) => {
            let read = app.store.get::<Referral>(scope, &id).await?;
            read.map(|read| (read.value.area, read.value.restriction))
        }
        SignpostFrom::Consultation(_) => {
            let read = app.store.get::<Consultation>(scope, &id).await?;
            read.map(|read| (read.value.area, read.value.restriction))
        }
        SignpostFrom::Partner(id) => return Ok(partners::found(app, scope, id).await?.1),
    }
    .ok_or(Refusal::NotFound)?;
    Ok(Thing::record(&area, &restriction))
}

/// What was kept from one record, for its page.
///
/// # Errors
/// When the record is not there for the reader, or the role may not point to services.
pub async fn open_signposts(app: &App, ask: &mut Ask, from: SignpostFrom) -> Told<Vec<Signpost>> {
    let scope = ask.scope(app)?;
    let thing = thing(app, &scope, from).await?;
    ask.allow(app, Verb::RecordSignpost, &thing).await?;
    let found = app.store.signposts_of(&scope, &from.record()).await?;
    Ok(found.into_iter().map(|read| read.value).collect())
}

/// The services that a form offers, by name: code and name.
///
/// # Errors
/// When the store does not answer.
pub async fn services(app: &App, ask: &Ask) -> Told<Vec<(String, String)>> {
    let scope = ask.scope(app)?;
    let directory = app.store.directory(&scope).await?;
    Ok(directory
        .into_iter()
        .filter_map(|entry| Some((entry.code.clone(), entry.details.as_ref()?.name.clone())))
        .collect())
}
