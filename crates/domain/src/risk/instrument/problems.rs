//! What is wrong with an instrument's file, each problem with its place and what is allowed (F9, F17).

use std::collections::BTreeSet;

use super::{FORMAT, Instrument, Scoring};
use crate::platform::settings::is_slug;

/// Everything that is wrong; nothing when the instrument can be used.
pub fn problems(instrument: &Instrument) -> Vec<String> {
    let mut found = Vec::new();
    head(instrument, &mut found);
    scales(instrument, &mut found);
    items(instrument, &mut found);
    scoring(instrument, &mut found);
    found
}

fn head(instrument: &Instrument, found: &mut Vec<String>) {
    if instrument.format != FORMAT {
        found.push(format!(
            "format: {} is not known; this release reads format {FORMAT}",
            instrument.format
        ));
    }
    slug("code", &instrument.code, found);
    for (what, text) in [
        ("version", &instrument.version),
        ("name", &instrument.name),
        ("about", &instrument.about),
        ("confidence_note", &instrument.confidence_note),
        ("acknowledgement", &instrument.acknowledgement),
    ] {
        if text.trim().is_empty() {
            found.push(format!("{what}: write some words"));
        }
    }
    if instrument.ages.from < 16 {
        found.push(format!(
            "ages.from: {} is too young; no adult’s tool is used under 16 (R56, C4)",
            instrument.ages.from
        ));
    }
    if instrument
        .ages
        .to
        .is_some_and(|to| to < instrument.ages.from)
    {
        found.push("ages.to: must not be below ages.from".to_owned());
    }
}

fn scales(instrument: &Instrument, found: &mut Vec<String>) {
    let mut seen = BTreeSet::new();
    for scale in &instrument.scales {
        let place = format!("scales: {}", scale.code);
        slug(&place, &scale.code, found);
        if !seen.insert(scale.code.as_str()) {
            found.push(format!("{place}: stands twice"));
        }
        let mut codes = BTreeSet::new();
        for answer in &scale.answers {
            slug(
                &format!("{place}: answer {}", answer.code),
                &answer.code,
                found,
            );
            if !codes.insert(answer.code.as_str()) {
                found.push(format!("{place}: answer {} stands twice", answer.code));
            }
            if answer.yes && answer.open {
                found.push(format!(
                    "{place}: answer {} cannot be both yes and open",
                    answer.code
                ));
            }
        }
        if !scale.answers.iter().any(|answer| answer.yes) {
            found.push(format!("{place}: needs an answer that counts as yes"));
        }
        if scale.answers.iter().filter(|answer| answer.open).count() < 2 {
            found.push(format!(
                "{place}: needs two open answers, for not known and for not asked (F2)"
            ));
        }
    }
}

fn items(instrument: &Instrument, found: &mut Vec<String>) {
    let (mut codes, mut numbers) = (BTreeSet::new(), BTreeSet::new());
    if instrument.items().next().is_none() {
        found.push("blocks: there is no question".to_owned());
    }
    for block in &instrument.blocks {
        slug(&format!("block {}", block.code), &block.code, found);
        // A block is opened by a question before it, or nobody could open it.
        if let Some(when) = &block.when
            && !codes.contains(when.as_str())
        {
            found.push(format!(
                "block {}: when: no question before the block has the code {when}",
                block.code
            ));
        }
        for item in &block.items {
            let place = format!("question {}", item.number);
            slug(&place, &item.code, found);
            if !codes.insert(item.code.as_str()) {
                found.push(format!("{place}: the code {} stands twice", item.code));
            }
            if item.number.trim().is_empty() || !numbers.insert(item.number.as_str()) {
                found.push(format!("{place}: needs a number of its own"));
            }
            if item.label.trim().is_empty() {
                found.push(format!("{place}: needs a label"));
            }
            if instrument.scale_of(item).is_none() {
                found.push(format!("{place}: there is no scale {}", item.scale));
            }
            if let Some(follow_up) = &item.follow_up {
                slug(&format!("{place}: follow_up"), follow_up, found);
            }
        }
    }
}

fn scoring(instrument: &Instrument, found: &mut Vec<String>) {
    let Scoring::CountYes { high, medium } = instrument.scoring else {
        return;
    };
    let counted = instrument.items().filter(|item| !item.uncounted).count();
    if high == 0 || usize::from(high) > counted {
        found.push(format!(
            "scoring.high: {high} cannot be reached; {counted} questions count"
        ));
    }
    if medium.is_some_and(|medium| medium == 0 || medium >= high) {
        found.push("scoring.medium: must be above 0 and below scoring.high".to_owned());
    }
}

fn slug(place: &str, code: &str, found: &mut Vec<String>) {
    if !is_slug(code) {
        found.push(format!(
            "{place}: “{code}” is not a code of 2 to 40 lower-case letters, digits, hyphens or underscores"
        ));
    }
}
