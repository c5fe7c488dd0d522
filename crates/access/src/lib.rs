//! Who may do what: the access policies, the one question asked of them, and the reader's scope.
//!
//! The rules are the Cedar files under `policies/`, one for each room, and are
//! checked against `policies/schema.cedarschema` when an [`Access`] is made.
//! Nothing is allowed that no policy allows.

mod engine;
mod policies;
mod report;
mod scope;

pub use engine::{Access, Answer, AreaRule};
pub use policies::AccessError;
pub use report::{Cell, Row};
pub use scope::{scope_lets_see, visitor_scope};
