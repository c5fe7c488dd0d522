//! Tidies names, telephones, postcodes and yes-or-no as they are typed on sheets.

/// Single spaces, none at the ends, straight apostrophes; the guard against formulas is taken off.
pub(super) fn tidy(text: &str) -> String {
    crate::sheets::write::unguard_formula(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace(['\u{2018}', '\u{2019}'], "'")
}

/// True for blank and for the ways in which people write that they do not know.
pub(super) fn is_unknown(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "",
        "u/k",
        "uk",
        "unk",
        "unknown",
        "n/k",
        "nk",
        "not known",
        "n/a",
        "-",
        "--",
        "?",
        "??",
        "not given",
        "not stated",
        "none",
        "unidentified",
        "tbc",
        "not recorded",
        "refused",
        ".",
        "not disclosed",
    ];
    WORDS.contains(&text.trim().to_lowercase().as_str())
}

/// A name with tidy capitals, or nothing when unknown. Names in one case only
/// get capitals (GRABOWSKI, o'rourke); mixed case is believed (McKay, de Souza).
pub(super) fn name(text: &str) -> Option<String> {
    let clean = tidy(text);
    if is_unknown(&clean) || !clean.chars().any(char::is_alphabetic) {
        return None;
    }
    let all_small = !clean.chars().any(char::is_uppercase);
    let words: Vec<String> = clean
        .split(' ')
        .map(|word| {
            let letters = word.chars().filter(|c| c.is_alphabetic()).count();
            let all_capital = letters > 1 && !word.chars().any(char::is_lowercase);
            if all_small || all_capital {
                capitals(word)
            } else {
                word.to_owned()
            }
        })
        .collect();
    Some(words.join(" "))
}

/// A capital at the start, after a hyphen, after `O'` and `D'`, and after `Mc`.
fn capitals(word: &str) -> String {
    let parts: Vec<String> = word
        .split('-')
        .map(|part| match part.split_once('\'') {
            Some((front, back)) if front.chars().count() == 1 => {
                format!("{}'{}", capital(front), capital(back))
            }
            _ => capital(part),
        })
        .collect();
    parts.join("-")
}

fn capital(part: &str) -> String {
    let small = part.to_lowercase();
    if let Some(rest) = small.strip_prefix("mc")
        && rest.chars().count() > 2
    {
        return format!("Mc{}", first_up(rest));
    }
    first_up(&small)
}

fn first_up(small: &str) -> String {
    let mut chars = small.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// Surname and forenames of a whole name: "SURNAME, Forenames", "Forenames
/// SURNAME", "SURNAME Forenames", or the last word as surname. One word alone is a forename.
pub(super) fn split_name(text: &str) -> (Option<String>, Option<String>) {
    let clean = tidy(text);
    if is_unknown(&clean) {
        return (None, None);
    }
    if let Some((surname, forenames)) = clean.split_once(',') {
        return (name(surname), name(forenames));
    }
    let words: Vec<&str> = clean.split(' ').collect();
    let shouted = |word: &&str| {
        word.chars().filter(|c| c.is_alphabetic()).count() > 1
            && !word.chars().any(char::is_lowercase)
    };
    let loud = words.iter().filter(|word| shouted(word)).count();
    if loud == 0 || loud == words.len() {
        return match words.split_last() {
            Some((last, rest)) if !rest.is_empty() => (name(last), name(&rest.join(" "))),
            _ => (None, name(&clean)),
        };
    }
    let (surname, forenames): (Vec<&str>, Vec<&str>) =
        words.iter().copied().partition(|word| shouted(word));
    (name(&surname.join(" ")), name(&forenames.join(" ")))
}

/// A telephone number as `+44…` (or `+` and another country), or nothing when
/// it is not one. A leading zero that a spreadsheet dropped is put back.
pub(super) fn phone(text: &str) -> Option<String> {
    let clean = tidy(text).replace("(0)", "");
    let plus = clean.starts_with('+') || clean.starts_with("00");
    if clean.chars().any(char::is_alphabetic) {
        return None;
    }
    let digits: String = clean.chars().filter(char::is_ascii_digit).collect();
    let digits = if clean.starts_with("00") {
        digits.strip_prefix("00").unwrap_or(&digits).to_owned()
    } else {
        digits
    };
    let national = if let Some(rest) = digits
        .strip_prefix("44")
        .filter(|rest| plus || rest.len() >= 9)
    {
        Some(rest.trim_start_matches('0').to_owned())
    } else if plus {
        None
    } else if let Some(rest) = digits.strip_prefix('0') {
        Some(rest.to_owned())
    } else {
        Some(digits.clone())
    };
    match national {
        Some(national) if (9..=10).contains(&national.len()) => Some(format!("+44{national}")),
        None if (8..=15).contains(&digits.len()) => Some(format!("+{digits}")),
        _ => None,
    }
}

/// A postcode in capitals with its space, or nothing when it does not have the shape of one.
pub(super) fn postcode(text: &str) -> Option<String> {
    let packed: String = text
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .collect();
    if !packed.is_ascii() || !(5..=7).contains(&packed.len()) {
        return None;
    }
    let (outward, inward) = packed.split_at(packed.len() - 3);
    let shape: String = outward
        .chars()
        .map(|c| if c.is_ascii_digit() { '9' } else { 'A' })
        .collect();
    let inward_fits = inward.chars().enumerate().all(|(at, c)| {
        if at == 0 {
            c.is_ascii_digit()
        } else {
            c.is_ascii_alphabetic()
        }
    });
    let outward_fits = ["A9", "A99", "AA9", "AA99", "A9A", "AA9A"].contains(&shape.as_str());
    (inward_fits && outward_fits).then(|| format!("{outward} {inward}"))
}

/// Yes or no, or nothing for any other word.
pub(super) fn yes_or_no(text: &str) -> Option<bool> {
    match tidy(text).to_lowercase().as_str() {
        "y" | "yes" | "true" | "t" | "1" | "x" => Some(true),
        "n" | "no" | "false" | "f" | "0" | "none" | "nil" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_get_capitals_only_where_they_have_none() {
        for (typed, shown) in [
            ("GRABOWSKI", "Grabowski"),
            ("O'ROURKE", "O'Rourke"),
            ("o\u{2019}rourke", "O'Rourke"),
            ("CASTELL-JONES", "Castell-Jones"),
            ("  Katarzyna ", "Katarzyna"),
            ("W\u{d3}JCIK", "W\u{f3}jcik"),
            ("MCKAY", "McKay"),
            ("McKay", "McKay"),
            ("de Souza", "de Souza"),
            ("XU", "Xu"),
            ("mary  ann", "Mary Ann"),
        ] {
            assert_eq!(name(typed).as_deref(), Some(shown), "{typed}");
        }
        for typed in ["U/K", " unknown ", "N/K", "-", "", "??", "123"] {
            assert_eq!(name(typed), None, "{typed}");
        }
    }

    #[test]
    fn whole_names_are_split() {
        let parts = |text: &str| {
            let (surname, forenames) = split_name(text);
            format!(
                "{}|{}",
                surname.unwrap_or_default(),
                forenames.unwrap_or_default()
            )
        };
        assert_eq!(parts("GRABOWSKI, Quynh Mei"), "Grabowski|Quynh Mei");
        assert_eq!(parts("Quynh Mei GRABOWSKI"), "Grabowski|Quynh Mei");
        assert_eq!(parts("Quynh Grabowski"), "Grabowski|Quynh");
        assert_eq!(parts("JOANNA"), "|Joanna");
        assert_eq!(parts("U/K"), "|");
    }

    #[test]
    fn phones_in_several_shapes_are_one() {
        for typed in [
            "07700 900074",
            "+447700900074",
            "0044 7700 900074",
            "+44 (0)7700 900-074",
            "7700900074",
            "'+447700900074",
        ] {
            assert_eq!(phone(typed).as_deref(), Some("+447700900074"), "{typed}");
        }
        assert_eq!(phone("01632 960123").as_deref(), Some("+441632960123"));
        assert_eq!(phone("+48 601 000 000").as_deref(), Some("+48601000000"));
        for typed in ["none", "999", "", "see notes", "07700"] {
            assert_eq!(phone(typed), None, "{typed}");
        }
    }

    #[test]
    fn postcodes_get_their_space() {
        assert_eq!(postcode("cv126bf").as_deref(), Some("CV12 6BF"));
        assert_eq!(postcode(" Cv21  9eh ").as_deref(), Some("CV21 9EH"));
        assert_eq!(postcode("Bedworth"), None);
        assert_eq!(postcode("CV12"), None);
    }
}
