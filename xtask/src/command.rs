//! Running other programs, with errors that name the command and what to do.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;

use anyhow::{Context, Result, bail};

/// What a finished program printed, and whether it said that all was well.
pub struct Finished {
    /// Whether the program's exit code was 0.
    pub succeeded: bool,
    /// Standard output and standard error, line by line as they came.
    pub output: String,
}

/// Runs the command with its output going straight to the terminal.
///
/// # Errors
/// When it cannot be started or does not end with 0.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| cannot_start(command))?;
    if !status.success() {
        bail!("this did not succeed ({status}): {}", shown(command));
    }
    Ok(())
}

/// Runs the command and returns what it printed, showing nothing.
///
/// # Errors
/// When it cannot be started or does not end with 0; its output is in the message.
pub fn quiet(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| cannot_start(command))?;
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        bail!(
            "this did not succeed ({}): {}\n{printed}{told}",
            output.status,
            shown(command)
        );
    }
    Ok(printed)
}

/// Runs the command, showing each line as it comes and keeping it as well.
///
/// # Errors
/// When it cannot be started. A bad exit code is no error here: see [`Finished`].
pub fn watched(command: &mut Command) -> Result<Finished> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| cannot_start(command))?;
    let kept = Arc::new(Mutex::new(String::new()));
    let mut readers = Vec::new();
    if let Some(stdout) = child.stdout.take() {
        readers.push(follow(stdout, Arc::clone(&kept)));
    }
    if let Some(stderr) = child.stderr.take() {
        readers.push(follow(stderr, Arc::clone(&kept)));
    }
    let status = child
        .wait()
        .with_context(|| format!("waiting for {}", shown(command)))?;
    for reader in readers {
        if reader.join().is_err() {
            bail!(
                "the output of {} could not be read to its end",
                shown(command)
            );
        }
    }
    let output = kept.lock().map(|text| text.clone()).unwrap_or_default();
    Ok(Finished {
        succeeded: status.success(),
        output,
    })
}

fn follow(stream: impl Read + Send + 'static, kept: Arc<Mutex<String>>) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        let mut lines = BufReader::new(stream);
        let mut bytes = Vec::new();
        // Bytes, not text: a test may print anything.
        while lines
            .read_until(b'\n', &mut bytes)
            .is_ok_and(|read| read > 0)
        {
            let line = String::from_utf8_lossy(&bytes);
            print!("{line}");
            // A terminal that has gone away does not stop the work.
            let _ = std::io::stdout().flush();
            if let Ok(mut text) = kept.lock() {
                text.push_str(&line);
            }
            bytes.clear();
        }
    })
}

/// Whether a program of this name is on the PATH.
pub fn on_path(program: &str) -> bool {
    let Some(path) = std::env::var_os("PATH") else {
        return false;
    };
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// The command as one would type it.
pub fn shown(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(
        command
            .get_args()
            .map(|word| word.to_string_lossy().into_owned()),
    );
    words.join(" ")
}

fn cannot_start(command: &Command) -> String {
    format!(
        "{} could not be started; is it installed and on the PATH?",
        command.get_program().to_string_lossy()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_both_streams_and_the_verdict() {
        let finished = watched(Command::new("sh").args(["-c", "echo one; echo two >&2; exit 3"]))
            .expect("sh runs");
        assert!(!finished.succeeded);
        assert!(finished.output.contains("one\n") && finished.output.contains("two\n"));
    }

    #[test]
    fn a_failure_names_the_command_and_what_it_said() {
        let error = quiet(Command::new("sh").args(["-c", "echo because >&2; exit 1"])).unwrap_err();
        let told = format!("{error:#}");
        assert!(told.contains("sh -c") && told.contains("because"), "{told}");
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = run(&mut Command::new("no-such-program-here")).unwrap_err();
        assert!(format!("{error:#}").contains("no-such-program-here could not be started"));
        assert!(!on_path("no-such-program-here"));
        assert!(on_path("sh"));
    }
}
