//! Find help: asked by a form that is posted, so that neither a place nor a topic stands in an address or a history.

use axum::extract::{Path, State};
use axum::response::IntoResponse;
use hawthorn_app::Refusal;
use hawthorn_app::directory::public::{public_service, public_services};
use hawthorn_components::{
    BackLink, Button, Checkboxes, Choice, InsetText, PublicPage, Select, SelectOption, SummaryList,
    SummaryRow,
};
use hawthorn_domain::directory::{Cost, ForWhom, Need, OpenState, PublicService, ServiceState};
use hawthorn_domain::platform::words;
use jiff::Timestamp;
use maud::{Markup, html};

use super::{Answer, PublicState, answer};
use crate::forms::{Problems, Typed};
use crate::pages::directory::when;

/// What may be asked for on the public pages: needs, in the order in which they are offered.
const NEEDS: [Need; 12] = [
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
pub async fn page(State(state): State<PublicState>) -> Answer {
    show(&state, None).await
}

/// The services that fit.
///
/// # Errors
/// When the store does not answer.
pub async fn send(State(state): State<PublicState>, typed: Typed) -> Answer {
    show(&state, Some(&typed)).await
}

async fn show(state: &PublicState, typed: Option<&Typed>) -> Answer {
    let services = public_services(&state.app, &state.area).await?;
    let now = state.around.now();
    let mut page = state.page("Find help", "Find help near you")?;
    page.back = Some(BackLink::new("/before"));
    page.body = render(state, &services, typed, now);
    Ok(answer(page, &Problems::default()))
}

fn render(
    state: &PublicState,
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
    let state_of = |service: &PublicService| service.opening.state(now, state.app.holidays());
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
    html! {
        form method="post" action="/find" novalidate autocomplete="off" {
            (select("need", "What would help", "Anything", NEEDS.iter().map(|need| (need.code(), need.label())), asked))
            (select("whom", "For", "Anybody", ForWhom::ALL.iter().filter(|whom| **whom != ForWhom::Professionals).map(|whom| (whom.code(), whom.label())), asked))
            @if !places.is_empty() {
                (select("place", "Where", "Anywhere here", places.iter().map(|place| (place.as_str(), place.as_str())), asked))
            }
            (Checkboxes { values: vec![asked.one("open").to_owned()], ..Checkboxes::single("open", Choice::new("now", "Open now")) })
            (Button::new("Show who can help"))
        }
        @if typed.is_some() { (list(&found, now)) }
    }
}

fn select<'a>(
    name: &str,
    label: &'static str,
    any: &'static str,
    items: impl Iterator<Item = (&'a str, &'a str)>,
    asked: &Typed,
) -> Select {
    let items = std::iter::once(SelectOption::new("", any))
        .chain(items.map(|(code, words)| SelectOption::new(code, words)))
        .collect();
    Select {
        value: asked.one(name).to_owned(),
        ..Select::new(name, label, items)
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

fn list(found: &[(&PublicService, OpenState)], now: Timestamp) -> Markup {
    html! {
        h2.govuk-heading-m id="found" { (words::count(found.len() as i64, "service fits", "services fit")) }
        @if found.is_empty() {
            p.govuk-body { "Take one thing out, “Open now” first. " a.govuk-link href="/contact" { "Whom to ring at any hour" } }
        }
        ul.govuk-list.govuk-list--spaced {
            @for (service, open) in found {
                li {
                    a.govuk-link."govuk-!-font-weight-bold" href={ "/find/" (service.id) } { (service.name) }
                    br;
                    (open_words(service, *open, now))
                    @for (number, label) in service.phones.iter().take(1) { br; @if !label.is_empty() { (label) ": " } (number) }
                }
            }
        }
    }
}

fn open_words(service: &PublicService, open: OpenState, now: Timestamp) -> String {
    if service.state == ServiceState::TemporarilyClosed {
        return "Closed for a while".to_owned();
    }
    match open {
        OpenState::NotKnown => "Opening times not known".to_owned(),
        OpenState::Open(None) => "Open now".to_owned(),
        OpenState::Open(Some(until)) => format!("Open now, until {}", when(until, now)),
        OpenState::Closed(None) => "Closed now".to_owned(),
        OpenState::Closed(Some(opens)) => format!("Closed now, opens {}", when(opens, now)),
    }
}

/// One service.
///
/// # Errors
/// When there is none that may be told.
pub async fn one(State(state): State<PublicState>, Path(id): Path<String>) -> Answer {
    let id = id.parse().map_err(|_| Refusal::NotFound)?;
    let service = public_service(&state.app, &state.area, id).await?;
    let now = state.around.now();
    let open = service.opening.state(now, state.app.holidays());
    let page = PublicPage {
        back: Some(BackLink::new("/find")),
        body: facts(&service, open, now),
        // The title names no service: its name could tell what it is about.
        ..state.page("A service", &service.name)?
    };
    Ok(answer(page, &Problems::default()).into_response())
}

fn facts(service: &PublicService, open: OpenState, now: Timestamp) -> Markup {
    let rows = how_to_reach(service, open, now)
        .into_iter()
        .chain(whom_it_serves(service))
        .flatten()
        .collect();
    html! {
        @if !service.about.is_empty() { p.govuk-body-l { (service.about) } }
        (SummaryList::new(rows))
        @if service.checked_on.is_none() {
            (InsetText::new("Nobody here has checked these details yet. If a number does not answer, try another service."))
        } @else if let Some(day) = service.checked_on {
            p.govuk-hint { "Checked on " (words::date(day)) }
        }
        p.govuk-body { "A call can stand in the list of calls of your phone. " a.govuk-link href="/safe" { "Is this device safe to use?" } }
    }
}

fn row(key: &str, value: String) -> Option<SummaryRow> {
    (!value.is_empty()).then(|| SummaryRow::new(key.to_owned(), value))
}

fn lines(all: &[String]) -> Markup {
    html! { ul.govuk-list { @for line in all { li { (line) } } } }
}

fn how_to_reach(
    service: &PublicService,
    open: OpenState,
    now: Timestamp,
) -> [Option<SummaryRow>; 4] {
    let numbers: Vec<String> = service
        .phones
        .iter()
        .map(|(number, label)| match label.as_str() {
            "" => number.clone(),
            label => format!("{label}: {number}"),
        })
        .collect();
    [
        (!numbers.is_empty()).then(|| SummaryRow::new("Telephone", lines(&numbers))),
        Some(SummaryRow::new(
            "Open",
            html! {
                p.govuk-body { strong { (open_words(service, open, now)) } }
                (lines(&service.opening.told()))
                @if !service.out_of_hours.is_empty() { p.govuk-body { (service.out_of_hours) } }
            },
        )),
        row("E-mail", service.emails.join(", ")),
        (!service.web.is_empty()).then(|| {
            SummaryRow::new(
                "Web page",
                html! { a.govuk-link href=(service.web) rel="noopener noreferrer" { (service.web) } },
            )
        }),
    ]
}

fn whom_it_serves(service: &PublicService) -> [Option<SummaryRow>; 8] {
    let cost = match (service.cost, service.cost_note.is_empty()) {
        (Cost::NotKnown, true) => String::new(),
        (cost, true) => cost.label().to_owned(),
        (cost, false) => format!("{}. {}", cost.label(), service.cost_note),
    };
    let whom: Vec<&str> = service.for_whom.iter().map(|whom| whom.label()).collect();
    let genders: Vec<&str> = service.genders.iter().map(|one| one.label()).collect();
    let genders = if genders.is_empty() {
        "Everybody".to_owned()
    } else {
        genders.join(", ")
    };
    [
        row("For", whom.join(", ")),
        row("Ages", service.ages.clone()),
        row("Genders", genders),
        row("Cost", cost),
        row("Languages besides English", service.languages.join(", ")),
        row("Access", service.accessibility.clone()),
        row("Where", place(service)),
        row("Run by", service.organisation.clone()),
    ]
}

fn place(service: &PublicService) -> String {
    if service.secret {
        return "The address is secret. Ring to find out more.".to_owned();
    }
    match (&service.address, service.national) {
        (Some(address), _) => format!("{}, {}, {}", address.street, address.town, address.postcode),
        (None, true) => "The whole country".to_owned(),
        (None, false) => service.places.join(", "),
    }
}
