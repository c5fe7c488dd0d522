//! The one table of evidence: every level of agreement, its words and its shipped weight.
//!
//! A weight is a Fellegi–Sunter weight in bits: the base-2 logarithm of how
//! much more often the level is seen for one person written down twice than
//! for two people. `fixed` weights are used as they stand. `rarity` weights
//! grow with how rare the agreeing value is among the people held: the weight
//! is the base plus minus the base-2 logarithm of the value's share, up to a
//! most. Rows under `Together` are interactions: evidence that two fields give
//! only jointly, such as a relative in the same home. The two levels that end
//! in `Start` are given by a search alone, where half a name is typed on purpose.
//!
//! The shipped numbers are judgements checked against invented people with
//! known truth; training replaces them through `Weights::set`.

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
    /// What several fields say only together.
    Together,
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

/// What a level is worth, in bits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Evidence {
    /// The same for every value.
    Fixed(f64),
    /// More for a rare value: `base − log2(share)`, at most `most`.
    Rarity {
        /// Added to the rarity of the value, usually a little below nought.
        base: f64,
        /// The largest weight.
        most: f64,
    },
}

const fn fixed(bits: f64) -> Evidence {
    Evidence::Fixed(bits)
}

const fn rarity(base: f64, most: f64) -> Evidence {
    Evidence::Rarity { base, most }
}

macro_rules! levels {
    ($($(#[doc = $doc:literal])? $name:ident: $field:ident $verdict:ident $evidence:expr, $words:literal;)*) => {
        /// One level of agreement of one field, or one interaction.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Level { $(#[doc = $words] $name,)* }

        impl Level {
            /// Every level, in table order.
            pub const ALL: &'static [Level] = &[$(Level::$name,)*];

            /// The field that the level belongs to.
            pub fn field(self) -> Field {
                match self { $(Level::$name => Field::$field,)* }
            }

            /// The level in the four words that pages use.
            pub fn verdict(self) -> Verdict {
                match self { $(Level::$name => Verdict::$verdict,)* }
            }

            /// The level in plain words.
            pub fn words(self) -> &'static str {
                match self { $(Level::$name => $words,)* }
            }

            /// The shipped weight.
            pub fn shipped(self) -> Evidence {
                match self { $(Level::$name => $evidence,)* }
            }
        }
    };
}

levels! {
    GivenSame: GivenName Same rarity(-0.5, 11.0), "same first name";
    GivenNickname: GivenName Close fixed(5.0), "a short or other form of the same first name";
    GivenClose: GivenName Close fixed(5.0), "first name spelt nearly the same";
    GivenSound: GivenName Close fixed(3.5), "first name sounds the same";
    GivenInitial: GivenName Close fixed(2.5), "first name agrees with the initial";
    GivenMiddle: GivenName Close fixed(2.5), "first name is the other's middle name";
    GivenAlike: GivenName Close fixed(0.5), "first name somewhat alike";
    GivenStart: GivenName Close fixed(2.0), "first name begins with the letters asked for";
    GivenDifferent: GivenName Different fixed(-5.5), "different first name";
    GivenNotKnown: GivenName NotKnown fixed(0.0), "first name not known";

    MiddleSame: MiddleName Same fixed(3.0), "same middle name";
    MiddleInitial: MiddleName Close fixed(1.5), "middle name agrees with the initial";
    MiddleDifferent: MiddleName Different fixed(-2.0), "different middle name";

    FamilySame: FamilyName Same rarity(-0.4, 12.0), "same surname";
    FamilyPart: FamilyName Close rarity(-2.0, 9.0), "one part of a double surname is the same";
    FamilyVariant: FamilyName Close fixed(5.5), "surname is another spelling of the same name";
    FamilyClose: FamilyName Close fixed(6.0), "surname spelt nearly the same";
    FamilySound: FamilyName Close fixed(4.5), "surname sounds the same";
    FamilyStart: FamilyName Close fixed(2.5), "surname begins with the letters asked for";
    FamilyCustom: FamilyName Different fixed(-0.5), "different surname, and one is a name by custom that many add or leave out";
    FamilyDifferent: FamilyName Different fixed(-3.0), "different surname";
    FamilyNotKnown: FamilyName NotKnown fixed(0.0), "surname not known";

    BirthSame: DateOfBirth Same fixed(13.0), "same date of birth";
    BirthSwapped: DateOfBirth Close fixed(8.5), "day and month swapped";
    BirthSlip: DateOfBirth Close fixed(5.5), "date of birth differs by one slip of a digit";
    BirthYearFirst: DateOfBirth Close fixed(4.5), "same year of birth, and one date is 1 January, which may stand for not known";
    BirthOtherYear: DateOfBirth Close fixed(3.0), "same day and month of birth, another year";
    BirthOtherDay: DateOfBirth Close fixed(2.0), "same month and year of birth, another day";
    BirthOtherMonth: DateOfBirth Close fixed(2.5), "same day and year of birth, another month";
    BirthPartSame: DateOfBirth Same fixed(5.0), "year of birth agrees, as far as it is known";
    BirthMonthSame: DateOfBirth Same fixed(8.0), "month and year of birth agree, as far as they are known";
    AgeAgrees: DateOfBirth Close fixed(4.0), "age agrees";
    AgeNear: DateOfBirth Close fixed(1.0), "age within two years";
    AgeDifferent: DateOfBirth Different fixed(-5.0), "age does not agree";
    BirthNear: DateOfBirth Different fixed(-4.5), "different date of birth, within two years";
    BirthDifferent: DateOfBirth Different fixed(-6.5), "different date of birth";
    BirthGeneration: DateOfBirth Different fixed(-8.5), "dates of birth a generation apart";
    BirthNotKnown: DateOfBirth NotKnown fixed(0.0), "date of birth not known";

    SexSame: Sex Same fixed(0.9), "same sex";
    SexDifferent: Sex Different fixed(-5.5), "different sex";
    SexNotKnown: Sex NotKnown fixed(0.0), "sex not known";

    HomeSame: Address Same rarity(-1.5, 9.0), "same home";
    StreetSame: Address Close fixed(5.0), "same street and town, house number not known";
    PostcodeSame: Address Close fixed(5.5), "same postcode";
    PostcodeOtherHouse: Address Close fixed(3.0), "same postcode, different house";
    BuildingOtherFlat: Address Close fixed(2.5), "same building, different flat";
    HomeClose: Address Close fixed(6.5), "nearly the same address";
    OutwardSame: Address Close fixed(1.2), "same postcode district, another street";
    PlaceDifferent: Address Different fixed(-0.7), "different address";
    PlaceNotKnown: Address NotKnown fixed(0.0), "address not known";

    PhoneSame: Phone Same rarity(-1.0, 11.0), "same phone";
    PhoneClose: Phone Close fixed(6.0), "phone differs by one digit";
    PhoneDifferent: Phone Different fixed(-0.6), "different phone";
    PhoneNotKnown: Phone NotKnown fixed(0.0), "phone not known";

    EmailSame: Email Same rarity(-0.5, 12.0), "same e-mail";
    EmailClose: Email Close fixed(6.0), "nearly the same e-mail";
    EmailDifferent: Email Different fixed(-0.8), "different e-mail";
    EmailNotKnown: Email NotKnown fixed(0.0), "e-mail not known";

    IdentifierSame: Identifier Same fixed(18.0), "same reference number";
    IdentifierDifferent: Identifier Different fixed(-4.0), "different reference number of the same kind";
    IdentifierNotKnown: Identifier NotKnown fixed(0.0), "no reference number to compare";

    NamesSwapped: Together Close fixed(-1.5), "first name and surname stand in each other's place";
    NamesHalfSwapped: Together Close fixed(-4.5), "one name stands in the other's place";
    Twins: Together Different fixed(-11.0), "same date of birth and the same family or home, other first name: may be twins";
    TwinsOtherSex: Together Different fixed(-7.0), "same date of birth and the same family or home, another sex and not quite the same first name: may be twins";
    TwinsAlike: Together Different fixed(-2.0), "same date of birth and home with like but not equal first names";
    ParentAndChild: Together Different fixed(-13.0), "same name and home but another generation: may be parent and child";
    OtherInHome: Together Different fixed(-5.0), "shares a home, phone or surname but has another first name: may be a relative";
    UnnamedInHome: Together Different fixed(-3.5), "shares a home, phone or surname, and no first name or date of birth to tell relatives apart";
    HouseholdTwice: Together Different fixed(-5.0), "surname, home and phone are shared by whole families, so together they say less";
    NameChange: Together Close fixed(3.5), "surname changed while first name, date of birth and a contact held";
    Moved: Together Close fixed(0.7), "new address with the same full name and date of birth";
}

#[cfg(test)]
mod tests {
    use super::{Evidence, Field, Level, Verdict};

    #[test]
    fn agreement_speaks_for_and_difference_against() {
        for level in Level::ALL {
            let bits = match level.shipped() {
                Evidence::Fixed(bits) => bits,
                Evidence::Rarity { most, .. } => most,
            };
            match (level.field(), level.verdict()) {
                (Field::Together, _) => {}
                (_, Verdict::Same | Verdict::Close) => assert!(bits > 0.0, "{level:?}"),
                (_, Verdict::Different) => assert!(bits < 0.0, "{level:?}"),
                (_, Verdict::NotKnown) => assert_eq!(bits, 0.0, "{level:?}"),
            }
        }
    }
}
