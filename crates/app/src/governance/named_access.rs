//! Need to know: holding a record closely, releasing it, and naming who else may open it (R213–R218).

pub(crate) mod record;
mod work;

use std::collections::BTreeSet;

use hawthorn_domain::incidents::Incident;
use hawthorn_domain::people::Person;
use hawthorn_domain::people::held::Held;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::{AccountId, IncidentId, PersonId};
use hawthorn_domain::platform::restriction::{Closeness, Restriction};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::governance::keeper_notices::NoticeKind;
use hawthorn_store::platform::accounts::Account;
use hawthorn_store::{Document, Stored};

use self::record::{Along, Kept, Loaded, keep, load};
use self::work::others_closed;
use super::keepers::{About, notice};
use crate::people::history::RecordKind;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::{needed, short};

/// Incidents of one person that are looked at for another restriction; far more than anybody has.
const MOST_INCIDENTS: u64 = 1_000;

const NAMING: Verb = Verb::NameOnRecord;

/// An account on a record's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedAccount {
    /// The account.
    pub account: AccountId,
    /// The name to sign in with, by which it is named and removed.
    pub sign_in_name: String,
    /// The name shown.
    pub name: String,
}

/// Who is named on a record's list, by sign-in name.
///
/// # Errors
/// When the record is not there for the reader, is open, or the reader is not
/// one of those who say who may open it.
pub async fn named_on_record(
    app: &App,
    ask: &mut Ask,
    kind: RecordKind,
    id: &str,
) -> Told<Vec<NamedAccount>> {
    // Load
    let scope = ask.scope(app)?;
    let loaded = load(app, &scope, kind, id, Along::Reading).await?;
    // Allow
    allow(app, ask, &loaded.chosen).await?;
    // Decide
    held_closely(&loaded.chosen)?;
    let ids = loaded.chosen.restriction().named.iter();
    let ids: Vec<String> = ids.map(ToString::to_string).collect();
    let mut named: Vec<NamedAccount> = Vec::new();
    for account in app.store.get_many::<Account>(&scope, &ids).await? {
        named.push(shown(&account));
    }
    named.sort_by(|a, b| a.sign_in_name.cmp(&b.sign_in_name));
    // Keep
    let words = "Looked at who may open the record";
    ask.looked(app, Verb::NameOnRecord, kind.code(), id, words)
        .await?;
    // Tell
    Ok(named)
}

/// Names an account on a restricted record, and on those it is read with: for an
/// incident its people, what was made of them, its MASH referral and that referral's
/// requests. Being named opens what the account's roles open and no more.
///
/// # Errors
/// When the record is not there for the reader, is open, the reader is not one
/// of those who say who may open it, there is no such account in the area
/// (field `account`), it is named already, or no reason is given (field `why`).
pub async fn name_on_record(
    app: &App,
    ask: &mut Ask,
    kind: RecordKind,
    id: &str,
    account: &str,
    why: &str,
) -> Told<NamedAccount> {
    // Load
    let scope = ask.scope(app)?;
    let loaded = load(app, &scope, kind, id, Along::Reading).await?;
    // Allow
    allow(app, ask, &loaded.chosen).await?;
    // Decide
    held_closely(&loaded.chosen)?;
    let why = reason(why, &loaded.people)?;
    let found = account_called(app, account)
        .await?
        .filter(|found| !found.disabled && found.seen_by(&scope))
        .ok_or_else(nobody_called_that)?;
    let words = format!(
        "Named the account {} on the record: {why}",
        found.sign_in_name
    );
    // Keep
    let changed = keep(app, ask, &loaded, NAMING, &words, None, |held| {
        let to = &held.restriction;
        let wanted = to.is_restricted() && !to.named.contains(&found.id);
        wanted.then(|| held.with(|to| to.named.push(found.id)))
    })
    .await?;
    if changed == 0 {
        return Err(Refusal::Conflict(
            "This account is named on the record already.".to_owned(),
        ));
    }
    // Tell
    Ok(shown(&found))
}

/// Takes an account off the list of a restricted record and of those it is read with.
///
/// # Errors
/// As for [`name_on_record`]; also when the account is not named.
pub async fn remove_from_record(
    app: &App,
    ask: &mut Ask,
    kind: RecordKind,
    id: &str,
    account: &str,
    why: &str,
) -> Told<NamedAccount> {
    // Load
    let scope = ask.scope(app)?;
    let loaded = load(app, &scope, kind, id, Along::Reading).await?;
    // Allow
    allow(app, ask, &loaded.chosen).await?;
    // Decide
    held_closely(&loaded.chosen)?;
    let why = reason(why, &loaded.people)?;
    // An account that was switched off or has left the area can still be taken off.
    let found = account_called(app, account)
        .await?
        .ok_or_else(nobody_called_that)?;
    let words = format!(
        "Took the account {} off the record: {why}",
        found.sign_in_name
    );
    // Keep
    let changed = keep(app, ask, &loaded, NAMING, &words, None, |held| {
        let named = held.restriction.named.contains(&found.id);
        named.then(|| held.with(|to| to.named.retain(|id| *id != found.id)))
    })
    .await?;
    if changed == 0 {
        return Err(Refusal::field(
            "account",
            "This account is not named on the record. Check the sign-in name against the list.",
        ));
    }
    // Tell
    Ok(shown(&found))
}

/// Holds an open record closely, together with whatever would betray it (R218):
/// for an incident its people with their linked records, its MASH referral, the
/// requests, and a MARAC referral made of it. A person's record that is closed only
/// because another one of theirs is can be restricted for itself, too. Gives how many
/// records were changed.
///
/// # Errors
/// When the record is not there for the reader, the reader is not one of those
/// told of restricted records, it is restricted already, or no reason is given (field `why`).
pub async fn restrict_record(
    app: &App,
    ask: &mut Ask,
    kind: RecordKind,
    id: &str,
    why: &str,
) -> Told<usize> {
    // Load
    let scope = ask.scope(app)?;
    let loaded = load(app, &scope, kind, id, Along::Hiding).await?;
    // Allow
    allow(app, ask, &loaded.chosen).await?;
    // Decide
    let for_itself = |held: &Held| held.restriction.is_restricted() && !held.with_another;
    if for_itself(&loaded.chosen.held()) {
        return Err(Refusal::Conflict(
            "This record is restricted already.".to_owned(),
        ));
    }
    let why = reason(why, &loaded.people)?;
    let words = format!("Restricted the record: {why}");
    let about = About::of(ask, kind, id);
    let told = notice(ask, NoticeKind::Restricted, &about, &words);
    // Keep
    let changed = keep(app, ask, &loaded, NAMING, &words, Some(told), |held| {
        (!for_itself(held)).then(|| Held {
            restriction: Restriction::on_arrival(why.clone()),
            with_another: false,
        })
    })
    .await?;
    // Tell
    Ok(changed)
}

/// Opens a restricted record again to everyone whose work it is, with its list
/// emptied. Records that another restricted record still protects stay closed.
/// Gives how many records were changed.
///
/// # Errors
/// When the record is not there for the reader, the reader is not one of those
/// told of restricted records, it is open already, something restricted still
/// stands behind it, or no reason is given (field `why`).
pub async fn release_record(
    app: &App,
    ask: &mut Ask,
    kind: RecordKind,
    id: &str,
    why: &str,
) -> Told<usize> {
    // Load
    let scope = ask.scope(app)?;
    let mut loaded = load(app, &scope, kind, id, Along::Hiding).await?;
    // Allow
    allow(app, ask, &loaded.chosen).await?;
    // Decide
    held_closely(&loaded.chosen)?;
    let why = reason(why, &loaded.people)?;
    if loaded.chosen.held().with_another {
        return Err(Refusal::Rule(
            "This record is restricted because another record of the same person is. Release that one."
                .to_owned(),
        ));
    }
    protected(app, &scope, &loaded).await?;
    let mut along = Vec::new();
    let mut closed = others_closed(app, &scope, &loaded).await?;
    for kept in loaded.along {
        // What was restricted for a reason of its own is released for its own.
        let own_reason = kept.restriction().why != loaded.chosen.restriction().why;
        let stays = match (&kept, &loaded.chosen) {
            (Kept::Person(person), Kept::Incident(incident)) => {
                in_another(app, &scope, person.id, Some(incident.id)).await?
            }
            // A MARAC referral is released by itself, once nobody in it is held closely.
            (Kept::Marac(_) | Kept::Action(_), Kept::Incident(_)) => true,
            // What was made of two people stays while one of them does. People come first.
            _ => kept.people().iter().any(|person| closed.contains(person)),
        };
        if !own_reason && !stays {
            along.push(kept);
        } else if let Kept::Person(person) = &kept {
            closed.insert(person.id);
        }
    }
    loaded.along = along;
    let words = format!("Released the record from its restriction: {why}");
    // Keep
    let changed = keep(app, ask, &loaded, NAMING, &words, None, |held| {
        held.restriction.is_restricted().then(|| Held {
            restriction: Restriction::default(),
            with_another: false,
        })
    })
    .await?;
    // Tell
    Ok(changed)
}

/// Asks for the right to say who may open the record. An open record is asked
/// about as it would stand, restricted with the reader on its list, so that the
/// answer is a plain refusal and not a record that has vanished.
pub(super) async fn allow(app: &App, ask: &Ask, chosen: &Kept) -> Told<()> {
    let mut restriction = chosen.restriction().clone();
    if !restriction.is_restricted() {
        restriction.closeness = Closeness::Restricted;
        restriction.named = vec![ask.actor.account];
    }
    let thing = Thing::record(ask.area(), &restriction);
    ask.allow(app, Verb::NameOnRecord, &thing).await
}

fn held_closely(chosen: &Kept) -> Told<()> {
    if chosen.restriction().is_restricted() {
        return Ok(());
    }
    Err(Refusal::Rule(
        "This record is open to everyone whose work it is. Restrict it first, then name who may open it."
            .to_owned(),
    ))
}

/// A reason that may stand in the log: short, given, and without the people's names.
pub(super) fn reason(why: &str, people: &[Stored<Person>]) -> Told<String> {
    let why = needed(
        "why",
        &short("why", why)?,
        "Say why, in words that do not tell the case.",
    )?;
    let words = |text: &str| -> BTreeSet<String> {
        let whole = text.to_lowercase();
        let words = whole.split(|c: char| !c.is_alphanumeric());
        // Two letters are an initial or a common word sooner than somebody's name.
        words
            .filter(|word| word.chars().count() > 2)
            .map(str::to_owned)
            .collect()
    };
    let said = words(&why);
    let names = people.iter().flat_map(|person| &person.names);
    let named = names.flat_map(|name| [&name.given, &name.family]);
    if named
        .into_iter()
        .any(|name| !said.is_disjoint(&words(name)))
    {
        return Err(Refusal::field(
            "why",
            "Leave out the names of the people in the case. The reason is kept in the log, which others read.",
        ));
    }
    Ok(why)
}

async fn account_called(app: &App, sign_in_name: &str) -> Told<Option<Stored<Account>>> {
    let name = short("account", sign_in_name)?;
    Ok(app.store.account_named(&name).await?)
}

fn nobody_called_that() -> Refusal {
    Refusal::field(
        "account",
        "Nobody in this area signs in with this name. Check the spelling with them or with your administrator.",
    )
}

pub(super) fn shown(account: &Account) -> NamedAccount {
    NamedAccount {
        account: account.id,
        sign_in_name: account.sign_in_name.clone(),
        name: account.name.clone(),
    }
}

/// Refuses to release what another restricted record still stands behind.
async fn protected(app: &App, scope: &Scope, loaded: &Loaded) -> Told<()> {
    let behind = match &loaded.chosen {
        Kept::Person(person) => in_another(app, scope, person.id, None).await?,
        Kept::Referral(referral) => from_restricted(app, scope, referral.incident).await?,
        Kept::Marac(referral) => {
            from_restricted(app, scope, referral.incident).await?
                || loaded
                    .people
                    .iter()
                    .any(|person| person.restriction.is_restricted())
        }
        // The others are never chosen: they follow theirs.
        _ => false,
    };
    if behind {
        return Err(Refusal::Rule(
            "An incident or a person behind this record is still restricted. Release that first."
                .to_owned(),
        ));
    }
    Ok(())
}

async fn from_restricted(app: &App, scope: &Scope, incident: Option<IncidentId>) -> Told<bool> {
    let Some(id) = incident else { return Ok(false) };
    let read = app.store.get::<Incident>(scope, &id.to_string()).await?;
    Ok(read.is_some_and(|incident| incident.restriction.is_restricted()))
}

/// Whether a record has a part in a restricted incident other than the one given.
/// What stands together with it is closed for itself and closes it, too.
async fn in_another(
    app: &App,
    scope: &Scope,
    person: PersonId,
    but: Option<IncidentId>,
) -> Told<bool> {
    let all = app
        .store
        .incidents_of(scope, &[person], MOST_INCIDENTS)
        .await?;
    Ok(all
        .iter()
        .any(|incident| Some(incident.id) != but && incident.restriction.is_restricted()))
}
