//! How closely the records of one person are held while they stand together, and after (R68, R218).
//!
//! What a record is held by on its own and what it takes over from a record that it
//! was joined with are two facts. Only so can a wrong join be taken back without
//! leaving somebody's record closed, or opening one that was closed for itself.

use super::Person;
use crate::platform::restriction::{Closeness, Restriction};

/// How a record is held, and whether only because another record of the same person is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// How closely.
    pub restriction: Restriction,
    /// Whether only because of a record that it stands together with.
    pub with_another: bool,
}

impl Held {
    /// The same with its list or its openings changed.
    #[must_use]
    pub fn with(&self, change: impl FnOnce(&mut Restriction)) -> Held {
        let mut changed = self.clone();
        change(&mut changed.restriction);
        changed
    }
}

/// How each of these records is held as long as they stand for one person, in the
/// order given. A record that is closed for itself keeps its own list. An open one
/// is closed as the others are: where several are, only who is named on all of them
/// may open it. With no closed record among them, an open one is open.
pub fn together(group: &[&Person]) -> Vec<Held> {
    let closed = group
        .iter()
        .filter(|person| person.is_held_for_itself())
        .map(|person| &person.restriction)
        .fold(Restriction::default(), |all, one| all.cautious(one));
    group
        .iter()
        .map(|person| match person.is_held_for_itself() {
            true => Held {
                restriction: person.restriction.clone(),
                with_another: false,
            },
            false => taken_over(person, &closed),
        })
        .collect()
}

/// How a record that is open by itself is held beside closed ones, if there are any.
fn taken_over(person: &Person, closed: &Restriction) -> Held {
    // An emergency was about one record: it opens no other, and it is never forgotten.
    let opened = person.restriction.opened.clone();
    let restriction = match closed.closeness {
        Closeness::Restricted => Restriction {
            opened,
            ..closed.clone()
        },
        Closeness::Open => Restriction {
            opened,
            ..Restriction::default()
        },
    };
    Held {
        with_another: restriction.is_restricted(),
        restriction,
    }
}

/// How the proposal is held that two records may be one person: as the closer of the two.
pub fn of_proposal(left: &Restriction, right: &Restriction) -> Restriction {
    Restriction {
        opened: Vec::new(),
        ..left.cautious(right)
    }
}
