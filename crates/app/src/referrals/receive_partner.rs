//! Receives a partner's referral: its people, and the word to police in the same breath, which nobody can leave out (R102, R107–R110, C18).

use hawthorn_connect::incidents as sheet;
use hawthorn_connect::incidents::{IncidentReport, ReportedBorn, ReportedPerson, ReportedSex};
use hawthorn_domain::incidents::{AbuseKind, Consent, Flag, Incident};
use hawthorn_domain::people::{Person, Sex};
use hawthorn_domain::platform::actor::{Actor, AgencyCode};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{ConsultationId, PartnerReferralId};
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::referrals::PartnerReferral;
use hawthorn_domain::referrals::partner::{
    DashKnown, Door, PoliceFlag, Referrer, ToldVictim, level_on_arrival,
};
use hawthorn_domain::risk::RiskLevel;
use hawthorn_store::Tx;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::incidents::make::make_from;
use crate::incidents::run_import::{Arrival, keep_incident, keep_people};
use crate::people::arrive;
use crate::platform::ask::{Ask, Dice, nobody};
use crate::platform::refusal::{FieldProblem, Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::{needed, short};

/// The most children that one referral names.
const MOST_CHILDREN: usize = 20;

/// Somebody as the referrer named them. Every part may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewPerson {
    /// Given names.
    pub given: String,
    /// Family name.
    pub family: String,
    /// Date of birth as typed: `27 3 1990`, a year, or an age in years.
    pub born: String,
    /// Sex, when said.
    pub sex: Option<Sex>,
    /// Telephone.
    pub phone: String,
}

/// A partner's referral as it was told, in plain values: a page of the hub and the
/// public form give the same.
#[derive(Debug, Clone)]
pub struct NewPartnerReferral {
    /// How it came.
    pub door: Door,
    /// The consultation that it came from.
    pub consultation: Option<ConsultationId>,
    /// Who referred. Fields `referrer_name`, `referrer_organisation`, `referrer_contact`.
    pub referrer: Referrer,
    /// Field `worry`: what worries them.
    pub worry: String,
    /// Whether it cannot wait (C18).
    pub urgent: bool,
    /// Whether the caller was told to ring police as well (C18).
    pub advised_to_ring: bool,
    /// Whether the victim was told.
    pub told_victim: ToldVictim,
    /// Whether the victim agrees to support services being told.
    pub consent: Consent,
    /// What is known of a risk form.
    pub dash: DashKnown,
    /// The level that the referrer tells, if any.
    pub level: Option<RiskLevel>,
    /// Fields `victim_given`, `victim_family`, `victim_born`.
    pub victim: NewPerson,
    /// Fields `other_given` and so on; nobody when all are empty.
    pub person_causing_harm: NewPerson,
    /// What the person causing harm is to the victim.
    pub relationship: String,
    /// The children; those of whom nothing is said are left out.
    pub children: Vec<NewPerson>,
    /// The address where it happened, or where the victim lives.
    pub address: String,
    /// Its postcode.
    pub postcode: String,
    /// Facts that raise risk.
    pub flags: Vec<Flag>,
    /// Kinds of abuse.
    pub kinds: Vec<AbuseKind>,
    /// Whether somebody is pregnant, when said.
    pub pregnant: Option<bool>,
    /// Field `other_force`: the other force whose area it happened in; empty for our own (R110).
    pub other_force: String,
}

impl Default for NewPartnerReferral {
    fn default() -> Self {
        Self {
            door: Door::Form,
            consultation: None,
            referrer: Referrer::default(),
            worry: String::new(),
            urgent: false,
            advised_to_ring: false,
            told_victim: ToldVictim::NotKnown,
            consent: Consent::NotStated,
            dash: DashKnown {
                done: hawthorn_domain::referrals::partner::DashDone::NotKnown,
                tool: None,
                score: None,
                on: None,
                by: String::new(),
            },
            level: None,
            victim: NewPerson::default(),
            person_causing_harm: NewPerson::default(),
            relationship: String::new(),
            children: Vec::new(),
            address: String::new(),
            postcode: String::new(),
            flags: Vec::new(),
            kinds: Vec::new(),
            pregnant: None,
            other_force: String::new(),
        }
    }
}

/// Receives a partner's referral that somebody of the hub was told.
///
/// # Errors
/// When the role may not, or a field is missing or wrong.
pub async fn receive_partner_referral(
    app: &App,
    ask: &mut Ask,
    new: NewPartnerReferral,
) -> Told<PartnerReferral> {
    // Allow
    let thing = Thing::of_area(ask.area());
    ask.allow(app, Verb::ReceivePartner, &thing).await?;
    // Decide, keep
    let mut people = Vec::new();
    let mut tx = app.store.begin().await?;
    let kept = received(app, ask, &mut tx, &mut people, new).await;
    // Tell
    finished(app, tx, people, kept).await
}

/// Receives a referral that a professional sent by the public form, who has no
/// account. The caller has checked that it is a person and not a machine.
///
/// # Errors
/// When the area is not served here, or a field is missing or wrong.
pub async fn receive_from_visitor(
    app: &App,
    area: &AreaCode,
    now: Timestamp,
    dice: Dice,
    new: NewPartnerReferral,
) -> Told<PartnerReferral> {
    let visitor = Actor {
        account: nobody(),
        name: "The public referral form".to_owned(),
        area: area.clone(),
        agency: AgencyCode::new(""),
        roles: std::collections::BTreeSet::new(),
    };
    let mut ask = Ask::new(visitor, now, dice);
    let new = NewPartnerReferral {
        door: Door::PublicForm,
        ..new
    };
    let mut people = Vec::new();
    let mut tx = app.store.begin().await?;
    let kept = received(app, &mut ask, &mut tx, &mut people, new).await;
    finished(app, tx, people, kept).await
}

async fn finished(
    app: &App,
    tx: Tx,
    people: Vec<Person>,
    kept: Told<PartnerReferral>,
) -> Told<PartnerReferral> {
    let kept = match kept {
        Ok(referral) => tx.finish().await.map_err(Refusal::from).map(|()| referral),
        Err(refusal) => Err(refusal),
    };
    if kept.is_err() {
        // What was not kept must not stay in the matching index either.
        people.iter().for_each(|person| arrive::forget(app, person));
    }
    kept
}

const ARRIVAL: Arrival = Arrival {
    verb: Verb::ReceivePartner,
    from: "a partner’s referral",
};

/// Makes everything that a partner's referral is, inside a change that the caller finishes.
pub(crate) async fn received(
    app: &App,
    ask: &mut Ask,
    tx: &mut Tx,
    people: &mut Vec<Person>,
    new: NewPartnerReferral,
) -> Told<PartnerReferral> {
    let id = PartnerReferralId::new(ask.now, ask.dice.as_mut());
    let other_force = short("other_force", &new.other_force)?;
    let report = report(app, ask, id, &new)?;
    let what = format!("partner’s referral {}", id.short());
    let mut made = make_from(app, ask, &report, &id.to_string(), None, &what)?;
    made.incident.told_to = Some(
        new.referrer
            .agency
            .clone()
            .unwrap_or_else(|| AgencyCode::new("partner")),
    );
    made.incident.kinds = new.kinds.clone();
    let ours = other_force.is_empty();
    let referral = PartnerReferral {
        id,
        area: ask.area().clone(),
        door: new.door,
        consultation: new.consultation,
        referrer: Referrer {
            name: short("referrer_name", &new.referrer.name)?,
            role: short("referrer_role", &new.referrer.role)?,
            organisation: short("referrer_organisation", &new.referrer.organisation)?,
            contact: short("referrer_contact", &new.referrer.contact)?,
            agency: new.referrer.agency,
        },
        worry: report.summary.clone(),
        urgent: new.urgent,
        advised_to_ring: new.advised_to_ring,
        told_victim: new.told_victim,
        consent: new.consent,
        dash: new.dash,
        level: made.incident.reported_level,
        parties: made.incident.parties.clone(),
        incident: ours.then_some(made.incident.id),
        police: PoliceFlag {
            other_force: (!ours).then_some(other_force),
            raised_at: ask.now,
            taken: None,
        },
        received_at: ask.now,
        received_by: ask.doer(),
        checks: std::collections::BTreeMap::new(),
        decision: None,
        // With an incident, it is the incident that is asked whether it is held closely.
        restriction: if ours {
            hawthorn_domain::platform::restriction::Restriction::default()
        } else {
            made.incident.restriction.clone()
        },
    };
    let named = std::mem::take(&mut made.people);
    keep(app, ask, tx, people, named, &made.incident, &referral).await?;
    Ok(referral)
}

async fn keep(
    app: &App,
    ask: &mut Ask,
    tx: &mut Tx,
    people: &mut Vec<Person>,
    mut named: Vec<Person>,
    incident: &Incident,
    referral: &PartnerReferral,
) -> Told<()> {
    let ours = referral.incident.is_some();
    if !ours {
        for tie in named
            .iter_mut()
            .flat_map(|person| &mut person.relationships)
        {
            tie.incident = None;
        }
    }
    keep_people(app, ask, named, people, tx, ARRIVAL).await?;
    if ours {
        keep_incident(app, ask, incident, tx, ARRIVAL).await?;
    }
    let words = if ours {
        "Received a partner’s referral and flagged it to police"
    } else {
        "Received a partner’s referral that goes to another force"
    };
    tx.create(
        referral,
        ask.entry(Deed::Created, Verb::ReceivePartner, words),
    )
    .await?;
    Ok(())
}

/// The referral as a report, so that its people arrive as everybody else does.
fn report(
    app: &App,
    ask: &Ask,
    id: PartnerReferralId,
    new: &NewPartnerReferral,
) -> Told<IncidentReport> {
    let worry = needed(
        "worry",
        &new.worry,
        "Say what worries the referrer, in their words.",
    )?;
    let mut problems = missing(new);
    let victim = person("victim", &new.victim, &mut problems);
    let other = person("other", &new.person_causing_harm, &mut problems);
    let named = new.children.iter().filter(|child| !is_nobody(child));
    let mut children = Vec::new();
    for (place, child) in named.enumerate() {
        let field = format!("child-{place}");
        let dob = born(&field, &child.born, &mut problems);
        let name = format!("{} {}", child.given.trim(), child.family.trim());
        children.push(sheet::ReportedChild {
            name: name.trim().to_owned(),
            dob,
        });
    }
    if children.len() > MOST_CHILDREN {
        problems.push(problem(
            "child-0",
            "Name at most 20 children here, and the others in the worry.",
        ));
    }
    if !problems.is_empty() {
        return Err(Refusal::Fields(problems));
    }
    let threshold = new
        .dash
        .tool
        .as_deref()
        .map(|tool| ask.settings(app).map(|settings| settings.risk_tool(tool)))
        .transpose()?
        .flatten()
        .and_then(|tool| tool.high_threshold);
    let level = level_on_arrival(new.level, new.dash.score, threshold, new.urgent);
    let postcode = short("postcode", &new.postcode)?;
    Ok(IncidentReport {
        reference: id.short(),
        reported_at: Some(ask.now),
        occurred_at: None,
        received_at: ask.now,
        location: short("address", &new.address)?,
        postcode: (!postcode.is_empty()).then_some(postcode),
        level: match level {
            RiskLevel::Standard => sheet::SheetLevel::Standard,
            RiskLevel::Medium => sheet::SheetLevel::Medium,
            RiskLevel::High => sheet::SheetLevel::High,
        },
        score: new.dash.score,
        tool: new.dash.tool.clone(),
        tool_as_typed: String::new(),
        victim,
        suspect: (!is_nobody(&new.person_causing_harm)).then_some(other),
        relationship: short("relationship", &new.relationship)?,
        children,
        children_not_named: 0,
        pregnant: new.pregnant,
        crime_number: None,
        flags: new.flags.iter().copied().map(sheet_flag).collect(),
        language: None,
        consent: match new.consent {
            Consent::Given => sheet::Consent::Yes,
            Consent::Refused => sheet::Consent::No,
            Consent::NotAsked => sheet::Consent::NotAsked,
            Consent::NotStated => sheet::Consent::NotStated,
        },
        officer: String::new(),
        summary: worry,
    })
}

fn problem(field: &str, message: &str) -> FieldProblem {
    FieldProblem {
        field: field.to_owned(),
        message: message.to_owned(),
    }
}

/// What a referral cannot be without: somebody to ring back, and somebody it is about.
fn missing(new: &NewPartnerReferral) -> Vec<FieldProblem> {
    let mut problems = Vec::new();
    let referrer = &new.referrer;
    for (field, value, message) in [
        (
            "referrer_name",
            &referrer.name,
            "Enter the name of whoever refers.",
        ),
        (
            "referrer_organisation",
            &referrer.organisation,
            "Enter where they work.",
        ),
        (
            "referrer_contact",
            &referrer.contact,
            "Enter how they can be reached at work: we ring back.",
        ),
    ] {
        if value.trim().is_empty() {
            problems.push(problem(field, message));
        }
    }
    if new.victim.given.trim().is_empty() && new.victim.family.trim().is_empty() {
        problems.push(problem(
            "victim_given",
            "Enter a name for the victim, or the part of it that is known.",
        ));
    }
    problems
}

fn is_nobody(person: &NewPerson) -> bool {
    [&person.given, &person.family, &person.born, &person.phone]
        .iter()
        .all(|part| part.trim().is_empty())
}

fn person(field: &str, new: &NewPerson, problems: &mut Vec<FieldProblem>) -> ReportedPerson {
    let part = |text: &str| {
        let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then(|| text.chars().take(100).collect())
    };
    ReportedPerson {
        surname: part(&new.family),
        forenames: part(&new.given),
        dob: born(&format!("{field}_born"), &new.born, problems),
        sex: match new.sex {
            Some(Sex::Female) => ReportedSex::Female,
            Some(Sex::Male) => ReportedSex::Male,
            Some(Sex::Other) => ReportedSex::Other,
            Some(Sex::Unknown) | None => ReportedSex::Unknown,
        },
        phone: part(&new.phone),
    }
}

/// A date of birth as typed: three numbers are a date, one of four figures a year,
/// one of fewer an age.
fn born(field: &str, typed: &str, problems: &mut Vec<FieldProblem>) -> ReportedBorn {
    let numbers: Option<Vec<i16>> = typed
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect();
    let read = match numbers.as_deref() {
        Some([]) => Some(ReportedBorn::Unknown),
        Some([age]) if (0..=120).contains(age) => u8::try_from(*age).ok().map(ReportedBorn::Age),
        Some([year]) if (1900..=2200).contains(year) => Some(ReportedBorn::Year(*year)),
        Some([day, month, year]) if (1900..=2200).contains(year) => {
            let parts = i8::try_from(*month).ok().zip(i8::try_from(*day).ok());
            parts
                .and_then(|(month, day)| Date::new(*year, month, day).ok())
                .map(ReportedBorn::Full)
        }
        _ => None,
    };
    read.unwrap_or_else(|| {
        problems.push(problem(
            field,
            "Enter a date such as 27 3 1990, a year, or an age in years.",
        ));
        ReportedBorn::Unknown
    })
}

/// The mark by which a sheet says the same; what a sheet has no mark for is kept in words.
fn sheet_flag(flag: Flag) -> sheet::SheetFlag {
    match flag {
        Flag::HonourBased => sheet::SheetFlag::HonourBased,
        Flag::ForcedMarriage => sheet::SheetFlag::ForcedMarriage,
        Flag::Fgm => sheet::SheetFlag::Fgm,
        Flag::MentalHealth => sheet::SheetFlag::MentalHealth,
        Flag::Alcohol => sheet::SheetFlag::Alcohol,
        Flag::Drugs => sheet::SheetFlag::Drugs,
        Flag::Disability => sheet::SheetFlag::Disability,
        Flag::NoRecourse => sheet::SheetFlag::NoRecourse,
        Flag::Stalking => sheet::SheetFlag::Stalking,
        Flag::Strangulation => sheet::SheetFlag::Strangulation,
        Flag::Weapon => sheet::SheetFlag::Weapons,
        Flag::Trafficking => sheet::SheetFlag::Trafficking,
        Flag::ChildProtection => sheet::SheetFlag::ChildSafeguarding,
        Flag::CareNeeds => sheet::SheetFlag::AdultAtRisk,
        other => sheet::SheetFlag::Other(other.label().to_owned()),
    }
}
