//! Two assessments of one pair side by side (F6, F10).

use axum::extract::Path;
use hawthorn_app::risk::compare_assessments::{Comparison, compare_assessments};
use hawthorn_components::{BackLink, Cell, Column, Page, Table, Tag, TagColour};
use hawthorn_domain::platform::settings::Words;
use hawthorn_domain::platform::words;
use hawthorn_domain::risk::instrument::answer::Assessment;
use hawthorn_domain::risk::instrument::compare::{Change, Compared};
use jiff::civil::Date;
use maud::{Markup, html};

use super::{CAPTION, path};
use crate::error::Answer;
use crate::forms::Problems;
use crate::layout;
use crate::pages::marac::{id, strip};
use crate::seat::Seat;

/// The page, from what it shows.
pub fn render(mut page: Page, view: &Comparison, said: &Words, today: Date) -> Page {
    let changes = |wanted: Change| view.rows.iter().filter(|row| row.change == wanted).count();
    let head = vec![
        Column::from("Question"),
        heading(&view.both[0]).into(),
        heading(&view.both[1]).into(),
        "Change".into(),
    ];
    page.caption = CAPTION.to_owned();
    page.wide = true;
    page.identity = Some(strip(&view.victim, &said.victim, String::new(), today));
    page.back = Some(BackLink::new(path(view.both[1].id)));
    page.body = html! {
        (strip(&view.perpetrator, &said.person_causing_harm, String::new(), today))
        p."govuk-body"."govuk-!-margin-top-6" {
            (words::count(changes(Change::NewlyYes) as i64, "answer is", "answers are")) " newly yes, "
            (changes(Change::NoLongerYes)) " no longer. Questions are matched by what they ask about: the numbers of two forms differ."
        }
        (Table {
            first_cell_is_header: true,
            ..Table::new("Question by question", head, view.rows.iter().map(row).collect())
        })
    };
    page
}

fn heading(assessment: &Assessment) -> String {
    let grade = assessment.finished.as_ref().map_or_else(
        || "not finished".to_owned(),
        |graded| {
            format!(
                "{}, {} yes",
                graded.level.label().to_lowercase(),
                graded.score.yes
            )
        },
    );
    format!(
        "{}, {} ({grade})",
        assessment.name,
        words::moment(assessment.begun_at)
    )
}

fn row(row: &Compared) -> Vec<Cell> {
    let side = |place: usize| -> Markup {
        let number = row.numbers.get(place).and_then(Option::as_ref);
        let answer = row.answers.get(place).and_then(Option::as_ref);
        let comment = row.comments.get(place).map_or("", String::as_str);
        html! {
            @match (number, answer) {
                (None, _) => "Not asked in this instrument",
                (Some(number), Some(answer)) => { (number) ". " strong { (answer) } }
                (Some(number), None) => { (number) ". Not answered" }
            }
            @if !comment.is_empty() { br; (comment) }
        }
    };
    let colour = match row.change {
        Change::NewlyYes => TagColour::Purple,
        Change::NoLongerYes => TagColour::Blue,
        _ => TagColour::Grey,
    };
    vec![
        row.label.as_str().into(),
        side(0).into(),
        side(1).into(),
        html! { (Tag::new(row.change.label(), colour)) }.into(),
    ]
}

/// `GET /risk/{id}/compare/{other}`.
///
/// # Errors
/// When one of the two is not there for this reader.
pub async fn page(mut seat: Seat, Path((one, other)): Path<(String, String)>) -> Answer {
    let view = compare_assessments(&seat.app, &mut seat.ask, id(&one)?, id(&other)?).await?;
    let words = &seat.ask.settings(&seat.app)?.words;
    let title = "Two assessments side by side";
    let page = render(seat.page(title, title), &view, words, seat.ask.today());
    Ok(layout::answer(page, &Problems::default()))
}
