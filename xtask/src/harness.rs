//! Measuring and torture: the test kit's own programs, on a release build and both databases.

use std::process::ExitCode;

use anyhow::Result;

use crate::command;
use crate::machine::{self, Tool};
use crate::postgres::{Durability, Postgres, VARIABLE};
use crate::workspace::{self, Build, cargo, command_at_root};

/// Builds for real use and runs the named program of the test kit. The built
/// `hawthorn` is in `HAWTHORN_BIN`, a PostgreSQL that keeps its promises in
/// `HAWTHORN_TEST_POSTGRES`.
///
/// # Errors
/// When something does not build or the program reports a failure.
pub fn run(program: &str, arguments: &[String]) -> Result<ExitCode> {
    machine::ensure(&[Tool::Node, Tool::Postgres])?;
    let hawthorn = workspace::build_hawthorn(Build::Release)?;
    let postgres = Postgres::start(Durability::On)?;
    // The whole workspace again, so that what hawthorn was built of is not built a second time.
    let build = ["build", "--release", "--workspace", "--bin", program];
    command::run(cargo().args(build))?;
    let mut command = command_at_root(
        &workspace::built(Build::Release, program)?
            .display()
            .to_string(),
    );
    command
        .args(arguments)
        .env(VARIABLE, postgres.url())
        .env("HAWTHORN_BIN", hawthorn);
    command::run(&mut command)?;
    Ok(ExitCode::SUCCESS)
}

/// MARAC at size, which is one of the bench's own ways with the size that is promised unless another is given.
///
/// # Errors
/// As [`run`].
pub fn gateways(arguments: &[String]) -> Result<ExitCode> {
    let mut all: Vec<String> = arguments.to_vec();
    if !arguments.iter().any(|word| word.starts_with("--gateways")) {
        all.extend(["--gateways".to_owned(), "1000000".to_owned()]);
    }
    run("bench", &all)
}
