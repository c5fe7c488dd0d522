//! One page of questions, and the page that shows every answer before it is sent: the same for both forms.

use hawthorn_components::{
    Button, Checkboxes, Choice, ErrorLink, Radios, Select, SelectOption, SummaryList, SummaryRow,
    TextInput, Textarea,
};
use hawthorn_domain::doors::Answers;
use hawthorn_domain::doors::form::{Kind, Problem, Question, Step, shown};
use maud::{Markup, html};

/// What a page of questions is shown with.
pub(super) struct Asked<'a> {
    /// The step.
    pub step: &'static Step,
    /// The answers so far.
    pub answers: &'a Answers,
    /// What is wrong with them.
    pub problems: &'a [Problem],
    /// The parts of the area.
    pub places: &'a [String],
    /// Where the form is sent.
    pub action: String,
    /// Whether the page after is the check.
    pub to_check: bool,
}

/// The links of the error summary.
pub(super) fn links(problems: &[Problem]) -> Vec<ErrorLink> {
    problems
        .iter()
        .map(|(name, words)| ErrorLink::new(name, *words))
        .collect()
}

/// The form of one step.
pub(super) fn form(asked: &Asked<'_>) -> Markup {
    html! {
        @if !asked.step.lead.is_empty() { p.govuk-body { (asked.step.lead) } }
        form method="post" action=(asked.action) novalidate autocomplete="off" {
            @if asked.to_check { input type="hidden" name="to" value="check"; }
            @for question in asked.step.questions { (field(question, asked)) }
            (Button::new("Go on"))
        }
    }
}

fn field(question: &Question, asked: &Asked<'_>) -> Markup {
    let value = asked.answers.one(question.name).to_owned();
    let error = asked
        .problems
        .iter()
        .find(|(name, _)| *name == question.name)
        .map(|(_, words)| (*words).into());
    let hint = (!question.hint.is_empty()).then(|| question.hint.into());
    let choices = |all: Vec<(&'static str, &'static str)>| {
        all.into_iter()
            .map(|(code, label)| Choice::new(code, label))
            .collect::<Vec<_>>()
    };
    match question.kind {
        Kind::One(all) => {
            html! { (Radios { value, error, hint, ..Radios::new(question.name, question.label, choices(all())) }) }
        }
        Kind::Many(all) => {
            let values = asked.answers.all(question.name).to_vec();
            html! { (Checkboxes { values, error, hint, ..Checkboxes::new(question.name, question.label, choices(all())) }) }
        }
        // An area whose services name no part of it is one place.
        Kind::Place if asked.places.is_empty() => html! {},
        Kind::Place => {
            let any = [SelectOption::new("", "I do not know")];
            let items = asked
                .places
                .iter()
                .map(|place| SelectOption::new(place, place.as_str()));
            html! { (Select { value, error, hint, ..Select::new(question.name, question.label, any.into_iter().chain(items).collect()) }) }
        }
        Kind::Line => {
            html! { (TextInput { value, error, hint, autocomplete: "off".to_owned(), spellcheck: Some(false), ..TextInput::new(question.name, question.label) }) }
        }
        Kind::Lines => {
            html! { (Textarea { value, error, hint, autocomplete: "off".to_owned(), ..Textarea::new(question.name, question.label) }) }
        }
    }
}

/// Every answer, each with a link to change it.
pub(super) fn check(steps: &'static [Step], answers: &Answers, base: &str) -> Markup {
    html! {
        @for step in steps {
            @let rows = rows(step, answers);
            h2.govuk-heading-s { (step.heading) }
            @if rows.is_empty() { p.govuk-body { "Left out" } } @else { (SummaryList::new(rows)) }
            p.govuk-body {
                a.govuk-link href={ (base) "/" (step.slug) "?to=check" } {
                    "Change" span.govuk-visually-hidden { " the answers to: " (step.heading) }
                }
            }
        }
    }
}

fn rows(step: &Step, answers: &Answers) -> Vec<SummaryRow> {
    step.questions
        .iter()
        .map(|question| (question.label, shown(question, answers)))
        .filter(|(_, value)| !value.is_empty())
        .map(|(label, value)| SummaryRow::new(label, value))
        .collect()
}
