//! The words for how likely a match is.

/// How likely it is that two records are one person. Below `Possible` nothing is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// At least 98 in 100, and nothing that calls for caution.
    VeryLikely,
    /// At least 80 in 100.
    Likely,
    /// At least 8 in 100: worth a look.
    Possible,
}

impl Band {
    /// The band for a probability; `caution` keeps possible twins, parents and
    /// children, housemates, and matches on name and date of birth alone out
    /// of the top band.
    pub(crate) fn of(probability: f64, caution: bool) -> Option<Band> {
        if probability >= 0.98 && !caution {
            Some(Band::VeryLikely)
        } else if probability >= 0.80 {
            Some(Band::Likely)
        } else if probability >= 0.08 {
            Some(Band::Possible)
        } else {
            None
        }
    }

    /// The band in words.
    pub fn words(self) -> &'static str {
        match self {
            Band::VeryLikely => "very likely",
            Band::Likely => "likely",
            Band::Possible => "possible",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Band;

    #[test]
    fn bands_follow_probability_and_the_guard() {
        for (probability, guarded, want) in [
            (0.999, false, Some(Band::VeryLikely)),
            (0.999, true, Some(Band::Likely)),
            (0.9, false, Some(Band::Likely)),
            (0.2, true, Some(Band::Possible)),
            (0.01, false, None),
        ] {
            assert_eq!(
                Band::of(probability, guarded),
                want,
                "{probability} {guarded}"
            );
        }
    }
}
