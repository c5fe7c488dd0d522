//! How the fit of two records comes about: what each reason weighs, as a picture and as a table (ux.md 5.7).

use hawthorn_app::people::weights::{Weight, Weights};
use hawthorn_components::{Step, Table, Waterfall};
use maud::{Markup, html};

use super::review::capital;

/// How much a reason counts, in words. One bit more or less doubles or halves the odds.
pub fn counts(weight: i32) -> &'static str {
    match (weight, weight.abs()) {
        (_, 0..500) => "Hardly",
        (0.., 500..2_000) => "A little for",
        (0.., 2_000..6_000) => "Clearly for",
        (0.., _) => "Strongly for",
        (_, 500..2_000) => "A little against",
        (_, 2_000..6_000) => "Clearly against",
        _ => "Strongly against",
    }
}

/// A weight as it is written: with its sign, to a tenth, and nought without one.
fn signed(weight: i32) -> String {
    let tenths = (f64::from(weight) / 100.0).round() / 10.0;
    match tenths {
        0.0 => "0.0".to_owned(),
        below if below < 0.0 => format!("\u{2212}{:.1}", -below),
        above => format!("+{above:.1}"),
    }
}

/// The chance in words; never a certainty.
fn chance(weights: &Weights) -> String {
    match weights.per_thousand() {
        0 => "less than 1 in 1,000".to_owned(),
        999.. => "more than 998 in 1,000".to_owned(),
        some => format!("{some} in 1,000"),
    }
}

/// The picture with its table.
pub fn picture(weights: &Weights) -> Markup {
    let total = signed(weights.total());
    let chance = chance(weights);
    let drawn = Waterfall {
        id: "weights".to_owned(),
        title: "How the fit comes about".to_owned(),
        description: format!(
            "{} steps, each from where the one above ended. All together {total}, which stands for a chance of {chance}. The table after the picture holds the same numbers.",
            weights.steps.len()
        ),
        nought: "even chance".to_owned(),
        steps: weights
            .steps
            .iter()
            .map(|step| Step {
                label: step.what.clone(),
                weight: i64::from(step.weight),
                words: signed(step.weight),
            })
            .collect(),
        total: ("all together".to_owned(), total.clone()),
    };
    html! {
        h2.govuk-heading-m { "How the fit comes about" }
        p.govuk-body { "Each reason moves the odds: +1 doubles them, \u{2212}1 halves them. The sum is " strong { (total) } ", a chance of " strong { (chance) } " that the two are one person, as far as the records tell. A warning above lowers the word for the fit, not the number. The number decides nothing: you do." }
        (drawn)
        (table(weights, &total, &chance))
    }
}

fn table(weights: &Weights, total: &str, chance: &str) -> Markup {
    let row = |step: &Weight| {
        vec![
            capital(&step.what).into(),
            capital(&step.words).into(),
            signed(step.weight).into(),
            signed(step.so_far).into(),
        ]
    };
    let mut rows: Vec<_> = weights.steps.iter().map(row).collect();
    rows.push(vec![
        "All together".into(),
        format!("A chance of {chance}").into(),
        total.into(),
        total.into(),
    ]);
    let columns = ["Step", "Why", "Weight", "Sum so far"];
    html! { (Table { first_cell_is_header: true, ..Table::new("What each reason weighs", columns.map(Into::into).to_vec(), rows) }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_is_written_with_its_sign_and_told_in_words() {
        for (weight, written, words) in [
            (0, "0.0", "Hardly"),
            (-49, "0.0", "Hardly"),
            (499, "+0.5", "Hardly"),
            (-500, "\u{2212}0.5", "A little against"),
            (1_949, "+1.9", "A little for"),
            (-2_000, "\u{2212}2.0", "Clearly against"),
            (6_000, "+6.0", "Strongly for"),
            (-31_072, "\u{2212}31.1", "Strongly against"),
        ] {
            assert_eq!(signed(weight), written, "{weight}");
            assert_eq!(counts(weight), words, "{weight}");
        }
    }

    #[test]
    fn the_chance_is_never_a_certainty() {
        let weights = |so_far| Weights {
            steps: vec![Weight {
                what: String::new(),
                verdict: String::new(),
                words: String::new(),
                weight: so_far,
                so_far,
            }],
        };
        for (total, said) in [
            (-40_000, "less than 1 in 1,000"),
            (0, "500 in 1,000"),
            (40_000, "more than 998 in 1,000"),
        ] {
            assert_eq!(chance(&weights(total)), said, "{total}");
        }
    }
}
