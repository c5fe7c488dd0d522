//! UK telephone numbers to one layout.

/// The digits with the country code in front and no sign, for example
/// `447700900074`. `None` for blanks, numbers too short to tell people apart,
/// and fillers such as 07000 000000.
pub fn canonical(text: &str) -> Option<String> {
    let cleaned = text.replace("(0)", "");
    let mut abroad = false;
    let mut digits = String::new();
    for c in cleaned.chars().take(40) {
        if let Some(d) = c.to_digit(10) {
            digits.push(char::from_digit(d, 10)?);
        } else if c == '+' && digits.is_empty() {
            abroad = true;
        } else if c.is_alphabetic() && !digits.is_empty() {
            // "07700 900123 ask for Ann", "ext 12": what follows is not the number.
            break;
        }
    }
    let national = if let Some(rest) = digits.strip_prefix("0044") {
        rest
    } else if let (true, Some(rest)) = (abroad, digits.strip_prefix("44")) {
        rest
    } else if let (true, Some(rest)) = (digits.len() >= 12, digits.strip_prefix("44")) {
        rest
    } else if abroad || digits.starts_with("00") {
        return plausible(digits.trim_start_matches('0')).map(str::to_owned);
    } else {
        &digits
    };
    let national = national.trim_start_matches('0');
    plausible(national).map(|n| format!("44{n}"))
}

/// Nine to fifteen digits that somebody could really have.
fn plausible(digits: &str) -> Option<&str> {
    let longest_run = longest_run(digits);
    let counted = "1234567890".contains(digits) || "123456789".contains(digits);
    let ladder = digits.ends_with("123456789") || digits.ends_with("12345678");
    ((9..=15).contains(&digits.len()) && longest_run < 6 && !counted && !ladder).then_some(digits)
}

/// Length of the longest run of one digit.
fn longest_run(digits: &str) -> usize {
    let (mut best, mut run, mut last) = (0, 0, '\0');
    for d in digits.chars() {
        run = if d == last { run + 1 } else { 1 };
        last = d;
        best = best.max(run);
    }
    best
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn layouts_of_one_number_agree_and_fillers_go() {
        for (written, want) in [
            ("+447700900074", Some("447700900074")),
            ("07700 900074", Some("447700900074")),
            ("00447700900074", Some("447700900074")),
            ("+44 (0)7700 900074", Some("447700900074")),
            ("447700900074", Some("447700900074")),
            ("(01632) 960 123", Some("441632960123")),
            ("07700-900-074 after 6", Some("447700900074")),
            ("+48 512 345 987", Some("48512345987")),
            ("7700900074", Some("447700900074")),
            ("00000000000", None),
            ("07000000000", None),
            ("01234567890", None),
            ("999", None),
            ("", None),
            ("none", None),
        ] {
            assert_eq!(canonical(written).as_deref(), want, "{written}");
        }
    }
}
