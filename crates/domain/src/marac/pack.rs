//! The pack before a meeting: which copy somebody holds, and what has changed since (ux.md 4.4, R182).

use jiff::Timestamp;

use crate::platform::ids::{AccountId, MaracReferralId, MeetingId, PackCopyId};
use crate::platform::restriction::Restriction;
use crate::platform::settings::AreaCode;

/// One case as a copy holds it: the referral, and the version of its record that was printed.
pub type Held = (MaracReferralId, i64);

/// The last copy of a meeting's pack that somebody took.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PackCopy {
    /// Its identifier.
    pub id: PackCopyId,
    /// The area.
    pub area: AreaCode,
    /// The meeting.
    pub meeting: MeetingId,
    /// Whose copy it is.
    pub account: AccountId,
    /// The number of the copy, from 1: one more each time that something had changed.
    pub number: u32,
    /// When it was taken.
    pub at: Timestamp,
    /// The cases in it, in their order.
    pub cases: Vec<Held>,
    /// It names no person, and is as open as the agenda.
    pub restriction: Restriction,
}

/// What has changed since somebody's copy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Cases that were not in the copy.
    pub new: Vec<MaracReferralId>,
    /// Cases of which something was written since.
    pub changed: Vec<MaracReferralId>,
    /// Cases that are no longer there for this reader.
    pub gone: Vec<MaracReferralId>,
    /// Whether the order alone is another.
    pub order: bool,
}

impl Changes {
    /// Whether the copy is still what would be printed now.
    pub fn none(&self) -> bool {
        *self == Self::default()
    }
}

/// Compares a copy with what would be printed now. Both hold only what the reader is shown, so
/// that no conflict and no restriction shows in the comparison.
pub fn changes(copy: &[Held], now: &[Held]) -> Changes {
    let version_in = |list: &[Held], id| {
        list.iter()
            .find(|(other, _)| *other == id)
            .map(|(_, version)| *version)
    };
    let mut found = Changes::default();
    for (id, version) in now {
        match version_in(copy, *id) {
            None => found.new.push(*id),
            Some(old) if old != *version => found.changed.push(*id),
            Some(_) => {}
        }
    }
    found.gone = copy
        .iter()
        .map(|(id, _)| *id)
        .filter(|id| version_in(now, *id).is_none())
        .collect();
    let order = |list: &[Held], other: &[Held]| -> Vec<MaracReferralId> {
        let both = list
            .iter()
            .filter(|(id, _)| version_in(other, *id).is_some());
        both.map(|(id, _)| *id).collect()
    };
    found.order = order(copy, now) != order(now, copy);
    found
}
