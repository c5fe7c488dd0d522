//! `hawthorn import incidents`: takes in a police sheet, waits for the end and prints one receipt.

use std::collections::BTreeSet;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use hawthorn_app::incidents::receipt::{self, Receipt};
use hawthorn_app::incidents::run_import::start_import;
use hawthorn_app::incidents::upload::{Sheet, upload_sheet};
use hawthorn_app::jobs::run::{Surroundings, recover, run_next};
use hawthorn_app::{App, Ask};
use hawthorn_domain::platform::actor::{Actor, AgencyCode, Role};
use hawthorn_domain::platform::ids::{AccountId, Chance, ImportId};
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::platform::settings::choices::AgencyKind;
use hawthorn_store::engine::Sync;
use hawthorn_store::platform::imports::{ImportRow, ImportState};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::cli::Import;
use crate::config::Config;
use crate::open::{self, Lock, Opened, said};
use crate::out;
use crate::world::{RealWorld, now};

/// Imports the sheet and prints the receipt. Rows that are refused are part of a good receipt.
///
/// # Errors
/// When the sheet cannot be read, the import is not allowed, or it does not come to its end.
pub async fn incidents(config: &Config, asked: &Import) -> Result<ExitCode> {
    let area = config.area(asked.area.as_ref())?;
    let lock = open::lock(&config.data)?;
    let opened = open::open(config, Sync::Full).await?;
    let app = open::start(config, &opened).await?;
    let actor = match &asked.user {
        Some(name) => account(&opened, &area, name).await?,
        None => console(&app, &area)?,
    };
    let ask = || Ask::new(actor.clone(), now(), RealWorld::default().dice());
    let name = asked
        .file
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .context("give the file of a sheet")?;
    let run = upload_sheet(
        &app,
        &mut ask(),
        &asked.source,
        &name,
        Sheet::File(&asked.file),
    )
    .await
    .map_err(said)?;
    start_import(&app, &mut ask(), run.id).await.map_err(said)?;
    to_the_end(config, lock, &opened, &app, ask, run.id).await?;
    let receipt = receipt::receipt(&app, &mut ask(), run.id)
        .await
        .map_err(said)?;
    open::keep_checkpoint(&config.data, &opened).await?;
    if asked.json {
        out::json(&as_json(&receipt))
    } else {
        print(&receipt)
    }
    Ok(ExitCode::SUCCESS)
}

/// Waits until the import is finished. While a service is running on the same data,
/// the service does the work, since it holds the matching index that its pages use.
async fn to_the_end(
    config: &Config,
    lock: Option<Lock>,
    opened: &Opened,
    app: &App,
    ask: impl Fn() -> Ask,
    id: ImportId,
) -> Result<()> {
    let mut lock = lock;
    let mut late: Option<std::sync::Arc<App>> = None;
    if lock.is_some() {
        recover(app, now()).await.map_err(said)?;
    } else {
        out::reason(
            "a service is running on this data and does the import; this command waits for it",
        );
    }
    loop {
        if lock.is_some() {
            while run_next(late.as_deref().unwrap_or(app), &RealWorld::default())
                .await
                .map_err(said)?
            {}
        }
        if receipt::receipt(app, &mut ask(), id)
            .await
            .map_err(said)?
            .run
            .state
            == ImportState::Done
        {
            return Ok(());
        }
        if lock.is_some() {
            // Nothing is due and the import has not ended, so its job has failed; whether
            // or not it will be tried again, the reason is written on it.
            let waiting = opened
                .store
                .next_job(Timestamp::MAX)
                .await?
                .filter(|job| job.subject == id.to_string());
            let why = waiting.map_or_else(
                || "it was given up after several tries".to_owned(),
                |job| job.problem,
            );
            bail!(
                "the import did not come to its end: {why}\nIts rows are kept; hawthorn serve goes on with them, and hawthorn doctor may tell what is wrong."
            );
        }
        tokio::time::sleep(Duration::from_millis(300)).await;
        lock = open::lock(&config.data)?;
        if lock.is_some() {
            // The service has stopped meanwhile. Its imports may have added people, so the index is filled again.
            late = Some(open::start(config, opened).await?);
            recover(app, now()).await.map_err(said)?;
        }
    }
}

/// The console as an actor. It has no account that could sign in; its identifier is
/// always the same, so that the log shows what was done at the console as one
/// doer. It holds the roles that import and screen, and the lead on restricted
/// records, so that the receipt names suggestions about restricted rows as well:
/// whoever may read the data directory could read them anyway.
pub fn console(app: &App, area: &AreaCode) -> Result<Actor> {
    struct Always;
    impl Chance for Always {
        fn bits(&mut self) -> u128 {
            1
        }
    }
    let settings = app.settings(area, now()).map_err(said)?;
    let police = settings
        .agencies
        .iter()
        .find(|agency| agency.kind == AgencyKind::Police)
        .or_else(|| settings.agencies.first());
    Ok(Actor {
        account: AccountId::new(Timestamp::UNIX_EPOCH, &mut Always),
        name: "Console".to_owned(),
        area: area.clone(),
        agency: police.map_or_else(|| AgencyCode::new("police"), |agency| agency.code.clone()),
        roles: BTreeSet::from([
            Role::PoliceSupervisor,
            Role::PoliceSupportOfficer,
            settings.restricted.lead_role,
        ]),
    })
}

async fn account(opened: &Opened, area: &AreaCode, name: &str) -> Result<Actor> {
    let account = opened
        .store
        .account_named(&name.to_lowercase())
        .await?
        .with_context(|| format!("there is no account {name}"))?;
    if account.disabled {
        bail!("the account {name} is switched off");
    }
    let membership = account
        .memberships
        .iter()
        .find(|membership| membership.area == *area)
        .with_context(|| format!("the account {name} does not work in {area}"))?;
    Ok(Actor {
        account: account.id,
        name: account.name.clone(),
        area: area.clone(),
        agency: membership.agency.clone(),
        roles: membership.roles.clone(),
    })
}

fn rows(rows: &[ImportRow]) -> Vec<Value> {
    rows.iter()
        .map(|row| json!({ "row": row.line, "ref": row.reference, "reason": row.reason }))
        .collect()
}

fn as_json(receipt: &Receipt) -> Value {
    let suggestions = receipt.suggestions.iter().map(|found| {
        json!({ "refs": [found.references.0, found.references.1], "parts": [found.parts.0, found.parts.1], "band": found.band, "why": found.why })
    });
    json!({
        "import": receipt.run.id.to_string(),
        "file": receipt.run.file_name,
        "area": receipt.run.area.as_str(),
        "data_rows": receipt.run.data_rows,
        "incidents": receipt.counts.made,
        "same": receipt.counts.same,
        "refused": rows(&receipt.refused),
        "needs_a_look": rows(&receipt.needs_look),
        "suggestions": suggestions.collect::<Vec<_>>(),
        "notes": receipt.run.notes,
        "undo_until": receipt.undo_until.map(|at| at.to_string()),
    })
}

fn print(receipt: &Receipt) {
    out::line(&receipt::sentence(&receipt.counts));
    for note in &receipt.run.notes {
        out::line(&format!("note: {note}"));
    }
    for (word, rows) in [
        ("refused", &receipt.refused),
        ("needs a person’s look", &receipt.needs_look),
    ] {
        for row in rows {
            let reference = if row.reference.is_empty() {
                "no reference"
            } else {
                &row.reference
            };
            out::line(&format!(
                "row {} ({reference}) {word}: {}",
                row.line, row.reason
            ));
        }
    }
    for found in &receipt.suggestions {
        let ((new, old), (part, other)) = (&found.references, &found.parts);
        out::line(&format!(
            "{}: {part} of {new} and {other} of {old} may be one person ({})",
            found.band,
            found.why.join("; ")
        ));
    }
    if let Some(until) = receipt.undo_until {
        let until = hawthorn_domain::platform::calendar::london()
            .to_datetime(until)
            .strftime("%-d %B %Y at %H:%M")
            .to_string();
        out::line(&format!(
            "until {until} the whole import can be undone on its page"
        ));
    }
}
