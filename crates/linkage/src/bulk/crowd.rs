//! How many records share a name, a phone or a home, as far as it changes what sharing says.

use super::person::{Home, Person};
use super::view::View;
use super::{mix, mix::mix};

/// Three counts in one byte, each in four steps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Crowd(u8);

/// The counts from which a step is reached.
const NAMES: [u32; 3] = [5, 13, 61];
const PHONES: [u32; 3] = [7, 21, u32::MAX];
const HOMES: [u32; 3] = [9, 21, u32::MAX];

fn step(cuts: [u32; 3], count: u32) -> u8 {
    cuts.iter().filter(|cut| count >= **cut).count() as u8
}

impl Crowd {
    /// From how many records have the name, the phone and the home.
    pub fn of(name: u32, phone: u32, home: u32) -> Crowd {
        Crowd(step(NAMES, name) | step(PHONES, phone) << 2 | step(HOMES, home) << 4)
    }

    /// Adds what another count says of one kind.
    pub fn raise(&mut self, kind: Kind, count: u32) {
        let (cuts, at) = match kind {
            Kind::Name => (NAMES, 0),
            Kind::Phone => (PHONES, 2),
            Kind::Home => (HOMES, 4),
        };
        let now = step(cuts, count).max(self.0 >> at & 3);
        self.0 = self.0 & !(3 << at) | now << at;
    }

    /// 0: hardly anybody else has this full name; 1: a few; 2: many; 3: very many.
    pub fn name(self) -> u8 {
        self.0 & 3
    }

    /// 0: few records have this phone; 1: several; 2: very many.
    pub fn phone(self) -> u8 {
        self.0 >> 2 & 3
    }

    /// 0: one household; 1: several people; 2: many.
    pub fn home(self) -> u8 {
        self.0 >> 4 & 3
    }
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Name,
    Phone,
    Home,
}

/// The number under which a home is counted; nought without a house number.
pub(crate) fn home_key(view: &View<'_>, home: &Home) -> u64 {
    let near = if home.postcode() == 0 {
        u64::from(home.street) << 32
    } else {
        u64::from(home.postcode())
    };
    if home.door == 0 || near == 0 || view.door(home.door)[0] == 0 {
        0
    } else {
        mix(near, u64::from(home.door)) | 1
    }
}

/// The number under which a phone is counted; nought for none.
pub(crate) fn phone_key(phone: u64) -> u64 {
    if phone == 0 { 0 } else { mix(5, phone) | 1 }
}

/// The number under which a full name is counted: how it sounds, short forms as one.
pub(crate) fn name_key(view: &View<'_>, person: &Person) -> u64 {
    let (given, family) = (view.info(person.given), view.info(person.family));
    if person.given == 0 || person.family == 0 {
        0
    } else {
        mix::mix(u64::from(given.class) << 32 | u64::from(family.sound), 11) | 1
    }
}

#[cfg(test)]
mod tests {
    use super::{Crowd, Kind};

    #[test]
    fn steps_are_kept_apart_and_only_rise() {
        let mut crowd = Crowd::of(4, 6, 8);
        assert_eq!(crowd, Crowd::default());
        crowd.raise(Kind::Phone, 21);
        crowd.raise(Kind::Name, 61);
        crowd.raise(Kind::Home, 9);
        crowd.raise(Kind::Phone, 7);
        assert_eq!((crowd.name(), crowd.phone(), crowd.home()), (3, 2, 1));
    }
}
