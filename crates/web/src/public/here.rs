//! Where a visitor is: the area's public host, the language that the address begins with, and the path without it.

use std::convert::Infallible;
use std::ops::Deref;

use axum::body::Body;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::uri::PathAndQuery;
use axum::http::{Uri, header};
use axum::middleware::Next;
use axum::response::Response;
use hawthorn_app::Refusal;
use hawthorn_components::{ExitThisPage, PublicPage};
use maud::{Render, html};

use super::tongues::{Tongue, english, of_path};
use super::{Fault, PublicState};

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

    /// An answer that says what went wrong, in the language of the visitor; any other as it is.
    fn turned(&self, answer: Response) -> Response {
        let Some(fault) = answer.extensions().get::<Fault>().copied() else {
            return answer;
        };
        let Ok(mut page) = self.page(fault.heading, fault.heading) else {
            return answer;
        };
        page.body = html! {
            p.govuk-body { (self.tongue.turn(fault.words)) }
            p.govuk-body { a.govuk-link href=(self.tongue.path("/")) { (self.tongue.turn("Start again")) } }
        };
        let (mut parts, _) = answer.into_parts();
        // They were those of the English page.
        for of_the_body in [header::CONTENT_ENCODING, header::CONTENT_LENGTH] {
            parts.headers.remove(of_the_body);
        }
        Response::from_parts(parts, Body::from(page.render().into_string()))
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
        let here = Here {
            state: state.clone(),
            tongue,
            path: path.to_owned(),
        };
        *request.uri_mut() = uri;
        request.extensions_mut().insert(Spoken(tongue));
        return here.turned(next.run(request).await);
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
