//! What a message is about, read again at the moment at which it is to leave: what is no longer so is not said.

use hawthorn_domain::incidents::Incident;
use hawthorn_domain::marac::action::ActionState;
use hawthorn_domain::marac::chase::{agenda_day, end_of, owes_research, research_due};
use hawthorn_domain::marac::meeting::MeetingState;
use hawthorn_domain::marac::{AgreedAction, MaracReferral, Meeting};
use hawthorn_domain::mash::notice::Notice;
use hawthorn_domain::mash::request::InformationRequest;
use hawthorn_domain::people::Person;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::deadline::PromiseCode;
use hawthorn_domain::platform::mail::{About, Message, MessageKind};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::referrals::Referral;
use jiff::Timestamp;

use crate::platform::ask::nobody;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// What a message is about, as it stands now.
pub(super) enum Subject {
    Request(Box<InformationRequest>),
    Referral(Box<Referral>),
    Action(Box<AgreedAction>),
    /// A meeting that waits for research, with the moment at which that is due.
    Research(Option<Timestamp>, Restriction),
    /// A notice, as closely held as its incident is now.
    Notice(Box<Notice>, Restriction),
}

impl Subject {
    pub(super) fn request(&self) -> Option<&InformationRequest> {
        match self {
            Self::Request(request) => Some(request),
            Self::Referral(_) | Self::Action(_) | Self::Research(..) | Self::Notice(..) => None,
        }
    }
    pub(super) fn restriction(&self) -> &Restriction {
        match self {
            Self::Request(request) => &request.restriction,
            Self::Referral(referral) => &referral.restriction,
            Self::Action(action) => &action.restriction,
            Self::Research(_, held) | Self::Notice(_, held) => held,
        }
    }
    /// When it is due, where the message says so.
    pub(super) fn due_at(&self) -> Option<Timestamp> {
        match self {
            Self::Request(request) if request.withdrawn_at.is_none() => {
                Some(request.clock.due_at())
            }
            Self::Request(_) | Self::Referral(_) => None,
            Self::Action(action) => end_of(action.due),
            Self::Research(due, _) => *due,
            Self::Notice(notice, _) => notice.due_at,
        }
    }
}

/// What the message is about, when the message still has something to say.
pub(super) async fn subject(app: &App, message: &Message, now: Timestamp) -> Told<Option<Subject>> {
    let record = message.about.record();
    match message.about {
        About::Referral(_) => {
            let found = app.store.get_unscoped::<Referral>(&record).await?;
            Ok(found.map(|found| Subject::Referral(Box::new(found.value))))
        }
        About::Request(_) => request(app, message, &record).await,
        About::Action(_) => {
            let found = app.store.get_unscoped::<AgreedAction>(&record).await?;
            let open = found.filter(|action| action.state() == ActionState::Open);
            Ok(open.map(|action| Subject::Action(Box::new(action.value))))
        }
        About::Meeting(_) => research(app, message, &record, now).await,
        About::Notice(_) => notice(app, &record).await,
    }
}

async fn request(app: &App, message: &Message, record: &str) -> Told<Option<Subject>> {
    let found = app.store.get_unscoped::<InformationRequest>(record).await?;
    let Some(request) = found.map(|found| found.value) else {
        return Ok(None);
    };
    let stands = request.withdrawn_at.is_none() && request.reply.is_none();
    let told = told_of_request(app, message).await?;
    let needed = match message.kind {
        MessageKind::Request => stands,
        // The agency is told of a change, a delay or an end only of what it was told of.
        MessageKind::Changed | MessageKind::Reminder | MessageKind::Code => stands && told,
        MessageKind::Withdrawn => request.withdrawn_at.is_some() && told,
        MessageKind::Decided
        | MessageKind::ActionReminder
        | MessageKind::ResearchReminder
        | MessageKind::Notice => false,
    };
    Ok(needed.then(|| Subject::Request(Box::new(request))))
}

async fn told_of_request(app: &App, message: &Message) -> Told<bool> {
    let sent = app
        .store
        .messages_about(message.about, MessageKind::Request)
        .await?;
    Ok(sent.iter().any(|request| request.sent_at().is_some()))
}

/// The notice, while its incident is there.
async fn notice(app: &App, record: &str) -> Told<Option<Subject>> {
    let Some(notice) = app.store.get_unscoped::<Notice>(record).await? else {
        return Ok(None);
    };
    let held = how_closely(app, &notice).await?;
    Ok(held.map(|held| Subject::Notice(Box::new(notice.value), held)))
}

/// How closely what a notice says is held now: as its incident and as everybody whom it names. None
/// when the incident is gone.
pub(crate) async fn how_closely(app: &App, notice: &Notice) -> Told<Option<Restriction>> {
    let incident = notice.incident.to_string();
    let Some(incident) = app.store.get_unscoped::<Incident>(&incident).await? else {
        return Ok(None);
    };
    let mut held = incident.restriction.clone();
    for named in &notice.people {
        let person = named.person.to_string();
        if let Some(person) = app.store.get_unscoped::<Person>(&person).await? {
            held = held.cautious(&person.restriction);
        }
    }
    Ok(Some(held))
}

/// The meeting, while it has not begun and the agency still owes research for it.
async fn research(
    app: &App,
    message: &Message,
    record: &str,
    now: Timestamp,
) -> Told<Option<Subject>> {
    let found = app.store.get_unscoped::<Meeting>(record).await?;
    let planned = found.filter(|meeting| meeting.state() == MeetingState::Planned);
    let Some(meeting) = planned.filter(|meeting| now < meeting.starts_at) else {
        return Ok(None);
    };
    let items = items_of(app, &meeting, now).await?;
    if !owes_research(&message.agency, &items) {
        return Ok(None);
    }
    let settings = app.settings(&meeting.area, meeting.starts_at)?;
    let promise = settings.promise(PromiseCode::MaracResearch);
    let day = agenda_day(
        meeting.starts_at,
        settings.marac.agenda_days,
        app.holidays(),
    );
    let due = day.and_then(|day| research_due(day, meeting.starts_at, &promise, app.holidays()));
    Ok(Some(Subject::Research(due, Restriction::default())))
}

/// The cases of a meeting, whoever asks: for what the clock does, never for showing.
pub(crate) async fn items_of(
    app: &App,
    meeting: &Meeting,
    now: Timestamp,
) -> Told<Vec<MaracReferral>> {
    let whole = Scope {
        account: nobody(),
        area: meeting.area.clone(),
        agency: hawthorn_domain::platform::actor::AgencyCode::new(""),
        hub: true,
        restricted: true,
        at: now,
    };
    let items = app.store.marac_referrals_at(&whole, meeting.id).await?;
    Ok(items.into_iter().map(|item| item.value).collect())
}
