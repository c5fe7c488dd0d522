//! Who is whom for many records at once: the record that stands for each (R68).

use std::collections::{BTreeMap, BTreeSet};

use hawthorn_domain::platform::ids::PersonId;
use hawthorn_domain::platform::settings::AreaCode;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};

use crate::cell::Row;
use crate::engine::Store;
use crate::error::StoreError;

/// Identifiers that are asked for in one statement.
const AT_ONCE: usize = 500;
/// How many answers in a row are followed; a longer chain is a sign of a wrong answer.
const MOST_STEPS: usize = 50;

/// Which record stands for which: the oldest of each group that people have
/// confirmed to be one person.
#[derive(Debug, Clone, Default)]
pub struct Groups {
    stands_for: BTreeMap<PersonId, PersonId>,
}

impl Groups {
    /// The record that stands for this one; the record itself when nothing is confirmed.
    pub fn of(&self, person: PersonId) -> PersonId {
        self.stands_for.get(&person).copied().unwrap_or(person)
    }

    /// Every record that is read for these people, their own included.
    pub fn members(&self, people: impl IntoIterator<Item = PersonId>) -> Vec<PersonId> {
        let wanted: BTreeSet<PersonId> = people.into_iter().map(|person| self.of(person)).collect();
        let linked = self
            .stands_for
            .iter()
            .filter(|(_, oldest)| wanted.contains(oldest));
        let mut members: BTreeSet<PersonId> = linked.map(|(member, _)| *member).collect();
        members.extend(&wanted);
        members.into_iter().collect()
    }

    fn join(&mut self, one: PersonId, other: PersonId) {
        let (one, other) = (self.of(one), self.of(other));
        let (oldest, newer) = (one.min(other), one.max(other));
        for stands in self.stands_for.values_mut() {
            if *stands == newer {
                *stands = oldest;
            }
        }
        self.stands_for.insert(newer, oldest);
        self.stands_for.insert(oldest, oldest);
    }
}

impl Store {
    /// The groups of everybody in an area, for what is worked out from nothing.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn groups_of_area(&self, area: &AreaCode) -> Result<Groups, StoreError> {
        let asked = Query::select()
            .columns(["left_person", "right_person"].map(Alias::new))
            .from(Alias::new("suggestion"))
            .and_where(Expr::col(Alias::new("area")).eq(area.as_str()))
            .and_where(Expr::col(Alias::new("state")).eq("same"))
            .to_owned();
        let mut sides: BTreeMap<PersonId, Vec<PersonId>> = BTreeMap::new();
        for found in self.reader.query_all(&asked).await? {
            if let Some((left, right)) = pair(&Row(&found))? {
                sides.entry(left).or_default().push(right);
                sides.entry(right).or_default().push(left);
            }
        }
        let mut groups = Groups::default();
        // The oldest of a group comes first, so it is the one from which the others are reached.
        for oldest in sides.keys() {
            let mut edge = vec![*oldest];
            while let Some(next) = edge.pop() {
                if groups.stands_for.contains_key(&next) {
                    continue;
                }
                groups.stands_for.insert(next, *oldest);
                edge.extend(sides.get(&next).into_iter().flatten());
            }
        }
        Ok(groups)
    }

    /// The groups of all these records, in a few statements however many there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn same_people(
        &self,
        people: impl IntoIterator<Item = PersonId>,
    ) -> Result<Groups, StoreError> {
        let mut groups = Groups::default();
        let mut seen: BTreeSet<PersonId> = people.into_iter().collect();
        let mut edge: Vec<PersonId> = seen.iter().copied().collect();
        for _ in 0..MOST_STEPS {
            let mut next = Vec::new();
            for chunk in edge.chunks(AT_ONCE) {
                for (left, right) in self.confirmed(chunk).await? {
                    groups.join(left, right);
                    next.extend([left, right].into_iter().filter(|id| seen.insert(*id)));
                }
            }
            if next.is_empty() {
                break;
            }
            edge = next;
        }
        Ok(groups)
    }

    /// The pairs confirmed to be one person in which any of these records is one side.
    async fn confirmed(
        &self,
        people: &[PersonId],
    ) -> Result<Vec<(PersonId, PersonId)>, StoreError> {
        let ids: Vec<String> = people.iter().map(ToString::to_string).collect();
        let mut pairs = Vec::new();
        for side in ["left_person", "right_person"] {
            let asked = Query::select()
                .columns(["left_person", "right_person"].map(Alias::new))
                .from(Alias::new("suggestion"))
                .and_where(Expr::col(Alias::new(side)).is_in(ids.iter().map(String::as_str)))
                .and_where(Expr::col(Alias::new("state")).eq("same"))
                .to_owned();
            for found in self.reader.query_all(&asked).await? {
                pairs.extend(pair(&Row(&found))?);
            }
        }
        Ok(pairs)
    }
}

/// The two records of a row.
fn pair(row: &Row<'_>) -> Result<Option<(PersonId, PersonId)>, StoreError> {
    let read =
        |column| -> Result<Option<PersonId>, StoreError> { Ok(row.text(column)?.parse().ok()) };
    Ok(read("left_person")?.zip(read("right_person")?))
}
