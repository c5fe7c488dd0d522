//! Mail that came in, and its source kept beside it as it came.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hawthorn_domain::platform::actor::{AgencyCode, Scope};
use hawthorn_domain::platform::ids::{IncomingMailId, RequestId};
use hawthorn_domain::platform::mail::incoming::{IncomingMail, IncomingState};
use hawthorn_domain::platform::restriction::Restriction;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order, Query};

use super::read::{read, scoped};
use crate::cell::{Cell, Row};
use crate::document::{Document, Stored};
use crate::engine::Store;
use crate::error::StoreError;
use crate::tx::Tx;

/// The bytes of a source that one row holds: a multiple of three, so that no row but the last is padded.
const PART: usize = 384 * 1024;

impl Document for IncomingMail {
    const TABLE: &'static str = "incoming_mail";
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
        let unread = self.state == IncomingState::Filed && self.read_by.is_none();
        let lead = self.lead.as_ref().map(|lead| lead.as_str().to_owned());
        vec![
            ("state", self.state.code().into()),
            ("request", self.request.map(|id| id.to_string()).into()),
            ("lead", lead.into()),
            ("unread", unread.into()),
            ("received_at", self.received_at.into()),
            ("source_digest", self.digest.as_str().into()),
        ]
    }
}

impl Store {
    /// The mail with this source, when it was taken in before. For the system's own work.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn incoming_with_digest(
        &self,
        digest: &str,
    ) -> Result<Option<Stored<IncomingMail>>, StoreError> {
        let mut asked = Query::select();
        asked
            .columns([Alias::new("id"), Alias::new("version"), Alias::new("body")])
            .from(Alias::new(IncomingMail::TABLE))
            .and_where(Expr::col(Alias::new("source_digest")).eq(digest));
        self.reader
            .query_one(&asked)
            .await?
            .map(|row| read(&row))
            .transpose()
    }

    /// Mail in some states, the newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn incoming(
        &self,
        scope: &Scope,
        states: &[IncomingState],
        most: u64,
    ) -> Result<Vec<Stored<IncomingMail>>, StoreError> {
        let mut asked = scoped::<IncomingMail>(scope);
        asked
            .and_where(
                Expr::col(Alias::new("state")).is_in(states.iter().map(|state| state.code())),
            )
            .order_by(Alias::new("received_at"), Order::Desc)
            .order_by(Alias::new("id"), Order::Desc)
            .limit(most);
        self.select(scope, &asked).await
    }

    /// Mail filed with one request, in the order in which it came.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn incoming_of(
        &self,
        scope: &Scope,
        request: RequestId,
    ) -> Result<Vec<Stored<IncomingMail>>, StoreError> {
        let mut asked = scoped::<IncomingMail>(scope);
        asked
            .and_where(Expr::col(Alias::new("request")).eq(request.to_string()))
            .and_where(Expr::col(Alias::new("state")).eq(IncomingState::Filed.code()))
            .order_by(Alias::new("received_at"), Order::Asc);
        self.select(scope, &asked).await
    }

    /// How many mails wait to be placed, counting no further than `most`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn incoming_to_place(&self, scope: &Scope, most: u64) -> Result<u64, StoreError> {
        let mut asked = scoped::<IncomingMail>(scope);
        asked.and_where(Expr::col(Alias::new("state")).eq(IncomingState::Quarantined.code()));
        self.count_up_to(asked, most).await
    }

    /// How many answers by mail nobody of the lead agency has read, counting no further than `most`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn incoming_unread(
        &self,
        scope: &Scope,
        lead: &AgencyCode,
        most: u64,
    ) -> Result<u64, StoreError> {
        let mut asked = scoped::<IncomingMail>(scope);
        asked
            .and_where(Expr::col(Alias::new("lead")).eq(lead.as_str()))
            .and_where(Expr::col(Alias::new("unread")).eq(1));
        self.count_up_to(asked, most).await
    }

    /// The source of a mail as it was kept. The caller has opened the mail within its scope.
    ///
    /// # Errors
    /// When the database does not answer or a part is damaged.
    pub async fn mail_source(&self, mail: IncomingMailId) -> Result<Vec<u8>, StoreError> {
        let asked = Query::select()
            .column(Alias::new("body"))
            .from(Alias::new("mail_source"))
            .and_where(Expr::col(Alias::new("mail")).eq(mail.to_string()))
            .order_by(Alias::new("part"), Order::Asc)
            .to_owned();
        let mut source = Vec::new();
        for row in self.reader.query_all(&asked).await? {
            let part = STANDARD.decode(Row(&row).text("body")?).map_err(|error| {
                StoreError::Unreadable {
                    kind: "mail_source".to_owned(),
                    id: mail.to_string(),
                    why: error.to_string(),
                }
            })?;
            source.extend_from_slice(&part);
        }
        Ok(source)
    }
}

impl Tx {
    /// Keeps the source of a mail as it came, in parts.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_mail_source(
        &mut self,
        mail: IncomingMailId,
        source: &[u8],
    ) -> Result<(), StoreError> {
        for (part, bytes) in (0i64..).zip(source.chunks(PART)) {
            let cells = [
                ("mail", mail.to_string().into()),
                ("part", part.into()),
                ("body", STANDARD.encode(bytes).into()),
            ];
            self.put_plain("mail_source", &["mail", "part"], &cells)
                .await?;
        }
        Ok(())
    }
}
