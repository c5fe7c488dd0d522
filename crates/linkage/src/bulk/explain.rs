//! Why two records may be one person: the true weights, in words.

use super::compare::{Side, levels};
use super::context::{Around, Edge, Graph, among, around, crowding};
use super::link::TOLD;
use super::model::Model;
use super::person::People;
use super::table::{Table, pairs};
use crate::field::Verdict;

/// One step of a waterfall.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What is compared.
    pub field: String,
    /// What was found, in plain words.
    pub words: String,
    /// What it counts for (above nought) or against, in bits.
    pub bits: f32,
}

/// What two fields say together is a step of its own from here on.
const WORTH_SAYING: f32 = 0.4;

/// The steps from nought to the evidence for two records; they add up to it.
/// `graph` holds the other pairs of the file; without it the two stand alone.
pub fn steps(
    people: &People,
    model: &Model,
    graph: Option<&Graph>,
    left: u32,
    right: u32,
) -> Vec<Step> {
    let (Some(l), Some(r)) = (Side::held(people, left), Side::held(people, right)) else {
        return Vec::new();
    };
    let found = levels(&people.view(), l, r);
    let mut out = vec![Step {
        field: "before anything is compared".to_owned(),
        words: "few of the pairs that meet are one person".to_owned(),
        bits: model.alone.base,
    }];
    of_table(&model.alone, &found, &mut out);
    if let Some(graph) = graph {
        let (left, right) = people.bundles.stand_ins(left, right);
        let edge = Edge::compared(left, right, &found, model.alone.bits(&found));
        let context: Around = around(graph, &edge);
        out.push(Step {
            field: "other records".to_owned(),
            words: context_words(&context).to_owned(),
            bits: among(model, &context, &edge),
        });
        out.push(Step {
            field: "number of records".to_owned(),
            words: "the more records, the more strangers look alike".to_owned(),
            bits: crowding(people.len()),
        });
    }
    out
}

/// What the other records say, in words.
pub(crate) fn context_words(context: &Around) -> &'static str {
    let [_, through, against, _, size] = *context;
    match (size, through, against) {
        (0, ..) => "no other record belongs surely to either of the two",
        (_, 6..=9, 3..) => "other records agree with both",
        (_, _, 0..=2) => "a record that belongs to one of the two does not fit the other",
        _ => "other records of the same people say little",
    }
}

/// One step for each field and one for each two fields that say more together.
/// What a field says together with one that is not known belongs to the field.
fn of_table(table: &Table, levels: &[u8], out: &mut Vec<Step>) {
    let found = |field: usize| table.fields()[field].levels.get(levels[field] as usize);
    let known = |field: usize| found(field).is_some_and(|l| l.verdict != Verdict::NotKnown);
    let mut own: Vec<f32> = levels
        .iter()
        .enumerate()
        .map(|(field, level)| table.singles[table.single(field, *level)])
        .collect();
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
    for (field, bits) in own.into_iter().enumerate() {
        let Some(level) = found(field) else { continue };
        out.push(Step {
            field: table.fields()[field].words.to_owned(),
            words: level.words.to_owned(),
            bits,
        });
    }
    for (i, j, bits) in together {
        let (Some(one), Some(other)) = (found(i), found(j)) else {
            continue;
        };
        out.push(Step {
            field: format!(
                "{} and {} together",
                table.fields()[i].words,
                table.fields()[j].words
            ),
            words: format!("{} and {}", one.words, other.words),
            bits,
        });
    }
    out.push(Step {
        field: "all other pairs of fields together".to_owned(),
        words: "small corrections, each too small to name".to_owned(),
        bits: rest,
    });
}

/// Weights below this are put together on a line.
const WORTH_A_PLACE: f32 = 0.05;

/// The steps on one line, the weightiest first: "+5.2 same date of birth; -1.0 different phone".
/// What is too small to name stands at the end, so that the line adds up.
pub fn line(steps: &[Step]) -> String {
    let tenths = |bits: f32| (f64::from(bits) * 10.0).round() as i64;
    let mut sorted: Vec<&Step> = steps
        .iter()
        .filter(|s| s.bits.abs() >= WORTH_A_PLACE)
        .collect();
    sorted.sort_by(|a, b| b.bits.abs().total_cmp(&a.bits.abs()));
    let said: i64 = sorted.iter().map(|s| tenths(s.bits)).sum();
    let rest = tenths(steps.iter().map(|s| s.bits).sum()) - said;
    let mut words: Vec<String> = sorted
        .iter()
        .map(|s| format!("{} {} ({})", signed(tenths(s.bits)), s.words, s.field))
        .collect();
    if rest != 0 {
        let rest = signed(rest);
        words.push(format!("{rest} what is too small to name, and rounding"));
    }
    words.join("; ")
}

/// The line for two records of which a person decided.
pub(crate) fn told() -> String {
    format!("{TOLD:+.1} a person said that they are the same (told)")
}

fn signed(tenths: i64) -> String {
    let sign = if tenths < 0 { '-' } else { '+' };
    let size = tenths.unsigned_abs();
    format!("{sign}{}.{}", size / 10, size % 10)
}
