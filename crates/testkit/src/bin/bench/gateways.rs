//! MARAC at size: the gateways of one pair, a whole agenda page, and every pair's gateways from nothing (A7 of issue 4).

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use hawthorn_app::marac::every_pair::every_pair;
use hawthorn_app::marac::gateways::gateways;
use hawthorn_app::marac::open_agenda::open_agenda;
use hawthorn_app::platform::ask::Dice;
use hawthorn_app::{App, Ask};
use hawthorn_domain::incidents::Incident;
use hawthorn_domain::platform::actor::Actor;
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_store::Store;
use hawthorn_store::engine::{Place, Sync};
use hawthorn_testkit::CountingDice;
use jiff::Timestamp;
use serde_json::json;
use tokio::runtime::Runtime;

use super::load::{self, Measured};
use super::machine::Counted;
use super::marac_fill::{CASES, Filler, Made};
use super::report::Figure;
use super::running::county::AREA;
use super::running::http::Connection;
use super::running::place::{Engine, Home};
use super::running::server::Hawthorn;
use super::running::sheet::Sheets;
use super::{Line, fill, marac_plans, of_load, plans};

/// The gateways of one pair are worked out within this, at the median (A7).
const ONE_PAIR: Duration = Duration::from_millis(5);
/// The agenda page takes no more of the service's time than this, at the median (A7).
const AGENDA: Duration = Duration::from_millis(50);
/// Pairs whose gateways are asked for, one after another.
const ASKED: usize = 2_000;
const PASSWORD: &str = "five-invented-lanterns-drift";

/// Who asks: those who see what is restricted, those who do not, and who prepares the meeting.
const PEOPLE: [(&str, &str, &str); 3] = [
    ("marac.lead", "police", "police_supervisor"),
    ("marac.worker", "police", "daro"),
    ("marac.coordinator", "refuge", "marac_coordinator"),
];

/// Fills a database with so many incidents and listings, measures, and says what did not hold.
///
/// # Errors
/// When something cannot be made or asked.
pub fn run(
    line: &Line,
    binary: &Path,
    runtime: &Runtime,
    incidents: usize,
) -> Result<(Vec<Figure>, Vec<String>)> {
    let home = runtime.block_on(Home::new(Engine::Sqlite))?;
    let hawthorn = Hawthorn {
        binary,
        home: &home,
    };
    for (name, agency, role) in PEOPLE {
        add(&hawthorn, name, agency, role)?;
    }
    super::county::add_workers(&hawthorn, 1)?;
    let figure = |what: &str, values: Vec<(&'static str, f64)>| Figure {
        database: Engine::Sqlite.name().to_owned(),
        rows: incidents,
        what: what.to_owned(),
        values,
    };
    let (mut figures, mut wrong) = (Vec::new(), Vec::new());
    let began = Instant::now();
    let made = runtime.block_on(filled(&home, line, incidents))?;
    eprintln!(
        "{} incidents of {} pairs and {} past listings in {:.0} s",
        made.incidents,
        made.pairs.len(),
        made.listings,
        began.elapsed().as_secs_f64()
    );
    runtime.block_on(by_the_library(
        &home,
        &made,
        &figure,
        &mut figures,
        &mut wrong,
    ))?;
    by_the_service(
        line,
        runtime,
        &hawthorn,
        &made,
        &figure,
        &mut figures,
        &mut wrong,
    )?;
    runtime.block_on(home.remove())?;
    Ok((figures, wrong))
}

fn add(hawthorn: &Hawthorn<'_>, name: &str, agency: &str, role: &str) -> Result<()> {
    let shown = format!("Invented {name}");
    let line = [
        "user",
        "add",
        name,
        "--area",
        AREA,
        "--agency",
        agency,
        "--role",
        role,
        "--name",
        &shown,
        "--password-stdin",
    ];
    hawthorn.must(&line, PASSWORD).map(drop)
}

/// A few real rows come in by the real import; years of the same shape are made after them.
async fn filled(home: &Home, line: &Line, incidents: usize) -> Result<Made> {
    let now = Timestamp::now();
    let mut sheets = Sheets::new(line.seed, "B", now);
    fill::fill(home, &mut sheets, 20).await?;
    let store = Store::open(home.place(), home.seal()?, Sync::Full).await?;
    let model = model(&store).await?;
    let mut made = Made::default();
    let mut filler = Filler::new(&store, line.seed, now, model).await?;
    filler.pairs(incidents, &mut made).await?;
    filler
        .meetings(usize::try_from(line.listings)?, &mut made)
        .await?;
    Ok(made)
}

/// One incident that the import made, with a victim and a person causing harm.
pub(super) async fn model(store: &Store) -> Result<Incident> {
    let read = store
        .incident_by_reference(&AreaCode::new(AREA)?, "B/1")
        .await?;
    Ok(read.context("the import made nothing")?.value)
}

fn dice() -> Dice {
    Box::new(CountingDice::new(Timestamp::now().as_nanosecond() as u64))
}

async fn somebody(store: &Store, name: &str) -> Result<Actor> {
    let account = store.account_named(name).await?;
    let account = account.with_context(|| format!("there is no {name}"))?;
    let area = AreaCode::new(AREA)?;
    let membership = account.memberships.iter().find(|one| one.area == area);
    let membership = membership.with_context(|| format!("{name} has no work in the area"))?;
    Ok(Actor {
        account: account.id,
        name: account.name.clone(),
        area,
        agency: membership.agency.clone(),
        roles: membership.roles.clone(),
    })
}

/// Through the library alone: one pair after the other, then every pair from nothing.
async fn by_the_library(
    home: &Home,
    made: &Made,
    figure: &super::MakeFigure<'_>,
    figures: &mut Vec<Figure>,
    wrong: &mut Vec<String>,
) -> Result<()> {
    let store = Store::open(home.place(), home.seal()?, Sync::Full).await?;
    let app = fill::started(&store).await?;
    for (name, what) in [
        (
            PEOPLE[0].0,
            "gateways of one pair, library, sees what is restricted",
        ),
        (PEOPLE[1].0, "gateways of one pair, library, does not"),
    ] {
        let actor = somebody(&store, name).await?;
        let mut times = Vec::new();
        for (victim, other) in chosen(&made.pairs) {
            let mut ask = Ask::new(actor.clone(), Timestamp::now(), dice());
            let began = Instant::now();
            let found = gateways(&app, &mut ask, victim, other).await?;
            times.push(began.elapsed());
            ensure!(!found.findings.is_empty(), "no criterion was looked at");
        }
        figures.push(figure(what, of_times(&mut times)));
        hold(wrong, what, middle(&times), ONE_PAIR);
    }
    let actor = somebody(&store, PEOPLE[0].0).await?;
    let ask = Ask::new(actor, Timestamp::now(), dice());
    let scope = ask.scope(&app)?;
    let began = Instant::now();
    let every = every_pair(&app, &scope, ask.now).await?;
    let read = began.elapsed();
    let criteria = &ask.settings(&app)?.marac.criteria;
    let began = Instant::now();
    let counts = every.counts(criteria, ask.now);
    let ruled = began.elapsed();
    ensure!(
        counts.pairs >= made.pairs.len() && every.incidents >= made.incidents,
        "{} pairs and {} incidents were read",
        counts.pairs,
        every.incidents
    );
    let pairs = counts.pairs as f64;
    figures.push(figure(
        "every pair’s gateways from nothing",
        vec![
            ("pairs/s", pairs / (read + ruled).as_secs_f64()),
            ("pairs", pairs),
            ("reading s", read.as_secs_f64()),
            ("rules s", ruled.as_secs_f64()),
            ("rules pairs/s", pairs / ruled.as_secs_f64()),
            ("meet one", counts.any as f64),
        ],
    ));
    drop(every);
    wrong.extend(bad_plans(home, &app, &store, made).await?);
    Ok(())
}

/// What the two acts ask the database, as each of the three people.
async fn bad_plans(home: &Home, app: &App, store: &Store, made: &Made) -> Result<Vec<String>> {
    let Place::File(file) = home.place() else {
        return Ok(Vec::new());
    };
    let pair = made.pairs.first().copied().context("no pair")?;
    let meeting = made.planned.context("no meeting was planned")?;
    let mut bad = Vec::new();
    for (name, ..) in &PEOPLE[..2] {
        let mut ask = Ask::new(somebody(store, name).await?, Timestamp::now(), dice());
        plans::listen()?;
        gateways(app, &mut ask, pair.0, pair.1).await?;
        bad.extend(marac_plans::bad_plans_of("gateways of one pair", &file).await?);
    }
    let coordinator = somebody(store, PEOPLE[2].0).await?;
    let mut ask = Ask::new(coordinator, Timestamp::now(), dice());
    plans::listen()?;
    open_agenda(app, &mut ask, meeting).await?;
    bad.extend(marac_plans::bad_plans_of("the agenda of a meeting", &file).await?);
    Ok(bad)
}

/// By the service, over one connection, so that an answer's time is the service's own and the loopback's.
fn by_the_service(
    line: &Line,
    runtime: &Runtime,
    hawthorn: &Hawthorn<'_>,
    made: &Made,
    figure: &super::MakeFigure<'_>,
    figures: &mut Vec<Figure>,
    wrong: &mut Vec<String>,
) -> Result<()> {
    let server = hawthorn.serve()?;
    let counted = runtime.block_on(Counted::new(server.child.id(), None))?;
    let meeting = made.planned.context("no meeting was planned")?;
    let agenda = format!("/meetings/{meeting}");
    let pairs = chosen(&made.pairs);
    let length = Duration::from_secs(line.seconds);
    let measure = |name: &str,
                   run: &(dyn Fn(&mut Connection, u64) -> Result<()> + std::marker::Sync)|
     -> Result<Measured> {
        let token = sign_in(&server.address, name)?;
        load::run(
            &server.address,
            &[token],
            length,
            &counted,
            |connection, _, turn| run(connection, turn),
        )
    };
    let one_pair = |connection: &mut Connection, turn: u64| -> Result<()> {
        let place = usize::try_from(turn)? % pairs.len().max(1);
        let (victim, other) = pairs.get(place).context("no pair")?;
        let body = json!({ "victim": victim.to_string(), "perpetrator": other.to_string() });
        let answer = connection.post("/api/v1/marac/gateways", &body)?.json()?;
        ensure!(
            answer["findings"][0].is_object(),
            "no criterion was looked at: {answer}"
        );
        Ok(())
    };
    let page = |connection: &mut Connection, _: u64| -> Result<()> {
        let answer = connection.get(&agenda)?;
        let items = answer.text().matches("/item/").count();
        ensure!(
            answer.status == 200 && items >= CASES,
            "the agenda page answered {} with {items} cases",
            answer.status
        );
        Ok(())
    };
    let what = "gateways of one pair, API";
    let measured = measure(PEOPLE[1].0, &one_pair)?;
    figures.push(figure(what, of_load(&measured)));
    hold(wrong, what, measured.p50, ONE_PAIR);
    let what = "the agenda of a meeting, page";
    let measured = measure(PEOPLE[2].0, &page)?;
    figures.push(figure(what, of_load(&measured)));
    hold(wrong, what, measured.p50, AGENDA);
    Ok(())
}

fn sign_in(address: &str, name: &str) -> Result<String> {
    let answer = Connection::new(address)
        .post(
            "/api/v1/sessions",
            &json!({ "name": name, "password": PASSWORD }),
        )?
        .json()?;
    Ok(answer["token"]
        .as_str()
        .context("signing in gave no token")?
        .to_owned())
}

fn chosen(pairs: &[(PersonId, PersonId)]) -> Vec<(PersonId, PersonId)> {
    let step = (pairs.len() / ASKED).max(1);
    pairs.iter().step_by(step).copied().collect()
}

fn middle(sorted: &[Duration]) -> Duration {
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

fn of_times(times: &mut [Duration]) -> Vec<(&'static str, f64)> {
    times.sort_unstable();
    let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
    let late = times
        .get(times.len() * 99 / 100)
        .copied()
        .unwrap_or_default();
    vec![
        ("asked", times.len() as f64),
        ("p50 ms", ms(middle(times))),
        ("p99 ms", ms(late)),
        ("slowest ms", ms(times.last().copied().unwrap_or_default())),
    ]
}

fn hold(wrong: &mut Vec<String>, what: &str, took: Duration, limit: Duration) {
    if took > limit {
        wrong.push(format!(
            "{what}: {:.1} ms at the median, {} are promised",
            took.as_secs_f64() * 1_000.0,
            limit.as_millis()
        ));
    }
}
