//! Signing in: name and password, then the second factor when one is enrolled, with back-off against guessing.

use hawthorn_domain::platform::audit::{Deed, Doer, Entry};
use hawthorn_domain::platform::ids::Chance;
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_store::Stored;
use hawthorn_store::platform::accounts::{Account, SecondFactor};
use hawthorn_store::platform::sessions::Attempts;
use jiff::{SignedDuration, Timestamp};

use super::refusal::{Refusal, Told};
use super::service::App;
use super::{password, second_factor, sessions};

/// What somebody types to sign in.
#[derive(Debug, Clone, Default)]
pub struct Credentials {
    /// The sign-in name.
    pub name: String,
    /// The password.
    pub password: String,
    /// A code of the second factor; empty on the first page.
    pub code: String,
    /// The area to work in, for those who work in several; the first when empty.
    pub area: String,
}

/// What came of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignedInOr {
    /// Signed in: the token for the browser.
    Token(String),
    /// Name and password fit; a code is needed as well.
    CodeNeeded,
}

/// One answer for a wrong name, a wrong password and a disabled account.
const WRONG: &str = "The name or the password is not right. Check both and try again.";
const WRONG_CODE: &str =
    "The code is not right, or it was used before. Wait for the next one, or use a recovery code.";

/// Signs somebody in.
///
/// # Errors
/// When the credentials do not fit, or too many attempts failed in a row.
pub async fn sign_in(
    app: &App,
    typed: &Credentials,
    now: Timestamp,
    dice: &mut dyn Chance,
) -> Told<SignedInOr> {
    let name = typed.name.trim().to_lowercase();
    if name.is_empty() || typed.password.is_empty() {
        return Err(Refusal::field(
            if name.is_empty() { "name" } else { "password" },
            "Enter your sign-in name and your password.",
        ));
    }
    let key = attempt_key(&name);
    let attempts = app.store.attempts(&key).await?.unwrap_or(Attempts {
        failures: 0,
        last_at: now,
        locked_until: Timestamp::UNIX_EPOCH,
    });
    if attempts.locked_until > now {
        let left = attempts.locked_until.duration_since(now).as_secs();
        return Err(Refusal::Later(format!(
            "Too many attempts failed. Try again in {}.",
            hawthorn_domain::platform::words::span(left.max(60))
        )));
    }
    let account = app.store.account_named(&name).await?;
    let stored = account
        .as_ref()
        .filter(|account| !account.disabled)
        .and_then(|account| account.password.clone());
    let fits = password::fits(app, stored.as_deref(), &typed.password).await?;
    let Some(account) = account.filter(|_| fits) else {
        failed(app, &key, &attempts, None, now).await?;
        return Err(Refusal::field("password", WRONG));
    };
    let mut words = "Signed in with a password";
    if let Some(factor) = &account.second_factor {
        if typed.code.trim().is_empty() {
            return Ok(SignedInOr::CodeNeeded);
        }
        let Some(used) = second_factor::use_code(factor, &typed.code, now)? else {
            failed(app, &key, &attempts, Some(&account), now).await?;
            return Err(Refusal::field("code", WRONG_CODE));
        };
        keep_code_used(app, &account, used, now).await?;
        words = "Signed in with a password and a code";
    }
    let area = chosen_area(app, &account, &typed.area)?;
    if attempts.failures > 0 {
        let mut tx = app.store.begin().await?;
        tx.put_attempts(
            &key,
            &Attempts {
                failures: 0,
                last_at: now,
                locked_until: Timestamp::UNIX_EPOCH,
            },
        )
        .await?;
        tx.finish().await?;
    }
    Ok(SignedInOr::Token(
        sessions::begin(app, &account, &area, now, dice, words).await?,
    ))
}

/// Keeps that a code was used, so that it never counts again.
async fn keep_code_used(
    app: &App,
    account: &Stored<Account>,
    used: SecondFactor,
    now: Timestamp,
) -> Told<()> {
    let mut changed = account.value.clone();
    changed.second_factor = Some(used);
    let mut tx = app.store.begin().await?;
    tx.update(
        account,
        &changed,
        entry(
            account,
            now,
            Deed::Changed,
            "Used a code of the second factor",
        ),
    )
    .await?;
    Ok(tx.finish().await?)
}

/// The area asked for, if the account works there; otherwise its first one that is served here.
fn chosen_area(app: &App, account: &Account, asked: &str) -> Told<AreaCode> {
    let served = account
        .memberships
        .iter()
        .map(|membership| &membership.area)
        .filter(|area| app.area(area).is_some());
    let chosen = served
        .clone()
        .find(|area| area.as_str() == asked)
        .or_else(|| served.clone().next());
    chosen.cloned().ok_or_else(|| {
        Refusal::Rule(
            "Your account has no work in an area that is served here. Ask your administrator."
                .to_owned(),
        )
    })
}

/// Counts a failure. From the area's limit on, the name is locked, twice as long
/// with each further failure up to a day; nobody learns whether the name exists.
async fn failed(
    app: &App,
    key: &str,
    before: &Attempts,
    account: Option<&Account>,
    now: Timestamp,
) -> Told<()> {
    let limits = account
        .and_then(|account| account.memberships.first())
        .and_then(|membership| app.settings(&membership.area, now).ok())
        .map(|settings| settings.sign_in);
    let limits = limits.or_else(|| app.areas().next().map(|book| book.first.settings.sign_in));
    let (most, minutes) = limits.map_or((5, 15), |limits| {
        (
            i64::from(limits.lockout_attempts),
            i64::from(limits.lockout_minutes),
        )
    });
    let failures = before.failures + 1;
    let locked_until = if failures >= most {
        let doubled = minutes
            .saturating_mul(1 << (failures - most).clamp(0, 10))
            .min(24 * 60);
        now.checked_add(SignedDuration::from_mins(doubled))
            .unwrap_or(now)
    } else {
        Timestamp::UNIX_EPOCH
    };
    let mut tx = app.store.begin().await?;
    tx.put_attempts(
        key,
        &Attempts {
            failures,
            last_at: now,
            locked_until,
        },
    )
    .await?;
    tx.note(match account {
        Some(account) => entry(account, now, Deed::Refused, "Sign-in refused: wrong code"),
        None => Entry {
            at: now,
            by: Doer::system("sign-in"),
            area: None,
            deed: Deed::Refused,
            verb: None,
            kind: "sign-in".to_owned(),
            record: key.get(..16).unwrap_or_default().to_owned(),
            words: "Sign-in refused: name or password not right".to_owned(),
        },
    })
    .await?;
    Ok(tx.finish().await?)
}

fn entry(account: &Account, now: Timestamp, deed: Deed, words: &str) -> Entry {
    Entry {
        at: now,
        by: Doer {
            account: Some(account.id),
            name: account.name.clone(),
            agency: None,
        },
        area: None,
        deed,
        verb: None,
        kind: "account".to_owned(),
        record: account.id.to_string(),
        words: words.to_owned(),
    }
}

fn attempt_key(name: &str) -> String {
    blake3::derive_key("hawthorn sign-in attempts v1", name.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
