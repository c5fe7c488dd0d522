//! The worklist of the screening desk: what is due first, who has it, and how many wait (R64, R79, R80).

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use hawthorn_domain::incidents::screening::{self, Queue, ScreeningOutcome};
use hawthorn_domain::incidents::{Flag, Incident, Party};
use hawthorn_domain::people::Person;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::calendar::{london, london_date};
use hawthorn_domain::platform::deadline::ClockState;
use hawthorn_domain::platform::ids::{AccountId, IncidentId, PersonId};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::risk::{RiskLevel, grading};
use hawthorn_store::Stored;
use hawthorn_store::incidents::WorklistFilter;
use hawthorn_store::platform::read::After;
use jiff::Timestamp;
use jiff::civil::Date;

use super::standing::{Held, WeekEnd, held, week_end};
use crate::marac::flags::{flagged_until, pair_of};
use crate::people::open_person::people_by_id;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// The most rows of one page.
pub const MOST_ROWS: u64 = 50;
/// Tabs count no further than this.
pub const MOST_COUNTED: u64 = 500;

/// What the reader wants to see.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filter {
    /// The queue; without one, what waits to be screened, or all that the reader holds.
    pub queue: Option<Queue>,
    /// Only this level.
    pub level: Option<RiskLevel>,
    /// Only what the reader holds now.
    pub mine: bool,
}

/// Where a list goes on. Its text form stands in the address of the next page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The sorting value of the last row shown, in microseconds since 1970.
    pub at: i64,
    /// The identifier of the last row shown.
    pub id: String,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.at, self.id)
    }
}

impl FromStr for Place {
    type Err = Refusal;
    fn from_str(text: &str) -> Result<Self, Refusal> {
        let bad = || {
            Refusal::field(
                "after",
                "This page of the list is not there. Start again at the top of the list.",
            )
        };
        let (at, id) = text.split_once('.').ok_or_else(bad)?;
        Ok(Place {
            at: at.parse().map_err(|_| bad())?,
            id: id.chars().take(40).collect(),
        })
    }
}

impl Place {
    pub(crate) fn after(&self) -> After {
        After {
            at: self.at,
            id: self.id.clone(),
        }
    }
}

/// A number that is counted only so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// The number, at most [`MOST_COUNTED`].
    pub number: u64,
    /// Whether there are more.
    pub more: bool,
}

impl Counted {
    fn of(found: u64) -> Self {
        Self {
            number: found.min(MOST_COUNTED),
            more: found > MOST_COUNTED,
        }
    }
}

impl fmt::Display for Counted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.more {
            write!(f, "more than {}", self.number)
        } else {
            write!(f, "{}", self.number)
        }
    }
}

/// The counts beside the tabs. Restricted records outside the reader's scope are never counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tabs {
    /// Waiting to be screened.
    pub to_screen: Counted,
    /// Held by the reader now.
    pub mine: Counted,
    /// Waiting for a supervisor's answer.
    pub awaiting_supervisor: Counted,
    /// Decided since midnight in London.
    pub done_today: Counted,
}

/// One row of the worklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which incident.
    pub id: IncidentId,
    /// The source's reference.
    pub reference: String,
    /// When it was received.
    pub received_at: Timestamp,
    /// When it is due: the first measure of C15 (R79).
    pub due_at: Timestamp,
    /// How its clock stands.
    pub clock: ClockState,
    /// The second measure, where the area shows it (R80).
    pub week_end: Option<WeekEnd>,
    /// The victim's name, as far as this reader may know it.
    pub victim: Option<String>,
    /// The name of the person causing harm, as far as this reader may know it.
    pub person_causing_harm: Option<String>,
    /// The level in force.
    pub level: RiskLevel,
    /// The level that waits for a supervisor.
    pub level_waiting: Option<RiskLevel>,
    /// How many children.
    pub children: usize,
    /// The age of the youngest child in whole years, when known.
    pub youngest: Option<i16>,
    /// Flags.
    pub flags: Vec<Flag>,
    /// Who has it.
    pub held: Option<Held>,
    /// The queue it stands in.
    pub queue: Queue,
    /// The decision, once made.
    pub outcome: Option<ScreeningOutcome>,
    /// The last day of the flag that the pair carries after a MARAC referral (F21).
    pub flagged_until: Option<Date>,
    /// Whether it is held closely.
    pub restricted: bool,
}

/// One page of the worklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorklistPage {
    /// The rows, due first.
    pub rows: Vec<Row>,
    /// The counts beside the tabs.
    pub tabs: Tabs,
    /// Where the next page begins, when there is one.
    pub next: Option<Place>,
}

/// One page of the worklist with the counts of all tabs.
///
/// # Errors
/// When the reader may not list incidents, or the store fails.
pub async fn worklist(
    app: &App,
    ask: &mut Ask,
    filter: Filter,
    after: Option<&Place>,
    most: u64,
) -> Told<WorklistPage> {
    // Load
    let scope = ask.scope(app)?;
    let most = most.clamp(1, MOST_ROWS);
    // Allow
    ask.allow(app, Verb::ListIncidents, &Thing::of_area(ask.area()))
        .await?;
    // Decide
    let tabs = tabs(app, ask, &scope).await?;
    let done = filter.queue == Some(Queue::Done);
    let from = after.map(Place::after);
    let mut found = if done {
        let since = day_began(ask.now);
        app.store
            .decided_page(&scope, since, filter.level, from.as_ref(), most + 1)
            .await?
    } else {
        let wanted = wanted(filter, ask.actor.account);
        app.store
            .worklist(&scope, &wanted, ask.now, from.as_ref(), most + 1)
            .await?
    };
    let more = found.len() as u64 > most;
    found.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    let next = found.last().filter(|_| more).map(|last| Place {
        at: sorted_by(last, done).as_microsecond(),
        id: last.id.to_string(),
    });
    let ids: Vec<PersonId> = found
        .iter()
        .flat_map(|incident| incident.parties.iter().map(|party| party.person))
        .collect();
    let people = people_by_id(app, &scope, ids).await?;
    let pairs: Vec<_> = found.iter().map(|incident| pair_of(incident)).collect();
    let flags = flagged_until(app, ask, &pairs).await?;
    let rows = found
        .iter()
        .zip(flags)
        .map(|(incident, flag)| row(app, ask, incident, flag, &people))
        .collect::<Told<Vec<Row>>>()?;
    // Keep
    listed(app, ask, Verb::ListIncidents, "Looked through the worklist").await?;
    // Tell
    Ok(WorklistPage { rows, tabs, next })
}

/// Keeps that a list was looked through: once for each page view, of no record.
pub(crate) async fn listed(app: &App, ask: &Ask, verb: Verb, words: &str) -> Told<()> {
    Ok(app.store.note(ask.entry(Deed::Listed, verb, words)).await?)
}

fn wanted(filter: Filter, me: AccountId) -> WorklistFilter {
    // What is done has no due time, so a list by due time always names a queue or a holder.
    let queue = filter.queue.or((!filter.mine).then_some(Queue::ToScreen));
    WorklistFilter {
        queue,
        level: filter.level,
        held_by: filter.mine.then_some(me),
    }
}

fn sorted_by(incident: &Incident, done: bool) -> Timestamp {
    if done {
        incident.received_at
    } else {
        incident.screening.clock.due_at()
    }
}

/// Midnight in London at the start of the day of the request.
fn day_began(now: Timestamp) -> Timestamp {
    london()
        .to_ambiguous_timestamp(london_date(now).at(0, 0, 0, 0))
        .compatible()
        .unwrap_or(now)
}

async fn tabs(app: &App, ask: &Ask, scope: &Scope) -> Told<Tabs> {
    let queue = |queue| WorklistFilter {
        queue: Some(queue),
        ..WorklistFilter::default()
    };
    let mine = WorklistFilter {
        held_by: Some(ask.actor.account),
        ..WorklistFilter::default()
    };
    let asked = [
        &queue(Queue::ToScreen),
        &mine,
        &queue(Queue::AwaitingSupervisor),
    ];
    let [to_screen, mine, awaiting_supervisor, done_today] = app
        .store
        .worklist_counts(scope, asked, ask.now, day_began(ask.now), MOST_COUNTED)
        .await?
        .map(Counted::of);
    Ok(Tabs {
        to_screen,
        mine,
        awaiting_supervisor,
        done_today,
    })
}

fn row(
    app: &App,
    ask: &Ask,
    incident: &Incident,
    flagged_until: Option<Date>,
    people: &BTreeMap<PersonId, Stored<Person>>,
) -> Told<Row> {
    let clock = &incident.screening.clock;
    let name = |party: Option<&Party>| {
        party.map(|party| {
            people
                .get(&party.person)
                .map_or_else(|| RESTRICTED.to_owned(), |person| person.shown_name())
        })
    };
    Ok(Row {
        id: incident.id,
        reference: incident.reference.clone(),
        received_at: incident.received_at,
        due_at: clock.due_at(),
        clock: clock.state(ask.now),
        week_end: week_end(app, ask, incident)?,
        victim: name(incident.victim()),
        person_causing_harm: name(incident.person_causing_harm()),
        level: incident.level(),
        level_waiting: grading::waiting(&incident.level_changes).map(|change| change.to),
        children: incident.children().count(),
        youngest: youngest(incident, people, ask.today()),
        flags: incident.flags.clone(),
        held: held(incident, ask),
        queue: screening::queue(incident),
        outcome: incident
            .screening
            .decision
            .as_ref()
            .map(|decision| decision.outcome),
        flagged_until,
        restricted: incident.restriction.is_restricted(),
    })
}

/// What stands in the place of a name that is not for this reader.
pub const RESTRICTED: &str = "Restricted person";

/// The lowest age among the children whom this reader may know.
fn youngest(
    incident: &Incident,
    people: &BTreeMap<PersonId, Stored<Person>>,
    today: Date,
) -> Option<i16> {
    incident
        .children()
        .filter_map(|child| people.get(&child.person))
        .filter_map(|person| person.born().lowest_age_on(today))
        .min()
}
