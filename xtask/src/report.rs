//! Progress on the terminal, and the closing line.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::tally::Tally;

/// Collects what passed and what failed, saying so as it goes.
pub struct Report {
    began: Instant,
    total: Tally,
    failures: Vec<String>,
}

impl Report {
    /// Starts the watch.
    pub fn start() -> Self {
        Self {
            began: Instant::now(),
            total: Tally::default(),
            failures: Vec::new(),
        }
    }

    /// Says what comes next, with the time since the start.
    pub fn heading(&self, what: &str) {
        println!("\n==> [{}] {what}", clock(self.began.elapsed()));
    }

    /// One check that passes or fails as a whole. Returns whether it passed.
    pub fn check(&mut self, what: &str, check: impl FnOnce() -> Result<()>) -> bool {
        self.heading(what);
        let began = Instant::now();
        let result = check();
        self.count(
            what,
            began.elapsed(),
            result.map(|()| Tally {
                passed: 1,
                failed: 0,
            }),
        )
    }

    /// A part that counts its own checks. Returns whether all passed.
    pub fn counted(&mut self, what: &str, part: impl FnOnce() -> Result<Tally>) -> bool {
        self.heading(what);
        let began = Instant::now();
        let result = part();
        self.count(what, began.elapsed(), result)
    }

    /// A step that is no check, but without which nothing further can run.
    pub fn prepare<T>(&mut self, what: &str, step: impl FnOnce() -> Result<T>) -> Option<T> {
        self.heading(what);
        let began = Instant::now();
        match step() {
            Ok(value) => {
                println!("    done in {}", clock(began.elapsed()));
                Some(value)
            }
            Err(error) => {
                self.count(what, began.elapsed(), Err(error));
                None
            }
        }
    }

    fn count(&mut self, what: &str, took: Duration, result: Result<Tally>) -> bool {
        let tally = result.unwrap_or_else(|error| {
            println!("error: {error:#}");
            Tally {
                passed: 0,
                failed: 1,
            }
        });
        self.total += tally;
        if tally.failed > 0 {
            self.failures.push(format!("{what} ({tally})"));
        }
        println!("    {what}: {tally}, in {}", clock(took));
        tally.failed == 0
    }

    /// Prints what failed and the closing line, which is the last one.
    pub fn close(self) -> ExitCode {
        println!("\n==> [{}] finished", clock(self.began.elapsed()));
        for failure in &self.failures {
            println!("    failed: {failure}");
        }
        println!("{}", self.total);
        if self.total.failed == 0 && self.total.passed > 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}

/// Minutes and seconds, for example `3:07`.
fn clock(duration: Duration) -> String {
    let seconds = duration.as_secs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::anyhow;

    #[test]
    fn minutes_and_seconds() {
        assert_eq!(clock(Duration::from_secs(187)), "3:07");
        assert_eq!(clock(Duration::from_millis(900)), "0:00");
    }

    #[test]
    fn adds_up_all_parts_and_counts_an_error_as_one_failure() {
        let mut report = Report::start();
        assert!(report.check("one", || Ok(())));
        assert!(!report.check("two", || Err(anyhow!("no"))));
        assert!(!report.counted("three", || Ok(Tally {
            passed: 5,
            failed: 2
        })));
        assert!(
            report
                .prepare("four", || Err::<(), _>(anyhow!("no")))
                .is_none()
        );
        assert_eq!(
            report.total,
            Tally {
                passed: 6,
                failed: 4
            }
        );
        assert_eq!(report.failures.len(), 3);
    }
}
