//! `hawthorn migrate`: brings the database's schema up to this release.

use std::process::ExitCode;

use anyhow::Result;
use hawthorn_store::engine::Sync;

use crate::config::Config;
use crate::{open, out};

/// Opens the store, which brings it up to date, and says so.
///
/// # Errors
/// When the store cannot be opened, or a service is running on it.
pub async fn migrate(config: &Config) -> Result<ExitCode> {
    let _lock = open::lock_or_refuse(&config.data)?;
    let opened = open::open(config, Sync::Full).await?;
    let version = opened.store.meta("schema").await?.unwrap_or_default();
    out::line(&format!("the database is up to date (schema {version})"));
    Ok(ExitCode::SUCCESS)
}
