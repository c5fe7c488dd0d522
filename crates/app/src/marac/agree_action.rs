//! Records an action that the meeting agreed: an agency, a person, a date, the risk it lowers (R183).

use hawthorn_domain::marac::action::{ActionRefusal, may_agree};
use hawthorn_domain::marac::meeting::must_be_open;
use hawthorn_domain::marac::{AgreedAction, MaracReferral, Meeting};
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::audit::{Deed, Entry};
use hawthorn_domain::platform::ids::{AgreedActionId, MaracReferralId};
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words::date;
use hawthorn_store::Document;
use hawthorn_store::tx::Tx;
use jiff::civil::Date;

use super::chase_action;
use super::found::{self, action_refused, meeting_refused};
use super::once;
use super::shown::agency_name;
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;
use crate::platform::text::{long, short};

/// What was agreed.
#[derive(Debug, Clone)]
pub struct AgreeAction {
    /// The referral it is for.
    pub referral: MaracReferralId,
    /// The agency that owns it.
    pub agency: AgencyCode,
    /// The person or role in that agency.
    pub owner: String,
    /// What is to be done.
    pub what: String,
    /// The risk it lowers; may be empty.
    pub lowers: String,
    /// By when, the day included.
    pub due: Date,
    /// Whether the victim sees it or is told.
    pub victim_facing: bool,
    /// A mark that the page made, so that the action is agreed once though it is sent twice; may be empty.
    pub key: String,
}

/// Records an agreed action.
///
/// # Errors
/// When the meeting is not in session, the agency is not one of the area's, or
/// the words, the owner or a date to come are missing.
pub async fn agree_action(app: &App, ask: &mut Ask, input: AgreeAction) -> Told<AgreedActionId> {
    // Load
    let scope = ask.scope(app)?;
    let read = found::referral(app, &scope, input.referral).await?;
    // Allow
    ask.allow(app, Verb::RunMeeting, &found::thing(&read))
        .await?;
    let meeting = found::meeting_of(app, &scope, &read).await?;
    // Decide
    must_be_open(&meeting).map_err(meeting_refused)?;
    let key = once::key(ask, "action", &input.key)?;
    // Keep
    let mut tx = app.store.begin().await?;
    if let Some(before) = once::before(&tx, key.as_deref()).await? {
        return Ok(before);
    }
    let id = agreed(app, ask, &mut tx, &read, &meeting, input).await?;
    once::keep(&mut tx, ask, key.as_deref(), &id).await?;
    tx.finish().await?;
    // Tell
    app.live.ring(meeting.id);
    Ok(id)
}

/// Checks an action and saves it as part of a change.
pub(super) async fn agreed(
    app: &App,
    ask: &mut Ask,
    tx: &mut Tx,
    read: &MaracReferral,
    meeting: &Meeting,
    input: AgreeAction,
) -> Told<AgreedActionId> {
    let settings = ask.settings(app)?;
    if settings.agency(input.agency.as_str()).is_none() {
        return Err(action_refused(ActionRefusal::UnknownAgency(
            input.agency.to_string(),
        )));
    }
    let what = long("what", &input.what)?;
    let owner = short("owner", &input.owner)?;
    let lowers = short("lowers", &input.lowers)?;
    may_agree(&what, &owner, input.due, ask.today()).map_err(action_refused)?;
    let agency = agency_name(settings, &input.agency);
    let action = AgreedAction {
        id: AgreedActionId::new(ask.now, ask.dice.as_mut()),
        area: read.area.clone(),
        meeting: meeting.id,
        referral: read.id,
        agency: input.agency,
        owner,
        what,
        lowers,
        due: input.due,
        agreed_by: ask.doer(),
        agreed_at: ask.now,
        result: None,
        chases: Vec::new(),
        victim_facing: input.victim_facing,
        kept_from: read.kept_from(),
        restriction: read.restriction.clone(),
    };
    let words = format!("Agreed an action for {agency}, due {}", date(action.due));
    tx.create(
        &action,
        ask.entry(Deed::Created, Verb::RunMeeting, words.clone()),
    )
    .await?;
    // The referral's own history tells what was agreed, too.
    tx.note(Entry {
        kind: MaracReferral::TABLE.to_owned(),
        record: read.id.to_string(),
        ..ask.entry(Deed::Changed, Verb::RunMeeting, words)
    })
    .await?;
    let promise = chase_action::promise(app, &action)?;
    chase_action::queue(tx, &action, &promise, ask.now, ask.dice.as_mut()).await?;
    Ok(action.id)
}
