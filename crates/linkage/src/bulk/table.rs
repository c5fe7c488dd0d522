//! A table of weights: what each level says alone, and what each two say together.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::level::FieldInfo;

/// Fields of one table at most.
const MOST_FIELDS: usize = 16;

/// Weights in bits for some fields, by level and by pairs of levels.
#[derive(Clone, Debug)]
pub struct Table {
    fields: &'static [FieldInfo],
    /// Added to every sum.
    pub base: f32,
    /// What each level is worth, field by field.
    pub singles: Vec<f32>,
    /// What each two levels of two fields are worth beyond that: a square with a
    /// row and a column for each place in `singles`.
    pub doubles: Vec<f32>,
    starts: Vec<u32>,
}

/// A table as it is written in a file: weights in bits, by name.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    base: f32,
    fields: BTreeMap<String, BTreeMap<String, f32>>,
    together: BTreeMap<String, BTreeMap<String, f32>>,
}

impl Table {
    /// A table in which everything weighs nought.
    pub fn new(fields: &'static [FieldInfo]) -> Table {
        let (mut starts, mut at) = (Vec::new(), 0);
        for field in fields {
            starts.push(at);
            at += field.levels.len() as u32;
        }
        Table {
            fields,
            base: 0.0,
            singles: vec![0.0; at as usize],
            doubles: vec![0.0; (at * at) as usize],
            starts,
        }
    }

    /// The fields that the table weighs.
    pub fn fields(&self) -> &'static [FieldInfo] {
        self.fields
    }

    /// The place of a level in `singles`.
    pub fn single(&self, field: usize, level: u8) -> usize {
        self.starts[field] as usize + level as usize
    }

    /// The place of two levels in `doubles`; `one` must come before `other`.
    pub fn double(&self, one: usize, other: usize, level: u8, other_level: u8) -> usize {
        self.single(one, level) * self.singles.len() + self.single(other, other_level)
    }

    /// The sum of all weights of some levels, in bits.
    pub fn bits(&self, levels: &[u8]) -> f32 {
        let mut places = [0usize; MOST_FIELDS];
        let count = levels.len().min(MOST_FIELDS);
        let size = self.singles.len();
        let mut sum = self.base;
        for (i, level) in levels.iter().enumerate().take(count) {
            let at = self.single(i, *level);
            places[i] = at;
            sum += self.singles[at];
        }
        for (i, at) in places.iter().enumerate().take(count) {
            let row = &self.doubles[at * size..(at + 1) * size];
            for other in &places[i + 1..count] {
                sum += row[*other];
            }
        }
        sum
    }

    /// The table with every weight to two places, which is all that a fit can tell.
    pub fn rounded(mut self) -> Table {
        let weights = self.singles.iter_mut().chain(&mut self.doubles);
        for bits in weights.chain([&mut self.base]) {
            *bits = (*bits * 100.0).round() / 100.0;
        }
        self
    }

    /// The table for a file, to the last bit, so that what is read again weighs
    /// the same; pairs of levels that weigh nought are left out.
    pub fn write(&self) -> Written {
        let mut out = Written {
            base: self.base,
            ..Written::default()
        };
        for (i, field) in self.fields.iter().enumerate() {
            let levels = out.fields.entry(field.name.to_owned()).or_default();
            for (a, level) in (0u8..).zip(field.levels) {
                levels.insert(level.name.to_owned(), self.singles[self.single(i, a)]);
            }
        }
        for (i, j) in pairs(self.fields.len()) {
            let mut levels = BTreeMap::new();
            for (a, one) in (0u8..).zip(self.fields[i].levels) {
                for (b, other) in (0u8..).zip(self.fields[j].levels) {
                    let bits = self.doubles[self.double(i, j, a, b)];
                    if bits != 0.0 {
                        levels.insert(format!("{}+{}", one.name, other.name), bits);
                    }
                }
            }
            out.together.insert(self.pair_name(i, j), levels);
        }
        out
    }

    /// The table from a file; what the file does not name weighs nought.
    ///
    /// # Errors
    /// In words, when the file names what there is not, or weighs something
    /// as nothing can weigh.
    pub fn read(fields: &'static [FieldInfo], written: &Written) -> Result<Table, String> {
        let mut out = Table::new(fields);
        out.check(written)?;
        out.base = written.base;
        for (i, field) in fields.iter().enumerate() {
            let Some(held) = written.fields.get(field.name) else {
                continue;
            };
            for (a, level) in (0u8..).zip(field.levels) {
                let at = out.single(i, a);
                out.singles[at] = held.get(level.name).copied().unwrap_or(0.0);
            }
        }
        for (i, j) in pairs(fields.len()) {
            let Some(held) = written.together.get(&out.pair_name(i, j)) else {
                continue;
            };
            for (a, one) in (0u8..).zip(fields[i].levels) {
                for (b, other) in (0u8..).zip(fields[j].levels) {
                    let at = out.double(i, j, a, b);
                    out.doubles[at] = held
                        .get(&format!("{}+{}", one.name, other.name))
                        .copied()
                        .unwrap_or(0.0);
                }
            }
        }
        Ok(out)
    }

    /// Refuses names that stand for nothing, and weights that nothing has.
    fn check(&self, written: &Written) -> Result<(), String> {
        sane("base", written.base)?;
        for (name, levels) in &written.fields {
            let Some(field) = self.fields.iter().find(|field| field.name == name) else {
                return Err(format!("\"{name}\" is no field that is compared; {REMAKE}"));
            };
            for (level, bits) in levels {
                has_level(field, level)?;
                sane(&format!("{name}, {level}"), *bits)?;
            }
        }
        for (name, levels) in &written.together {
            let two = pairs(self.fields.len()).find(|(i, j)| self.pair_name(*i, *j) == *name);
            let Some((i, j)) = two else {
                return Err(format!(
                    "\"{name}\" is no pair of fields that are compared; {REMAKE}"
                ));
            };
            for (both, bits) in levels {
                let Some((one, other)) = both.split_once('+') else {
                    return Err(format!("\"{both}\" is no pair of levels; {REMAKE}"));
                };
                has_level(&self.fields[i], one)?;
                has_level(&self.fields[j], other)?;
                sane(&format!("{name}, {both}"), *bits)?;
            }
        }
        Ok(())
    }

    fn pair_name(&self, i: usize, j: usize) -> String {
        format!("{}+{}", self.fields[i].name, self.fields[j].name)
    }
}

/// What to do about a model that is not right.
const REMAKE: &str = "mend the name, or make the model again with --save-model";

/// No weight that a file can teach comes near this.
const MOST_BITS: f32 = 60.0;

fn has_level(field: &FieldInfo, level: &str) -> Result<(), String> {
    if field.levels.iter().any(|known| known.name == level) {
        return Ok(());
    }
    let name = field.name;
    Err(format!("\"{level}\" is no level of \"{name}\"; {REMAKE}"))
}

fn sane(what: &str, bits: f32) -> Result<(), String> {
    if bits.abs() <= MOST_BITS {
        return Ok(());
    }
    Err(format!(
        "the weight of \"{what}\" is {bits}, and none may be above {MOST_BITS} or below -{MOST_BITS}; mend it, or make the model again with --save-model"
    ))
}

/// Every pair of fields, the first before the second.
pub(crate) fn pairs(count: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..count).flat_map(move |i| (i + 1..count).map(move |j| (i, j)))
}
