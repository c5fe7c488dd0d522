//! What the system can prove for each of the six checks, and what it searched (R67–R73).

use std::collections::BTreeSet;

use hawthorn_domain::incidents::screening::{History, ScreeningCheck};
use hawthorn_domain::incidents::{Consent, Flag, Incident, PartyRole};
use hawthorn_domain::people::Born;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::calendar::london_date;
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_domain::platform::settings::{AreaSettings, choices};
use hawthorn_domain::platform::words::{count, date};
use hawthorn_domain::risk::RiskLevel;
use hawthorn_linkage::normal::text::fold;
use hawthorn_store::Stored;
use hawthorn_store::people::Suggestion;

use crate::people::open_person::people_by_id;
use crate::people::review_suggestion::open_about;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// The most incidents of two people that are read; more is told as such.
const MOST_READ: u64 = 200;
/// The most references that one sentence names.
const MOST_NAMED: usize = 8;

/// What the record holds on the two people of an incident besides the incident
/// itself, as far as the reader may know it.
#[derive(Debug, Clone, Default)]
pub struct Past {
    /// The records that stand for the victim.
    pub victim: Vec<PersonId>,
    /// The records that stand for the person causing harm.
    pub causing_harm: Vec<PersonId>,
    /// Every other incident of either, newest first.
    pub others: Vec<Stored<Incident>>,
    /// Records that may be the same people, not yet answered.
    pub(crate) open: Vec<Stored<Suggestion>>,
    /// How many people's records the names were compared with.
    pub compared: usize,
    /// Under how many spellings.
    pub spellings: usize,
}

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

/// The checks that must be done before a decision, by the area's settings (R73).
pub fn required(settings: &AreaSettings) -> Vec<ScreeningCheck> {
    settings
        .screening
        .checks
        .iter()
        .map(|check| check_of(*check))
        .collect()
}

fn check_of(choice: choices::ScreeningCheck) -> ScreeningCheck {
    match choice {
        choices::ScreeningCheck::LevelIsRight => ScreeningCheck::Level,
        choices::ScreeningCheck::DuplicatePeople => ScreeningCheck::Duplicates,
        choices::ScreeningCheck::EarlierIncidents => ScreeningCheck::EarlierIncidents,
        choices::ScreeningCheck::FormerPartners => ScreeningCheck::FormerPartners,
        choices::ScreeningCheck::OtherRisks => ScreeningCheck::OtherRisks,
        choices::ScreeningCheck::AssessmentQuality => ScreeningCheck::FormQuality,
    }
}

/// Reads what is known of the two people of an incident, following every record
/// that people have confirmed to be theirs.
pub(crate) async fn past(app: &App, scope: &Scope, incident: &Incident) -> Told<Past> {
    let victim = group(app, incident, PartyRole::Victim).await?;
    let causing_harm = group(app, incident, PartyRole::PersonCausingHarm).await?;
    let both: Vec<PersonId> = victim.iter().chain(&causing_harm).copied().collect();
    let mut others = app.store.incidents_of(scope, &both, MOST_READ).await?;
    others.retain(|other| other.id != incident.id);
    let mut spellings: BTreeSet<String> = incident
        .parties
        .iter()
        .filter(|party| both.contains(&party.person))
        .map(|party| fold(&party.name_as_reported))
        .collect();
    for person in people_by_id(app, scope, both.iter().copied())
        .await?
        .values()
    {
        spellings.extend(person.names.iter().map(|name| fold(&name.shown())));
    }
    spellings.remove("");
    let open = open_about(app, scope, &both).await?;
    let compared = app.index(&incident.area).map_or(0, |index| index.len());
    Ok(Past {
        victim,
        causing_harm,
        others,
        open,
        compared,
        spellings: spellings.len(),
    })
}

async fn group(app: &App, incident: &Incident, role: PartyRole) -> Told<Vec<PersonId>> {
    match incident.party(role) {
        Some(party) => Ok(app.store.same_person(party.person).await?),
        None => Ok(Vec::new()),
    }
}

impl Past {
    /// What may be kept with an incident. Its readers may know less than the
    /// officer who screens it, so an open incident keeps nothing of restricted ones (R218).
    pub(crate) fn kept_with(mut self, incident: &Incident) -> Self {
        if !incident.restriction.is_restricted() {
            self.others
                .retain(|other| !other.restriction.is_restricted());
            self.open
                .retain(|suggestion| !suggestion.restriction.is_restricted());
        }
        self
    }

    /// Whether both people have a part in it as victim or as person causing harm,
    /// whichever way round (R44).
    pub fn is_of_pair(&self, other: &Incident) -> bool {
        let main = |group: &[PersonId]| {
            other.parties.iter().any(|party| {
                matches!(party.role, PartyRole::Victim | PartyRole::PersonCausingHarm)
                    && group.contains(&party.person)
            })
        };
        main(&self.victim) && main(&self.causing_harm)
    }

    /// Whether this person's records have a part in it.
    pub fn is_of(group: &[PersonId], other: &Incident) -> bool {
        other
            .parties
            .iter()
            .any(|party| group.contains(&party.person))
    }

    fn has_role(group: &[PersonId], other: &Incident, role: PartyRole) -> bool {
        other
            .parties
            .iter()
            .any(|party| party.role == role && group.contains(&party.person))
    }

    /// The other incidents that came before this one.
    fn earlier<'a>(&'a self, incident: &'a Incident) -> impl Iterator<Item = &'a Incident> {
        self.others
            .iter()
            .map(|other| &other.value)
            .filter(|other| is_earlier(other, incident))
    }

    /// The facts that the proposal needs (R69, R70, R259).
    pub fn history(&self, incident: &Incident) -> History {
        let apart = || {
            self.earlier(incident)
                .filter(|other| !self.is_of_pair(other))
        };
        History {
            same_pair: self
                .earlier(incident)
                .filter(|other| self.is_of_pair(other))
                .count(),
            victim_other: apart()
                .filter(|other| Past::has_role(&self.victim, other, PartyRole::Victim))
                .count(),
            harm_to_others: apart()
                .filter(|other| {
                    Past::has_role(&self.causing_harm, other, PartyRole::PersonCausingHarm)
                })
                .count(),
            open_suggestions: self.open.len(),
        }
    }
}

/// Whether one incident was reported before another.
pub(crate) fn is_earlier(other: &Incident, than: &Incident) -> bool {
    (other.counts_from(), other.id) < (than.counts_from(), than.id)
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

fn searched(past: &Past) -> String {
    format!(
        "searched {} under {}",
        count(past.compared as i64, "person’s record", "people’s records"),
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
