//! The editing form of an entry: a field for each thing.

use hawthorn_components::{Checkboxes, Choice, Radios, Select, SelectOption, TextInput, Textarea};
use hawthorn_domain::directory::{
    Audience, Cost, ForWhom, Gender, Need, ReferralRoute, ServiceKind, ServiceState,
};
use maud::{Markup, html};

use crate::forms::{Problems, Typed};

/// The fields of the form.
pub fn fields(typed: &Typed, problems: &Problems) -> Markup {
    let short = |name: &'static str, label: &'static str, hint: &'static str| TextInput {
        hint: (!hint.is_empty()).then(|| hint.into()),
        error: problems.at(name),
        value: typed.one(name).to_owned(),
        ..TextInput::new(name, label)
    };
    let long = |name: &'static str, label: &'static str, hint: &'static str, rows: u16| Textarea {
        hint: (!hint.is_empty()).then(|| hint.into()),
        error: problems.at(name),
        value: typed.one(name).to_owned(),
        rows: Some(rows),
        ..Textarea::new(name, label)
    };
    let age = |name, label| TextInput {
        classes: "govuk-input--width-2".to_owned(),
        inputmode: "numeric".to_owned(),
        ..short(name, label, "")
    };
    html! {
        h2.govuk-heading-m { "What it is" }
        (short("name", "Name of the service", ""))
        (short("organisation", "Organisation that runs it", ""))
        (long("former_names", "Former names", "One a line; people still search for them.", 2))
        (select(typed, problems, "kind", "What it does", ServiceKind::ALL, ServiceKind::code, ServiceKind::label))
        (long("about", "About", "One or two plain sentences.", 3))
        (select(typed, problems, "state", "State", ServiceState::ALL, ServiceState::code, ServiceState::label))
        h2.govuk-heading-m { "Whom it serves" }
        (boxes(typed, "for_whom", "For", ForWhom::ALL, ForWhom::code, ForWhom::label))
        (boxes(typed, "needs", "Helps with", Need::ALL, Need::code, Need::label))
        (boxes(typed, "genders", "Limited to", Gender::ALL, Gender::code, Gender::label))
        (age("min_age", "Youngest age"))
        (age("max_age", "Oldest age"))
        (long("places", "Parts of the area", "One a line; leave it empty for all of the area.", 2))
        (Checkboxes { values: typed.all("national").to_vec(), ..Checkboxes::single("national", Choice::new("yes", "It serves the whole country")) })
        (long("languages", "Languages besides English", "One a line.", 2))
        (short("accessibility", "Access", "Steps, hearing loops, interpreters, text or video."))
        h2.govuk-heading-m { "When it is open, and how to reach it" }
        (long("opening", "Opening times", "One thing a line, such as “Monday to Friday 09:00-17:00”, “first Tuesday of the month 10:00-12:00”, “bank holidays closed”, “2026-12-24 closed”; or “always”, or “not known”.", 5))
        (short("out_of_hours", "Outside these times", ""))
        (long("phones", "Telephone numbers", "One a line, with what it is for: “01632 960001; Out of hours”. Add “; professionals” to keep it from the public.", 3))
        (long("emails", "E-mail addresses", "One a line. Add “; secure”, “; professionals”, or “; doubt: why” to keep anybody from writing to it.", 3))
        (short("web", "Web page", "Begins with https://"))
        (boxes(typed, "referral", "Who may refer", ReferralRoute::ALL, ReferralRoute::code, ReferralRoute::label))
        (long("how_to_refer", "How to refer", "", 3))
        (select(typed, problems, "cost", "Cost", Cost::ALL, Cost::code, Cost::label))
        (short("cost_note", "More about the cost", ""))
        h2.govuk-heading-m { "Who may know" }
        (location(typed, problems))
        (select(typed, problems, "audience", "Shown to", Audience::ALL, Audience::code, Audience::label))
        (long("doubts", "What is in doubt", "One thing a line; staff see it.", 2))
        (short("source", "Source", "Where the facts come from."))
    }
}

fn location(typed: &Typed, problems: &Problems) -> Markup {
    let part = |name: &'static str, label: &'static str| TextInput {
        value: typed.one(name).to_owned(),
        ..TextInput::new(name, label)
    };
    let address = html! { (part("street", "House and street")) (part("town", "Town")) (part("postcode", "Postcode")) };
    let choices = vec![
        Choice::new("none", "It has no place to go to"),
        Choice {
            hint: Some("Nothing of it is kept here. A refuge always has this.".into()),
            ..Choice::new("confidential", "The address is secret")
        },
        Choice {
            conditional: Some(address),
            ..Choice::new("open", "Anybody may know the address")
        },
    ];
    html! { (Radios { value: typed.one("location").to_owned(), error: problems.at("location"), ..Radios::new("location", "Where it is", choices) }) }
}

fn select<T: Copy + 'static>(
    typed: &Typed,
    problems: &Problems,
    name: &'static str,
    label: &'static str,
    all: &'static [T],
    code: fn(T) -> &'static str,
    words: fn(T) -> &'static str,
) -> Select {
    let items = all
        .iter()
        .map(|item| SelectOption::new(code(*item), words(*item)))
        .collect();
    Select {
        error: problems.at(name),
        value: typed.one(name).to_owned(),
        ..Select::new(name, label, items)
    }
}

fn boxes<T: Copy + 'static>(
    typed: &Typed,
    name: &'static str,
    legend: &'static str,
    all: &'static [T],
    code: fn(T) -> &'static str,
    words: fn(T) -> &'static str,
) -> Checkboxes {
    let items = all
        .iter()
        .map(|item| Choice::new(code(*item), words(*item)))
        .collect();
    Checkboxes {
        values: typed.all(name).to_vec(),
        classes: "govuk-checkboxes--small".to_owned(),
        ..Checkboxes::new(name, legend, items)
    }
}
