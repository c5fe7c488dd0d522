//! Rows and columns, with headings that can sort and a pane that scrolls on narrow screens.

use maud::{Markup, Render, html};

use crate::html::{Attributes, Content, Element, when};

/// How a column is sorted now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SortDirection {
    /// Not by this column.
    #[default]
    None,
    /// Smallest or oldest first.
    Ascending,
    /// Largest or newest first.
    Descending,
}

/// A column heading.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// The words.
    pub content: Content,
    /// Numbers, set to the right.
    pub numeric: bool,
    /// Link that sorts the whole set on the server; not sortable when empty.
    pub sort_href: String,
    /// How it is sorted now; only used with `sort_href`.
    pub sort: SortDirection,
    /// Columns taken; 1 when not given.
    pub colspan: Option<u16>,
    /// Rows taken; 1 when not given.
    pub rowspan: Option<u16>,
    /// Further class names.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Column {
    /// A heading for numbers.
    #[must_use]
    pub fn numeric(content: impl Into<Content>) -> Self {
        Self {
            numeric: true,
            ..content.into().into()
        }
    }

    /// A heading that sorts.
    #[must_use]
    pub fn sortable(
        content: impl Into<Content>,
        href: impl Into<String>,
        sort: SortDirection,
    ) -> Self {
        Self {
            sort_href: href.into(),
            sort,
            ..content.into().into()
        }
    }

    fn markup(&self) -> Markup {
        let mut element = Element::new("th").attr("scope", "col").class(&[
            "govuk-table__header",
            when(self.numeric, "govuk-table__header--numeric"),
            &self.classes,
        ]);
        let sortable = !self.sort_href.is_empty();
        if sortable {
            let direction = match self.sort {
                SortDirection::None => "none",
                SortDirection::Ascending => "ascending",
                SortDirection::Descending => "descending",
            };
            element = element.attr("aria-sort", direction);
        }
        span(element, self.colspan, self.rowspan)
            .attrs(&self.attributes)
            .body(html! {
                @if sortable {
                    a."govuk-link"."hw-sort" href=(self.sort_href) {
                        (self.content)
                        span.hw-sort__mark aria-hidden="true" {
                            @match self.sort {
                                SortDirection::None => "↕",
                                SortDirection::Ascending => "▲",
                                SortDirection::Descending => "▼",
                            }
                        }
                    }
                } @else {
                    (self.content)
                }
            })
    }
}

impl<T: Into<Content>> From<T> for Column {
    fn from(content: T) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }
}

/// One cell.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// What it shows.
    pub content: Content,
    /// A number, set to the right.
    pub numeric: bool,
    /// Columns taken; 1 when not given.
    pub colspan: Option<u16>,
    /// Rows taken; 1 when not given.
    pub rowspan: Option<u16>,
    /// Further class names.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Cell {
    /// A number.
    #[must_use]
    pub fn numeric(content: impl Into<Content>) -> Self {
        Self {
            numeric: true,
            ..content.into().into()
        }
    }

    fn markup(&self, row_heading: bool) -> Markup {
        let element = if row_heading {
            Element::new("th")
                .attr("scope", "row")
                .class(&["govuk-table__header", &self.classes])
        } else {
            Element::new("td").class(&[
                "govuk-table__cell",
                when(self.numeric, "govuk-table__cell--numeric"),
                &self.classes,
            ])
        };
        span(element, self.colspan, self.rowspan)
            .attrs(&self.attributes)
            .body(&self.content)
    }
}

impl<T: Into<Content>> From<T> for Cell {
    fn from(content: T) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }
}

fn span(mut element: Element, colspan: Option<u16>, rowspan: Option<u16>) -> Element {
    if let Some(colspan) = colspan {
        element = element.attr("colspan", colspan);
    }
    if let Some(rowspan) = rowspan {
        element = element.attr("rowspan", rowspan);
    }
    element
}

/// A table.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// What the table shows; read first by screen readers.
    pub caption: String,
    /// Class names of the caption, such as `govuk-table__caption--m` or `govuk-visually-hidden`.
    pub caption_classes: String,
    /// Name of the pane that scrolls sideways on narrow screens; no pane when empty.
    pub region: String,
    /// Column headings; none when empty.
    pub head: Vec<Column>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// The first cell of each row names the row.
    pub first_cell_is_header: bool,
    /// Further class names, such as `govuk-table--small-text-until-tablet`.
    pub classes: String,
    /// Further attributes.
    pub attributes: Attributes,
}

impl Table {
    /// A table with a caption, in a pane of the same name that scrolls on narrow screens (G3).
    #[must_use]
    pub fn new(caption: impl Into<String>, head: Vec<Column>, rows: Vec<Vec<Cell>>) -> Self {
        let caption = caption.into();
        Self {
            region: caption.clone(),
            caption,
            head,
            rows,
            ..Self::default()
        }
    }

    fn table(&self) -> Markup {
        Element::new("table")
            .class(&["govuk-table", &self.classes])
            .attrs(&self.attributes)
            .body(html! {
                @if !self.caption.is_empty() {
                    caption class=(crate::html::classes(&["govuk-table__caption", &self.caption_classes])) {
                        (self.caption)
                    }
                }
                @if !self.head.is_empty() {
                    thead.govuk-table__head {
                        tr.govuk-table__row { @for column in &self.head { (column.markup()) } }
                    }
                }
                tbody.govuk-table__body {
                    @for row in &self.rows {
                        tr.govuk-table__row {
                            @for (index, cell) in row.iter().enumerate() {
                                (cell.markup(self.first_cell_is_header && index == 0))
                            }
                        }
                    }
                }
            })
    }
}

impl Render for Table {
    fn render(&self) -> Markup {
        html! {
            @if self.region.is_empty() {
                (self.table())
            } @else {
                div.hw-scroll role="region" aria-label=(self.region) tabindex="0" { (self.table()) }
            }
        }
    }
}
