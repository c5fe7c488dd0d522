//! What the system can prove for each of the six checks, and what it searched, in words (R67–R73).

use hawthorn_domain::incidents::screening::ScreeningCheck;
use hawthorn_domain::incidents::{Consent, Flag, Incident, PartyRole};
use hawthorn_domain::people::Born;
use hawthorn_domain::platform::calendar::london_date;
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_domain::platform::words::{count, date};
use hawthorn_domain::risk::RiskLevel;

use super::Past;

/// The most references that one sentence names.
const MOST_NAMED: usize = 8;

/// What the system found for one check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// In plain words.
    pub words: String,
    /// Whether it calls for a closer look.
    pub look: bool,
}

impl Found {
    fn quiet(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            look: false,
        }
    }
    fn look(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            look: true,
        }
    }
}

/// What the system found for one check.
pub(crate) fn found(
    check: ScreeningCheck,
    incident: &Incident,
    settings: &AreaSettings,
    past: &Past,
) -> Found {
    match check {
        ScreeningCheck::Level => level(incident, settings),
        ScreeningCheck::Duplicates => duplicates(past),
        ScreeningCheck::EarlierIncidents => earlier_incidents(incident, past),
        ScreeningCheck::FormerPartners => former_partners(incident, past),
        ScreeningCheck::OtherRisks => other_risks(incident),
        ScreeningCheck::FormQuality => form_quality(incident, settings),
    }
}

fn level(incident: &Incident, settings: &AreaSettings) -> Found {
    let level = incident.level();
    let label = settings.levels.of(level).to_lowercase();
    let tool = incident
        .tool
        .as_deref()
        .and_then(|code| settings.risk_tool(code));
    match (incident.score, tool) {
        (Some(score), Some(tool)) => {
            let scored = format!("Score {score} of {} with {}", tool.questions, tool.name);
            match tool.high_threshold {
                Some(threshold) if score >= u16::from(threshold) && level < RiskLevel::High => {
                    Found::look(format!(
                        "{scored} but level {label}. This tool calls {threshold} or more high (R67, F2)."
                    ))
                }
                Some(threshold) if score >= u16::from(threshold) => Found::quiet(format!(
                    "{scored} and level {label}. This tool calls {threshold} or more high."
                )),
                Some(threshold) if level == RiskLevel::High => Found::look(format!(
                    "{scored}, under this tool’s {threshold} for high, but level {label}. Professional judgement may raise a level: read why."
                )),
                Some(threshold) => Found::quiet(format!(
                    "{scored}, under this tool’s {threshold} for high; level {label}. A low score does not mean low risk."
                )),
                None => Found::quiet(format!(
                    "{scored} and level {label}. This tool has no number that makes a level high."
                )),
            }
        }
        (Some(score), None) => Found::look(format!(
            "Score {score} without a risk tool that this area knows, and level {label}. Read the report to test the level."
        )),
        (None, _) => Found::look(format!(
            "No score was given, and level {label}. Read the report to test the level."
        )),
    }
}

/// What was searched. How many records there are is not told: it would tell of closely held ones (R218).
fn searched(past: &Past) -> String {
    format!(
        "searched everyone on record under {}",
        count(past.spellings as i64, "spelling", "spellings")
    )
}

fn duplicates(past: &Past) -> Found {
    let linked = past.victim.len().saturating_sub(1) + past.causing_harm.len().saturating_sub(1);
    let known = if linked == 0 {
        String::new()
    } else {
        format!(
            " {} already confirmed as theirs.",
            count(linked as i64, "other record is", "other records are")
        )
    };
    match past.open.len() {
        0 => Found::quiet(format!(
            "No unanswered possible duplicate; {}.{known}",
            searched(past)
        )),
        open => Found::look(format!(
            "{} not answered yet.{known}",
            count(
                open as i64,
                "possible duplicate is",
                "possible duplicates are"
            )
        )),
    }
}

fn earlier_incidents(incident: &Incident, past: &Past) -> Found {
    let pair: Vec<&Incident> = past
        .earlier(incident)
        .filter(|other| past.is_of_pair(other))
        .collect();
    let open = match past.open.len() {
        0 => String::new(),
        open => format!(
            " {} unanswered, so this may not be all.",
            count(
                open as i64,
                "possible duplicate is",
                "possible duplicates are"
            )
        ),
    };
    if past.causing_harm.is_empty() {
        let all: Vec<&Incident> = past.earlier(incident).collect();
        return match all.last() {
            Some(first) => Found::look(format!(
                "No person causing harm is named. {} of this victim since {}: {}.{open}",
                count(all.len() as i64, "earlier incident", "earlier incidents"),
                since(first),
                references(&all)
            )),
            None => Found {
                words: format!(
                    "No earlier incident found; {}. No person causing harm is named.{open}",
                    searched(past)
                ),
                look: !past.open.is_empty(),
            },
        };
    }
    match pair.last() {
        Some(first) => Found::look(format!(
            "{} of this pair since {}: {}.{open}",
            count(pair.len() as i64, "earlier incident", "earlier incidents"),
            since(first),
            references(&pair)
        )),
        None => Found {
            words: format!(
                "No earlier incident of this pair found; {}.{open}",
                searched(past)
            ),
            look: !past.open.is_empty(),
        },
    }
}

fn former_partners(incident: &Incident, past: &Past) -> Found {
    let apart = |group: &[PersonId], role: PartyRole| -> Vec<&Incident> {
        past.earlier(incident)
            .filter(|other| !past.is_of_pair(other) && Past::has_role(group, other, role))
            .collect()
    };
    let lists = [
        (
            apart(&past.victim, PartyRole::Victim),
            "of this victim with somebody else",
        ),
        (
            apart(&past.causing_harm, PartyRole::PersonCausingHarm),
            "in which this person caused harm to somebody else",
        ),
        (
            apart(&past.victim, PartyRole::PersonCausingHarm),
            "in which this victim is recorded as causing harm to somebody else",
        ),
        (
            apart(&past.causing_harm, PartyRole::Victim),
            "in which this person is recorded as the victim of somebody else",
        ),
    ];
    let told: Vec<String> = lists
        .iter()
        .filter(|(list, _)| !list.is_empty())
        .map(|(list, what)| {
            format!(
                "{} {what}: {}.",
                count(list.len() as i64, "earlier incident", "earlier incidents"),
                references(list)
            )
        })
        .collect();
    if told.is_empty() {
        let later = past
            .others
            .iter()
            .filter(|other| !past.is_of_pair(other) && !super::is_earlier(other, incident));
        let later: Vec<&Incident> = later.map(|other| &other.value).collect();
        if !later.is_empty() {
            return Found::look(format!(
                "No earlier incident of either of them with somebody else found; {}. {} after this one: {}.",
                searched(past),
                count(
                    later.len() as i64,
                    "incident with somebody else",
                    "incidents with somebody else"
                ),
                references(&later)
            ));
        }
        Found::quiet(format!(
            "No incident of either of them with somebody else found; {}.",
            searched(past)
        ))
    } else {
        Found::look(told.join(" "))
    }
}

fn other_risks(incident: &Incident) -> Found {
    let mut told: Vec<String> = incident
        .flags
        .iter()
        .filter(|flag| **flag != Flag::NoRecourse)
        .map(|flag| flag.label().to_lowercase())
        .collect();
    // Words of the source that are no flag of ours are still what somebody saw.
    told.extend(incident.other_flags.iter().map(|flag| format!("“{flag}”")));
    let children = incident.children().count();
    if children > 0 {
        told.push(count(children as i64, "child", "children"));
    }
    if incident.pregnant == Some(true) && !incident.flags.contains(&Flag::Pregnancy) {
        told.push("pregnancy".to_owned());
    }
    if incident.flags.contains(&Flag::NoRecourse) {
        told.push("no recourse to public funds".to_owned());
    }
    if let Some(language) = &incident.language {
        told.push(format!("needs {language}"));
    }
    told.extend(
        incident
            .routes
            .iter()
            .map(|route| format!("route: {}", route.label())),
    );
    let unasked = if incident.pregnant.is_none() {
        " Whether someone is pregnant was not stated."
    } else {
        ""
    };
    if told.is_empty() {
        Found::quiet(format!(
            "The report marks no mental health, substance or other need, no pregnancy and no child. Read it for what was not marked.{unasked}"
        ))
    } else {
        Found::look(format!("The report marks: {}.{unasked}", told.join("; ")))
    }
}

fn form_quality(incident: &Incident, settings: &AreaSettings) -> Found {
    let mut missing: Vec<String> = Vec::new();
    let tool = incident
        .tool
        .as_deref()
        .and_then(|code| settings.risk_tool(code));
    match (incident.score, tool) {
        (None, _) => missing.push("no score".to_owned()),
        (Some(score), Some(tool)) if score > u16::from(tool.questions) => missing.push(format!(
            "a score of {score}, more than the {} questions of {}",
            tool.questions, tool.name
        )),
        (Some(_), _) => {}
    }
    if tool.is_none() {
        missing.push("no risk tool that this area knows".to_owned());
    }
    match incident.consent {
        Consent::NotAsked => missing.push("consent was not asked for".to_owned()),
        Consent::NotStated => missing.push("consent is not stated".to_owned()),
        Consent::Given | Consent::Refused => {}
    }
    match incident.victim() {
        None => missing.push("no victim is named".to_owned()),
        Some(victim) if victim.born_as_reported == Born::Unknown => {
            missing.push("the victim’s date of birth".to_owned())
        }
        Some(_) => {}
    }
    if incident.person_causing_harm().is_none() {
        missing.push("no person causing harm is named".to_owned());
    }
    if incident.summary.trim().is_empty() {
        missing.push("no account of what happened".to_owned());
    }
    if missing.is_empty() {
        Found::quiet("Score, tool, consent, both people and the account are there.")
    } else {
        Found::look(format!(
            "Missing or unclear: {}. If the form is poor, tell the attending officer’s supervisor (R72).",
            missing.join("; ")
        ))
    }
}

fn since(incident: &Incident) -> String {
    date(london_date(incident.counts_from()))
}

fn references(incidents: &[&Incident]) -> String {
    let named: Vec<&str> = incidents
        .iter()
        .take(MOST_NAMED)
        .map(|incident| incident.reference.as_str())
        .collect();
    let more = incidents.len().saturating_sub(MOST_NAMED);
    if more > 0 {
        format!("{} and {more} more", named.join(", "))
    } else {
        named.join(", ")
    }
}
