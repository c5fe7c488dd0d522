//! What waits for the reader in the mail: answers to read, mail to place, messages that did not leave (R139, R140).

use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::verb::Verb;

use super::ledger::FOR_A_PERSON;
use crate::incidents::worklist::Counted;
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// Mail is counted no further than this; its own pages show no more either.
const MOST: u64 = 200;

/// Mail that waits for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailWaiting {
    /// Answers to referrals that the reader's agency leads, which nobody there has read.
    pub answers: Counted,
    /// Mail to be placed with the request it answers.
    pub to_place: Counted,
    /// Messages that are held, were given up or came back.
    pub messages: Counted,
}

impl MailWaiting {
    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        [&self.answers, &self.to_place, &self.messages]
            .iter()
            .all(|counted| counted.number == 0)
    }
}

/// Counts what waits, for those whose work mail is. Only numbers are told, and no mail is opened.
pub(crate) async fn waiting(app: &App, ask: &Ask, scope: &Scope) -> Told<Option<MailWaiting>> {
    if !ask.may_in_area(app, Verb::ReleaseMessage) {
        return Ok(None);
    }
    let store = &app.store;
    let answers = store
        .incoming_unread(scope, &ask.actor.agency, MOST)
        .await?;
    Ok(Some(MailWaiting {
        answers: counted(answers),
        to_place: counted(store.incoming_to_place(scope, MOST).await?),
        messages: counted(store.message_count(scope, FOR_A_PERSON, MOST).await?),
    }))
}

fn counted(found: u64) -> Counted {
    Counted {
        number: found.min(MOST),
        more: found > MOST,
    }
}
