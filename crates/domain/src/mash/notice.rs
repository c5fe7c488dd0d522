//! Notices to child health, the family doctor, schools and the hub's screen: which facts call for which, and what holds one back (R223–R226, F63, C24).

use jiff::civil::{Date, Time};
use jiff::{Timestamp, ToSpan};

use super::request::AskedPerson;
use crate::incidents::{Flag, Incident, PartyRole};
use crate::platform::actor::AgencyCode;
use crate::platform::audit::Doer;
use crate::platform::calendar::{london, london_date};
use crate::platform::holidays::BankHolidays;
use crate::platform::ids::{IncidentId, NoticeId};
use crate::platform::restriction::Restriction;
use crate::platform::settings::choices::{AgencyKind, HealthRecipient, HealthTrigger};
use crate::platform::settings::hub::{HealthNoticeRule, HealthNotices};
use crate::platform::settings::mail::{Contact, MailRules, Route};
use crate::platform::settings::{Agency, AreaCode, AreaSettings};

/// The youngest age in years at which a school is told: reception (F63).
pub const SCHOOL_FROM: i16 = 4;
/// The oldest age in years at which a school or college is told (F63).
pub const SCHOOL_TO: i16 = 17;

codes! {
    /// How far a notice has got.
    pub enum NoticeState {
        Held = "held", "Held for a person";
        Sent = "sent", "Sent";
        Read = "read", "Read";
        Dropped = "dropped", "Not sent";
    }
}

codes! {
    /// Why a notice waits for a person (R225).
    pub enum NoticeHold {
        Restricted = "restricted", "It is about a restricted record";
        NoAgency = "no_agency", "The area’s settings name no agency of this kind";
        NoAccount = "no_account", "The agency has no account here and no secure mail, and has to be told another way";
    }
}

/// A person's answer on a notice that was held, or that it is not to go.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct NoticeAnswer {
    /// Whether it may go.
    pub release: bool,
    /// Why.
    pub words: String,
    /// Who.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// One notice: a fact on the record told once to one agency. It is kept in the
/// ledger whatever becomes of it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Notice {
    /// Its identifier.
    pub id: NoticeId,
    /// The area.
    pub area: AreaCode,
    /// The incident.
    pub incident: IncidentId,
    /// The force's reference of it.
    pub reference: String,
    /// The fact that called for it.
    pub trigger: HealthTrigger,
    /// What kind of recipient.
    pub recipient: HealthRecipient,
    /// The agency that gets it; none where the settings name none of its kind.
    pub agency: Option<AgencyCode>,
    /// The people whom it names, and nobody else.
    pub people: Vec<AskedPerson>,
    /// When it happened, or was reported.
    pub happened_at: Timestamp,
    /// By when it must be there: for a school, before the next school day begins (F63).
    pub due_at: Option<Timestamp>,
    /// How far it has got.
    pub state: NoticeState,
    /// Why it waits for a person.
    pub hold: Option<NoticeHold>,
    /// The person's answer.
    pub answer: Option<NoticeAnswer>,
    /// When it was made.
    pub made_at: Timestamp,
    /// When the agency got it.
    pub sent_at: Option<Timestamp>,
    /// When somebody of the agency first opened it, and who.
    pub read: Option<(Doer, Timestamp)>,
    /// To the hub it is held as closely as its incident, which is asked each time; this is the record's own.
    pub restriction: Restriction,
}

/// The kind of agency that a recipient is.
pub fn kind_of(recipient: HealthRecipient) -> AgencyKind {
    match recipient {
        HealthRecipient::ChildHealth => AgencyKind::ChildHealth,
        HealthRecipient::PrimaryCare => AgencyKind::PrimaryCare,
        HealthRecipient::Education => AgencyKind::Education,
        HealthRecipient::ChildrensSocialCare | HealthRecipient::HubPreScreen => {
            AgencyKind::ChildrensSocialCare
        }
    }
}

/// The people whom a fact is about; nobody when the record does not show it.
///
/// A child whose age is not known counts as young and as of school age: a notice
/// too many is put right by a telephone call, a notice too few by nobody.
fn people_of(incident: &Incident, trigger: HealthTrigger, young_under: u8) -> Vec<usize> {
    let day = london_date(incident.occurred_at.unwrap_or(incident.reported_at));
    let with = |wanted: &dyn Fn(PartyRole) -> bool| -> Vec<usize> {
        let parties = incident.parties.iter().enumerate();
        parties
            .filter(|(_, party)| wanted(party.role))
            .map(|(place, _)| place)
            .collect()
    };
    let children = |fits: &dyn Fn(i16) -> bool| -> Vec<usize> {
        let mut found = with(&|role| role == PartyRole::Child);
        found.retain(|place| {
            incident
                .parties
                .get(*place)
                .is_some_and(|party| party.born_as_reported.lowest_age_on(day).is_none_or(fits))
        });
        found
    };
    let has = |flags: &[Flag]| flags.iter().any(|flag| incident.flags.contains(flag));
    let victim = || with(&|role| role == PartyRole::Victim);
    let adults = || with(&|role| matches!(role, PartyRole::Victim | PartyRole::PersonCausingHarm));
    match trigger {
        HealthTrigger::YoungChild => {
            let mut found = children(&|age| age < i16::from(young_under));
            if !found.is_empty() {
                found.extend(victim());
            }
            found
        }
        HealthTrigger::AnyChild => with(&|role| role == PartyRole::Child),
        HealthTrigger::SchoolChild => children(&|age| (SCHOOL_FROM..=SCHOOL_TO).contains(&age)),
        HealthTrigger::Pregnancy if incident.pregnant == Some(true) || has(&[Flag::Pregnancy]) => {
            victim()
        }
        HealthTrigger::MentalHealth if has(&[Flag::MentalHealth]) => adults(),
        HealthTrigger::SubstanceUse if has(&[Flag::Alcohol, Flag::Drugs]) => adults(),
        _ => Vec::new(),
    }
}

/// The rules that an incident's facts call for, each once, with the places of the
/// people whom each names (R223–R225).
pub fn called_for(
    incident: &Incident,
    rules: &HealthNotices,
) -> Vec<(HealthNoticeRule, Vec<usize>)> {
    let mut found: Vec<(HealthNoticeRule, Vec<usize>)> = Vec::new();
    for rule in &rules.rules {
        let people = people_of(incident, rule.trigger, rules.young_child_under);
        let twice = found.iter().any(|(earlier, _)| {
            earlier.trigger == rule.trigger && earlier.recipient == rule.recipient
        });
        if !people.is_empty() && !twice {
            found.push((*rule, people));
        }
    }
    found
}

/// Before the next school day begins: the next moment at which school starts on a
/// Monday to Friday that is no bank holiday (F63). A school's own holidays are not
/// known here, so the time may be earlier than it needs to be and is never later.
pub fn before_school(after: Timestamp, starts: Time, holidays: &BankHolidays) -> Timestamp {
    let mut day: Date = london_date(after);
    for _ in 0..14 {
        let begins = london()
            .to_ambiguous_timestamp(day.to_datetime(starts))
            .compatible()
            .unwrap_or(after);
        if begins > after && holidays.is_working_day(day) {
            return begins;
        }
        day = day.checked_add(1.day()).unwrap_or(day);
    }
    after
}

/// How an agency can be told what a notice says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Its contacts sign in and read it here.
    SignsIn,
    /// By mail, to a confirmed address on the area's secure list.
    SecureMail,
    /// Neither: a person has to tell it.
    ByAPerson,
}

/// How an agency can be told. What stands on a restricted record is not put into a mail (R218, R225).
pub fn reach(agency: &Agency, rules: &MailRules, restricted: bool) -> Reach {
    let secure = |route: &Route| route.confirmed && rules.is_secure(&route.address);
    match agency.contact {
        Contact::Mail if !restricted && agency.route.as_ref().is_some_and(secure) => {
            Reach::SecureMail
        }
        Contact::Mail => Reach::ByAPerson,
        _ => Reach::SignsIn,
    }
}

/// What holds a notice back when it is made.
pub fn hold(
    restricted: bool,
    hold_if_restricted: bool,
    reach: Option<Reach>,
) -> Option<NoticeHold> {
    match reach {
        _ if restricted && hold_if_restricted => Some(NoticeHold::Restricted),
        None => Some(NoticeHold::NoAgency),
        Some(Reach::ByAPerson) => Some(NoticeHold::NoAccount),
        Some(Reach::SignsIn | Reach::SecureMail) => None,
    }
}

/// The notices that an incident calls for, in the order of the area's rules. The
/// caller gives each its identifier.
pub fn notices(
    incident: &Incident,
    settings: &AreaSettings,
    holidays: &BankHolidays,
    now: Timestamp,
    mut new_id: impl FnMut() -> NoticeId,
) -> Vec<Notice> {
    let rules = &settings.health_notice;
    called_for(incident, rules)
        .into_iter()
        .map(|(rule, places)| {
            let kind = kind_of(rule.recipient);
            let agency = settings.agencies.iter().find(|agency| agency.kind == kind);
            let restricted = incident.restriction.is_restricted();
            let hold = hold(
                restricted,
                rules.hold_if_restricted,
                agency.map(|agency| reach(agency, &settings.mail, restricted)),
            );
            let people = places
                .into_iter()
                .filter_map(|place| incident.parties.get(place))
                .map(|party| AskedPerson {
                    person: party.person,
                    name: party.name_as_reported.clone(),
                    born: party.born_as_reported,
                    role: party.role,
                })
                .collect();
            Notice {
                id: new_id(),
                area: incident.area.clone(),
                incident: incident.id,
                reference: incident.reference.clone(),
                trigger: rule.trigger,
                recipient: rule.recipient,
                agency: agency.map(|agency| agency.code.clone()),
                people,
                happened_at: incident.occurred_at.unwrap_or(incident.reported_at),
                due_at: (rule.recipient == HealthRecipient::Education)
                    .then(|| before_school(now, rules.school_starts, holidays)),
                state: if hold.is_some() {
                    NoticeState::Held
                } else {
                    NoticeState::Sent
                },
                hold,
                answer: None,
                made_at: now,
                sent_at: hold.is_none().then_some(now),
                read: None,
                restriction: Restriction::default(),
            }
        })
        .collect()
}

/// Why an act on a notice was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoticeRefusal {
    /// It does not wait.
    #[error("This notice does not wait for anybody.")]
    NotHeld,
    /// There is nobody to send it to.
    #[error(
        "The area’s settings name no agency of this kind, so there is nowhere to send it. Tell the agency yourself, and record here that it is not to be sent."
    )]
    NoAgency,
    /// It cannot be read by those whom it is for.
    #[error(
        "The agency has no account here and no mail by which this may go, so the notice would reach nobody. Tell the agency yourself, and record here that it is not to be sent."
    )]
    NoAccount,
    /// Nothing says why.
    #[error("Say why. The reason is kept with the notice.")]
    NoReason,
}

/// Checks that a held notice may be answered like this.
///
/// # Errors
/// When it is not held, there is nobody to send it to, or nothing says why.
pub fn may_answer(
    notice: &Notice,
    reach: Option<Reach>,
    release: bool,
    words: &str,
) -> Result<(), NoticeRefusal> {
    if notice.state != NoticeState::Held {
        return Err(NoticeRefusal::NotHeld);
    }
    match reach {
        None if release => return Err(NoticeRefusal::NoAgency),
        Some(Reach::ByAPerson) if release => return Err(NoticeRefusal::NoAccount),
        _ => {}
    }
    if words.trim().is_empty() {
        return Err(NoticeRefusal::NoReason);
    }
    Ok(())
}
