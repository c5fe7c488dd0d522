//! People as several agencies know them: names, dates of birth, addresses, contact and ties.

pub mod born;
pub mod contact;
pub mod disclosure;
pub mod diversity;
pub mod held;
pub mod leak;
pub mod person;
pub mod tie;

pub use born::Born;
pub use contact::{Email, Phone, SafeContact};
pub use disclosure::Disclosure;
pub use diversity::Diversity;
pub use person::{Address, Identifier, Person, PersonName, Relationship, Source};

codes! {
    /// Sex as recorded by the source.
    pub enum Sex {
        Female = "f", "Female";
        Male = "m", "Male";
        Other = "x", "Other";
        Unknown = "u", "Not known";
    }
}
