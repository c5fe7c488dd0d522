//! Opens a MARAC referral: why it was made, what the criteria say now, research, and what was agreed.

use hawthorn_domain::incidents::Incident;
use hawthorn_domain::marac::MaracReferral;
use hawthorn_domain::marac::criteria::Finding;
use hawthorn_domain::marac::meeting::Conflict;
use hawthorn_domain::marac::referral::{MaracState, Research};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::{IncidentId, MaracReferralId, PersonId, ReferralId};
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::referrals::Referral;
use hawthorn_store::{Document, Stored};
use jiff::Timestamp;

use super::actions::{ActionLine, action_line};
use super::around::{Around, around};
use super::found;
use super::pair::{self, Pair};
use super::shown::{self, MeetingLine, Named, agency_name, current_research};
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// What one agency brings, as this reader may see it.
#[derive(Debug, Clone)]
pub struct ResearchShown {
    /// The agency's name.
    pub agency: String,
    /// Whether it is the reader's own agency.
    pub own: bool,
    /// The research.
    pub research: Research,
}

/// A MARAC referral as this reader may see it.
#[derive(Debug, Clone)]
pub struct MaracReferralPage {
    /// The referral.
    pub id: MaracReferralId,
    /// The version that was read; a form sends it back so that no text is lost.
    pub version: i64,
    /// Where it stands.
    pub state: MaracState,
    /// Whether it is held closely.
    pub restricted: bool,
    /// The victim.
    pub victim: Named,
    /// The person causing harm.
    pub perpetrator: Named,
    /// The children.
    pub children: Vec<Named>,
    /// The incident it came from, when this reader may open it.
    pub incident: Option<IncidentId>,
    /// The MASH referral it came from, when this reader may open it.
    pub mash_referral: Option<ReferralId>,
    /// The name of who referred.
    pub referred_by: String,
    /// Their agency.
    pub referrer: String,
    /// When.
    pub referred_at: Timestamp,
    /// Why.
    pub reason: String,
    /// The professional judgement, when one was given.
    pub judgement: Option<String>,
    /// The area whose MARAC heard the victim before, if one did.
    pub moved_from: Option<String>,
    /// The victim's own voice (R202).
    pub victim_voice: String,
    /// What the criteria said when it was referred.
    pub findings_then: Vec<Finding>,
    /// What they say now, by the records of today.
    pub findings_now: Vec<Finding>,
    /// Research: the reader's own agency's, and what others have shared.
    pub research: Vec<ResearchShown>,
    /// What the reader's own agency wrote before, oldest first.
    pub own_earlier: Vec<Research>,
    /// Member agencies from which nothing has come; told to coordinator and chair only.
    pub missing: Option<Vec<String>>,
    /// Its meeting.
    pub meeting: Option<MeetingLine>,
    /// When it was heard.
    pub heard_at: Option<Timestamp>,
    /// Risks named at the meeting.
    pub risks: Vec<String>,
    /// The discussion in short.
    pub discussion: String,
    /// What the victim is told of it, by whom, if that is safe (R202).
    pub victim_told: String,
    /// Who has declared a conflict; told to those who run the meeting only.
    pub conflicts: Vec<Conflict>,
    /// What was agreed.
    pub actions: Vec<ActionLine>,
    /// Whether the reader's agency may write research.
    pub may_research: bool,
    /// What became of it besides its meeting, and what the reader may do about that.
    pub around: Around,
}

/// Opens a referral.
///
/// # Errors
/// When it is not there for this reader.
pub async fn open_marac_referral(
    app: &App,
    ask: &mut Ask,
    id: MaracReferralId,
) -> Told<MaracReferralPage> {
    // Load
    let scope = ask.scope(app)?;
    let read = found::referral(app, &scope, id).await?;
    let settings = ask.settings(app)?;
    // Allow
    let member = is_member(settings, ask);
    ask.allow(app, Verb::ViewMaracReferral, &thing(&read, ask, member))
        .await?;
    // Decide
    let asked = Pair {
        victim: read.victim,
        perpetrator: read.perpetrator,
        judgement: read.judgement.clone(),
        moved_from: read.moved_from.clone(),
        besides: Some(read.id),
    };
    let criteria = &settings.marac.criteria;
    let (findings_now, _) = pair::findings(app, &scope, &asked, criteria, ask.now).await?;
    // Keep
    ask.looked(
        app,
        Verb::ViewMaracReferral,
        "marac_referral",
        &id.to_string(),
        "Opened the MARAC referral",
    )
    .await?;
    // Tell
    page(app, ask, &scope, settings, &read, findings_now).await
}

/// The referral as the policies see it: addressed to the reader's agency when
/// that agency sits at MARAC and so is asked for research (R182).
pub(super) fn thing(referral: &MaracReferral, ask: &Ask, member: bool) -> Thing {
    let thing = found::thing(referral);
    if member {
        thing.addressed_to(&ask.actor.agency)
    } else {
        thing
    }
}

/// Whether the reader's agency sits at MARAC.
pub(super) fn is_member(settings: &AreaSettings, ask: &Ask) -> bool {
    settings
        .agency(ask.actor.agency.as_str())
        .is_some_and(|agency| agency.marac_member)
}

async fn page(
    app: &App,
    ask: &Ask,
    scope: &Scope,
    settings: &AreaSettings,
    read: &Stored<MaracReferral>,
    findings_now: Vec<Finding>,
) -> Told<MaracReferralPage> {
    let ids: Vec<PersonId> = read
        .children
        .iter()
        .copied()
        .chain([read.victim, read.perpetrator])
        .collect();
    let names = shown::people_of_case(app, ask, scope, &ids).await?;
    let (meeting, actions) = decided(app, ask, scope, settings, read).await?;
    let own: Vec<Research> = read
        .research
        .iter()
        .filter(|part| part.agency == ask.actor.agency)
        .cloned()
        .collect();
    let record = found::thing(read);
    let steers =
        ask.may(app, Verb::RunMeeting, &record) || ask.may(app, Verb::ManageMeeting, &record);
    let researched = record.clone().addressed_to(&ask.actor.agency);
    let (incident, mash_referral) = sources(app, scope, read).await?;
    Ok(MaracReferralPage {
        id: read.id,
        version: read.version,
        state: read.state(),
        restricted: read.restriction.is_restricted(),
        victim: shown::name_of(&names, read.victim),
        perpetrator: shown::name_of(&names, read.perpetrator),
        children: shown::names_of(&names, &read.children),
        incident,
        mash_referral,
        referred_by: read.referred_by.name.clone(),
        referrer: shown::referrer(read, settings),
        referred_at: read.referred_at,
        reason: read.reason.clone(),
        judgement: read.judgement.clone(),
        moved_from: read.moved_from.clone(),
        victim_voice: read.victim_voice.clone(),
        findings_then: read.findings.clone(),
        findings_now,
        research: research(settings, read, ask),
        own_earlier: own
            .split_last()
            .map(|(_, earlier)| earlier.to_vec())
            .unwrap_or_default(),
        missing: steers.then(|| missing(settings, read)),
        meeting,
        heard_at: read.heard_at,
        risks: read.risks.clone(),
        discussion: read.discussion.clone(),
        victim_told: read.victim_told.clone(),
        conflicts: if steers {
            read.conflicts.clone()
        } else {
            Vec::new()
        },
        actions,
        around: around(app, ask, scope, settings, read).await?,
        may_research: read.heard_at.is_none()
            && is_member(settings, ask)
            && ask.may(app, Verb::AddResearch, &researched),
    })
}

/// Its meeting, and what was agreed there.
async fn decided(
    app: &App,
    ask: &Ask,
    scope: &Scope,
    settings: &AreaSettings,
    read: &MaracReferral,
) -> Told<(Option<MeetingLine>, Vec<ActionLine>)> {
    let meeting = match read.meeting {
        Some(id) => {
            let held = found::meeting(app, scope, id).await?;
            let items = found::on_agenda(app, scope, &held).await?;
            let cases = items.iter().filter(|item| item.seen_by(scope)).count();
            Some(shown::meeting_line(settings, &held, cases))
        }
        None => None,
    };
    let agreed = app.store.actions_of(scope, read.id).await?;
    let actions = agreed
        .iter()
        .map(|action| action_line(action, settings, ask.today()))
        .collect();
    Ok((meeting, actions))
}

/// Where it came from, left out when this reader may not be handed it.
async fn sources(
    app: &App,
    scope: &Scope,
    read: &MaracReferral,
) -> Told<(Option<IncidentId>, Option<ReferralId>)> {
    let incident = match read.incident {
        Some(id) => app
            .store
            .get::<Incident>(scope, &id.to_string())
            .await?
            .map(|found| found.id),
        None => None,
    };
    let mash = match read.mash_referral {
        Some(id) => app
            .store
            .get::<Referral>(scope, &id.to_string())
            .await?
            .map(|found| found.id),
        None => None,
    };
    Ok((incident, mash))
}

fn research(settings: &AreaSettings, read: &MaracReferral, ask: &Ask) -> Vec<ResearchShown> {
    let current = settings
        .agencies
        .iter()
        .filter_map(|agency| current_research(read, &agency.code));
    current
        .filter(|part| part.shared || part.agency == ask.actor.agency)
        .map(|part| ResearchShown {
            agency: agency_name(settings, &part.agency),
            own: part.agency == ask.actor.agency,
            research: part.clone(),
        })
        .collect()
}

fn missing(settings: &AreaSettings, read: &MaracReferral) -> Vec<String> {
    let members = settings
        .agencies
        .iter()
        .filter(|agency| agency.marac_member);
    members
        .filter(|agency| current_research(read, &agency.code).is_none())
        .map(|agency| agency.name.clone())
        .collect()
}
