//! Police sheets of invented people, any number of rows, the same for the same seed.

use hawthorn_testkit::IncidentSketch;
use hawthorn_testkit::sketch::HEADINGS;

use super::Luck;

/// Given names.
pub const GIVEN: &[&str] = &[
    "Agnes",
    "Amira",
    "Beatriz",
    "Callum",
    "Chidi",
    "Dafydd",
    "Eilidh",
    "Farida",
    "Grzegorz",
    "Hana",
    "Idris",
    "Jolanta",
    "Katarzyna",
    "Lakshmi",
    "Mairi",
    "Nadia",
    "Olu",
    "Priya",
    "Quynh",
    "Rhys",
    "Sunil",
    "Tomasz",
    "Una",
    "Viktor",
    "Wanjiru",
    "Xiu",
    "Yusuf",
    "Zofia",
];
/// How family names and streets begin.
pub const FIRST: &[&str] = &[
    "Ash", "Bar", "Cal", "Den", "El", "Fen", "Gar", "Hol", "Ing", "Jar", "Kel", "Lan", "Mar",
    "Nor", "Os", "Pen", "Quin", "Ros", "Sten", "Thor", "Ul", "Ven", "Wes", "Yar",
];
/// The middle of family names.
pub const MIDDLE: &[&str] = &[
    "a", "be", "der", "en", "i", "ker", "ling", "o", "ra", "shaw", "ten", "wi",
];
/// How family names and streets end.
pub const LAST: &[&str] = &[
    "bury", "by", "combe", "dale", "field", "ford", "grove", "ham", "hurst", "ley", "low", "mere",
    "more", "ridge", "sall", "stead", "thorpe", "ton", "wick", "worth",
];

/// A pair that a sheet speaks of: somebody harmed and the person causing harm.
#[derive(Debug, Clone)]
pub struct Pair {
    /// Given name, family name and date of birth (dd/mm/yyyy) of the victim.
    pub victim: [String; 3],
    other: [String; 3],
}

/// Makes sheets. Three rows in ten are about a pair that came before.
pub struct Sheets {
    luck: Luck,
    /// The pairs that sheets so far have spoken of.
    pub pairs: Vec<Pair>,
    received: jiff::civil::DateTime,
    prefix: String,
    made: u64,
}

impl Sheets {
    /// Sheets whose rows arrived during the month before `now`, with references that begin with `prefix`.
    pub fn new(seed: u64, prefix: &str, now: jiff::Timestamp) -> Self {
        let received = hawthorn_domain::platform::calendar::london().to_datetime(now);
        Self {
            luck: Luck::new(seed, 7),
            pairs: Vec::new(),
            received,
            prefix: prefix.to_owned(),
            made: 0,
        }
    }

    /// The next sheet with so many rows, and the references on it.
    pub fn next(&mut self, rows: usize) -> (String, Vec<String>) {
        let mut text = format!("{HEADINGS}\r\n");
        let mut references = Vec::with_capacity(rows);
        for _ in 0..rows {
            let (reference, row) = self.row();
            text.push_str(&row);
            text.push_str("\r\n");
            references.push(reference);
        }
        (text, references)
    }

    fn row(&mut self) -> (String, String) {
        self.made += 1;
        let reference = format!("{}/{}", self.prefix, self.made);
        let pair = self.pair();
        let minutes = self.luck.below(30 * 24 * 60) as i64;
        let received = self
            .received
            .checked_sub(jiff::SignedDuration::from_mins(minutes + 60))
            .unwrap_or(self.received);
        let level = match self.luck.below(10) {
            0..=5 => "Standard",
            6..=8 => "Medium",
            _ => "High",
        };
        let [victim_forename, victim_surname, victim_born] = pair.victim;
        let [other_forename, other_surname, other_born] = pair.other;
        let children = if self.luck.below(3) == 0 {
            format!("Sam {victim_surname} 0{}/05/2017", 1 + self.luck.below(9))
        } else {
            String::new()
        };
        let score = self.luck.below(14).to_string();
        let sketch = IncidentSketch { received: received.strftime("%d/%m/%Y %H:%M").to_string(), level: level.to_owned(), score, victim_forename, victim_surname, victim_born, other_forename, other_surname, other_born, children, summary: "Invented for a measurement. Words were exchanged about arrangements; both were spoken to and went separate ways.".to_owned(), ..IncidentSketch::default() };
        let row = sketch.row(&reference);
        (reference, row)
    }

    fn pair(&mut self) -> Pair {
        if self.luck.below(10) < 3
            && let Some(known) = self.luck.pick(&self.pairs)
        {
            return known.clone();
        }
        let pair = Pair {
            victim: self.person(),
            other: self.person(),
        };
        self.pairs.push(pair.clone());
        pair
    }

    fn person(&mut self) -> [String; 3] {
        let mut word = |words: &[&str]| {
            self.luck
                .pick(words)
                .copied()
                .unwrap_or_default()
                .to_owned()
        };
        let (given, family) = (
            word(GIVEN),
            [word(FIRST), word(MIDDLE), word(LAST)].concat(),
        );
        let born = format!(
            "{:02}/{:02}/{}",
            1 + self.luck.below(28),
            1 + self.luck.below(12),
            1950 + self.luck.below(56)
        );
        [given, family, born]
    }
}
