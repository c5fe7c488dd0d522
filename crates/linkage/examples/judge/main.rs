//! Judges scored pairs of a file of people against the truth: figures, errors by
//! class and, where the truth names them, by the origin of names.
//!
//! `judge PEOPLE.csv TRUTH.csv PAIRS.csv` prints one line of JSON. The truth has
//! `id,person_id` and perhaps `origin`; the pairs have `id_l,id_r,score`.

#[allow(dead_code, reason = "shared with the example that fits weights")]
#[path = "../fit/score.rs"]
mod score;

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::io::Write;

use score::Figures;

/// What is looked at to name an error.
struct Row {
    given: String,
    family: String,
    born: String,
    home: String,
    postcode: String,
    phone: String,
}

struct Set {
    slots: HashMap<String, u32>,
    rows: Vec<Row>,
    person: Vec<u32>,
    origin: Vec<String>,
}

type Rows = Vec<HashMap<String, String>>;

fn table(path: &str) -> Result<Rows, Box<dyn Error>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path)?;
    Ok(reader.deserialize().collect::<Result<Rows, _>>()?)
}

fn load(people: &str, truth: &str) -> Result<Set, Box<dyn Error>> {
    let plain = |text: &str| -> String {
        let kept = text.chars().filter(|c| c.is_alphanumeric());
        kept.flat_map(char::to_lowercase).collect()
    };
    let mut set = Set {
        slots: HashMap::new(),
        rows: Vec::new(),
        person: Vec::new(),
        origin: Vec::new(),
    };
    for (slot, row) in (0u32..).zip(table(people)?) {
        let cell = |name: &str| plain(row.get(name).map_or("", String::as_str));
        let id = row.get("id").ok_or("people.csv has no column id")?;
        set.slots.insert(id.trim().to_owned(), slot);
        set.rows.push(Row {
            given: cell("given_name"),
            family: cell("family_name"),
            born: cell("date_of_birth"),
            home: cell("address_line"),
            postcode: cell("postcode"),
            phone: cell("phone"),
        });
    }
    let mut numbers: HashMap<String, u32> = HashMap::new();
    set.person = vec![u32::MAX; set.rows.len()];
    set.origin = vec![String::new(); set.rows.len()];
    for row in table(truth)? {
        let cell = |name: &str| row.get(name).cloned().unwrap_or_default();
        let Some(slot) = set.slots.get(&cell("id")) else {
            return Err(format!("truth.csv names {}, who is not in people.csv", cell("id")).into());
        };
        let next = numbers.len() as u32;
        set.person[*slot as usize] = *numbers.entry(cell("person_id")).or_insert(next);
        set.origin[*slot as usize] = cell("origin");
    }
    Ok(set)
}

/// Two places and how likely they are one person.
type Scored = (u32, u32, f32);

fn pairs(path: &str, set: &Set) -> Result<Vec<Scored>, Box<dyn Error>> {
    let mut out: HashMap<(u32, u32), f32> = HashMap::new();
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path)?;
    for row in reader.records() {
        let row = row?;
        let slot = |at: usize| set.slots.get(row.get(at).unwrap_or_default()).copied();
        let (Some(l), Some(r)) = (slot(0), slot(1)) else {
            return Err(format!("{path} names an id that is not in people.csv").into());
        };
        let bits: f32 = row.get(2).unwrap_or_default().parse()?;
        let held = out.entry((l.min(r), l.max(r))).or_insert(bits);
        *held = held.max(bits);
    }
    Ok(out.into_iter().map(|((l, r), bits)| (l, r, bits)).collect())
}

fn same(left: &str, right: &str) -> bool {
    !left.is_empty() && left == right
}

/// What two different people have in common that made them look like one.
fn false_class(l: &Row, r: &Row) -> &'static str {
    let home = same(&l.postcode, &r.postcode) || same(&l.home, &r.home) || same(&l.phone, &r.phone);
    let names = same(&l.given, &r.given) && same(&l.family, &r.family);
    match (same(&l.born, &r.born), names, home) {
        (true, false, true) => "one date of birth and home, other name (twins)",
        (false, true, true) => "one name and home, other or no date of birth (parent and child)",
        (true, true, _) => "one name and date of birth",
        (false, false, true) => "one home (family, house-mates)",
        (true, false, false) => "one date of birth",
        (false, true, false) => "one name",
        (false, false, false) => "nothing quite the same",
    }
}

/// What of one person differs between two records that were not joined.
fn missed_class(l: &Row, r: &Row) -> &'static str {
    let gone = |l: &str, r: &str| l.is_empty() || r.is_empty();
    match () {
        () if gone(&l.given, &r.given) || gone(&l.family, &r.family) => "a name is missing",
        () if l.family != r.family && l.given == r.given && same(&l.born, &r.born) => {
            "another surname"
        }
        () if gone(&l.born, &r.born) && l.postcode != r.postcode => "no date of birth, moved",
        () if gone(&l.born, &r.born) => "no date of birth",
        () if l.born != r.born && (l.given != r.given || l.family != r.family) => {
            "name and date of birth both differ"
        }
        () if l.born != r.born => "another date of birth",
        () if l.given != r.given && l.family != r.family => "both names differ",
        () => "one name differs",
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [people, truth, found] = args.as_slice() else {
        return Err("give three files: PEOPLE.csv TRUTH.csv PAIRS.csv".into());
    };
    let set = load(people, truth)?;
    let pairs = pairs(found, &set)?;
    let figures = score::figures(&pairs, &set.person);
    let line = serde_json::json!({
        "best_f1": figures.best_f1,
        "joined_f1": figures.joined_f1,
        "recall_99": figures.recall_99,
        "recall_999": figures.recall_999,
        "reach": figures.reach,
        "false": wrong(&set, &pairs, &figures),
        "missed": missed(&set, &pairs, &figures),
        "origins": origins(&set, &pairs, &figures),
    });
    writeln!(std::io::stdout(), "{line}")?;
    Ok(())
}

fn wrong(set: &Set, pairs: &[(u32, u32, f32)], figures: &Figures) -> BTreeMap<&'static str, u32> {
    let mut out = BTreeMap::new();
    for (l, r, bits) in pairs {
        let (l, r) = (*l as usize, *r as usize);
        if *bits >= figures.threshold && set.person[l] != set.person[r] {
            *out.entry(false_class(&set.rows[l], &set.rows[r]))
                .or_default() += 1;
        }
    }
    out
}

/// The true pairs: every two records of one person.
fn true_pairs(set: &Set) -> Vec<(u32, u32)> {
    let mut members: HashMap<u32, Vec<u32>> = HashMap::new();
    for (slot, person) in (0u32..).zip(&set.person) {
        members.entry(*person).or_default().push(slot);
    }
    let mut out = Vec::new();
    for list in members.values() {
        for (at, l) in list.iter().enumerate() {
            out.extend(list.iter().skip(at + 1).map(|r| (*l, *r)));
        }
    }
    out
}

fn above(pairs: &[(u32, u32, f32)], threshold: f32) -> std::collections::HashSet<(u32, u32)> {
    let kept = pairs.iter().filter(|(_, _, bits)| *bits >= threshold);
    kept.map(|(l, r, _)| (*l, *r)).collect()
}

fn missed(set: &Set, pairs: &[(u32, u32, f32)], figures: &Figures) -> BTreeMap<&'static str, u32> {
    let kept = above(pairs, figures.threshold);
    let mut out = BTreeMap::new();
    for (l, r) in true_pairs(set).into_iter().filter(|p| !kept.contains(p)) {
        let class = missed_class(&set.rows[l as usize], &set.rows[r as usize]);
        *out.entry(class).or_default() += 1;
    }
    out
}

/// For each origin of names: true pairs, recall at precision 0.99, and false pairs
/// there for each hundred true ones.
fn origins(
    set: &Set,
    pairs: &[(u32, u32, f32)],
    figures: &Figures,
) -> BTreeMap<String, (u32, f64, f64)> {
    if set.origin.iter().all(String::is_empty) {
        return BTreeMap::new();
    }
    let kept = above(pairs, figures.threshold_99);
    let mut counts: BTreeMap<String, (u32, u32, u32)> = BTreeMap::new();
    for (l, r) in true_pairs(set) {
        let entry = counts.entry(set.origin[l as usize].clone()).or_default();
        entry.0 += 1;
        entry.1 += u32::from(kept.contains(&(l, r)));
    }
    for (l, r) in kept {
        if set.person[l as usize] != set.person[r as usize] {
            counts.entry(set.origin[l as usize].clone()).or_default().2 += 1;
        }
    }
    let share = |part: u32, all: u32| f64::from(part) / f64::from(all.max(1));
    counts
        .into_iter()
        .map(|(origin, (all, found, wrong))| {
            (origin, (all, share(found, all), 100.0 * share(wrong, all)))
        })
        .collect()
}
