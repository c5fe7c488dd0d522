//! MATAC: who is nominated, the score with its parts, the plan, and requests under the disclosure scheme (R250–R260).

pub mod decide;
pub(crate) mod found;
pub mod lists;
pub mod nominate;
pub mod open_nomination;
pub mod open_score;
pub mod plan;
pub mod record_disclosure;
pub mod supervise;
