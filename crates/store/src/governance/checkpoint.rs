//! Signed checkpoints: the chain's end at one moment, to be kept where the database's owner cannot reach.
//!
//! A chain whose tail is cut off still reads as a chain. Whoever holds a
//! checkpoint can tell: the entry it names must still be there, unchanged.

use ed25519_dalek::{Signature, Signer, SigningKey, Verifier, VerifyingKey};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::chain::Head;

/// A checkpoint as written to its file (JSON).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// Which log: the identifier of the database.
    pub log: String,
    /// The number of the newest entry.
    pub seq: i64,
    /// Its digest.
    pub digest: String,
    /// When it was signed.
    pub at: Timestamp,
    /// The public key, hexadecimal.
    pub key: String,
    /// The signature over the four values above, hexadecimal.
    pub signature: String,
}

/// Why a checkpoint was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// It is not one.
    #[error(
        "this file is not a checkpoint of the audit log ({0}); give the file that `hawthorn audit checkpoint` wrote"
    )]
    NotOne(String),
    /// Its signature does not fit.
    #[error(
        "the checkpoint’s signature does not fit its content: the file was changed, or signed with another key"
    )]
    BadSignature,
}

impl Checkpoint {
    /// Signs the chain's end.
    pub fn sign(log: &str, head: &Head, at: Timestamp, key: &SigningKey) -> Self {
        let signature = key.sign(message(log, head.seq, &head.digest, at).as_bytes());
        Self {
            log: log.to_owned(),
            seq: head.seq,
            digest: head.digest.clone(),
            at,
            key: to_hex(key.verifying_key().as_bytes()),
            signature: to_hex(&signature.to_bytes()),
        }
    }

    /// Reads a checkpoint from its file's text and checks its signature. When
    /// `trusted` is given, the key must be that one.
    ///
    /// # Errors
    /// When the text is no checkpoint, or the signature does not fit.
    pub fn read(text: &str, trusted: Option<&str>) -> Result<Self, CheckpointError> {
        let point: Checkpoint = serde_json::from_str(text)
            .map_err(|error| CheckpointError::NotOne(error.to_string()))?;
        if trusted.is_some_and(|key| key != point.key) {
            return Err(CheckpointError::BadSignature);
        }
        let key: [u8; 32] = from_hex(&point.key).ok_or(CheckpointError::BadSignature)?;
        let signature: [u8; 64] =
            from_hex(&point.signature).ok_or(CheckpointError::BadSignature)?;
        let key = VerifyingKey::from_bytes(&key).map_err(|_| CheckpointError::BadSignature)?;
        key.verify(
            message(&point.log, point.seq, &point.digest, point.at).as_bytes(),
            &Signature::from_bytes(&signature),
        )
        .map_err(|_| CheckpointError::BadSignature)?;
        Ok(point)
    }
}

fn message(log: &str, seq: i64, digest: &str, at: Timestamp) -> String {
    format!("hawthorn audit checkpoint\n{log}\n{seq}\n{digest}\n{at}\n")
}

fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    if text.len() != N * 2 || !text.is_ascii() {
        return None;
    }
    let bytes: Option<Vec<u8>> = (0..N)
        .map(|at| u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok())
        .collect();
    bytes?.try_into().ok()
}
