//! Where a visitor is: the area's public host, the language that the address begins with, and the path without it.

use std::convert::Infallible;
use std::ops::Deref;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::Uri;
use axum::http::request::Parts;
use axum::http::uri::PathAndQuery;
use axum::middleware::Next;
use axum::response::Response;
use hawthorn_app::Refusal;
use hawthorn_components::{ExitThisPage, PublicPage};

use super::PublicState;
use super::tongues::{Tongue, english, of_path};

/// The public host in the language of the request.
pub struct Here {
    state: PublicState,
    /// The language.
    pub tongue: &'static Tongue,
    path: String,
}

impl Deref for Here {
    type Target = PublicState;
    fn deref(&self) -> &PublicState {
        &self.state
    }
}

#[derive(Clone, Copy)]
struct Spoken(&'static Tongue);

impl FromRequestParts<PublicState> for Here {
    type Rejection = Infallible;
    async fn from_request_parts(
        parts: &mut Parts,
        state: &PublicState,
    ) -> Result<Self, Infallible> {
        let spoken = parts.extensions.get::<Spoken>();
        Ok(Self {
            state: state.clone(),
            tongue: spoken.map_or_else(english, |spoken| spoken.0),
            path: parts.uri.path().to_owned(),
        })
    }
}

impl Here {
    /// The languages that the area has had checked.
    fn checked(&self) -> Result<&[String], Refusal> {
        let settings = self.app.settings(&self.area, self.around.now())?;
        Ok(&settings.doors.languages)
    }

    /// A page with the dull name, the exit button and the footer of every page, in the language of the
    /// request. The title says what the page is and hides the topic (T4 of ux.md).
    ///
    /// # Errors
    /// When the area is not served here.
    pub fn page(&self, title: &str, heading: &str) -> Result<PublicPage, Refusal> {
        let mut page = PublicPage {
            title: self.tongue.turn(title).into_owned(),
            service: self.host()?.name.clone(),
            heading: self.tongue.turn(heading).into_owned().into(),
            exit: Some(ExitThisPage::default()),
            demo: self.app.is_demonstration(),
            ..PublicPage::default()
        };
        self.tongue.dress(&mut page, &self.path, self.checked()?);
        Ok(page)
    }
}

/// Takes the language out of an address before it is looked up, so that every page has the same one
/// path whatever the language.
pub(super) async fn spoken(
    State(state): State<PublicState>,
    mut request: Request,
    next: Next,
) -> Response {
    let settings = state.app.settings(&state.area, state.around.now());
    let checked = settings.map_or(&[][..], |settings| &settings.doors.languages);
    if let Some((tongue, path)) = of_path(request.uri().path(), checked)
        && let Some(uri) = with_path(request.uri(), path)
    {
        *request.uri_mut() = uri;
        request.extensions_mut().insert(Spoken(tongue));
    }
    next.run(request).await
}

fn with_path(uri: &Uri, path: &str) -> Option<Uri> {
    let whole = match uri.query() {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = PathAndQuery::try_from(whole).ok();
    Uri::from_parts(parts).ok()
}
