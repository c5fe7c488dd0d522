//! The running service: its first line, its health, one at a time, an import beside it, and its end.

mod common;

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use common::{House, SHEET};

struct Running {
    child: Child,
    address: String,
}

impl Running {
    fn start(house: &House) -> Self {
        let mut child = house
            .command(&["serve", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line
            .trim()
            .strip_prefix("listening on ")
            .unwrap_or_else(|| panic!("first line: {line}"))
            .to_owned();
        Self { child, address }
    }

    fn get(&self, path: &str) -> (u16, String) {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let answer = reqwest::get(format!("{}{path}", self.address))
                .await
                .unwrap();
            (answer.status().as_u16(), answer.text().await.unwrap())
        })
    }

    /// Asks it to end, and gives its log.
    fn stop(self) -> String {
        let asked = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status()
            .unwrap();
        assert!(asked.success());
        let ended = self.child.wait_with_output().unwrap();
        assert!(ended.status.success(), "{ended:?}");
        String::from_utf8_lossy(&ended.stderr).into_owned()
    }
}

#[test]
fn it_serves_alone_and_ends_in_order() {
    let house = House::new().with_incidents();
    let service = Running::start(&house);
    assert_eq!(service.get("/healthz"), (200, "alive\n".to_owned()));
    assert_eq!(service.get("/readyz"), (200, "ready\n".to_owned()));
    service.get("/people?name=Ellwood");
    let second = house.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert!(
        second.code == 1 && second.err.contains("another hawthorn is at work"),
        "{}",
        second.err
    );
    let backup = house.path("live.hawthorn-backup");
    house
        .run(&["backup", "create", "--out", backup.to_str().unwrap()])
        .good();
    house.run(&["audit", "verify"]).good();
    let log = service.stop();
    assert!(
        log.lines()
            .all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()),
        "{log}"
    );
    assert!(
        log.contains("\"route\":\"/healthz\"") && !log.contains("Ellwood"),
        "{log}"
    );
    let end = house.run(&["audit", "verify", "--json"]).good().json();
    let signed: serde_json::Value = serde_json::from_str(
        &std::fs::read_to_string(house.data().join("checkpoints/latest.json")).unwrap(),
    )
    .unwrap();
    assert_eq!(
        signed["seq"], end["entries"],
        "the last checkpoint covers the whole log"
    );
}

#[test]
fn an_import_at_the_console_is_done_by_the_service_that_runs() {
    let house = House::new();
    let service = Running::start(&house);
    let sheet = house.file("sheet.csv", SHEET);
    let receipt = house
        .run(&[
            "import",
            "incidents",
            sheet.to_str().unwrap(),
            "--area",
            "warwickshire",
            "--json",
        ])
        .good();
    assert!(
        receipt.err.contains("a service is running"),
        "{}",
        receipt.err
    );
    assert_eq!(receipt.json()["incidents"], 2);
    service.stop();
    house.run(&["audit", "verify"]).good();
}
