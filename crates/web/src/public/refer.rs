//! Refer somebody, without an account: danger first, a child-only worry sent on before anything personal, one page a question, a code at the end (REF-1 to REF-5; R2, R9–R12, R40).

use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Path, Query, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, get};
use hawthorn_app::Refusal;
use hawthorn_app::directory::public::public_services;
use hawthorn_app::doors::send_report::{Sending, Sent, is_elsewhere, preview, send_report};
use hawthorn_app::doors::who_answers::places;
use hawthorn_app::platform::sessions::token_digest;
use hawthorn_components::{
    BackLink, Button, FileUpload, InsetText, LinkButton, Panel, PublicPage, WarningText,
};
use hawthorn_domain::doors::flood::MOST_BYTES;
use hawthorn_domain::doors::form::{self, Problem, REFER, problems, problems_of};
use hawthorn_domain::doors::routing::Why;
use hawthorn_domain::doors::{Answers, Door};
use maud::html;

use super::pages::danger;
use super::questions::{self, Asked};
use super::shared::{elsewhere, nothing_open, reasons, receipt_answers, with_problems};
use super::visitor::Visitor;
use super::{Answer, PublicError, PublicState, answer};
use crate::forms::{Problems, Typed};

/// Where the form lives.
const BASE: &str = "/refer";
/// Seconds that a sender waits where many reports come from one place.
const WAIT: i64 = 60;

/// Where a page of questions goes on to.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Way {
    #[serde(default)]
    to: String,
}

impl Way {
    /// Whether it goes back to the check.
    pub(super) fn is_check(&self) -> bool {
        self.to == "check"
    }
}

/// Whether the area takes referrals here.
fn open(state: &PublicState) -> Result<bool, Refusal> {
    Ok(state
        .app
        .settings(&state.area, state.around.now())?
        .doors
        .refer)
}

/// The start: danger, children, what the person knows, and how long it takes (R10).
///
/// # Errors
/// When the area is not served here.
pub async fn start(State(state): State<PublicState>) -> Answer {
    let mut page = state.page("Tell us about somebody", "Tell us about somebody")?;
    page.back = Some(BackLink::new("/"));
    page.body = html! {
        (danger())
        @if open(&state)? {
            p.govuk-body { "For doctors, teachers, housing officers, neighbours and everybody else who is worried about somebody. No account is needed." }
            ul.govuk-list.govuk-list--bullet {
                li { "It takes about eight minutes. What you do not know you can leave out." }
                li { "If it is only about a child, the first question sends you to those who look after children." }
                li { "Tell the person that you are doing this if that is safe. If it is not, you can still go on." }
                li { "You need no form filled in and no score. Your worry is enough." }
            }
            (LinkButton { start: true, ..LinkButton::new("/refer/1", "Begin") })
            p.govuk-body { a.govuk-link href="/refer/track" { "See what became of something you sent" } }
        } @else {
            p.govuk-body { "This way is not open here. " a.govuk-link href="/contact" { "Ring instead" } }
        }
    };
    told(page)
}

fn told(page: PublicPage) -> Answer {
    Ok(answer(page, &Problems::default()))
}

/// One page of questions.
///
/// # Errors
/// When there is no such page, or the store does not answer.
pub async fn step(
    State(state): State<PublicState>,
    visitor: Visitor,
    Path(slug): Path<String>,
    Query(way): Query<Way>,
) -> Answer {
    let step = form::step(REFER, &slug).filter(|_| open(&state).unwrap_or(false));
    let step = step.ok_or(Refusal::NotFound)?;
    let answers = visitor.answers(&state, Door::Form).await?;
    // Whoever has sent one form begins the next with an empty one.
    let answers = answers
        .filter(|answers| !answers.has("sent"))
        .unwrap_or_default();
    show(&state, step, &answers, &[], way.is_check()).await
}

async fn show(
    state: &PublicState,
    step: &'static form::Step,
    answers: &Answers,
    problems: &[Problem],
    to_check: bool,
) -> Answer {
    let services = public_services(&state.app, &state.area).await?;
    let mut page = state.page(step.title, step.heading)?;
    page.back = Some(BackLink::new(match form::before(REFER, step.slug) {
        _ if to_check => "/refer/check".to_owned(),
        Some(before) => format!("{BASE}/{}", before.slug),
        None => BASE.to_owned(),
    }));
    page.body = questions::form(&Asked {
        step,
        answers,
        problems,
        places: &places(&services),
        action: format!("{BASE}/{}", step.slug),
        to_check,
    });
    Ok(with_problems(page, problems))
}

/// Takes the answers of one page.
///
/// # Errors
/// When there is no such page, or the store does not answer.
pub async fn take(
    State(state): State<PublicState>,
    visitor: Visitor,
    Path(slug): Path<String>,
    typed: Typed,
) -> Answer {
    let step = form::step(REFER, &slug).filter(|_| open(&state).unwrap_or(false));
    let step = step.ok_or(Refusal::NotFound)?;
    let kept = visitor.answers(&state, Door::Form).await?;
    let mut answers = kept.filter(|kept| !kept.has("sent")).unwrap_or_default();
    for question in step.questions {
        answers.set(question.name, typed.all(question.name));
    }
    let found = problems_of(step, &answers);
    if !found.is_empty() {
        return show(&state, step, &answers, &found, typed.one("to") == "check").await;
    }
    let route = preview(
        &state.app,
        &state.area,
        Door::Form,
        &answers,
        state.around.now(),
    )?;
    if is_elsewhere(&route) {
        // Nothing was written about anybody yet, and nothing is kept (REF-5).
        let cookies = visitor.forget(&state).await;
        return Ok((cookies, elsewhere(&state, &route).await?).into_response());
    }
    let to = match form::after(REFER, step.slug) {
        Some(next) if typed.one("to") != "check" => format!("{BASE}/{}", next.slug),
        _ => "/refer/check".to_owned(),
    };
    visitor.keep(&state, Door::Form, answers, &to).await
}

/// Every answer before it is sent, with where it will go.
///
/// # Errors
/// When the store does not answer.
pub async fn check(State(state): State<PublicState>, visitor: Visitor) -> Answer {
    let answers = visitor.answers(&state, Door::Form).await?;
    match answers {
        Some(answers) if answers.has("sent") => Ok(Redirect::to("/refer/done").into_response()),
        Some(answers) => Ok(checked(&state, &answers, &Problems::default(), false)?),
        None => nothing_open(&state, BASE),
    }
}

fn checked(
    state: &PublicState,
    answers: &Answers,
    problems: &Problems,
    wait: bool,
) -> Result<Response, PublicError> {
    let route = preview(
        &state.app,
        &state.area,
        Door::Form,
        answers,
        state.around.now(),
    )?;
    let mut page = state.page("Check your answers", "Check your answers")?;
    page.back = Some(BackLink::new("/refer/9"));
    page.body = html! {
        @if wait {
            (WarningText::new("Many of these come from your network just now. Wait one minute, then press the button again. Nothing that you wrote is lost."))
        }
        (questions::check(REFER, answers, BASE))
        h2.govuk-heading-m { "Where it goes" }
        (reasons(&route.why))
        form method="post" action="/refer/check" enctype="multipart/form-data" novalidate autocomplete="off" {
            (FileUpload {
                hint: Some("A PDF, a Word document, a JPEG or a PNG of at most 5 MB. It can be left out.".into()),
                error: problems.at("file"),
                drop_zone: false,
                ..FileUpload::new("file", "A file to send with it")
            })
            (Button::new("Send it"))
        }
    };
    Ok(answer(page, problems))
}

/// The route of the check, with room for a file.
pub(super) fn check_route() -> MethodRouter<PublicState> {
    get(check)
        .post(send)
        .layer(DefaultBodyLimit::max(MOST_BYTES + 64 * 1024))
}

/// Sends it, once.
///
/// # Errors
/// When the store does not answer.
pub async fn send(State(state): State<PublicState>, visitor: Visitor, request: Request) -> Answer {
    let Some(answers) = visitor.answers(&state, Door::Form).await? else {
        return nothing_open(&state, BASE);
    };
    if answers.has("sent") {
        return Ok(Redirect::to("/refer/done").into_response());
    }
    if let Some((step, found)) = problems(REFER, &answers) {
        return show(&state, step, &answers, &found, true).await;
    }
    let file = match file(request).await {
        Ok(file) => file,
        Err(refusal) => return refused(&state, &answers, refusal),
    };
    let now = state.around.now();
    let waited = answers.one("waits_since").parse::<i64>();
    let sending = Sending {
        area: &state.area,
        door: Door::Form,
        answers: &answers,
        place: &visitor.place,
        shown: waited.is_ok_and(|since| now.as_second() - since >= WAIT),
        file,
        once: token_digest(&format!("door {}", visitor.token())),
    };
    match send_report(&state.app, sending, (now, state.around.dice())).await {
        Ok(Sent::Kept(receipt)) => {
            let told = receipt_answers(&receipt);
            visitor.keep(&state, Door::Form, told, "/refer/done").await
        }
        Ok(Sent::AlreadySent) => Ok(Redirect::to("/refer/done").into_response()),
        Ok(Sent::Elsewhere(route)) => elsewhere(&state, &route).await,
        Ok(Sent::AskFirst) => {
            let page = checked(&state, &answers, &Problems::default(), true)?;
            if answers.one("waits_since").is_empty() {
                let since = answers
                    .clone()
                    .with("waits_since", &now.as_second().to_string());
                visitor
                    .keep(&state, Door::Form, since, "/refer/check")
                    .await?;
            }
            Ok(page)
        }
        Err(refusal) => refused(&state, &answers, refusal),
    }
}

/// A refusal that can be mended on a page of questions is shown there.
fn refused(state: &PublicState, answers: &Answers, refusal: Refusal) -> Answer {
    let problems = Problems::of(refusal).map_err(|error| PublicError(error.0))?;
    checked(state, answers, &problems, false)
}

async fn file(request: Request) -> Result<Option<(String, Vec<u8>)>, Refusal> {
    let broken = |_| {
        Refusal::field(
            "file",
            "The file is larger than 5 MB or did not arrive whole. Send a smaller one, or leave it out.",
        )
    };
    let Ok(mut form) = Multipart::from_request(request, &()).await else {
        return Ok(None);
    };
    while let Some(field) = form.next_field().await.map_err(broken)? {
        if field.name() == Some("file") {
            let name = field.file_name().unwrap_or_default().to_owned();
            let bytes = field.bytes().await.map_err(broken)?.to_vec();
            return Ok(Some((name, bytes)).filter(|(_, bytes)| !bytes.is_empty()));
        }
    }
    Ok(None)
}

/// What happens next, with the code.
///
/// # Errors
/// When the store does not answer.
pub async fn done(State(state): State<PublicState>, visitor: Visitor) -> Answer {
    let answers = visitor.answers(&state, Door::Form).await?;
    let Some(told_of) = answers.filter(|answers| answers.has("sent")) else {
        return nothing_open(&state, BASE);
    };
    let mut page = state.page("It has come in", "It has come in")?;
    let why: Vec<Why> = told_of
        .one("why")
        .split(' ')
        .filter_map(Why::from_code)
        .collect();
    page.body = html! {
        (Panel { heading_level: Some(2), ..Panel::confirmation("Thank you", html! { "Your code is" br; strong { (told_of.one("code")) } }) })
        p.govuk-body { "Write the code down. With it you can see what became of this, and ring about it." }
        h2.govuk-heading-m { "What happens now" }
        p.govuk-body { (told_of.one("agency")) " has it." }
        @if !told_of.one("due").is_empty() {
            p.govuk-body { "The first contact is due " (told_of.one("due")) "." }
        }
        (reasons(&why))
        h2.govuk-heading-m { "What you still do" }
        ul.govuk-list.govuk-list--bullet {
            li { "If something new happens, send it or ring. In danger, ring 999." }
            li { "Do what your own workplace asks when somebody may be at risk." }
            li { "Take care where you write this down: the person’s family may read records that are shared or online." }
        }
        (InsetText::new(html! { a.govuk-link href="/refer/track" { "See what became of it" } ", as far as those who have it may tell." }))
    };
    told(page)
}
