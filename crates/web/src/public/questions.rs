//! One page of questions, and the page that shows every answer before it is sent: the same for both forms.

use hawthorn_components::{
    Button, Checkboxes, Choice, ErrorLink, ErrorMessage, Radios, Select, SelectOption, SummaryList,
    SummaryRow, TextInput, Textarea,
};
use hawthorn_domain::doors::Answers;
use hawthorn_domain::doors::form::{Kind, Problem, Question, Step};
use maud::{Markup, html};

use super::here::Here;

/// What a page of questions is shown with.
pub(super) struct Asked<'a> {
    /// Where the visitor is.
    pub here: &'a Here,
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
pub(super) fn links(here: &Here, problems: &[Problem]) -> Vec<ErrorLink> {
    problems
        .iter()
        .map(|(name, words)| ErrorLink::new(name, here.tongue.turn(words).into_owned()))
        .collect()
}

/// The form of one step.
pub(super) fn form(asked: &Asked<'_>) -> Markup {
    let tongue = asked.here.tongue;
    html! {
        @if !asked.step.lead.is_empty() { p.govuk-body { (tongue.turn(asked.step.lead)) } }
        form method="post" action=(tongue.path(&asked.action)) novalidate autocomplete="off" {
            @if asked.to_check { input type="hidden" name="to" value="check"; }
            @for question in asked.step.questions { (field(question, asked)) }
            (Button::new(tongue.turn("Go on").into_owned()))
        }
    }
}

fn field(question: &Question, asked: &Asked<'_>) -> Markup {
    let tongue = asked.here.tongue;
    let t = |english: &'static str| tongue.turn(english).into_owned();
    let value = asked.answers.one(question.name).to_owned();
    let error = asked
        .problems
        .iter()
        .find(|(name, _)| *name == question.name)
        .map(|(_, words)| ErrorMessage {
            prefix: t("Error"),
            ..ErrorMessage::from(t(words).as_str())
        });
    let hint = (!question.hint.is_empty()).then(|| t(question.hint).into());
    let label = t(question.label);
    let choices = |all: Vec<(&'static str, &'static str)>| {
        all.into_iter()
            .map(|(code, label)| Choice::new(code, t(label)))
            .collect::<Vec<_>>()
    };
    match question.kind {
        Kind::One(all) => {
            html! { (Radios { value, error, hint, ..Radios::new(question.name, label, choices(all())) }) }
        }
        Kind::Many(all) => {
            let values = asked.answers.all(question.name).to_vec();
            html! { (Checkboxes { values, error, hint, ..Checkboxes::new(question.name, label, choices(all())) }) }
        }
        // An area whose services name no part of it is one place.
        Kind::Place if asked.places.is_empty() => html! {},
        Kind::Place => {
            let any = [SelectOption::new("", t("I do not know"))];
            let items = asked
                .places
                .iter()
                .map(|place| SelectOption::new(place, place.as_str()));
            html! { (Select { value, error, hint, ..Select::new(question.name, label, any.into_iter().chain(items).collect()) }) }
        }
        Kind::Line => {
            html! { (TextInput { value, error, hint, autocomplete: "off".to_owned(), spellcheck: Some(false), ..TextInput::new(question.name, label) }) }
        }
        Kind::Lines => {
            html! { (Textarea { value, error, hint, autocomplete: "off".to_owned(), ..Textarea::new(question.name, label) }) }
        }
    }
}

/// Every answer, each with a link to change it.
pub(super) fn check(here: &Here, steps: &'static [Step], answers: &Answers, base: &str) -> Markup {
    let t = |english: &'static str| here.tongue.turn(english);
    html! {
        @for step in steps {
            @let rows = rows(here, step, answers);
            @let heading = t(step.heading);
            h2.govuk-heading-s { (heading) }
            @if rows.is_empty() { p.govuk-body { (t("Left out")) } } @else { (SummaryList::new(rows)) }
            p.govuk-body {
                a.govuk-link href={ (here.tongue.path(&format!("{base}/{}", step.slug))) "?to=check" } {
                    (t("Change")) span.govuk-visually-hidden { " " (here.tongue.turn_with("the answers to: {question}", &[("question", &heading)])) }
                }
            }
        }
    }
}

fn rows(here: &Here, step: &Step, answers: &Answers) -> Vec<SummaryRow> {
    step.questions
        .iter()
        .map(|question| (question.label, shown(here, question, answers)))
        .filter(|(_, value)| !value.is_empty())
        .map(|(label, value)| SummaryRow::new(here.tongue.turn(label).into_owned(), value))
        .collect()
}

/// The words of an answer as its question shows them; empty when it was left out.
fn shown(here: &Here, question: &Question, answers: &Answers) -> String {
    let of = |all: Vec<(&'static str, &'static str)>| {
        answers
            .all(question.name)
            .iter()
            .filter_map(|value| all.iter().find(|(code, _)| code == value))
            .map(|(_, label)| here.tongue.turn(label).into_owned())
            .collect::<Vec<_>>()
            .join("; ")
    };
    match question.kind {
        Kind::One(all) | Kind::Many(all) => of(all()),
        Kind::Place | Kind::Line | Kind::Lines => answers.one(question.name).to_owned(),
    }
}
