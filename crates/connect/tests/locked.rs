//! Locked files: ours opened by 7-Zip and by pyzipper, one of 7-Zip’s taken in, and wrong passwords told apart (A6, R12, R175).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be, and says loudly what it skips"
)]

use std::path::Path;
use std::process::Command;

use hawthorn_connect::sheets::locked::{Inside, LockedError, is_locked, lock, unlock};

const PLAIN_PASSWORD: &str = "quiet lantern orchard";
const PASSWORD: &str = "quiet lantern £ orchard";

fn paper() -> Inside {
    Inside {
        name: "papers-2026-04-07.pdf".to_owned(),
        bytes: b"%PDF-1.7 invented ".repeat(500),
    }
}

/// The program of this name, when the machine has it.
fn program(names: &[&str]) -> Option<String> {
    let found = names.iter().find(|name| {
        Command::new(name)
            .arg("--help")
            .output()
            .is_ok_and(|done| done.status.success())
    });
    if found.is_none() {
        eprintln!("SKIPPED: none of {names:?} is installed; `./dev test` installs 7zip");
    }
    found.map(|name| (*name).to_owned())
}

fn run(program: &str, args: &[&str], within: &Path) -> (bool, String) {
    let done = Command::new(program)
        .args(args)
        .current_dir(within)
        .output()
        .unwrap();
    let said =
        String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr);
    (done.status.success(), said)
}

#[test]
fn what_is_locked_opens_with_its_password_and_with_no_other() {
    let locked = lock(&[paper()], PASSWORD).unwrap();
    assert!(is_locked(&locked));
    assert_eq!(unlock(&locked, PASSWORD).unwrap(), [paper()]);
    for wrong in ["", "quiet lantern £ Orchard", "quiet lantern"] {
        assert_eq!(
            unlock(&locked, wrong),
            Err(LockedError::WrongPassword),
            "{wrong}"
        );
    }
    // Nothing of the paper can be read in the file, and a changed byte is found.
    assert!(!locked.windows(8).any(|part| part == b"invented"));
    let mut changed = locked.clone();
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    assert!(unlock(&changed, PASSWORD).is_err());
    assert_eq!(
        unlock(b"no zip at all", PASSWORD),
        Err(LockedError::NotAZip)
    );
    assert!(!is_locked(b"no zip at all"));
}

#[test]
fn seven_zip_opens_ours_and_ours_opens_its_own() {
    let Some(seven) = program(&["7zz", "7z", "7za"]) else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path();
    std::fs::write(place.join("ours.zip"), lock(&[paper()], PASSWORD).unwrap()).unwrap();
    let secret = format!("-p{PASSWORD}");
    let (good, said) = run(&seven, &["x", "-y", &secret, "ours.zip"], place);
    assert!(good, "{said}");
    assert_eq!(
        std::fs::read(place.join(paper().name)).unwrap(),
        paper().bytes
    );
    let (good, _) = run(&seven, &["t", "-pwrong", "ours.zip"], place);
    assert!(!good, "a wrong password opened it");

    // 7-Zip makes such files with plain letters only.
    let secret = format!("-p{PLAIN_PASSWORD}");
    let add = [
        "a",
        "-tzip",
        "-mem=AES256",
        &secret,
        "theirs.zip",
        &paper().name,
    ];
    let (good, said) = run(&seven, &add, place);
    assert!(good, "{said}");
    let theirs = std::fs::read(place.join("theirs.zip")).unwrap();
    assert!(is_locked(&theirs));
    assert_eq!(unlock(&theirs, PLAIN_PASSWORD).unwrap(), [paper()]);
    assert_eq!(unlock(&theirs, "wrong"), Err(LockedError::WrongPassword));

    // The old way, which anybody can break, is not taken.
    let add = [
        "a",
        "-tzip",
        "-mem=ZipCrypto",
        &secret,
        "weak.zip",
        &paper().name,
    ];
    let (good, said) = run(&seven, &add, place);
    assert!(good, "{said}");
    let weak = std::fs::read(place.join("weak.zip")).unwrap();
    assert_eq!(unlock(&weak, PLAIN_PASSWORD), Err(LockedError::NotAes));
}

#[test]
fn pyzipper_opens_ours() {
    let ready = Command::new("python3")
        .args(["-c", "import pyzipper"])
        .output();
    if !ready.is_ok_and(|done| done.status.success()) {
        eprintln!("SKIPPED: python3 has no pyzipper (pip install pyzipper)");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("ours.zip"),
        lock(&[paper()], PASSWORD).unwrap(),
    )
    .unwrap();
    let script = "import pyzipper,sys\nz=pyzipper.AESZipFile('ours.zip')\nz.setpassword(sys.argv[1].encode())\nsys.stdout.write(str(len(z.read(z.namelist()[0]))))";
    let (good, said) = run("python3", &["-c", script, PASSWORD], folder.path());
    assert!(good, "{said}");
    assert_eq!(said, paper().bytes.len().to_string());
    let (good, _) = run("python3", &["-c", script, "wrong"], folder.path());
    assert!(!good, "a wrong password opened it");
}
