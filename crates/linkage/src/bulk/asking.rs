//! Who gives words, places and numbers their numbers: the texts of people held,
//! or those together with the texts of a guest, which nobody held has.

use super::lexicon::{Info, Lexicon};
use super::person::{GUEST, Sites};
use super::pool::Id;

/// Gives words of names their numbers.
pub(crate) trait Words {
    /// The number of one word.
    fn word(&mut self, word: &str) -> Id;
    /// The number of several words that make one name.
    fn joined(&mut self, text: &str, parts: [Id; 3]) -> Id;
    /// A name's words; see [`Lexicon::parts`].
    fn parts(&self, id: Id) -> [Id; 3];
}

impl Words for Lexicon {
    fn word(&mut self, word: &str) -> Id {
        self.id(word)
    }

    fn joined(&mut self, text: &str, parts: [Id; 3]) -> Id {
        let heard = *self.info(parts[0]);
        self.join(text, parts, heard)
    }

    fn parts(&self, id: Id) -> [Id; 3] {
        Lexicon::parts(self, id)
    }
}

/// Words of somebody asked about: those that are held, and a guest's own.
#[derive(Debug)]
pub(crate) struct GuestWords<'a> {
    pub held: &'a Lexicon,
    pub guest: &'a mut Lexicon,
}

impl GuestWords<'_> {
    fn info(&self, id: Id) -> Info {
        if id & GUEST == 0 {
            *self.held.info(id)
        } else {
            *self.guest.info(id & !GUEST)
        }
    }
}

impl Words for GuestWords<'_> {
    fn word(&mut self, word: &str) -> Id {
        self.held
            .find(word)
            .unwrap_or_else(|| self.guest.id(word) | GUEST)
    }

    fn joined(&mut self, text: &str, parts: [Id; 3]) -> Id {
        if let Some(held) = self.held.find_joined(text) {
            return held;
        }
        let mut heard = self.info(parts[0]);
        if parts[0] & GUEST == 0 {
            // The classes of a held word stand in another list.
            heard = self.guest.adopt(heard, self.held.classes(&heard));
        }
        self.guest.join(text, parts, heard) | GUEST
    }

    fn parts(&self, id: Id) -> [Id; 3] {
        if id & GUEST == 0 {
            return self.held.parts(id);
        }
        match self.guest.parts(id & !GUEST) {
            [one, 0, 0] if one == id & !GUEST => [id, 0, 0],
            parts => parts,
        }
    }
}

/// Gives parts of addresses, e-mails and numbers their numbers.
pub(crate) trait Spots {
    fn place(&mut self, text: &str) -> Id;
    fn email(&mut self, text: &str) -> Id;
    fn number(&mut self, text: &str) -> Id;
    fn door(&mut self, number: Id, unit: Id) -> u32;
}

impl Spots for Sites {
    fn place(&mut self, text: &str) -> Id {
        self.places.id(text)
    }

    fn email(&mut self, text: &str) -> Id {
        Sites::email(self, text)
    }

    fn number(&mut self, text: &str) -> Id {
        self.numbers.id(text)
    }

    fn door(&mut self, number: Id, unit: Id) -> u32 {
        Sites::door(self, number, unit)
    }
}

/// Places of somebody asked about: those that are held, and a guest's own.
#[derive(Debug)]
pub(crate) struct GuestSites<'a> {
    pub held: &'a Sites,
    pub guest: &'a mut Sites,
}

impl Spots for GuestSites<'_> {
    fn place(&mut self, text: &str) -> Id {
        let found = self.held.places.find(text);
        found.unwrap_or_else(|| self.guest.places.id(text) | GUEST)
    }

    fn email(&mut self, text: &str) -> Id {
        let found = self.held.emails.find(text);
        found.unwrap_or_else(|| self.guest.email(text) | GUEST)
    }

    fn number(&mut self, text: &str) -> Id {
        let found = self.held.numbers.find(text);
        found.unwrap_or_else(|| self.guest.numbers.id(text) | GUEST)
    }

    fn door(&mut self, number: Id, unit: Id) -> u32 {
        let found = self.held.find_door(number, unit);
        found.unwrap_or_else(|| self.guest.door(number, unit) | GUEST)
    }
}
