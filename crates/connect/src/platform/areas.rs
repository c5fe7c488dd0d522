//! An area's settings file into typed, dated settings, or every reason why not, each with its line.

use std::collections::BTreeSet;

use hawthorn_domain::platform::settings::{AreaBook, AreaCode, Edition};

use super::areas_reader::{Place, Reader};
use super::areas_settings::settings;
use super::areas_tree::Node;
use super::areas_unknown::{LATER, refuse_unknown};

/// One thing that is wrong with a settings file, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {key}: found {found}; allowed: {allowed}")]
pub struct SettingsProblem {
    /// The file as it was named by the caller.
    pub file: String,
    /// Line, from one.
    pub line: usize,
    /// Column in characters, from one.
    pub column: usize,
    /// The key, with rows numbered from one.
    pub key: String,
    /// What stands there.
    pub found: String,
    /// What may stand there.
    pub allowed: String,
}

/// Reads an area's settings file.
///
/// # Errors
/// Every problem of the file at once, in the order of its lines.
pub fn parse_area(file_name: &str, text: &str) -> Result<AreaBook, Vec<SettingsProblem>> {
    let (book, _) = read(file_name, text)?;
    Ok(book)
}

/// As [`parse_area`], with the fields that were asked for.
pub(super) fn read(
    file_name: &str,
    text: &str,
) -> Result<(AreaBook, BTreeSet<&'static str>), Vec<SettingsProblem>> {
    let mut reader = Reader::new(file_name, text);
    let book = match Node::from_text(text) {
        Ok(top) => {
            refuse_unknown(&mut reader, &top);
            book(&mut reader, &top)
        }
        Err(broken) => {
            reader.problem(
                broken.at,
                "the file",
                format!("text that cannot be read ({})", broken.message),
                "TOML: [section], then lines such as key = value",
            );
            None
        }
    };
    match book {
        Some(book) if reader.problems.is_empty() => Ok((book, reader.asked)),
        _ => {
            reader
                .problems
                .sort_by_key(|problem| (problem.line, problem.column));
            Err(reader.problems)
        }
    }
}

fn book(reader: &mut Reader<'_>, top: &Node) -> Option<AreaBook> {
    let place = Place::top(top);
    let code = reader
        .slug(&place, "code")
        .and_then(|code| AreaCode::new(&code).ok());
    let name = reader.text(&place, "name");
    let first = edition(reader, &place);
    let mut later = Vec::new();
    let mut merged = top.clone();
    let mut last = first.as_ref().map(|edition| edition.from);
    for row in top.get(LATER).map(Node::rows).unwrap_or_default() {
        merged = merged.overlaid(row);
        let place = Place::top(&merged);
        let from_itself = Place::top(row);
        let Some(next) =
            edition(reader, &place).filter(|_| reader.date(&from_itself, "from").is_some())
        else {
            continue;
        };
        if last.is_some_and(|last| next.from <= last) {
            reader.problem(
                place.at_key("from"),
                "later.from",
                format!("the date {}", next.from),
                "a date after that of the edition before",
            );
        }
        last = Some(next.from);
        later.push(next);
    }
    Some(AreaBook {
        code: code?,
        name: name?,
        first: first?,
        later,
    })
}

fn edition(reader: &mut Reader<'_>, place: &Place<'_>) -> Option<Edition> {
    let from = reader.date(place, "from");
    let settings = settings(reader, place);
    Some(Edition {
        from: from?,
        settings: settings?,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use hawthorn_domain::mash::Rag;
    use hawthorn_domain::platform::deadline::{AfterHours, Length, PromiseCode};
    use hawthorn_domain::platform::settings::AreaSettings;
    use hawthorn_domain::platform::settings::choices::{
        DefinitionVersion, Frequency, ScreeningWorkflow,
    };
    use hawthorn_domain::platform::settings_fields;
    use hawthorn_domain::risk::RiskLevel;
    use jiff::civil::date;

    use super::super::bundled_files;
    use super::*;

    #[test]
    fn the_reader_asks_for_every_key_of_the_table_and_for_no_other() {
        let asked: BTreeSet<_> = bundled_files()
            .iter()
            .flat_map(|(name, text)| read(name, text).unwrap().1)
            .collect();
        let table: BTreeSet<_> = settings_fields::all().map(|field| field.path).collect();
        assert_eq!(asked, table);
    }

    #[test]
    fn a_later_edition_changes_only_what_it_names() {
        let (_, text) = bundled_files()[0];
        let with_later = format!(
            "{text}\n[[later]]\nfrom = 2027-01-01\n[later.marac.criteria.repeat]\nmonths = 18\n"
        );
        let book = parse_area("w.toml", &with_later).unwrap();
        let before = book.settings_on(date(2026, 12, 31));
        let after = book.settings_on(date(2027, 1, 1));
        assert_eq!(before.marac.criteria.repeat.months, 12);
        assert_eq!(after.marac.criteria.repeat.months, 18);
        assert_eq!(before.marac.venues, after.marac.venues);
    }

    fn on_day(code: &str, day: jiff::civil::Date) -> AreaSettings {
        let books = super::super::bundled_areas().unwrap();
        let book = books
            .iter()
            .find(|book| book.code.as_str() == code)
            .unwrap();
        book.settings_on(day).clone()
    }

    #[test]
    fn each_bundled_area_says_what_its_own_papers_say() {
        let day = date(2026, 3, 2);
        let (warwickshire, wolverhampton, kent) = (
            on_day("warwickshire", day),
            on_day("wolverhampton", day),
            on_day("kent-medway", day),
        );
        assert_eq!(warwickshire.marac.venues.len(), 3, "R181");
        assert!(
            warwickshire.marac.criteria.escalation.on && !kent.marac.criteria.escalation.on,
            "C7"
        );
        assert!(
            !warwickshire.idva.auto_allocate && wolverhampton.idva.auto_allocate,
            "C21"
        );
        assert_eq!(
            warwickshire.marac.coordinator_agency.as_str(),
            "refuge",
            "C20"
        );
        assert_eq!(
            wolverhampton.marac.coordinator_agency.as_str(),
            "mash",
            "C20"
        );
        assert_eq!(
            wolverhampton.screening.workflow,
            ScreeningWorkflow::ChildPreScreen,
            "C23"
        );
        assert_eq!(
            wolverhampton.marac.venues[0].frequency,
            Frequency::Weekly,
            "C19"
        );
        assert_eq!(
            wolverhampton
                .marac
                .targets
                .partner_share
                .as_ref()
                .unwrap()
                .percent,
            40,
            "C33"
        );
        let door = |settings: &AreaSettings, place| {
            settings
                .support
                .front_door(RiskLevel::Medium, place)
                .unwrap()
                .to_string()
        };
        assert_eq!(door(&wolverhampton, None), "the_haven", "R16");
        assert_eq!(door(&kent, Some("Medway")), "mdas", "R14");
        assert_eq!(door(&kent, Some("Maidstone")), "victim_support", "R13");
    }

    #[test]
    fn the_definition_follows_the_date_of_the_event() {
        let before = on_day("warwickshire", date(2021, 9, 30));
        let after = on_day("warwickshire", date(2021, 10, 1));
        assert_eq!(before.definition, DefinitionVersion::CrossGovernment2013);
        assert_eq!(after.definition, DefinitionVersion::Act2021);
        assert_eq!(
            on_day("warwickshire", date(2001, 1, 1)).definition,
            DefinitionVersion::CrossGovernment2013
        );
    }

    #[test]
    fn a_rating_gives_its_own_time_and_leaves_the_rest_of_the_row() {
        let settings = on_day("warwickshire", date(2026, 3, 2));
        let red = settings.promise_rated(PromiseCode::SpocRequest, Rag::Red);
        assert_eq!(
            (red.length, red.after_hours),
            (Length::Minutes(240), AfterHours::RunsOn)
        );
        assert_eq!(red.chase_after, [60, 240]);
        let green = settings.promise_rated(PromiseCode::Rag, Rag::Green);
        assert_eq!(
            (green.length, green.calendar_code.as_str()),
            (Length::Minutes(4320), "working_days")
        );
        let fixed = settings.promise_rated(PromiseCode::HauStandard, Rag::Red);
        assert_eq!(
            fixed.length,
            Length::Minutes(4320),
            "its length is not the rating's"
        );
        assert!(!settings.rag.confirmed, "F38");
    }

    #[test]
    fn a_printed_tool_name_finds_its_tool() {
        let settings = on_day("warwickshire", date(2026, 3, 2));
        let questions = |printed| settings.risk_tool_named(printed).map(|tool| tool.questions);
        assert_eq!(questions("Police DASH 2009"), Some(27));
        assert_eq!(questions("police  dash"), Some(27));
        assert_eq!(questions("SafeLives DASH"), Some(24));
        assert_eq!(questions("DARA"), Some(18));
        assert_eq!(questions("A tool of our own"), None);
    }
}
