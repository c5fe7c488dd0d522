//! What is written while a meeting sits: boxes of the minutes before they become the minutes, offers of actions, and what was done already when a request comes twice.

use hawthorn_domain::marac::minutes::{BoxText, MinuteBox};
use hawthorn_domain::marac::{ActionOffer, AgreedAction};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::{MaracReferralId, MeetingId};
use hawthorn_domain::platform::restriction::Restriction;
use jiff::Timestamp;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order, Query, SelectStatement};

use crate::cell::{Cell, Row};
use crate::document::{Document, Stored, open_to};
use crate::engine::Store;
use crate::error::StoreError;
use crate::platform::read::scoped;
use crate::tx::Tx;

impl Document for ActionOffer {
    const TABLE: &'static str = "action_offer";
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
            ("meeting", self.meeting.to_string().into()),
            ("referral", self.referral.to_string().into()),
            ("agency", self.agency.as_str().into()),
            ("state", self.state().code().into()),
        ]
    }
    fn seen_by(&self, scope: &Scope) -> bool {
        self.area == scope.area
            && open_to(&self.restriction, scope)
            && !self.kept_from.contains(&scope.account)
    }
}

/// One box of one case, with the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The case.
    pub referral: MaracReferralId,
    /// Which box.
    pub field: MinuteBox,
    /// What it holds.
    pub words: BoxText,
}

fn damaged(id: String) -> StoreError {
    StoreError::Unreadable {
        kind: "minute_draft".to_owned(),
        id,
        why: "its place is damaged".to_owned(),
    }
}

fn read(row: &Row<'_>) -> Result<Draft, StoreError> {
    let (owner, field) = (row.text("owner")?, row.text("field")?);
    let known = owner.parse().ok().zip(MinuteBox::from_code(&field));
    let (referral, field) = known.ok_or_else(|| damaged(owner.clone()))?;
    let seen = serde_json::from_str(&row.text("seen")?).map_err(|_| damaged(owner))?;
    Ok(Draft {
        referral,
        field,
        words: BoxText {
            version: row.int("version")?,
            text: row.text("words")?,
            seen,
        },
    })
}

fn drafts() -> SelectStatement {
    Query::select()
        .columns(["owner", "field", "version", "words", "seen"].map(Alias::new))
        .from(Alias::new("minute_draft"))
        .to_owned()
}

impl Store {
    /// The boxes that are being written at a meeting, whoever asks: the caller leaves out the cases
    /// that the reader is not told of.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn drafts_at(&self, meeting: MeetingId) -> Result<Vec<Draft>, StoreError> {
        let mut asked = drafts();
        asked.and_where(Expr::col(Alias::new("meeting")).eq(meeting.to_string()));
        let rows = self.reader.query_all(&asked).await?;
        rows.iter().map(|found| read(&Row(found))).collect()
    }

    /// The offers made for one case, in the order in which they came.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn offers_of(
        &self,
        scope: &Scope,
        referral: MaracReferralId,
    ) -> Result<Vec<Stored<ActionOffer>>, StoreError> {
        let mut asked = scoped::<ActionOffer>(scope);
        asked
            .and_where(Expr::col(Alias::new("referral")).eq(referral.to_string()))
            .order_by(Alias::new("id"), Order::Asc);
        self.select(scope, &asked).await
    }

    /// The offers made at one meeting.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn offers_at(
        &self,
        scope: &Scope,
        meeting: MeetingId,
    ) -> Result<Vec<Stored<ActionOffer>>, StoreError> {
        let mut asked = scoped::<ActionOffer>(scope);
        asked.and_where(Expr::col(Alias::new("meeting")).eq(meeting.to_string()));
        self.select(scope, &asked).await
    }

    /// The actions agreed at one meeting.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn actions_at(
        &self,
        scope: &Scope,
        meeting: MeetingId,
    ) -> Result<Vec<Stored<AgreedAction>>, StoreError> {
        let mut asked = scoped::<AgreedAction>(scope);
        asked
            .and_where(Expr::col(Alias::new("meeting")).eq(meeting.to_string()))
            .order_by(Alias::new("id"), Order::Asc);
        self.select(scope, &asked).await
    }
}

impl Tx {
    /// A box as it stands now, read inside the change so that nobody writes in between.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn draft(
        &self,
        referral: MaracReferralId,
        field: MinuteBox,
    ) -> Result<Option<BoxText>, StoreError> {
        let mut asked = drafts();
        asked
            .and_where(Expr::col(Alias::new("owner")).eq(referral.to_string()))
            .and_where(Expr::col(Alias::new("field")).eq(field.code()));
        let found = self.find(&asked).await?;
        let draft = found.map(|row| read(&Row(&row))).transpose()?;
        Ok(draft.map(|draft| draft.words))
    }

    /// Keeps a box as it stands. The log tells of it when it becomes the minutes.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_draft(
        &mut self,
        meeting: MeetingId,
        draft: &Draft,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let seen = serde_json::to_string(&draft.words.seen)
            .map_err(|_| damaged(draft.referral.to_string()))?;
        let cells = [
            ("owner", draft.referral.to_string().into()),
            ("field", draft.field.code().into()),
            ("meeting", meeting.to_string().into()),
            ("version", draft.words.version.into()),
            ("words", draft.words.text.as_str().into()),
            ("seen", seen.into()),
            ("at", now.into()),
        ];
        self.put_plain("minute_draft", &["owner", "field"], &cells)
            .await
    }

    /// Removes the boxes of a meeting, once its minutes hold all of them.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn drop_drafts(&mut self, meeting: MeetingId) -> Result<(), StoreError> {
        let remove = Query::delete()
            .from_table(Alias::new("minute_draft"))
            .and_where(Expr::col(Alias::new("meeting")).eq(meeting.to_string()))
            .to_owned();
        self.remove(&remove).await
    }

    /// What a request with this key was answered before, if it came before.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn done_before(&self, key: &str) -> Result<Option<String>, StoreError> {
        let asked = Query::select()
            .column(Alias::new("answer"))
            .from(Alias::new("done_once"))
            .and_where(Expr::col(Alias::new("key")).eq(key))
            .to_owned();
        let found = self.find(&asked).await?;
        found.map(|row| Row(&row).text("answer")).transpose()
    }

    /// Keeps what a request with this key was answered, in the same change as what it did.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn keep_answer(
        &mut self,
        key: &str,
        answer: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let cells = [
            ("key", key.into()),
            ("answer", answer.into()),
            ("at", now.into()),
        ];
        self.put_plain("done_once", &["key"], &cells).await
    }
}
