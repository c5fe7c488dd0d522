//! Looking somebody up among very many: a database filled with people alone, the start of the index from it, and the search by the verb and over HTTP.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use hawthorn_app::people::search::search;
use hawthorn_app::{App, Ask};
use hawthorn_domain::people::contact::ContactSafety;
use hawthorn_domain::people::person::{BornFact, NameKind, PersonName};
use hawthorn_domain::people::{Address, Born, Diversity, Person, SafeContact, Sex, Source};
use hawthorn_domain::platform::audit::{Deed, Doer, Entry};
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_store::Store;
use hawthorn_store::engine::Sync;
use hawthorn_testkit::CountingDice;
use jiff::Timestamp;
use serde_json::json;
use tokio::runtime::Runtime;

use super::fill::{self, Acting};
use super::load::{self, Measured};
use super::machine::{self, Counted};
use super::running::county::{self, AREA};
use super::running::http::Connection;
use super::running::place::{Engine, Home};
use super::running::server::Hawthorn;
use super::running::sheet::Sheets;
use super::strangers::{Stranger, Strangers};

/// People that one transaction takes in while filling.
const AT_ONCE: usize = 5_000;
/// Searches of the verb that are measured.
const ASKED: usize = 2_000;
/// Rows of the sheet whose people are each looked up before they are kept.
const ROWS: usize = 500;

/// Measures, and prints a line for each figure.
///
/// # Errors
/// When something fails, or a search does not find whom it is for.
pub fn run(
    binary: &Path,
    runtime: &Runtime,
    people: usize,
    seed: u64,
    length: Duration,
    engines: Vec<Engine>,
) -> Result<bool> {
    for engine in engines {
        let home = runtime.block_on(Home::new(engine))?;
        let hawthorn = Hawthorn {
            binary,
            home: &home,
        };
        county::add_workers(&hawthorn, load::CONNECTIONS)?;
        let mut sheets = Sheets::new(seed, "L", Timestamp::now());
        println!("{}, {people} people", engine.name());
        let asked = runtime.block_on(filled(&home, seed, people))?;
        runtime.block_on(of_the_verb(&home, &mut sheets, &asked))?;
        over_http(runtime, &hawthorn, &asked, length)?;
        runtime.block_on(home.remove())?;
    }
    Ok(true)
}

fn told(what: &str, values: &[(&str, f64)]) {
    let values: Vec<String> = values
        .iter()
        .map(|(name, value)| format!("{name} {value:.3}"))
        .collect();
    println!("  {what}: {}", values.join(", "));
}

/// The people, each saved with its line in the log as a service saves them; and some of them to ask for.
async fn filled(home: &Home, seed: u64, people: usize) -> Result<Vec<String>> {
    let store = Store::open(home.place(), home.seal()?, Sync::Off).await?;
    let began = Instant::now();
    let (mut dice, mut strangers) = (CountingDice::new(0x10_0C), Strangers::new(seed));
    let mut asked = Vec::new();
    let every = (people / ASKED).max(1);
    let mut made = 0;
    while made < people {
        let mut tx = store.begin().await?;
        for _ in 0..AT_ONCE.min(people - made) {
            let stranger = strangers.one_more();
            if made % every == 0 {
                asked.push(stranger.asked());
            }
            tx.create(&person(&stranger, &mut dice)?, entry()).await?;
            made += 1;
        }
        tx.finish().await?;
    }
    told(
        "filled by the store",
        &[
            ("s", began.elapsed().as_secs_f64()),
            ("disk MiB", machine::size_on_disk(&home.data())),
        ],
    );
    Ok(asked)
}

fn entry() -> Entry {
    Entry {
        at: Timestamp::now(),
        by: Doer::system("bench"),
        area: AreaCode::new(AREA).ok(),
        deed: Deed::Created,
        verb: None,
        kind: String::new(),
        record: String::new(),
        words: "Invented for a measurement".to_owned(),
    }
}

fn person(stranger: &Stranger, dice: &mut CountingDice) -> Result<Person> {
    let source = || Source {
        what: "bench".to_owned(),
        at: Timestamp::UNIX_EPOCH,
    };
    Ok(Person {
        id: PersonId::new(Timestamp::now(), dice),
        area: AreaCode::new(AREA)?,
        names: vec![PersonName {
            given: stranger.given.clone(),
            family: stranger.family.clone(),
            kind: NameKind::Usual,
            from: None,
            to: None,
            source: source(),
        }],
        born: vec![BornFact {
            born: Born::On {
                date: stranger.born,
            },
            source: source(),
        }],
        sex: Sex::Unknown,
        addresses: vec![Address {
            line: stranger.line.clone(),
            postcode: stranger.postcode.clone(),
            confidential: false,
            from: None,
            to: None,
            letters: ContactSafety::NotKnown,
            source: source(),
        }],
        phones: Vec::new(),
        emails: Vec::new(),
        safe_contact: SafeContact::default(),
        earlier_contact: Vec::new(),
        secret_places: Vec::new(),
        identifiers: Vec::new(),
        relationships: Vec::new(),
        language: None,
        about: Diversity::default(),
        restriction: Restriction::default(),
        held_with_another: false,
        created_at: Timestamp::UNIX_EPOCH,
    })
}

fn at(times: &[Duration], share: f64) -> f64 {
    let place = ((times.len() as f64 * share) as usize).min(times.len().saturating_sub(1));
    times.get(place).map_or(0.0, Duration::as_secs_f64) * 1_000.0
}

/// The start of the service in this process, the search of one reader after another, and a
/// sheet whose people are each compared with everybody before they are kept.
async fn of_the_verb(home: &Home, sheets: &mut Sheets, asked: &[String]) -> Result<()> {
    let store = Store::open(home.place(), home.seal()?, Sync::Full).await?;
    let books = hawthorn_connect::platform::bundled_areas()
        .map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    let holidays = hawthorn_connect::platform::bundled_bank_holidays()?;
    let (began, before) = (Instant::now(), machine::own());
    let app = Arc::new(App::start(store.clone(), books, holidays).await?);
    told(
        "start, with the index made from the database",
        &[
            ("s", began.elapsed().as_secs_f64()),
            ("CPU s", machine::own().saturating_sub(before).as_secs_f64()),
            (
                "peak MiB",
                machine::peak_memory(std::process::id()).unwrap_or_default(),
            ),
        ],
    );
    let acting = Acting::first(&store).await?;
    let mut times = Vec::with_capacity(asked.len());
    for text in asked {
        let mut ask: Ask = acting.ask();
        let began = Instant::now();
        let found = search(&app, &mut ask, text).await?;
        times.push(began.elapsed());
        ensure!(!found.people.is_empty(), "nobody was found for {text}");
    }
    times.sort_unstable();
    told(
        "search, by the verb",
        &[
            ("p50 ms", at(&times, 0.50)),
            ("p99 ms", at(&times, 0.99)),
            ("worst ms", at(&times, 1.0)),
        ],
    );
    let (sheet, _) = sheets.next(ROWS);
    let began = Instant::now();
    fill::take_in(&app, &store, &acting, &sheet, ROWS).await?;
    let whole = began.elapsed().as_secs_f64();
    told(
        &format!("import of {ROWS} rows, everybody compared before they are kept"),
        &[("s", whole), ("ms a row", whole * 1_000.0 / ROWS as f64)],
    );
    Ok(())
}

/// The same search over HTTP, by one reader and by eight at once.
fn over_http(
    runtime: &Runtime,
    hawthorn: &Hawthorn<'_>,
    asked: &[String],
    length: Duration,
) -> Result<()> {
    let server = hawthorn.serve()?;
    told(
        "the service, ready",
        &[
            ("s", server.ready_after.as_secs_f64()),
            (
                "peak MiB",
                machine::peak_memory(server.child.id()).unwrap_or_default(),
            ),
        ],
    );
    let tokens = (0..load::CONNECTIONS)
        .map(|number| county::sign_in(&server.address, number))
        .collect::<Result<Vec<_>>>()?;
    let address = hawthorn.home.address.as_deref();
    let counted = runtime.block_on(Counted::new(server.child.id(), address))?;
    for readers in [1, load::CONNECTIONS] {
        let tokens = tokens.get(..readers).context("too few readers")?;
        let searched = |connection: &mut Connection, place: usize, turn: u64| {
            let own = usize::try_from(turn).unwrap_or_default() * readers + place;
            let text = asked
                .get(own % asked.len().max(1))
                .context("nobody to ask for")?;
            let found = connection
                .post("/api/v1/people/search", &json!({ "text": text }))?
                .json()?;
            let there = found["people"]
                .as_array()
                .is_some_and(|all| !all.is_empty());
            ensure!(there, "nobody was found for {text}: {found}");
            Ok(())
        };
        let measured: Measured = load::run(&server.address, tokens, length, &counted, searched)?;
        let each = measured.used.all().as_secs_f64() * 1_000.0 / measured.requests.max(1) as f64;
        told(
            &format!("search, over HTTP, {readers} at once"),
            &[
                ("p50 ms", measured.p50.as_secs_f64() * 1_000.0),
                ("p99 ms", measured.p99.as_secs_f64() * 1_000.0),
                (
                    "req/s",
                    measured.requests as f64 / measured.took.as_secs_f64(),
                ),
                ("CPU ms/req", each),
            ],
        );
    }
    Ok(())
}
