//! The MASH: rating, questions to agencies, triage and outcome (R102–R164).

pub mod considerations;
pub mod feedback;
pub mod follow_up;
pub mod meeting;
pub mod notice;
pub mod outcome;
pub mod rag;
pub mod request;
pub mod triage;

codes! {
    /// The RAG levels (R115–R119). What each allows is a setting (C16).
    pub enum Rag {
        Red = "red", "Red";
        Amber = "amber", "Amber";
        Green = "green", "Green";
    }
}
