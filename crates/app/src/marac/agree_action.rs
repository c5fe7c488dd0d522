//! Records an action that the meeting agreed: an agency, a person, a date, the risk it lowers (R183).

use hawthorn_domain::marac::action::{ActionRefusal, may_agree};
use hawthorn_domain::marac::meeting::must_be_open;
use hawthorn_domain::marac::{AgreedAction, MaracReferral};
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::audit::{Deed, Entry};
use hawthorn_domain::platform::ids::{AgreedActionId, MaracReferralId};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words::date;
use hawthorn_store::Document;
use jiff::civil::Date;

use super::found::{self, action_refused, meeting_refused};
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
    let thing = Thing::record(&read.area, &read.restriction);
    ask.allow(app, Verb::RunMeeting, &thing).await?;
    let meeting = found::meeting_of(app, &scope, &read).await?;
    // Decide
    must_be_open(&meeting).map_err(meeting_refused)?;
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
    // Keep
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
        restriction: read.restriction.clone(),
    };
    let words = format!("Agreed an action for {agency}, due {}", date(action.due));
    let mut tx = app.store.begin().await?;
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
    tx.finish().await?;
    // Tell
    Ok(action.id)
}
