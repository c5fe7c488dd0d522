//! A person's record: names, dates of birth, addresses, ties, incidents; how to reach them stands on a card of its own.

use axum::extract::Path;
use hawthorn_app::Refusal;
use hawthorn_app::people::open_person::{AddressView, Part, PersonPage, open_person};
use hawthorn_components::{
    Cell, IdentityStrip, InsetText, NavItem, NotificationBanner, Page, SubNavigation, SummaryList,
    SummaryRow, Table, Tag, TagColour,
};
use hawthorn_domain::people::{Born, Source};
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_domain::platform::words;
use jiff::civil::Date;
use maud::{Markup, Render, html};

use crate::error::Answer;
use crate::forms::Problems;
use crate::layout::answer;
use crate::layout::pieces::{self, level_badge, nothing};
use crate::seat::Seat;

/// A person's record.
pub async fn page(mut seat: Seat, Path(id): Path<String>) -> Answer {
    let id = id.parse::<PersonId>().map_err(|_| Refusal::NotFound)?;
    let view = open_person(&seat.app, &mut seat.ask, id).await?;
    Ok(answer(
        render(heading(&seat, id), &view),
        &Problems::default(),
    ))
}

fn heading(seat: &Seat, id: PersonId) -> Page {
    seat.page(format!("Person {id}"), "Person’s record")
}

/// The links to the parts of a person's record; the one that is open by its words.
pub(super) fn parts(
    id: PersonId,
    open: &str,
    (may_view_shared, may_view_history): (bool, bool),
) -> SubNavigation {
    let here = format!("/people/{id}");
    let all = [
        (here.clone(), "Record", true),
        (format!("{here}/timeline"), "Timeline", true),
        (format!("{here}/links"), "Links", true),
        (format!("{here}/contact"), "Safe contact", true),
        (
            format!("{here}/shared"),
            "Who was given what",
            may_view_shared,
        ),
        (
            format!("/history/person/{id}"),
            "Who looked",
            may_view_history,
        ),
    ];
    let items = all.into_iter().filter(|(_, _, there)| *there);
    let item = |(href, words, _): (String, &'static str, bool)| {
        NavItem::new(href, words).current_if(words == open)
    };
    SubNavigation::new("This person", items.map(item).collect())
}

/// The page of a record.
pub fn render(page: Page, view: &PersonPage) -> Page {
    let here = format!("/people/{}", view.id);
    let may = (view.may_view_shared, view.may_view_history);
    Page {
        wide: true,
        identity: Some(strip(view, &here)),
        sub_nav: Some(parts(view.id, "Record", may)),
        body: html! {
            @if view.restricted {
                (InsetText::new("This record is restricted. Only named people and two lead roles can find it. Do not speak of it to others, not even that it exists."))
            }
            @if !view.open_suggestions.is_empty() { (duplicates(view)) }
            div.govuk-grid-row {
                div class="govuk-grid-column-one-half" {
                    h2.govuk-heading-m { "Who this is" }
                    (identity(view))
                    h2.govuk-heading-m { "Addresses" }
                    (addresses(&view.addresses))
                }
                div class="govuk-grid-column-one-half" {
                    h2.govuk-heading-m { "Reaching them safely" }
                    (contact(view))
                    h2.govuk-heading-m { "Other people" }
                    (ties(view))
                }
            }
            h2.govuk-heading-m { "Incidents" }
            (incidents(&view.incidents))
            h2.govuk-heading-m { "MARAC referrals" }
            (marac(view))
        },
        ..page
    }
}

fn strip(view: &PersonPage, here: &str) -> IdentityStrip {
    let born = view.born.first().map_or(Born::Unknown, |fact| fact.born);
    IdentityStrip {
        name: view.name.clone(),
        href: here.to_owned(),
        reference: view.id.to_string(),
        born: view
            .age
            .map_or_else(|| born.words(), |age| format!("{} ({age})", born.words())),
        language: view
            .language
            .as_ref()
            .map(|language| format!("{language}, interpreter needed"))
            .unwrap_or_default(),
        safe_contact: pieces::safe_contact(&view.standing),
        orders: view.orders.clone(),
        ..IdentityStrip::default()
    }
}

fn duplicates(view: &PersonPage) -> Markup {
    let count = words::count(
        view.open_suggestions.len() as i64,
        "other record",
        "other records",
    );
    html! {
        (NotificationBanner::important(html! {
            p.govuk-notification-banner__heading { (count) " may be this person." }
            @if view.may_review {
                ul.govuk-list {
                    @for (place, id) in view.open_suggestions.iter().enumerate() {
                        li { a.govuk-notification-banner__link href={ "/people/review/" (id) } { "Compare record " (place + 1) } }
                    }
                }
            }
        }))
    }
}

/// Where a fact came from and when it was noted.
pub(super) fn source(source: &Source) -> Markup {
    html! { br; span.govuk-hint { (source.what) ", " (words::moment(source.at)) } }
}

fn identity(view: &PersonPage) -> Markup {
    let mut rows = Vec::new();
    for name in &view.names {
        rows.push(SummaryRow::new(
            name.kind.label(),
            html! { (name.shown()) (between(name.from, name.to)) (source(&name.source)) },
        ));
    }
    for fact in &view.born {
        rows.push(SummaryRow::new(
            "Born",
            html! { (fact.born.words()) (source(&fact.source)) },
        ));
    }
    if view.born.is_empty() {
        rows.push(SummaryRow::new("Born", "Not known"));
    }
    rows.push(SummaryRow::new("Sex as recorded", view.sex.label()));
    for identifier in &view.identifiers {
        rows.push(SummaryRow::new(
            identifier.scheme.to_uppercase(),
            html! { (identifier.value) (source(&identifier.source)) },
        ));
    }
    for record in &view.linked {
        rows.push(SummaryRow::new("Also recorded as", html! {
            a.govuk-link href={ "/people/" (record.id) } { (record.name) } ", " (record.born.after_a_name())
            @if let Some(answer) = record.joined_by {
                br; a.govuk-link href={ "/people/review/" (answer) } { "Look at this answer again" span.govuk-visually-hidden { ": " (record.name) } }
            }
        }));
    }
    SummaryList::new(rows).render()
}

/// From when and until when, as far as known.
fn between(from: Option<Date>, to: Option<Date>) -> Markup {
    html! {
        @if let Some(from) = from { ", from " (words::date(from)) }
        @if let Some(to) = to { ", until " (words::date(to)) }
    }
}

pub(super) fn addresses(addresses: &[AddressView]) -> Markup {
    if addresses.is_empty() {
        return nothing("No address is recorded.");
    }
    html! {
        ul.govuk-list {
            @for address in addresses {
                li {
                    @if address.confidential {
                        strong { (address.line) } ". Ask the worker who knows this person if you need it."
                    } @else {
                        (address.line) " " (address.postcode)
                    }
                    (between(address.from, address.to))
                    (source(&address.source))
                }
            }
        }
    }
}

fn contact(view: &PersonPage) -> Markup {
    let contact = &view.safe_contact;
    let given = |text: &str| {
        if text.is_empty() {
            "Not asked yet".to_owned()
        } else {
            text.to_owned()
        }
    };
    html! {
        @if contact.do_not_contact {
            (InsetText::new("This person asked not to be contacted. Speak to the worker who knows them."))
        }
        (SummaryList::new(vec![
            SummaryRow::new("Safe times", given(&contact.safe_times)),
            SummaryRow::new("If somebody else answers", given(&contact.if_someone_else_answers)),
            SummaryRow::new("Who must not learn of it", given(&contact.unsafe_people)),
            SummaryRow::new("Last asked", contact.checked_at.map_or_else(|| "Not asked yet".to_owned(), words::moment)),
        ]))
        p.govuk-body { a.govuk-link href={ "/people/" (view.id) "/contact" } { "Open the safe-contact card" } }
        @if view.may_view_matac {
            p.govuk-body { a.govuk-link href={ "/matac/person/" (view.id) } { "Score of harm, MATAC and the disclosure scheme" } }
        }
        @if view.may_edit {
            p.govuk-body { a.govuk-link href={ "/people/" (view.id) "/secret-places" } { "Places that have to stay secret" } }
            p.govuk-body { a.govuk-link href={ "/people/" (view.id) "/about" } { "What the person says of themselves" } }
        }
    }
}

fn ties(view: &PersonPage) -> Markup {
    if view.ties.is_empty() {
        return nothing("No ties to other people are recorded.");
    }
    html! {
        ul.govuk-list {
            @for tie in &view.ties {
                li {
                    @match tie.other {
                        Some(id) => { a.govuk-link href={ "/people/" (id) } { (tie.name) } }
                        None => { (tie.name) }
                    }
                    ": " (tie.is)
                }
            }
        }
    }
}

fn incidents(parts: &[Part]) -> Markup {
    if parts.is_empty() {
        return nothing("No incident that you may open names this person.");
    }
    let row = |part: &Part| -> Vec<Cell> {
        let roles: Vec<&str> = part.roles.iter().map(|role| role.label()).collect();
        vec![
            html! { a.govuk-link href={ "/incidents/" (part.incident) } { (part.reference) } }
                .into(),
            words::moment(part.reported_at).into(),
            level_badge(part.level, "", "").render().into(),
            roles.join(", ").into(),
        ]
    };
    let caption = format!(
        "{}, newest first",
        words::count(parts.len() as i64, "incident", "incidents")
    );
    let columns = ["Reference", "Reported", "Level", "Part"];
    html! { (Table::new(caption, columns.map(Into::into).to_vec(), parts.iter().map(row).collect())) }
}

fn marac(view: &PersonPage) -> Markup {
    if view.marac.is_empty() {
        return nothing(
            "No referral to the multi-agency risk assessment conference (MARAC) as the victim that you may open.",
        );
    }
    let rows = view.marac.iter().map(|line| {
        vec![
            html! { a.govuk-link href={ "/marac/" (line.id) } { "Referred on " (words::moment(line.referred_at)) } }.into(),
            html! { (Tag::new(line.state.label(), TagColour::Grey)) }.into(),
            line.heard_at.map_or_else(|| "Not yet".to_owned(), words::moment).into(),
        ]
    });
    html! { (Table::new("Referrals as the victim, oldest first", vec!["Referral".into(), "State".into(), "Heard".into()], rows.collect())) }
}
