//! Work that goes on after the answer: one runner, one file for each kind of work.

pub mod run;
