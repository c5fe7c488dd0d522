//! The ledger of messages that leave by mail; a queued message is its own place in the queue.

use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::mail::{About, Message, MessageKind, MessageState};
use hawthorn_domain::platform::restriction::Restriction;
use jiff::Timestamp;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order, Query};

use super::read::{read, scoped};
use crate::cell::Cell;
use crate::document::{Document, Stored};
use crate::engine::Store;
use crate::error::StoreError;

impl Document for Message {
    const TABLE: &'static str = "message";
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
            ("state", self.state.code().into()),
            ("kind", self.kind.code().into()),
            ("about", self.about.record().into()),
            ("reference", self.about.reference().into()),
            ("next_at", self.next_at.into()),
            ("queued_at", self.queued_at.into()),
        ]
    }
}

impl Store {
    /// The queued message whose turn has come, the longest waiting first. For the
    /// system's own work: nobody is shown it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn next_message(
        &self,
        now: Timestamp,
    ) -> Result<Option<Stored<Message>>, StoreError> {
        let mut asked = Query::select();
        asked
            .columns([Alias::new("id"), Alias::new("version"), Alias::new("body")])
            .from(Alias::new(Message::TABLE))
            .and_where(Expr::col(Alias::new("state")).eq(MessageState::Queued.code()))
            .and_where(Expr::col(Alias::new("next_at")).lte(now.as_microsecond()))
            .order_by(Alias::new("next_at"), Order::Asc)
            .limit(1);
        self.reader
            .query_one(&asked)
            .await?
            .map(|row| read(&row))
            .transpose()
    }

    /// Messages that were leaving when the process that sent them ended.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn messages_leaving(&self) -> Result<Vec<Stored<Message>>, StoreError> {
        let mut asked = Query::select();
        asked
            .columns([Alias::new("id"), Alias::new("version"), Alias::new("body")])
            .from(Alias::new(Message::TABLE))
            .and_where(Expr::col(Alias::new("state")).eq(MessageState::Sending.code()));
        let rows = self.reader.query_all(&asked).await?;
        rows.iter().map(read).collect()
    }

    /// Messages in some states, the newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn messages(
        &self,
        scope: &Scope,
        states: &[MessageState],
        most: u64,
    ) -> Result<Vec<Stored<Message>>, StoreError> {
        let mut asked = scoped::<Message>(scope);
        asked
            .and_where(
                Expr::col(Alias::new("state")).is_in(states.iter().map(|state| state.code())),
            )
            .order_by(Alias::new("queued_at"), Order::Desc)
            .order_by(Alias::new("id"), Order::Desc)
            .limit(most);
        self.select(scope, &asked).await
    }

    /// How many messages stand in some states, counting no further than `most`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn message_count(
        &self,
        scope: &Scope,
        states: &[MessageState],
        most: u64,
    ) -> Result<u64, StoreError> {
        let mut asked = scoped::<Message>(scope);
        asked.and_where(
            Expr::col(Alias::new("state")).is_in(states.iter().map(|state| state.code())),
        );
        self.count_up_to(asked, most).await
    }

    /// The newest message that bore this reference, for the system's own work.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn message_with_reference(
        &self,
        reference: &str,
    ) -> Result<Option<Stored<Message>>, StoreError> {
        let mut asked = Query::select();
        asked
            .columns([Alias::new("id"), Alias::new("version"), Alias::new("body")])
            .from(Alias::new(Message::TABLE))
            .and_where(Expr::col(Alias::new("reference")).eq(reference))
            .order_by(Alias::new("queued_at"), Order::Desc)
            .limit(1);
        self.reader
            .query_one(&asked)
            .await?
            .map(|row| read(&row))
            .transpose()
    }

    /// The messages of one kind about one record, oldest first. For the system's
    /// own work: nobody is shown them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn messages_about(
        &self,
        about: About,
        kind: MessageKind,
    ) -> Result<Vec<Stored<Message>>, StoreError> {
        let mut asked = Query::select();
        asked
            .columns([Alias::new("id"), Alias::new("version"), Alias::new("body")])
            .from(Alias::new(Message::TABLE))
            .and_where(Expr::col(Alias::new("about")).eq(about.record()))
            .and_where(Expr::col(Alias::new("kind")).eq(kind.code()))
            .order_by(Alias::new("queued_at"), Order::Asc);
        let rows = self.reader.query_all(&asked).await?;
        rows.iter().map(read).collect()
    }
}
