//! Reading the audit log: a record's History page, the whole log by pages, and the chain's end.

use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::Deed;
use jiff::Timestamp;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order, Query};
use sea_orm::{ConnectionTrait, QueryResult};

use super::chain::Head;
use crate::cell::Row;
use crate::engine::Store;
use crate::error::StoreError;

/// One line of a History page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number in the log.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Who, by name.
    pub doer: String,
    /// Which agency.
    pub agency: Option<String>,
    /// The kind of act.
    pub deed: Deed,
    /// The kind of record.
    pub kind: String,
    /// The record.
    pub record: String,
    /// What happened, in one sentence.
    pub words: String,
}

const LINE: &[&str] = &[
    "seq", "at", "doer", "agency", "deed", "kind", "record", "words",
];

fn line(found: &QueryResult) -> Result<Line, StoreError> {
    let row = Row(found);
    Ok(Line {
        seq: row.int("seq")?,
        at: row.moment("at")?,
        doer: row.text("doer")?,
        agency: row.text_or("agency")?,
        deed: Deed::from_code(&row.text("deed")?).unwrap_or(Deed::Ran),
        kind: row.text("kind")?,
        record: row.text("record")?,
        words: row.text("words")?,
    })
}

impl Store {
    /// The history of one record, newest first. The caller has opened the record
    /// within its scope; lines of another area are never among them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn history(
        &self,
        scope: &Scope,
        kind: &str,
        record: &str,
        most: u64,
    ) -> Result<Vec<Line>, StoreError> {
        let mut asked = Query::select();
        asked
            .columns(LINE.iter().map(|name| Alias::new(*name)))
            .from(Alias::new("audit"))
            .and_where(Expr::col(Alias::new("kind")).eq(kind))
            .and_where(Expr::col(Alias::new("record")).eq(record))
            .and_where(Expr::col(Alias::new("area")).eq(scope.area.as_str()))
            .order_by(Alias::new("seq"), Order::Desc)
            .limit(most);
        self.reader
            .query_all(&asked)
            .await?
            .iter()
            .map(line)
            .collect()
    }

    /// The log of the reader's area before an entry number, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn log_before(
        &self,
        scope: &Scope,
        before: Option<i64>,
        most: u64,
    ) -> Result<Vec<Line>, StoreError> {
        let mut asked = Query::select();
        asked
            .columns(LINE.iter().map(|name| Alias::new(*name)))
            .from(Alias::new("audit"))
            .and_where(Expr::col(Alias::new("area")).eq(scope.area.as_str()));
        if let Some(before) = before {
            asked.and_where(Expr::col(Alias::new("seq")).lt(before));
        }
        asked.order_by(Alias::new("seq"), Order::Desc).limit(most);
        self.reader
            .query_all(&asked)
            .await?
            .iter()
            .map(line)
            .collect()
    }

    /// The end of the chain as the log itself shows it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn chain_end(&self) -> Result<Head, StoreError> {
        let mut asked = Query::select();
        asked
            .columns([Alias::new("seq"), Alias::new("digest")])
            .from(Alias::new("audit"))
            .order_by(Alias::new("seq"), Order::Desc)
            .limit(1);
        Ok(match self.reader.query_one(&asked).await? {
            Some(found) => Head {
                seq: Row(&found).int("seq")?,
                digest: Row(&found).text("digest")?,
            },
            None => Head::start(),
        })
    }
}
