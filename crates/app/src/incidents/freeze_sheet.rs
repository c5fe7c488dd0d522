//! Freezes the daily sheet at the area's cut-off, by itself (R97, R101).

use hawthorn_domain::incidents::sheet::{self, DaySheet, SheetAnswer};
use hawthorn_domain::platform::actor::{AgencyCode, Scope};
use hawthorn_domain::platform::audit::{Deed, Doer, Entry};
use hawthorn_domain::platform::ids::{Chance, DaySheetId, IncidentId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::risk::RiskLevel;
use hawthorn_store::Stored;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::sheet::{MOST_ROWS, known, masked};
use crate::platform::ask::nobody;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// How many days back a sheet is still frozen when the service was not running.
const CATCH_UP: i64 = 7;

/// What anybody of the hub may see: nothing that is held closely (R218).
pub(crate) fn open_to_the_hub(area: &AreaCode, at: Timestamp) -> Scope {
    Scope {
        account: nobody(),
        area: area.clone(),
        agency: AgencyCode::new(""),
        hub: true,
        restricted: false,
        at,
    }
}

/// Freezes every sheet of the last days whose cut-off is past and that is not frozen;
/// how many it froze. It may be called as often as one likes.
///
/// # Errors
/// When the store refuses.
pub async fn freeze_due(app: &App, now: Timestamp, dice: &mut dyn Chance) -> Told<usize> {
    let mut frozen = 0;
    let areas: Vec<AreaCode> = app.areas().map(|book| book.code.clone()).collect();
    for area in areas {
        let rules = app.settings(&area, now)?.sheet;
        if !rules.enabled {
            continue;
        }
        let newest = sheet::newest_to_freeze(now, rules.cut_off);
        for back in (0..CATCH_UP).rev() {
            let day = newest.checked_sub(back.days()).unwrap_or(newest);
            frozen += usize::from(freeze_day(app, &area, day, now, dice).await?);
        }
    }
    Ok(frozen)
}

/// Freezes one day's sheet, unless it is frozen or nothing came in on that day.
async fn freeze_day(
    app: &App,
    area: &AreaCode,
    day: Date,
    now: Timestamp,
    dice: &mut dyn Chance,
) -> Told<bool> {
    // Load
    let scope = open_to_the_hub(area, now);
    if app.store.day_sheet(&scope, day).await?.is_some() {
        return Ok(false);
    }
    let (from, to) = sheet::bounds(day);
    let level = RiskLevel::Standard;
    let found = app
        .store
        .received_between(&scope, level, from, to, MOST_ROWS)
        .await?;
    if found.is_empty() {
        return Ok(false);
    }
    let ids: Vec<IncidentId> = found.iter().map(|incident| incident.id).collect();
    let answers: Vec<Stored<SheetAnswer>> = app.store.of_incidents(&scope, &ids).await?;
    let known = known(app, &scope, &found).await?;
    // Decide
    let rows = found
        .iter()
        .map(|incident| {
            let answer = answers.iter().find(|answer| answer.incident == incident.id);
            masked(
                sheet::row(incident, answer.map(|answer| &answer.value)),
                &known,
            )
        })
        .collect();
    let sheet = DaySheet {
        id: DaySheetId::new(now, dice),
        area: area.clone(),
        day,
        frozen_at: now,
        rows,
        restriction: Restriction::default(),
    };
    // Keep
    let mut tx = app.store.begin().await?;
    let entry = Entry {
        at: now,
        by: Doer::system("The daily sheet"),
        area: Some(area.clone()),
        deed: Deed::Ran,
        verb: Some(Verb::ViewSheet),
        kind: String::new(),
        record: String::new(),
        words: format!("Froze the sheet of {day}"),
    };
    tx.create(&sheet, entry).await?;
    tx.finish().await?;
    // Tell
    Ok(true)
}
