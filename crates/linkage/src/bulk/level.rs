//! The one table of bulk matching: every field, its levels, and each level in words.

use crate::field::Verdict;

/// A level of a field: how it reads.
#[derive(Debug)]
pub struct LevelInfo {
    /// The level's name in a model file.
    pub name: &'static str,
    /// Same, close, different or not known.
    pub verdict: Verdict,
    /// The level in plain words.
    pub words: &'static str,
}

/// A field that is compared.
#[derive(Debug)]
pub struct FieldInfo {
    /// The field's name in a model file.
    pub name: &'static str,
    /// The field in plain words.
    pub words: &'static str,
    /// Its levels; the first says that there is nothing to compare.
    pub levels: &'static [LevelInfo],
}

/// The levels that two people come to, one for each of [`FIELDS`].
pub type Levels = [u8; COUNT];

macro_rules! fields {
    ($($module:ident $words:literal { $($level:ident $name:literal $verdict:ident $text:literal;)* })*) => {
        /// The place of each field in [`Levels`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(non_camel_case_types, reason = "a field's module, number and name in a model file are one word")]
        #[repr(usize)]
        pub(crate) enum At { $($module,)* }

        $(#[doc = $words] pub(crate) mod $module {
            #[allow(dead_code, non_camel_case_types, clippy::upper_case_acronyms, reason = "used as numbers")]
            #[repr(u8)]
            enum Number { $($level,)* }
            $(#[doc = $text] #[allow(dead_code, reason = "every level has a name; some are reached by counting on from another")] pub const $level: u8 = Number::$level as u8;)*
        })*

        /// Every field in order.
        pub const FIELDS: &[FieldInfo] = &[$(FieldInfo {
            name: stringify!($module),
            words: $words,
            levels: &[$(LevelInfo { name: $name, verdict: Verdict::$verdict, words: $text },)*],
        },)*];
    };
}

/// How many fields are compared.
pub const COUNT: usize = 12;

fields! {
    given "first name" {
        NONE "not_known" NotKnown "first name not known";
        SAME_COMMON "same_common" Same "same first name, a common one";
        SAME_USUAL "same_usual" Same "same first name";
        SAME_RARE "same_rare" Same "same first name, an uncommon one";
        SAME_RAREST "same_rarest" Same "same first name, a rare one";
        FORM "form" Close "a short or other form of the same first name";
        SLIP "slip" Close "first name differs by one letter";
        SLIPS "slips" Close "first name differs by two letters";
        SOUND "sound" Close "first name sounds the same";
        START "start" Close "one first name is the beginning of the other";
        INITIAL "initial" Close "first name agrees with the initial";
        MIDDLE "middle" Close "first name is the other's middle name";
        ALIKE "alike" Close "first name somewhat alike";
        DIFFERENT "different" Different "different first name";
    }
    family "surname" {
        NONE "not_known" NotKnown "surname not known";
        SAME_COMMON "same_common" Same "same surname, a common one";
        SAME_USUAL "same_usual" Same "same surname";
        SAME_RARE "same_rare" Same "same surname, an uncommon one";
        SAME_RAREST "same_rarest" Same "same surname, a rare one";
        FORM "form" Close "surname is another spelling of the same name";
        SLIP "slip" Close "surname differs by one letter";
        SLIPS "slips" Close "surname differs by two letters";
        SOUND "sound" Close "surname sounds the same";
        PART "part" Close "one part of a double surname is the same";
        EMAIL "email" Close "different surname, and the e-mail of one holds the other's";
        ALIKE "alike" Close "surname somewhat alike";
        CUSTOM "custom" Different "different surname, and one is a name by custom that many add or leave out";
        DIFFERENT "different" Different "different surname";
    }
    middle "middle name" {
        NONE "not_known" NotKnown "no middle name";
        ONE "one_side" NotKnown "middle name on one side only";
        SAME "same" Same "same middle name";
        INITIAL "initial" Close "middle name agrees with the initial";
        DIFFERENT "different" Different "different middle name";
    }
    order "order of names" {
        STRAIGHT "straight" NotKnown "names in their usual places";
        SWAPPED "swapped" Close "first name and surname stand in each other's place";
        HALF "half" Close "one name stands in the other's place";
        ALIAS "alias" Close "the name agrees with another name that was given";
    }
    birth "date of birth" {
        NONE "not_known" NotKnown "date of birth not known";
        SAME "same" Same "same date of birth";
        SWAPPED "swapped" Close "day and month swapped";
        SLIP "slip" Close "day or month differs by one digit";
        YEAR_SLIP "year_slip" Close "year of birth differs by one digit";
        TURNED "turned" Close "two neighbouring digits of the date of birth changed places";
        FIRST "first" Close "same year of birth, and one date is 1 January, which may stand for not known";
        OTHER_YEAR "other_year" Close "same day and month of birth, another year";
        OTHER_DAY "other_day" Close "same month and year of birth, another day";
        OTHER_MONTH "other_month" Close "same day and year of birth, another month";
        AGE_AGREES "age_agrees" Close "age agrees with the date of birth";
        AGE_NEAR "age_near" Close "age agrees within a year or two";
        AGES "ages" Close "ages agree, no date of birth to compare";
        AGE_DIFFERENT "age_different" Different "age does not agree";
        NEAR "near" Different "different date of birth, within two years";
        DIFFERENT "different" Different "different date of birth";
        GENERATION "generation" Different "dates of birth a generation apart";
    }
    sex "sex" {
        NONE "not_known" NotKnown "sex not known";
        FEMALE "female" Same "both female";
        MALE "male" Same "both male";
        DIFFERENT "different" Different "different sex";
    }
    place "address" {
        NONE "not_known" NotKnown "address not known";
        HOME "home" Same "same home";
        HOME_SHARED "home_shared" Same "same home, where several people are known";
        HOME_CROWD "home_crowd" Same "same building, where many people are known";
        NUMBER_SLIP "number_slip" Close "same street and postcode, house number differs by one digit";
        STREET "street" Close "same street, house number not known";
        POSTCODE "postcode" Close "same postcode";
        POSTCODE_OTHER "postcode_other" Close "same number and street, another postcode";
        NEIGHBOUR "neighbour" Close "same postcode, different house";
        FLAT "flat" Close "same building, different flat";
        STREET_SLIP "street_slip" Close "nearly the same address";
        DISTRICT "district" Close "same postcode district, another street";
        TOWN "town" Different "same town, different address";
        DIFFERENT "different" Different "different town";
    }
    phone "phone" {
        NONE "not_known" NotKnown "phone not known";
        SAME "same" Same "same phone";
        SAME_SHARED "same_shared" Same "same phone, on several records";
        SAME_CROWD "same_crowd" Same "same phone, on so many records that it says little";
        CLOSE "close" Close "phone differs by one digit";
        DIFFERENT "different" Different "different phone";
    }
    email "e-mail" {
        NONE "not_known" NotKnown "e-mail not known";
        SAME "same" Same "same e-mail";
        CLOSE "close" Close "nearly the same e-mail";
        NAMED "named" Close "the e-mail of one holds the other's name";
        UNNAMED "unnamed" Different "the e-mail of one holds another name than the other's";
        DIFFERENT "different" Different "different e-mail";
    }
    crowd "how many have the name" {
        NONE "not_same" NotKnown "names not the same";
        FEW "few" Same "hardly anybody else here has this full name";
        SOME "some" Same "a few others here have this full name";
        MANY "many" Same "many others here have this full name";
        MOST "most" Same "very many others here have this full name";
    }
    occasion "when it was written down" {
        OTHER "other" NotKnown "written down on different days";
        SAME_DAY "same_day" NotKnown "written down by different bodies on one day";
        TOGETHER "together" NotKnown "written down by one body on one day";
    }
    number "reference number" {
        NONE "not_known" NotKnown "no reference number to compare";
        SAME "same" Same "same reference number";
        CLOSE "close" Close "reference number differs by one digit";
        DIFFERENT "different" Different "different reference number of the same kind";
    }
}

#[cfg(test)]
mod tests {
    use super::{At, COUNT, FIELDS, birth, occasion};

    #[test]
    fn the_table_and_its_numbers_agree() {
        assert_eq!(FIELDS.len(), COUNT);
        assert_eq!(FIELDS[At::occasion as usize].name, "occasion");
        assert_eq!(
            FIELDS[At::birth as usize].levels[birth::GENERATION as usize].name,
            "generation"
        );
        assert_eq!(
            FIELDS[At::occasion as usize].levels[occasion::TOGETHER as usize].name,
            "together"
        );
        for field in FIELDS {
            assert!(field.levels.len() <= 32, "{}", field.name);
        }
    }
}
