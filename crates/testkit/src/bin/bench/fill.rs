//! Filling a fresh database by the real import, measured; then one more sheet by a process of its own.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use hawthorn_app::incidents::run_import::start_import;
use hawthorn_app::incidents::upload::{Sheet, upload_sheet};
use hawthorn_app::jobs::run::{Surroundings, run_next};
use hawthorn_app::platform::ask::Dice;
use hawthorn_app::{App, Ask};
use hawthorn_domain::platform::actor::Actor;
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_store::Store;
use hawthorn_store::engine::Sync;
use hawthorn_store::platform::imports::ImportState;
use hawthorn_testkit::CountingDice;
use jiff::Timestamp;
use serde_json::Value;

use super::machine::{self, Counted};
use super::running::county::{AREA, worker};
use super::running::place::Home;
use super::running::server::Hawthorn;
use super::running::sheet::Sheets;

/// Rows of one sheet while filling; the upload has a limit of 25 MB.
const SHEET: usize = 20_000;

/// What an import cost.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// Rows taken in.
    pub rows: usize,
    /// From the start to the end.
    pub took: Duration,
    /// CPU time, the database's included.
    pub cpu: Duration,
    /// The most memory held, in MiB.
    pub peak_memory: f64,
}

/// The machine's clock, and chance from the clock's own bits: the identifiers must differ, nothing else is asked of them.
struct World;

impl Surroundings for World {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
    fn dice(&self) -> Dice {
        Box::new(CountingDice::new(Timestamp::now().as_nanosecond() as u64))
    }
}

/// Fills the database through the library, with every commit on the disk.
///
/// # Errors
/// When an import does not take every row.
pub async fn fill(home: &Home, sheets: &mut Sheets, rows: usize) -> Result<Cost> {
    let store = Store::open(home.place(), home.seal()?, Sync::Full).await?;
    let app = started(&store).await?;
    let acting = Acting::first(&store).await?;
    let counted = Counted::new(std::process::id(), home.address.as_deref()).await?;
    let (before, began) = (counted.used(), Instant::now());
    let mut done = 0;
    while done < rows {
        let number = SHEET.min(rows - done);
        let (sheet, _) = sheets.next(number);
        take_in(&app, &store, &acting, &sheet, number).await?;
        done += number;
    }
    let (took, cpu) = (began.elapsed(), counted.used().since(before).all());
    Ok(Cost {
        rows,
        took,
        cpu,
        peak_memory: machine::peak_memory(std::process::id()).unwrap_or_default(),
    })
}

/// The service over a store, with the areas and bank holidays that ship with it.
///
/// # Errors
/// When the matching index cannot be made.
pub async fn started(store: &Store) -> Result<Arc<App>> {
    let books = hawthorn_connect::platform::bundled_areas()
        .map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    let holidays = hawthorn_connect::platform::bundled_bank_holidays()?;
    Ok(Arc::new(App::start(store.clone(), books, holidays).await?))
}

/// The first worker, who acts by the library.
pub struct Acting(Actor);

impl Acting {
    /// Reads who they are.
    ///
    /// # Errors
    /// When there is no such account.
    pub async fn first(store: &Store) -> Result<Self> {
        let account = store
            .account_named(&worker(0))
            .await?
            .context("the worker's account is not there")?;
        let area = AreaCode::new(AREA)?;
        let membership = account
            .memberships
            .iter()
            .find(|membership| membership.area == area)
            .context("the worker has no work in the area")?;
        Ok(Self(Actor {
            account: account.id,
            name: account.name.clone(),
            area,
            agency: membership.agency.clone(),
            roles: membership.roles.clone(),
        }))
    }

    /// One request of theirs, now.
    pub fn ask(&self) -> Ask {
        Ask::new(self.0.clone(), Timestamp::now(), World.dice())
    }
}

/// Takes a sheet in through the library, whole.
///
/// # Errors
/// When a row was not made into an incident.
pub async fn take_in(
    app: &App,
    store: &Store,
    acting: &Acting,
    sheet: &str,
    rows: usize,
) -> Result<()> {
    let ask = || acting.ask();
    let run = upload_sheet(
        app,
        &mut ask(),
        "bench",
        "sheet.csv",
        Sheet::Bytes(sheet.as_bytes()),
    )
    .await?;
    start_import(app, &mut ask(), run.id).await?;
    while run_next(app, &World).await? {}
    let kept = store
        .get_unscoped::<hawthorn_store::platform::imports::ImportRun>(&run.id.to_string())
        .await?
        .context("the import is gone")?;
    let made = store.import_counts(run.id).await?.made;
    ensure!(
        kept.state == ImportState::Done && made == rows as u64,
        "of {rows} rows {made} were made into incidents; the import is {:?}",
        kept.state
    );
    Ok(())
}

/// Takes one more sheet in by `hawthorn import incidents`, as somebody at the console does.
///
/// # Errors
/// When it does not take every row.
pub async fn one_sheet(hawthorn: &Hawthorn<'_>, sheets: &mut Sheets, rows: usize) -> Result<Cost> {
    let (sheet, _) = sheets.next(rows);
    let file = hawthorn.home.beside("sheet.csv");
    std::fs::write(&file, sheet)?;
    let counted = Counted::new(std::process::id(), hawthorn.home.address.as_deref()).await?;
    let (before, children, began) = (counted.used(), machine::of_ended_children(), Instant::now());
    let child = hawthorn.start(&[
        "import",
        "incidents",
        &file.display().to_string(),
        "--area",
        super::running::county::AREA,
        "--source",
        "bench",
        "--json",
    ])?;
    let pid = child.id();
    let waiting = std::thread::spawn(move || child.wait_with_output());
    let mut peak_memory = 0.0_f64;
    while !waiting.is_finished() {
        peak_memory = peak_memory.max(machine::peak_memory(pid).unwrap_or_default());
        std::thread::sleep(Duration::from_millis(5));
    }
    let Ok(output) = waiting.join() else {
        bail!("waiting for the import stopped with a panic")
    };
    let output = output?;
    let took = began.elapsed();
    ensure!(
        output.status.success(),
        "hawthorn import incidents ended with {}: {}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    let receipt: Value = serde_json::from_slice(&output.stdout)?;
    ensure!(
        receipt["incidents"] == rows,
        "the import of {rows} rows made {} incidents",
        receipt["incidents"]
    );
    let cpu = machine::of_ended_children().saturating_sub(children)
        + counted.used().since(before).database;
    Ok(Cost {
        rows,
        took,
        cpu,
        peak_memory,
    })
}
