//! The slowest single comparison that anybody could cause: records full of the
//! longest values there may be. Prints one line of JSON, times in milliseconds;
//! then, for a number of people, how long one takes to be put in and found, and
//! how many bytes a person takes.
//!
//! `worst [PEOPLE]`

#![allow(
    clippy::disallowed_methods,
    reason = "a tool that measures times itself"
)]

use std::error::Error;
use std::io::Write;
use std::time::Instant;

use hawthorn_linkage::{Address, Birth, Identifier, Index, Name, Record, Sex};

/// A record with a hundred values of each kind, ten thousand letters long, which
/// differ a little everywhere.
fn full(letter: char, shift: usize) -> Record {
    let text = |n: usize| -> String {
        let word: String = std::iter::repeat_n(letter, 39).collect();
        let slip = char::from_u32(0x430 + ((n + shift) % 30) as u32).unwrap_or('x');
        format!("{word}{slip} ").repeat(10_000 / 41)
    };
    let each = |f: &dyn Fn(usize) -> String| (0..100).map(f).collect::<Vec<String>>();
    Record {
        names: (0..100)
            .map(|n| Name {
                given: text(n),
                middle: text(n + 7),
                family: text(n + 13),
            })
            .collect(),
        birth: Birth::parse("1980-02-03"),
        other_births: (1..29)
            .filter_map(|n| {
                Birth::parse(&format!(
                    "19{}-0{}-{n:02}",
                    60 + (n + shift) % 40,
                    1 + n % 9
                ))
            })
            .collect(),
        sex: Some(Sex::Female),
        addresses: (0..100)
            .map(|n| Address {
                line: format!("{n} {}", text(n)),
                town: text(n),
                postcode: format!("CV{} {}AA", n % 99, n % 9),
            })
            .collect(),
        phones: each(&|n| format!("07700 9{:05}", n * 10 + shift)),
        emails: each(&|n| format!("{}@example.org", text(n).replace(' ', "."))),
        identifiers: (0..100)
            .map(|n| Identifier {
                scheme: "nhs".to_owned(),
                value: format!("{}{n}", text(n)),
            })
            .collect(),
        ..Record::default()
    }
}

fn person(n: usize) -> Record {
    let pick = |list: &[&str], by: usize| list[(n / by) % list.len()].to_owned();
    let given = [
        "Ann", "Bea", "Callum", "Dilys", "Ewan", "Farah", "Gwen", "Harpreet", "Iona",
    ];
    let family = [
        "Lee",
        "Kaur",
        "Mazur",
        "Prosser",
        "Quick",
        "Rahman",
        "Shah",
        "Thackeray",
    ];
    Record {
        names: vec![Name::new(
            &format!("{}{}", pick(&given, 1), (b'a' + (n % 23) as u8) as char),
            &format!("{}{}", pick(&family, 9), n % 4_999),
        )],
        birth: Birth::parse(&format!(
            "{}-{:02}-{:02}",
            1940 + n % 70,
            1 + n % 12,
            1 + n % 28
        )),
        addresses: vec![Address {
            line: format!("{} Invented {} Road", n % 190, n % 3_001),
            town: "Rugby".to_owned(),
            postcode: format!(
                "CV{} {}{}{}",
                n % 50,
                n % 10,
                (b'A' + (n % 19) as u8) as char,
                (b'A' + (n % 17) as u8) as char
            ),
        }],
        phones: vec![format!("07700 9{:05}", n % 100_000)],
        ..Record::default()
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout();
    let mut index = Index::new();
    index.insert("x", &full('ж', 0));
    let mut worst: f64 = 0.0;
    for (letter, shift) in [('ж', 1), ('a', 1), ('é', 5), ('ß', 9), ('王', 2), ('ж', 13)] {
        let asked = full(letter, shift);
        let start = Instant::now();
        let told = index.compare_with(&asked, "x").ok_or("x is held")?;
        worst = worst.max(start.elapsed().as_secs_f64() * 1e3);
        assert!(told.bits.is_finite());
    }
    writeln!(out, "{{\"worst_comparison_ms\":{worst:.3}}}")?;
    let Some(people) = std::env::args().nth(1) else {
        return Ok(());
    };
    let people: usize = people.parse()?;
    let mut index = Index::new();
    let start = Instant::now();
    let mut slowest: f64 = 0.0;
    for n in 0..people {
        let record = person(n);
        let one = Instant::now();
        index.insert(&n.to_string(), &record);
        slowest = slowest.max(one.elapsed().as_secs_f64() * 1e3);
    }
    let filled = start.elapsed().as_secs_f64();
    let mut took: Vec<f64> = (0..20_000)
        .map(|n| {
            let asked = person(n * 7 % people.max(1));
            let start = Instant::now();
            index.candidates(&asked, 5);
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    took.sort_by(f64::total_cmp);
    let bytes = index.bytes() as f64 / people.max(1) as f64;
    writeln!(
        out,
        "{{\"people\":{people},\"filled_s\":{filled:.2},\"slowest_insert_ms\":{slowest:.2},\"p50_ms\":{:.4},\"p99_ms\":{:.4},\"bytes_a_person\":{bytes:.0}}}",
        took[took.len() / 2],
        took[took.len() * 99 / 100],
    )?;
    Ok(())
}
