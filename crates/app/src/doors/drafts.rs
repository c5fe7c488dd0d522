//! A form that is being filled in on the public pages: kept under the digest of a token that only the visitor's cookie holds.

use hawthorn_domain::doors::{Answers, Door};
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_store::doors::drafts::DoorDraft;
use jiff::{SignedDuration, Timestamp};

use crate::platform::ask::Dice;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::sessions::{new_token, token_digest};

/// The most drafts that are kept at once; a flood of begun forms must not fill the disk.
const MOST: u64 = 20_000;

/// The answers so far of whoever holds this token, in this area, on this form.
///
/// # Errors
/// When the area is not served here, or the store does not answer.
pub async fn open_draft(
    app: &App,
    area: &AreaCode,
    door: Door,
    token: &str,
    now: Timestamp,
) -> Told<Option<Answers>> {
    if token.len() != 64 {
        return Ok(None);
    }
    let oldest = oldest(app, area, now)?;
    let found = app.store.door_draft(&token_digest(token)).await?;
    Ok(found
        .filter(|draft| draft.area == area.as_str() && draft.door == door.code())
        .filter(|draft| draft.begun_at >= oldest)
        .map(|draft| draft.answers))
}

/// Keeps the answers so far, and gives the token under which they are found: the one that came, or
/// a new one for a form that is begun. Drafts that are too old go at the same time.
///
/// # Errors
/// When the area is not served here, too many forms are begun, or the store does not answer.
pub async fn keep_draft(
    app: &App,
    area: &AreaCode,
    door: Door,
    token: &str,
    answers: Answers,
    (now, mut dice): (Timestamp, Dice),
) -> Told<String> {
    let known = open_draft(app, area, door, token, now).await?.is_some();
    let begun_at = if known {
        let kept = app.store.door_draft(&token_digest(token)).await?;
        kept.map_or(now, |draft| draft.begun_at)
    } else {
        now
    };
    let token = if known {
        token.to_owned()
    } else {
        new_token(dice.as_mut())
    };
    let draft = DoorDraft {
        token: token_digest(&token),
        area: area.to_string(),
        door: door.code().to_owned(),
        answers,
        begun_at,
    };
    let mut tx = app.store.begin().await?;
    if !known {
        tx.drop_old_door_drafts(oldest(app, area, now)?).await?;
    }
    tx.put_door_draft(&draft).await?;
    tx.finish().await?;
    if !known && app.store.count_door_drafts(MOST).await? > MOST {
        drop_draft(app, &token).await?;
        return Err(Refusal::Later(
            "Too many forms are open at once. Ring instead, or try again later.".to_owned(),
        ));
    }
    Ok(token)
}

/// Forgets what somebody has written: they left, or it was sent.
///
/// # Errors
/// When the store does not answer.
pub async fn drop_draft(app: &App, token: &str) -> Told<()> {
    if token.len() != 64 {
        return Ok(());
    }
    let mut tx = app.store.begin().await?;
    tx.drop_door_draft(&token_digest(token)).await?;
    Ok(tx.finish().await?)
}

fn oldest(app: &App, area: &AreaCode, now: Timestamp) -> Told<Timestamp> {
    let days = app.settings(area, now)?.doors.draft_days;
    now.checked_sub(SignedDuration::from_hours(24 * i64::from(days)))
        .map_err(|error| Refusal::Broken(error.to_string()))
}
