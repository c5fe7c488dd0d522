//! The two parties and the children of a row.

use jiff::civil::{Date, date};

use super::dates::{self, DateFault};
use super::fields::Field;
use super::flags::read_sex;
use super::report::{ReportedBorn, ReportedChild, ReportedPerson};
use super::row_reader::RowReader;
use super::words;
use crate::sheets::Cell;

/// The fields of one party and the words for that party.
pub(super) struct Party {
    surname: Field,
    forenames: Field,
    name: Field,
    dob: Field,
    age: Field,
    sex: Field,
    phone: Field,
    whose: &'static str,
}

/// The victim's columns.
pub(super) const VICTIM: Party = Party {
    surname: Field::VictimSurname,
    forenames: Field::VictimForenames,
    name: Field::VictimName,
    dob: Field::VictimDob,
    age: Field::VictimAge,
    sex: Field::VictimSex,
    phone: Field::VictimPhone,
    whose: "victim's",
};

/// The columns of the person said to be causing harm.
pub(super) const SUSPECT: Party = Party {
    surname: Field::SuspectSurname,
    forenames: Field::SuspectForenames,
    name: Field::SuspectName,
    dob: Field::SuspectDob,
    age: Field::SuspectAge,
    sex: Field::SuspectSex,
    phone: Field::SuspectPhone,
    whose: "suspect's",
};

/// Nobody on a sheet was born before this day.
const EARLIEST_BIRTH: Date = date(1900, 1, 1);

/// Reads one party; what cannot be is a fault, what is merely odd a remark.
pub(super) fn read_person(row: &mut RowReader<'_>, party: &Party) -> ReportedPerson {
    let mut surname = words::name(&row.text(party.surname));
    let mut forenames = words::name(&row.text(party.forenames));
    if surname.is_none() && forenames.is_none() {
        (surname, forenames) = words::split_name(&row.text(party.name));
    }
    let phone_text = row.text(party.phone);
    let phone = words::phone(&phone_text);
    if phone.is_none() && !words::is_unknown(&phone_text) {
        row.remark(format!(
            "The {} telephone \u{2018}{phone_text}\u{2019} does not read like a number and was left out.",
            party.whose
        ));
    }
    ReportedPerson {
        surname,
        forenames,
        dob: read_birth(row, party),
        sex: read_sex(&row.text(party.sex)),
        phone,
    }
}

fn read_birth(row: &mut RowReader<'_>, party: &Party) -> ReportedBorn {
    let cell = row.cell(party.dob).clone();
    let what = format!("The {} date of birth", party.whose);
    let born = match read_born(row, &cell) {
        Ok(born) => born,
        Err(fault) => {
            row.fault(party.dob, fault.sentence(&what, &cell));
            return ReportedBorn::Unknown;
        }
    };
    if born != ReportedBorn::Unknown {
        return born;
    }
    let age = row.text(party.age);
    age_of(&age).map_or(ReportedBorn::Unknown, ReportedBorn::Age)
}

/// Why a birth was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BirthFault {
    Future,
    TooLongAgo,
    DoesNotExist,
    NotADate,
}

impl BirthFault {
    fn sentence(self, what: &str, cell: &Cell) -> String {
        let typed = words::tidy(&cell.to_text());
        match self {
            Self::Future => format!("{what}, {typed}, is in the future."),
            Self::TooLongAgo => format!("{what}, {typed}, is before 1900."),
            Self::DoesNotExist => format!("{what}, {typed}, is a date that does not exist."),
            Self::NotADate => format!(
                "{what}, \u{2018}{typed}\u{2019}, cannot be read as a date. Write it as 25/03/1990, a year or an age, or leave it blank."
            ),
        }
    }
}

/// A date, a year, an age or nothing.
fn read_born(row: &RowReader<'_>, cell: &Cell) -> Result<ReportedBorn, BirthFault> {
    let text = words::tidy(&cell.to_text());
    if words::is_unknown(&text) || text == "0" {
        return Ok(ReportedBorn::Unknown);
    }
    let today = row.context.today;
    if let Some(year) = year_alone(&text) {
        return if year > today.year() {
            Err(BirthFault::Future)
        } else if year < EARLIEST_BIRTH.year() {
            Err(BirthFault::TooLongAgo)
        } else {
            Ok(ReportedBorn::Year(year))
        };
    }
    if let Some(age) = age_of(&text) {
        return Ok(ReportedBorn::Age(age));
    }
    let cell = match cell {
        Cell::Text(_) => &Cell::Text(text),
        other => other,
    };
    match dates::moment(cell, row.order, today) {
        Ok((day, _)) if day > today => Err(BirthFault::Future),
        Ok((day, _)) if day < EARLIEST_BIRTH => Err(BirthFault::TooLongAgo),
        Ok((day, _)) => Ok(ReportedBorn::Full(day)),
        Err(DateFault::DoesNotExist) => Err(BirthFault::DoesNotExist),
        Err(DateFault::NotADate) => Err(BirthFault::NotADate),
    }
}

/// "1976", "c. 1976", "born 1976". Years of our time only: other numbers of four digits are day numbers.
fn year_alone(text: &str) -> Option<i16> {
    let digits = text
        .trim_start_matches(|c: char| !c.is_ascii_digit())
        .trim_end_matches(['?', ')', ' ']);
    let year: i16 = (digits.len() == 4).then(|| digits.parse().ok())??;
    (1800..2100).contains(&year).then_some(year)
}

/// "34", "34 yrs", "aged 34", "30s" (taken as its first year), up to 120.
fn age_of(text: &str) -> Option<u8> {
    let small = text.to_lowercase();
    let body = [
        "approximately",
        "approx.",
        "approx",
        "circa",
        "about",
        "aged",
        "age",
        "c.",
        "~",
    ]
    .iter()
    .fold(small.trim(), |body, word| {
        body.trim_start_matches(word).trim()
    });
    let body = [
        "years old",
        "years",
        "year old",
        "yrs",
        "yr",
        "yo",
        "y/o",
        "'s",
        "s",
        "?",
    ]
    .iter()
    .fold(body, |body, word| body.trim_end_matches(word).trim());
    let age: u8 = (body.len() <= 3).then(|| body.parse().ok())??;
    (age <= 120).then_some(age)
}

/// Named children and how many more were only counted.
pub(super) fn read_children(row: &mut RowReader<'_>) -> (Vec<ReportedChild>, u16) {
    let text = row.text(Field::Children);
    if words::is_unknown(&text) {
        return (Vec::new(), 0);
    }
    if let Some(count) = counted_children(&text) {
        if count > 0 {
            row.remark("The sheet says that there are children but does not name them.".to_owned());
        }
        return (Vec::new(), count);
    }
    let mut children = Vec::new();
    let parts: Vec<String> = text
        .split([';', '\n', '|'])
        .map(words::tidy)
        .filter(|part| !words::is_unknown(part))
        .collect();
    for part in parts {
        if let Some(child) = read_child(row, &part) {
            children.push(child);
        }
    }
    (children, 0)
}

/// "2", "2 children", "Yes", "No".
fn counted_children(text: &str) -> Option<u16> {
    let small = words::tidy(text).to_lowercase();
    let first = small.split(' ').next()?;
    let rest_is_word = small
        .strip_prefix(first)
        .is_some_and(|rest| ["", " children", " child", " kids"].contains(&rest));
    if let Ok(count) = first.parse::<u16>()
        && rest_is_word
    {
        return Some(count);
    }
    match small.as_str() {
        "no children" => Some(0),
        other => words::yes_or_no(other).map(u16::from),
    }
}

/// A name, then a date of birth, a year or an age, in brackets or not.
fn read_child(row: &mut RowReader<'_>, part: &str) -> Option<ReportedChild> {
    let at = part
        .char_indices()
        .find(|(_, c)| c.is_ascii_digit())
        .map_or(part.len(), |(at, _)| at);
    let (front, back) = part.split_at(at);
    let front = front
        .trim_end_matches(|c: char| !c.is_alphabetic() && c != '.')
        .trim();
    let front = ["dob", "DOB", "d.o.b.", "born", "aged", "age"]
        .iter()
        .fold(front, |front, word| {
            front.strip_suffix(word).unwrap_or(front).trim()
        })
        .trim_end_matches(['(', '-', ',', ':', ' ']);
    let back = back.trim_end_matches([')', ' ', '.']);
    let dob = match read_born(row, &Cell::Text(back.to_owned())) {
        Ok(born) => born,
        Err(fault @ (BirthFault::Future | BirthFault::DoesNotExist)) => {
            let cell = Cell::Text(back.to_owned());
            row.fault(
                Field::Children,
                fault.sentence("The date of birth of a child", &cell),
            );
            ReportedBorn::Unknown
        }
        Err(BirthFault::TooLongAgo | BirthFault::NotADate) => {
            row.remark(format!(
                "The date of birth of a child, \u{2018}{back}\u{2019}, could not be read."
            ));
            ReportedBorn::Unknown
        }
    };
    let name = words::name(front);
    if name.is_none() && dob == ReportedBorn::Unknown {
        return None;
    }
    Some(ReportedChild {
        name: name.unwrap_or_default(),
        dob,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_and_years_are_told_apart() {
        assert_eq!(year_alone("1976"), Some(1976));
        assert_eq!(year_alone("born 1976?"), Some(1976));
        assert_eq!(year_alone("7000"), None);
        assert_eq!(age_of("34"), Some(34));
        assert_eq!(age_of("approx 30s"), Some(30));
        assert_eq!(age_of("aged 34 yrs"), Some(34));
        assert_eq!(age_of("340"), None);
        assert_eq!(age_of("soon"), None);
    }

    #[test]
    fn children_may_only_be_counted() {
        assert_eq!(counted_children("2 children"), Some(2));
        assert_eq!(counted_children("Yes"), Some(1));
        assert_eq!(counted_children("No"), Some(0));
        assert_eq!(counted_children("2 Mei 09/01/2016"), None);
    }
}
