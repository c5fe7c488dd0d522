//! Looks into the hub's mailbox and takes in what waits there, one mail after the other (R139).

use hawthorn_connect::platform::mail::imap::{MailboxError, MailboxReader, OpenMailbox};
use hawthorn_domain::platform::settings::AreaCode;

use super::receive::{most_bytes, receive_mail};
use crate::jobs::run::Surroundings;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// The most mails that are taken in at one look, so that a flood cannot keep the connection for ever.
const MOST: usize = 200;

/// Takes in what waits, and gives how many mails it was. A mail is moved out of
/// the way only once it is kept, so none is lost when this breaks off; the one
/// that is then found again is known by its digest.
///
/// # Errors
/// When the mailbox cannot be read or the store does not answer.
pub async fn collect(
    app: &App,
    around: &dyn Surroundings,
    home: &AreaCode,
    reader: &MailboxReader,
) -> Told<usize> {
    let mut mailbox = reader.open().await.map_err(broken)?;
    let taken = take_all(app, around, home, &mut mailbox).await;
    mailbox.close().await;
    taken
}

async fn take_all(
    app: &App,
    around: &dyn Surroundings,
    home: &AreaCode,
    mailbox: &mut OpenMailbox,
) -> Told<usize> {
    let most = most_bytes(app, around, home)?;
    let mut taken = 0;
    for number in mailbox
        .waiting()
        .await
        .map_err(broken)?
        .into_iter()
        .take(MOST)
    {
        let Some(arrived) = mailbox.fetch(number, most).await.map_err(broken)? else {
            continue;
        };
        let received = receive_mail(app, around, home, arrived).await?;
        tracing::info!(mail = %received.id, state = received.state.code(), again = received.again, "took a mail in");
        mailbox.put_away(number).await.map_err(broken)?;
        taken += 1;
    }
    Ok(taken)
}

fn broken(error: MailboxError) -> Refusal {
    Refusal::Broken(error.to_string())
}
