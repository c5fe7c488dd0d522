//! A flood at the public doors: junk from a few places with real referrals from elsewhere among it. Every real one must be acknowledged in time and stand on its desk, the junk must be one line, and memory must stay bounded (D4 of issue 6).

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use hawthorn_app::doors::list_doors::list_doors;
use hawthorn_domain::doors::report::ReportState;
use hawthorn_store::Store;
use hawthorn_store::engine::Sync;
use hawthorn_testkit::{Cast, TestApp};
use tokio::runtime::Runtime;

use super::machine;
use super::running::http::Connection;
use super::running::place::{Engine, Home};
use super::running::server::Hawthorn;

/// Real referrals among the junk.
const REAL: u32 = 50;
/// Places that the junk comes from.
const PLACES: u32 = 20;
/// Connections that send at once.
const SENDERS: u32 = 6;
/// A real referral is acknowledged within this, from pressing the last button.
const LIMIT: Duration = Duration::from_secs(2);
/// The service may hold no more than this at its fullest.
const MOST_MEMORY_MIB: f64 = 400.0;

/// The service under the flood; dropping it ends this one process.
struct Flooded {
    child: Child,
    address: String,
}

impl Drop for Flooded {
    fn drop(&mut self) {
        // Both fail only when it has ended already, which is what is wanted.
        let _killed = self.child.kill();
        let _ended = self.child.wait();
    }
}

/// Sends the flood and says whether everything held.
///
/// # Errors
/// When the service cannot be started or stops answering.
pub fn run(binary: &Path, runtime: &Runtime, junk: u32) -> Result<bool> {
    let home = runtime.block_on(Home::new(Engine::Sqlite))?;
    let hawthorn = Hawthorn {
        binary,
        home: &home,
    };
    super::running::county::add_workers(&hawthorn, 1)?;
    let service = serve(binary, &home)?;
    let (next, began) = (AtomicU32::new(0), Instant::now());
    let total = junk + REAL;
    let every = (total / REAL).max(1);
    let waits: Vec<Duration> = std::thread::scope(|scope| {
        let senders: Vec<_> = (0..SENDERS)
            .map(|_| scope.spawn(|| sender(&service.address, &next, total, every)))
            .collect();
        let mut waits = Vec::new();
        for sender in senders {
            match sender.join() {
                Ok(found) => waits.extend(found?),
                Err(_) => bail!("a sender stopped"),
            }
        }
        anyhow::Ok(waits)
    })?;
    let took = began.elapsed();
    let memory = machine::peak_memory(service.child.id()).unwrap_or_default();
    drop(service);
    let (on_desk, floods) = runtime.block_on(look(&home))?;
    let slowest = waits.iter().max().copied().unwrap_or_default();
    println!(
        "{junk} junk and {REAL} real referrals in {:.1} s, {SENDERS} senders, {PLACES} places",
        took.as_secs_f64()
    );
    println!(
        "real ones acknowledged: {}, the slowest after {:.0} ms",
        waits.len(),
        slowest.as_secs_f64() * 1_000.0
    );
    println!(
        "on the desk to take: {on_desk} (the first few of the junk pass by design); floods shown as lines: {floods}"
    );
    println!("memory at its fullest: {memory:.0} MiB");
    let held = waits.len() == usize::try_from(REAL)?
        && slowest < LIMIT
        && floods == 1
        && memory < MOST_MEMORY_MIB;
    println!(
        "{}",
        if held {
            "everything held"
        } else {
            "NOT everything held"
        }
    );
    runtime.block_on(home.remove())?;
    Ok(held)
}

fn serve(binary: &Path, home: &Home) -> Result<Flooded> {
    let mut child = Command::new(binary)
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(home.data())
        .env("HAWTHORN_PUBLIC_LISTEN", "127.0.0.1:0")
        .env("HAWTHORN_DEFAULT_AREA", "warwickshire")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("{} could not be started", binary.display()))?;
    let stdout = child.stdout.take().context("the service has no output")?;
    let mut service = Flooded {
        child,
        address: String::new(),
    };
    for line in BufReader::new(stdout).lines() {
        let line = line?;
        if let Some(address) = line.strip_prefix("public pages on http://") {
            service.address = address.trim_end_matches('/').to_owned();
        }
        if line.starts_with("listening on") {
            break;
        }
    }
    ensure!(!service.address.is_empty(), "the public pages did not open");
    Ok(service)
}

/// Sends one referral after another until all are sent, and gives how long each real one waited.
fn sender(address: &str, next: &AtomicU32, total: u32, every: u32) -> Result<Vec<Duration>> {
    let mut waits = Vec::new();
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number >= total {
            return Ok(waits);
        }
        let real = number % every == every / 2 && number / every < REAL;
        let waited = refer(address, number, real)?;
        if real {
            waits.push(
                waited
                    .with_context(|| format!("the real referral {number} was not acknowledged"))?,
            );
        }
    }
}

/// Fills in one form and sends it; how long the acknowledgement took.
fn refer(address: &str, number: u32, real: bool) -> Result<Option<Duration>> {
    let (place, worry) = if real {
        (
            format!("198.51.{}.{}", number / 250 % 250, number % 250),
            format!("Worry+number+{number}+of+a+real+neighbour"),
        )
    } else {
        (
            format!("192.0.2.{}", number % PLACES),
            "Cheap+watches,+buy+now".to_owned(),
        )
    };
    let answers = [
        ("1", "about=somebody".to_owned()),
        ("3", format!("happening={worry}")),
        ("4", format!("name=Somebody+{number}")),
        ("6", "agreed=yes".to_owned()),
    ];
    let from = format!("X-Forwarded-For: {place}\r\n");
    let mut connection = Connection::with_headers(address, from.clone());
    for (step, form) in answers {
        let answer = post(&mut connection, &format!("/refer/{step}"), &form)?;
        ensure!(
            answer.status == 303,
            "step {step} was answered {}",
            answer.status
        );
        if !answer.cookie.is_empty() {
            let headers = format!("{from}Cookie: {}\r\n", answer.cookie);
            connection = Connection::with_headers(address, headers);
        }
    }
    let began = Instant::now();
    let answer = post(&mut connection, "/refer/check", "")?;
    Ok((answer.status == 303).then(|| began.elapsed()))
}

fn post(
    connection: &mut Connection,
    path: &str,
    form: &str,
) -> Result<super::running::http::Answer> {
    connection.send(
        "POST",
        path,
        "application/x-www-form-urlencoded",
        form.as_bytes(),
    )
}

/// What the desk sees afterwards: how many to take, and how many lines of floods.
async fn look(home: &Home) -> Result<(u64, usize)> {
    // Looking through a list is kept in the log, so the store is opened as the service opens it.
    let store = Store::open(home.place(), home.seal()?, Sync::Off).await?;
    let app = TestApp::over(store, "warwickshire").await;
    let mut ask = app.ask(Cast::Idva, &jiff::Timestamp::now().to_string());
    let list = list_doors(&app.app, &mut ask, None)
        .await
        .map_err(|refusal| anyhow::anyhow!("{refusal}"))?;
    let to_take = list
        .counts
        .iter()
        .find(|(state, _)| *state == ReportState::New);
    Ok((to_take.map_or(0, |(_, number)| *number), list.floods.len()))
}
