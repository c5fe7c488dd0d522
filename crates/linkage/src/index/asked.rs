//! What a search box asked beside somebody held.

use super::Index;
use crate::bulk::compare::{asked_names, fit_asked};
use crate::bulk::guest::Guest;
use crate::bulk::level::{At, Levels};

impl Index {
    /// The levels of what was asked and somebody held, with each word of a name told for what it is.
    pub(super) fn asked_levels(&self, guest: &Guest, slot: u32) -> Option<Levels> {
        let mut levels = self.levels(guest, slot)?;
        let people = self.search.people();
        let view = guest.view(people);
        let held = people.persons.get(slot as usize)?;
        let also = view.more(held).and_then(|more| more.also.as_deref());
        let names = also.map_or(&[][..], |also| &also.names);
        let names = names.iter().map(|name| [name.given, name.family]);
        let best = std::iter::once([held.given, held.family])
            .chain(names)
            .map(|name| asked_names(&view, [guest.person.given, guest.person.family], name))
            .max_by_key(|found| fit_asked(*found))?;
        levels[At::given as usize] = best.0;
        levels[At::family as usize] = best.1;
        Some(levels)
    }
}
