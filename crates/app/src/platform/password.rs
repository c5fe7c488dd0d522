//! Passwords: argon2id, one at a time and off the request threads, and what makes a password acceptable.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use hawthorn_domain::platform::ids::Chance;

use super::refusal::{Refusal, Told};
use super::service::App;

/// The shortest password accepted; longer words beat odd characters.
pub const SHORTEST: usize = 12;
/// Longer texts are refused before they are hashed.
pub const LONGEST: usize = 200;

/// OWASP’s second choice of parameters: 19 MiB, two passes, one lane.
fn hasher() -> Told<Argon2<'static>> {
    let params =
        Params::new(19 * 1024, 2, 1, None).map_err(|error| Refusal::Broken(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Says what is wrong with a new password, if anything.
pub fn problem(password: &str, sign_in_name: &str) -> Option<String> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Some(format!(
            "Choose a password of at least {SHORTEST} characters. Three or four unrelated words are good."
        ));
    }
    if length > LONGEST {
        return Some(format!(
            "Choose a password of at most {LONGEST} characters."
        ));
    }
    let bare = password.to_lowercase();
    if !sign_in_name.is_empty() && bare.contains(&sign_in_name.to_lowercase()) {
        return Some("Choose a password that does not contain your sign-in name.".to_owned());
    }
    let mut distinct: Vec<char> = bare.chars().collect();
    distinct.sort_unstable();
    distinct.dedup();
    (distinct.len() < 5)
        .then(|| "Choose a password with more different characters in it.".to_owned())
}

/// The digest to store, in PHC form.
///
/// # Errors
/// When hashing fails.
pub async fn digest(app: &App, password: &str, dice: &mut dyn Chance) -> Told<String> {
    let salt = dice.bits().to_be_bytes();
    let password = password.to_owned();
    let _turn = app
        .hashing
        .acquire()
        .await
        .map_err(|error| Refusal::Broken(error.to_string()))?;
    tokio::task::spawn_blocking(move || digest_now(&password, &salt))
        .await
        .map_err(|error| Refusal::Broken(error.to_string()))?
}

fn digest_now(password: &str, salt: &[u8]) -> Told<String> {
    let hash: PasswordHash = hasher()?
        .hash_password_with_salt(password.as_bytes(), salt)
        .map_err(|error| Refusal::Broken(error.to_string()))?;
    Ok(hash.to_string())
}

/// Whether the password fits the stored digest. Without a digest the same work is
/// done on a made-up one, so that the time taken does not tell whether the name exists.
///
/// # Errors
/// When the stored digest cannot be read.
pub async fn fits(app: &App, stored: Option<&str>, password: &str) -> Told<bool> {
    if password.chars().count() > LONGEST {
        return Ok(false);
    }
    let stored = stored.map(str::to_owned);
    let password = password.to_owned();
    let _turn = app
        .hashing
        .acquire()
        .await
        .map_err(|error| Refusal::Broken(error.to_string()))?;
    tokio::task::spawn_blocking(move || match stored {
        Some(stored) => {
            let hash =
                PasswordHash::new(&stored).map_err(|error| Refusal::Broken(error.to_string()))?;
            Ok(hasher()?
                .verify_password(password.as_bytes(), &hash)
                .is_ok())
        }
        None => digest_now(&password, b"no such account!").map(|_| false),
    })
    .await
    .map_err(|error| Refusal::Broken(error.to_string()))?
}
