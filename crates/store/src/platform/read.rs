//! Reading one record or one list of records, always within a scope.

use std::collections::HashMap;

use hawthorn_domain::platform::actor::Scope;
use sea_orm::sea_query::{
    Alias, Cond, Expr, ExprTrait, Func, Order, Query, SelectStatement, SimpleExpr,
};
use sea_orm::{ConnectionTrait, QueryResult};

use crate::cell::Row;
use crate::document::{Document, Stored};
use crate::engine::Store;
use crate::error::StoreError;

/// Where a list goes on: the sort value and identifier of the last row shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct After {
    /// The value of the sorting column, as the list gave it.
    pub at: i64,
    /// The identifier of the last row.
    pub id: String,
}

impl Store {
    /// One record, when it exists and the scope lets the reader be handed it.
    /// Missing and hidden are the same answer.
    ///
    /// # Errors
    /// When the database does not answer or the record cannot be read.
    pub async fn get<T: Document>(
        &self,
        scope: &Scope,
        id: &str,
    ) -> Result<Option<Stored<T>>, StoreError> {
        Ok(self
            .get_unscoped::<T>(id)
            .await?
            .filter(|found| found.value.seen_by(scope)))
    }

    /// One record for the system's own work (jobs, matching), where no reader is shown it.
    ///
    /// # Errors
    /// When the database does not answer or the record cannot be read.
    pub async fn get_unscoped<T: Document>(
        &self,
        id: &str,
    ) -> Result<Option<Stored<T>>, StoreError> {
        let mut asked = Query::select();
        asked
            .columns([Alias::new("id"), Alias::new("version"), Alias::new("body")])
            .from(Alias::new(T::TABLE))
            .and_where(Expr::col(Alias::new("id")).eq(id));
        self.reader
            .query_one(&asked)
            .await?
            .map(|row| read(&row))
            .transpose()
    }

    /// Several records by their identifiers, those in scope, in the order asked for.
    ///
    /// # Errors
    /// When the database does not answer or a record cannot be read.
    pub async fn get_many<T: Document>(
        &self,
        scope: &Scope,
        ids: &[String],
    ) -> Result<Vec<Stored<T>>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut asked = Query::select();
        asked
            .columns([Alias::new("id"), Alias::new("version"), Alias::new("body")])
            .from(Alias::new(T::TABLE))
            .and_where(Expr::col(Alias::new("id")).is_in(ids.iter().map(String::as_str)));
        let rows = self.reader.query_all(&asked).await?;
        let mut found: Vec<Stored<T>> = rows.iter().map(read).collect::<Result<_, _>>()?;
        found.retain(|record| record.value.seen_by(scope));
        let places: HashMap<&str, usize> = ids
            .iter()
            .enumerate()
            .rev()
            .map(|(place, id)| (id.as_str(), place))
            .collect();
        found.sort_by_cached_key(|record| places.get(record.value.key().as_str()).copied());
        Ok(found)
    }

    /// The records that a query of one room selects, read and kept to the scope.
    pub(crate) async fn select<T: Document>(
        &self,
        scope: &Scope,
        asked: &SelectStatement,
    ) -> Result<Vec<Stored<T>>, StoreError> {
        let rows = self.reader.query_all(asked).await?;
        let found: Vec<Stored<T>> = rows.iter().map(read).collect::<Result<_, _>>()?;
        Ok(found
            .into_iter()
            .filter(|record| record.value.seen_by(scope))
            .collect())
    }

    /// Every record of a kind within the scope, in the order of their identifiers: for checks that
    /// look at the whole, never for a page.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn everything<T: Document>(
        &self,
        scope: &Scope,
    ) -> Result<Vec<Stored<T>>, StoreError> {
        let mut asked = scoped::<T>(scope);
        asked.order_by(Alias::new("id"), Order::Asc);
        self.select(scope, &asked).await
    }

    /// How many rows a query finds, counting no further than `most`.
    pub(crate) async fn count_up_to(
        &self,
        mut asked: SelectStatement,
        most: u64,
    ) -> Result<u64, StoreError> {
        asked.clear_selects().expr(Expr::val(1)).limit(most + 1);
        let counted = Query::select()
            .expr_as(Func::count(Expr::val(1)), Alias::new("number"))
            .from_subquery(asked, Alias::new("bounded"))
            .to_owned();
        let found = self.reader.query_one(&counted).await?;
        Ok(found
            .map_or(Ok(0), |row| Row(&row).int("number"))?
            .unsigned_abs())
    }

    /// How many records each of several lists holds, none counted further than `most`,
    /// in one question to the database.
    pub(crate) async fn counts_up_to<const N: usize>(
        &self,
        lists: [SelectStatement; N],
        most: u64,
    ) -> Result<[u64; N], StoreError> {
        let mut asked = Query::select();
        for (place, mut list) in lists.into_iter().enumerate() {
            list.clear_selects().expr(Expr::val(1)).limit(most + 1);
            let counted = Query::select()
                .expr(Func::count(Expr::val(1)))
                .from_subquery(list, Alias::new("bounded"))
                .to_owned();
            asked.expr_as(
                SimpleExpr::SubQuery(None, Box::new(counted.into())),
                Alias::new(format!("number{place}")),
            );
        }
        let mut counts = [0; N];
        if let Some(row) = self.reader.query_one(&asked).await? {
            for (place, count) in counts.iter_mut().enumerate() {
                *count = Row(&row).int(&format!("number{place}"))?.unsigned_abs();
            }
        }
        Ok(counts)
    }
}

/// Some of all records of a kind, in the order of their identifiers.
#[derive(Debug)]
pub struct PageOf<T> {
    /// Those in scope.
    pub found: Vec<Stored<T>>,
    /// The identifier after which the next page begins; none after the last.
    pub next: Option<String>,
}

impl Store {
    /// The next so many records of a kind, for what reads all of them once.
    ///
    /// # Errors
    /// When the database does not answer or a record cannot be read.
    pub async fn page_of<T: Document>(
        &self,
        scope: &Scope,
        after: Option<&str>,
        most: u64,
    ) -> Result<PageOf<T>, StoreError> {
        // Asked by the area too, the engine would read and sort all that the area has.
        let mut asked = Query::select();
        asked
            .columns([Alias::new("id"), Alias::new("version"), Alias::new("body")])
            .from(Alias::new(T::TABLE))
            .order_by(Alias::new("id"), Order::Asc)
            .limit(most);
        if let Some(after) = after {
            asked.and_where(Expr::col(Alias::new("id")).gt(after));
        }
        let rows = self.reader.query_all(&asked).await?;
        let full = rows.len() as u64 == most;
        let next = match rows.last().filter(|_| full) {
            Some(last) => Some(Row(last).text("id")?),
            None => None,
        };
        let mut found: Vec<Stored<T>> = rows.iter().map(read).collect::<Result<_, _>>()?;
        found.retain(|record| record.value.seen_by(scope));
        Ok(PageOf { found, next })
    }
}

/// A query for whole records of one kind in the reader's area, hidden ones left out in the database itself.
pub(crate) fn scoped<T: Document>(scope: &Scope) -> SelectStatement {
    let mut asked = Query::select();
    asked
        .columns([Alias::new("id"), Alias::new("version"), Alias::new("body")])
        .from(Alias::new(T::TABLE))
        .and_where(Expr::col(Alias::new("area")).eq(scope.area.as_str()));
    if !scope.restricted {
        asked.cond_where(visible(scope));
    }
    asked
}

/// The condition that keeps restricted records to those named on their list and
/// those who have them open in an emergency at the moment of the reading.
pub(crate) fn visible(scope: &Scope) -> Cond {
    let named = Query::select()
        .column(Alias::new("owner"))
        .from(Alias::new("named_access"))
        .and_where(Expr::col(Alias::new("account")).eq(scope.account.to_string()))
        .to_owned();
    let opened = Query::select()
        .column(Alias::new("owner"))
        .from(Alias::new("opened_access"))
        .and_where(Expr::col(Alias::new("account")).eq(scope.account.to_string()))
        .and_where(Expr::col(Alias::new("until")).gt(scope.at.as_microsecond()))
        .to_owned();
    Cond::any()
        .add(Expr::col(Alias::new("restricted")).eq(0))
        .add(Expr::col(Alias::new("id")).in_subquery(named))
        .add(Expr::col(Alias::new("id")).in_subquery(opened))
}

/// Adds keyset paging by a number column and the identifier, both upwards.
pub(crate) fn page_up(
    asked: &mut SelectStatement,
    column: &'static str,
    after: Option<&After>,
    most: u64,
) {
    if let Some(after) = after {
        let beyond = Cond::any()
            .add(Expr::col(Alias::new(column)).gt(after.at))
            .add(
                Cond::all()
                    .add(Expr::col(Alias::new(column)).eq(after.at))
                    .add(Expr::col(Alias::new("id")).gt(after.id.as_str())),
            );
        // The first condition repeats what the second implies, so that the index can start at the place.
        asked
            .and_where(Expr::col(Alias::new(column)).gte(after.at))
            .cond_where(beyond);
    }
    asked
        .order_by(Alias::new(column), Order::Asc)
        .order_by(Alias::new("id"), Order::Asc)
        .limit(most);
}

/// Reads a document from a row with `id`, `version` and `body`.
pub(crate) fn read<T: Document>(found: &QueryResult) -> Result<Stored<T>, StoreError> {
    let row = Row(found);
    let body = row.text("body")?;
    let value = serde_json::from_str(&body).map_err(|error| StoreError::Unreadable {
        kind: T::TABLE.to_owned(),
        id: row.text("id").unwrap_or_default(),
        why: error.to_string(),
    })?;
    Ok(Stored {
        value,
        version: row.int("version")?,
    })
}
