//! Every text of the public pages is there in every language, under the name that its English words give it.

use std::collections::BTreeMap;

use hawthorn_domain::directory::{Cost, ForWhom, Gender};
use hawthorn_domain::doors::Answers;
use hawthorn_domain::doors::form::{Kind, OWN, REFER, Step, problems_of};
use hawthorn_domain::doors::report::EndKind;
use hawthorn_domain::doors::routing::Why;

use super::*;
use crate::pages::platform::help::WORDS;

const EN: &str = include_str!("../../words/en.ftl");
const CY: &str = include_str!("../../words/cy.ftl");
const UR: &str = include_str!("../../words/ur.ftl");
/// The pages themselves, whose English words stand in `t("…")`, `turn("…")` and their like.
const PAGES: &[&str] = &[
    include_str!("pages.rs"),
    include_str!("own.rs"),
    include_str!("refer.rs"),
    include_str!("prove.rs"),
    include_str!("questions.rs"),
    include_str!("track.rs"),
    include_str!("find.rs"),
    include_str!("shared.rs"),
    include_str!("tongues.rs"),
];

/// The texts of a file by their names.
fn texts(file: &str) -> BTreeMap<&str, &str> {
    file.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(" = "))
        .collect()
}

/// The English words that a page asks to have turned: the first words in quotation marks after a call.
fn asked_for(page: &str) -> Vec<String> {
    let calls = [
        "t(\"",
        "turn(\"",
        "turn_with(\"",
        "turn_around(\"",
        "let words = \"",
        "with(\"",
        ".page(\"",
        "said(here, \"",
        "row(here, \"",
        "turned(here, \"",
    ];
    let mut found = Vec::new();
    for call in calls {
        for (at, _) in page.match_indices(call) {
            let rest = &page[at + call.len()..];
            found.extend(rest.split('"').next().map(str::to_owned));
            // A page has a title and a heading.
            if call == ".page(\"" {
                found.extend(rest.split('"').nth(2).map(str::to_owned));
            }
        }
    }
    // The names of fields are small letters without a space.
    found.retain(|text| text.contains(' ') || text.starts_with(|first: char| first.is_uppercase()));
    found
}

fn of_form(steps: &'static [Step]) -> Vec<&'static str> {
    let mut all = Vec::new();
    for step in steps {
        all.extend([step.title, step.heading, step.lead]);
        for question in step.questions {
            all.extend([question.label, question.hint, question.needed]);
            if let Kind::One(choices) | Kind::Many(choices) = question.kind {
                all.extend(choices().into_iter().map(|(_, label)| label));
            }
        }
        let wrong = Answers::default()
            .with("agreed", "no")
            .with("first_move", "we");
        all.extend(
            problems_of(step, &wrong)
                .into_iter()
                .map(|(_, words)| words),
        );
    }
    all
}

#[test]
fn every_language_has_every_text_under_the_name_of_its_english_words() {
    let english = texts(EN);
    assert!(english.len() > 300);
    for (name, text) in &english {
        let plain = text.replace("{ $", "{").replace(" }", "}");
        assert_eq!(key(&plain), **name, "{text}");
    }
    for (tongue, file) in all().iter().zip([EN, CY, UR]) {
        let own = texts(file);
        assert!(own.keys().eq(english.keys()), "{}", tongue.code);
        let mut args = FluentArgs::new();
        for name in [
            "service", "due", "agency", "question", "when", "day", "number",
        ] {
            args.set(name, "X");
        }
        for name in english.keys() {
            assert!(
                tongue.find(name, Some(&args)).is_some(),
                "{}: {name}",
                tongue.code
            );
        }
    }
}

#[test]
fn every_text_that_a_public_page_shows_is_in_the_files() {
    let english = texts(EN);
    let mut wanted: Vec<String> = PAGES.iter().flat_map(|page| asked_for(page)).collect();
    assert!(wanted.len() > 150, "{}", wanted.len());
    let mut labels = of_form(OWN);
    labels.extend(of_form(REFER));
    labels.extend(Why::ALL.iter().map(|why| why.label()));
    labels.extend(
        super::super::Fault::all()
            .iter()
            .flat_map(|fault| [fault.heading, fault.words]),
    );
    labels.extend(EndKind::ALL.iter().map(|end| end.told()));
    labels.extend(ForWhom::ALL.iter().map(|whom| whom.label()));
    labels.extend(Gender::ALL.iter().map(|gender| gender.label()));
    labels.extend(Cost::ALL.iter().map(|cost| cost.label()));
    labels.extend(super::super::find::NEEDS.iter().map(|need| need.label()));
    wanted.extend(
        labels
            .into_iter()
            .filter(|label| !label.is_empty())
            .map(str::to_owned),
    );
    let missing: Vec<&String> = wanted
        .iter()
        .filter(|text| !english.contains_key(key(text).as_str()))
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn a_language_is_shown_only_where_the_area_had_it_checked() {
    assert!(shown("cy", &[]).is_none());
    let checked = ["ur".to_owned()];
    assert!(shown("ur", &checked).is_some_and(|tongue| tongue.right_to_left));
    assert!(shown("cy", &checked).is_none());
    assert!(shown("en", &[]).is_some());
    assert_eq!(english().path("/before"), "/before");
}

#[test]
fn the_language_is_taken_out_of_an_address_and_nothing_else_is() {
    let checked = ["ur".to_owned()];
    let of = |path: &'static str| of_path(path, &checked).map(|(tongue, path)| (tongue.code, path));
    assert_eq!(of("/ur"), Some(("ur", "/")));
    assert_eq!(of("/ur/q/1"), Some(("ur", "/q/1")));
    assert_eq!(of("/cy/q/1"), None, "not checked");
    assert_eq!(of("/en/q/1"), None, "English has no prefix");
    assert_eq!(of("/urgent"), None);
    assert_eq!(of("/q/1"), None);
}

#[test]
fn values_are_put_in_and_a_text_without_words_stays_english() {
    let urdu = shown("ur", &["ur".to_owned()]).unwrap_or_else(english);
    let with = urdu.turn_with("They try by {due}.", &[("due", "30/11/2026")]);
    assert!(
        with.contains("30/11/2026") && !with.contains("They"),
        "{with}"
    );
    assert_eq!(urdu.turn("No such words at all"), "No such words at all");
    assert_eq!(
        english().turn_with("They try by {due}.", &[("due", "noon")]),
        "They try by noon."
    );
}

/// How many syllables a word has, as English spelling tells it: its groups of vowels, without a silent e.
fn syllables(word: &str) -> usize {
    let letters = word.to_lowercase();
    let vowel = |letter: char| "aeiouy".contains(letter);
    let groups = letters
        .split(|letter| !vowel(letter))
        .filter(|group| !group.is_empty())
        .count();
    let silent = letters.ends_with('e') && !letters.ends_with("le") && groups > 1;
    (groups - usize::from(silent)).max(1)
}

/// VIC-10: by the grade of Flesch and Kincaid (five years are added to the grade), the English words read
/// at eleven or younger. Labels of fewer than four words are no sentences and do not count.
#[test]
fn the_english_words_read_at_eleven_or_younger() {
    let of_pages = texts(EN).into_values().map(str::to_owned);
    let (words, age) = reading_age(of_pages);
    assert!(words > 1_500.0 && age <= 11.0, "{age:.1}");
    let explained = WORDS.iter().map(|(_, meaning)| (*meaning).to_owned());
    let (words, age) = reading_age(explained);
    assert!(words > 400.0 && age <= 10.5, "words explained: {age:.1}");
    let hard = 0.39 * 25.0 + 11.8 * 1.9 - 15.59;
    assert!(
        hard + 5.0 > 11.0,
        "long sentences of long words would not pass"
    );
}

/// How many words some texts have, and the age at which they are read.
fn reading_age(all: impl Iterator<Item = String>) -> (f64, f64) {
    let (mut sentences, mut words, mut spoken) = (0_usize, 0_usize, 0_usize);
    for text in all {
        let text = text.replace("{ $", "").replace(" }", "");
        let all: Vec<&str> = text
            .split(|letter: char| !letter.is_alphabetic() && letter != '’')
            .filter(|word| !word.is_empty())
            .collect();
        if all.len() < 4 {
            continue;
        }
        let ends = text.matches(['.', '!', '?', ':', ';']).count();
        sentences += ends.max(1);
        words += all.len();
        spoken += all.iter().map(|word| syllables(word)).sum::<usize>();
    }
    let (sentences, words, spoken) = (sentences as f64, words as f64, spoken as f64);
    let grade = 0.39 * words / sentences + 11.8 * spoken / words - 15.59;
    (words, grade + 5.0)
}
