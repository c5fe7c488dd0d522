//! Facts about the database itself: its identifier, whether it holds demonstration data.

use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};

use crate::cell::Row;
use crate::engine::Store;
use crate::error::StoreError;

impl Store {
    /// One fact by name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn meta(&self, name: &str) -> Result<Option<String>, StoreError> {
        let asked = Query::select()
            .column(Alias::new("value"))
            .from(Alias::new("meta"))
            .and_where(Expr::col(Alias::new("name")).eq(name))
            .to_owned();
        self.reader
            .query_one(&asked)
            .await?
            .map(|row| Row(&row).text("value"))
            .transpose()
    }

    /// Sets one fact.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_meta(&self, name: &str, value: &str) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        tx.set_meta(name, value).await?;
        tx.finish().await
    }

    /// The database's own identifier, which checkpoints name; empty before it is set.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn database_id(&self) -> Result<String, StoreError> {
        Ok(self.meta("database").await?.unwrap_or_default())
    }

    /// Whether the database holds invented people only.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn is_demonstration(&self) -> Result<bool, StoreError> {
        Ok(self.meta("demonstration").await?.as_deref() == Some("yes"))
    }
}
