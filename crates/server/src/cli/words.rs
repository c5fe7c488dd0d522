//! Words of the command line that need more than a type to be understood.

use std::ffi::OsString;

use hawthorn_domain::platform::actor::Role;
use hawthorn_domain::platform::settings::AreaCode;

use crate::config::closest;

/// The words of the command line, with `doctor --config` (and no file after it)
/// turned into `doctor --settings`: everywhere else `--config` takes a file.
pub fn words(given: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut words: Vec<OsString> = given.collect();
    let doctor = words
        .iter()
        .position(|word| word == "doctor")
        .unwrap_or(words.len());
    for at in doctor..words.len() {
        let file_follows = words
            .get(at + 1)
            .is_some_and(|next| !next.to_string_lossy().starts_with('-'));
        if let Some(word) = words
            .get_mut(at)
            .filter(|word| **word == "--config" && !file_follows)
        {
            *word = "--settings".into();
        }
    }
    words
}

/// A role by its code.
pub fn role(code: &str) -> Result<Role, String> {
    Role::from_code(code).ok_or_else(|| {
        let codes = || Role::ALL.iter().map(|role| role.code());
        match closest(code, codes()) {
            Some(near) => format!("there is no such role; did you mean {near}?"),
            None => format!(
                "there is no such role; the roles are {}",
                codes().collect::<Vec<_>>().join(", ")
            ),
        }
    })
}

/// An area code.
pub fn area(code: &str) -> Result<AreaCode, String> {
    AreaCode::new(code).map_err(|error| error.to_string())
}

/// A setting and its value, from `KEY=VALUE`.
pub fn setting(text: &str) -> Result<(String, String), String> {
    text.split_once('=')
        .map(|(key, value)| (key.trim().to_owned(), value.to_owned()))
        .filter(|(key, _)| !key.is_empty())
        .ok_or_else(|| "write it as KEY=VALUE, for example log=debug".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::{Command, Line};
    use clap::{CommandFactory, Parser};

    #[test]
    fn the_command_line_holds_together() {
        Line::command().debug_assert();
    }

    #[test]
    fn doctor_config_lists_unless_a_file_follows() {
        let parsed =
            |line: &str| Line::try_parse_from(words(line.split(' ').map(OsString::from))).unwrap();
        let doctor = |line: &str| match parsed(line).command {
            Command::Doctor(doctor) => (doctor.settings, parsed(line).global.config),
            other => panic!("{other:?}"),
        };
        assert_eq!(doctor("hawthorn doctor --config"), (true, None));
        assert_eq!(doctor("hawthorn doctor --config --json"), (true, None));
        assert_eq!(
            doctor("hawthorn doctor --config a.toml"),
            (false, Some("a.toml".into()))
        );
        assert_eq!(
            doctor("hawthorn --config a.toml doctor --config"),
            (true, Some("a.toml".into()))
        );
        assert_eq!(
            parsed("hawthorn migrate --config a.toml").global.config,
            Some("a.toml".into())
        );
    }

    #[test]
    fn a_role_that_is_nearly_right_is_named() {
        assert_eq!(role("auditor"), Ok(Role::Auditor));
        assert_eq!(
            role("police_supervsor"),
            Err("there is no such role; did you mean police_supervisor?".to_owned())
        );
        assert!(role("xyz").is_err_and(|words| words.contains("marac_chair")));
    }
}
