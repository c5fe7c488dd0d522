//! Risk instruments from files: those that ship with Hawthorn, and those that an area loads (F9, F17).

use hawthorn_domain::risk::instrument::{Instrument, problems};

/// The instruments that ship with Hawthorn: name and text.
pub const SHIPPED: [(&str, &str); 5] = [
    (
        "instruments/safelives_dash.json",
        include_str!("../../../../instruments/safelives_dash.json"),
    ),
    (
        "instruments/police_dash_2009.json",
        include_str!("../../../../instruments/police_dash_2009.json"),
    ),
    (
        "instruments/stalking_set.json",
        include_str!("../../../../instruments/stalking_set.json"),
    ),
    (
        "instruments/young_person_dash.json",
        include_str!("../../../../instruments/young_person_dash.json"),
    ),
    (
        "instruments/dara.json",
        include_str!("../../../../instruments/dara.json"),
    ),
];

/// The JSON Schema of the format.
pub const SCHEMA: &str = include_str!("../../../../instruments/schema.json");

/// One thing that is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstrumentProblem {
    /// The file.
    pub file: String,
    /// The line, where it is known.
    pub line: Option<usize>,
    /// What is wrong and what is allowed.
    pub words: String,
}

impl std::fmt::Display for InstrumentProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.words),
            None => write!(f, "{}: {}", self.file, self.words),
        }
    }
}

/// Reads an instrument and checks it whole.
///
/// # Errors
/// Everything that is wrong, with its place.
pub fn read(file: &str, text: &str) -> Result<Instrument, Vec<InstrumentProblem>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let instrument: Instrument = serde_json::from_str(text).map_err(|error| {
        vec![InstrumentProblem {
            file: file.to_owned(),
            line: Some(error.line()),
            words: format!("{error}. instruments/schema.json says what may stand there"),
        }]
    })?;
    let found = problems(&instrument);
    if found.is_empty() {
        return Ok(instrument);
    }
    let problem = |words| InstrumentProblem {
        file: file.to_owned(),
        line: None,
        words,
    };
    Err(found.into_iter().map(problem).collect())
}

/// The instruments that ship with Hawthorn.
///
/// # Errors
/// Every problem of every file; a released build has none.
pub fn shipped() -> Result<Vec<Instrument>, Vec<InstrumentProblem>> {
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for (name, text) in SHIPPED {
        match read(name, text) {
            Ok(instrument) => good.push(instrument),
            Err(problems) => bad.extend(problems),
        }
    }
    if bad.is_empty() { Ok(good) } else { Err(bad) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_instrument_reads_in_our_own_words() {
        let all = shipped().unwrap();
        assert_eq!(all.len(), SHIPPED.len());
        for instrument in &all {
            assert_eq!(
                instrument.wording,
                hawthorn_domain::risk::instrument::Wording::Own
            );
            // A short label is no question: official forms ask, ours name.
            for item in instrument.items() {
                assert!(
                    item.label.len() <= 60 && !item.label.ends_with('?'),
                    "{}",
                    item.label
                );
            }
        }
        let of = |code: &str| {
            all.iter()
                .find(|one| one.code == code)
                .unwrap()
                .items()
                .count()
        };
        assert_eq!(
            [
                of("safelives_dash"),
                of("police_dash_2009"),
                of("stalking_set"),
                of("young_person_dash")
            ],
            [24, 27, 11, 24]
        );
    }

    #[test]
    fn a_broken_file_is_told_with_its_line() {
        let text = SHIPPED[0].1.replace("\"look\": true", "\"lok\": true");
        let problems = read("mine.json", &text).unwrap_err();
        assert!(
            problems[0].line.is_some_and(|line| line > 20),
            "{problems:?}"
        );
        assert!(problems[0].to_string().contains("lok"), "{problems:?}");
        assert!(read("mine.json", "").is_err());
        assert!(read("mine.json", "[]").is_err());
    }

    #[test]
    fn what_does_not_fit_together_is_told_all_at_once() {
        let text = SHIPPED[0]
            .1
            .replace("\"high\": 14", "\"high\": 25")
            .replacen("\"scale\": \"yes_no\"", "\"scale\": \"often\"", 1)
            .replacen("\"number\": \"2\"", "\"number\": \"1\"", 1)
            .replace("\"from\": 18", "\"from\": 12");
        let problems = read("mine.json", &text).unwrap_err();
        let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(all.len(), 4, "{all:#?}");
    }
}
