//! Allocates an IDVA: by the area's setting with a MARAC referral, or by whoever refers (R196, R199, R200, C21).

use hawthorn_domain::marac::MaracReferral;
use hawthorn_domain::people::Person;
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::audit::{Deed, Doer};
use hawthorn_domain::platform::deadline::{Clock, PromiseCode};
use hawthorn_domain::platform::ids::{MaracReferralId, PersonId, SupportCaseId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_domain::platform::settings::choices::AgencyKind;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::support::SupportCase;
use hawthorn_domain::support::client::{SupportRefusal, comes_with_referral, may_allocate};
use hawthorn_store::Stored;
use hawthorn_store::Tx;

use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// Who takes a client: a commissioned service, or a team of another agency (R206, R211).
#[derive(Debug, Clone, PartialEq, Eq)]
struct Service {
    agency: AgencyCode,
    team: Option<String>,
}

impl Service {
    /// The service or team that a code stands for, if one.
    fn of(settings: &AreaSettings, code: &str) -> Option<Self> {
        let team = settings.support.team(code).map(|team| Self {
            agency: team.agency.clone(),
            team: Some(team.code.clone()),
        });
        let service = || {
            services(settings)
                .into_iter()
                .find(|one| one.as_str() == code)
        };
        team.or_else(|| service().map(Self::own))
    }

    fn own(agency: AgencyCode) -> Self {
        Self { agency, team: None }
    }
}

/// Allocates a client to a service or a team, by its code.
///
/// # Errors
/// When the person is not there for this reader, the service has them already, they are known to be
/// younger than 16, or the agency is no domestic abuse service.
pub async fn allocate_idva(
    app: &App,
    ask: &mut Ask,
    client: PersonId,
    referral: Option<MaracReferralId>,
    to: &AgencyCode,
) -> Told<SupportCaseId> {
    // Load
    let scope = super::client::wide(&ask.scope(app)?);
    let read = app.store.get::<Person>(&scope, &client.to_string()).await?;
    let person = read.ok_or(Refusal::NotFound)?;
    // Allow
    let thing = Thing::record(&person.area, &person.restriction);
    ask.allow(app, Verb::AllocateIdva, &thing).await?;
    // Decide
    let service = Service::of(ask.settings(app)?, to.as_str());
    let age = person.born().lowest_age_on(ask.today());
    let open = match &service {
        Some(service) => has_client(app, ask, client, service).await?,
        None => false,
    };
    may_allocate(open, age, service.is_some()).map_err(refused)?;
    let service = service.ok_or_else(|| refused(SupportRefusal::NoService))?;
    let case = made(app, ask, &person, referral, service, ask.doer())?;
    // Keep
    let mut tx = app.store.begin().await?;
    let words = "Allocated the client to a support service";
    tx.create(&case, ask.entry(Deed::Created, Verb::AllocateIdva, words))
        .await?;
    tx.finish().await?;
    // Tell
    Ok(case.id)
}

/// The case that a MARAC referral brings by itself, where the area says so; made before the
/// referral is kept, and kept with it.
pub(crate) async fn with_referral(
    app: &App,
    ask: &mut Ask,
    victim: &Stored<Person>,
    referral: MaracReferralId,
) -> Told<Option<SupportCase>> {
    let settings = ask.settings(app)?;
    let Some(agency) = services(settings).into_iter().next() else {
        return Ok(None);
    };
    let service = Service::own(agency);
    let open = has_client(app, ask, victim.id, &service).await?;
    let age = victim.born().lowest_age_on(ask.today());
    if !comes_with_referral(settings.idva.auto_allocate, open, age, true) {
        return Ok(None);
    }
    let by = Doer::system("area settings");
    made(app, ask, victim, Some(referral), service, by).map(Some)
}

/// Keeps it in the transaction of the referral.
pub(crate) async fn keep_with_referral(
    tx: &mut Tx,
    ask: &Ask,
    case: Option<&SupportCase>,
    referral: &MaracReferral,
) -> Told<()> {
    let Some(case) = case else { return Ok(()) };
    let held = SupportCase {
        restriction: case.restriction.cautious(&referral.restriction),
        ..case.clone()
    };
    let words = "The MARAC referral brought an IDVA, as the area’s settings say";
    tx.create(&held, ask.entry(Deed::Created, Verb::ReferToMarac, words))
        .await?;
    Ok(())
}

/// The area's domestic abuse services, in the order of its settings.
pub(super) fn services(settings: &AreaSettings) -> Vec<AgencyCode> {
    let all = settings.agencies.iter();
    all.filter(|agency| agency.kind == AgencyKind::DomesticAbuseService)
        .map(|agency| agency.code.clone())
        .collect()
}

/// The services and teams that do not have the client yet: code and name.
pub(crate) async fn free_services(
    app: &App,
    ask: &Ask,
    client: PersonId,
) -> Told<Vec<(String, String)>> {
    let settings = ask.settings(app)?;
    let mut free = Vec::new();
    let named = |agency: &AgencyCode| {
        let found = settings.agency(agency.as_str());
        found.map_or_else(|| agency.to_string(), |found| found.name.clone())
    };
    for agency in services(settings) {
        let name = named(&agency);
        let code = agency.to_string();
        if !has_client(app, ask, client, &Service::own(agency)).await? {
            free.push((code, name));
        }
    }
    for team in &settings.support.teams {
        let service = Service {
            agency: team.agency.clone(),
            team: Some(team.code.clone()),
        };
        if !has_client(app, ask, client, &service).await? {
            free.push((
                team.code.clone(),
                format!("{} ({})", team.name, named(&team.agency)),
            ));
        }
    }
    Ok(free)
}

/// Whether the service has the client already, whoever asks: on any of the client's records.
async fn has_client(app: &App, ask: &Ask, client: PersonId, service: &Service) -> Told<bool> {
    let whole = hawthorn_domain::platform::actor::Scope {
        restricted: true,
        ..super::client::wide(&ask.scope(app)?)
    };
    let group = app.store.same_person(client).await?;
    let all = app.store.support_cases_of(&whole, &group).await?;
    Ok(all
        .iter()
        .any(|case| case.is_open() && case.agency == service.agency && case.team == service.team))
}

fn made(
    app: &App,
    ask: &mut Ask,
    client: &Stored<Person>,
    referral: Option<MaracReferralId>,
    service: Service,
    by: Doer,
) -> Told<SupportCase> {
    let promise = ask.settings(app)?.promise(PromiseCode::FirstContact);
    let first_contact = Clock::start(promise, ask.now, app.holidays()).map_err(Refusal::rule)?;
    Ok(SupportCase {
        id: SupportCaseId::new(ask.now, ask.dice.as_mut()),
        area: ask.area().clone(),
        client: client.id,
        referral,
        agency: service.agency,
        team: service.team,
        work: Vec::new(),
        worker: None,
        opened_by: by,
        opened_at: ask.now,
        first_contact,
        tries: Vec::new(),
        voice: Vec::new(),
        ended: None,
        restriction: Restriction::default().cautious(&client.restriction),
    })
}

/// A refusal, at the field that can be mended where there is one.
pub(super) fn refused(error: SupportRefusal) -> Refusal {
    let words = error.to_string();
    match error {
        SupportRefusal::NoService => Refusal::field("agency", words),
        SupportRefusal::NextInThePast => Refusal::field("next", words),
        SupportRefusal::NoVoice => Refusal::field("text", words),
        SupportRefusal::NoReason => Refusal::field("why", words),
        SupportRefusal::NotItsWork => Refusal::field("work", words),
        SupportRefusal::AlreadyOpen | SupportRefusal::TooYoung | SupportRefusal::Ended => {
            Refusal::rule(words)
        }
    }
}
