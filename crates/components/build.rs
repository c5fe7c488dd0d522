//! Builds the style sheets and scripts of `assets/` with npm before the crate is compiled.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::SystemTime;

/// The files that the build makes; `src/assets.rs` carries them into the program.
const MADE: [&str; 7] = [
    "staff.css",
    "public.css",
    "public-rtl.css",
    "staff.js",
    "public.js",
    "live.js",
    "icon.svg",
];

fn main() -> ExitCode {
    match build(Path::new("assets")) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            println!("cargo::error={message}");
            ExitCode::FAILURE
        }
    }
}

/// Installs and builds what is out of date.
fn build(assets: &Path) -> Result<(), String> {
    let sources =
        sources(assets).map_err(|error| format!("cannot list {}: {error}", assets.display()))?;
    let dist = assets.join("dist");
    for path in sources
        .iter()
        .cloned()
        .chain(MADE.map(|name| dist.join(name)))
    {
        println!("cargo::rerun-if-changed={}", path.display());
    }
    let newest = sources.iter().filter_map(|path| modified(path)).max();
    let oldest_made = MADE
        .iter()
        .map(|name| modified(&dist.join(name)))
        .min()
        .flatten();
    if oldest_made.is_some() && oldest_made >= newest {
        return Ok(());
    }
    let installed = modified(&assets.join("node_modules/.package-lock.json"));
    if installed.is_none() || installed < modified(&assets.join("package-lock.json")) {
        npm(assets, &["ci"])?;
    }
    npm(assets, &["run", "build"])?;
    // Cargo runs this script again when a named file is newer than the start of the last run. The
    // files just made would be, so they take the time of the newest source instead.
    if let Some(newest) = newest {
        for name in MADE {
            let path = dist.join(name);
            File::options()
                .write(true)
                .open(&path)
                .and_then(|file| file.set_modified(newest))
                .map_err(|error| {
                    format!("npm run build did not leave {}: {error}", path.display())
                })?;
        }
    }
    Ok(())
}

/// The files from which the build is made: everything in the folder itself, but no folders.
fn sources(assets: &Path) -> io::Result<Vec<PathBuf>> {
    let mut sources = Vec::new();
    for entry in fs::read_dir(assets)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            sources.push(entry.path());
        }
    }
    sources.sort();
    Ok(sources)
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path)
        .and_then(|metadata| metadata.modified())
        .ok()
}

/// Runs npm in the folder; on failure the message holds the last lines that it wrote.
fn npm(assets: &Path, arguments: &[&str]) -> Result<(), String> {
    let command = format!("npm {}", arguments.join(" "));
    let output = Command::new("npm")
        .args(arguments)
        .current_dir(assets)
        .output()
        .map_err(|error| {
            format!("cannot start `{command}` ({error}): install Node.js 20 or later with npm, then build again")
        })?;
    if output.status.success() {
        return Ok(());
    }
    let written = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = written.lines().collect();
    let last = lines
        .get(lines.len().saturating_sub(12)..)
        .unwrap_or_default();
    Err(format!(
        "`{command}` in {} failed ({}): {}",
        assets.display(),
        output.status,
        last.join(" | ")
    ))
}
