//! The service: the store, the policies, the areas' settings and the matching index, wired once.

use std::collections::BTreeMap;
use std::sync::{RwLock, RwLockReadGuard, RwLockWriteGuard};

use hawthorn_access::{Access, AreaRule};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::calendar::london_date;
use hawthorn_domain::platform::holidays::BankHolidays;
use hawthorn_domain::platform::settings::{AreaBook, AreaCode, AreaSettings};
use hawthorn_domain::risk::instrument::Instrument;
use hawthorn_linkage::Index;
use hawthorn_store::{Document, Store};
use jiff::Timestamp;
use tokio::sync::{Notify, Semaphore};

use super::indexes;
use super::refusal::{Refusal, Told};
use crate::doors::gate::Gate;
use crate::doors::prove_email::Codes;
use crate::marac::live::Live;

/// The service. Cheap to share behind an `Arc`; holds no state of one request.
pub struct App {
    /// What is remembered. Only verbs use it.
    pub(crate) store: Store,
    pub(crate) access: Access,
    pub(crate) holidays: BankHolidays,
    /// The risk instruments that ship with Hawthorn; areas load others beside them.
    pub(crate) instruments: Vec<Instrument>,
    areas: BTreeMap<AreaCode, AreaBook>,
    indexes: BTreeMap<AreaCode, RwLock<Index>>,
    /// Password hashing takes a core for tens of milliseconds; one at a time keeps the other free.
    pub(crate) hashing: Semaphore,
    /// Rung when a job was queued.
    pub work: Notify,
    /// Tells the open screens of a meeting that something has changed.
    pub live: Live,
    /// Counts what comes in by the public doors, so that a flood is told from people.
    pub gate: Gate,
    /// One-time codes on their way to people who refer.
    pub codes: Codes,
    demonstration: bool,
    /// The address under which people reach the pages, for links in mail.
    web_address: Option<String>,
}

impl App {
    /// Wires the service and fills the matching index from the store.
    ///
    /// # Errors
    /// When the policies do not validate or the store cannot be read.
    pub async fn start(store: Store, areas: Vec<AreaBook>, holidays: BankHolidays) -> Told<App> {
        let access = Access::new().map_err(|error| Refusal::Broken(error.to_string()))?;
        let demonstration = store.is_demonstration().await?;
        let instruments = hawthorn_connect::risk::shipped().map_err(|problems| {
            let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
            Refusal::Broken(all.join("; "))
        })?;
        let areas: BTreeMap<AreaCode, AreaBook> = areas
            .into_iter()
            .map(|book| (book.code.clone(), book))
            .collect();
        let indexes = indexes::filled(&store, areas.keys()).await?;
        let app = App {
            store,
            access,
            holidays,
            instruments,
            areas,
            indexes,
            hashing: Semaphore::new(1),
            work: Notify::new(),
            live: Live::default(),
            gate: Gate::default(),
            codes: Codes::default(),
            demonstration,
            web_address: None,
        };
        Ok(app)
    }

    /// The same service, reached under this address, so that mail can hold links to it.
    #[must_use]
    pub fn reached_at(mut self, address: Option<String>) -> App {
        self.web_address = address;
        self
    }

    /// The same service, whose one-time codes leave by a mail server.
    #[must_use]
    pub fn sending_mail(mut self, sends: bool) -> App {
        self.codes = Codes::new(sends);
        self
    }

    /// The address under which people reach the pages, without a slash at its end.
    pub fn web_address(&self) -> Option<&str> {
        self.web_address.as_deref()
    }

    /// Whether every page must be marked as demonstration data.
    pub fn is_demonstration(&self) -> bool {
        self.demonstration
    }

    /// The areas this installation serves.
    pub fn areas(&self) -> impl Iterator<Item = &AreaBook> {
        self.areas.values()
    }

    /// The book of one area.
    pub fn area(&self, code: &AreaCode) -> Option<&AreaBook> {
        self.areas.get(code)
    }

    /// The bank holidays in force.
    pub fn holidays(&self) -> &BankHolidays {
        &self.holidays
    }

    /// The settings that apply in an area to what happened at a moment (R340).
    ///
    /// # Errors
    /// When the area is not served here.
    pub fn settings(&self, area: &AreaCode, at: Timestamp) -> Told<&AreaSettings> {
        let book = self.areas.get(area).ok_or_else(|| Refusal::Rule(format!("The area “{area}” is not set up here. Ask your administrator to add its settings file.")))?;
        Ok(book.settings_on(london_date(at)))
    }

    /// The roles that an area's settings name for the policies: who is told of every
    /// restricted record, and who authorises levels and outcomes (R85, R131, R213, R214).
    ///
    /// # Errors
    /// When the area is not served here.
    pub fn area_rule(&self, area: &AreaCode, at: Timestamp) -> Told<AreaRule> {
        Ok(AreaRule::new(self.settings(area, at)?, at))
    }

    /// The matching index of an area, to ask.
    pub(crate) fn index(&self, area: &AreaCode) -> Option<RwLockReadGuard<'_, Index>> {
        // A panic while writing leaves the index usable: the store is the truth, and a restart fills it again.
        self.indexes.get(area).map(|index| {
            index
                .read()
                .unwrap_or_else(std::sync::PoisonError::into_inner)
        })
    }

    /// The matching index of an area, to add to.
    pub(crate) fn index_mut(&self, area: &AreaCode) -> Option<RwLockWriteGuard<'_, Index>> {
        self.indexes.get(area).map(|index| {
            index
                .write()
                .unwrap_or_else(std::sync::PoisonError::into_inner)
        })
    }
}

/// Which of these records the scope hands out.
pub(crate) async fn there<T: Document>(
    app: &App,
    scope: &Scope,
    ids: &[String],
) -> Told<Vec<String>> {
    let found = app.store.get_many::<T>(scope, ids).await?;
    Ok(found.iter().map(|record| record.key()).collect())
}
