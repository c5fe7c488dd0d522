//! The reader's own work in numbers, each of which leads to the list behind it (ux.md 3.2, MGR-1).

use hawthorn_domain::incidents::screening::Queue;
use hawthorn_domain::marac::meeting::MeetingState;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::MeetingId;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::referrals::ReferralState;
use hawthorn_store::incidents::WorklistFilter;
use hawthorn_store::people::SuggestionState;
use hawthorn_store::platform::read::After;
use jiff::Timestamp;
use jiff::civil::Date;

use super::ask::Ask;
use super::chase::passed_on;
use super::drafts::own_drafts;
use super::mail::waiting::waiting;
use super::refusal::Told;
use super::service::App;
use crate::governance::keepers;
use crate::incidents::worklist::{Counted, MOST_COUNTED};
use crate::marac::{flags, lists};

mod case_work;
mod front_work;
mod hub_work;
mod view;

pub use case_work::CaseWork;
pub use front_work::FrontWork;
pub use view::HomeView;

/// Lists of an agency are counted no further than this; its own pages show no more either.
const MOST: u64 = 200;
/// Incidents that are read at once when the late ones are counted.
const CHUNK: u64 = 100;
/// Possible duplicates are counted no further than this.
const MOST_PAIRS: u64 = 100;

/// The screening desk, for those who screen (R64, R79).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskWork {
    /// Waiting to be screened.
    pub to_screen: Counted,
    /// Of those, the ones past their time.
    pub late: Counted,
    /// When the most pressing one is due.
    pub first_due: Option<Timestamp>,
    /// Held by the reader now.
    pub mine: Counted,
}

/// The hub's referrals, for those who rate, discuss or authorise (R117, R120, R131).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HubWork {
    /// Referrals by where they stand, only those places where this reader has something to do.
    pub waiting: Vec<HubPlace>,
}

/// One place where referrals wait, with its worst clock (R115, R119).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HubPlace {
    /// Where they stand.
    pub state: ReferralState,
    /// How many.
    pub number: Counted,
    /// Of those, the ones past their time.
    pub late: u64,
    /// When the most pressing one is due.
    pub first_due: Option<Timestamp>,
}

/// What the reader's agency is asked (R134).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyRequests {
    /// Requests without an answer.
    pub open: Counted,
    /// Of those, the ones past their time.
    pub late: u64,
    /// When the most pressing answer is due.
    pub first_due: Option<Timestamp>,
}

/// The next meeting and what is missing for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextMeeting {
    /// The meeting.
    pub id: MeetingId,
    /// When it starts.
    pub starts_at: Timestamp,
    /// Cases on its agenda that the reader is shown.
    pub cases: usize,
    /// Pieces of research still to come: one for each agency and case. A coordinator
    /// counts every member agency, a representative their own.
    pub research_missing: usize,
    /// Whether the research of every agency is counted.
    pub every_agency: bool,
}

/// MARAC, for those who plan it or bring research to it (R178, R184).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MaracWork {
    /// Pairs to put on an agenda; for those who build one.
    pub to_list: Option<usize>,
    /// Flagged pairs with something new, to be referred again; for those who build agendas (F21).
    pub again: Option<usize>,
    /// The meeting in session or the next one planned.
    pub next: Option<NextMeeting>,
}

/// Open actions of the reader's agency (F24).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyActions {
    /// Still to do.
    pub open: Counted,
    /// Of those, the ones past their day.
    pub late: u64,
    /// The day on which the most pressing one is due.
    pub first_due: Option<Date>,
}

/// Possible duplicates without an answer (R68).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairsWaiting {
    /// Nobody has answered yet.
    pub open: Counted,
    /// Somebody was not sure.
    pub unsure: Counted,
}

/// What waits for the reader, by their role: numbers and times within their scope; no record is opened.
///
/// # Errors
/// When the store does not answer.
pub async fn home(app: &App, ask: &mut Ask) -> Told<HomeView> {
    ask.allow(app, Verb::SeeHome, &Thing::of_area(ask.area()))
        .await?;
    let scope = ask.scope(app)?;
    let mut view = HomeView::default();
    if ask.may_ever(app, Verb::ClaimIncident) {
        view.desk = Some(desk(app, ask, &scope).await?);
    }
    if ask.may_ever(app, Verb::AuthoriseLevel) {
        view.levels = Some(waiting_in(app, ask, &scope, Queue::AwaitingSupervisor).await?);
    }
    view.front = front_work::front(app, ask, &scope).await?;
    view.hub = hub_work::hub(app, ask, &scope).await?;
    if ask.may_ever(app, Verb::AnswerRequest) {
        view.requests = Some(requests(app, ask, &scope).await?);
    }
    if ask.may_in_area(app, Verb::ListMeetings) {
        view.marac = Some(marac(app, ask, &scope).await?);
    }
    view.cases = case_work::cases(app, ask).await?;
    if ask.may_ever(app, Verb::UpdateAction) {
        view.actions = Some(actions(app, ask, &scope).await?);
    }
    if ask.may_ever(app, Verb::ReviewSuggestion) {
        view.pairs = Some(pairs(app, &scope).await?);
    }
    view.mail = waiting(app, ask, &scope).await?;
    view.late = passed_on::waiting(app, ask, &scope).await?;
    if ask.may_ever(app, Verb::NameOnRecord) {
        view.keeping = Some(keepers::waiting(app, &scope).await?);
    }
    view.drafts = own_drafts(app, ask).await?;
    Ok(view)
}

fn counted(found: u64, most: u64) -> Counted {
    Counted {
        number: found.min(most),
        more: found > most,
    }
}

async fn waiting_in(app: &App, ask: &Ask, scope: &Scope, queue: Queue) -> Told<Counted> {
    let filter = WorklistFilter {
        queue: Some(queue),
        ..WorklistFilter::default()
    };
    let found = app
        .store
        .worklist_count(scope, &filter, ask.now, MOST_COUNTED)
        .await?;
    Ok(counted(found, MOST_COUNTED))
}

async fn desk(app: &App, ask: &Ask, scope: &Scope) -> Told<DeskWork> {
    let waiting = WorklistFilter {
        queue: Some(Queue::ToScreen),
        ..WorklistFilter::default()
    };
    let held = WorklistFilter {
        held_by: Some(ask.actor.account),
        ..WorklistFilter::default()
    };
    let mine = app
        .store
        .worklist_count(scope, &held, ask.now, MOST_COUNTED)
        .await?;
    // The list is in the order of what is due, so the late ones come first and
    // the first that is not late ends the count.
    let (mut late, mut first_due, mut after) = (0, None, None);
    loop {
        let page = app
            .store
            .worklist(scope, &waiting, ask.now, after.as_ref(), CHUNK)
            .await?;
        let due = |clock: &hawthorn_domain::platform::deadline::Clock| clock.due_at();
        first_due =
            first_due.or_else(|| page.first().map(|incident| due(&incident.screening.clock)));
        let late_here = page
            .iter()
            .take_while(|incident| due(&incident.screening.clock) < ask.now)
            .count() as u64;
        late += late_here;
        after = page.last().map(|last| After {
            at: due(&last.screening.clock).as_microsecond(),
            id: last.id.to_string(),
        });
        if late_here < CHUNK || late > MOST_COUNTED {
            break;
        }
    }
    Ok(DeskWork {
        to_screen: waiting_in(app, ask, scope, Queue::ToScreen).await?,
        late: counted(late, MOST_COUNTED),
        first_due,
        mine: counted(mine, MOST_COUNTED),
    })
}

async fn requests(app: &App, ask: &Ask, scope: &Scope) -> Told<AgencyRequests> {
    let open = app
        .store
        .requests_to(scope, &ask.actor.agency, "open", MOST)
        .await?;
    Ok(AgencyRequests {
        open: counted(open.len() as u64, MOST),
        late: open
            .iter()
            .filter(|request| request.clock.due_at() < ask.now)
            .count() as u64,
        first_due: open.iter().map(|request| request.clock.due_at()).min(),
    })
}

async fn marac(app: &App, ask: &mut Ask, scope: &Scope) -> Told<MaracWork> {
    let meetings = lists::meetings(app, ask).await?;
    let every_agency = ask.may_in_area(app, Verb::ManageMeeting);
    let again = if every_agency {
        Some(flags::to_refer_again(app, ask).await?)
    } else {
        None
    };
    let Some(line) = meetings.open.first().or_else(|| meetings.planned.first()) else {
        return Ok(MaracWork {
            to_list: meetings.to_list,
            again,
            next: None,
        });
    };
    let settings = ask.settings(app)?;
    let members: Vec<_> = settings
        .agencies
        .iter()
        .filter(|agency| agency.marac_member && (every_agency || agency.code == ask.actor.agency))
        .collect();
    let cases = app.store.marac_referrals_at(scope, line.id).await?;
    let missing = cases.iter().map(|case| {
        let brought = |agency| {
            case.research
                .iter()
                .any(|research| research.agency == agency)
        };
        members
            .iter()
            .filter(|agency| !brought(agency.code.clone()))
            .count()
    });
    // A meeting that sits already needs no research any more.
    let research_missing = if line.state == MeetingState::Planned {
        missing.sum()
    } else {
        0
    };
    let next = NextMeeting {
        id: line.id,
        starts_at: line.starts_at,
        cases: line.cases,
        research_missing,
        every_agency,
    };
    Ok(MaracWork {
        to_list: meetings.to_list,
        again,
        next: Some(next),
    })
}

async fn actions(app: &App, ask: &Ask, scope: &Scope) -> Told<AgencyActions> {
    let open = app
        .store
        .open_actions(scope, Some(&ask.actor.agency), MOST)
        .await?;
    let today = ask.today();
    Ok(AgencyActions {
        open: counted(open.len() as u64, MOST),
        late: open.iter().filter(|action| action.is_late(today)).count() as u64,
        first_due: open.iter().map(|action| action.due).min(),
    })
}

async fn pairs(app: &App, scope: &Scope) -> Told<PairsWaiting> {
    let open = app
        .store
        .suggestions(scope, SuggestionState::Open, None, MOST_PAIRS + 1)
        .await?;
    let unsure = app
        .store
        .suggestions(scope, SuggestionState::Unsure, None, MOST_PAIRS + 1)
        .await?;
    Ok(PairsWaiting {
        open: counted(open.len() as u64, MOST_PAIRS),
        unsure: counted(unsure.len() as u64, MOST_PAIRS),
    })
}
