//! The verifier's first part: every link of the audit chain, its end, and the checkpoint (R335, R339).

use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order, Query};

use super::super::chain::{self, Head};
use super::super::checkpoint::Checkpoint;
use super::{Last, PAGE, Report, cells_of};
use crate::cell::{Cell, Row};
use crate::engine::Store;
use crate::error::StoreError;
use crate::schema::TABLES;

/// Follows the chain from its first entry and gathers what it last said of each record.
pub(super) async fn check_chain(
    store: &Store,
    checkpoint: Option<&Checkpoint>,
    report: &mut Report,
) -> Result<Last, StoreError> {
    let table = TABLES
        .iter()
        .find(|table| table.name == "audit")
        .ok_or_else(|| StoreError::Directory("this release has no audit log".to_owned()))?;
    let mut head = Head::start();
    let mut last = Last::new();
    let mut at_checkpoint = None;
    loop {
        let mut asked = Query::select();
        asked
            .columns(table.columns.iter().map(|column| Alias::new(column.name)))
            .from(Alias::new("audit"))
            .and_where(Expr::col(Alias::new("seq")).gt(head.seq))
            .order_by(Alias::new("seq"), Order::Asc)
            .limit(PAGE);
        let rows = store.reader.query_all(&asked).await?;
        let ended = (rows.len() as u64) < PAGE;
        for row in &rows {
            let seq = Row(row).int("seq")?;
            let stored = Row(row).text("digest")?;
            let cells = cells_of(table, row)?;
            let computed = chain::link(&head.digest, |name| {
                cells.get(name).cloned().unwrap_or(Cell::Null)
            });
            if report.first_bad_entry.is_none() && (seq != head.seq + 1 || computed != stored) {
                let what = if seq == head.seq + 1 {
                    "does not fit the one before it"
                } else {
                    "follows a gap"
                };
                report.first_bad_entry = Some(seq);
                report.add(format!(
                    "audit entry {seq} {what}: an entry was changed, removed or moved"
                ));
            }
            if checkpoint.is_some_and(|point| point.seq == seq) {
                at_checkpoint = Some(stored.clone());
            }
            let stamp = Row(row).text("record_digest")?;
            if !stamp.is_empty() {
                last.insert(
                    (Row(row).text("kind")?, Row(row).text("record")?),
                    (Row(row).int("record_version")?, stamp),
                );
            }
            head = Head {
                seq,
                digest: stored,
            };
        }
        if ended {
            break;
        }
    }
    report.entries = head.seq;
    check_ends(store, checkpoint, at_checkpoint, &head, report).await?;
    Ok(last)
}

/// The chain's end against the head that the store keeps and against the checkpoint.
async fn check_ends(
    store: &Store,
    checkpoint: Option<&Checkpoint>,
    at_checkpoint: Option<String>,
    head: &Head,
    report: &mut Report,
) -> Result<(), StoreError> {
    let asked = Query::select()
        .columns([Alias::new("seq"), Alias::new("digest")])
        .from(Alias::new("chain_head"))
        .to_owned();
    let kept = store
        .reader
        .query_one(&asked)
        .await?
        .map(|row| {
            Ok::<_, StoreError>(Head {
                seq: Row(&row).int("seq")?,
                digest: Row(&row).text("digest")?,
            })
        })
        .transpose()?
        .unwrap_or_else(Head::start);
    if kept != *head {
        report.first_bad_entry.get_or_insert(head.seq + 1);
        report.add(format!(
            "the log ends with entry {}, but {} entries were written: the newest were removed",
            head.seq, kept.seq
        ));
    }
    let Some(point) = checkpoint else {
        return Ok(());
    };
    if store.database_id().await? != point.log {
        report.add("the checkpoint belongs to another database".to_owned());
    }
    match at_checkpoint {
        Some(digest) if digest == point.digest => {}
        Some(_) => report.add(format!(
            "audit entry {} is not the one that the checkpoint of {} signed: the log was rewritten",
            point.seq, point.at
        )),
        None if point.seq == 0 => {}
        None => {
            report.first_bad_entry.get_or_insert(head.seq + 1);
            report.add(format!("the checkpoint of {} signed entry {}, but the log ends with entry {}: entries were removed", point.at, point.seq, head.seq));
        }
    }
    Ok(())
}
