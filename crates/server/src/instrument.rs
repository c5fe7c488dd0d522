//! `hawthorn instrument …`: checks the files of risk instruments, loads one for an area, lists what an area can use.

use std::process::ExitCode;

use anyhow::{Context, Result};
use hawthorn_app::risk::load_instrument::{instruments_of, load_instrument};
use hawthorn_connect::risk::{SHIPPED, read};
use hawthorn_domain::platform::audit::Doer;
use hawthorn_domain::risk::instrument::Instrument;
use hawthorn_store::engine::Sync;
use serde_json::json;

use crate::cli::{InstrumentCheck, InstrumentList, InstrumentLoad};
use crate::config::Config;
use crate::open::{self, said};
use crate::out;
use crate::world::{SystemDice, now};

/// Checks files, and ends with 1 when any has a problem. Without files it checks those that ship with Hawthorn.
///
/// # Errors
/// When a file cannot be read at all.
pub fn check(asked: &InstrumentCheck) -> Result<ExitCode> {
    let mut files: Vec<(String, String)> = Vec::new();
    for path in &asked.files {
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("{name} cannot be read as text"))?;
        files.push((name, text));
    }
    if files.is_empty() {
        let shipped = SHIPPED.iter();
        files.extend(shipped.map(|(name, text)| ((*name).to_owned(), (*text).to_owned())));
    }
    let mut good = true;
    for (name, text) in &files {
        match read(name, text) {
            Ok(instrument) => out::line(&format!("{name}: in order ({})", in_short(&instrument))),
            Err(problems) => {
                good = false;
                for problem in problems {
                    out::reason(&problem.to_string());
                }
            }
        }
    }
    Ok(if good {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Loads one file for one area.
///
/// # Errors
/// When the file has a problem, or the service refuses.
pub async fn load(config: &Config, asked: &InstrumentLoad) -> Result<ExitCode> {
    let area = config.area(asked.area.as_ref())?;
    let name = asked.file.display().to_string();
    let text = std::fs::read_to_string(&asked.file)
        .with_context(|| format!("{name} cannot be read as text"))?;
    let instrument = match read(&name, &text) {
        Ok(instrument) => instrument,
        Err(problems) => {
            for problem in problems {
                out::reason(&problem.to_string());
            }
            return Ok(ExitCode::FAILURE);
        }
    };
    let opened = open::open(config, Sync::Full).await?;
    let app = open::start(config, &opened).await?;
    let words = in_short(&instrument);
    let console = Doer::system("Console");
    load_instrument(&app, &area, instrument, console, now(), &mut SystemDice)
        .await
        .map_err(said)?;
    open::keep_checkpoint(&config.data, &opened).await?;
    out::line(&format!("{area} now uses {words}"));
    Ok(ExitCode::SUCCESS)
}

/// Lists what an area can use, newest first.
///
/// # Errors
/// When the store does not answer.
pub async fn list(config: &Config, asked: &InstrumentList) -> Result<ExitCode> {
    let area = config.area(asked.area.as_ref())?;
    let opened = open::open(config, Sync::Full).await?;
    let app = open::start(config, &opened).await?;
    let all = instruments_of(&app, &area).await.map_err(said)?;
    if asked.json {
        let row = |one: &Instrument| json!({ "code": one.code, "version": one.version, "name": one.name, "questions": one.items().count(), "wording": one.wording.code(), "confidence": one.confidence.code() });
        out::json(&json!(all.iter().map(row).collect::<Vec<_>>()));
        return Ok(ExitCode::SUCCESS);
    }
    for one in &all {
        out::line(&in_short(one));
    }
    Ok(ExitCode::SUCCESS)
}

fn in_short(one: &Instrument) -> String {
    format!(
        "{} version {}: {}, {} questions; {}; {}",
        one.code,
        one.version,
        one.name,
        one.items().count(),
        one.wording.label().to_lowercase(),
        one.confidence.label().to_lowercase()
    )
}
