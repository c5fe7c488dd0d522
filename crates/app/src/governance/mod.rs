//! The audit log as people read it, its checkpoints, proof that nothing was changed behind it, and who may open what is held closely.

pub mod audit_log;
pub mod checkpoint;
pub mod named_access;
