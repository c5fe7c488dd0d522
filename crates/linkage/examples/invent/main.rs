//! Invents people as several agencies would write them down, with the truth.
//!
//! Use: `invent --records 100000 --seed 7 --mix town --out FOLDER`. Writes
//! people.csv, truth.csv (id, person_id, household, origin), queries.csv,
//! queries_truth.csv, cases.csv and cases_truth.csv.

mod cases;
mod chance;
mod homes;
mod mix;
mod names;
mod people;
mod scribe;
mod slips;
mod write;

use std::path::PathBuf;

use chance::Chance;
use mix::MIXES;
use people::County;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let (mut records, mut seed, mut name, mut out) =
        (10_000usize, 1u64, "town".to_owned(), PathBuf::from("."));
    while let Some(flag) = args.next() {
        let value = args.next().ok_or_else(|| format!("{flag} needs a value"))?;
        match flag.as_str() {
            "--records" => records = value.parse()?,
            "--seed" => seed = value.parse()?,
            "--mix" => name = value,
            "--out" => out = value.into(),
            other => return Err(format!("there is no flag {other}").into()),
        }
    }
    let mix = MIXES.iter().find(|m| m.name == name).ok_or_else(|| {
        let names: Vec<&str> = MIXES.iter().map(|m| m.name).collect();
        format!("there is no mix {name}; there are {}", names.join(", "))
    })?;
    std::fs::create_dir_all(&out)?;
    let mut chance = Chance::new(seed);
    let mut county = County::new(mix, records, &mut chance);
    while (county.people.len() as f64) * mix.records < records as f64 {
        county.household(&mut chance);
    }
    let written = write::records(&county, records, &mut chance);
    write::people(&out, &county, &written)?;
    write::queries(&out, &county, records / 20, &mut chance)?;
    cases::write(&out, &county, &written, &mut chance)?;
    Ok(())
}
