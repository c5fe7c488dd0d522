//! Lists agreed actions: the reader's own agency's, or every agency's for those who keep them honest.

use std::collections::BTreeMap;

use hawthorn_domain::marac::action::{ActionResult, ActionState};
use hawthorn_domain::marac::chase::Chase;
use hawthorn_domain::marac::{AgreedAction, MaracReferral};
use hawthorn_domain::platform::actor::{AgencyCode, Scope};
use hawthorn_domain::platform::ids::{AgreedActionId, MaracReferralId, MeetingId};
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Stored;
use jiff::civil::Date;

use super::found::listed;
use super::shown::{self, RESTRICTED_ITEM};
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// The most actions of one list; the most pressing come first.
const MOST: u64 = 500;

/// One action as it is shown.
#[derive(Debug, Clone)]
pub struct ActionLine {
    /// The action.
    pub id: AgreedActionId,
    /// The meeting that agreed it.
    pub meeting: MeetingId,
    /// The referral it is for.
    pub referral: MaracReferralId,
    /// The owning agency's code.
    pub agency: AgencyCode,
    /// Its name.
    pub agency_name: String,
    /// The person or role there.
    pub owner: String,
    /// What is to be done.
    pub what: String,
    /// The risk it lowers.
    pub lowers: String,
    /// Whether the victim sees it or is told.
    pub victim_facing: bool,
    /// By when.
    pub due: Date,
    /// Its state.
    pub state: ActionState,
    /// What became of it.
    pub result: Option<ActionResult>,
    /// Whether it is late today.
    pub late: bool,
    /// The reminders whose time has come.
    pub chases: Vec<Chase>,
}

/// An action in a list, with the pair it is for.
#[derive(Debug, Clone)]
pub struct ActionRow {
    /// The action.
    pub action: ActionLine,
    /// The pair by initials, or that it is held from this reader.
    pub pair: String,
    /// Whether this reader may open the referral.
    pub may_open: bool,
    /// Whether this reader may say what became of it.
    pub may_update: bool,
}

/// The open actions of the reader's own agency, the soonest due first.
///
/// # Errors
/// When the reader may not see their agency's actions.
pub async fn my_actions(app: &App, ask: &mut Ask) -> Told<Vec<ActionRow>> {
    let scope = ask.scope(app)?;
    let agency = ask.actor.agency.clone();
    let thing = Thing::of_area(ask.area()).addressed_to(&agency);
    ask.allow(app, Verb::ListActions, &thing).await?;
    let found = app.store.open_actions(&scope, Some(&agency), MOST).await?;
    listed(
        app,
        ask,
        Verb::ListActions,
        "Looked through their agency’s open actions",
    )
    .await?;
    rows(app, ask, &scope, &found).await
}

/// The open actions of every agency, the soonest due first.
///
/// # Errors
/// When the reader may not see them.
pub async fn all_actions(app: &App, ask: &mut Ask) -> Told<Vec<ActionRow>> {
    let scope = ask.scope(app)?;
    ask.allow(app, Verb::ListActions, &Thing::of_area(ask.area()))
        .await?;
    let found = app.store.open_actions(&scope, None, MOST).await?;
    listed(
        app,
        ask,
        Verb::ListActions,
        "Looked through every agency’s open actions",
    )
    .await?;
    rows(app, ask, &scope, &found).await
}

/// An action as the policies see it. Its own agency has to do it, whoever may
/// open the referral; for everyone else it is held as closely as the referral.
pub(super) fn thing(action: &AgreedAction, ask: &Ask) -> Thing {
    let thing = if action.agency == ask.actor.agency {
        Thing::of_area(&action.area)
    } else {
        Thing::record(&action.area, &action.restriction)
    };
    thing
        .addressed_to(&action.agency)
        .kept_from(action.kept_from.clone())
}

/// One action in words.
pub(super) fn action_line(
    action: &AgreedAction,
    settings: &AreaSettings,
    today: Date,
) -> ActionLine {
    ActionLine {
        id: action.id,
        meeting: action.meeting,
        referral: action.referral,
        agency: action.agency.clone(),
        agency_name: shown::agency_name(settings, &action.agency),
        owner: action.owner.clone(),
        what: action.what.clone(),
        lowers: action.lowers.clone(),
        victim_facing: action.victim_facing,
        due: action.due,
        state: action.state(),
        result: action.result.clone(),
        late: action.is_late(today),
        chases: action.chases.clone(),
    }
}

/// Actions in a list, each with its pair as this reader may know it.
pub(super) async fn rows(
    app: &App,
    ask: &Ask,
    scope: &Scope,
    actions: &[Stored<AgreedAction>],
) -> Told<Vec<ActionRow>> {
    let settings = ask.settings(app)?;
    let ids: Vec<String> = actions
        .iter()
        .map(|action| action.referral.to_string())
        .collect();
    let referrals = app.store.get_many::<MaracReferral>(scope, &ids).await?;
    let lines = shown::lines(app, scope, settings, &referrals).await?;
    let pairs: BTreeMap<MaracReferralId, String> = lines
        .into_iter()
        .filter_map(|line| line.pair.map(|pair| (line.id, pair)))
        .map(|(id, pair)| {
            (
                id,
                format!("{} and {}", pair.victim.initials, pair.perpetrator.initials),
            )
        })
        .collect();
    let row = |action: &Stored<AgreedAction>| {
        let pair = pairs.get(&action.referral).cloned();
        ActionRow {
            action: action_line(action, settings, ask.today()),
            may_open: pair.is_some(),
            pair: pair.unwrap_or_else(|| RESTRICTED_ITEM.to_owned()),
            may_update: ask.may(app, Verb::UpdateAction, &thing(action, ask)),
        }
    };
    Ok(actions.iter().map(row).collect())
}
