//! Weights and decisions from files: the same again, refused when they cannot be, and adding up.

mod folder;

use folder::{PEOPLE, file, files, folder, put, run, says};
use hawthorn_linkage::bulk::job::LinkFiles;
use hawthorn_linkage::bulk::model::Model;

#[test]
fn decisions_that_cannot_hold_are_refused() {
    let folder = folder();
    let path = folder.path();
    let told = LinkFiles {
        told: Some(path.join("t.csv")),
        ..files(path)
    };
    for (text, words) in [
        ("id_l,id_r,same\n1,1,no\n", ["line 2", "both \"1\""]),
        (
            "id_l,id_r,same\n1,2,no\n2,1,yes\n",
            ["line 3", "line 2 says no"],
        ),
        ("id_l,id_r\n1,2\n", ["line 1", "no column \"same\""]),
        ("id_l,id_r,same\n1,2,maybe\n", ["line 2", "yes or no"]),
    ] {
        put(path, "t.csv", text);
        says(run(&told).1, &words);
    }
    put(path, "t.csv", "id_l,id_r,same\n1,2,no\n2,1,no\n");
    assert_eq!(run(&told).1, None);
}

#[test]
fn a_model_that_is_none_is_refused_in_plain_words() {
    let shipped = Model::shipped().to_json();
    let said = |text: &str| Model::from_json(text).expect_err("a refusal");
    for (text, words) in [
        (String::new(), "the file is empty"),
        (shipped[..shipped.len() / 2].to_owned(), "breaks off"),
        ("{\n  alone\n}".to_owned(), "line 2"),
        ("{}".to_owned(), "alone"),
        (
            shipped.replacen("\"swapped\":", "\"swopped\":", 1),
            "\"swopped\" is no level of \"birth\"",
        ),
        (
            shipped.replacen("\"birth\":{", "\"berth\":{", 1),
            "\"berth\" is no field",
        ),
        (
            shipped.replacen("\"base\":", "\"base\":9", 1),
            "may be above",
        ),
        (
            shipped.replacen("\"usual\":[", "\"usual\":[7,", 1),
            "--save-model",
        ),
    ] {
        let refused = said(&text);
        assert!(refused.contains(words), "{words}: {refused}");
    }
}

#[test]
fn weights_that_are_kept_weigh_the_same_again() {
    let folder = folder();
    let path = folder.path();
    let mut text = PEOPLE.to_owned();
    for n in 10..400 {
        let (name, day) = (["Ann", "Bea", "Cleo"][n % 3], n % 27 + 1);
        let town = ["Quarry", "Mill", "Long"][n % 7 % 3];
        text.push_str(&format!(
            "{n},{name},Lee{},19{}-03-{day:02},CV{} 1AA,{} {town} Road,,F\n",
            n / 6,
            n % 60 + 30,
            n / 4,
            n / 2
        ));
        text.push_str(&format!(
            "{n}b,{name}a,Lee{},19{}-03-{day:02},,{} {town} Rd,07700 9{n:05},\n",
            n / 6,
            n % 60 + 30,
            n / 2
        ));
    }
    put(path, "p.csv", text);
    let saving = LinkFiles {
        save_model: Some(path.join("m.json")),
        ..files(path)
    };
    assert_eq!(run(&saving).1, None);
    let want = file(path, "o.csv");
    assert!(want.lines().count() > 300);
    let using = LinkFiles {
        model: Some(path.join("m.json")),
        ..files(path)
    };
    assert_eq!(run(&using).1, None);
    assert_eq!(file(path, "o.csv"), want);
}

#[test]
fn the_weights_on_a_line_add_up_to_the_score() {
    let folder = folder();
    let path = folder.path();
    let mut text = PEOPLE.to_owned();
    for n in 10..90 {
        text.push_str(&format!(
            "{n},{},Lee,1970-0{}-03,CV{} 1AA,{} Mill Road,,F\n",
            ["Ann", "Anne", "Bea"][n % 3],
            n % 4 + 1,
            n % 5,
            n % 8
        ));
    }
    put(path, "p.csv", text);
    put(path, "t.csv", "id_l,id_r,same\n1,3,yes\n");
    let explained = LinkFiles {
        explain: true,
        told: Some(path.join("t.csv")),
        ..files(path)
    };
    assert_eq!(run(&explained).1, None);
    let pairs = file(path, "o.csv");
    assert!(pairs.lines().count() > 100);
    for line in pairs.lines().skip(1) {
        let mut cells = line.splitn(4, ',').skip(2);
        let score: f64 = cells.next().expect("a score").parse().expect("a number");
        let why = cells.next().expect("why").trim_matches('"');
        let weights = why
            .split("; ")
            .filter_map(|part| part.split(' ').next()?.parse::<f64>().ok());
        let sum: f64 = weights.sum();
        assert!((sum - score).abs() < 0.0506, "{sum} {line}");
    }
}
