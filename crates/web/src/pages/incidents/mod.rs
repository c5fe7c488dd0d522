//! The screening desk's pages: the worklist, one incident, its level, its decision and imports (ux.md 4.1).

use hawthorn_app::incidents::open_incident::{PartyView, Workspace};
use hawthorn_app::incidents::standing::Held;
use hawthorn_components::{
    BackLink, Crumb, ErrorMessage, IdentityStrip, NavItem, Page, SafeContact, SubNavigation,
    Textarea,
};
use hawthorn_domain::incidents::PartyRole;
use hawthorn_domain::people::Born;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use hawthorn_domain::risk::grading::LevelChange;
use jiff::Timestamp;

use crate::forms::Problems;
use crate::layout::pieces;
use crate::seat::Seat;

pub mod child_screen;
pub mod decision;
pub mod feedback;
pub mod figures;
pub mod imports;
pub mod kinds;
mod known;
pub mod level;
pub mod sheet;
mod to_do;
pub mod worklist;
mod worklist_table;
pub mod workspace;

/// Which page of an incident is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Here {
    Workspace,
    Level,
    Decision,
}

/// A page of one incident with the reader's furniture, the victim's identity
/// strip and the links to the incident's other pages.
pub(crate) fn furnished(
    seat: &Seat,
    workspace: &Workspace,
    title: &str,
    heading: &str,
    here: Here,
) -> Page {
    let incident = &workspace.incident;
    let base = format!("/incidents/{}", incident.id);
    let link =
        |href: String, words: &str, place| NavItem::new(href, words).current_if(here == place);
    let mut links = vec![
        link(base.clone(), "Incident", Here::Workspace),
        link(format!("{base}/level"), "Risk level", Here::Level),
        link(format!("{base}/decision"), "Decision", Here::Decision),
    ];
    let more = [
        ("feedback", "Risk form", Verb::ViewFormFeedback),
        ("child-screen", "Child screen", Verb::ScreenChild),
    ];
    let may = |verb: &Verb| seat.ask.may_in_area(&seat.app, *verb);
    for (path, words, _) in more.iter().filter(|(_, _, verb)| may(verb)) {
        links.push(NavItem::new(format!("{base}/{path}"), *words));
    }
    if may(&Verb::RecordSignpost) {
        let href = format!("/signposts/incident/{}", incident.id);
        links.push(NavItem::new(href, "Services"));
    }
    if workspace.allowed.view_history {
        links.push(NavItem::new(
            format!("/history/incident/{}", incident.id),
            "History",
        ));
    }
    Page {
        caption: format!("Incident {}", incident.reference),
        breadcrumbs: vec![
            Crumb::new("/", "My work"),
            Crumb::new("/incidents", "Incidents"),
        ],
        back: (here != Here::Workspace).then(|| BackLink::new(base)),
        identity: Some(identity(workspace)),
        sub_nav: Some(SubNavigation::new("Incident", links)),
        ..seat.page(format!("{title}, {}", incident.id.short()), heading)
    }
}

fn identity(workspace: &Workspace) -> IdentityStrip {
    let victim = workspace
        .parties
        .iter()
        .find(|party| party.role == PartyRole::Victim);
    let basis = if workspace.level == workspace.incident.reported_level {
        "as reported"
    } else {
        "changed at the desk"
    };
    IdentityStrip {
        name: victim.map_or_else(
            || "Victim not named".to_owned(),
            |victim| victim.name.clone(),
        ),
        href: victim
            .and_then(|victim| victim.person)
            .map(|id| format!("/people/{id}"))
            .unwrap_or_default(),
        reference: workspace.incident.id.short(),
        born: victim
            .map(|victim| born_words(victim.born, victim.age))
            .unwrap_or_default(),
        language: victim
            .and_then(|victim| victim.language.clone())
            .map(|language| format!("{language}, interpreter needed"))
            .unwrap_or_default(),
        safe_contact: victim.map_or(SafeContact::NotKnown, |victim| {
            pieces::safe_contact(&victim.safe_contact)
        }),
        risk: Some(pieces::level_badge(
            workspace.level,
            basis,
            words::date(hawthorn_domain::platform::calendar::london_date(
                level_since(workspace),
            )),
        )),
        children: children_words(&workspace.parties),
        ..IdentityStrip::default()
    }
}

/// Since when the level in force has been in force.
fn level_since(workspace: &Workspace) -> Timestamp {
    let agreed = |change: &&LevelChange| change.answer.as_ref().is_some_and(|answer| answer.agreed);
    workspace
        .incident
        .level_changes
        .iter()
        .filter(agreed)
        .filter_map(|change| change.answer.as_ref())
        .next_back()
        .map_or(workspace.incident.reported_at, |answer| answer.at)
}

fn children_words(parties: &[PartyView]) -> String {
    let children = || {
        parties
            .iter()
            .filter(|party| party.role == PartyRole::Child)
    };
    let number = children().count();
    match (number, children().filter_map(|child| child.age).min()) {
        (0, _) => String::new(),
        (number, None) => words::count(number as i64, "child", "children"),
        (number, Some(age)) => {
            format!(
                "{}, youngest {age}",
                words::count(number as i64, "child", "children")
            )
        }
    }
}

/// A date of birth with the age, as far as they are known: `2 November 1976 (49)`.
pub(crate) fn born_words(born: Born, age: Option<i16>) -> String {
    match (born, age) {
        (Born::Unknown | Born::Aged { .. }, _) | (_, None) => born.words(),
        (_, Some(age)) => format!("{} ({age})", born.words()),
    }
}

/// The same, to go on after a name: `born 2 November 1976 (49)`, `aged 6 on 27 March 2026`.
pub(crate) fn born_phrase(born: Born, age: Option<i16>) -> String {
    match (born, age) {
        (Born::Unknown | Born::Aged { .. }, _) | (_, None) => born.after_a_name(),
        (_, Some(age)) => format!("{} ({age})", born.after_a_name()),
    }
}

/// Who has an incident and until when: `You, until 3:05pm`.
pub(crate) fn held_words(held: &Held) -> String {
    let who = if held.mine { "You" } else { held.by.as_str() };
    format!("{who}, until {}", words::clock_time(held.until))
}

/// A box for longer text about a case: never remembered by the browser, what was
/// typed kept, the problem beside it.
pub(crate) fn writing(
    name: &str,
    label: &str,
    hint: &str,
    text: &str,
    error: Option<ErrorMessage>,
) -> Textarea {
    Textarea {
        hint: (!hint.is_empty()).then(|| hint.into()),
        error,
        value: text.to_owned(),
        rows: Some(4),
        autocomplete: "off".to_owned(),
        spellcheck: Some(true),
        ..Textarea::new(name, label)
    }
}

/// The version that a form was shown with, so that a late save can be refused.
pub(crate) fn seen(typed: &crate::forms::Typed) -> Option<i64> {
    typed.one("version").parse().ok()
}

/// Whether the whole page has a problem that belongs to no one field.
pub(crate) fn refused(problems: &Problems) -> Option<ErrorMessage> {
    problems.at("main-content")
}
