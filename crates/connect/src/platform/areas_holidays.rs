//! Bank holidays from a file in the shape that gov.uk publishes; no network is used.

use std::path::Path;

use hawthorn_domain::platform::holidays::{BankHoliday, BankHolidays, BankHolidaysError};
use jiff::civil::Date;
use serde::Deserialize;

/// Why a file of bank holidays is refused.
#[derive(Debug, thiserror::Error)]
pub enum BankHolidayFileError {
    /// The file cannot be opened.
    #[error(
        "the file of bank holidays {path} cannot be read: {source}; check the path and its permissions"
    )]
    Unreadable {
        /// The file.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file has another shape.
    #[error(
        "the file of bank holidays has not the shape of gov.uk/bank-holidays.json: {0}; fetch it again"
    )]
    Shape(#[from] serde_json::Error),
    /// A day is no date.
    #[error(
        "\"{0}\" in the file of bank holidays is no date such as 2026-12-25; mend or remove that event"
    )]
    Date(String),
    /// The list itself is refused.
    #[error(transparent)]
    List(#[from] BankHolidaysError),
}

#[derive(Deserialize)]
struct Published {
    #[serde(rename = "england-and-wales")]
    england_and_wales: Division,
}

#[derive(Deserialize)]
struct Division {
    events: Vec<Event>,
}

#[derive(Deserialize)]
struct Event {
    title: String,
    date: String,
}

/// Reads the list for England and Wales from the published shape (F91).
///
/// # Errors
/// When the bytes have another shape, a day is no date, or a day stands twice.
pub fn parse_bank_holidays(bytes: &[u8]) -> Result<BankHolidays, BankHolidayFileError> {
    let published: Published = serde_json::from_slice(bytes)?;
    let days = published
        .england_and_wales
        .events
        .into_iter()
        .map(|event| {
            let date: Date = event
                .date
                .parse()
                .map_err(|_| BankHolidayFileError::Date(event.date.clone()))?;
            Ok(BankHoliday {
                date,
                title: event.title,
            })
        })
        .collect::<Result<Vec<_>, BankHolidayFileError>>()?;
    Ok(BankHolidays::new(days)?)
}

/// The list that ships with Hawthorn: 2018 to 2028.
///
/// # Errors
/// As [`parse_bank_holidays`]; a released build has none.
pub fn bundled_bank_holidays() -> Result<BankHolidays, BankHolidayFileError> {
    parse_bank_holidays(include_bytes!(
        "../../../../areas/bank-holidays-england-and-wales.json"
    ))
}

/// The list from a file that replaces the one that ships.
///
/// # Errors
/// As [`parse_bank_holidays`], or when the file cannot be read.
pub fn load_bank_holidays(path: &Path) -> Result<BankHolidays, BankHolidayFileError> {
    let bytes = std::fs::read(path).map_err(|source| BankHolidayFileError::Unreadable {
        path: path.display().to_string(),
        source,
    })?;
    parse_bank_holidays(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_bundled_list_covers_its_years_and_holds_the_one_offs() {
        let list = bundled_bank_holidays().unwrap();
        assert_eq!(
            (list.covers_from(), list.covers_to()),
            (date(2018, 1, 1), date(2028, 12, 31))
        );
        for day in [
            "2020-05-08",
            "2022-06-02",
            "2022-06-03",
            "2022-09-19",
            "2023-05-08",
            "2021-12-27",
            "2021-12-28",
            "2026-12-28",
            "2027-12-27",
            "2028-01-03",
        ] {
            assert!(list.is_holiday(day.parse().unwrap()), "{day}");
        }
        for day in [
            "2020-05-04",
            "2022-05-30",
            "2026-12-26",
            "2027-12-25",
            "2028-01-01",
        ] {
            assert!(!list.is_holiday(day.parse().unwrap()), "{day}");
        }
        for year in 2018..=2028_i16 {
            let of_year = list
                .days()
                .iter()
                .filter(|day| day.date.year() == year)
                .count();
            let extra = match year {
                2022 => 2,
                2023 => 1,
                _ => 0,
            };
            assert_eq!(of_year, 8 + extra, "{year}");
        }
    }

    #[test]
    fn good_friday_by_rule_agrees_with_the_published_days() {
        let list = bundled_bank_holidays().unwrap();
        for year in 2018..=2028 {
            let day = hawthorn_domain::platform::holidays::good_friday(year).unwrap();
            assert_eq!(list.title(day), Some("Good Friday"), "{year}");
        }
    }

    #[test]
    fn a_warning_comes_six_months_before_the_list_ends() {
        let list = bundled_bank_holidays().unwrap();
        assert_eq!(list.warning(date(2028, 6, 30)), None);
        let warning = list.warning(date(2028, 7, 1)).unwrap();
        assert!(warning.to_string().contains("ends on 2028-12-31"));
    }

    #[test]
    fn wrong_files_are_refused_with_words() {
        let words = |bytes: &[u8]| parse_bank_holidays(bytes).unwrap_err().to_string();
        assert!(words(b"[]").contains("has not the shape"));
        assert!(words(br#"{"england-and-wales":{"events":[]}}"#).contains("is empty"));
        assert!(
            words(br#"{"england-and-wales":{"events":[{"title":"x","date":"2026-02-30"}]}}"#)
                .contains("2026-02-30")
        );
        let twice = br#"{"england-and-wales":{"events":[{"title":"x","date":"2026-01-01"},{"title":"y","date":"2026-01-01"}]}}"#;
        assert!(words(twice).contains("twice"));
    }
}
