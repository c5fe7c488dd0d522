//! What one body writes down of a person on one day, with mistakes.

use crate::chance::Chance;
use crate::homes::{Home, short};
use crate::mix::Mix;
use crate::people::{Day, Person, at};
use crate::slips::{digits, nickname, plain, respelt, slip};
use crate::write::Written;

/// One record of a person, by one body on one day.
pub fn record(mix: &Mix, person: &Person, on: Day, source: &str, chance: &mut Chance) -> Written {
    let c = chance;
    let (given, family, other) = names(mix, person, on, c);
    let (birth, age) = birth(mix, person, on, c);
    let sex = match c.share() {
        x if x < mix.sex_blank => "",
        x if x < mix.sex_blank + mix.sex_wrong => {
            if person.woman {
                "M"
            } else {
                "F"
            }
        }
        _ => {
            if person.woman {
                "F"
            } else {
                "M"
            }
        }
    };
    let [line, town, postcode] = address(mix, at(&person.homes, stale(on, c)), c);
    let phone = phone(mix, person, on, c);
    let email = match &person.email {
        Some(email) if c.happens(mix.email) => match c.share() {
            x if x < 0.04 => slip(email, c),
            x if x < 0.1 => email.to_uppercase(),
            _ => email.clone(),
        },
        _ => String::new(),
    };
    let alias = alias(mix, person, c);
    let mut cells = [
        source.to_owned(),
        on.text(),
        given,
        family,
        other,
        alias,
        birth,
        age,
        sex.to_owned(),
        line,
        town,
        postcode,
        phone,
        email,
    ];
    let case = c.share();
    for cell in [2, 3, 4, 5, 9, 10] {
        if case < 0.2 {
            cells[cell] = cells[cell].to_uppercase();
        } else if case < 0.215 {
            cells[cell] = cells[cell].to_lowercase();
        }
    }
    Written {
        person: person.number,
        on,
        cells,
    }
}

/// Another name that the person goes by.
fn alias(mix: &Mix, person: &Person, c: &mut Chance) -> String {
    if c.happens(mix.alias) {
        match c.share() {
            x if x < 0.4 => nickname(&person.given, c).unwrap_or_default(),
            x if x < 0.7 => person.middle.first().cloned().unwrap_or_default(),
            _ => person
                .families
                .last()
                .map(|f| format!("{} {}", person.given, f.1))
                .unwrap_or_default(),
        }
    } else {
        String::new()
    }
}

/// An old value is sometimes written for longer than it holds.
fn stale(on: Day, c: &mut Chance) -> Day {
    if c.happens(0.15) {
        Day {
            year: on.year - c.between(1, 4),
            ..on
        }
    } else {
        on
    }
}

fn names(mix: &Mix, person: &Person, on: Day, c: &mut Chance) -> (String, String, String) {
    let mut given = person.given.clone();
    let mut family = at(&person.families, stale(on, c)).clone();
    let mut other = match c.share() {
        x if x < 0.72 => String::new(),
        x if x < 0.85 => person.middle.join(" "),
        _ => person
            .middle
            .iter()
            .filter_map(|m| m.get(..1))
            .collect::<Vec<_>>()
            .join(" "),
    };
    if c.happens(mix.nickname)
        && let Some(form) = nickname(&given, c)
    {
        given = form;
    }
    if c.happens(mix.middle_used)
        && let Some(middle) = person.middle.first()
    {
        other = if c.happens(0.5) {
            given.clone()
        } else {
            String::new()
        };
        given.clone_from(middle);
    }
    if c.happens(0.5) {
        (given, family) = (plain(&given), plain(&family));
    }
    if c.happens(mix.slip * 0.6) {
        given = slip(&given, c);
    }
    if c.happens(mix.slip * 0.7) {
        family = slip(&family, c);
    }
    if c.happens(mix.respelt * 0.6) {
        given = respelt(&given, c);
    }
    if c.happens(mix.respelt) {
        family = respelt(&family, c);
    }
    family = family_as_written(&family, person, c);
    if given.contains(' ') && c.happens(0.4) {
        given = if c.happens(0.7) {
            given.replace(' ', "")
        } else {
            given.split(' ').next().unwrap_or_default().to_owned()
        };
    }
    if c.happens(mix.initial) {
        given = given.chars().take(1).collect();
    } else if c.happens(0.02) {
        given = format!("{} {given}", if person.woman { "Miss" } else { "Mr" });
    } else if c.happens(0.01)
        && let Some(middle) = person.middle.first()
    {
        given = format!("{given} {middle}");
    }
    left_out(mix, &mut given, &mut family, c);
    if c.happens(mix.swapped) {
        (given, family) = (family, given);
    }
    (given, family, other)
}

/// Names that nobody knew, and the words that stand for that.
fn left_out(mix: &Mix, given: &mut String, family: &mut String, c: &mut Chance) {
    if c.happens(mix.no_given) {
        *given = (*c.one(&["", "Unknown", "U/K", "Mr", "Baby"])).to_owned();
    }
    if c.happens(mix.no_family) {
        *family = (*c.one(&["", "Unknown", "Not known", "N/K"])).to_owned();
    }
}

/// A surname with its parts dropped, cut or turned, as sources do.
fn family_as_written(family: &str, person: &Person, c: &mut Chance) -> String {
    let mut family = family.to_owned();
    if let Some((one, two)) = family
        .clone()
        .split_once('-')
        .filter(|(one, _)| one.len() > 2)
    {
        family = match c.share() {
            x if x < 0.2 => one.to_owned(),
            x if x < 0.3 => two.to_owned(),
            x if x < 0.45 => format!("{one} {two}"),
            x if x < 0.5 => format!("{two}-{one}"),
            _ => family,
        };
    }
    for (joined, apart) in [("Mc", "Mc "), ("O'", "O "), ("Al-", "Al "), ("El-", "")] {
        if family.starts_with(joined) && c.happens(0.12) {
            family = family.replacen(joined, apart, 1);
        }
    }
    let custom = match person.origin.name {
        "muslim south asian" => {
            if person.woman {
                "Begum"
            } else {
                "Miah"
            }
        }
        "sikh and hindu" => {
            if person.woman {
                "Kaur"
            } else {
                "Singh"
            }
        }
        _ => "",
    };
    if !custom.is_empty() && c.happens(0.03) {
        family = if c.happens(0.5) {
            custom.to_owned()
        } else {
            format!("{family} {custom}")
        };
    }
    family
}

fn birth(mix: &Mix, person: &Person, on: Day, c: &mut Chance) -> (String, String) {
    let born = person.born;
    let had = (on.month, on.day) >= (born.month, born.day);
    let mut age = (on.year - born.year - i64::from(!had)).max(0);
    if c.happens(0.05) {
        age = (age + c.between(-2, 2)).max(0);
    }
    let written = match c.share() {
        x if x < mix.no_birth => String::new(),
        x if x < mix.no_birth + mix.birth_placeholder => {
            (*c.one(&["1900-01-01", "1970-01-01", "1900-01-01"])).to_owned()
        }
        _ => wrong_birth(mix, born, c).text(),
    };
    let missing = written.is_empty() || written.starts_with("1900");
    let wanted = c.happens(if missing { 0.6 } else { 0.22 });
    (
        written,
        if wanted {
            age.to_string()
        } else {
            String::new()
        },
    )
}

fn wrong_birth(mix: &Mix, born: Day, c: &mut Chance) -> Day {
    if c.happens(mix.birth_first) {
        return Day {
            month: 1,
            day: 1,
            ..born
        };
    }
    if c.happens(mix.birth_swapped) && born.day <= 12 {
        return Day {
            month: born.day,
            day: born.month,
            ..born
        };
    }
    if !c.happens(mix.birth_slip) {
        return born;
    }
    let next = match c.between(0, 6) {
        0 => Day {
            year: born.year + *c.one(&[-1, 1]),
            ..born
        },
        1 => Day {
            year: born.year + *c.one(&[-10, 10, 9, -9]),
            ..born
        },
        2 => Day {
            day: born.day + *c.one(&[-1, 1, 10, -10, 2, -2]),
            ..born
        },
        3 => Day {
            day: born.day % 10 * 10 + born.day / 10,
            ..born
        },
        4 => Day {
            month: born.month + *c.one(&[-1, 1, 2]),
            ..born
        },
        5 => Day {
            year: born.year / 100 * 100 + born.year % 10 * 10 + born.year / 10 % 10,
            ..born
        },
        _ => Day {
            year: born.year + c.between(-5, 5),
            month: born.month,
            day: c.between(1, 28),
        },
    };
    let real = (1..=12).contains(&next.month)
        && (1..=28).contains(&next.day)
        && (1915..=2026).contains(&next.year);
    if real { next } else { born }
}

fn address(mix: &Mix, home: &Home, c: &mut Chance) -> [String; 3] {
    let mut street = home.street.clone();
    if c.happens(0.35) {
        street = short(&street);
    }
    if c.happens(mix.slip) {
        street = slip(&street, c);
    }
    let mut number = home.number.clone();
    if c.happens(0.02) {
        number = digits(&format!("{number}{}", c.between(0, 9)), c);
    } else if c.happens(0.01) {
        number = slip(&number, c);
    }
    let mut line = if c.happens(mix.no_number) {
        street
    } else {
        format!("{number} {street}")
    };
    if !home.unit.is_empty() {
        line = match c.between(0, 5) {
            0 => format!("{}/{line}", home.unit),
            1 => format!("Apt {}, {line}", home.unit),
            2 => format!("Flat {} {line}", home.unit),
            3 => line,
            _ => format!("Flat {}, {line}", home.unit),
        };
    }
    if let Some(building) = &home.building {
        line = format!("{building}, {line}");
    }
    let mut postcode = home.postcode.clone();
    if c.happens(mix.postcode_slip) {
        postcode = slip(&postcode, c);
    }
    postcode = match c.share() {
        x if x < mix.no_postcode => String::new(),
        x if x < mix.no_postcode + 0.02 => {
            postcode.split(' ').next().unwrap_or_default().to_owned()
        }
        x if x < mix.no_postcode + 0.15 => postcode.replace(' ', ""),
        x if x < mix.no_postcode + 0.18 => postcode.to_lowercase(),
        _ => postcode,
    };
    let mut town = if c.happens(mix.no_town) {
        String::new()
    } else {
        home.town.to_owned()
    };
    if c.happens(mix.no_address) {
        line = String::new();
        if c.happens(0.25) {
            line = (*c.one(&["NFA", "N.F.A.", "No fixed abode", "Unknown"])).to_owned();
            postcode = String::new();
            town = String::new();
        }
    }
    [line, town, postcode]
}

fn phone(mix: &Mix, person: &Person, on: Day, c: &mut Chance) -> String {
    if c.happens(mix.no_phone) {
        return String::new();
    }
    if c.happens(0.01) {
        return (*c.one(&["00000000000", "07000000000", "01632000111", "01632000000"])).to_owned();
    }
    let mut number = at(&person.phones, stale(on, c)).clone();
    if c.happens(mix.phone_other) {
        number = format!("06{:09}", c.between(100_000_000, 999_999_999));
    }
    if c.happens(mix.phone_slip) {
        number = digits(&number, c);
    }
    match (
        c.between(0, 9),
        number.get(..5),
        number.get(5..),
        number.get(1..),
    ) {
        (0 | 1, Some(one), Some(two), _) => format!("{one} {two}"),
        (2, _, _, Some(rest)) => format!("+44{rest}"),
        (3, _, _, Some(rest)) => format!("0044{rest}"),
        (4, Some(one), Some(two), _) if two.len() > 3 => {
            format!("{one} {} {}", &two[..3], &two[3..])
        }
        _ => number,
    }
}
