//! Who is nominated, taken on and closed, by initials (R258, F45).

use hawthorn_domain::matac::Nomination;
use hawthorn_domain::matac::nomination::NominationState;
use hawthorn_domain::people::Person;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::NominationId;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Stored;
use jiff::Timestamp;

use super::found::wide;
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// The most rows of one list.
const MOST: u64 = 200;

/// One row.
#[derive(Debug, Clone)]
pub struct MatacLine {
    /// The nomination.
    pub id: NominationId,
    /// The person by initials.
    pub initials: String,
    /// When they were nominated.
    pub at: Timestamp,
    /// The score when they were nominated.
    pub score: u32,
    /// The score on entry, once taken on.
    pub entry: Option<u32>,
    /// By how much per cent the score fell, once closed.
    pub fall: Option<i64>,
    /// Open steps of the plan.
    pub open_steps: usize,
    /// Whether the plan does nothing yet for those who are harmed (R257).
    pub lacks_support: bool,
}

/// The lists.
#[derive(Debug, Clone, Default)]
pub struct MatacLists {
    /// To be decided on, the highest score first.
    pub nominated: Vec<MatacLine>,
    /// Taken on.
    pub taken_on: Vec<MatacLine>,
    /// Closed, the newest first.
    pub closed: Vec<MatacLine>,
}

/// Lists them. Restricted people are left out for a reader who may not open them.
///
/// # Errors
/// When the reader does not sit at MATAC.
pub async fn matac_lists(app: &App, ask: &mut Ask) -> Told<MatacLists> {
    // Allow
    ask.allow(app, Verb::ViewMatac, &Thing::of_area(ask.area()))
        .await?;
    // Load
    let mut lists = MatacLists {
        nominated: lines(app, ask, NominationState::Nominated).await?,
        taken_on: lines(app, ask, NominationState::TakenOn).await?,
        closed: lines(app, ask, NominationState::Closed).await?,
    };
    lists
        .nominated
        .sort_by_key(|line| (std::cmp::Reverse(line.score), line.id));
    // Keep
    let words = "Looked through the nominations to MATAC";
    app.store
        .note(ask.entry(Deed::Listed, Verb::ViewMatac, words))
        .await?;
    // Tell
    Ok(lists)
}

async fn lines(app: &App, ask: &Ask, state: NominationState) -> Told<Vec<MatacLine>> {
    let scope = ask.scope(app)?;
    let all = app.store.nominations(&scope, state, MOST).await?;
    let ids: Vec<String> = all.iter().map(|one| one.person.to_string()).collect();
    let people = app.store.get_many::<Person>(&wide(&scope), &ids).await?;
    let line = |one: &Stored<Nomination>| {
        let person = people.iter().find(|person| person.id == one.person)?;
        Some(MatacLine {
            id: one.id,
            initials: person.initials(),
            at: one.at,
            score: one.score.total(),
            entry: one.taken_on.as_ref().map(|decision| decision.score.total()),
            fall: one.fall(),
            open_steps: one.plan.iter().filter(|step| step.result.is_none()).count(),
            lacks_support: one.lacks_support(),
        })
    };
    Ok(all.iter().filter_map(line).collect())
}
