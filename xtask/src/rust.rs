//! The Rust tests: with cargo-nextest where it is installed, with cargo alone where it is not.

use std::process::Command;

use anyhow::Result;

use crate::command::{self, on_path};
use crate::postgres::VARIABLE;
use crate::tally::{self, Runner, Tally};
use crate::workspace::cargo;

/// The variable that tells tests that real mail servers are installed.
const MAIL_VARIABLE: &str = "HAWTHORN_TEST_MAIL";

/// Which of the tests.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Everything, documentation examples included.
    All,
    /// Tests that stand beside the code they test.
    Unit,
}

/// Builds everything once, tests included, as later steps expect to find it.
///
/// # Errors
/// When something does not compile.
pub fn build() -> Result<()> {
    command::run(cargo().args(["build", "--workspace", "--all-targets"]))
}

/// Runs the tests. `postgres` is where those that want a PostgreSQL find it.
///
/// # Errors
/// When cargo cannot be started.
pub fn test(extent: Extent, postgres: Option<&str>) -> Result<Tally> {
    let with_nextest = on_path("cargo-nextest");
    let mut command = cargo();
    if with_nextest {
        command.args(["nextest", "run", "--workspace", "--no-fail-fast"]);
    } else {
        command.args(["test", "--workspace", "--no-fail-fast"]);
    }
    let by_cargo_alone = !with_nextest && extent == Extent::All;
    match extent {
        Extent::Unit => command.args(["--lib", "--bins"]),
        // Without these words `cargo test` runs the documentation examples as well.
        Extent::All if by_cargo_alone => &mut command,
        Extent::All => command.arg("--all-targets"),
    };
    let runner = if with_nextest {
        Runner::Nextest
    } else {
        Runner::CargoTest
    };
    let mut tally = counted(runner, &mut command, postgres)?;
    if with_nextest && extent == Extent::All {
        let mut examples = cargo();
        examples.args(["test", "--workspace", "--doc", "--no-fail-fast"]);
        tally += counted(Runner::CargoTest, &mut examples, postgres)?;
    }
    Ok(tally)
}

fn counted(runner: Runner, command: &mut Command, postgres: Option<&str>) -> Result<Tally> {
    // Whoever has a PostgreSQL for the tests has had the mail servers installed too.
    match postgres {
        Some(url) => command.env(VARIABLE, url).env(MAIL_VARIABLE, "yes"),
        None => command.env_remove(VARIABLE).env_remove(MAIL_VARIABLE),
    };
    Ok(tally::read(runner, &command::watched(command)?))
}
