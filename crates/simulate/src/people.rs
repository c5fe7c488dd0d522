//! Invented people: names of many kinds, dates of birth, homes, and how a second sheet writes them differently.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::luck::Luck;
use crate::names::{FAMILIES, LANGUAGES, MEN, STREETS, WOMEN};

/// A town of the county: its name, its postcode district and which of the three meetings is near.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Town {
    pub name: &'static str,
    pub district: &'static str,
    pub venue: usize,
}

const fn town(name: &'static str, district: &'static str, venue: usize) -> Town {
    Town {
        name,
        district,
        venue,
    }
}

/// The towns; the three local meetings of C19 lie north, at Rugby and south.
const TOWNS: &[Town] = &[
    town("Nuneaton", "CV11", 0),
    town("Bedworth", "CV12", 0),
    town("Atherstone", "CV9", 0),
    town("Coleshill", "B46", 0),
    town("Rugby", "CV21", 1),
    town("Dunchurch", "CV22", 1),
    town("Warwick", "CV34", 2),
    town("Leamington Spa", "CV32", 2),
    town("Kenilworth", "CV8", 2),
    town("Stratford-upon-Avon", "CV37", 2),
];
const ELSEWHERE: Town = TOWNS[0];

/// Somebody as a sheet knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Soul {
    pub given: String,
    pub family: String,
    pub born: Option<Date>,
    pub female: bool,
    /// The last three digits of a reserved number; none when the sheet has no number.
    pub phone: Option<u16>,
}

/// A home.
#[derive(Debug, Clone)]
pub(crate) struct Home {
    pub line: String,
    pub postcode: String,
    pub town: Town,
}

/// Two people, or one and somebody unknown, with the children at the address.
#[derive(Debug, Clone)]
pub(crate) struct Couple {
    pub victim: Soul,
    pub other: Option<Soul>,
    pub relationship: &'static str,
    pub children: Vec<Soul>,
    pub home: Home,
    pub language: Option<&'static str>,
    /// Marked as honour-based abuse, so that the area holds it closely.
    pub closely_held: bool,
}

/// What a couple has to be, beyond chance.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Wanted {
    pub male_victim: bool,
    pub children: usize,
    pub closely_held: bool,
    pub known_suspect: bool,
}

/// A new couple on a day.
pub(crate) fn couple(luck: &mut Luck, day: Date, wanted: Wanted) -> Couple {
    let victim_female = !wanted.male_victim;
    let same_sex = luck.in_thousand(30);
    let other_female = if same_sex {
        victim_female
    } else {
        !victim_female
    };
    let young = luck.in_thousand(12);
    let years = if young {
        luck.between(16, 17)
    } else {
        luck.between(19, 71)
    };
    let victim = soul(luck, day, victim_female, years);
    let known = wanted.known_suspect || !luck.in_thousand(15);
    let other = known.then(|| {
        let years = (years + luck.between(-6, 12)).max(17);
        soul(luck, day, other_female, years)
    });
    let relationship = luck.pick(&[
        "Partner",
        "Partner",
        "Ex-partner",
        "Ex-partner",
        "Spouse",
        "Spouse",
        "Son",
        "Brother",
        "Cousin",
        "Parent",
    ]);
    let children = (0..wanted.children)
        .map(|_| child(luck, day, &victim.family))
        .collect();
    let language = luck.in_thousand(40).then(|| luck.pick(LANGUAGES));
    Couple {
        home: home(luck),
        victim,
        other,
        relationship,
        children,
        language,
        closely_held: wanted.closely_held,
    }
}

fn soul(luck: &mut Luck, day: Date, female: bool, years: i64) -> Soul {
    let given = luck.pick(if female { WOMEN } else { MEN }).to_owned();
    // Some people have one name only.
    let family = if luck.in_thousand(10) {
        String::new()
    } else {
        luck.pick(FAMILIES).to_owned()
    };
    let born = day
        .checked_sub((years * 365 + years / 4 + luck.between(20, 330)).days())
        .ok();
    let phone = luck
        .in_thousand(850)
        .then(|| u16::try_from(luck.between(0, 999)).unwrap_or(0));
    Soul {
        given,
        family,
        born: born.filter(|_| !luck.in_thousand(15)),
        female,
        phone,
    }
}

fn child(luck: &mut Luck, day: Date, family: &str) -> Soul {
    let female = luck.in_thousand(500);
    let given = luck.pick(if female { WOMEN } else { MEN }).to_owned();
    let born = day.checked_sub(luck.between(60, 17 * 365).days()).ok();
    Soul {
        given,
        family: family.to_owned(),
        born,
        female,
        phone: None,
    }
}

/// A new home somewhere in the county.
pub(crate) fn home(luck: &mut Luck) -> Home {
    let at = luck.below(TOWNS.len());
    let town = TOWNS.get(at).copied().unwrap_or(ELSEWHERE);
    let line = format!(
        "{} {}, {}",
        luck.between(1, 190),
        luck.pick(STREETS),
        town.name
    );
    let letters = [
        "AB", "BF", "DE", "EH", "FF", "GX", "HB", "JQ", "LN", "PT", "RW", "SY", "TZ", "UA", "WD",
    ];
    let postcode = format!(
        "{} {}{}",
        town.district,
        luck.between(1, 9),
        luck.pick(&letters)
    );
    Home {
        line,
        postcode,
        town,
    }
}

/// Somebody as another officer writes them down: a slip in a name, a day and a
/// month changed round, another way to write the number, or none of it.
pub(crate) fn written_again(luck: &mut Luck, soul: &Soul) -> Soul {
    let mut again = soul.clone();
    match luck.below(7) {
        0 => again.given = misspelt(luck, &soul.given),
        1 => again.family = misspelt(luck, &soul.family),
        2 => again.born = soul.born.map(|born| turned_round(born).unwrap_or(born)),
        3 => again.phone = None,
        4 => again.family = soul.family.to_uppercase(),
        _ => {}
    }
    again
}

/// The day and the month in each other's place, where that is a date too.
fn turned_round(born: Date) -> Option<Date> {
    Date::new(born.year(), born.day(), born.month()).ok()
}

/// One letter lost, doubled or changed round with the next; short names stay.
fn misspelt(luck: &mut Luck, name: &str) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    if letters.len() < 4 {
        return name.to_owned();
    }
    let at = 1 + luck.below(letters.len() - 2);
    match luck.below(3) {
        0 => {
            letters.remove(at);
        }
        1 => {
            if let Some(letter) = letters.get(at).copied() {
                letters.insert(at, letter);
            }
        }
        _ => letters.swap(at, at + 1),
    }
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_slip_changes_little_and_nobody_is_unborn() {
        let mut luck = Luck::new(3);
        let day = date(2026, 3, 25);
        for _ in 0..500 {
            let couple = couple(
                &mut luck,
                day,
                Wanted {
                    children: 2,
                    ..Wanted::default()
                },
            );
            let again = written_again(&mut luck, &couple.victim);
            assert!(
                again
                    .given
                    .chars()
                    .count()
                    .abs_diff(couple.victim.given.chars().count())
                    <= 1
            );
            assert!(
                couple
                    .children
                    .iter()
                    .all(|child| child.born.is_some_and(|born| born < day))
            );
            assert!(couple.victim.phone.unwrap_or(0) < 1_000);
        }
    }

    #[test]
    fn a_day_and_a_month_change_round_only_into_a_date() {
        assert_eq!(turned_round(date(1990, 4, 7)), Some(date(1990, 7, 4)));
        assert_eq!(turned_round(date(1990, 4, 17)), None);
    }
}
