//! Settings of MATAC: the weights of its score, which are never hidden (F46, F47).

/// The weights, and from which score the area looks at somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Matac {
    /// Over how many months incidents count.
    pub window_months: u8,
    /// Points for an incident today; they fall evenly to none at the end of the window.
    pub recency_most: u8,
    /// Points for each incident.
    pub frequency_each: u8,
    /// The most points for how often.
    pub frequency_most: u8,
    /// Points for an incident at standard level.
    pub gravity_standard: u8,
    /// Points for an incident at medium level.
    pub gravity_medium: u8,
    /// Points for an incident at high level.
    pub gravity_high: u8,
    /// Further points where it shows strangulation, a weapon, sexual violence or stalking.
    pub gravity_grave: u8,
    /// The most points for gravity.
    pub gravity_most: u8,
    /// Points for each victim after the first.
    pub victims_each: u8,
    /// The most points for victims.
    pub victims_most: u8,
    /// From which score the area looks at somebody.
    pub look_from: u8,
    /// Over how many months behaviour against several victims is called serial (F47).
    pub serial_months: u8,
}
