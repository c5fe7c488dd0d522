//! What somebody is writing, kept before it is sent: theirs alone, offered again on its page, closed when it is sent (ux.md 5.6).

use hawthorn_domain::platform::actor::Actor;
use hawthorn_domain::platform::ids::DraftId;
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::platform::drafts::FormDraft;
use jiff::{SignedDuration, Timestamp};

use super::ask::Ask;
use super::refusal::{Refusal, Told};
use super::service::App;
use super::sessions;

/// The most text that one draft holds, in bytes: a form with every box full is far below it.
const MOST_TEXT: usize = 400_000;
/// The most fields of one draft.
const MOST_FIELDS: usize = 2_000;
/// The most drafts that one person has open; the one kept longest ago makes room.
const MOST_OPEN: u64 = 40;
/// The longest address of a form or of its page.
const LONGEST_PATH: usize = 200;

/// What is written so far, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Where the form goes to: an address of ours.
    pub form: String,
    /// The page that it stands on: an address of ours.
    pub page: String,
    /// Every field with its text, in order.
    pub fields: Vec<(String, String)>,
}

/// What became of writing that was to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// It is kept, at this moment.
    Kept(Timestamp),
    /// The form was sent or the writing thrown away before this came: nothing is kept (MASH-5).
    Closed,
}

/// Keeps what the reader is writing under a reference that their page was given.
///
/// # Errors
/// When it is too long, is another person's, or the store does not answer.
pub async fn keep_draft(app: &App, ask: &Ask, id: DraftId, written: Written) -> Told<Keeping> {
    allowed(app, ask).await?;
    keep(app, &ask.actor, id, written, ask.now).await
}

/// Keeps what a form brought whose sender's session had meanwhile run out, for that person alone
/// (SPOC-5, ux.md 5.9). Nothing is kept for a session that was ended by hand.
///
/// # Errors
/// [`Refusal::SignedOut`] when the token is of no session that ran out of itself.
pub async fn keep_lapsed(
    app: &App,
    token: &str,
    id: DraftId,
    written: Written,
    now: Timestamp,
) -> Told<Keeping> {
    let actor = sessions::lapsed(app, token, now).await?;
    keep(app, &actor, id, written, now).await
}

async fn keep(
    app: &App,
    actor: &Actor,
    id: DraftId,
    written: Written,
    now: Timestamp,
) -> Told<Keeping> {
    fits(&written)?;
    let oldest = oldest(app, &actor.area, now)?;
    let open = app
        .store
        .open_form_drafts(actor.account, &actor.area, MOST_OPEN);
    let others = open.await?;
    // Asked with the writer taken: a save that comes while its form is being sent must not bring the
    // writing back (MASH-5).
    let mut tx = app.store.begin().await?;
    let known = tx.form_draft(id).await?;
    match &known {
        Some(draft) if draft.account != actor.account => return Err(Refusal::NotFound),
        Some(draft) if draft.closed_at.is_some() => return Ok(Keeping::Closed),
        Some(_) => {}
        None => {
            tx.drop_old_form_drafts(&actor.area, oldest).await?;
            // The new one makes as many as may be open.
            for gone in others.into_iter().skip(MOST_OPEN as usize - 1) {
                tx.put_form_draft(&closed(gone, now)).await?;
            }
        }
    }
    let draft = FormDraft {
        id,
        area: actor.area.clone(),
        account: actor.account,
        form: written.form,
        page: written.page,
        fields: written.fields,
        kept_at: now,
        closed_at: None,
    };
    tx.put_form_draft(&draft).await?;
    tx.finish().await?;
    Ok(Keeping::Kept(now))
}

/// Everything that the reader wrote and did not send, the newest first.
///
/// # Errors
/// When the store does not answer.
pub async fn own_drafts(app: &App, ask: &Ask) -> Told<Vec<FormDraft>> {
    allowed(app, ask).await?;
    let oldest = oldest(app, ask.area(), ask.now)?;
    let account = ask.actor.account;
    let all = app.store.open_form_drafts(account, ask.area(), MOST_OPEN);
    let mut all = all.await?;
    all.retain(|draft| draft.kept_at >= oldest);
    Ok(all)
}

/// One of the reader's open drafts.
///
/// # Errors
/// [`Refusal::NotFound`] when there is none that is open, or it is another person's.
pub async fn one_draft(app: &App, ask: &Ask, id: DraftId) -> Told<FormDraft> {
    let all = own_drafts(app, ask).await?;
    let found = all.into_iter().find(|draft| draft.id == id);
    found.ok_or(Refusal::NotFound)
}

/// Closes the draft of a form that was sent, or whose writing is thrown away. A save of it that
/// comes later is not kept, even when none had come before.
///
/// # Errors
/// When it is another person's, or the store does not answer.
pub async fn close_draft(app: &App, ask: &Ask, id: DraftId) -> Told<()> {
    allowed(app, ask).await?;
    let mut tx = app.store.begin().await?;
    let draft = match tx.form_draft(id).await? {
        Some(draft) if draft.account != ask.actor.account => return Err(Refusal::NotFound),
        Some(draft) if draft.closed_at.is_some() => return Ok(()),
        Some(draft) => draft,
        None => FormDraft {
            id,
            area: ask.area().clone(),
            account: ask.actor.account,
            form: String::new(),
            page: String::new(),
            fields: Vec::new(),
            kept_at: ask.now,
            closed_at: None,
        },
    };
    tx.put_form_draft(&closed(draft, ask.now)).await?;
    Ok(tx.finish().await?)
}

/// Forgets what was kept longer ago than each area keeps it.
///
/// # Errors
/// When the store refuses.
pub async fn forget_old(app: &App, now: Timestamp) -> Told<()> {
    for book in app.areas() {
        let oldest = oldest(app, &book.code, now)?;
        let mut tx = app.store.begin().await?;
        tx.drop_old_form_drafts(&book.code, oldest).await?;
        tx.finish().await?;
    }
    Ok(())
}

/// A closed draft keeps its reference and nothing that was written.
fn closed(draft: FormDraft, now: Timestamp) -> FormDraft {
    FormDraft {
        fields: Vec::new(),
        kept_at: now,
        closed_at: Some(now),
        ..draft
    }
}

async fn allowed(app: &App, ask: &Ask) -> Told<()> {
    let thing = Thing::of_area(ask.area());
    ask.allow(app, Verb::ManageOwnAccount, &thing).await
}

fn oldest(app: &App, area: &AreaCode, now: Timestamp) -> Told<Timestamp> {
    let days = app.settings(area, now)?.sign_in.draft_days;
    now.checked_sub(SignedDuration::from_hours(24 * i64::from(days)))
        .map_err(|error| Refusal::Broken(error.to_string()))
}

fn fits(written: &Written) -> Told<()> {
    let text: usize = written
        .fields
        .iter()
        .map(|(name, text)| name.len().saturating_add(text.len()))
        .sum();
    if text > MOST_TEXT || written.fields.len() > MOST_FIELDS {
        return Err(Refusal::Rule(
            "This is too long to be kept before it is sent. Send it, or keep a copy of your own."
                .to_owned(),
        ));
    }
    if !is_ours(&written.form) || !is_ours(&written.page) {
        return Err(Refusal::Rule(
            "The form does not say which page it stands on. Open the page again and copy your text into it.".to_owned(),
        ));
    }
    Ok(())
}

/// Whether this is a plain address below our own host: it begins with one slash and holds nothing
/// that could lead a browser elsewhere.
fn is_ours(path: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.".contains(&byte);
    path.starts_with('/')
        && !path.starts_with("//")
        && path.len() <= LONGEST_PATH
        && path.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn only_an_address_of_ours_is_gone_back_to() {
        assert!(is_ours("/referrals/R-01ARZ3NDEKTSV4RRFFQ69G5FAV/triage"));
        for elsewhere in [
            "",
            "https://example.test/",
            "//example.test",
            "/\\example.test",
            "/a?b",
            "/a b",
        ] {
            assert!(!is_ours(elsewhere), "{elsewhere}");
        }
    }
}
