//! People, and suggestions that two records are one person.
//!
//! Records are never poured into one another: a confirmed suggestion links them,
//! and every reading of a person's history follows the links. Taking the answer
//! back therefore restores exactly what was before.

pub mod disclosures;
pub mod groups;

use std::collections::BTreeSet;

use hawthorn_domain::people::Person;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::Doer;
use hawthorn_domain::platform::ids::{PersonId, SuggestionId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::AreaCode;
use jiff::Timestamp;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order, Query};
use serde::{Deserialize, Serialize};

use crate::cell::{Cell, Row};
use crate::document::{Document, Stored};
use crate::engine::Store;
use crate::error::StoreError;
use crate::platform::read::{After, page_up, read, scoped};

impl Document for Person {
    const TABLE: &'static str = "person";
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn area(&self) -> &str {
        self.area.as_str()
    }
    fn restriction(&self) -> &Restriction {
        &self.restriction
    }
    fn columns(&self) -> Vec<(&'static str, Cell)> {
        Vec::new()
    }
}

hawthorn_domain::codes! {
    /// What people said of a suggestion.
    pub enum SuggestionState {
        Open = "open", "Waiting for an answer";
        Same = "same", "The same person";
        Different = "different", "Different people";
        Unsure = "unsure", "Not sure: for a supervisor";
    }
}

/// One line of the comparison, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComparedField {
    /// Which field.
    pub field: String,
    /// Same, close, different or not known.
    pub verdict: String,
    /// Why, in plain words.
    pub words: String,
    /// What it weighed when the two were compared, in thousandths of a bit; none in
    /// comparisons that were made before weights were kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<i32>,
}

/// Who answered a suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuggestionAnswer {
    /// Who.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
    /// Their words, if any.
    pub note: String,
    /// Whether it was given by one of those who answer what others were not sure of.
    #[serde(default)]
    pub decided: bool,
}

/// A time in which two records stood as one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoodAsOne {
    /// From when.
    pub from: Timestamp,
    /// Until when; none as long as they do.
    pub until: Option<Timestamp>,
}

impl StoodAsOne {
    /// Whether a moment lies within it.
    pub fn holds(&self, at: Timestamp) -> bool {
        self.from <= at && self.until.is_none_or(|until| at < until)
    }
}

/// Two records that may be one person. The left one is the newer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Its identifier.
    pub id: SuggestionId,
    /// The area.
    pub area: AreaCode,
    /// The newer record.
    pub left: PersonId,
    /// The older record.
    pub right: PersonId,
    /// Very likely, likely or possible.
    pub band: String,
    /// The comparison, field by field.
    pub fields: Vec<ComparedField>,
    /// What was known before anything was compared, in thousandths of a bit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beforehand: Option<i32>,
    /// Warnings: twins, parent and child, shared home.
    pub cautions: Vec<String>,
    /// When it was made.
    pub made_at: Timestamp,
    /// What people said.
    pub state: SuggestionState,
    /// Who said so.
    pub answer: Option<SuggestionAnswer>,
    /// When the two stood as one person, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stood: Vec<StoodAsOne>,
    /// As closely held as the closer of the two records.
    pub restriction: Restriction,
}

impl Document for Suggestion {
    const TABLE: &'static str = "suggestion";
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn area(&self) -> &str {
        self.area.as_str()
    }
    fn restriction(&self) -> &Restriction {
        &self.restriction
    }
    fn columns(&self) -> Vec<(&'static str, Cell)> {
        vec![
            ("left_person", self.left.to_string().into()),
            ("right_person", self.right.to_string().into()),
            ("state", self.state.code().into()),
            ("band", self.band.as_str().into()),
            ("made_at", self.made_at.into()),
        ]
    }
}

/// Records that stand for one person are followed this far; more is a sign of a wrong answer.
const MOST_LINKED: usize = 200;

impl Store {
    /// Suggestions in one state, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn suggestions(
        &self,
        scope: &Scope,
        state: SuggestionState,
        after: Option<&After>,
        most: u64,
    ) -> Result<Vec<Stored<Suggestion>>, StoreError> {
        let mut asked = scoped::<Suggestion>(scope);
        asked.and_where(Expr::col(Alias::new("state")).eq(state.code()));
        page_up(&mut asked, "made_at", after, most);
        self.select(scope, &asked).await
    }

    /// Suggestions about these people, whatever was said of them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn suggestions_about(
        &self,
        scope: &Scope,
        people: &[PersonId],
    ) -> Result<Vec<Stored<Suggestion>>, StoreError> {
        let mut found = self.every_suggestion_about(scope, people).await?;
        found.truncate(200);
        Ok(found)
    }

    /// The same, however many there are: for what has to follow all of them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn every_suggestion_about(
        &self,
        scope: &Scope,
        people: &[PersonId],
    ) -> Result<Vec<Stored<Suggestion>>, StoreError> {
        // Each side has an index of its own; asked by area, the engine would read
        // every suggestion there is.
        let mut found: Vec<Stored<Suggestion>> = Vec::new();
        for side in ["left_person", "right_person"] {
            for chunk in people.chunks(500) {
                found.extend(self.suggestions_of_side(scope, side, chunk).await?);
            }
        }
        found.sort_by_key(|suggestion| (suggestion.made_at, suggestion.id));
        found.dedup_by_key(|suggestion| suggestion.id);
        Ok(found)
    }

    /// Suggestions in which these people are the newer record.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn suggestions_of_newer(
        &self,
        scope: &Scope,
        people: &[PersonId],
    ) -> Result<Vec<Stored<Suggestion>>, StoreError> {
        let mut found = Vec::new();
        for chunk in people.chunks(500) {
            found.extend(
                self.suggestions_of_side(scope, "left_person", chunk)
                    .await?,
            );
        }
        Ok(found)
    }

    async fn suggestions_of_side(
        &self,
        scope: &Scope,
        side: &'static str,
        people: &[PersonId],
    ) -> Result<Vec<Stored<Suggestion>>, StoreError> {
        let ids: Vec<String> = people.iter().map(ToString::to_string).collect();
        let asked = Query::select()
            .columns(["id", "version", "body"].map(Alias::new))
            .from(Alias::new("suggestion"))
            .and_where(Expr::col(Alias::new(side)).is_in(ids.iter().map(String::as_str)))
            .to_owned();
        self.select(scope, &asked).await
    }

    /// Every record that people have confirmed to be this person, the person's own included.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn same_person(&self, person: PersonId) -> Result<Vec<PersonId>, StoreError> {
        self.same_person_but(person, None).await
    }

    /// The same, as it would be without one of the answers.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn same_person_but(
        &self,
        person: PersonId,
        without: Option<SuggestionId>,
    ) -> Result<Vec<PersonId>, StoreError> {
        let without = without.map_or_else(String::new, |id| id.to_string());
        let mut group = BTreeSet::from([person]);
        let mut edge = vec![person];
        while !edge.is_empty() && group.len() < MOST_LINKED {
            let ids: Vec<String> = edge.iter().map(ToString::to_string).collect();
            let mut next = Vec::new();
            for (mine, other) in [
                ("left_person", "right_person"),
                ("right_person", "left_person"),
            ] {
                let asked = Query::select()
                    .expr_as(Expr::col(Alias::new(other)), Alias::new("other"))
                    .from(Alias::new("suggestion"))
                    .and_where(Expr::col(Alias::new("state")).eq("same"))
                    .and_where(Expr::col(Alias::new("id")).ne(without.as_str()))
                    .and_where(Expr::col(Alias::new(mine)).is_in(ids.iter().map(String::as_str)))
                    .to_owned();
                for found in self.reader.query_all(&asked).await? {
                    if let Ok(id) = Row(&found).text("other")?.parse::<PersonId>()
                        && group.insert(id)
                    {
                        next.push(id);
                    }
                }
            }
            edge = next;
        }
        Ok(group.into_iter().collect())
    }

    /// Every person, page by page, for filling the matching index at the start.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn all_people(
        &self,
        after: &str,
        most: u64,
    ) -> Result<Vec<Stored<Person>>, StoreError> {
        let asked = Query::select()
            .columns(["id", "version", "body"].map(Alias::new))
            .from(Alias::new("person"))
            .and_where(Expr::col(Alias::new("id")).gt(after))
            .order_by(Alias::new("id"), Order::Asc)
            .limit(most)
            .to_owned();
        self.reader
            .query_all(&asked)
            .await?
            .iter()
            .map(read)
            .collect()
    }
}
