//! What the kernel says: CPU time and memory of processes, and the machine itself. All from /proc.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use sqlx::Connection;
use sqlx::postgres::PgConnection;

/// The kernel reports CPU time to programs in hundredths of a second on every machine that Hawthorn runs on.
const TICK: Duration = Duration::from_millis(10);

/// One line of /proc/PID/stat, as far as it is needed.
struct Stat {
    parent: u32,
    own: u64,
    children: u64,
}

fn stat(pid: u32) -> Option<Stat> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name stands in brackets and may hold anything; the numbers come after the last one.
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let number = |place: usize| fields.get(place)?.parse::<u64>().ok();
    Some(Stat {
        parent: u32::try_from(number(1)?).ok()?,
        own: number(11)? + number(12)?,
        children: number(13)? + number(14)?,
    })
}

fn span(ticks: u64) -> Duration {
    TICK * u32::try_from(ticks).unwrap_or(u32::MAX)
}

/// The processes whose CPU time is counted: the service, and the PostgreSQL cluster under it.
pub struct Counted {
    service: u32,
    postmaster: Option<u32>,
}

/// CPU time used so far.
#[derive(Debug, Clone, Copy)]
pub struct Used {
    /// By the service.
    pub service: Duration,
    /// By the whole PostgreSQL cluster; zero on SQLite, which is inside the service.
    pub database: Duration,
}

impl Used {
    /// What was used since an earlier moment.
    pub fn since(self, earlier: Used) -> Used {
        Used {
            service: self.service.saturating_sub(earlier.service),
            database: self.database.saturating_sub(earlier.database),
        }
    }

    /// Both together.
    pub fn all(self) -> Duration {
        self.service + self.database
    }
}

impl Counted {
    /// The service, and the cluster that has this address.
    ///
    /// # Errors
    /// When the cluster does not answer, or runs on another machine.
    pub async fn new(service: u32, address: Option<&str>) -> Result<Self> {
        let postmaster = match address {
            None => None,
            Some(address) => {
                let mut connection = PgConnection::connect(address).await?;
                let backend: i32 = sqlx::query_scalar("SELECT pg_backend_pid()")
                    .fetch_one(&mut connection)
                    .await?;
                let backend = stat(u32::try_from(backend)?).context(
                    "the PostgreSQL server runs on another machine, so its CPU time cannot be read",
                )?;
                Some(backend.parent)
            }
        };
        Ok(Self {
            service,
            postmaster,
        })
    }

    /// CPU time used so far.
    pub fn used(&self) -> Used {
        let service = stat(self.service).map_or(Duration::ZERO, |stat| span(stat.own));
        let database = self.postmaster.map_or(Duration::ZERO, cluster);
        Used { service, database }
    }
}

/// A postmaster, the processes it has now, and those that have ended.
fn cluster(postmaster: u32) -> Duration {
    let pids: BTreeSet<u32> = fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| entry.file_name().to_string_lossy().parse().ok())
        .collect();
    let living: u64 = pids
        .into_iter()
        .filter_map(stat)
        .filter(|stat| stat.parent == postmaster)
        .map(|stat| stat.own)
        .sum();
    stat(postmaster).map_or(Duration::ZERO, |stat| {
        span(stat.own + stat.children + living)
    })
}

/// CPU time of processes that this one started and waited for.
pub fn of_ended_children() -> Duration {
    stat(std::process::id()).map_or(Duration::ZERO, |stat| span(stat.children))
}

/// CPU time of this process, which makes the load.
pub fn own() -> Duration {
    stat(std::process::id()).map_or(Duration::ZERO, |stat| span(stat.own))
}

/// The most memory that a process ever held, in MiB; nothing once it has ended.
pub fn peak_memory(pid: u32) -> Option<f64> {
    let text = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: f64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kib / 1024.0)
}

/// Bytes of a folder with everything in it, in MiB.
pub fn size_on_disk(folder: &Path) -> f64 {
    fn bytes(path: &Path) -> u64 {
        let Ok(found) = fs::symlink_metadata(path) else {
            return 0;
        };
        if found.is_dir() {
            fs::read_dir(path)
                .into_iter()
                .flatten()
                .flatten()
                .map(|entry| bytes(&entry.path()))
                .sum()
        } else {
            found.len()
        }
    }
    bytes(folder) as f64 / (1024.0 * 1024.0)
}

/// The machine in a few words.
pub fn hardware() -> Value {
    let word = |file: &str, name: &str| -> Option<String> {
        let text = fs::read_to_string(file).ok()?;
        let line = text.lines().find(|line| line.starts_with(name))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    json!({ "cores": cores, "processor": word("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown".to_owned()), "memory": word("/proc/meminfo", "MemTotal").unwrap_or_else(|| "unknown".to_owned()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_is_read_as_the_kernel_writes_it() {
        let own = stat(std::process::id()).expect("this process");
        assert!(
            fs::read_to_string(format!("/proc/{}/stat", own.parent)).is_ok(),
            "the parent is a process too"
        );
        assert!(peak_memory(std::process::id()).is_some_and(|mib| mib > 0.5));
        assert_eq!(peak_memory(u32::MAX), None);
    }
}
