//! Public pages that only tell: the start, what the exit button can and cannot do, this device, words, privacy, access, contact.

use axum::extract::{Path, State};
use hawthorn_app::Refusal;
use hawthorn_app::directory::public::public_services;
use hawthorn_app::doors::who_answers::who_answers_own;
use hawthorn_components::{
    BackLink, Details, InsetText, LinkButton, PublicPage, SummaryList, SummaryRow, WarningText,
};
use hawthorn_domain::directory::ServiceKind;
use maud::{Markup, html};

use super::tongues::{Tongue, english, shown};
use super::{Answer, PublicState, answer};
use crate::forms::Problems;
use crate::pages::platform::help::WORDS;

/// In danger now: what comes before everything else (R10, F78).
pub(super) fn danger() -> Markup {
    danger_in(english())
}

fn danger_in(tongue: &Tongue) -> Markup {
    html! {
        (WarningText::new(tongue.say("danger-ring")))
        (Details::new(tongue.say("danger-silent-title"), html! {
            p.govuk-body { (tongue.say("danger-silent")) }
            p.govuk-body { (tongue.say("danger-other")) }
        }))
    }
}

fn told(page: PublicPage) -> Answer {
    Ok(answer(page, &Problems::default()))
}

/// The start: danger first, then the ways to help.
///
/// # Errors
/// When the area is not served here.
pub async fn start(State(state): State<PublicState>) -> Answer {
    start_in(&state, english())
}

/// The start in another language.
///
/// # Errors
/// When the area does not show that language.
pub async fn start_of(State(state): State<PublicState>, Path(lang): Path<String>) -> Answer {
    start_in(&state, other(&state, &lang)?)
}

/// A language other than English that the area shows; English has addresses of its own.
fn other(state: &PublicState, lang: &str) -> Result<&'static Tongue, Refusal> {
    shown(lang, &checked(state)?)
        .filter(|tongue| !tongue.is_english())
        .ok_or(Refusal::NotFound)
}

fn checked(state: &PublicState) -> Result<Vec<String>, Refusal> {
    let settings = state.app.settings(&state.area, state.around.now())?;
    Ok(settings.doors.languages.clone())
}

fn start_in(state: &PublicState, tongue: &'static Tongue) -> Answer {
    let title = tongue.say("start-title");
    let mut page = state.page(&title, &title)?;
    // The button comes after the page that says what it cannot do; until then it would promise too much.
    page.exit = None;
    page.body = html! {
        (danger_in(tongue))
        p.govuk-body { (tongue.say("start-lead")) }
        (LinkButton { start: true, ..LinkButton::new(tongue.path("/before"), tongue.say("start-find")) })
        @if tongue.is_english() {
            p.govuk-body { a.govuk-link href="/refer" { (tongue.say("start-refer")) } }
            p.govuk-body { a.govuk-link href="/safe" { (tongue.say("start-device")) } }
        }
    };
    tongue.dress(&mut page, "/", &checked(state)?);
    told(page)
}

/// What the exit button does, and what it cannot do, before it is relied on (T2).
///
/// # Errors
/// When the area is not served here.
pub async fn before(State(state): State<PublicState>) -> Answer {
    before_in(&state, english()).await
}

/// The same in another language.
///
/// # Errors
/// When the area does not show that language.
pub async fn before_of(State(state): State<PublicState>, Path(lang): Path<String>) -> Answer {
    before_in(&state, other(&state, &lang)?).await
}

async fn before_in(state: &PublicState, tongue: &'static Tongue) -> Answer {
    let title = tongue.say("before-title");
    let own = who_answers_own(&state.app, &state.area, state.around.now()).await?;
    let mut page = state.page(&title, &title)?;
    page.back = Some(BackLink::new(tongue.path("/")));
    page.body = html! {
        p.govuk-body { (tongue.say("before-button")) }
        p.govuk-body { (tongue.say("before-shift")) }
        h2.govuk-heading-m { (tongue.say("before-does")) }
        ul.govuk-list.govuk-list--bullet {
            li { (tongue.say("before-does-leave")) }
            li { (tongue.say("before-does-back")) }
        }
        h2.govuk-heading-m { (tongue.say("before-cannot")) }
        ul.govuk-list.govuk-list--bullet {
            li { (tongue.say("before-cannot-history")) }
            li { (tongue.say("before-cannot-watch")) }
            li { (tongue.say("before-cannot-bill")) }
        }
        (InsetText::new(html! { a.govuk-link href="/safe" { (tongue.say("before-unsure")) } }))
        @if !tongue.is_english() { p.govuk-body { (tongue.say("next-english")) } }
        (LinkButton::new("/find", tongue.say("before-on")))
        @if own.is_some() {
            p.govuk-body { a.govuk-link href="/q/1" { (tongue.say("before-own")) } }
        }
    };
    tongue.dress(&mut page, "/before", &checked(state)?);
    told(page)
}

/// Staying safe on this device (F79, section 6 of ux.md).
///
/// # Errors
/// When the area is not served here.
pub async fn safe(State(state): State<PublicState>) -> Answer {
    let mut page = state.page("This device", "Is this device safe to use?")?;
    page.back = Some(BackLink::new("/"));
    page.body = html! {
        p.govuk-body { "Somebody who can pick up your phone, or who knows your passwords, may see what you do on it." }
        h2.govuk-heading-m { "Safer ways" }
        ul.govuk-list.govuk-list--bullet {
            li { "A phone or computer that they have never held: a friend’s, one at work, in a library or at your doctor’s." }
            li { "A private window. It keeps no history, but a program that records the screen still sees it." }
            li { "A telephone that is not on a shared bill. Calls to numbers that begin with 0800 or 0808 can still stand in the list of calls." }
        }
        h2.govuk-heading-m { "About the history" }
        p.govuk-body { "You can take single pages out of the history of your browser. Clearing all of it can be noticed, and it also takes away saved passwords. Take out only what tells on you, or leave it." }
        h2.govuk-heading-m { "Shared accounts" }
        p.govuk-body { "Photos, messages and places are often shared between devices by one account. Changing a password can be noticed too: ask somebody who helps you before you do." }
        p.govuk-body { a.govuk-link href="/find" { "Find somebody who helps" } }
    };
    told(page)
}

/// Words explained.
///
/// # Errors
/// When the area is not served here.
pub async fn words(State(state): State<PublicState>) -> Answer {
    let mut page = state.page("Words explained", "Words explained")?;
    let rows = WORDS
        .iter()
        .map(|(word, meaning)| SummaryRow::new(*word, *meaning))
        .collect();
    page.body = html! { (SummaryList::new(rows)) };
    told(page)
}

/// What is kept of a visit.
///
/// # Errors
/// When the area is not served here.
pub async fn privacy(State(state): State<PublicState>) -> Answer {
    let mut page = state.page("Privacy", "What is kept of your visit")?;
    page.body = html! {
        p.govuk-body { "Looking for help leaves nothing with us: no name, no address, no cookie, and not what you looked for." }
        p.govuk-body { "While you fill in a form there is one cookie, which says nothing, and what you have written is kept for you. It goes when you press “Exit this page”, and by itself after some days. What you send is read by the service that is named before you send it." }
        p.govuk-body { "Nothing on these pages is loaded from anybody else, and nobody counts visits." }
        p.govuk-body { "A service that you ring or write to keeps its own records. Ask it what it keeps and who may see it." }
    };
    told(page)
}

/// How these pages can be used by everybody.
///
/// # Errors
/// When the area is not served here.
pub async fn accessibility(State(state): State<PublicState>) -> Answer {
    let mut page = state.page("Accessibility", "Using these pages")?;
    page.body = html! {
        p.govuk-body { "These pages work without script, with a keyboard alone, with a screen reader, and at four times the size." }
        p.govuk-body { "Boxes do not offer what was typed in them before, although other sites do. Somebody else could use the same phone, so this is on purpose." }
        p.govuk-body { "If something does not work for you, ring a service from the list and tell them, or ask somebody to ring for you." }
    };
    told(page)
}

/// Whom to ring.
///
/// # Errors
/// When the area is not served here.
pub async fn contact(State(state): State<PublicState>) -> Answer {
    let services = public_services(&state.app, &state.area).await?;
    let lines: Vec<_> = services
        .iter()
        .filter(|service| matches!(service.kind, ServiceKind::Helpline | ServiceKind::FrontDoor))
        .filter(|service| !service.phones.is_empty())
        .collect();
    let mut page = state.page("Contact", "Whom to ring")?;
    page.body = html! {
        (danger())
        @for service in &lines {
            h2.govuk-heading-s { a.govuk-link href={ "/find/" (service.id) } { (service.name) } }
            @for (number, label) in &service.phones { p.govuk-body { @if !label.is_empty() { (label) ": " } (number) } }
        }
        @if lines.is_empty() { p.govuk-body { "No line is listed here yet." } }
    };
    told(page)
}
