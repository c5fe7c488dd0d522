//! What the machine needs besides Rust, and installing it on Debian and its like.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::command::{self, on_path};
use crate::postgres;

/// A program that some command needs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tool {
    /// Node.js and npm: they compile the style sheets and drive the browser.
    Node,
    /// The server programs of PostgreSQL, for tests on both databases.
    Postgres,
    /// A browser, for the journeys.
    Chromium,
    /// A mail server that takes mail and one that serves a mailbox, for tests of mail.
    Mail,
    /// 7-Zip, to try locked files with.
    SevenZip,
}

/// The oldest Node.js that the build works with: Debian 12 has 18.
const OLDEST_NODE: u32 = 18;

/// A file that Debian's package scripts read while they install.
#[derive(Clone, Copy)]
struct Note {
    place: &'static str,
    mode: &'static str,
    text: &'static str,
}

/// Keeps them from making and starting a database server of their own, which nobody here asked for.
const NO_CLUSTER: Note = Note {
    place: "/etc/postgresql-common/createcluster.d/hawthorn-no-cluster.conf",
    mode: "644",
    text: "create_main_cluster = false\n",
};

/// Keeps them from starting the services that they install: the tests start their own mail servers.
const NO_START: Note = Note {
    place: "/usr/sbin/policy-rc.d",
    mode: "755",
    text: "#!/bin/sh\nexit 101\n",
};

impl Tool {
    fn is_here(self) -> bool {
        match self {
            Self::Node => on_path("node") && on_path("npm"),
            Self::Postgres => postgres::programs().is_some(),
            // By their places: the path of an ordinary user does not lead to /usr/sbin.
            Self::Mail => {
                Path::new("/usr/sbin/dovecot").exists()
                    && Path::new("/usr/lib/dovecot/imap").exists()
                    && Path::new("/usr/lib/python3/dist-packages/aiosmtpd").exists()
                    && on_path("openssl")
            }
            Self::SevenZip => on_path("7zz") || on_path("7z"),
            Self::Chromium => {
                [
                    "/usr/bin/chromium",
                    "/usr/bin/chromium-browser",
                    "/usr/bin/google-chrome",
                ]
                .iter()
                .any(|place| Path::new(place).exists())
                    || std::env::var_os("HAWTHORN_CHROMIUM").is_some()
            }
        }
    }

    fn packages(self) -> &'static [&'static str] {
        match self {
            Self::Node => &["nodejs", "npm"],
            Self::Postgres => &["postgresql"],
            Self::SevenZip => &["7zip"],
            Self::Chromium => &["chromium", "fonts-liberation"],
            Self::Mail => &["dovecot-imapd", "python3-aiosmtpd", "openssl"],
        }
    }
}

/// Installs those of the tools that are missing.
///
/// # Errors
/// When one is missing and we may not install it (the message says what to
/// install), when installing fails, or when Node.js is too old.
pub fn ensure(tools: &[Tool]) -> Result<()> {
    let missing: Vec<Tool> = tools
        .iter()
        .copied()
        .filter(|tool| !tool.is_here())
        .collect();
    if !missing.is_empty() {
        install(&missing)?;
    }
    if let Some(tool) = missing.iter().find(|tool| !tool.is_here()) {
        bail!(
            "{tool:?} is still not found after installing {}",
            tool.packages().join(" ")
        );
    }
    if tools.contains(&Tool::Node) {
        check_node()?;
    }
    Ok(())
}

fn install(missing: &[Tool]) -> Result<()> {
    let packages: Vec<&str> = missing
        .iter()
        .flat_map(|tool| tool.packages())
        .copied()
        .collect();
    let by_hand = format!(
        "apt-get install -y --no-install-recommends {}",
        packages.join(" ")
    );
    if !on_path("apt-get") {
        bail!(
            "this machine lacks what these Debian packages hold, and has no apt-get to install them: {}",
            packages.join(" ")
        );
    }
    let Some(mut root) = Root::here() else {
        bail!(
            "this machine lacks {}. Ask someone who may install packages to run:\n  {by_hand}",
            packages.join(", ")
        );
    };
    println!("installing {}", packages.join(" "));
    root.run("apt-get", &["update", "-q"])?;
    let quiet_install = [
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "install",
        "-y",
        "-q",
        "--no-install-recommends",
    ];
    let words: Vec<&str> = quiet_install
        .iter()
        .copied()
        .chain(packages.iter().copied())
        .collect();
    let mut notes: Vec<Note> = Vec::new();
    if missing.contains(&Tool::Postgres) {
        notes.push(NO_CLUSTER);
    }
    if missing.contains(&Tool::Mail) && !Path::new(NO_START.place).exists() {
        notes.push(NO_START);
    }
    for note in &notes {
        root.write(note)?;
    }
    let installed = root.run("env", &words);
    // Taken away again, so that the machine's own later wishes are its own.
    for note in &notes {
        root.run("rm", &["-f", note.place])?;
    }
    installed?;
    if missing.contains(&Tool::Mail) {
        // Not at the machine's next start either.
        root.run("update-rc.d", &["dovecot", "disable"])?;
    }
    Ok(())
}

/// A way to act as the machine's administrator.
struct Root {
    prefix: &'static [&'static str],
}

impl Root {
    /// By being root, or by sudo where it needs no password or can ask for one.
    fn here() -> Option<Self> {
        if is_root() {
            return Some(Self { prefix: &[] });
        }
        let sudo_answers = on_path("sudo")
            && (command::quiet(Command::new("sudo").args(["-n", "true"])).is_ok()
                || std::io::IsTerminal::is_terminal(&std::io::stdin()));
        sudo_answers.then_some(Self { prefix: &["sudo"] })
    }

    fn run(&mut self, program: &str, words: &[&str]) -> Result<()> {
        let mut all = self
            .prefix
            .iter()
            .copied()
            .chain([program])
            .chain(words.iter().copied());
        let first = all.next().unwrap_or(program);
        command::run(Command::new(first).args(all))
    }

    fn write(&mut self, note: &Note) -> Result<()> {
        let draft: PathBuf =
            std::env::temp_dir().join(format!("hawthorn-{}.conf", std::process::id()));
        std::fs::write(&draft, note.text)
            .with_context(|| format!("writing {}", draft.display()))?;
        let done = self.run(
            "install",
            &["-D", "-m", note.mode, &draft.to_string_lossy(), note.place],
        );
        std::fs::remove_file(&draft).with_context(|| format!("removing {}", draft.display()))?;
        done
    }
}

/// Whether we run as the machine's administrator.
pub fn is_root() -> bool {
    command::quiet(Command::new("id").arg("-u")).is_ok_and(|printed| printed.trim() == "0")
}

fn check_node() -> Result<()> {
    let printed = command::quiet(Command::new("node").arg("--version"))?;
    match major(&printed) {
        Some(version) if version >= OLDEST_NODE => Ok(()),
        _ => bail!(
            "Node.js {OLDEST_NODE} or newer is needed, but `node --version` says {}",
            printed.trim()
        ),
    }
}

/// The 18 of "v18.20.4".
fn major(version: &str) -> Option<u32> {
    version
        .trim()
        .strip_prefix('v')?
        .split('.')
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_node_versions() {
        assert_eq!(major("v18.20.4\n"), Some(18));
        assert_eq!(major("20"), None);
        assert_eq!(major("vnext"), None);
    }
}
