//! Sessions and failed sign-ins. The token itself is never stored, only its digest.

use hawthorn_domain::platform::ids::{AccountId, SessionId};
use jiff::Timestamp;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order, Query};

use crate::cell::Row;
use crate::document::Document;
use crate::engine::Store;
use crate::error::StoreError;
use crate::platform::accounts::Account;
use crate::platform::read::read as document;
use crate::tx::Tx;

/// A signed-in session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The digest of its token.
    pub token: String,
    /// The name under which lists show it.
    pub id: SessionId,
    /// Whose it is.
    pub account: AccountId,
    /// The area it works in.
    pub area: String,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub seen_at: Timestamp,
    /// When it was ended, if it was.
    pub ended_at: Option<Timestamp>,
}

/// Failed attempts to sign in under one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempts {
    /// Failures in a row.
    pub failures: i64,
    /// When the last one was.
    pub last_at: Timestamp,
    /// Until when no attempt is looked at.
    pub locked_until: Timestamp,
}

const COLUMNS: &[&str] = &[
    "token",
    "id",
    "account",
    "area",
    "created_at",
    "seen_at",
    "ended_at",
];

fn read(row: &Row<'_>) -> Result<Session, StoreError> {
    let bad = |what: &str| StoreError::Unreadable {
        kind: "session".to_owned(),
        id: what.to_owned(),
        why: "its reference is damaged".to_owned(),
    };
    Ok(Session {
        token: row.text("token")?,
        id: row.text("id")?.parse().map_err(|_| bad("id"))?,
        account: row.text("account")?.parse().map_err(|_| bad("account"))?,
        area: row.text("area")?,
        created_at: row.moment("created_at")?,
        seen_at: row.moment("seen_at")?,
        ended_at: row.moment_or("ended_at")?,
    })
}

impl Store {
    /// The session with this token digest and the account it belongs to.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn session(&self, token: &str) -> Result<Option<(Session, Account)>, StoreError> {
        let (session, account) = (Alias::new("session"), Alias::new(Account::TABLE));
        let asked = Query::select()
            .columns(
                COLUMNS
                    .iter()
                    .map(|name| (session.clone(), Alias::new(*name))),
            )
            .columns(["version", "body"].map(|name| (account.clone(), Alias::new(name))))
            .from(session.clone())
            .inner_join(
                account.clone(),
                Expr::col((account, Alias::new("id")))
                    .equals((session.clone(), Alias::new("account"))),
            )
            .and_where(Expr::col((session, Alias::new("token"))).eq(token))
            .to_owned();
        self.reader
            .query_one(&asked)
            .await?
            .map(|row| Ok((read(&Row(&row))?, document(&row)?.value)))
            .transpose()
    }

    /// An account's sessions, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sessions_of(&self, account: AccountId) -> Result<Vec<Session>, StoreError> {
        let asked = Query::select()
            .columns(COLUMNS.iter().map(|name| Alias::new(*name)))
            .from(Alias::new("session"))
            .and_where(Expr::col(Alias::new("account")).eq(account.to_string()))
            .order_by(Alias::new("created_at"), Order::Desc)
            .limit(50)
            .to_owned();
        self.reader
            .query_all(&asked)
            .await?
            .iter()
            .map(|row| read(&Row(row)))
            .collect()
    }

    /// Failed attempts under a name; `name` is a digest, so that a mistyped password is never stored as a name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn attempts(&self, name: &str) -> Result<Option<Attempts>, StoreError> {
        let asked = Query::select()
            .columns([
                Alias::new("failures"),
                Alias::new("last_at"),
                Alias::new("locked_until"),
            ])
            .from(Alias::new("attempt"))
            .and_where(Expr::col(Alias::new("name")).eq(name))
            .to_owned();
        self.reader
            .query_one(&asked)
            .await?
            .map(|row| {
                Ok(Attempts {
                    failures: Row(&row).int("failures")?,
                    last_at: Row(&row).moment("last_at")?,
                    locked_until: Row(&row).moment("locked_until")?,
                })
            })
            .transpose()
    }
}

impl Tx {
    /// Saves a session, new or changed.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_session(&mut self, session: &Session) -> Result<(), StoreError> {
        let cells = [
            ("token", session.token.as_str().into()),
            ("id", session.id.to_string().into()),
            ("account", session.account.to_string().into()),
            ("area", session.area.as_str().into()),
            ("created_at", session.created_at.into()),
            ("seen_at", session.seen_at.into()),
            ("ended_at", session.ended_at.into()),
        ];
        self.put_plain("session", &["token"], &cells).await
    }

    /// Saves the count of failed attempts under a name.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_attempts(
        &mut self,
        name: &str,
        attempts: &Attempts,
    ) -> Result<(), StoreError> {
        let cells = [
            ("name", name.into()),
            ("failures", attempts.failures.into()),
            ("last_at", attempts.last_at.into()),
            ("locked_until", attempts.locked_until.into()),
        ];
        self.put_plain("attempt", &["name"], &cells).await
    }
}
