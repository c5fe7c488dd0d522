//! Opens one referral: the people, where it came from, every rating, request, answer and decision, and what may be done now (R122, R335).

use hawthorn_domain::incidents::{Incident, PartyRole};
use hawthorn_domain::mash::considerations::Consideration;
use hawthorn_domain::mash::feedback::FeedbackLevel;
use hawthorn_domain::mash::request::InformationRequest;
use hawthorn_domain::people::contact::Standing;
use hawthorn_domain::people::{Born, Person};
use hawthorn_domain::platform::actor::{AgencyCode, Scope};
use hawthorn_domain::platform::deadline::{Clock, ClockState};
use hawthorn_domain::platform::ids::{IncidentId, PersonId, ReferralId, RequestId};
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_domain::platform::settings::hub::TriageOutcome;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::referrals::{Referral, ReferralState};
use hawthorn_domain::risk::RiskLevel;
use hawthorn_store::mash::request_state;
use hawthorn_store::{Document, Stored};
use jiff::Timestamp;

use super::authorise_outcome::waiting_thing;
use super::considered::considered;
use super::reading::{self, Answers, RESTRICTED_PERSON};
use super::send_feedback::feedback_level;
use super::told_clocks::{acknowledge_clock, feedback_clock};
use crate::marac::flags::{FlagShown, flag_of_pair};
use crate::people::candidates::{MayBe, may_be};
use crate::people::reach::standings;
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// Somebody the referral is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubjectLine {
    /// The person.
    pub person: PersonId,
    /// Their part.
    pub role: PartyRole,
    /// The name, or “Restricted person”.
    pub name: String,
    /// The date of birth, where the reader may know it.
    pub born: Born,
    /// How it stands with reaching them.
    pub safe_contact: Standing,
    /// Whether the reader may open the person's record.
    pub open: bool,
}

/// The incident that the referral came from, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentLine {
    /// The incident.
    pub id: IncidentId,
    /// The source's reference.
    pub reference: String,
    /// When it was reported.
    pub reported_at: Timestamp,
    /// The level in force now.
    pub level: RiskLevel,
    /// What was reported.
    pub summary: String,
}

/// One request, and its answer when the reader may open it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestLine {
    /// The request.
    pub id: RequestId,
    /// The agency asked.
    pub agency: AgencyCode,
    /// Its name.
    pub agency_name: String,
    /// `open`, `answered` or `withdrawn`.
    pub state: &'static str,
    /// When the answer is due.
    pub due_at: Timestamp,
    /// How its clock stands.
    pub clock: ClockState,
    /// The whole request with its answer, where the reader may open it.
    pub whole: Option<InformationRequest>,
}

/// An agency that can be asked or that can take part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyChoice {
    /// Its code.
    pub code: AgencyCode,
    /// Its name.
    pub name: String,
    /// Whether every triage asks it (R121).
    pub core: bool,
    /// Whether a request to it stands.
    pub asked: bool,
}

/// Everything the pages of a referral show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferralPage {
    /// The referral with its ratings, triage, outcome and feedback.
    pub referral: Referral,
    /// Where it stands.
    pub state: ReferralState,
    /// The people.
    pub subjects: Vec<SubjectLine>,
    /// Who the people may be, where nobody has said yet.
    pub may_be: Vec<MayBe>,
    /// The incident, where there is one and the reader may open it.
    pub incident: Option<IncidentLine>,
    /// The name of the lead agency (R329).
    pub lead_agency: String,
    /// How the rating's clock stands.
    pub clock: Option<ClockState>,
    /// How the clock of the meeting's record stands (R154).
    pub meeting_clock: Option<ClockState>,
    /// When the referrer is to be told, once an outcome is authorised (R150).
    pub feedback_clock: Option<Clock>,
    /// How much the referrer may be told (C38).
    pub feedback_level: FeedbackLevel,
    /// When the referral is to be acknowledged, where it is about a child (F42).
    pub acknowledge_clock: Option<Clock>,
    /// Whether the reader may speak with the referrer for the hub (R129).
    pub may_speak: bool,
    /// The requests in the order asked.
    pub requests: Vec<RequestLine>,
    /// Answers in and asked for.
    pub answers: Answers,
    /// The outcomes that the area offers, with their labels.
    pub outcomes: Vec<TriageOutcome>,
    /// The agencies of the area.
    pub agencies: Vec<AgencyChoice>,
    /// Whether the area has confirmed its rating times; if not, the page says so (C16).
    pub times_confirmed: bool,
    /// The flag that the pair carries after a MARAC referral (F21).
    pub flag: Option<FlagShown>,
    /// What must not be overlooked while it is weighed.
    pub considered: Vec<Consideration>,
    /// What this reader may do to it as it stands.
    pub allowed: Vec<Verb>,
}

impl ReferralPage {
    /// The outcomes chosen, as the area words them.
    pub fn chosen(&self) -> impl Iterator<Item = &TriageOutcome> {
        let codes = self
            .referral
            .outcome
            .iter()
            .flat_map(|outcome| &outcome.outcomes);
        codes.filter_map(|code| self.outcomes.iter().find(|outcome| outcome.code == *code))
    }
}

/// Opens a referral.
///
/// # Errors
/// When it is not there for the reader, or the role may not open referrals.
pub async fn open_referral(app: &App, ask: &mut Ask, id: ReferralId) -> Told<ReferralPage> {
    let scope = ask.scope(app)?;
    let read = reading::referral(app, &scope, id).await?;
    ask.allow(app, Verb::ViewReferral, &reading::referral_thing(&read))
        .await?;
    ask.looked(
        app,
        Verb::ViewReferral,
        Referral::TABLE,
        &read.key(),
        "Opened the referral",
    )
    .await?;
    let settings = reading::settings(app, &read)?;
    let requests = app.store.requests_of(&scope, id).await?;
    let answers = Answers::of(&requests);
    let subjects = subjects(app, ask, &scope, &read).await?;
    let ids: Vec<PersonId> = read.subjects.iter().map(|subject| subject.person).collect();
    Ok(ReferralPage {
        state: read.state(answers.open()),
        considered: considered(app, ask, &scope, (&read, &subjects), &requests).await?,
        may_be: may_be(app, ask, &scope, &ids).await?,
        subjects,
        incident: incident(app, ask, &scope, &read).await?,
        lead_agency: reading::agency_name(settings, &read.lead_agency),
        clock: read.clock.as_ref().map(|clock| clock.state(ask.now)),
        meeting_clock: read
            .meeting_clock
            .as_ref()
            .map(|clock| clock.state(ask.now)),
        feedback_clock: feedback_clock(app, settings, &read)?,
        feedback_level: feedback_level(settings, &read),
        acknowledge_clock: acknowledge_clock(app, settings, &read)?,
        may_speak: ask.may(app, Verb::SendFeedback, &reading::referral_thing(&read)),
        requests: requests
            .iter()
            .map(|request| request_line(app, ask, settings, request))
            .collect(),
        answers,
        outcomes: settings.triage.outcomes.clone(),
        agencies: agencies(settings, &requests),
        times_confirmed: settings.rag.confirmed,
        flag: flag(app, ask, &read).await?,
        allowed: allowed(app, ask, &read),
        referral: read.value,
    })
}

async fn flag(app: &App, ask: &Ask, referral: &Referral) -> Told<Option<FlagShown>> {
    let of = |role: PartyRole| {
        let subject = referral
            .subjects
            .iter()
            .find(|subject| subject.role == role);
        subject.map(|subject| subject.person)
    };
    match of(PartyRole::Victim).zip(of(PartyRole::PersonCausingHarm)) {
        Some((victim, other)) => flag_of_pair(app, ask, victim, other).await,
        None => Ok(None),
    }
}

async fn subjects(
    app: &App,
    ask: &Ask,
    scope: &Scope,
    referral: &Referral,
) -> Told<Vec<SubjectLine>> {
    let ids: Vec<String> = referral
        .subjects
        .iter()
        .map(|subject| subject.person.to_string())
        .collect();
    let people = app.store.get_many::<Person>(scope, &ids).await?;
    let mut standings = standings(app, ask, scope, &people.iter().collect::<Vec<_>>()).await?;
    Ok(referral
        .subjects
        .iter()
        .map(|subject| {
            let person = people.iter().find(|person| person.id == subject.person);
            SubjectLine {
                person: subject.person,
                role: subject.role,
                name: person.map_or_else(
                    || RESTRICTED_PERSON.to_owned(),
                    |person| person.shown_name(),
                ),
                born: person.map_or(Born::Unknown, |person| person.born()),
                safe_contact: standings.remove(&subject.person).unwrap_or_default(),
                open: person.is_some_and(|person| {
                    ask.may(
                        app,
                        Verb::ViewPerson,
                        &Thing::record(&person.area, &person.restriction),
                    )
                }),
            }
        })
        .collect())
}

async fn incident(
    app: &App,
    ask: &Ask,
    scope: &Scope,
    referral: &Referral,
) -> Told<Option<IncidentLine>> {
    let Some(id) = referral.incident else {
        return Ok(None);
    };
    let found = app.store.get::<Incident>(scope, &id.to_string()).await?;
    let open = found.filter(|incident| {
        ask.may(
            app,
            Verb::ViewIncident,
            &Thing::record(&incident.area, &incident.restriction),
        )
    });
    Ok(open.map(|incident| IncidentLine {
        id,
        reference: incident.reference.clone(),
        reported_at: incident.reported_at,
        level: incident.level(),
        summary: incident.summary.clone(),
    }))
}

fn request_line(
    app: &App,
    ask: &Ask,
    settings: &AreaSettings,
    request: &Stored<InformationRequest>,
) -> RequestLine {
    let open = ask.may(
        app,
        Verb::ViewRequest,
        &reading::request_thing(app, ask, request),
    );
    RequestLine {
        id: request.id,
        agency: request.agency.clone(),
        agency_name: reading::agency_name(settings, &request.agency),
        state: request_state(request),
        due_at: request.clock.due_at(),
        clock: request.clock.state(ask.now),
        whole: open.then(|| request.value.clone()),
    }
}

fn agencies(settings: &AreaSettings, requests: &[Stored<InformationRequest>]) -> Vec<AgencyChoice> {
    settings
        .agencies
        .iter()
        .map(|agency| AgencyChoice {
            code: agency.code.clone(),
            name: agency.name.clone(),
            core: agency.core_triage,
            asked: requests
                .iter()
                .any(|request| request.agency == agency.code && request.withdrawn_at.is_none()),
        })
        .collect()
}

/// The acts that the rules would accept as the referral stands and the policies let this reader do.
fn allowed(app: &App, ask: &Ask, referral: &Referral) -> Vec<Verb> {
    let thing = reading::referral_thing(referral);
    let finished = referral.is_decided();
    let rated = referral.rating().is_some();
    let mut verbs: Vec<Verb> = [
        (Verb::SetRating, !finished),
        (Verb::RequestInformation, rated && !finished),
        (Verb::RecordTriage, rated && referral.outcome.is_none()),
        (Verb::ProposeOutcome, referral.triage.is_some() && !finished),
        (Verb::SendFeedback, finished && referral.feedback.is_none()),
        (Verb::HoldClock, rated && !finished),
        (
            Verb::FollowUpOutcome,
            referral.open_follow_ups().next().is_some(),
        ),
        (Verb::RunHubMeeting, referral.meeting_is_open()),
        (
            Verb::CopyHubRecord,
            referral
                .meeting
                .as_ref()
                .is_some_and(|meeting| meeting.record.is_some()),
        ),
    ]
    .into_iter()
    .filter(|(verb, fits)| *fits && ask.may(app, *verb, &thing))
    .map(|(verb, _)| verb)
    .collect();
    if let Some(waiting) = referral.outcome.as_ref().filter(|_| !finished)
        && ask.may(
            app,
            Verb::AuthoriseOutcome,
            &waiting_thing(referral, waiting),
        )
    {
        verbs.push(Verb::AuthoriseOutcome);
    }
    verbs
}
