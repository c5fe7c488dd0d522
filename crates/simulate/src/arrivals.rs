//! Police sheets come in through the real importer, with what was received since the one before (R64).

use std::sync::Mutex;

use hawthorn_app::incidents::freeze_sheet::freeze_due;
use hawthorn_app::incidents::worklist::{Filter, worklist};
use hawthorn_app::incidents::{receipt, run_import, upload};
use hawthorn_app::jobs::run::{Surroundings, run_next};
use hawthorn_app::platform::ask::Dice;
use hawthorn_app::platform::refusal::Told;
use hawthorn_domain::platform::actor::Role;
use hawthorn_domain::platform::calendar::london;
use jiff::Timestamp;

use crate::front_door;
use crate::hours::{desk, plus, slot_before};
use crate::luck::Luck;
use crate::script::Stop;
use crate::sheets;
use crate::world::{Step, World};

/// The slot before now in which today's cases are screened.
const SCREENED: usize = 14;
/// The simulated moment and seeded chance for the jobs that run behind the verbs.
struct Played {
    at: Timestamp,
    luck: Mutex<Luck>,
}

impl Surroundings for Played {
    fn now(&self) -> Timestamp {
        self.at
    }
    fn dice(&self) -> Dice {
        let mut luck = self
            .luck
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        Box::new(luck.part())
    }
}

/// A sheet with what was received since the one before, through the real importer.
pub(crate) async fn sheet(world: &mut World<'_>, at: Timestamp, number: usize) -> Told<()> {
    let since = number
        .checked_sub(1)
        .and_then(|before| world.cuts.get(before).copied());
    let arrived: Vec<usize> = (0..world.story.reports.len())
        .filter(|place| {
            world.story.reports.get(*place).is_some_and(|report| {
                report.received <= at && since.is_none_or(|since| report.received > since)
            })
        })
        .collect();
    if arrived.is_empty() {
        return Ok(());
    }
    let rows = rows(world, at, &arrived)?;
    let officer = world.staff.officer(number)?;
    let mut ask = world.ask(officer, at);
    let text = sheets::sheet(&rows);
    let run = upload::upload_sheet(
        world.app,
        &mut ask,
        "Warwickshire Police",
        &file_name(at),
        upload::Sheet::Bytes(text.as_bytes()),
    )
    .await?;
    run_import::start_import(world.app, &mut ask, run.id).await?;
    let around = Played {
        at,
        luck: Mutex::new(world.luck.part()),
    };
    while run_next(world.app, &around).await? {}
    // The sheets whose cut-off is past are frozen as the service does it by itself.
    freeze_due(world.app, at, around.dice().as_mut()).await?;
    front_door::morning(world, at, number).await?;
    let receipt = receipt::receipt(world.app, &mut ask, run.id).await?;
    world.tally.sheets += 1;
    world.tally.refused_rows += receipt.refused.len();
    world.tally.rows_to_look_at += receipt.needs_look.len();
    find(world, at, &arrived).await?;
    for report in arrived {
        let stop = world.report(report)?.stop;
        let soon = match stop {
            Some(Stop::Screen) => {
                // Nobody has decided it, but what lies since yesterday was compared with what is known.
                if plus(at, 24 * 60) < world.now {
                    world.plan(desk(plus(at, 30)), Step::Compare(report));
                }
                continue;
            }
            Some(_) => slot_before(world.now, SCREENED, world.app.holidays()),
            // Now and then one lies for days, so that the 72 hours pass (R79).
            None if world.luck.in_thousand(20) => desk(plus(at, world.luck.between(3_600, 4_600))),
            None => desk(plus(at, world.luck.between(25, 420))),
        };
        world.plan(soon.max(plus(at, 5)), Step::Screen(report));
    }
    Ok(())
}

/// The rows of a sheet; now and then one that is spoilt, one sent again and one amended.
fn rows(world: &mut World<'_>, at: Timestamp, arrived: &[usize]) -> Told<Vec<Vec<String>>> {
    let mut rows = Vec::new();
    for place in arrived {
        let report = world.report(*place)?;
        rows.push(sheets::row(&mut world.luck, &report));
    }
    let short = world.cuts.len() < 20;
    let odds = if short { 150 } else { 60 };
    if let Some(first) = rows.first().cloned() {
        if world.luck.in_thousand(odds) || world.tally.refused_rows == 0 {
            let reference = format!("23/{}/X", at.as_second() / 60 % 100_000);
            rows.push(sheets::spoilt(&first, reference));
        }
        if world.luck.in_thousand(odds) {
            rows.push(first.clone());
        }
        if world.luck.in_thousand(odds) {
            rows.push(sheets::amended(&first));
        }
    }
    Ok(rows)
}

/// Finds the incidents of the reports in the worklist of the supervisor, who sees every one.
async fn find(world: &mut World<'_>, at: Timestamp, arrived: &[usize]) -> Told<()> {
    let mut ask = world.ask_one(Role::PoliceSupervisor, plus(at, 1))?;
    let mut after = None;
    loop {
        let page = worklist(world.app, &mut ask, Filter::default(), after.as_ref(), 50).await?;
        for row in &page.rows {
            let place = arrived.iter().copied().find(|place| {
                world
                    .story
                    .reports
                    .get(*place)
                    .is_some_and(|report| report.reference == row.reference)
            });
            if let Some(place) = place {
                world.made(place).incident = Some(row.id);
            }
        }
        after = page.next;
        if after.is_none() {
            return Ok(());
        }
    }
}

/// The name of a sheet's file, by its day and hour in London.
fn file_name(at: Timestamp) -> String {
    format!(
        "domestic-incidents-{}.csv",
        london().to_datetime(at).strftime("%Y-%m-%d-%H%M")
    )
}
