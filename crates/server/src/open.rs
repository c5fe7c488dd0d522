//! Opening a data directory: its lock, its keys, its store, and the service on top.

use std::fs::{File, OpenOptions, TryLockError};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, anyhow, bail};
use hawthorn_app::governance::checkpoint::checkpoint;
use hawthorn_app::{App, Refusal};
use hawthorn_connect::platform;
use hawthorn_domain::platform::holidays::BankHolidays;
use hawthorn_domain::platform::ids::{Chance, encode};
use hawthorn_domain::platform::settings::AreaBook;
use hawthorn_store::Store;
use hawthorn_store::engine::{Place, Sync};

use crate::config::Config;
use crate::files;
use crate::keys::{self, Keys};
use crate::world::{SystemDice, now};

/// The fact in the database that names the seal key it was written with.
const SEALED_BY: &str = "sealed_by";

/// An open store with its keys.
pub struct Opened {
    /// The store.
    pub store: Store,
    /// The keys.
    pub keys: Keys,
}

/// Held by the one process that may serve, or change much, in a data directory.
#[derive(Debug)]
pub struct Lock {
    _held: File,
}

/// Takes the data directory for this process; none when another process has it.
///
/// # Errors
/// When the directory cannot be made or written.
pub fn lock(data: &Path) -> Result<Option<Lock>> {
    files::private_dir(data)?;
    let path = data.join("hawthorn.lock");
    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .mode(files::PRIVATE)
        .open(&path)
        .with_context(|| format!("the data directory cannot be written ({})", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(Lock { _held: file })),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => {
            Err(error).with_context(|| format!("{} cannot be locked", path.display()))
        }
    }
}

/// Takes the data directory, or refuses.
///
/// # Errors
/// When another process has it.
pub fn lock_or_refuse(data: &Path) -> Result<Lock> {
    lock(data)?.with_context(|| format!("another hawthorn is at work in {}; stop it first, or name another directory with --data", data.display()))
}

/// Opens the store, making keys and database when there are none yet.
///
/// # Errors
/// When keys are missing or do not fit, or the database cannot be opened.
pub async fn open(config: &Config, sync: Sync) -> Result<Opened> {
    files::private_dir(&config.data)?;
    let (keys, made) = match Keys::read(&config.data)? {
        Some(keys) => (keys, false),
        None if holds_something(&config.database) => bail!(no_keys(&config.data)),
        None => (Keys::make(&config.data)?, true),
    };
    if let Place::File(path) = &config.database
        && !path.exists()
    {
        // Made here so that nobody else may read it; SQLite's side files take the same mode.
        files::private_dir(files::parent(path))?;
        files::make_new(path)
            .with_context(|| format!("the database {} cannot be made", path.display()))?;
    }
    let store = Store::open(config.database.clone(), keys.seal.clone(), sync).await?;
    let known = store.meta(SEALED_BY).await?;
    if made && (known.is_some() || !store.database_id().await?.is_empty()) {
        Keys::unmake(&config.data);
        bail!(no_keys(&config.data));
    }
    match known {
        Some(fingerprint) if fingerprint != keys.fingerprint => bail!(
            "the key {} is not the one this database was written with. Put the right key back from a backup, or name the right database.",
            config.data.join(keys::FOLDER).join(keys::SEAL).display()
        ),
        Some(_) => {}
        None => store.set_meta(SEALED_BY, &keys.fingerprint).await?,
    }
    if store.database_id().await?.is_empty() {
        store
            .set_meta("database", &format!("D-{}", encode(SystemDice.bits())))
            .await?;
    }
    Ok(Opened { store, keys })
}

fn no_keys(data: &Path) -> String {
    format!(
        "the database holds records, but {} has no keys. Put them back from a backup: hawthorn backup restore makes a whole data directory.",
        data.join(keys::FOLDER).display()
    )
}

fn holds_something(place: &Place) -> bool {
    match place {
        Place::File(path) => std::fs::metadata(path).is_ok_and(|found| found.len() > 0),
        // Only the open database itself can tell.
        Place::Server(_) => false,
    }
}

/// The areas that this installation serves.
///
/// # Errors
/// Every problem of every file, a line each.
pub fn areas(config: &Config) -> Result<Vec<AreaBook>> {
    let read = match &config.areas_dir {
        Some(folder) => platform::load_dir(folder),
        None => platform::bundled_areas(),
    };
    let books = read.map_err(|problems| {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        anyhow!("{}", lines.join("\n"))
    })?;
    match &config.areas_dir {
        Some(folder) if books.is_empty() => bail!(
            "the folder {} holds no area file (*.toml)",
            folder.display()
        ),
        _ => Ok(books),
    }
}

/// The bank holidays that this installation reckons with.
///
/// # Errors
/// When the file cannot be read.
pub fn bank_holidays(config: &Config) -> Result<BankHolidays> {
    Ok(match &config.bank_holidays {
        Some(path) => {
            platform::load_bank_holidays(path).with_context(|| path.display().to_string())?
        }
        None => platform::bundled_bank_holidays()?,
    })
}

/// Starts the service on an open store.
///
/// # Errors
/// When the areas or bank holidays cannot be read, or the store does not answer.
pub async fn start(config: &Config, opened: &Opened) -> Result<Arc<App>> {
    let app = App::start(opened.store.clone(), areas(config)?, bank_holidays(config)?).await;
    let app = app.map_err(said)?;
    let app = app.reached_at(config.web_address.clone());
    Ok(Arc::new(app.sending_mail(config.mail.smtp.is_some())))
}

/// Signs the log's present end into the data directory.
///
/// # Errors
/// When the store does not answer or the file cannot be written.
pub async fn keep_checkpoint(data: &Path, opened: &Opened) -> Result<i64> {
    let point = checkpoint(&opened.store, &opened.keys.checkpoint, now())
        .await
        .map_err(said)?;
    let folder = data.join("checkpoints");
    files::private_dir(&folder)?;
    files::write_whole(
        &folder.join("latest.json"),
        format!("{:#}\n", serde_json::to_value(&point)?).as_bytes(),
    )?;
    Ok(point.seq)
}

/// A refusal in words for the console. Here the reader runs the machine, so a fault is told in full.
pub fn said(refusal: Refusal) -> anyhow::Error {
    match refusal {
        Refusal::Broken(why) => anyhow!(why),
        Refusal::Fields(problems) => {
            let lines: Vec<String> = problems
                .iter()
                .map(|problem| format!("{}: {}", problem.field, problem.message))
                .collect();
            anyhow!(lines.join("\n"))
        }
        other => anyhow!(other.to_string()),
    }
}
