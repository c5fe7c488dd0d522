//! The rows behind one number of the figures, as many as the number says (MGR-1).

use axum::extract::Query;
use hawthorn_app::marac::figure_rows::{ActionsAsked, Behind, FigureRow, FigureRows, figure_rows};
use hawthorn_components::{BackLink, Cell, Column, Page, Table};
use hawthorn_domain::marac::action::ActionState;
use hawthorn_domain::marac::figures::Measure;
use hawthorn_domain::marac::figures::period::Quarter;
use hawthorn_domain::platform::calendar::london_date;
use hawthorn_domain::platform::words;
use maud::{Render, html};

use super::{CAPTION, optional_id};
use crate::error::{Answer, PageError};
use crate::forms::Problems;
use crate::layout::{self, pieces};
use crate::seat::Seat;

/// What the query of the page may say.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Asked {
    quarter: Option<String>,
    over: Option<String>,
    measure: Option<String>,
    meeting: Option<String>,
    agency: Option<String>,
    actions: Option<String>,
}

impl Asked {
    fn behind(&self) -> Result<Behind, PageError> {
        let said = |text: &Option<String>| text.clone().unwrap_or_default();
        let actions = match said(&self.actions).as_str() {
            "" => None,
            code => Some(ActionState::from_code(code).map_or(ActionsAsked::All, ActionsAsked::In)),
        };
        Ok(Behind {
            quarter: Quarter::from_code(&said(&self.quarter)),
            year: said(&self.over) == "year",
            measure: Measure::from_code(&said(&self.measure)),
            meeting: optional_id(&said(&self.meeting))?,
            agency: self.agency.clone(),
            actions,
        })
    }
}

/// The page, from its rows.
pub fn render(mut page: Page, list: &FigureRows) -> Page {
    let of_actions = list.rows.iter().any(|row| row.due.is_some());
    page.caption = CAPTION.to_owned();
    page.wide = true;
    page.back = Some(BackLink::new(format!(
        "/insight/marac?quarter={}",
        list.quarter.code()
    )));
    let last = if of_actions {
        "What, and by when"
    } else {
        "Which child"
    };
    let head: Vec<Column> = ["Referral", "Pair", "Heard", "Agency", last]
        .map(Column::from)
        .into();
    let row = |row: &FigureRow| -> Vec<Cell> {
        let what = match row.due {
            Some(due) => format!("{} By {}.", row.what, words::date(due)),
            None => row.what.clone(),
        };
        vec![
            html! { a.govuk-link href={ "/marac/" (row.referral) } { (row.referral.short()) } }
                .into(),
            row.pair.as_str().into(),
            row.heard_at
                .map_or_else(String::new, |at| words::date(london_date(at)))
                .into(),
            row.agency.as_str().into(),
            what.into(),
        ]
    };
    page.body = html! {
        p.govuk-body { (list.title) ", " (list.when) "." }
        @if list.rows.is_empty() {
            (pieces::nothing("There is nothing behind this number."))
        } @else {
            (Table {
                caption_classes: "govuk-table__caption--m".to_owned(),
                first_cell_is_header: true,
                ..Table::new(
                    words::count(list.rows.len() as i64, "row", "rows"),
                    head,
                    list.rows.iter().map(row).collect(),
                )
            }.render())
        }
    };
    page
}

/// `GET /insight/marac/rows`.
///
/// # Errors
/// When the reader may not open the cases behind a figure.
pub async fn page(mut seat: Seat, Query(asked): Query<Asked>) -> Answer {
    let list = figure_rows(&seat.app, &mut seat.ask, &asked.behind()?).await?;
    let page = render(seat.page("Behind a figure", "Behind a figure"), &list);
    Ok(layout::answer(page, &Problems::default()))
}
