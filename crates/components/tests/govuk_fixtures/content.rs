//! Says the fixtures of the components that show things with our structs.

use hawthorn_components::{
    Action, BannerKind, Button, ButtonKind, Cell, Column, Details, ErrorLink, ErrorSummary,
    InsetText, LinkButton, NotificationBanner, Panel, PanelAction, SummaryCard, SummaryList,
    SummaryRow, Table, Tag, Task, TaskList, TaskStatus, WarningText,
};
use maud::{Markup, Render};

use crate::options::{Options, Unsupported};

type Said = Result<Markup, Unsupported>;

pub fn error_summary(o: &Options<'_>) -> Said {
    let mut errors = Vec::new();
    for item in o.list("errorList") {
        let i = Options::new(item)?;
        errors.push(ErrorLink {
            content: i.content(),
            href: i.text("href"),
            attributes: i.attributes("attributes"),
        });
        i.finish()?;
    }
    let summary = ErrorSummary {
        title: o.content_of("titleHtml", "titleText"),
        description: o.content_of("descriptionHtml", "descriptionText"),
        errors,
        disable_auto_focus: o.flag("disableAutoFocus"),
        classes: o.text("classes"),
        attributes: o.attributes("attributes"),
    };
    Ok(summary.render())
}

pub fn tag_of(o: &Options<'_>) -> Result<Tag, Unsupported> {
    let tag = Tag {
        content: o.content(),
        classes: o.text("classes"),
        attributes: o.attributes("attributes"),
        ..Tag::default()
    };
    o.finish().map(|()| tag)
}

pub fn tag(o: &Options<'_>) -> Said {
    Ok(tag_of(o)?.render())
}

fn numeric(o: &Options<'_>) -> Result<bool, Unsupported> {
    match o.text("format").as_str() {
        "" => Ok(false),
        "numeric" => Ok(true),
        other => Err(format!("format {other}")),
    }
}

pub fn table(o: &Options<'_>) -> Said {
    let mut head = Vec::new();
    for item in o.list("head") {
        let i = Options::new(item)?;
        head.push(Column {
            content: i.content(),
            numeric: numeric(&i)?,
            colspan: i.number("colspan"),
            rowspan: i.number("rowspan"),
            classes: i.text("classes"),
            attributes: i.attributes("attributes"),
            ..Column::default()
        });
        i.finish()?;
    }
    let mut rows = Vec::new();
    for row in o.list("rows") {
        let mut cells = Vec::new();
        for item in row.as_array().ok_or("a row that is no list")? {
            let i = Options::new(item)?;
            cells.push(Cell {
                content: i.content(),
                numeric: numeric(&i)?,
                colspan: i.number("colspan"),
                rowspan: i.number("rowspan"),
                classes: i.text("classes"),
                attributes: i.attributes("attributes"),
            });
            i.finish()?;
        }
        rows.push(cells);
    }
    let table = Table {
        caption: o.text("caption"),
        caption_classes: o.text("captionClasses"),
        region: String::new(),
        head,
        rows,
        first_cell_is_header: o.yes("firstCellIsHeader"),
        classes: o.text("classes"),
        attributes: o.attributes("attributes"),
    };
    Ok(table.render())
}

fn actions(o: Option<&Options<'_>>) -> Result<Vec<Action>, Unsupported> {
    let mut actions = Vec::new();
    let Some(o) = o else { return Ok(actions) };
    for item in o.list("items") {
        let i = Options::new(item)?;
        actions.push(Action {
            href: i.text("href"),
            content: i.content(),
            hidden: i.text("visuallyHiddenText"),
            classes: i.text("classes"),
            attributes: i.attributes("attributes"),
        });
        i.finish()?;
    }
    Ok(actions)
}

fn summary_card(o: &Options<'_>) -> Result<SummaryCard, Unsupported> {
    let (title, heading_level) = match o.group("title")? {
        None => Default::default(),
        Some(title) => {
            let parts = (title.content(), title.number("headingLevel"));
            title.finish()?;
            parts
        }
    };
    let group = o.group("actions")?;
    let card = SummaryCard {
        title,
        heading_level,
        actions: actions(group.as_ref())?,
        classes: o.text("classes"),
        attributes: o.attributes("attributes"),
    };
    if let Some(group) = group {
        group.finish()?;
    }
    o.finish().map(|()| card)
}

pub fn summary_list(o: &Options<'_>) -> Said {
    let mut rows = Vec::new();
    for row in o.list("rows") {
        let r = Options::new(row)?;
        let cell = |name: &str| -> Result<_, Unsupported> {
            match r.group(name)? {
                None => Ok(Default::default()),
                Some(cell) => {
                    let parts = (cell.content(), cell.text("classes"));
                    cell.finish().map(|()| parts)
                }
            }
        };
        let ((key, key_classes), (value, value_classes)) = (cell("key")?, cell("value")?);
        let group = r.group("actions")?;
        rows.push(SummaryRow {
            key,
            value,
            actions: actions(group.as_ref())?,
            classes: r.text("classes"),
            key_classes,
            value_classes,
            actions_classes: group
                .as_ref()
                .map(|group| group.text("classes"))
                .unwrap_or_default(),
        });
        r.finish()?;
    }
    let list = SummaryList {
        rows,
        card: o.group("card")?.as_ref().map(summary_card).transpose()?,
        classes: o.text("classes"),
        attributes: o.attributes("attributes"),
    };
    Ok(list.render())
}

pub fn details(o: &Options<'_>) -> Said {
    let details = Details {
        summary: o.content_of("summaryHtml", "summaryText"),
        content: o.content(),
        open: o.yes("open"),
        id: o.text("id"),
        classes: o.text("classes"),
        attributes: o.attributes("attributes"),
    };
    Ok(details.render())
}

pub fn inset_text(o: &Options<'_>) -> Said {
    let inset = InsetText {
        content: o.content(),
        id: o.text("id"),
        classes: o.text("classes"),
        attributes: o.attributes("attributes"),
    };
    Ok(inset.render())
}

pub fn warning_text(o: &Options<'_>) -> Said {
    let fallback = o.text("iconFallbackText");
    let warning = WarningText {
        content: o.content(),
        icon_word: if fallback.is_empty() {
            "Warning".to_owned()
        } else {
            fallback
        },
        classes: o.text("classes"),
        attributes: o.attributes("attributes"),
    };
    Ok(warning.render())
}

pub fn notification_banner(o: &Options<'_>) -> Said {
    let kind = match o.text("type").as_str() {
        "success" => BannerKind::Success,
        // The template takes any other word for the usual kind.
        _ => BannerKind::Important,
    };
    let banner = NotificationBanner {
        content: o.content(),
        kind,
        title: o.content_of("titleHtml", "titleText"),
        title_id: o.text("titleId"),
        heading_level: o.number("titleHeadingLevel"),
        role: o.text("role"),
        disable_auto_focus: o.flag("disableAutoFocus"),
        classes: o.text("classes"),
        attributes: o.attributes("attributes"),
    };
    Ok(banner.render())
}

fn panel_action(i: &Options<'_>) -> Result<PanelAction, Unsupported> {
    let (text, href, kind) = (i.text("text"), i.text("href"), i.text("type"));
    let (classes, attributes) = (i.text("classes"), i.attributes("attributes"));
    i.finish()?;
    Ok(if !href.is_empty() && kind == "button" {
        PanelAction::LinkButton(LinkButton {
            href,
            content: text.into(),
            classes,
            attributes,
            ..LinkButton::default()
        })
    } else if href.is_empty() {
        let kind = if kind == "submit" {
            ButtonKind::Submit
        } else {
            ButtonKind::Button
        };
        PanelAction::Button(Button {
            content: text.into(),
            kind,
            classes,
            attributes,
            ..Button::default()
        })
    } else {
        PanelAction::Link {
            href,
            text,
            classes,
            attributes,
        }
    })
}

pub fn panel(o: &Options<'_>) -> Said {
    let mut classes = o.text("classes");
    let interruption = classes.contains("govuk-panel--interruption");
    if interruption {
        classes = classes
            .replace("govuk-panel--interruption", "")
            .trim()
            .to_owned();
    }
    let mut panel = Panel {
        title: o.content_of("titleHtml", "titleText"),
        heading_level: o.number("headingLevel"),
        content: o.content(),
        interruption,
        classes,
        attributes: o.attributes("attributes"),
        ..Panel::default()
    };
    if let Some(group) = o.group("actions")? {
        panel.actions_classes = group.text("classes");
        panel.actions_attributes = group.attributes("attributes");
        for item in group.list("items") {
            panel.actions.push(panel_action(&Options::new(item)?)?);
        }
        group.finish()?;
    }
    Ok(panel.render())
}

pub fn task_list(o: &Options<'_>) -> Said {
    if o.list_has_gaps("items") {
        return Err("entries that say there is no entry".to_owned());
    }
    let mut items = Vec::new();
    for item in o.list("items") {
        let i = Options::new(item)?;
        let (title, title_classes) = match i.group("title")? {
            None => Default::default(),
            Some(title) => (title.content(), title.text("classes")),
        };
        let (status, status_classes) = match i.group("status")? {
            None => Default::default(),
            Some(s) => {
                let status = match s.group("tag")? {
                    Some(tag) => TaskStatus::Tag(tag_of(&tag)?),
                    None => TaskStatus::Words(s.content()),
                };
                let parts = (status, s.text("classes"));
                s.finish()?;
                parts
            }
        };
        items.push(Task {
            title,
            href: i.text("href"),
            hint: i
                .group("hint")?
                .map(|hint| hint.content())
                .unwrap_or_default(),
            status,
            title_classes,
            status_classes,
            classes: i.text("classes"),
        });
        i.finish()?;
    }
    let list = TaskList {
        items,
        id_prefix: o.text("idPrefix"),
        classes: o.text("classes"),
        attributes: o.attributes("attributes"),
    };
    Ok(list.render())
}
