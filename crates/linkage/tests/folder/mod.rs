//! A folder with a file of people in it, and the jobs run there.

#![allow(dead_code, reason = "each test file uses its part")]

use std::path::Path;

use hawthorn_linkage::bulk::job::{LinkFiles, SearchFiles, link, repeat_cases, search};

/// Two records of one woman, and a stranger.
pub const PEOPLE: &str = "\
id,given_name,family_name,date_of_birth,postcode,address_line,phone,sex
1,Morwenna,Thackeray,1981-09-04,CV21 9EH,12 Quarry Lane,07700 900101,F
2,MORWENA,THACKERAY,1981-04-09,cv219eh,12 Quarry Ln,+447700900101,F
3,Sunil,Patel,1990-02-02,DE1 2AB,3 Mill Road,07700 900303,M
";
/// The first line of a file of cases.
pub const CASES: &str = "case_id,case_date,victim_id,perpetrator_id\n";

/// A folder with the people in `p.csv`.
pub fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), "p.csv", PEOPLE);
    folder
}

/// Writes a file of the folder.
pub fn put(folder: &Path, name: &str, text: impl AsRef<[u8]>) {
    std::fs::write(folder.join(name), text).expect(name);
}

/// Reads a file of the folder.
pub fn file(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).expect(name)
}

/// The names of all files of a folder, those of parts included.
pub fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| {
            entry
                .expect("a file")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

/// `p.csv` linked to `o.csv`.
pub fn files(folder: &Path) -> LinkFiles {
    LinkFiles {
        people: folder.join("p.csv"),
        pairs: folder.join("o.csv"),
        ..LinkFiles::default()
    }
}

/// What a job said on its way, and why it was refused.
pub fn run(files: &LinkFiles) -> (String, Option<String>) {
    let mut said = String::new();
    let done = link(files, &mut |text| {
        said.push_str(text);
        said.push('\n');
    });
    (said, done.err().map(|error| error.to_string()))
}

/// Looks `q.csv` up; why that was refused.
pub fn asked(folder: &Path, out: &str, latency: Option<&str>) -> Option<String> {
    let files = SearchFiles {
        people: folder.join("p.csv"),
        queries: folder.join("q.csv"),
        out: folder.join(out),
        latency: latency.map(|name| folder.join(name)),
        model: None,
    };
    let done = search(&files, &|| 0.0, &mut |_| ());
    done.err().map(|error| error.to_string())
}

/// Finds the repeats of `k.csv`; why that was refused.
pub fn again(folder: &Path, out: &str) -> Option<String> {
    let path = |name: &str| folder.join(name);
    let (people, cases) = (path("p.csv"), path("k.csv"));
    let done = repeat_cases(&people, &cases, &path(out), None, &mut |_| ());
    done.err().map(|error| error.to_string())
}

/// Wants a refusal with some words in it.
#[track_caller]
pub fn says(refused: Option<String>, words: &[&str]) {
    let refused = refused.expect("a refusal");
    for word in words {
        assert!(refused.contains(word), "{word}: {refused}");
    }
}
