//! Consultations: advice to a professional, kept, ended with a reason, or made a referral with nothing typed again (R47–R52).

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::referrals::consultations::{
    NewConsultation, end_consultation, list_consultations, open_consultation, record_consultation,
    refer_consultation,
};
use hawthorn_components::{
    BackLink, Button, Cell, Column, Crumb, NotificationBanner, Page, SummaryList, SummaryRow,
    Table, TextInput,
};
use hawthorn_domain::platform::ids::ConsultationId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use hawthorn_domain::referrals::Consultation;
use hawthorn_domain::referrals::consultation::{ConsultationEnd, NamedPerson, Signpost};
use hawthorn_domain::referrals::partner::Referrer;
use maud::{Markup, html};

use super::partners::Asked;
use super::signposts;
use crate::error::{Answer, PageError};
use crate::forms::{Problems, Typed};
use crate::layout::{self, pieces};
use crate::pages::incidents::{refused, writing};
use crate::seat::Seat;

const DONE: &[(&str, &str)] = &[
    ("kept", "The consultation is kept."),
    ("ended", "It is kept why it was not referred."),
    (
        "signposted",
        "It is kept that somebody was pointed to this service.",
    ),
];
/// How many children the form has boxes for.
const CHILDREN: usize = 3;
/// Where the form stands and goes to.
const NEW: &str = "/consultations/new";

fn reference(id: &str) -> Result<ConsultationId, PageError> {
    id.parse().map_err(|_| PageError(Refusal::NotFound))
}

fn crumbs() -> Vec<Crumb> {
    vec![
        Crumb::new("/", "My work"),
        Crumb::new("/consultations", "Consultations"),
    ]
}

/// `GET /consultations`.
pub async fn list(mut seat: Seat) -> Answer {
    let found = list_consultations(&seat.app, &mut seat.ask).await?;
    let page = Page {
        breadcrumbs: vec![Crumb::new("/", "My work")],
        ..seat.page("Consultations", "Consultations")
    };
    Ok(layout::answer(
        render_list(page, &found),
        &Problems::default(),
    ))
}

/// The list from its value.
pub fn render_list(page: Page, found: &[Consultation]) -> Page {
    let head: Vec<Column> = [
        "Reference",
        "When",
        "Who asked",
        "Advised by",
        "What became of it",
    ]
    .map(Into::into)
    .into();
    let rows: Vec<Vec<Cell>> = found
        .iter()
        .map(|one| {
            let link =
                html! { a.govuk-link href={ "/consultations/" (one.id) } { (one.id.short()) } };
            vec![
                link.into(),
                words::moment(one.at).into(),
                one.asked_by.organisation.as_str().into(),
                one.advised_by.name.as_str().into(),
                became(one).into(),
            ]
        })
        .collect();
    Page {
        body: html! {
            p.govuk-body { "Professionals may ask for advice on support and on whether to refer. The advice is kept whether or not it becomes a referral." }
            p.govuk-body { a.govuk-link href="/consultations/new" { "Keep a consultation" } }
            @if found.is_empty() { (pieces::nothing("No consultation has been kept yet.")) } @else {
                (Table::new("Consultations, newest first", head, rows))
            }
        },
        ..page
    }
}

fn became(one: &Consultation) -> &'static str {
    match &one.end {
        None => "Open",
        Some(ConsultationEnd::Referred(_)) => "Referred",
        Some(ConsultationEnd::NotReferred(_)) => "Not referred",
    }
}

/// `GET /consultations/new`.
pub async fn new(seat: Seat) -> Answer {
    form_page(seat, &Problems::default(), &Typed::default()).await
}

/// `POST /consultations/new`.
pub async fn send(mut seat: Seat, typed: Typed) -> Answer {
    let text = |name: &str| typed.one(name).to_owned();
    let named = |prefix: &str| NamedPerson {
        given: text(&format!("{prefix}_given")),
        family: text(&format!("{prefix}_family")),
        born: text(&format!("{prefix}_born")),
    };
    let consultation = NewConsultation {
        asked_by: Referrer {
            name: text("referrer_name"),
            role: text("referrer_role"),
            organisation: text("referrer_organisation"),
            agency: None,
            contact: text("referrer_contact"),
        },
        worry: text("worry"),
        victim: named("victim"),
        person_causing_harm: named("other"),
        children: (0..CHILDREN)
            .map(|place| named(&format!("child-{place}")))
            .collect(),
        advice: text("advice"),
    };
    match record_consultation(&seat.app, &mut seat.ask, consultation).await {
        Ok(id) => Ok(Redirect::to(&format!("/consultations/{id}?done=kept")).into_response()),
        Err(refusal) => form_page(seat, &Problems::of(refusal)?, &typed).await,
    }
}

async fn form_page(mut seat: Seat, problems: &Problems, typed: &Typed) -> Answer {
    let typed = &seat.kept(typed, NEW.to_owned(), NEW.to_owned()).await?;
    let page = Page {
        breadcrumbs: crumbs(),
        back: Some(BackLink::new("/consultations")),
        ..seat.page("Keep a consultation", "Keep a consultation")
    };
    Ok(layout::answer(render_new(page, problems, typed), problems))
}

fn input(name: &str, label: &str, problems: &Problems, typed: &Typed) -> TextInput {
    TextInput {
        error: problems.at(name),
        value: typed.one(name).to_owned(),
        autocomplete: "off".to_owned(),
        ..TextInput::new(name, label)
    }
}

/// The form from its value.
pub fn render_new(page: Page, problems: &Problems, typed: &Typed) -> Page {
    let person = |prefix: &str, title: &str| -> Markup {
        let one = |name: &str, words: &str| TextInput {
            label: html! { span.govuk-visually-hidden { (title) ": " } (words) }.into(),
            ..input(&format!("{prefix}_{name}"), words, problems, typed)
        };
        html! {
            h3.govuk-heading-s { (title) }
            div.govuk-grid-row {
                div.govuk-grid-column-one-third { (one("given", "Given names")) }
                div.govuk-grid-column-one-third { (one("family", "Family name")) }
                div.govuk-grid-column-one-third { (one("born", "Date of birth")) }
            }
        }
    };
    Page {
        body: html! {
            @if let Some(message) = refused(problems) { (message) }
            (typed.offer())
            form method="post" action=(typed.action(NEW)) novalidate autocomplete="off" {
                h2.govuk-heading-m { "Who asked" }
                (input("referrer_name", "Name", problems, typed))
                (input("referrer_role", "Their part", problems, typed))
                (input("referrer_organisation", "Where they work", problems, typed))
                (input("referrer_contact", "Telephone or mail at work", problems, typed))
                h2.govuk-heading-m { "What they asked" }
                (writing("worry", "What worries them", "", typed.one("worry"), problems.at("worry")))
                p.govuk-body { "A consultation need not name anybody. What is typed here goes with it if it becomes a referral." }
                (person("victim", "Victim"))
                (person("other", "Person causing harm"))
                @for place in 0..CHILDREN { (person(&format!("child-{place}"), &format!("Child {}", place.saturating_add(1)))) }
                h2.govuk-heading-m { "Advice" }
                (writing("advice", "The advice given", "", typed.one("advice"), problems.at("advice")))
                (Button::new("Keep the consultation"))
                (typed.keep_button())
            }
        },
        ..page
    }
}

/// `GET /consultations/{id}`.
pub async fn one(seat: Seat, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let flash = layout::done_banner(Some(&asked.done), DONE);
    show(
        seat,
        reference(&id)?,
        flash,
        &Problems::default(),
        &Typed::default(),
    )
    .await
}

/// `POST /consultations/{id}/end`.
pub async fn end(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    match end_consultation(&seat.app, &mut seat.ask, id, typed.one("reason")).await {
        Ok(()) => Ok(Redirect::to(&format!("/consultations/{id}?done=ended")).into_response()),
        Err(refusal) => show(seat, id, None, &Problems::of(refusal)?, &typed).await,
    }
}

/// `POST /consultations/{id}/refer`.
pub async fn refer(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    match refer_consultation(&seat.app, &mut seat.ask, id).await {
        Ok(made) => {
            let path = format!("/partner-referrals/{made}?done=received");
            Ok(Redirect::to(&path).into_response())
        }
        Err(Refusal::Fields(problems)) => {
            let all: Vec<String> = problems
                .into_iter()
                .map(|problem| problem.message)
                .collect();
            let refusal = Refusal::Rule(all.join(" "));
            show(seat, id, None, &Problems::of(refusal)?, &typed).await
        }
        Err(refusal) => show(seat, id, None, &Problems::of(refusal)?, &typed).await,
    }
}

async fn show(
    mut seat: Seat,
    id: ConsultationId,
    flash: Option<NotificationBanner>,
    problems: &Problems,
    typed: &Typed,
) -> Answer {
    let (consultation, signposts) = open_consultation(&seat.app, &mut seat.ask, id).await?;
    let may = seat.ask.may_in_area(&seat.app, Verb::RecordSignpost);
    let services = signposts::offered(&seat, may).await?;
    let may_refer = seat.ask.may_in_area(&seat.app, Verb::ReceivePartner);
    let title = format!("Consultation {}", id.short());
    let page = Page {
        flash,
        breadcrumbs: crumbs(),
        back: Some(BackLink::new("/consultations")),
        ..seat.page(title.clone(), title)
    };
    let view = View {
        consultation: &consultation,
        signposts: &signposts,
        services: &services,
        may_refer,
    };
    Ok(layout::answer(
        render(page, &view, problems, typed),
        problems,
    ))
}

/// What the page of a consultation shows.
pub struct View<'a> {
    /// The consultation.
    pub consultation: &'a Consultation,
    /// Services that somebody was pointed to.
    pub signposts: &'a [Signpost],
    /// Services on offer.
    pub services: &'a [(String, String)],
    /// Whether the reader may make it a referral.
    pub may_refer: bool,
}

/// The page from its value.
pub fn render(page: Page, view: &View<'_>, problems: &Problems, typed: &Typed) -> Page {
    let one = view.consultation;
    let named = |person: &NamedPerson| {
        let parts = [&person.given, &person.family, &person.born];
        let said: Vec<&str> = parts
            .iter()
            .map(|part| part.trim())
            .filter(|part| !part.is_empty())
            .collect();
        if said.is_empty() {
            "Not named".to_owned()
        } else {
            said.join(" ")
        }
    };
    let children: Vec<String> = one.children.iter().map(named).collect();
    Page {
        body: html! {
            @if let Some(message) = refused(problems) { (message) }
            (SummaryList::new(vec![
                SummaryRow::new("Who asked", html! { (one.asked_by.name) @if !one.asked_by.role.is_empty() { ", " (one.asked_by.role) } br; (one.asked_by.organisation) br; (one.asked_by.contact) }),
                SummaryRow::new("What worries them", pieces::written(&one.worry)),
                SummaryRow::new("Victim", named(&one.victim)),
                SummaryRow::new("Person causing harm", named(&one.person_causing_harm)),
                SummaryRow::new("Children", if children.is_empty() { "None named".to_owned() } else { children.join("; ") }),
                SummaryRow::new("Advice", pieces::written(&one.advice)),
                SummaryRow::new("Advised by", format!("{}, {}", one.advised_by.name, words::moment(one.at))),
            ]))
            @match &one.end {
                Some(ConsultationEnd::Referred(id)) => { p.govuk-body { "It became " a.govuk-link href={ "/partner-referrals/" (id) } { "partner’s referral " (id.short()) } "." } }
                Some(ConsultationEnd::NotReferred(why)) => { h2.govuk-heading-m { "Not referred" } (pieces::written(why)) }
                None => {
                    @if view.may_refer {
                        h2.govuk-heading-m { "Refer" }
                        form method="post" action={ "/consultations/" (one.id) "/refer" } novalidate {
                            p.govuk-body { "What was typed goes with it. Police are flagged at once." }
                            (Button::new("Make it a referral"))
                        }
                    }
                    h2.govuk-heading-m { "Not refer" }
                    form method="post" action={ "/consultations/" (one.id) "/end" } novalidate {
                        (writing("reason", "Why it is not referred", "", typed.one("reason"), problems.at("reason")))
                        (Button::secondary("Keep why it is not referred"))
                    }
                }
            }
            (signposts::part("consultation", &one.id.to_string(), view.signposts, view.services, problems))
        },
        ..page
    }
}
