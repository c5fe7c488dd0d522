//! How large the county is, in the proportions of Warwickshire's published year (R192, R332).

/// Reported incidents in Warwickshire in 2013-14 (R332).
const INCIDENTS: usize = 7_253;
/// MARAC cases in the same year (R192).
const CASES: usize = 538;
/// Repeats among them, in thousandths: 15.8 per cent (R192).
const REPEATS_IN_THOUSAND: usize = 158;
/// Children in those cases (R192).
const CHILDREN: usize = 710;
/// Cases from minority ethnic communities (R192).
const MINORITY_ETHNIC: usize = 62;
/// Cases with a male victim (R192).
const MALE_VICTIMS: usize = 31;
/// The days of the published year.
const DAYS: i64 = 365;
/// The seed when none is asked for.
const SEED: u64 = 1;

/// How much happens, over how many days, from which seed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Where all chance begins.
    pub seed: u64,
    /// Simulated days up to now.
    pub days: i64,
    /// Incidents reported in that time.
    pub incidents: usize,
    /// Pairs referred to MARAC.
    pub marac_cases: usize,
    /// Repeats among them.
    pub repeats: usize,
    /// Children in them.
    pub children: usize,
    /// Cases from minority ethnic communities.
    pub minority_ethnic: usize,
    /// Cases with a male victim.
    pub male_victims: usize,
}

impl Plan {
    /// A handful of everything in ten days: for a first look and for tests. The
    /// year's shares would leave some lists empty, so the rarer things are more frequent.
    pub fn small() -> Self {
        Self {
            seed: SEED,
            days: 10,
            incidents: 44,
            marac_cases: 10,
            repeats: 1,
            children: 12,
            minority_ethnic: 1,
            male_victims: 1,
        }
    }

    /// Two months that end today, with today's work in every role's list.
    pub fn demo() -> Self {
        Self::scaled(400, 60)
    }

    /// The whole published year (R192, R332).
    pub fn year() -> Self {
        Self::scaled(INCIDENTS, DAYS)
    }

    /// A month with as much in it as a hub of several such counties has: for playing what goes wrong.
    pub fn month() -> Self {
        Self::scaled(600, 31)
    }

    /// The same plan from another seed.
    #[must_use]
    pub fn with_seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    fn scaled(incidents: usize, days: i64) -> Self {
        let part = |of_the_year: usize| rounded(of_the_year * incidents, INCIDENTS);
        Self {
            seed: SEED,
            days,
            incidents,
            marac_cases: part(CASES),
            repeats: part(rounded(CASES * REPEATS_IN_THOUSAND, 1_000)),
            children: part(CHILDREN),
            minority_ethnic: part(MINORITY_ETHNIC),
            male_victims: part(MALE_VICTIMS),
        }
    }
}

fn rounded(number: usize, by: usize) -> usize {
    (number + by / 2) / by
}

/// Whether the `at`th of `all` is one of the `chosen` that are spread evenly among them.
pub(crate) fn is_chosen(at: usize, all: usize, chosen: usize) -> bool {
    all > 0 && ((at + 1) * chosen + all / 2) / all > (at * chosen + all / 2) / all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_are_exactly_as_many_as_asked_for() {
        for (all, chosen) in [(538, 85), (7_253, 538), (20, 6), (4, 1), (3, 3), (5, 0)] {
            let count = (0..all).filter(|at| is_chosen(*at, all, chosen)).count();
            assert_eq!(count, chosen, "{chosen} of {all}");
        }
    }
}
