//! `bench`: fills a fresh database with invented records and measures what people do with it.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a harness measures time, starts processes and prints what it finds"
)]

mod fill;
mod flood;
mod gateways;
mod hub;
mod load;
mod lookup;
mod machine;
mod marac_fill;
mod marac_plans;
mod operations;
mod plans;
mod report;
mod strangers;
// Shared by the two harnesses and by nobody else.
#[path = "../running/mod.rs"]
mod running;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;
use clap::Parser;
use hawthorn_store::engine::Place;
use tokio::runtime::Runtime;

use fill::Cost;
use load::{CONNECTIONS, Measured};
use machine::Counted;
use operations::Material;
use report::Figure;
use running::county;
use running::http::Connection;
use running::place::{Databases, Engine, Home};
use running::server::{self, Hawthorn};
use running::sheet::{Pair, Sheets};

/// Makes a figure of a measurement from its name and its numbers.
type MakeFigure<'a> = dyn Fn(&str, Vec<(&'static str, f64)>) -> Figure + 'a;

/// People who are searched for, one after another.
const SEARCHED: usize = 2_000;
/// Incidents that are opened and written to, one after another.
const OPENED: usize = 1_000;

/// Measures a service with so many incidents: requests, CPU time, memory, imports; checks the plans of its lists.
#[derive(Debug, Parser)]
#[command(name = "bench")]
struct Line {
    /// Incidents in the database; several sizes, each in a fresh one, separated by commas
    #[arg(long, value_delimiter = ',', default_value = "10000,100000")]
    rows: Vec<u32>,
    /// The databases
    #[arg(long, value_enum, default_value_t = Databases::Both)]
    database: Databases,
    /// How long each operation is measured
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..))]
    seconds: u64,
    /// Rows of the sheet that a process of its own takes in on top
    #[arg(long, default_value_t = 5_000, value_parser = clap::value_parser!(u32).range(1..=50_000))]
    sheet: u32,
    /// The number from which the records are invented
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Write the figures into this file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Hold the figures against this earlier file
    #[arg(long, value_name = "FILE")]
    compare: Option<PathBuf>,
    /// Instead of all that: send so many junk referrals with 50 real ones among them by the public pages
    #[arg(long, value_name = "NUMBER")]
    flood: Option<u32>,
    /// Instead of all that: MARAC with so many incidents, on SQLite
    #[arg(long, value_name = "INCIDENTS")]
    gateways: Option<u32>,
    /// Instead of all that: the hub with 10,000 and with so many incidents, one held against the other
    #[arg(long, value_name = "INCIDENTS")]
    hub: Option<u32>,
    /// Past listings, beside the incidents of --gateways
    #[arg(long, default_value_t = 50_000, value_name = "NUMBER")]
    listings: u32,
    /// Instead of all that: fill the database with so many people and measure looking somebody up
    #[arg(long, value_name = "NUMBER")]
    people: Option<u32>,
    /// The binary [default: HAWTHORN_BIN, or the one beside this program]
    #[arg(long, value_name = "PATH")]
    hawthorn: Option<PathBuf>,
}

fn main() -> ExitCode {
    match run(&Line::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(line: &Line) -> Result<bool> {
    let binary = server::find(line.hawthorn.as_deref())?;
    let runtime = Runtime::new()?;
    if let Some(junk) = line.flood {
        return flood::run(&binary, &runtime, junk);
    }
    if let Some(incidents) = line.gateways {
        return of_marac(line, &binary, &runtime, usize::try_from(incidents)?);
    }
    if let Some(incidents) = line.hub {
        return of_hub(line, &binary, &runtime, usize::try_from(incidents)?);
    }
    if let Some(people) = line.people {
        let (people, length) = (usize::try_from(people)?, Duration::from_secs(line.seconds));
        let engines = line.database.engines()?;
        return lookup::run(&binary, &runtime, people, line.seed, length, engines);
    }
    let command = std::env::args().collect::<Vec<_>>().join(" ");
    let hardware = machine::hardware();
    let (mut figures, mut plans) = (Vec::new(), Vec::new());
    for engine in line.database.engines()? {
        for rows in &line.rows {
            let home = runtime.block_on(Home::new(engine))?;
            let rows = usize::try_from(*rows)?;
            plans.extend(measure(
                line,
                &binary,
                &runtime,
                &home,
                engine,
                rows,
                &mut figures,
            )?);
            runtime.block_on(home.remove())?;
        }
    }
    println!(
        "\n{command}\n{} cores, {}, {} of memory",
        hardware["cores"],
        hardware["processor"].as_str().unwrap_or_default(),
        hardware["memory"].as_str().unwrap_or_default()
    );
    println!(
        "binary {}; one account of each connection, role police support officer; {CONNECTIONS} connections, closed loop, {} s each; every read and write is in the audit log and on the disk before its answer",
        binary.display(),
        line.seconds
    );
    println!(
        "the load is made on the same cores (its own CPU time is in the column “load”), so requests a second are less than the service could give alone; CPU per request is its own and the database's"
    );
    report::print(&figures);
    if let Some(path) = &line.compare {
        report::compare(path, &hardware, &figures)?;
    }
    if let Some(path) = &line.out {
        report::save(path, &command, &hardware, &figures)?;
    }
    for problem in &plans {
        println!("\na list reads or sorts more than it shows: {problem}");
    }
    let on_sqlite = figures
        .iter()
        .any(|figure| figure.database == Engine::Sqlite.name());
    if on_sqlite && plans.is_empty() {
        println!("\nthe plans of the lists are as they should be on SQLite");
    }
    Ok(plans.is_empty())
}

/// Measures MARAC, and says whether what is promised holds.
fn of_marac(line: &Line, binary: &Path, runtime: &Runtime, incidents: usize) -> Result<bool> {
    let (figures, wrong) = gateways::run(line, binary, runtime, incidents)?;
    told(line, binary, &figures, &wrong)
}

/// Measures the hub, and says whether what is promised holds.
fn of_hub(line: &Line, binary: &Path, runtime: &Runtime, incidents: usize) -> Result<bool> {
    let (figures, wrong) = hub::run(line, binary, runtime, incidents)?;
    told(line, binary, &figures, &wrong)
}

/// Prints and keeps the figures of one connection, with what does not hold of them.
fn told(line: &Line, binary: &Path, figures: &[Figure], wrong: &[String]) -> Result<bool> {
    let command = std::env::args().collect::<Vec<_>>().join(" ");
    let hardware = machine::hardware();
    println!(
        "\n{command}\n{} cores, {}, {} of memory\nbinary {}; one connection; every look is in the audit log and on the disk before its answer",
        hardware["cores"],
        hardware["processor"].as_str().unwrap_or_default(),
        hardware["memory"].as_str().unwrap_or_default(),
        binary.display(),
    );
    report::print(figures);
    if let Some(path) = &line.compare {
        report::compare(path, &hardware, figures)?;
    }
    if let Some(path) = &line.out {
        report::save(path, &command, &hardware, figures)?;
    }
    for problem in wrong {
        println!("\nnot as promised: {problem}");
    }
    Ok(wrong.is_empty())
}

/// Measures one size on one database, and gives the plans that are not as they should be.
fn measure(
    line: &Line,
    binary: &Path,
    runtime: &Runtime,
    home: &Home,
    engine: Engine,
    rows: usize,
    figures: &mut Vec<Figure>,
) -> Result<Vec<String>> {
    let hawthorn = Hawthorn { binary, home };
    let figure = |what: &str, values: Vec<(&'static str, f64)>| Figure {
        database: engine.name().to_owned(),
        rows,
        what: what.to_owned(),
        values,
    };
    eprintln!("{}, {rows} rows: filling", engine.name());
    county::add_workers(&hawthorn, CONNECTIONS)?;
    let mut sheets = Sheets::new(line.seed, "B", jiff::Timestamp::now());
    let filled = runtime.block_on(fill::fill(home, &mut sheets, rows))?;
    figures.push(figure(
        "import while filling, by the library",
        of_import(filled),
    ));
    let pairs: Vec<Pair> = sheets
        .pairs
        .iter()
        .step_by((sheets.pairs.len() / SEARCHED).max(1))
        .cloned()
        .collect();
    eprintln!(
        "{}, {rows} rows: one sheet by a process of its own",
        engine.name()
    );
    let one = runtime.block_on(fill::one_sheet(
        &hawthorn,
        &mut sheets,
        usize::try_from(line.sheet)?,
    ))?;
    let what = format!("import of {} rows by hawthorn import", line.sheet);
    figures.push(figure(&what, of_import(one)));

    figures.extend(of_service(line, runtime, &hawthorn, &figure, pairs)?);
    match home.place() {
        Place::File(file) => runtime.block_on(async {
            let store = home.look().await?;
            plans::bad_plans(&store, &file).await
        }),
        Place::Server(_) => Ok(Vec::new()),
    }
}

/// Starts the service and measures each operation.
fn of_service(
    line: &Line,
    runtime: &Runtime,
    hawthorn: &Hawthorn<'_>,
    figure: &MakeFigure<'_>,
    pairs: Vec<Pair>,
) -> Result<Vec<Figure>> {
    let home = hawthorn.home;
    let mut figures = Vec::new();
    let server = hawthorn.serve()?;
    let tokens = (0..CONNECTIONS)
        .map(|number| county::sign_in(&server.address, number))
        .collect::<Result<Vec<_>>>()?;
    let mut first =
        Connection::signed_in(&server.address, tokens.first().map_or("", String::as_str));
    let material = Material::gather(&mut first, pairs, OPENED)?;
    let counted = runtime.block_on(Counted::new(server.child.id(), home.address.as_deref()))?;
    for operation in operations::ALL {
        eprintln!("  {}", operation.name);
        let measured = load::run(
            &server.address,
            &tokens,
            Duration::from_secs(line.seconds),
            &counted,
            |connection, place, turn| (operation.run)(&material, connection, place, turn),
        )?;
        figures.push(figure(operation.name, of_load(&measured)));
    }
    let mut service = vec![
        ("ready s", server.ready_after.as_secs_f64()),
        (
            "peak MiB",
            machine::peak_memory(server.child.id()).unwrap_or_default(),
        ),
    ];
    if home.address.is_none() {
        service.push(("disk MiB", machine::size_on_disk(&home.data())));
    }
    figures.push(figure("the service from start to end", service));
    Ok(figures)
}

fn of_import(cost: Cost) -> Vec<(&'static str, f64)> {
    let (rows, took, cpu) = (
        cost.rows as f64,
        cost.took.as_secs_f64(),
        cost.cpu.as_secs_f64(),
    );
    vec![
        ("rows/s", rows / took),
        ("rows/CPU-s", rows / cpu.max(0.01)),
        ("wall s", took),
        ("CPU s", cpu),
        ("peak MiB", cost.peak_memory),
    ]
}

fn of_load(measured: &Measured) -> Vec<(&'static str, f64)> {
    let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
    let each = |time: Duration| ms(time) / measured.requests.max(1) as f64;
    vec![
        (
            "req/s",
            measured.requests as f64 / measured.took.as_secs_f64(),
        ),
        ("p50 ms", ms(measured.p50)),
        ("p99 ms", ms(measured.p99)),
        ("CPU ms/req", each(measured.used.all())),
        ("service", each(measured.used.service)),
        ("database", each(measured.used.database)),
        (
            "req/CPU-s",
            1_000.0 / each(measured.used.all()).max(0.000_001),
        ),
        ("load", each(measured.load)),
    ]
}
