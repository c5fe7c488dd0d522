//! E-mail addresses to one layout.

use super::text::LONGEST;

/// Lower case without spaces or a `mailto:`; `None` when it has no name, no
/// host, or stands for "none".
pub fn canonical(text: &str) -> Option<String> {
    read(text, &mut String::new()).map(str::to_owned)
}

/// As [`canonical`], into room that is used again and again.
pub fn read<'a>(text: &str, room: &'a mut String) -> Option<&'a str> {
    room.clear();
    if text.is_empty() {
        return None;
    }
    for c in text.chars().take(LONGEST).filter(|c| !c.is_whitespace()) {
        if c.is_ascii() {
            room.push(c.to_ascii_lowercase());
        } else {
            room.extend(c.to_lowercase());
        }
    }
    let plain = room
        .trim_start_matches("mailto:")
        .trim_matches(['<', '>', '.', ',', ';']);
    let (local, host) = plain.rsplit_once('@')?;
    let filler = matches!(
        local,
        "none" | "noemail" | "no-email" | "unknown" | "na" | "n/a" | "noreply" | "no-reply"
    );
    (!local.is_empty() && host.contains('.') && !host.starts_with('.') && !filler).then_some(plain)
}

/// The part before the last `@`.
pub fn local(canonical: &str) -> &str {
    canonical
        .rsplit_once('@')
        .map_or(canonical, |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::{canonical, local};

    #[test]
    fn reads_addresses_and_refuses_fillers() {
        for (written, want) in [
            (" Ann.Lee@Example.org ", Some("ann.lee@example.org")),
            ("mailto:ann@example.org", Some("ann@example.org")),
            ("ann@example", None),
            ("@example.org", None),
            ("none@example.org", None),
            ("not known", None),
            ("", None),
        ] {
            assert_eq!(canonical(written).as_deref(), want, "{written}");
        }
        assert_eq!(local("ann@example.org"), "ann");
    }
}
