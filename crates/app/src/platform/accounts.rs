//! Accounts: added and reset at the console by an administrator, listed on a page.

use std::collections::BTreeSet;

use hawthorn_domain::platform::actor::{AgencyCode, Role};
use hawthorn_domain::platform::audit::{Deed, Doer, Entry};
use hawthorn_domain::platform::ids::{AccountId, Chance};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Stored;
use hawthorn_store::platform::accounts::{Account, Membership, SecondFactor};
use jiff::Timestamp;

use super::ask::Ask;
use super::refusal::{FieldProblem, Refusal, Told};
use super::service::App;
use super::{password, second_factor, sessions, text};

/// A new account, as the console gives it.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// The name to sign in with.
    pub sign_in_name: String,
    /// The name to show.
    pub name: String,
    /// The area.
    pub area: AreaCode,
    /// The agency's code in the area's settings.
    pub agency: String,
    /// The team, in words.
    pub team: String,
    /// The roles.
    pub roles: BTreeSet<Role>,
    /// The first password.
    pub password: String,
    /// Whether to enrol a second factor at once.
    pub second_factor: bool,
}

/// What the console shows once about a new or reset account.
#[derive(Debug, Clone)]
pub struct Handed {
    /// The account.
    pub account: AccountId,
    /// The secret of the second factor, if one was enrolled.
    pub secret: Option<String>,
    /// The recovery codes, if a second factor was enrolled.
    pub recovery: Vec<String>,
}

/// Adds an account. Called at the console, by whoever may read the data directory.
///
/// # Errors
/// When a value is missing, the area or agency is unknown, or the name is taken.
pub async fn add_account(
    app: &App,
    new: NewAccount,
    by: Doer,
    now: Timestamp,
    dice: &mut dyn Chance,
) -> Told<Handed> {
    let sign_in_name = new.sign_in_name.trim().to_lowercase();
    check_new(app, &new, &sign_in_name, now)?;
    let digest = password::digest(app, &new.password, dice).await?;
    let (factor, secret, recovery) = if new.second_factor {
        let secret = second_factor::new_secret(dice);
        let (codes, digests) = second_factor::new_recovery(dice);
        (
            Some(SecondFactor {
                secret: secret.clone(),
                last_step: 0,
                recovery: digests,
            }),
            Some(secret),
            codes,
        )
    } else {
        (None, None, Vec::new())
    };
    let account = Account {
        id: AccountId::new(now, dice),
        sign_in_name,
        name: text::short("name", &new.name)?,
        password: Some(digest),
        second_factor: factor,
        memberships: vec![Membership {
            area: new.area.clone(),
            agency: AgencyCode::new(new.agency),
            team: text::short("team", &new.team)?,
            roles: new.roles,
        }],
        training: Vec::new(),
        disabled: false,
        created_at: now,
        restriction: Restriction::default(),
    };
    let entry = Entry {
        at: now,
        by,
        area: Some(new.area),
        deed: Deed::Created,
        verb: Some(Verb::ManageAccounts),
        kind: String::new(),
        record: String::new(),
        words: "Added the account".to_owned(),
    };
    let mut tx = app.store.begin().await?;
    let kept = match tx.create(&account, entry).await {
        Ok(()) => tx.finish().await,
        Err(error) => Err(error),
    };
    kept.map_err(|error| match error {
        hawthorn_store::StoreError::Taken(_) => {
            Refusal::Conflict("This sign-in name is taken. Choose another.".to_owned())
        }
        other => other.into(),
    })?;
    Ok(Handed {
        account: account.id,
        secret,
        recovery,
    })
}

fn check_new(app: &App, new: &NewAccount, sign_in_name: &str, now: Timestamp) -> Told<()> {
    let settings = app.settings(&new.area, now)?;
    let mut problems = Vec::new();
    let mut add = |field: &str, message: String| {
        problems.push(FieldProblem {
            field: field.to_owned(),
            message,
        })
    };
    if sign_in_name.is_empty()
        || !sign_in_name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))
    {
        add(
            "name",
            "A sign-in name has letters, digits, dots and dashes only, for example a.officer."
                .to_owned(),
        );
    }
    if settings.agency(&new.agency).is_none() {
        let known: Vec<&str> = settings
            .agencies
            .iter()
            .map(|agency| agency.code.as_str())
            .collect();
        add(
            "agency",
            format!(
                "“{}” is not an agency of this area. Use one of: {}.",
                new.agency,
                known.join(", ")
            ),
        );
    }
    if new.roles.is_empty() {
        add("role", "Give at least one role.".to_owned());
    }
    if let Some(problem) = password::problem(&new.password, sign_in_name) {
        add("password", problem);
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Fields(problems))
    }
}

/// Sets a new password, takes the second factor away and ends every session.
///
/// # Errors
/// When there is no such account or the password is not acceptable.
pub async fn reset_account(
    app: &App,
    sign_in_name: &str,
    new_password: &str,
    by: Doer,
    now: Timestamp,
    dice: &mut dyn Chance,
) -> Told<()> {
    let read = app
        .store
        .account_named(sign_in_name)
        .await?
        .ok_or(Refusal::NotFound)?;
    if let Some(problem) = password::problem(new_password, &read.sign_in_name) {
        return Err(Refusal::field("password", problem));
    }
    let mut changed = read.value.clone();
    changed.password = Some(password::digest(app, new_password, dice).await?);
    changed.second_factor = None;
    changed.disabled = false;
    let mut tx = app.store.begin().await?;
    tx.update(
        &read,
        &changed,
        Entry {
            at: now,
            by,
            area: read
                .memberships
                .first()
                .map(|membership| membership.area.clone()),
            deed: Deed::Changed,
            verb: Some(Verb::ManageAccounts),
            kind: String::new(),
            record: String::new(),
            words: "Reset the password and the second factor".to_owned(),
        },
    )
    .await?;
    tx.finish().await?;
    sessions::end_all(app, &changed, now, "Signed out by a reset of the account").await
}

/// The accounts of the area, for its administrator.
///
/// # Errors
/// When the reader may not see them.
pub async fn list_accounts(app: &App, ask: &mut Ask) -> Told<Vec<Stored<Account>>> {
    ask.allow(app, Verb::ManageAccounts, &Thing::of_area(ask.area()))
        .await?;
    let scope = ask.scope(app)?;
    let accounts = app.store.accounts(&scope).await?;
    ask.looked(
        app,
        Verb::ManageAccounts,
        "account",
        "",
        "Looked through the accounts",
    )
    .await?;
    Ok(accounts)
}
