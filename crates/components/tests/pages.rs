//! Holds whole pages to the rules of ux.md: one heading, labels, titles, escaping, nothing inline.

#[path = "../examples/sample/pages.rs"]
mod sample;

use std::collections::BTreeSet;

use maud::Render;

/// Every value of an attribute.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.split(&start)
        .skip(1)
        .filter_map(|rest| rest.split_once('"').map(|(value, _)| value))
        .collect()
}

fn pages() -> Vec<(&'static str, String)> {
    vec![
        ("staff", sample::staff().render().0),
        ("form", sample::form().render().0),
        ("public", sample::public().render().0),
    ]
}

#[test]
fn pages_hold_no_inline_script_or_style() {
    for (name, html) in pages() {
        assert!(!html.contains(" style="), "{name}");
        assert!(!html.contains("<style"), "{name}");
        for script in html.split("<script").skip(1) {
            assert!(
                script.starts_with(" type=\"module\" src=\"/assets/")
                    && script.contains("\"></script>"),
                "{name} holds an inline script"
            );
        }
        let handlers = ["onclick", "onload", "onsubmit"];
        assert!(
            handlers
                .iter()
                .all(|handler| values(&html, handler).is_empty()),
            "{name}"
        );
    }
}

#[test]
fn pages_ask_for_nothing_from_elsewhere() {
    for (name, html) in pages() {
        for address in values(&html, "href")
            .into_iter()
            .chain(values(&html, "src"))
        {
            assert!(
                !address.contains("://") && !address.starts_with("//"),
                "{name}: {address}"
            );
        }
    }
}

#[test]
fn pages_have_one_heading_one_main_and_the_skip_link_first() {
    for (name, html) in pages() {
        assert_eq!(html.matches("<h1").count(), 1, "{name}");
        assert_eq!(html.matches("<main").count(), 1, "{name}");
        assert!(html.starts_with("<!DOCTYPE html><html"), "{name}");
        let body = html.split_once("<body").expect("body").1;
        let first = body.split_once("<a ").expect("a link").1;
        assert!(
            first.starts_with("href=\"#main-content\" class=\"govuk-skip-link\""),
            "{name}"
        );
        assert_eq!(values(&html, "lang").first(), Some(&"en"), "{name}");
    }
}

#[test]
fn ids_are_unlike_and_what_names_them_exists() {
    for (name, html) in pages() {
        let ids = values(&html, "id");
        let unlike: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unlike.len(), "{name} uses an id twice");
        for attribute in [
            "for",
            "aria-describedby",
            "aria-labelledby",
            "data-aria-controls",
        ] {
            for id in values(&html, attribute)
                .iter()
                .flat_map(|ids| ids.split(' '))
            {
                assert!(
                    unlike.contains(id),
                    "{name}: {attribute} names {id}, which is not there"
                );
            }
        }
        for id in values(&html, "href")
            .iter()
            .filter_map(|href| href.strip_prefix('#'))
        {
            assert!(
                unlike.contains(id),
                "{name}: a link goes to #{id}, which is not there"
            );
        }
        for input in html.split("<input ").skip(1) {
            let tag = input.split_once('>').expect("an end").0;
            let tag = format!(" {tag}");
            let id = values(&tag, "id").first().copied().expect("an id");
            assert!(
                values(&html, "for").contains(&id),
                "{name}: {id} has no label"
            );
        }
    }
}

#[test]
fn errors_stand_in_the_title_and_at_the_top() {
    let title = |html: &str| {
        let rest = html.split_once("<title>").expect("title").1;
        rest.split_once("</title>").expect("end").0.to_owned()
    };
    assert_eq!(
        title(&sample::form().render().0),
        "Error: Reply to R-1 – Hawthorn"
    );
    assert_eq!(
        title(&sample::staff().render().0),
        "I-7K2M-4Q screening – Hawthorn"
    );
    assert_eq!(
        title(&sample::public().render().0),
        "How to reach you – Local services"
    );
    let form = sample::form().render().0;
    let main = form.split_once("<main").expect("main").1;
    let (before_heading, _) = main.split_once("<h1").expect("heading");
    assert!(before_heading.contains("href=\"#born-day\""));
}

#[test]
fn words_from_people_are_shown_as_words() {
    let form = sample::form().render().0;
    assert!(!form.contains("<img"));
    assert!(form.contains("value=\"&quot;&gt;&lt;img src=x onerror=alert(1)&gt;\""));
}

#[test]
fn the_public_page_can_always_be_left_and_says_nothing_of_the_staff_side() {
    let public = sample::public().render().0;
    let body = public.split_once("<body").expect("body").1;
    assert_eq!(values(body, "href").get(1), Some(&"/leave"));
    assert!(public.contains("govuk-js-exit-this-page-button"));
    assert!(!public.contains("Hawthorn"));
    assert!(!public.contains("staff"));
}
