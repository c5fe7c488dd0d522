//! Two people to the levels they come to: the same whichever comes first.

mod birth;
mod contact;
mod name;

pub(crate) use name::{asked as asked_names, fit_asked};
mod place;

use super::crowd::Crowd;
use super::level::{At, COUNT, Levels, crowd, family, given, occasion, sex as sex_level};
use super::person::{Also, People, Person, sex};
use super::view::View;

/// One of two people who are compared.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Side<'a> {
    pub person: &'a Person,
    /// How many share their values.
    pub crowd: Crowd,
}

impl<'a> Side<'a> {
    /// A person held, by place.
    pub fn held(people: &'a People, slot: u32) -> Option<Side<'a>> {
        Some(Side {
            person: people.persons.get(slot as usize)?,
            crowd: people.crowd(slot),
        })
    }
}

/// Compares two people of one file, or one who is held and one asked about.
pub(crate) fn levels(view: &View<'_>, left: Side<'_>, right: Side<'_>) -> Levels {
    let (l, r) = (left.person, right.person);
    let mut out = [0u8; COUNT];
    let (names, middle) = name::levels(view, l, r);
    out[At::given as usize] = names.given;
    out[At::family as usize] = names.family;
    out[At::order as usize] = names.order;
    out[At::middle as usize] = middle;
    out[At::birth as usize] = birth::level(l, r);
    out[At::sex as usize] = sexes(l.sex, r.sex);
    out[At::place as usize] = place::level(view, left, right);
    out[At::phone as usize] = contact::phone(left, right);
    out[At::email as usize] = contact::email(view, l, r);
    out[At::number as usize] = contact::number(view, l.number, r.number);
    let also = |person| view.more(person).and_then(|more| more.also.as_deref());
    if (l.more | r.more) != 0
        && let (l, r) = (also(l), also(r))
        && (l.is_some() || r.is_some())
    {
        sets(view, (left, l), (right, r), &mut out);
    }
    if out[At::family as usize] >= family::CUSTOM && contact::email_has_family(view, l, r) {
        out[At::family as usize] = family::EMAIL;
    }
    let alike = |level: u8, last: u8| (1..=last).contains(&level);
    if alike(out[At::given as usize], given::FORM) && alike(out[At::family as usize], family::FORM)
    {
        out[At::crowd as usize] = crowd::FEW + left.crowd.name().max(right.crowd.name());
    }
    if l.on == r.on && l.on.is_full() && l.source != 0 && r.source != 0 {
        out[At::occasion as usize] = if l.source == r.source {
            occasion::TOGETHER
        } else {
            occasion::SAME_DAY
        };
    }
    out
}

fn sexes(left: u8, right: u8) -> u8 {
    match (left, right) {
        (sex::FEMALE, sex::FEMALE) => sex_level::FEMALE,
        (sex::MALE, sex::MALE) => sex_level::MALE,
        (0, _) | (_, 0) => sex_level::NONE,
        _ => sex_level::DIFFERENT,
    }
}

/// One with the further values that are known of them.
type Many<'a> = (Side<'a>, Option<&'a Also>);

/// A person is a set of values: of every kind the two that agree best count.
fn sets(view: &View<'_>, left: Many<'_>, right: Many<'_>, out: &mut Levels) {
    name::sets(view, left, right, out);
    let mut lower = |at: At, level: u8| {
        let held = &mut out[at as usize];
        // Levels go from the best to the worst, after nought for "not known".
        if level != 0 && (*held == 0 || level < *held) {
            *held = level;
        }
    };
    let (one, other) = (left.0.person, right.0.person);
    let sides = |l: &Person, r: &Person, level: fn(Side<'_>, Side<'_>) -> u8| {
        level(side(l, left.0.crowd), side(r, right.0.crowd))
    };
    for (l, r) in each(left, right, |p| p.born, |a| &a.births) {
        let (l, r) = (Person { born: l, ..*one }, Person { born: r, ..*other });
        lower(At::birth, birth::level(&l, &r));
    }
    for (l, r) in each(left, right, |p| p.home, |a| &a.homes) {
        let (l, r) = (Person { home: l, ..*one }, Person { home: r, ..*other });
        let (l, r) = (side(&l, left.0.crowd), side(&r, right.0.crowd));
        lower(At::place, place::level(view, l, r));
    }
    for (l, r) in each(left, right, |p| p.phone, |a| &a.phones) {
        let (l, r) = (Person { phone: l, ..*one }, Person { phone: r, ..*other });
        lower(At::phone, sides(&l, &r, contact::phone));
    }
    for (l, r) in each(left, right, |p| p.email, |a| &a.emails) {
        let (l, r) = (Person { email: l, ..*one }, Person { email: r, ..*other });
        lower(At::email, contact::email(view, &l, &r));
    }
    for (l, r) in each(left, right, |p| p.number, |a| &a.numbers) {
        lower(At::number, contact::number(view, l, r));
    }
}

fn side(person: &Person, crowd: Crowd) -> Side<'_> {
    Side { person, crowd }
}

/// Every value of one with every value of the other.
fn each<T: Copy>(
    left: Many<'_>,
    right: Many<'_>,
    own: impl Fn(&Person) -> T,
    more: impl Fn(&Also) -> &Vec<T>,
) -> Vec<(T, T)> {
    let list = |(side, also): Many<'_>| -> Vec<T> {
        let further = also.map(|also| more(also).iter().copied());
        std::iter::once(own(side.person))
            .chain(further.into_iter().flatten())
            .collect()
    };
    let others = list(right);
    let pair = |one: T| others.iter().map(move |other| (one, *other));
    list(left).into_iter().flat_map(pair).collect()
}

/// Whether two were born so far apart that no slip explains it and share nothing
/// but a name. Those with further values are always compared.
pub(crate) fn strangers(left: &Person, right: &Person) -> bool {
    let (l, r) = (left.born, right.born);
    let far = l.is_full()
        && r.is_full()
        && l.year() != r.year()
        && l.unordered() != r.unordered()
        && (left.more | right.more) == 0;
    let same = |l: u32, r: u32| l != 0 && l == r;
    far && !(left.phone != 0 && left.phone == right.phone
        || same(left.email, right.email)
        || same(left.number, right.number)
        || same(left.home.postcode(), right.home.postcode())
        || same(left.home.street, right.home.street))
}
