//! Loading a person's record, with the question whether the act is allowed on it.

use hawthorn_domain::people::Person;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Stored;

use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// The person with what the policies are asked of, when they are there in this scope and the act is
/// allowed on them.
///
/// # Errors
/// When they are not there in the scope, or the reader may not.
pub(crate) async fn person(
    app: &App,
    ask: &Ask,
    scope: &Scope,
    id: PersonId,
    verb: Verb,
) -> Told<(Stored<Person>, Thing)> {
    let read = app.store.get::<Person>(scope, &id.to_string()).await?;
    let read = read.ok_or(Refusal::NotFound)?;
    let thing = Thing::record(&read.area, &read.restriction);
    ask.allow(app, verb, &thing).await?;
    Ok((read, thing))
}
