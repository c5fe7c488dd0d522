//! What is told about a possible match: how likely, why by the true weights, and what to beware of.

use crate::band::Band;
use crate::bulk::context::Around;
use crate::bulk::explain::context_words;
use crate::bulk::level::{At, Levels, birth, email, family, given, number, phone, place};
use crate::bulk::model::Model;
use crate::bulk::table::{Table, pairs};
use crate::candidate::{Candidate, Caution, Reason};
use crate::field::{Field, Verdict};

/// What two fields say together is a reason of its own from here on, in bits.
const WORTH_SAYING: f32 = 0.4;

/// Such reasons that are said at most; the rest are summed up in one.
const MOST_SAID: usize = 3;

/// The fields of a comparison in the order of a page.
const SHOWN: [(At, Field); 9] = [
    (At::given, Field::GivenName),
    (At::middle, Field::MiddleName),
    (At::family, Field::FamilyName),
    (At::birth, Field::DateOfBirth),
    (At::sex, Field::Sex),
    (At::place, Field::Address),
    (At::phone, Field::Phone),
    (At::email, Field::Email),
    (At::number, Field::Identifier),
];

/// Evidence beyond the two records themselves.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Beyond {
    /// What other records say, where they were looked at.
    pub among: Option<(f32, Around)>,
    /// What the number of records says.
    pub crowding: f32,
}

/// Puts a comparison into words.
pub(crate) fn tell(id: &str, model: &Model, levels: &Levels, beyond: Beyond) -> Candidate {
    let reasons = reasons(model, levels, beyond);
    let bits = reasons.iter().map(|reason| reason.bits).sum();
    let score = probability(bits);
    let cautions = cautions(levels);
    let mut band = Band::of(score, !cautions.is_empty());
    if relatives(levels, &cautions) {
        band = band.max(Some(Band::Possible)).filter(|_| band.is_some());
    }
    Candidate {
        id: id.to_owned(),
        score,
        band,
        reasons,
        cautions,
        bits,
    }
}

/// The probability, 0 to 1, that so much evidence stands for: nought bits are an even
/// chance, and each bit more doubles the odds.
pub fn chance(bits: f64) -> f64 {
    probability(bits)
}

/// The probability that so much evidence stands for.
pub(crate) fn probability(bits: f64) -> f64 {
    1.0 / (1.0 + (-bits).exp2())
}

/// The level of a field in words.
pub(crate) fn reason(table: &Table, levels: &Levels, at: At, field: Field, bits: f32) -> Reason {
    let level = table.fields()[at as usize]
        .levels
        .get(levels[at as usize] as usize);
    let (words, verdict) = level.map_or(("", Verdict::NotKnown), |l| (l.words, l.verdict));
    Reason {
        field,
        verdict,
        words: match words {
            // A page names the field once and has no use for two words for one thing.
            "both female" | "both male" => "same sex".to_owned(),
            words => words.to_owned(),
        },
        bits: f64::from(bits),
    }
}

/// Whether a page has something to say of a field: middle names, when there are two.
pub(crate) fn is_shown(table: &Table, levels: &Levels, at: At) -> bool {
    at as usize != At::middle as usize || verdict(table, levels, at as usize) != Verdict::NotKnown
}

/// The fields in the order of a page.
pub(crate) fn shown() -> &'static [(At, Field)] {
    &SHOWN
}

pub(crate) fn verdict(table: &Table, levels: &Levels, field: usize) -> Verdict {
    let level = table.fields()[field].levels.get(levels[field] as usize);
    level.map_or(Verdict::NotKnown, |level| level.verdict)
}

/// Two fields and what they say together, in bits.
type Together = Vec<(usize, usize, f32)>;

/// What each field says by itself, what fields say by twos, and what is left.
fn parts(table: &Table, levels: &Levels) -> (Vec<f32>, Together, f32) {
    let known = |field: usize| verdict(table, levels, field) != Verdict::NotKnown;
    let mut own: Vec<f32> = levels
        .iter()
        .enumerate()
        .map(|(field, level)| table.singles[table.single(field, *level)])
        .collect();
    // What a field says together with one that is not known belongs to the field.
    let (mut together, mut rest) = (Vec::new(), 0.0);
    for (i, j) in pairs(levels.len()) {
        let bits = table.doubles[table.double(i, j, levels[i], levels[j])];
        match (known(i), known(j)) {
            (true, false) => own[i] += bits,
            (false, true) => own[j] += bits,
            (true, true) if bits.abs() >= WORTH_SAYING => together.push((i, j, bits)),
            _ => rest += bits,
        }
    }
    together.sort_by(|a, b| b.2.abs().total_cmp(&a.2.abs()));
    rest += together
        .drain(MOST_SAID.min(together.len())..)
        .map(|t| t.2)
        .sum::<f32>();
    (own, together, rest)
}

fn reasons(model: &Model, levels: &Levels, beyond: Beyond) -> Vec<Reason> {
    let table = &model.alone;
    let (mut own, together, rest) = parts(table, levels);
    let mut out: Vec<Reason> = SHOWN
        .iter()
        .filter(|(at, _)| is_shown(table, levels, *at))
        .map(|(at, field)| {
            let bits = std::mem::take(&mut own[*at as usize]);
            reason(table, levels, *at, *field, bits)
        })
        .collect();
    for at in [At::order, At::crowd, At::occasion] {
        if verdict(table, levels, at as usize) != Verdict::NotKnown {
            let bits = std::mem::take(&mut own[at as usize]);
            out.push(reason(table, levels, at, Field::Together, bits));
        }
    }
    let said = |words: String, bits: f32| Reason {
        field: Field::Together,
        verdict: Verdict::NotKnown,
        words,
        bits: f64::from(bits),
    };
    let words = |field: usize| {
        let level = table.fields()[field].levels.get(levels[field] as usize);
        level.map_or("", |level| level.words)
    };
    for (i, j, bits) in together {
        let sense = if bits < 0.0 { "less" } else { "more" };
        let (one, other) = (words(i), words(j));
        let text = format!("{one} and {other}: together they say {sense} than each alone");
        out.push(said(text, bits));
    }
    if let Some((bits, around)) = beyond.among {
        out.push(said(context_words(&around).to_owned(), bits));
    }
    // What is left over belongs to no field that was known, and to no two that say much together.
    let rest = rest + own.iter().sum::<f32>();
    if rest != 0.0 {
        out.push(said(SMALL.to_owned(), rest));
    }
    out.push(Reason {
        field: Field::Beforehand,
        words: BEFOREHAND.to_owned(),
        ..said(String::new(), table.base + beyond.crowding)
    });
    out
}

/// What small things say that are not named one by one.
const SMALL: &str = "what is left out and what says little, all together";

/// What is known of two records before they are compared.
const BEFOREHAND: &str =
    "few of those who share something are one person, and fewer the more records there are";

/// Whether two look so much like relatives that nothing else makes them more
/// than possibly one person: twins, or parent and child.
fn relatives(levels: &Levels, cautions: &[Caution]) -> bool {
    let other = levels[At::given as usize] == given::DIFFERENT;
    (other && cautions.contains(&Caution::Twins)) || cautions.contains(&Caution::ParentAndChild)
}

/// What to look at twice.
fn cautions(levels: &Levels) -> Vec<Caution> {
    let at = |field: At| levels[field as usize];
    let home = (place::HOME..=place::POSTCODE_OTHER).contains(&at(At::place))
        || at(At::place) == place::STREET_SLIP;
    let phone = (phone::SAME..=phone::SAME_CROWD).contains(&at(At::phone));
    let surname = (family::SAME_COMMON..=family::PART).contains(&at(At::family));
    let first = (given::SAME_COMMON..=given::SLIPS).contains(&at(At::given));
    let likely_day = matches!(at(At::birth), birth::SAME | birth::SWAPPED | birth::SLIP);
    let shared = home || phone || surname;
    let mut out = Vec::new();
    match at(At::given) {
        given::DIFFERENT | given::MIDDLE | given::ALIKE if shared && likely_day => {
            out.push(Caution::Twins);
        }
        given::DIFFERENT if shared => out.push(Caution::SharedHome),
        given::NONE if shared && !likely_day => out.push(Caution::SharedHome),
        _ => {}
    }
    let generation = matches!(at(At::birth), birth::GENERATION | birth::AGE_DIFFERENT);
    if first && surname && (home || phone) && generation {
        out.push(Caution::ParentAndChild);
    }
    let own = home
        || matches!(at(At::place), place::NEIGHBOUR | place::FLAT)
        || (phone::SAME..=phone::CLOSE).contains(&at(At::phone))
        || (email::SAME..=email::NAMED).contains(&at(At::email))
        || (number::SAME..=number::CLOSE).contains(&at(At::number));
    if !own {
        out.push(Caution::NameAndDateOnly);
    }
    out
}
