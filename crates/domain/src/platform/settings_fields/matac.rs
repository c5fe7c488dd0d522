//! Keys about MATAC: the weights of its score.

use super::Kind::Whole;
use super::Preset::Is;
use super::{Field, row};

// One key, one line: the table is read down its columns.
#[rustfmt::skip]
pub(super) static FIELDS: &[Field] = &[
    row("matac.window_months", Whole { min: 1, max: 60 }, Is("24"), "Over how many months incidents count towards the score.", "F46"),
    row("matac.recency_most", Whole { min: 0, max: 100 }, Is("20"), "Points for an incident today, falling evenly to none at the end of the window.", "F46"),
    row("matac.frequency_each", Whole { min: 0, max: 100 }, Is("4"), "Points for each incident.", "F46"),
    row("matac.frequency_most", Whole { min: 0, max: 200 }, Is("40"), "The most points for how often.", "F46"),
    row("matac.gravity_standard", Whole { min: 0, max: 100 }, Is("1"), "Points for the gravity of an incident at standard level.", "F46"),
    row("matac.gravity_medium", Whole { min: 0, max: 100 }, Is("3"), "Points for the gravity of an incident at medium level.", "F46"),
    row("matac.gravity_high", Whole { min: 0, max: 100 }, Is("8"), "Points for the gravity of an incident at high level.", "F46"),
    row("matac.gravity_grave", Whole { min: 0, max: 100 }, Is("5"), "Further points where an incident shows strangulation, a weapon, sexual violence or stalking.", "F46"),
    row("matac.gravity_most", Whole { min: 0, max: 200 }, Is("60"), "The most points for gravity.", "F46"),
    row("matac.victims_each", Whole { min: 0, max: 100 }, Is("10"), "Points for each victim after the first.", "F46, R259"),
    row("matac.victims_most", Whole { min: 0, max: 200 }, Is("30"), "The most points for victims.", "F46"),
    row("matac.look_from", Whole { min: 0, max: 250 }, Is("40"), "From which score the area looks at somebody; below it a nomination says why.", "F46"),
    row("matac.serial_months", Whole { min: 1, max: 120 }, Is("36"), "Over how many months harm to several victims is called serial.", "F47, R259"),
];
