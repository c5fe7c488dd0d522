//! Files in, files out: what is refused, what is told, and what is left as it was.

mod folder;

use folder::{CASES, PEOPLE, again, asked, file, files, folder, names, put, run, says};
use hawthorn_linkage::bulk::job::LinkFiles;

#[test]
fn nothing_is_written_over_what_is_read() {
    let folder = folder();
    let path = folder.path();
    std::fs::hard_link(path.join("p.csv"), path.join("hard.csv")).expect("a link");
    std::fs::create_dir(path.join("sub")).expect("a folder");
    #[cfg(unix)]
    std::os::unix::fs::symlink("p.csv", path.join("soft.csv")).expect("a link");
    #[cfg(unix)]
    std::os::unix::fs::symlink("new.csv", path.join("dangling.csv")).expect("a link");
    let before = names(path);
    for name in ["p.csv", "./p.csv", "sub/../p.csv", "hard.csv", "soft.csv"] {
        let other = path.join(name);
        for (pairs, clusters, save_model) in [
            (other.clone(), None, None),
            (path.join("o.csv"), Some(other.clone()), None),
            (path.join("o.csv"), None, Some(other.clone())),
        ] {
            let files = LinkFiles {
                pairs,
                clusters,
                save_model,
                ..files(path)
            };
            says(run(&files).1, &["--in", "one file", "another name"]);
        }
    }
    for (pairs, clusters) in [("x.csv", "./x.csv"), ("new.csv", "dangling.csv")] {
        let files = LinkFiles {
            pairs: path.join(pairs),
            clusters: Some(path.join(clusters)),
            ..files(path)
        };
        says(run(&files).1, &["--clusters and --pairs name one file"]);
    }
    put(path, "q.csv", "id,given_name\nQ,Ann\n");
    put(path, "k.csv", CASES);
    for name in ["p.csv", "q.csv"] {
        says(asked(path, name, None), &["--out", "one file"]);
        says(asked(path, "s.csv", Some(name)), &["--latency", "one file"]);
    }
    says(again(path, "k.csv"), &["--out and --cases"]);
    says(again(path, "hard.csv"), &["--out and --people"]);
    assert_eq!(file(path, "p.csv"), PEOPLE);
    assert_eq!(names(path).len(), before.len() + 2);
}

#[test]
fn what_fails_leaves_earlier_files_whole() {
    let folder = folder();
    let path = folder.path();
    put(path, "o.csv", "earlier");
    put(path, "t.csv", "id_l,id_r,same\n1,99,yes\n");
    let told = LinkFiles {
        told: Some(path.join("t.csv")),
        clusters: Some(path.join("c.csv")),
        ..files(path)
    };
    says(run(&told).1, &["t.csv, line 2", "id_r is \"99\""]);
    put(path, "p.csv", "id,sex\n1,F\n1,M\n");
    says(run(&files(path)).1, &["line 3"]);
    assert_eq!(file(path, "o.csv"), "earlier");
    assert_eq!(names(path), ["o.csv", "p.csv", "t.csv"]);
    put(path, "p.csv", PEOPLE);
    assert_eq!(run(&files(path)).1, None);
    assert!(file(path, "o.csv").starts_with("id_l,id_r,score\n1,2,"));
    let nowhere = LinkFiles {
        pairs: "/dev/null".into(),
        clusters: Some("/dev/null".into()),
        ..files(path)
    };
    assert_eq!(
        run(&nowhere).1,
        None,
        "a device may be written to, and twice"
    );
    assert_eq!(names(path), ["o.csv", "p.csv", "t.csv"]);
}

#[test]
fn what_cannot_be_read_or_written_is_told_before_the_people_are_read() {
    let folder = folder();
    let path = folder.path();
    put(path, "broken.json", "{\"alone\": 1");
    let with = |change: &dyn Fn(&mut LinkFiles)| {
        let mut files = files(path);
        change(&mut files);
        let (said, refused) = run(&files);
        assert_eq!(said, "", "nothing was begun");
        refused
    };
    let none = |name: &str| Some(path.join(name));
    says(
        with(&|f| f.pairs = path.join("no/o.csv")),
        &["no such folder", "names count from"],
    );
    says(
        with(&|f| f.clusters = none("no/c.csv")),
        &["no such folder"],
    );
    says(with(&|f| f.save_model = none(".")), &["this is a folder"]);
    says(
        with(&|f| f.model = none("m.json")),
        &["no such file", "check the name"],
    );
    says(with(&|f| f.told = none("t.csv")), &["no such file"]);
    says(
        with(&|f| f.model = none("broken.json")),
        &["line 1", "--save-model"],
    );
    says(with(&|f| f.people = path.to_owned()), &["this is a folder"]);
    says(
        asked(path, "o.csv", None),
        &["q.csv: there is no such file"],
    );
    says(again(path, "o.csv"), &["k.csv: there is no such file"]);
    assert_eq!(names(path), ["broken.json", "p.csv"]);
}

#[test]
fn headings_are_known_by_their_words_and_told() {
    let folder = folder();
    let path = folder.path();
    run(&files(path));
    let want = file(path, "o.csv");
    let odd = " ID , Given_Name,FAMILY NAME,Date of birth,Post-Code, Address  Line,PHONE,Sex";
    let rest = PEOPLE.split_once('\n').expect("a header").1;
    put(
        path,
        "p.csv",
        format!(
            "\u{feff}{odd},Shoe size\n{}",
            rest.replace("F\n", "F,5\n").replace("M\n", "M,9\n")
        ),
    );
    let (said, refused) = run(&files(path));
    assert_eq!(refused, None);
    assert_eq!(file(path, "o.csv"), want);
    assert!(said.contains("columns found: id, given_name, family_name, date_of_birth, sex, address_line, postcode, phone; not used: \"shoe size\""), "{said}");
    assert!(!said.contains("warning"), "{said}");
    assert_eq!(said.matches("records read").count(), 1, "{said}");
}

#[test]
fn what_is_no_sheet_of_people_says_what_it_is() {
    let folder = folder();
    let path = folder.path();
    let utf16: Vec<u8> = "\u{feff}id,sex\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let cases: [(&[u8], &[&str]); 14] = [
        (b"", &["is empty"]),
        (b"id;sex;town\n1;F;Rugby\n", &["semicolons", "commas"]),
        (b"id\tsex\n1\tF\n", &["tabs", "commas"]),
        (b"id|sex\n1|F\n", &["upright strokes", "commas"]),
        (&utf16, &["UTF-16", "UTF-8"]),
        (b"\x1f\x8b\x08\0\0\0\0\0", &["gzip", "unpack"]),
        (b"PK\x03\x04\x14\0\x06\0", &["XLSX", "CSV"]),
        (b"\x7fELF\x02\x01\x01\0\0\0\0", &["binary", "CSV"]),
        (
            b"name\nAnn\n",
            &["line 1: there is no column \"id\"", "\"name\""],
        ),
        (
            b"id,record_date,nickname\n1,2,3\n",
            &["line 1", "compare people by", "given_name"],
        ),
        (
            b"id,Given Name,given_name\n1,A,B\n",
            &["\"given_name\" stands twice", "number 2", "number 3"],
        ),
        (b"id,sex,ID\n1,F,2\n", &["\"id\" stands twice"]),
        (
            b"id,given_name,sex\n1,Ann,F\n2,\"Bea,F\n3,Cleo,F\n",
            &["line 3", "never closed"],
        ),
        (
            b"id,given_name\n1,Ann\n2,\"Bea",
            &["line 3", "never closed"],
        ),
    ];
    for (bytes, words) in cases {
        put(path, "p.csv", bytes);
        says(run(&files(path)).1, words);
    }
    assert_eq!(names(path), ["p.csv"]);
}

#[test]
fn odd_lines_are_told_with_their_number() {
    let folder = folder();
    let path = folder.path();
    let tall = format!("5,\"Dora{}\",F", "\nx".repeat(12));
    let head = "id,given_name,sex\n";
    for (lines, want) in [
        (
            "1,Ann,F\n2,Bea\n3\n",
            Some("line 3: fewer cells than the first line (lines like this: 2)"),
        ),
        ("1,Ann,F\n2,Bea,F,more\n", Some("line 3: more cells")),
        ("1,Ann,F,,\n2,\"Be\"\"a\",F\n", None),
        ("1,5\" Ann,F\n2,\"Bea, C\",F\n", None),
        (tall.as_str(), Some("line 2: a cell that goes on")),
        ("", Some("no records")),
    ] {
        put(path, "p.csv", format!("{head}{lines}"));
        let (said, refused) = run(&files(path));
        assert_eq!(refused, None, "{lines}");
        match want {
            Some(want) => assert!(said.contains("warning") && said.contains(want), "{said}"),
            None => assert!(!said.contains("warning"), "{said}"),
        }
    }
    put(path, "p.csv", b"id,given_name\n1,Ann\n2,Zo\xeb\n");
    assert!(
        run(&files(path))
            .0
            .contains("line 3: bytes that are not UTF-8")
    );
}

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    let folder = folder();
    let path = folder.path();
    for (lines, line, first) in [
        ("1,Ann\n2,Bea\n1,Cleo\n", 4, 2),
        ("1,Ann\n2,Bea\n1,Cleo", 4, 2),
        ("\n1,Ann\n\n\n2,Bea\n\n1,Cleo\n", 8, 3),
        ("1,\"Ann\nLee\"\n2,Bea\n1,Cleo\n", 5, 2),
    ] {
        for end in ["\n", "\r\n"] {
            let text = format!("id,given_name\n{lines}").replace('\n', end);
            put(path, "p.csv", &text);
            let want = format!("\"1\" stands twice (first in line {first})");
            says(run(&files(path)).1, &[&format!("line {line}"), &want]);
        }
    }
}

#[test]
fn ids_of_queries_and_cases_stand_once() {
    let folder = folder();
    let path = folder.path();
    put(path, "q.csv", "id,given_name\nQ,Ann\nR,Bea\nQ,Cleo\n");
    says(
        asked(path, "s.csv", None),
        &["line 4", "\"Q\" stands twice (first in line 2)"],
    );
    put(path, "q.csv", "id,given_name\n,Ann\n");
    says(asked(path, "s.csv", None), &["line 2", "blank"]);
    put(
        path,
        "k.csv",
        format!("{CASES}A,2026-01-01,1,3\nA,2026-02-01,2,3\n"),
    );
    says(
        again(path, "r.csv"),
        &["line 3", "case_id \"A\" stands twice"],
    );
    put(
        path,
        "k.csv",
        "case_id,case_date,victim_id\nA,2026-01-01,1\n",
    );
    says(
        again(path, "r.csv"),
        &["no column \"perpetrator_id\"", "\"victim_id\""],
    );
    assert_eq!(names(path), ["k.csv", "p.csv", "q.csv"]);
}
