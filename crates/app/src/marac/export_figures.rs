//! Writes a quarter's figures as a file for the national return and for boards: no small number leaves (F31, F35, MGR-3).

use hawthorn_connect::sheets::write::{OutCell, OutTable, write_csv};
use hawthorn_domain::marac::figures::Measure;
use hawthorn_domain::marac::figures::period::Quarter;
use hawthorn_domain::marac::figures::publish::Shown;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::calendar::london_date;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;

use super::figures::{Figures, chosen, made};
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// A file of figures.
#[derive(Debug, Clone)]
pub struct FiguresFile {
    /// A name that says which quarter.
    pub file_name: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Writes the file. It holds the same for everybody: what leaves is what may be published.
///
/// # Errors
/// When the reader may not see the figures.
pub async fn export_figures(
    app: &App,
    ask: &mut Ask,
    quarter: Option<Quarter>,
) -> Told<FiguresFile> {
    // Load
    let scope = ask.scope(app)?;
    // Allow
    ask.allow(app, Verb::ViewFigures, &Thing::of_area(ask.area()))
        .await?;
    let quarter = chosen(ask.today(), quarter)?;
    // Decide
    let figures = made(app, ask, &scope, quarter, false).await?;
    let bytes = write_csv(&table(&figures));
    // Keep
    let words = format!("Exported the figures of {}", quarter.words());
    app.store
        .note(ask.entry(Deed::Exported, Verb::ViewFigures, words))
        .await?;
    // Tell
    Ok(FiguresFile {
        file_name: format!("marac-{}.csv", quarter.code()),
        bytes,
    })
}

/// A row for each meeting date, and last the quarter together.
fn table(figures: &Figures) -> OutTable {
    let measures = Measure::ALL.iter().map(|one| one.label().to_owned());
    let agencies = figures
        .agencies
        .iter()
        .map(|name| format!("Referred by: {name}"));
    let mut rows: Vec<Vec<OutCell>> = Vec::new();
    for line in &figures.meetings {
        let numbers = Measure::ALL.iter().map(|one| cell(line.numbers.get(one)));
        rows.push(
            [
                OutCell::Date(london_date(line.meeting.starts_at)),
                OutCell::Text(line.meeting.venue.clone()),
            ]
            .into_iter()
            .chain(numbers)
            .chain(line.agencies.iter().map(|one| cell(Some(one))))
            .collect(),
        );
    }
    let totals = Measure::ALL
        .iter()
        .map(|one| cell(figures.quarter_total.get(one)));
    let by_agency = (0..figures.agencies.len()).map(|at| {
        let all: Vec<Shown> = figures
            .meetings
            .iter()
            .filter_map(|line| line.agencies.get(at).copied())
            .collect();
        cell(Some(&Shown::sum(&all)))
    });
    rows.push(
        [
            OutCell::Empty,
            OutCell::Text(format!("All, {}", figures.quarter.words())),
        ]
        .into_iter()
        .chain(totals)
        .chain(by_agency)
        .collect(),
    );
    OutTable {
        sheet_name: "MARAC".to_owned(),
        headings: ["Meeting date".to_owned(), "Meeting".to_owned()]
            .into_iter()
            .chain(measures)
            .chain(agencies)
            .collect(),
        rows,
    }
}

fn cell(shown: Option<&Shown>) -> OutCell {
    shown.map_or(OutCell::Empty, |shown| OutCell::Text(shown.words()))
}
