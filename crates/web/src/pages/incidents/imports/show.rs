//! The pages of an import as values: the list, the look through a sheet, the progress, the receipt.

use hawthorn_app::incidents::receipt::{Look, Receipt, RowCounts, Suggested};
use hawthorn_components::Page;
use hawthorn_components::{
    BackLink, Button, Cell, Details, FileUpload, InsetText, Progress, Select, SelectOption,
    SummaryList, SummaryRow, Table, TextInput,
};
use hawthorn_domain::platform::ids::ImportId;
use hawthorn_domain::platform::words;
use jiff::Timestamp;
use maud::{Markup, Render, html};

use super::choices::CHOICES;
use crate::forms::{Problems, Typed};
use crate::layout::pieces::nothing;

/// Rows that a page names one by one; the problems file holds all of them.
const MOST_ROWS: usize = 100;
/// How often the page of a running import is loaded again, in seconds.
const REFRESH: u32 = 2;

/// One import in the list.
pub struct ImportLine {
    /// Which.
    pub id: ImportId,
    /// The file's own name.
    pub file_name: String,
    /// Which force or system it comes from.
    pub source: String,
    /// How many rows it has.
    pub rows: u32,
    /// Where it stands, in words.
    pub state: &'static str,
    /// Who uploaded it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// The list of imports with the form that uploads the next sheet.
pub fn render_list(page: Page, lines: &[ImportLine], problems: &Problems, typed: &Typed) -> Page {
    let source = if typed.one("source").is_empty() {
        "police"
    } else {
        typed.one("source")
    };
    let rows = lines.iter().map(|line| {
        vec![
            html! { a.govuk-link href={ "/imports/" (line.id) } { (line.file_name) } }.into(),
            line.source.as_str().into(),
            Cell::numeric(line.rows.to_string()),
            line.state.into(),
            line.by.as_str().into(),
            words::moment(line.at).into(),
        ]
    });
    let columns = vec![
        "File".into(),
        "Source".into(),
        hawthorn_components::Column::numeric("Rows"),
        "State".into(),
        "Uploaded by".into(),
        "Uploaded".into(),
    ];
    Page {
        body: html! {
            p.govuk-body { "First you look at what was read. Nothing is made of the rows until you start the import." }
            form method="post" action="/imports" enctype="multipart/form-data" novalidate {
                (FileUpload {
                    hint: Some("XLSX or CSV, 25 MB at most. The first row with several headings is taken as the row of headings.".into()),
                    error: problems.at("file"),
                    // The drop zone's button has a name that screen readers cannot match to its words.
                    drop_zone: false,
                    ..FileUpload::new("file", "Sheet")
                })
                (TextInput {
                    hint: Some("The force or system that the sheet comes from. The columns that you choose are remembered under this name.".into()),
                    error: problems.at("source"), value: source.to_owned(),
                    autocomplete: "off".to_owned(),
                    classes: "govuk-input--width-20".to_owned(),
                    ..TextInput::new("source", "Source")
                })
                (TextInput {
                    hint: Some("Only for a zip file that the sender has locked with AES-256. Ask for it by phone.".into()),
                    error: problems.at("password"), autocomplete: "off".to_owned(), classes: "govuk-input--width-20".to_owned(),
                    ..TextInput::new("password", "Password of a locked file")
                })
                (Button { prevent_double_click: true, ..Button::new("Upload the sheet") })
            }
            h2.govuk-heading-m { "Earlier imports" }
            @if lines.is_empty() {
                (nothing("No sheet has been imported in this area yet."))
            } @else {
                (Table::new("The latest imports, newest first", columns, rows.collect()))
            }
        },
        ..page
    }
}

fn back() -> Option<BackLink> {
    Some(BackLink {
        content: "Back to imports".into(),
        ..BackLink::new("/imports")
    })
}

/// A sheet that has been read and waits for a person to look at it.
pub fn render_look(page: Page, look: &Look, problems: &Problems, typed: &Typed) -> Page {
    let run = &look.run;
    let rows = words::count(i64::from(run.data_rows), "row", "rows");
    Page {
        heading: "Look through the sheet".into(),
        caption: format!("{}, from {}", run.file_name, run.source),
        back: back(),
        wide: true,
        body: html! {
            @if !run.notes.is_empty() {
                (InsetText::new(html! { @for note in &run.notes { p.govuk-body { (note) } } }))
            }
            h2.govuk-heading-m { "What would become of it" }
            (counts(look))
            (problem_rows(look))
            (first_rows(look))
            form method="post" action={ "/imports/" (run.id) "/start" } novalidate {
                h2.govuk-heading-m { "What each column holds" }
                p.govuk-body { "Guessed from the headings, or remembered from the last sheet of this source. A column that holds nothing of these is kept with the row but not read." }
                (missing(problems))
                (selects(look, problems, typed))
                div.govuk-button-group {
                    (Button { prevent_double_click: true, ..Button::new(format!("Start the import of {rows}")) })
                    (Button { attributes: hawthorn_components::Attributes::new().with("formaction", format!("/imports/{}/columns", run.id)), ..Button::secondary("Keep these columns and look again") })
                }
            }
        },
        ..page
    }
}

fn counts(look: &Look) -> Markup {
    let fresh = look.readable.saturating_sub(look.known);
    let all = if look.looked_at < look.run.data_rows as usize {
        format!(
            "{} of {} (the first ones)",
            look.looked_at, look.run.data_rows
        )
    } else {
        look.looked_at.to_string()
    };
    SummaryList::new(vec![
        SummaryRow::new("Rows looked at", all),
        SummaryRow::new("New incidents", fresh.to_string()),
        SummaryRow::new("References that are here already", look.known.to_string()),
        SummaryRow::new("Rows that cannot be read", look.problems.len().to_string()),
    ])
    .render()
}

fn problem_rows(look: &Look) -> Markup {
    let rows: Vec<Vec<Cell>> = look
        .problems
        .iter()
        .take(MOST_ROWS)
        .map(|(line, reference, reason)| {
            vec![
                line.to_string().into(),
                reference.as_str().into(),
                reason.as_str().into(),
            ]
        })
        .collect();
    html! { @if !rows.is_empty() {
        (Table::new(caption("Rows that cannot be read", look.problems.len()), ["Line", "Reference", "Why"].map(Into::into).to_vec(), rows))
        p.govuk-body { "You can start all the same: the other rows are imported, and these come back to you as a file." }
    } }
}

/// A caption that says when only the first rows are named.
fn caption(what: &str, number: usize) -> String {
    if number > MOST_ROWS {
        format!("{what}: the first {MOST_ROWS} of {number}")
    } else {
        format!("{what}: {number}")
    }
}

fn first_rows(look: &Look) -> Markup {
    let head = std::iter::once("Line")
        .chain(look.run.headings.iter().map(String::as_str))
        .map(Into::into)
        .collect();
    let rows = look.first.iter().map(|row| {
        std::iter::once(row.line.to_string().into())
            .chain(row.cells.iter().map(|cell| cell.as_str().into()))
            .collect()
    });
    html! {
        (Details { id: "first-rows".to_owned(), ..Details::new(if look.first.len() == 1 { "The first row as it stands in the file".to_owned() } else { format!("The first {} rows as they stand in the file", look.first.len()) }, Table::new("First rows of the file", head, rows.collect()).render()) })
    }
}

/// Columns that are needed and that nobody chose: no select of the page is theirs.
fn missing(problems: &Problems) -> Markup {
    html! { @for (code, _) in CHOICES {
        @if let Some(problem) = problems.at(code) { div id=(code) tabindex="-1" { (problem) } }
    } }
}

fn selects(look: &Look, problems: &Problems, typed: &Typed) -> Markup {
    let rows = look.run.headings.iter().enumerate().map(|(column, heading)| {
        let name = format!("column_{column}");
        let stored = look.run.columns.iter().find(|(number, _)| *number == column).map_or("", |(_, code)| code.as_str());
        let sent = typed.all(&name).first().map_or(stored, String::as_str);
        let options = std::iter::once(SelectOption::new("", "Not read")).chain(CHOICES.iter().map(|(code, label)| SelectOption::new(*code, *label)));
        let label = hawthorn_components::Label::hidden(format!("What column {} holds, headed {heading}", column + 1));
        let example = look.first.iter().filter_map(|row| row.cells.get(column)).find(|cell| !cell.is_empty());
        vec![
            heading.as_str().into(),
            html! { (Select { error: problems.at(&name), value: sent.to_owned(), group_classes: "govuk-!-margin-bottom-0".to_owned(), ..Select::new(name.as_str(), label, options.collect()) }) }.into(),
            example.map_or("Empty in the first rows", String::as_str).into(),
        ]
    });
    html! { (Table { first_cell_is_header: true, ..Table::new("Columns of the sheet", ["Heading", "Holds", "Example"].map(Into::into).to_vec(), rows.collect()) }) }
}

/// An import that is under way.
pub fn render_running(page: Page, told: &Receipt) -> Page {
    let counts = &told.counts;
    Page {
        heading: "The import is running".into(),
        caption: format!("{}, from {}", told.run.file_name, told.run.source),
        back: back(),
        refresh_seconds: Some(REFRESH),
        body: html! {
            (Progress { id: "import".to_owned(), label: "Making incidents of the rows".to_owned(), done: done(counts), total: Some(counts.all()), unit: "rows".to_owned() })
            (figures(told))
            p.govuk-body { "You can leave this page and do other work. The import goes on, also when the service is started again." }
            p.govuk-body { a.govuk-link href={ "/imports/" (told.run.id) } { "Load the newest numbers" } }
        },
        ..page
    }
}

fn done(counts: &RowCounts) -> u64 {
    counts.all().saturating_sub(counts.waiting)
}

/// The numbers of a running import as its stream tells them: what the page shows, in its order.
pub fn progress_data(counts: &RowCounts) -> String {
    let (done, all) = (done(counts), counts.all());
    let figures = [counts.made, counts.same, counts.needs_look, counts.refused];
    serde_json::json!({ "done": done, "words": format!("{done} of {all} rows"), "figures": figures })
        .to_string()
}

fn figures(told: &Receipt) -> Markup {
    let counts = &told.counts;
    let mut rows = vec![
        SummaryRow::new("Made into incidents", counts.made.to_string()),
        SummaryRow::new(
            "Here already, with the same content",
            counts.same.to_string(),
        ),
        SummaryRow::new("For a person to look at", counts.needs_look.to_string()),
        SummaryRow::new("Refused", counts.refused.to_string()),
    ];
    if counts.undone > 0 {
        rows.push(SummaryRow::new("Undone", counts.undone.to_string()));
    }
    SummaryList::new(rows).render()
}

/// An import that is finished, or undone.
pub fn render_receipt(page: Page, told: &Receipt, may_undo: bool, now: Timestamp) -> Page {
    let (run, counts) = (&told.run, &told.counts);
    let heading = if run.undone_at.is_some() {
        "The import was undone"
    } else {
        "The import is finished"
    };
    let to_correct = counts.refused + counts.needs_look;
    Page {
        heading: heading.into(),
        caption: format!("{}, from {}", run.file_name, run.source),
        back: back(),
        wide: true,
        body: html! {
            p.govuk-body {
                (words::count(i64::from(run.data_rows), "row", "rows")) ", uploaded by " (run.made_by.name) " on " (words::moment(run.made_at)) "."
                @if let Some(at) = run.finished_at { " Finished on " (words::moment(at)) "." }
                @if let Some(at) = run.undone_at { " Undone on " (words::moment(at)) "." }
            }
            (figures(told))
            @if counts.made > 0 && run.undone_at.is_none() {
                p.govuk-body { a.govuk-link href="/incidents" { "Go to the incidents to screen" } }
            }
            (to_look_at(told))
            (refused(told))
            @if to_correct > 0 {
                p.govuk-body { a.govuk-link href={ "/imports/" (run.id) "/problems" } { "Download these rows with the reasons (CSV)" } ". Correct them and upload the file again: rows that are here already are not made twice." }
            }
            (suggestions(&told.suggestions))
            (undo(told, may_undo, now))
        },
        ..page
    }
}

fn to_look_at(told: &Receipt) -> Markup {
    let rows = told.needs_look.iter().take(MOST_ROWS).map(|row| {
        let reference = html! { @match &row.incident {
            Some(id) => { a.govuk-link href={ "/incidents/" (id) } { (row.reference) } }
            None => { (row.reference) }
        } };
        vec![
            row.line.to_string().into(),
            reference.into(),
            row.reason.as_str().into(),
        ]
    });
    html! { @if !told.needs_look.is_empty() {
        (Table::new(caption("Rows for a person to look at", told.needs_look.len()), ["Line", "Reference", "Why"].map(Into::into).to_vec(), rows.collect()))
    } }
}

fn refused(told: &Receipt) -> Markup {
    let rows = told.refused.iter().take(MOST_ROWS).map(|row| {
        vec![
            row.line.to_string().into(),
            row.reference.as_str().into(),
            row.reason.as_str().into(),
        ]
    });
    html! { @if !told.refused.is_empty() {
        (Table::new(caption("Refused rows", told.refused.len()), ["Line", "Reference", "Why"].map(Into::into).to_vec(), rows.collect()))
    } }
}

fn suggestions(found: &[Suggested]) -> Markup {
    let rows = found.iter().take(MOST_ROWS).map(|pair| {
        vec![
            format!("{} in {}", pair.parts.0, pair.references.0).into(),
            format!("{} in {}", pair.parts.1, pair.references.1).into(),
            pair.band.as_str().into(),
            pair.why.join("; ").into(),
        ]
    });
    html! {
        h2.govuk-heading-m { "People who may be known already" }
        @if found.is_empty() {
            (nothing("Nobody in this sheet looks like anybody known."))
        } @else {
            (Table::new(caption("Possible duplicates", found.len()), ["In this sheet", "Known from", "Fit", "Why"].map(Into::into).to_vec(), rows.collect()))
            p.govuk-body { a.govuk-link href="/people/review" { "Compare possible duplicates" } }
        }
    }
}

fn undo(told: &Receipt, may_undo: bool, now: Timestamp) -> Markup {
    html! { @if let Some(until) = told.undo_until {
        h2.govuk-heading-m { "Undo the import" }
        @if until <= now {
            p.govuk-body { "The time in which the whole import could be undone ended on " (words::moment(until)) ". Correct the records one by one instead." }
        } @else if may_undo {
            p.govuk-body { "Takes back every incident and person that this import made. You can do it until " (words::moment(until)) ", as long as nobody has worked on any of them." }
            form method="post" action={ "/imports/" (told.run.id) "/undo" } {
                (Button { prevent_double_click: true, ..Button::warning("Undo the whole import") })
            }
        } @else {
            p.govuk-body { "A colleague whose role allows it can undo the whole import until " (words::moment(until)) ", as long as nobody has worked on what it made." }
        }
    } }
}
