//! `hawthorn mail receive`: takes in one mail from standard input, for mail servers that hand mail on to a program.

use std::io::Read;
use std::process::ExitCode;

use anyhow::{Context, Result};
use hawthorn_app::jobs::run::Surroundings;
use hawthorn_app::platform::mail::receive::{most_bytes, receive_mail};
use hawthorn_connect::platform::mail::imap::{Arrived, BEGINNING};
use hawthorn_store::engine::Sync;
use serde_json::json;

use crate::cli::MailReceive;
use crate::config::Config;
use crate::open::{self, said};
use crate::out;
use crate::world::RealWorld;

/// What mail servers understand as: this cannot be taken, tell the sender (EX_UNAVAILABLE).
const NOT_TAKEN: u8 = 69;
/// What mail servers understand as: try again later (EX_TEMPFAIL).
const LATER: u8 = 75;

/// Takes the mail in. A mail server tries again later when this ends with 75, and
/// tells the sender when it ends with 69, because the mail is too large.
///
/// # Errors
/// When the settings cannot be used; what else goes wrong is said and ends with 75.
pub async fn receive(config: &Config, asked: &MailReceive) -> Result<ExitCode> {
    match taken(config, asked).await {
        Ok(code) => Ok(code),
        Err(error) => {
            out::reason(&format!("{error:#}"));
            Ok(ExitCode::from(LATER))
        }
    }
}

async fn taken(config: &Config, asked: &MailReceive) -> Result<ExitCode> {
    let opened = open::open(config, Sync::Full).await?;
    let app = open::start(config, &opened).await?;
    let home = match &asked.area {
        Some(area) => area.clone(),
        None => config.home_area(&app)?,
    };
    let world = RealWorld::default();
    let most = most_bytes(&app, &world, &home).map_err(said)?;
    let (source, bytes) = read(std::io::stdin().lock(), most)?;
    let too_large = bytes > most;
    let arrived = Arrived {
        source,
        bytes,
        received_at: world.now(),
    };
    let received = receive_mail(&app, &world, &home, arrived)
        .await
        .map_err(said)?;
    if asked.json {
        out::json(
            &json!({ "mail": received.id.to_string(), "state": received.state.code(), "again": received.again }),
        );
    } else {
        out::line(&format!("{} {}", received.id, received.state.code()));
    }
    if too_large {
        out::reason(&format!(
            "the mail has more than {} megabytes; send the files in smaller mails, or answer on the page",
            most / 1024 / 1024
        ));
        return Ok(ExitCode::from(NOT_TAKEN));
    }
    Ok(ExitCode::SUCCESS)
}

/// The mail, or its beginning when it is too large, and how many bytes it has.
/// The rest is read and let go, so that the mail server is not cut off.
fn read(mut from: impl Read, most: u64) -> Result<(Vec<u8>, u64)> {
    let mut source = Vec::new();
    from.by_ref()
        .take(most + 1)
        .read_to_end(&mut source)
        .context("the mail cannot be read from standard input")?;
    let rest = std::io::copy(&mut from, &mut std::io::sink())
        .context("the mail cannot be read from standard input")?;
    let bytes = source.len() as u64 + rest;
    if bytes > most {
        source.truncate(usize::try_from(BEGINNING).unwrap_or(source.len()));
    }
    Ok((source, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_mail_is_read_to_its_end_and_only_its_beginning_is_kept() {
        let (source, bytes) = read(&b"Subject: x\n\ntext"[..], 100).unwrap();
        assert_eq!((source.len(), bytes), (16, 16));
        let large = vec![b'a'; 200_000];
        let (source, bytes) = read(&large[..], 100_000).unwrap();
        assert_eq!((source.len() as u64, bytes), (BEGINNING, 200_000));
    }
}
