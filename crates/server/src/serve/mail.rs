//! What goes on for mail beside the pages: the outbox that sends, and the look into the mailbox.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use hawthorn_app::App;
use hawthorn_connect::platform::mail::imap::MailboxReader;
use hawthorn_connect::platform::mail::send::Mailer;
use tokio::sync::watch::Receiver;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::background;
use crate::config::Config;
use crate::world::RealWorld;

/// The work of mail under way.
pub struct MailWork {
    outbox: Option<JoinHandle<()>>,
    mailbox: Option<JoinHandle<()>>,
}

/// Starts what the settings ask for; nothing where they name no mail server.
///
/// # Errors
/// When a setting cannot be used or a file that it names cannot be read.
pub fn start(
    config: &Config,
    app: &Arc<App>,
    world: RealWorld,
    stopped: &Receiver<bool>,
) -> Result<MailWork> {
    let outbox = match &config.mail.smtp {
        Some(smtp) => {
            let mailer = Mailer::new(smtp).context("mail cannot be sent")?;
            let work = background::outbox(Arc::clone(app), world, mailer, stopped.clone());
            Some(tokio::spawn(work))
        }
        None => None,
    };
    let mailbox = match &config.mail.imap {
        Some(imap) => {
            let reader = MailboxReader::new(imap).context("the mailbox cannot be read")?;
            let home = config.home_area(app)?;
            let work = background::mailbox(Arc::clone(app), world, reader, home, stopped.clone());
            Some(tokio::spawn(work))
        }
        None => None,
    };
    Ok(MailWork { outbox, mailbox })
}

impl MailWork {
    /// Ends it: the message under way has a moment to be taken. What was not
    /// taken in still lies in the mailbox.
    pub async fn end(self, last: Duration) {
        if let Some(mailbox) = self.mailbox {
            mailbox.abort();
        }
        if let Some(outbox) = self.outbox
            && timeout(last, outbox).await.is_err()
        {
            tracing::warn!(
                "whether the message that was leaving has left is for a person to find out"
            );
        }
    }
}
