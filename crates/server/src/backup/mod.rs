//! `hawthorn backup …`: the whole data directory in one file, checked before anyone relies on it.

mod pack;
mod parts;

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use hawthorn_app::governance::checkpoint::checkpoint;
use hawthorn_store::Store;
use hawthorn_store::engine::Place;
use serde_json::json;

use crate::cli::{BackupCreate, BackupRestore, BackupVerify};
use crate::config::{Config, masked};
use crate::keys::{self, Keys};
use crate::world::now;
use crate::{audit, files, open, out};
use parts::{CHECKPOINT, DATABASE, FORMAT, Manifest};

/// Copies the database while it is in use, and packs it with its keys.
///
/// # Errors
/// When the database cannot be copied, the file is there already, or the disk is full.
pub async fn create(config: &Config, asked: &BackupCreate) -> Result<ExitCode> {
    let Place::File(database) = &config.database else {
        bail!(on_a_server(config));
    };
    if asked.out.exists() {
        bail!(
            "{} is there already; a backup does not write over another. Name a new file.",
            asked.out.display()
        );
    }
    if !database.exists() {
        bail!(
            "there is no database at {}; name the data directory with --data",
            database.display()
        );
    }
    let keys = Keys::read(&config.data)?.with_context(|| {
        format!(
            "{} holds no keys, and a backup without them could not be checked",
            config.data.display()
        )
    })?;
    // The copy is made beside the backup, where there must be room anyway.
    let scratch = scratch(files::parent(&asked.out))?;
    let copy = scratch.path().join(DATABASE);
    let live = Store::open_unmigrated(config.database.clone(), keys.seal.clone()).await?;
    live.copy_to(&copy)
        .await
        .context("the database cannot be copied; is the disk full?")?;
    drop(live);
    for (name, path) in [keys::SEAL, keys::CHECKPOINT]
        .iter()
        .zip(keys::paths(&config.data))
    {
        let target = scratch.path().join(keys::FOLDER).join(name);
        files::private_dir(files::parent(&target))?;
        std::fs::copy(&path, &target)
            .with_context(|| format!("{} cannot be copied", path.display()))?;
    }
    let store = Store::open_unmigrated(Place::File(copy), keys.seal.clone()).await?;
    let point = checkpoint(&store, &keys.checkpoint, now())
        .await
        .map_err(open::said)?;
    let schema = store.meta("schema").await?.unwrap_or_default();
    drop(store);
    let target = scratch.path().join(CHECKPOINT);
    files::private_dir(files::parent(&target))?;
    files::write_whole(
        &target,
        format!("{:#}\n", serde_json::to_value(&point)?).as_bytes(),
    )?;
    let manifest = Manifest {
        format: FORMAT,
        created_at: point.at,
        release: env!("CARGO_PKG_VERSION").to_owned(),
        database: point.log.clone(),
        schema,
        chain_entries: point.seq,
        chain_digest: point.digest.clone(),
        parts: Vec::new(),
    };
    let manifest = pack::pack(scratch.path(), manifest, &asked.out)?;
    tell(&manifest, &asked.out, "holds", asked.json);
    Ok(ExitCode::SUCCESS)
}

fn on_a_server(config: &Config) -> String {
    let address = config
        .values
        .iter()
        .find(|value| value.key.name == "database")
        .map(|value| masked(&value.text))
        .unwrap_or_default();
    format!(
        "a PostgreSQL database is backed up with its own tools, and the keys with it:\n  pg_dump --format=custom --file=hawthorn.dump '{address}'\n  cp -a {} …\nPut both back with pg_restore and cp, then run hawthorn audit verify.",
        config.data.join(keys::FOLDER).display()
    )
}

/// Unpacks a backup into a folder of its own, and checks all of it.
///
/// # Errors
/// When it cannot be read, or anything in it does not fit.
pub async fn verify(asked: &BackupVerify) -> Result<ExitCode> {
    let scratch = scratch(&std::env::temp_dir())?;
    let manifest = unpacked(&asked.file, scratch.path()).await?;
    tell(&manifest, &asked.file, "is whole: it holds", asked.json);
    Ok(ExitCode::SUCCESS)
}

/// Puts a backup into a new or empty directory, which appears only when all of it is checked and on the disk.
///
/// # Errors
/// When the target holds anything, or the backup does not pass.
pub async fn restore(asked: &BackupRestore) -> Result<ExitCode> {
    let target = &asked.to;
    if target.exists()
        && std::fs::read_dir(target)
            .with_context(|| format!("{} cannot be read", target.display()))?
            .next()
            .is_some()
    {
        bail!(
            "{} is not empty; a backup is restored into a new directory, so that nothing is written over",
            target.display()
        );
    }
    let parent = files::parent(target);
    std::fs::create_dir_all(parent)
        .with_context(|| format!("{} cannot be made", parent.display()))?;
    let scratch = scratch(parent)?;
    let manifest = unpacked(&asked.file, scratch.path()).await?;
    if target.exists() {
        std::fs::remove_dir(target)
            .with_context(|| format!("{} cannot be replaced", target.display()))?;
    }
    let whole = scratch.keep();
    std::fs::rename(&whole, target).with_context(|| {
        format!(
            "the checked copy in {} cannot be moved to {}",
            whole.display(),
            target.display()
        )
    })?;
    files::sync_dir(parent).with_context(|| format!("{} cannot be written", parent.display()))?;
    out::line(&format!(
        "{} is ready: {} entries in its log, as backed up on {}",
        target.display(),
        manifest.chain_entries,
        manifest.created_at
    ));
    out::line(&format!(
        "start it with: hawthorn serve --data {}",
        target.display()
    ));
    Ok(ExitCode::SUCCESS)
}

/// Unpacks, then runs the verifier on the copy against the checkpoint that was packed with it.
async fn unpacked(file: &Path, into: &Path) -> Result<Manifest> {
    let manifest = pack::unpack(file, into)?;
    let keys = Keys::read(into)?.context("the backup holds no keys")?;
    let point = audit::read_checkpoint(&into.join(CHECKPOINT), &keys)
        .context("the backup’s checkpoint does not fit")?;
    if point.seq != manifest.chain_entries
        || point.digest != manifest.chain_digest
        || point.log != manifest.database
    {
        bail!(
            "{}: its list of contents and its checkpoint name different ends of the log; use another backup",
            file.display()
        );
    }
    let report = audit::report_of(Place::File(into.join(DATABASE)), &keys, Some(point)).await;
    if !report.problems.is_empty() {
        bail!(
            "{}: the copy of the database in it does not pass the verifier; use another backup\n{}",
            file.display(),
            report.problems.join("\n")
        );
    }
    if report.entries != manifest.chain_entries {
        bail!(
            "{}: its log holds {} entries, its list of contents names {}; use another backup",
            file.display(),
            report.entries,
            manifest.chain_entries
        );
    }
    // Looking at the copy may leave SQLite's own side files behind; they hold nothing.
    for ending in ["-wal", "-shm"] {
        let side = into.join(format!("{DATABASE}{ending}"));
        if side.exists() {
            std::fs::remove_file(&side).with_context(|| side.display().to_string())?;
        }
    }
    Ok(manifest)
}

fn scratch(parent: &Path) -> Result<tempfile::TempDir> {
    tempfile::Builder::new()
        .prefix(".hawthorn-")
        .tempdir_in(parent)
        .with_context(|| format!("{} cannot be written", parent.display()))
}

fn tell(manifest: &Manifest, file: &Path, holds: &str, as_json: bool) {
    if as_json {
        out::json(&json!({
            "file": file.display().to_string(),
            "created_at": manifest.created_at.to_string(),
            "release": manifest.release,
            "database": manifest.database,
            "entries": manifest.chain_entries,
            "digest": manifest.chain_digest,
            "bytes": manifest.parts.iter().map(|part| part.size).sum::<u64>(),
        }));
    } else {
        out::line(&format!(
            "{} {holds} {} entries of the log, as they stood at {}",
            file.display(),
            manifest.chain_entries,
            manifest.created_at
        ));
    }
}
