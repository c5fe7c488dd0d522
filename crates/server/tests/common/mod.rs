//! Running the program as a person at the console does.
#![allow(dead_code, reason = "each test file uses its own part")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A data directory of its own, gone at the end.
pub struct House {
    folder: tempfile::TempDir,
}

/// What a run of the program gave.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|error| panic!("{error}: {}{}", self.out, self.err))
    }
    pub fn good(self) -> Self {
        assert_eq!(self.code, 0, "{}{}", self.out, self.err);
        self
    }
}

/// The program, with nothing of the surrounding environment that it reads.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hawthorn"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("HAWTHORN_")) {
        command.env_remove(name);
    }
    command
}

pub fn ran(output: Output) -> Ran {
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

impl House {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
    pub fn data(&self) -> PathBuf {
        self.path("data")
    }
    pub fn database(&self) -> PathBuf {
        self.data().join("hawthorn.db")
    }
    pub fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        path
    }
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = program();
        command
            .args(words)
            .arg("--data")
            .arg(self.data())
            .current_dir(self.folder.path());
        command
    }
    pub fn run(&self, words: &[&str]) -> Ran {
        ran(self.command(words).output().unwrap())
    }
    pub fn run_with_input(&self, words: &[&str], input: &str) -> Ran {
        let mut child = self
            .command(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(input.as_bytes())
            .unwrap();
        ran(child.wait_with_output().unwrap())
    }
    /// Brings two incidents in.
    pub fn with_incidents(self) -> Self {
        let sheet = self.file("sheet.csv", SHEET);
        self.run(&[
            "import",
            "incidents",
            sheet.to_str().unwrap(),
            "--area",
            "warwickshire",
        ])
        .good();
        self
    }
}

/// Two good rows and one with a level that does not exist; all people are invented.
pub const SHEET: &str = "Incident Ref,Date/Time Reported,HAU Received,DASH Level,DASH Score,DASH Form,Victim Surname,Victim Forename(s),Victim DOB,Victim Sex,Suspect Surname,Suspect Forename(s),Suspect DOB,Suspect Sex,Relationship (suspect is victim's…),Consent to share,Summary\n\
T/1/26,25/03/2026 09:00,25/03/2026 14:00,Standard,2,Police DASH 2009,Ellwood,Katarzyna,02/11/1976,F,Davies,Sunil,02/10/1974,M,Brother,Y,An argument about contact.\n\
T/2/26,25/03/2026 10:00,25/03/2026 15:00,Medium,9,Police DASH 2009,Grabowski,Quynh,14/02/1953,F,Hughes,Callum,14/09/1956,M,Partner,Y,Repeated calls.\n\
T/3/26,25/03/2026 11:00,25/03/2026 16:00,Standrad,4,Police DASH 2009,Osei,Marta,01/05/1990,F,Osei,Piotr,03/06/1988,M,Partner,N,Shouting.\n";

/// Changes a database behind the program's back.
pub fn tamper(database: &Path, statements: &[&'static str]) {
    use sqlx::{Connection, Executor};
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let options = sqlx::sqlite::SqliteConnectOptions::new()
            .filename(database)
            .foreign_keys(false);
        let mut connection = sqlx::SqliteConnection::connect_with(&options)
            .await
            .unwrap();
        for statement in statements {
            let done = connection.execute(*statement).await.unwrap();
            assert!(
                done.rows_affected() > 0
                    || statement.starts_with("DROP")
                    || statement.starts_with("CREATE")
                    || statement.starts_with("ALTER"),
                "{statement} changed nothing"
            );
        }
        connection.close().await.unwrap();
    });
}
