//! Proof of what happened: the audit chain, its signed checkpoints, and the verifier.

pub mod chain;
pub mod checkpoint;
pub mod keeper_notices;
pub mod log;
pub mod notes;
pub mod verify;
