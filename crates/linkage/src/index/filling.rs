//! Filling an index with very many at once, as at the start of a service: everybody is read first and filed once.

use super::Index;
use crate::bulk::guest;
use crate::bulk::search::Voice;
use crate::record::Record;

/// An index that is being filled. It answers nothing until it is [`Filling::finish`]ed,
/// which sorts each list once instead of keeping it sorted at every insertion.
///
/// ```
/// use hawthorn_linkage::{Filling, Name, Record};
///
/// let mut filling = Filling::default();
/// for (id, given) in [("P-1", "Morwenna"), ("P-2", "Tobias")] {
///     let names = vec![Name::new(given, "Thackeray")];
///     filling.add(id, &Record { names, ..Record::default() });
/// }
/// let index = filling.finish();
/// assert_eq!(index.len(), 2);
/// ```
#[derive(Debug, Default)]
pub struct Filling {
    index: Index,
}

impl Filling {
    /// Reads a record under an id; an id that came before is replaced.
    pub fn add(&mut self, id: &str, record: &Record) {
        self.put(id, record, Voice::Heard);
    }

    /// Reads a record that is kept from most; see [`Index::insert_quiet`].
    pub fn add_quiet(&mut self, id: &str, record: &Record) {
        self.put(id, record, Voice::Quiet);
    }

    fn put(&mut self, id: &str, record: &Record, voice: Voice) {
        let new = !self.index.contains(id);
        self.index
            .search
            .put_unfiled(id, voice, |people| guest::held(people, record));
        self.index.held += usize::from(new);
    }

    /// Files everybody, and gives the index.
    pub fn finish(mut self) -> Index {
        self.index.search.settle();
        self.index
    }
}

#[cfg(test)]
mod tests {
    use super::Filling;
    use crate::index::Index;
    use crate::record::{Birth, Name, Record};

    fn person(number: usize) -> Record {
        let given = ["Morwenna", "Tobias", "Ngozi", "Ewa"][number % 4];
        let family = ["Thackeray", "Okonkwo", "Nowak", "Ellwood", "Abara"][number % 5];
        Record {
            names: vec![Name::new(given, family)],
            birth: Birth::parse(&format!(
                "19{:02}-0{}-1{}",
                50 + number % 40,
                1 + number % 9,
                number % 9
            )),
            phones: vec![format!("07700 900{:03}", number % 600)],
            ..Record::default()
        }
    }

    #[test]
    fn a_filled_index_answers_as_one_into_which_each_was_inserted() {
        let (mut filling, mut index) = (Filling::default(), Index::new());
        // The last hundred come again, with another record each.
        for (id, number) in (0..700)
            .map(|n| (n, n))
            .chain((600..700).map(|n| (n, n + 7)))
        {
            filling.add(&format!("P-{id:03}"), &person(number));
            index.insert(&format!("P-{id:03}"), &person(number));
        }
        let mut filled = filling.finish();
        assert_eq!((filled.len(), index.len()), (700, 700));
        let asked = |number: usize| person(number * 13);
        for number in 0..60 {
            let wanted = index.candidates(&asked(number), 10);
            assert!(number > 0 || !wanted.is_empty());
            assert_eq!(filled.candidates(&asked(number), 10), wanted);
            assert_eq!(
                filled.find(&asked(number), 10),
                index.find(&asked(number), 10)
            );
        }
        // And goes on as one: somebody goes, somebody comes.
        for one in [&mut filled, &mut index] {
            assert!(one.remove("P-013"));
            assert!(one.insert("P-701", &person(13)));
        }
        assert_eq!(
            filled.candidates(&person(13), 10),
            index.candidates(&person(13), 10)
        );
    }

    #[test]
    fn nobody_to_fill_with_is_an_empty_index() {
        assert!(Filling::default().finish().is_empty());
    }
}
