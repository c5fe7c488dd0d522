//! From one row of a sheet to an incident and its people, all kept as the source gave them.

use hawthorn_connect::incidents as sheet;
use hawthorn_connect::incidents::IncidentReport;
use hawthorn_domain::incidents::screening::Screening;
use hawthorn_domain::incidents::{Consent, Flag, Incident, Party, PartyRole, eligibility};
use hawthorn_domain::people::contact::ContactSafety;
use hawthorn_domain::people::person::{BornFact, NameKind};
use hawthorn_domain::people::{
    Address, Born, Diversity, Person, PersonName, Phone, Relationship, SafeContact, Sex, Source,
};
use hawthorn_domain::platform::calendar::london_date;
use hawthorn_domain::platform::deadline::{Clock, PromiseCode};
use hawthorn_domain::platform::ids::{ImportId, IncidentId, PersonId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::risk::RiskLevel;
use jiff::civil::Date;

use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// What one report becomes.
#[derive(Debug, Clone)]
pub struct Made {
    /// The incident.
    pub incident: Incident,
    /// The people in it, each a record of their own until a person says otherwise.
    pub people: Vec<Person>,
}

/// Makes the incident and its people from a row of a police sheet. Nothing is saved here.
///
/// # Errors
/// When the area is not served here, or its clock cannot be started.
pub fn make(
    app: &App,
    ask: &mut Ask,
    report: &IncidentReport,
    content: &str,
    import: Option<ImportId>,
) -> Told<Made> {
    let what = format!("police sheet, incident {}", report.reference);
    make_from(app, ask, report, content, import, &what)
}

/// As [`make`], from any report; `what` says where each fact comes from.
///
/// # Errors
/// When the area is not served here, or its clock cannot be started.
pub(crate) fn make_from(
    app: &App,
    ask: &mut Ask,
    report: &IncidentReport,
    content: &str,
    import: Option<ImportId>,
    what: &str,
) -> Told<Made> {
    let area = ask.area().clone();
    let settings = app.settings(&area, report.received_at)?;
    let occurred = report
        .occurred_at
        .or(report.reported_at)
        .unwrap_or(report.received_at);
    let day = london_date(occurred);
    let (flags, other_flags) = flags(&report.flags, report.language.is_some());
    let restriction =
        eligibility::restriction_on_arrival(&flags, &settings.restricted.arrival_flags);
    let id = IncidentId::new(ask.now, ask.dice.as_mut());
    let (people, parties) = people_of(ask, report, id, &restriction, day, what);
    let routes = eligibility::routes(
        born(&report.victim.dob, day),
        report
            .suspect
            .as_ref()
            .map(|suspect| born(&suspect.dob, day)),
        day,
        i16::from(settings.eligibility.min_age),
    );
    let clock = Clock::start(
        settings.promise(PromiseCode::HauStandard),
        report.received_at,
        app.holidays(),
    )
    .map_err(Refusal::rule)?;
    let incident = Incident {
        id,
        area,
        reference: report.reference.clone(),
        content: content.to_owned(),
        import,
        told_to: None,
        kinds: Vec::new(),
        reported_at: report.reported_at.unwrap_or(report.received_at),
        occurred_at: report.occurred_at,
        received_at: report.received_at,
        location: report.location.clone(),
        postcode: report.postcode.clone().unwrap_or_default(),
        reported_level: level(report.level),
        score: report.score,
        tool: report.tool.clone(),
        parties,
        pregnant: report.pregnant,
        flags,
        other_flags,
        language: report.language.clone(),
        consent: consent(report.consent),
        crime_number: report.crime_number.clone().unwrap_or_default(),
        officer: report.officer.clone(),
        summary: report.summary.clone(),
        restriction,
        routes,
        level_changes: Vec::new(),
        screening: unscreened(clock),
    };
    Ok(Made { incident, people })
}

/// The screening of an incident that nobody has looked at yet.
pub(crate) fn unscreened(clock: Clock) -> Screening {
    Screening {
        clock,
        claim: None,
        checks: std::collections::BTreeMap::new(),
        decision: None,
    }
}

/// The victim, the person causing harm and the children, tied to each other.
fn people_of(
    ask: &mut Ask,
    report: &IncidentReport,
    incident: IncidentId,
    restriction: &Restriction,
    day: Date,
    what: &str,
) -> (Vec<Person>, Vec<Party>) {
    let source = Source {
        what: what.to_owned(),
        at: ask.now,
    };
    let mut maker = Maker {
        ask,
        source,
        restriction: restriction.clone(),
        day,
        people: Vec::new(),
        parties: Vec::new(),
    };
    let victim = maker.adult(&report.victim, PartyRole::Victim, "");
    maker.address(victim, &report.location, report.postcode.as_deref());
    maker.language(victim, report.language.as_deref());
    if let Some(suspect) = &report.suspect {
        let suspect = maker.adult(suspect, PartyRole::PersonCausingHarm, &report.relationship);
        maker.tie(victim, suspect, &report.relationship, incident);
    }
    for child in &report.children {
        let child = maker.child(child);
        maker.tie(victim, child, "child at the address", incident);
    }
    (maker.people, maker.parties)
}

/// The people of one report as they are put together.
struct Maker<'a> {
    ask: &'a mut Ask,
    source: Source,
    restriction: Restriction,
    day: Date,
    people: Vec<Person>,
    parties: Vec<Party>,
}

impl Maker<'_> {
    fn adult(
        &mut self,
        reported: &sheet::ReportedPerson,
        role: PartyRole,
        relationship: &str,
    ) -> PersonId {
        let sex = match reported.sex {
            sheet::ReportedSex::Female => Sex::Female,
            sheet::ReportedSex::Male => Sex::Male,
            sheet::ReportedSex::Other => Sex::Other,
            sheet::ReportedSex::Unknown => Sex::Unknown,
        };
        let (given, family) = (
            reported.forenames.clone().unwrap_or_default(),
            reported.surname.clone().unwrap_or_default(),
        );
        let id = self.person(
            given,
            family,
            born(&reported.dob, self.day),
            sex,
            role,
            relationship,
        );
        if let (Some(number), Some(person)) = (&reported.phone, self.people.last_mut()) {
            person.phones.push(Phone {
                number: number.clone(),
                safety: ContactSafety::NotKnown,
                source: self.source.clone(),
            });
        }
        id
    }

    fn child(&mut self, reported: &sheet::ReportedChild) -> PersonId {
        let (given, family) = reported
            .name
            .rsplit_once(' ')
            .map_or((reported.name.clone(), String::new()), |(given, family)| {
                (given.to_owned(), family.to_owned())
            });
        self.person(
            given,
            family,
            born(&reported.dob, self.day),
            Sex::Unknown,
            PartyRole::Child,
            "",
        )
    }

    fn person(
        &mut self,
        given: String,
        family: String,
        born: Born,
        sex: Sex,
        role: PartyRole,
        relationship: &str,
    ) -> PersonId {
        let id = PersonId::new(self.ask.now, self.ask.dice.as_mut());
        let name = PersonName {
            given,
            family,
            kind: NameKind::Usual,
            from: None,
            to: None,
            source: self.source.clone(),
        };
        self.parties.push(Party {
            person: id,
            role,
            name_as_reported: name.shown(),
            born_as_reported: born,
            relationship: relationship.to_owned(),
        });
        let known = !name.given.is_empty() || !name.family.is_empty();
        self.people.push(Person {
            id,
            area: self.ask.area().clone(),
            names: if known { vec![name] } else { Vec::new() },
            born: if born == Born::Unknown {
                Vec::new()
            } else {
                vec![BornFact {
                    born,
                    source: self.source.clone(),
                }]
            },
            sex,
            addresses: Vec::new(),
            phones: Vec::new(),
            emails: Vec::new(),
            safe_contact: SafeContact::default(),
            earlier_contact: Vec::new(),
            secret_places: Vec::new(),
            identifiers: Vec::new(),
            relationships: Vec::new(),
            language: None,
            about: Diversity::default(),
            restriction: self.restriction.clone(),
            held_with_another: false,
            created_at: self.ask.now,
        });
        id
    }

    fn of(&mut self, id: PersonId) -> Option<&mut Person> {
        self.people.iter_mut().find(|person| person.id == id)
    }

    fn address(&mut self, id: PersonId, line: &str, postcode: Option<&str>) {
        let source = Source {
            what: format!("{}, where it happened", self.source.what),
            at: self.source.at,
        };
        let address = Address {
            line: line.to_owned(),
            postcode: postcode.unwrap_or_default().to_owned(),
            confidential: false,
            from: Some(self.day),
            to: None,
            letters: ContactSafety::NotKnown,
            source,
        };
        if let Some(person) = self
            .of(id)
            .filter(|_| !line.is_empty() || postcode.is_some())
        {
            person.addresses.push(address);
        }
    }

    fn language(&mut self, id: PersonId, language: Option<&str>) {
        if let Some(person) = self.of(id) {
            person.language = language.map(str::to_owned);
        }
    }

    fn tie(&mut self, id: PersonId, other: PersonId, is: &str, incident: IncidentId) {
        let tie = Relationship {
            other,
            is: if is.is_empty() {
                "not stated".to_owned()
            } else {
                is.to_owned()
            },
            incident: Some(incident),
            source: self.source.clone(),
        };
        if let Some(person) = self.of(id) {
            person.relationships.push(tie);
        }
    }
}

fn level(reported: sheet::SheetLevel) -> RiskLevel {
    match reported {
        sheet::SheetLevel::Standard => RiskLevel::Standard,
        sheet::SheetLevel::Medium => RiskLevel::Medium,
        sheet::SheetLevel::High => RiskLevel::High,
    }
}

fn consent(reported: sheet::Consent) -> Consent {
    match reported {
        sheet::Consent::Yes => Consent::Given,
        sheet::Consent::No => Consent::Refused,
        sheet::Consent::NotAsked => Consent::NotAsked,
        sheet::Consent::NotStated => Consent::NotStated,
    }
}

fn born(reported: &sheet::ReportedBorn, on: Date) -> Born {
    match *reported {
        sheet::ReportedBorn::Full(date) => Born::On { date },
        sheet::ReportedBorn::Year(year) => Born::In { year },
        sheet::ReportedBorn::Age(years) => Born::Aged { years, on },
        sheet::ReportedBorn::Unknown => Born::Unknown,
    }
}

/// The source's flags in our words; those without one of ours are kept as typed.
fn flags(reported: &[sheet::SheetFlag], language: bool) -> (Vec<Flag>, Vec<String>) {
    let mut flags = Vec::new();
    let mut others = Vec::new();
    for flag in reported {
        match flag {
            sheet::SheetFlag::HonourBased => flags.push(Flag::HonourBased),
            sheet::SheetFlag::ForcedMarriage => flags.push(Flag::ForcedMarriage),
            sheet::SheetFlag::Fgm => flags.push(Flag::Fgm),
            sheet::SheetFlag::MentalHealth => flags.push(Flag::MentalHealth),
            sheet::SheetFlag::Alcohol => flags.push(Flag::Alcohol),
            sheet::SheetFlag::Drugs => flags.push(Flag::Drugs),
            sheet::SheetFlag::Disability => flags.push(Flag::Disability),
            sheet::SheetFlag::NoRecourse => flags.push(Flag::NoRecourse),
            sheet::SheetFlag::Stalking => flags.push(Flag::Stalking),
            sheet::SheetFlag::Strangulation => flags.push(Flag::Strangulation),
            sheet::SheetFlag::Weapons => flags.push(Flag::Weapon),
            sheet::SheetFlag::Trafficking => flags.push(Flag::Trafficking),
            sheet::SheetFlag::ChildSafeguarding => flags.push(Flag::ChildProtection),
            sheet::SheetFlag::AdultAtRisk => flags.push(Flag::CareNeeds),
            sheet::SheetFlag::PoliceInvolved => others.push("Police involved".to_owned()),
            sheet::SheetFlag::Repeat => others.push("Repeat".to_owned()),
            sheet::SheetFlag::Other(typed) => others.push(typed.clone()),
        }
    }
    if language {
        flags.push(Flag::Language);
    }
    flags.sort_unstable();
    flags.dedup();
    (flags, others)
}
