//! One client: taking them on, each try to reach them, their voice before and after the meeting, and the end of the work (R3, R197, R202).

use hawthorn_domain::marac::{AgreedAction, MaracReferral};
use hawthorn_domain::people::Person;
use hawthorn_domain::people::contact::Standing;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::SupportCaseId;
use hawthorn_domain::platform::settings::choices::TeamWork;
use hawthorn_domain::platform::settings::support::SupportTeam;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::support::SupportCase;
use hawthorn_domain::support::client::{
    CaseEnd, ContactTry, TryResult, VoiceNote, VoiceTime, Worker, may_end_work, may_give_voice,
    may_set_work, may_try,
};
use hawthorn_store::{Document, Stored};
use jiff::Timestamp;
use jiff::civil::Date;

use super::allocate::refused;
use crate::people::reach::standings;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::long;
use crate::risk::orders::strip_words;

/// A client's page.
#[derive(Debug, Clone)]
pub struct ClientPage {
    /// The case.
    pub case: SupportCase,
    /// The client's name.
    pub name: String,
    /// How it stands with reaching them; the numbers are on a page of their own.
    pub standing: Standing,
    /// Protective orders that matter today, in words.
    pub orders: Vec<String>,
    /// When the pair is heard, if that is known.
    pub meeting_at: Option<Timestamp>,
    /// When it was heard.
    pub heard_at: Option<Timestamp>,
    /// What was agreed that the client sees or is told of.
    pub told_of: Vec<AgreedAction>,
    /// The team that has the case, where it is a team's.
    pub team: Option<SupportTeam>,
}

/// A reader's own scope over the records behind a client: services need not sit in the hub.
pub(super) fn wide(scope: &Scope) -> Scope {
    Scope {
        hub: true,
        ..scope.clone()
    }
}

/// The case with its client, when both are there and the reader's service has it.
async fn load(
    app: &App,
    ask: &Ask,
    id: SupportCaseId,
) -> Told<(Stored<SupportCase>, Stored<Person>)> {
    let scope = wide(&ask.scope(app)?);
    let read = app
        .store
        .get::<SupportCase>(&scope, &id.to_string())
        .await?;
    let read = read.ok_or(Refusal::NotFound)?;
    let person = app
        .store
        .get::<Person>(&scope, &read.client.to_string())
        .await?
        .ok_or(Refusal::NotFound)?;
    // Another service's client is not there at all (R215).
    if read.agency != ask.actor.agency {
        return Err(Refusal::NotFound);
    }
    let held = read.restriction.cautious(&person.restriction);
    let thing = Thing::record(&read.area, &held).addressed_to(&read.agency);
    ask.allow(app, Verb::WorkWithClient, &thing).await?;
    Ok((read, person))
}

/// Opens a client's page.
///
/// # Errors
/// When the client is not there for this reader, or another service's.
pub async fn open_client(app: &App, ask: &mut Ask, id: SupportCaseId) -> Told<ClientPage> {
    // Load
    let (read, person) = load(app, ask, id).await?;
    // Decide
    let scope = wide(&ask.scope(app)?);
    let mut reach = standings(app, ask, &scope, &[&person]).await?;
    let group = app.store.same_person(person.id).await?;
    let (meeting_at, heard_at, told_of) = meeting(app, &scope, &read).await?;
    let orders = if ask.may_ever(app, Verb::ViewOrders) {
        strip_words(app, &scope, &group, ask.today()).await?
    } else {
        Vec::new()
    };
    // Keep
    let words = "Opened the client’s page";
    ask.looked(
        app,
        Verb::WorkWithClient,
        "support_case",
        &id.to_string(),
        words,
    )
    .await?;
    // Tell
    Ok(ClientPage {
        name: person.shown_name(),
        standing: reach.remove(&person.id).unwrap_or_default(),
        orders,
        meeting_at,
        heard_at,
        told_of,
        team: team_of(app, ask, &read)?,
        case: read.value,
    })
}

fn team_of(app: &App, ask: &Ask, case: &SupportCase) -> Told<Option<SupportTeam>> {
    let Some(code) = &case.team else {
        return Ok(None);
    };
    Ok(ask.settings(app)?.support.team(code).cloned())
}

type OfMeeting = (Option<Timestamp>, Option<Timestamp>, Vec<AgreedAction>);

/// When the pair is heard, and what of the plan the client sees or is told.
async fn meeting(app: &App, scope: &Scope, case: &SupportCase) -> Told<OfMeeting> {
    let Some(id) = case.referral else {
        return Ok((None, None, Vec::new()));
    };
    let read = app
        .store
        .get::<MaracReferral>(scope, &id.to_string())
        .await?;
    let Some(referral) = read.filter(|one| one.seen_by(scope)) else {
        return Ok((None, None, Vec::new()));
    };
    let starts = match referral.meeting {
        Some(meeting) => app
            .store
            .get::<hawthorn_domain::marac::Meeting>(scope, &meeting.to_string())
            .await?
            .map(|meeting| meeting.starts_at),
        None => None,
    };
    let actions = app.store.actions_of(scope, id).await?;
    let told = actions.into_iter().map(|action| action.value);
    Ok((
        starts,
        referral.heard_at,
        told.filter(|action| action.victim_facing).collect(),
    ))
}

/// Takes the client on, in the reader's own name.
///
/// # Errors
/// When the client is not there for this reader, or the work has ended.
pub async fn take_on_client(app: &App, ask: &mut Ask, id: SupportCaseId) -> Told<()> {
    let (read, _) = load(app, ask, id).await?;
    may_try(read.is_open(), None, ask.today()).map_err(refused)?;
    let mut changed = read.value.clone();
    changed.worker = Some(Worker {
        account: ask.actor.account,
        name: ask.actor.name.clone(),
        since: ask.now,
    });
    keep(app, ask, &read, &changed, "Took the client on").await
}

/// Records a try to reach the client. The first one keeps the promise of a first contact, whatever
/// came of it (R3).
///
/// # Errors
/// When the client is not there for this reader, the work has ended, or the next try is in the past.
pub async fn record_try(
    app: &App,
    ask: &mut Ask,
    id: SupportCaseId,
    result: TryResult,
    next: Option<Date>,
    note: &str,
) -> Told<()> {
    let (read, _) = load(app, ask, id).await?;
    may_try(read.is_open(), next, ask.today()).map_err(refused)?;
    let mut changed = read.value.clone();
    changed.tries.push(ContactTry {
        result,
        next,
        note: long("note", note)?,
        by: ask.doer(),
        at: ask.now,
    });
    if changed.first_contact.done_at().is_none() {
        changed
            .first_contact
            .finish(ask.now, app.holidays())
            .map_err(Refusal::rule)?;
    }
    let words = format!(
        "Tried to reach the client: {}",
        result.label().to_lowercase()
    );
    keep(app, ask, &read, &changed, &words).await
}

/// Records the client's voice. What is heard before the meeting goes with the referral, so that it
/// is read out there; what the client was told afterwards stays with the client's own record.
///
/// # Errors
/// When the client is not there for this reader, the work has ended, or nothing is written.
pub async fn record_voice(
    app: &App,
    ask: &mut Ask,
    id: SupportCaseId,
    time: VoiceTime,
    text: &str,
) -> Told<()> {
    let (read, _) = load(app, ask, id).await?;
    let text = long("text", text)?;
    may_give_voice(read.is_open(), &text).map_err(refused)?;
    let mut changed = read.value.clone();
    changed.voice.push(VoiceNote {
        time,
        text: text.clone(),
        by: ask.doer(),
        at: ask.now,
    });
    let scope = wide(&ask.scope(app)?);
    let referral = match (time, read.referral) {
        (VoiceTime::Before, Some(id)) => {
            app.store
                .get::<MaracReferral>(&scope, &id.to_string())
                .await?
        }
        _ => None,
    };
    let words = match time {
        VoiceTime::Before => "Recorded what the client says before the meeting",
        VoiceTime::After => "Recorded what the client was told after the meeting",
    };
    let entry = || ask.entry(Deed::Changed, Verb::WorkWithClient, words);
    let mut tx = app.store.begin().await?;
    tx.update(&read, &changed, entry()).await?;
    if let Some(referral) = referral.filter(|one| one.heard_at.is_none()) {
        let mut heard = referral.value.clone();
        if !heard.victim_voice.is_empty() {
            heard.victim_voice.push('\n');
        }
        heard.victim_voice.push_str(&text);
        tx.update(&referral, &heard, entry()).await?;
        tx.finish().await?;
        app.live.ring_for(referral.meeting);
        return Ok(());
    }
    Ok(tx.finish().await?)
}

/// Says what the team does with the case.
///
/// # Errors
/// When the client is not there for this reader, the work has ended, or it is not this team's work.
pub async fn set_work(
    app: &App,
    ask: &mut Ask,
    id: SupportCaseId,
    work: Vec<TeamWork>,
) -> Told<()> {
    let (read, _) = load(app, ask, id).await?;
    let of_team = team_of(app, ask, &read)?.map_or_else(Vec::new, |team| team.work);
    may_set_work(read.is_open(), &of_team, &work).map_err(refused)?;
    let mut changed = read.value.clone();
    changed.work = work;
    keep(app, ask, &read, &changed, "Said what the team does").await
}

/// Ends the work.
///
/// # Errors
/// When the client is not there for this reader, the work has ended before, or no reason is given.
pub async fn end_work(app: &App, ask: &mut Ask, id: SupportCaseId, why: &str) -> Told<()> {
    let (read, _) = load(app, ask, id).await?;
    let why = long("why", why)?;
    may_end_work(read.is_open(), &why).map_err(refused)?;
    let mut changed = read.value.clone();
    changed.ended = Some(CaseEnd {
        why,
        by: ask.doer(),
        at: ask.now,
    });
    keep(app, ask, &read, &changed, "Ended the work with the client").await
}

async fn keep(
    app: &App,
    ask: &Ask,
    read: &Stored<SupportCase>,
    changed: &SupportCase,
    words: &str,
) -> Told<()> {
    let mut tx = app.store.begin().await?;
    tx.update(
        read,
        changed,
        ask.entry(Deed::Changed, Verb::WorkWithClient, words),
    )
    .await?;
    Ok(tx.finish().await?)
}
