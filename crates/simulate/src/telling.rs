//! What one report says: level, flags, people as they are written down, and the account.

use hawthorn_domain::risk::RiskLevel;
use jiff::Timestamp;

use crate::hours::plus;
use crate::luck::Luck;
use crate::people::{Couple, home, written_again};
use crate::script::{Gateway, MaracCase, Report, Stop};

/// The report of a couple at a moment, as the officer who attended wrote it; another
/// officer writes the same people a little differently.
pub(crate) fn tell(
    luck: &mut Luck,
    couple: &Couple,
    at: usize,
    received: Timestamp,
    case: Option<MaracCase>,
    stop: Option<Stop>,
    again: bool,
) -> Report {
    let reported = plus(received, -luck.between(60, 360));
    let occurred = plus(reported, -luck.between(20, 1_440));
    let (level, score) = match case.map(|case| case.gateway) {
        Some(Gateway::VisibleHigh) => (RiskLevel::High, luck.between(14, 22)),
        Some(Gateway::Judgement) => (RiskLevel::Medium, luck.between(8, 13)),
        Some(Gateway::Repeat) => (RiskLevel::Medium, luck.between(6, 13)),
        None if stop == Some(Stop::Level) || luck.in_thousand(270) => {
            (RiskLevel::Medium, luck.between(5, 12))
        }
        None => (RiskLevel::Standard, luck.between(0, 7)),
    };
    let (victim, other) = if again {
        (
            written_again(luck, &couple.victim),
            couple
                .other
                .as_ref()
                .map(|other| written_again(luck, other)),
        )
    } else {
        (couple.victim.clone(), couple.other.clone())
    };
    let moved = again && luck.in_thousand(250);
    let home = if moved {
        home(luck)
    } else {
        couple.home.clone()
    };
    let pregnant = couple.victim.female && luck.in_thousand(30);
    Report {
        reference: String::new(),
        received,
        reported,
        occurred,
        couple: at,
        victim,
        other,
        relationship: couple.relationship,
        children: couple.children.clone(),
        home,
        level,
        score: u16::try_from(score).unwrap_or(0),
        pregnant,
        flags: flags(luck, couple, case),
        consent: luck.pick(&["Y", "Y", "Y", "Y", "Y", "Y", "N", "N", "Not asked", ""]),
        summary: luck.pick(ACCOUNTS),
        case,
        stop,
        closely_held: couple.closely_held,
    }
}

fn flags(luck: &mut Luck, couple: &Couple, case: Option<MaracCase>) -> Vec<String> {
    let more = if case.is_some() { 3 } else { 1 };
    let marks = [
        ("MH", 60),
        ("Alcohol", 150),
        ("Drugs", 50),
        ("Disability", 12),
        ("NRPF", 8),
        ("Stalking", 30),
        ("NFS", 25),
        ("Weapon", 12),
    ];
    let mut flags: Vec<String> = Vec::new();
    for (mark, cases) in marks {
        if luck.in_thousand(cases * more) {
            flags.push(mark.to_owned());
        }
    }
    if couple.closely_held {
        flags.push("HBV".to_owned());
    }
    if case.is_some_and(|case| case.minority_ethnic) {
        flags.push("Minority community".to_owned());
    }
    flags.extend(
        couple
            .language
            .map(|language| format!("Language: {language}")),
    );
    flags
}

/// What was reported, in a sentence; invented.
const ACCOUNTS: &[&str] = &[
    "Loud argument heard by neighbours; both were spoken to apart.",
    "Argument over contact with the children; no injury seen.",
    "Door damaged during an argument; the other person had left when officers came.",
    "Repeated calls and messages after the end of the relationship.",
    "Pushed against a wall and held there; bruising to one arm.",
    "Threats made by message about the house and the children.",
    "Came to the address in spite of being asked not to, and would not leave.",
    "Bank card and telephone taken away; not allowed to leave for some hours.",
    "Slapped once in front of a relative; declined medical help.",
    "Grabbed by the neck; breathless for a short time; ambulance called.",
    "Followed from work on three days in one week.",
    "Shouting and objects thrown; a child came out to the officers.",
];
