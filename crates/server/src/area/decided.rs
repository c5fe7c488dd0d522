//! What an edition of an area's settings decides, as rows to print.

use hawthorn_domain::platform::deadline::PromiseCode;
use hawthorn_domain::platform::settings::mail::Contact;
use hawthorn_domain::platform::settings::{Agency, AreaSettings};

/// A key and its value.
type Row = (&'static str, String);

/// Keys and values, as the settings file names them.
pub fn settings(settings: &AreaSettings) -> Vec<Vec<String>> {
    [
        people_and_risk(settings),
        hub(settings),
        afterwards(settings),
    ]
    .into_iter()
    .flatten()
    .map(|(key, value)| vec![format!("  {key}"), value])
    .collect()
}

fn yes(is: bool) -> String {
    if is { "yes" } else { "no" }.to_owned()
}

fn people_and_risk(settings: &AreaSettings) -> Vec<Row> {
    let tools: Vec<String> = settings
        .risk_tools
        .iter()
        .map(|tool| format!("{} ({} questions)", tool.name, tool.questions))
        .collect();
    let (words, change) = (&settings.words, &settings.risk_change);
    vec![
        ("definition.version", settings.definition.to_string()),
        (
            "eligibility.min_age",
            settings.eligibility.min_age.to_string(),
        ),
        (
            "words.person_causing_harm",
            words.person_causing_harm.clone(),
        ),
        ("words.victim", words.victim.clone()),
        ("words.honour_based", words.honour_based.clone()),
        ("words.risk_officer", words.risk_officer.clone()),
        ("risk_tools", tools.join(", ")),
        (
            "risk_change.authoriser_role",
            change.authoriser_role.to_string(),
        ),
        (
            "risk_change.up_needs_authoriser",
            yes(change.up_needs_authoriser),
        ),
        (
            "risk_change.down_needs_authoriser",
            yes(change.down_needs_authoriser),
        ),
    ]
}

fn hub(settings: &AreaSettings) -> Vec<Row> {
    let screening = &settings.screening;
    let checks: Vec<&str> = screening.checks.iter().map(|check| check.code()).collect();
    let flags = settings.restricted.arrival_flags.iter();
    let flags: Vec<&str> = flags.map(|flag| flag.code()).collect();
    let minutes = |minutes: u32| format!("{minutes} minutes");
    let (rag, restricted) = (&settings.rag, &settings.restricted);
    vec![
        ("screening.workflow", screening.workflow.to_string()),
        ("screening.checks", checks.join(", ")),
        (
            "screening.claim_minutes",
            screening.claim_minutes.to_string(),
        ),
        ("support.trigger", settings.support.trigger.to_string()),
        (
            "support.contact_needs_consent",
            yes(settings.support.contact_needs_consent),
        ),
        ("rag.red", minutes(rag.red.minutes)),
        ("rag.amber", minutes(rag.amber.minutes)),
        ("rag.green", minutes(rag.green.minutes)),
        (
            "triage.authoriser_role",
            settings.triage.authoriser_role.to_string(),
        ),
        (
            "safe_contact.lapse_days",
            settings.safe_contact.lapse_days.to_string(),
        ),
        ("restricted.arrival_flags", flags.join(", ")),
        ("restricted.lead_role", restricted.lead_role.to_string()),
        (
            "restricted.manager_role",
            restricted.manager_role.to_string(),
        ),
        (
            "restricted.emergency_minutes",
            restricted.emergency_minutes.to_string(),
        ),
    ]
}

fn afterwards(settings: &AreaSettings) -> Vec<Row> {
    let (marac, sign_in) = (&settings.marac, &settings.sign_in);
    let criteria = &marac.criteria;
    let threshold = criteria.visible_high.threshold;
    vec![
        (
            "marac.criteria.visible_high.threshold",
            threshold.to_string(),
        ),
        (
            "marac.criteria.repeat.months",
            criteria.repeat.months.to_string(),
        ),
        (
            "marac.criteria.escalation.count",
            criteria.escalation.count.to_string(),
        ),
        ("marac.agenda_days", marac.agenda_days.to_string()),
        (
            "marac.cases_per_meeting",
            marac.cases_per_meeting.to_string(),
        ),
        ("idva.auto_allocate", yes(settings.idva.auto_allocate)),
        ("sign_in.idle_minutes", sign_in.idle_minutes.to_string()),
        ("sign_in.absolute_hours", sign_in.absolute_hours.to_string()),
        (
            "sign_in.lockout_attempts",
            sign_in.lockout_attempts.to_string(),
        ),
        (
            "sign_in.lockout_minutes",
            sign_in.lockout_minutes.to_string(),
        ),
        ("sign_in.draft_days", sign_in.draft_days.to_string()),
        (
            "imports.undo_hours",
            settings.imports.undo_hours.to_string(),
        ),
        ("audit.sample_size", settings.audit.sample_size.to_string()),
    ]
}

/// Each agency with its part in the partnership.
pub fn agencies(settings: &AreaSettings) -> Vec<Vec<String>> {
    let row = |agency: &Agency| {
        let parts = [
            (agency.core_triage, "asked by every triage"),
            (agency.in_hub, "in the hub"),
            (agency.marac_member, "sits at MARAC"),
            (agency.contact == Contact::Mail, "asked by mail"),
        ];
        let parts = parts
            .into_iter()
            .filter_map(|(is, words)| is.then_some(words));
        let parts: Vec<&str> = parts.collect();
        vec![
            format!("  {}", agency.code),
            agency.name.clone(),
            agency.kind.to_string(),
            parts.join(", "),
        ]
    };
    settings.agencies.iter().map(row).collect()
}

/// Each promise with its length, the event it is counted from and its calendar.
pub fn promises(settings: &AreaSettings) -> Vec<Vec<String>> {
    let row = |code: &PromiseCode| {
        let promise = settings.promise(*code);
        let from = promise.starts.label().to_lowercase();
        vec![
            format!("  {}", code.code()),
            promise.length.to_string(),
            format!("counted from: {from}; calendar: {}", promise.calendar_code),
        ]
    };
    PromiseCode::ALL.iter().map(row).collect()
}
