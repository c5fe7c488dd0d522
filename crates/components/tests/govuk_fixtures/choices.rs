//! Says the fixtures of radios, checkboxes and dates with our structs.

use hawthorn_components::{Checkboxes, Choice, DateBox, DateInput, Radios};
use maud::{Markup, PreEscaped, Render};

use crate::forms::{Common, common, fieldset_of, hint_of};
use crate::options::{Options, Unsupported};

type Said = Result<Markup, Unsupported>;

fn choices(o: &Options<'_>) -> Result<Vec<Choice>, Unsupported> {
    if o.list_has_gaps("items") {
        return Err("entries that say there is no entry".to_owned());
    }
    let mut choices = Vec::new();
    let mut divider = String::new();
    for item in o.list("items") {
        let i = Options::new(item)?;
        if i.has("divider") {
            divider = i.text("divider");
            i.finish()?;
            continue;
        }
        if i.flag("checked") == Some(false) {
            return Err("a choice unchosen against the group's value".to_owned());
        }
        let (label_classes, label_attributes) = match i.group("label")? {
            None => Default::default(),
            Some(l) => (l.text("classes"), l.attributes("attributes")),
        };
        let conditional = match i.group("conditional")? {
            None => None,
            // The templates take `html: false` for no conditional part.
            Some(c) if c.flag("html") == Some(false) => None,
            Some(c) => {
                Some(PreEscaped(c.text("html").trim().to_owned())).filter(|html| !html.0.is_empty())
            }
        };
        choices.push(Choice {
            value: i.text("value"),
            content: i.content(),
            hint: i.group("hint")?.as_ref().map(hint_of).transpose()?,
            checked: i.yes("checked"),
            disabled: i.yes("disabled"),
            conditional,
            divider: std::mem::take(&mut divider),
            id: i.text("id"),
            name: i.text("name"),
            exclusive: i.text("behaviour") == "exclusive",
            label_classes,
            label_attributes,
            attributes: i.attributes("attributes"),
        });
        i.finish()?;
    }
    Ok(choices)
}

pub fn radios(o: &Options<'_>) -> Said {
    let Common {
        hint,
        error,
        group_classes,
        ..
    } = common(o)?;
    let radios = Radios {
        name: o.text("name"),
        id_prefix: o.text("idPrefix"),
        fieldset: o.group("fieldset")?.as_ref().map(fieldset_of).transpose()?,
        hint,
        error,
        items: choices(o)?,
        value: o.text("value"),
        group_classes,
        classes: o.text("classes"),
        attributes: o.attributes("attributes"),
    };
    Ok(radios.render())
}

pub fn checkboxes(o: &Options<'_>) -> Said {
    let Common {
        hint,
        error,
        group_classes,
        ..
    } = common(o)?;
    let checkboxes = Checkboxes {
        name: o.text("name"),
        id_prefix: o.text("idPrefix"),
        fieldset: o.group("fieldset")?.as_ref().map(fieldset_of).transpose()?,
        hint,
        error,
        items: choices(o)?,
        values: o
            .list("values")
            .iter()
            .filter_map(|v| v.as_str().map(str::to_owned))
            .collect(),
        described_by: o.text("describedBy"),
        group_classes,
        classes: o.text("classes"),
        attributes: o.attributes("attributes"),
    };
    Ok(checkboxes.render())
}

/// Fills one box from `day`, `month`, `year` or an entry of `items`.
fn date_box(o: &Options<'_>, known: &[(String, &str, u8)]) -> Result<DateBox, Unsupported> {
    let name = o.text("name");
    let width = known
        .iter()
        .find(|(known, stock, _)| *known == name || *stock == name);
    if o.flag("error") == Some(false) {
        return Err("a box marked as right".to_owned());
    }
    let classes = o.text("classes");
    // A width or error given as class takes the place of ours.
    let parts: Vec<&str> = classes.split(' ').collect();
    let error = o.yes("error") || parts.contains(&"govuk-input--error");
    let own_width = classes.contains("govuk-input--width-");
    let date_box = DateBox {
        label: o.text_or("label", &capitalised(&name)),
        value: o.text("value"),
        width: if own_width {
            0
        } else {
            width.map_or(2, |known| known.2)
        },
        error,
        id: o.text("id"),
        inputmode: o.text("inputmode"),
        autocomplete: o.text("autocomplete"),
        pattern: o.text("pattern"),
        classes: parts
            .into_iter()
            .filter(|part| *part != "govuk-input--error")
            .collect::<Vec<_>>()
            .join(" "),
        attributes: o.attributes("attributes"),
        name,
    };
    o.finish().map(|()| date_box)
}

/// Day, month and year as the options name them, and how wide each is.
struct Stock {
    known: Vec<(String, &'static str, u8)>,
    boxes: Vec<DateBox>,
}

fn stock_boxes(o: &Options<'_>) -> Result<Stock, Unsupported> {
    let mut stock = Stock {
        known: Vec::new(),
        boxes: Vec::new(),
    };
    for (part, width) in [("day", 2), ("month", 2), ("year", 4)] {
        if o.is_false(part) {
            continue;
        }
        let given = o.group(part)?;
        let name = given
            .as_ref()
            .map(|given| given.text("name"))
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| part.to_owned());
        stock.known.push((name.clone(), part, width));
        let mut one = match given {
            None => DateBox {
                width,
                ..DateBox::default()
            },
            Some(given) => {
                let one = date_box(&given, &stock.known)?;
                let width = if one.width == 0 { 0 } else { width };
                DateBox { width, ..one }
            }
        };
        if one.label.is_empty() {
            one.label = capitalised(&name);
        }
        one.name = name;
        stock.boxes.push(one);
    }
    Ok(stock)
}

/// The boxes of `items` if given, else the stock ones; with the values from `values`.
fn date_boxes(o: &Options<'_>, prefix: &str) -> Result<Vec<DateBox>, Unsupported> {
    let stock = stock_boxes(o)?;
    let items = o.list("items");
    let mut boxes = Vec::new();
    for item in &items {
        let mut one = date_box(&Options::new(item)?, &stock.known)?;
        if one.value.is_empty()
            && let Some(same) = stock.boxes.iter().find(|stock| stock.name == one.name)
        {
            one.value.clone_from(&same.value);
        }
        boxes.push(one);
    }
    if items.is_empty() {
        boxes = stock.boxes;
    }
    if let Some(values) = o.group("values")? {
        for one in boxes.iter_mut().filter(|one| one.value.is_empty()) {
            let prefixed = format!("{prefix}-{}", one.name);
            one.value = [&one.name, &prefixed]
                .into_iter()
                .find(|name| values.has(name))
                .map(|name| values.text(name))
                .unwrap_or_default();
        }
    }
    Ok(boxes)
}

pub fn date_input(o: &Options<'_>) -> Said {
    let Common {
        hint,
        error,
        group_classes,
        ..
    } = common(o)?;
    let prefix = o.text("namePrefix");
    let date = DateInput {
        id: o.text("id"),
        boxes: date_boxes(o, &prefix)?,
        name_prefix: prefix,
        fieldset: o.group("fieldset")?.as_ref().map(fieldset_of).transpose()?,
        hint,
        error,
        group_classes,
        classes: o.text("classes"),
        attributes: o.attributes("attributes"),
    };
    Ok(date.render())
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().to_string() + letters.as_str())
        .unwrap_or_default()
}
