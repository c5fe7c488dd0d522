//! Pages about need to know: what is held closely and who may open it, and opening a record in an emergency.

pub mod emergency;
pub mod held;
pub mod restricted;
