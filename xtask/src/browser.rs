//! The browser journeys, as one part of `./dev test`.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::Result;

use crate::command;
use crate::tally::{self, Runner, Tally};
use crate::workspace::{command_at_root, root};

/// Installs the npm packages that drive the browser, unless they are there.
///
/// # Errors
/// When npm fails.
pub fn prepare() -> Result<()> {
    let installed = modified(&folder().join("node_modules/.package-lock.json"));
    let wanted = modified(&folder().join("package-lock.json"));
    if installed.is_some() && installed >= wanted {
        return Ok(());
    }
    let mut npm = command_at_root("npm");
    npm.current_dir(folder());
    command::run(npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))
}

/// Walks every journey with the given build of the program.
///
/// # Errors
/// When Node.js cannot be started.
pub fn walk(hawthorn: &Path) -> Result<Tally> {
    let mut node = command_at_root("node");
    node.arg(folder().join("run.mjs"))
        .env("HAWTHORN_BIN", hawthorn);
    Ok(tally::read(Runner::Journeys, &command::watched(&mut node)?))
}

fn folder() -> PathBuf {
    root().join("tests/browser")
}

fn modified(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|about| about.modified()).ok()
}
