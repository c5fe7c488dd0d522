//! Words of names, each kept once however many people have it.

use std::collections::HashSet;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::normal::{nickname, sound};
use crate::prepared::{Prepared, PreparedName};

/// Letters of a word that are compared. No real name needs more, and comparing
/// spelling takes time that grows with the square of the length.
const MOST_LETTERS: usize = 40;

/// One folded word of a name with what comparisons need of it. All of it
/// follows from the text, so words are equal when their texts are.
#[derive(Debug)]
pub(crate) struct Word {
    pub text: Box<str>,
    pub sound: Box<str>,
    pub given_classes: &'static [u16],
    pub family_classes: &'static [u16],
}

impl Word {
    /// A word from folded text; letters after the fortieth are cut off.
    pub fn new(text: &str) -> Arc<Word> {
        let end = text
            .char_indices()
            .nth(MOST_LETTERS)
            .map_or(text.len(), |(at, _)| at);
        let text = text.get(..end).unwrap_or(text);
        Arc::new(Word {
            sound: sound::key(text).into(),
            given_classes: nickname::given_classes(text),
            family_classes: nickname::family_classes(text),
            text: text.into(),
        })
    }

    /// The first letter.
    pub fn initial(&self) -> Option<char> {
        self.text.chars().next()
    }

    /// Whether it is one letter.
    pub fn is_initial(&self) -> bool {
        self.text.chars().nth(1).is_none()
    }
}

impl PartialEq for Word {
    fn eq(&self, other: &Word) -> bool {
        self.text == other.text
    }
}

impl Eq for Word {}

impl Hash for Word {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

/// The words in use.
#[derive(Debug, Default)]
pub(crate) struct Words {
    held: HashSet<Arc<Word>>,
}

impl Words {
    /// Lets a record use the words already held, and holds its new ones.
    pub fn share(&mut self, person: &mut Prepared) {
        for word in person.names.iter_mut().flat_map(all_mut) {
            match self.held.get(word) {
                Some(held) => *word = Arc::clone(held),
                None => {
                    self.held.insert(Arc::clone(word));
                }
            }
        }
    }

    /// The words in use, in no particular order.
    pub fn all(&self) -> impl Iterator<Item = &Word> {
        self.held.iter().map(|word| &**word)
    }

    /// Drops the words that nobody uses once this record is gone.
    pub fn release(&mut self, person: Prepared) {
        let mut words: Vec<Arc<Word>> = Vec::new();
        for mut name in person.names {
            words.append(&mut name.given);
            words.append(&mut name.middle);
            words.append(&mut name.family);
        }
        while let Some(word) = words.pop() {
            // One use is ours and one the set's; a repeat in this record is dropped with its last use.
            if Arc::strong_count(&word) == 2 {
                self.held.remove(&word);
            }
        }
    }
}

fn all_mut(name: &mut PreparedName) -> impl Iterator<Item = &mut Arc<Word>> {
    name.given
        .iter_mut()
        .chain(&mut name.middle)
        .chain(&mut name.family)
}

#[cfg(test)]
mod tests {
    use super::{Word, Words};
    use crate::prepared::Prepared;
    use crate::record::{Name, Record};

    #[test]
    fn a_word_is_kept_once_and_goes_with_its_last_user() {
        let prepared = |given: &str| {
            let names = vec![Name::new(given, "Lee"), Name::new("Lee", given)];
            Prepared::new(&Record {
                names,
                ..Record::default()
            })
        };
        let mut words = Words::default();
        let (mut one, mut two) = (prepared("Ann"), prepared("Bea"));
        words.share(&mut one);
        words.share(&mut two);
        assert_eq!(words.held.len(), 3);
        words.release(one);
        let holds = |words: &Words, text: &str| words.held.contains(&Word::new(text));
        assert!(holds(&words, "lee") && !holds(&words, "ann"));
        words.release(two);
        assert!(words.held.is_empty());
    }
}
