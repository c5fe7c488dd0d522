//! The checks themselves. None of them changes anything but a file of their own in the data directory.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use hawthorn_connect::platform::mail::send::Mailer;
use hawthorn_domain::platform::calendar::london_date;
use hawthorn_store::Store;
use hawthorn_store::engine::Place;
use hawthorn_store::schema;
use jiff::{SignedDuration, Timestamp};

use super::{Check, Standing};
use crate::config::Config;
use crate::keys::{self, Keys};
use crate::world::now;
use crate::{audit, files, open};

/// Below this a backup, which needs room for a copy, may fail.
const LITTLE_ROOM: u64 = 2 * 1024 * 1024;
/// Below this the service itself is about to refuse to save. Both in kibibytes.
const NO_ROOM: u64 = 200 * 1024;
/// This program was written after this moment, so a clock before it is wrong.
const WRITTEN: Timestamp = Timestamp::constant(1_767_225_600, 0);

fn good(about: &'static str, found: impl Into<String>) -> Check {
    Check {
        about,
        standing: Standing::Good,
        found: found.into(),
        fix: String::new(),
    }
}

fn warning(about: &'static str, found: impl Into<String>, fix: impl Into<String>) -> Check {
    Check {
        about,
        standing: Standing::Warning,
        found: found.into(),
        fix: fix.into(),
    }
}

fn wrong(about: &'static str, found: impl Into<String>, fix: impl Into<String>) -> Check {
    Check {
        about,
        standing: Standing::Wrong,
        found: found.into(),
        fix: fix.into(),
    }
}

/// Every check, in the order in which things are best mended.
pub async fn all(config: &Config) -> Vec<Check> {
    let mut checks = vec![data(&config.data)];
    let keys = keys_of(config, &mut checks);
    checks.extend(database(config, keys.as_ref()).await);
    checks.push(areas(config));
    checks.push(holidays(config));
    checks.push(mail(config));
    checks.push(room(&config.data));
    checks.push(clock(config, keys.as_ref()));
    checks
}

fn data(folder: &Path) -> Check {
    const ABOUT: &str = "data directory";
    if !folder.is_dir() {
        return wrong(
            ABOUT,
            format!("{} is not there", folder.display()),
            format!(
                "hawthorn serve makes it; or name another with --data, or make it: mkdir -m 700 -p {}",
                folder.display()
            ),
        );
    }
    let probe = folder.join(format!(".doctor.{}", std::process::id()));
    match files::make_new(&probe).and_then(|_| std::fs::remove_file(&probe)) {
        Ok(()) => good(ABOUT, format!("{} can be written", folder.display())),
        Err(error) => wrong(
            ABOUT,
            format!("{} cannot be written ({error})", folder.display()),
            "give the account that runs Hawthorn the right to write there, and see that the disk is not full",
        ),
    }
}

/// Whether what mail needs is there. No mail server is spoken to: that would be seen from outside.
fn mail(config: &Config) -> Check {
    const ABOUT: &str = "mail";
    let Some(smtp) = &config.mail.smtp else {
        return good(
            ABOUT,
            "no mail server is set, so messages to agencies by mail wait",
        );
    };
    if let Some(path) = &smtp.password_file
        && let Err(error) = files::check_private(path, files::PRIVATE)
    {
        return wrong(
            ABOUT,
            format!("{error:#}"),
            format!("chmod 600 {}", path.display()),
        );
    }
    match (Mailer::new(smtp), &config.web_address) {
        (Err(error), _) => wrong(
            ABOUT,
            error.to_string(),
            "correct the setting that the words name",
        ),
        (Ok(_), None) => warning(
            ABOUT,
            format!("sent by {}, without links", smtp.server),
            "set web_address, so that agencies can open a request from its message",
        ),
        (Ok(_), Some(_)) => good(ABOUT, format!("sent by {}", smtp.server)),
    }
}

fn keys_of(config: &Config, checks: &mut Vec<Check>) -> Option<Keys> {
    const ABOUT: &str = "keys";
    let folder = config.data.join(keys::FOLDER);
    match Keys::read(&config.data) {
        Ok(Some(keys)) => {
            checks.push(good(
                ABOUT,
                format!(
                    "both are in {}, and only their owner can read them",
                    folder.display()
                ),
            ));
            Some(keys)
        }
        Ok(None) => {
            let there = matches!(&config.database, Place::File(path) if path.exists());
            checks.push(if there {
                wrong(
                    ABOUT,
                    format!("{} has none, but there is a database", folder.display()),
                    "put them back from a backup: hawthorn backup restore FILE --to DIR",
                )
            } else {
                warning(
                    ABOUT,
                    format!("{} has none yet", folder.display()),
                    "hawthorn serve makes them at its first start",
                )
            });
            None
        }
        Err(error) => {
            checks.push(wrong(ABOUT, format!("{error:#}"), "see the words above"));
            None
        }
    }
}

async fn database(config: &Config, keys: Option<&Keys>) -> Vec<Check> {
    const ABOUT: &str = "database";
    let Some(keys) = keys else {
        return vec![warning(
            ABOUT,
            "it was not looked at, since there are no keys to open it with",
            "mend the keys first",
        )];
    };
    if let Place::File(path) = &config.database
        && !path.exists()
    {
        return vec![warning(
            ABOUT,
            format!("{} is not there yet", path.display()),
            "hawthorn serve makes it at its first start; if there should be one, name it with --database",
        )];
    }
    let mut checks = Vec::new();
    if let Err(error) = look(config, keys, &mut checks).await {
        let fix = match config.database {
            Place::File(_) => {
                "if the file is damaged, restore a backup: hawthorn backup restore FILE --to DIR"
            }
            Place::Server(_) => {
                "see that the server runs, and that the address, name and password in the setting database are right"
            }
        };
        checks.push(wrong(ABOUT, format!("{error:#}"), fix));
    }
    checks
}

async fn look(config: &Config, keys: &Keys, checks: &mut Vec<Check>) -> Result<()> {
    let store = Store::open_unmigrated(config.database.clone(), keys.seal.clone()).await?;
    let found = store.meta("schema").await?.unwrap_or_default();
    let known = schema::VERSION;
    checks.push(match found.parse::<i64>() {
        Ok(version) if version == known => {
            good("database", format!("it answers, with schema {version}"))
        }
        Ok(version) if version < known => warning(
            "database",
            format!("it has schema {version}, this release knows {known}"),
            "hawthorn migrate, after a backup",
        ),
        Ok(version) => wrong(
            "database",
            format!(
                "it was made by a newer release (schema {version}, this release knows {known})"
            ),
            "install that release",
        ),
        Err(_) => wrong(
            "database",
            "it names no schema",
            "run hawthorn audit verify, and restore a backup if it finds more",
        ),
    });
    if let Place::File(path) = &config.database {
        checks.push(match files::check_private(path, files::PRIVATE) {
            Ok(()) => good("rights on the database", "only its owner can read it"),
            Err(error) => warning(
                "rights on the database",
                format!("{error:#}"),
                format!("chmod 600 {}", path.display()),
            ),
        });
    }
    let problems = store.engine_problems().await?;
    checks.push(if problems.is_empty() {
        good("database file", "the engine finds no damage")
    } else {
        wrong(
            "database file",
            problems.join("; "),
            "restore a backup: hawthorn backup restore FILE --to DIR",
        )
    });
    Ok(())
}

fn areas(config: &Config) -> Check {
    const ABOUT: &str = "areas";
    match open::areas(config) {
        Ok(books) => {
            let codes: Vec<&str> = books.iter().map(|book| book.code.as_str()).collect();
            match &config.default_area {
                Some(area) if !books.iter().any(|book| book.code == *area) => wrong(
                    ABOUT,
                    format!(
                        "default_area is {area}, which is not one of {}",
                        codes.join(", ")
                    ),
                    "set default_area to one of these, or add the area’s file",
                ),
                _ => good(ABOUT, format!("{} in order", codes.join(", "))),
            }
        }
        Err(error) => wrong(
            ABOUT,
            format!("{error:#}"),
            "correct the lines named, then run hawthorn area check",
        ),
    }
}

fn holidays(config: &Config) -> Check {
    const ABOUT: &str = "bank holidays";
    match open::bank_holidays(config) {
        Ok(holidays) => match holidays.warning(london_date(now())) {
            None => good(ABOUT, format!("known to {}", holidays.covers_to())),
            Some(runs_out) => warning(
                ABOUT,
                runs_out.to_string(),
                "fetch gov.uk/bank-holidays.json and name the file in the setting bank_holidays",
            ),
        },
        Err(error) => wrong(
            ABOUT,
            format!("{error:#}"),
            "fetch gov.uk/bank-holidays.json again, and name the file in the setting bank_holidays",
        ),
    }
}

fn room(folder: &Path) -> Check {
    const ABOUT: &str = "disk space";
    match free_kibibytes(folder) {
        Ok(free) if free < NO_ROOM => wrong(
            ABOUT,
            format!("{} MiB are free", free / 1024),
            "make room soon: when the disk is full nothing can be saved",
        ),
        Ok(free) if free < LITTLE_ROOM => warning(
            ABOUT,
            format!("{} MiB are free", free / 1024),
            "make room; a backup needs space for a copy of the database",
        ),
        Ok(free) => good(ABOUT, format!("{} MiB are free", free / 1024)),
        Err(error) => warning(
            ABOUT,
            format!("it could not be measured ({error:#})"),
            "look with df that the disk is not full",
        ),
    }
}

fn free_kibibytes(folder: &Path) -> Result<u64> {
    let there = folder
        .ancestors()
        .find(|path| path.exists())
        .unwrap_or(Path::new("."));
    let ended = Command::new("df")
        .args(["-Pk", "--"])
        .arg(there)
        .output()
        .context("df cannot be run")?;
    let text = String::from_utf8_lossy(&ended.stdout).into_owned();
    let fourth = text
        .lines()
        .nth(1)
        .and_then(|line| line.split_whitespace().nth(3))
        .context("df gave no answer")?;
    fourth
        .parse()
        .context("df gave an answer that is no number")
}

fn clock(config: &Config, keys: Option<&Keys>) -> Check {
    const ABOUT: &str = "clock";
    const FIX: &str =
        "set the machine’s clock by a time server; a wrong clock makes every deadline wrong";
    let now = now();
    if now < WRITTEN {
        return wrong(
            ABOUT,
            format!("it says {now}, before this release was made"),
            FIX,
        );
    }
    let latest = config.data.join("checkpoints").join("latest.json");
    let signed = keys.and_then(|keys| audit::read_checkpoint(&latest, keys).ok());
    match signed {
        Some(point) if point.at.duration_since(now) > SignedDuration::from_mins(1) => wrong(
            ABOUT,
            format!(
                "it says {now}, but the log was signed at {}, which is later",
                point.at
            ),
            FIX,
        ),
        Some(point) => good(
            ABOUT,
            format!(
                "it says {now}, after the last signed checkpoint ({})",
                point.at
            ),
        ),
        None => good(ABOUT, format!("it says {now}")),
    }
}
