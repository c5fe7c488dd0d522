//! `hawthorn doctor`: says in words what is wrong with an installation, and what mends it.

mod checks;

use std::process::ExitCode;

use anyhow::Result;
use serde_json::json;

use crate::cli::Doctor;
use crate::config::Config;
use crate::out;

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// All is well.
    Good,
    /// It works, but not for ever.
    Warning,
    /// It has to be mended.
    Wrong,
}

impl Standing {
    const fn word(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Warning => "warning",
            Self::Wrong => "wrong",
        }
    }
}

/// One check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What was looked at.
    pub about: &'static str,
    /// How it stands.
    pub standing: Standing,
    /// What was found.
    pub found: String,
    /// What mends it; empty when nothing has to be.
    pub fix: String,
}

/// Runs every check, or lists the configuration.
///
/// # Errors
/// Never: what cannot be looked at is itself a finding.
pub async fn doctor(config: &Config, asked: &Doctor) -> Result<ExitCode> {
    if asked.settings {
        list(config, asked.json);
        return Ok(ExitCode::SUCCESS);
    }
    let checks = checks::all(config).await;
    let wrong = checks.iter().any(|check| check.standing == Standing::Wrong);
    if asked.json {
        let rows: Vec<_> = checks.iter().map(|check| json!({ "about": check.about, "standing": check.standing.word(), "found": check.found, "fix": check.fix })).collect();
        out::json(&json!({ "good": !wrong, "release": env!("CARGO_PKG_VERSION"), "checks": rows }));
    } else {
        out::line(&format!("Hawthorn {}", env!("CARGO_PKG_VERSION")));
        for check in &checks {
            out::line(&format!(
                "{:8} {}: {}",
                check.standing.word(),
                check.about,
                check.found
            ));
            if !check.fix.is_empty() {
                out::line(&format!("         to mend it: {}", check.fix));
            }
        }
    }
    Ok(if wrong {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn list(config: &Config, as_json: bool) {
    if as_json {
        let rows: Vec<_> = config.values.iter().map(|value| json!({ "key": value.key.name, "value": value.shown(), "source": value.source_in_words(), "environment": value.key.env, "help": value.key.help })).collect();
        out::json(&json!(rows));
        return;
    }
    for value in &config.values {
        let shown = if value.text.is_empty() {
            "(empty)".to_owned()
        } else {
            value.shown()
        };
        out::line(&format!(
            "{} = {shown}\n    from: {}; environment name: {}\n    {}",
            value.key.name,
            value.source_in_words(),
            value.key.env,
            value.key.help
        ));
    }
}
