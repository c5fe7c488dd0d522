//! One's own sign-in: password, second factor, recovery codes.

use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Stored;
use hawthorn_store::platform::accounts::{Account, SecondFactor};
use hawthorn_store::platform::sessions::Session;

use super::ask::Ask;
use super::refusal::{Refusal, Told};
use super::service::App;
use super::{password, second_factor, sessions};

/// The reader's own account.
///
/// # Errors
/// When the store does not answer.
pub async fn own_account(app: &App, ask: &Ask) -> Told<Stored<Account>> {
    ask.allow(app, Verb::ManageOwnAccount, &Thing::of_area(ask.area()))
        .await?;
    app.store
        .get_unscoped::<Account>(&ask.actor.account.to_string())
        .await?
        .ok_or(Refusal::SignedOut)
}

/// Changes one's own password; every other session ends.
///
/// # Errors
/// When the present password does not fit or the new one is not acceptable.
pub async fn change_password(
    app: &App,
    ask: &mut Ask,
    keep: &Session,
    present: &str,
    new: &str,
) -> Told<()> {
    let read = own_account(app, ask).await?;
    if !password::fits(app, read.password.as_deref(), present).await? {
        return Err(Refusal::field(
            "present",
            "Your present password is not right.",
        ));
    }
    if let Some(problem) = password::problem(new, &read.sign_in_name) {
        return Err(Refusal::field("new", problem));
    }
    let mut changed = read.value.clone();
    changed.password = Some(password::digest(app, new, ask.dice.as_mut()).await?);
    let mut tx = app.store.begin().await?;
    tx.update(
        &read,
        &changed,
        ask.entry(
            Deed::Changed,
            Verb::ManageOwnAccount,
            "Changed their own password",
        ),
    )
    .await?;
    tx.finish().await?;
    sessions::sign_out_elsewhere(app, ask, keep).await?;
    Ok(())
}

/// What the enrolment page shows: a fresh secret that counts only once a code of it was given back.
#[derive(Debug, Clone)]
pub struct Enrolment {
    /// The secret, base 32.
    pub secret: String,
    /// The address for an authenticator app.
    pub address: String,
}

/// Offers a new second factor. Nothing is kept yet.
///
/// # Errors
/// When the store does not answer.
pub async fn offer_second_factor(app: &App, ask: &mut Ask) -> Told<Enrolment> {
    let account = own_account(app, ask).await?;
    let secret = second_factor::new_secret(ask.dice.as_mut());
    let address = second_factor::enrolment_address(&secret, &account.sign_in_name);
    Ok(Enrolment { secret, address })
}

/// Enrols the offered second factor once a code of it is given, and gives the recovery codes to show once.
///
/// # Errors
/// When the code does not belong to the secret.
pub async fn enrol_second_factor(
    app: &App,
    ask: &mut Ask,
    secret: &str,
    code: &str,
) -> Told<Vec<String>> {
    let read = own_account(app, ask).await?;
    if read.second_factor.is_some() {
        return Err(Refusal::Rule("A second factor is enrolled already. Ask your administrator to reset it before you enrol another.".to_owned()));
    }
    let (codes, recovery) = second_factor::new_recovery(ask.dice.as_mut());
    let offered = SecondFactor {
        secret: secret.to_owned(),
        last_step: 0,
        recovery,
    };
    let fitted = second_factor::use_code(&offered, code, ask.now).map_err(|_| {
        Refusal::field(
            "code",
            "The secret on this page has been changed. Open the page again.",
        )
    })?;
    let factor = fitted.filter(|_| code.trim().len() <= 7).ok_or_else(|| Refusal::field("code", "This code does not fit. Check that your phone’s clock is right and type the newest code."))?;
    let mut changed = read.value.clone();
    changed.second_factor = Some(factor);
    let mut tx = app.store.begin().await?;
    tx.update(
        &read,
        &changed,
        ask.entry(
            Deed::Changed,
            Verb::ManageOwnAccount,
            "Enrolled a second factor",
        ),
    )
    .await?;
    tx.finish().await?;
    Ok(codes)
}
