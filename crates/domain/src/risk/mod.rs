//! Risk: levels, the named tools, and how a level may be changed (R53–R63, R82–R87).

pub mod grading;
pub mod instrument;
pub mod order;
pub mod tool;

codes! {
    /// The three levels (R54).
    pub enum RiskLevel {
        Standard = "standard", "Standard";
        Medium = "medium", "Medium";
        High = "high", "High";
    }
}
