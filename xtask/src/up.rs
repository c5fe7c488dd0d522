//! `./dev up`: from a bare clone to the demonstration county in a browser.

use std::fs;
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};

use crate::command;
use crate::machine::{self, Tool};
use crate::workspace::{self, Build};

/// Written last, so that a county that was never finished is not mistaken for one.
const SIGN_INS: &str = "sign-ins.txt";

#[derive(Debug, PartialEq, Eq)]
struct Wishes {
    port: u16,
    data: Option<PathBuf>,
    fresh: bool,
    release: bool,
}

/// `./dev up`. On success this process becomes the server, so that stopping
/// one stops the other.
///
/// # Errors
/// When something cannot be installed, built, made or served.
pub fn up(arguments: &[String]) -> Result<ExitCode> {
    let wishes = wishes(arguments)?;
    check_port(wishes.port)?;
    machine::ensure(&[Tool::Node])?;
    println!("building Hawthorn (the first time takes several minutes)");
    let build = if wishes.release {
        Build::Release
    } else {
        Build::Dev
    };
    let hawthorn = workspace::build_hawthorn(build)?;
    let data = match &wishes.data {
        Some(folder) => folder.clone(),
        None => workspace::target()?.join("demo"),
    };
    let sign_ins = county(&hawthorn, &data, &wishes)?;
    println!("\nHawthorn is starting on http://127.0.0.1:{}", wishes.port);
    println!(
        "Everyone in it is invented. Sign in as one of these:\n\n{}",
        sign_ins.trim_end()
    );
    println!(
        "\nThe county is kept in {}; ./dev up --fresh makes a new one.",
        data.display()
    );
    println!("Ctrl-C stops the server.\n");
    let listen = format!("127.0.0.1:{}", wishes.port);
    let mut serve = Command::new(&hawthorn);
    serve
        .arg("serve")
        .arg("--data")
        .arg(&data)
        .args(["--listen", &listen]);
    Err(serve.exec()).with_context(|| format!("starting {}", hawthorn.display()))
}

/// Makes the demonstration county unless it is there, and returns who can sign in.
fn county(hawthorn: &Path, data: &Path, wishes: &Wishes) -> Result<String> {
    let kept = data.join(SIGN_INS);
    if kept.is_file() && !wishes.fresh {
        return fs::read_to_string(&kept).with_context(|| format!("reading {}", kept.display()));
    }
    clear(data, wishes)?;
    println!("making the demonstration county");
    let mut demo = Command::new(hawthorn);
    demo.arg("demo")
        .arg("--data")
        .arg(data)
        .stderr(std::process::Stdio::inherit());
    let sign_ins = command::quiet(&mut demo)?;
    fs::write(&kept, &sign_ins).with_context(|| format!("writing {}", kept.display()))?;
    Ok(sign_ins)
}

/// Removes an old county. A folder that someone named and that holds no
/// finished county may hold anything, and is left alone.
fn clear(data: &Path, wishes: &Wishes) -> Result<()> {
    let holds_something = fs::read_dir(data).is_ok_and(|mut entries| entries.next().is_some());
    if !holds_something {
        return Ok(());
    }
    if wishes.data.is_some() && !data.join(SIGN_INS).is_file() {
        bail!(
            "{} holds something that is not a demonstration county: name another folder",
            data.display()
        );
    }
    fs::remove_dir_all(data).with_context(|| format!("removing {}", data.display()))
}

fn check_port(port: u16) -> Result<()> {
    match TcpListener::bind(("127.0.0.1", port)) {
        Ok(_) => Ok(()),
        Err(error) => bail!(
            "port {port} cannot be used ({error}): try ./dev up --port {}",
            port.wrapping_add(1)
        ),
    }
}

fn wishes(arguments: &[String]) -> Result<Wishes> {
    let mut wishes = Wishes {
        port: 8080,
        data: None,
        fresh: false,
        release: false,
    };
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        let mut value = || {
            words
                .next()
                .with_context(|| format!("{word} needs a value after it"))
        };
        match word.as_str() {
            "--port" => {
                let text = value()?;
                wishes.port = text
                    .parse()
                    .with_context(|| format!("{text} is not a port number"))?;
            }
            "--data" => {
                wishes.data = Some(std::path::absolute(value()?).context("finding the folder")?);
            }
            "--fresh" => wishes.fresh = true,
            "--release" => wishes.release = true,
            other => bail!(
                "{other} is not known; usage: ./dev up [--port 8080] [--data DIR] [--fresh] [--release]"
            ),
        }
    }
    Ok(wishes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Wishes> {
        wishes(
            &text
                .split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn reads_wishes() {
        let plain = Wishes {
            port: 8080,
            data: None,
            fresh: false,
            release: false,
        };
        assert_eq!(read("").unwrap(), plain);
        let all = read("--port 9000 --data /tmp/county --fresh --release").unwrap();
        let data = Some(PathBuf::from("/tmp/county"));
        assert_eq!(
            all,
            Wishes {
                port: 9000,
                data,
                fresh: true,
                release: true
            }
        );
    }

    #[test]
    fn refuses_what_it_does_not_understand() {
        for text in ["--port", "--port many", "--prot 1"] {
            assert!(read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn never_clears_a_named_folder_with_other_things_in_it() {
        let folder = std::env::temp_dir().join(format!("hawthorn-up-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("letter.txt"), "keep me").unwrap();
        let wishes = Wishes {
            port: 1,
            data: Some(folder.clone()),
            fresh: true,
            release: false,
        };
        assert!(clear(&folder, &wishes).is_err());
        fs::write(folder.join(SIGN_INS), "ada").unwrap();
        assert!(clear(&folder, &wishes).is_ok() && !folder.exists());
    }
}
