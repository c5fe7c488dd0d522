//! Accounts: who may sign in, with which secret, agencies and roles.

use std::collections::BTreeSet;

use hawthorn_domain::platform::actor::{AgencyCode, Role, Scope};
use hawthorn_domain::platform::ids::AccountId;
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::AreaCode;
use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order, Query};
use serde::{Deserialize, Serialize};

use super::read::read;
use crate::cell::Cell;
use crate::document::{Document, Stored};
use crate::engine::Store;
use crate::error::StoreError;

/// What an account may do in one area, for one agency (R330).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// The area.
    pub area: AreaCode,
    /// The agency they answer to there.
    pub agency: AgencyCode,
    /// The team, in words.
    pub team: String,
    /// The roles they hold there.
    pub roles: BTreeSet<Role>,
}

/// A second factor: the shared secret and the last step used, so that no code works twice.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFactor {
    /// The secret, base 32.
    pub secret: String,
    /// The newest time step that was accepted.
    pub last_step: u64,
    /// Digests of recovery codes not yet used.
    pub recovery: Vec<String>,
}

impl std::fmt::Debug for SecondFactor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecondFactor(…)")
    }
}

/// A training that an account's holder has had (R307, R308).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Training {
    /// In what, for example `dash`; instruments name the training that they ask for by the same code.
    pub code: String,
    /// On which day.
    pub on: Date,
}

/// An account.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Its identifier.
    pub id: AccountId,
    /// The name to sign in with, lower case.
    pub sign_in_name: String,
    /// The name to show.
    pub name: String,
    /// The password's argon2id digest in PHC form; none until the first reset.
    pub password: Option<String>,
    /// The second factor, once enrolled.
    pub second_factor: Option<SecondFactor>,
    /// Where and as what.
    pub memberships: Vec<Membership>,
    /// What its holder was trained in.
    #[serde(default)]
    pub training: Vec<Training>,
    /// Switched off, never deleted.
    pub disabled: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// Accounts are never restricted records; kept so that one path saves them.
    #[serde(default)]
    pub restriction: Restriction,
}

impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Account({})", self.id)
    }
}

impl Document for Account {
    const TABLE: &'static str = "account";
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn area(&self) -> &str {
        ""
    }
    fn restriction(&self) -> &Restriction {
        &self.restriction
    }
    fn columns(&self) -> Vec<(&'static str, Cell)> {
        vec![
            ("sign_in_name", self.sign_in_name.as_str().into()),
            ("disabled", self.disabled.into()),
        ]
    }
    fn seen_by(&self, scope: &Scope) -> bool {
        self.memberships
            .iter()
            .any(|membership| membership.area == scope.area)
    }
}

impl Store {
    /// The account with this sign-in name; read before anybody is signed in, so without a scope.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn account_named(
        &self,
        sign_in_name: &str,
    ) -> Result<Option<Stored<Account>>, StoreError> {
        let mut asked = Query::select();
        asked
            .columns([Alias::new("id"), Alias::new("version"), Alias::new("body")])
            .from(Alias::new("account"))
            .and_where(Expr::col(Alias::new("sign_in_name")).eq(sign_in_name.to_lowercase()));
        self.reader
            .query_one(&asked)
            .await?
            .map(|row| read(&row))
            .transpose()
    }

    /// The accounts of the reader's area, by name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn accounts(&self, scope: &Scope) -> Result<Vec<Stored<Account>>, StoreError> {
        let mut asked = Query::select();
        asked
            .columns([Alias::new("id"), Alias::new("version"), Alias::new("body")])
            .from(Alias::new("account"))
            .order_by(Alias::new("sign_in_name"), Order::Asc);
        self.select(scope, &asked).await
    }
}
