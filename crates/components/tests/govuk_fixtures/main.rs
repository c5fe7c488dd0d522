//! Holds our GOV.UK components against the fixtures that ship in the npm package (G21 of ux.md).

mod choices;
mod content;
mod forms;
mod navigation;
mod normalise;
mod options;

use std::collections::BTreeMap;
use std::path::Path;

use maud::Markup;
use options::{Options, Unsupported};
use serde_json::Value;

type Translate = fn(&Options<'_>) -> Result<Markup, Unsupported>;

/// Each component that we say in Rust. The footer is not here: ours is our own.
const COMPONENTS: [(&str, Translate); 31] = [
    ("back-link", navigation::back_link),
    ("breadcrumbs", navigation::breadcrumbs),
    ("button", forms::button),
    ("character-count", forms::character_count),
    ("checkboxes", choices::checkboxes),
    ("date-input", choices::date_input),
    ("details", content::details),
    ("error-message", forms::error_message),
    ("error-summary", content::error_summary),
    ("exit-this-page", navigation::exit_this_page),
    ("fieldset", forms::fieldset),
    ("file-upload", forms::file_upload),
    ("generic-header", navigation::generic_header),
    ("hint", forms::hint),
    ("input", forms::input),
    ("inset-text", content::inset_text),
    ("label", forms::label),
    ("notification-banner", content::notification_banner),
    ("pagination", navigation::pagination),
    ("panel", content::panel),
    ("phase-banner", navigation::phase_banner),
    ("radios", choices::radios),
    ("select", forms::select),
    ("service-navigation", navigation::service_navigation),
    ("skip-link", navigation::skip_link),
    ("summary-list", content::summary_list),
    ("table", content::table),
    ("tag", content::tag),
    ("task-list", content::task_list),
    ("textarea", forms::textarea),
    ("warning-text", content::warning_text),
];

/// Fixtures that we do not say, one a line: `component | fixture | reason`. The first line is the
/// greatest number of lines allowed, which may only be lowered.
const UNSUPPORTED: &str = include_str!("unsupported.txt");

fn unsupported() -> (usize, BTreeMap<(String, String), String>) {
    let mut lines = UNSUPPORTED.lines().filter(|line| !line.starts_with('#'));
    let most = lines.next().and_then(|line| line.strip_prefix("at most "));
    let most = most
        .expect("the first line says `at most N`")
        .parse()
        .expect("a number");
    let table = lines
        .map(|line| {
            let parts: Vec<&str> = line.split(" | ").collect();
            let [component, fixture, reason] = parts.as_slice() else {
                panic!("`{line}` is not `component | fixture | reason`");
            };
            (
                ((*component).to_owned(), (*fixture).to_owned()),
                (*reason).to_owned(),
            )
        })
        .collect();
    (most, table)
}

/// Ours and theirs, or why we cannot say it.
fn compare(translate: Translate, fixture: &Value) -> Result<(), String> {
    let options = Options::new(&fixture["options"])?;
    let ours = translate(&options)?;
    options.finish()?;
    let theirs = normalise::normalise(fixture["html"].as_str().expect("html"));
    let ours = normalise::normalise(&ours.0);
    if ours == theirs {
        return Ok(());
    }
    let place = ours
        .iter()
        .zip(&theirs)
        .take_while(|(ours, theirs)| ours == theirs)
        .count();
    let at = |lines: &[String]| {
        lines
            .get(place..)
            .unwrap_or_default()
            .iter()
            .take(3)
            .cloned()
            .collect::<Vec<_>>()
            .join(" ")
    };
    Err(format!(
        "HTML differs: ours `{}` theirs `{}`",
        at(&ours),
        at(&theirs)
    ))
}

#[test]
fn components_match_the_fixtures_of_the_pinned_version() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("assets/node_modules/govuk-frontend/dist/govuk/components");
    let (most, listed) = unsupported();
    let (mut all, mut same) = (0, 0);
    let mut unused = listed.clone();
    let mut problems = Vec::new();
    for (component, translate) in COMPONENTS {
        let path = root.join(component).join("fixtures.json");
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| {
            panic!(
                "{}: {error}; run `npm ci` in crates/components/assets",
                path.display()
            )
        });
        let file: Value = serde_json::from_str(&text).expect("JSON");
        for fixture in file["fixtures"].as_array().expect("fixtures") {
            all += 1;
            let name = fixture["name"].as_str().expect("name");
            let key = (component.to_owned(), name.to_owned());
            let listed = unused.remove(&key).is_some();
            match (compare(translate, fixture), listed) {
                (Ok(()), false) => same += 1,
                (Ok(()), true) => problems.push(format!("{component} | {name} now matches: take its line out of unsupported.txt and lower the first line")),
                (Err(_), true) => {}
                (Err(reason), false) => problems.push(format!("{component} | {name} | {reason}")),
            }
        }
    }
    problems.extend(unused.keys().map(|(component, name)| {
        format!("{component} | {name} is in unsupported.txt, but there is no such fixture")
    }));
    println!(
        "{same} of {all} GOV.UK fixtures match, {} are listed as not supported",
        listed.len()
    );
    assert!(
        problems.is_empty(),
        "{} problems:\n{}",
        problems.len(),
        problems.join("\n")
    );
    assert_eq!(
        listed.len(),
        most,
        "the first line of unsupported.txt must say how many lines follow, and may only be lowered"
    );
}
