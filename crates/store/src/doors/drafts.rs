//! Forms that somebody has begun on the public pages and not yet sent: kept for some days, gone the moment they leave.

use hawthorn_domain::doors::Answers;
use jiff::Timestamp;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};

use crate::cell::Row;
use crate::engine::Store;
use crate::error::StoreError;
use crate::tx::Tx;

/// A form that somebody has begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoorDraft {
    /// The digest of its token; the token itself is in the visitor's cookie alone.
    pub token: String,
    /// The area whose pages they are.
    pub area: String,
    /// Which form.
    pub door: String,
    /// What was answered so far.
    pub answers: Answers,
    /// When it was begun.
    pub begun_at: Timestamp,
}

impl Store {
    /// The draft with this token digest.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn door_draft(&self, token: &str) -> Result<Option<DoorDraft>, StoreError> {
        let asked = Query::select()
            .columns(["token", "area", "door", "body", "begun_at"].map(Alias::new))
            .from(Alias::new("door_draft"))
            .and_where(Expr::col(Alias::new("token")).eq(token))
            .to_owned();
        let Some(found) = self.reader.query_one(&asked).await? else {
            return Ok(None);
        };
        let row = Row(&found);
        let answers =
            serde_json::from_str(&row.text("body")?).map_err(|error| StoreError::Unreadable {
                kind: "door_draft".to_owned(),
                id: "a draft".to_owned(),
                why: error.to_string(),
            })?;
        Ok(Some(DoorDraft {
            token: row.text("token")?,
            area: row.text("area")?,
            door: row.text("door")?,
            answers,
            begun_at: row.moment("begun_at")?,
        }))
    }

    /// How many drafts there are, counted no further than `most`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count_door_drafts(&self, most: u64) -> Result<u64, StoreError> {
        let asked = Query::select()
            .column(Alias::new("token"))
            .from(Alias::new("door_draft"))
            .to_owned();
        self.count_up_to(asked, most).await
    }
}

impl Tx {
    /// Keeps a draft as it stands.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_door_draft(&mut self, draft: &DoorDraft) -> Result<(), StoreError> {
        let body =
            serde_json::to_string(&draft.answers).map_err(|error| StoreError::Unreadable {
                kind: "door_draft".to_owned(),
                id: "a draft".to_owned(),
                why: error.to_string(),
            })?;
        let cells = [
            ("token", draft.token.as_str().into()),
            ("area", draft.area.as_str().into()),
            ("door", draft.door.as_str().into()),
            ("body", body.into()),
            ("begun_at", draft.begun_at.into()),
        ];
        self.put_plain("door_draft", &["token"], &cells).await
    }

    /// Drops one draft: it was sent, or whoever wrote it has left.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn drop_door_draft(&mut self, token: &str) -> Result<(), StoreError> {
        let gone = Query::delete()
            .from_table(Alias::new("door_draft"))
            .and_where(Expr::col(Alias::new("token")).eq(token))
            .to_owned();
        self.remove(&gone).await
    }

    /// Drops every draft that was begun before this moment.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn drop_old_door_drafts(&mut self, before: Timestamp) -> Result<(), StoreError> {
        let gone = Query::delete()
            .from_table(Alias::new("door_draft"))
            .and_where(Expr::col(Alias::new("begun_at")).lt(before.as_microsecond()))
            .to_owned();
        self.remove(&gone).await
    }
}
