//! `hawthorn area …`: checks settings files, lists areas, shows what an area has decided.

mod decided;

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use hawthorn_connect::platform::{self, SettingsProblem};
use hawthorn_domain::platform::calendar::london_date;
use hawthorn_domain::platform::settings::AreaBook;
use hawthorn_domain::platform::settings_fields;
use serde_json::json;

use crate::cli::{AreaCheck, AreaList, AreaShow};
use crate::config::Config;
use crate::world::now;
use crate::{open, out};

/// What one file came to.
type Checked = (String, Result<Vec<AreaBook>, Vec<SettingsProblem>>);

/// Checks files, and ends with 1 when any has a problem.
///
/// # Errors
/// Never: a file that cannot be read is a problem like any other.
pub fn check(config: &Config, asked: &AreaCheck) -> Result<ExitCode> {
    let checked: Vec<Checked> = if asked.files.is_empty() {
        match &config.areas_dir {
            Some(folder) => vec![check_path(folder)],
            None => platform::bundled_files()
                .iter()
                .map(|(name, text)| {
                    (
                        (*name).to_owned(),
                        platform::parse_area(name, text).map(|book| vec![book]),
                    )
                })
                .collect(),
        }
    } else {
        asked.files.iter().map(|path| check_path(path)).collect()
    };
    let problems: Vec<&SettingsProblem> = checked
        .iter()
        .filter_map(|(_, result)| result.as_ref().err())
        .flatten()
        .collect();
    if asked.json {
        let rows: Vec<_> = problems.iter().map(|problem| json!({ "file": problem.file, "line": problem.line, "column": problem.column, "key": problem.key, "found": problem.found, "allowed": problem.allowed })).collect();
        out::json(&json!({ "good": problems.is_empty(), "problems": rows }));
    } else {
        for problem in &problems {
            out::reason(&problem.to_string());
        }
        for (name, books) in checked
            .iter()
            .filter_map(|(name, result)| Some((name, result.as_ref().ok()?)))
        {
            for book in books {
                out::line(&format!(
                    "{name}: in order ({}, {})",
                    book.code,
                    editions(book)
                ));
            }
        }
    }
    Ok(if problems.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn check_path(path: &Path) -> Checked {
    let name = path.display().to_string();
    if path.is_dir() {
        return (name, platform::load_dir(path));
    }
    let result = match std::fs::read_to_string(path) {
        Ok(text) => platform::parse_area(&name, &text).map(|book| vec![book]),
        Err(error) => Err(vec![SettingsProblem {
            file: name.clone(),
            line: 1,
            column: 1,
            key: "the file".to_owned(),
            found: format!("nothing that can be read ({error})"),
            allowed: "a settings file in UTF-8 that Hawthorn may read".to_owned(),
        }]),
    };
    (name, result)
}

fn editions(book: &AreaBook) -> String {
    match book.later.len() {
        0 => "one edition".to_owned(),
        later => format!("{} editions", later + 1),
    }
}

/// Lists the areas that this installation serves.
///
/// # Errors
/// When their files cannot be read.
pub fn list(config: &Config, asked: &AreaList) -> Result<ExitCode> {
    let books = open::areas(config)?;
    if asked.json {
        let rows: Vec<_> = books.iter().map(|book| json!({ "code": book.code.as_str(), "name": book.name, "editions": book.editions().map(|edition| edition.from.to_string()).collect::<Vec<_>>() })).collect();
        out::json(&json!(rows));
    } else {
        let rows: Vec<Vec<String>> = books
            .iter()
            .map(|book| vec![book.code.to_string(), book.name.clone(), editions(book)])
            .collect();
        out::table(&rows);
    }
    Ok(ExitCode::SUCCESS)
}

/// Shows what an area has decided, as it stands on a day.
///
/// # Errors
/// When there is no such area.
pub fn show(config: &Config, asked: &AreaShow) -> Result<ExitCode> {
    let books = open::areas(config)?;
    let book = books
        .iter()
        .find(|book| book.code == asked.code)
        .with_context(|| {
            let codes: Vec<&str> = books.iter().map(|book| book.code.as_str()).collect();
            format!(
                "there is no area {}; the areas are {}",
                asked.code,
                codes.join(", ")
            )
        })?;
    let on = asked.on.unwrap_or_else(|| london_date(now()));
    let edition = book
        .editions()
        .rev()
        .find(|edition| edition.from <= on)
        .unwrap_or(&book.first);
    out::line(&format!(
        "{} ({}): the edition from {}, as it applies on {on}",
        book.name, book.code, edition.from
    ));
    out::table(&decided::settings(&edition.settings));
    out::line("\nagencies:");
    out::table(&decided::agencies(&edition.settings));
    out::line("\npromises:");
    out::table(&decided::promises(&edition.settings));
    if asked.fields {
        out::line("\nevery key of a settings file:");
        for field in settings_fields::all() {
            let sources = if field.sources.is_empty() {
                String::new()
            } else {
                format!(" ({})", field.sources)
            };
            out::line(&format!(
                "  {}\n    {}{sources}\n    allowed: {}; default: {}",
                field.path,
                field.help,
                field.allowed(),
                field.default_in_words()
            ));
        }
    }
    Ok(ExitCode::SUCCESS)
}
