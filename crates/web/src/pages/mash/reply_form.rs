//! The reply to a request for information: who is known, a short chronology, what it means (R124–R140, ux.md 4.3).

use hawthorn_components::{Button, ButtonStyle, Checkboxes, Choice, DateInput, Radios};
use hawthorn_domain::mash::considerations::Consideration;
use hawthorn_domain::mash::request::{AskedPerson, EarlyHelpFact, Holding};
use maud::{Markup, html};

use super::requests::{View, person_words};
use crate::forms::{Problems, Typed};
use crate::pages::incidents::writing;

/// How many lines the chronology has at first, and how many more are added at a time.
const LINES: usize = 3;
/// No form needs more lines than the answer may have.
const MOST_LINES: usize = 200;

/// How many lines were typed over; what the reader asked for besides is added by the form.
pub(super) fn lines(typed: &Typed) -> usize {
    typed.one("lines").parse().unwrap_or(0).min(MOST_LINES)
}

/// Nobody is known, said in one press (SPOC-1).
pub(super) fn nothing_form(view: &View<'_>) -> Markup {
    let people = view.request.request.people.len();
    let words = if people == 1 {
        "Answer: nothing held on this person".to_owned()
    } else {
        format!("Answer: nothing held on any of the {people} people")
    };
    html! {
        h2.govuk-heading-m { "Nothing held on anyone?" }
        form method="post" action={ (view.action()) "/nothing" } { (Button::secondary(words)) }
    }
}

/// The answer in full.
pub(super) fn form(view: &View<'_>, problems: &Problems, typed: &Typed) -> Markup {
    let text = |name: &str, label: &str, hint: &str| {
        writing(name, label, hint, typed.one(name), problems.at(name))
    };
    html! {
        (typed.offer())
        form method="post" action=(typed.action(&view.action())) novalidate {
            h2.govuk-heading-m { "What your agency holds" }
            (holdings(view, problems, typed))
            (chronology(problems, typed))
            (text("summary", "What it means for risk", "Your analysis in a few sentences, not a copy of the file. Needed when anybody is known."))
            (text("may_tell", "What the person may be told", ""))
            (text("withheld", "What you withhold, and why", ""))
            (text("missing_people", "People or facts missing from the family", "For example a child or an address that the request does not have."))
            @if view.request.early_help { (early_help(typed)) }
            (Button::new("Send the answer"))
            (typed.keep_button())
        }
    }
}

/// How early help stands with the family, and what is not its to say (R221, R222).
fn early_help(typed: &Typed) -> Markup {
    let chosen = typed.all("early_help");
    let items = EarlyHelpFact::ALL
        .iter()
        .map(|fact| Choice {
            checked: chosen.iter().any(|code| code == fact.code()),
            ..Choice::new(fact.code(), fact.label())
        })
        .collect();
    html! {
        (Checkboxes::new("early_help", "Early help with this family", items))
        p.govuk-body { (Consideration::ContactIsNotOurs.label()) }
    }
}

fn holdings(view: &View<'_>, problems: &Problems, typed: &Typed) -> Markup {
    let people = &view.request.request.people;
    let name = |person: &AskedPerson| format!("holding-{}", person.person);
    let missing = |person: &AskedPerson| typed.one(&name(person)).is_empty();
    // The summary's link leads to the first person still to answer for.
    let linked = people
        .iter()
        .position(missing)
        .filter(|_| !problems.is_empty())
        .unwrap_or(0);
    html! {
        @for (place, person) in people.iter().enumerate() {
            @let items = Holding::ALL.iter().map(|held| Choice::new(held.code(), held.label())).collect();
            (Radios {
                value: typed.one(&name(person)).to_owned(),
                id_prefix: if place == linked { "holdings".to_owned() } else { format!("holdings-of-{place}") },
                error: problems.at("holdings").filter(|_| place == linked || missing(person)),
                classes: "govuk-radios--small govuk-radios--inline".to_owned(),
                ..Radios::new(name(person), person_words(person, view.today), items)
            })
        }
    }
}

/// Dated lines. “Add more lines” sends the page back with what was typed and three more.
fn chronology(problems: &Problems, typed: &Typed) -> Markup {
    let more = if typed.one("act") == "more" { LINES } else { 0 };
    let number = lines(typed).saturating_add(more).clamp(LINES, MOST_LINES);
    html! {
        h3.govuk-heading-s { "Short chronology" }
        div id="chronology" tabindex="-1" {
            p.govuk-hint { "Only what matters for risk. Leave lines empty that you do not need, and the date empty when it is not known." }
            @if let Some(message) = problems.at("chronology") { (message) }
            input type="hidden" name="lines" value=(number);
            @for line in 0..number { (one_line(line, problems, typed)) }
        }
        (Button { style: ButtonStyle::Secondary, name: "act".to_owned(), value: "more".to_owned(), ..Button::new("Add more lines") })
    }
}

fn one_line(line: usize, problems: &Problems, typed: &Typed) -> Markup {
    let prefix = format!("line-{line}");
    let number = line.saturating_add(1);
    let values =
        ["day", "month", "year"].map(|part| typed.one(&format!("{prefix}-{part}")).to_owned());
    let what = format!("{prefix}-what");
    let mut words = writing(
        &what,
        &format!("What happened, line {number}"),
        "",
        typed.one(&what),
        None,
    );
    words.rows = Some(2);
    html! {
        (DateInput { error: problems.at(&format!("{prefix}-day")), ..DateInput::new(prefix, format!("Date, line {number}").as_str()) }.with_values(values))
        (words)
    }
}
