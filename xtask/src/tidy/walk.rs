//! Finding the files that the house rules are about.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::source::Source;

/// Folders that hold nothing we wrote.
const FOREIGN: [&str; 5] = ["target", "node_modules", "dist", "screenshots", ".git"];

/// Every Rust file of ours.
///
/// # Errors
/// When a file or folder cannot be read.
pub fn sources(top: &Path) -> Result<Vec<Source>> {
    let mut paths = Vec::new();
    for folder in ["crates", "xtask"] {
        collect(top, folder, &mut |path, is_file| {
            if is_file && path.ends_with(".rs") {
                paths.push(path.to_owned());
            }
        })?;
    }
    paths
        .into_iter()
        .map(|path| Ok(Source::new(&path, &read(top, &path)?)))
        .collect()
}

/// Every folder below `crates`.
///
/// # Errors
/// As [`sources`].
pub fn folders(top: &Path) -> Result<Vec<String>> {
    let mut folders = Vec::new();
    collect(top, "crates", &mut |path, is_file| {
        if !is_file {
            folders.push(path.to_owned());
        }
    })?;
    Ok(folders)
}

/// Every Markdown document of ours, with its text.
///
/// # Errors
/// As [`sources`].
pub fn documents(top: &Path) -> Result<Vec<(String, String)>> {
    let mut paths = Vec::new();
    collect(top, "", &mut |path, is_file| {
        if is_file && path.ends_with(".md") {
            paths.push(path.to_owned());
        }
    })?;
    paths
        .into_iter()
        .map(|path| {
            let text = read(top, &path)?;
            Ok((path, text))
        })
        .collect()
}

/// Every rule, source, policy and test of ours, with its text.
///
/// # Errors
/// As [`sources`].
pub fn texts(top: &Path) -> Result<Vec<(String, String)>> {
    const ENDS: [&str; 5] = [".md", ".rs", ".mjs", ".cedar", ".toml"];
    let mut paths = Vec::new();
    for folder in ["crates", "docs/rules", "tests"] {
        collect(top, folder, &mut |path, is_file| {
            if is_file && ENDS.iter().any(|end| path.ends_with(end)) {
                paths.push(path.to_owned());
            }
        })?;
    }
    paths
        .into_iter()
        .map(|path| {
            let text = read(top, &path)?;
            Ok((path, text))
        })
        .collect()
}

fn read(top: &Path, path: &str) -> Result<String> {
    fs::read_to_string(top.join(path)).with_context(|| format!("reading {path}"))
}

/// Tells of every file and folder below `folder`, in order of name.
fn collect(top: &Path, folder: &str, found: &mut impl FnMut(&str, bool)) -> Result<()> {
    let mut names = Vec::new();
    for entry in fs::read_dir(top.join(folder)).with_context(|| format!("reading {folder}"))? {
        let entry = entry.with_context(|| format!("reading {folder}"))?;
        let is_file = !entry.path().is_dir();
        names.push((entry.file_name().to_string_lossy().into_owned(), is_file));
    }
    names.sort();
    for (name, is_file) in names {
        if FOREIGN.contains(&name.as_str()) {
            continue;
        }
        let path = if folder.is_empty() {
            name
        } else {
            format!("{folder}/{name}")
        };
        found(&path, is_file);
        if !is_file {
            collect(top, &path, found)?;
        }
    }
    Ok(())
}
