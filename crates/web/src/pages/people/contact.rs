//! The safe-contact card of a person: how, when and where, what never to do, and one number or address at a time after the check (R25–R32).

use axum::extract::{Path, Query};
use axum::response::{Html, IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::people::record_safe_contact::record_safe_contact;
use hawthorn_app::people::safe_contact::{ContactPage, Opened, WayLine, open_contact, reach};
use hawthorn_components::{
    BackLink, Button, Cell, Details, IdentityStrip, InsetText, LinkButton, NotificationBanner,
    Page, SummaryList, SummaryRow, Table,
};
use hawthorn_domain::people::SafeContact;
use hawthorn_domain::people::contact::{Told, Way};
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_domain::platform::words;
use maud::{Markup, Render, html};

use super::contact_form;
use super::person::source;
use crate::error::{Answer, PageError, status};
use crate::forms::{Problems, Typed};
use crate::layout::pieces::{self, nothing};
use crate::layout::{answer, done_banner};
use crate::seat::Seat;

const DONE: &[(&str, &str)] = &[(
    "kept",
    "The card is kept. Every page of this person now says so.",
)];

/// What has just been done.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Asked {
    done: Option<String>,
}

/// `GET /people/{id}/contact`.
pub async fn page(mut seat: Seat, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let view = open_contact(&seat.app, &mut seat.ask, reference(&id)?).await?;
    let mut page = render(furnished(&seat, &view, "Safe contact"), &view, None);
    page.flash = done_banner(asked.done.as_deref(), DONE);
    Ok(answer(page, &Problems::default()))
}

/// `GET /people/{id}/contact/change`.
pub async fn change(mut seat: Seat, Path(id): Path<String>) -> Answer {
    let view = open_contact(&seat.app, &mut seat.ask, reference(&id)?).await?;
    let typed = contact_form::filled(&view, seat.ask.today());
    let page = furnished(&seat, &view, "Write down safe contact");
    let problems = Problems::default();
    Ok(answer(
        contact_form::render(page, &view, &problems, &typed),
        &problems,
    ))
}

/// `POST /people/{id}/contact`.
pub async fn record(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    let said = contact_form::said(&typed);
    match record_safe_contact(&seat.app, &mut seat.ask, id, said).await {
        Ok(()) => Ok(Redirect::to(&format!("/people/{id}/contact?done=kept")).into_response()),
        Err(refusal) => {
            let problems = Problems::of(refusal)?;
            let view = open_contact(&seat.app, &mut seat.ask, id).await?;
            let page = furnished(&seat, &view, "Write down safe contact");
            Ok(answer(
                contact_form::render(page, &view, &problems, &typed),
                &problems,
            ))
        }
    }
}

/// `POST /people/{id}/contact/reach`: one way in full, after the check. It stands
/// on this one answer only: loading the page again hides it.
pub async fn one_way(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    let missing = || PageError(Refusal::NotFound);
    let way = Way::from_code(typed.one("way")).ok_or_else(missing)?;
    let index: usize = typed.one("index").parse().map_err(|_| missing())?;
    let told = reach(&seat.app, &mut seat.ask, id, way, index).await;
    let refused = match &told {
        Err(Refusal::Rule(why)) => Some(Refusal::Rule(why.clone())),
        _ => None,
    };
    let opened = match told {
        Ok(opened) => Some(opened),
        Err(_) if refused.is_some() => None,
        Err(other) => return Err(other.into()),
    };
    let view = open_contact(&seat.app, &mut seat.ask, id).await?;
    let shown = opened.as_ref().map(|opened| (way, index, opened));
    let mut page = render(furnished(&seat, &view, "Safe contact"), &view, shown);
    let Some(refusal) = refused else {
        return Ok(answer(page, &Problems::default()));
    };
    page.flash = Some(NotificationBanner::important(format!(
        "Not shown. {refusal}"
    )));
    Ok((status(&refusal), Html(page.render().into_string())).into_response())
}

fn reference(id: &str) -> Result<PersonId, PageError> {
    id.parse().map_err(|_| PageError(Refusal::NotFound))
}

fn furnished(seat: &Seat, view: &ContactPage, heading: &str) -> Page {
    let person = format!("/people/{}", view.id);
    let back = if heading == "Safe contact" {
        person.clone()
    } else {
        format!("{person}/contact")
    };
    Page {
        back: Some(BackLink::new(back)),
        identity: Some(IdentityStrip {
            name: view.name.clone(),
            href: person,
            reference: view.id.to_string(),
            safe_contact: pieces::safe_contact(&view.standing),
            ..IdentityStrip::default()
        }),
        ..seat.page(format!("{heading}, {}", view.id.short()), heading)
    }
}

/// The card, with one way in full when it has just been opened.
pub fn render(page: Page, view: &ContactPage, shown: Option<(Way, usize, &Opened)>) -> Page {
    Page {
        body: html! {
            @if view.card.do_not_contact {
                (InsetText::new("This person asked not to be contacted. Speak to the worker who knows them."))
            }
            @match shown {
                Some((way, _, opened)) => { (in_full(way, opened)) }
                None => { (said(&view.card, view.has_code_word)) }
            }
            @if view.may_record {
                (LinkButton::new(format!("/people/{}/contact/change", view.id), "Write down what is said now"))
            }
            h2.govuk-heading-m { "Numbers and addresses" }
            p.govuk-body { "An answer holds for " (words::count(i64::from(view.lapse_days), "day", "days")) ", then it must be asked again. Each look is kept." }
            (ways(view, shown.map(|(way, index, _)| (way, index))))
            (earlier(&view.earlier))
        },
        ..page
    }
}

/// The way that was opened, with everything to keep to while using it.
fn in_full(way: Way, opened: &Opened) -> Markup {
    let card = &opened.card;
    let mut rows = vec![SummaryRow::new(
        way.label(),
        html! { strong { (opened.cleared.to()) } },
    )];
    let texts = [
        ("When", &card.safe_times),
        ("If somebody else answers", &card.if_someone_else_answers),
        ("Never", &card.never),
        ("Who must not learn of it", &card.unsafe_people),
        ("Code word", &card.code_word),
    ];
    let given = texts.iter().filter(|(_, text)| !text.is_empty());
    rows.extend(given.map(|(key, text)| SummaryRow::new(*key, text.as_str())));
    if way == Way::Phone {
        rows.push(SummaryRow::new(
            "Leave a message",
            card.may_leave_message.label(),
        ));
        rows.push(SummaryRow::new(
            "Say where you call from",
            card.may_say_who.label(),
        ));
    }
    html! {
        (NotificationBanner::important(html! {
            p.govuk-notification-banner__heading { "Cleared for this contact, " (words::moment(opened.cleared.at())) }
            p.govuk-body { "Kept that you saw it. It is hidden again when you leave this page." }
        }))
        (SummaryList::new(rows))
    }
}

fn said(card: &SafeContact, has_code_word: bool) -> SummaryList {
    let given = |text: &str| {
        if text.is_empty() {
            "Not asked yet".to_owned()
        } else {
            text.to_owned()
        }
    };
    let answer = |told: Told| told.label();
    let mut rows = vec![
        SummaryRow::new("Safe times", given(&card.safe_times)),
        SummaryRow::new("Never", given(&card.never)),
        SummaryRow::new(
            "If somebody else answers",
            given(&card.if_someone_else_answers),
        ),
        SummaryRow::new("Who must not learn of it", given(&card.unsafe_people)),
        SummaryRow::new("Leave a message", answer(card.may_leave_message)),
        SummaryRow::new("Say where the call comes from", answer(card.may_say_who)),
        SummaryRow::new(
            "Whose words",
            card.whose.map_or("Not asked yet", |whose| whose.label()),
        ),
        SummaryRow::new("Asked", asked(card)),
    ];
    if has_code_word {
        rows.push(SummaryRow::new(
            "Code word",
            "Agreed. It is shown together with a number.",
        ));
    }
    SummaryList::new(rows)
}

/// When it was asked and who wrote it down.
fn asked(card: &SafeContact) -> String {
    let Some(at) = card.checked_at else {
        return "Not asked yet".to_owned();
    };
    let day = words::date(hawthorn_domain::platform::calendar::london_date(at));
    match &card.recorded_by {
        Some(by) => format!("{day}, written down by {}", by.name),
        None => day,
    }
}

fn ways(view: &ContactPage, shown: Option<(Way, usize)>) -> Markup {
    if view.ways.is_empty() {
        return nothing("No number and no address is recorded.");
    }
    let row = |line: &WayLine| -> Vec<Cell> {
        vec![
            line.way.label().into(),
            html! { (line.shown) (source(&line.source)) }.into(),
            line.safety.label().into(),
            if shown == Some((line.way, line.index)) {
                "Shown above, and kept that you saw it".into()
            } else {
                open(view.id, line).into()
            },
        ]
    };
    let columns = ["Way", "Number or address", "Safety", "Use"].map(Into::into);
    html! { (Table::new("Every way on the record", columns.to_vec(), view.ways.iter().map(row).collect())) }
}

/// The button, where the check can be passed; otherwise why not.
fn open(id: PersonId, line: &WayLine) -> Markup {
    html! {
        @match &line.why_not {
            Some(why) => { (why) }
            None => {
                form method="post" action={ "/people/" (id) "/contact/reach" } {
                    input type="hidden" name="way" value=(line.way.code());
                    input type="hidden" name="index" value=(line.index);
                    (Button { classes: "govuk-!-margin-bottom-0".to_owned(), ..Button::secondary(html! { "Use this " (line.way.thing()) span.govuk-visually-hidden { ": " (line.shown) } }) })
                }
            }
        }
    }
}

/// What was said before, newest first.
fn earlier(cards: &[SafeContact]) -> Markup {
    if cards.is_empty() {
        return html! {};
    }
    let number = words::count(cards.len() as i64, "earlier answer", "earlier answers");
    let all = html! {
        @for card in cards {
            h3.govuk-heading-s { (asked(card)) }
            @if card.do_not_contact { p.govuk-body { "Asked not to be contacted." } }
            (said(card, false))
        }
    };
    html! { (Details::new(number, all)) }
}
