//! How the fit of two records came about, step by step, by the weights that the matching engine used (ux.md 5.7).

use hawthorn_store::people::Suggestion;

/// One step of the sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weight {
    /// What it is of: a field, several taken together, or what was known before.
    pub what: String,
    /// Same, close, different or not known; empty for what was known before.
    pub verdict: String,
    /// Why, in plain words.
    pub words: String,
    /// For (above nought) or against (below), in thousandths of a bit.
    pub weight: i32,
    /// All weights so far, this one included.
    pub so_far: i32,
}

/// The whole sum.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Weights {
    /// The steps; the first is what was known before anything was compared.
    pub steps: Vec<Weight>,
}

impl Weights {
    /// All weights together, in thousandths of a bit.
    pub fn total(&self) -> i32 {
        self.steps.last().map_or(0, |step| step.so_far)
    }

    /// The chance that the two are one person, in thousandths, rounded down, so that no
    /// doubt is rounded away.
    pub fn per_thousand(&self) -> u16 {
        let chance = hawthorn_linkage::chance(f64::from(self.total()) / 1_000.0);
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a chance lies between nought and one"
        )]
        let whole = (chance * 1_000.0).floor() as u16;
        whole
    }
}

/// The steps of a suggestion; none when it was made before weights were kept.
pub(crate) fn weights(suggestion: &Suggestion) -> Option<Weights> {
    let mut so_far = suggestion.beforehand?;
    let mut steps = vec![Weight {
        what: hawthorn_linkage::Field::Beforehand.words().to_owned(),
        verdict: String::new(),
        words: "what holds for any two who share something, before they are compared".to_owned(),
        weight: so_far,
        so_far,
    }];
    let mut together = 0;
    for field in &suggestion.fields {
        let weight = field.weight?;
        so_far = so_far.saturating_add(weight);
        let mut what = field.field.clone();
        if what == hawthorn_linkage::Field::Together.words() {
            // Several stand in one picture: each has a number by which the table names it.
            together += 1;
            what = format!("{what} {together}");
        }
        steps.push(Weight {
            what,
            verdict: field.verdict.clone(),
            words: field.words.clone(),
            weight,
            so_far,
        });
    }
    Some(Weights { steps })
}
