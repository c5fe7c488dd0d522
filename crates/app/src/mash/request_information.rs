//! Asks agencies what they hold on the people of a referral: one request for each agency, naming exactly what it may see (R124, R134–R137).

use hawthorn_domain::mash::request::{AskedPerson, InformationRequest};
use hawthorn_domain::people::Person;
use hawthorn_domain::people::disclosure::{DisclosureGround, SharedBy};
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{PersonId, ReferralId, RequestId};
use hawthorn_domain::platform::mail::MessageKind;
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use hawthorn_domain::referrals::Referral;
use hawthorn_store::Stored;

use super::{by_mail, reading, request_clock};
use crate::people::disclosures::{NewDisclosure, share};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text;

/// What is asked, and of whom.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// Field `agencies`; none means the core of triage without the lead agency (R121).
    pub agencies: Vec<AgencyCode>,
    /// Field `why`: in words that the agency may read.
    pub why: String,
    /// Field `people`; none means everybody the referral is about.
    pub people: Vec<PersonId>,
}

/// Asks each agency once. A request that was withdrawn is made again by asking
/// again. The answer to the caller is the request of each agency, in order.
///
/// # Errors
/// When the referral is not there for the reader, the role may not ask, there
/// is no rating yet, the referral is finished, or a field is missing, unknown
/// or asked already.
pub async fn request_information(
    app: &App,
    ask: &mut Ask,
    id: ReferralId,
    question: Question,
) -> Told<Vec<RequestId>> {
    // Load
    let scope = ask.scope(app)?;
    let read = reading::referral(app, &scope, id).await?;
    let settings = reading::settings(app, &read)?;
    let before = app.store.requests_of(&scope, id).await?;
    let ids: Vec<String> = read
        .subjects
        .iter()
        .map(|subject| subject.person.to_string())
        .collect();
    let people = app.store.get_many::<Person>(&scope, &ids).await?;
    // Allow
    ask.allow(
        app,
        Verb::RequestInformation,
        &reading::referral_thing(&read),
    )
    .await?;
    // Decide
    let requests = decided(app, ask, settings, &read, &people, &before, question)?;
    // Keep
    let mut tx = app.store.begin().await?;
    for request in &requests {
        let people = words::count(request.people.len() as i64, "person", "people");
        let name = reading::agency_name(settings, &request.agency);
        let line = format!(
            "Asked {name} for information on {people}, rating {}",
            request.rag
        );
        match withdrawn(&before, &request.agency) {
            Some(earlier) => {
                let entry = ask.entry(Deed::Changed, Verb::RequestInformation, line);
                tx.update(earlier, request, entry).await?;
            }
            None => {
                let entry = ask.entry(Deed::Created, Verb::RequestInformation, line);
                tx.create(request, entry).await?;
            }
        }
        by_mail::tell(
            app,
            ask,
            &mut tx,
            Verb::RequestInformation,
            MessageKind::Request,
            request,
        )
        .await?;
        share(ask, &mut tx, Verb::RequestInformation, shared(request)).await?;
    }
    // The referral is saved too, so that a rating changed meanwhile cannot miss these requests (R117).
    let names: Vec<String> = requests
        .iter()
        .map(|request| reading::agency_name(settings, &request.agency))
        .collect();
    let line = format!("Asked for information: {}", names.join(", "));
    let entry = ask.entry(Deed::Changed, Verb::RequestInformation, line);
    tx.update(&read, &read.value, entry).await?;
    tx.finish().await?;
    // Tell
    Ok(requests.iter().map(|request| request.id).collect())
}

/// What the request lets the agency see, for the ledger of sharing.
fn shared(request: &InformationRequest) -> NewDisclosure {
    NewDisclosure {
        people: request.people.iter().map(|asked| asked.person).collect(),
        agency: request.agency.clone(),
        what: "Name, date of birth, and why the hub asks".to_owned(),
        why: request.why.clone(),
        ground: DisclosureGround::Safeguarding,
        shared_by: SharedBy::Request(request.id),
        restriction: request.restriction.clone(),
    }
}

/// The requests that are to stand, one for each agency.
fn decided(
    app: &App,
    ask: &mut Ask,
    settings: &AreaSettings,
    referral: &Referral,
    people: &[Stored<Person>],
    before: &[Stored<InformationRequest>],
    question: Question,
) -> Told<Vec<InformationRequest>> {
    if referral.is_decided() {
        return Err(Refusal::Rule(
            "The outcome has been authorised, so no agency is asked any more.".to_owned(),
        ));
    }
    let (Some(rating), Some(clock)) = (referral.rating(), &referral.clock) else {
        return Err(Refusal::Rule(
            "Set the RAG rating first: it says by when the agencies have to answer.".to_owned(),
        ));
    };
    let unsaid = "Say why you ask. The agency reads these words and searches by them.";
    let why = text::needed("why", &question.why, unsaid)?;
    let asked_people = asked_people(referral, people, &question.people)?;
    let agencies = agencies_to_ask(settings, referral, before, &question.agencies)?;
    let clock = request_clock::started(settings, rating.rag, clock, ask.now, app.holidays())?;
    let mut requests = Vec::with_capacity(agencies.len());
    for agency in agencies {
        let id = match withdrawn(before, &agency) {
            Some(earlier) => earlier.id,
            None => RequestId::new(ask.now, ask.dice.as_mut()),
        };
        requests.push(InformationRequest {
            id,
            referral: referral.id,
            area: referral.area.clone(),
            agency,
            why: why.clone(),
            people: asked_people.clone(),
            rag: rating.rag,
            asked_by: ask.doer(),
            asked_at: ask.now,
            clock: clock.clone(),
            reply: None,
            withdrawn_at: None,
            restriction: referral.restriction.clone(),
        });
    }
    Ok(requests)
}

fn withdrawn<'a>(
    before: &'a [Stored<InformationRequest>],
    agency: &AgencyCode,
) -> Option<&'a Stored<InformationRequest>> {
    before
        .iter()
        .find(|request| request.agency == *agency && request.withdrawn_at.is_some())
}

/// The people named to the agency: name and date of birth, nothing else.
fn asked_people(
    referral: &Referral,
    people: &[Stored<Person>],
    chosen: &[PersonId],
) -> Told<Vec<AskedPerson>> {
    let refused = |message: &str| Err(Refusal::field("people", message));
    if chosen
        .iter()
        .any(|id| !people.iter().any(|person| person.id == *id))
    {
        return refused(
            "Choose only people whom this referral is about and whose record is open to you.",
        );
    }
    let mut asked: Vec<AskedPerson> = Vec::new();
    for subject in &referral.subjects {
        let wanted = chosen.is_empty() || chosen.contains(&subject.person);
        let twice = asked.iter().any(|earlier| earlier.person == subject.person);
        if let Some(person) = people.iter().find(|person| person.id == subject.person)
            && wanted
            && !twice
        {
            asked.push(AskedPerson {
                person: person.id,
                name: person.shown_name(),
                born: person.born(),
                role: subject.role,
            });
        }
    }
    if asked.is_empty() {
        return refused(
            "No person of this referral is open to you, so nobody can be asked about. Speak to the manager who holds the record.",
        );
    }
    Ok(asked)
}

fn agencies_to_ask(
    settings: &AreaSettings,
    referral: &Referral,
    before: &[Stored<InformationRequest>],
    chosen: &[AgencyCode],
) -> Told<Vec<AgencyCode>> {
    if chosen.is_empty() {
        let core: Vec<AgencyCode> = settings
            .agencies
            .iter()
            .filter(|agency| agency.core_triage && agency.code != referral.lead_agency)
            .map(|agency| agency.code.clone())
            .filter(|code| !before.iter().any(|request| request.agency == *code))
            .collect();
        if core.is_empty() {
            return Err(Refusal::field(
                "agencies",
                "The agencies of every triage have been asked already. Choose another agency, if one may hold something.",
            ));
        }
        return Ok(core);
    }
    let known = reading::known_agencies(settings, chosen)?;
    let again: Vec<String> = known
        .iter()
        .filter(|code| {
            before
                .iter()
                .any(|request| request.agency == **code && request.withdrawn_at.is_none())
        })
        .map(|code| reading::agency_name(settings, code))
        .collect();
    if again.is_empty() {
        return Ok(known);
    }
    Err(Refusal::field(
        "agencies",
        format!(
            "Asked already: {}. Each agency is asked once; leave it out, or withdraw the request that stands.",
            again.join(", ")
        ),
    ))
}
