//! Public pages that only tell: the start, what the exit button can and cannot do, this device, words, privacy, access, contact.

use axum::extract::State;
use hawthorn_app::directory::public::public_services;
use hawthorn_components::{
    BackLink, Details, InsetText, LinkButton, PublicPage, SummaryList, SummaryRow, WarningText,
};
use hawthorn_domain::directory::ServiceKind;
use maud::{Markup, html};

use super::{Answer, PublicState, answer};
use crate::forms::Problems;
use crate::pages::platform::help::WORDS;

/// In danger now: what comes before everything else (R10, F78).
pub(super) fn danger() -> Markup {
    html! {
        (WarningText::new("If anybody is in danger now, ring 999."))
        (Details::new("If you cannot speak", html! {
            p.govuk-body { "From a mobile, ring 999, listen, and press 55 when you are asked to. The operator then passes you on. It does not tell them where you are." }
            p.govuk-body { "When it is not an emergency, ring 101." }
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
    let mut page = state.page("Get support", "Get support")?;
    // The button comes after the page that says what it cannot do; until then it would promise too much.
    page.exit = None;
    page.body = html! {
        (danger())
        p.govuk-body { "Find somebody near you who can listen, advise and help: for you, or for somebody you worry about." }
        (LinkButton { start: true, ..LinkButton::new("/before", "Find help") })
        p.govuk-body { a.govuk-link href="/safe" { "Is this phone or computer safe to use?" } }
    };
    told(page)
}

/// What the exit button does, and what it cannot do, before it is relied on (T2).
///
/// # Errors
/// When the area is not served here.
pub async fn before(State(state): State<PublicState>) -> Answer {
    let mut page = state.page("Before you begin", "Before you begin")?;
    page.back = Some(BackLink::new("/"));
    page.body = html! {
        p.govuk-body { "Every page from here on has a red button, “Exit this page”. It opens a dull page of another site at once." }
        p.govuk-body { "You can also press the Shift key three times. On a phone, use the button." }
        h2.govuk-heading-m { "What it does" }
        ul.govuk-list.govuk-list--bullet {
            li { "It leaves these pages and forgets what you wrote." }
            li { "The Back button then shows an empty page of ours at most, never what you wrote or found." }
        }
        h2.govuk-heading-m { "What it cannot do" }
        ul.govuk-list.govuk-list--bullet {
            li { "It cannot take these pages out of the history of your browser. They stand there under dull names." }
            li { "It cannot stop somebody who watches the screen, or a program that records what is typed." }
            li { "It cannot hide a call from a telephone bill." }
        }
        (InsetText::new(html! { "If you are not sure, " a.govuk-link href="/safe" { "read about this device" } " first, or use the phone of a friend." }))
        (LinkButton::new("/find", "Go on"))
    };
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
