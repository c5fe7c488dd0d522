//! Refer somebody, without an account: danger first, a child-only worry sent on before anything personal, one page a question, a code at the end (REF-1 to REF-5; R2, R9–R12, R40).

use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Path, Query, Request};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, get};
use hawthorn_app::Refusal;
use hawthorn_app::directory::public::public_services;
use hawthorn_app::doors::send_report::{Sending, Sent, is_elsewhere, preview, send_report};
use hawthorn_app::doors::who_answers::places;
use hawthorn_app::platform::sessions::token_digest;
use hawthorn_components::{BackLink, Button, FileUpload, InsetText, LinkButton, Panel, PublicPage};
use hawthorn_domain::doors::flood::MOST_BYTES;
use hawthorn_domain::doors::form::{self, Problem, REFER, problems, problems_of, too_long};
use hawthorn_domain::doors::routing::Why;
use hawthorn_domain::doors::{Answers, Door};
use maud::html;

use super::here::Here;
use super::pages::danger;
use super::prove;
use super::questions::{self, Asked};
use super::shared::{
    elsewhere, has_waited, nothing_open, puzzle_field, reasons, receipt_answers, turned,
    wait_a_little, waiting, with_problems,
};
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
fn open(here: &Here) -> Result<bool, Refusal> {
    Ok(here
        .app
        .settings(&here.area, here.around.now())?
        .doors
        .refer)
}

/// The start: danger, children, what the person knows, and how long it takes (R10).
///
/// # Errors
/// When the area is not served here.
pub async fn start(here: Here) -> Answer {
    let t = |english: &'static str| here.tongue.turn(english);
    let mut page = here.page("Tell us about somebody", "Tell us about somebody")?;
    page.back = Some(BackLink::new(here.tongue.path("/")));
    page.body = html! {
        (danger(&here))
        @if open(&here)? {
            p.govuk-body { (t("For doctors, teachers, housing officers, neighbours and everybody else who is worried about somebody. No account is needed.")) }
            ul.govuk-list.govuk-list--bullet {
                li { (t("It takes about eight minutes. What you do not know you can leave out.")) }
                li { (t("If it is only about a child, the first question sends you to those who look after children.")) }
                li { (t("Tell the person that you are doing this if that is safe. If it is not, you can still go on.")) }
                li { (t("You need no form filled in and no score. Your worry is enough.")) }
            }
            (LinkButton { start: true, ..LinkButton::new(here.tongue.path("/refer/1"), t("Begin").into_owned()) })
            p.govuk-body { a.govuk-link href=(here.tongue.path("/refer/track")) { (t("See what became of something you sent")) } }
        } @else {
            p.govuk-body { (t("This way is not open here.")) " " a.govuk-link href=(here.tongue.path("/contact")) { (t("Ring instead")) } }
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
    here: Here,
    visitor: Visitor,
    Path(slug): Path<String>,
    Query(way): Query<Way>,
) -> Answer {
    let step = form::step(REFER, &slug).filter(|_| open(&here).unwrap_or(false));
    let step = step.ok_or(Refusal::NotFound)?;
    let answers = visitor.answers(&here, Door::Form).await?;
    // Whoever has sent one form begins the next with an empty one.
    let answers = answers
        .filter(|answers| !answers.has("sent"))
        .unwrap_or_default();
    show(&here, step, &answers, &[], way.is_check()).await
}

async fn show(
    here: &Here,
    step: &'static form::Step,
    answers: &Answers,
    problems: &[Problem],
    to_check: bool,
) -> Answer {
    let services = public_services(&here.app, &here.area).await?;
    let mut page = here.page(step.title, step.heading)?;
    let before = match form::before(REFER, step.slug) {
        _ if to_check => "/refer/check".to_owned(),
        Some(before) => format!("{BASE}/{}", before.slug),
        None => BASE.to_owned(),
    };
    page.back = Some(BackLink::new(here.tongue.path(&before)));
    page.body = questions::form(&Asked {
        here,
        step,
        answers,
        problems,
        places: &places(&services),
        action: format!("{BASE}/{}", step.slug),
        to_check,
    });
    Ok(with_problems(here, page, problems))
}

/// Takes the answers of one page.
///
/// # Errors
/// When there is no such page, or the store does not answer.
pub async fn take(here: Here, visitor: Visitor, Path(slug): Path<String>, typed: Typed) -> Answer {
    let step = form::step(REFER, &slug).filter(|_| open(&here).unwrap_or(false));
    let step = step.ok_or(Refusal::NotFound)?;
    let kept = visitor.answers(&here, Door::Form).await?;
    let mut answers = kept.filter(|kept| !kept.has("sent")).unwrap_or_default();
    for question in step.questions {
        answers.set(question.name, typed.all(question.name));
    }
    let mut found = too_long(step, |name| typed.one(name));
    if found.is_empty() {
        found = problems_of(step, &answers);
    } else {
        for (name, _) in &found {
            answers.show(name, typed.all(name));
        }
    }
    if !found.is_empty() {
        return show(&here, step, &answers, &found, typed.one("to") == "check").await;
    }
    let route = preview(
        &here.app,
        &here.area,
        Door::Form,
        &answers,
        here.around.now(),
    )?;
    if is_elsewhere(&route) {
        // Nothing was written about anybody yet, and nothing is kept (REF-5).
        let cookies = visitor.forget(&here, Door::Form).await;
        return Ok((cookies, elsewhere(&here, &route).await?).into_response());
    }
    let to = match form::after(REFER, step.slug) {
        Some(next) if typed.one("to") != "check" => format!("{BASE}/{}", next.slug),
        _ => "/refer/check".to_owned(),
    };
    visitor.keep(&here, Door::Form, answers, &to).await
}

/// Every answer before it is sent, with where it will go.
///
/// # Errors
/// When the store does not answer.
pub async fn check(here: Here, visitor: Visitor) -> Answer {
    let answers = visitor.answers(&here, Door::Form).await?;
    match answers {
        Some(answers) if answers.has("sent") => {
            Ok(Redirect::to(&here.tongue.path("/refer/done")).into_response())
        }
        Some(answers) => Ok(checked(&here, &answers, &Problems::default(), false)?),
        None => nothing_open(&here, BASE),
    }
}

fn checked(
    here: &Here,
    answers: &Answers,
    problems: &Problems,
    wait: bool,
) -> Result<Response, PublicError> {
    let route = preview(
        &here.app,
        &here.area,
        Door::Form,
        answers,
        here.around.now(),
    )?;
    let t = |english: &'static str| here.tongue.turn(english);
    let proof = prove::on_the_check(here, answers)?;
    let mut page = here.page("Check your answers", "Check your answers")?;
    page.back = Some(BackLink::new(here.tongue.path("/refer/9")));
    page.body = html! {
        @if wait {
            (wait_a_little(here))
        }
        (questions::check(here, REFER, answers, BASE))
        (proof)
        h2.govuk-heading-m { (t("Where it goes")) }
        (reasons(here, &route.why))
        form method="post" action=(here.tongue.path("/refer/check")) enctype="multipart/form-data" novalidate autocomplete="off" {
            (FileUpload {
                hint: Some(t("A PDF, a Word document, a JPEG or a PNG of at most 5 MB. It can be left out.").into_owned().into()),
                error: problems.at("file"),
                drop_zone: false,
                ..FileUpload::new("file", t("A file to send with it").into_owned())
            })
            (puzzle_field(answers))
            (Button::new(t("Send it").into_owned()))
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
pub async fn send(here: Here, visitor: Visitor, request: Request) -> Answer {
    let Some(answers) = visitor.answers(&here, Door::Form).await? else {
        return nothing_open(&here, BASE);
    };
    if answers.has("sent") {
        return Ok(Redirect::to(&here.tongue.path("/refer/done")).into_response());
    }
    if let Some((step, found)) = problems(REFER, &answers) {
        return show(&here, step, &answers, &found, true).await;
    }
    let (file, solved) = match sent(request).await {
        Ok(sent) => sent,
        Err(refusal) => return refused(&here, &answers, refusal),
    };
    let now = here.around.now();
    let sending = Sending {
        area: &here.area,
        door: Door::Form,
        answers: &answers,
        place: &visitor.place,
        shown: has_waited(&answers, &solved, WAIT, now),
        file,
        once: token_digest(&format!("door {}", visitor.token(Door::Form))),
    };
    match send_report(&here.app, sending, (now, here.around.dice())).await {
        Ok(Sent::Kept(receipt)) => {
            let told = receipt_answers(&here, &receipt);
            visitor.keep(&here, Door::Form, told, "/refer/done").await
        }
        Ok(Sent::AlreadySent) => Ok(Redirect::to(&here.tongue.path("/refer/done")).into_response()),
        Ok(Sent::Elsewhere(route)) => elsewhere(&here, &route).await,
        Ok(Sent::AskFirst) => {
            let since = waiting(&here, &answers, now);
            let page = checked(&here, &since, &Problems::default(), true)?;
            if answers.one("waits_since").is_empty() {
                visitor
                    .keep(&here, Door::Form, since, "/refer/check")
                    .await?;
            }
            Ok(page)
        }
        Err(refusal) => refused(&here, &answers, refusal),
    }
}

/// A refusal that can be mended on a page of questions is shown there.
fn refused(here: &Here, answers: &Answers, refusal: Refusal) -> Answer {
    let problems = Problems::of(refusal).map_err(|error| PublicError(error.0))?;
    checked(here, answers, &turned(here, problems), false)
}

/// The file with its name, where one was sent, and what the browser worked out.
async fn sent(request: Request) -> Result<(Option<(String, Vec<u8>)>, String), Refusal> {
    let broken = |_| {
        Refusal::field(
            "file",
            "The file is larger than 5 MB or did not arrive whole. Send a smaller one, or leave it out.",
        )
    };
    let (mut file, mut solved) = (None, String::new());
    let Ok(mut form) = Multipart::from_request(request, &()).await else {
        return Ok((file, solved));
    };
    while let Some(field) = form.next_field().await.map_err(broken)? {
        match field.name() {
            Some("file") => {
                let name = field.file_name().unwrap_or_default().to_owned();
                let bytes = field.bytes().await.map_err(broken)?.to_vec();
                if bytes.is_empty() && !name.is_empty() {
                    return Err(Refusal::field(
                        "file",
                        "The file is empty. Choose another one, or leave it out.",
                    ));
                }
                file = Some((name, bytes)).filter(|(_, bytes)| !bytes.is_empty());
            }
            Some("solved") => solved = field.text().await.map_err(broken)?,
            _ => {}
        }
    }
    Ok((file, solved))
}

/// What happens next, with the code.
///
/// # Errors
/// When the store does not answer.
pub async fn done(here: Here, visitor: Visitor) -> Answer {
    let answers = visitor.answers(&here, Door::Form).await?;
    let Some(told_of) = answers.filter(|answers| answers.has("sent")) else {
        return nothing_open(&here, BASE);
    };
    let t = |english: &'static str| here.tongue.turn(english);
    let mut page = here.page("It has come in", "It has come in")?;
    let why: Vec<Why> = told_of
        .one("why")
        .split(' ')
        .filter_map(Why::from_code)
        .collect();
    page.body = html! {
        (Panel { heading_level: Some(2), ..Panel::confirmation(t("Thank you").into_owned(), html! { (t("Your code is")) br; bdi dir="ltr" { strong { (told_of.one("code")) } } }) })
        p.govuk-body { (t("Write the code down. With it you can see what became of this, and ring about it.")) }
        h2.govuk-heading-m { (t("What happens now")) }
        p.govuk-body { (here.tongue.turn_around("{agency} has it.", "agency", told_of.one("agency"))) }
        @if !told_of.one("due").is_empty() {
            p.govuk-body { (here.tongue.turn_with("The first contact is due {due}.", &[("due", told_of.one("due"))])) }
        }
        (reasons(&here, &why))
        h2.govuk-heading-m { (t("What you still do")) }
        ul.govuk-list.govuk-list--bullet {
            li { (t("If something new happens, send it or ring. In danger, ring 999.")) }
            li { (t("Do what your own workplace asks when somebody may be at risk.")) }
            li { (t("Take care where you write this down: the person’s family may read records that are shared or online.")) }
        }
        (InsetText::new(html! { a.govuk-link href=(here.tongue.path("/refer/track")) { (t("See what became of it")) } br; (t("As far as those who have it may tell.")) }))
    };
    told(page)
}
