//! Builds the settings of one edition: the area's own part, and the checks across parts.

use hawthorn_domain::incidents::Flag;
use hawthorn_domain::platform::actor::{AgencyCode, Role};
use hawthorn_domain::platform::settings::choices::{
    AgencyKind, AuditPopulation, DefinitionVersion,
};
use hawthorn_domain::platform::settings::matac::Matac;
use hawthorn_domain::platform::settings::{
    Agency, AreaSettings, Audit, Eligibility, Idva, Imports, LevelLabels, Restricted, RiskTool,
    SafeContactRules, SignIn, Words,
};
use hawthorn_domain::risk::RiskLevel;

use super::areas_clocks::{calendars, promises, rag};
use super::areas_doors::{directory, public, rules};
use super::areas_hub::{close, health_notice, risk_change, screening, sheet, triage};
use super::areas_mail::{contact, mail, route};
use super::areas_marac::marac;
use super::areas_reader::{Place, Reader, gather};
use super::areas_support::{liaison, supervision, support};

/// The settings of one edition.
pub(super) fn settings(reader: &mut Reader<'_>, top: &Place<'_>) -> Option<AreaSettings> {
    let agencies = agencies(reader, top);
    let known = agencies.as_deref();
    let support = support(reader, &top.section("support"), known);
    let marac = marac(reader, &top.section("marac"), known);
    let calendars = calendars(reader, top);
    let counted = calendars.as_deref();
    let rag = rag(reader, &top.section("rag"), counted);
    let promises = promises(reader, &top.section("promises"), counted);
    gather!(AreaSettings {
        words: words(reader, &top.section("words")),
        definition: reader.choice(
            &top.section("definition"),
            "version",
            DefinitionVersion::from_code
        ),
        eligibility: eligibility(reader, &top.section("eligibility")),
        levels: levels(reader, &top.section("levels")),
        risk_tools: risk_tools(reader, top),
        screening: screening(reader, &top.section("screening")),
        sheet: sheet(reader, &top.section("sheet")),
        risk_change: risk_change(reader, &top.section("risk_change")),
        close: close(reader, &top.section("close")),
        support,
        rag,
        calendars,
        promises,
        triage: triage(reader, &top.section("triage")),
        marac,
        matac: matac(reader, &top.section("matac")),
        supervision: supervision(reader, &top.section("supervision")),
        idva: idva(reader, &top.section("idva")),
        agencies,
        safe_contact: safe_contact(reader, &top.section("safe_contact")),
        mail: mail(reader, &top.section("mail")),
        restricted: restricted(reader, &top.section("restricted")),
        health_notice: health_notice(reader, &top.section("health_notice")),
        directory: directory(reader, &top.section("directory")),
        public: public(reader, &top.section("public")),
        doors: rules(reader, &top.section("doors")),
        sign_in: sign_in(reader, &top.section("sign_in")),
        imports: imports(reader, &top.section("imports")),
        audit: audit(reader, &top.section("audit")),
    })
}

/// Refuses a code that an earlier row of the same list has.
pub(super) fn refuse_twice<'c>(
    reader: &mut Reader<'_>,
    place: &Place<'_>,
    code: &str,
    mut earlier: impl Iterator<Item = &'c str>,
) {
    if earlier.any(|other| other == code) {
        reader.problem(
            place.at_key("code"),
            &place.path_of("code"),
            format!("\"{code}\" a second time"),
            "each code once in the list",
        );
    }
}

/// An agency code that must stand in the list of agencies. Where that list could not be read,
/// its own problem is enough.
pub(super) fn known_agency(
    reader: &mut Reader<'_>,
    place: &Place<'_>,
    key: &str,
    known: Option<&[Agency]>,
) -> Option<AgencyCode> {
    let code = reader.slug(place, key)?;
    let known = known?;
    if known.iter().any(|agency| agency.code.as_str() == code) {
        return Some(AgencyCode::new(code));
    }
    let codes: Vec<_> = known.iter().map(|agency| agency.code.as_str()).collect();
    reader.problem(
        place.at_key(key),
        &place.path_of(key),
        format!("\"{code}\""),
        format!("the code of one of the agencies: {}", codes.join(", ")),
    );
    None
}

fn words(reader: &mut Reader<'_>, place: &Place<'_>) -> Option<Words> {
    gather!(Words {
        person_causing_harm: reader.text(place, "person_causing_harm"),
        victim: reader.text(place, "victim"),
        honour_based: reader.text(place, "honour_based"),
        risk_officer: reader.text(place, "risk_officer"),
    })
}

fn eligibility(reader: &mut Reader<'_>, place: &Place<'_>) -> Option<Eligibility> {
    gather!(Eligibility {
        min_age: reader.whole(place, "min_age")
    })
}

fn levels(reader: &mut Reader<'_>, place: &Place<'_>) -> Option<LevelLabels> {
    gather!(LevelLabels {
        standard: reader.text(place, "standard"),
        medium: reader.text(place, "medium"),
        high: reader.text(place, "high"),
    })
}

fn risk_tools(reader: &mut Reader<'_>, top: &Place<'_>) -> Option<Vec<RiskTool>> {
    let rows = top.rows("risk_tools");
    if rows.is_empty() {
        reader.problem(
            top.at_key("risk_tools"),
            "risk_tools",
            "no risk tool",
            "at least one section headed [[risk_tools]]",
        );
    }
    let mut tools: Vec<RiskTool> = Vec::new();
    for row in &rows {
        let tool = gather!(RiskTool {
            code: reader.slug(row, "code"),
            name: reader.text(row, "name"),
            questions: reader.whole(row, "questions"),
            high_threshold: reader.whole_if(row, "high_threshold"),
            min_age: reader.whole(row, "min_age"),
            max_age: reader.whole_if(row, "max_age"),
            aliases: reader.texts(row, "aliases"),
        });
        let Some(tool) = tool else { continue };
        refuse_twice(
            reader,
            row,
            &tool.code,
            tools.iter().map(|other| other.code.as_str()),
        );
        if let Some(threshold) = tool
            .high_threshold
            .filter(|threshold| *threshold > tool.questions)
        {
            reader.problem(
                row.at_key("high_threshold"),
                &row.path_of("high_threshold"),
                format!("the number {threshold}"),
                format!("at most the tool's {} questions", tool.questions),
            );
        }
        tools.push(tool);
    }
    (tools.len() == rows.len()).then_some(tools)
}

fn agencies(reader: &mut Reader<'_>, top: &Place<'_>) -> Option<Vec<Agency>> {
    let rows = top.rows("agencies");
    if rows.is_empty() {
        reader.problem(
            top.at_key("agencies"),
            "agencies",
            "no agency",
            "at least one section headed [[agencies]]",
        );
    }
    let mut agencies: Vec<Agency> = Vec::new();
    for row in &rows {
        let agency = gather!(Agency {
            code: reader.slug(row, "code").map(AgencyCode::new),
            name: reader.text(row, "name"),
            kind: reader.choice(row, "kind", AgencyKind::from_code),
            core_triage: reader.yes_no(row, "core_triage"),
            in_hub: reader.yes_no(row, "in_hub"),
            marac_member: reader.yes_no(row, "marac_member"),
            contact: contact(reader, row),
            route: route(reader, row),
            liaison: liaison(reader, row),
        });
        let Some(agency) = agency else { continue };
        refuse_twice(
            reader,
            row,
            agency.code.as_str(),
            agencies.iter().map(|other| other.code.as_str()),
        );
        agencies.push(agency);
    }
    if agencies.len() != rows.len() {
        return None;
    }
    for (row, agency) in rows.iter().zip(&agencies) {
        if agency.liaison.is_some() {
            known_agency(reader, row, "liaison_with", Some(&agencies))?;
        }
    }
    Some(agencies)
}

fn safe_contact(reader: &mut Reader<'_>, place: &Place<'_>) -> Option<SafeContactRules> {
    gather!(SafeContactRules {
        lapse_days: reader.whole(place, "lapse_days"),
    })
}

fn restricted(reader: &mut Reader<'_>, place: &Place<'_>) -> Option<Restricted> {
    gather!(Restricted {
        arrival_flags: reader.choices(place, "arrival_flags", Flag::from_code),
        lead_role: reader.choice(place, "lead_role", Role::from_code),
        manager_role: reader.choice(place, "manager_role", Role::from_code),
        emergency_minutes: reader.whole(place, "emergency_minutes"),
    })
}

fn matac(reader: &mut Reader<'_>, place: &Place<'_>) -> Option<Matac> {
    gather!(Matac {
        window_months: reader.whole(place, "window_months"),
        recency_most: reader.whole(place, "recency_most"),
        frequency_each: reader.whole(place, "frequency_each"),
        frequency_most: reader.whole(place, "frequency_most"),
        gravity_standard: reader.whole(place, "gravity_standard"),
        gravity_medium: reader.whole(place, "gravity_medium"),
        gravity_high: reader.whole(place, "gravity_high"),
        gravity_grave: reader.whole(place, "gravity_grave"),
        gravity_most: reader.whole(place, "gravity_most"),
        victims_each: reader.whole(place, "victims_each"),
        victims_most: reader.whole(place, "victims_most"),
        look_from: reader.whole(place, "look_from"),
        serial_months: reader.whole(place, "serial_months"),
    })
}

fn idva(reader: &mut Reader<'_>, place: &Place<'_>) -> Option<Idva> {
    gather!(Idva {
        auto_allocate: reader.yes_no(place, "auto_allocate")
    })
}

fn sign_in(reader: &mut Reader<'_>, place: &Place<'_>) -> Option<SignIn> {
    gather!(SignIn {
        idle_minutes: reader.whole(place, "idle_minutes"),
        absolute_hours: reader.whole(place, "absolute_hours"),
        lockout_attempts: reader.whole(place, "lockout_attempts"),
        lockout_minutes: reader.whole(place, "lockout_minutes"),
        draft_days: reader.whole(place, "draft_days"),
    })
}

fn imports(reader: &mut Reader<'_>, place: &Place<'_>) -> Option<Imports> {
    gather!(Imports {
        undo_hours: reader.whole(place, "undo_hours")
    })
}

fn audit(reader: &mut Reader<'_>, place: &Place<'_>) -> Option<Audit> {
    gather!(Audit {
        sample_size: reader.whole(place, "sample_size"),
        population: reader.choice(place, "population", AuditPopulation::from_code),
        levels: reader.choices(place, "levels", RiskLevel::from_code),
    })
}
