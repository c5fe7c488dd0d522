//! Opens one request for information: for the agency asked, or for those in the hub who run the triage (R122, R134).

use hawthorn_domain::mash::request::{InformationRequest, ReplyRefusal};
use hawthorn_domain::platform::deadline::ClockState;
use hawthorn_domain::platform::ids::RequestId;
use hawthorn_domain::platform::settings::choices::AgencyKind;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Document;

use super::reading;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// Everything the page of a request shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestPage {
    /// The request, its people as named to the agency, and its answer.
    pub request: InformationRequest,
    /// The name of the agency asked.
    pub agency: String,
    /// The name of the agency that asks, when a person of an agency asked.
    pub asked_by_agency: Option<String>,
    /// Whether early help is asked, which also says how it stands with the family (R222).
    pub early_help: bool,
    /// How its clock stands.
    pub clock: ClockState,
    /// Whether the reader may answer it now.
    pub may_answer: bool,
    /// Whether the reader may withdraw it now.
    pub may_withdraw: bool,
    /// Whether the reader may open the referral it belongs to.
    pub may_open_referral: bool,
}

/// Opens a request.
///
/// # Errors
/// When it is not there for the reader, the reader is neither a contact of the
/// agency asked nor one of those who run the triage, or it has been withdrawn.
pub async fn open_request(app: &App, ask: &mut Ask, id: RequestId) -> Told<RequestPage> {
    let scope = ask.scope(app)?;
    let read = reading::request(app, &scope, id).await?;
    let settings = app.settings(&read.area, read.asked_at)?;
    let thing = reading::request_thing(app, ask, &read);
    if read.withdrawn_at.is_some()
        && read.agency == ask.actor.agency
        && !ask.may(app, Verb::ViewRequest, &thing)
    {
        return Err(Refusal::rule(ReplyRefusal::Withdrawn));
    }
    ask.allow(app, Verb::ViewRequest, &thing).await?;
    ask.looked(
        app,
        Verb::ViewRequest,
        InformationRequest::TABLE,
        &read.key(),
        "Opened the request for information",
    )
    .await?;
    let waiting = read.reply.is_none() && read.withdrawn_at.is_none();
    let whole = Thing::record(&read.area, &read.restriction);
    Ok(RequestPage {
        agency: reading::agency_name(settings, &read.agency),
        asked_by_agency: read
            .asked_by
            .agency
            .as_ref()
            .map(|code| reading::agency_name(settings, code)),
        early_help: settings
            .agency(read.agency.as_str())
            .is_some_and(|agency| agency.kind == AgencyKind::EarlyHelp),
        clock: read.clock.state(ask.now),
        may_answer: waiting && ask.may(app, Verb::AnswerRequest, &thing),
        may_withdraw: waiting && ask.may(app, Verb::RequestInformation, &whole),
        may_open_referral: ask.may(app, Verb::ViewReferral, &whole),
        request: read.value,
    })
}
