//! The people at work while the service is killed: writers at the desk, and one who imports a sheet.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::{Value, json};

use super::ledger::{Promised, Write};
use super::running::Luck;
use super::running::http::{Answer, Connection};

const CHECKS: &[&str] = &[
    "level",
    "duplicates",
    "earlier_incidents",
    "former_partners",
    "other_risks",
    "form_quality",
];

/// What one writer was promised, incident by incident.
pub type Ledger = BTreeMap<String, Promised>;

/// What became of one writer's work.
#[derive(Debug, Default)]
pub struct Worked {
    /// What was promised.
    pub ledger: Ledger,
    /// Acknowledged writes.
    pub acknowledged: u64,
    /// Writes that a rule refused, which is an answer like any other.
    pub refused: u64,
    /// Answers that say that the service broke.
    pub broken: Vec<String>,
}

/// Writes to these incidents, and to no others, until nothing answers any more.
/// `killing` says that this is meant to happen now.
pub fn write_on(
    address: &str,
    token: &str,
    ledger: Ledger,
    mut luck: Luck,
    killing: &AtomicBool,
) -> Worked {
    let mut worked = Worked {
        ledger,
        ..Worked::default()
    };
    let mut connection = Connection::signed_in(address, token);
    let incidents: Vec<String> = worked.ledger.keys().cloned().collect();
    while let Some(incident) = luck.pick(&incidents) {
        let Some(promised) = worked.ledger.get_mut(incident) else {
            break;
        };
        let write = choose(promised, &mut luck);
        promised.unknown = Some(write.clone());
        let answer = match send(&mut connection, incident, &write) {
            Ok(answer) => answer,
            Err(error) => {
                // Whether this one was kept stays unknown until it is looked up.
                if !killing.load(Ordering::SeqCst) {
                    worked.broken.push(format!(
                        "the service went away before it was killed: {error:#}"
                    ));
                }
                break;
            }
        };
        match answer.status {
            200 => {
                let made = answer
                    .json()
                    .ok()
                    .and_then(|body| Some(body["id"].as_str()?.to_owned()))
                    .unwrap_or_default();
                promised.unknown = None;
                promised.keep(write, &made);
                worked.acknowledged += 1;
            }
            400..=499 => {
                promised.unknown = None;
                worked.refused += 1;
            }
            status => {
                worked
                    .broken
                    .push(format!("{status} to {write:?}: {}", answer.text()));
                break;
            }
        }
    }
    worked
}

fn choose(promised: &Promised, luck: &mut Luck) -> Write {
    let words = |luck: &mut Luck| format!("Invented note {:016x}", luck.below(u64::MAX));
    match luck.below(20) {
        0..=2 => Write::Claim,
        3 if !promised.level => Write::Level,
        4 | 5 if promised.referred.is_none() => Write::Refer {
            reason: words(luck),
        },
        _ => Write::Check {
            check: luck.pick(CHECKS).copied().unwrap_or("level"),
            note: words(luck),
        },
    }
}

fn send(connection: &mut Connection, incident: &str, write: &Write) -> anyhow::Result<Answer> {
    let at = |act: &str| format!("/api/v1/incidents/{incident}/{act}");
    match write {
        Write::Claim => connection.post(&at("claim"), &json!({})),
        Write::Check { check, note } => {
            connection.post(&at("checks"), &json!({ "check": check, "note": note }))
        }
        Write::Level => connection.post(
            &at("level"),
            &json!({ "to": "medium", "reason": "Invented reason" }),
        ),
        Write::Refer { reason } => connection.post(&at("referral"), &json!({ "reason": reason })),
    }
}

/// How far an import got before the service was killed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Imported {
    /// The upload was not acknowledged: nothing of it may be seen, since it was never started.
    NotUploaded,
    /// Uploaded; the start was not acknowledged.
    Uploaded(String),
    /// Started.
    Started(String),
}

/// Uploads a sheet and starts its import, after a pause.
///
/// # Errors
/// What the service says when it refuses, which it must not.
pub fn import(
    address: &str,
    token: &str,
    name: &str,
    sheet: &str,
    pause: Duration,
) -> Result<Imported, String> {
    std::thread::sleep(pause);
    let mut connection = Connection::signed_in(address, token);
    let uploaded = connection.send(
        "POST",
        &format!("/api/v1/imports?source=torture&file={name}.csv"),
        "application/octet-stream",
        sheet.as_bytes(),
    );
    let Ok(answer) = uploaded else {
        return Ok(Imported::NotUploaded);
    };
    let import: Value = answer
        .json()
        .map_err(|error| format!("the upload: {error}"))?;
    let id = import["id"].as_str().unwrap_or_default().to_owned();
    match connection.post(&format!("/api/v1/imports/{id}/start"), &json!({})) {
        Err(_) => Ok(Imported::Uploaded(id)),
        Ok(answer) if answer.status == 200 => Ok(Imported::Started(id)),
        Ok(answer) => Err(format!(
            "the start of the import: {} {}",
            answer.status,
            answer.text()
        )),
    }
}
