//! Lets a message go that waits for a person, or sends one again that failed or came back.

use hawthorn_domain::incidents::Incident;
use hawthorn_domain::marac::{AgreedAction, Meeting};
use hawthorn_domain::mash::notice::Notice;
use hawthorn_domain::mash::request::InformationRequest;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::MessageId;
use hawthorn_domain::platform::mail::{About, Message, MessageState, Release};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::referrals::Referral;
use hawthorn_store::Document;

use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text;

/// Lets the message go. It is checked once more before it leaves: a release does
/// not make an address right, nor a withdrawn request stand.
///
/// # Errors
/// When the message is not there for the reader, the role may not, no reason is
/// given (field `words`), or the message does not wait for a person.
pub async fn release_message(app: &App, ask: &mut Ask, id: MessageId, words: &str) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let read = app
        .store
        .get::<Message>(&scope, &id.to_string())
        .await?
        .ok_or(Refusal::NotFound)?;
    let thing = thing_of(app, &scope, read.about).await?;
    // Allow
    ask.allow(app, Verb::ReleaseMessage, &thing).await?;
    // Decide
    if !read.needs_a_person() {
        return Err(Refusal::Conflict(format!(
            "This message does not wait for anybody now. It stands as: {}.",
            read.state.label().to_lowercase()
        )));
    }
    let words = text::needed(
        "words",
        words,
        "Say why the message may go. The reason is kept with it.",
    )?;
    let mut changed = read.value.clone();
    changed.releases.push(Release {
        by: ask.doer(),
        at: ask.now,
        from: read.hold.map(|hold| hold.reason),
        words,
    });
    changed.hold = None;
    changed.state = MessageState::Queued;
    changed.next_at = Some(ask.now);
    // Keep
    let mut tx = app.store.begin().await?;
    let line = "Let the message go by mail";
    tx.update(
        &read,
        &changed,
        ask.entry(Deed::Changed, Verb::ReleaseMessage, line),
    )
    .await?;
    tx.finish().await?;
    // Tell
    Ok(())
}

/// What a message is about, as the policies are asked of it, when the reader is handed it.
async fn thing_of(app: &App, scope: &Scope, about: About) -> Told<Thing> {
    let record = about.record();
    let found = match about {
        About::Request(_) => {
            let found = app.store.get::<InformationRequest>(scope, &record).await?;
            found.map(|found| Thing::record(&found.area, found.restriction()))
        }
        About::Referral(_) => {
            let found = app.store.get::<Referral>(scope, &record).await?;
            found.map(|found| Thing::record(&found.area, found.restriction()))
        }
        About::Action(_) => {
            let found = app.store.get::<AgreedAction>(scope, &record).await?;
            found.map(|found| Thing::record(&found.area, found.restriction()))
        }
        About::Meeting(_) => {
            let found = app.store.get::<Meeting>(scope, &record).await?;
            found.map(|found| Thing::of_area(&found.area))
        }
        About::Notice(_) => {
            let notice = app.store.get::<Notice>(scope, &record).await?;
            let incident = match notice {
                Some(notice) => {
                    let incident = notice.incident.to_string();
                    app.store.get::<Incident>(scope, &incident).await?
                }
                None => None,
            };
            incident.map(|found| Thing::record(&found.area, found.restriction()))
        }
    };
    found.ok_or(Refusal::NotFound)
}
