//! The audit log and backups: what was changed behind the service's back is found, and what is restored is whole.

mod common;

use common::{House, tamper};

#[test]
fn a_log_that_was_left_alone_is_good_and_stays_as_it_was() {
    let house = House::new().with_incidents();
    let found = house.run(&["audit", "verify", "--json"]).good().json();
    assert_eq!(found["good"], true);
    assert!(
        found["entries"].as_i64().unwrap() > 5 && found["checkpoint"].is_string(),
        "{found}"
    );
    let point = house.path("point.json");
    house
        .run(&["audit", "checkpoint", "--out", point.to_str().unwrap()])
        .good();
    house
        .run(&["audit", "verify", "--checkpoint", point.to_str().unwrap()])
        .good();
    let before = std::fs::read(house.database()).unwrap();
    house.run(&["audit", "verify"]).good();
    assert_eq!(
        before,
        std::fs::read(house.database()).unwrap(),
        "the verifier changes nothing"
    );
}

#[test]
fn a_change_in_any_table_is_found() {
    for (statement, word) in [
        (
            "UPDATE audit SET words = words || '!' WHERE seq = 3",
            "first bad entry: 3",
        ),
        (
            "UPDATE audit SET doer = 'Nobody' WHERE seq = 2",
            "first bad entry: 2",
        ),
        ("DELETE FROM audit WHERE seq = 4", "first bad entry: 5"),
        (
            "UPDATE incident SET body = replace(body, 'T/1/26', 'T/9/26') WHERE body LIKE '%T/1/26%'",
            "incident",
        ),
        (
            "UPDATE person SET body = replace(body, 'Ellwood', 'Ellwoad') WHERE body LIKE '%Ellwood%'",
            "person",
        ),
        (
            "UPDATE import_row SET raw = replace(raw, 'Medium', 'High') WHERE raw LIKE '%Medium%'",
            "import_row",
        ),
        ("UPDATE job SET tries = tries + 1", "job"),
        (
            "DELETE FROM person WHERE id IN (SELECT id FROM person LIMIT 1)",
            "person",
        ),
        ("DROP TABLE column_map", "column_map"),
        (
            "CREATE TRIGGER sly AFTER INSERT ON person BEGIN DELETE FROM person; END",
            "schema",
        ),
    ] {
        let house = House::new().with_incidents();
        tamper(&house.database(), &[statement]);
        let found = house.run(&["audit", "verify"]);
        assert_eq!(found.code, 1, "{statement}");
        assert!(found.out.contains(word), "{statement}: {}", found.out);
        assert!(!found.err.contains("panicked"), "{}", found.err);
    }
}

#[test]
fn a_tail_cut_off_with_its_head_moved_back_is_found_by_the_checkpoint() {
    let house = House::new().with_incidents();
    let point = house.path("kept-elsewhere.json");
    house
        .run(&["audit", "checkpoint", "--out", point.to_str().unwrap()])
        .good();
    let kept: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(&point).unwrap()).unwrap();
    tamper(
        &house.database(),
        &[
            "DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)",
            "UPDATE chain_head SET seq = (SELECT max(seq) FROM audit), digest = (SELECT digest FROM audit ORDER BY seq DESC LIMIT 1)",
        ],
    );
    let found = house.run(&["audit", "verify", "--checkpoint", point.to_str().unwrap()]);
    assert_eq!(found.code, 1);
    assert!(
        found
            .out
            .contains(&format!("first bad entry: {}", kept["seq"])),
        "{}",
        found.out
    );
    let forged = std::fs::read_to_string(&point)
        .unwrap()
        .replace(&format!("\"seq\": {}", kept["seq"]), "\"seq\": 1");
    let forged = house.file("forged.json", &forged);
    let found = house.run(&["audit", "verify", "--checkpoint", forged.to_str().unwrap()]);
    assert!(
        found.code == 1 && found.out.contains("signature"),
        "{}",
        found.out
    );
}

#[test]
fn a_damaged_or_missing_file_is_reported_in_words() {
    let house = House::new().with_incidents();
    // A connection that closes in order folds the write-ahead log into the file.
    tamper(&house.database(), &["UPDATE meta SET value = value"]);
    let whole = std::fs::read(house.database()).unwrap();
    let mut torn = whole.clone();
    for byte in torn.iter_mut().skip(4096).step_by(7) {
        *byte = byte.wrapping_add(91);
    }
    for (bytes, what) in [
        (&torn[..], "torn"),
        (&whole[..whole.len() / 2], "cut short"),
        (&b"not a database"[..], "not one at all"),
        (&[][..], "empty"),
    ] {
        std::fs::write(house.database(), bytes).unwrap();
        let found = house.run(&["audit", "verify", "--json"]);
        assert_eq!(found.code, 1, "{what}: {}", found.out);
        assert!(
            !found.json()["problems"].as_array().unwrap().is_empty(),
            "{what}"
        );
        assert!(!found.err.contains("panicked"), "{what}: {}", found.err);
    }
    std::fs::remove_file(house.database()).unwrap();
    let found = house.run(&["audit", "verify"]);
    assert!(
        found.code == 1 && found.out.contains("there is no database"),
        "{}",
        found.out
    );
    assert!(!house.database().exists(), "looking makes nothing");
}

#[test]
fn a_backup_goes_round_and_a_damaged_one_is_refused() {
    let house = House::new().with_incidents();
    let file = house.path("day.hawthorn-backup");
    let name = file.to_str().unwrap();
    let made = house
        .run(&["backup", "create", "--out", name, "--json"])
        .good()
        .json();
    let again = house.run(&["backup", "create", "--out", name]);
    assert!(
        again.code == 1 && again.err.contains("there already"),
        "{}",
        again.err
    );
    assert_eq!(
        house
            .run(&["backup", "verify", name, "--json"])
            .good()
            .json()["digest"],
        made["digest"]
    );
    let target = house.path("restored");
    house
        .run(&["backup", "restore", name, "--to", target.to_str().unwrap()])
        .good();
    let sheet = house.path("sheet.csv");
    let words = [
        "import",
        "incidents",
        sheet.to_str().unwrap(),
        "--area",
        "warwickshire",
        "--json",
        "--data",
        target.to_str().unwrap(),
    ];
    let mut command = common::program();
    let receipt = common::ran(command.args(words).output().unwrap())
        .good()
        .json();
    assert_eq!(
        (receipt["incidents"].as_u64(), receipt["same"].as_u64()),
        (Some(0), Some(2))
    );
    let full = house.run(&["backup", "restore", name, "--to", target.to_str().unwrap()]);
    assert!(
        full.code == 1 && full.err.contains("is not empty"),
        "{}",
        full.err
    );
}

#[test]
fn a_damaged_backup_is_refused_and_leaves_nothing_behind() {
    let house = House::new().with_incidents();
    let file = house.path("day.hawthorn-backup");
    house
        .run(&["backup", "create", "--out", file.to_str().unwrap()])
        .good();
    let bytes = std::fs::read(&file).unwrap();
    let elsewhere = house.path("elsewhere");
    let mut refused = 0;
    for at in (0..bytes.len()).step_by(bytes.len() / 12) {
        let mut changed = bytes.clone();
        changed[at] ^= 0x40;
        for (bad, what) in [
            (&changed[..], "one byte changed"),
            (&bytes[..at], "cut short"),
        ] {
            let path = house.path("bad.hawthorn-backup");
            std::fs::write(&path, bad).unwrap();
            let ended = house.run(&[
                "backup",
                "restore",
                path.to_str().unwrap(),
                "--to",
                elsewhere.to_str().unwrap(),
            ]);
            // A byte of padding or of a date in the packing itself may change nothing that matters.
            if ended.code == 0 {
                assert_eq!(what, "one byte changed");
                std::fs::remove_dir_all(&elsewhere).unwrap();
            } else {
                assert_eq!(ended.code, 1, "{what} at {at}: {}", ended.err);
                assert!(!elsewhere.exists(), "nothing half restored is left");
                refused += 1;
            }
        }
    }
    assert!(
        refused >= 20,
        "{refused} of the damaged backups were refused"
    );
    let server = house.run(&[
        "backup",
        "create",
        "--out",
        "x",
        "--database",
        "postgres://a:secret@b/c",
    ]);
    assert!(
        server.code == 1 && server.err.contains("pg_dump") && !server.err.contains("secret"),
        "{}",
        server.err
    );
}
