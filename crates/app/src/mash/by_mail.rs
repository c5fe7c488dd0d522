//! Tells an agency that is reached by mail of what became of a request to it (R134, R136).

use hawthorn_domain::mash::request::InformationRequest;
use hawthorn_domain::platform::mail::{About, MessageKind};
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Tx;

use crate::platform::ask::Ask;
use crate::platform::mail::queue::{NewMessage, queue_message};
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// Queues the message in the change's own transaction; nothing where the agency's contacts sign in.
pub(super) async fn tell(
    app: &App,
    ask: &mut Ask,
    tx: &mut Tx,
    verb: Verb,
    kind: MessageKind,
    request: &InformationRequest,
) -> Told<()> {
    let new = NewMessage {
        kind,
        about: About::Request(request.id),
        agency: request.agency.clone(),
        restriction: request.restriction.clone(),
    };
    queue_message(app, ask, tx, verb, new).await.map(drop)
}
