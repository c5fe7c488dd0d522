//! The binary under test as a process: found, run for one command, or serving until it is stopped.

use std::fs::OpenOptions;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use super::http::Connection;
use super::place::Home;

/// A service that is not ready after this long will not be.
const START_LIMIT: Duration = Duration::from_secs(120);
const POLL: Duration = Duration::from_millis(5);

/// The binary: the one named, or the one in HAWTHORN_BIN, or the one beside this program.
///
/// # Errors
/// When there is none, with how to build it.
pub fn find(named: Option<&Path>) -> Result<PathBuf> {
    let from_environment = std::env::var_os("HAWTHORN_BIN").map(PathBuf::from);
    let beside = std::env::current_exe()
        .ok()
        .and_then(|own| Some(own.parent()?.join("hawthorn")));
    let path = named
        .map(Path::to_owned)
        .or(from_environment)
        .or(beside)
        .context("this program does not know where it is; name the binary with --hawthorn PATH")?;
    let release = path.components().any(|part| part.as_os_str() == "release");
    ensure!(
        path.is_file(),
        "there is no hawthorn at {}. Build it first: cargo build {}-p hawthorn-server (or name one with --hawthorn PATH)",
        path.display(),
        if release { "--release " } else { "" }
    );
    path.canonicalize()
        .with_context(|| format!("{} cannot be found", path.display()))
}

/// The binary with one data directory and database.
pub struct Hawthorn<'a> {
    /// The binary.
    pub binary: &'a Path,
    /// Its data.
    pub home: &'a Home,
}

impl Hawthorn<'_> {
    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(self.binary);
        command.args(args).arg("--data").arg(self.home.data());
        for name in [
            "HAWTHORN_CONFIG",
            "HAWTHORN_LISTEN",
            "HAWTHORN_AREAS_DIR",
            "HAWTHORN_DATA",
            "HAWTHORN_DATABASE",
        ] {
            command.env_remove(name);
        }
        // By the environment, so that the password does not stand in the list of processes.
        if let Some(address) = &self.home.address {
            command.env("HAWTHORN_DATABASE", address);
        }
        command
    }

    /// Starts one command without waiting for its end.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(&self, args: &[&str]) -> Result<Child> {
        self.command(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("{} could not be started", self.binary.display()))
    }

    /// Runs one command to its end, whatever the end is.
    ///
    /// # Errors
    /// When it cannot be run.
    pub fn run(&self, args: &[&str], input: &str) -> Result<Output> {
        let mut child = self.start(args)?;
        let mut stdin = child
            .stdin
            .take()
            .context("the command has no standard input")?;
        stdin.write_all(input.as_bytes())?;
        drop(stdin);
        Ok(child.wait_with_output()?)
    }

    /// Runs one command that has to end well, and gives what it printed.
    ///
    /// # Errors
    /// When it ends otherwise, with its own words.
    pub fn must(&self, args: &[&str], input: &str) -> Result<String> {
        let output = self.run(args, input)?;
        ensure!(
            output.status.success(),
            "hawthorn {} ended with {}: {}",
            args.join(" "),
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Starts the service on a free port and waits until it is ready.
    ///
    /// # Errors
    /// When it does not become ready; the end of its log is in the words.
    pub fn serve(&self) -> Result<Server> {
        let log = self.home.beside("server.log");
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&log)
            .with_context(|| format!("{} cannot be written", log.display()))?;
        let began = Instant::now();
        let mut command = self.command(&["serve", "--listen", "127.0.0.1:0"]);
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(file)
            .spawn()
            .with_context(|| format!("{} could not be started", self.binary.display()))?;
        let stdout = child
            .stdout
            .take()
            .context("the service has no standard output")?;
        // From here on the child is ended whichever way this goes.
        let mut server = Server {
            child,
            address: String::new(),
            ready_after: Duration::ZERO,
        };
        let mut first = String::new();
        BufReader::new(stdout).read_line(&mut first)?;
        let Some(address) = first.trim().strip_prefix("listening on http://") else {
            bail!(
                "hawthorn serve said {:?} instead of its address; the end of its log:\n{}",
                first.trim(),
                tail(&log)
            );
        };
        server.address = address.trim_end_matches('/').to_owned();
        while began.elapsed() < START_LIMIT {
            if Connection::new(&server.address)
                .get("/readyz")
                .is_ok_and(|answer| answer.status == 200)
            {
                server.ready_after = began.elapsed();
                return Ok(server);
            }
            ensure!(
                server.child.try_wait()?.is_none(),
                "hawthorn serve ended by itself; the end of its log:\n{}",
                tail(&log)
            );
            std::thread::sleep(POLL);
        }
        bail!(
            "hawthorn serve was not ready after {} s; the end of its log:\n{}",
            START_LIMIT.as_secs(),
            tail(&log)
        )
    }
}

fn tail(log: &Path) -> String {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    lines
        .get(lines.len().saturating_sub(15)..)
        .unwrap_or_default()
        .join("\n")
}

/// A running service. Dropping it is a kill -9: at once, without warning, this one process only.
pub struct Server {
    /// The process.
    pub child: Child,
    /// `127.0.0.1:PORT`.
    pub address: String,
    /// From the start of the process to its first good answer at `/readyz`.
    pub ready_after: Duration,
}

impl Drop for Server {
    fn drop(&mut self) {
        // Both fail only when it has ended already, which is what is wanted.
        let _killed = self.child.kill();
        let _ended = self.child.wait();
    }
}
