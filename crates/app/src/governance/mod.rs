//! The audit log as people read it, its checkpoints, and proof that nothing was changed behind it.

pub mod audit_log;
pub mod checkpoint;
