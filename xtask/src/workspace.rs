//! Where things are: the repository, the build folder, the built program.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::command;

/// The repository's top folder.
pub fn root() -> PathBuf {
    // xtask is built from <root>/xtask, and is always run from a source tree.
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// A command that starts in the repository's top folder.
pub fn command_at_root(program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// `cargo`, the same one that built this tool.
pub fn cargo() -> Command {
    let program = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let mut command = command_at_root(&program);
    // Set by the `cargo run` around us; a nested cargo would rebuild build
    // scripts that watch them, and everything that depends on those.
    for (name, _) in std::env::vars_os() {
        let ours = name.to_str().is_some_and(|name| {
            name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
        });
        if ours {
            command.env_remove(name);
        }
    }
    command
}

/// What cargo knows of our own crates: their dependencies and targets.
///
/// # Errors
/// When cargo refuses, for example because a Cargo.toml cannot be read.
pub fn metadata() -> Result<Value> {
    let printed = command::quiet(cargo().args(["metadata", "--no-deps", "--format-version", "1"]))?;
    serde_json::from_str(&printed).context("cargo metadata printed something that is not JSON")
}

/// The folder that cargo builds into.
///
/// # Errors
/// As [`metadata`].
pub fn target() -> Result<PathBuf> {
    let metadata = metadata()?;
    let folder = metadata.get("target_directory").and_then(Value::as_str);
    Ok(PathBuf::from(
        folder.context("cargo metadata names no target directory")?,
    ))
}

/// Which build of the program is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Build {
    /// Quick to build.
    Dev,
    /// Quick to run.
    Release,
}

/// Builds the program and returns its path.
///
/// # Errors
/// When it does not compile.
pub fn build_hawthorn(build: Build) -> Result<PathBuf> {
    let mut command = cargo();
    // The whole workspace is named so that the dependencies are built with the features that
    // the tests want, too, and never a second time.
    command.args(["build", "--workspace", "--bin", "hawthorn"]);
    if build == Build::Release {
        command.arg("--release");
    }
    command::run(&mut command)?;
    hawthorn(build)
}

/// The path of the program that was built before.
///
/// # Errors
/// When it is not there.
pub fn hawthorn(build: Build) -> Result<PathBuf> {
    built(build, "hawthorn")
}

/// The path of one of the workspace's programs that was built before.
///
/// # Errors
/// When it is not there.
pub fn built(build: Build, name: &str) -> Result<PathBuf> {
    let folder = if build == Build::Release {
        "release"
    } else {
        "debug"
    };
    let program = target()?.join(folder).join(name);
    if !program.is_file() {
        bail!(
            "there is no {}: it has to be built first",
            program.display()
        );
    }
    Ok(program)
}
