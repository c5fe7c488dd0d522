//! Find help: asked by a form that is posted, so that neither a place nor a topic stands in an address or a history.

use std::borrow::Cow;

use axum::extract::Path;
use axum::response::IntoResponse;
use hawthorn_app::Refusal;
use hawthorn_app::directory::public::{public_service, public_services};
use hawthorn_components::{
    BackLink, Button, Checkboxes, Choice, InsetText, Select, SelectOption, SummaryList, SummaryRow,
};
use hawthorn_domain::directory::{Cost, ForWhom, Need, OpenState, PublicService, ServiceState};
use hawthorn_domain::platform::words;
use jiff::Timestamp;
use maud::{Markup, html};

use super::here::Here;
use super::pages::number;
use super::{Answer, answer};
use crate::forms::{Problems, Typed};
use crate::pages::directory::when;

/// What may be asked for on the public pages: needs, in the order in which they are offered.
pub(super) const NEEDS: [Need; 12] = [
    Need::DomesticAbuse,
    Need::SafeHousing,
    Need::HomeSecurity,
    Need::SexualViolence,
    Need::Stalking,
    Need::HonourBased,
    Need::ForcedMarriage,
    Need::Counselling,
    Need::Legal,
    Need::Children,
    Need::PartnersPast,
    Need::OwnBehaviour,
];

/// The empty form.
///
/// # Errors
/// When the store does not answer.
pub async fn page(here: Here) -> Answer {
    show(&here, None).await
}

/// The services that fit.
///
/// # Errors
/// When the store does not answer.
pub async fn send(here: Here, typed: Typed) -> Answer {
    show(&here, Some(&typed)).await
}

async fn show(here: &Here, typed: Option<&Typed>) -> Answer {
    let services = public_services(&here.app, &here.area).await?;
    let now = here.around.now();
    let mut page = here.page("Find help", "Find help near you")?;
    page.back = Some(BackLink::new(here.tongue.path("/before")));
    page.body = render(here, &services, typed, now);
    Ok(answer(page, &Problems::default()))
}

fn render(
    here: &Here,
    services: &[PublicService],
    typed: Option<&Typed>,
    now: Timestamp,
) -> Markup {
    let empty = Typed::default();
    let asked = typed.unwrap_or(&empty);
    let mut places: Vec<&String> = services
        .iter()
        .flat_map(|service| &service.places)
        .collect();
    places.sort();
    places.dedup();
    let state_of = |service: &PublicService| service.opening.state(now, here.app.holidays());
    let mut found: Vec<(&PublicService, OpenState)> = services
        .iter()
        .filter(|service| fits(service, asked))
        .map(|service| (service, state_of(service)))
        .filter(|(_, open)| asked.one("open") != "now" || open.is_open())
        .collect();
    found.sort_by_cached_key(|(service, open)| {
        (
            order(service, *open),
            service.national,
            service.name.to_lowercase(),
        )
    });
    let t = |english: &'static str| here.tongue.turn(english);
    let needs = NEEDS.iter().map(|need| (need.code(), t(need.label())));
    let whom = ForWhom::ALL
        .iter()
        .filter(|whom| **whom != ForWhom::Professionals)
        .map(|whom| (whom.code(), t(whom.label())));
    let parts = places
        .iter()
        .map(|place| (place.as_str(), Cow::Borrowed(place.as_str())));
    html! {
        form method="post" action=(here.tongue.path("/find")) novalidate autocomplete="off" {
            (select("need", t("What would help"), t("Anything"), needs, asked))
            (select("whom", t("For"), t("Anybody"), whom, asked))
            @if !places.is_empty() {
                (select("place", t("Where"), t("Anywhere here"), parts, asked))
            }
            (Checkboxes { values: vec![asked.one("open").to_owned()], ..Checkboxes::single("open", Choice::new("now", t("Open now").into_owned())) })
            (Button::new(t("Show who can help").into_owned()))
        }
        @if typed.is_some() { (list(here, &found, now)) }
    }
}

fn select<'a>(
    name: &str,
    label: Cow<'a, str>,
    any: Cow<'a, str>,
    items: impl Iterator<Item = (&'a str, Cow<'a, str>)>,
    asked: &Typed,
) -> Select {
    let items = std::iter::once(SelectOption::new("", any.into_owned()))
        .chain(items.map(|(code, words)| SelectOption::new(code, words.into_owned())))
        .collect();
    Select {
        value: asked.one(name).to_owned(),
        ..Select::new(name, label.into_owned(), items)
    }
}

fn fits(service: &PublicService, asked: &Typed) -> bool {
    let need = Need::from_code(asked.one("need"));
    let whom = ForWhom::from_code(asked.one("whom"));
    let place = asked.one("place");
    need.is_none_or(|need| service.needs.contains(&need))
        && whom.is_none_or(|whom| service.for_whom.contains(&whom))
        && (place.is_empty()
            || service.national
            || service.places.is_empty()
            || service.places.iter().any(|own| own == place))
}

fn order(service: &PublicService, open: OpenState) -> u8 {
    match open {
        _ if service.state == ServiceState::TemporarilyClosed => 3,
        OpenState::Open(_) => 0,
        OpenState::NotKnown => 1,
        OpenState::Closed(_) => 2,
    }
}

fn list(here: &Here, found: &[(&PublicService, OpenState)], now: Timestamp) -> Markup {
    let t = |english: &'static str| here.tongue.turn(english);
    let number_of = found.len().to_string();
    let how_many = match found.len() {
        1 => t("1 service fits").into_owned(),
        _ => here
            .tongue
            .turn_with("{number} services fit", &[("number", &number_of)]),
    };
    html! {
        h2.govuk-heading-m id="found" { (how_many) }
        @if !here.tongue.is_english() { p.govuk-body { (t("What services say of themselves is in English. You can ask for an interpreter who is not one of your family.")) } }
        @if found.is_empty() {
            p.govuk-body { (t("Take one thing out, “Open now” first.")) " " a.govuk-link href=(here.tongue.path("/contact")) { (t("Whom to ring at any hour")) } }
        }
        ul.govuk-list.govuk-list--spaced {
            @for (service, open) in found {
                li {
                    a.govuk-link."govuk-!-font-weight-bold" href=(here.tongue.path(&format!("/find/{}", service.id))) { (here.tongue.in_english(&service.name)) }
                    br;
                    (open_words(here, service, *open, now))
                    @for (digits, label) in service.phones.iter().take(1) { br; @if !label.is_empty() { (here.tongue.in_english(label)) ": " } (number(digits)) }
                }
            }
        }
    }
}

fn open_words(here: &Here, service: &PublicService, open: OpenState, now: Timestamp) -> String {
    let t = |english: &'static str| here.tongue.turn(english).into_owned();
    if service.state == ServiceState::TemporarilyClosed {
        return t("Closed for a while");
    }
    let with = |english: &str, at: Timestamp| {
        let at = if here.tongue.is_english() {
            when(at, now)
        } else {
            here.tongue.moment(at)
        };
        here.tongue.turn_with(english, &[("when", &at)])
    };
    match open {
        OpenState::NotKnown => t("Opening times not known"),
        OpenState::Open(None) => t("Open now"),
        OpenState::Open(Some(until)) => with("Open now, until {when}", until),
        OpenState::Closed(None) => t("Closed now"),
        OpenState::Closed(Some(opens)) => with("Closed now, opens {when}", opens),
    }
}

/// One service.
///
/// # Errors
/// When there is none that may be told.
pub async fn one(here: Here, Path(id): Path<String>) -> Answer {
    let id = id.parse().map_err(|_| Refusal::NotFound)?;
    let service = public_service(&here.app, &here.area, id).await?;
    let now = here.around.now();
    let open = service.opening.state(now, here.app.holidays());
    // The title names no service: its name could tell what it is about.
    let mut page = here.page("A service", "")?;
    page.heading = here.tongue.in_english(&service.name).into();
    page.back = Some(BackLink::new(here.tongue.path("/find")));
    page.body = facts(&here, &service, open, now);
    Ok(answer(page, &Problems::default()).into_response())
}

fn facts(here: &Here, service: &PublicService, open: OpenState, now: Timestamp) -> Markup {
    let t = |english: &'static str| here.tongue.turn(english);
    let rows = how_to_reach(here, service, open, now)
        .into_iter()
        .chain(whom_it_serves(here, service))
        .flatten()
        .collect();
    let checked = service.checked_on.map(|day| {
        let day = if here.tongue.is_english() {
            words::date(day)
        } else {
            day.strftime("%d/%m/%Y").to_string()
        };
        here.tongue.turn_with("Checked on {day}", &[("day", &day)])
    });
    html! {
        @if !service.about.is_empty() { p.govuk-body-l { (here.tongue.in_english(&service.about)) } }
        (SummaryList::new(rows))
        @match checked {
            Some(words) => { p.govuk-hint { (words) } }
            None => { (InsetText::new(t("Nobody here has checked these details yet. If a number does not answer, try another service.").into_owned())) }
        }
        p.govuk-body { (t("A call can stand in the list of calls of your phone.")) " " a.govuk-link href=(here.tongue.path("/safe")) { (t("Is this device safe to use?")) } }
    }
}

fn row(here: &Here, key: &'static str, value: Markup, there: bool) -> Option<SummaryRow> {
    there.then(|| SummaryRow::new(here.tongue.turn(key).into_owned(), value))
}

/// A row of what the service says of itself.
fn said(here: &Here, key: &'static str, value: &str) -> Option<SummaryRow> {
    row(here, key, here.tongue.in_english(value), !value.is_empty())
}

/// A row in the words of the page.
fn turned(here: &Here, key: &'static str, value: &str) -> Option<SummaryRow> {
    row(here, key, html! { (value) }, !value.is_empty())
}

fn lines(all: impl Iterator<Item = Markup>) -> Markup {
    html! { ul.govuk-list { @for line in all { li { (line) } } } }
}

fn how_to_reach(
    here: &Here,
    service: &PublicService,
    open: OpenState,
    now: Timestamp,
) -> [Option<SummaryRow>; 4] {
    let numbers = service.phones.iter().map(|(digits, label)| {
        html! { @if !label.is_empty() { (here.tongue.in_english(label)) ": " } (number(digits)) }
    });
    let times = service.opening.told();
    let times = times.iter().map(|line| here.tongue.in_english(line));
    let hours = html! {
        p.govuk-body { strong { (open_words(here, service, open, now)) } }
        (lines(times))
        @if !service.out_of_hours.is_empty() { p.govuk-body { (here.tongue.in_english(&service.out_of_hours)) } }
    };
    let web = html! { a.govuk-link href=(service.web) rel="noopener noreferrer" { bdi dir="ltr" { (service.web) } } };
    [
        row(
            here,
            "Telephone",
            lines(numbers),
            !service.phones.is_empty(),
        ),
        row(here, "Open", hours, true),
        said(here, "E-mail", &service.emails.join(", ")),
        row(here, "Web page", web, !service.web.is_empty()),
    ]
}

fn whom_it_serves(here: &Here, service: &PublicService) -> [Option<SummaryRow>; 8] {
    let t = |english: &'static str| here.tongue.turn(english).into_owned();
    let cost = match service.cost {
        Cost::NotKnown if service.cost_note.is_empty() => String::new(),
        cost => t(cost.label()),
    };
    let cost_words = html! {
        (cost)
        @if !service.cost_note.is_empty() { ". " (here.tongue.in_english(&service.cost_note)) }
    };
    let whom: Vec<String> = service
        .for_whom
        .iter()
        .map(|whom| t(whom.label()))
        .collect();
    let genders: Vec<String> = service.genders.iter().map(|one| t(one.label())).collect();
    let genders = if genders.is_empty() {
        t("Everybody")
    } else {
        genders.join(", ")
    };
    [
        turned(here, "For", &whom.join(", ")),
        said(here, "Ages", &service.ages),
        turned(here, "Genders", &genders),
        row(here, "Cost", cost_words, !cost.is_empty()),
        said(
            here,
            "Languages besides English",
            &service.languages.join(", "),
        ),
        said(here, "Access", &service.accessibility),
        place(here, service),
        said(here, "Run by", &service.organisation),
    ]
}

fn place(here: &Here, service: &PublicService) -> Option<SummaryRow> {
    let secret = "The address is secret. Ring to find out more.";
    match (&service.address, service.national) {
        _ if service.secret => turned(here, "Where", &here.tongue.turn(secret)),
        (Some(address), _) => {
            let whole = format!("{}, {}, {}", address.street, address.town, address.postcode);
            said(here, "Where", &whole)
        }
        (None, true) => turned(here, "Where", &here.tongue.turn("The whole country")),
        (None, false) => said(here, "Where", &service.places.join(", ")),
    }
}
