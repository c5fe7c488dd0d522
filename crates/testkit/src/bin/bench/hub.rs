//! The hub at size: what a worklist and the page of a referral cost with few incidents and with very many (M7 of issue 3).

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use hawthorn_app::mash::refer::make_referral;
use hawthorn_domain::platform::ids::ReferralId;
use hawthorn_store::Store;
use hawthorn_store::engine::Sync;
use jiff::Timestamp;
use sqlx::{Connection as _, Executor as _};
use tokio::runtime::Runtime;

use super::fill::{self, Acting};
use super::gateways::model;
use super::load::{self, Measured};
use super::machine::Counted;
use super::marac_fill::{Filler, Made};
use super::operations::Material;
use super::report::Figure;
use super::running::county;
use super::running::http::Connection;
use super::running::place::{Engine, Home};
use super::running::server::Hawthorn;
use super::running::sheet::Sheets;
use super::{Line, of_load};

/// The size that the other is held against.
const FEW: usize = 10_000;
/// With very many incidents a page costs at most so many times what it costs with few.
const MOST: f64 = 1.5;
/// Incidents that are referred, so that there are referrals to open.
const REFERRED: usize = 200;

/// How long a service that has just been started is left alone.
const SETTLES: Duration = Duration::from_secs(25);

/// What is asked of the service, and by what its answer is known to be right.
struct Page {
    what: &'static str,
    path: fn(&Asked, u64) -> String,
    sign: fn(&str) -> bool,
}

const PAGES: [Page; 3] = [
    Page {
        what: "worklist, 50 rows, page",
        path: |_, _| "/incidents?queue=to_screen".to_owned(),
        sign: |text| text.matches("href=\"/incidents/I-").count() >= 50,
    },
    Page {
        what: "incident, page",
        path: |asked, turn| format!("/incidents/{}", turned(&asked.incidents, turn)),
        sign: |text| text.contains("What to do"),
    },
    Page {
        what: "referral, page",
        path: |asked, turn| format!("/referrals/{}", turned(&asked.referrals, turn)),
        sign: |text| text.contains("Where it stands"),
    },
];

struct Asked {
    incidents: Vec<String>,
    referrals: Vec<String>,
}

fn turned(all: &[String], turn: u64) -> &str {
    let place = usize::try_from(turn).unwrap_or_default() % all.len().max(1);
    all.get(place).map_or("", String::as_str)
}

/// Measures with few incidents and with so many, and says what did not hold.
///
/// # Errors
/// When something cannot be made or asked.
pub fn run(
    line: &Line,
    binary: &Path,
    runtime: &Runtime,
    many: usize,
) -> Result<(Vec<Figure>, Vec<String>)> {
    let (mut figures, mut wrong) = (Vec::new(), Vec::new());
    for engine in line.database.engines()? {
        let few = one(line, binary, runtime, engine, FEW)?;
        let more = one(line, binary, runtime, engine, many)?;
        for (page, (few, more)) in PAGES.iter().zip(few.iter().zip(&more)) {
            let cost = |measured: &Measured| {
                measured.used.all().as_secs_f64() * 1_000.0 / measured.requests.max(1) as f64
            };
            let times = cost(more) / cost(few).max(f64::EPSILON);
            if times > MOST {
                wrong.push(format!(
                    "{} on {}: {times:.2} times the CPU with {many} incidents, at most {MOST} is promised",
                    page.what,
                    engine.name()
                ));
            }
        }
        for (rows, all) in [(FEW, few), (many, more)] {
            figures.extend(PAGES.iter().zip(all).map(|(page, measured)| Figure {
                database: engine.name().to_owned(),
                rows,
                what: page.what.to_owned(),
                values: of_load(&measured),
            }));
        }
    }
    Ok((figures, wrong))
}

fn one(
    line: &Line,
    binary: &Path,
    runtime: &Runtime,
    engine: Engine,
    incidents: usize,
) -> Result<Vec<Measured>> {
    let home = runtime.block_on(Home::new(engine))?;
    let hawthorn = Hawthorn {
        binary,
        home: &home,
    };
    county::add_workers(&hawthorn, 1)?;
    let began = Instant::now();
    let referrals = runtime.block_on(filled(&home, line, incidents))?;
    eprintln!(
        "{}: {incidents} incidents in {:.0} s",
        engine.name(),
        began.elapsed().as_secs_f64()
    );
    let server = hawthorn.serve()?;
    eprintln!("  ready after {:.1} s", server.ready_after.as_secs_f64());
    let token = county::sign_in(&server.address, 0)?;
    let mut connection = Connection::signed_in(&server.address, &token);
    let material = Material::gather(&mut connection, Vec::new(), REFERRED)?;
    let asked = Asked {
        incidents: material.incidents.into_iter().map(|(id, _)| id).collect(),
        referrals: referrals.iter().map(ToString::to_string).collect(),
    };
    let counted = runtime.block_on(Counted::new(server.child.id(), home.address.as_deref()))?;
    // After its start the service fills the matching index and looks once through what is late; that
    // is its start and not a page's cost.
    std::thread::sleep(SETTLES);
    let mut all = Vec::new();
    for page in &PAGES {
        eprintln!("  {}", page.what);
        let tokens = std::slice::from_ref(&token);
        let length = Duration::from_secs(line.seconds);
        all.push(load::run(
            &server.address,
            tokens,
            length,
            &counted,
            |connection, _, turn| {
                let path = (page.path)(&asked, turn);
                let answer = connection.get(&path)?;
                let text = answer.text();
                ensure!(
                    answer.status == 200 && (page.sign)(&text),
                    "{path} answered {}: {}",
                    answer.status,
                    text.chars().take(300).collect::<String>()
                );
                Ok(())
            },
        )?);
    }
    drop(server);
    runtime.block_on(home.remove())?;
    Ok(all)
}

/// A few real rows come in by the real import, and years of the same shape are made after them; some
/// of the incidents are referred by the service's own act.
async fn filled(home: &Home, line: &Line, incidents: usize) -> Result<Vec<ReferralId>> {
    let now = Timestamp::now();
    let mut sheets = Sheets::new(line.seed, "B", now);
    fill::fill(home, &mut sheets, 20).await?;
    let store = Store::open(home.place(), home.seal()?, Sync::Full).await?;
    let model = model(&store).await?;
    let mut made = Made::default();
    let mut filler = Filler::new(&store, line.seed, now, model).await?;
    filler.pairs(incidents, &mut made).await?;
    let app = fill::started(&store).await?;
    let officer = Acting::first(&store).await?;
    let mut referrals = Vec::new();
    for incident in made.open.iter().step_by(2).take(REFERRED).copied() {
        let mut ask = officer.ask();
        let referral =
            make_referral(&app, &mut ask, incident, "Invented for a measurement.").await?;
        referrals.push(referral.id);
    }
    settled(home).await?;
    Ok(referrals)
}

/// What PostgreSQL does by itself in the hours after so many rows came at once, done now: otherwise it
/// would be at it while the pages are measured, and plan without knowing how much there is.
async fn settled(home: &Home) -> Result<()> {
    let Some(address) = &home.address else {
        return Ok(());
    };
    let mut connection = sqlx::PgConnection::connect(address).await?;
    connection.execute("VACUUM (ANALYZE)").await?;
    Ok(connection.close().await?)
}
