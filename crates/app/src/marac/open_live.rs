//! One case as it is heard: the floor and its clock, the agenda, what is being written, what was offered and agreed (ux.md 4.4).

use hawthorn_domain::marac::meeting::{MeetingRefusal, MeetingState, joined};
use hawthorn_domain::marac::minutes::{BoxText, MinuteBox};
use hawthorn_domain::marac::offer::OfferState;
use hawthorn_domain::marac::{ActionOffer, MaracReferral, Meeting};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::{ActionOfferId, MaracReferralId, MeetingId};
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::{Document, Stored};
use jiff::{SignedDuration, Timestamp, civil::Date};

use super::actions::{ActionLine, action_line};
use super::found::{self, meeting_refused};
use super::shown::{self, MeetingLine, ReferralLine, agency_name};
use super::write_minutes::boxes;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// A case is drawn to the chair's attention once more when it has had this much more than planned.
const FAR_OVER: SignedDuration = SignedDuration::from_mins(5);

/// How long a case has had the floor, beside what was planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// Within the planned minutes.
    InTime,
    /// Past them.
    Over,
    /// Past them by five minutes and more.
    FarOver,
}

/// The clock of the case that has the floor, as the server keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Floor {
    /// The case; none when this reader is not told of it.
    pub item: Option<MaracReferralId>,
    /// Its place on the agenda as this reader sees it.
    pub number: Option<usize>,
    /// How long it has had the floor, pauses left out.
    pub spent: SignedDuration,
    /// Whether the clock stands.
    pub paused: bool,
    /// The planned time.
    pub planned: SignedDuration,
    /// How the two compare.
    pub pace: Pace,
}

/// An offered action as it is shown.
#[derive(Debug, Clone)]
pub struct OfferLine {
    /// The offer.
    pub id: ActionOfferId,
    /// The agency's name.
    pub agency: String,
    /// The person or role there.
    pub owner: String,
    /// What is to be done.
    pub what: String,
    /// The risk it lowers.
    pub lowers: String,
    /// By when.
    pub due: Date,
    /// Whether the victim sees it or is told.
    pub victim_facing: bool,
    /// Where it stands.
    pub state: OfferState,
    /// Why it was not agreed.
    pub note: String,
    /// Whether it is the reader's own agency's.
    pub own: bool,
}

/// One case as it is heard, as this reader may see it.
#[derive(Debug, Clone)]
pub struct LivePage {
    /// The meeting.
    pub meeting: MeetingLine,
    /// The moment of this answer.
    pub now: Timestamp,
    /// Whether this reader has accepted the confidentiality statement.
    pub joined: bool,
    /// The case that has the floor.
    pub floor: Option<Floor>,
    /// The agenda.
    pub items: Vec<ReferralLine>,
    /// The boxes of the minutes of this case.
    pub boxes: Vec<(MinuteBox, BoxText)>,
    /// Actions agreed on this case.
    pub actions: Vec<ActionLine>,
    /// Offers on this case.
    pub offers: Vec<OfferLine>,
    /// Who declared a conflict on this case: place, name, agency, and whether it stands.
    pub conflicts: Vec<(usize, String, String, bool)>,
    /// Whether this reader takes the minutes.
    pub may_run: bool,
    /// Whether this reader may offer an action of their agency.
    pub may_offer: bool,
}

/// Whether a reader may look in while the meeting sits: only after accepting the statement (R187).
///
/// # Errors
/// When it sits and they have not.
pub(super) fn must_have_joined(meeting: &Meeting, ask: &Ask) -> Told<()> {
    if meeting.state() == MeetingState::Open && !joined(meeting, ask.actor.account) {
        return Err(meeting_refused(MeetingRefusal::NotJoined));
    }
    Ok(())
}

/// Whether this reader has to accept the statement before a page of the meeting opens.
///
/// # Errors
/// When the meeting is not there for this reader.
pub async fn must_join_first(app: &App, ask: &mut Ask, id: MeetingId) -> Told<bool> {
    let scope = ask.scope(app)?;
    let read = found::meeting(app, &scope, id).await?;
    ask.allow(app, Verb::ViewMeeting, &Thing::of_area(&read.area))
        .await?;
    Ok(must_have_joined(&read, ask).is_err())
}

/// Opens a case as it is heard.
///
/// # Errors
/// When it is not there for this reader, or they have not joined the meeting.
pub async fn open_live(
    app: &App,
    ask: &mut Ask,
    id: MeetingId,
    case: MaracReferralId,
) -> Told<LivePage> {
    // Load
    let scope = ask.scope(app)?;
    let read = found::meeting(app, &scope, id).await?;
    let item = found::referral(app, &scope, case).await?;
    // Allow
    ask.allow(app, Verb::ViewMeeting, &found::thing(&item))
        .await?;
    // Decide
    if item.meeting != Some(id) {
        return Err(Refusal::NotFound);
    }
    must_have_joined(&read, ask)?;
    // Keep: a screen that stays open on a case is one look, not one for each refresh.
    if app.live.is_new_look(ask.actor.account, case, ask.now) {
        let words = "Followed the case at the meeting";
        ask.looked(
            app,
            Verb::ViewMeeting,
            MaracReferral::TABLE,
            &case.to_string(),
            words,
        )
        .await?;
    }
    // Tell
    page(app, ask, &scope, &read, &item).await
}

async fn page(
    app: &App,
    ask: &Ask,
    scope: &Scope,
    read: &Stored<Meeting>,
    item: &Stored<MaracReferral>,
) -> Told<LivePage> {
    let settings = app.settings(&read.area, read.starts_at)?;
    let items = found::on_agenda(app, scope, read).await?;
    let lines = shown::lines(app, scope, settings, &items).await?;
    let actions = app.store.actions_of(scope, item.id).await?;
    let offers = app.store.offers_of(scope, item.id).await?;
    let record = found::thing(item);
    let own = record.clone().addressed_to(&ask.actor.agency);
    let open = read.state() == MeetingState::Open;
    Ok(LivePage {
        meeting: shown::meeting_line(settings, read, lines.len()),
        now: ask.now,
        joined: joined(read, ask.actor.account),
        floor: floor(read, settings, &lines, ask.now),
        boxes: boxes(app, read.id, item).await?,
        actions: actions
            .iter()
            .map(|action| action_line(action, settings, ask.today()))
            .collect(),
        offers: offers
            .iter()
            .map(|offer| offer_line(offer, settings, ask))
            .collect(),
        conflicts: conflicts(item, settings),
        may_run: open && ask.may(app, Verb::RunMeeting, &record),
        may_offer: open && ask.may(app, Verb::OfferAction, &own),
        items: lines,
    })
}

fn conflicts(item: &MaracReferral, settings: &AreaSettings) -> Vec<(usize, String, String, bool)> {
    let all = item.conflicts.iter().enumerate();
    all.map(|(place, one)| {
        let agency = agency_name(settings, &one.agency);
        (place, one.name.clone(), agency, one.stands())
    })
    .collect()
}

/// The clock of the case that has the floor, masked where the reader is not told of the case.
pub(super) fn floor(
    meeting: &Meeting,
    settings: &AreaSettings,
    lines: &[ReferralLine],
    now: Timestamp,
) -> Option<Floor> {
    let turn = meeting.turn()?;
    let place = lines
        .iter()
        .position(|line| line.id == turn.item && line.pair.is_some());
    let spent = turn.spent(now);
    let planned = SignedDuration::from_mins(i64::from(settings.marac.minutes_per_case));
    let pace = match spent {
        spent if spent >= planned + FAR_OVER => Pace::FarOver,
        spent if spent > planned => Pace::Over,
        _ => Pace::InTime,
    };
    Some(Floor {
        item: place.map(|_| turn.item),
        number: place.map(|place| place + 1),
        spent,
        paused: turn.is_paused(),
        planned,
        pace,
    })
}

fn offer_line(offer: &ActionOffer, settings: &AreaSettings, ask: &Ask) -> OfferLine {
    OfferLine {
        id: offer.id,
        agency: agency_name(settings, &offer.agency),
        owner: offer.owner.clone(),
        what: offer.what.clone(),
        lowers: offer.lowers.clone(),
        due: offer.due,
        victim_facing: offer.victim_facing,
        state: offer.state(),
        note: offer
            .answer
            .as_ref()
            .map(|answer| answer.note.clone())
            .unwrap_or_default(),
        own: offer.agency == ask.actor.agency,
    }
}
