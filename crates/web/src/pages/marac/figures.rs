//! The figures of MARAC: a quarter and its year, each number with the rows behind it, a drawing with its table, and a file.

use axum::extract::Query;
use axum::http::header;
use axum::response::IntoResponse;
use hawthorn_app::marac::export_figures::export_figures;
use hawthorn_app::marac::figures::{Figures, MeetingFigures, figures};
use hawthorn_components::{
    Bar, BarChart, Button, Cell, Column, InsetText, Page, Select, SelectOption, SummaryList,
    SummaryRow, Table,
};
use hawthorn_domain::marac::figures::Measure;
use hawthorn_domain::marac::figures::period::Quarter;
use hawthorn_domain::marac::figures::publish::Shown;
use hawthorn_domain::marac::figures::summary::Tenths;
use hawthorn_domain::platform::calendar::london_date;
use hawthorn_domain::platform::words;
use maud::{Markup, Render, html};

use super::CAPTION;
use super::figure_parts::{actions_part, by_referrer, minutes};
use crate::error::Answer;
use crate::forms::Problems;
use crate::layout::{self, pieces};
use crate::seat::Seat;

/// What the query of the page may say.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Asked {
    /// The code of a quarter.
    quarter: Option<String>,
}

impl Asked {
    fn quarter(&self) -> Option<Quarter> {
        self.quarter.as_deref().and_then(Quarter::from_code)
    }
}

/// The page, from its figures.
pub fn render(mut page: Page, figures: &Figures) -> Page {
    page.caption = CAPTION.to_owned();
    page.wide = true;
    page.body = html! {
        (choose(figures))
        @if !figures.exact {
            (InsetText::new("Numbers below five are not shown, the others are given to the nearest five, and totals are made of what is shown, so that nobody can be found in them."))
        }
        (headline(figures))
        @if figures.meetings.is_empty() {
            h2.govuk-heading-m { "Meetings" }
            (pieces::nothing("No meeting of this quarter is over yet."))
        } @else {
            (chart(figures))
            (by_meeting(figures))
            (totals(figures))
        }
        (by_referrer(figures))
        @if let Some(actions) = &figures.actions { (actions_part(figures, actions)) }
        (minutes(figures))
        p.govuk-body {
            a.govuk-link href={ "/insight/marac.csv?quarter=" (figures.quarter.code()) } {
                "Download the figures of " (figures.quarter.words()) " (CSV)"
            }
            ". The file is in the form that may leave: no number below five is in it."
        }
    };
    page
}

fn choose(figures: &Figures) -> Markup {
    let items = figures
        .quarters
        .iter()
        .map(|quarter| SelectOption::new(quarter.code(), quarter.words()))
        .collect();
    html! {
        form method="get" action="/insight/marac" {
            (Select {
                value: figures.quarter.code(),
                ..Select::new("quarter", "Quarter", items)
            })
            (Button::secondary("Show the quarter"))
        }
    }
}

pub(super) fn per_cent(share: Option<Tenths>) -> String {
    share.map_or_else(|| "Not known".to_owned(), |share| format!("{share}%"))
}

/// What the year says against what is expected of it.
fn headline(figures: &Figures) -> Markup {
    let targets = &figures.targets;
    let rate = match (&targets.population, figures.per_10000) {
        (Some(population), Some(rate)) => format!(
            "{rate} for each 10,000 adult women; {} are expected. Counted against {} women in {} ({}).",
            targets.cases_per_10000_women, population.adult_women, population.year, population.source
        ),
        _ => "The area has not said how many adult women live there, so that cases cannot be compared with other areas.".to_owned(),
    };
    let partner = match &targets.partner_share {
        Some(target) => format!(
            "{} of referrals; the area aims at {}% ({}).",
            per_cent(figures.year_share(Measure::Partner)),
            target.percent,
            target.source
        ),
        None => format!(
            "{} of referrals. The area has set no target.",
            per_cent(figures.year_share(Measure::Partner))
        ),
    };
    let rows = vec![
        SummaryRow::new("Cases in twelve months", rate),
        SummaryRow::new(
            "Repeats",
            format!(
                "{} of cases. Between 28% and 40% is usual.",
                per_cent(figures.year_share(Measure::Repeats))
            ),
        ),
        SummaryRow::new("Referred by agencies other than the police", partner),
    ];
    html! {
        h2.govuk-heading-m { "The twelve months to the end of " (figures.quarter.words()) }
        (SummaryList::new(rows).render())
    }
}

fn of(line: &MeetingFigures, measure: Measure) -> Shown {
    line.numbers
        .get(&measure)
        .copied()
        .unwrap_or(Shown::Total(None))
}

fn meeting_name(line: &MeetingFigures) -> String {
    format!(
        "{}, {}",
        line.meeting.venue,
        words::date(london_date(line.meeting.starts_at))
    )
}

fn chart(figures: &Figures) -> Markup {
    let bars: Vec<Bar> = figures
        .meetings
        .iter()
        .map(|line| Bar {
            label: format!(
                "{} {}",
                london_date(line.meeting.starts_at).strftime("%-d %b"),
                line.meeting.venue.replace(" MARAC", "")
            ),
            value: of(line, Measure::Cases).number().unwrap_or(0),
            words: of(line, Measure::Cases).words(),
        })
        .collect();
    let most = figures
        .meetings
        .iter()
        .max_by_key(|line| of(line, Measure::Cases).number());
    let said = most.map(meeting_name).unwrap_or_default();
    html! {
        h2.govuk-heading-m { "Cases at each meeting" }
        p.govuk-body { "The most cases were heard at " (said) ". The table under the drawing holds the same numbers." }
        (BarChart {
            id: "cases-by-meeting".to_owned(),
            title: format!("Cases at each meeting, {}", figures.quarter.words()),
            description: format!("The most cases were heard at {said}."),
            bars,
        })
    }
}

/// A number that leads to the rows behind it, where there are any and the reader may open them.
pub(super) fn number(shown: Shown, href: &str, hidden: &str) -> Cell {
    match shown {
        Shown::Exact(0) | Shown::Published(_) | Shown::Total(_) => Cell::numeric(shown.words()),
        Shown::Exact(number) => Cell::numeric(html! {
            a.govuk-link href=(href) { (number) span.govuk-visually-hidden { " " (hidden) } }
        }),
    }
}

pub(super) fn rows_path(figures: &Figures, rest: &str) -> String {
    format!(
        "/insight/marac/rows?quarter={}{rest}",
        figures.quarter.code()
    )
}

fn by_meeting(figures: &Figures) -> Markup {
    let mut head: Vec<Column> = vec!["Meeting".into()];
    head.extend(
        Measure::ALL
            .iter()
            .map(|measure| Column::numeric(measure.label())),
    );
    let row = |line: &MeetingFigures| -> Vec<Cell> {
        let cells = Measure::ALL.iter().map(|measure| {
            let rest = format!("&measure={}&meeting={}", measure.code(), line.meeting.id);
            let hidden = format!("{}, {}", measure.label().to_lowercase(), meeting_name(line));
            number(of(line, *measure), &rows_path(figures, &rest), &hidden)
        });
        std::iter::once(Cell::from(meeting_name(line)))
            .chain(cells)
            .collect()
    };
    Table {
        caption_classes: "govuk-table__caption--m".to_owned(),
        first_cell_is_header: true,
        classes: "govuk-table--small-text-until-tablet".to_owned(),
        ..Table::new(
            format!("By meeting, {}", figures.quarter.words()),
            head,
            figures.meetings.iter().map(row).collect(),
        )
    }
    .render()
}

fn totals(figures: &Figures) -> Markup {
    let mut head: Vec<Column> = vec!["What is counted".into()];
    head.push(Column::numeric("Quarter"));
    head.push(Column::numeric("Twelve months"));
    head.push(Column::numeric("Share of the year’s cases"));
    if figures.exact {
        head.push(Column::numeric("Nobody has said"));
    }
    let row = |measure: &Measure| -> Vec<Cell> {
        let shown = |all: &std::collections::BTreeMap<Measure, Shown>| {
            all.get(measure).copied().unwrap_or(Shown::Total(None))
        };
        let words = measure.label().to_lowercase();
        let path = |rest: &str| rows_path(figures, &format!("&measure={}{rest}", measure.code()));
        let mut cells = vec![
            Cell::from(measure.label()),
            number(
                shown(&figures.quarter_total),
                &path(""),
                &format!("in the quarter: {words}"),
            ),
            number(
                shown(&figures.year_total),
                &path("&over=year"),
                &format!("in twelve months: {words}"),
            ),
            Cell::numeric(match measure {
                Measure::Children | Measure::Cases => String::new(),
                _ => per_cent(figures.year_share(*measure)),
            }),
        ];
        if figures.exact {
            let unknown = figures.not_known.get(measure).copied().unwrap_or(0);
            cells.push(Cell::numeric(unknown.to_string()));
        }
        cells
    };
    html! {
        (Table {
            caption_classes: "govuk-table__caption--m".to_owned(),
            first_cell_is_header: true,
            ..Table::new("Together", head, Measure::ALL.iter().map(row).collect())
        }.render())
        p.govuk-body-s { "Cases are counted, not people. What nobody has asked is counted nowhere; ask, and write it on the person’s record." }
    }
}

/// `GET /insight/marac`.
///
/// # Errors
/// When the reader may not see the figures.
pub async fn page(mut seat: Seat, Query(asked): Query<Asked>) -> Answer {
    let made = figures(&seat.app, &mut seat.ask, asked.quarter()).await?;
    let page = render(seat.page("MARAC figures", "MARAC figures"), &made);
    Ok(layout::answer(page, &Problems::default()))
}

/// `GET /insight/marac.csv`.
///
/// # Errors
/// When the reader may not see the figures.
pub async fn file(mut seat: Seat, Query(asked): Query<Asked>) -> Answer {
    let made = export_figures(&seat.app, &mut seat.ask, asked.quarter()).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{}\"", made.file_name),
        ),
    ];
    Ok((headers, made.bytes).into_response())
}
