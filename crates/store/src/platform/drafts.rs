//! What somebody of staff is writing and has not sent: kept for some days, closed the moment it is sent.

use hawthorn_domain::platform::ids::{AccountId, DraftId};
use hawthorn_domain::platform::settings::AreaCode;
use jiff::Timestamp;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order, Query, SelectStatement};

use crate::cell::Row;
use crate::engine::Store;
use crate::error::StoreError;
use crate::tx::Tx;

/// What somebody is writing in one form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormDraft {
    /// Its reference.
    pub id: DraftId,
    /// The area in which it was written.
    pub area: AreaCode,
    /// Whose it is; nobody else is shown it.
    pub account: AccountId,
    /// Where the form goes to.
    pub form: String,
    /// The page that the form stands on.
    pub page: String,
    /// Every field with its text, in order; empty once it is closed.
    pub fields: Vec<(String, String)>,
    /// When it was kept last.
    pub kept_at: Timestamp,
    /// When the form was sent, or the writing thrown away.
    pub closed_at: Option<Timestamp>,
}

const TABLE: &str = "form_draft";
const COLUMNS: [&str; 8] = [
    "id",
    "area",
    "account",
    "form",
    "page",
    "body",
    "kept_at",
    "closed_at",
];

fn unreadable(why: impl ToString) -> StoreError {
    StoreError::Unreadable {
        kind: TABLE.to_owned(),
        id: "a draft".to_owned(),
        why: why.to_string(),
    }
}

fn read(row: &Row<'_>) -> Result<FormDraft, StoreError> {
    Ok(FormDraft {
        id: row.text("id")?.parse().map_err(unreadable)?,
        area: AreaCode::new(&row.text("area")?).map_err(unreadable)?,
        account: row.text("account")?.parse().map_err(unreadable)?,
        form: row.text("form")?,
        page: row.text("page")?,
        fields: serde_json::from_str(&row.text("body")?).map_err(unreadable)?,
        kept_at: row.moment("kept_at")?,
        closed_at: row.moment_or("closed_at")?,
    })
}

fn asked() -> SelectStatement {
    Query::select()
        .columns(COLUMNS.map(Alias::new))
        .from(Alias::new(TABLE))
        .to_owned()
}

impl Store {
    /// An account's open drafts in an area, the newest first, at most `most`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn open_form_drafts(
        &self,
        account: AccountId,
        area: &AreaCode,
        most: u64,
    ) -> Result<Vec<FormDraft>, StoreError> {
        let asked = asked()
            .and_where(Expr::col(Alias::new("area")).eq(area.as_str()))
            .and_where(Expr::col(Alias::new("account")).eq(account.to_string()))
            .and_where(Expr::col(Alias::new("closed_at")).is_null())
            .order_by(Alias::new("kept_at"), Order::Desc)
            .limit(most)
            .to_owned();
        let found = self.reader.query_all(&asked).await?;
        found.iter().map(|row| read(&Row(row))).collect()
    }
}

impl Tx {
    /// The draft with this reference, open or closed, as no other change can alter it any more.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn form_draft(&self, id: DraftId) -> Result<Option<FormDraft>, StoreError> {
        let asked = asked()
            .and_where(Expr::col(Alias::new("id")).eq(id.to_string()))
            .to_owned();
        let found = self.find(&asked).await?;
        found.map(|row| read(&Row(&row))).transpose()
    }

    /// Keeps a draft as it stands.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_form_draft(&mut self, draft: &FormDraft) -> Result<(), StoreError> {
        let body = serde_json::to_string(&draft.fields).map_err(unreadable)?;
        let cells = [
            ("id", draft.id.to_string().into()),
            ("area", draft.area.as_str().into()),
            ("account", draft.account.to_string().into()),
            ("form", draft.form.as_str().into()),
            ("page", draft.page.as_str().into()),
            ("body", body.into()),
            ("kept_at", draft.kept_at.into()),
            ("closed_at", draft.closed_at.into()),
        ];
        self.put_plain(TABLE, &["id"], &cells).await
    }

    /// Drops every draft of an area that was kept last before this moment.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn drop_old_form_drafts(
        &mut self,
        area: &AreaCode,
        before: Timestamp,
    ) -> Result<(), StoreError> {
        let gone = Query::delete()
            .from_table(Alias::new(TABLE))
            .and_where(Expr::col(Alias::new("area")).eq(area.as_str()))
            .and_where(Expr::col(Alias::new("kept_at")).lt(before.as_microsecond()))
            .to_owned();
        self.remove(&gone).await
    }
}
