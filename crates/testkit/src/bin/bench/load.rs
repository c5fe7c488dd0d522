//! Closed-loop load: each connection sends its next request when the answer to the one before has come.

use std::sync::Barrier;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::machine::{self, Counted, Used};
use super::running::http::Connection;

/// Connections that are open at once.
pub const CONNECTIONS: usize = 8;
/// Requests of each connection before anything is measured, so that caches and prepared statements are there.
const WARM_UP: u64 = 20;

/// What a run of one operation gave.
#[derive(Debug, Clone)]
pub struct Measured {
    /// Requests answered.
    pub requests: u64,
    /// From the first request sent to the last answer.
    pub took: Duration,
    /// The middle answer time.
    pub p50: Duration,
    /// 99 of 100 answers came within this.
    pub p99: Duration,
    /// CPU time of the service and the database.
    pub used: Used,
    /// CPU time of this process, which stands beside them on the same cores.
    pub load: Duration,
}

/// Runs an operation on every connection for so long. `operation` gets the connection,
/// the number of the connection and a counter, and fails when an answer is not what it should be.
///
/// # Errors
/// The first failure: a wrong answer is never counted as a fast one.
pub fn run(
    address: &str,
    tokens: &[String],
    length: Duration,
    counted: &Counted,
    operation: impl Fn(&mut Connection, usize, u64) -> Result<()> + Sync,
) -> Result<Measured> {
    let barrier = Barrier::new(tokens.len() + 1);
    let (operation, line) = (&operation, &barrier);
    std::thread::scope(|scope| {
        let workers: Vec<_> = tokens
            .iter()
            .enumerate()
            .map(|(place, token)| {
                scope.spawn(move || {
                    let mut connection = Connection::signed_in(address, token);
                    let warm =
                        (0..WARM_UP).try_for_each(|turn| operation(&mut connection, place, turn));
                    line.wait();
                    warm?;
                    one(&mut connection, place, length, operation)
                })
            })
            .collect();
        line.wait();
        let (began, before, own) = (Instant::now(), counted.used(), machine::own());
        let mut times = Vec::new();
        for worker in workers {
            let taken = worker
                .join()
                .map_err(|_| anyhow::anyhow!("a connection's thread stopped with a panic"))?;
            times.extend(taken?);
        }
        let (took, used, load) = (
            began.elapsed(),
            counted.used().since(before),
            machine::own().saturating_sub(own),
        );
        times.sort_unstable();
        let at = |share: f64| {
            times
                .get(((times.len() as f64 * share) as usize).min(times.len().saturating_sub(1)))
                .copied()
                .context("nothing was measured")
        };
        Ok(Measured {
            requests: times.len() as u64,
            took,
            p50: at(0.50)?,
            p99: at(0.99)?,
            used,
            load,
        })
    })
}

fn one(
    connection: &mut Connection,
    place: usize,
    length: Duration,
    operation: &(impl Fn(&mut Connection, usize, u64) -> Result<()> + Sync),
) -> Result<Vec<Duration>> {
    let began = Instant::now();
    let mut times = Vec::with_capacity(16 * 1024);
    let mut turn = WARM_UP;
    while began.elapsed() < length {
        let sent = Instant::now();
        operation(connection, place, turn)?;
        times.push(sent.elapsed());
        turn += 1;
    }
    Ok(times)
}
