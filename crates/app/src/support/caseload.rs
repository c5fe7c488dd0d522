//! The caseload of a service: the reader's own clients, those nobody works with yet, and the others (R3, F69).

use hawthorn_domain::marac::MaracReferral;
use hawthorn_domain::people::Person;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::deadline::Clock;
use hawthorn_domain::platform::ids::SupportCaseId;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::support::SupportCase;
use hawthorn_domain::support::client::VoiceTime;
use hawthorn_store::Stored;
use jiff::civil::Date;

use super::allocate::services;
use super::client::wide;
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// The most clients of one list; a service that has more open has another trouble.
const MOST: u64 = 500;

/// One client in the list.
#[derive(Debug, Clone)]
pub struct ClientLine {
    /// The case.
    pub id: SupportCaseId,
    /// The client by initials.
    pub initials: String,
    /// The team that has the case, where it is a team's.
    pub team: Option<String>,
    /// Who works with the client.
    pub worker: Option<String>,
    /// The promise of a first try.
    pub first_contact: Clock,
    /// What came of the last try.
    pub last_try: Option<String>,
    /// The day of the next one.
    pub next_try: Option<Date>,
    /// Whether the pair waits for a meeting and nobody has heard the client yet (R202).
    pub voice_missing: bool,
    /// Whether the pair was heard and nobody has told the client yet.
    pub telling_missing: bool,
}

/// The caseload.
#[derive(Debug, Clone, Default)]
pub struct Caseload {
    /// Whether it is that of a domestic abuse service, and not of a team of another agency.
    pub of_a_service: bool,
    /// The reader's own clients.
    pub own: Vec<ClientLine>,
    /// Clients nobody works with yet.
    pub nobodys: Vec<ClientLine>,
    /// The colleagues' clients.
    pub others: Vec<ClientLine>,
}

/// Lists the clients of the reader's service.
///
/// # Errors
/// When the reader has no caseload.
pub async fn caseload(app: &App, ask: &mut Ask) -> Told<Caseload> {
    // Allow
    let thing = Thing::of_area(ask.area()).addressed_to(&ask.actor.agency);
    ask.allow(app, Verb::ViewCaseload, &thing).await?;
    // Load
    let list = read(app, ask).await?;
    // Keep
    let words = "Looked through the caseload";
    app.store
        .note(ask.entry(Deed::Listed, Verb::ViewCaseload, words))
        .await?;
    // Tell
    Ok(list)
}

/// How many clients the reader's service has, and how many of them nobody has tried to reach; for the
/// first page.
pub(crate) async fn counts(app: &App, ask: &Ask) -> Told<(usize, usize)> {
    let scope = wide(&ask.scope(app)?);
    let open = app
        .store
        .open_clients(&scope, &ask.actor.agency, MOST)
        .await?;
    let untried = open
        .iter()
        .filter(|case| case.first_contact.done_at().is_none());
    Ok((open.len(), untried.count()))
}

async fn read(app: &App, ask: &Ask) -> Told<Caseload> {
    let scope = wide(&ask.scope(app)?);
    let settings = ask.settings(app)?;
    let open = app
        .store
        .open_clients(&scope, &ask.actor.agency, MOST)
        .await?;
    let ids: Vec<String> = open.iter().map(|case| case.client.to_string()).collect();
    let people = app.store.get_many::<Person>(&scope, &ids).await?;
    let ids: Vec<String> = open
        .iter()
        .filter_map(|case| case.referral)
        .map(|id| id.to_string())
        .collect();
    let referrals = app.store.get_many::<MaracReferral>(&scope, &ids).await?;
    let mut list = Caseload {
        of_a_service: services(settings).contains(&ask.actor.agency),
        ..Caseload::default()
    };
    for case in &open {
        let Some(person) = people.iter().find(|person| person.id == case.client) else {
            continue;
        };
        let referral = referrals.iter().find(|one| Some(one.id) == case.referral);
        let team = case.team.as_deref();
        let team = team.and_then(|code| settings.support.team(code));
        let line = ClientLine {
            team: team.map(|team| team.name.clone()),
            ..line(case, person, referral)
        };
        match &case.worker {
            Some(worker) if worker.account == ask.actor.account => list.own.push(line),
            Some(_) => list.others.push(line),
            None => list.nobodys.push(line),
        }
    }
    Ok(list)
}

fn line(
    case: &SupportCase,
    person: &Person,
    referral: Option<&Stored<MaracReferral>>,
) -> ClientLine {
    let waits = referral.is_some_and(|one| one.heard_at.is_none());
    let heard = referral.is_some_and(|one| one.heard_at.is_some());
    ClientLine {
        id: case.id,
        initials: person.initials(),
        team: None,
        worker: case.worker.as_ref().map(|worker| worker.name.clone()),
        first_contact: case.first_contact.clone(),
        last_try: case.tries.last().map(|one| one.result.label().to_owned()),
        next_try: case.next_try(),
        voice_missing: waits && !case.has_voice(VoiceTime::Before),
        telling_missing: heard && !case.has_voice(VoiceTime::After),
    }
}
