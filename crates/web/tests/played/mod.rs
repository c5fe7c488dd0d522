//! The staff host with the cast at hand: each thing is said with who does it, and they sign in when first needed.
#![allow(
    clippy::unwrap_used,
    reason = "test code stops at the first thing that is not as it should be"
)]

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use hawthorn_testkit::{Cast, TestApp};
use tokio::sync::Mutex;

use crate::common::{Page, Reader, Site};

/// A site whose clock stands still, and who has signed in so far.
pub struct Played {
    /// The site over its service.
    pub site: Site,
    tokens: Mutex<BTreeMap<Cast, String>>,
}

impl Played {
    /// Over a service that is there already, at a moment such as `2026-03-25T15:00:00Z`.
    pub fn new(app: TestApp, now: &str) -> Self {
        Self {
            site: Site::over(app, now),
            tokens: Mutex::new(BTreeMap::new()),
        }
    }

    /// Their browser, signed in.
    pub async fn reader(&self, who: Cast) -> Reader<'_> {
        let mut tokens = self.tokens.lock().await;
        let token = match tokens.entry(who) {
            Entry::Occupied(known) => known.get().clone(),
            Entry::Vacant(new) => {
                let token = self.site.sign_in(who).await.token.unwrap();
                new.insert(token).clone()
            }
        };
        let mut reader = self.site.stranger();
        reader.token = Some(token);
        reader
    }

    /// Opens a page.
    pub async fn get(&self, who: Cast, path: &str) -> Page {
        self.reader(who).await.get(path).await
    }

    /// Sends a form.
    pub async fn post(&self, who: Cast, path: &str, form: &[(&str, &str)]) -> Page {
        self.reader(who).await.post(path, form).await
    }
}
