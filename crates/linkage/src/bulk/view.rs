//! Everything that numbers stand for, of people held and of a guest, looked up by number alone.

use super::lexicon::Info;
use super::person::{GUEST, More, People, Person, Texts};
use super::pool::Id;

/// The texts of people held and of a guest, looked up by number alone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View<'a> {
    pub held: &'a People,
    pub guest: &'a Texts,
    pub guest_more: Option<&'a More>,
}

impl<'a> View<'a> {
    fn texts(&self, id: Id) -> (&'a Texts, Id) {
        if id & GUEST == 0 {
            (&self.held.texts, id)
        } else {
            (self.guest, id & !GUEST)
        }
    }

    pub fn info(&self, word: Id) -> &'a Info {
        let (texts, id) = self.texts(word);
        texts.words.info(id)
    }

    pub fn word(&self, word: Id) -> &'a str {
        let (texts, id) = self.texts(word);
        texts.words.text(id)
    }

    pub fn parts(&self, word: Id) -> [Id; 3] {
        let (texts, id) = self.texts(word);
        let own = word & GUEST;
        match texts.words.parts(id) {
            [one, 0, 0] if one == id => [id | own, 0, 0],
            parts => parts,
        }
    }

    /// The classes of names that a word belongs to: given names, surnames.
    pub fn classes(&self, word: Id) -> [&'static [u16]; 2] {
        let (texts, id) = self.texts(word);
        texts.words.classes(texts.words.info(id))
    }

    /// Whether two words are in one class of given names (0) or of surnames (1).
    pub fn share_class(
        &self,
        left: &Info,
        right: &Info,
        left_id: Id,
        right_id: Id,
        kind: usize,
    ) -> bool {
        if !left.is_classed() || !right.is_classed() {
            return false;
        }
        let of = |info: &Info, id: Id| self.texts(id).0.words.classes(info)[kind];
        crate::normal::nickname::share(of(left, left_id), of(right, right_id))
    }

    /// Records held that have a word as a given name.
    pub fn given(&self, word: Id) -> u32 {
        self.held.texts.words.given(word)
    }

    /// Records held that have a word in their surname.
    pub fn family(&self, word: Id) -> u32 {
        self.held.texts.words.family(word)
    }

    pub fn place(&self, id: Id) -> &'a str {
        let (texts, id) = self.texts(id);
        texts.sites.places.text(id)
    }

    pub fn email(&self, id: Id) -> &'a str {
        let (texts, id) = self.texts(id);
        texts.sites.emails.text(id)
    }

    /// The letters that occur before the `@` of an e-mail.
    pub fn email_letters(&self, id: Id) -> u32 {
        let (texts, id) = self.texts(id);
        let letters = &texts.sites.email_letters;
        letters.get(id as usize).copied().unwrap_or(0)
    }

    pub fn number(&self, id: Id) -> &'a str {
        let (texts, id) = self.texts(id);
        texts.sites.numbers.text(id)
    }

    /// House number and flat.
    pub fn door(&self, id: u32) -> [Id; 2] {
        let (texts, id) = self.texts(id);
        (id as usize)
            .checked_sub(1)
            .and_then(|at| texts.sites.doors.get(at))
            .copied()
            .unwrap_or_default()
    }

    pub fn more(&self, person: &Person) -> Option<&'a More> {
        match person.more {
            0 => None,
            GUEST => self.guest_more,
            at => self.held.mores.get(at as usize - 1),
        }
    }
}
