//! Matches a sample of invented people from CSV files and writes results for a scorer.
//!
//! Use: `score_sample <people.csv> <queries.csv> <folder for results>`. Writes
//! `search.csv` (query_id,id,score) and `pairs.csv` (id_l,id_r,score), where
//! the score is the evidence in bits.

use std::collections::HashMap;
use std::error::Error;
use std::io::{self, Write};
use std::path::Path;

use hawthorn_linkage::{Address, AgeOn, Birth, Index, Name, Record, Sex, pairs};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(people), Some(queries), Some(folder)) = (args.next(), args.next(), args.next())
    else {
        return Err("give three paths: people.csv, queries.csv and a folder for results".into());
    };
    let folder = Path::new(&folder);
    let mut out = io::stdout().lock();

    let people = read(&people)?;
    let mut index = Index::new();
    for (id, record) in &people {
        index.insert(id, record);
    }
    writeln!(out, "{} records put in", index.len())?;

    let queries = read(&queries)?;
    let mut found = csv::Writer::from_path(folder.join("search.csv"))?;
    found.write_record(["query_id", "id", "score"])?;
    for (query, record) in &queries {
        for candidate in index.candidates(record, 20) {
            found.write_record([query, &candidate.id, &format!("{:.4}", candidate.bits)])?;
        }
    }
    found.flush()?;
    writeln!(out, "{} questions", queries.len())?;

    let mut file = csv::Writer::from_path(folder.join("pairs.csv"))?;
    file.write_record(["id_l", "id_r", "score", "probability"])?;
    let all = pairs(&index, 0.0001);
    for pair in &all {
        let numbers = [format!("{:.4}", pair.bits), format!("{:.6}", pair.score)];
        file.write_record([&pair.left, &pair.right, &numbers[0], &numbers[1]])?;
    }
    file.flush()?;
    writeln!(out, "{} pairs", all.len())?;
    Ok(())
}

/// Reads the columns of the sample; missing columns count as blank.
fn read(path: &str) -> Result<Vec<(String, Record)>, Box<dyn Error>> {
    let mut reader = csv::Reader::from_path(path)?;
    let mut out = Vec::new();
    for row in reader.deserialize::<HashMap<String, String>>() {
        let row = row?;
        let cell = |name: &str| row.get(name).cloned().unwrap_or_default();
        let mut names = vec![Name {
            given: cell("given_name"),
            middle: cell("other_names"),
            family: cell("family_name"),
        }];
        for alias in cell("aliases")
            .split([';', '|'])
            .filter(|a| !a.trim().is_empty())
        {
            names.push(Name::full(alias));
        }
        let on = match Birth::parse(&cell("record_date")) {
            Some(Birth::Full(date)) => Some(date),
            _ => None,
        };
        let age = cell("age").parse().ok().zip(on);
        let record = Record {
            names,
            birth: Birth::parse(&cell("date_of_birth")),
            age: age.map(|(years, on)| AgeOn { years, on }),
            sex: match cell("sex").as_str() {
                "F" => Some(Sex::Female),
                "M" => Some(Sex::Male),
                _ => None,
            },
            addresses: vec![Address {
                line: cell("address_line"),
                town: cell("town"),
                postcode: cell("postcode"),
            }],
            phones: vec![cell("phone")],
            emails: vec![cell("email")],
            ..Record::default()
        };
        out.push((cell("id"), record));
    }
    Ok(out)
}
