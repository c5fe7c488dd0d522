//! Runs the table of what must not be overlooked in docs/rules/triage.md (R221, R264, R265, R267, R268).

use hawthorn_domain::incidents::Flag;
use hawthorn_domain::mash::considerations::{Weighed, considerations};
use hawthorn_domain::platform::settings::choices::AgencyKind;

const PAGE: &str = include_str!("../../../docs/rules/triage.md");

#[test]
fn the_page_names_what_the_facts_call_for() {
    let rows: Vec<Vec<&str>> = PAGE
        .lines()
        .skip_while(|line| !line.starts_with("| Children | Pregnant |"))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert_eq!(rows.len(), 15, "the table has lost rows");
    for row in rows {
        let [children, pregnant, flags, age, followed, early_help, named] = row[..] else {
            panic!("seven cells: {row:?}");
        };
        let flags: Vec<Flag> = match flags {
            "none" => Vec::new(),
            listed => listed
                .split(", ")
                .map(|code| Flag::from_code(code).unwrap())
                .collect(),
        };
        let kinds: Option<Vec<AgencyKind>> = (followed != "nothing proposed").then(|| {
            followed
                .split(", ")
                .map(|code| AgencyKind::from_code(code).unwrap())
                .collect()
        });
        let facts = Weighed {
            children: children.parse().unwrap(),
            pregnant: pregnant == "yes",
            flags: &flags,
            victim_age: age.parse().ok(),
            followed_up_by: kinds.as_deref(),
            early_help: early_help == "yes",
        };
        let found: Vec<&str> = considerations(&facts)
            .into_iter()
            .map(|one| one.code())
            .collect();
        let found = if found.is_empty() {
            "nothing".to_owned()
        } else {
            found.join(", ")
        };
        assert_eq!(found, named, "{row:?}");
    }
}
