//! `hawthorn link`: files in, files out, and what it says when they are not right.

use std::path::Path;
use std::process::{Command, Output};

const PEOPLE: &str = "\
id,Given_Name,family_name,date_of_birth,postcode,address_line,phone,sex,unheard_of
1,Morwenna,Thackeray,1981-09-04,CV21 9EH,12 Quarry Lane,07700 900101,F,x
2,MORWENA,THACKERAY,1981-04-09,cv219eh,12 Quarry Ln,+447700900101,F,y
3,Sunil,Patel,1990-02-02,DE1 2AB,3 Mill Road,07700 900303,M,z
";

/// A folder with people in it.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), "p.csv", PEOPLE);
    folder
}

fn put(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).expect(name);
}

fn file(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).expect(name)
}

fn run(folder: &Path, words: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hawthorn"))
        .arg("link")
        .args(words.split_whitespace())
        .current_dir(folder)
        .output()
        .expect("hawthorn runs")
}

fn well(folder: &Path, words: &str) {
    let done = run(folder, words);
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    assert!(done.stdout.is_empty());
}

#[test]
fn a_file_is_linked_with_its_reasons_and_its_groups() {
    let folder = folder();
    let path = folder.path();
    well(
        path,
        "--in p.csv --pairs o.csv --clusters c.csv --save-model m.json --explain",
    );
    let pairs = file(path, "o.csv");
    assert!(pairs.starts_with("id_l,id_r,score,why\n1,2,"), "{pairs}");
    assert!(pairs.contains("day and month swapped"), "{pairs}");
    assert_eq!(file(path, "c.csv"), "id,cluster_id\n1,1\n2,1\n3,3\n");
    well(path, "--in p.csv --pairs again.csv --model m.json");
    assert!(file(path, "again.csv").starts_with("id_l,id_r,score\n1,2,"));
}

#[test]
fn people_are_looked_up_and_the_time_is_told() {
    let folder = folder();
    let path = folder.path();
    put(
        path,
        "q.csv",
        "id,given_name,family_name,date_of_birth\nQ1,Morwenna,Thackeray,1981-09-04\n",
    );
    well(
        path,
        "search --people p.csv --queries q.csv --out s.csv --latency l.json",
    );
    assert!(file(path, "s.csv").starts_with("query_id,id,score\nQ1,1,"));
    assert!(file(path, "l.json").contains("\"p99_ms\""));
}

#[test]
fn cases_repeat_within_a_year_and_not_after() {
    let folder = folder();
    let path = folder.path();
    let cases = "case_id,case_date,victim_id,perpetrator_id\nA,2026-01-01,1,3\nB,2026-06-01,2,3\nC,2028-01-01,2,3\n";
    put(path, "k.csv", cases);
    well(
        path,
        "repeat-cases --people p.csv --cases k.csv --out r.csv",
    );
    let repeats = file(path, "r.csv");
    assert!(
        repeats.starts_with("case_l,case_r,score\nA,B,"),
        "{repeats}"
    );
    assert_eq!(repeats.lines().count(), 2, "{repeats}");
}

#[test]
fn a_file_that_is_not_right_is_refused_with_its_line() {
    let folder = folder();
    let path = folder.path();
    for (text, want) in [
        ("name\nAnn\n", "p.csv, line 1: there is no column \"id\""),
        (
            "id,sex\n1,F\n1,M\n",
            "p.csv, line 3: the id \"1\" stands twice",
        ),
        ("id,sex\n,F\n", "p.csv, line 2: the id is blank"),
    ] {
        put(path, "p.csv", text);
        let refused = run(path, "--in p.csv --pairs o.csv");
        assert_eq!(refused.status.code(), Some(1), "{text}");
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(said.contains(want), "{said}");
    }
    assert_eq!(run(path, "--in p.csv").status.code(), Some(2));
    assert_eq!(
        run(path, "--in none.csv --pairs o.csv").status.code(),
        Some(1)
    );
}

#[test]
fn an_input_is_never_written_over() {
    let folder = folder();
    let path = folder.path();
    for words in [
        "--in p.csv --pairs ./p.csv",
        "--in p.csv --pairs o.csv --clusters o.csv",
        "search --people p.csv --queries p.csv --out p.csv",
        "repeat-cases --people p.csv --cases p.csv --out p.csv",
    ] {
        let refused = run(path, words);
        assert_eq!(refused.status.code(), Some(1), "{words}");
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(said.contains("name one file"), "{said}");
    }
    assert_eq!(file(path, "p.csv"), PEOPLE);
    assert!(!path.join("o.csv").exists());
}

#[test]
fn somebody_in_a_file_many_times_is_one_group() {
    let folder = folder();
    let path = folder.path();
    let rows: String = (0..40)
        .map(|n| format!("r{n:02},Morwenna,Thackeray,1981-09-04,CV21 9EH\n"))
        .collect();
    let head = "ID,Given Name,FAMILY NAME,Date of birth,Postcode";
    put(path, "many.csv", &format!("{head}\n{rows}"));
    well(path, "--in many.csv --pairs o.csv --clusters c.csv");
    assert_eq!(file(path, "o.csv").lines().count(), 1 + 40 * 39 / 2);
    let groups = file(path, "c.csv");
    assert!(groups.lines().skip(1).all(|line| line.ends_with(",r00")));
}
