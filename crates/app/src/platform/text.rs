//! Text that people typed, made safe to keep: trimmed, of a sensible length, without control characters.

use super::refusal::{Refusal, Told};

/// The most characters of a short text: a name, an owner, a reference.
pub const SHORT: usize = 200;
/// The most characters of a long text: a rationale, a chronology.
pub const LONG: usize = 20_000;

/// A short text.
///
/// # Errors
/// When it is too long; the field is named.
pub fn short(field: &str, text: &str) -> Told<String> {
    kept(field, text, SHORT)
}

/// A long text.
///
/// # Errors
/// When it is too long; the field is named.
pub fn long(field: &str, text: &str) -> Told<String> {
    kept(field, text, LONG)
}

/// A long text that must not be empty.
///
/// # Errors
/// When it is empty (with the message given) or too long.
pub fn needed(field: &str, text: &str, message: &str) -> Told<String> {
    let text = long(field, text)?;
    if text.is_empty() {
        Err(Refusal::field(field, message))
    } else {
        Ok(text)
    }
}

fn kept(field: &str, text: &str, most: usize) -> Told<String> {
    let clean: String = text
        .replace("\r\n", "\n")
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect();
    let clean = clean.trim();
    let length = clean.chars().count();
    if length > most {
        return Err(Refusal::field(
            field,
            format!("This text has {length} characters. Shorten it to {most} or fewer."),
        ));
    }
    Ok(clean.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_trimmed_and_bounded() {
        assert_eq!(long("reason", "  a\u{0}b\r\nc  ").unwrap(), "ab\nc");
        assert!(short("owner", &"x".repeat(201)).is_err());
        assert!(needed("reason", " \n ", "Say why.").is_err());
    }
}
