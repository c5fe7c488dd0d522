//! The audit log as people read it, its checkpoints, proof that nothing was changed behind it, and who may open what is held closely, and word to its keepers.

pub mod audit_log;
pub mod break_glass;
pub mod checkpoint;
pub mod keepers;
pub mod named_access;
pub mod turned_away;
