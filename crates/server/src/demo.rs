//! `hawthorn demo`: a county of invented people in a data directory of its own.

use std::fs::File;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use hawthorn_simulate::{Plan, make_county};
use hawthorn_store::Store;
use hawthorn_store::engine::{Place, Sync};

use crate::cli::Demo;
use crate::config::Config;
use crate::directory;
use crate::keys::Keys;
use crate::open::{self, said};
use crate::out;
use crate::world::now;

/// Makes the county and prints who can sign in.
///
/// # Errors
/// When the directory holds anything but demonstration data, or making it fails.
pub async fn demo(config: &Config, asked: &Demo) -> Result<ExitCode> {
    let _lock = open::lock_or_refuse(&config.data)?;
    make_room(config).await?;
    let opened = open::open(config, Sync::Off).await?;
    if opened.store.chain_end().await?.seq > 0 {
        bail!(
            "this database holds records already. A demonstration county is made in an empty one; name another with --data or --database."
        );
    }
    // Before the service starts, so that every page it ever shows of this data is marked.
    opened.store.set_meta("demonstration", "yes").await?;
    let app = open::start(config, &opened).await?;
    let plan = match (asked.small, asked.year) {
        (true, _) => Plan::small(),
        (_, true) => Plan::year(),
        _ => Plan::demo(),
    };
    let county = make_county(&app, plan.with_seed(asked.seed), now(), &out::reason)
        .await
        .map_err(said)?;
    for book in app.areas() {
        directory::load_bundled(&app, &book.code).await?;
    }
    open::keep_checkpoint(&config.data, &opened).await?;
    drop(app);
    drop(opened);
    if let Place::File(path) = &config.database {
        settle(path).await?;
    }
    for line in &county.summary {
        out::reason(line);
    }
    let heading = ["Role", "Name", "Sign-in name", "Password"]
        .map(str::to_owned)
        .to_vec();
    let people = county.sign_ins.iter().map(|person| {
        vec![
            person.role.clone(),
            person.name.clone(),
            person.sign_in_name.clone(),
            person.password.clone(),
        ]
    });
    out::table(&std::iter::once(heading).chain(people).collect::<Vec<_>>());
    Ok(ExitCode::SUCCESS)
}

/// Takes an older demonstration county away, and refuses to touch anything else.
async fn make_room(config: &Config) -> Result<()> {
    let Place::File(path) = &config.database else {
        return Ok(());
    };
    if !path.exists() {
        return Ok(());
    }
    let refused = || {
        format!(
            "{} holds something that is not a demonstration county; name another directory with --data",
            path.display()
        )
    };
    let keys = Keys::read(&config.data)?.with_context(refused)?;
    let store = Store::open_unmigrated(config.database.clone(), keys.seal)
        .await
        .with_context(refused)?;
    let invented = store.is_demonstration().await.with_context(refused)?;
    let empty = store.chain_end().await.is_ok_and(|end| end.seq == 0);
    drop(store);
    if !invented && !empty {
        bail!(refused());
    }
    if invented {
        out::reason("an older demonstration county is taken away first");
        let database = path.display();
        let old = [
            format!("{database}"),
            format!("{database}-wal"),
            format!("{database}-shm"),
            config
                .data
                .join("checkpoints")
                .join("latest.json")
                .display()
                .to_string(),
        ];
        for file in old.iter().filter(|file| Path::new(file).exists()) {
            std::fs::remove_file(file).with_context(|| format!("{file} cannot be removed"))?;
        }
    }
    Ok(())
}

/// Bulk work did not wait for the disk. SQLite folds its write-ahead log into the
/// file when the last connection closes, which happens beside this task; then the
/// file is put on the disk once.
async fn settle(path: &Path) -> Result<()> {
    let log = path.with_file_name(format!(
        "{}-wal",
        path.file_name().unwrap_or_default().to_string_lossy()
    ));
    for _ in 0..100 {
        if !log.exists() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    for file in [path, log.as_path()]
        .into_iter()
        .filter(|file| file.exists())
    {
        File::open(file)
            .and_then(|file| file.sync_all())
            .with_context(|| format!("{} cannot be put on the disk", file.display()))?;
    }
    Ok(())
}
