//! Who is at a meeting, who chairs, when each accepted the confidentiality statement, and who leaves the room for a case (R187, F24).

use jiff::Timestamp;

use super::{Meeting, MeetingRefusal};
use crate::marac::MaracReferral;
use crate::platform::actor::AgencyCode;
use crate::platform::audit::Doer;
use crate::platform::ids::AccountId;

/// One person's attendance, with the confidentiality statement accepted (R187).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Attendance {
    /// The agency.
    pub agency: AgencyCode,
    /// The name.
    pub name: String,
    /// Present, or sent apologies.
    pub present: bool,
    /// Their account, when they accepted the statement themselves.
    #[serde(default)]
    pub account: Option<AccountId>,
    /// When they accepted the statement.
    #[serde(default)]
    pub accepted_at: Option<Timestamp>,
}

impl Attendance {
    /// Somebody who is present, or who sent apologies.
    pub fn named(agency: AgencyCode, name: impl Into<String>, present: bool) -> Self {
        Self {
            agency,
            name: name.into(),
            present,
            account: None,
            accepted_at: None,
        }
    }
}

/// Why somebody is not told of a case and leaves the room for it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Conflict {
    /// Their account, when they have one; the case is then not there for it.
    pub account: Option<AccountId>,
    /// The name.
    pub name: String,
    /// The agency.
    pub agency: AgencyCode,
    /// Why, in words that do not tell the case.
    pub why: String,
    /// Who recorded it.
    pub declared_by: Doer,
    /// When.
    pub declared_at: Timestamp,
    /// Who found that it no longer holds, when, and why; it then hides nothing.
    #[serde(default)]
    pub lifted: Option<(Doer, Timestamp, String)>,
}

impl Conflict {
    /// Whether it holds.
    pub fn stands(&self) -> bool {
        self.lifted.is_none()
    }
}

/// Whether this account has accepted the statement of this meeting.
pub fn joined(meeting: &Meeting, account: AccountId) -> bool {
    meeting
        .attendance
        .iter()
        .any(|row| row.present && row.account == Some(account) && row.accepted_at.is_some())
}

impl Meeting {
    /// The attendance with this person in it, present and accepted. Somebody who stands there by
    /// name already keeps their line; nobody stands there twice.
    pub fn with_person(
        &self,
        agency: &AgencyCode,
        name: &str,
        account: Option<AccountId>,
        at: Timestamp,
    ) -> Vec<Attendance> {
        let mut rows = self.attendance.clone();
        let same = |row: &Attendance| match (row.account, account) {
            (Some(known), Some(given)) => known == given,
            _ => row.agency == *agency && same_name(&row.name, name),
        };
        match rows.iter_mut().find(|row| same(row)) {
            Some(row) => {
                row.present = true;
                row.account = row.account.or(account);
                row.accepted_at = row.accepted_at.or(Some(at));
            }
            None => rows.push(Attendance {
                account,
                accepted_at: Some(at),
                ..Attendance::named(agency.clone(), name.trim(), true)
            }),
        }
        rows
    }

    /// Whether this row is the chair's.
    pub fn is_chair(&self, row: &Attendance) -> bool {
        row.present && same_name(&row.name, &self.chair)
    }

    /// Whether this person came after the meeting had opened.
    pub fn came_late(&self, row: &Attendance) -> bool {
        matches!((self.opened_at, row.accepted_at), (Some(opened), Some(came)) if row.present && came > opened)
    }
}

fn same_name(one: &str, other: &str) -> bool {
    let plain = |text: &str| {
        text.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase()
    };
    plain(one) == plain(other)
}

/// Checks a conflict that somebody declares, or that is declared for them.
///
/// # Errors
/// When the name or the reason is missing, or it stands already.
pub fn may_declare(
    referral: &MaracReferral,
    account: Option<AccountId>,
    name: &str,
    why: &str,
) -> Result<(), MeetingRefusal> {
    if name.trim().is_empty() {
        return Err(MeetingRefusal::NoName);
    }
    if why.trim().is_empty() {
        return Err(MeetingRefusal::NoConflictReason);
    }
    let same = |conflict: &&Conflict| match (conflict.account, account) {
        (Some(known), Some(given)) => known == given,
        _ => same_name(&conflict.name, name),
    };
    if referral
        .conflicts
        .iter()
        .filter(|one| one.stands())
        .any(|one| same(&one))
    {
        return Err(MeetingRefusal::ConflictDeclared);
    }
    Ok(())
}

/// Checks that a conflict no longer holds: by somebody else than the person, with a reason.
///
/// # Errors
/// When there is none at that place, or no reason is given.
pub fn may_lift(referral: &MaracReferral, place: usize, why: &str) -> Result<(), MeetingRefusal> {
    if !referral.conflicts.get(place).is_some_and(Conflict::stands) {
        return Err(MeetingRefusal::NoConflict);
    }
    if why.trim().is_empty() {
        return Err(MeetingRefusal::NoConflictReason);
    }
    Ok(())
}
