//! `./dev bench linkage`: Hawthorn beside Splink, in turn, on the same files, by our own scorer.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::command;
use crate::workspace::{cargo, root, target};

/// What is installed from PyPI, so that two runs compare the same programs.
const PACKAGES: [&str; 2] = ["splink==5.0.0", "recordlinkage==0.16"];

/// A mix of mistakes that the shipped weights were not fitted on, and a seed of its own.
const MIX: &str = "harbour";
const SEED: &str = "21";

const HELP: &str = "\
./dev bench linkage [--sizes 10k,100k,1m] [--sample FOLDER] [--mix harbour] [--seed 21]
                    [--runs 1] [--without splink,febrl]
        --sample  a folder with people.csv and truth.csv (or HAWTHORN_LINKAGE_SAMPLE)
        --runs    each program so many times; the run of median wall time is shown
";

/// What a run was asked to do.
struct Wanted {
    sizes: Vec<(String, u64)>,
    sample: Option<PathBuf>,
    mix: String,
    seed: String,
    runs: usize,
    splink: bool,
    febrl: bool,
}

/// One file to link.
struct Set {
    name: String,
    folder: PathBuf,
    /// Whether it holds a national number in place of British addresses.
    national: bool,
}

/// What one program took and came to.
struct Taken {
    program: &'static str,
    wall: f64,
    cpu: f64,
    mib: f64,
    judged: Value,
}

/// Measures and prints tables in Markdown.
///
/// # Errors
/// When a flag is wrong, the sample is not there, or a program fails.
pub fn run(arguments: &[String]) -> Result<ExitCode> {
    if arguments.iter().any(|a| a == "--help" || a == "-h") {
        print!("{HELP}");
        return Ok(ExitCode::SUCCESS);
    }
    let wanted = wanted(arguments)?;
    let place = target()?.join("bench-linkage");
    std::fs::create_dir_all(&place)?;
    println!("Building Hawthorn for real use");
    command::run(cargo().args(["build", "--release", "-p", "hawthorn-linkage", "--examples"]))?;
    let python = environment(&place)?;
    let sets = sets(&wanted, &place, &python)?;
    let mut rows = Vec::new();
    for set in &sets {
        for program in ["Splink", "Hawthorn"] {
            if program == "Splink" && !wanted.splink {
                continue;
            }
            println!("{}: {program}", set.name);
            let taken = median(&wanted, set, program, &place, &python)?;
            rows.push((set, taken));
        }
    }
    print!("{}", report(&rows));
    Ok(ExitCode::SUCCESS)
}

fn wanted(arguments: &[String]) -> Result<Wanted> {
    let mut wanted = Wanted {
        sizes: Vec::new(),
        sample: std::env::var_os("HAWTHORN_LINKAGE_SAMPLE").map(PathBuf::from),
        mix: MIX.to_owned(),
        seed: SEED.to_owned(),
        runs: 1,
        splink: true,
        febrl: true,
    };
    let mut sizes = "10k,100k,1m".to_owned();
    let mut rest = arguments.iter();
    while let Some(flag) = rest.next() {
        let value = rest
            .next()
            .with_context(|| format!("{flag} needs a value\n{HELP}"))?;
        match flag.as_str() {
            "--sizes" => sizes = value.clone(),
            "--sample" => wanted.sample = Some(PathBuf::from(value)),
            "--mix" => wanted.mix = value.clone(),
            "--seed" => wanted.seed = value.clone(),
            "--runs" => wanted.runs = value.parse().context("--runs is a whole number")?,
            "--without" => {
                wanted.splink = !value.contains("splink");
                wanted.febrl = !value.contains("febrl");
            }
            other => bail!("there is no flag {other}\n{HELP}"),
        }
    }
    for size in sizes.split(',').filter(|size| !size.is_empty()) {
        wanted.sizes.push((size.to_owned(), count(size)?));
    }
    if let Some(sample) = &wanted.sample
        && !sample.join("people.csv").is_file()
    {
        bail!(
            "{} holds no people.csv; name the folder of the sample with --sample, or leave it out",
            sample.display()
        );
    }
    Ok(wanted)
}

/// "10k" and "1m" as numbers.
fn count(size: &str) -> Result<u64> {
    let lower = size.to_lowercase();
    let (digits, times) = match lower.strip_suffix('k') {
        Some(digits) => (digits, 1_000),
        None => lower
            .strip_suffix('m')
            .map_or((lower.as_str(), 1), |digits| (digits, 1_000_000)),
    };
    let number: u64 = digits
        .parse()
        .with_context(|| format!("{size} is no size; write 10k, 100k or 1m"))?;
    Ok(number * times)
}

/// A Python of its own with the packages, made once.
fn environment(place: &Path) -> Result<PathBuf> {
    let folder = place.join("venv");
    let python = folder.join("bin").join("python");
    let stamp = folder.join("hawthorn-packages");
    let packages = PACKAGES.join(" ");
    if std::fs::read_to_string(&stamp).is_ok_and(|held| held == packages) {
        return Ok(python);
    }
    println!("Installing {packages} from PyPI");
    command::run(Command::new("python3").arg("-m").arg("venv").arg(&folder))
        .context("Python 3 with its venv module is needed (on Debian: python3-venv)")?;
    command::run(
        Command::new(&python)
            .args(["-m", "pip", "install", "--quiet"])
            .args(PACKAGES),
    )?;
    std::fs::write(&stamp, packages)?;
    Ok(python)
}

fn script(name: &str) -> PathBuf {
    root().join("xtask").join("linkage").join(name)
}

fn example(name: &str) -> Result<PathBuf> {
    Ok(target()?.join("release").join("examples").join(name))
}

fn sets(wanted: &Wanted, place: &Path, python: &Path) -> Result<Vec<Set>> {
    let mut sets = Vec::new();
    match &wanted.sample {
        Some(folder) => sets.push(Set {
            name: "sample".to_owned(),
            folder: folder.clone(),
            national: false,
        }),
        None => println!("No sample: name its folder with --sample to measure on it too"),
    }
    for (size, records) in &wanted.sizes {
        let name = format!("{} {size}, seed {}", wanted.mix, wanted.seed);
        let folder = place
            .join("sets")
            .join(format!("{}-{}-{records}", wanted.mix, wanted.seed));
        if !folder.join("truth.csv").is_file() {
            println!("Inventing {records} records");
            let records = records.to_string();
            let made = [
                "--records",
                &records,
                "--seed",
                &wanted.seed,
                "--mix",
                &wanted.mix,
            ];
            command::quiet(
                Command::new(example("invent")?)
                    .args(made)
                    .arg("--out")
                    .arg(&folder),
            )?;
        }
        sets.push(Set {
            name,
            folder,
            national: false,
        });
    }
    if wanted.febrl {
        let folder = place.join("sets").join("febrl");
        command::quiet(Command::new(python).arg(script("febrl.py")).arg(&folder))?;
        for name in ["febrl3", "febrl4"] {
            sets.push(Set {
                name: name.to_owned(),
                folder: folder.join(name),
                national: true,
            });
        }
    }
    Ok(sets)
}

/// The run of median wall time.
fn median(
    wanted: &Wanted,
    set: &Set,
    program: &'static str,
    place: &Path,
    python: &Path,
) -> Result<Taken> {
    let mut runs = Vec::new();
    for _ in 0..wanted.runs.max(1) {
        runs.push(once(set, program, place, python)?);
    }
    runs.sort_by(|a, b| a.wall.total_cmp(&b.wall));
    let middle = runs.len() / 2;
    Ok(runs.swap_remove(middle))
}

fn once(set: &Set, program: &'static str, place: &Path, python: &Path) -> Result<Taken> {
    let people = set.folder.join("people.csv");
    let pairs = place.join("pairs.csv");
    let mut meter = Command::new(python);
    meter.arg(script("meter.py"));
    if program == "Splink" {
        meter.arg(python).arg(script("splink_link.py"));
        meter.arg(&people).arg(&pairs);
        if set.national {
            meter.arg("national");
        }
    } else {
        meter.arg(example("link")?).arg(&people).arg(&pairs);
        meter.arg(place.join("groups.csv"));
    }
    let output = meter.stderr(Stdio::inherit()).output()?;
    let took: Value = serde_json::from_slice(&output.stdout)
        .with_context(|| format!("{program} on {} told nothing of its run", set.name))?;
    if took["code"] != 0 {
        bail!("{program} failed on {}", set.name);
    }
    let judged = command::quiet(
        Command::new(example("judge")?)
            .arg(&people)
            .arg(set.folder.join("truth.csv"))
            .arg(&pairs),
    )?;
    let number = |name: &str| took[name].as_f64().unwrap_or_default();
    Ok(Taken {
        program,
        wall: number("wall"),
        cpu: number("cpu"),
        mib: number("mib"),
        judged: serde_json::from_str(&judged)?,
    })
}

fn report(rows: &[(&Set, Taken)]) -> String {
    let mut out = String::from(
        "\n| Set | Program | Wall s | CPU s | MiB | Best F1 | F1 of joined groups | Recall at P 0.99 | at 0.999 |\n|---|---|---:|---:|---:|---:|---:|---:|---:|\n",
    );
    for (set, taken) in rows {
        let figure = |name: &str| taken.judged[name].as_f64().unwrap_or_default();
        let _ = writeln!(
            out,
            "| {} | {} | {:.1} | {:.1} | {:.0} | {:.4} | {:.4} | {:.4} | {:.4} |",
            set.name,
            taken.program,
            taken.wall,
            taken.cpu,
            taken.mib,
            figure("best_f1"),
            figure("joined_f1"),
            figure("recall_99"),
            figure("recall_999"),
        );
    }
    for (kind, title) in [("false", "False pairs"), ("missed", "Missed pairs")] {
        let _ = writeln!(out, "\n{title} where F1 is best, by class\n");
        by_name(rows, kind, &mut out, |value| value.to_string());
    }
    let _ = writeln!(
        out,
        "\nRecall at precision 0.99 by origin of names (in brackets: false pairs for each hundred true ones)\n"
    );
    by_name(rows, "origins", &mut out, |value| {
        let number = |at: usize| value[at].as_f64().unwrap_or_default();
        format!("{:.4} ({:.2})", number(1), number(2))
    });
    out
}

/// A table with a row for each name and a column for each set and program.
fn by_name(rows: &[(&Set, Taken)], kind: &str, out: &mut String, shown: impl Fn(&Value) -> String) {
    let of = |taken: &Taken| taken.judged[kind].as_object().cloned().unwrap_or_default();
    let columns: Vec<(String, serde_json::Map<String, Value>)> = rows
        .iter()
        .map(|(set, taken)| (format!("{}: {}", set.name, taken.program), of(taken)))
        .filter(|(_, values)| !values.is_empty())
        .collect();
    let mut names: Vec<&String> = columns
        .iter()
        .flat_map(|(_, values)| values.keys())
        .collect();
    names.sort();
    names.dedup();
    let heads: Vec<&str> = columns.iter().map(|(head, _)| head.as_str()).collect();
    let _ = writeln!(out, "| | {} |", heads.join(" | "));
    let _ = writeln!(out, "|---|{}", "---:|".repeat(columns.len()));
    for name in names {
        let cells: Vec<String> = columns
            .iter()
            .map(|(_, values)| values.get(name).map_or("–".to_owned(), &shown))
            .collect();
        let _ = writeln!(out, "| {name} | {} |", cells.join(" | "));
    }
}
