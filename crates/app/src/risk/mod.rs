//! Assessing risk with an instrument: begin, answer, finish, compare; and the instruments themselves (R53–R63).

pub mod answer_assessment;
pub mod begin_assessment;
pub mod choose_instrument;
pub mod compare_assessments;
pub mod finish_assessment;
mod found;
pub mod load_instrument;
pub mod open_assessment;
pub mod orders;
pub mod record_order;
