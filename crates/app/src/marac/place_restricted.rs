//! Brings a restricted pair to a meeting and names who hears it there: the coordinator or the chair, and whoever must be in the room (R213–R218).

use std::collections::BTreeSet;

use hawthorn_domain::marac::meeting::may_hear_last;
use hawthorn_domain::marac::{AgreedAction, MaracReferral};
use hawthorn_domain::matac::disclosure::SchemeRequest;
use hawthorn_domain::matac::{Nomination, Supervision};
use hawthorn_domain::people::Person;
use hawthorn_domain::platform::actor::{Actor, Scope};
use hawthorn_domain::platform::audit::{Deed, Entry};
use hawthorn_domain::platform::ids::{AccountId, MaracReferralId, MeetingId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::risk::instrument::answer::Assessment;
use hawthorn_domain::risk::order::ProtectiveOrder;
use hawthorn_domain::support::SupportCase;
use hawthorn_store::platform::accounts::Account;
use hawthorn_store::{Stored, Tx};

use super::found::{self, meeting_refused};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::risk::orders::between;

/// Brings the pair to a meeting. Those who are given by their sign-in names are put on
/// the list of the referral, of its people, of its actions and of what else was made of the pair, in the
/// same transaction.
/// The meeting's own agenda does not change, so that nobody else learns of it; the pair
/// is heard last.
///
/// # Errors
/// When the pair or the meeting is not there for the reader, the reader is not one of the
/// keepers, the pair is not restricted, it is listed or heard already, somebody given is not known
/// here (field `hears`), or nobody who will be on the list can take the minutes (field `hears`).
pub async fn place_restricted(
    app: &App,
    ask: &mut Ask,
    meeting: MeetingId,
    referral: MaracReferralId,
    hears: &[String],
) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let item = found::referral(app, &scope, referral).await?;
    // Allow
    let thing = found::thing(&item);
    ask.allow(app, Verb::PlaceRestricted, &thing).await?;
    let read = found::meeting(app, &scope, meeting).await?;
    // Decide
    may_hear_last(&read, &item).map_err(meeting_refused)?;
    let hears = accounts(app, ask, hears).await?;
    let named: BTreeSet<AccountId> = hears.iter().map(|account| account.id).collect();
    let mut restriction = item.restriction.clone();
    name(&mut restriction, &named);
    runs_the_meeting(app, ask, &restriction).await?;
    let mut placed = item.value.clone();
    placed.meeting = Some(meeting);
    placed.restriction = restriction;
    let people: BTreeSet<String> = [item.victim, item.perpetrator]
        .iter()
        .chain(&item.children)
        .map(ToString::to_string)
        .collect();
    let people: Vec<String> = people.into_iter().collect();
    let people = app.store.get_many::<Person>(&scope, &people).await?;
    let made = MadeOfPair::of(app, &scope, &item).await?;
    let names: Vec<&str> = hears
        .iter()
        .map(|account| account.sign_in_name.as_str())
        .collect();
    let words = format!(
        "Was brought to a meeting, to be heard by {}",
        names.join(", ")
    );
    // Keep
    let entry = |words: &str| ask.entry(Deed::Changed, Verb::PlaceRestricted, words);
    let mut tx = app.store.begin().await?;
    tx.update(&item, &placed, entry(&words)).await?;
    for person in people.iter().filter(|one| one.restriction.is_restricted()) {
        let mut changed = person.value.clone();
        name(&mut changed.restriction, &named);
        let words = format!("Named for a meeting: {}", names.join(", "));
        tx.update(person, &changed, entry(&words)).await?;
    }
    let words = format!("Named for a meeting: {}", names.join(", "));
    made.name(&mut tx, &named, entry(&words)).await?;
    Ok(tx.finish().await?)
}

/// What was made of the pair, which those who hear it need to read (F53).
struct MadeOfPair {
    actions: Vec<Stored<AgreedAction>>,
    assessments: Vec<Stored<Assessment>>,
    orders: Vec<Stored<ProtectiveOrder>>,
    clients: Vec<Stored<SupportCase>>,
    nominations: Vec<Stored<Nomination>>,
    requests: Vec<Stored<SchemeRequest>>,
    supervisions: Vec<Stored<Supervision>>,
}

impl MadeOfPair {
    async fn of(app: &App, scope: &Scope, item: &MaracReferral) -> Told<Self> {
        let store = &app.store;
        let victims = store.same_person(item.victim).await?;
        let others = store.same_person(item.perpetrator).await?;
        let mut assessments = store.assessments_of(scope, &victims).await?;
        assessments.retain(|one| others.contains(&one.perpetrator));
        let mut requests = store.scheme_requests_about(scope, &others).await?;
        requests.retain(|one| victims.contains(&one.partner));
        Ok(Self {
            actions: store.actions_of(scope, item.id).await?,
            assessments,
            orders: between(app, scope, item.victim, item.perpetrator).await?,
            clients: store.support_cases_of(scope, &victims).await?,
            nominations: store.nominations_of(scope, &others).await?,
            supervisions: store.supervisions_of(scope, &others).await?,
            requests,
        })
    }

    /// Puts the accounts on the list of each that is held closely.
    async fn name(self, tx: &mut Tx, accounts: &BTreeSet<AccountId>, entry: Entry) -> Told<()> {
        macro_rules! each {
            ($all:expr) => {
                for one in $all {
                    if one.restriction.is_restricted() {
                        let mut changed = one.value.clone();
                        name(&mut changed.restriction, accounts);
                        tx.update(&one, &changed, entry.clone()).await?;
                    }
                }
            };
        }
        each!(self.actions);
        each!(self.assessments);
        each!(self.orders);
        each!(self.clients);
        each!(self.nominations);
        each!(self.requests);
        each!(self.supervisions);
        Ok(())
    }
}

fn name(restriction: &mut Restriction, accounts: &BTreeSet<AccountId>) {
    for account in accounts {
        if !restriction.named.contains(account) {
            restriction.named.push(*account);
        }
    }
}

/// The accounts with these sign-in names, each a member of the area.
async fn accounts(app: &App, ask: &Ask, names: &[String]) -> Told<Vec<Stored<Account>>> {
    let mut found = Vec::new();
    for name in names.iter().map(|name| name.trim()) {
        if name.is_empty() {
            continue;
        }
        let account = app.store.account_named(name).await?;
        let here = |account: &Stored<Account>| {
            let area = ask.area();
            !account.disabled && account.memberships.iter().any(|one| one.area == *area)
        };
        let account = account.filter(here).ok_or_else(|| {
            Refusal::field(
                "hears",
                "One of these names is not known in this area. Check the spelling with your administrator.",
            )
        })?;
        found.push(account);
    }
    Ok(found)
}

/// Refuses a list on which nobody can take the minutes: the pair could not be heard.
async fn runs_the_meeting(app: &App, ask: &Ask, restriction: &Restriction) -> Told<()> {
    let thing = Thing::record(ask.area(), restriction);
    let rule = app.area_rule(ask.area(), ask.now)?;
    for id in &restriction.named {
        let read = app.store.get_unscoped::<Account>(&id.to_string()).await?;
        let memberships = read.iter().flat_map(|account| &account.memberships);
        for membership in memberships.filter(|one| one.area == *ask.area()) {
            let actor = Actor {
                account: *id,
                name: String::new(),
                area: membership.area.clone(),
                agency: membership.agency.clone(),
                roles: membership.roles.clone(),
            };
            let answer = app.access.decide(&actor, Verb::RunMeeting, &thing, &rule);
            if answer.is_allowed() {
                return Ok(());
            }
        }
    }
    Err(Refusal::field(
        "hears",
        "Name at least one coordinator or chair, who leads this case and takes its minutes.",
    ))
}
