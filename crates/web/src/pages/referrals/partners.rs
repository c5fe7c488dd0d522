//! Partners' referrals: the lists, one of them with its four checks, its word to police and its decision (R102–R112).

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::referrals::partners::{PartnerView, Partners, list_partners, open_partner};
use hawthorn_app::referrals::police_flag::{TakenUp, take_police_flag};
use hawthorn_app::referrals::screen_partner::{decide_partner, record_partner_check};
use hawthorn_components::{
    BackLink, Button, Cell, Choice, Column, Crumb, InsetText, NotificationBanner, Page, Radios,
    SummaryList, SummaryRow, Table, Tag, TagColour, TextInput,
};
use hawthorn_domain::platform::ids::PartnerReferralId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use hawthorn_domain::referrals::PartnerReferral;
use hawthorn_domain::referrals::partner::{PartnerCheck, PartnerOutcome};
use jiff::Timestamp;
use maud::{Markup, html};

use super::signposts;
use crate::error::{Answer, PageError};
use crate::forms::{Problems, Typed};
use crate::layout::{self, pieces};
use crate::pages::incidents::{refused, writing};
use crate::pages::people::candidates;
use crate::seat::Seat;

const DONE: &[(&str, &str)] = &[
    (
        "received",
        "The referral is received and its people are on the record.",
    ),
    ("checked", "The check is kept."),
    ("decided", "The decision is kept."),
    ("police", "What became of the word to police is kept."),
    (
        "signposted",
        "It is kept that somebody was pointed to this service.",
    ),
];

/// What has just been done.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub struct Asked {
    /// Its code.
    #[serde(default)]
    pub(super) done: String,
}

fn reference(id: &str) -> Result<PartnerReferralId, PageError> {
    id.parse().map_err(|_| PageError(Refusal::NotFound))
}

/// `GET /partner-referrals`.
pub async fn list(mut seat: Seat) -> Answer {
    let partners = list_partners(&seat.app, &mut seat.ask).await?;
    let now = seat.ask.now;
    let page = seat.page("Partners’ referrals", "Partners’ referrals");
    Ok(layout::answer(
        render_list(page, &partners, now),
        &Problems::default(),
    ))
}

/// `GET /partner-referrals/{id}`.
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

/// `POST /partner-referrals/{id}/check`.
pub async fn check(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    let Some(check) = PartnerCheck::from_code(typed.one("check")) else {
        return Err(PageError(Refusal::NotFound));
    };
    let found = typed.one(&format!("found-{}", check.code())).to_owned();
    let done = record_partner_check(&seat.app, &mut seat.ask, id, check, &found).await;
    after(seat, id, done.map(|()| "checked"), &typed).await
}

/// `POST /partner-referrals/{id}/decision`.
pub async fn decision(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    let done = match PartnerOutcome::from_code(typed.one("outcome")) {
        Some(outcome) => decide_partner(&seat.app, &mut seat.ask, id, outcome, typed.one("reason"))
            .await
            .map(|_| "decided"),
        None => Err(Refusal::field("outcome", "Choose where it goes.")),
    };
    after(seat, id, done, &typed).await
}

/// `POST /partner-referrals/{id}/police`.
pub async fn police(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    let taken = TakenUp {
        reference: typed.one("reference").to_owned(),
        victim_reached: typed.one("victim_reached") == "yes",
        form_done: typed.one("form_done") == "yes",
        words: typed.one("words").to_owned(),
    };
    let done = take_police_flag(&seat.app, &mut seat.ask, id, taken).await;
    after(seat, id, done.map(|()| "police"), &typed).await
}

async fn after(
    seat: Seat,
    id: PartnerReferralId,
    done: Result<&'static str, Refusal>,
    typed: &Typed,
) -> Answer {
    match done {
        Ok(code) => {
            Ok(Redirect::to(&format!("/partner-referrals/{id}?done={code}")).into_response())
        }
        Err(refusal) => show(seat, id, None, &Problems::of(refusal)?, typed).await,
    }
}

async fn show(
    mut seat: Seat,
    id: PartnerReferralId,
    flash: Option<NotificationBanner>,
    problems: &Problems,
    typed: &Typed,
) -> Answer {
    let view = open_partner(&seat.app, &mut seat.ask, id).await?;
    let services = signposts::offered(&seat, view.may(Verb::RecordSignpost)).await?;
    let title = format!("Partner’s referral {}", id.short());
    let page = Page {
        flash,
        breadcrumbs: vec![
            Crumb::new("/", "My work"),
            Crumb::new("/partner-referrals", "Partners’ referrals"),
        ],
        back: Some(BackLink::new("/partner-referrals")),
        ..seat.page(title.clone(), title)
    };
    let page = render(page, &view, &services, problems, typed);
    Ok(layout::answer(page, problems))
}

/// The lists from their value.
pub fn render_list(page: Page, partners: &Partners, now: Timestamp) -> Page {
    Page {
        breadcrumbs: vec![Crumb::new("/", "My work")],
        body: html! {
            p.govuk-body { "A professional’s referral is looked at here first. Police are flagged the moment it is received." }
            @if partners.may_receive {
                p.govuk-body {
                    a.govuk-link href="/partner-referrals/new" { "Receive a partner’s referral" } " · "
                    a.govuk-link href="/consultations" { "Consultations" }
                }
            }
            h2.govuk-heading-m { "To check and decide" }
            (table(&partners.to_screen, "Waiting for checks, oldest first", "No partner’s referral waits for its checks.", now))
            h2.govuk-heading-m { "Flagged to police" }
            (table(&partners.for_police, "Not taken up yet, oldest first", "Police have taken up every partner’s referral.", now))
            h2.govuk-heading-m { "Decided" }
            (table(&partners.done, "Decided, newest first", "No partner’s referral has been decided yet.", now))
        },
        ..page
    }
}

fn table(rows: &[PartnerReferral], caption: &str, nothing: &str, now: Timestamp) -> Markup {
    let head: Vec<Column> = ["Reference", "Received", "From", "Level", "How far"]
        .map(Into::into)
        .into();
    let lines: Vec<Vec<Cell>> = rows.iter().map(|row| line(row, now)).collect();
    html! {
        @if rows.is_empty() { (pieces::nothing(nothing)) } @else { (Table::new(caption, head, lines)) }
    }
}

fn line(row: &PartnerReferral, now: Timestamp) -> Vec<Cell> {
    let waited = words::span(now.duration_since(row.received_at).as_secs());
    let link = html! {
        a.govuk-link href={ "/partner-referrals/" (row.id) } { (row.id.short()) }
        @if row.urgent { br; (Tag::new("Urgent", TagColour::Red)) }
    };
    let far = html! {
        @match &row.decision {
            Some(decision) => { (decision.outcome.label()) }
            None => { (row.checks.len()) " of " (PartnerCheck::ALL.len()) " checks, waiting " (waited) }
        }
        @if row.police.taken.is_none() { br; "Police: flagged, not taken up" }
    };
    vec![
        link.into(),
        words::moment(row.received_at).into(),
        row.referrer.organisation.as_str().into(),
        row.level.label().into(),
        far.into(),
    ]
}

/// The page from its value.
pub fn render(
    page: Page,
    view: &PartnerView,
    services: &[(String, String)],
    problems: &Problems,
    typed: &Typed,
) -> Page {
    let referral = &view.referral;
    Page {
        body: html! {
            @if let Some(message) = refused(problems) { (message) }
            (candidates::panel(&view.may_be))
            (what_came(view))
            h2.govuk-heading-m { "People" }
            ul.govuk-list {
                @for person in &view.people {
                    li {
                        (person.role) ": "
                        @match &person.href { Some(href) => { a.govuk-link href=(href) { (person.name) } } None => { (person.name) } }
                        @if !person.born.is_empty() { ", " (person.born) }
                    }
                }
            }
            (police_part(view, problems, typed))
            h2.govuk-heading-m { "Four checks" }
            p.govuk-body { (view.earlier) }
            @for check in PartnerCheck::ALL { (one_check(view, *check, problems, typed)) }
            (decision_part(view, problems, typed))
            (signposts::part("partner_referral", &referral.id.to_string(), &view.signposts, services, problems))
        },
        ..page
    }
}

fn what_came(view: &PartnerView) -> Markup {
    let referral = &view.referral;
    let from = &referral.referrer;
    html! {
        @if referral.urgent {
            (InsetText::new(html! { "The referrer says that it cannot wait." @if referral.advised_to_ring { " They were told to ring police as well; the referral was flagged to police all the same." } }))
        }
        (SummaryList::new(vec![
            SummaryRow::new("Received", format!("{}, {} by {}", words::moment(referral.received_at), words::inside(referral.door.label()), referral.received_by.name)),
            SummaryRow::new("Referrer", html! { (from.name) @if !from.role.is_empty() { ", " (from.role) } br; (from.organisation) br; (from.contact) }),
            SummaryRow::new("What worries them", pieces::written(&referral.worry)),
            SummaryRow::new("Level", referral.level.label()),
            SummaryRow::new("Risk form", html! { (referral.dash.done.label()) @if let Some(score) = referral.dash.score { ", score " (score) } @if !referral.dash.by.is_empty() { ", by " (referral.dash.by) } }),
            SummaryRow::new("Victim told", referral.told_victim.label()),
            SummaryRow::new("Agrees to support being told", referral.consent.label()),
        ]))
    }
}

fn police_part(view: &PartnerView, problems: &Problems, typed: &Typed) -> Markup {
    let flag = &view.referral.police;
    let other = flag.other_force.as_deref();
    let may = flag.taken.is_none()
        && if other.is_some() {
            view.may(Verb::ScreenPartner)
        } else {
            view.may(Verb::TakePoliceFlag)
        };
    let yes_no = || vec![Choice::new("yes", "Yes"), Choice::new("no", "No, not yet")];
    html! {
        h2.govuk-heading-m { "Police" }
        @match other {
            Some(force) => { p.govuk-body { "It happened in the area of another force, " (force) ", and goes straight there." } }
            None => {
                p.govuk-body {
                    "Flagged to police " (words::moment(flag.raised_at)) ", the moment it was received."
                    @if let Some(incident) = view.referral.incident {
                        " At the desk it is " a.govuk-link href={ "/incidents/" (incident) } { "this incident" }
                        @if let Some(desk) = view.desk { " (" (words::inside(desk)) ")" } "."
                    }
                }
            }
        }
        @if let Some(taken) = &flag.taken {
            (SummaryList::new(vec![
                SummaryRow::new("Reference", taken.reference.as_str()),
                SummaryRow::new("Victim reached", if taken.victim_reached { "Yes" } else { "Not yet" }),
                SummaryRow::new("Risk form done by police", if taken.form_done { "Yes" } else { "Not yet" }),
                SummaryRow::new("Recorded", html! { (taken.by.name) ", " (words::moment(taken.at)) @if !taken.words.is_empty() { br; (taken.words) } }),
            ]))
        } @else if may {
            form method="post" action={ "/partner-referrals/" (view.referral.id) "/police" } novalidate autocomplete="off" {
                (TextInput {
                    error: problems.at("reference"),
                    value: typed.one("reference").to_owned(),
                    hint: Some("The number under which police have it.".into()),
                    ..TextInput::new("reference", "Police reference")
                })
                @if other.is_none() {
                    (Radios { value: typed.one("victim_reached").to_owned(), ..Radios::new("victim_reached", "Has the victim been reached?", yes_no()) })
                    (Radios { value: typed.one("form_done").to_owned(), ..Radios::new("form_done", "Has a risk form been done with the victim?", yes_no()) })
                }
                (writing("words", "What is to be added", "", typed.one("words"), problems.at("words")))
                (Button::secondary(if other.is_some() { "Keep that the other force was told" } else { "Keep that police have it" }))
            }
        } @else {
            p.govuk-body { @if other.is_some() { "That force has not been told yet." } @else { "Police have not taken it up yet." } }
        }
    }
}

fn one_check(
    view: &PartnerView,
    check: PartnerCheck,
    problems: &Problems,
    typed: &Typed,
) -> Markup {
    let done = view.referral.checks.get(&check);
    let field = format!("found-{}", check.code());
    let may = view.referral.is_open() && view.may(Verb::ScreenPartner);
    html! {
        h3.govuk-heading-s { (check.label()) }
        @if let Some(done) = done {
            (pieces::written(&done.found))
            p.govuk-body-s { "Done by " (done.by.name) ", " (words::moment(done.at)) }
        } @else if may {
            form method="post" action={ "/partner-referrals/" (view.referral.id) "/check" } novalidate {
                input type="hidden" name="check" value=(check.code());
                (writing(&field, "What was found", "Or that nothing is held.", typed.one(&field), problems.at(&field)))
                (Button::secondary(html! { "Keep the check" span.govuk-visually-hidden { ": " (check.label()) } }))
            }
        } @else {
            p.govuk-body { "Not done yet." }
        }
    }
}

fn decision_part(view: &PartnerView, problems: &Problems, typed: &Typed) -> Markup {
    let referral = &view.referral;
    let (proposed, because) = &view.proposed;
    let outcomes = PartnerOutcome::ALL
        .iter()
        .map(|outcome| Choice::new(outcome.code(), outcome.label()))
        .collect();
    html! {
        h2.govuk-heading-m { "Decision" }
        @if let Some(decision) = &referral.decision {
            p.govuk-body { (decision.outcome.label()) ", by " (decision.by.name) ", " (words::moment(decision.at)) "." }
            (pieces::written(&decision.reason))
            p.govuk-body { "The rules pointed to: " (words::inside(decision.proposed.label())) "." }
            @if let Some(became) = decision.referral {
                p.govuk-body { a.govuk-link href={ "/referrals/" (became) } { "Open the referral into the MASH" } }
            }
        } @else {
            p.govuk-body { "The rules point to: " (words::inside(proposed.label())) ", because " (because.iter().map(|why| pieces::without_numbers(why)).collect::<Vec<_>>().join("; ")) "." }
            @if view.may(Verb::ScreenPartner) {
                form method="post" action={ "/partner-referrals/" (referral.id) "/decision" } novalidate {
                    (Radios { value: typed.one("outcome").to_owned(), error: problems.at("outcome"), ..Radios::new("outcome", "Where does it go?", outcomes) })
                    (writing("reason", "Why", "Every decision is kept with its reason.", typed.one("reason"), problems.at("reason")))
                    (Button::new("Keep the decision"))
                }
            }
        }
    }
}
