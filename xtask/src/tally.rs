//! How many checks passed and failed, read from what the test runners print.

use std::fmt;
use std::ops::AddAssign;

use crate::command::Finished;

/// A count of checks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many passed.
    pub passed: u64,
    /// How many failed, timed out or could not be run.
    pub failed: u64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// Who printed the output.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Runner {
    /// `cargo nextest run`: one line beginning with "Summary".
    Nextest,
    /// `cargo test`: one "test result" line for each program.
    CargoTest,
    /// tests/browser/run.mjs: the closing line alone.
    Journeys,
}

/// Reads the counts. A runner that ended badly without naming a failure (a
/// test that does not compile, say) counts as one failure: a red run must
/// never add up to nothing.
pub fn read(runner: Runner, finished: &Finished) -> Tally {
    let mut tally = Tally::default();
    for line in finished.output.lines() {
        let counts = match runner {
            Runner::Nextest => line
                .trim_start()
                .strip_prefix("Summary [")
                .and_then(|rest| rest.split_once(" run: "))
                .map(|(_, counts)| counts),
            Runner::CargoTest => line.strip_prefix("test result: ").and_then(|rest| {
                // "ok. 3 passed; 0 failed; …"
                rest.split_once(". ").map(|(_, counts)| counts)
            }),
            Runner::Journeys => Some(line).filter(|line| is_closing_line(line)),
        };
        if let Some(counts) = counts {
            tally += read_counts(counts);
        }
    }
    if !finished.succeeded && tally.failed == 0 {
        tally.failed = 1;
    }
    tally
}

fn is_closing_line(line: &str) -> bool {
    let words: Vec<&str> = line.split(' ').collect();
    matches!(words.as_slice(), [_, "passed,", _, "failed"])
}

/// Reads "3 passed (1 slow), 1 timed out, 2 skipped" and the like.
fn read_counts(text: &str) -> Tally {
    let mut tally = Tally::default();
    for part in text.split([',', ';']) {
        let Some((number, what)) = part.trim().split_once(' ') else {
            continue;
        };
        let Ok(number) = number.parse::<u64>() else {
            continue;
        };
        if what.starts_with("passed") {
            tally.passed += number;
        } else if ["failed", "timed out", "exec failed"]
            .iter()
            .any(|bad| what.starts_with(bad))
        {
            tally.failed += number;
        }
    }
    tally
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(runner: Runner, succeeded: bool, output: &str, passed: u64, failed: u64) {
        let finished = Finished {
            succeeded,
            output: output.to_owned(),
        };
        assert_eq!(
            read(runner, &finished),
            Tally { passed, failed },
            "{output}"
        );
    }

    #[test]
    fn nextest() {
        let all_well = "     Summary [   0.005s] 45 tests run: 45 passed, 2 skipped\n";
        check(Runner::Nextest, true, all_well, 45, 0);
        let mixed = "     Summary [  12.3s] 9/12 tests run: 5 passed (1 slow, 1 leaky), 2 failed, 1 timed out, 1 exec failed, 3 skipped\n";
        check(Runner::Nextest, false, mixed, 5, 4);
        check(
            Runner::Nextest,
            true,
            "Summary [ 0.1s] 1 test run: 1 passed, 0 skipped",
            1,
            0,
        );
    }

    #[test]
    fn cargo_test_adds_up_its_programs() {
        let output = "\
test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s
test result: FAILED. 4 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s
";
        check(Runner::CargoTest, false, output, 7, 2);
    }

    #[test]
    fn journeys() {
        check(
            Runner::Journeys,
            false,
            "ok 1 - it says 3 passed, honestly\n7 passed, 1 failed\n",
            7,
            1,
        );
    }

    #[test]
    fn a_run_that_broke_before_counting_is_one_failure() {
        check(Runner::Nextest, false, "error: could not compile", 0, 1);
        check(Runner::Journeys, false, "3 passed, 0 failed", 3, 1);
        check(Runner::CargoTest, true, "nothing to run", 0, 0);
    }
}
