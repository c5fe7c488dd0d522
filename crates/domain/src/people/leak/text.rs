//! Text made ready for looking: folded to plain words, and run together with its word edges remembered.

/// A folded text.
#[derive(Debug)]
pub(super) struct Folded {
    /// The words, in order.
    pub words: Vec<String>,
    /// All of them run together.
    run: String,
    /// Where each word begins in the run.
    begins: Vec<usize>,
}

/// Folds a text: lower case, without accents and marks; a number and the letter after
/// it are one word; “saint” and “number” are written one way.
pub(super) fn fold(text: &str) -> Folded {
    let mut words = Vec::new();
    for piece in pieces(text) {
        let word = match piece.as_str() {
            "saint" => "st".to_owned(),
            "number" | "no" | "nr" => continue,
            "apartment" | "apt" | "unit" | "fl" => "flat".to_owned(),
            "and" => continue,
            other => spelled(other).map_or_else(|| other.to_owned(), str::to_owned),
        };
        // “14 a” is “14a”.
        let joins = word.len() == 1
            && word.starts_with(|c: char| ('a'..='h').contains(&c))
            && words.last().is_some_and(|last: &String| {
                last.chars().all(|c| c.is_ascii_digit()) && last.len() <= 4
            });
        if joins && let Some(last) = words.last_mut() {
            last.push_str(&word);
        } else {
            words.push(word);
        }
    }
    let mut run = String::new();
    let mut begins = Vec::new();
    for word in &words {
        begins.push(run.len());
        run.push_str(word);
    }
    Folded { words, run, begins }
}

impl Folded {
    /// Whether the run holds this, from the beginning of a word to the end of one.
    pub(super) fn holds(&self, wanted: &str) -> bool {
        if wanted.is_empty() {
            return false;
        }
        self.run.match_indices(wanted).any(|(at, _)| {
            let end = at + wanted.len();
            let begins = self.begins.binary_search(&at).is_ok();
            let ends = end == self.run.len() || self.begins.binary_search(&end).is_ok();
            // “Kestrel Roads” and “Kestrel Road’s” are the road, too.
            let plural = self.run.get(end..=end) == Some("s")
                && (end + 1 == self.run.len() || self.begins.binary_search(&(end + 1)).is_ok());
            begins && (ends || plural)
        })
    }

    /// Whether the run holds this, wherever words begin and end.
    pub(super) fn holds_anywhere(&self, wanted: &str) -> bool {
        !wanted.is_empty() && self.run.contains(wanted)
    }

    /// Whether a number is followed by a word that is this name with one letter wrong.
    pub(super) fn holds_nearly(&self, number: &str, name: &str) -> bool {
        self.words.windows(2).any(|pair| {
            let [first, second] = pair else { return false };
            first == number && one_apart(second, name)
        })
    }
}

/// Words and numbers of a text: letters and digits apart, marks gone, accents folded.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let (mut digits, mut open) = (false, false);
    for c in text.chars() {
        // An apostrophe is within a word; every other mark is between two.
        if matches!(c, '\'' | '’' | '‘' | '`') {
            continue;
        }
        if !c.is_alphanumeric() {
            open = false;
            continue;
        }
        let numeric = c.is_ascii_digit();
        if !open || numeric != digits {
            pieces.push(String::new());
        }
        (digits, open) = (numeric, true);
        if let Some(last) = pieces.last_mut() {
            last.extend(plain(c).to_lowercase());
        }
    }
    pieces
}

/// The letter without its accent, for the letters that names in this country have.
fn plain(c: char) -> char {
    match c {
        'à'..='å' | 'À'..='Å' => 'a',
        'è'..='ë' | 'È'..='Ë' => 'e',
        'ì'..='ï' | 'Ì'..='Ï' => 'i',
        'ò'..='ö' | 'Ò'..='Ö' => 'o',
        'ù'..='ü' | 'Ù'..='Ü' => 'u',
        'ŵ' | 'Ŵ' => 'w',
        'ŷ' | 'Ŷ' => 'y',
        'ç' | 'Ç' => 'c',
        'ñ' | 'Ñ' => 'n',
        other => other,
    }
}

/// A number that is spelled out.
fn spelled(word: &str) -> Option<&'static str> {
    const NUMBERS: [(&str, &str); 20] = [
        ("one", "1"),
        ("two", "2"),
        ("three", "3"),
        ("four", "4"),
        ("five", "5"),
        ("six", "6"),
        ("seven", "7"),
        ("eight", "8"),
        ("nine", "9"),
        ("ten", "10"),
        ("eleven", "11"),
        ("twelve", "12"),
        ("thirteen", "13"),
        ("fourteen", "14"),
        ("fifteen", "15"),
        ("sixteen", "16"),
        ("seventeen", "17"),
        ("eighteen", "18"),
        ("nineteen", "19"),
        ("twenty", "20"),
    ];
    NUMBERS
        .iter()
        .find(|(spelled, _)| *spelled == word)
        .map(|(_, digits)| *digits)
}

/// Whether two words differ by one letter: another one, one more, one fewer, or two changed round.
fn one_apart(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same = |a: &[char], b: &[char]| a == b;
    let start = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let rest_of = |word: &'_ [char]| word.get(start..).unwrap_or_default().to_vec();
    match (rest_of(&one).as_slice(), rest_of(&other).as_slice()) {
        ([], []) => true,
        ([], [_]) | ([_], []) => true,
        ([_, rest @ ..], [_, left @ ..]) if same(rest, left) => true,
        ([_, rest @ ..], left) if same(rest, left) => true,
        (rest, [_, left @ ..]) if same(rest, left) => true,
        ([p, q, rest @ ..], [r, s, left @ ..]) => p == s && q == r && same(rest, left),
        _ => false,
    }
}
