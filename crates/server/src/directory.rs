//! `hawthorn directory …`: services loaded into an area's directory by whoever runs the machine.

use std::process::ExitCode;

use anyhow::{Context, Result};
use hawthorn_app::App;
use hawthorn_app::directory::load_directory::{LoadedDirectory, load_directory};
use hawthorn_connect::directory::{bundled_directory, parse_directory};
use hawthorn_domain::platform::audit::Doer;
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_store::engine::Sync;

use crate::cli::DirectoryLoad;
use crate::config::Config;
use crate::open::{self, said};
use crate::out;
use crate::world::{SystemDice, now};

/// Loads a file's services, or those that ship with Hawthorn.
///
/// # Errors
/// When the file cannot be read, or the service refuses; its reasons are printed.
pub async fn load(config: &Config, asked: &DirectoryLoad) -> Result<ExitCode> {
    let area = config.area(asked.area.as_ref())?;
    let entries = match &asked.file {
        Some(file) => {
            let name = file.display().to_string();
            let text = std::fs::read_to_string(file).with_context(|| name.clone())?;
            parse_directory(&name, &text)?
        }
        None => bundled_directory(&area)?,
    };
    let opened = open::open(config, Sync::Full).await?;
    let app = open::start(config, &opened).await?;
    let doer = Doer::system("console");
    let loaded = load_directory(&app, &area, entries, doer, now(), &mut SystemDice)
        .await
        .map_err(said)?;
    open::keep_checkpoint(&config.data, &opened).await?;
    out::line(&format!(
        "{} services added, {} were there already",
        loaded.added, loaded.known
    ));
    Ok(ExitCode::SUCCESS)
}

/// Loads what ships with Hawthorn into an area of a demonstration.
///
/// # Errors
/// When the service refuses.
pub async fn load_bundled(app: &App, area: &AreaCode) -> Result<LoadedDirectory> {
    let doer = Doer::system("demonstration");
    load_directory(
        app,
        area,
        bundled_directory(area)?,
        doer,
        now(),
        &mut SystemDice,
    )
    .await
    .map_err(said)
}
