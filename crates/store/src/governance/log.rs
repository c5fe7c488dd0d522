//! Reading the audit log: a record's History page, the whole log by pages, and the chain's end.

use std::collections::{BTreeSet, HashSet};

use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::Deed;
use jiff::Timestamp;
use sea_orm::sea_query::{Alias, Cond, Expr, ExprTrait, Order, Query};
use sea_orm::{ConnectionTrait, QueryResult};

use super::chain::Head;
use crate::cell::Row;
use crate::engine::Store;
use crate::error::StoreError;
use crate::platform::read::visible;
use crate::schema::TABLES;

/// One line of a History page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number in the log; never shown to a reader.
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

/// Entries that are read at once.
const CHUNK: u64 = 200;

/// Where a page of the log begins: at a moment, after so many entries of that moment.
/// Written as `1774450000000000.2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogPlace {
    /// The moment, in microseconds.
    pub at: i64,
    /// Entries of that very moment that were shown before.
    pub skip: usize,
}

impl std::fmt::Display for LogPlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.at, self.skip)
    }
}

impl std::str::FromStr for LogPlace {
    type Err = std::num::ParseIntError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (at, skip) = text.split_once('.').unwrap_or((text, "0"));
        Ok(Self {
            at: at.parse()?,
            skip: skip.parse()?,
        })
    }
}

/// One page of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogPage {
    /// The entries, newest first.
    pub lines: Vec<Line>,
    /// Where the next page begins, when there is one.
    pub next: Option<LogPlace>,
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

    /// The log of the reader's area from a place on, newest first. Entries about records
    /// that are held closely from this reader are left out (R218), and so are the numbers of
    /// entries: a gap would tell that something is there.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn log_from(
        &self,
        scope: &Scope,
        from: Option<LogPlace>,
        most: usize,
    ) -> Result<LogPage, StoreError> {
        let mut shown: Vec<Line> = Vec::new();
        let mut below: Option<(i64, i64)> = None;
        let skip = from.map_or(0, |place| place.skip);
        loop {
            let read = self.log_chunk(scope, from, below).await?;
            let full = read.len() as u64 == CHUNK;
            below = read.last().map(|line| (line.at.as_microsecond(), line.seq));
            let hidden = self.hidden_records(scope, &read).await?;
            shown.extend(
                read.into_iter()
                    .filter(|line| !hidden.contains(&line.record)),
            );
            if !full || shown.len() > most.saturating_add(skip) {
                break;
            }
        }
        let mut shown: Vec<Line> = shown.into_iter().skip(skip).collect();
        let more = shown.len() > most;
        shown.truncate(most);
        let next = shown.last().filter(|_| more).map(|last| {
            let alike = shown
                .iter()
                .rev()
                .take_while(|line| line.at == last.at)
                .count();
            let before = from.filter(|place| place.at == last.at.as_microsecond());
            LogPlace {
                at: last.at.as_microsecond(),
                skip: alike + before.map_or(0, |place| place.skip),
            }
        });
        Ok(LogPage { lines: shown, next })
    }

    async fn log_chunk(
        &self,
        scope: &Scope,
        from: Option<LogPlace>,
        below: Option<(i64, i64)>,
    ) -> Result<Vec<Line>, StoreError> {
        let mut asked = Query::select();
        asked
            .columns(LINE.iter().map(|name| Alias::new(*name)))
            .from(Alias::new("audit"))
            .and_where(Expr::col(Alias::new("area")).eq(scope.area.as_str()));
        if let Some(from) = from {
            asked.and_where(Expr::col(Alias::new("at")).lte(from.at));
        }
        if let Some((at, seq)) = below {
            let same = Cond::all()
                .add(Expr::col(Alias::new("at")).eq(at))
                .add(Expr::col(Alias::new("seq")).lt(seq));
            asked
                .and_where(Expr::col(Alias::new("at")).lte(at))
                .cond_where(
                    Cond::any()
                        .add(Expr::col(Alias::new("at")).lt(at))
                        .add(same),
                );
        }
        asked
            .order_by(Alias::new("at"), Order::Desc)
            .order_by(Alias::new("seq"), Order::Desc)
            .limit(CHUNK);
        let rows = self.reader.query_all(&asked).await?;
        rows.iter().map(line).collect()
    }

    /// Which of the records that these entries are about are held closely from the reader.
    async fn hidden_records(
        &self,
        scope: &Scope,
        lines: &[Line],
    ) -> Result<HashSet<String>, StoreError> {
        let mut hidden = HashSet::new();
        if scope.restricted {
            return Ok(hidden);
        }
        for table in TABLES.iter().filter(|table| table.document) {
            let ids: BTreeSet<&str> = lines
                .iter()
                .filter(|line| line.kind == table.name)
                .map(|line| line.record.as_str())
                .collect();
            if ids.is_empty() {
                continue;
            }
            let asked = Query::select()
                .column(Alias::new("id"))
                .from(Alias::new(table.name))
                .and_where(Expr::col(Alias::new("id")).is_in(ids))
                .cond_where(visible(scope).not())
                .to_owned();
            for found in self.reader.query_all(&asked).await? {
                hidden.insert(Row(&found).text("id")?);
            }
        }
        Ok(hidden)
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
