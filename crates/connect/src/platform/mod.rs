//! Settings and calendars from files: the areas that ship with Hawthorn, a folder of areas, bank holidays.

pub mod areas;
#[cfg(test)]
mod areas_broken;
mod areas_clocks;
mod areas_doors;
mod areas_holidays;
mod areas_hub;
mod areas_mail;
mod areas_marac;
mod areas_reader;
mod areas_settings;
mod areas_support;
mod areas_tree;
mod areas_unknown;
mod areas_values;
pub mod mail;

use std::path::Path;

use hawthorn_domain::platform::settings::AreaBook;

pub use areas::{SettingsProblem, parse_area};
pub use areas_holidays::{
    BankHolidayFileError, bundled_bank_holidays, load_bank_holidays, parse_bank_holidays,
};

/// The settings files that ship with Hawthorn: name and text.
#[must_use]
pub const fn bundled_files() -> [(&'static str, &'static str); 3] {
    [
        (
            "areas/warwickshire.toml",
            include_str!("../../../../areas/warwickshire.toml"),
        ),
        (
            "areas/wolverhampton.toml",
            include_str!("../../../../areas/wolverhampton.toml"),
        ),
        (
            "areas/kent-medway.toml",
            include_str!("../../../../areas/kent-medway.toml"),
        ),
    ]
}

/// The areas that ship with Hawthorn.
///
/// # Errors
/// Every problem of every file; a released build has none.
pub fn bundled_areas() -> Result<Vec<AreaBook>, Vec<SettingsProblem>> {
    gathered(
        bundled_files()
            .into_iter()
            .map(|(name, text)| parse_area(name, text)),
    )
}

/// The areas in a folder: every file that ends in `.toml`, in the order of names.
///
/// # Errors
/// Every problem of every file, or that the folder or a file cannot be read.
pub fn load_dir(path: &Path) -> Result<Vec<AreaBook>, Vec<SettingsProblem>> {
    let unreadable = |path: &Path, error: &std::io::Error| {
        vec![SettingsProblem {
            file: path.display().to_string(),
            line: 1,
            column: 1,
            key: "the file".to_owned(),
            found: format!("nothing that can be read ({error})"),
            allowed: "a folder of area files, or an area file in UTF-8, that Hawthorn may read"
                .to_owned(),
        }]
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path).map_err(|error| unreadable(path, &error))? {
        let file = entry.map_err(|error| unreadable(path, &error))?.path();
        if file.extension().is_some_and(|ending| ending == "toml") {
            files.push(file);
        }
    }
    files.sort();
    let books = gathered(files.iter().map(|file| {
        let text = std::fs::read_to_string(file).map_err(|error| unreadable(file, &error))?;
        parse_area(&file.display().to_string(), &text)
    }))?;
    refuse_same_code(path, &books)?;
    Ok(books)
}

fn refuse_same_code(path: &Path, books: &[AreaBook]) -> Result<(), Vec<SettingsProblem>> {
    let twice = books.iter().enumerate().find(|(index, book)| {
        books
            .iter()
            .take(*index)
            .any(|other| other.code == book.code)
    });
    twice.map_or(Ok(()), |(_, book)| {
        Err(vec![SettingsProblem {
            file: path.display().to_string(),
            line: 1,
            column: 1,
            key: "code".to_owned(),
            found: format!("\"{}\" in two files of this folder", book.code),
            allowed: "each area's code in one file only".to_owned(),
        }])
    })
}

/// All books, or all problems of all files.
fn gathered(
    read: impl Iterator<Item = Result<AreaBook, Vec<SettingsProblem>>>,
) -> Result<Vec<AreaBook>, Vec<SettingsProblem>> {
    let (mut books, mut problems) = (Vec::new(), Vec::new());
    for result in read {
        match result {
            Ok(book) => books.push(book),
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() {
        Ok(books)
    } else {
        Err(problems)
    }
}
