//! The browser journeys, as one part of `./dev test`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::SystemTime;

use anyhow::{Result, bail};

use crate::command;
use crate::machine::{self, Tool};
use crate::report::Report;
use crate::rust;
use crate::tally::{self, Runner, Tally};
use crate::workspace::{self, Build, command_at_root, root};

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
    walked(hawthorn, &[])
}

/// `./dev meeting-day`: hears a whole MARAC day of 19 pairs in eight browsers.
///
/// # Errors
/// When the arguments make no sense, or something does not build or install.
pub fn meeting_day(arguments: &[String]) -> Result<ExitCode> {
    if let Some(word) = arguments.first() {
        bail!("./dev meeting-day takes no arguments, but was given {word}");
    }
    let mut report = Report::start();
    let tools = || machine::ensure(&[Tool::Node, Tool::Chromium]);
    let ready = report
        .prepare("what the machine needs", tools)
        .and_then(|()| report.prepare("what drives the browser", prepare))
        .and_then(|()| {
            report.prepare("build (cargo build --workspace --all-targets)", rust::build)
        });
    if ready.is_some() {
        report.counted("a meeting day", || {
            let hawthorn = workspace::hawthorn(Build::Dev)?;
            walked(&hawthorn, &["--only", "60-live-meeting", "--full"])
        });
    }
    Ok(report.close())
}

fn walked(hawthorn: &Path, arguments: &[&str]) -> Result<Tally> {
    let mut node = command_at_root("node");
    node.arg(folder().join("run.mjs"))
        .args(arguments)
        .env("HAWTHORN_BIN", hawthorn);
    Ok(tally::read(Runner::Journeys, &command::watched(&mut node)?))
}

fn folder() -> PathBuf {
    root().join("tests/browser")
}

fn modified(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|about| about.modified()).ok()
}
