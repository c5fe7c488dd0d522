//! A request that a screen sends again, because the network dropped the answer, is done once.

use hawthorn_store::tx::Tx;

use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};

/// The longest key that a page makes.
const LONGEST: usize = 64;

/// A key that a page made for one request, bound to who sends it; empty when there is none.
pub(super) fn key(ask: &Ask, what: &str, given: &str) -> Told<Option<String>> {
    if given.is_empty() {
        return Ok(None);
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if given.len() > LONGEST || !given.chars().all(plain) {
        let words = "The page sent a mark that cannot be read. Load the page again and repeat what you did.";
        return Err(Refusal::Rule(words.to_owned()));
    }
    Ok(Some(format!("{}:{what}:{given}", ask.actor.account)))
}

/// What the same request was answered before.
pub(super) async fn before<T: std::str::FromStr>(tx: &Tx, key: Option<&str>) -> Told<Option<T>> {
    let Some(key) = key else { return Ok(None) };
    let answer = tx.done_before(key).await?;
    Ok(answer.and_then(|text| text.parse().ok()))
}

/// Keeps the answer beside what was done.
pub(super) async fn keep(
    tx: &mut Tx,
    ask: &Ask,
    key: Option<&str>,
    answer: &impl std::fmt::Display,
) -> Told<()> {
    match key {
        Some(key) => Ok(tx.keep_answer(key, &answer.to_string(), ask.now).await?),
        None => Ok(()),
    }
}
