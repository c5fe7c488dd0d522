//! The words of all names, each with what comparing it needs, worked out once.

use super::pool::{Id, Pool};
use crate::normal::{name, nickname, sound};
use crate::population::hash;

/// Letters of a word that are compared; no real name needs more.
const MOST_LETTERS: usize = 40;

/// What is known of one word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Info {
    /// The hash of how it sounds.
    pub sound: u32,
    /// The hash of the first class of given names it belongs to, or of its sound.
    pub class: u32,
    /// The letters a to z that occur, one bit each; the top bit for any other.
    pub letters: u32,
    /// Records that have it as a given name.
    pub given: u32,
    /// Records that have it in a surname.
    pub family: u32,
    /// Letters, counted.
    pub length: u8,
    /// The first letter, folded to a byte.
    pub initial: u8,
    /// Whether it is a name by custom ("Kaur") that sources add or leave out.
    pub custom: bool,
    /// Whether all letters are a to z.
    pub plain: bool,
    pub given_classes: &'static [u16],
    pub family_classes: &'static [u16],
}

/// All words in use.
#[derive(Debug)]
pub(crate) struct Lexicon {
    pool: Pool,
    infos: Vec<Info>,
}

impl Default for Lexicon {
    fn default() -> Lexicon {
        Lexicon {
            pool: Pool::default(),
            infos: vec![Info::default()],
        }
    }
}

impl Lexicon {
    /// The number of a folded word; letters after the fortieth are cut off.
    pub fn id(&mut self, word: &str) -> Id {
        let word = cut(word);
        let id = self.pool.id(word);
        if id as usize == self.infos.len() {
            self.infos.push(info(word));
        }
        id
    }

    /// What is known of a word.
    pub fn info(&self, id: Id) -> &Info {
        static NONE: Info = Info {
            sound: 0,
            class: 0,
            letters: 0,
            given: 0,
            family: 0,
            length: 0,
            initial: 0,
            custom: false,
            plain: false,
            given_classes: &[],
            family_classes: &[],
        };
        self.infos.get(id as usize).unwrap_or(&NONE)
    }

    /// The word itself.
    pub fn text(&self, id: Id) -> &str {
        self.pool.text(id)
    }

    /// Counts one more record with the word as a given name.
    pub fn count_given(&mut self, id: Id) {
        if let Some(info) = self.infos.get_mut(id as usize) {
            info.given += 1;
        }
    }

    /// Counts one more record with the word in its surname.
    pub fn count_family(&mut self, id: Id) {
        if let Some(info) = self.infos.get_mut(id as usize) {
            info.family += 1;
        }
    }
}

fn cut(word: &str) -> &str {
    let end = word
        .char_indices()
        .nth(MOST_LETTERS)
        .map_or(word.len(), |(at, _)| at);
    word.get(..end).unwrap_or(word)
}

fn info(word: &str) -> Info {
    let given_classes = nickname::given_classes(word);
    let sound = hash(sound::key(word)) as u32 | 1;
    let letters = word.bytes().fold(0, |bits, b| {
        bits | match b {
            b'a'..=b'z' => 1u32 << (b - b'a'),
            _ => 1 << 31,
        }
    });
    Info {
        sound,
        class: given_classes
            .first()
            .map_or(sound, |class| hash(class) as u32 | 1),
        letters,
        given: 0,
        family: 0,
        length: word.chars().count() as u8,
        initial: word.chars().next().map_or(0, |c| c as u32 as u8),
        custom: name::is_custom(word),
        plain: letters >> 31 == 0,
        given_classes,
        family_classes: nickname::family_classes(word),
    }
}
