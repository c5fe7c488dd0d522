//! A private PostgreSQL: made in a temporary folder, used by one run, always stopped and removed.
//!
//! The server is started by a second copy of this program, the keeper, which
//! stops it when its standard input closes. However the run ends, by a return,
//! a panic, Ctrl-C or a kill, the pipe closes and nothing is left behind.

use std::fs;
use std::io::Read;
use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitCode, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::command;
use crate::machine::is_root;

/// The hidden command by which this program starts its keeper.
pub const KEEPER: &str = "keep-postgres";

/// The variable that tells tests where the database is.
pub const VARIABLE: &str = "HAWTHORN_TEST_POSTGRES";

const START_LIMIT: Duration = Duration::from_secs(60);
const STOP_LIMIT: Duration = Duration::from_secs(20);
const POLL: Duration = Duration::from_millis(50);

/// Whether what is written must outlive a crash of the machine.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// Quick: for tests, whose data nobody wants afterwards.
    Off,
    /// As in real use: for measuring, and for tests that pull the plug.
    On,
}

/// A running server. It stops, and its folder goes, when this is dropped.
pub struct Postgres {
    url: String,
    keeper: Child,
    lifeline: Option<ChildStdin>,
}

/// The folder with `initdb` and `postgres`, the newest version found.
pub fn programs() -> Option<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let version = entry.file_name().to_string_lossy().parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .filter(|(_, folder)| has_server(folder))
        .collect();
    found.sort();
    let debian = found.pop().map(|(_, folder)| folder);
    debian.or_else(|| {
        let path = std::env::var_os("PATH")?;
        std::env::split_paths(&path).find(|folder| has_server(folder))
    })
}

fn has_server(folder: &Path) -> bool {
    folder.join("initdb").is_file() && folder.join("postgres").is_file()
}

impl Postgres {
    /// Makes and starts a server on a free port of this machine alone.
    ///
    /// # Errors
    /// When PostgreSQL is not installed or does not start; its own words are in the message.
    pub fn start(durability: Durability) -> Result<Self> {
        let programs = programs().context("PostgreSQL's server programs are not installed")?;
        let folder = std::env::temp_dir().join(format!("hawthorn-postgres-{}", std::process::id()));
        fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
        let owner = Owner::choose()?;
        owner.give(&folder)?;
        let started = Self::start_in(&folder, &programs, &owner, durability);
        if started.is_err() {
            // The keeper removes the folder once it runs; before that, we do.
            let _ = fs::remove_dir_all(&folder);
        }
        started
    }

    fn start_in(
        folder: &Path,
        programs: &Path,
        owner: &Owner,
        durability: Durability,
    ) -> Result<Self> {
        let password = random_password()?;
        make_cluster(folder, programs, owner, &password)?;
        let port = free_port()?;
        let mut server = owner.command(&programs.join("postgres"));
        server
            .current_dir(folder)
            .args(settings(folder, port, durability));
        // By way of /proc, because the build may have laid a new file in this
        // program's place since it was started.
        let mut keeper = Command::new("/proc/self/exe")
            .arg(KEEPER)
            .arg(folder)
            .arg(server.get_program())
            .args(server.get_args())
            .stdin(Stdio::piped())
            // Its own group: Ctrl-C reaches the run, whose end reaches the keeper.
            .process_group(0)
            .spawn()
            .context("starting the database's keeper")?;
        let lifeline = keeper.stdin.take();
        let url = format!("postgres://hawthorn:{password}@127.0.0.1:{port}/postgres");
        let running = Self {
            url,
            keeper,
            lifeline,
        };
        wait_until_ready(folder)?;
        Ok(running)
    }

    /// Where it is, with a superuser's name and password.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(self.lifeline.take());
        if let Err(error) = self.keeper.wait() {
            eprintln!("the private PostgreSQL may still be running: {error}");
        }
    }
}

/// The account that the server runs as: PostgreSQL refuses to run as root.
struct Owner {
    user_and_group: Option<(u32, u32)>,
}

impl Owner {
    fn choose() -> Result<Self> {
        if !is_root() {
            return Ok(Self {
                user_and_group: None,
            });
        }
        let accounts = fs::read_to_string("/etc/passwd").context("reading /etc/passwd")?;
        let found = ["postgres", "nobody"]
            .iter()
            .find_map(|name| account(&accounts, name));
        let found = found.context("PostgreSQL will not run as root, and there is neither a user `postgres` nor a user `nobody` to run it as")?;
        Ok(Self {
            user_and_group: Some(found),
        })
    }

    fn give(&self, folder: &Path) -> Result<()> {
        let Some((user, group)) = self.user_and_group else {
            return Ok(());
        };
        chown(folder, Some(user), Some(group))
            .with_context(|| format!("giving away {}", folder.display()))
    }

    /// setpriv becomes the program, so that its process id is the program's.
    fn command(&self, program: &Path) -> Command {
        let Some((user, group)) = self.user_and_group else {
            return Command::new(program);
        };
        let mut command = Command::new("setpriv");
        command
            .arg(format!("--reuid={user}"))
            .arg(format!("--regid={group}"))
            .args(["--clear-groups", "--"])
            .arg(program);
        command
    }
}

/// User and group number of an account, from the text of /etc/passwd.
fn account(accounts: &str, name: &str) -> Option<(u32, u32)> {
    accounts.lines().find_map(|line| {
        let mut fields = line.split(':');
        if fields.next() != Some(name) {
            return None;
        }
        let user = fields.nth(1)?.parse().ok()?;
        let group = fields.next()?.parse().ok()?;
        Some((user, group))
    })
}

fn make_cluster(folder: &Path, programs: &Path, owner: &Owner, password: &str) -> Result<()> {
    let password_file = folder.join("password");
    fs::write(&password_file, password).context("writing the database's password")?;
    owner.give(&password_file)?;
    let mut initdb = owner.command(&programs.join("initdb"));
    initdb
        .current_dir(folder)
        .arg("--pgdata")
        .arg(folder.join("data"));
    initdb.arg("--pwfile").arg(&password_file);
    initdb.args([
        "--username=hawthorn",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
    ]);
    initdb.args(["--locale=C.UTF-8", "--no-sync"]);
    command::quiet(&mut initdb).context("making a private PostgreSQL")?;
    Ok(())
}

fn settings(folder: &Path, port: u16, durability: Durability) -> Vec<String> {
    let flag = |setting: &str| format!("--{setting}");
    let mut all = vec![
        "-D".to_owned(),
        folder.join("data").display().to_string(),
        flag("listen_addresses=127.0.0.1"),
        flag(&format!("port={port}")),
        flag(&format!("unix_socket_directories={}", folder.display())),
        // Tests run side by side, each with pools of its own.
        flag("max_connections=300"),
        flag("timezone=UTC"),
    ];
    if durability == Durability::Off {
        all.extend(
            [
                "fsync=off",
                "synchronous_commit=off",
                "full_page_writes=off",
            ]
            .map(flag),
        );
    }
    all
}

fn wait_until_ready(folder: &Path) -> Result<()> {
    let began = Instant::now();
    while began.elapsed() < START_LIMIT {
        // The server itself notes there, in the last line, when it is ready.
        let state = fs::read_to_string(folder.join("data/postmaster.pid")).unwrap_or_default();
        if state
            .lines()
            .last()
            .is_some_and(|line| line.trim() == "ready")
        {
            return Ok(());
        }
        thread::sleep(POLL);
    }
    let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
    bail!("the private PostgreSQL did not start; it said:\n{log}");
}

fn free_port() -> Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").context("looking for a free port")?;
    Ok(listener
        .local_addr()
        .context("looking for a free port")?
        .port())
}

/// Others on this machine can reach the port, so a password guards it.
fn random_password() -> Result<String> {
    let mut bytes = [0_u8; 16];
    let mut source = fs::File::open("/dev/urandom").context("opening /dev/urandom")?;
    source
        .read_exact(&mut bytes)
        .context("reading /dev/urandom")?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The keeper: runs the server until standard input ends, then stops it and
/// removes its folder. `arguments`: the folder, then the server's command line.
///
/// # Errors
/// When the server cannot be started or its folder cannot be removed.
pub fn keep(arguments: &[String]) -> Result<ExitCode> {
    let [folder, program, words @ ..] = arguments else {
        bail!("{KEEPER} is for this program's own use");
    };
    let log =
        fs::File::create(Path::new(folder).join("log")).context("opening the database's log")?;
    let mut server = Command::new(program)
        .args(words)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(log.try_clone().context("opening the database's log")?)
        .stderr(log)
        .process_group(0)
        .spawn()
        .with_context(|| format!("starting {program}"))?;
    // Ends when the other end closes; what is read does not matter.
    let _ = std::io::stdin().read_to_end(&mut Vec::new());
    stop(&mut server)?;
    fs::remove_dir_all(folder).with_context(|| format!("removing {folder}"))?;
    Ok(ExitCode::SUCCESS)
}

fn stop(server: &mut Child) -> Result<()> {
    // An interrupt is PostgreSQL's "fast shutdown". It may have ended already.
    let _ = command::quiet(Command::new("sh").args(["-c", &format!("kill -INT {}", server.id())]));
    let began = Instant::now();
    while began.elapsed() < STOP_LIMIT {
        if server
            .try_wait()
            .context("waiting for PostgreSQL")?
            .is_some()
        {
            return Ok(());
        }
        thread::sleep(POLL);
    }
    server.kill().context("stopping PostgreSQL")?;
    server.wait().context("waiting for PostgreSQL")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_accounts() {
        let text = "root:x:0:0:root:/root:/bin/sh\npostgres:x:105:109:,,,:/var:/bin/sh\n";
        assert_eq!(account(text, "postgres"), Some((105, 109)));
        assert_eq!(account(text, "post"), None);
    }

    #[test]
    fn tests_are_quick_and_torture_is_durable() {
        let folder = Path::new("/tmp/x");
        let quick = settings(folder, 1, Durability::Off).join(" ");
        let durable = settings(folder, 1, Durability::On).join(" ");
        assert!(quick.contains("--fsync=off"));
        assert!(!durable.contains("fsync") && durable.contains("--port=1 "));
    }

    #[test]
    fn passwords_differ() {
        let (one, two) = (random_password().unwrap(), random_password().unwrap());
        assert_eq!(one.len(), 32);
        assert_ne!(one, two);
    }
}
