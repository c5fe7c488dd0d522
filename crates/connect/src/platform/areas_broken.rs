//! Broken settings files, each with the exact words that a person gets.

#[cfg(test)]
mod tests {
    use crate::platform::{bundled_areas, bundled_files, load_dir, parse_area};

    /// The least that an area must say; line numbers in the tests are of this text.
    const LEAST: &str = r#"code = "test-shire"
name = "Testshire"
from = 2026-01-01

[[risk_tools]]
code = "dash"
name = "DASH"
questions = 24

[[triage.outcomes]]
code = "none"
label = "No further action"

[marac]
coordinator_agency = "police"

[marac.criteria.repeat]
months = 12

[[marac.venues]]
code = "county"
name = "County"
frequency = "weekly"
weekday = "tuesday"

[[agencies]]
code = "police"
name = "Police"
kind = "police"

[[calendars]]
code = "hub"
name = "Hub"
kind = "hours"
monday = ["09:00-17:00"]
"#;

    /// What is changed in the least file, to what, and what a person then reads.
#[rustfmt::skip]
const WRONG_VALUES: &[(&str, &str, &str)] = &[
    ("months = 12", "months = 0",
     "t.toml:18:10: marac.criteria.repeat.months: found the number 0; allowed: a whole number from 1 to 60"),
    ("months = 12", "months = \"twelve\"",
     "t.toml:18:10: marac.criteria.repeat.months: found \"twelve\"; allowed: a whole number from 1 to 60"),
    ("months = 12", "months = 12.5",
     "t.toml:18:10: marac.criteria.repeat.months: found a number with a decimal point; allowed: a whole number from 1 to 60"),
    ("months = 12", "same_perpetrator = \"yes\"",
     "t.toml:18:20: marac.criteria.repeat.same_perpetrator: found \"yes\"; allowed: true or false"),
    ("months = 12", "month = 12",
     "t.toml:18:1: marac.criteria.repeat.month: found a key that is not known; allowed: only known keys; did you mean \"months\"?"),
    ("months = 12", "zzz = 12",
     "t.toml:18:1: marac.criteria.repeat.zzz: found a key that is not known; allowed: only these keys here: on, months, same_perpetrator, clock_from, definition"),
    ("[marac.criteria.repeat]", "[marac.criteria.repeet]",
     "t.toml:17:17: marac.criteria.repeet: found a key that is not known; allowed: only known keys; did you mean \"repeat\"?"),
    ("weekday = \"tuesday\"", "weekday = \"teusday\"",
     "t.toml:24:11: marac.venues[1].weekday: found \"teusday\"; allowed: one of \"monday\", \"tuesday\", \"wednesday\", \"thursday\", \"friday\", \"saturday\", \"sunday\"; did you mean \"tuesday\"?"),
    ("frequency = \"weekly\"", "frequency = \"fortnightly\"",
     "t.toml:20:1: marac.venues[1].anchor: found nothing; allowed: a date on the meeting's weekday, from which the fortnights are counted"),
    ("coordinator_agency = \"police\"", "coordinator_agency = \"refuge\"",
     "t.toml:15:22: marac.coordinator_agency: found \"refuge\"; allowed: the code of one of the agencies: police"),
    ("questions = 24", "questions = 24\nhigh_threshold = 30",
     "t.toml:9:18: risk_tools[1].high_threshold: found the number 30; allowed: at most the tool's 24 questions"),
    ("questions = 24\n", "",
     "t.toml:5:1: risk_tools[1].questions: found nothing; allowed: a whole number from 1 to 100"),
    ("from = 2026-01-01", "from = \"2026-01-01\"",
     "t.toml:3:8: from: found \"2026-01-01\"; allowed: a date such as 2026-04-01, without quotation marks"),
    ("code = \"test-shire\"", "code = \"Test Shire\"",
     "t.toml:1:8: code: found \"Test Shire\"; allowed: a code of 2 to 40 lower-case letters, digits, hyphens or underscores"),
    ("[\"09:00-17:00\"]", "[\"17:00-09:00\"]",
     "t.toml:35:10: calendars[1].monday: found a list of \"17:00-09:00\"; allowed: a list of opening times in order, such as [\"09:00-12:30\", \"13:30-17:00\"]"),
    ("monday = [\"09:00-17:00\"]", "",
     "t.toml:34:8: calendars[1].kind: found \"hours\" without opening times; allowed: opening times on at least one weekday"),
    ("[[agencies]]", "[rag.amber]\ncalendar = \"office\"\n[[agencies]]",
     "t.toml:27:12: rag.amber.calendar: found \"office\"; allowed: the code of one of the calendars: elapsed, working_days, hub"),
    ("[[agencies]]", "[promises.rag]\nlength = \"soon\"\n[[agencies]]",
     "t.toml:27:10: promises.rag.length: found \"soon\"; allowed: a length such as \"30 minutes\", \"72 hours\", \"3 working days\", \"next working day\" or \"42 days\""),
    ("[[agencies]]", "[promises.marac_minuts]\n[[agencies]]",
     "t.toml:26:11: promises.marac_minuts: found a key that is not known; allowed: only known keys; did you mean \"marac_minutes\"?"),
    ("[[triage.outcomes]]\ncode = \"none\"\nlabel = \"No further action\"", "[triage]\noutcomes = 3\n",
     "t.toml:11:12: triage.outcomes: found the number 3; allowed: repeated sections, each headed [[triage.outcomes]]"),
];

    /// The problems of the least file after one change, as printed.
    fn after(old: &str, new: &str) -> Vec<String> {
        assert!(
            LEAST.contains(old),
            "the text to change is in the file: {old}"
        );
        let text = LEAST.replacen(old, new, 1);
        parse_area("t.toml", &text)
            .unwrap_err()
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn the_least_file_is_enough_and_the_bundled_areas_parse() {
        let book = parse_area("t.toml", LEAST).unwrap();
        assert_eq!(book.first.settings.marac.criteria.repeat.months, 12);
        let codes: Vec<_> = bundled_areas()
            .unwrap()
            .iter()
            .map(|book| book.code.to_string())
            .collect();
        assert_eq!(codes, ["warwickshire", "wolverhampton", "kent-medway"]);
    }

    #[test]
    fn one_wrong_value_gives_one_line_with_place_and_words() {
        for (old, new, words) in WRONG_VALUES {
            let found = after(old, new);
            assert!(
                found.iter().any(|line| line == *words),
                "{new}\nwanted {words}\nfound  {found:#?}"
            );
            assert!(
                found.len() == 1 || new.contains("outcomes = 3"),
                "one problem only: {found:#?}"
            );
        }
    }

    #[test]
    fn text_that_is_no_toml_is_refused_with_its_place() {
        let found = after("months = 12", "months = = 12");
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("t.toml:18:"), "{found:?}");
        assert!(found[0].contains("text that cannot be read"), "{found:?}");
    }

    #[test]
    fn all_problems_come_at_once_in_the_order_of_lines() {
        let text = LEAST
            .replace("questions = 24", "questions = 0")
            .replace("months = 12", "months = 99")
            .replace("kind = \"police\"", "kind = \"polise\"");
        let lines: Vec<_> = parse_area("t.toml", &text)
            .unwrap_err()
            .iter()
            .map(|problem| problem.line)
            .collect();
        assert_eq!(lines, [8, 18, 29]);
    }

    #[test]
    fn a_problem_of_the_first_edition_is_reported_once_with_later_editions_there() {
        let text = format!(
            "{}\n[[later]]\nfrom = 2027-01-01\n",
            LEAST.replace("months = 12", "months = 99")
        );
        let found = parse_area("t.toml", &text).unwrap_err();
        assert_eq!(found.len(), 1, "{found:?}");
    }

    #[test]
    fn later_editions_need_a_date_of_their_own_after_the_one_before() {
        let with = |later: &str| {
            let text = format!("{LEAST}\n[[later]]\n{later}\n");
            parse_area("t.toml", &text)
                .unwrap_err()
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            with("[later.marac]\nagenda_days = 2"),
            [
                "t.toml:37:1: from: found nothing; allowed: a date such as 2026-04-01, without quotation marks"
            ]
        );
        assert_eq!(
            with("from = 2026-01-01"),
            [
                "t.toml:38:8: later.from: found the date 2026-01-01; allowed: a date after that of the edition before"
            ]
        );
        assert_eq!(
            with("from = 2026-02-01\nname = \"Other\""),
            [
                "t.toml:39:1: name: found this key inside a later edition; allowed: it only at the top of the file"
            ]
        );
        assert_eq!(
            with("from = 2026-02-01\n[later.marac]\nagenda_days = 99"),
            [
                "t.toml:40:15: marac.agenda_days: found the number 99; allowed: a whole number from 1 to 20"
            ]
        );
    }

    #[test]
    fn no_cut_of_a_file_makes_the_reader_fall_over() {
        let (_, text) = bundled_files()[0];
        for end in (0..text.len())
            .step_by(97)
            .filter(|end| text.is_char_boundary(*end))
        {
            if let Err(problems) = parse_area("cut.toml", &text[..end]) {
                assert!(!problems.is_empty(), "a refusal has a reason");
            }
        }
    }

    #[test]
    fn a_folder_gives_every_area_or_every_problem() {
        let folder = std::env::temp_dir().join(format!("hawthorn-areas-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("a.toml"), LEAST).unwrap();
        std::fs::write(folder.join("notes.txt"), "not an area").unwrap();
        assert_eq!(load_dir(&folder).unwrap().len(), 1);
        std::fs::write(folder.join("b.toml"), LEAST).unwrap();
        assert!(
            load_dir(&folder).unwrap_err()[0]
                .to_string()
                .contains("\"test-shire\" in two files")
        );
        std::fs::write(folder.join("b.toml"), "code = 5").unwrap();
        assert!(
            load_dir(&folder)
                .unwrap_err()
                .iter()
                .all(|problem| problem.file.ends_with("b.toml"))
        );
        std::fs::remove_dir_all(&folder).unwrap();
        assert!(
            load_dir(&folder).unwrap_err()[0]
                .found
                .contains("nothing that can be read")
        );
    }
}
