//! The two keys of an installation: one seals rows, the other signs checkpoints. They lie beside the database, not in it.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use ed25519_dalek::SigningKey;
use hawthorn_store::seal::SealKey;

use crate::files;
use crate::world::SystemDice;

/// The folder of keys in the data directory.
pub const FOLDER: &str = "keys";
/// The file of the key that seals rows.
pub const SEAL: &str = "seal.key";
/// The file of the key that signs checkpoints.
pub const CHECKPOINT: &str = "checkpoint.key";

/// The keys.
#[derive(Clone)]
pub struct Keys {
    /// Seals rows.
    pub seal: SealKey,
    /// Signs checkpoints.
    pub checkpoint: SigningKey,
    /// Tells which seal key it is without giving it away; kept in the database.
    pub fingerprint: String,
}

impl Keys {
    fn of(seal: [u8; 32], checkpoint: [u8; 32]) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key("hawthorn 2026 name of a seal key");
        hasher.update(&seal);
        let mut fingerprint = hasher.finalize().to_hex().to_string();
        fingerprint.truncate(16);
        Self {
            seal: SealKey::new(seal),
            checkpoint: SigningKey::from_bytes(&checkpoint),
            fingerprint,
        }
    }

    /// The public half of the signing key, as checkpoints carry it.
    pub fn public(&self) -> String {
        to_hex(self.checkpoint.verifying_key().as_bytes())
    }

    /// Reads the keys of a data directory; none when there are none at all.
    ///
    /// # Errors
    /// When only one is there, one is damaged, or others may read them.
    pub fn read(data: &Path) -> Result<Option<Self>> {
        let [seal, checkpoint] = paths(data);
        match (seal.exists(), checkpoint.exists()) {
            (false, false) => return Ok(None),
            (true, true) => {}
            (seal_there, _) => bail!(
                "{} is missing while the other key is there. Put it back from a backup (hawthorn backup restore); a new key would not fit what is stored.",
                if seal_there { checkpoint } else { seal }.display()
            ),
        }
        files::check_private(&data.join(FOLDER), 0o700)?;
        Ok(Some(Self::of(key_in(&seal)?, key_in(&checkpoint)?)))
    }

    /// Makes the keys of a new data directory.
    ///
    /// # Errors
    /// When they cannot be written, or are there already.
    pub fn make(data: &Path) -> Result<Self> {
        let folder = data.join(FOLDER);
        files::private_dir(&folder)?;
        files::make_private(&folder, 0o700).context("the folder of keys cannot be made private")?;
        let (seal, checkpoint) = (SystemDice.key(), SystemDice.key());
        for (path, key) in paths(data).iter().zip([seal, checkpoint]) {
            files::write_whole(path, format!("{}\n", to_hex(&key)).as_bytes())?;
        }
        files::sync_dir(data).context("the data directory cannot be written")?;
        Ok(Self::of(seal, checkpoint))
    }

    /// Takes away keys that were made a moment ago and have sealed nothing.
    pub fn unmake(data: &Path) {
        for path in paths(data) {
            // A key that stays behind is found, and named, at the next start.
            let _stays = std::fs::remove_file(path);
        }
    }
}

/// The key files of a data directory.
pub fn paths(data: &Path) -> [PathBuf; 2] {
    [SEAL, CHECKPOINT].map(|name| data.join(FOLDER).join(name))
}

fn key_in(path: &Path) -> Result<[u8; 32]> {
    files::check_private(path, files::PRIVATE)?;
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("the key {} cannot be read", path.display()))?;
    from_hex(text.trim()).with_context(|| {
        format!(
            "{} is not a key: it holds 64 hexadecimal characters. Put it back from a backup.",
            path.display()
        )
    })
}

/// Bytes as hexadecimal.
pub fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex(text: &str) -> Option<[u8; 32]> {
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    let bytes: Option<Vec<u8>> = (0..32)
        .map(|at| u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok())
        .collect();
    bytes?.try_into().ok()
}
