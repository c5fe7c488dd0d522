//! Mixes of mistakes: how often each thing happens in a made-up county.

/// How often things happen. Shares are of records unless said otherwise.
#[derive(Clone, Copy, Debug)]
pub struct Mix {
    pub name: &'static str,
    /// Records a person has on average.
    pub records: f64,
    /// Slips of the hand in each of first name, surname, street.
    pub slip: f64,
    /// Names as they sound, other spellings.
    pub respelt: f64,
    pub nickname: f64,
    pub initial: f64,
    pub no_given: f64,
    pub no_family: f64,
    pub swapped: f64,
    pub middle_used: f64,
    pub no_birth: f64,
    pub birth_placeholder: f64,
    pub birth_first: f64,
    pub birth_swapped: f64,
    pub birth_slip: f64,
    pub sex_wrong: f64,
    pub sex_blank: f64,
    pub no_address: f64,
    pub no_number: f64,
    pub no_postcode: f64,
    pub no_town: f64,
    pub postcode_slip: f64,
    pub no_phone: f64,
    pub phone_slip: f64,
    pub phone_other: f64,
    pub email: f64,
    pub alias: f64,
    /// Shares of people.
    pub moves: f64,
    pub new_name: f64,
    pub new_phone: f64,
    pub twins: f64,
    pub junior: f64,
    pub hostel: f64,
    /// Share of families whose origin is not British.
    pub abroad: f64,
    /// Records written of several of a household on one day.
    pub together: f64,
    /// Records that another body writes on the same day.
    pub referred: f64,
}

const TOWN: Mix = Mix {
    name: "town",
    records: 2.1,
    slip: 0.05,
    respelt: 0.035,
    nickname: 0.05,
    initial: 0.025,
    no_given: 0.012,
    no_family: 0.012,
    swapped: 0.02,
    middle_used: 0.012,
    no_birth: 0.06,
    birth_placeholder: 0.012,
    birth_first: 0.01,
    birth_swapped: 0.018,
    birth_slip: 0.035,
    sex_wrong: 0.008,
    sex_blank: 0.03,
    no_address: 0.08,
    no_number: 0.03,
    no_postcode: 0.13,
    no_town: 0.13,
    postcode_slip: 0.02,
    no_phone: 0.32,
    phone_slip: 0.02,
    phone_other: 0.02,
    email: 0.22,
    alias: 0.01,
    moves: 0.28,
    new_name: 0.10,
    new_phone: 0.25,
    twins: 0.025,
    junior: 0.025,
    hostel: 0.02,
    abroad: 1.0,
    together: 0.12,
    referred: 0.03,
};

/// Every mix. Weights are fitted on the first four and judged on the last two.
pub const MIXES: &[Mix] = &[
    TOWN,
    // Hurried: more slips and gaps.
    Mix {
        name: "coast",
        slip: 0.09,
        respelt: 0.05,
        no_birth: 0.10,
        birth_slip: 0.05,
        no_address: 0.12,
        no_postcode: 0.2,
        no_phone: 0.42,
        email: 0.12,
        nickname: 0.07,
        abroad: 0.5,
        ..TOWN
    },
    // Many languages, crowded homes, shared phones.
    Mix {
        name: "city",
        respelt: 0.07,
        swapped: 0.035,
        no_family: 0.02,
        hostel: 0.06,
        moves: 0.4,
        phone_other: 0.05,
        new_phone: 0.35,
        twins: 0.03,
        junior: 0.05,
        abroad: 1.9,
        together: 0.2,
        ..TOWN
    },
    // Careful, but people move and change their names.
    Mix {
        name: "shire",
        slip: 0.03,
        respelt: 0.02,
        moves: 0.45,
        new_name: 0.2,
        email: 0.35,
        no_phone: 0.22,
        abroad: 0.4,
        records: 2.6,
        ..TOWN
    },
    // Judged on: phones rarely written, e-mails often, more initials.
    Mix {
        name: "harbour",
        slip: 0.065,
        respelt: 0.045,
        nickname: 0.08,
        initial: 0.05,
        no_phone: 0.5,
        email: 0.3,
        birth_slip: 0.05,
        birth_swapped: 0.03,
        birth_first: 0.02,
        moves: 0.33,
        hostel: 0.03,
        twins: 0.03,
        junior: 0.03,
        abroad: 1.3,
        records: 1.9,
        ..TOWN
    },
    // Judged on: families with many children at one address, few dates of birth.
    Mix {
        name: "valley",
        no_birth: 0.15,
        slip: 0.04,
        no_given: 0.02,
        middle_used: 0.03,
        twins: 0.05,
        junior: 0.05,
        together: 0.25,
        phone_other: 0.06,
        no_number: 0.06,
        abroad: 0.9,
        records: 2.4,
        ..TOWN
    },
];
