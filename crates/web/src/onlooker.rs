//! Somebody before an open stream: who they are is asked again before each word that they are told.

use std::sync::Arc;

use axum_extra::extract::CookieJar;
use hawthorn_app::jobs::run::Surroundings;
use hawthorn_app::platform::refusal::Told;
use hawthorn_app::platform::sessions;
use hawthorn_app::{App, Ask};
use jiff::Timestamp;

use crate::WebState;
use crate::seat::COOKIE;

/// Whoever has the stream open, by their session's token.
pub struct Onlooker {
    /// The service.
    pub app: Arc<App>,
    around: Arc<dyn Surroundings + Sync>,
    token: String,
}

impl Onlooker {
    /// Whoever sent these cookies.
    pub fn of(state: &WebState, cookies: &CookieJar) -> Self {
        Self {
            app: Arc::clone(&state.app),
            around: Arc::clone(&state.around),
            token: cookies
                .get(COOKIE)
                .map(|cookie| cookie.value().to_owned())
                .unwrap_or_default(),
        }
    }

    /// The moment.
    pub fn now(&self) -> Timestamp {
        self.around.now()
    }

    /// A request of theirs now. It does not count as a use of the session.
    ///
    /// # Errors
    /// [`hawthorn_app::Refusal::SignedOut`] when the session has ended meanwhile.
    pub async fn ask(&self) -> Told<Ask> {
        let now = self.now();
        let reader = sessions::reader(&self.app, &self.token, now).await?;
        Ok(Ask::new(reader, now, self.around.dice()))
    }
}
