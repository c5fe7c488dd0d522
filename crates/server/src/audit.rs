//! `hawthorn audit …`: the verifier, and checkpoints to keep elsewhere.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use hawthorn_app::governance::checkpoint;
use hawthorn_store::Store;
use hawthorn_store::engine::Place;
use hawthorn_store::governance::checkpoint::Checkpoint;
use hawthorn_store::governance::verify::{self, Report};
use serde_json::json;

use crate::cli::{AuditCheckpoint, AuditVerify};
use crate::config::Config;
use crate::keys::Keys;
use crate::world::now;
use crate::{files, open, out};

/// Verifies the log and prints what is wrong. Nothing is changed, whatever is found.
///
/// # Errors
/// Never: what cannot be read is itself a finding.
pub async fn verify(config: &Config, asked: &AuditVerify) -> Result<ExitCode> {
    let own = config.data.join("checkpoints").join("latest.json");
    let file = asked
        .checkpoint
        .clone()
        .or_else(|| own.exists().then_some(own));
    let report = match evidence(config, file.as_deref()) {
        Ok((keys, point)) => report_of(config.database.clone(), &keys, point).await,
        Err(problem) => broken(&format!("{problem:#}")),
    };
    let good = report.problems.is_empty();
    if asked.json {
        out::json(&json!({
            "good": good,
            "entries": report.entries,
            "rows": report.rows,
            "first_bad_entry": report.first_bad_entry,
            "problems": report.problems,
            "checkpoint": file.map(|path| path.display().to_string()),
        }));
    } else {
        for problem in &report.problems {
            out::line(problem);
        }
        if let Some(entry) = report.first_bad_entry {
            out::line(&format!("first bad entry: {entry}"));
        }
        let against = file.map_or_else(
            || "no checkpoint was at hand".to_owned(),
            |path| format!("held against the checkpoint {}", path.display()),
        );
        match (good, report.problems.len()) {
            (true, _) => out::line(&format!(
                "all is well: {} entries and {} rows fit together; {against}",
                report.entries, report.rows
            )),
            (false, 1) => out::reason(
                "one problem was found. Keep the database as it is, and tell whoever answers for the data.",
            ),
            (false, number) => out::reason(&format!(
                "{number} problems were found. Keep the database as it is, and tell whoever answers for the data."
            )),
        }
    }
    Ok(if good {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The keys and the checkpoint to hold the log against.
fn evidence(config: &Config, file: Option<&Path>) -> Result<(Keys, Option<Checkpoint>)> {
    let keys = Keys::read(&config.data)?.with_context(|| {
        format!(
            "{} holds no keys, so the seals cannot be checked; name the data directory with --data",
            config.data.display()
        )
    })?;
    let point = file.map(|path| read_checkpoint(path, &keys)).transpose()?;
    if let Place::File(path) = &config.database
        && !path.exists()
    {
        bail!("there is no database at {}", path.display());
    }
    Ok((keys, point))
}

/// A checkpoint from its file; it must be signed with this installation's own key.
///
/// # Errors
/// When it cannot be read, or its signature does not fit.
pub fn read_checkpoint(path: &Path, keys: &Keys) -> Result<Checkpoint> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("the checkpoint {} cannot be read", path.display()))?;
    Checkpoint::read(&text, Some(&keys.public())).with_context(|| path.display().to_string())
}

/// Runs the verifier. A database too damaged to be read gives a report that says so.
pub async fn report_of(place: Place, keys: &Keys, point: Option<Checkpoint>) -> Report {
    let seal = keys.seal.clone();
    // In a task of its own, so that damage which stops even the reader is told like any other.
    let task = tokio::spawn(async move {
        let store = Store::open_unmigrated(place, seal).await?;
        verify::verify(&store, point.as_ref()).await
    });
    match task.await {
        Ok(Ok(report)) => report,
        Ok(Err(error)) => broken(&format!("the database cannot be read to its end: {error}")),
        Err(_) => broken("the database is damaged in a way that stops its reader"),
    }
}

fn broken(problem: &str) -> Report {
    Report {
        problems: vec![problem.to_owned()],
        ..Report::default()
    }
}

/// Signs the present end of the log into a file.
///
/// # Errors
/// When the keys or the database cannot be read, or the file cannot be written.
pub async fn checkpoint(config: &Config, asked: &AuditCheckpoint) -> Result<ExitCode> {
    let (keys, _) = evidence(config, None)?;
    let store = Store::open_unmigrated(config.database.clone(), keys.seal.clone()).await?;
    let point = checkpoint::checkpoint(&store, &keys.checkpoint, now())
        .await
        .map_err(open::said)?;
    files::write_whole(
        &asked.out,
        format!("{:#}\n", serde_json::to_value(&point)?).as_bytes(),
    )?;
    out::line(&format!(
        "signed entry {} of the log into {}",
        point.seq,
        asked.out.display()
    ));
    Ok(ExitCode::SUCCESS)
}
