//! What we know: the people of an incident, their routes and their other incidents as a picture with its table (ux.md 5.3).

use hawthorn_app::incidents::open_incident::{Other, PartyView, Workspace};
use hawthorn_components::{
    Bracket, Cell, Column, Details, InsetText, Mark, MarkShape, Table, Tag, TagColour,
    TimelinePicture,
};
use hawthorn_domain::incidents::child_protocol::ChildProtocol;
use hawthorn_domain::incidents::{PartyRole, Route};
use hawthorn_domain::people::contact::Standing;
use hawthorn_domain::platform::calendar::london_date;
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_domain::platform::words;
use jiff::Timestamp;
use jiff::civil::Date;
use maud::{Markup, Render, html};

use super::born_words;
use crate::layout::in_time::{place, severity, ticks, year_before};
use crate::layout::pieces;
use crate::pages::marac::flags;

const LANES: [&str; 3] = ["Both people", "Victim", "Other person"];

/// The column of the workspace.
pub(super) fn column(workspace: &Workspace) -> Markup {
    html! {
        h2.govuk-heading-m { "What we know" }
        (flag(workspace))
        (suggestions(workspace))
        (people(&workspace.parties))
        @if let Some(protocol) = &workspace.child_protocol { (children(protocol)) }
        (marac(workspace))
        (routes(&workspace.incident.routes))
        h3.govuk-heading-s { "History" }
        @if workspace.others.is_empty() {
            (pieces::nothing("No other incident of these people is on record."))
        } @else {
            (others(&workspace.others))
        }
    }
}

/// The history as a picture, when there is any.
pub(super) fn at_a_glance(workspace: &Workspace, now: Timestamp) -> Markup {
    html! {
        @if !workspace.others.is_empty() {
            h2.govuk-heading-m { "History at a glance" }
            (picture(workspace, london_date(now)))
        }
    }
}

fn suggestions(workspace: &Workspace) -> Markup {
    let open = workspace.open_suggestions.len();
    html! {
        @if open > 0 {
            (InsetText::new(html! {
                (words::count(open as i64, "record", "records")) " may be the same people. "
                @if workspace.allowed.review_suggestions {
                    @for (place, id) in workspace.open_suggestions.iter().enumerate() {
                        a.govuk-link href={ "/people/review/" (id) } { "Compare record " (place + 1) }
                        " "
                    }
                } @else { "Somebody of the desk has to compare them." }
            }))
        }
    }
}

fn people(parties: &[PartyView]) -> Markup {
    let head = vec!["Name".into(), "Part".into(), Column::from("Born (age)")];
    let rows = parties.iter().map(person).collect();
    html! { (Table::new(words::count(parties.len() as i64, "person", "people"), head, rows)) }
}

/// What the area has settled for children at the address: whom to ask, and who hears by themselves (R212).
fn children(protocol: &ChildProtocol) -> Markup {
    Details::new(
        "Children at the address",
        html! {
            @if let Some(liaison) = &protocol.liaison {
                p.govuk-body { "Ask the " (words::inside(&liaison.post)) " (" (liaison.of) "), who sits with " (liaison.with) "." }
            }
            @if protocol.told.is_empty() && !protocol.on_sheet {
                p.govuk-body { "Nothing goes by itself. Tell children’s social care." }
            } @else {
                p.govuk-body { "By the area’s settings this goes by itself:" }
                ul.govuk-list.govuk-list--bullet {
                    @for (trigger, recipient) in &protocol.told {
                        li { (trigger.label()) ": " (words::inside(recipient.label())) }
                    }
                    @if protocol.on_sheet { li { "A standard incident stands on the daily sheet, where social care writes what it holds" } }
                }
            }
        },
    )
    .render()
}

/// The flag that the pair carries, with the way to refer it again from here (F21).
fn flag(workspace: &Workspace) -> Markup {
    let again = pair(workspace).map(|(victim, other)| {
        format!(
            "/marac/refer/{victim}/{other}?incident={}",
            workspace.incident.id
        )
    });
    flags::shown(workspace.flag.as_ref(), again.as_deref())
}

fn pair(workspace: &Workspace) -> Option<(PersonId, PersonId)> {
    let of = |role| {
        let mut parties = workspace.parties.iter();
        parties.find(|party| party.role == role)?.person
    };
    Some((of(PartyRole::Victim)?, of(PartyRole::PersonCausingHarm)?))
}

/// The way from an incident to MARAC: any professional may refer the pair (R173).
fn marac(workspace: &Workspace) -> Markup {
    html! {
        @if let Some((victim, other)) = pair(workspace) {
            p.govuk-body {
                a.govuk-link href={ "/marac/refer/" (victim) "/" (other) "?incident=" (workspace.incident.id) } {
                    "See which criteria of the MARAC meeting this pair meets, or refer it"
                }
            }
            p.govuk-body {
                a.govuk-link href={ "/risk/assess/" (victim) "/" (other) "?incident=" (workspace.incident.id) } {
                    "Assess the risk of this pair, or see earlier assessments"
                }
            }
        }
    }
}

fn person(party: &PartyView) -> Vec<Cell> {
    let other_name = !party.name_as_reported.is_empty() && party.name_as_reported != party.name;
    let name = html! {
        @match party.person {
            Some(id) => a.govuk-link href={ "/people/" (id) } { (party.name) },
            None => (party.name),
        }
        @if other_name { br; "Reported as " (party.name_as_reported) }
        @if party.safe_contact == Standing::DoNotContact { br; (Tag::new("Asked not to be contacted", TagColour::Red)) }
    };
    let part = html! {
        (party.role.label())
        @if !party.relationship.is_empty() { br; (party.relationship) " of the victim" }
        @if let Some(language) = &party.language { br; "Needs " (language) }
    };
    vec![
        name.into(),
        part.into(),
        born_words(party.born, party.age).into(),
    ]
}

fn routes(routes: &[Route]) -> Markup {
    html! {
        @if !routes.is_empty() {
            h3.govuk-heading-s { "Routes it must take" }
            ul."govuk-list"."govuk-list--bullet" { @for route in routes { li { (route.label()) } } }
        }
    }
}

fn others(others: &[Other]) -> Markup {
    let head = vec![
        "Reported".into(),
        "Between".into(),
        "Level".into(),
        Column::from("Decision"),
    ];
    let rows = others.iter().map(other).collect();
    let caption = format!(
        "{} of these people, newest first",
        words::count(others.len() as i64, "other incident", "other incidents")
    );
    html! { (Table::new(caption, head, rows)) }
}

fn other(other: &Other) -> Vec<Cell> {
    let reported = html! {
        a.govuk-link href={ "/incidents/" (other.id) } { (words::date(london_date(other.reported_at))) }
        br;
        (other.reference)
        @if !other.earlier { br; "After this one" }
    };
    let name = |name: &Option<String>| name.clone().unwrap_or_else(|| "not named".to_owned());
    let between = html! {
        (name(&other.victim)) " and " (name(&other.person_causing_harm))
        br;
        (whose(other))
    };
    let decision = other
        .outcome
        .map_or("Not decided", |outcome| outcome.label());
    vec![
        reported.into(),
        between.into(),
        html! { (pieces::level_badge(other.level, "", "")) }.into(),
        decision.into(),
    ]
}

const fn whose(other: &Other) -> &'static str {
    match (other.of_pair, other.of_victim, other.of_person_causing_harm) {
        (true, ..) => "The same two people",
        (false, true, false) => "This victim with somebody else",
        (false, false, true) => "This person causing harm with somebody else",
        (false, ..) => "Both have a part in it",
    }
}

/// One dot for each incident on the line of whom it belongs to, and a bracket over
/// the twelve months before this one.
fn picture(workspace: &Workspace, today: Date) -> TimelinePicture {
    let this = london_date(workspace.incident.reported_at);
    let mut marks: Vec<Mark> = workspace.others.iter().map(mark).collect();
    marks.push(Mark {
        lane: 0,
        at: place(this),
        shape: MarkShape::Diamond,
        severity: severity(workspace.level),
        hollow: false,
        label: format!("This incident, {}", words::date(this)),
        href: "#reported".to_owned(),
    });
    let earliest = workspace
        .others
        .iter()
        .map(|other| london_date(other.reported_at))
        .min()
        .unwrap_or(this);
    let start = earliest.min(year_before(this));
    let end = workspace
        .others
        .iter()
        .map(|other| london_date(other.reported_at))
        .fold(today.max(this), Date::max);
    let bracket = bracket(&workspace.others, this);
    let said = bracket.as_ref().map_or_else(String::new, |bracket| {
        format!(" {} between these two people.", bracket.label)
    });
    TimelinePicture {
        id: "history-picture".to_owned(),
        title: format!("History from {} to {}", words::date(start), words::date(end)),
        description: format!("{} besides this one. Larger marks are higher levels.{said} The table below says the same.", words::count(workspace.others.len() as i64, "incident", "incidents")),
        start: place(start),
        end: place(end),
        lanes: LANES.map(str::to_owned).to_vec(),
        marks,
        brackets: bracket.into_iter().collect(),
        ticks: ticks(start, end),
        gaps: vec!["Police incidents only. What other agencies hold stands on the referral, once they have answered.".to_owned()],
    }
}

fn mark(other: &Other) -> Mark {
    let day = london_date(other.reported_at);
    let lane = match (other.of_pair, other.of_victim) {
        (true, _) => 0,
        (false, true) => 1,
        (false, false) => 2,
    };
    Mark {
        lane,
        at: place(day),
        shape: MarkShape::Circle,
        severity: severity(other.level),
        hollow: false,
        label: format!(
            "{}, level {}, {}",
            whose(other),
            other.level.label().to_lowercase(),
            words::date(day)
        ),
        href: format!("/incidents/{}", other.id),
    }
}

/// How many incidents of the two people fall in the twelve months up to this one.
fn bracket(others: &[Other], this: Date) -> Option<Bracket> {
    let since = year_before(this);
    let pair = || {
        others
            .iter()
            .filter(|other| other.of_pair)
            .map(|other| london_date(other.reported_at))
            .filter(|day| *day > since && *day <= this)
    };
    let first = pair().min()?;
    let number = pair().count().saturating_add(1);
    Some(Bracket {
        from: place(first),
        to: place(this),
        label: format!("{number} in 12 months"),
    })
}
