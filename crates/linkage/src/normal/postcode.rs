//! UK postcodes: layout, shape, outward and inward part.

/// A postcode in capitals, cut in two. The inward part is empty when only the
/// outward part was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Postcode {
    /// Area and district, for example `CV12`.
    pub outward: String,
    /// Sector and unit, for example `8BA`; may be empty.
    pub inward: String,
}

impl Postcode {
    /// Both parts with one space, or the outward part alone.
    pub fn text(&self) -> String {
        if self.inward.is_empty() {
            self.outward.clone()
        } else {
            format!("{} {}", self.outward, self.inward)
        }
    }
}

/// Reads a postcode in any layout; `None` when the text has no such shape.
/// The shape is checked, not whether the Post Office has given it out.
pub fn parse(text: &str) -> Option<Postcode> {
    let plain = Plain::new(text);
    let (outward, inward) = plain.parts()?;
    Some(Postcode {
        outward: outward.to_owned(),
        inward: inward.to_owned(),
    })
}

/// The letters and digits of a postcode, in capitals.
#[derive(Clone, Copy, Debug, Default)]
pub struct Plain {
    bytes: [u8; 32],
    length: usize,
}

impl Plain {
    /// The letters and digits of a text, as far as a postcode could go.
    pub fn new(text: &str) -> Plain {
        let mut out = Plain::default();
        for c in text.chars().take(32).filter(char::is_ascii_alphanumeric) {
            if let Some(cell) = out.bytes.get_mut(out.length) {
                *cell = c.to_ascii_uppercase() as u8;
                out.length += 1;
            }
        }
        out
    }

    /// All of it.
    pub fn text(&self) -> &str {
        let bytes = self.bytes.get(..self.length).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    /// Outward and inward part; the inward is empty when only the outward was
    /// written. `None` for a text of another shape.
    pub fn parts(&self) -> Option<(&str, &str)> {
        let plain = self.text();
        if (5..=7).contains(&plain.len()) {
            let (outward, inward) = plain.split_at(plain.len() - 3);
            if is_inward(inward) && is_outward(outward) && !is_filler(plain) {
                return Some((outward, inward));
            }
        }
        is_outward(plain).then_some((plain, ""))
    }
}

/// The code that stands for "no fixed abode" in health records, and the like.
fn is_filler(plain: &str) -> bool {
    plain.starts_with("ZZ99") || matches!(plain, "XX11XX" | "AA11AA")
}

/// One digit and two letters.
fn is_inward(part: &str) -> bool {
    let b = part.as_bytes();
    matches!(b, [d, x, y] if d.is_ascii_digit() && x.is_ascii_uppercase() && y.is_ascii_uppercase())
}

/// One or two letters, a digit, and perhaps one more digit or letter.
fn is_outward(part: &str) -> bool {
    let letters = part.bytes().take_while(u8::is_ascii_uppercase).count();
    let rest = part.as_bytes().get(letters..).unwrap_or_default();
    (1..=2).contains(&letters)
        && match rest {
            [d] => d.is_ascii_digit(),
            [d, e] => d.is_ascii_digit() && e.is_ascii_alphanumeric(),
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn reads_layouts_and_refuses_other_text() {
        for (written, want) in [
            ("cv126bf", Some("CV12 6BF")),
            (" CV12  6BF ", Some("CV12 6BF")),
            ("s22 7gb", Some("S22 7GB")),
            ("E1 6AN", Some("E1 6AN")),
            ("EC1A 1BB", Some("EC1A 1BB")),
            ("DN33", Some("DN33")),
            ("", None),
            ("Unknown", None),
            ("12345", None),
            ("ZZ99 3VZ", None),
        ] {
            assert_eq!(
                parse(written).map(|p| p.text()).as_deref(),
                want,
                "{written}"
            );
        }
    }
}
