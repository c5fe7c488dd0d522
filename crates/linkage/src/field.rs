//! The fields of a record and how they compare, in the words of a page.

/// A field of a record, as a reader knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// First name.
    GivenName,
    /// Middle names or initials.
    MiddleName,
    /// Surname.
    FamilyName,
    /// Date of birth or age.
    DateOfBirth,
    /// Sex.
    Sex,
    /// Address and postcode.
    Address,
    /// Telephone.
    Phone,
    /// E-mail.
    Email,
    /// A number given by another body.
    Identifier,
    /// What several fields say only together, and what other records say.
    Together,
    /// What is known before anything is compared.
    Beforehand,
}

impl Field {
    /// The field in the words of a page.
    pub fn words(self) -> &'static str {
        match self {
            Field::GivenName => "first name",
            Field::MiddleName => "middle name",
            Field::FamilyName => "surname",
            Field::DateOfBirth => "date of birth",
            Field::Sex => "sex",
            Field::Address => "address",
            Field::Phone => "phone",
            Field::Email => "e-mail",
            Field::Identifier => "reference number",
            Field::Together => "taken together",
            Field::Beforehand => "before anything is compared",
        }
    }
}

/// How a field compares, in the four words that pages use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The same value.
    Same,
    /// Alike, with a likely cause for the difference.
    Close,
    /// Not alike.
    Different,
    /// Missing on one side or both.
    NotKnown,
}

impl Verdict {
    /// The verdict in words.
    pub fn words(self) -> &'static str {
        match self {
            Verdict::Same => "same",
            Verdict::Close => "close",
            Verdict::Different => "different",
            Verdict::NotKnown => "not known",
        }
    }
}
