//! Households and the people in them: what is true, before anybody writes it down.

use crate::chance::Chance;
use crate::homes::{Home, home as home_of, hostel as hostel_of};
use crate::mix::Mix;
use crate::names::{ORIGINS, Origin, family, given};

/// A day as days since the year 0 of 12 months of 31; enough to sort and to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    pub year: i64,
    pub month: i64,
    pub day: i64,
}

impl Day {
    pub fn any(year: i64, chance: &mut Chance) -> Day {
        let month = chance.between(1, 12);
        let longest = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month as usize - 1];
        Day {
            year,
            month,
            day: chance.between(1, longest),
        }
    }

    pub fn text(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[derive(Clone, Debug)]
pub struct Person {
    pub number: usize,
    pub household: usize,
    pub origin: &'static Origin,
    pub woman: bool,
    pub given: String,
    pub middle: Vec<String>,
    pub born: Day,
    /// From which day on each holds; the first holds from birth.
    pub families: Vec<(Day, String)>,
    pub homes: Vec<(Day, Home)>,
    pub phones: Vec<(Day, String)>,
    pub email: Option<String>,
}

/// The value that holds on a day.
pub fn at<T>(values: &[(Day, T)], on: Day) -> &T {
    let held = values.iter().rev().find(|(from, _)| *from <= on);
    &held.unwrap_or(&values[0]).1
}

fn mobile(chance: &mut Chance) -> String {
    // Numbers that begin with 06 are given to nobody.
    format!("06{:09}", chance.between(100_000_000, 999_999_999))
}

/// All people of a county, household by household, until there are enough.
pub struct County<'a> {
    pub mix: &'a Mix,
    pub people: Vec<Person>,
    hostels: Vec<Home>,
    households: usize,
}

impl<'a> County<'a> {
    pub fn new(mix: &'a Mix, size: usize, chance: &mut Chance) -> County<'a> {
        let hostels = (0..(size / 4000).max(2))
            .map(|_| hostel_of(chance))
            .collect();
        County {
            mix,
            people: Vec::new(),
            hostels,
            households: 0,
        }
    }

    /// Adds a household.
    pub fn household(&mut self, chance: &mut Chance) {
        let mix = self.mix;
        self.households += 1;
        let origin = origin(mix, chance);
        let surname = family(origin, chance);
        let hostel = chance.happens(mix.hostel);
        let home = if hostel {
            chance.one(&self.hostels).clone()
        } else {
            home_of(chance)
        };
        let landline = chance
            .happens(0.3)
            .then(|| format!("01632{:06}", chance.between(0, 999_999)));
        let first = self.people.len();
        let adults = if chance.happens(0.45) { 1 } else { 2 };
        let base = chance.between(1945, 2004);
        for adult in 0..adults {
            let woman = if adult == 0 {
                chance.happens(0.5)
            } else {
                !self.people[first].woman || chance.happens(0.04)
            };
            let born = Day::any(base + chance.between(-4, 4), chance);
            // Partners share a surname half the time.
            let own = if adult == 1 && chance.happens(0.5) {
                family(origin, chance)
            } else {
                surname.clone()
            };
            self.person(
                origin,
                woman,
                born,
                &own,
                &home,
                landline.as_deref(),
                chance,
            );
        }
        if !hostel && chance.happens(0.55) {
            self.children(
                first,
                adults,
                base,
                origin,
                &surname,
                &home,
                landline.as_deref(),
                chance,
            );
        }
        if chance.happens(0.06) {
            let born = Day::any(base - chance.between(22, 34), chance);
            let woman = chance.happens(0.5);
            self.person(
                origin,
                woman,
                born,
                &surname,
                &home,
                landline.as_deref(),
                chance,
            );
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn children(
        &mut self,
        first: usize,
        adults: usize,
        base: i64,
        origin: &'static Origin,
        surname: &str,
        home: &Home,
        landline: Option<&str>,
        chance: &mut Chance,
    ) {
        let mut twin: Option<Day> = None;
        for _ in 0..chance.between(1, 4) {
            let born = match twin.take() {
                Some(day) => day,
                None => Day::any((base + chance.between(18, 38)).min(2025), chance),
            };
            let woman = chance.happens(0.5);
            self.person(origin, woman, born, surname, home, landline, chance);
            let child = self.people.len() - 1;
            let parent = first + chance.between(0, adults as i64 - 1) as usize;
            let named: Vec<&String> = self.people[first..child].iter().map(|p| &p.given).collect();
            let free = named
                .iter()
                .filter(|n| ***n == self.people[parent].given)
                .count()
                < 2;
            if free && self.people[parent].woman == woman && chance.happens(self.mix.junior * 3.0) {
                self.people[child].given = self.people[parent].given.clone();
            }
            // Small children are reached on a parent's phone.
            if born.year > 2008 && chance.happens(0.5) {
                self.people[child].phones = vec![(
                    born,
                    self.people[parent]
                        .phones
                        .last()
                        .map(|p| p.1.clone())
                        .unwrap_or_default(),
                )];
            }
            if chance.happens(self.mix.twins * 1.5) {
                twin = Some(born);
            }
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn person(
        &mut self,
        origin: &'static Origin,
        woman: bool,
        born: Day,
        surname: &str,
        home: &Home,
        landline: Option<&str>,
        chance: &mut Chance,
    ) {
        let mix = self.mix;
        let mut given_name = given(origin, woman, chance);
        // Nobody gives two children of one home the same name.
        let here = self
            .people
            .iter()
            .rev()
            .take_while(|p| p.household == self.households);
        let taken: Vec<String> = here.map(|p| p.given.clone()).collect();
        while taken.contains(&given_name) {
            given_name = given(origin, woman, chance);
        }
        let middles = match chance.share() {
            x if x < 0.35 => 0,
            x if x < 0.9 => 1,
            _ => 2,
        };
        let middle = (0..middles).map(|_| given(origin, woman, chance)).collect();
        let mut surname = surname.to_owned();
        if chance.happens(0.025) {
            surname = format!("{surname}-{}", family(origin, chance));
        }
        let families = families(mix, origin, woman, born, &surname, chance);
        let mut homes = vec![(born, home.clone())];
        if chance.happens(mix.moves) {
            let next = if chance.happens(mix.hostel) {
                chance.one(&self.hostels).clone()
            } else {
                home_of(chance)
            };
            homes.push((Day::any(chance.between(2019, 2026), chance), next));
        }
        let mut phones = vec![(
            born,
            landline
                .filter(|_| chance.happens(0.3))
                .map_or_else(|| mobile(chance), str::to_owned),
        )];
        if chance.happens(mix.new_phone) {
            phones.push((Day::any(chance.between(2019, 2026), chance), mobile(chance)));
        }
        let email = (born.year < 2012).then(|| email(&given_name, &surname, born, chance));
        self.people.push(Person {
            number: self.people.len(),
            household: self.households,
            origin,
            woman,
            given: given_name,
            middle,
            born,
            families,
            homes,
            phones,
            email,
        });
    }
}

/// The surnames of a life: the first from birth, another for some.
fn families(
    mix: &Mix,
    origin: &'static Origin,
    woman: bool,
    born: Day,
    surname: &str,
    chance: &mut Chance,
) -> Vec<(Day, String)> {
    let mut families = vec![(born, surname.to_owned())];
    let adult = born.year < 2006;
    if adult
        && chance.happens(if woman {
            mix.new_name * 1.6
        } else {
            mix.new_name * 0.25
        })
    {
        let other = family(origin, chance);
        let new = if chance.happens(0.2) {
            format!("{surname}-{other}")
        } else {
            other
        };
        families.push((Day::any(chance.between(2019, 2026), chance), new));
    }
    families
}

fn origin(mix: &Mix, chance: &mut Chance) -> &'static Origin {
    let weight = |o: &Origin| {
        if o.name == "british" {
            o.share
        } else {
            o.share * mix.abroad
        }
    };
    let total: f64 = ORIGINS.iter().map(weight).sum();
    let mut left = chance.share() * total;
    for origin in ORIGINS {
        left -= weight(origin);
        if left <= 0.0 {
            return origin;
        }
    }
    &ORIGINS[0]
}

fn email(given: &str, surname: &str, born: Day, chance: &mut Chance) -> String {
    let plain = |t: &str| hawthorn_linkage::normal::text::fold(t).replace(' ', "");
    let (g, f) = (plain(given), plain(surname));
    let year = match chance.share() {
        x if x < 0.3 => born.year.to_string(),
        x if x < 0.6 => format!("{:02}", born.year % 100),
        x if x < 0.8 => chance.between(0, 99).to_string(),
        _ => String::new(),
    };
    let initial: String = g.chars().take(1).collect();
    let local = match chance.between(0, 5) {
        0 => format!("{g}.{f}{year}"),
        1 => format!("{g}_{f}{year}"),
        2 => format!("{f}{g}{year}"),
        3 => format!("{initial}{f}{year}"),
        4 => format!(
            "{}{g}{year}",
            chance.one(&["xx", "lil", "real", "the", "mrs", "king"])
        ),
        _ => format!("{g}{f}{year}"),
    };
    format!(
        "{local}@{}",
        chance.one(&[
            "gmail.com",
            "hotmail.co.uk",
            "outlook.com",
            "yahoo.co.uk",
            "icloud.com",
            "example.org"
        ])
    )
}
