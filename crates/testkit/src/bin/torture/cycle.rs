//! One cycle: work, a kill at a moment of chance, a start, and everything that was promised looked up.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use hawthorn_domain::platform::settings::AreaCode;
use serde_json::Value;
use tokio::runtime::Runtime;

use super::ledger::Found;
use super::running::county::AREA;
use super::running::http::Connection;
use super::running::server::{Hawthorn, Server};
use super::running::sheet::Sheets;
use super::running::{Luck, place::Home};
use super::writers::{self, Imported, Ledger, Worked};

/// An import that has not ended by then has not resumed.
const IMPORT_LIMIT: Duration = Duration::from_secs(300);

/// What stays the same from cycle to cycle on one database.
pub struct Ground<'a> {
    /// The binary with its data.
    pub hawthorn: Hawthorn<'a>,
    /// The data directory.
    pub home: &'a Home,
    /// For looking behind the service.
    pub runtime: &'a Runtime,
    /// The tokens of the writers.
    pub tokens: Vec<String>,
    /// The seed of the run.
    pub seed: u64,
    /// The latest moment of a kill.
    pub longest: Duration,
    /// Rows of each sheet.
    pub rows: usize,
}

/// What one cycle came to.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Acknowledged writes.
    pub acknowledged: u64,
    /// Refused by a rule.
    pub refused: u64,
    /// When the kill came, after the work began.
    pub killed_after: Duration,
    /// From the start of the new process to its first good answer at /readyz.
    pub ready_after: Duration,
    /// Whether the import reached its end.
    pub imported: bool,
    /// Acknowledged writes that are not there.
    pub lost: Vec<String>,
    /// Changes by halves, of records and of imports.
    pub halves: Vec<String>,
    /// What the verifier found.
    pub chain: Vec<String>,
    /// Anything else that must not be.
    pub other: Vec<String>,
}

impl Outcome {
    /// Whether all is well.
    pub fn passed(&self) -> bool {
        [&self.lost, &self.halves, &self.chain, &self.other]
            .iter()
            .all(|found| found.is_empty())
    }
}

/// Runs one cycle. `pool` holds the incidents to work on, with what is promised of
/// them; afterwards it holds those of the sheet that this cycle brought in, so that
/// no record grows without end.
///
/// # Errors
/// When the cycle itself could not be run, for example since the service does not start again.
pub fn run(
    ground: &Ground<'_>,
    server: Server,
    pool: &mut Ledger,
    sheets: &mut Sheets,
    number: u64,
) -> Result<(Server, Outcome)> {
    let mut outcome = Outcome::default();
    let (sheet, references) = sheets.next(ground.rows);
    let (worked, imported) = work_until_killed(ground, server, pool, &sheet, number, &mut outcome);
    let server = ground.hawthorn.serve()?;
    outcome.ready_after = server.ready_after;
    let token = ground.tokens.first().context("there are no writers")?;
    let mut connection = Connection::signed_in(&server.address, token);

    let made = check_import(ground, &mut connection, imported, &references, &mut outcome)?;
    let mut seen = Ledger::new();
    for one in worked {
        outcome.acknowledged += one.acknowledged;
        outcome.refused += one.refused;
        outcome.other.extend(one.broken);
        seen.extend(one.ledger);
    }
    check_promises(&mut connection, &mut seen, &mut outcome)?;
    verify(ground, &mut outcome)?;
    *pool = if made.is_empty() {
        seen
    } else {
        made.into_values()
            .map(|id| (id, Default::default()))
            .collect()
    };
    Ok((server, outcome))
}

fn work_until_killed(
    ground: &Ground<'_>,
    server: Server,
    pool: &mut Ledger,
    sheet: &str,
    number: u64,
    outcome: &mut Outcome,
) -> (Vec<Worked>, Imported) {
    let mut luck = Luck::new(ground.seed, number << 8);
    let longest = ground.longest.as_millis() as u64;
    outcome.killed_after = Duration::from_millis(1 + luck.below(longest));
    let pause = Duration::from_millis(luck.below(longest / 2));
    let shares = shares(std::mem::take(pool), ground.tokens.len());
    let killing = AtomicBool::new(false);
    let address = server.address.clone();
    let began = Instant::now();
    let (worked, imported) = std::thread::scope(|scope| {
        let (address, killing) = (address.as_str(), &killing);
        let writers: Vec<_> = ground
            .tokens
            .iter()
            .zip(shares)
            .enumerate()
            .map(|(place, (token, share))| {
                let luck = Luck::new(ground.seed, (number << 8) + 1 + place as u64);
                scope.spawn(move || writers::write_on(address, token, share, luck, killing))
            })
            .collect();
        let importer = ground.tokens.last().map(|token| {
            scope.spawn(move || {
                writers::import(address, token, &format!("cycle-{number}"), sheet, pause)
            })
        });
        std::thread::sleep(outcome.killed_after.saturating_sub(began.elapsed()));
        killing.store(true, Ordering::SeqCst);
        drop(server);
        let worked: Vec<_> = writers
            .into_iter()
            .filter_map(|writer| writer.join().ok())
            .collect();
        (worked, importer.and_then(|importer| importer.join().ok()))
    });
    if worked.len() != ground.tokens.len() {
        outcome
            .other
            .push("a writer stopped with a panic".to_owned());
    }
    let imported = match imported {
        Some(Ok(imported)) => imported,
        Some(Err(problem)) => {
            outcome.other.push(problem);
            Imported::NotUploaded
        }
        None => {
            outcome
                .other
                .push("the importer stopped with a panic".to_owned());
            Imported::NotUploaded
        }
    };
    (worked, imported)
}

/// Deals the incidents out, so that each has one writer and the order of its writes is known.
fn shares(pool: Ledger, writers: usize) -> Vec<Ledger> {
    let mut shares = vec![Ledger::new(); writers.max(1)];
    for (place, (id, promised)) in pool.into_iter().enumerate() {
        if let Some(share) = shares.get_mut(place % writers.max(1)) {
            share.insert(id, promised);
        }
    }
    shares
}

/// The import is there to its end, each row once, or nothing of it is. Gives its incidents by reference.
fn check_import(
    ground: &Ground<'_>,
    connection: &mut Connection,
    imported: Imported,
    references: &[String],
    outcome: &mut Outcome,
) -> Result<BTreeMap<String, String>> {
    let rows = references.len() as u64;
    let ended = match &imported {
        Imported::NotUploaded => None,
        Imported::Uploaded(id) | Imported::Started(id) => wait_for(connection, id, outcome)?,
    };
    let started = matches!(&ended, Some(import) if import["state"] != "uploaded");
    if let (Imported::Started(id), false) = (&imported, started) {
        outcome.lost.push(format!(
            "the import {id} was acknowledged as started and is not"
        ));
    }
    if let Some(import) = ended.filter(|_| started) {
        let sum =
            ["incidents", "same", "waiting"].map(|name| import[name].as_u64().unwrap_or_default());
        if sum != [rows, 0, 0] || import["data_rows"].as_u64() != Some(rows) {
            outcome.halves.push(format!(
                "an import of {rows} rows ended with {} made, {} here already, {} waiting",
                sum[0], sum[1], sum[2]
            ));
        }
        outcome.imported = true;
    }
    let area = AreaCode::new(AREA)?;
    let known = ground.runtime.block_on(async {
        let store = ground.home.look().await?;
        anyhow::Ok(store.known_references(&area, references).await?)
    })?;
    let expected = if outcome.imported {
        references.len()
    } else {
        0
    };
    if known.len() != expected {
        outcome.halves.push(format!(
            "{expected} incidents of the sheet should be there, {} are",
            known.len()
        ));
    }
    Ok(known
        .into_iter()
        .map(|(reference, (_, id))| (reference, id))
        .collect())
}

/// Waits until an import has ended or stands still before its start; nothing when it is not there.
fn wait_for(connection: &mut Connection, id: &str, outcome: &mut Outcome) -> Result<Option<Value>> {
    let began = Instant::now();
    loop {
        let answer = connection.get(&format!("/api/v1/imports/{id}"))?;
        if answer.status == 404 {
            outcome
                .lost
                .push(format!("the upload {id} was acknowledged and is not there"));
            return Ok(None);
        }
        let import = answer.json()?;
        if import["state"] != "running" {
            return Ok(Some(import));
        }
        if began.elapsed() > IMPORT_LIMIT {
            outcome.halves.push(format!(
                "the import {id} did not resume: {} rows wait after {} s",
                import["waiting"],
                IMPORT_LIMIT.as_secs()
            ));
            return Ok(None);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Looks every incident that was written to up, by the API as anybody would.
fn check_promises(
    connection: &mut Connection,
    ledger: &mut Ledger,
    outcome: &mut Outcome,
) -> Result<()> {
    for (id, promised) in ledger.iter_mut() {
        if promised.acknowledged == 0 && promised.referred.is_none() && promised.unknown.is_none() {
            continue;
        }
        let answer = connection.get(&format!("/api/v1/incidents/{id}"))?;
        if answer.status == 404 {
            outcome.lost.push(format!("the incident {id} is not there"));
            continue;
        }
        let incident = answer.json()?;
        let history = connection
            .get(&format!("/api/v1/history/incident/{id}"))?
            .json()?;
        let referral = match &promised.referred {
            Some(referred) => serde_json::from_slice(
                &connection
                    .get(&format!("/api/v1/referrals/{}", referred.id))?
                    .body,
            )
            .unwrap_or_default(),
            None => Value::Null,
        };
        let judgement = promised.judge(Found {
            incident: &incident,
            history: &history,
            referral: &referral,
        });
        outcome.lost.extend(
            judgement
                .lost
                .into_iter()
                .map(|words| format!("{id}: {words}")),
        );
        outcome.halves.extend(
            judgement
                .halves
                .into_iter()
                .map(|words| format!("{id}: {words}")),
        );
        promised.settle(&incident);
    }
    Ok(())
}

/// Holds the whole log against the checkpoint of the cycle before, then signs a new one.
fn verify(ground: &Ground<'_>, outcome: &mut Outcome) -> Result<()> {
    let checkpoint = ground.home.beside("checkpoint.json").display().to_string();
    let output = ground.hawthorn.run(
        &["audit", "verify", "--checkpoint", &checkpoint, "--json"],
        "",
    )?;
    if !output.status.success() {
        let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
        let problems: Vec<String> = report["problems"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|problem| problem.as_str().map(str::to_owned))
            .collect();
        outcome.chain.extend(problems);
        if outcome.chain.is_empty() {
            outcome
                .chain
                .push(String::from_utf8_lossy(&output.stderr).into_owned());
        }
    }
    sign(&ground.hawthorn, ground.home)
}

/// Signs a checkpoint beside the data directory, where a fault of the service cannot reach it.
///
/// # Errors
/// When it cannot be signed.
pub fn sign(hawthorn: &Hawthorn<'_>, home: &Home) -> Result<()> {
    let file = home.beside("checkpoint.json");
    hawthorn.must(
        &["audit", "checkpoint", "--out", &file.display().to_string()],
        "",
    )?;
    ensure!(
        file.is_file(),
        "audit checkpoint wrote no {}",
        file.display()
    );
    Ok(())
}
