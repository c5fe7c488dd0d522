//! People: finding them, opening their record, and saying whether two records are one person.

pub mod answer_suggestion;
pub mod arrive;
pub mod asked;
pub mod candidates;
pub mod disclosures;
pub mod history;
pub mod links;
pub(crate) mod load;
pub mod matching;
pub mod open_person;
pub(crate) mod reach;
pub mod record_diversity;
pub mod record_safe_contact;
pub mod review_suggestion;
pub mod safe_contact;
pub mod search;
pub mod secret_places;
pub(crate) mod settle;
pub mod story;
pub mod weights;
