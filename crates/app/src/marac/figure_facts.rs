//! What the figures read: the meetings that are over, what they heard, and the facts of each case (F31).

use std::collections::BTreeMap;

use hawthorn_domain::marac::figures::{CaseFacts, age_at};
use hawthorn_domain::marac::{Criterion, MaracReferral, Meeting};
use hawthorn_domain::people::{Person, Sex};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::calendar::london_date;
use hawthorn_domain::platform::ids::{MeetingId, PersonId};
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_domain::platform::settings::choices::AgencyKind;
use hawthorn_store::Stored;
use jiff::civil::Date;

use super::flags::midnight;
use super::found::opened;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// What is read for some stretch of time.
pub(super) struct Loaded {
    pub(super) meetings: Vec<Stored<Meeting>>,
    pub(super) referrals: Vec<Stored<MaracReferral>>,
    pub(super) cases: Vec<CaseFacts>,
}

impl Loaded {
    pub(super) fn at(&self, meeting: MeetingId) -> impl Iterator<Item = &CaseFacts> {
        self.cases
            .iter()
            .filter(move |case| case.meeting == meeting)
    }
}

/// Reads the meetings that are over and what they heard, from one day to another, both included.
pub(super) async fn load(
    app: &App,
    scope: &Scope,
    settings: &AreaSettings,
    from: Date,
    to: Date,
) -> Told<Loaded> {
    let after = to.tomorrow().unwrap_or(to);
    let meetings = app
        .store
        .meetings_held(scope, midnight(from), midnight(after))
        .await?;
    let ids: Vec<MeetingId> = meetings.iter().map(|meeting| meeting.id).collect();
    let mut referrals = app.store.marac_referrals_of_meetings(scope, &ids).await?;
    referrals.retain(|referral| referral.heard_at.is_some());
    let keys: Vec<String> = referrals
        .iter()
        .flat_map(|referral| [referral.victim, referral.perpetrator])
        .map(|id| id.to_string())
        .collect();
    let people = app.store.get_many::<Person>(&opened(scope), &keys).await?;
    let people: BTreeMap<PersonId, &Person> = people
        .iter()
        .map(|person| (person.id, &person.value))
        .collect();
    let days: BTreeMap<MeetingId, Date> = meetings
        .iter()
        .map(|meeting| (meeting.id, london_date(meeting.starts_at)))
        .collect();
    let cases = referrals
        .iter()
        .filter_map(|referral| {
            let meeting = referral.meeting?;
            let day = *days.get(&meeting)?;
            Some(facts(settings, referral, meeting, day, &people))
        })
        .collect();
    Ok(Loaded {
        meetings,
        referrals,
        cases,
    })
}

fn facts(
    settings: &AreaSettings,
    referral: &MaracReferral,
    meeting: MeetingId,
    day: Date,
    people: &BTreeMap<PersonId, &Person>,
) -> CaseFacts {
    let victim = people.get(&referral.victim);
    let harm = people.get(&referral.perpetrator);
    let referrer = referral.referred_by.agency.clone();
    let repeat = |one: &hawthorn_domain::marac::criteria::Finding| {
        one.met && one.criterion == Criterion::Repeat
    };
    CaseFacts {
        referral: referral.id,
        meeting,
        by_police: referrer
            .as_ref()
            .is_some_and(|code| is_police(settings, code.as_str())),
        referrer,
        repeat: referral.findings.iter().any(repeat),
        children: referral.children.clone(),
        minority_ethnic: victim
            .and_then(|one| one.about.ethnic_group)
            .and_then(|group| group.is_minority()),
        lgbt: victim
            .and_then(|one| one.about.lgbt)
            .and_then(|said| said.known()),
        disabled: victim
            .and_then(|one| one.about.disabled)
            .and_then(|said| said.known()),
        male_victim: victim
            .filter(|one| one.sex != Sex::Unknown)
            .map(|one| one.sex == Sex::Male),
        victim_age: victim.and_then(|one| age_at(one.born(), day)),
        harm_age: harm.and_then(|one| age_at(one.born(), day)),
    }
}

/// Whether an agency is a police force.
pub(super) fn is_police(settings: &AreaSettings, code: &str) -> bool {
    settings
        .agency(code)
        .is_some_and(|agency| agency.kind == AgencyKind::Police)
}
