//! Keys about the area itself: words, people served, tools, support, agencies, restriction, sign-in, audit.

use super::Kind::{Choice, Choices, Date, Slug, Text, Texts, Whole, YesNo};
use super::Preset::{Absent, Is, Required};
use super::{FLAGS, Field, LEVELS, ROLES, codes_of, row};
use crate::platform::settings::choices::{
    AgencyKind, AuditPopulation, DefinitionVersion, ShareBasis, SupportTrigger,
};

// One key, one line: the table is read down its columns.
#[rustfmt::skip]
pub(super) static FIELDS: &[Field] = &[
    row("code", Slug, Required, "The short name of the area, the same as the file's name.", "R340"),
    row("name", Text, Required, "What people call the area.", "R340"),
    row("from", Date, Required, "The first day on which this edition applies.", "R340"),
    row("words.person_causing_harm", Text, Is("\"person causing harm\""), "What pages call the person whose behaviour causes harm.", "C30"),
    row("words.victim", Text, Is("\"victim\""), "What pages call the person who is harmed.", "C30"),
    row("words.honour_based", Text, Is("\"so-called honour-based abuse\""), "What pages call abuse in the name of honour.", "C30"),
    row("words.risk_officer", Text, Is("\"Domestic Abuse Risk Officer\""), "What the area calls the police officer who looks after high-risk victims.", "C25, R204"),
    row("definition.version", Choice(codes_of!(DefinitionVersion)), Is("\"act_2021\""), "Which meaning of domestic abuse applies.", "C2"),
    row("eligibility.min_age", Whole { min: 10, max: 18 }, Is("16"), "The youngest age of both people, inclusive.", "C3"),
    row("levels.standard", Text, Is("\"Standard\""), "What pages call standard risk.", "R64"),
    row("levels.medium", Text, Is("\"Medium\""), "What pages call medium risk.", "R82"),
    row("levels.high", Text, Is("\"High\""), "What pages call high risk.", "R91"),
    row("risk_tools[].code", Slug, Required, "The short code of a risk tool.", "F17"),
    row("risk_tools[].name", Text, Required, "What people call the tool, with its year or version.", "F10, F17"),
    row("risk_tools[].questions", Whole { min: 1, max: 100 }, Required, "How many questions the tool has; a higher score is refused.", "F1, F10"),
    row("risk_tools[].high_threshold", Whole { min: 1, max: 100 }, Absent, "The number of yes answers that means high, for a tool that counts.", "F2, F4, R165"),
    row("risk_tools[].min_age", Whole { min: 0, max: 120 }, Is("16"), "The youngest age for which the tool is meant.", "C4, F7"),
    row("risk_tools[].max_age", Whole { min: 0, max: 120 }, Absent, "The oldest age for which the tool is meant.", "C4, F7"),
    row("risk_tools[].aliases", Texts, Is("[]"), "Other names that a police sheet or a form may print for the tool.", "F10"),
    row("support.send_basis", Choices(codes_of!(ShareBasis)), Is("[\"consent\", \"safeguarding\"]"), "The grounds on which details may be sent to the support service.", "C5, R20, R21"),
    row("support.contact_needs_consent", YesNo, Is("true"), "Whether the service waits for consent or a written risk decision before it makes contact.", "C5, R20"),
    row("support.trigger", Choice(codes_of!(SupportTrigger)), Is("\"both\""), "Which incidents are sent to the support service.", "C6, R78, R143"),
    row("support.front_doors[].levels", Choices(LEVELS), Required, "The levels of risk that this door serves.", "C22"),
    row("support.front_doors[].place", Text, Absent, "The part of the area that this door serves, where not all of it.", "C22"),
    row("support.front_doors[].agency", Slug, Required, "The agency that answers this door.", "C22"),
    row("agencies[].code", Slug, Required, "The short code of an agency.", "R331"),
    row("agencies[].name", Text, Required, "What people call the agency.", "R331, C32"),
    row("agencies[].kind", Choice(codes_of!(AgencyKind)), Required, "What kind of body the agency is.", "R331"),
    row("agencies[].core_triage", YesNo, Is("false"), "Whether every triage asks this agency.", "R121"),
    row("agencies[].in_hub", YesNo, Is("false"), "Whether its staff sit in the hub; others are asked through a named contact.", "R134, R135"),
    row("agencies[].marac_member", YesNo, Is("false"), "Whether the agency sits at MARAC.", "R178, F24"),
    row("safe_contact.lapse_days", Whole { min: 1, max: 730 }, Is("90"), "Days for which an answer about safe contact holds; then it must be asked again.", "R25, R32"),
    row("restricted.arrival_flags", Choices(FLAGS), Is("[\"honour_based\", \"forced_marriage\", \"fgm\"]"), "The flags that restrict an incident from the moment it arrives.", "R213, R218"),
    row("restricted.lead_role", Choice(ROLES), Is("\"police_supervisor\""), "The role that leads on a restricted case.", "R213"),
    row("restricted.manager_role", Choice(ROLES), Is("\"mash_service_manager\""), "The role that is told of every restricted case.", "R214"),
    row("restricted.emergency_minutes", Whole { min: 5, max: 480 }, Is("60"), "Minutes for which a restricted record stays open to somebody who opened it in an emergency.", "R218"),
    row("sign_in.idle_minutes", Whole { min: 5, max: 120 }, Is("30"), "Minutes without use after which a session ends.", ""),
    row("sign_in.absolute_hours", Whole { min: 1, max: 24 }, Is("12"), "Hours after which a session ends whatever happens.", ""),
    row("sign_in.lockout_attempts", Whole { min: 3, max: 20 }, Is("5"), "Failed attempts in a row that lock an account.", ""),
    row("sign_in.lockout_minutes", Whole { min: 1, max: 1440 }, Is("15"), "Minutes for which a locked account stays locked.", ""),
    row("sign_in.draft_days", Whole { min: 1, max: 90 }, Is("28"), "Days for which what somebody of staff wrote and did not send is kept.", ""),
    row("imports.undo_hours", Whole { min: 1, max: 168 }, Is("24"), "Hours in which an import can be taken back whole.", ""),
    row("audit.sample_size", Whole { min: 1, max: 200 }, Is("15"), "How many incidents the random audit draws.", "R270"),
    row("audit.population", Choice(codes_of!(AuditPopulation)), Is("\"incident_register\""), "From which list the random audit draws.", "C39"),
    row("audit.levels", Choices(LEVELS), Is("[\"standard\", \"medium\"]"), "Which levels are in the draw of the random audit.", "C39"),
];
