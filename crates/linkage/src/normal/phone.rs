//! UK telephone numbers to one layout.

/// Digits that are read of one number.
const MOST: usize = 40;

/// The digits with the country code in front and no sign, for example
/// `447700900074`. `None` for blanks, numbers too short to tell people apart,
/// and fillers such as 07000 000000.
pub fn canonical(text: &str) -> Option<String> {
    number(text).map(|number| number.to_string())
}

/// The same as a number: 447,700,900,074.
pub fn number(text: &str) -> Option<u64> {
    let mut held = [0u8; MOST];
    let (mut count, mut abroad) = (0, false);
    let mut rest = text;
    for _ in 0..MOST {
        let Some(c) = rest.chars().next() else { break };
        if let Some(after) = rest.strip_prefix("(0)") {
            rest = after;
            continue;
        }
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        if let Some(d) = c.to_digit(10) {
            held[count] = d as u8 + b'0';
            count += 1;
        } else if c == '+' && count == 0 {
            abroad = true;
        } else if c.is_alphabetic() && count > 0 {
            // "07700 900123 ask for Ann", "ext 12": what follows is not the number.
            break;
        }
    }
    let digits = held.get(..count).unwrap_or_default();
    let national = if let Some(rest) = digits.strip_prefix(b"0044") {
        rest
    } else if let (true, Some(rest)) = (abroad || count >= 12, digits.strip_prefix(b"44")) {
        rest
    } else if abroad || digits.starts_with(b"00") {
        return plausible(without_noughts(digits));
    } else {
        digits
    };
    let national = without_noughts(national);
    let value = plausible(national)?;
    (10u64.pow(national.len() as u32))
        .checked_mul(44)?
        .checked_add(value)
}

fn without_noughts(digits: &[u8]) -> &[u8] {
    let noughts = digits.iter().take_while(|d| **d == b'0').count();
    digits.get(noughts..).unwrap_or_default()
}

/// Nine to fifteen digits that somebody could really have, as a number.
fn plausible(digits: &[u8]) -> Option<u64> {
    if !(9..=15).contains(&digits.len()) || longest_run(digits) >= 6 {
        return None;
    }
    let counted = b"1234567890".starts_with(digits);
    let ladder = digits.ends_with(b"123456789") || digits.ends_with(b"12345678");
    (!counted && !ladder).then(|| {
        digits
            .iter()
            .fold(0, |sum, d| sum * 10 + u64::from(d - b'0'))
    })
}

/// Length of the longest run of one digit.
fn longest_run(digits: &[u8]) -> usize {
    let (mut best, mut run, mut last) = (0, 0, 0);
    for d in digits {
        run = if *d == last { run + 1 } else { 1 };
        last = *d;
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
