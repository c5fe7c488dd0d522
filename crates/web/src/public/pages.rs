//! Public pages that only tell: the start, what the exit button can and cannot do, this device, words, privacy, access, contact.

use hawthorn_app::directory::public::public_services;
use hawthorn_app::doors::who_answers::who_answers_own;
use hawthorn_components::{
    BackLink, Details, InsetText, LinkButton, PublicPage, SummaryList, SummaryRow, WarningText,
};
use hawthorn_domain::directory::ServiceKind;
use maud::{Markup, html};

use super::here::Here;
use super::{Answer, answer};
use crate::forms::Problems;
use crate::pages::platform::help::WORDS;

/// In danger now: what comes before everything else (R10, F78).
pub(super) fn danger(here: &Here) -> Markup {
    let t = |english: &'static str| here.tongue.turn(english);
    let warning = WarningText {
        icon_word: t("Warning").into_owned(),
        ..WarningText::new(t("If anybody is in danger now, ring 999.").into_owned())
    };
    html! {
        (warning)
        (Details::new(t("If you cannot speak").into_owned(), html! {
            p.govuk-body { (t("From a mobile, ring 999, listen, and press 55 when you are asked to. The operator then passes you on. It does not tell them where you are.")) }
            p.govuk-body { (t("When it is not an emergency, ring 101.")) }
        }))
    }
}

/// A telephone number, which keeps its direction where words run from right to left.
pub(super) fn number(digits: &str) -> Markup {
    html! { bdi.hw-number dir="ltr" { (digits) } }
}

fn told(page: PublicPage) -> Answer {
    Ok(answer(page, &Problems::default()))
}

/// The start: danger first, then the ways to help.
///
/// # Errors
/// When the area is not served here.
pub async fn start(here: Here) -> Answer {
    let t = |english: &'static str| here.tongue.turn(english);
    let mut page = here.page("Get support", "Get support")?;
    // The button comes after the page that says what it cannot do; until then it would promise too much.
    page.exit = None;
    page.body = html! {
        (danger(&here))
        p.govuk-body { (t("Find somebody near you who can listen, advise and help: for you, or for somebody you worry about.")) }
        (LinkButton { start: true, ..LinkButton::new(here.tongue.path("/before"), t("Find help").into_owned()) })
        p.govuk-body { a.govuk-link href=(here.tongue.path("/refer")) { (t("Tell us about somebody you know or work with")) } }
        p.govuk-body { a.govuk-link href=(here.tongue.path("/safe")) { (t("Is this phone or computer safe to use?")) } }
    };
    told(page)
}

/// What the exit button does, and what it cannot do, before it is relied on (T2).
///
/// # Errors
/// When the area is not served here.
pub async fn before(here: Here) -> Answer {
    let t = |english: &'static str| here.tongue.turn(english);
    let own = who_answers_own(&here.app, &here.area, here.around.now()).await?;
    let mut page = here.page("Before you begin", "Before you begin")?;
    page.back = Some(BackLink::new(here.tongue.path("/")));
    page.body = html! {
        p.govuk-body { (t("Every page from here on has a red button, “Exit this page”. It opens a dull page of another site at once.")) }
        p.govuk-body { (t("You can also press the Shift key three times. On a phone, use the button.")) }
        h2.govuk-heading-m { (t("What it does")) }
        ul.govuk-list.govuk-list--bullet {
            li { (t("It leaves these pages and forgets what you wrote.")) }
            li { (t("The Back button then leads to the dull page again, not to what you wrote or found.")) }
        }
        h2.govuk-heading-m { (t("What it cannot do")) }
        ul.govuk-list.govuk-list--bullet {
            li { (t("It cannot take these pages out of the history of your browser. They stand there under dull names.")) }
            li { (t("It cannot stop somebody who watches the screen, or a program that records what is typed.")) }
            li { (t("It cannot hide a call from a telephone bill.")) }
        }
        (InsetText::new(html! { a.govuk-link href=(here.tongue.path("/safe")) { (t("If you are not sure, read about this device first, or use the phone of a friend.")) } }))
        (LinkButton::new(here.tongue.path("/find"), t("Go on").into_owned()))
        @if own.is_some() {
            p.govuk-body { a.govuk-link href=(here.tongue.path("/q/1")) { (t("Ask somebody to get in touch with you")) } }
        }
    };
    told(page)
}

/// Staying safe on this device (F79, section 6 of ux.md).
///
/// # Errors
/// When the area is not served here.
pub async fn safe(here: Here) -> Answer {
    let t = |english: &'static str| here.tongue.turn(english);
    let mut page = here.page("This device", "Is this device safe to use?")?;
    page.back = Some(BackLink::new(here.tongue.path("/")));
    page.body = html! {
        p.govuk-body { (t("Somebody who can pick up your phone, or who knows your passwords, may see what you do on it.")) }
        h2.govuk-heading-m { (t("Safer ways")) }
        ul.govuk-list.govuk-list--bullet {
            li { (t("A phone or computer that they have never held: a friend’s, one at work, in a library or at your doctor’s.")) }
            li { (t("A private window. It keeps no history, but a program that records the screen still sees it.")) }
            li { (t("A telephone that is not on a shared bill. Calls to numbers that begin with 0800 or 0808 can still stand in the list of calls.")) }
        }
        h2.govuk-heading-m { (t("About the history")) }
        p.govuk-body { (t("You can take single pages out of the history of your browser. Clearing all of it can be noticed, and it also takes away saved passwords. Take out only what tells on you, or leave it.")) }
        h2.govuk-heading-m { (t("Shared accounts")) }
        p.govuk-body { (t("Photos, messages and places are often shared between devices by one account. Changing a password can be noticed too: ask somebody who helps you before you do.")) }
        p.govuk-body { a.govuk-link href=(here.tongue.path("/find")) { (t("Find somebody who helps")) } }
    };
    told(page)
}

/// Words explained.
///
/// # Errors
/// When the area is not served here.
pub async fn words(here: Here) -> Answer {
    let t = |english: &'static str| here.tongue.turn(english);
    let mut page = here.page("Words explained", "Words explained")?;
    let rows = WORDS
        .iter()
        .map(|(word, meaning)| SummaryRow::new(*word, *meaning))
        .collect();
    page.body = html! {
        @if !here.tongue.is_english() { p.govuk-body { (t("The words of professionals are explained in English.")) } }
        div lang="en" dir="ltr" { (SummaryList::new(rows)) }
    };
    told(page)
}

/// What is kept of a visit.
///
/// # Errors
/// When the area is not served here.
pub async fn privacy(here: Here) -> Answer {
    let t = |english: &'static str| here.tongue.turn(english);
    let mut page = here.page("Privacy", "What is kept of your visit")?;
    page.body = html! {
        p.govuk-body { (t("Looking for help leaves nothing with us: no name, no address, and not what you looked for.")) }
        p.govuk-body { (t("One cookie says that these pages are open, and nothing else. Without it the Back button leads away from here. While you fill in a form there is another, and what you have written is kept for you. All of it goes when you press “Exit this page”, and by itself after some days. What you send is read by the service that is named before you send it.")) }
        p.govuk-body { (t("Nothing on these pages is loaded from anybody else, and nobody counts visits.")) }
        p.govuk-body { (t("A service that you ring or write to keeps its own records. Ask it what it keeps and who may see it.")) }
    };
    told(page)
}

/// How these pages can be used by everybody.
///
/// # Errors
/// When the area is not served here.
pub async fn accessibility(here: Here) -> Answer {
    let t = |english: &'static str| here.tongue.turn(english);
    let mut page = here.page("Accessibility", "Using these pages")?;
    page.body = html! {
        p.govuk-body { (t("These pages work without script, with a keyboard alone, with a screen reader, and at four times the size.")) }
        p.govuk-body { (t("Boxes do not offer what was typed in them before, although other sites do. Somebody else could use the same phone, so this is on purpose.")) }
        p.govuk-body { (t("If something does not work for you, ring a service from the list and tell them, or ask somebody to ring for you.")) }
    };
    told(page)
}

/// Whom to ring.
///
/// # Errors
/// When the area is not served here.
pub async fn contact(here: Here) -> Answer {
    let t = |english: &'static str| here.tongue.turn(english);
    let services = public_services(&here.app, &here.area).await?;
    let lines: Vec<_> = services
        .iter()
        .filter(|service| matches!(service.kind, ServiceKind::Helpline | ServiceKind::FrontDoor))
        .filter(|service| !service.phones.is_empty())
        .collect();
    let mut page = here.page("Contact", "Whom to ring")?;
    page.body = html! {
        (danger(&here))
        @for service in &lines {
            h2.govuk-heading-s { a.govuk-link href=(here.tongue.path(&format!("/find/{}", service.id))) { (here.tongue.in_english(&service.name)) } }
            @for (digits, label) in &service.phones { p.govuk-body { @if !label.is_empty() { (here.tongue.in_english(label)) ": " } (number(digits)) } }
        }
        @if lines.is_empty() { p.govuk-body { (t("No line is listed here yet.")) } }
    };
    told(page)
}
