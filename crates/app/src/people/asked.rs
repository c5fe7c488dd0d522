//! What somebody typed into the one search box: a name, a date of birth, an address, a postcode or a phone number, in any order.

use hawthorn_linkage::normal::{address, postcode};
use hawthorn_linkage::{Address, Birth, Name, Record};
use jiff::civil::Date;
use jiff::fmt::strtime;

use super::matching::date;

/// The first year of birth that a bare number of four digits is read as.
const FIRST_YEAR: i16 = 1900;
/// The longest house number, with a letter behind it; more digits are a telephone number or a date.
const LONGEST_NUMBER: usize = 5;

/// What the index is asked. `today` tells which years somebody can be born in.
pub fn asked(text: &str, today: Date) -> Record {
    let mut record = Record::default();
    let mut words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'))
        .map(|word| word.trim_matches('.'))
        .filter(|word| !word.is_empty())
        .collect();
    take_postcode(&mut words, &mut record);
    take_street(&mut words, &mut record);
    take_written_date(&mut words, &mut record, today);
    let mut digits = String::new();
    let mut names = Vec::new();
    for word in words {
        if let Some(birth) = in_figures(word, today) {
            record.birth.get_or_insert(birth);
        } else if is_number(word) {
            digits.push_str(word);
        } else {
            names.push(word);
        }
    }
    if !names.is_empty() {
        record.names.push(Name::full(&names.join(" ")));
    }
    if digits.len() >= 6 {
        record.phones.push(digits);
    }
    record
}

fn is_number(word: &str) -> bool {
    word.chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '+' | '(' | ')' | '-'))
        && word.contains(|c: char| c.is_ascii_digit())
}

/// Whether somebody can be born in this year.
fn is_year(year: i16, today: Date) -> bool {
    (FIRST_YEAR..=today.year()).contains(&year)
}

/// A date of birth in figures: with points or strokes, as eight digits, or a year alone.
fn in_figures(word: &str, today: Date) -> Option<Birth> {
    if !word.chars().all(|c| c.is_ascii_digit()) {
        return Birth::parse(word).filter(|_| word.len() > 4);
    }
    match (word.len(), word.parse::<i16>()) {
        (4, Ok(year)) => is_year(year, today).then_some(Birth::Year(year)),
        (8, _) => born_on(Date::strptime("%d%m%Y", word).ok()?, today),
        _ => None,
    }
}

fn born_on(day: Date, today: Date) -> Option<Birth> {
    let day = Some(day).filter(|day| is_year(day.year(), today))?;
    date(day).map(Birth::Full)
}

/// A postcode of one or two words, wherever it stands.
fn take_postcode(words: &mut Vec<&str>, record: &mut Record) {
    let of = |words: &[&str]| {
        let whole = words.join(" ");
        postcode::parse(&whole).map(|_| whole)
    };
    let found = (0..words.len()).find_map(|at| {
        [2, 1].into_iter().find_map(|many| {
            let piece = words.get(at..at + many)?;
            Some((at, many, of(piece)?))
        })
    });
    if let Some((at, many, postcode)) = found {
        words.drain(at..at + many);
        record.addresses.push(Address {
            line: String::new(),
            town: String::new(),
            postcode,
        });
    }
}

/// A street, with a house number before it or without. With a number it is an address for sure and what
/// follows it is the town; without one it may be somebody's name as well, and is asked for as both.
fn take_street(words: &mut Vec<&str>, record: &mut Record) {
    // The last such word ends the street: the "St" of "St Johns Road" is a saint.
    let is_street = |word: &&str| address::is_street_kind(&word.to_lowercase());
    let Some(end) = words.iter().rposition(is_street).filter(|end| *end > 0) else {
        return;
    };
    let house = |word: &&str| address::is_number(word) && word.len() <= LONGEST_NUMBER;
    let number = words.iter().take(end).rposition(house);
    let from = number.unwrap_or_else(|| end.saturating_sub(2));
    let Some(line) = words.get(from..=end).map(|line| line.join(" ")) else {
        return;
    };
    let town = match number {
        Some(_) => words.get(end + 1..).unwrap_or_default().join(" "),
        None => String::new(),
    };
    match record.addresses.first_mut() {
        Some(address) => (address.line, address.town) = (line, town),
        None => record.addresses.push(Address {
            line,
            town,
            postcode: String::new(),
        }),
    }
    if number.is_some() {
        words.truncate(from);
    }
}

/// A date that is written out: day, month and year, or month and year.
fn take_written_date(words: &mut Vec<&str>, record: &mut Record, today: Date) {
    let found = [3, 2].into_iter().find_map(|many| {
        let mut pieces = words.windows(many).enumerate();
        pieces.find_map(|(at, piece)| Some((at, many, written_out(piece, today)?)))
    });
    if let Some((at, many, birth)) = found {
        record.birth = Some(birth);
        words.drain(at..at + many);
    }
}

fn written_out(piece: &[&str], today: Date) -> Option<Birth> {
    // "5th" is the fifth; a month begins with no figure.
    let figures = |word: &&str| {
        let end = word.find(|c: char| !c.is_ascii_digit());
        let end = end.filter(|end| *end > 0).unwrap_or(word.len());
        word.get(..end).unwrap_or(word).to_owned()
    };
    let text = piece.iter().map(figures).collect::<Vec<_>>().join(" ");
    if piece.len() == 3 {
        let forms = ["%d %B %Y", "%d %b %Y"];
        let day = forms
            .iter()
            .find_map(|form| Date::strptime(form, &text).ok());
        return born_on(day?, today);
    }
    let forms = ["%B %Y", "%b %Y"];
    let read = forms
        .iter()
        .find_map(|form| strtime::parse(form, &text).ok())?;
    let year = read.year().filter(|year| is_year(*year, today))?;
    let month = u8::try_from(read.month()?).ok()?;
    Some(Birth::Month { year, month })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, String, String, String) {
        let record = asked(text, jiff::civil::date(2026, 3, 24));
        let name = record.names.first().map_or(String::new(), |name| {
            format!("{} {}", name.given, name.family).trim().to_owned()
        });
        let born = record
            .birth
            .map_or(String::new(), |born| format!("{born:?}"));
        let address = record.addresses.first().map_or(String::new(), |address| {
            format!("{}|{}|{}", address.line, address.town, address.postcode)
        });
        (name, born, address, record.phones.join(" "))
    }

    fn full(year: i16, month: u8, day: u8) -> String {
        let birth = Birth::parse(&format!("{day:02}/{month:02}/{year}"));
        birth.map_or(String::new(), |birth| format!("{birth:?}"))
    }

    #[test]
    fn everything_that_is_typed_is_taken_for_what_it_is() {
        for (text, name, born, address, phone) in [
            ("Nadia Rahman", "Nadia Rahman", String::new(), "", ""),
            (
                "Nadia Rahman 5/5/1990",
                "Nadia Rahman",
                full(1990, 5, 5),
                "",
                "",
            ),
            ("28 April 1967", "", full(1967, 4, 28), "", ""),
            (
                "5th May 1990, Amy Smith",
                "Amy Smith",
                full(1990, 5, 5),
                "",
                "",
            ),
            ("May Smith", "May Smith", String::new(), "", ""),
            (
                "apr 1967",
                "",
                "Month { year: 1967, month: 4 }".to_owned(),
                "",
                "",
            ),
            ("Fosterby 2027", "Fosterby", String::new(), "", ""),
            ("12 St Johns Rd", "", String::new(), "12 St Johns Rd||", ""),
            ("05051990", "", full(1990, 5, 5), "", ""),
            ("Fosterby 1967", "Fosterby", "Year(1967)".to_owned(), "", ""),
            ("07700 900123", "", String::new(), "", "07700900123"),
            ("12 Oak Road", "", String::new(), "12 Oak Road||", ""),
            (
                "180 Sample Close, Bedworth",
                "",
                String::new(),
                "180 Sample Close|Bedworth|",
                "",
            ),
            ("Oak Road", "Oak Road", String::new(), "Oak Road||", ""),
            (
                "Rahman 12b Oak Rd CV21 2AA",
                "Rahman",
                String::new(),
                "12b Oak Rd||CV21 2AA",
                "",
            ),
            ("CV21 2AA", "", String::new(), "||CV21 2AA", ""),
        ] {
            let wanted = (name.to_owned(), born, address.to_owned(), phone.to_owned());
            assert_eq!(read(text), wanted, "{text}");
        }
    }
}
