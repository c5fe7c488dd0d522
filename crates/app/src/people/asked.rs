//! What somebody typed into the one search box: a name, a date of birth, an address, a postcode or a phone number, in any order.

use hawthorn_linkage::normal::postcode;
use hawthorn_linkage::{Address, Birth, Name, Record};

/// Names of months, by which a date that is written out is known.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
/// Words that end the name of a street, in full and as they are shortened.
const STREETS: [&str; 30] = [
    "road", "rd", "street", "st", "lane", "ln", "avenue", "ave", "close", "cl", "drive", "dr",
    "way", "court", "ct", "crescent", "cres", "terrace", "gardens", "gdns", "square", "sq",
    "grove", "mews", "parade", "row", "walk", "rise", "place", "green",
];
/// The years that a bare number of four digits is read as.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2035;

/// What the index is asked.
pub fn asked(text: &str) -> Record {
    let mut record = Record::default();
    let mut words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'))
        .map(|word| word.trim_matches('.'))
        .filter(|word| !word.is_empty())
        .collect();
    take_postcode(&mut words, &mut record);
    take_street(&mut words, &mut record);
    take_written_date(&mut words, &mut record);
    let mut digits = String::new();
    let mut names = Vec::new();
    for word in words {
        if let Some(birth) = date(word) {
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

/// A date of birth in figures: with points or strokes, as eight digits, or a year alone.
fn date(word: &str) -> Option<Birth> {
    if !word.chars().all(|c| c.is_ascii_digit()) {
        return Birth::parse(word).filter(|_| word.len() > 4);
    }
    match (word.len(), word.parse::<i16>()) {
        (4, Ok(year)) if YEARS.contains(&year) => Some(Birth::Year(year)),
        (8, _) => {
            let (day, rest) = word.split_at(2);
            let (month, year) = rest.split_at(2);
            let year_fits = year.parse().is_ok_and(|year| YEARS.contains(&year));
            Birth::parse(&format!("{day}/{month}/{year}")).filter(|_| year_fits)
        }
        _ => None,
    }
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
    let is_street = |word: &&str| STREETS.contains(&word.to_lowercase().as_str());
    let Some(end) = words.iter().position(is_street).filter(|end| *end > 0) else {
        return;
    };
    let house = |word: &&str| {
        let digits = word.chars().take_while(char::is_ascii_digit).count();
        (1..=4).contains(&digits) && word.len() <= digits + 1
    };
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
fn take_written_date(words: &mut Vec<&str>, record: &mut Record) {
    let month_of = |word: &str| {
        let word = word.to_lowercase();
        let same = |month: &str| word.len() >= 3 && month.starts_with(word.as_str());
        MONTHS.into_iter().position(same).map(|at| at + 1)
    };
    let number = |word: &str| {
        let bare = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        bare.parse::<i16>().ok()
    };
    let found = words.windows(2).enumerate().find_map(|(at, pair)| {
        let (month, year) = (month_of(pair.first()?)?, number(pair.get(1)?)?);
        YEARS.contains(&year).then_some((at, month, year))
    });
    let Some((at, month, year)) = found else {
        return;
    };
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    let day = before
        .and_then(|word| number(word))
        .filter(|day| (1..=31).contains(day));
    let written = day.and_then(|day| Birth::parse(&format!("{day:02}/{month:02}/{year}")));
    let birth = written.or_else(|| {
        let month = u8::try_from(month).ok()?;
        Some(Birth::Month { year, month })
    });
    record.birth = birth;
    let from = if day.is_some() {
        at.saturating_sub(1)
    } else {
        at
    };
    words.drain(from..at + 2);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, String, String, String) {
        let record = asked(text);
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
