//! Short marks, risk levels, consent and sex as sheets write them.

use super::report::{Consent, ReportedSex, SheetFlag, SheetLevel};
use super::words::{is_unknown, tidy};

/// Marks by their words. A short mark must be the whole word; a long one may be part of a phrase.
const FLAGS: &[(SheetFlag, &[&str])] = &[
    (
        SheetFlag::HonourBased,
        &[
            "hbv",
            "hba",
            "hba/v",
            "honour based",
            "honour-based",
            "so called honour",
        ],
    ),
    (SheetFlag::ForcedMarriage, &["fm", "forced marriage"]),
    (SheetFlag::Fgm, &["fgm", "female genital mutilation"]),
    (
        SheetFlag::MentalHealth,
        &[
            "mh",
            "mental health",
            "mental ill health",
            "suicidal",
            "self harm",
        ],
    ),
    (SheetFlag::Alcohol, &["alcohol", "alc", "alcohol misuse"]),
    (
        SheetFlag::Drugs,
        &["drugs", "drug", "drug misuse", "substance misuse"],
    ),
    (SheetFlag::Disability, &["disability", "disabled", "dis"]),
    (SheetFlag::NoRecourse, &["nrpf", "no recourse"]),
    (
        SheetFlag::Stalking,
        &["stalking", "harassment", "s&h", "stalking and harassment"],
    ),
    (
        SheetFlag::Strangulation,
        &[
            "nfs",
            "strangulation",
            "strangled",
            "suffocation",
            "choking",
        ],
    ),
    (
        SheetFlag::Weapons,
        &["weapon", "weapons", "knife", "firearm", "firearms", "fi"],
    ),
    (
        SheetFlag::Trafficking,
        &["msht", "modern slavery", "trafficking", "nrm"],
    ),
    (
        SheetFlag::ChildSafeguarding,
        &[
            "cse",
            "cp",
            "child safeguarding",
            "child protection",
            "child at risk",
        ],
    ),
    (
        SheetFlag::AdultAtRisk,
        &[
            "aar",
            "adult at risk",
            "vulnerable adult",
            "care and support needs",
        ],
    ),
    (
        SheetFlag::PoliceInvolved,
        &[
            "ppda",
            "police perpetrated",
            "police perpetrator",
            "police employee",
            "police officer",
        ],
    ),
    (SheetFlag::Repeat, &["repeat", "repeat victim", "rv"]),
];

/// The marks of a cell, each once and in order, and the language if one is named.
pub(super) fn read_flags(text: &str) -> (Vec<SheetFlag>, Option<String>) {
    let mut flags = Vec::new();
    let mut language = None;
    for part in text.split([';', ',', '\n', '|', '+']) {
        let mark = tidy(part);
        if mark.is_empty()
            || is_unknown(&mark)
            || matches!(mark.to_lowercase().as_str(), "no" | "n" | "nil")
        {
            continue;
        }
        if let Some(named) = named_language(&mark) {
            language = language.or(Some(named));
            continue;
        }
        let flag = flag_of(&mark);
        if !flags.contains(&flag) {
            flags.push(flag);
        }
    }
    (flags, language)
}

fn named_language(mark: &str) -> Option<String> {
    let small = mark.to_lowercase();
    let (kind, named) = mark.split_once([':', '-', '='])?;
    let kind = kind.trim().to_lowercase();
    let is_language = small.starts_with("lang") || kind == "interpreter";
    let named = named.trim();
    (is_language && !is_unknown(named)).then(|| named.to_owned())
}

fn flag_of(mark: &str) -> SheetFlag {
    let small = mark.to_lowercase();
    let whole = FLAGS
        .iter()
        .find(|(_, words)| words.contains(&small.as_str()));
    // Only words of more than four letters may stand inside a phrase, and
    // never after a "no" that turns them round.
    let negated = small.starts_with("no ") && !small.starts_with("no recourse");
    let inside = FLAGS.iter().find(|(_, words)| {
        !negated
            && words
                .iter()
                .any(|word| word.len() > 4 && small.contains(word))
    });
    whole.or(inside).map_or_else(
        || SheetFlag::Other(mark.to_owned()),
        |(flag, _)| flag.clone(),
    )
}

/// A risk level, or nothing for a word that is not one. A misspelling is not
/// guessed at: the level decides what happens next.
pub(super) fn read_level(text: &str) -> Option<SheetLevel> {
    let small = tidy(text).to_lowercase();
    let word = small
        .trim_end_matches(" risk")
        .trim_start_matches("risk ")
        .trim_matches(|c: char| !c.is_alphabetic());
    match word {
        "standard" | "std" | "s" => Some(SheetLevel::Standard),
        "medium" | "med" | "m" => Some(SheetLevel::Medium),
        "high" | "h" | "very high" => Some(SheetLevel::High),
        _ => None,
    }
}

/// Consent to share; any other word counts as not stated.
pub(super) fn read_consent(text: &str) -> Consent {
    match tidy(text).to_lowercase().as_str() {
        "y" | "yes" | "true" | "given" | "consented" | "agreed" | "consent given" => Consent::Yes,
        "n" | "no" | "false" | "refused" | "declined" | "not given" | "withheld" => Consent::No,
        "not asked" | "na" | "n/a" | "not sought" | "unable to ask" | "not obtained" => {
            Consent::NotAsked
        }
        _ => Consent::NotStated,
    }
}

/// Sex as typed.
pub(super) fn read_sex(text: &str) -> ReportedSex {
    match tidy(text).to_lowercase().as_str() {
        "f" | "female" | "woman" | "girl" => ReportedSex::Female,
        "m" | "male" | "man" | "boy" => ReportedSex::Male,
        "u" | "i" | "indeterminate" => ReportedSex::Unknown,
        other if is_unknown(other) => ReportedSex::Unknown,
        _ => ReportedSex::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_in_many_spellings() {
        let (flags, language) =
            read_flags("HBV; FM, mh ;Language: Polish; Drug misuse by suspect; Dog; hba");
        assert_eq!(
            flags,
            [
                SheetFlag::HonourBased,
                SheetFlag::ForcedMarriage,
                SheetFlag::MentalHealth,
                SheetFlag::Drugs,
                SheetFlag::Other("Dog".to_owned()),
            ]
        );
        assert_eq!(language.as_deref(), Some("Polish"));
        assert_eq!(read_flags("N/K; none"), (Vec::new(), None));
        assert_eq!(
            read_flags("no alcohol").0,
            [SheetFlag::Other("no alcohol".to_owned())]
        );
    }

    #[test]
    fn a_misspelt_level_is_not_guessed() {
        assert_eq!(read_level("STANDARD"), Some(SheetLevel::Standard));
        assert_eq!(read_level("2 - Medium risk"), Some(SheetLevel::Medium));
        assert_eq!(read_level(" High "), Some(SheetLevel::High));
        for text in ["Standrad", "", "3", "unknown", "low"] {
            assert_eq!(read_level(text), None, "{text}");
        }
    }

    #[test]
    fn consent_is_never_assumed() {
        assert_eq!(read_consent("Y"), Consent::Yes);
        assert_eq!(read_consent("Not asked"), Consent::NotAsked);
        assert_eq!(read_consent(""), Consent::NotStated);
        assert_eq!(read_consent("maybe"), Consent::NotStated);
    }
}
