//! Searches the directory by need, place, age and time (R243, R51).

use hawthorn_domain::directory::change::is_stale;
use hawthorn_domain::directory::search::{Show, Wanted, order};
use hawthorn_domain::directory::{DirectoryEntry, OpenState, ServiceDetails, ServiceState};
use hawthorn_domain::platform::ids::EntryId;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;

use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// A service that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundService {
    /// The entry.
    pub id: EntryId,
    /// What the directory says of it; for a new entry what is proposed.
    pub details: ServiceDetails,
    /// Whether it is open now.
    pub state: OpenState,
    /// Whether it must be checked again.
    pub stale: bool,
    /// Whether a change waits for a steward.
    pub waiting: bool,
    /// Whether no steward has approved it yet.
    pub new: bool,
}

/// What came up, and how the directory stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchedDirectory {
    /// The services that fit, the most reachable first.
    pub found: Vec<FoundService>,
    /// How many services there are in all.
    pub all: usize,
    /// How many must be checked again.
    pub stale: usize,
    /// How many changes wait for a steward.
    pub waiting: usize,
    /// The parts of the area that some service names, for choosing one.
    pub places: Vec<String>,
    /// Whether the reader may add a service.
    pub may_add: bool,
}

/// Searches the area's directory as it stands at this moment.
///
/// # Errors
/// When the reader may not, or the store does not answer.
pub async fn search_directory(
    app: &App,
    ask: &mut Ask,
    wanted: &Wanted,
    show: Show,
) -> Told<SearchedDirectory> {
    // Load
    let scope = ask.scope(app)?;
    let entries = app.store.directory(&scope).await?;
    let months = ask.settings(app)?.directory.stale_months;
    // Allow
    let area = Thing::of_area(ask.area());
    ask.allow(app, Verb::SearchDirectory, &area).await?;
    // Decide
    let mut lines: Vec<FoundService> = entries
        .iter()
        .filter_map(|entry| line(app, ask, &entry.value, months))
        .collect();
    let count = |kept: fn(&FoundService) -> bool| lines.iter().filter(|line| kept(line)).count();
    let (stale, waiting) = (count(|line| line.stale), count(|line| line.waiting));
    let all = count(|line| !line.new && line.details.state != ServiceState::Ended);
    let mut places: Vec<String> = lines
        .iter()
        .flat_map(|line| line.details.places.iter().cloned())
        .collect();
    places.sort();
    places.dedup();
    lines.retain(|line| match show {
        Show::All => !line.new && wanted.fits(&line.details, ask.now, app.holidays()),
        Show::Stale => line.stale,
        Show::Waiting => line.waiting,
    });
    lines.sort_by_cached_key(|line| order(&line.details, line.state));
    // Keep: the directory tells of nobody, so a search leaves no entry.
    // Tell
    Ok(SearchedDirectory {
        found: lines,
        all,
        stale,
        waiting,
        places,
        may_add: ask.may(app, Verb::EditEntry, &area.addressed_to(&ask.actor.agency)),
    })
}

fn line(app: &App, ask: &Ask, entry: &DirectoryEntry, months: u16) -> Option<FoundService> {
    let details = entry.shown_or_proposed()?.clone();
    Some(FoundService {
        id: entry.id,
        state: details.opening.state(ask.now, app.holidays()),
        stale: entry.details.is_some() && is_stale(&details, ask.today(), months),
        waiting: entry.proposal.is_some(),
        new: entry.details.is_none(),
        details,
    })
}
