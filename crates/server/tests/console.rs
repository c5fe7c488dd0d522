//! Usage, configuration, areas and imports, as a person at the console meets them.

mod common;

use std::os::unix::fs::PermissionsExt;

use common::{House, SHEET, program, ran};

#[test]
fn usage_errors_end_with_two_and_help_with_nothing_wrong() {
    for words in [
        &["nonsense"][..],
        &[],
        &["serve", "--listen", "here"],
        &["import", "incidents"],
        &["demo", "--small", "--year"],
        &["area", "show", "No Such"],
    ] {
        let ended = ran(program().args(words).output().unwrap());
        assert_eq!(ended.code, 2, "{words:?}: {}", ended.err);
    }
    for words in [
        &["--help"][..],
        &["doctor", "--help"],
        &["import", "incidents", "--help"],
        &["backup", "restore", "--help"],
        &["gen", "--help"],
    ] {
        let ended = ran(program().args(words).output().unwrap());
        assert_eq!(ended.code, 0, "{words:?}: {}", ended.err);
        assert!(ended.out.contains("Usage:"), "{}", ended.out);
    }
    let ended = ran(program()
        .args([
            "user", "add", "a", "--agency", "police", "--name", "A", "--role", "auditr",
        ])
        .output()
        .unwrap());
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("did you mean auditor?"), "{}", ended.err);
}

#[test]
fn flags_go_before_the_environment_before_the_file() {
    let house = House::new();
    let file = house.file(
        "hawthorn.toml",
        "log = \"debug\"\nlisten = \"127.0.0.1:1\"\ndatabase = \"postgres://ann:secret@db/h\"\n",
    );
    let list = |extra: &[&str]| {
        let mut command = house.command(&["doctor", "--config", "--json"]);
        command
            .env("HAWTHORN_CONFIG", &file)
            .env("HAWTHORN_LISTEN", "127.0.0.1:2")
            .args(extra);
        ran(command.output().unwrap()).good()
    };
    let found = |ended: &common::Ran, key: &str| {
        let rows = ended.json();
        let row = rows
            .as_array()
            .unwrap()
            .iter()
            .find(|row| row["key"] == key)
            .unwrap()
            .clone();
        (
            row["value"].as_str().unwrap().to_owned(),
            row["source"].as_str().unwrap().to_owned(),
        )
    };
    let ended = list(&[]);
    assert_eq!(
        found(&ended, "listen"),
        (
            "127.0.0.1:2".to_owned(),
            "environment HAWTHORN_LISTEN".to_owned()
        )
    );
    assert_eq!(
        found(&ended, "log"),
        ("debug".to_owned(), format!("file {}:1", file.display()))
    );
    assert_eq!(
        found(&ended, "cookie_secure"),
        ("auto".to_owned(), "default".to_owned())
    );
    assert_eq!(found(&ended, "data").1, "flag");
    assert_eq!(found(&ended, "database").0, "postgres://ann:…@db/h");
    assert!(!ended.out.contains("secret"));
    assert_eq!(
        found(&list(&["--database", "x.db"]), "database"),
        ("x.db".to_owned(), "flag".to_owned())
    );
}

#[test]
fn an_unknown_setting_is_refused_with_its_line() {
    let house = House::new();
    let file = house.file("hawthorn.toml", "\ndatabse = \"x\"\n");
    let ended = house.run(&["area", "list", "--config", file.to_str().unwrap()]);
    assert_eq!(ended.code, 1);
    assert!(
        ended
            .err
            .contains("hawthorn.toml:2: there is no setting databse; did you mean database?"),
        "{}",
        ended.err
    );
}

#[test]
fn area_check_names_file_line_and_column() {
    let house = House::new();
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/../../areas/warwickshire.toml");
    let text = std::fs::read_to_string(shipped).unwrap();
    let bad = house.file(
        "bad.toml",
        &text.replacen("claim_minutes = 30", "claim_minutes = \"soon\"", 1),
    );
    let line = text
        .lines()
        .position(|line| line.starts_with("claim_minutes"))
        .unwrap()
        + 1;
    let ended = house.run(&["area", "check", shipped, bad.to_str().unwrap()]);
    assert_eq!(ended.code, 1);
    assert!(
        ended.err.contains(&format!("bad.toml:{line}:")) && ended.err.contains("claim_minutes"),
        "{}",
        ended.err
    );
    assert!(
        ended.out.contains("warwickshire.toml: in order"),
        "{}",
        ended.out
    );
    let ended = house.run(&["area", "check", "--json", bad.to_str().unwrap()]);
    assert_eq!(
        (ended.code, ended.json()["problems"][0]["line"].as_u64()),
        (1, Some(line as u64))
    );
    house.run(&["area", "check"]).good();
    assert_eq!(house.run(&["area", "check", "nowhere.toml"]).code, 1);
}

#[test]
fn areas_are_listed_and_shown_by_day() {
    let house = House::new();
    assert!(
        house
            .run(&["area", "list"])
            .good()
            .out
            .contains("wolverhampton")
    );
    let before = house
        .run(&["area", "show", "warwickshire", "--on", "2018-07-01"])
        .good()
        .out;
    let after = house
        .run(&[
            "area",
            "show",
            "warwickshire",
            "--on",
            "2026-03-25",
            "--fields",
        ])
        .good()
        .out;
    assert!(
        before.contains("Cross-government definition of 2013"),
        "{before}"
    );
    assert!(
        after.contains("Domestic Abuse Act 2021") && after.contains("eligibility.min_age"),
        "{after}"
    );
    let ended = house.run(&["area", "show", "nowhere"]);
    assert_eq!(ended.code, 1);
    assert!(ended.err.contains("warwickshire"), "{}", ended.err);
}

#[test]
fn a_sheet_imported_twice_makes_its_incidents_once() {
    let house = House::new();
    let sheet = house.file("sheet.csv", SHEET);
    let words = [
        "import",
        "incidents",
        sheet.to_str().unwrap(),
        "--area",
        "warwickshire",
        "--json",
    ];
    let first = house.run(&words).good().json();
    assert_eq!(
        (
            first["data_rows"].as_u64(),
            first["incidents"].as_u64(),
            first["same"].as_u64()
        ),
        (Some(3), Some(2), Some(0)),
        "{first}"
    );
    assert_eq!(first["refused"][0]["ref"], "T/3/26");
    assert!(
        first["refused"][0]["reason"]
            .as_str()
            .unwrap()
            .contains("Standrad")
    );
    let second = house.run(&words).good().json();
    assert_eq!(
        (second["incidents"].as_u64(), second["same"].as_u64()),
        (Some(0), Some(2)),
        "{second}"
    );
    let mode =
        |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&house.data().join("keys")), 0o700);
    assert_eq!(mode(&house.data().join("keys/seal.key")), 0o600);
    assert_eq!(mode(&house.database()), 0o600);
}

#[test]
fn an_import_is_refused_with_words() {
    let house = House::new();
    let sheet = house.file("sheet.csv", SHEET);
    let path = sheet.to_str().unwrap();
    for (words, reason) in [
        (&["import", "incidents", path][..], "--area"),
        (
            &["import", "incidents", path, "--area", "nowhere"],
            "nowhere",
        ),
        (
            &[
                "import",
                "incidents",
                "missing.csv",
                "--area",
                "warwickshire",
            ],
            "file",
        ),
        (
            &[
                "import",
                "incidents",
                path,
                "--area",
                "warwickshire",
                "--user",
                "nobody",
            ],
            "there is no account nobody",
        ),
    ] {
        let ended = house.run(words);
        assert_eq!(ended.code, 1, "{words:?}");
        assert!(ended.err.contains(reason), "{words:?}: {}", ended.err);
    }
}

#[test]
fn the_doctor_names_what_is_wrong_and_what_mends_it() {
    let house = House::new().with_incidents();
    let well = house.run(&["doctor", "--json"]).good().json();
    assert_eq!(well["good"], true, "{well}");
    let key = house.data().join("keys/seal.key");
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
    let ill = house.run(&["doctor"]);
    assert_eq!(ill.code, 1);
    assert!(
        ill.out.contains("chmod 600") && ill.out.contains("seal.key"),
        "{}",
        ill.out
    );
    let serve = house.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(serve.code, 1);
    assert!(
        serve.err.contains("chmod 600") && serve.out.is_empty(),
        "{}",
        serve.err
    );
}

#[test]
fn a_database_without_its_keys_is_not_given_new_ones() {
    let house = House::new().with_incidents();
    std::fs::remove_file(house.data().join("keys/seal.key")).unwrap();
    let one = house.run(&["migrate"]);
    assert!(
        one.code == 1 && one.err.contains("seal.key is missing"),
        "{}",
        one.err
    );
    std::fs::remove_dir_all(house.data().join("keys")).unwrap();
    let none = house.run(&["migrate"]);
    assert!(
        none.code == 1 && none.err.contains("has no keys"),
        "{}",
        none.err
    );
    assert!(!house.data().join("keys/seal.key").exists());
    let other = House::new().with_incidents();
    std::fs::rename(other.data().join("keys"), house.data().join("keys")).unwrap();
    let wrong = house.run(&["migrate"]);
    assert!(
        wrong.code == 1
            && wrong
                .err
                .contains("is not the one this database was written with"),
        "{}",
        wrong.err
    );
}
