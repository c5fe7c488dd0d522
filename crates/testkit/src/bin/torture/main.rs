//! `torture`: kills the service at moments of chance while people work, and looks up everything that was acknowledged.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a harness measures time, starts processes and prints what it finds"
)]

mod cycle;
mod ledger;
// Shared by the two harnesses and by nobody else.
#[path = "../running/mod.rs"]
mod running;
mod writers;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use clap::Parser;
use tokio::runtime::Runtime;

use cycle::{Ground, Outcome};
use running::county;
use running::http::Connection;
use running::place::{Databases, Engine, Home};
use running::server::{self, Hawthorn, Server};
use running::sheet::Sheets;
use writers::{Imported, Ledger};

/// Kills `hawthorn serve` again and again while it is written to, and checks that nothing acknowledged is lost.
#[derive(Debug, Parser)]
#[command(name = "torture")]
struct Line {
    /// Kills on each database
    #[arg(long, default_value_t = 50)]
    cycles: u64,
    /// The number from which the moments of the kills and the work are drawn
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The databases
    #[arg(long, value_enum, default_value_t = Databases::Both)]
    database: Databases,
    /// People who write at once
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=100))]
    writers: u16,
    /// Rows of the sheet that is imported meanwhile
    #[arg(long, default_value_t = 400, value_parser = clap::value_parser!(u32).range(1..=50_000))]
    rows: u32,
    /// The latest moment of a kill, in milliseconds after the work begins
    #[arg(long, default_value_t = 1_500, value_parser = clap::value_parser!(u64).range(10..))]
    longest: u64,
    /// A fresh database after so many cycles, so that checking everything does not take longer and longer
    #[arg(long, default_value_t = 25, value_parser = clap::value_parser!(u64).range(1..))]
    fresh_after: u64,
    /// The binary [default: HAWTHORN_BIN, or the one beside this program]
    #[arg(long, value_name = "PATH")]
    hawthorn: Option<PathBuf>,
}

/// What the cycles on one database came to.
#[derive(Debug, Default)]
struct Sum {
    cycles: u64,
    failed: u64,
    acknowledged: u64,
    refused: u64,
    imported: u64,
    lost: usize,
    halves: usize,
    chain: usize,
    other: usize,
    slowest_start: Duration,
}

impl Sum {
    fn add(&mut self, outcome: &Outcome) {
        self.cycles += 1;
        self.failed += u64::from(!outcome.passed());
        self.acknowledged += outcome.acknowledged;
        self.refused += outcome.refused;
        self.imported += u64::from(outcome.imported);
        self.lost += outcome.lost.len();
        self.halves += outcome.halves.len();
        self.chain += usize::from(!outcome.chain.is_empty());
        self.other += outcome.other.len();
        self.slowest_start = self.slowest_start.max(outcome.ready_after);
    }
}

fn main() -> ExitCode {
    match run(&Line::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("torture: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(line: &Line) -> Result<bool> {
    let binary = server::find(line.hawthorn.as_deref())?;
    let runtime = Runtime::new()?;
    let mut sums = Vec::new();
    for engine in line.database.engines()? {
        let mut sum = Sum::default();
        while sum.cycles < line.cycles {
            let cycles = line.fresh_after.min(line.cycles - sum.cycles);
            // What cannot go on is a failed cycle; the others on this database are not run.
            if let Err(error) = round(line, &binary, &runtime, engine, cycles, &mut sum) {
                println!(
                    "{} cycle {}: could not go on: {error:#}",
                    engine.name(),
                    sum.cycles + 1
                );
                sum.failed += 1;
                sum.other += 1;
                sum.cycles += 1;
                break;
            }
        }
        sums.push((engine, sum));
    }
    print(line, &sums);
    let (cycles, failed) = sums.iter().fold((0, 0), |(cycles, failed), (_, sum)| {
        (cycles + sum.cycles, failed + sum.failed)
    });
    println!("{} passed, {failed} failed", cycles - failed);
    Ok(failed == 0 && cycles > 0)
}

/// So many cycles on one fresh database.
fn round(
    line: &Line,
    binary: &std::path::Path,
    runtime: &Runtime,
    engine: Engine,
    cycles: u64,
    sum: &mut Sum,
) -> Result<()> {
    let home = runtime.block_on(Home::new(engine))?;
    let failed_before = sum.failed;
    let went = cycles_on(line, binary, runtime, &home, engine, cycles, sum);
    if went.is_err() || sum.failed > failed_before {
        let database = home
            .address
            .as_deref()
            .and_then(|address| address.rsplit_once('/'))
            .map(|(_, name)| format!(", database {name}"))
            .unwrap_or_default();
        println!(
            "kept to be looked at: {}{database}",
            home.folder.keep().display()
        );
        return went;
    }
    runtime.block_on(home.remove())?;
    went
}

fn cycles_on(
    line: &Line,
    binary: &std::path::Path,
    runtime: &Runtime,
    home: &Home,
    engine: Engine,
    cycles: u64,
    sum: &mut Sum,
) -> Result<()> {
    let writers = usize::from(line.writers);
    let hawthorn = Hawthorn { binary, home };
    county::add_workers(&hawthorn, writers)?;
    let mut server = hawthorn.serve()?;
    let tokens = (0..writers)
        .map(|number| county::sign_in(&server.address, number))
        .collect::<Result<Vec<_>>>()?;
    cycle::sign(&hawthorn, home)?;
    let mut sheets = Sheets::new(line.seed ^ sum.cycles, "T", jiff::Timestamp::now());
    let mut pool = first_pool(&server, &tokens, &mut sheets, line.rows as usize)?;
    let ground = Ground {
        hawthorn,
        home,
        runtime,
        tokens,
        seed: line.seed,
        longest: Duration::from_millis(line.longest),
        rows: line.rows as usize,
    };
    for _ in 0..cycles {
        let number = sum.cycles + 1;
        let (next, outcome) = cycle::run(&ground, server, &mut pool, &mut sheets, number)?;
        server = next;
        tell(engine, number, &outcome);
        sum.add(&outcome);
    }
    Ok(())
}

/// The incidents of the first cycle, brought in without a kill.
fn first_pool(
    server: &Server,
    tokens: &[String],
    sheets: &mut Sheets,
    rows: usize,
) -> Result<Ledger> {
    let token = tokens.first().context("there are no writers")?;
    let (sheet, references) = sheets.next(rows);
    let imported = writers::import(&server.address, token, "first", &sheet, Duration::ZERO)
        .map_err(anyhow::Error::msg)?;
    let Imported::Started(import) = imported else {
        anyhow::bail!("the first import was not started")
    };
    let mut connection = Connection::signed_in(&server.address, token);
    loop {
        let answer = connection
            .get(&format!("/api/v1/imports/{import}"))?
            .json()?;
        if answer["state"] != "running" {
            ensure!(
                answer["incidents"].as_u64() == Some(rows as u64),
                "the first import of {rows} rows came to {answer}"
            );
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let mut pool = Ledger::new();
    for reference in &references {
        let found = connection
            .post(
                "/api/v1/people/search",
                &serde_json::json!({ "text": reference }),
            )?
            .json()?;
        let id = found["incident"]
            .as_str()
            .with_context(|| format!("the incident {reference} was imported and is not found"))?;
        pool.insert(id.to_owned(), Default::default());
    }
    Ok(pool)
}

fn tell(engine: Engine, number: u64, outcome: &Outcome) {
    let import = if outcome.imported {
        "import whole"
    } else {
        "import absent"
    };
    println!(
        "{} cycle {number}: killed after {} ms, {} acknowledged, {import}, ready again after {} ms",
        engine.name(),
        outcome.killed_after.as_millis(),
        outcome.acknowledged,
        outcome.ready_after.as_millis()
    );
    for (kind, found) in [
        ("lost", &outcome.lost),
        ("half", &outcome.halves),
        ("chain", &outcome.chain),
        ("other", &outcome.other),
    ] {
        for words in found.iter().take(10) {
            println!("  {kind}: {words}");
        }
        if found.len() > 10 {
            println!("  {kind}: and {} more", found.len() - 10);
        }
    }
}

fn print(line: &Line, sums: &[(Engine, Sum)]) {
    println!(
        "\nseed {}, {} writers, sheets of {} rows, kills up to {} ms after the work begins",
        line.seed, line.writers, line.rows, line.longest
    );
    println!(
        "{:<10}{:>8}{:>14}{:>9}{:>9}{:>7}{:>13}{:>16}{:>7}{:>15}",
        "database",
        "cycles",
        "acknowledged",
        "refused",
        "imports",
        "lost",
        "half-writes",
        "chain failures",
        "other",
        "slowest start"
    );
    for (engine, sum) in sums {
        println!(
            "{:<10}{:>8}{:>14}{:>9}{:>9}{:>7}{:>13}{:>16}{:>7}{:>12} ms",
            engine.name(),
            sum.cycles,
            sum.acknowledged,
            sum.refused,
            sum.imported,
            sum.lost,
            sum.halves,
            sum.chain,
            sum.other,
            sum.slowest_start.as_millis()
        );
    }
}
