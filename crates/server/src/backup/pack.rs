//! Packing a folder's parts into one file and out again, with every byte held against its digest.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::parts::{FORMAT, MANIFEST, Manifest, PARTS, Part};
use crate::files;

/// The list of contents is short; a longer one is not ours.
const LONGEST_MANIFEST: u64 = 64 * 1024;

/// Writes the backup beside its place, has it on the disk, then puts it there.
///
/// # Errors
/// When a part cannot be read or the backup cannot be written.
pub fn pack(folder: &Path, manifest: Manifest, target: &Path) -> Result<Manifest> {
    let mut manifest = manifest;
    for name in PARTS {
        let mut file = open(&folder.join(name))?;
        let (size, blake3) = copy(&mut file, &mut std::io::sink())?;
        manifest.parts.push(Part {
            name: name.to_owned(),
            size,
            blake3,
        });
    }
    let beside = files::beside(target);
    let written = write(folder, &manifest, &beside).and_then(|()| {
        std::fs::rename(&beside, target)?;
        Ok(files::sync_dir(files::parent(target))?)
    });
    if let Err(error) = written {
        // What is half written helps nobody; whether it can be removed does not change the answer.
        let _stays = std::fs::remove_file(&beside);
        return Err(error).with_context(|| format!("{} cannot be written", target.display()));
    }
    Ok(manifest)
}

fn write(folder: &Path, manifest: &Manifest, target: &Path) -> Result<()> {
    let file = files::make_new(target)?;
    let mut pack = ZipWriter::new(BufWriter::new(file));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .large_file(true)
        .unix_permissions(files::PRIVATE);
    pack.start_file(MANIFEST, options)?;
    pack.write_all(format!("{:#}\n", serde_json::to_value(manifest)?).as_bytes())?;
    for part in &manifest.parts {
        pack.start_file(part.name.as_str(), options)?;
        let (_, digest) = copy(&mut open(&folder.join(&part.name))?, &mut pack)?;
        if digest != part.blake3 {
            bail!("{} changed while it was packed", part.name);
        }
    }
    let file = pack
        .finish()?
        .into_inner()
        .map_err(|error| anyhow!(error.to_string()))?;
    Ok(file.sync_all()?)
}

/// Unpacks every part into a folder, private and on the disk.
///
/// # Errors
/// When the file is not a whole backup of a form this release knows, or any byte differs.
pub fn unpack(source: &Path, folder: &Path) -> Result<Manifest> {
    let file =
        File::open(source).with_context(|| format!("{} cannot be read", source.display()))?;
    let unpacked = unpack_from(file, folder);
    unpacked.with_context(|| format!("{} is not a backup that can be restored", source.display()))
}

fn unpack_from(file: File, folder: &Path) -> Result<Manifest> {
    let mut pack = ZipArchive::new(BufReader::new(file))
        .context("it is damaged or cut short, or not a Hawthorn backup")?;
    let mut text = String::new();
    pack.by_name(MANIFEST)
        .context("it has no list of contents")?
        .take(LONGEST_MANIFEST)
        .read_to_string(&mut text)
        .context("its list of contents is damaged")?;
    let manifest: Manifest =
        serde_json::from_str(&text).context("its list of contents is damaged")?;
    if manifest.format != FORMAT {
        bail!(
            "it has form {}, and this release reads form {FORMAT}; use the release that made it ({})",
            manifest.format,
            manifest.release
        );
    }
    let names: Vec<&str> = manifest
        .parts
        .iter()
        .map(|part| part.name.as_str())
        .collect();
    if names != PARTS || pack.len() != PARTS.len() + 1 {
        bail!("it does not hold the parts that a backup holds");
    }
    for part in &manifest.parts {
        let place = folder.join(&part.name);
        files::private_dir(files::parent(&place))?;
        let mut target = files::make_new(&place).with_context(|| place.display().to_string())?;
        // One byte more than promised is enough to see that it is too long.
        let packed = pack
            .by_name(&part.name)
            .with_context(|| format!("{} is missing in it", part.name))?;
        let (size, digest) = copy(&mut packed.take(part.size.saturating_add(1)), &mut target)
            .with_context(|| format!("{} in it is damaged", part.name))?;
        if size != part.size || digest != part.blake3 {
            bail!(
                "{} in it is damaged: its bytes do not fit their digest",
                part.name
            );
        }
        target.sync_all()?;
        files::sync_dir(files::parent(&place))?;
    }
    Ok(manifest)
}

fn open(path: &Path) -> Result<File> {
    File::open(path).with_context(|| format!("{} cannot be read", path.display()))
}

/// Copies to the end; the number of bytes and their digest.
fn copy(from: &mut dyn Read, to: &mut dyn Write) -> Result<(u64, String)> {
    let mut hasher = blake3::Hasher::new();
    let mut buffer = vec![0; 64 * 1024];
    let mut size = 0u64;
    loop {
        let read = from.read(&mut buffer)?;
        let Some(bytes) = buffer.get(..read).filter(|bytes| !bytes.is_empty()) else {
            return Ok((size, hasher.finalize().to_hex().to_string()));
        };
        hasher.update(bytes);
        to.write_all(bytes)?;
        size += bytes.len() as u64;
    }
}
