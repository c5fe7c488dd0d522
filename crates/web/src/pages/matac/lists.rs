//! Who is nominated, taken on and closed, by initials.

use hawthorn_app::matac::lists::{MatacLine, MatacLists, matac_lists};
use hawthorn_components::{Cell, Column, Page, Table, Tag, TagColour};
use hawthorn_domain::platform::calendar::london_date;
use hawthorn_domain::platform::words;
use maud::{Markup, Render, html};

use super::CAPTION;
use crate::error::Answer;
use crate::forms::Problems;
use crate::layout::{self, pieces};
use crate::seat::Seat;

/// The page, from its lists.
pub fn render(mut page: Page, lists: &MatacLists) -> Page {
    page.caption = CAPTION.to_owned();
    page.wide = true;
    page.body = html! {
        p.govuk-body { "Whoever harms most, and whoever harms one partner after another, is tasked here. Somebody is nominated from their own page. A score helps to see; people decide." }
        (part("To decide on, highest score first", &lists.nominated, "Nobody waits for a decision."))
        (part("Taken on", &lists.taken_on, "Nobody is taken on."))
        (part("Closed, newest first", &lists.closed, "Nobody has been closed yet."))
    };
    page
}

fn part(heading: &str, lines: &[MatacLine], nothing: &str) -> Markup {
    let head = vec![
        Column::from("Person"),
        "Nominated".into(),
        Column::numeric("Score then"),
        Column::numeric("Score on entry"),
        Column::numeric("Open steps"),
        "Fell by".into(),
    ];
    let row = |line: &MatacLine| -> Vec<Cell> {
        let who = html! {
            a.govuk-link href={ "/matac/" (line.id) } { (line.initials) ", " (line.id.short()) }
            @if line.lacks_support { br; (Tag::new("Nothing for the partner yet", TagColour::Orange)) }
        };
        vec![
            who.into(),
            words::date(london_date(line.at)).into(),
            Cell::numeric(line.score.to_string()),
            Cell::numeric(
                line.entry
                    .map(|score| score.to_string())
                    .unwrap_or_default(),
            ),
            Cell::numeric(line.open_steps.to_string()),
            line.fall
                .map(|fall| format!("{fall}%"))
                .unwrap_or_default()
                .into(),
        ]
    };
    html! {
        @if lines.is_empty() {
            h2.govuk-heading-m { (heading) }
            (pieces::nothing(nothing))
        } @else {
            (Table {
                caption_classes: "govuk-table__caption--m".to_owned(),
                first_cell_is_header: true,
                ..Table::new(heading, head, lines.iter().map(row).collect())
            }.render())
        }
    }
}

/// `GET /matac`.
///
/// # Errors
/// When the reader does not sit at MATAC.
pub async fn page(mut seat: Seat) -> Answer {
    let lists = matac_lists(&seat.app, &mut seat.ask).await?;
    let page = render(seat.page("MATAC", "MATAC"), &lists);
    Ok(layout::answer(page, &Problems::default()))
}
