//! The words of all names, each with what comparing it needs, worked out once.

use super::mix;
use super::pool::{Id, Pool};
use crate::normal::{name, nickname, sound};

/// Letters of a word that are compared; no real name needs more.
const MOST_LETTERS: usize = 40;

/// What is known of one word, or of two words that make one name.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Info {
    /// The hash of how it sounds.
    pub sound: u32,
    /// The hash of the first class of given names it belongs to, or of its sound.
    pub class: u32,
    /// The letters a to z that occur, one bit each; the top bit for any other.
    pub letters: u32,
    /// The hash of its first four letters.
    pub start: u32,
    /// Where [`Lexicon`] holds its classes; nought for none.
    classes: u32,
    /// Where [`Lexicon`] holds the words that it is made of; nought for one word.
    parts: u32,
    /// Letters, counted.
    pub length: u8,
    /// The first letter, folded to a byte.
    pub initial: u8,
    /// Whether it is a name by custom ("Kaur") that sources add or leave out.
    pub custom: bool,
    /// Whether all letters are a to z.
    pub plain: bool,
}

impl Info {
    /// Whether the word belongs to a class of names.
    pub fn is_classed(&self) -> bool {
        self.classes != 0
    }
}

/// Classes of given names and of surnames.
type Classes = [&'static [u16]; 2];

/// All words in use.
#[derive(Debug)]
pub(crate) struct Lexicon {
    pool: Pool,
    infos: Vec<Info>,
    /// Records that have a word as a given name, and in a surname.
    counts: Vec<[u32; 2]>,
    classes: Vec<Classes>,
    parts: Vec<[Id; 3]>,
}

impl Default for Lexicon {
    fn default() -> Lexicon {
        Lexicon {
            pool: Pool::default(),
            infos: vec![Info::default()],
            counts: vec![[0; 2]],
            classes: vec![[&[]; 2]],
            parts: vec![[0; 3]],
        }
    }
}

/// What joins two words to one given name, and to one surname. No folded word holds it.
pub(crate) const GIVEN: &str = " ";
pub(crate) const FAMILY: &str = "+";

impl Lexicon {
    /// The number of a folded word; letters after the fortieth are cut off.
    pub fn id(&mut self, word: &str) -> Id {
        let word = cut(word);
        let id = self.pool.id(word);
        if id as usize == self.infos.len() {
            let info = self.info_of(word);
            self.keep(info);
        }
        id
    }

    /// The number of a word that is kept already.
    pub fn find(&self, word: &str) -> Option<Id> {
        self.pool.find(cut(word))
    }

    /// The number of a name of several words, which is heard as the first of
    /// its parts and written as [`GIVEN`] or [`FAMILY`] joins them.
    pub fn join(&mut self, text: &str, parts: [Id; 3], heard: Info) -> Id {
        let id = self.pool.id(text);
        if id as usize == self.infos.len() {
            let mut info = heard;
            info.parts = self.parts.len() as u32;
            self.parts.push(parts);
            self.keep(info);
        }
        id
    }

    /// The number of a name of several words that is kept already.
    pub fn find_joined(&self, text: &str) -> Option<Id> {
        self.pool.find(text)
    }

    /// What is known of a word of another list, with its classes kept here.
    pub fn adopt(&mut self, mut info: Info, classes: Classes) -> Info {
        if info.classes != 0 {
            self.classes.push(classes);
            info.classes = self.classes.len() as u32 - 1;
        }
        info
    }

    fn keep(&mut self, info: Info) {
        self.infos.push(info);
        self.counts.push([0; 2]);
    }

    /// A name's words: of a given name the first, the second and both as one;
    /// of a surname all as one, the first and the last. One word stands alone.
    pub fn parts(&self, id: Id) -> [Id; 3] {
        match self.info(id).parts {
            0 => [id, 0, 0],
            at => self.parts.get(at as usize).copied().unwrap_or([id, 0, 0]),
        }
    }

    /// What is known of a word.
    pub fn info(&self, id: Id) -> &Info {
        static NONE: Info = Info {
            sound: 0,
            class: 0,
            letters: 0,
            start: 0,
            classes: 0,
            parts: 0,
            length: 0,
            initial: 0,
            custom: false,
            plain: false,
        };
        self.infos.get(id as usize).unwrap_or(&NONE)
    }

    /// The classes of names that a word belongs to: given names, surnames.
    pub fn classes(&self, info: &Info) -> Classes {
        match info.classes {
            0 => [&[]; 2],
            at => self.classes.get(at as usize).copied().unwrap_or([&[]; 2]),
        }
    }

    /// The word itself.
    pub fn text(&self, id: Id) -> &str {
        self.pool.text(id)
    }

    /// Every word with its number; names of several words are left out.
    pub fn all(&self) -> impl Iterator<Item = (Id, &Info)> {
        let all = (0..).zip(&self.infos).skip(1);
        all.filter(|(_, info)| info.parts == 0)
    }

    /// Records that have the word as a given name.
    pub fn given(&self, id: Id) -> u32 {
        self.counts.get(id as usize).map_or(0, |c| c[0])
    }

    /// Records that have the word in their surname.
    pub fn family(&self, id: Id) -> u32 {
        self.counts.get(id as usize).map_or(0, |c| c[1])
    }

    /// Counts a record with these names in, or out again.
    pub fn count(&mut self, given: Id, family: Id, in_: bool) {
        let [first, second, _] = self.parts(given);
        for (id, kind) in [(first, 0), (second, 0)]
            .into_iter()
            .chain(self.parts(family).map(|id| (id, 1)))
            .filter(|(id, _)| *id != 0)
        {
            if let Some(count) = self.counts.get_mut(id as usize) {
                count[kind] = if in_ {
                    count[kind].saturating_add(1)
                } else {
                    count[kind].saturating_sub(1)
                };
            }
        }
    }

    /// Bytes in use.
    pub fn bytes(&self) -> usize {
        self.pool.bytes()
            + self.infos.capacity() * size_of::<Info>()
            + self.counts.capacity() * 8
            + self.classes.capacity() * size_of::<Classes>()
            + self.parts.capacity() * 12
    }

    fn info_of(&mut self, word: &str) -> Info {
        let classes = [
            nickname::given_classes(word),
            nickname::family_classes(word),
        ];
        let sound = mix::text(sound::key(word).as_bytes()) as u32 | 1;
        let letters = letters(word);
        let at = if classes[0].is_empty() && classes[1].is_empty() {
            0
        } else {
            self.classes.push(classes);
            self.classes.len() as u32 - 1
        };
        let class = classes[0]
            .first()
            .map_or(sound, |class| mix::mix(3, u64::from(*class)) as u32 | 1);
        Info {
            sound,
            class,
            letters,
            start: start(word),
            classes: at,
            parts: 0,
            length: word.chars().count() as u8,
            initial: word.chars().next().map_or(0, |c| c as u32 as u8),
            custom: name::is_custom(word),
            plain: letters >> 31 == 0,
        }
    }
}

/// The letters a to z of a text, one bit each; the top bit for any other but a space.
pub(crate) fn letters(text: &str) -> u32 {
    text.bytes().fold(0, |bits, b| {
        bits | match b {
            b'a'..=b'z' => 1u32 << (b - b'a'),
            _ => 1 << 31,
        }
    })
}

fn start(word: &str) -> u32 {
    let end = word.char_indices().nth(4).map_or(word.len(), |(at, _)| at);
    mix::text(word.get(..end).unwrap_or(word).as_bytes()) as u32 | 1
}

fn cut(word: &str) -> &str {
    if word.len() <= MOST_LETTERS {
        return word;
    }
    let end = word
        .char_indices()
        .nth(MOST_LETTERS)
        .map_or(word.len(), |(at, _)| at);
    word.get(..end).unwrap_or(word)
}
