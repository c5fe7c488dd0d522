//! Tells the open screens of a meeting that something has changed; what it was, each reads again within its own reader's scope.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use hawthorn_domain::platform::ids::{AccountId, MaracReferralId, MeetingId};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::broadcast::{self, Receiver};
use tokio::sync::watch;

/// Bells that a slow screen may be behind by; one that is further behind reads everything again.
const BEHIND: usize = 256;
/// A screen that stays on one case has looked at it once in this time, however often it is refreshed.
const ONE_LOOK: SignedDuration = SignedDuration::from_mins(10);

/// The bell. It holds no record: after a restart every screen asks again.
pub struct Live {
    bell: broadcast::Sender<MeetingId>,
    open: watch::Sender<bool>,
    looks: Mutex<HashMap<(AccountId, MaracReferralId), Timestamp>>,
}

impl Default for Live {
    fn default() -> Self {
        Self {
            bell: broadcast::Sender::new(BEHIND),
            open: watch::Sender::new(true),
            looks: Mutex::default(),
        }
    }
}

impl Live {
    /// Something changed at a meeting. Call it after the change is durable.
    pub fn ring(&self, meeting: MeetingId) {
        // Nobody listening is no fault.
        let _heard = self.bell.send(meeting);
    }

    /// Something changed on a case that may stand on an agenda.
    pub fn ring_for(&self, meeting: Option<MeetingId>) {
        if let Some(meeting) = meeting {
            self.ring(meeting);
        }
    }

    /// Listens from now on.
    pub fn listen(&self) -> Receiver<MeetingId> {
        self.bell.subscribe()
    }

    /// Ends every open stream, so that the service can stop; the screens ask again by themselves.
    pub fn end(&self) {
        self.open.send_replace(false);
    }

    /// Becomes false when the streams are to end.
    pub fn open(&self) -> watch::Receiver<bool> {
        self.open.subscribe()
    }

    /// Whether this look at a case is a new one, to be kept in the log.
    pub(super) fn is_new_look(
        &self,
        account: AccountId,
        case: MaracReferralId,
        now: Timestamp,
    ) -> bool {
        let mut looks = self.looks.lock().unwrap_or_else(PoisonError::into_inner);
        looks.retain(|_, at| now.duration_since(*at) < ONE_LOOK);
        looks.insert((account, case), now).is_none()
    }
}
