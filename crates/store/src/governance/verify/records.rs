//! The verifier's last part: every record reads, its columns and rows follow from it, and none is missing.

use hawthorn_domain::directory::DirectoryEntry;
use hawthorn_domain::doors::DoorReport;
use hawthorn_domain::incidents::Incident;
use hawthorn_domain::incidents::child_screen::ChildScreen;
use hawthorn_domain::incidents::form_feedback::FormFeedback;
use hawthorn_domain::incidents::sheet::{DaySheet, SheetAnswer};
use hawthorn_domain::incidents::weekly::WeeklyReport;
use hawthorn_domain::marac::pack::PackCopy;
use hawthorn_domain::marac::{ActionOffer, AgreedAction, MaracReferral, Meeting};
use hawthorn_domain::mash::notice::Notice;
use hawthorn_domain::mash::request::InformationRequest;
use hawthorn_domain::matac::disclosure::SchemeRequest;
use hawthorn_domain::matac::{Nomination, Supervision};
use hawthorn_domain::people::{Disclosure, Person};
use hawthorn_domain::platform::mail::Message;
use hawthorn_domain::platform::mail::answer_link::AnswerLink;
use hawthorn_domain::platform::mail::incoming::IncomingMail;
use hawthorn_domain::referrals::{Consultation, PartnerReferral, Referral, Signpost};
use hawthorn_domain::risk::instrument::answer::Assessment;
use hawthorn_domain::risk::order::ProtectiveOrder;
use hawthorn_domain::support::SupportCase;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order, Query};

use super::super::chain::TAKEN_BACK;
use super::{Last, PAGE, Report, cells_of};
use crate::cell::Row;
use crate::document::Document;
use crate::engine::Store;
use crate::error::StoreError;
use crate::governance::keeper_notices::KeeperNotice;
use crate::people::Suggestion;
use crate::platform::accounts::Account;
use crate::platform::imports::ImportRun;
use crate::risk::LoadedInstrument;
use crate::schema::TABLES;
use crate::seal::digest;
use crate::tx::{all_rows, document_cells};

/// Every record reads, its columns and rows follow from it, and none that the log knows is missing.
pub(super) async fn check_documents(
    store: &Store,
    last: &Last,
    report: &mut Report,
) -> Result<(), StoreError> {
    check_kind::<Account>(store, last, report).await?;
    check_kind::<Person>(store, last, report).await?;
    check_kind::<Incident>(store, last, report).await?;
    check_kind::<FormFeedback>(store, last, report).await?;
    check_kind::<SheetAnswer>(store, last, report).await?;
    check_kind::<ChildScreen>(store, last, report).await?;
    check_kind::<DaySheet>(store, last, report).await?;
    check_kind::<WeeklyReport>(store, last, report).await?;
    check_kind::<PartnerReferral>(store, last, report).await?;
    check_kind::<Consultation>(store, last, report).await?;
    check_kind::<Signpost>(store, last, report).await?;
    check_kind::<Notice>(store, last, report).await?;
    check_kind::<Disclosure>(store, last, report).await?;
    check_kind::<Referral>(store, last, report).await?;
    check_kind::<InformationRequest>(store, last, report).await?;
    check_kind::<Meeting>(store, last, report).await?;
    check_kind::<MaracReferral>(store, last, report).await?;
    check_kind::<AgreedAction>(store, last, report).await?;
    check_kind::<ActionOffer>(store, last, report).await?;
    check_kind::<PackCopy>(store, last, report).await?;
    check_kind::<Assessment>(store, last, report).await?;
    check_kind::<SupportCase>(store, last, report).await?;
    check_kind::<Nomination>(store, last, report).await?;
    check_kind::<SchemeRequest>(store, last, report).await?;
    check_kind::<Supervision>(store, last, report).await?;
    check_kind::<ProtectiveOrder>(store, last, report).await?;
    check_kind::<LoadedInstrument>(store, last, report).await?;
    check_kind::<Suggestion>(store, last, report).await?;
    check_kind::<DirectoryEntry>(store, last, report).await?;
    check_kind::<DoorReport>(store, last, report).await?;
    check_kind::<KeeperNotice>(store, last, report).await?;
    check_kind::<ImportRun>(store, last, report).await?;
    check_kind::<Message>(store, last, report).await?;
    check_kind::<IncomingMail>(store, last, report).await?;
    check_kind::<AnswerLink>(store, last, report).await
}

async fn check_kind<T: Document>(
    store: &Store,
    last: &Last,
    report: &mut Report,
) -> Result<(), StoreError> {
    let table = TABLES
        .iter()
        .find(|table| table.name == T::TABLE)
        .ok_or_else(|| StoreError::Directory(format!("there is no table {}", T::TABLE)))?;
    let mut seen = 0usize;
    let mut after = String::new();
    loop {
        let mut asked = Query::select();
        asked
            .columns(table.columns.iter().map(|column| Alias::new(column.name)))
            .from(Alias::new(table.name))
            .and_where(Expr::col(Alias::new("id")).gt(after.clone()))
            .order_by(Alias::new("id"), Order::Asc)
            .limit(PAGE);
        let rows = store.reader.query_all(&asked).await?;
        for row in &rows {
            let Ok(cells) = cells_of(table, row) else {
                continue;
            };
            let (id, body) = (Row(row).text("id")?, Row(row).text("body")?);
            seen += 1;
            match serde_json::from_str::<T>(&body) {
                Err(problem) => report.add(format!("{} {id} cannot be read: {problem}", T::TABLE)),
                Ok(value) => {
                    let derived =
                        document_cells(&value, Row(row).int("version")?, &body, &digest(&body));
                    if derived
                        .iter()
                        .any(|(name, cell)| cells.get(name) != Some(cell))
                    {
                        report.add(format!(
                            "{} {id}: the columns that lists use do not follow from the record",
                            T::TABLE
                        ));
                    }
                    check_rows(store, &value, report).await?;
                }
            }
            after = id;
        }
        if (rows.len() as u64) < PAGE {
            break;
        }
    }
    let known = last
        .iter()
        .filter(|((kind, _), (_, stamp))| kind == T::TABLE && stamp != TAKEN_BACK)
        .count();
    if known != seen {
        report.add(format!("the log knows {known} records of {}, the database holds {seen}: records were removed or added behind the log’s back", T::TABLE));
    }
    Ok(())
}

/// The rows derived from a record are there, in the number that follows from it.
async fn check_rows<T: Document>(
    store: &Store,
    value: &T,
    report: &mut Report,
) -> Result<(), StoreError> {
    let expected = all_rows(value);
    for name in ["incident_party", "named_access", "opened_access"] {
        let wanted = expected.iter().filter(|(table, _)| *table == name).count() as i64;
        if wanted == 0 {
            continue;
        }
        let asked = Query::select()
            .expr_as(Expr::col(Alias::new("owner")).count(), Alias::new("number"))
            .from(Alias::new(name))
            .and_where(Expr::col(Alias::new("owner")).eq(value.key()))
            .to_owned();
        let found = store
            .reader
            .query_one(&asked)
            .await?
            .map_or(Ok(0), |row| Row(&row).int("number"))?;
        if found != wanted {
            report.add(format!(
                "{} {}: {wanted} rows of {name} follow from the record, {found} are there",
                T::TABLE,
                value.key()
            ));
        }
    }
    Ok(())
}
