//! The links by which contacts without an account answer: found by the digest of a token, never by a token.

use hawthorn_domain::platform::ids::MessageId;
use hawthorn_domain::platform::mail::answer_link::AnswerLink;
use hawthorn_domain::platform::restriction::Restriction;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};

use super::read::read;
use crate::cell::Cell;
use crate::document::{Document, Stored};
use crate::engine::Store;
use crate::error::StoreError;

impl Document for AnswerLink {
    const TABLE: &'static str = "answer_link";
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
        let look = self.look.as_ref().map(|look| look.digest.clone());
        vec![
            ("message", self.message.to_string().into()),
            ("request", self.request.to_string().into()),
            ("token", self.token.as_str().into()),
            ("look", look.into()),
        ]
    }
}

impl Store {
    /// The link whose token has this digest. Read before anybody is known, so without a scope.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn answer_link(&self, token: &str) -> Result<Option<Stored<AnswerLink>>, StoreError> {
        self.one_answer_link("token", token).await
    }

    /// The link whose present look has this digest. Read before anybody is known, so without a scope.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn answer_link_looked_by(
        &self,
        look: &str,
    ) -> Result<Option<Stored<AnswerLink>>, StoreError> {
        self.one_answer_link("look", look).await
    }

    /// The link that a message bears, once it has been tried.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn answer_link_of(
        &self,
        message: MessageId,
    ) -> Result<Option<Stored<AnswerLink>>, StoreError> {
        self.one_answer_link("message", &message.to_string()).await
    }

    async fn one_answer_link(
        &self,
        column: &'static str,
        value: &str,
    ) -> Result<Option<Stored<AnswerLink>>, StoreError> {
        let mut asked = Query::select();
        asked
            .columns([Alias::new("id"), Alias::new("version"), Alias::new("body")])
            .from(Alias::new(AnswerLink::TABLE))
            .and_where(Expr::col(Alias::new(column)).eq(value));
        self.reader
            .query_one(&asked)
            .await?
            .map(|row| read(&row))
            .transpose()
    }
}
