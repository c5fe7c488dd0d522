//! From the answers on a form to what the rules and a report need: nothing is guessed, and what is not known stays so.

use jiff::Timestamp;
use jiff::civil::Date;

use super::proof::EmailProof;
use super::report::{Described, Referrer};
use super::routing::Concern;
use super::{About, AgeBand, Agreed, Answers, Connection, Door, FirstMove, RiskSign};
use crate::directory::Need;
use crate::incidents::Flag;
use crate::people::contact::{ContactSafety, Told, Whose};
use crate::people::{Born, SafeContact};
use crate::platform::calendar::london_date;

/// What was said on a form or on the telephone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What the rules go by.
    pub concern: Concern,
    /// The person who is harmed.
    pub person: Described,
    /// The person who causes harm.
    pub other: Described,
    /// Children, in words.
    pub children: String,
    /// What is happening.
    pub happening: String,
    /// What would help, in words.
    pub wish: String,
    /// Signs of risk.
    pub signs: Vec<RiskSign>,
    /// Why it is shared without agreement.
    pub why_share: String,
    /// Who refers, when somebody does.
    pub referrer: Option<Referrer>,
    /// Who gets in touch first.
    pub first_move: FirstMove,
    /// A telephone number as typed, with what was said of it.
    pub phone: (String, ContactSafety),
    /// An e-mail address as typed, with what was said of it.
    pub email: (String, ContactSafety),
    /// When, what never, who must not know.
    pub card: SafeContact,
}

/// The last day on which the definition of before the Act applied: its first part came into force
/// on 1 October 2021 (F55).
const BEFORE_THE_ACT: Date = jiff::civil::date(2021, 9, 30);

/// Reads the answers of a door at the moment when they were given.
#[must_use]
pub fn read(door: Door, answers: &Answers, now: Timestamp) -> Said {
    let today = london_date(now);
    let one = |name: &str| answers.one(name).to_owned();
    let own = door == Door::Own || answers.one("about") == About::Own.code();
    Said {
        concern: concern(answers, own, today),
        person: described(answers, "name", "born", "known_by", today),
        other: described(answers, "other_name", "other_born", "other_known_by", today),
        children: one("children"),
        happening: one("happening"),
        wish: one("wish"),
        signs: coded(answers, "signs", RiskSign::from_code),
        why_share: one("why_share"),
        referrer: referrer(answers),
        first_move: first_move(answers, own),
        phone: (one("phone"), safety(answers, "phone_safety", own)),
        email: (one("email"), safety(answers, "email_safety", own)),
        card: card(answers, own, now),
    }
}

fn concern(answers: &Answers, own: bool, today: Date) -> Concern {
    let about = if own {
        About::Own
    } else {
        // Whoever does not know whom it is about is worried about somebody.
        About::from_code(answers.one("about")).unwrap_or(About::Somebody)
    };
    Concern {
        about,
        age: AgeBand::from_code(answers.one("age"))
            .filter(|age| *age != AgeBand::NotKnown)
            .unwrap_or_else(|| band(read_born(answers.one("born"), today), today)),
        other_age: AgeBand::from_code(answers.one("other_age"))
            .filter(|age| *age != AgeBand::NotKnown)
            .unwrap_or_else(|| band(read_born(answers.one("other_born"), today), today)),
        connection: Connection::from_code(answers.one("connection")).unwrap_or_default(),
        on: match answers.one("last") {
            "lately" | "before" => Some(today),
            "before_2021" => Some(BEFORE_THE_ACT),
            _ => None,
        },
        children: told(answers.one("children_affected")),
        serious: told(answers.one("serious")),
        flags: coded(answers, "flags", Flag::from_code),
        agreed: Agreed::from_code(answers.one("agreed")),
        place: answers.one("place").to_owned(),
        needs: coded(answers, "needs", Need::from_code),
    }
}

/// The band of an age that is known; the lowest that is possible where a date is not whole (C3).
#[must_use]
pub fn band(born: Born, on: Date) -> AgeBand {
    match born.lowest_age_on(on) {
        None => AgeBand::NotKnown,
        Some(..16) => AgeBand::Under16,
        Some(16..18) => AgeBand::Young,
        Some(_) => AgeBand::Adult,
    }
}

fn told(answer: &str) -> Told {
    match answer {
        "yes" => Told::Yes,
        "no" => Told::No,
        _ => Told::NotAsked,
    }
}

fn coded<T>(answers: &Answers, name: &str, read: fn(&str) -> Option<T>) -> Vec<T> {
    answers
        .all(name)
        .iter()
        .filter_map(|code| read(code))
        .collect()
}

fn described(answers: &Answers, name: &str, born: &str, known_by: &str, today: Date) -> Described {
    Described {
        name: answers.one(name).to_owned(),
        born: read_born(answers.one(born), today),
        known_by: answers.one(known_by).to_owned(),
    }
}

fn referrer(answers: &Answers) -> Option<Referrer> {
    let one = |name: &str| answers.one(name).to_owned();
    let referrer = Referrer {
        name: one("your_name"),
        job: one("your_job"),
        organisation: one("your_organisation"),
        email: one("your_email"),
        phone: one("your_phone"),
        email_proved_at: EmailProof::read(answers).of(answers.one("your_email")),
    };
    (referrer != Referrer::default()).then_some(referrer)
}

/// Somebody who asks for themself and says nothing is not rung; somebody who was referred is.
fn first_move(answers: &Answers, own: bool) -> FirstMove {
    match FirstMove::from_code(answers.one("first_move")) {
        Some(chosen) => chosen,
        None if own => FirstMove::They,
        None => FirstMove::We,
    }
}

/// A number that people give for themselves, to be rung on, is one that they call safe.
fn safety(answers: &Answers, name: &str, own: bool) -> ContactSafety {
    match ContactSafety::from_code(answers.one(name)) {
        Some(said) => said,
        None if own && !answers.has(name) => ContactSafety::Safe,
        None => ContactSafety::NotKnown,
    }
}

fn card(answers: &Answers, own: bool, now: Timestamp) -> SafeContact {
    SafeContact {
        safe_times: answers.one("times").to_owned(),
        if_someone_else_answers: answers.one("someone_else").to_owned(),
        never: answers.one("never").to_owned(),
        may_leave_message: told(answers.one("leave_message")),
        whose: Some(if own { Whose::Person } else { Whose::Referrer }),
        checked_at: Some(now),
        ..SafeContact::default()
    }
}

/// Reads a date of birth as people write it: `4 5 1991`, `04/05/1991`, `1991`, or an age such as `34`.
#[must_use]
pub fn read_born(text: &str, today: Date) -> Born {
    let numbers: Vec<i16> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .filter_map(|part| part.parse().ok())
        .collect();
    let year_is_sound = |year: i16| (1900..=today.year()).contains(&year);
    match numbers.as_slice() {
        [day, month, year] if year_is_sound(*year) => {
            let date = i8::try_from(*day)
                .ok()
                .zip(i8::try_from(*month).ok())
                .and_then(|(day, month)| Date::new(*year, month, day).ok());
            date.filter(|date| *date <= today)
                .map_or(Born::Unknown, |date| Born::On { date })
        }
        [month, year] if year_is_sound(*year) && (1..=12).contains(month) => {
            i8::try_from(*month).map_or(Born::Unknown, |month| Born::InMonth { year: *year, month })
        }
        [year] if year_is_sound(*year) => Born::In { year: *year },
        [years @ 0..=120] => {
            u8::try_from(*years).map_or(Born::Unknown, |years| Born::Aged { years, on: today })
        }
        _ => Born::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const NOW: Timestamp = Timestamp::constant(1_774_364_400, 0);

    #[test]
    fn dates_of_birth_are_read_as_people_write_them() {
        let today = date(2026, 3, 24);
        for (text, born) in [
            (
                "4 5 1991",
                Born::On {
                    date: date(1991, 5, 4),
                },
            ),
            (
                "04/05/1991",
                Born::On {
                    date: date(1991, 5, 4),
                },
            ),
            (
                "5/1991",
                Born::InMonth {
                    year: 1991,
                    month: 5,
                },
            ),
            (
                "about 34",
                Born::Aged {
                    years: 34,
                    on: today,
                },
            ),
            ("1991", Born::In { year: 1991 }),
            ("31 2 1991", Born::Unknown),
            ("4 5 2091", Born::Unknown),
            ("", Born::Unknown),
        ] {
            assert_eq!(read_born(text, today), born, "{text}");
        }
        assert_eq!(
            band(Born::In { year: 2010 }, today),
            AgeBand::Under16,
            "the lowest possible (C3)"
        );
    }

    #[test]
    fn what_a_person_says_of_themself_is_theirs_and_what_a_referrer_does_not_say_is_not_known() {
        let own = read(Door::Own, &Answers::of([("phone", "07700 900123")]), NOW);
        assert_eq!(own.phone.1, ContactSafety::Safe);
        assert_eq!(own.card.whose, Some(Whose::Person));
        assert_eq!(
            own.first_move,
            FirstMove::They,
            "nobody is rung who did not ask for it"
        );
        let referred = Answers::of([("phone", "07700 900123"), ("phone_safety", "")]);
        let referred = read(Door::Form, &referred, NOW);
        assert_eq!(referred.phone.1, ContactSafety::NotKnown);
        assert_eq!(referred.concern.about, About::Somebody);
        assert_eq!(referred.referrer, None);
    }
}
