//! The forms of the MASH meeting: time, opening, record and copies; each shows only when its turn has come (R153).

use hawthorn_app::mash::open_referral::AgencyChoice;
use hawthorn_components::{
    Button, ButtonStyle, Checkboxes, Choice, DateInput, Fieldset, Legend, TextInput,
};
use hawthorn_domain::incidents::PartyRole;
use hawthorn_domain::mash::meeting::{CopyFor, Pathway};
use hawthorn_domain::platform::words;
use maud::{Markup, Render, html};

use super::View;
use crate::forms::{Problems, Typed};
use crate::pages::incidents::writing;

/// When and where; again while the meeting has not begun.
pub(super) fn time_form(view: &View<'_>, problems: &Problems, typed: &Typed) -> Markup {
    let again = view.referral.referral.meeting.is_some();
    let mut date = DateInput {
        id: "when-group".to_owned(),
        name_prefix: "when".to_owned(),
        error: problems.at("when"),
        ..DateInput::new("when", "Date of the meeting")
    }
    .with_values(["day", "month", "year"].map(|part| typed.one(&format!("when-{part}"))));
    // The first box has the field's own name, so that the summary of errors leads to it.
    if let Some(day) = date.boxes.first_mut() {
        day.id = "when".to_owned();
    }
    let (style, words) = if again {
        (ButtonStyle::Secondary, "Move the meeting")
    } else {
        (ButtonStyle::Primary, "Set the meeting")
    };
    html! {
        form method="post" action=(view.path("/meeting")) novalidate autocomplete="off" {
            h2.govuk-heading-m { @if again { "Or move it" } @else { "Set the time" } }
            (date)
            (TextInput {
                hint: Some("For example, 9:30am or 13:00.".into()),
                error: problems.at("time"),
                value: typed.one("time").to_owned(),
                classes: "govuk-input--width-5".to_owned(),
                autocomplete: "off".to_owned(),
                ..TextInput::new("time", "Start")
            })
            (TextInput {
                hint: Some("A room, or how to join. The invitation carries these words, so name nobody of the case.".into()),
                error: problems.at("place"),
                value: typed.one("place").to_owned(),
                autocomplete: "off".to_owned(),
                ..TextInput::new("place", "Where")
            })
            (Button { style, ..Button::new(words) })
        }
    }
}

/// The statutory basis, then chair and seats; nothing else of the meeting opens before.
pub(super) fn opening_form(view: &View<'_>, problems: &Problems, typed: &Typed) -> Markup {
    let stated = view
        .referral
        .referral
        .outcome
        .as_ref()
        .map_or("", |outcome| outcome.legal_basis.as_str());
    let basis = if problems.is_empty() {
        stated
    } else {
        typed.one("legal_basis")
    };
    let expected: Vec<&AgencyChoice> = view
        .referral
        .agencies
        .iter()
        .filter(|agency| agency.core || agency.asked)
        .collect();
    html! {
        form method="post" action=(view.path("/meeting/open")) novalidate autocomplete="off" {
            h2.govuk-heading-m { "Open the meeting" }
            (writing("legal_basis", "Statutory basis, as the chair states it", "The Act and section that the meeting rests on. Plan and decision open once it is stated.", basis, problems.at("legal_basis")))
            (TextInput {
                error: problems.at("chair"),
                value: typed.one("chair").to_owned(),
                autocomplete: "off".to_owned(),
                classes: "govuk-input--width-20".to_owned(),
                ..TextInput::new("chair", "Who chairs?")
            })
            div id="seats" {
                @if let Some(problem) = problems.at("seats") { (problem) }
                @for agency in expected { (seat(agency, typed)) }
            }
            (Button::new("Open the meeting"))
        }
    }
}

fn seat(agency: &AgencyChoice, typed: &Typed) -> Markup {
    let name = |kind: &str| format!("seat-{kind}-{}", agency.code);
    let box_of = |kind: &str, label: &str| TextInput {
        value: typed.one(&name(kind)).to_owned(),
        autocomplete: "off".to_owned(),
        group_classes: "govuk-!-margin-bottom-2".to_owned(),
        ..TextInput::new(name(kind), label)
    };
    let legend = Legend {
        classes: "govuk-fieldset__legend--s".to_owned(),
        ..Legend::from(agency.name.as_str())
    };
    let body = html! {
        (Checkboxes {
            values: typed.all(&name("present")).to_vec(),
            classes: "govuk-checkboxes--small".to_owned(),
            group_classes: "govuk-!-margin-bottom-2".to_owned(),
            ..Checkboxes::single(name("present"), Choice::new("yes", "Is there"))
        })
        div.govuk-grid-row {
            div.govuk-grid-column-one-half { (box_of("name", "Who came")) }
            div.govuk-grid-column-one-half { (box_of("why", "If not there, why")) }
        }
    };
    Fieldset {
        role: "group".to_owned(),
        classes: "govuk-!-margin-bottom-4".to_owned(),
        ..Fieldset::new(legend, body)
    }
    .render()
}

/// Plan, decision and reasons.
pub(super) fn record_form(view: &View<'_>, problems: &Problems, typed: &Typed) -> Markup {
    let text = |name: &str, label: &str, hint: &str| {
        writing(name, label, hint, typed.one(name), problems.at(name))
    };
    let has_child = view
        .referral
        .subjects
        .iter()
        .any(|subject| subject.role == PartyRole::Child);
    let pathways = Pathway::ALL
        .iter()
        .map(|pathway| Choice::new(pathway.code(), pathway.label()))
        .collect();
    let outcomes = view
        .referral
        .outcomes
        .iter()
        .filter(|outcome| !outcome.is_meeting)
        .map(|outcome| Choice::new(outcome.code.as_str(), outcome.label.as_str()))
        .collect();
    html! {
        (typed.offer())
        form method="post" action=(typed.action(&view.path("/meeting/record"))) novalidate autocomplete="off" {
            h2.govuk-heading-m { "Complete the record" }
            @if has_child { (text("plan_child", "Plan for the children", "What each agency does, by when, and how the child is heard.")) }
            (text("plan_adult", "Plan for the adult", "What lowers the risk, who does it, and the safe way to reach them."))
            (Checkboxes { values: typed.all("pathways").to_vec(), hint: Some("Leave empty where neither goes on.".into()), ..Checkboxes::new("pathways", "Which safeguarding pathways go on?", pathways) })
            (Checkboxes { values: typed.all("outcomes").to_vec(), error: problems.at("outcomes"), hint: Some("Several may apply.".into()), ..Checkboxes::new("outcomes", "What else follows?", outcomes) })
            (text("decision", &format!("Decision of the lead agency: {}", view.referral.lead_agency), ""))
            (text("reasons", "Reasons for the decision", "It must be possible to defend the decision a year from now."))
            (Button::new("Complete the record"))
            (typed.keep_button())
        }
    }
}

/// One form for each copy still owed (R155, R156).
pub(super) fn copy_forms(
    view: &View<'_>,
    owed: &[CopyFor],
    problems: &Problems,
    typed: &Typed,
) -> Markup {
    html! {
        @for to in owed {
            @let mine = typed.one("to") == to.code();
            form method="post" action=(view.path("/meeting/copy")) novalidate autocomplete="off" {
                input type="hidden" name="to" value=(to.code());
                (TextInput {
                    id: if mine || (typed.one("to").is_empty() && owed.first() == Some(to)) { "reference".to_owned() } else { format!("reference-{}", to.code()) },
                    hint: Some("The reference under which it is kept there, or how it was handed over.".into()),
                    error: problems.at("reference").filter(|_| mine),
                    value: if mine { typed.one("reference").to_owned() } else { String::new() },
                    autocomplete: "off".to_owned(),
                    classes: "govuk-input--width-20".to_owned(),
                    ..TextInput::new("reference", to.label())
                })
                (Button::secondary(format!("Record the copy for the {}", words::inside(to.label()))))
            }
        }
    }
}
