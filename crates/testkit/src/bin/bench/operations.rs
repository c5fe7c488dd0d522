//! The operations that are measured, each with the look at its answer that tells a right one from a fast one.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::running::http::{Answer, Connection};
use super::running::sheet::Pair;

/// Rows on a worklist's page.
const PAGE: usize = 50;
/// The writes of one incident: it is taken, then the six checks are recorded.
const CHECKS: &[&str] = &[
    "level",
    "duplicates",
    "earlier_incidents",
    "former_partners",
    "other_risks",
    "form_quality",
];

/// What the operations work on.
pub struct Material {
    /// Open incidents, with their references.
    pub incidents: Vec<(String, String)>,
    /// People who are in the records.
    pub pairs: Vec<Pair>,
}

/// One operation: its name and what it does with a connection, its number and a counter.
pub struct Operation {
    /// Its name in tables and files.
    pub name: &'static str,
    /// What it does.
    pub run: fn(&Material, &mut Connection, usize, u64) -> Result<()>,
}

/// All of them. Writes come last, since they change what is read.
pub const ALL: &[Operation] = &[
    Operation {
        name: "worklist, 50 rows, API",
        run: worklist,
    },
    Operation {
        name: "worklist, 50 rows, page",
        run: worklist_page,
    },
    Operation {
        name: "open incident, API",
        run: incident,
    },
    Operation {
        name: "open incident, page",
        run: incident_page,
    },
    Operation {
        name: "search by name and date of birth, API",
        run: search,
    },
    Operation {
        name: "write: take it, record a check, API",
        run: write,
    },
];

impl Material {
    /// Reads the first pages of the worklist, as far as they are needed.
    ///
    /// # Errors
    /// When the worklist does not give them.
    pub fn gather(connection: &mut Connection, pairs: Vec<Pair>, wanted: usize) -> Result<Self> {
        let mut incidents = Vec::new();
        let mut path = "/api/v1/incidents?queue=to_screen".to_owned();
        loop {
            let page = connection.get(&path)?.json()?;
            let rows = page["rows"]
                .as_array()
                .context("the worklist has no rows")?;
            incidents.extend(rows.iter().filter_map(|row| {
                Some((
                    row["id"].as_str()?.to_owned(),
                    row["reference"].as_str()?.to_owned(),
                ))
            }));
            match page["next"].as_str() {
                Some(next) if incidents.len() < wanted => {
                    path = format!("/api/v1/incidents?queue=to_screen&after={next}")
                }
                _ => break,
            }
        }
        ensure!(
            incidents.len() >= PAGE,
            "the worklist holds {} incidents, too few to measure",
            incidents.len()
        );
        Ok(Self { incidents, pairs })
    }

    /// The incident for a turn of a connection: connections never share one.
    fn at(&self, place: usize, turn: u64) -> Result<&(String, String)> {
        let share = self.incidents.len() / super::load::CONNECTIONS;
        let own = usize::try_from(turn).unwrap_or_default() % share.max(1);
        self.incidents
            .get(place * share + own)
            .context("there are fewer incidents than connections")
    }
}

fn page(answer: &Answer) -> Result<String> {
    let text = answer.text();
    ensure!(
        answer.status == 200,
        "the server answered {}: {}",
        answer.status,
        text.chars().take(300).collect::<String>()
    );
    Ok(text)
}

fn worklist(_: &Material, connection: &mut Connection, _: usize, _: u64) -> Result<()> {
    let answer = connection
        .get("/api/v1/incidents?queue=to_screen")?
        .json()?;
    ensure!(
        answer["rows"].as_array().map(Vec::len) == Some(PAGE),
        "the worklist came without its {PAGE} rows"
    );
    Ok(())
}

fn worklist_page(_: &Material, connection: &mut Connection, _: usize, _: u64) -> Result<()> {
    let text = page(&connection.get("/incidents?queue=to_screen")?)?;
    let links = text.matches("href=\"/incidents/I-").count();
    ensure!(
        links >= PAGE,
        "the worklist's page links to {links} incidents instead of {PAGE}"
    );
    Ok(())
}

fn incident(
    material: &Material,
    connection: &mut Connection,
    place: usize,
    turn: u64,
) -> Result<()> {
    let (id, reference) = material.at(place, turn)?;
    let answer = connection.get(&format!("/api/v1/incidents/{id}"))?.json()?;
    ensure!(
        answer["reference"] == reference.as_str()
            && answer["checks"].as_array().map(Vec::len) == Some(CHECKS.len()),
        "the incident {id} came incomplete: {answer}"
    );
    Ok(())
}

fn incident_page(
    material: &Material,
    connection: &mut Connection,
    place: usize,
    turn: u64,
) -> Result<()> {
    let (id, reference) = material.at(place, turn)?;
    let text = page(&connection.get(&format!("/incidents/{id}"))?)?;
    ensure!(
        text.contains(reference.as_str()),
        "the page of {id} does not name its reference {reference}"
    );
    Ok(())
}

fn search(material: &Material, connection: &mut Connection, place: usize, turn: u64) -> Result<()> {
    let own = usize::try_from(turn).unwrap_or_default() * super::load::CONNECTIONS + place;
    let pair = material
        .pairs
        .get(own % material.pairs.len().max(1))
        .context("there is nobody to search for")?;
    let [given, family, born] = &pair.victim;
    let found = connection
        .post(
            "/api/v1/people/search",
            &json!({ "text": format!("{given} {family} {born}") }),
        )?
        .json()?;
    let there = found["people"]
        .as_array()
        .is_some_and(|people| people.iter().any(|person| names(person, given, family)));
    ensure!(
        there,
        "the search for {given} {family} {born} did not find them: {found}"
    );
    Ok(())
}

fn names(person: &Value, given: &str, family: &str) -> bool {
    person["name"].as_str().is_some_and(|name| {
        let name = name.to_lowercase();
        name.contains(&given.to_lowercase()) && name.contains(&family.to_lowercase())
    })
}

fn write(material: &Material, connection: &mut Connection, place: usize, turn: u64) -> Result<()> {
    let writes = CHECKS.len() as u64 + 1;
    let (id, _) = material.at(place, turn / writes)?;
    let answer = match usize::try_from(turn % writes)?
        .checked_sub(1)
        .and_then(|check| CHECKS.get(check))
    {
        None => connection.post(&format!("/api/v1/incidents/{id}/claim"), &json!({}))?,
        Some(check) => connection.post(
            &format!("/api/v1/incidents/{id}/checks"),
            &json!({ "check": check, "note": format!("Invented note {turn}") }),
        )?,
    };
    ensure!(
        answer.json()?["done"] == true,
        "a write to {id} was not acknowledged"
    );
    Ok(())
}
