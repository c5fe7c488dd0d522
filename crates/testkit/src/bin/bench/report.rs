//! What was measured, as a table, as a file, and held against an earlier file.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

/// Measures of one thing. The names of the measures carry their units.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The database.
    pub database: String,
    /// Incidents in the database before the measurement.
    pub rows: usize,
    /// What was measured.
    pub what: String,
    /// Each measure with its value.
    pub values: Vec<(&'static str, f64)>,
}

/// Prints figures as tables: a new heading wherever other things are measured.
pub fn print(figures: &[Figure]) {
    let mut heading: Vec<&str> = Vec::new();
    for figure in figures {
        let names: Vec<&str> = figure.values.iter().map(|(name, _)| *name).collect();
        if names != heading {
            let columns: String = names
                .iter()
                .map(|name| format!("{name:>width$}", width = width(name)))
                .collect();
            println!("\n{:<9}{:>9}  {:<44}{columns}", "database", "rows", "what");
            heading = names;
        }
        let values: String = figure
            .values
            .iter()
            .map(|(name, value)| format!("{:>width$}", number(*value), width = width(name)))
            .collect();
        println!(
            "{:<9}{:>9}  {:<44}{values}",
            figure.database, figure.rows, figure.what
        );
    }
}

fn width(name: &str) -> usize {
    name.chars().count().max(7) + 3
}

fn number(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.3}"),
    }
}

/// Writes everything needed to repeat the measurement and to compare it.
///
/// # Errors
/// When the file cannot be written.
pub fn save(path: &Path, command: &str, hardware: &Value, figures: &[Figure]) -> Result<()> {
    let figures: Vec<Value> = figures.iter().map(|figure| {
        let values: serde_json::Map<String, Value> = figure.values.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
        json!({ "database": figure.database, "rows": figure.rows, "what": figure.what, "values": values })
    }).collect();
    let text = format!(
        "{:#}\n",
        json!({ "command": command, "hardware": hardware, "figures": figures })
    );
    std::fs::write(path, text).with_context(|| format!("{} cannot be written", path.display()))
}

/// Every measure of an earlier file by its place: database, rows, what, measure.
type Earlier = BTreeMap<(String, u64, String, String), f64>;

/// Prints new divided by old for every measure that both have.
///
/// # Errors
/// When the earlier file cannot be read.
pub fn compare(path: &Path, hardware: &Value, figures: &[Figure]) -> Result<()> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("{} cannot be read", path.display()))?;
    let old: Value = serde_json::from_str(&text)
        .with_context(|| format!("{} is not a file of the bench", path.display()))?;
    println!("\nnew divided by old ({})", path.display());
    if old["hardware"] != *hardware {
        println!(
            "the earlier file is of another machine ({}); the ratios say little",
            old["hardware"]
        );
    }
    let ratios = ratios(&earlier(&old), figures);
    if ratios.is_empty() {
        println!("nothing was measured in both");
    }
    print(&ratios);
    Ok(())
}

fn earlier(old: &Value) -> Earlier {
    let mut found = Earlier::new();
    for figure in old["figures"].as_array().into_iter().flatten() {
        let word = |name: &str| figure[name].as_str().unwrap_or_default().to_owned();
        for (name, value) in figure["values"].as_object().into_iter().flatten() {
            if let Some(value) = value.as_f64() {
                found.insert(
                    (
                        word("database"),
                        figure["rows"].as_u64().unwrap_or_default(),
                        word("what"),
                        name.clone(),
                    ),
                    value,
                );
            }
        }
    }
    found
}

fn ratios(old: &Earlier, new: &[Figure]) -> Vec<Figure> {
    new.iter()
        .filter_map(|figure| {
            let ratio = |name: &str, value: f64| {
                let before = old.get(&(
                    figure.database.clone(),
                    figure.rows as u64,
                    figure.what.clone(),
                    name.to_owned(),
                ))?;
                (*before != 0.0).then(|| value / before)
            };
            let values: Vec<(&'static str, f64)> = figure
                .values
                .iter()
                .filter_map(|(name, value)| Some((*name, ratio(name, *value)?)))
                .collect();
            (!values.is_empty()).then(|| Figure {
                values,
                ..figure.clone()
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_file_compares_with_itself_as_one() {
        let figure = |rps: f64| Figure {
            database: "sqlite".to_owned(),
            rows: 10,
            what: "search".to_owned(),
            values: vec![("req/s", rps), ("p50 ms", 0.0)],
        };
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("out.json");
        save(&path, "bench", &json!({}), &[figure(200.0)]).expect("written");
        let old =
            serde_json::from_str(&std::fs::read_to_string(&path).expect("read")).expect("JSON");
        assert_eq!(
            ratios(&earlier(&old), &[figure(200.0)]),
            vec![Figure {
                values: vec![("req/s", 1.0)],
                ..figure(0.0)
            }]
        );
        assert_eq!(
            ratios(&earlier(&old), &[figure(100.0)]),
            vec![Figure {
                values: vec![("req/s", 0.5)],
                ..figure(0.0)
            }]
        );
        assert_eq!(
            ratios(
                &earlier(&old),
                &[Figure {
                    rows: 11,
                    ..figure(1.0)
                }]
            ),
            Vec::new()
        );
    }
}
