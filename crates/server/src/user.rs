//! `hawthorn user …`: accounts, added and reset by whoever runs the machine.

use std::io::Read;
use std::process::ExitCode;

use anyhow::{Context, Result};
use hawthorn_app::platform::accounts::{Handed, NewAccount, add_account, reset_account};
use hawthorn_app::platform::password;
use hawthorn_app::platform::record_training::record_training;
use hawthorn_domain::platform::audit::Doer;
use hawthorn_domain::platform::ids::Chance;
use hawthorn_store::engine::Sync;
use serde_json::json;

use crate::cli::{UserAdd, UserReset, UserTrain};
use crate::config::Config;
use crate::open::{self, said};
use crate::out;
use crate::world::{SystemDice, now};

/// Letters and digits that nobody mistakes for one another when they are read out.
const CLEAR: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// Adds an account and prints its secrets once.
///
/// # Errors
/// When the service refuses; its reasons are printed.
pub async fn add(config: &Config, asked: &UserAdd) -> Result<ExitCode> {
    let area = config.area(asked.area.as_ref())?;
    let (password, made_up) = the_password(asked.password_stdin, &asked.sign_in_name)?;
    let opened = open::open(config, Sync::Full).await?;
    let app = open::start(config, &opened).await?;
    let new = NewAccount {
        sign_in_name: asked.sign_in_name.clone(),
        name: asked.full_name.clone(),
        area,
        agency: asked.agency.clone(),
        team: asked.team.clone(),
        roles: asked.roles.iter().copied().collect(),
        password: password.clone(),
        second_factor: asked.second_factor,
    };
    let handed = add_account(&app, new, console(), now(), &mut SystemDice)
        .await
        .map_err(said)?;
    open::keep_checkpoint(&config.data, &opened).await?;
    tell(
        &asked.sign_in_name,
        made_up.then_some(password),
        Some(handed),
        asked.json,
    );
    Ok(ExitCode::SUCCESS)
}

/// Resets an account and prints its new password once.
///
/// # Errors
/// When there is no such account, or the password is not acceptable.
pub async fn reset(config: &Config, asked: &UserReset) -> Result<ExitCode> {
    let (password, made_up) = the_password(asked.password_stdin, &asked.sign_in_name)?;
    let opened = open::open(config, Sync::Full).await?;
    let app = open::start(config, &opened).await?;
    let name = asked.sign_in_name.trim().to_lowercase();
    opened
        .store
        .account_named(&name)
        .await?
        .with_context(|| format!("there is no account {name}"))?;
    reset_account(&app, &name, &password, console(), now(), &mut SystemDice)
        .await
        .map_err(said)?;
    open::keep_checkpoint(&config.data, &opened).await?;
    tell(&name, made_up.then_some(password), None, asked.json);
    Ok(ExitCode::SUCCESS)
}

/// Records a training of an account's holder.
///
/// # Errors
/// When there is no such account, or the day is still to come.
pub async fn train(config: &Config, asked: &UserTrain) -> Result<ExitCode> {
    let opened = open::open(config, Sync::Full).await?;
    let app = open::start(config, &opened).await?;
    let name = asked.sign_in_name.trim().to_lowercase();
    record_training(&app, &name, &asked.subject, asked.on, console(), now())
        .await
        .map_err(said)?;
    open::keep_checkpoint(&config.data, &opened).await?;
    out::line(&format!(
        "{name}: trained in {} on {}",
        asked.subject, asked.on
    ));
    Ok(ExitCode::SUCCESS)
}

fn console() -> Doer {
    Doer::system("Console")
}

/// The password, and whether it was made up here.
fn the_password(from_input: bool, sign_in_name: &str) -> Result<(String, bool)> {
    if from_input {
        let mut text = String::new();
        std::io::stdin()
            .read_to_string(&mut text)
            .context("the password cannot be read from standard input")?;
        return Ok((text.trim_end_matches(['\r', '\n']).to_owned(), false));
    }
    loop {
        let made = made_up(&mut SystemDice);
        if password::problem(&made, sign_in_name).is_none() {
            return Ok((made, true));
        }
    }
}

/// Twenty characters in four groups: a hundred bits.
fn made_up(dice: &mut dyn Chance) -> String {
    let bits = dice.bits();
    (0..20).fold(String::new(), |mut text, place| {
        if place > 0 && place % 5 == 0 {
            text.push('-');
        }
        let digit = ((bits >> (place * 5)) & 31) as usize;
        text.push(CLEAR.get(digit).map_or('a', |byte| *byte as char));
        text
    })
}

fn tell(name: &str, password: Option<String>, handed: Option<Handed>, as_json: bool) {
    let account = handed.as_ref().map(|handed| handed.account.to_string());
    let secret = handed.as_ref().and_then(|handed| handed.secret.clone());
    let recovery = handed.map(|handed| handed.recovery).unwrap_or_default();
    if as_json {
        out::json(
            &json!({ "sign_in_name": name, "account": account, "password": password, "second_factor": secret, "recovery_codes": recovery }),
        );
        return;
    }
    out::line(&format!("sign-in name: {name}"));
    if let Some(password) = password {
        out::line(&format!("password: {password}"));
    }
    if let Some(secret) = secret {
        out::line(&format!("second factor: {secret}"));
    }
    for code in recovery {
        out::line(&format!("recovery code: {code}"));
    }
    out::reason("Hand these over in person or by phone. They are not shown again.");
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fixed(u128);
    impl Chance for Fixed {
        fn bits(&mut self) -> u128 {
            self.0
        }
    }

    #[test]
    fn a_made_up_password_uses_a_hundred_bits_in_four_groups() {
        let low = made_up(&mut Fixed(0));
        assert_eq!(low, "aaaaa-aaaaa-aaaaa-aaaaa");
        assert_eq!(
            made_up(&mut Fixed(1 << 99)).rsplit('-').next(),
            Some("aaaas")
        );
        assert!(
            password::problem(&low, "").is_some(),
            "the loop above draws again"
        );
    }
}
