//! Format, lints and house rules.

use anyhow::{Context, Result, bail};

use crate::command::{self, on_path};
use crate::report::Report;
use crate::tidy;
use crate::workspace::cargo;

/// Runs all three, each counted as one check.
pub fn lint(report: &mut Report) {
    report.check("format (cargo fmt --check)", || {
        component("rustfmt", "fmt")?;
        command::run(cargo().args(["fmt", "--all", "--check"]))
            .context("run `cargo fmt --all` to mend it")
    });
    report.check("house rules (./dev tidy)", tidy::check);
    report.check("lints (cargo clippy)", || {
        component("clippy", "clippy")?;
        command::run(cargo().args([
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]))
    });
}

/// A minimal Rust toolchain lacks both; rustup can add them.
fn component(name: &str, command: &str) -> Result<()> {
    if command::quiet(cargo().args([command, "--version"])).is_ok() {
        return Ok(());
    }
    if !on_path("rustup") {
        bail!("`cargo {command}` is not installed: add the component {name} to the Rust toolchain");
    }
    command::run(std::process::Command::new("rustup").args(["component", "add", name]))
}
