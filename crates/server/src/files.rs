//! Files written so that a cut of power leaves the old one or the new one, never half of either.

use std::fs::{DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// For files that only their owner may read.
pub const PRIVATE: u32 = 0o600;

/// Makes a directory, and those above it, that only its owner may enter. One that is there stays as it is.
///
/// # Errors
/// When it cannot be made.
pub fn private_dir(path: &Path) -> Result<()> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .with_context(|| format!("the directory {} cannot be made", path.display()))
}

/// Puts bytes into a file: beside it first, then to the disk, then in its place.
///
/// # Errors
/// When it cannot be written; what stood there before is then still there.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let written = (|| {
        let beside = beside(path);
        let mut file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(PRIVATE)
            .open(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        std::fs::rename(&beside, path)?;
        sync_dir(parent(path))
    })();
    written.with_context(|| format!("{} cannot be written", path.display()))
}

/// Makes a file that may not be there yet.
///
/// # Errors
/// When it is there, or cannot be made.
pub fn make_new(path: &Path) -> io::Result<File> {
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(PRIVATE)
        .open(path)
}

/// A name beside this file for a version that is not finished; another process has another name.
pub fn beside(path: &Path) -> PathBuf {
    let name = path
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    path.with_file_name(format!(".{name}.{}.part", std::process::id()))
}

/// The directory that holds this file.
pub fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Has the names in a directory written to the disk.
///
/// # Errors
/// When the directory cannot be read.
pub fn sync_dir(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// Takes a file's or directory's rights away from everybody but its owner.
///
/// # Errors
/// When they cannot be changed.
pub fn make_private(path: &Path, mode: u32) -> io::Result<()> {
    std::fs::set_permissions(path, Permissions::from_mode(mode))
}

/// Refuses what others may read or enter, and says the command that mends it.
///
/// # Errors
/// When others have rights, or there is no such path.
pub fn check_private(path: &Path, wanted: u32) -> Result<()> {
    let found = std::fs::metadata(path)
        .with_context(|| format!("{} cannot be read", path.display()))?
        .permissions()
        .mode()
        & 0o777;
    if found & 0o077 != 0 {
        bail!(
            "{} may be read by others on this machine (its mode is {found:o}). Run: chmod {wanted:o} {}",
            path.display(),
            path.display()
        );
    }
    Ok(())
}
