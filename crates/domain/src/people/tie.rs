//! What somebody is to a person, by what was reported and by the words of a source (R44, R70).

/// What somebody is to a person, the most telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// They were reported to harm the person.
    HarmsThem,
    /// The person was reported to harm them.
    HarmedByThem,
    /// A present partner, as far as it is told.
    Partner,
    /// A former partner.
    FormerPartner,
    /// A child of the person, or one at the address.
    Child,
    /// A relative or anybody else with a tie that was told.
    Other,
    /// At one address with the person.
    SameAddress,
    /// Named in the same report, with no tie told.
    SameReport,
}

const PARTNERS: [&str; 8] = [
    "partner",
    "husband",
    "wife",
    "boyfriend",
    "girlfriend",
    "spouse",
    "fiance",
    "fiancee",
];
const FORMER: [&str; 4] = ["ex", "former", "separated", "divorced"];
const CHILDREN: [&str; 6] = [
    "child",
    "son",
    "daughter",
    "stepchild",
    "stepson",
    "stepdaughter",
];

impl Tie {
    /// The words shown to people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Tie::HarmsThem => "Reported to harm this person",
            Tie::HarmedByThem => "Reported to be harmed by this person",
            Tie::Partner => "Partner",
            Tie::FormerPartner => "Former partner",
            Tie::Child => "Child",
            Tie::Other => "Relative or other tie",
            Tie::SameAddress => "Same address",
            Tie::SameReport => "Named in the same report",
        }
    }

    /// What a tie is by the words of its source. What no word tells is some other tie.
    #[must_use]
    pub fn of_words(words: &str) -> Tie {
        let words = words.to_lowercase();
        let has = |all: &[&str]| {
            words
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| all.contains(&word))
        };
        match (has(&PARTNERS), has(&FORMER)) {
            (_, true) => Tie::FormerPartner,
            (true, false) => Tie::Partner,
            (false, false) if has(&CHILDREN) => Tie::Child,
            (false, false) => Tie::Other,
        }
    }

    /// The same tie from the other side.
    #[must_use]
    pub const fn turned(self) -> Tie {
        match self {
            Tie::Child => Tie::Other,
            Tie::HarmsThem => Tie::HarmedByThem,
            Tie::HarmedByThem => Tie::HarmsThem,
            same => same,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tie_is_told_by_its_words() {
        for (words, tie) in [
            ("partner", Tie::Partner),
            ("ex-partner", Tie::FormerPartner),
            ("Ex-husband", Tie::FormerPartner),
            ("ex", Tie::FormerPartner),
            ("former boyfriend", Tie::FormerPartner),
            ("wife", Tie::Partner),
            ("child at the address", Tie::Child),
            ("son", Tie::Child),
            ("brother", Tie::Other),
            ("expert witness", Tie::Other),
            ("", Tie::Other),
        ] {
            assert_eq!(Tie::of_words(words), tie, "{words}");
        }
    }

    #[test]
    fn harm_is_told_the_other_way_round_from_the_other_side() {
        assert_eq!(Tie::HarmsThem.turned(), Tie::HarmedByThem);
        assert_eq!(Tie::FormerPartner.turned(), Tie::FormerPartner);
        assert_eq!(Tie::Child.turned(), Tie::Other);
    }
}
