//! Files that are written: never over one that is read, and whole or not at all.
//!
//! What is written goes to a file beside the one that was named, and takes its
//! place only when everything is written; whatever fails before leaves what
//! stood there as it was.

use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::fault::FileError;

/// A file that a command reads or writes, and the flag that named it.
pub(crate) type Named<'a> = (&'static str, &'a Path);

/// Refuses outputs that are inputs, or each other, by whatever name.
pub(crate) fn apart(inputs: &[Named<'_>], outputs: &[Named<'_>]) -> Result<(), FileError> {
    for (at, (flag, path)) in outputs.iter().enumerate() {
        let before = outputs.iter().take(at);
        let mine = Place::of(path);
        for (other, held) in inputs.iter().chain(before) {
            if mine.is(&Place::of(held)) {
                return Err(FileError::of(
                    path,
                    format!(
                        "{flag} and {other} name one file, which would be written over; nothing was written: give {flag} another name"
                    ),
                ));
            }
        }
    }
    Ok(())
}

/// Where a file is, links followed.
#[derive(Debug)]
struct Place {
    path: PathBuf,
    /// What tells a file that there is from every other, whatever its names.
    file: Option<(u64, u64)>,
    /// Whether it is no file but a device or a pipe, which many may share.
    shared: bool,
}

impl Place {
    fn of(path: &Path) -> Place {
        let about = std::fs::metadata(path).ok();
        Place {
            file: about.as_ref().and_then(identity),
            shared: about.is_some_and(|about| !about.is_file() && !about.is_dir()),
            path: followed(path),
        }
    }

    fn is(&self, other: &Place) -> bool {
        let known = self.file.is_some() && self.file == other.file;
        !self.shared && (known || self.path == other.path)
    }
}

#[cfg(unix)]
fn identity(about: &std::fs::Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((about.dev(), about.ino()))
}

#[cfg(not(unix))]
fn identity(_: &std::fs::Metadata) -> Option<(u64, u64)> {
    None
}

/// Links that are followed one after the other at most.
const MOST_LINKS: usize = 40;

/// The path with every link followed, whether or not a file is there.
fn followed(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        if let Ok(whole) = path.canonicalize() {
            return whole;
        }
        let folder = match path.parent() {
            Some(folder) if folder != Path::new("") => folder.to_owned(),
            _ => PathBuf::from("."),
        };
        match std::fs::read_link(&path) {
            Ok(to) => path = folder.join(to),
            Err(_) => {
                let folder = folder.canonicalize().unwrap_or(folder);
                return path
                    .file_name()
                    .map_or(path.clone(), |name| folder.join(name));
            }
        }
    }
    path
}

/// A file that is being written.
#[derive(Debug)]
pub(crate) struct Output {
    /// As it was named, for what is said of it.
    named: PathBuf,
    /// Where it goes.
    target: PathBuf,
    /// Where it is until it is whole; `None` for a device or a pipe.
    part: Option<PathBuf>,
    writer: BufWriter<File>,
}

impl Output {
    /// Opens a file for writing; what stands there stays until [`Output::finish`].
    pub fn open(path: &Path) -> Result<Output, FileError> {
        let fault = |e: &std::io::Error| FileError::writing(path, e);
        let about = std::fs::metadata(path).ok();
        if about.as_ref().is_some_and(std::fs::Metadata::is_dir) {
            return Err(FileError::of(path, "this is a folder; name a file in it"));
        }
        let file = |file: File| BufWriter::with_capacity(1 << 18, file);
        if let Some(about) = &about {
            // Whoever may not write to a file may not put another in its place.
            let opened = OpenOptions::new().write(true).open(path);
            let opened = opened.map_err(|e| fault(&e))?;
            if !about.is_file() {
                return Ok(Output {
                    named: path.to_owned(),
                    target: path.to_owned(),
                    part: None,
                    writer: file(opened),
                });
            }
        }
        let target = followed(path);
        let (part, opened) = part_beside(&target).map_err(|e| fault(&e))?;
        if let Some(about) = about {
            // A file system that keeps no such rights has none to lose.
            let _same = opened.set_permissions(about.permissions());
        }
        Ok(Output {
            named: path.to_owned(),
            target,
            part: Some(part),
            writer: file(opened),
        })
    }

    /// Opens a file where one is asked for.
    pub fn open_if(path: Option<&Path>) -> Result<Option<Output>, FileError> {
        path.map(Output::open).transpose()
    }

    /// Writes by some function, to the disk.
    pub fn write(
        &mut self,
        by: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>,
    ) -> Result<(), FileError> {
        self.write_more(by)?;
        let flushed = self.writer.flush();
        flushed.map_err(|e| FileError::writing(&self.named, &e))
    }

    /// Writes by some function, and keeps what is little until there is more.
    pub fn write_more(
        &mut self,
        by: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>,
    ) -> Result<(), FileError> {
        by(&mut self.writer).map_err(|e| FileError::writing(&self.named, &e))
    }

    /// Puts the files in their places, once all of them are whole.
    pub fn finish(outputs: impl IntoIterator<Item = Output>) -> Result<(), FileError> {
        let mut outputs: Vec<Output> = outputs.into_iter().collect();
        for output in &mut outputs {
            output.write(|_| Ok(()))?;
            if output.part.is_some() {
                let kept = output.writer.get_ref().sync_all();
                kept.map_err(|e| FileError::writing(&output.named, &e))?;
            }
        }
        for output in &mut outputs {
            if let Some(part) = &output.part {
                let moved = std::fs::rename(part, &output.target);
                moved.map_err(|e| FileError::writing(&output.named, &e))?;
                output.part = None;
            }
        }
        Ok(())
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if let Some(part) = &self.part {
            // What is not whole is of no use, and there is nobody to tell.
            let _gone = std::fs::remove_file(part);
        }
    }
}

/// A new file in the folder of another.
fn part_beside(target: &Path) -> std::io::Result<(PathBuf, File)> {
    let folder = target.parent().unwrap_or(Path::new("."));
    let mut number = 0;
    loop {
        let part = folder.join(format!(".hawthorn-{}-{number}.part", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&part) {
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists && number < 1_000 => {
                number += 1;
            }
            opened => return opened.map(|file| (part, file)),
        }
    }
}
