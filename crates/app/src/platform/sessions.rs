//! Sessions: who a token stands for now, and ending them.

use hawthorn_domain::platform::actor::Actor;
use hawthorn_domain::platform::audit::{Deed, Doer, Entry};
use hawthorn_domain::platform::ids::{Chance, SessionId};
use hawthorn_domain::platform::settings::{AreaCode, SignIn};
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::platform::accounts::Account;
use hawthorn_store::platform::sessions::Session;
use jiff::{SignedDuration, Timestamp};

use super::ask::Ask;
use super::refusal::{Refusal, Told};
use super::service::App;

/// A session's use is written down at most this often, so that reading stays cheap.
const NOTED_EVERY: SignedDuration = SignedDuration::from_secs(60);

/// A new token: 256 bits of chance in hexadecimal. Only its digest is stored.
pub fn new_token(dice: &mut dyn Chance) -> String {
    format!("{:032x}{:032x}", dice.bits(), dice.bits())
}

/// The digest under which a token is stored.
pub fn token_digest(token: &str) -> String {
    blake3::derive_key("hawthorn session token v1", token.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Somebody who is signed in, with when they must be warned that the session ends.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Who.
    pub actor: Actor,
    /// Their session.
    pub session: Session,
    /// When it ends if nothing is done.
    pub idle_ends: Timestamp,
}

/// Who a token stands for at this moment. Idle and absolute limits are the
/// area's settings; a session of a disabled account ends at once.
///
/// # Errors
/// [`Refusal::SignedOut`] when the token stands for nobody now.
pub async fn authenticate(app: &App, token: &str, now: Timestamp) -> Told<SignedIn> {
    let (actor, mut session, ends) = standing(app, token, now).await?;
    if now.duration_since(session.seen_at) >= NOTED_EVERY {
        session.seen_at = now;
        let mut tx = app.store.begin().await?;
        tx.put_session(&session).await?;
        tx.finish().await?;
    }
    let limits = app.settings(&actor.area, now)?.sign_in;
    let idle_ends = after(
        now,
        SignedDuration::from_mins(i64::from(limits.idle_minutes)),
    )
    .min(ends);
    Ok(SignedIn {
        actor,
        session,
        idle_ends,
    })
}

/// Who a token stands for, without counting as a use of the session: for a screen that is
/// told of changes while nobody may be sitting before it.
///
/// # Errors
/// [`Refusal::SignedOut`] when the token stands for nobody now.
pub async fn reader(app: &App, token: &str, now: Timestamp) -> Told<Actor> {
    standing(app, token, now).await.map(|(actor, ..)| actor)
}

/// Whose session it was that ran out of itself, within the longest time that a session has: for
/// keeping what they sent too late, and nothing else.
///
/// # Errors
/// [`Refusal::SignedOut`] when the token is of no such session: it was ended by hand, is of
/// somebody whose account is disabled, or ran out too long ago.
pub async fn lapsed(app: &App, token: &str, now: Timestamp) -> Told<Actor> {
    let (session, account, area, limits) = of_token(app, token, now).await?;
    let too_late = after(
        session.seen_at,
        SignedDuration::from_hours(i64::from(limits.absolute_hours)),
    );
    if session.ended_at.is_some() || account.disabled || now >= too_late {
        return Err(Refusal::SignedOut);
    }
    actor_of(&account, &area).ok_or(Refusal::SignedOut)
}

/// The session of a token, whether it stands or not, with whose it is and the limits of its area.
async fn of_token(
    app: &App,
    token: &str,
    now: Timestamp,
) -> Told<(Session, Account, AreaCode, SignIn)> {
    let found = app.store.session(&token_digest(token)).await?;
    let (session, account) = found.ok_or(Refusal::SignedOut)?;
    let area = AreaCode::new(&session.area).map_err(|_| Refusal::SignedOut)?;
    let limits = app.settings(&area, now)?.sign_in;
    Ok((session, account, area, limits))
}

/// The account as it acts in one area; none where it has no part.
fn actor_of(account: &Account, area: &AreaCode) -> Option<Actor> {
    let membership = account
        .memberships
        .iter()
        .find(|membership| membership.area == *area)?;
    Some(Actor {
        account: account.id,
        name: account.name.clone(),
        area: area.clone(),
        agency: membership.agency.clone(),
        roles: membership.roles.clone(),
    })
}

/// The actor, the session as it is kept, and when it ends at the latest.
async fn standing(app: &App, token: &str, now: Timestamp) -> Told<(Actor, Session, Timestamp)> {
    let (session, account, area, limits) = of_token(app, token, now).await?;
    let idle_ends = after(
        session.seen_at,
        SignedDuration::from_mins(i64::from(limits.idle_minutes)),
    );
    let ends = after(
        session.created_at,
        SignedDuration::from_hours(i64::from(limits.absolute_hours)),
    );
    let over = session.ended_at.is_some() || account.disabled || now >= idle_ends || now >= ends;
    let (false, Some(actor)) = (over, actor_of(&account, &area)) else {
        return Err(Refusal::SignedOut);
    };
    Ok((actor, session, ends))
}

/// Begins a session for an account in one area and gives its token, to be shown to the browser once.
///
/// # Errors
/// When the store refuses.
pub async fn begin(
    app: &App,
    account: &Account,
    area: &AreaCode,
    now: Timestamp,
    dice: &mut dyn Chance,
    words: &str,
) -> Told<String> {
    let token = new_token(dice);
    let session = Session {
        token: token_digest(&token),
        id: SessionId::new(now, dice),
        account: account.id,
        area: area.as_str().to_owned(),
        created_at: now,
        seen_at: now,
        ended_at: None,
    };
    let agency = account
        .memberships
        .iter()
        .find(|membership| membership.area == *area)
        .map(|membership| membership.agency.clone());
    let mut tx = app.store.begin().await?;
    tx.put_session(&session).await?;
    tx.note(Entry {
        at: now,
        by: Doer {
            account: Some(account.id),
            name: account.name.clone(),
            agency,
        },
        area: Some(area.clone()),
        deed: Deed::SignedIn,
        verb: None,
        kind: "account".to_owned(),
        record: account.id.to_string(),
        words: words.to_owned(),
    })
    .await?;
    tx.finish().await?;
    Ok(token)
}

/// Ends the session of a token; a token that stands for nothing is not an error.
///
/// # Errors
/// When the store refuses.
pub async fn sign_out(app: &App, token: &str, now: Timestamp) -> Told<()> {
    let Some((session, _)) = app.store.session(&token_digest(token)).await? else {
        return Ok(());
    };
    end(app, &session, now, "Signed out").await
}

/// Ends one of the reader's own sessions, or all of them but the present one.
///
/// # Errors
/// When the reader may not, or the store refuses.
pub async fn sign_out_elsewhere(app: &App, ask: &mut Ask, keep: &Session) -> Told<usize> {
    ask.allow(
        app,
        Verb::ManageOwnAccount,
        &hawthorn_domain::platform::thing::Thing::of_area(ask.area()),
    )
    .await?;
    let sessions = app.store.sessions_of(ask.actor.account).await?;
    let open: Vec<&Session> = sessions
        .iter()
        .filter(|session| session.ended_at.is_none() && session.token != keep.token)
        .collect();
    for session in &open {
        end(app, session, ask.now, "Signed out everywhere else").await?;
    }
    Ok(open.len())
}

/// The reader's own sessions, newest first.
///
/// # Errors
/// When the store does not answer.
pub async fn own_sessions(app: &App, ask: &Ask) -> Told<Vec<Session>> {
    ask.allow(
        app,
        Verb::ManageOwnAccount,
        &hawthorn_domain::platform::thing::Thing::of_area(ask.area()),
    )
    .await?;
    Ok(app.store.sessions_of(ask.actor.account).await?)
}

/// Ends every session of an account, after a reset or a change of password.
pub(crate) async fn end_all(app: &App, account: &Account, now: Timestamp, words: &str) -> Told<()> {
    for session in app
        .store
        .sessions_of(account.id)
        .await?
        .iter()
        .filter(|session| session.ended_at.is_none())
    {
        end(app, session, now, words).await?;
    }
    Ok(())
}

async fn end(app: &App, session: &Session, now: Timestamp, words: &str) -> Told<()> {
    let account = app
        .store
        .get_unscoped::<Account>(&session.account.to_string())
        .await?;
    let by = account.map_or_else(
        || Doer::system("unknown account"),
        |account| Doer {
            account: Some(account.id),
            name: account.name.clone(),
            agency: None,
        },
    );
    let mut tx = app.store.begin().await?;
    tx.put_session(&Session {
        ended_at: Some(now),
        ..session.clone()
    })
    .await?;
    tx.note(Entry {
        at: now,
        by,
        area: AreaCode::new(&session.area).ok(),
        deed: Deed::SignedOut,
        verb: None,
        kind: "account".to_owned(),
        record: session.account.to_string(),
        words: words.to_owned(),
    })
    .await?;
    Ok(tx.finish().await?)
}

fn after(from: Timestamp, span: SignedDuration) -> Timestamp {
    from.checked_add(span).unwrap_or(from)
}
