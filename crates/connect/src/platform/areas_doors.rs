//! Builds the settings of the doors and the directory.

use hawthorn_domain::doors::Desk;
use hawthorn_domain::platform::settings::doors::{Directory, DoorRules, PublicHost, telling_word};

use super::areas_reader::{Place, Reader, gather};

pub(super) fn directory(reader: &mut Reader<'_>, place: &Place<'_>) -> Option<Directory> {
    gather!(Directory {
        stale_months: reader.whole(place, "stale_months"),
    })
}

pub(super) fn rules(reader: &mut Reader<'_>, place: &Place<'_>) -> Option<DoorRules> {
    gather!(DoorRules {
        refer: reader.yes_no(place, "refer"),
        own_service: reader.slug_if(place, "own_service"),
        serious_desk: reader.choice(place, "serious_desk", Desk::from_code),
        draft_days: reader.whole(place, "draft_days"),
        from_one_place: reader.whole(place, "from_one_place"),
        work_mail: reader.texts(place, "work_mail"),
        languages: reader.texts(place, "languages"),
    })
}

pub(super) fn public(reader: &mut Reader<'_>, place: &Place<'_>) -> Option<PublicHost> {
    let public = gather!(PublicHost {
        host: reader.text_if(place, "host"),
        name: reader.text(place, "name"),
        leave_to: reader.text(place, "leave_to"),
    })?;
    let host = public.host.as_deref().unwrap_or_default();
    for (key, text) in [("host", host), ("name", public.name.as_str())] {
        if let Some(word) = telling_word(text) {
            reader.problem(
                place.at_key(key),
                &place.path_of(key),
                format!("the word \"{word}\""),
                "a dull name that does not tell what the pages are about",
            );
            return None;
        }
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    if !host.chars().all(plain) {
        reader.problem(
            place.at_key("host"),
            &place.path_of("host"),
            format!("\"{host}\""),
            "a host name alone, such as help.example.org, without https:// or a port",
        );
        return None;
    }
    if !public.leave_to.starts_with("https://") || public.leave_to.contains(char::is_whitespace) {
        reader.problem(
            place.at_key("leave_to"),
            &place.path_of("leave_to"),
            format!("\"{}\"", public.leave_to),
            "the whole address of a page, beginning with https://",
        );
        return None;
    }
    Some(public)
}
