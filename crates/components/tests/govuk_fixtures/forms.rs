//! Says the fixtures of form components with our structs.

use hawthorn_components::{
    Affix, Button, ButtonKind, CharacterCount, ErrorMessage, Fieldset, FileUpload, Hint, InputKind,
    Label, Legend, Limit, LinkButton, Select, SelectOption, TextInput, Textarea,
};
use maud::{Markup, PreEscaped, Render};

use crate::options::{Options, Unsupported};

type Said = Result<Markup, Unsupported>;

pub fn button(o: &Options<'_>) -> Said {
    let (content, start) = (o.content(), o.yes("isStartButton"));
    let (id, classes, attributes) = (o.text("id"), o.text("classes"), o.attributes("attributes"));
    if o.has("href") {
        // The template ignores what only a real button has.
        for name in ["name", "value", "type", "disabled", "preventDoubleClick"] {
            o.has(name);
        }
        let href = o.text("href");
        let link = LinkButton {
            href,
            content,
            id,
            start,
            classes,
            attributes,
            ..LinkButton::default()
        };
        return Ok(link.render());
    }
    let kind = match o.text("type").as_str() {
        "button" => ButtonKind::Button,
        "reset" => ButtonKind::Reset,
        _ => ButtonKind::Submit,
    };
    let prevent_double_click = match o.flag("preventDoubleClick") {
        Some(false) => return Err("a switch that says no in so many words".to_owned()),
        flag => flag.is_some(),
    };
    let button = Button {
        content,
        kind,
        name: o.text("name"),
        value: o.text("value"),
        id,
        disabled: o.yes("disabled"),
        prevent_double_click,
        start,
        classes,
        attributes,
        ..Button::default()
    };
    Ok(button.render())
}

pub fn label_of(o: &Options<'_>) -> Result<Label, Unsupported> {
    let label = Label {
        content: o.content(),
        for_id: o.text("for"),
        page_heading: o.yes("isPageHeading"),
        classes: o.text("classes"),
        attributes: o.attributes("attributes"),
    };
    o.finish().map(|()| label)
}

pub fn hint_of(o: &Options<'_>) -> Result<Hint, Unsupported> {
    let hint = Hint {
        content: o.content(),
        id: o.text("id"),
        classes: o.text("classes"),
        attributes: o.attributes("attributes"),
    };
    o.finish().map(|()| hint)
}

pub fn error_of(o: &Options<'_>) -> Result<ErrorMessage, Unsupported> {
    let prefix = if o.has("visuallyHiddenText") {
        o.text("visuallyHiddenText")
    } else {
        "Error".to_owned()
    };
    let error = ErrorMessage {
        content: o.content(),
        id: o.text("id"),
        prefix,
        classes: o.text("classes"),
        attributes: o.attributes("attributes"),
    };
    o.finish().map(|()| error)
}

pub fn label(o: &Options<'_>) -> Said {
    Ok(label_of(o)?.render())
}

pub fn hint(o: &Options<'_>) -> Said {
    Ok(hint_of(o)?.render())
}

pub fn error_message(o: &Options<'_>) -> Said {
    Ok(error_of(o)?.render())
}

pub fn fieldset_of(o: &Options<'_>) -> Result<Fieldset, Unsupported> {
    let legend = match o.group("legend")? {
        None => Legend::default(),
        Some(l) => {
            let legend = Legend {
                content: l.content(),
                page_heading: l.yes("isPageHeading"),
                classes: l.text("classes"),
            };
            l.finish()?;
            legend
        }
    };
    let fieldset = Fieldset {
        legend,
        described_by: o.text("describedBy"),
        role: o.text("role"),
        classes: o.text("classes"),
        attributes: o.attributes("attributes"),
        body: PreEscaped(o.text("html")),
    };
    o.finish().map(|()| fieldset)
}

pub fn fieldset(o: &Options<'_>) -> Said {
    Ok(fieldset_of(o)?.render())
}

/// What most form components share.
pub struct Common {
    pub label: Label,
    pub hint: Option<Hint>,
    pub error: Option<ErrorMessage>,
    pub group_classes: String,
}

pub fn common(o: &Options<'_>) -> Result<Common, Unsupported> {
    let group_classes = match o.group("formGroup")? {
        None => String::new(),
        Some(group) => {
            let classes = group.text("classes");
            group.finish()?;
            classes
        }
    };
    Ok(Common {
        label: o
            .group("label")?
            .as_ref()
            .map(label_of)
            .transpose()?
            .unwrap_or_default(),
        hint: o.group("hint")?.as_ref().map(hint_of).transpose()?,
        error: o
            .group("errorMessage")?
            .as_ref()
            .map(error_of)
            .transpose()?,
        group_classes,
    })
}

fn affix(o: Option<Options<'_>>) -> Result<Option<Affix>, Unsupported> {
    let Some(o) = o else { return Ok(None) };
    let affix = Affix {
        content: o.content(),
        classes: o.text("classes"),
        attributes: o.attributes("attributes"),
    };
    o.finish().map(|()| Some(affix))
}

pub fn input(o: &Options<'_>) -> Said {
    let Common {
        label,
        hint,
        error,
        group_classes,
    } = common(o)?;
    let kind = match o.text_or("type", "text").as_str() {
        "text" => InputKind::Text,
        "email" => InputKind::Email,
        "tel" => InputKind::Tel,
        "password" => InputKind::Password,
        "search" => InputKind::Search,
        "url" => InputKind::Url,
        "number" => InputKind::Number,
        other => return Err(format!("type {other}")),
    };
    let (wrapper_classes, wrapper_attributes) = match o.group("inputWrapper")? {
        None => Default::default(),
        Some(w) => {
            let parts = (w.text("classes"), w.attributes("attributes"));
            w.finish()?;
            parts
        }
    };
    let input = TextInput {
        name: o.text("name"),
        id: o.text("id"),
        label,
        hint,
        error,
        value: o.text("value"),
        kind,
        inputmode: o.text("inputmode"),
        autocomplete: o.text("autocomplete"),
        autocapitalize: o.text("autocapitalize"),
        pattern: o.text("pattern"),
        spellcheck: o.flag("spellcheck"),
        prefix: affix(o.group("prefix")?)?,
        suffix: affix(o.group("suffix")?)?,
        wrapper_classes,
        wrapper_attributes,
        described_by: o.text("describedBy"),
        disabled: o.yes("disabled"),
        group_classes,
        classes: o.text("classes"),
        attributes: o.attributes("attributes"),
    };
    Ok(input.render())
}

fn textarea_of(o: &Options<'_>) -> Result<Textarea, Unsupported> {
    let Common {
        label,
        hint,
        error,
        group_classes,
    } = common(o)?;
    Ok(Textarea {
        name: o.text("name"),
        id: o.text("id"),
        label,
        hint,
        error,
        value: o.text("value"),
        rows: o.number("rows"),
        autocomplete: o.text("autocomplete"),
        spellcheck: o.flag("spellcheck"),
        described_by: o.text("describedBy"),
        disabled: o.yes("disabled"),
        group_classes,
        classes: o.text("classes"),
        attributes: o.attributes("attributes"),
    })
}

pub fn textarea(o: &Options<'_>) -> Said {
    Ok(textarea_of(o)?.render())
}

pub fn character_count(o: &Options<'_>) -> Said {
    let limit = match (o.number("maxwords"), o.number("maxlength")) {
        (Some(words), None) => Limit::Words(words),
        (None, Some(characters)) => Limit::Characters(characters),
        (None, None) => return Err("no limit".to_owned()),
        (Some(_), Some(_)) => return Err("two limits".to_owned()),
    };
    let message_classes = match o.group("countMessage")? {
        None => String::new(),
        Some(message) => message.text("classes"),
    };
    let count = CharacterCount {
        textarea: textarea_of(o)?,
        limit,
        threshold: o.number("threshold"),
        message_classes,
    };
    Ok(count.render())
}

pub fn select(o: &Options<'_>) -> Said {
    let Common {
        label,
        hint,
        error,
        group_classes,
    } = common(o)?;
    let mut items = Vec::new();
    for item in o.list("items") {
        let i = Options::new(item)?;
        if i.flag("selected") == Some(false) && o.has("value") {
            return Err("a choice unchosen against the group's value".to_owned());
        }
        items.push(SelectOption {
            value: i.has("value").then(|| i.text("value")),
            text: i.text("text"),
            selected: i.yes("selected"),
            disabled: i.yes("disabled"),
            attributes: i.attributes("attributes"),
        });
        i.finish()?;
    }
    let select = Select {
        name: o.text("name"),
        id: o.text("id"),
        label,
        hint,
        error,
        items,
        value: o.text("value"),
        described_by: o.text("describedBy"),
        disabled: o.yes("disabled"),
        group_classes,
        classes: o.text("classes"),
        attributes: o.attributes("attributes"),
    };
    Ok(select.render())
}

pub fn file_upload(o: &Options<'_>) -> Said {
    let Common {
        label,
        hint,
        error,
        group_classes,
    } = common(o)?;
    // A browser does not let a page say which file is chosen, so the template ignores it too.
    o.has("value");
    let upload = FileUpload {
        name: o.text("name"),
        id: o.text("id"),
        label,
        hint,
        error,
        drop_zone: o.yes("javascript"),
        multiple: o.yes("multiple"),
        disabled: o.yes("disabled"),
        described_by: o.text("describedBy"),
        wrapper_classes: o.text("wrapperClasses"),
        group_classes,
        classes: o.text("classes"),
        attributes: o.attributes("attributes"),
    };
    Ok(upload.render())
}
